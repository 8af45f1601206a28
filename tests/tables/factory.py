"""A tiny run, every table of it valid: two outlets on one event, and a file that nobody can read.

`valid_tables()` gives fresh rows that a test may break; `write_tables()` stores them.
"""

from collections.abc import Mapping
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import yaml

from crosscheck.tables import TABLES, write_partitions

Row = dict[str, Any]
Tables = dict[str, list[Row]]

# What the gates let pass, as shipped.
THRESHOLDS: dict[str, float] = yaml.safe_load(
    (Path(__file__).parents[2] / "params.yaml").read_text(encoding="utf-8")
)["gates"]
STORY = "ferry"
GAZETTE, COURIER, BROKEN = "d1", "d2", "d3"
TEXTS = {
    GAZETTE: "Ferry hits pier\n\n"
    "The ferry Linnet struck the pier on Monday, hurting 12 people.\n\n"
    "“We heard a crash,” said Mara Holt.\n\n"
    "Sign up for our letters",
    COURIER: "The Linnet struck the pier on Tuesday, and 15 people were hurt.\n\n"
    "“We heard a crash,” Mara Holt said.",
    BROKEN: "",
}
OUTLETS = {GAZETTE: "Harbour Gazette", COURIER: "Coast Courier", BROKEN: "Broken Bulletin"}
KINDS = {0: "title", 1: "paragraph", 2: "paragraph", 3: "boilerplate"}


def passage_rows(doc_id: str) -> list[Row]:
    """One row per block of a text; blocks are parted by an empty line."""
    rows, start = [], 0
    first = 0 if doc_id == GAZETTE else 1
    for position, block in enumerate(TEXTS[doc_id].split("\n\n") if TEXTS[doc_id] else []):
        kind = KINDS[position + first]
        rows.append(
            {
                "passage_id": f"{doc_id}:p{position}",
                "doc_id": doc_id,
                "start": start,
                "end": start + len(block),
                "position": position,
                "kind": kind,
                "kept": kind != "boilerplate",
                "reason": "it asks the reader for something" if kind == "boilerplate" else None,
                "text": block,
            }
        )
        start += len(block) + 2
    return rows


def span(doc_id: str, words: str) -> Row:
    """Where words stand in a document: the columns that every row for text has."""
    start = TEXTS[doc_id].index(words)
    passage = next(p for p in passage_rows(doc_id) if p["start"] <= start < p["end"])
    return {
        "story_id": STORY,
        "doc_id": doc_id,
        "start": start,
        "end": start + len(words),
        "passage_id": passage["passage_id"],
        "text": words,
    }


def _ingested(doc_id: str) -> Row:
    broken = doc_id == BROKEN
    return {
        "doc_id": doc_id,
        "folder_story": STORY,
        "path": f"{STORY}/{doc_id}.txt",
        "outlet": OUTLETS[doc_id],
        "url": None,
        "published": None if broken else datetime(2024, 3, 5, 9, 30, tzinfo=UTC),
        "title": None,
        "raw_text": TEXTS[doc_id],
        "format": "txt",
        "encoding": None if broken else "utf-8",
        "repairs": [],
        "language": "und" if broken else "en",
        "status": "unreadable" if broken else "ok",
        "status_reason": "no text in it" if broken else None,
    }


def _document(doc_id: str) -> Row:
    row = {**_ingested(doc_id), "story_id": STORY, "near_duplicates": []}
    del row["folder_story"]
    dated = doc_id != BROKEN
    row["reference_date"] = date(2024, 3, 5) if dated else None
    row["reference_source"] = "metadata" if dated else "none"
    return row


def _mention(doc_id: str, words: str, entity: str, label: str) -> Row:
    return {
        **span(doc_id, words),
        "mention_id": f"{doc_id}:{words}",
        "entity_id": entity,
        "label": label,
        "kind": "name",
    }


def _entity(entity: str, name: str, label: str) -> Row:
    return {
        "entity_id": entity,
        "story_id": STORY,
        "name": name,
        "label": label,
        "aliases": [name],
        "country": None,
        "documents": 2,
        "mentions": 2,
    }


def _quotation(doc_id: str) -> Row:
    speaker = span(doc_id, "Mara Holt")
    return {
        **span(doc_id, "We heard a crash,"),
        "quotation_id": f"{doc_id}:q",
        "kind": "direct",
        "utterance_id": f"{doc_id}:u",
        "speaker_entity_id": "e:holt",
        "speaker_text": "Mara Holt",
        "speaker_start": speaker["start"],
        "speaker_end": speaker["end"],
        "cue": "say",
    }


def _quantity(doc_id: str, words: str, value: float) -> Row:
    return {
        **span(doc_id, words),
        "quantity_id": f"{doc_id}:n",
        "kind": "count",
        "low": value,
        "high": value,
        "unit": None,
        "value": value,
        "per": None,
        "bound": "exact",
        "counted": "people",
        "counted_lemma": "people",
    }


def _time(doc_id: str, words: str, day: int) -> Row:
    return {
        **span(doc_id, words),
        "time_id": f"{doc_id}:t",
        "type": "DATE",
        "value": f"2024-03-{day:02d}",
        "earliest": datetime(2024, 3, day, tzinfo=UTC),
        "latest": datetime(2024, 3, day + 1, tzinfo=UTC),
        "mod": None,
        "relation": "during",
        "resolved_by": "reference_date",
    }


def _claim(doc_id: str, words: str, name: str, **found: Any) -> Row:
    place = span(doc_id, words)
    passage = next(p for p in passage_rows(doc_id) if p["passage_id"] == place["passage_id"])
    first = words.split()[0]
    word = {"text": first, "start": place["start"], "end": place["start"] + len(first)}
    return {
        **place,
        "claim_id": f"{doc_id}:{name}",
        "sentence_start": passage["start"],
        "sentence_end": passage["end"],
        "kind": "statement",
        "source_entity_id": None,
        "source_text": None,
        "cue": None,
        "polarity": "positive",
        "modality": "asserted",
        "predicate": name,
        "arguments": [{"role": "subject", "head": first.lower(), "entity_id": None, **word}],
        "entities": [],
        "quantities": [],
        "times": [],
        "quotations": [],
        "tokens": [
            {"lemma": first.lower(), "pos": "PRON", "head": place["start"], "dep": "ROOT", **word}
        ],
        **found,
    }


def _struck(doc_id: str, words: str) -> Row:
    found = {"entities": ["e:linnet"], "quantities": [f"{doc_id}:n"], "times": [f"{doc_id}:t"]}
    row = _claim(doc_id, words, "strike", **found)
    row["arguments"][0]["entity_id"] = "e:linnet"
    return row


def _heard(doc_id: str) -> Row:
    return _claim(
        doc_id,
        "We heard a crash",
        "hear",
        kind="quoted",
        source_entity_id="e:holt",
        source_text="Mara Holt",
        cue="say",
        quotations=[f"{doc_id}:q"],
    )


def _pair(name: str) -> Row:
    return {
        "pair_id": f"pair:{name}",
        "story_id": STORY,
        "claim_a": f"{GAZETTE}:{name}",
        "claim_b": f"{COURIER}:{name}",
        "score": 0.9,
        "blocked_by": ["predicate"],
        "features": [("overlap", 0.5)],
    }


def _verdict(name: str, a: Row, b: Row, conflicts: list[Row]) -> Row:
    first: Row = conflicts[0] if conflicts else {}
    return {
        **{
            k: v
            for k, v in _pair(name).items()
            if k in ("pair_id", "story_id", "claim_a", "claim_b")
        },
        "doc_a": GAZETTE,
        "doc_b": COURIER,
        "a_start": a["start"],
        "a_end": a["end"],
        "b_start": b["start"],
        "b_end": b["end"],
        "verdict": "conflict" if conflicts else "agree",
        "conflict_type": first.get("conflict_type"),
        "severity": first.get("severity"),
        "confidence": 0.8,
        "explanation": first.get("explanation", "the same words"),
        "a_differs_start": first.get("a_start"),
        "a_differs_end": first.get("a_end"),
        "b_differs_start": first.get("b_start"),
        "b_differs_end": first.get("b_end"),
        "conflicts": conflicts,
        "update": False,
        "through": None,
    }


def _conflict(kind: str, words_a: str, words_b: str) -> Row:
    a, b = span(GAZETTE, words_a), span(COURIER, words_b)
    return {
        "conflict_type": kind,
        "severity": "hard",
        "confidence": 0.8,
        "explanation": f"{words_a} ≠ {words_b}",
        "a_start": a["start"],
        "a_end": a["end"],
        "b_start": b["start"],
        "b_end": b["end"],
    }


def _fact(name: str, text: str, conflicts: list[str]) -> Row:
    claims = [f"{GAZETTE}:{name}", f"{COURIER}:{name}"]
    return {
        "fact_id": f"fact:{name}",
        "story_id": STORY,
        "status": "disputed" if conflicts else "corroborated",
        "text": text,
        "claims": claims,
        "documents": [GAZETTE, COURIER],
        "outlets": sorted([OUTLETS[GAZETTE], OUTLETS[COURIER]]),
        "origins": 2,
        "origin_reasons": [],
        "pairs": [f"pair:{name}"],
        "conflicts": conflicts,
        "values": [{"text": text, "claims": claims[:1], "outlets": [OUTLETS[GAZETTE]]}],
        "first_document": GAZETTE if conflicts else None,
        "updates": [],
    }


def valid_tables() -> Tables:
    """Fresh rows of all tables, which agree with each other in every respect."""
    gazette = _struck(GAZETTE, "The ferry Linnet struck the pier on Monday, hurting 12 people.")
    courier = _struck(COURIER, "The Linnet struck the pier on Tuesday, and 15 people were hurt.")
    heard = [_heard(GAZETTE), _heard(COURIER)]
    conflicts = [_conflict("time", "Monday", "Tuesday"), _conflict("quantity", "12", "15")]
    return {
        "ingested": [_ingested(doc_id) for doc_id in TEXTS],
        "passages": [row for doc_id in TEXTS for row in passage_rows(doc_id)],
        "documents": [_document(doc_id) for doc_id in TEXTS],
        "mentions": [
            _mention(doc_id, words, entity, label)
            for doc_id in (GAZETTE, COURIER)
            for words, entity, label in (
                ("Linnet", "e:linnet", "PRODUCT"),
                ("Mara Holt", "e:holt", "PERSON"),
            )
        ],
        "entities": [
            _entity("e:linnet", "Linnet", "PRODUCT"),
            _entity("e:holt", "Mara Holt", "PERSON"),
        ],
        "quotations": [_quotation(GAZETTE), _quotation(COURIER)],
        "quantities": [_quantity(GAZETTE, "12 people", 12), _quantity(COURIER, "15 people", 15)],
        "times": [_time(GAZETTE, "Monday", 4), _time(COURIER, "Tuesday", 5)],
        "claims": [gazette, courier, *heard],
        "pairs": [_pair("strike"), _pair("hear")],
        "verdicts": [
            _verdict("strike", gazette, courier, conflicts),
            _verdict("hear", *heard, []),
        ],
        "facts": [
            _fact("strike", gazette["text"], ["pair:strike"]),
            _fact("hear", heard[0]["text"], []),
        ],
    }


def write_tables(tables: Mapping[str, list[Row]], data_root: Path, *, partitions: int = 1) -> None:
    """Store tables as the stages do."""
    for name, rows in tables.items():
        write_partitions(TABLES[name], rows, data_root / name, partitions)
