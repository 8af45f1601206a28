"""Table `quantities`: one row per number with its unit and what it counts."""

from typing import TYPE_CHECKING, Any

import pyarrow as pa

from crosscheck.tables import rules
from crosscheck.tables.core import Column, Table

if TYPE_CHECKING:
    import pandas as pd

KINDS = ("count", "money", "percent", "measure", "ordinal", "ratio", "score")
BOUNDS = ("exact", "approximate", "at_least", "at_most", "more_than", "less_than", "range")

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
        Column(
            "low", pa.float64(), "smallest value meant, inclusive; null: unbounded", nullable=True
        ),
        Column(
            "high", pa.float64(), "largest value meant, inclusive; null: unbounded", nullable=True
        ),
        Column(
            "unit",
            pa.string(),
            "ISO 4217 code, pint unit, `percent`, or null for a plain count",
            nullable=True,
        ),
        Column("value", pa.float64(), "the number as stated, in the unit", nullable=True),
        Column("per", pa.string(), "what a rate is per: year, barrel", nullable=True),
        Column(
            "bound",
            pa.string(),
            "exact, approximate, at_least, at_most, more_than, less_than or range",
        ),
        Column("counted", pa.string(), "the noun phrase that it counts or measures", nullable=True),
        Column("counted_lemma", pa.string(), "lemma of its head", nullable=True),
    ),
)

RELATED: dict[str, tuple[str, ...]] = {
    "documents": rules.DOCUMENTS,
    "passages": rules.PASSAGES,
}
MIN_ROWS = 0
_FINITE = 1e30


def prepare(frame: "pd.DataFrame", related: rules.Related) -> rules.Prepared:
    """Add each quantity's document and passage."""
    return rules.join_text(frame, related), {}


def expectations(gxe: Any) -> list[Any]:
    """Every quantity has a value, its ends in order, closed where its bound says so."""
    return [
        *rules.key(gxe, "quantity_id"),
        *rules.text_rows(gxe),
        rules.one_of(gxe, "kind", KINDS),
        rules.one_of(gxe, "bound", BOUNDS),
        rules.ordered(gxe, "low", "high", "low is at most high", "text", "bound"),
        *[
            gxe.ExpectColumnValuesToBeBetween(
                column=column,
                min_value=-_FINITE,
                max_value=_FINITE,
                description=f"{column} is finite",
            )
            for column in ("low", "high")
        ],
        *[
            gxe.ExpectColumnValuesToNotBeNull(
                column=column,
                row_condition=f"bound in {bounds}",
                condition_parser="pandas",
                description=f"{column} is known where the bound is one of {', '.join(bounds)}",
                meta={"show": ["text", "bound"]},
            )
            for column, bounds in (
                ("low", ["exact", "approximate", "at_least", "more_than", "range"]),
                ("high", ["exact", "approximate", "at_most", "less_than", "range"]),
            )
        ],
        gxe.ExpectColumnValuesToNotBeNull(
            column="unit",
            row_condition='kind in ["money", "percent", "measure"]',
            condition_parser="pandas",
            description="money, percentages and measures have a unit",
            meta={"show": ["text", "kind"]},
        ),
        gxe.ExpectColumnValuesToMatchRegex(
            column="unit",
            regex="^[A-Z]{3}$",
            row_condition='kind == "money"',
            condition_parser="pandas",
            description="the unit of money is an ISO 4217 code",
            meta={"show": ["text"]},
        ),
    ]
