"""Table `times`: one row per time expression."""

import pyarrow as pa

from crosscheck.tables.core import Column, Table

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
        Column("latest", pa.timestamp("s", tz="UTC"), "one past the last moment it can mean", nullable=True),
        Column("relation", pa.string(), "during, before, after, since, until, or null", nullable=True),
        Column("resolved_by", pa.string(), "`text` (absolute), `reference_date`, or `none`"),
    ),
)
