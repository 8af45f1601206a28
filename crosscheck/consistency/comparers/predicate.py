"""The same participants, but a verb of another meaning."""

from collections.abc import Iterator

from crosscheck.consistency.comparers.base import (
    Conflict,
    Context,
    Difference,
    align_words,
    related,
    span_of,
)
from crosscheck.consistency.sides import Row, Side

_NEAR_COPY = 0.6
_FEW = 3


def compare(a: Side, b: Side, context: Context) -> Iterator[Conflict]:
    """Verbs that replace each other between the same neighbours and are no near-synonyms.

    Outside near-copies another verb is the rule (paraphrase), not a difference.
    """
    aligned = align_words(a, b)
    if aligned.shared < _NEAR_COPY:
        return
    for difference in aligned.differences:
        pair = _verbs(difference)
        if pair is None or not _anchored(a, b):
            continue
        x, y = pair
        if _phrasal(x, a) or _phrasal(y, b):
            continue  # what "give up" means does not follow from "give"
        if related(context.wordnet, x, y) or not _specific(context, x, y):
            continue
        yield context.conflict(
            "predicate",
            "hard" if len(difference.a) == len(difference.b) == 1 else "soft",
            0.35,
            f"{x['text']} ≠ {y['text']}",
            span_of(difference.a, a.claim),
            span_of(difference.b, b.claim),
        )


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
