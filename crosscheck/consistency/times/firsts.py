"""For the first time in how long: "the first strike in ten years" ≠ "the first strike ever".

What happens for the first time in ten years has happened before, and then ten years ago. A length
that is not told in numbers ("in years") is some length, but not for ever.
"""

import math
import re
from collections.abc import Iterator
from typing import NamedTuple

from crosscheck.consistency.events import event_around, same_event
from crosscheck.consistency.occasions import at_odds, other_owners, published
from crosscheck.consistency.sides import Row, Side
from crosscheck.consistency.values import LESS, MORE
from crosscheck.language.wordnet import WordNet

_LENGTH = re.compile(r"P(\d+(?:\.\d+)?|X+)([YMWD])")
_YEARS_IN = {"Y": 1.0, "M": 1 / 12, "W": 7 / 365.25, "D": 1 / 365.25}
_YEAR = re.compile(r"(\d{4})(?!\d)")
# Lengths are rounded by so much, and by what is left of the year that they began in.
_ROUNDED, _BEGUN = 0.1, 1.0
# So many words at most are "in" and what bounds the length ("in more than").
_BETWEEN = 3
_TIME = "time"
_KIND = frozenset({"amod", "compound"})


class First(NamedTuple):
    """A first, and for how long there was none.

    Attributes:
        years: How many years; infinite for "ever", nan if it is not told in numbers.
        mod: The TIMEX3 modifier of that, if any.
        word: What it is the first of: a time, or the noun for a thing.
        start, end: From "first" to the length, in characters of raw_text.
    """

    years: float
    mod: str | None
    word: Row
    start: int
    end: int


def firsts(side: Side) -> Iterator[First]:
    """The firsts of a claim for which it is told how long there was none."""
    for first in side.claim["tokens"]:
        if (first["text"].lower(), first["dep"]) != ("first", "amod"):
            continue
        word = side.tokens_at.get(first["head"])
        if word is not None and word["text"].lower() == "ever":  # "first-ever"
            word = side.tokens_at.get(word["head"])
        if word is None or word["pos"] not in {"NOUN", "VERB"}:
            continue
        ever = next((e for e in (_ever(first, side), _ever(word, side)) if e is not None), None)
        if ever is not None:
            yield First(math.inf, None, word, first["start"], max(word["end"], ever["end"]))
            continue
        for row in side.times:
            years = _years(row, word, side)
            if years is not None:
                yield First(years, row["mod"], word, first["start"], row["end"])


def _ever(word: Row, side: Side) -> Row | None:
    """The "ever" straight behind a word."""
    behind = (t for t in side.sentence if t["start"] >= word["end"] and t["text"] != "-")
    after = next(behind, None)
    return after if after is not None and after["text"].lower() == "ever" else None


def _years(row: Row, word: Row, side: Side) -> float | None:
    """In how many years it is the first ("in ten years", "since 1990"), if a time tells it."""
    between = side.document["raw_text"][word["end"] : max(row["start"], word["end"])].split()
    if not between or len(between) > _BETWEEN:
        return None
    if between[0] == "in" and row["type"] == "DURATION":
        length = _LENGTH.fullmatch(row["value"] or "")
        if length is None:
            return None
        many = math.nan if length[1].startswith("X") else float(length[1])
        return many * _YEARS_IN[length[2]]
    year, now = _YEAR.match(row["value"] or ""), published(side)
    if between != ["since"] or year is None or now is None:
        return None
    return float(now.year - int(year[1]))


def other_span(p: First, q: First) -> bool:
    """Can they not be the first in equally long?"""
    if math.inf in {p.years, q.years}:
        return p.years != q.years
    (low, high), (other_low, other_high) = _bounds(p), _bounds(q)
    return high < other_low or other_high < low


def _bounds(p: First) -> tuple[float, float]:
    slack = max(_ROUNDED * p.years, _BEGUN)
    low = 0.0 if p.mod in LESS else p.years - slack
    return low, math.inf if p.mod in MORE else p.years + slack


def of_one_first(p: First, a: Side, q: First, b: Side, wordnet: WordNet, *, copied: bool) -> bool:
    """Is it one deed that both are the first of: of one verb, or of one kind of thing of one owner?

    Args:
        p: A first of a.
        a: A side.
        q: A first of b.
        b: Another side.
        wordnet: Relations between words.
        copied: Are the two sentences near-copies of each other?
    """
    times = [first.word["lemma"] == _TIME for first in (p, q)]
    if times[0] != times[1]:
        return False
    if copied:
        return times[0] or p.word["lemma"] == q.word["lemma"]
    if not times[0]:
        return _kind(p, a) == _kind(q, b) and not other_owners(p.word, a, q.word, b)
    x, y = event_around(p.word, a), event_around(q.word, b)
    if x is None or y is None or not same_event(x, y, wordnet):
        return False
    return x.negated == y.negated and not at_odds(x, a, y, b, wordnet)


def _kind(first: First, side: Side) -> frozenset[str]:
    """The lemmas of a thing and of the words before it that tell what kind it is."""
    below = side.children.get(first.word["start"], ())
    told = {c["lemma"] for c in below if c["dep"] in _KIND and c["start"] < first.word["start"]}
    return frozenset(told - {"first", "ever"} | {first.word["lemma"]})
