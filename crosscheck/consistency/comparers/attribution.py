"""The same words or the same statement, put into different mouths."""

from collections.abc import Iterator

from crosscheck.claims.lexicons import lexicon
from crosscheck.consistency.comparers.base import Conflict, Context
from crosscheck.consistency.comparers.quote import same_utterance, words
from crosscheck.consistency.sides import Row, Side

# Fewer quoted words may well have been said by two people.
_TELLING = 4


def compare(a: Side, b: Side, context: Context) -> Iterator[Conflict]:
    """One utterance with two speakers; one reported statement with two sources.

    Only persons contradict each other as speakers: a person may speak for a government.
    An outlet that leaves a source out differs softly if it says that nobody in particular said it.
    """
    found = list(_speakers(a, b, context)) or list(_nobody(a, b, context))
    yield from found or _sources(a, b, context)


def _speakers(a: Side, b: Side, context: Context) -> Iterator[Conflict]:
    for p in a.quotations:
        for q in b.quotations:
            first, second = p["speaker_entity_id"], q["speaker_entity_id"]
            if first == second or not (_person(first, a) and _person(second, b)):
                continue
            if not (_named(p) and _named(q)):
                continue
            if min(len(words(p)), len(words(q))) < _TELLING:
                continue
            if same_utterance(p, q, context.wordnet):
                hard = p["kind"] == q["kind"] == "direct"
                yield _conflict(p, q, "hard" if hard else "soft", context)


def _named(quotation: Row) -> bool:
    """Is the speaker named or described? What a pronoun refers to is too unsure to contradict."""
    return str(quotation["speaker_text"]).lower() not in lexicon("pronouns")


def _person(entity_id: str | None, side: Side) -> bool:
    return entity_id is not None and side.speakers[entity_id]["label"] == "PERSON"


def _nobody(a: Side, b: Side, context: Context) -> Iterator[Conflict]:
    """Quoted words that one side ascribes to nobody ("it is believed"), the other to somebody."""
    for p in a.quotations:
        for q in b.quotations:
            if len(words(p)) < 2 or not same_utterance(p, q, context.wordnet):
                continue
            nobody = [_unascribed(p, a), _unascribed(q, b)]
            if nobody[0] == nobody[1] or not (p["speaker_text"] or q["speaker_text"]):
                continue
            names = [row["speaker_text"] or "nobody in particular" for row in (p, q)]
            yield Conflict(
                "attribution",
                "soft",
                round(0.5 + 0.4 * context.score, 3),
                f"ascribed to {names[0]} ≠ ascribed to {names[1]}",
                _span(p),
                _span(q),
            )


def _unascribed(quotation: Row, side: Side) -> bool:
    return quotation["speaker_text"] is None and (
        side.claim["cue"] is not None and side.claim["source_text"] is None
    )


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
    if a.quotations or b.quotations or first == second:
        return
    if not (_person(first, a) and _person(second, b)):
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
