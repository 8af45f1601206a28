"""Whose age a figure is: it stands beside the name, whatever else the claim tells."""

from collections.abc import Sequence
from itertools import dropwhile, takewhile

from crosscheck.consistency.sides import Row, Side

# "The 54-year-old harbour master Ida Lund": what may stand between an age and a name.
_BETWEEN = frozenset({"ADJ", "NOUN"})
# Between a name and the age behind it: "Lund, aged 54", "Lund, a 54-year-old".
_SKIPPED = frozenset({"a", "an", "aged"})
_BRACKETS = frozenset({",", "("})


def aged_unnamed(quantity: Row, side: Side) -> str | None:
    """The noun for the unnamed person whose age a figure is ("a four-year-old boy"); None if it is
    none, or the document has that noun with two ages.
    """
    noun = quantity["counted_lemma"]
    if not old(quantity) or noun is None or aged(quantity, side) is not None:
        return None
    ages = {f["low"] for f in side.figures if old(f) and f["counted_lemma"] == noun}
    return noun if ages <= {quantity["low"]} else None


def old(quantity: Row) -> bool:
    """Is a figure an age in one word ("four-year-old")?"""
    is_age = (quantity["kind"], quantity["unit"]) == ("measure", "year")
    return is_age and quantity["text"].endswith("-old")


def aged(quantity: Row, side: Side) -> str | None:
    """The entity whose age a figure is; None if it is none, or it is not sure whose.

    It stands behind the name ("Ida Lund, 54,", "Lund, a 54-year-old baker,") or before it ("the
    54-year-old Lund").
    """
    if (quantity["kind"], quantity["unit"]) != ("measure", "year"):
        return None
    before = [t for t in side.sentence if t["end"] <= quantity["start"]]
    after = [t for t in side.sentence if t["start"] >= quantity["end"]]
    if not quantity["text"].isdigit():
        if not quantity["text"].endswith("-old"):
            return None
        following = _name(list(dropwhile(lambda t: t["pos"] in _BETWEEN, after)))
        if following:
            return _person(following, side)
    elif not _ends(quantity["end"], side):
        return None
    if before and before[-1]["text"] in _SKIPPED:
        before.pop()
    if not before or before[-1]["text"] not in _BRACKETS:
        return None
    return _person(_name(before[-2::-1])[::-1], side)


def _ends(at: int, side: Side) -> bool:
    """Does a mark, or nothing, stand at a place of the document? No claim may have the mark."""
    following = side.document["raw_text"][at : at + 1]
    return not (following.isspace() or following.isalnum())


def _name(tokens: Sequence[Row]) -> list[Row]:
    return list(takewhile(lambda t: t["pos"] == "PROPN", tokens))


def _person(name: Sequence[Row], side: Side) -> str | None:
    """The one person whom a name can mean; of a full name one word in common is not enough."""
    if not name:
        return None
    fewest = min(len(name), 2)
    found = [
        key
        for key, row in side.entities.items()
        if row["label"] == "PERSON"
        and name[-1]["text"] in row["name"].split()
        and sum(token["text"] in row["name"].split() for token in name) >= fewest
    ]
    return found[0] if len(found) == 1 else None


def one_age(p: Row, a: Side, q: Row, b: Side) -> bool:
    """Are both the age of one person, named or not?"""
    first, unnamed = aged(p, a), aged_unnamed(p, a)
    if first is None:
        return unnamed is not None and unnamed == aged_unnamed(q, b)
    return first == aged(q, b)
