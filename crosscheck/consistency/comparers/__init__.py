"""One comparer per conflict type: a function over two sides that yields conflicts, or doubts."""

from collections.abc import Callable, Iterator

from crosscheck.consistency.comparers import (
    attribution,
    bearing,
    entity,
    order,
    outcome,
    person,
    place,
    polarity,
    predicate,
    quantity,
    quote,
    scope,
    thing,
    time,
    title,
)
from crosscheck.consistency.comparers.base import Conflict, Context, Doubt
from crosscheck.consistency.sides import Side

Comparer = Callable[[Side, Side, Context], Iterator[Conflict | Doubt]]


def _entity(a: Side, b: Side, context: Context) -> Iterator[Conflict | Doubt]:
    yield from list(entity.compare(a, b, context)) or place.compare(a, b, context)
    yield from bearing.compare(a, b, context)
    yield from person.compare(a, b, context)
    yield from title.compare(a, b, context)
    yield from thing.compare(a, b, context)


def _time(a: Side, b: Side, context: Context) -> Iterator[Conflict | Doubt]:
    yield from order.compare(a, b, context)
    yield from time.compare(a, b, context)


def _predicate(a: Side, b: Side, context: Context) -> Iterator[Conflict | Doubt]:
    yield from predicate.compare(a, b, context)
    yield from outcome.compare(a, b, context)


COMPARERS: dict[str, Comparer] = {
    "quantity": quantity.compare,
    "time": _time,
    "quote": quote.compare,
    "attribution": attribution.compare,
    "entity": _entity,
    "polarity": polarity.compare,
    "predicate": _predicate,
    "scope": scope.compare,
}

__all__ = ["COMPARERS", "Comparer", "Conflict", "Context", "Doubt"]
