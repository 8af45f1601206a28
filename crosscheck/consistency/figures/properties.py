"""Figures that are properties of a thing: the weight of a lorry, the age of a boy, the size of a
crowd, how far somebody fell; and whether two can be of one property, and differ.
"""

import re
from collections.abc import Iterator
from itertools import product
from typing import NamedTuple

from crosscheck.claims.lexicons import lexicon
from crosscheck.consistency.figures.ages import aged, old
from crosscheck.consistency.figures.tolls import of_some, toll
from crosscheck.consistency.occasions import another
from crosscheck.consistency.sides import Row, Side
from crosscheck.consistency.values import quantities_meet
from crosscheck.language.numerals import numerals
from crosscheck.language.wordnet import WordNet

# Of two figures of one thing the smaller is at least this share of the larger: others are rather of
# two things. A thing told by its noun is surer than a deed told by its verb.
_NEAR = {"age": 0.9, "size": 0.6, "term": 0.6, "extent": 0.75, "number": 0.9, "count": 0.8}
# Ages so many years apart are near, however young.
_YEARS = 2
# Measures of things are rounded by so much, in whatever unit they are told.
_ROUNDED = 0.06
# Fewer are counted by chance; so many are the size of a group, not a list of its members.
_MANY, _CROWD = 10, 1000
_DURATION = re.compile(r"P(T?)(\d+)([SMHDWY])")
_DAYS_IN = {"TS": 1 / 86400, "TM": 1 / 1440, "TH": 1 / 24}
_DAYS_IN |= {"D": 1.0, "W": 7.0, "M": 30.4, "Y": 365.25}
_PHRASE = frozenset({"ADJ", "NOUN", "PROPN"})
_MARKS = {"(": 1, "[": 1, ")": -1, "]": -1}
_ROLES = {"nsubj": "subject", "obj": "object", "nsubj:pass": "object"}
_SOMEBODY = "somebody"


class Property(NamedTuple):
    """What a figure is of.

    Attributes:
        what: age, size (of a thing), extent (of a deed), number (that a group is of), count (of
            those whom a deed befell), term (the longest in prison).
        unit: The unit it is measured in, with what a rate is per; of a count what is counted.
        of: The lemma of the noun or the verb that has it.
    """

    what: str
    unit: tuple[str | None, ...]
    of: str


def of_one_property(p: Row, a: Side, q: Row, b: Side, wordnet: WordNet) -> bool:
    """Can two figures that differ be of one property, as far as their sentences tell?"""
    first, second = ([key for key, _ in properties(x, s, wordnet)] for x, s in ((p, a), (q, b)))
    return any(
        may_be_one(key, other, wordnet) and differ(p, q, key)
        for key, other in product(first, second)
    )


def may_be_one(key: Property, other: Property, wordnet: WordNet) -> bool:
    """Can it be one property: of one noun, or of a thing that has two ("lorry", "vehicle")?"""
    nouns = key.of, other.of
    if key == other or key[:2] != other[:2]:
        return key == other
    if key.what == "age":
        return _SOMEBODY in nouns and all(is_person(noun, wordnet) for noun in nouns)
    if key.what != "size":
        return False
    return wordnet.synonyms(*nouns, "NOUN") or any(
        wordnet.is_a(one, kind, "NOUN") for one, kind in (nouns, nouns[::-1])
    )


def is_person(noun: str, wordnet: WordNet) -> bool:
    """Is a property's noun one for a person, or left out for somebody?"""
    return noun == _SOMEBODY or wordnet.is_a(noun, "person", "NOUN")


def figures_of(side: Side) -> Iterator[Row]:
    """The quantities of a claim, and its durations as quantities, in days."""
    yield from side.quantities
    for time in side.times:
        found = _DURATION.fullmatch(time["value"] or "")
        if time["type"] != "DURATION" or found is None:
            continue
        days = float(found[2]) * _DAYS_IN[found[1] + found[3]]
        imprisoned = {token["lemma"] for token in side.claim["tokens"]} & lexicon("imprisonment")
        longest = time["mod"] == "EQUAL_OR_LESS"
        if longest and imprisoned:
            yield _as_quantity(time, "term", days, days)
        elif time["mod"] is None and _before_noun(time["text"]):
            yield _as_quantity(time, "measure", days, days)


def _as_quantity(time: Row, kind: str, low: float, high: float) -> Row:
    span = {key: time[key] for key in ("start", "end", "text")}
    value = {"kind": kind, "low": low, "high": high, "unit": "day", "per": None}
    return {**span, **value, "bound": "exact", "counted_lemma": None}


def properties(quantity: Row, side: Side, wordnet: WordNet) -> Iterator[tuple[Property, Row]]:
    """What a figure is a property of, with the word that has it."""
    if quantity["kind"] == "measure":
        yield from _measured(quantity, side, wordnet)
    elif quantity["kind"] == "term":
        yield Property("term", ("day",), "prison"), side.claim
    elif quantity["kind"] == "count":
        yield from _counted(quantity, side, wordnet)


def _measured(quantity: Row, side: Side, wordnet: WordNet) -> Iterator[tuple[Property, Row]]:
    unit = quantity["unit"], quantity["per"]
    if quantity["text"].isdigit():
        return  # "Lund, 54"
    if _before_noun(quantity["text"]):
        noun = _following(quantity, side)
        if old(quantity):
            if aged(quantity, side) is None and (noun is None or is_one_thing(noun, side)):
                yield from _age(quantity, noun, side)
        elif noun is not None and is_one_thing(noun, side):
            yield Property("size", unit, noun["lemma"]), noun
        if noun is not None:
            return
    top = top_word(quantity, side)
    verb = side.tokens_at.get(top["head"]) if top is not None else None
    if verb is None or verb is top or verb["pos"] != "VERB" or old(quantity):
        return
    if verb["lemma"] not in lexicon("light_verbs"):
        yield Property("extent", unit, verb["lemma"]), verb


def _age(quantity: Row, noun: Row | None, side: Side) -> Iterator[tuple[Property, Row]]:
    """Of one without a name; no noun at all ("a four-year-old fell") may stand for a person."""
    after = next((t for t in side.sentence if t["start"] >= quantity["end"]), None)
    word = noun or top_word(quantity, side)
    if word is None or (noun is None and after is not None and after["pos"] == "PROPN"):
        return
    yield Property("age", (), noun["lemma"] if noun else _SOMEBODY), word


def _counted(quantity: Row, side: Side, wordnet: WordNet) -> Iterator[tuple[Property, Row]]:
    value = float(quantity["high"] or quantity["low"] or 0.0)
    top = top_word(quantity, side)
    if top is None or value <= _MANY or toll(quantity, side):
        return
    counted = quantity["counted_lemma"]
    head = side.tokens_at.get(top["head"], top)
    noun = head if head["lemma"] == counted else top
    whole = side.tokens_at.get(noun["head"], noun)
    if noun["dep"] == "nmod" and _of(noun, side) and is_one_thing(whole, side):
        if value >= _CROWD and not wordnet.is_a(whole["lemma"], "quantity", "NOUN"):
            yield Property("number", (), whole["lemma"]), whole
    elif whole["pos"] == "VERB" and whole["lemma"] not in lexicon("light_verbs"):
        role = _ROLES.get(noun["dep"])
        if role and not another(noun, side) and not of_some(quantity, side):
            people = counted is None or counted in lexicon("people")
            kind = None if people else counted
            yield Property("count", (kind, role), whole["lemma"]), whole


def _before_noun(text: str) -> bool:
    """Is it a measure in one word ("400-pound", "15ft")?"""
    return "-" in text or not any(c.isspace() for c in text)


def _following(quantity: Row, side: Side) -> Row | None:
    """The noun that a measure stands before, over a conversion in brackets: "a 400-pound (181 kg)
    grey seal".
    """
    depth, noun = 0, None
    for token in side.sentence:
        if token["start"] < quantity["end"]:
            continue
        depth += _MARKS.get(token["text"], 0)
        if depth or token["text"] in _MARKS:
            continue
        if token["pos"] in _PHRASE:
            noun = token if token["pos"] == "NOUN" else noun
        elif token["text"] != "," or noun is not None:
            break
    return noun


def is_one_thing(noun: Row, side: Side) -> bool:
    """Is it one thing, not another one, and nobody's ("their 14-year-old son")?"""
    plural = noun["text"].lower() != noun["lemma"] and noun["text"].lower().endswith("s")
    below = side.children.get(noun["start"], ())
    owned = any(c["dep"] == "nmod:poss" for c in below)
    above = side.tokens_at.get(noun["head"], noun)
    other = another(noun, side) or (noun["dep"] == "appos" and another(above, side))
    return noun["pos"] == "NOUN" and not plural and not owned and not other


def top_word(quantity: Row, side: Side) -> Row | None:
    """The word of a figure that depends on another."""
    inside = [t for t in side.sentence if quantity["start"] <= t["start"] < quantity["end"]]
    return next((t for t in inside if not quantity["start"] <= t["head"] < quantity["end"]), None)


def _of(noun: Row, side: Side) -> bool:
    below = side.children.get(noun["start"], ())
    return any(c["dep"] == "case" and c["lemma"] == "of" for c in below)


def apart(p: Row, q: Row, key: Property) -> bool:
    """Can two figures of one property not be equal, in whatever unit, and as round as they are?"""
    if quantities_meet(p, q):
        return False
    if key.what in {"size", "extent"}:
        if _stated(p) == _stated(q):
            return False  # a ton is not the same everywhere
        low, high = _limits(p, q)
        return low < (1 - _ROUNDED) * high
    return True


def differ(p: Row, q: Row, key: Property) -> bool:
    """Do two figures of one property differ, but no more than those of one thing do?"""
    if not apart(p, q, key):
        return False
    low, high = _limits(p, q)
    near = low >= _NEAR[key.what] * high
    return near or (key.what == "age" and high - low <= _YEARS)


def _limits(p: Row, q: Row) -> tuple[float, float]:
    """The most that the lower of two figures can be, and the least that the higher can."""
    one, other = sorted((p, q), key=lambda x: float(x["high"] or x["low"] or 0.0))
    return float(one["high"] or one["low"] or 0.0), float(other["low"] or other["high"] or 0.0)


def _stated(quantity: Row) -> float | None:
    """The number as it is written, whatever its unit."""
    return next((n.low for n in numerals(quantity["text"])), None)
