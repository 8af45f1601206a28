"""Speech without quotation marks: a posted message, a statement or an answer, given as it stands.

A report speaks of others in the third person. Where a passage says "I", "we" or "you" outside its
quotations, somebody speaks there, or the outlet itself does: its words are somebody's only if
another document quotes them (see `speech`).
"""

from collections import defaultdict
from collections.abc import Collection, Iterable

from crosscheck.consistency.utterances.spoken_words import SPEAKING
from crosscheck.consistency.utterances.utterance import UNMARKED, Row, Utterance


def unmarked(
    claims: Iterable[Row], documents: Iterable[Row], quotations: Collection[Row]
) -> dict[str, Utterance]:
    """passage_id → the passage as an utterance, where somebody speaks in it without marks.

    A passage in which the outlet quotes somebody by name tells of what is said: it is none.

    Args:
        claims: Rows of `claims`.
        documents: The rows of their documents.
        quotations: The rows of `quotations` of these documents.
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
    return {
        key: _utterance(rows, texts[rows[0]["doc_id"]])
        for key, rows in passages.items()
        if any(_speaks(token, quoted[key]) for claim in rows for token in claim["tokens"])
    }


def _within_speech(quotation: Row) -> bool:
    """Is it quoted by nobody, or by whoever speaks ("you asked …")?"""
    return str(quotation["speaker_text"] or "i").lower() in SPEAKING


def _speaks(token: Row, quotations: Iterable[Row]) -> bool:
    speaking = token["pos"] == "PRON" and token["text"].lower() in SPEAKING
    return speaking and not any(q["start"] <= token["start"] < q["end"] for q in quotations)


def _utterance(claims: Iterable[Row], text: str) -> Utterance:
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
    return Utterance((piece,))
