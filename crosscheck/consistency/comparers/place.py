"""Where it happened or somebody is from: one of two waters, one of two towns of a state.

A place within another, or near it, is no contradiction: only places of one kind are compared, in
sentences that surely tell of the same and name one of the kind each.
"""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from crosscheck.consistency.comparers.base import Conflict, Context
from crosscheck.consistency.events import event_around, event_of, events
from crosscheck.consistency.names import aside, folded, name_runs
from crosscheck.consistency.occasions import long_ago, meant_by, other_number, other_time
from crosscheck.consistency.sides import Row, Side
from crosscheck.language.gazetteer import country, place, water

# Sentences that surely tell of the same score so much; with so many common nouns and verbs shared,
# so much will do for waters, of which few are named.
_SURE, _LIKELY, _SHARED = 0.5, 0.35, 2
# What a place's name stands behind: where it is, where to, or where somebody is from.
_WHERE = frozenset({"at", "in", "into", "off", "on", "over"})
_FROM = frozenset({"from", "of"})
_NO_WATER = frozenset({"from", "near", "of"})
_TO_COME = frozenset({"future", "intended"})
_OF = re.compile(r"(?:Sea|Gulf) of (?:the )?$")
_REGION = re.compile(r"\s*,\s+((?:[A-Z][a-z]+ ?){1,3})(?![a-z’'])")


class _Place(NamedTuple):
    """A place that a sentence names.

    Attributes:
        kind: "water", or the state or country of a town.
        words: The words of its name, by which it is told from others.
        case: The prepositions before it.
        head: The word that the name hangs on, if its sentence has it.
        start, end: Its characters in raw_text.
    """

    kind: str
    words: frozenset[str]
    case: frozenset[str]
    head: Row | None
    start: int
    end: int


def compare(a: Side, b: Side, context: Context) -> Iterator[Conflict]:
    """The one place of a kind on either side, if they are two.

    News of two days may be of two occasions, but not that of where one thing is to be.
    """
    if context.score < _LIKELY or "caption" in {a.claim["kind"], b.claim["kind"]}:
        return
    if other_time(a, b) or other_number(a, b) or long_ago(a) != long_ago(b):
        return
    first, second = _only(a.whole), _only(b.whole)
    for kind in sorted(first.keys() & second.keys()):
        x, y = first[kind], second[kind]
        if not _two(x, a, y, b) or (context.apart and not _to_be_there(x, a, y, b)):
            continue
        sure = context.score >= _SURE
        if kind == "water":
            if not (sure or _common(a, b) >= _SHARED) or not _alike(x, a, y, b):
                continue
        elif not (sure and x.case & y.case and _of_one(a, b)):
            continue
        names = [s.document["raw_text"][p.start : p.end] for s, p in ((a, x), (b, y))]
        yield context.conflict(
            "entity", "hard", 0.35, f"{names[0]} ≠ {names[1]}", (x.start, x.end), (y.start, y.end)
        )


def _only(side: Side) -> dict[str, _Place]:
    """The places of a side of whose kind it names one."""
    found: dict[str, list[_Place]] = {}
    for one in _places(side):
        found.setdefault(one.kind, []).append(one)
    return {
        kind: places[0] for kind, places in found.items() if len({p.words for p in places}) == 1
    }


def _places(side: Side) -> Iterator[_Place]:
    text = side.document["raw_text"]
    for run, top in name_runs(side):
        if aside(run[0], side):
            continue
        start, end = _first_word(run, top, side)["start"], run[-1]["end"]
        before = _OF.search(text[:start])
        if before:  # "Sea of": names with it
            start = before.start()
            top = side.tokens_at.get(start, top)
        below = side.children.get(top["start"], ())
        case = frozenset(c["lemma"] for c in below if c["dep"] == "case")
        words = water(text[start:end])
        if words:
            head = side.tokens_at.get(top["head"])
            if not case & _NO_WATER and case & _WHERE:
                yield _Place("water", words, case, head, start, end)
            continue
        region = _region(text[end : end + 40])
        if region and case & (_WHERE | _FROM):
            case = _FROM if case & _FROM else _WHERE
            named = frozenset(folded(t["text"]) for t in run)
            yield _Place(region, named, case, None, start, end)


def _first_word(run: Sequence[Row], top: Row, side: Side) -> Row:
    """The first word of a name: an adjective with a capital before a word that names nothing alone
    ("the Caspian Sea") is one of it.
    """
    below = side.children.get(top["start"], ())
    before = [c for c in below if c["end"] + 1 == run[0]["start"] and c["pos"] == "ADJ"]
    return before[0] if before and before[0]["text"].istitle() else run[0]


def _region(text: str) -> str | None:
    """The state or country behind a town's comma."""
    found = _REGION.match(text)
    words = found[1].split() if found else []
    names = (" ".join(words[:n]) for n in range(len(words), 0, -1))
    return next((name for name in names if place(name) == "state" or country(name)), None)


def _two(x: _Place, a: Side, y: _Place, b: Side) -> bool:
    """Are they two places, not both of which either document names?"""
    if x.words & y.words - {"sea", "ocean", "gulf"}:
        return False
    names = [s.document["raw_text"][p.start : p.end] for s, p in ((a, x), (b, y))]
    return not (names[0] in b.document["raw_text"] and names[1] in a.document["raw_text"])


def _alike(x: _Place, a: Side, y: _Place, b: Side) -> bool:
    """Do they hang on verbs that are not denied, or on one noun?"""
    for one, side in ((x, a), (y, b)):
        event = event_around(one.head, side) if one.head else None
        if event is not None and event.negated:
            return False
    heads = [one.head for one in (x, y)]
    nouns = [head["lemma"] for head in heads if head is not None and head["pos"] == "NOUN"]
    return len(set(nouns)) < 2


def _to_be_there(x: _Place, a: Side, y: _Place, b: Side) -> bool:
    """Do both tell of one thing, named in two words, where it is to be: "the crane ship will wait
    in the Baltic Sea"?
    """
    things = _thing(x, a), _thing(y, b)
    names = {"".join(words) for words in things}  # "crane ship", "craneship"
    planned = (any(e.modality in _TO_COME for e in events(side.whole)) for side in (a, b))
    return len(names) == 1 and max(map(len, things)) > 1 and all(planned)


def _thing(where: _Place, side: Side) -> tuple[str, ...]:
    """The words for what is in a place: the noun that the name hangs on, or what its verb tells of,
    with the noun compounded with it. Parsers may hang a participle on another word than the noun
    before it.
    """
    noun = where.head
    if noun is not None and noun["pos"] == "VERB":
        roles = event_of(noun, side).roles
        told = roles.get("object") or roles.get("subject")
        before = [t for t in side.sentence if t["start"] < noun["start"]][-1:]
        beside = before[0] if before and before[0]["pos"] == "NOUN" else None
        noun = beside if told is None else meant_by(told.heads[0], side)
    if noun is None or noun["pos"] != "NOUN":
        return ()
    below = side.children.get(noun["start"], ())
    return (*(c["lemma"] for c in below if c["dep"] == "compound"), noun["lemma"])


def _common(a: Side, b: Side) -> int:
    """How many common nouns and verbs two sentences share."""
    nouns = [{t["lemma"] for t in side.sentence if t["pos"] in {"NOUN", "VERB"}} for side in (a, b)]
    return len(nouns[0] & nouns[1])


def _of_one(a: Side, b: Side) -> bool:
    """Do both sides name one person, or neither any?"""
    persons = [
        {key for key, row in side.entities.items() if row["label"] == "PERSON"} for side in (a, b)
    ]
    return bool(persons[0] & persons[1]) or not (persons[0] | persons[1])
