"""Table `verdicts`: what the comparison of each pair says."""

import pyarrow as pa

from crosscheck.tables.core import Column, Table

VERDICTS = ("agree", "refine", "conflict", "undetermined")
CONFLICT_TYPES = (
    "quantity",
    "time",
    "quote",
    "attribution",
    "entity",
    "polarity",
    "predicate",
    "scope",
)
SEVERITIES = ("hard", "soft")

CONFLICT = pa.struct(
    [
        ("conflict_type", pa.string()),
        ("severity", pa.string()),
        ("confidence", pa.float64()),
        ("explanation", pa.string()),
        ("a_start", pa.int32()),
        ("a_end", pa.int32()),
        ("b_start", pa.int32()),
        ("b_end", pa.int32()),
    ]
)

TABLE = Table(
    name="verdicts",
    grain="one row per pair of claims",
    key="pair_id",
    partition_by="story_id",
    columns=(
        Column("pair_id", pa.string(), "the pair"),
        Column("story_id", pa.string(), "the story"),
        Column("claim_a", pa.string(), "the claim of the document that sorts first"),
        Column("claim_b", pa.string(), "the other claim"),
        Column("doc_a", pa.string(), "the document of claim_a"),
        Column("doc_b", pa.string(), "the document of claim_b"),
        Column("a_start", pa.int32(), "where claim_a starts in doc_a"),
        Column("a_end", pa.int32(), "one past its end"),
        Column("b_start", pa.int32(), "where claim_b starts in doc_b"),
        Column("b_end", pa.int32(), "one past its end"),
        Column("verdict", pa.string(), "agree, refine, conflict or undetermined"),
        Column("conflict_type", pa.string(), "type of the strongest conflict", nullable=True),
        Column("severity", pa.string(), "hard or soft", nullable=True),
        Column("confidence", pa.float64(), "0–1"),
        Column("explanation", pa.string(), "one sentence that a reader understands"),
        Column("a_differs_start", pa.int32(), "the differing words of doc_a", nullable=True),
        Column("a_differs_end", pa.int32(), "one past their end", nullable=True),
        Column("b_differs_start", pa.int32(), "the differing words of doc_b", nullable=True),
        Column("b_differs_end", pa.int32(), "one past their end", nullable=True),
        Column("conflicts", pa.list_(CONFLICT), "every conflict of the pair, strongest first"),
    ),
)
