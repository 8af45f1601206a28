"""Speech without quotation marks: a posted message, a statement or an answer, given as it stands.

A report speaks of others in the third person. Where a passage says "I", "we" or "you" outside its
quotations, somebody speaks there, or the outlet itself does: its words are somebody's only if a
document quotes them (see `speech`). Who is quoted with a whole sentence of it, is who speaks.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import NamedTuple

from crosscheck.consistency.utterances.spoken_words import SPEAKING
from crosscheck.consistency.utterances.utterance import UNMARKED, Row, Utterance


class _Said(NamedTuple):
    """Who said something, and the forms of its words, one space around each."""

    speaker: str
    words: str


# So many words that a passage and a quotation have alike are no common phrase.
_SENTENCE = 8


def unmarked(
    claims: Iterable[Row],
    documents: Iterable[Row],
    quotations: Collection[Row],
    entities: Mapping[str, Row],
) -> dict[str, Utterance]:
    """passage_id → the passage as an utterance, where somebody speaks in it without marks.

    A passage in which the outlet quotes somebody by name tells of what is said: it is none.

    Args:
        claims: Rows of `claims`.
        documents: The rows of their documents.
        quotations: The rows of `quotations` of these documents.
        entities: entity_id → row of `entities`, for the speakers.
    """
    texts = {row["doc_id"]: row["raw_text"] for row in documents}
    told = {q["passage_id"] for q in quotations if not _within_speech(q)}
    passages: dict[str, list[Row]] = defaultdict(list)
    for claim in claims:
        if claim["passage_id"] not in told:
            passages[claim["passage_id"]].append(claim)
    quoted: dict[str, list[Row]] = defaultdict(list)
    for row in quotations:
        quoted[row["passage_id"]].append(row)
    said = [_Said(key, words) for key, words in _sentences(quotations) if key in entities]
    return {
        key: _utterance(rows, texts[rows[0]["doc_id"]], said, entities)
        for key, rows in passages.items()
        if any(_speaks(token, quoted[key]) for claim in rows for token in claim["tokens"])
    }


def _within_speech(quotation: Row) -> bool:
    """Is it quoted by nobody, or by whoever speaks ("you asked …")?"""
    return str(quotation["speaker_text"] or "i").lower() in SPEAKING


def _speaks(token: Row, quotations: Iterable[Row]) -> bool:
    speaking = token["pos"] == "PRON" and token["text"].lower() in SPEAKING
    return speaking and not any(q["start"] <= token["start"] < q["end"] for q in quotations)


def _sentences(quotations: Iterable[Row]) -> Iterator[tuple[str, str]]:
    """Speakers, each with the forms of a long piece of what is quoted of them."""
    for row in quotations:
        words = Utterance((row,)).forms
        if row["speaker_entity_id"] is not None and len(words) >= _SENTENCE:
            yield row["speaker_entity_id"], _joined(words)


def _joined(forms: Iterable[str]) -> str:
    return f" {' '.join(forms)} "


def _utterance(
    claims: Iterable[Row], text: str, said: Iterable[_Said], entities: Mapping[str, Row]
) -> Utterance:
    rows = list(claims)
    start = min(row["sentence_start"] for row in rows)
    end = max(row["sentence_end"] for row in rows)
    piece = {
        "doc_id": rows[0]["doc_id"],
        "start": start,
        "end": end,
        "text": text[start:end],
        "kind": UNMARKED,
        "speaker_entity_id": None,
        "speaker_text": None,
        "speaker_start": None,
        "speaker_end": None,
        "cue": None,
    }
    forms = _joined(Utterance((piece,)).forms)
    speakers = {told.speaker for told in said if told.words in forms}
    if len(speakers) != 1:
        return Utterance((piece,))
    (speaker,) = speakers
    return Utterance(({**piece, "speaker_entity_id": speaker},), entities[speaker])
