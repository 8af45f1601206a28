"""For every expectation of every suite, an edit of the valid tables that it alone must notice.

A break is `(expectation, edit)`; an expectation is named as in a gate's report, `type: columns`,
without the leading `expect_`. `ROW_BREAKS` touch rows and can be checked many at once, each in its
own copy of the tables; `TABLE_BREAKS` change counts or shares of the whole table.
"""

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

from tests.tables.factory import COURIER, GAZETTE, Row, Tables, span

Edit = Callable[[Tables], Any]
Break = tuple[str, Edit]

IN_SET = "column_values_to_be_in_set: "
BETWEEN = "column_values_to_be_between: "
EQUAL = "column_pair_values_to_be_equal: "
GREATER = "column_pair_values_a_to_be_greater_than_b: "
NULL = "column_values_to_be_null: "
NOT_NULL = "column_values_to_not_be_null: "
REGEX = "column_values_to_match_regex: "
ROW_COUNT = "table_row_count_to_equal: "


def put(table: str, index: int, **values: Any) -> Edit:
    """Give columns of one row other values."""
    return lambda tables: tables[table][index].update(values)


def drop(table: str, index: int) -> Edit:
    """Leave one row out."""
    return lambda tables: tables[table].pop(index)


def put_all(table: str, **values: Any) -> Edit:
    """Give columns of all rows other values."""
    return lambda tables: [row.update(values) for row in tables[table]]


def both(*edits: Edit) -> Edit:
    """Several edits at once."""
    return lambda tables: [edit(tables) for edit in edits]


def _passage_of(tables: Tables, row: Row) -> Row:
    return next(p for p in tables["passages"] if p["passage_id"] == row["passage_id"])


def _move(table: str, side: str, column: str, by: int) -> Edit:
    def edit(tables: Tables) -> None:
        row = tables[table][0]
        _passage_of(tables, row)[side] = row[column] + by

    return edit


def _passage(table: str, **values: Any) -> Edit:
    return lambda tables: _passage_of(tables, tables[table][0]).update(values)


def _empty_span(table: str) -> Edit:
    return lambda tables: tables[table][0].update(end=tables[table][0]["start"], text="")


def text_breaks(table: str, start: str = "start", end: str = "end") -> list[Break]:
    """What no row that stands for text may do."""
    return [
        (GREATER + "end, start", _empty_span(table)),
        (EQUAL + "text, slice", put(table, 0, text="other words")),
        (EQUAL + "story_id, document_story", put("documents", 0, story_id="ferry2")),
        (EQUAL + "doc_id, passage_doc", _passage(table, doc_id=COURIER)),
        (GREATER + f"{start}, passage_start", _move(table, "start", start, 1)),
        (GREATER + f"passage_end, {end}", _move(table, "end", end, -1)),
        (IN_SET + "passage_kept", _passage(table, kept=False)),
    ]


def status_breaks(table: str) -> list[Break]:
    """What no status may be."""
    return [
        (IN_SET + "status", put(table, 2, status="lost")),
        (NOT_NULL + "status_reason", put(table, 2, status_reason=None)),
        (NULL + "status_reason", put(table, 0, status_reason="none needed")),
    ]


def _nested(table: str, index: int, column: str, **values: Any) -> Edit:
    return lambda tables: tables[table][index][column][0].update(values)


def _lose_a_gap(tables: Tables) -> None:
    passage = tables["passages"][1]
    passage.update(end=passage["end"] - 3, text=passage["text"][:-3])


def _lose_the_tail(tables: Tables) -> None:
    passage = tables["passages"][3]
    passage.update(end=passage["end"] - 3, text=passage["text"][:-3])


def _overlap(tables: Tables) -> None:
    first, second = tables["passages"][0], tables["passages"][1]
    text = tables["ingested"][0]["raw_text"]
    first.update(end=second["start"] + 2, text=text[: second["start"] + 2])


def _swap_conflicts(tables: Tables) -> None:
    tables["verdicts"][0]["conflicts"].reverse()


def _swap_documents(tables: Tables) -> None:
    """Turn a verdict round: everything about its two sides changes places, in the pair too."""
    row, pair = tables["verdicts"][1], tables["pairs"][1]
    for a in [name for name in row if name.startswith("a_")] + ["claim_a", "doc_a"]:
        b = a.replace("a_", "b_", 1) if a.startswith("a_") else a[:-1] + "b"
        row[a], row[b] = row[b], row[a]
    pair.update(claim_a=row["claim_a"], claim_b=row["claim_b"])


def _follow(**values: Any) -> Edit:
    """Add a conflict of two claims that are no pair, which follows from another."""
    return lambda tables: tables["verdicts"].append(
        {
            **tables["verdicts"][0],
            "pair_id": "d1:strike|d2:hear",
            "claim_b": "d2:hear",
            **{f"b_{end}": tables["verdicts"][1][f"b_{end}"] for end in ("start", "end")},
            **values,
        }
    )


_UNREADABLE = {"status": "unreadable", "status_reason": "a test"}
_FAR = datetime(9999, 1, 1, tzinfo=UTC)

ROW_BREAKS: dict[str, list[Break]] = {
    "ingested": [
        ("column_values_to_be_unique: path", put("ingested", 0, path=f"ferry/{COURIER}.txt")),
        *[
            ("column_values_to_not_match_regex: path", put("ingested", 0, path=path))
            for path in ("/tmp/d1.txt", "../d1.txt", "a/../d1.txt", "C:\\d1.txt")
        ],
        (IN_SET + "format", put("ingested", 0, format="docx")),
        (REGEX + "language", put("ingested", 0, language="english")),
        *status_breaks("ingested"),
        (BETWEEN + "characters", put("ingested", 0, raw_text=" \n")),
        (BETWEEN + "published", put("ingested", 0, published=_FAR)),
    ],
    "passages": [
        (NOT_NULL + "document_status", drop("ingested", 0)),
        (
            GREATER + "end, start",
            lambda t: (
                t["passages"].insert(
                    1,
                    {**t["passages"][0], "passage_id": "d1:x", "start": 15, "end": 15, "text": ""},
                )
                or [row.update(position=i) for i, row in enumerate(t["passages"][:5])]
            ),
        ),
        (EQUAL + "text, slice", put("passages", 0, text="other words")),
        (GREATER + "start, previous_end", _overlap),
        (BETWEEN + "lost", _lose_a_gap),
        (BETWEEN + "lost", _lose_the_tail),
        (EQUAL + "position, expected_position", put("passages", 3, position=4)),
        (IN_SET + "kind", put("passages", 3, kind="advertisement")),
        (IN_SET + "kind", put("passages", 3, kept=True, reason=None)),
        (NOT_NULL + "reason", put("passages", 3, reason=None)),
        (NULL + "reason", put("passages", 0, reason="none needed")),
    ],
    "documents": [
        (EQUAL + "path, ingested_path", put("documents", 0, path="elsewhere.txt")),
        (EQUAL + "raw_text, ingested_text", put("documents", 0, raw_text="other words")),
        *status_breaks("documents"),
        (IN_SET + "ingested_status", put("ingested", 0, **_UNREADABLE)),
        (BETWEEN + "passages", lambda t: t["passages"].clear()),
        (REGEX + "story_id", put("documents", 0, story_id=" ")),
        (IN_SET + "reference_source", put("documents", 0, reference_source="guess")),
        (NOT_NULL + "reference_date", put("documents", 0, reference_date=None)),
        (NULL + "reference_date", put("documents", 0, reference_source="none")),
        (BETWEEN + "strange_copies", put("documents", 0, near_duplicates=["d9"])),
        (IN_SET + "own_copy", put("documents", 0, near_duplicates=[GAZETTE])),
    ],
    "mentions": [
        *text_breaks("mentions"),
        (EQUAL + "story_id, document_story", drop("documents", 0)),
        (EQUAL + "story_id, entity_story", put("mentions", 0, entity_id="e:nobody")),
        (EQUAL + "story_id, entity_story", put("entities", 0, story_id="ferry2")),
        (IN_SET + "label", put("mentions", 0, label="SHIP")),
        (IN_SET + "kind", put("mentions", 0, kind="nickname")),
    ],
    "entities": [
        (EQUAL + "mentions, counted_mentions", put("entities", 0, mentions=3)),
        (EQUAL + "documents, counted_documents", put("entities", 0, documents=1)),
        (IN_SET + "label", put("entities", 0, label="SHIP")),
        (IN_SET + "aliases_in_order", put("entities", 0, aliases=["the ship", "Linnet"])),
        (IN_SET + "name_is_alias", put("entities", 0, name="The Linnet")),
        (REGEX + "country", put("entities", 0, country="Norway")),
    ],
    "quotations": [
        *text_breaks("quotations", end="start"),
        (IN_SET + "kind", put("quotations", 0, kind="whispered")),
        (IN_SET + "speaker_known", put("quotations", 0, speaker_entity_id="e:nobody")),
        (EQUAL + "speaker_text, speaker_slice", put("quotations", 0, speaker_text="she")),
        (EQUAL + "speaker_text, speaker_slice", put("quotations", 0, speaker_start=None)),
        (BETWEEN + "utterance_documents", put_all("quotations", utterance_id="d1:u")),
    ],
    "quantities": [
        *text_breaks("quantities"),
        (IN_SET + "kind", put("quantities", 0, kind="heap")),
        (IN_SET + "bound", put("quantities", 0, bound="roughly")),
        (GREATER + "high, low", put("quantities", 0, low=13.0)),
        (BETWEEN + "low", put("quantities", 0, low=-1e300)),
        (BETWEEN + "high", put("quantities", 0, high=float("inf"))),
        (NOT_NULL + "low", put("quantities", 0, low=None)),
        (NOT_NULL + "low", put("quantities", 0, low=None, bound="at_least")),
        (NOT_NULL + "high", put("quantities", 0, high=None)),
        (NOT_NULL + "high", put("quantities", 0, high=None, bound="less_than")),
        (NOT_NULL + "unit", put("quantities", 0, kind="money")),
        (REGEX + "unit", put("quantities", 0, kind="money", unit="dollars")),
    ],
    "times": [
        *text_breaks("times"),
        (IN_SET + "type", put("times", 0, type="MOMENT")),
        (IN_SET + "relation", put("times", 0, relation="around")),
        (IN_SET + "resolved_by", put("times", 0, resolved_by="guess")),
        (
            GREATER + "latest, earliest",
            lambda t: t["times"][0].update(latest=t["times"][0]["earliest"]),
        ),
        (IN_SET + "resolved_as_said", put("times", 0, earliest=None, latest=None)),
        (IN_SET + "resolved_as_said", put("times", 0, resolved_by="none")),
        (NOT_NULL + "document_date", put("documents", 0, reference_date=None)),
    ],
    "claims": [
        *text_breaks("claims", start="sentence_start", end="sentence_end"),
        (
            GREATER + "start, sentence_start",
            put("claims", 1, sentence_start=4, arguments=[], tokens=[]),
        ),
        (GREATER + "sentence_end, end", put("claims", 2, sentence_end=97)),
        (IN_SET + "kind", put("claims", 0, kind="rumour")),
        (IN_SET + "polarity", put("claims", 0, polarity="neutral")),
        (IN_SET + "modality", put("claims", 0, modality="hoped")),
        (REGEX + "predicate", put("claims", 0, predicate=" ")),
        (IN_SET + "source_known", put("claims", 0, source_entity_id="e:nobody")),
        (BETWEEN + "strange_entities", put("claims", 0, entities=["e:nobody"])),
        (BETWEEN + "strange_quantities", put("claims", 0, quantities=["d2:n"])),
        (BETWEEN + "strange_quantities", put("claims", 2, quantities=["d1:n"])),
        (BETWEEN + "strange_times", put("claims", 0, times=["d1:unknown"])),
        (BETWEEN + "strange_quotations", put("claims", 0, quotations=["d1:q"])),
        (BETWEEN + "misplaced_arguments", _nested("claims", 0, "arguments", text="It")),
        (
            BETWEEN + "misplaced_arguments",
            _nested(
                "claims",
                0,
                "arguments",
                **{
                    key: value
                    for key, value in span(GAZETTE, "We").items()
                    if key in ("start", "end", "text")
                },
            ),
        ),
        (BETWEEN + "strange_arguments", _nested("claims", 0, "arguments", entity_id="e:nobody")),
        (BETWEEN + "misplaced_tokens", _nested("claims", 0, "tokens", text="It")),
    ],
    "pairs": [
        (EQUAL + "story_id, story_a", put("pairs", 0, claim_a="d1:unknown")),
        (EQUAL + "story_id, story_b", put("pairs", 0, claim_b="d2:unknown")),
        (EQUAL + "story_id, story_a", put("claims", 0, story_id="ferry2")),
        (GREATER + "doc_b, doc_a", put("pairs", 0, claim_b="d1:hear")),
        (
            GREATER + "doc_b, doc_a",
            put("pairs", 0, claim_a="d2:strike", claim_b="d1:strike"),
        ),
        (BETWEEN + "score", put("pairs", 0, score=1.5)),
        (BETWEEN + "reasons", put("pairs", 0, blocked_by=[])),
        (
            "compound_columns_to_be_unique: claim_a, claim_b",
            put("pairs", 0, claim_a="d1:hear", claim_b="d2:hear"),
        ),
    ],
    "verdicts": [
        (EQUAL + "claim_a, pair_claim_a", put("pairs", 0, claim_a="d1:hear")),
        (EQUAL + "claim_b, pair_claim_b", put("pairs", 0, claim_b="d2:hear")),
        (EQUAL + "story_id, story_a", put("claims", 0, story_id="ferry2")),
        (EQUAL + "story_id, story_b", put("claims", 1, story_id="ferry2")),
        (IN_SET + "a_is_claim", put("verdicts", 0, a_start=3)),
        (IN_SET + "b_is_claim", put("verdicts", 0, b_end=3)),
        (IN_SET + "a_differs_inside", put("verdicts", 0, a_differs_end=None)),
        (IN_SET + "a_differs_inside", put("verdicts", 0, a_differs_end=9999)),
        (IN_SET + "b_differs_inside", put("verdicts", 0, b_differs_start=-1)),
        (GREATER + "doc_b, doc_a", _swap_documents),
        (IN_SET + "verdict", put("verdicts", 1, verdict="maybe")),
        (IN_SET + "conflict_type", put("verdicts", 0, conflict_type="colour")),
        (IN_SET + "severity", put("verdicts", 0, severity="mild")),
        (NOT_NULL + "conflict_type", put("verdicts", 0, conflict_type=None)),
        (NULL + "conflict_type", put("verdicts", 1, conflict_type="time")),
        (NOT_NULL + "severity", put("verdicts", 0, severity=None)),
        (NULL + "severity", put("verdicts", 1, severity="soft")),
        (IN_SET + "update_fits", put("verdicts", 1, update=True)),
        (IN_SET + "through_fits", put("verdicts", 0, through="d1:hear")),
        (IN_SET + "through_fits", put("verdicts", 1, through="d2:hear")),
        (IN_SET + "strongest_first", _swap_conflicts),
        (IN_SET + "strongest_first", put("verdicts", 0, conflicts=[])),
        (IN_SET + "strongest_first", put("verdicts", 0, severity="soft")),
        (
            IN_SET + "conflicts_valid",
            lambda t: t["verdicts"][0]["conflicts"][1].update(conflict_type="colour"),
        ),
        (
            IN_SET + "conflicts_valid",
            lambda t: t["verdicts"][0]["conflicts"][1].update(confidence=2.0),
        ),
        (BETWEEN + "confidence", put("verdicts", 0, confidence=-0.1)),
        (REGEX + "explanation", put("verdicts", 0, explanation="two\nlines")),
        (REGEX + "explanation", put("verdicts", 0, explanation="")),
    ],
    "facts": [
        (BETWEEN + "strange_claims", put("claims", 1, story_id="ferry2")),
        (IN_SET + "documents_fit", put("facts", 0, documents=[COURIER, GAZETTE])),
        (IN_SET + "outlets_fit", put("documents", 0, outlet="Another Gazette")),
        (IN_SET + "text_fits", put("facts", 0, text="other words")),
        (IN_SET + "first_fits", put("facts", 0, first_document="d9")),
        (IN_SET + "pairs_fit", put("facts", 0, updates=["pair:none"])),
        (BETWEEN + "origins", put("facts", 0, origins=0)),
        (GREATER + "size_documents, origins", put("facts", 0, origins=3)),
        (EQUAL + "status, expected_status", put("facts", 1, status="settled")),
        (EQUAL + "status, expected_status", put("verdicts", 0, severity="soft")),
        (EQUAL + "status, expected_status", put("facts", 0, status="corroborated")),
        (EQUAL + "status, expected_status", put("facts", 1, origins=1)),
        (EQUAL + "status, expected_status", put("facts", 1, status="single-source")),
        (IN_SET + "pairs_fit", put("facts", 1, pairs=["pair:strike"])),
        (IN_SET + "pairs_fit", put("facts", 1, pairs=["pair:unknown"])),
        (IN_SET + "pairs_fit", put("verdicts", 1, verdict="conflict")),
        (IN_SET + "values_fit", _nested("facts", 0, "values", claims=["d1:hear"])),
        (IN_SET + "values_fit", _nested("facts", 0, "values", outlets=["Nobody's News"])),
    ],
}

TABLE_BREAKS: dict[str, list[Break]] = {
    "ingested": [
        (
            "column_values_to_not_be_in_set: status",
            put_all("ingested", **_UNREADABLE),
        ),
    ],
    "passages": [
        (
            "column_unique_value_count_to_be_between: ok_document",
            lambda t: t["passages"].__delitem__(slice(4, None)),
        ),
        (
            "column_min_to_be_between: kept_share",
            put_all("passages", kind="comment", kept=False, reason="a test"),
        ),
    ],
    "documents": [(ROW_COUNT, drop("documents", 2))],
    "claims": [
        (
            "column_min_to_be_between: claimed_share",
            both(
                lambda t: t["claims"].__delitem__(slice(None, 3)),
                lambda t: t["documents"][2].update(status="ok"),
                lambda t: t["documents"].append({**t["documents"][2], "doc_id": "d4"}),
            ),
        ),
    ],
    "verdicts": [
        (ROW_COUNT, drop("verdicts", 1)),
        (IN_SET + "through_fits", _follow(through="nobody")),
        (
            "column_values_to_not_be_in_set: verdict",
            put_all(
                "verdicts", verdict="undetermined", conflict_type=None, severity=None, conflicts=[]
            ),
        ),
    ],
    "facts": [
        ("column_sum_to_be_between: size", drop("facts", 1)),
        (
            BETWEEN + "shared_claims",
            both(
                lambda t: t["claims"].append({**t["claims"][0], "claim_id": "d1:third"}),
                lambda t: t["claims"].append({**t["claims"][0], "claim_id": "d1:fourth"}),
                lambda t: t["facts"].append(
                    {
                        **t["facts"][0],
                        "fact_id": "fact:third",
                        "pairs": [],
                        "conflicts": [],
                        "status": "corroborated",
                    }
                ),
            ),
        ),
    ],
}
