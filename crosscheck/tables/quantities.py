"""Table `quantities`: one row per number with its unit and what it counts."""

import pyarrow as pa

from crosscheck.tables.core import Column, Table

TABLE = Table(
    name="quantities",
    grain="one row per number with its unit and what it counts",
    key="quantity_id",
    partition_by="story_id",
    columns=(
        Column("quantity_id", pa.string(), "document and span"),
        Column("story_id", pa.string(), "the story"),
        Column("doc_id", pa.string(), "the document"),
        Column("start", pa.int32(), "first character in raw_text"),
        Column("end", pa.int32(), "one past the last character in raw_text"),
        Column("passage_id", pa.string(), "the passage it lies in"),
        Column("text", pa.string(), "raw_text[start:end]"),
        Column("kind", pa.string(), "count, money, percent, measure, ordinal, ratio or score"),
        Column("low", pa.float64(), "smallest value meant, inclusive; null: unbounded", nullable=True),
        Column("high", pa.float64(), "largest value meant, inclusive; null: unbounded", nullable=True),
        Column("unit", pa.string(), "ISO 4217 code, pint unit, `percent`, or null for a plain count", nullable=True),
        Column("bound", pa.string(), "exact, approximate, at_least, at_most, more_than, less_than or range"),
        Column("counted", pa.string(), "the noun phrase that it counts or measures", nullable=True),
        Column("counted_lemma", pa.string(), "lemma of its head", nullable=True),
    ),
)
