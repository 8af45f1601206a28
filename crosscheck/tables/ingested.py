"""Table `ingested`: one row per input document as it was read, before its story is known."""

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

import pyarrow as pa

from crosscheck.tables import rules
from crosscheck.tables.core import Column, Table

if TYPE_CHECKING:
    import pandas as pd

FORMATS = ("txt", "html", "jsonl", "csv", "parquet", "warc")
STATUSES = ("ok", "set_aside", "duplicate", "empty", "unreadable")

# What `documents` takes over as it is.
AS_READ = (
    Column("path", pa.string(), "relative to the raw folder; `#n` names a record of a container"),
    Column(
        "outlet",
        pa.string(),
        "who published it: metadata, else a host name, else the folder or file name",
    ),
    Column("url", pa.string(), "its address, if known", nullable=True),
    Column(
        "published",
        pa.timestamp("s", tz="UTC"),
        "publication time from metadata",
        nullable=True,
    ),
    Column("title", pa.string(), "title from metadata", nullable=True),
    Column(
        "raw_text",
        pa.string(),
        "the decoded file, verbatim; for HTML and containers the extracted text",
    ),
    Column("format", pa.string(), "txt, html, jsonl, csv, parquet or warc"),
    Column("encoding", pa.string(), "the encoding the bytes were decoded with", nullable=True),
    Column(
        "repairs",
        pa.list_(pa.string()),
        "what was done to decode it (mojibake, replacement characters)",
    ),
    Column("language", pa.string(), "ISO 639-1 code, `und` if undetermined"),
    Column("status", pa.string(), "`ok`, `set_aside`, `duplicate`, `empty` or `unreadable`"),
    Column("status_reason", pa.string(), "why the status is not ok", nullable=True),
)

TABLE = Table(
    name="ingested",
    grain="one row per input document as it was read, before its story is known",
    key="doc_id",
    partition_by="doc_id",
    columns=(
        Column("doc_id", pa.string(), "hash of the path and the content"),
        Column(
            "folder_story",
            pa.string(),
            "the story that the folder or the metadata names",
            nullable=True,
        ),
        *AS_READ,
    ),
)

RELATED: dict[str, tuple[str, ...]] = {}
MIN_ROWS = 1


def prepare(frame: "pd.DataFrame", related: rules.Related) -> rules.Prepared:
    """Add the number of characters other than blanks around the text."""
    return frame.assign(characters=frame["raw_text"].str.strip().str.len()), {}


def expectations(gxe: Any) -> list[Any]:
    """Every document is readable text or says why not; enough of them are readable."""
    return [
        *rules.key(gxe, "doc_id"),
        gxe.ExpectColumnValuesToBeUnique(column="path", description="every path stands once"),
        gxe.ExpectColumnValuesToNotMatchRegex(
            column="path",
            regex=r"^(?:/|[A-Za-z]:)|(?:^|/)\.\.(?:/|$)",
            description="paths are relative to the raw folder and stay in it",
        ),
        rules.one_of(gxe, "format", FORMATS),
        gxe.ExpectColumnValuesToMatchRegex(
            column="language",
            regex="^(?:[a-z]{2}|und)$",
            description="language is an ISO 639-1 code or und",
        ),
        *status_rules(gxe),
        gxe.ExpectColumnValuesToBeBetween(
            column="characters",
            min_value=1,
            row_condition='status == "ok"',
            condition_parser="pandas",
            description="a document that is ok has text",
        ),
        gxe.ExpectColumnValuesToBeBetween(
            column="published",
            min_value=datetime(1800, 1, 1, tzinfo=UTC),
            max_value=datetime(2100, 1, 1, tzinfo=UTC),
            description="publication times are of this world",
        ),
        gxe.ExpectColumnValuesToNotBeInSet(
            column="status",
            value_set=["unreadable"],
            mostly=rules.parameter("min_readable_share"),
            description="most documents can be read",
            meta={
                "show": ["path", "status_reason"],
                "remedy": "mend or remove these files, or lower gates.min_readable_share",
            },
        ),
    ]


def status_rules(gxe: Any) -> list[Any]:
    """A status is one of the declared ones, and any but ok has a reason."""
    return [
        rules.one_of(gxe, "status", STATUSES),
        *rules.reasons(gxe, "status_reason", where='status != "ok"', otherwise='status == "ok"'),
    ]
