"""Two things of one kind in one role of one event: "rammed a tractor", "drove a van into the gate".

A thing of a kind is none of the others (`things`, a closed list: WordNet's sisters are mostly
aspects of one thing, "the module" and "the car" that it carries). Articles tell of many cars and
vans: what ties the two is what else takes part in the event, and that one of the documents never
has the other's word. What an attack is made with ("a van bomb at the gate") is in it as well.
"""

import re
from collections.abc import Iterator
from functools import cache, lru_cache
from typing import NamedTuple

from crosscheck.claims.lexicons import lexicon
from crosscheck.consistency.events import Event, event_of, events
from crosscheck.consistency.occasions import another, at_odds, other_number, other_time
from crosscheck.consistency.sides import Row, Side
from crosscheck.language.wordnet import WordNet

# What attacks are, as nouns and as verbs, by the kinds that they are of.
_ATTACKS = {"NOUN": ("attack", "bomb", "explosion"), "VERB": ("attack", "explode", "strike")}
# The roles of what an attack is made with, where a verb tells of it.
_MEANS = frozenset({"subject", "object", "with"})


class Thing(NamedTuple):
    """What a word names: a kind, and which of the kind, by all its words."""

    kind: int
    words: frozenset[str]


class Told(NamedTuple):
    """A thing in a role of an event of a claim; the role is `of` for "a van bomb"."""

    thing: Thing
    event: Event
    role: str
    word: Row


@cache
def _things() -> dict[str, Thing]:
    found: dict[str, Thing] = {}
    for kind, line in enumerate(sorted(lexicon("things"))):
        for words in line.split(";"):
            forms = frozenset(word.strip() for word in words.split(","))
            found |= {form: Thing(kind, forms) for form in forms}
    return found


def things(side: Side) -> Iterator[Told]:
    """The single things that take part in a claim's events, or that nouns for events are made
    with.
    """
    for event in events(side):
        for role, filler in event.roles.items():
            head = filler.heads[0]
            thing = _thing(head)
            one = len(filler.heads) == 1 and head["text"].lower() == head["lemma"]
            if thing is not None and one and not another(head, side):
                yield Told(thing, event, role, head)
    for token in side.claim["tokens"]:
        noun = side.tokens_at.get(token["head"])
        thing = _thing(token) if token["dep"] == "compound" else None
        if thing is not None and noun is not None and noun["pos"] == "NOUN":
            yield Told(thing, _with_above(noun, side), "of", token)


def _thing(word: Row) -> Thing | None:
    return _things().get(word["lemma"]) if word["pos"] == "NOUN" else None


def _with_above(noun: Row, side: Side) -> Event:
    """The event of a noun, with what takes part in what the noun depends on."""
    event, above = event_of(noun, side), side.tokens_at.get(noun["head"])
    if above is None or above is noun:
        return event
    return event._replace(participants=event.participants | event_of(above, side).participants)


def another_thing(x: Told, a: Side, y: Told, b: Side, wordnet: WordNet) -> bool:
    """Is it another thing of the kind that has the role in the same event?"""
    if x.thing.kind != y.thing.kind or x.thing == y.thing:
        return False
    if x.event.negated or y.event.negated or not _one_deed(x, a, y, b, wordnet):
        return False
    if _has(x.thing, b) or _has(y.thing, a):
        return False
    if _written(x.thing, b) and _written(y.thing, a):
        return False
    if other_time(a, b) or other_number(a, b):
        return False
    rest = [
        told.event._replace(roles={k: f for k, f in told.event.roles.items() if k != told.role})
        for told in (x, y)
    ]
    return not at_odds(rest[0], a, rest[1], b, wordnet)


def _one_deed(x: Told, a: Side, y: Told, b: Side, wordnet: WordNet) -> bool:
    """Is it in one role of two words for one deed, with one more participant?"""
    words = x.event.word, y.event.word
    if any(word["lemma"] in lexicon("light_verbs") for word in words):
        return False
    one = words[0]["pos"] == words[1]["pos"] and x.role == y.role
    alike = one and wordnet.near(words[0]["lemma"], words[1]["lemma"], words[0]["pos"])
    roles = {x.role, y.role}
    means = "of" in roles and roles & _MEANS and all(_attack(word, wordnet) for word in words)
    known = x.thing.words | y.thing.words | {word["lemma"] for word in words}
    shared = (_around(x, a) & _around(y, b)) - known
    return bool(alike or means) and any(not wordnet.is_a(w, "person", "NOUN") for w in shared)


def _around(told: Told, side: Side) -> set[str]:
    """The nouns that take part in an event beside those who do it, who may do it again.

    Whom a pronoun stands for is not sure enough.
    """
    doer = told.event.roles.get("subject")
    doers = {
        t["lemma"]
        for t in side.sentence
        if doer is not None and doer.start <= t["start"] < doer.end
    }
    return {lemma for lemma in told.event.participants - doers if "/" not in lemma}


def _attack(word: Row, wordnet: WordNet) -> bool:
    kinds = _ATTACKS.get(word["pos"], ())
    return any(wordnet.is_a(word["lemma"], kind, word["pos"]) for kind in kinds)


def _has(thing: Thing, side: Side) -> bool:
    """Does a claim's sentence have a word for a thing?"""
    return any(token["lemma"] in thing.words for token in side.sentence)


def _written(thing: Thing, side: Side) -> bool:
    """Does a document have a word for a thing, of one or of several?"""
    words = _plain(str(side.document["raw_text"]))
    return any({word, f"{word}s"} & words for word in thing.words)


@lru_cache(maxsize=256)
def _plain(text: str) -> frozenset[str]:
    return frozenset(re.findall(r"[a-z]+(?:-[a-z]+)?", text.lower()))
