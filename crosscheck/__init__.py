"""crosscheck: how consistent are the claims of several outlets about one event?"""

__version__ = "0.1.0"
