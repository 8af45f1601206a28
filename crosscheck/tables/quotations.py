"""Table `quotations`: one row per stretch of quoted words."""

from typing import TYPE_CHECKING, Any

import pyarrow as pa

from crosscheck.tables import rules
from crosscheck.tables.core import Column, Table

if TYPE_CHECKING:
    import pandas as pd

KINDS = ("direct", "partial", "scare")

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
        Column(
            "kind",
            pa.string(),
            "direct (a sentence or more), partial (a phrase of a sentence) or scare",
        ),
        Column("utterance_id", pa.string(), "quotations that one sentence breaks up share it"),
        Column("speaker_entity_id", pa.string(), "who said it, if resolved", nullable=True),
        Column("speaker_text", pa.string(), "the words that name the speaker", nullable=True),
        Column("speaker_start", pa.int32(), "where they stand", nullable=True),
        Column("speaker_end", pa.int32(), "where they end", nullable=True),
        Column("cue", pa.string(), "lemma of the word that introduces it", nullable=True),
    ),
)

RELATED: dict[str, tuple[str, ...]] = {
    "documents": rules.DOCUMENTS,
    "passages": rules.PASSAGES,
    "entities": ("story_id",),
}
MIN_ROWS = 0


def prepare(frame: "pd.DataFrame", related: rules.Related) -> rules.Prepared:
    """Add each quotation's document and passage, its speaker, and its utterance's documents."""
    frame = rules.join_text(frame, related)
    texts = rules.look_up(frame["doc_id"], related["documents"]["raw_text"])
    utterances = frame.groupby("utterance_id")["doc_id"]
    frame = frame.assign(
        speaker_slice=rules.slices(frame, texts, start="speaker_start", end="speaker_end"),
        speaker_known=rules.refers(
            frame["speaker_entity_id"], frame["story_id"], related["entities"]["story_id"]
        ),
        utterance_documents=utterances.transform("nunique"),
    )
    return frame, {}


def expectations(gxe: Any) -> list[Any]:
    """Every quotation starts in a kept passage; a speaker's words stand where it says."""
    return [
        *rules.key(gxe, "quotation_id"),
        *rules.text_rows(gxe, end="start"),
        rules.one_of(gxe, "kind", KINDS),
        rules.holds(
            gxe, "speaker_known", "the speaker is an entity of this story", "speaker_entity_id"
        ),
        rules.same(
            gxe,
            "speaker_text",
            "speaker_slice",
            "speaker_text is raw_text[speaker_start:speaker_end]",
            "doc_id",
            "speaker_start",
            "speaker_end",
        ),
        gxe.ExpectColumnValuesToBeBetween(
            column="utterance_documents",
            max_value=1,
            description="the parts of an utterance stand in one document",
            meta={"show": ["utterance_id"]},
        ),
    ]
