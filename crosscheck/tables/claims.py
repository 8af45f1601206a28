"""Table `claims`: the smallest stretches of text that can be true or false by themselves."""

import pyarrow as pa

from crosscheck.tables.core import Column, Table

ARGUMENT = pa.struct(
    [
        ("role", pa.string()),  # subject, object, or the preposition of an oblique
        ("text", pa.string()),
        ("head", pa.string()),  # lemma of the head
        ("entity_id", pa.string()),
        ("start", pa.int32()),
        ("end", pa.int32()),
    ]
)
TOKEN = pa.struct(
    [
        ("text", pa.string()),
        ("lemma", pa.string()),
        ("pos", pa.string()),  # UPOS
        ("start", pa.int32()),
        ("end", pa.int32()),
    ]
)

TABLE = Table(
    name="claims",
    grain="one row per clause that can be true or false by itself",
    key="claim_id",
    partition_by="story_id",
    columns=(
        Column("claim_id", pa.string(), "document and span"),
        Column("story_id", pa.string(), "the story"),
        Column("doc_id", pa.string(), "the document"),
        Column("start", pa.int32(), "first character in raw_text"),
        Column("end", pa.int32(), "one past the last character in raw_text"),
        Column("passage_id", pa.string(), "the passage it lies in"),
        Column("sentence_start", pa.int32(), "first character of its sentence"),
        Column("sentence_end", pa.int32(), "one past the last character of its sentence"),
        Column("text", pa.string(), "raw_text[start:end]"),
        Column("kind", pa.string(), "title, caption, statement, reported or quoted"),
        Column("source_entity_id", pa.string(), "who asserts it, if resolved", nullable=True),
        Column("source_text", pa.string(), "the words that name who asserts it", nullable=True),
        Column("cue", pa.string(), "lemma of the word that reports it", nullable=True),
        Column("polarity", pa.string(), "positive or negative"),
        Column("modality", pa.string(), "asserted, future, necessary, likely, possible or unreal"),
        Column("predicate", pa.string(), "lemma of the verb, or of the nominal predicate"),
        Column("arguments", pa.list_(ARGUMENT), "who did what to whom, in text order"),
        Column("entities", pa.list_(pa.string()), "entity_ids mentioned, sorted"),
        Column("quantities", pa.list_(pa.string()), "quantity_ids in it, in text order"),
        Column("times", pa.list_(pa.string()), "time_ids in it, in text order"),
        Column("quotations", pa.list_(pa.string()), "quotation_ids that it overlaps"),
        Column("tokens", pa.list_(TOKEN), "its words"),
    ),
)
