"""The same event with another thing of a kind in one of its roles: a tractor for a van."""

from collections.abc import Iterator

from crosscheck.consistency.comparers.base import Conflict, Context, span_of
from crosscheck.consistency.sides import Side
from crosscheck.consistency.things import another_thing, things


def compare(a: Side, b: Side, context: Context) -> Iterator[Conflict]:
    """Two things of a kind in one event, where two documents of one day tell most of it."""
    if context.apart or "thing" not in context.tied:
        return
    for x in things(a):
        for y in things(b):
            if another_thing(x, a, y, b, context.wordnet):
                yield context.conflict(
                    "entity",
                    "hard",
                    0.45,
                    f"{x.word['text']} ≠ {y.word['text']}",
                    span_of([x.word], a.claim),
                    span_of([y.word], b.claim),
                )
