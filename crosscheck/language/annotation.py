"""Analysing passages, and storing the analyses between stages.

A partition's analyses are one DocBin file: one Doc per kept passage, sorted by passage_id. A Doc's
text is the passage's text verbatim, so character offsets carry over.
"""

import os
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any

import spacy
from spacy.language import Language
from spacy.tokens import Doc, DocBin
from spacy.vocab import Vocab

from crosscheck.datelines import after_dateline
from crosscheck.errors import CrosscheckError
from crosscheck.headlines import after_colon
from crosscheck.language.article import Article, Passage

Row = Mapping[str, Any]

_ATTRIBUTES = (
    "ORTH",
    "SPACY",
    "TAG",
    "POS",
    "LEMMA",
    "DEP",
    "HEAD",
    "ENT_IOB",
    "ENT_TYPE",
    "SENT_START",
    "MORPH",
)


def analyse(passages: Sequence[Row], nlp: Language, *, batch_size: int = 64) -> Iterator[Doc]:
    """The analysis of each passage's text, in their order; a sentence begins behind a dateline, and
    behind the colon of a title.
    """
    yield from nlp.pipe((_begun(row, nlp) for row in passages), batch_size=batch_size)


def _begun(passage: Row, nlp: Language) -> Doc:
    doc = nlp.make_doc(passage["text"])
    start = (after_colon if passage["kind"] == "title" else after_dateline)(passage["text"])
    first = next((token for token in doc if token.idx >= start), None)
    if start and first is not None:
        first.is_sent_start = True
    return doc


def write_analyses(docs: Iterable[Doc], path: Path) -> None:
    """Store analyses so that equal ones give equal bytes."""
    path.parent.mkdir(parents=True, exist_ok=True)
    temporary = path.with_name(f".{path.name}.{os.getpid()}")
    temporary.write_bytes(DocBin(attrs=_ATTRIBUTES, docs=docs).to_bytes())
    os.replace(temporary, path)


def read_analyses(passages: Sequence[Row], path: Path) -> dict[str, Doc]:
    """passage_id → analysis, for the kept passages of a partition sorted by passage_id.

    Raises:
        CrosscheckError: If the file does not hold the analyses of these passages.
    """
    docs = list(DocBin().from_bytes(path.read_bytes()).get_docs(_vocabulary()))
    fits = len(docs) == len(passages) and all(
        doc.text == row["text"] for doc, row in zip(docs, passages, strict=True)
    )
    if not fits:
        raise CrosscheckError(
            f"{path}: not the analyses of these passages; run stage entities again"
        )
    return {row["passage_id"]: doc for row, doc in zip(passages, docs, strict=True)}


@cache
def _vocabulary() -> Vocab:
    return spacy.blank("en").vocab


def articles(
    documents: Iterable[Row], passages: Iterable[Row], docs: Mapping[str, Doc]
) -> dict[str, list[Article]]:
    """story_id → its articles with their analysed passages, both sorted by key."""
    by_document: dict[str, list[Row]] = defaultdict(list)
    for row in passages:
        by_document[row["doc_id"]].append(row)
    stories: dict[str, list[Article]] = defaultdict(list)
    for document in sorted(documents, key=lambda row: row["doc_id"]):
        rows = sorted(by_document[document["doc_id"]], key=lambda row: row["start"])
        found = tuple(
            Passage(row["passage_id"], row["kind"], row["start"], docs[row["passage_id"]])
            for row in rows
        )
        stories[document["story_id"]].append(
            Article(
                doc_id=document["doc_id"],
                story_id=document["story_id"],
                outlet=document["outlet"],
                reference_date=document["reference_date"],
                passages=found,
            )
        )
    return dict(sorted(stories.items()))
