"""The word lists of this package: text files, one word or phrase a line, `#` starts a comment."""

from functools import cache
from importlib.resources import files


@cache
def lexicon(name: str) -> frozenset[str]:
    """The entries of crosscheck/claims/data/<name>.txt."""
    text = files("crosscheck.claims").joinpath("data", f"{name}.txt").read_text(encoding="utf-8")
    lines = (line.split("#")[0].strip() for line in text.splitlines())
    return frozenset(line for line in lines if line)
