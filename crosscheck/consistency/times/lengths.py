"""How long it took: "was jailed for five months", "a four-month term", told otherwise elsewhere.

What lasts so long is a noun or a verb. Lengths between two events ("an hour after the crash"),
since when ("in ten years"), and how often, are no lengths of what they stand beside.
"""

import re
from collections import defaultdict
from collections.abc import Iterator
from typing import NamedTuple

from crosscheck.claims.lexicons import lexicon
from crosscheck.consistency.events import event_of, one_way, same_event
from crosscheck.consistency.occasions import another, at_odds, exclude_each_other, long_ago
from crosscheck.consistency.sides import CONTENT, Row, Side
from crosscheck.consistency.values import LESS, MORE
from crosscheck.language.wordnet import WordNet

# Seconds in a unit of a TIMEX3 duration; of the day, and within it.
_OF_DAYS = {"Y": 31_557_600.0, "M": 2_629_800.0, "W": 604_800.0, "D": 86_400.0}
_WITHIN = {"H": 3600.0, "M": 60.0, "S": 1.0}
_VALUE = re.compile(r"P(T?)(\d+(?:\.\d+)?)([YMWDHS])")
# Beside another unit or a half, so much of a unit is rounding; halves are told to an eighth.
_WHOLE, _HALF = 0.6, 0.125
# Round numbers of one unit ("45 minutes") cover so much on either side, and "about" twice that.
_ROUND, _ABOUT = 0.1, 0.2
_FIVES = 5
# Lengths more times apart are of two things.
_NEAR = 2.0
_OVER = frozenset({"for", "to", "by"})
_INTO = frozenset({"after", "afterward", "ago", "before", "earlier", "into", "later", "old"})
_OBLIQUE = frozenset({"obl", "obl:unmarked", "obj", "obl:tmod", "nmod:unmarked"})
_PLACES = ("FAC", "GPE", "LOC")
_OF_MANY = ("person", "time_period")
_NOMINAL = frozenset({"amod", "compound", "nmod", "nummod"})


class Length(NamedTuple):
    """A length of time, and what lasts so long.

    Attributes:
        seconds: How many.
        unit: Seconds in its unit.
        mod: Its TIMEX3 modifier, if any.
        word: The noun or verb.
        row: The time.
    """

    seconds: float
    unit: float
    mod: str | None
    word: Row
    row: Row


def lengths(side: Side, wordnet: WordNet) -> Iterator[Length]:
    """The lengths that a claim tells, each with what lasts so long."""
    for row in side.times:
        found = _VALUE.fullmatch(row["value"] or "") if row["type"] == "DURATION" else None
        if found is None:
            continue
        word = _lasting(row, side, wordnet)
        if word is not None:
            unit = (_WITHIN if found[1] else _OF_DAYS)[found[3]]
            yield Length(float(found[2]) * unit, unit, row["mod"], word, row)


def _lasting(row: Row, side: Side, wordnet: WordNet) -> Row | None:
    """The noun or verb of which a time says how long it lasts."""
    inside = [t for t in side.sentence if row["start"] <= t["start"] < row["end"]]
    top = next((t for t in inside if not row["start"] <= t["head"] < row["end"]), None)
    word = None if top is None else side.tokens_at.get(top["head"])
    if top is None or word is None or side.dated(word):
        return None
    after = [t for t in side.sentence if t["start"] >= row["end"]][:1]
    cases = {c["lemma"] for c in side.children.get(top["start"], ()) if c["dep"] == "case"}
    apart = row["relation"] not in {None, "during"} or any(t["lemma"] in _INTO for t in after)
    between = apart and "for" not in cases
    if between or any(t["lemma"] == "and" for t in after):
        return None
    if word["pos"] == "NOUN" and top["dep"] in _NOMINAL and cases <= {"of"}:
        # "a 20-year veteran" is one of many, and "a ten-day period" of any
        kinds = (wordnet.is_a(word["lemma"], kind, "NOUN") for kind in _OF_MANY)
        return None if any(kinds) else word
    if word["pos"] == "VERB" and top["dep"] in _OBLIQUE and cases <= _OVER:
        if word["lemma"] not in lexicon("lasting"):
            return None if word["lemma"] in lexicon("light_verbs") else word
        subject = event_of(word, side).roles.get("subject")
        return None if subject is None else subject.heads[0]
    return None


def other_length(p: Length, q: Length) -> bool:
    """Can two lengths not be one, near as they are?"""
    low, high = sorted((p.seconds, q.seconds))
    if not low or high > _NEAR * low:
        return False
    (least, most), (other_least, other_most) = _bounds(p, q), _bounds(q, p)
    return most < other_least or other_most < least


def _bounds(p: Length, q: Length) -> tuple[float, float]:
    """The lengths that one can mean, as closely as it is told beside another."""
    number = p.seconds / p.unit
    if number != int(number):
        slack = p.unit * _HALF
    elif p.unit != q.unit or q.seconds % q.unit:
        slack = p.unit * _WHOLE
    else:
        slack = _ROUND * p.seconds if number >= 2 * _FIVES and not number % _FIVES else 0.0
    if p.mod == "APPROX":
        slack = max(slack, _ABOUT * p.seconds)
    low, high = p.seconds - slack, p.seconds + slack
    if p.mod in LESS:
        low = 0.0
    if p.mod in MORE:
        high = _NEAR * max(p.seconds, q.seconds)
    return low, high


def of_one_thing(p: Length, a: Side, q: Length, b: Side, wordnet: WordNet) -> bool:
    """Is it one deed, or one thing, that both lengths are told of?"""
    one, other = p.word, q.word
    if long_ago(a) != long_ago(b) or exclude_each_other(a.times, b.times):
        return False
    if another(one, a) != another(other, b) or not _one_matter(p, a, q, b):
        return False
    if one["pos"] == other["pos"] == "VERB":
        x, y = event_of(one, a), event_of(other, b)
        told = x.negated == y.negated and same_event(x, y, wordnet)
        return told and (one_way(x, y) or not at_odds(x, a, y, b, wordnet))
    if one["pos"] == other["pos"] == "NOUN":
        plural = [w["text"].lower() != w["lemma"] for w in (one, other)]
        return one["lemma"] == other["lemma"] and not any(plural)
    return wordnet.derived(one["lemma"], one["pos"], other["lemma"], other["pos"])


def _one_matter(p: Length, a: Side, q: Length, b: Side) -> bool:
    """Have two sentences a name in common, those of places aside, or, where either has none,
    another word?
    """
    names = _names(a), _names(b)
    if all(names):
        return bool(names[0] & names[1])
    words = [
        {t["lemma"] for t in side.sentence if t["pos"] in CONTENT and not side.dated(t)}
        for side in (a, b)
    ]
    return bool(words[0] & words[1] - {p.word["lemma"], q.word["lemma"]})


def _names(side: Side) -> set[str]:
    """The words of a sentence's names, of people alone if it names any, none of places."""
    labels: dict[str, set[str]] = defaultdict(set)
    for row in side.entities.values():
        for name in (row["name"], *row["aliases"]):
            labels[row["label"]].update(name.split())
    places = set().union(*(labels[label] for label in _PLACES)) - labels["PERSON"]
    named = {t["text"] for t in side.sentence if t["pos"] == "PROPN" and not side.dated(t)}
    return named & labels["PERSON"] or named - places
