"""Table `documents`: one row per input document, with its story and reference date."""

from typing import TYPE_CHECKING, Any

import pyarrow as pa

from crosscheck.tables import rules
from crosscheck.tables.core import Column, Table
from crosscheck.tables.ingested import AS_READ, status_rules

if TYPE_CHECKING:
    import pandas as pd

REFERENCE_SOURCES = ("metadata", "text", "story", "none")

TABLE = Table(
    name="documents",
    grain="one row per input document, with its story and the date that its times count from",
    key="doc_id",
    partition_by="story_id",
    columns=(
        Column("doc_id", pa.string(), "hash of the path and the content"),
        Column("story_id", pa.string(), "the story it tells"),
        *AS_READ,
        Column(
            "reference_date", pa.date32(), "the date that relative times count from", nullable=True
        ),
        Column("reference_source", pa.string(), "`metadata`, `text`, `story` or `none`"),
        Column(
            "near_duplicates",
            pa.list_(pa.string()),
            "documents of the story that are near-copies of this one",
        ),
    ),
)

RELATED: dict[str, tuple[str, ...]] = {
    "ingested": ("path", "raw_text", "status"),
    "passages": ("doc_id", "kept"),
}
MIN_ROWS = 1


def prepare(frame: "pd.DataFrame", related: rules.Related) -> rules.Prepared:
    """Add each document as it was ingested, and how many passages it has."""
    ingested = related["ingested"]
    counts = related["passages"]["doc_id"].value_counts()
    stories = frame.drop_duplicates("doc_id").set_index("doc_id")["story_id"]
    frame = frame.assign(
        ingested_path=rules.look_up(frame["doc_id"], ingested["path"]),
        ingested_text=rules.look_up(frame["doc_id"], ingested["raw_text"]),
        ingested_status=rules.look_up(frame["doc_id"], ingested["status"]),
        passages=rules.look_up(frame["doc_id"], counts).fillna(0).astype(int),
        strange_copies=rules.strangers(frame["near_duplicates"], frame["story_id"], stories),
        own_copy=[
            own in copies
            for own, copies in zip(frame["doc_id"], frame["near_duplicates"], strict=True)
        ],
    )
    return frame, {"ingested_rows": len(ingested)}


def expectations(gxe: Any) -> list[Any]:
    """Every ingested document is here unchanged, with a story, and with passages if it is ok."""
    return [
        *rules.key(gxe, "doc_id"),
        gxe.ExpectTableRowCountToEqual(
            value=rules.parameter("ingested_rows"), description="every ingested document is here"
        ),
        rules.same(gxe, "path", "ingested_path", "the document was ingested", "doc_id"),
        rules.same(gxe, "raw_text", "ingested_text", "the text is as ingested", "path"),
        *status_rules(gxe),
        gxe.ExpectColumnValuesToBeInSet(
            column="ingested_status",
            value_set=["ok"],
            row_condition='status == "ok"',
            condition_parser="pandas",
            description="what was not ok when ingested is not ok now",
        ),
        gxe.ExpectColumnValuesToBeBetween(
            column="passages",
            min_value=1,
            row_condition='status == "ok"',
            condition_parser="pandas",
            description="a document that is ok has a passage",
            meta={"show": ["path"]},
        ),
        gxe.ExpectColumnValuesToMatchRegex(
            column="story_id", regex=r"\S", description="every document has a story"
        ),
        rules.one_of(gxe, "reference_source", REFERENCE_SOURCES),
        *rules.reasons(
            gxe,
            "reference_date",
            where='reference_source != "none"',
            otherwise='reference_source == "none"',
        ),
        rules.none_of(
            gxe, "strange_copies", "near-duplicates are documents of the story", "near_duplicates"
        ),
        gxe.ExpectColumnValuesToBeInSet(
            column="own_copy", value_set=[False], description="no document copies itself"
        ),
    ]
