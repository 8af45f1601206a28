"""One named thing said to be near two places: "Welby Prison near Sutton", "near Lund"."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from crosscheck.consistency.comparers.base import Conflict, Context, span_of
from crosscheck.consistency.sides import Row, Side
from crosscheck.language.gazetteer import country, place

_WITHIN = frozenset({"nmod", "flat", "compound", "appos", "conj"})
_WIDE = frozenset({"region", "state"})
_NAMING = frozenset({"NOUN", "PROPN"})
# How many characters "the county town of" may take before a name.
_REACH = 40


class _Near(NamedTuple):
    """What is near what.

    Attributes:
        thing: The noun or name before "near", and the names that it is called by.
        names: The words of the place's name.
    """

    thing: Row
    called: frozenset[str]
    names: tuple[Row, ...]


def compare(a: Side, b: Side, context: Context) -> Iterator[Conflict]:
    """Other places near one thing; both can be right, and readers look for it elsewhere."""
    a, b = a.whole, b.whole
    for x in _located(a):
        for y in _located(b):
            one = x.thing["lemma"].lower() == y.thing["lemma"].lower() and x.called & y.called
            if not one or _told_near(x.names, b) or _told_near(y.names, a):
                continue
            texts = [" ".join(t["text"] for t in found.names) for found in (x, y)]
            yield context.conflict(
                "entity",
                "soft",
                0.45,
                f"{x.thing['text']} near {texts[0]} ≠ near {texts[1]}",
                span_of(x.names, a.claim),
                span_of(y.names, b.claim),
            )


def _located(side: Side) -> Iterator[_Near]:
    words = list(side.sentence)
    for i, token in enumerate(words):
        if token["text"].lower() != "near" or token["dep"] != "case":
            continue
        thing = next((t for t in reversed(words[:i]) if t["pos"] != "PUNCT"), None)
        top = side.tokens_at.get(token["head"])
        if thing is None or top is None or thing["pos"] not in _NAMING:
            continue
        names = _town(top, side)
        called = frozenset(t["text"] for t in _before(words[:i]) if t["pos"] == "PROPN")
        if names and called:
            yield _Near(thing, called, names)


def _town(top: Row, side: Side) -> tuple[Row, ...]:
    """The last name of a phrase ("the Wend county town of Sutton"); none if it may have towns."""
    stack, found = [top], []
    while stack:
        token = stack.pop()
        found.append(token)
        below = side.children.get(token["start"], ())
        stack += [c for c in below if c["dep"] in _WITHIN and c["pos"] in _NAMING]
    found.sort(key=lambda t: int(t["start"]))
    common = [i for i, t in enumerate(found) if t["pos"] != "PROPN"]
    names = tuple(found[max(common, default=-1) + 1 :])
    text = " ".join(t["text"] for t in names)
    return () if country(text) or place(text) in _WIDE else names


def _before(words: list[Row]) -> Iterator[Row]:
    """The nouns, names and adjectives that a sentence so far ends with, over a comma."""
    for token in reversed(words):
        if token["pos"] in {*_NAMING, "ADJ"}:
            yield token
        elif token["pos"] != "PUNCT":
            return


def _told_near(names: tuple[Row, ...], side: Side) -> bool:
    """Has a document one of the names, close behind "near", as well?"""
    text = side.document["raw_text"]
    return any(
        re.search(rf"\bnear\b[^.;]{{0,{_REACH}}}\b{re.escape(t['text'])}\b", text) for t in names
    )
