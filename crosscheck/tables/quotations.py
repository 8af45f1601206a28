"""Table `quotations`: one row per stretch of quoted words."""

import pyarrow as pa

from crosscheck.tables.core import Column, Table

TABLE = Table(
    name="quotations",
    grain="one row per stretch of quoted words",
    key="quotation_id",
    partition_by="story_id",
    columns=(
        Column("quotation_id", pa.string(), "document and span"),
        Column("story_id", pa.string(), "the story"),
        Column("doc_id", pa.string(), "the document"),
        Column("start", pa.int32(), "first character in raw_text"),
        Column("end", pa.int32(), "one past the last character in raw_text"),
        Column("passage_id", pa.string(), "the passage it starts in"),
        Column("text", pa.string(), "the words between the marks: raw_text[start:end]"),
        Column("kind", pa.string(), "direct (a sentence or more), partial (a phrase of a sentence) or scare"),
        Column("utterance_id", pa.string(), "quotations that one sentence breaks up share it"),
        Column("speaker_entity_id", pa.string(), "who said it, if resolved", nullable=True),
        Column("speaker_text", pa.string(), "the words that name the speaker", nullable=True),
        Column("speaker_start", pa.int32(), "where they stand", nullable=True),
        Column("speaker_end", pa.int32(), "where they end", nullable=True),
        Column("cue", pa.string(), "lemma of the word that introduces it", nullable=True),
    ),
)
