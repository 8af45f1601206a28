"""The same participants, but a verb of another meaning."""

import re
from collections.abc import Iterator

from crosscheck.claims.lexicons import lexicon
from crosscheck.consistency.comparers.base import (
    Conflict,
    Context,
    Difference,
    align_words,
    shown,
    span_of,
)
from crosscheck.consistency.events import Event, Filler, events
from crosscheck.consistency.occasions import may_be_one, other_time, same_role
from crosscheck.consistency.relatedness import related
from crosscheck.consistency.sides import Row, Side

_NEAR_COPY = 0.6
_FEW = 3
_WHITHER = frozenset({"obj", "obl", "xcomp"})


def compare(a: Side, b: Side, context: Context) -> Iterator[Conflict]:
    """Verbs that replace each other between the same neighbours and are no near-synonyms.

    Outside near-copies another verb is the rule (paraphrase), not a difference; there it takes
    more: what one thing seems to be, or what one source says of one thing in one sentence.
    """
    a, b = a.whole, b.whole
    yield from _seems(a, b, context)
    yield from _told_by_one(a, b, context)
    yield from _made_to(a, b, context)
    aligned = align_words(a, b)
    if aligned.shared < _NEAR_COPY or (context.apart and context.copy is None):
        return  # on another day it may be another deed
    for difference in aligned.differences:
        pair = _verbs(difference)
        if pair is None or not _anchored(a, b):
            continue
        x, y = pair
        if _phrasal(x, a) or _phrasal(y, b):
            continue  # what "give up" means does not follow from "give"
        if related(context.wordnet, x, y) or not _specific(context, x, y):
            continue
        if _said(x, b) or _said(y, a):
            continue  # told on both sides, however the sentence is built
        alone = len(difference.a) == len(difference.b) == 1
        yield context.conflict(
            "predicate",
            "hard" if context.copy is not None and alone else "soft",
            0.35,
            f"{x['text']} ≠ {y['text']}",
            span_of(difference.a, a.claim),
            span_of(difference.b, b.claim),
        )


def _seems(a: Side, b: Side, context: Context) -> Iterator[Conflict]:
    """What somebody seems to be or to do: "the board appears split" ≠ "seems set to agree"."""
    for x in _seemings(a):
        for y in _seemings(b):
            if not same_role("subject", x, a, y, b) or x.negated != y.negated:
                continue
            one, other = _complement(x, a), _complement(y, b)
            if one is None or other is None or related(context.wordnet, one, other):
                continue
            yield context.conflict(
                "predicate",
                "soft",
                0.35,
                f"{x.word['text']} {one['text']} ≠ {y.word['text']} {other['text']}",
                span_of([one], a.claim),
                span_of([other], b.claim),
            )


def _made_to(a: Side, b: Side, context: Context) -> Iterator[Conflict]:
    """Asked to do it here, made to do it there: "asked to leave the hall", "forced out of it"."""
    for x in events(a):
        for y in events(b):
            kinds = _pressure(x, a, b), _pressure(y, b, a)
            if None in kinds or kinds[0] == kinds[1] or x.negated != y.negated:
                continue
            if not {x.modality, y.modality} <= {"asserted"} or other_time(a, b):
                continue
            if not _one_patient(x, a, y, b, context) or not _what_for(x, a) & _what_for(y, b):
                continue
            words = [e.word for e in (x, y)]
            yield context.conflict(
                "predicate",
                "soft",
                0.35,
                " ≠ ".join(word["text"] for word in words),
                *((word["start"], word["end"]) for word in words),
            )


def _pressure(event: Event, side: Side, other: Side) -> str | None:
    """Does a verb leave a choice, or none? Neither, if the other side says the same as well."""
    kinds = ("requests", "compulsions")
    found = next((kind for kind in kinds if event.word["lemma"] in lexicon(kind)), None)
    if found is None or "object" not in event.roles:
        return None
    told = {t["lemma"] for t in other.sentence if t["pos"] == "VERB"}
    return None if told & lexicon(found) else found


def _one_patient(x: Event, a: Side, y: Event, b: Side, context: Context) -> bool:
    heads = [event.roles["object"].heads[0] for event in (x, y)]
    return may_be_one(heads[0], a, heads[1], b, context.wordnet)


def _what_for(event: Event, side: Side) -> frozenset[str]:
    """The lemmas of what somebody is to do, or of where he is to go; not of who he is."""
    found, stack = set(), []
    below = side.children.get(event.word["start"], ())
    stack += [c for c in below if c["dep"] in {"xcomp", "obl", "ccomp"}]
    patient = event.roles["object"]
    while stack:
        token = stack.pop()
        if patient.start <= token["start"] < patient.end:
            continue
        if token["pos"] in {"NOUN", "VERB"} and token["lemma"] not in lexicon("light_verbs"):
            found.add(token["lemma"])
        stack += [c for c in side.children.get(token["start"], ()) if c["dep"] in _WHITHER]
    return frozenset(found)


def _seemings(side: Side) -> list[Event]:
    return [event for event in events(side) if event.word["lemma"] in lexicon("seeming")]


def _complement(event: Event, side: Side) -> Row | None:
    below = side.children.get(event.word["start"], ())
    return next((child for child in below if child["dep"] == "xcomp"), None)


def _told_by_one(a: Side, b: Side, context: Context) -> Iterator[Conflict]:
    """What one source says that a thing does, with verbs near each other: to different objects."""
    source = a.claim["source_entity_id"]
    if source is None or source != b.claim["source_entity_id"]:
        return
    for x in events(a):
        for y in events(b):
            if not same_role("subject", x, a, y, b) or x.roles["subject"].heads[0]["pos"] == "PRON":
                continue
            if x.negated != y.negated or not related(context.wordnet, x.word, y.word):
                continue
            objects = x.roles.get("object"), y.roles.get("object")
            if objects[0] is None or objects[1] is None:
                continue
            one, other = objects[0].heads[0], objects[1].heads[0]
            if one["pos"] != "NOUN" or other["pos"] != "NOUN" or _said(one, b) or _said(other, a):
                continue
            if related(context.wordnet, one, other) or _overlap(objects, a, b):
                continue
            if any(_has_word(word, side) for word, side in ((one, b), (other, a))):
                continue  # who has both words may call the thing by either
            spans = [(filler.start, filler.end) for filler in objects if filler is not None]
            yield context.conflict(
                "predicate", "soft", 0.35, f"{shown(a, spans[0])} ≠ {shown(b, spans[1])}", *spans
            )


def _overlap(objects: tuple[Filler | None, Filler | None], a: Side, b: Side) -> bool:
    """Have two phrases a word in common: "the harbour police", "the harbour's constables"?"""
    words = [
        {t["lemma"] for t in side.sentence if phrase.start <= t["start"] < phrase.end}
        & side.context
        for phrase, side in zip(objects, (a, b), strict=True)
        if phrase is not None
    ]
    return bool(frozenset.intersection(*map(frozenset, words)))


def _has_word(word: Row, side: Side) -> bool:
    """Does a document have a word anywhere, in this form or as in a dictionary?"""
    form = rf"\b(?:{re.escape(word['lemma'])}|{re.escape(word['text'])})"
    return re.search(form, side.document["raw_text"], re.IGNORECASE) is not None


def _said(word: Row, side: Side) -> bool:
    return any(word["lemma"] == t["lemma"] or word["text"] == t["text"] for t in side.sentence)


def _verbs(difference: Difference) -> tuple[Row, Row] | None:
    first = [t for t in difference.a if t["pos"] == "VERB"]
    second = [t for t in difference.b if t["pos"] == "VERB"]
    short = len(difference.a) <= 3 and len(difference.b) <= 3
    if short and len(first) == 1 and len(second) == 1:
        return first[0], second[0]
    return None


def _phrasal(verb: Row, side: Side) -> bool:
    return any(c["dep"] == "compound:prt" for c in side.children.get(verb["start"], ()))


def _specific(context: Context, x: Row, y: Row) -> bool:
    """Verbs of few senses; one of many ("lead", "continue") can stand for almost any other."""
    return all(1 <= context.wordnet.senses(verb["lemma"], "VERB") <= _FEW for verb in (x, y))


def _anchored(a: Side, b: Side) -> bool:
    """At least one participant that both sides name."""
    return bool(set(a.entities) & set(b.entities))
