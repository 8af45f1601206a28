"""Table `mentions`: one row per mention of an entity in a kept passage."""

import pyarrow as pa

from crosscheck.tables.core import Column, Table

TABLE = Table(
    name="mentions",
    grain="one row per mention of an entity in a kept passage",
    key="mention_id",
    partition_by="story_id",
    columns=(
        Column("mention_id", pa.string(), "document and span"),
        Column("entity_id", pa.string(), "what it refers to"),
        Column("story_id", pa.string(), "the story"),
        Column("doc_id", pa.string(), "the document"),
        Column("start", pa.int32(), "first character in raw_text"),
        Column("end", pa.int32(), "one past the last character in raw_text"),
        Column("passage_id", pa.string(), "the passage it lies in"),
        Column("text", pa.string(), "raw_text[start:end]"),
        Column("label", pa.string(), "PERSON, ORG, GPE, LOC, NORP, FAC, EVENT or PRODUCT"),
        Column("kind", pa.string(), "name, description, metonym or pronoun"),
    ),
)
