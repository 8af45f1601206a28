"""Figures that are properties of a thing: the weight of a lorry, the age of a boy, the size of a
crowd, how far somebody fell.

The whole article, not its neighbours in the sentence, tells of what a figure is a property: the
noun or verb that it belongs to, if the article gives that one figure of the kind only.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import combinations, product
from typing import NamedTuple

from crosscheck.claims.lexicons import lexicon
from crosscheck.consistency.events import Event, event_of
from crosscheck.consistency.figures.ages import aged, old
from crosscheck.consistency.figures.tolls import of_some, toll
from crosscheck.consistency.occasions import (
    another,
    at_odds,
    days_apart,
    long_ago,
    other_time,
)
from crosscheck.consistency.sides import Row, Side
from crosscheck.consistency.story import Places, in_order
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
# What an article speaks of as of one thing, it names so often.
_RECURS = 2
_DURATION = re.compile(r"P(T?)(\d+)([SMHDWY])")
_DAYS_IN = {"TS": 1 / 86400, "TM": 1 / 1440, "TH": 1 / 24}
_DAYS_IN |= {"D": 1.0, "W": 7.0, "M": 30.4, "Y": 365.25}
# Two sentences tell of one without a name if they have so many words in common.
_SHARED = 2
_TOLD = frozenset({"NOUN", "PROPN", "VERB"})
_PHRASE = frozenset({"ADJ", "NOUN", "PROPN"})
_MARKS = {"(": 1, "[": 1, ")": -1, "]": -1}
_ROLES = {"nsubj": "subject", "obj": "object", "nsubj:pass": "object"}
_SOMEBODY = "somebody"
_LEADING = frozenset({"age", "extent"})
_DEEDS = frozenset({"extent", "count"})
# News of the same deed told more days apart is rather of another like it.
_DAYS = 7
_PERSONAL = frozenset({"i", "you", "he", "she", "it", "we", "they"})
_DEFINITE = frozenset({"the", "this", "that"})


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


class _Given(NamedTuple):
    """A figure of a document, the index of the claim that gives it, and the word that has it."""

    claim: int
    quantity: Row
    word: Row


def differing_properties(
    story: Sequence[Side], at: Places, wordnet: WordNet
) -> set[tuple[int, int]]:
    """Pairs of claims that give one property otherwise, where neither document has the other's
    figure as well.

    Returns:
        Indices into the story; the one whose document sorts first stands first.
    """
    documents: dict[str, list[int]] = defaultdict(list)
    for i, side in enumerate(story):
        documents[side.claim["doc_id"]].append(i)
    read = [_Document.of(story, rows, at, wordnet) for rows in documents.values()]
    return {
        in_order(story, x.claim, y.claim)
        for one, other in combinations(read, 2)
        for key, same in product(one.given, other.given)
        if _alike(key, same, wordnet)
        for x, y in one.differing(key, other, same, wordnet)
    }


def of_one_property(p: Row, a: Side, q: Row, b: Side, wordnet: WordNet) -> bool:
    """Can two figures that differ be of one property, as far as their sentences tell?"""
    first, second = ([key for key, _ in properties(x, s, wordnet)] for x, s in ((p, a), (q, b)))
    return any(
        _alike(key, other, wordnet) and _differ(p, q, key) for key, other in product(first, second)
    )


def _alike(key: Property, other: Property, wordnet: WordNet) -> bool:
    """Can it be one property: of one noun, or of a thing that has two ("lorry", "vehicle")?"""
    nouns = key.of, other.of
    if key == other or key[:2] != other[:2]:
        return key == other
    if key.what == "age":
        return _SOMEBODY in nouns and all(_person(noun, wordnet) for noun in nouns)
    if key.what != "size":
        return False
    return wordnet.synonyms(*nouns, "NOUN") or any(
        wordnet.is_a(one, kind, "NOUN") for one, kind in (nouns, nouns[::-1])
    )


def _person(noun: str, wordnet: WordNet) -> bool:
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
            if aged(quantity, side) is None and (noun is None or _one(noun, side)):
                yield from _age(quantity, noun, side)
        elif noun is not None and _one(noun, side):
            yield Property("size", unit, noun["lemma"]), noun
        if noun is not None:
            return
    top = _top(quantity, side)
    verb = side.tokens_at.get(top["head"]) if top is not None else None
    if verb is None or verb is top or verb["pos"] != "VERB" or old(quantity):
        return
    if verb["lemma"] not in lexicon("light_verbs"):
        yield Property("extent", unit, verb["lemma"]), verb


def _age(quantity: Row, noun: Row | None, side: Side) -> Iterator[tuple[Property, Row]]:
    """Of one without a name; no noun at all ("a four-year-old fell") may stand for a person."""
    after = next((t for t in side.sentence if t["start"] >= quantity["end"]), None)
    word = noun or _top(quantity, side)
    if word is None or (noun is None and after is not None and after["pos"] == "PROPN"):
        return
    yield Property("age", (), noun["lemma"] if noun else _SOMEBODY), word


def _counted(quantity: Row, side: Side, wordnet: WordNet) -> Iterator[tuple[Property, Row]]:
    value = float(quantity["high"] or quantity["low"] or 0.0)
    top = _top(quantity, side)
    if top is None or value <= _MANY or toll(quantity, side):
        return
    counted = quantity["counted_lemma"]
    head = side.tokens_at.get(top["head"], top)
    noun = head if head["lemma"] == counted else top
    whole = side.tokens_at.get(noun["head"], noun)
    if noun["dep"] == "nmod" and _of(noun, side) and _one(whole, side):
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


def _one(noun: Row, side: Side) -> bool:
    """Is it one thing, not another one, and nobody's ("their 14-year-old son")?"""
    plural = noun["text"].lower() != noun["lemma"] and noun["text"].lower().endswith("s")
    below = side.children.get(noun["start"], ())
    owned = any(c["dep"] == "nmod:poss" for c in below)
    above = side.tokens_at.get(noun["head"], noun)
    other = another(noun, side) or (noun["dep"] == "appos" and another(above, side))
    return noun["pos"] == "NOUN" and not plural and not owned and not other


def _top(quantity: Row, side: Side) -> Row | None:
    """The word of a figure that depends on another."""
    inside = [t for t in side.sentence if quantity["start"] <= t["start"] < quantity["end"]]
    return next((t for t in inside if not quantity["start"] <= t["head"] < quantity["end"]), None)


def _of(noun: Row, side: Side) -> bool:
    below = side.children.get(noun["start"], ())
    return any(c["dep"] == "case" and c["lemma"] == "of" for c in below)


class _Document(NamedTuple):
    """What a document gives.

    Attributes:
        story: The claims of its story.
        at: Where they stand.
        given: Property → its figures, if they can be one.
        figures: All its figures with their claims, those of long ago left out.
        nouns: The lemmas of the things that it speaks of as of one: more than once, one of them
            with an article ("the lorry").
    """

    story: Sequence[Side]
    at: Places
    given: dict[Property, list[_Given]]
    figures: list[tuple[Row, Side]]
    nouns: frozenset[str]

    @classmethod
    def of(
        cls, story: Sequence[Side], rows: Sequence[int], at: Places, wordnet: WordNet
    ) -> "_Document":
        """Read a document's claims."""
        found: dict[Property, list[_Given]] = defaultdict(list)
        figures: list[tuple[Row, Side]] = []
        sentences: dict[int, Side] = {}
        for i in rows:
            side = story[i]
            sentences.setdefault(side.claim["sentence_start"], side)
            if long_ago(side):
                continue
            own = list(figures_of(side))
            figures += [(quantity, side) for quantity in own]
            for quantity in own:
                for key, word in properties(quantity, side, wordnet):
                    found[key].append(_Given(i, quantity, word))
        # who is without a name behind the news is rather somebody else
        found = {
            key: [x for x in some if key.what not in _LEADING or at.leading[x.claim]]
            for key, some in found.items()
        }
        given = {key: some for key, some in found.items() if some and _one_value(some, key)}
        return cls(story, at, given, figures, _things(sentences.values()))

    def differing(
        self, key: Property, other: "_Document", same: Property, wordnet: WordNet
    ) -> Iterator[tuple[_Given, _Given]]:
        """The figures of one property in two documents, if they differ."""
        pairs = list(product(self.given[key], other.given[same]))
        if not all(_differ(x.quantity, y.quantity, key) for x, y in pairs):
            return
        if any(other.has(x.quantity, key, wordnet) for x, _ in pairs):
            return
        if any(self.has(y.quantity, key, wordnet) for _, y in pairs):
            return
        if self.same(key, other, same, wordnet):
            yield from pairs

    def persons(self, wordnet: WordNet) -> int:
        """Of how many persons without a name it gives the age."""
        return sum(key.what == "age" and _person(key.of, wordnet) for key in self.given)

    def has(self, quantity: Row, key: Property, wordnet: WordNet) -> bool:
        """Does the document give a figure that can be this one, of whatever?"""
        return any(
            (row["kind"], row["unit"]) == (quantity["kind"], quantity["unit"])
            and None not in (row["low"], row["high"])
            and not _apart(row, quantity, key)
            and not (key.what == "age" and _of_no_being(row, side, wordnet))
            for row, side in self.figures
        )

    def same(self, key: Property, other: "_Document", same: Property, wordnet: WordNet) -> bool:
        """Do both speak of one thing, or deed?"""
        x, y = self.given[key][0], other.given[same][0]
        a, b = self.story[x.claim], self.story[y.claim]
        if _of_two_names(x.word, a, y.word, b):
            return False
        if key.what == "age":
            known = key == same or all(d.persons(wordnet) == 1 for d in (self, other))
            return known and len(_telling(x.word, a) & _telling(y.word, b)) >= _SHARED
        if key.what == "size":
            return key.of in self.nouns and same.of in other.nouns
        if key.what not in _DEEDS:
            return True
        return (
            days_apart(a, b) <= _DAYS
            and not other_time(a, b)
            and _one_deed(event_of(x.word, a), a, event_of(y.word, b), b, wordnet)
        )


def _of_two_names(x: Row, a: Side, y: Row, b: Side) -> bool:
    """Are they told of two names ("Orlo, a town of 900"), or beside two persons' names only?"""
    names = [
        side.tokens_at[word["head"]]["text"]
        for word, side in ((x, a), (y, b))
        if word.get("dep") == "appos" and side.tokens_at[word["head"]]["pos"] == "PROPN"
    ]
    if len(set(names)) > 1:
        return True
    persons = [
        {key for key, row in side.entities.items() if row["label"] == "PERSON"} for side in (a, b)
    ]
    return all(persons) and not persons[0] & persons[1]


def _telling(word: Row, side: Side) -> frozenset[str]:
    """What else is told in the sentence of a word."""
    return frozenset(
        token["lemma"]
        for token in side.sentence
        if token["pos"] in _TOLD and token["lemma"] not in lexicon("light_verbs")
        if token["lemma"] != word["lemma"] and not side.dated(token)
        if not any(q["start"] <= token["start"] < q["end"] for q in side.quantities)
    )


def _of_no_being(quantity: Row, side: Side, wordnet: WordNet) -> bool:
    """Is it told how old a thing is ("the photograph is four years old")?"""
    word, seen = _top(quantity, side), set()
    while word is not None and word["start"] not in seen:
        seen.add(word["start"])
        for child in side.children.get(word["start"], ()):
            if child["dep"] in {"nsubj", "nsubj:pass"} and child["pos"] == "NOUN":
                return not wordnet.is_a(child["lemma"], "person", "NOUN")
        word = side.tokens_at.get(word["head"])
    return False


def _one_deed(x: Event, a: Side, y: Event, b: Side, wordnet: WordNet) -> bool:
    """Did one do both, as far as it is told? Whom "he" means is not."""
    subjects = [event.roles["subject"].heads[0] for event in (x, y) if "subject" in event.roles]
    if len(subjects) < 2 or any(s["text"].lower() in _PERSONAL for s in subjects):
        return False
    return not at_odds(x, a, y, b, wordnet)


def _things(sentences: Iterable[Side]) -> frozenset[str]:
    """What some sentences speak of as of one thing; see `_Document`."""
    times: dict[str, int] = defaultdict(int)
    definite: set[str] = set()
    several: set[str] = set()
    for side in sentences:
        for token in side.sentence:
            if another(token, side):
                several.add(token["lemma"])
            if token["pos"] != "NOUN" or not _one(token, side):
                continue
            times[token["lemma"]] += 1
            below = side.children.get(token["start"], ())
            if any(c["lemma"] in _DEFINITE for c in below):
                definite.add(token["lemma"])
    return frozenset(noun for noun in definite - several if times[noun] >= _RECURS)


def _one_value(given: Sequence[_Given], key: Property) -> bool:
    return not any(_apart(x.quantity, y.quantity, key) for x, y in combinations(given, 2))


def _apart(p: Row, q: Row, key: Property) -> bool:
    """Can two figures of one property not be equal, in whatever unit, and as round as they are?"""
    if quantities_meet(p, q):
        return False
    if key.what in {"size", "extent"}:
        if _stated(p) == _stated(q):
            return False  # a ton is not the same everywhere
        low, high = _limits(p, q)
        return low < (1 - _ROUNDED) * high
    return True


def _differ(p: Row, q: Row, key: Property) -> bool:
    """Do two figures of one property differ, but no more than those of one thing do?"""
    if not _apart(p, q, key):
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
