"""Yes against no: one predicate affirmed and denied, or two opposite predicates."""

from collections.abc import Iterator

from crosscheck.consistency.comparers.base import Conflict, Context, align_words, span_of
from crosscheck.consistency.events import Event, events, same_event
from crosscheck.consistency.sides import Side

_SHARED = 0.5
_FEWEST = 2
_NOT_SO = frozenset({"unreal", "intended"})
_OPPOSED = frozenset({"VERB", "ADJ", "NOUN", "ADV"})


def compare(a: Side, b: Side, context: Context) -> Iterator[Conflict]:
    """An event denied here and affirmed there; antonyms at the same place of near-copies."""
    denied = list(_denied(a, b, context))
    yield from denied or _antonyms(a, b, context)


def _denied(a: Side, b: Side, context: Context) -> Iterator[Conflict]:
    """One verb with one subject or object, negated on one side alone.

    What either side says both ways ("she always listens, but never obeys") is no denial of the
    other, and a condition or a wish denies nothing.
    """
    first, second = events(a), events(b)
    for x in first:
        for y in second:
            if x.negated == y.negated or {x.modality, y.modality} & _NOT_SO:
                continue
            if not same_event(x, y, context.wordnet):
                continue
            both_ways = _said(x, first) == {True, False} or _said(y, second) == {True, False}
            if both_ways or not _share_role(x, y) or _corrects(x, a) or _corrects(y, b):
                continue
            signs = ["not " if event.negated else "" for event in (x, y)]
            yield Conflict(
                "polarity",
                "hard",
                round(0.4 + 0.5 * context.score, 3),
                f"{signs[0]}{x.word['text']} ≠ {signs[1]}{y.word['text']}",
                span_of([x.word], a.claim),
                span_of([y.word], b.claim),
            )


def _said(event: Event, others: list[Event]) -> set[bool]:
    return {other.negated for other in others if other.word["lemma"] == event.word["lemma"]}


def _share_role(x: Event, y: Event) -> bool:
    """Is a role filled with the same noun, or are most of the fewer participants the same?"""
    for role in x.roles.keys() & y.roles.keys():
        one, other = x.roles[role].heads[0], y.roles[role].heads[0]
        if one["lemma"] == other["lemma"] and one["pos"] != "PRON":
            return True
    fewer = min(len(x.participants), len(y.participants))
    return len(x.participants & y.participants) >= max(_FEWEST, fewer / 2)


def _corrects(event: Event, side: Side) -> bool:
    """Is it denied only to be put right: "not for the first, but for the second"?"""
    after = [t for t in side.sentence if t["start"] > event.word["start"]]
    return event.negated and any(t["lemma"] == "but" for t in after)


def _antonyms(a: Side, b: Side, context: Context) -> Iterator[Conflict]:
    aligned = align_words(a, b)
    if aligned.shared < _SHARED or a.claim["polarity"] != b.claim["polarity"]:
        return
    for difference in aligned.differences:
        for x in difference.a:
            for y in difference.b:
                if x["pos"] != y["pos"] or x["pos"] not in _OPPOSED:
                    continue
                if context.wordnet.antonyms(x["lemma"], y["lemma"], x["pos"]):
                    yield Conflict(
                        "polarity",
                        "hard",
                        round(0.4 + 0.5 * context.score, 3),
                        f"{x['text']} ≠ {y['text']}",
                        span_of([x], a.claim),
                        span_of([y], b.claim),
                    )
