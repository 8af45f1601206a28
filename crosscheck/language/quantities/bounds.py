"""The words around a number that bound it or make it approximate, and the values it then allows."""

import re
from functools import cache

from crosscheck.language.quantities import units


@cache
def _bound_words() -> tuple[
    dict[str, re.Pattern[str]], dict[str, re.Pattern[str]], re.Pattern[str]
]:
    """The words that bound a number: before it, after it, and in front of a topic instead."""
    data = units.data("bounds.toml")
    before = {
        bound: re.compile(
            rf"(?<!\w)(?:{_phrases(words)})[\s-]?(?:an?\s|another\s)?$", re.IGNORECASE
        )
        for bound, words in data["before"].items()
    }
    after = {
        bound: re.compile(rf"[\s-]?(?:{_phrases(words)})(?!\w)", re.IGNORECASE)
        for bound, words in data["after"].items()
    }
    topic, words = (_phrases(data["topic"][name]) for name in ("words", "bounds"))
    return before, after, re.compile(rf"\b(?:{topic})\s(?:{words})\s$", re.IGNORECASE)


def _phrases(phrases: list[str]) -> str:
    ordered = sorted(phrases, key=lambda phrase: (-len(phrase), phrase))
    return "|".join(re.escape(phrase).replace(r"\ ", r"\s") for phrase in ordered)


def bound_of(text: str, start: int, end: int) -> str:
    """The bound that the words around a number set: exact, or one of bounds.toml's.

    Args:
        text: The text.
        start: The number's first character.
        end: One past its last, unit included.
    """
    before, after, topic = _bound_words()
    window = text[max(0, start - 32) : start]
    if not topic.search(window):
        for bound, pattern in before.items():
            if pattern.search(window):
                return bound
    for bound, pattern in after.items():
        if pattern.match(text, end):
            return bound
    return "exact"


def limits_of(
    low: float, high: float, bound: str, approximation: float
) -> tuple[float | None, float | None]:
    """The smallest and the largest value that a number can mean, inclusive; None: unbounded.

    Args:
        low: The number's low end.
        high: Its high end.
        bound: What `bound_of` found.
        approximation: How far, as a share of the value, "about" reaches to either side; "nearly"
            reaches down only.
    """
    if bound in ("at_least", "more_than"):
        return low, None
    if bound in ("at_most", "less_than"):
        return None, high
    reach = approximation if bound in ("approximate", "nearly") else 0.0
    below = low - abs(low) * reach
    above = high + (abs(high) * reach if bound == "approximate" else 0.0)
    return float(f"{below:.12g}"), float(f"{above:.12g}")
