"""Table `documents`: one row per input document, with its story and the date that its times count from."""

import pyarrow as pa

from crosscheck.tables.core import Column, Table

TABLE = Table(
    name="documents",
    grain="one row per input document, with its story and the date that its times count from",
    key="doc_id",
    partition_by="story_id",
    columns=(
        Column("doc_id", pa.string(), "hash of the path and the content"),
        Column("story_id", pa.string(), "the story it tells"),
        Column("path", pa.string(), "relative to the raw folder; `#n` names a record of a container"),
        Column("outlet", pa.string(), "who published it: metadata, else a host name, else the folder or file name"),
        Column("url", pa.string(), "its address, if known", nullable=True),
        Column("published", pa.timestamp("s", tz="UTC"), "publication time from metadata", nullable=True),
        Column("title", pa.string(), "title from metadata", nullable=True),
        Column("raw_text", pa.string(), "the decoded file, verbatim; for HTML and containers the extracted text"),
        Column("format", pa.string(), "txt, html, jsonl, csv, parquet or warc"),
        Column("encoding", pa.string(), "the encoding the bytes were decoded with", nullable=True),
        Column("repairs", pa.list_(pa.string()), "what was done to decode it (mojibake, replacement characters)"),
        Column("language", pa.string(), "ISO 639-1 code, `und` if undetermined"),
        Column("status", pa.string(), "`ok`, `set_aside`, `duplicate`, `empty` or `unreadable`"),
        Column("status_reason", pa.string(), "why the status is not ok", nullable=True),
        Column("reference_date", pa.date32(), "the date that relative times count from", nullable=True),
        Column("reference_source", pa.string(), "`metadata`, `text`, `story` or `none`"),
        Column("near_duplicates", pa.list_(pa.string()), "documents of the story that are near-copies of this one"),
    ),
)
