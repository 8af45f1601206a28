"""The same words or the same statement, put into different mouths."""

from collections.abc import Iterator

from crosscheck.consistency.comparers.base import Conflict, Context
from crosscheck.consistency.comparers.quote import same_utterance, words
from crosscheck.consistency.sides import Row, Side


def compare(a: Side, b: Side, context: Context) -> Iterator[Conflict]:
    """One utterance with two speakers; one reported statement with two sources.

    A source and the government or country that it speaks for are no contradiction, only a soft
    difference; an outlet that leaves a source out is none at all.
    """
    found = list(_speakers(a, b, context))
    yield from found or _sources(a, b, context)


def _speakers(a: Side, b: Side, context: Context) -> Iterator[Conflict]:
    for p in a.quotations:
        for q in b.quotations:
            first, second = p["speaker_entity_id"], q["speaker_entity_id"]
            if first is None or second is None or first == second:
                continue
            if min(len(words(p)), len(words(q))) < 2 or not same_utterance(p, q, context.wordnet):
                continue
            hard = p["kind"] == q["kind"] == "direct"
            yield _conflict(p, q, "hard" if hard else "soft", context)


def _conflict(p: Row, q: Row, severity: str, context: Context) -> Conflict:
    return Conflict(
        "attribution",
        severity,
        round(0.5 + 0.4 * context.score, 3),
        f"said by {p['speaker_text']} ≠ said by {q['speaker_text']}",
        _span(p),
        _span(q),
    )


def _span(quotation: Row) -> tuple[int, int]:
    if quotation["speaker_start"] is None:
        return quotation["start"], quotation["end"]
    return quotation["speaker_start"], quotation["speaker_end"]


def _sources(a: Side, b: Side, context: Context) -> Iterator[Conflict]:
    first, second = a.claim["source_entity_id"], b.claim["source_entity_id"]
    if a.quotations or b.quotations or first is None or second is None or first == second:
        return
    smaller = min(len(a.lemmas), len(b.lemmas))
    if smaller < 3 or len(a.lemmas & b.lemmas) < 0.7 * smaller:
        return
    yield Conflict(
        "attribution",
        "soft",
        round(0.3 + 0.4 * context.score, 3),
        f"according to {a.claim['source_text']} ≠ according to {b.claim['source_text']}",
        (a.claim["start"], a.claim["end"]),
        (b.claim["start"], b.claim["end"]),
    )
