"""Words of a text, and the closed-class words of English."""

import re
from functools import cache
from importlib.resources import files

WORD = re.compile(r"[^\W\d_]+|\d+(?:[.,:]\d+)*")


@cache
def function_words() -> frozenset[str]:
    """The closed-class words of English, lower-case, without apostrophes."""
    text = files("crosscheck.documents").joinpath("data/function_words.txt").read_text("utf-8")
    lines = [line for line in text.splitlines() if not line.startswith("#")]
    return frozenset(" ".join(lines).split())


def words(text: str) -> list[str]:
    """The words and numbers of a text, lower-case, in order."""
    return WORD.findall(text.lower())


def content_words(text: str) -> list[str]:
    """The words and numbers of a text that are no function words, lower-case, in order."""
    return [word for word in words(text) if word not in function_words()]


def fingerprint(text: str) -> str:
    """A text without case, punctuation and layout: two that read the same have the same."""
    return " ".join(words(text))
