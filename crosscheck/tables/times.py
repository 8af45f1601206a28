"""Table `times`: one row per time expression."""

from typing import TYPE_CHECKING, Any

import pyarrow as pa

from crosscheck.tables import rules
from crosscheck.tables.core import Column, Table

if TYPE_CHECKING:
    import pandas as pd

TYPES = ("DATE", "TIME", "DURATION", "SET")
RELATIONS = ("during", "before", "after", "since", "until")
SOURCES = ("text", "reference_date", "none")

TABLE = Table(
    name="times",
    grain="one row per time expression",
    key="time_id",
    partition_by="story_id",
    columns=(
        Column("time_id", pa.string(), "document and span"),
        Column("story_id", pa.string(), "the story"),
        Column("doc_id", pa.string(), "the document"),
        Column("start", pa.int32(), "first character in raw_text"),
        Column("end", pa.int32(), "one past the last character in raw_text"),
        Column("passage_id", pa.string(), "the passage it lies in"),
        Column("text", pa.string(), "raw_text[start:end]"),
        Column("type", pa.string(), "DATE, TIME, DURATION or SET (TIMEX3)"),
        Column("value", pa.string(), "TIMEX3 value", nullable=True),
        Column("earliest", pa.timestamp("s", tz="UTC"), "first moment it can mean", nullable=True),
        Column(
            "latest",
            pa.timestamp("s", tz="UTC"),
            "one past the last moment it can mean",
            nullable=True,
        ),
        Column("mod", pa.string(), "TIMEX3 modifier: APPROX, MORE_THAN, START …", nullable=True),
        Column(
            "relation", pa.string(), "during, before, after, since, until, or null", nullable=True
        ),
        Column("resolved_by", pa.string(), "`text` (absolute), `reference_date`, or `none`"),
    ),
)

RELATED: dict[str, tuple[str, ...]] = {
    "documents": (*rules.DOCUMENTS, "reference_date"),
    "passages": rules.PASSAGES,
}
MIN_ROWS = 0


def prepare(frame: "pd.DataFrame", related: rules.Related) -> rules.Prepared:
    """Add each time's document and passage, the date it counts from, and whether it is resolved."""
    frame = rules.join_text(frame, related)
    resolved = frame["earliest"].notna() | frame["latest"].notna()
    frame = frame.assign(
        document_date=rules.look_up(frame["doc_id"], related["documents"]["reference_date"]),
        resolved_as_said=resolved == (frame["resolved_by"] != "none"),
    )
    return frame, {}


def expectations(gxe: Any) -> list[Any]:
    """Every time is an interval in order, and resolved by what it says."""
    return [
        *rules.key(gxe, "time_id"),
        *rules.text_rows(gxe),
        rules.one_of(gxe, "type", TYPES),
        rules.one_of(gxe, "relation", RELATIONS),
        rules.one_of(gxe, "resolved_by", SOURCES),
        rules.ordered(
            gxe, "earliest", "latest", "an interval ends after it starts", "text", strict=True
        ),
        rules.holds(
            gxe,
            "resolved_as_said",
            "it has an end if, and only if, something resolved it",
            "text",
            "resolved_by",
            "earliest",
            "latest",
        ),
        gxe.ExpectColumnValuesToNotBeNull(
            column="document_date",
            row_condition='resolved_by == "reference_date"',
            condition_parser="pandas",
            description="what counts from the document's date has one to count from",
            meta={"show": ["doc_id", "text"]},
        ),
    ]
