"""Docs and rows made by hand, so that no test of logic needs a trained model."""

from collections.abc import Sequence
from datetime import UTC, date, datetime
from typing import Any

import spacy
from spacy.tokens import Doc

from crosscheck.consistency.sides import Side
from crosscheck.consistency.utterances.utterance import Utterance
from crosscheck.language.article import Article, Passage

VOCAB = spacy.blank("en").vocab
_NO_SPACE_BEFORE = frozenset(".,;:!?”’%)")


def parsed(rows: str) -> Doc:
    """A Doc from lines `word lemma UPOS TAG head relation`; heads count from 1, 0 is the root."""
    fields = [line.split() for line in rows.strip().splitlines()]
    words = [f[0] for f in fields]
    following = [*words[1:], "."]
    heads = [int(f[4]) - 1 if f[4] != "0" else i for i, f in enumerate(fields)]
    return Doc(
        VOCAB,
        words=words,
        spaces=[nxt not in _NO_SPACE_BEFORE and nxt != "n't" for nxt in following],
        lemmas=[f[1] for f in fields],
        pos=[f[2] for f in fields],
        tags=[f[3] for f in fields],
        heads=heads,
        deps=["ROOT" if f[4] == "0" else f[5] for f in fields],
    )


def article(*docs: Doc, kind: str = "paragraph", reference_date: date | None = None) -> Article:
    """An article of some passages, each starting two characters after the one before."""
    passages, start = [], 0
    for i, doc in enumerate(docs):
        passages.append(Passage(f"d1.{i:05d}", kind, start, doc))
        start += len(doc.text) + 2
    return Article("d1", "s1", "Gazette", reference_date, tuple(passages))


def tokens(text: str) -> list[dict[str, Any]]:
    """Token rows from `word/lemma/POS` or `word/POS`; offsets as if joined by single spaces.

    A word may name what governs it: `dam/NOUN>4:nsubj`, counted from 1; else it is its own root.
    """
    rows: list[dict[str, Any]] = []
    trees: list[str] = []
    start = 0
    for item in text.split():
        item, _, tree = item.partition(">")
        parts = item.split("/")
        word, pos = parts[0], parts[-1]
        lemma = parts[1] if len(parts) == 3 else word.lower()
        end = start + len(word)
        rows.append({"text": word, "lemma": lemma, "pos": pos, "start": start, "end": end})
        trees.append(tree)
        start = end + 1
    for row, tree in zip(rows, trees, strict=True):
        head, _, dep = tree.partition(":")
        row["head"] = rows[int(head) - 1]["start"] if head else row["start"]
        row["dep"] = dep or "ROOT"
    return rows


def side(text: str, *, doc_id: str = "d1", **given: Any) -> Side:
    """A Side whose claim is a whole document of one sentence; `text` as for `tokens`.

    Keywords: outlet, quantities, times, quotations, entities (id → row), meant (offset → entity
    id), and columns of `claims`.
    """
    rows = tokens(text)
    raw = " ".join(row["text"] for row in rows)
    claim = {
        "claim_id": f"{doc_id}:0",
        "story_id": "s1",
        "doc_id": doc_id,
        "start": 0,
        "end": len(raw),
        "passage_id": f"{doc_id}:p",
        "sentence_start": 0,
        "sentence_end": len(raw),
        "text": raw,
        "kind": "statement",
        "source_entity_id": None,
        "source_text": None,
        "cue": None,
        "polarity": "positive",
        "modality": "asserted",
        "predicate": next((r["lemma"] for r in rows if r["pos"] == "VERB"), ""),
        "arguments": [],
        "tokens": rows,
    }
    claim |= {k: v for k, v in given.items() if k in claim}
    document = {"doc_id": doc_id, "outlet": given.get("outlet", doc_id), "raw_text": raw}
    content = {"NOUN", "PROPN", "VERB", "ADJ", "NUM", "ADV"}
    return Side(
        claim=claim,
        document=document,
        quantities=tuple(given.get("quantities", ())),
        times=tuple(given.get("times", ())),
        quotations=tuple(given.get("quotations", ())),
        entities=given.get("entities", {}),
        speakers=given.get("speakers", {}),
        nearby=given.get("nearby", ()),
        figures=tuple(given.get("figures", ())),
        sentence=tuple(rows),
        meant=given.get("meant", {}),
        context=frozenset(r["lemma"] for r in rows if r["pos"] in content),
    )


def entity(entity_id: str, name: str, label: str = "PERSON", **given: Any) -> dict[str, Any]:
    """A row of `entities`."""
    return {
        "entity_id": entity_id,
        "name": name,
        "label": label,
        "aliases": [name],
        "country": None,
    } | given


def argument(role: str, head: str, entity_id: str | None = None) -> dict[str, Any]:
    """An argument of a claim; its span is the first character."""
    return {"role": role, "text": head, "head": head, "entity_id": entity_id, "start": 0, "end": 1}


def quantity(
    text: str, low: float | None, high: float | None = None, **given: Any
) -> dict[str, Any]:
    """A row of `quantities`: a plain count of persons by default."""
    return {
        "text": text,
        "start": 0,
        "end": len(text),
        "kind": "count",
        "low": low,
        "high": low if high is None else high,
        "unit": None,
        "per": None,
        "bound": "exact",
        "counted": "people",
        "counted_lemma": "people",
    } | given


def figure(
    text: str, words: str, low: float, lemma: str | None, doc_id: str = "d1", **given: Any
) -> Side:
    """A claim with one figure, which is written in it as `words`, and the other figures given."""
    others = given.pop("others", ())
    raw = side(text).text
    rows = [
        quantity(w, value, counted_lemma=lemma)
        | {"start": raw.index(w), "end": raw.index(w) + len(w)}
        for w, value in ((words, low), *others)
    ]
    rows[0] |= given
    return side(text, doc_id=doc_id, quantities=rows, nearby=tuple(rows))


def time(
    text: str, first: Sequence[int] | None, last: Sequence[int] | None = None, **given: Any
) -> dict[str, Any]:
    """A row of `times` from a (year, month, day) up to, not including, another."""
    return {
        "text": text,
        "start": 0,
        "end": len(text),
        "type": "DATE",
        "value": text,
        "earliest": datetime(*first, tzinfo=UTC) if first else None,  # type: ignore[misc]
        "latest": datetime(*last, tzinfo=UTC) if last else None,  # type: ignore[misc]
        "relation": None,
        "resolved_by": "reference_date",
    } | given


def quotation(
    text: str, *, start: int = 0, speaker: str | None = None, **given: Any
) -> dict[str, Any]:
    """A row of `quotations`."""
    return {
        "quotation_id": f"q{start}",
        "passage_id": "d1:p",
        "text": text,
        "start": start,
        "end": start + len(text),
        "kind": "direct",
        "speaker_entity_id": speaker,
        "speaker_text": speaker,
        "speaker_start": None,
        "speaker_end": None,
        "cue": "say" if speaker else None,
    } | given


HOLT, BYRNE = entity("e1", "Ada Holt"), entity("e2", "Cal Byrne")


def said(*pieces: str, speaker: dict[str, Any] | None = HOLT, kind: str = "direct") -> Utterance:
    """An utterance of some pieces, a hundred characters of other text between them."""
    rows, start = [], 0
    for text in pieces:
        named = {"speaker": speaker["name"]} if speaker else {}
        rows.append(quotation(text, start=start, **named) | {"kind": kind})
        start += len(text) + 100
    return Utterance(tuple(rows), speaker)


def product(words, doc_id="d1", noun="chip", also=""):
    """The side of "the <title>, a <noun>, failed"; more of its document may follow."""
    *first, last = words.split()
    names = [f"{word}/PROPN>{len(first) + 2}:compound" for word in first]
    text = " ".join(
        [
            "the/DET",
            *names,
            f"{last}/PROPN>{len(first) + 6}:nsubj",
            ",/PUNCT",
            "a/DET",
            f"{noun}/NOUN>{len(first) + 2}:appos",
            "failed/fail/VERB",
        ]
    )
    found = side(text, doc_id=doc_id)
    found.document["raw_text"] += also
    return found
