"""The same event with another person, organisation or place in one of its roles."""

from collections.abc import Iterator

from rapidfuzz.distance import DamerauLevenshtein

from crosscheck.consistency.comparers.base import (
    Conflict,
    Context,
    WordAlignment,
    align_words,
    span_of,
)
from crosscheck.consistency.sides import Row, Side

# With this share of the content words in common, what is left over stands at the same place.
_NEAR_COPY = 0.6
_ROLES = ("subject", "object", "to", "in", "at", "from", "by", "with")


def compare(a: Side, b: Side, context: Context) -> Iterator[Conflict]:
    """Names that replace each other in near-copies; roles of one predicate filled otherwise."""
    aligned = align_words(a, b)
    found = list(_replaced(a, b, aligned, context))
    yield from found or _roles(a, b, aligned, context)


def _name(tokens: tuple[Row, ...]) -> str | None:
    if tokens and all(token["pos"] == "PROPN" for token in tokens):
        return " ".join(token["text"] for token in tokens)
    return None


def _replaced(a: Side, b: Side, aligned: WordAlignment, context: Context) -> Iterator[Conflict]:
    if aligned.shared < _NEAR_COPY:
        return
    for difference in aligned.differences:
        first, second = _name(difference.a), _name(difference.b)
        if first is None or second is None or _mentioned(first, b) or _mentioned(second, a):
            continue
        one, other = _entity(difference.a, a), _entity(difference.b, b)
        if one is not None and one == other:
            continue
        if one is None or other is None or not _comparable(a, b, one, other):
            continue
        variant = _variant(first, second)
        yield Conflict(
            "entity",
            "soft" if variant else "hard",
            round(0.4 + 0.5 * context.score, 3),
            f"{first} ≠ {second}" + (" (spelled otherwise)" if variant else ""),
            span_of(difference.a, a.claim),
            span_of(difference.b, b.claim),
        )


def _entity(tokens: tuple[Row, ...], side: Side) -> str | None:
    start, end = tokens[0]["start"], tokens[-1]["end"]
    for argument in side.claim["arguments"]:
        if argument["entity_id"] and argument["start"] < end and start < argument["end"]:
            return str(argument["entity_id"])
    text = " ".join(token["text"] for token in tokens)
    named = (
        key for key, row in sorted(side.entities.items()) if text in (row["name"], *row["aliases"])
    )
    return next(named, None)


def _comparable(a: Side, b: Side, one: str, other: str) -> bool:
    """Two things of one kind, neither of which stands for the other's country."""
    first, second = a.entities.get(one), b.entities.get(other)
    if first is None or second is None or first["label"] != second["label"]:
        return False
    return not (first["country"] and first["country"] == second["country"])


def _mentioned(name: str, side: Side) -> bool:
    text = side.document["raw_text"][side.claim["sentence_start"] : side.claim["sentence_end"]]
    return name.lower() in text.lower()


def _variant(first: str, second: str) -> bool:
    return DamerauLevenshtein.distance(first.lower(), second.lower()) <= max(1, len(first) // 6)


def _roles(a: Side, b: Side, aligned: WordAlignment, context: Context) -> Iterator[Conflict]:
    """One predicate, one filler the same and named, another filler named otherwise."""
    if a.claim["predicate"] != b.claim["predicate"] or not context.unique:
        return
    shared = {role for role in _ROLES if _same(a.argument(role), b.argument(role))}
    for role in _ROLES:
        first, second = a.argument(role), b.argument(role)
        if first is None or second is None or role in shared or not shared:
            continue
        one, other = first["entity_id"], second["entity_id"]
        if one is None or other is None or one == other:
            continue
        if one in b.entities or other in a.entities or not _comparable(a, b, one, other):
            continue
        yield Conflict(
            "entity",
            "soft",
            round(0.3 + 0.4 * context.score, 3),
            f"{role} of “{a.claim['predicate']}”: {first['text']} ≠ {second['text']}",
            (first["start"], first["end"]),
            (second["start"], second["end"]),
        )


def _same(first: Row | None, second: Row | None) -> bool:
    if first is None or second is None:
        return False
    if first["entity_id"] and first["entity_id"] == second["entity_id"]:
        return True
    return first["head"] == second["head"] and not first["entity_id"] and not second["entity_id"]
