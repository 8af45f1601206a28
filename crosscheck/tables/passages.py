"""Table `passages`: one row per block of a document, kept or dropped."""

import pyarrow as pa

from crosscheck.tables.core import Column, Table

TABLE = Table(
    name="passages",
    grain="one row per block of a document, kept or dropped",
    key="passage_id",
    partition_by="doc_id",
    columns=(
        Column("passage_id", pa.string(), "document and position"),
        Column("doc_id", pa.string(), "the document"),
        Column("start", pa.int32(), "first character in raw_text"),
        Column("end", pa.int32(), "one past the last character in raw_text"),
        Column("position", pa.int32(), "0, 1, … within the document"),
        Column("kind", pa.string(), "title, paragraph, subheading, caption, boilerplate, comment, separator or duplicate"),
        Column("kept", pa.bool_(), "is it article text?"),
        Column("reason", pa.string(), "why it was dropped", nullable=True),
        Column("text", pa.string(), "raw_text[start:end]"),
    ),
)
