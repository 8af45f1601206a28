"""Word lists in source code, readable and short."""


def word_set(words: str) -> frozenset[str]:
    """The words of a text that white space separates."""
    return frozenset(words.split())
