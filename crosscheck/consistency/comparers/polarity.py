"""Yes against no: one predicate affirmed and denied, or two opposite predicates."""

from collections.abc import Iterator

from crosscheck.consistency.comparers.base import Conflict, Context, align_words, span_of
from crosscheck.consistency.sides import Row, Side

_SHARED = 0.5
_OPPOSED = frozenset({"VERB", "ADJ", "NOUN", "ADV"})


def compare(a: Side, b: Side, context: Context) -> Iterator[Conflict]:
    """A negated predicate against the same one affirmed; antonyms at the same place."""
    negated = list(_negated(a, b, context))
    yield from negated or _antonyms(a, b, context)


def _predicate_token(side: Side) -> Row | None:
    lemma = side.claim["predicate"]
    return next((token for token in side.claim["tokens"] if token["lemma"] == lemma), None)


def _negated(a: Side, b: Side, context: Context) -> Iterator[Conflict]:
    if a.claim["polarity"] == b.claim["polarity"] or "unreal" in _modalities(a, b):
        return
    first, second = _predicate_token(a), _predicate_token(b)
    if first is None or second is None or not _same_subject(a, b):
        return
    if not context.wordnet.synonyms(first["lemma"], second["lemma"], "VERB"):
        return
    rest = (a.lemmas & b.lemmas) - {first["lemma"], second["lemma"]}
    smaller = min(len(a.lemmas), len(b.lemmas))
    if not rest or len(rest) < _SHARED * (smaller - 1):
        return
    signs = ["" if side.claim["polarity"] == "positive" else "not " for side in (a, b)]
    yield Conflict(
        "polarity",
        "hard",
        round(0.4 + 0.5 * context.score, 3),
        f"{signs[0]}{first['text']} ≠ {signs[1]}{second['text']}",
        (first["start"], first["end"]),
        (second["start"], second["end"]),
    )


def _modalities(a: Side, b: Side) -> set[str]:
    return {a.claim["modality"], b.claim["modality"]}


def _same_subject(a: Side, b: Side) -> bool:
    first, second = a.argument("subject"), b.argument("subject")
    if first is None or second is None:
        return True
    if first["entity_id"] and second["entity_id"]:
        return bool(first["entity_id"] == second["entity_id"])
    return bool(first["head"] == second["head"])


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
