"""Table `mentions`: one row per mention of an entity in a kept passage."""

from typing import TYPE_CHECKING, Any

import pyarrow as pa

from crosscheck.tables import rules
from crosscheck.tables.core import Column, Table

if TYPE_CHECKING:
    import pandas as pd

LABELS = ("PERSON", "ORG", "GPE", "LOC", "NORP", "FAC", "EVENT", "PRODUCT")
KINDS = ("name", "description", "metonym", "pronoun")

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

RELATED: dict[str, tuple[str, ...]] = {
    "documents": rules.DOCUMENTS,
    "passages": rules.PASSAGES,
    "entities": ("story_id",),
}
MIN_ROWS = 0


def prepare(frame: "pd.DataFrame", related: rules.Related) -> rules.Prepared:
    """Add each mention's document, passage and entity."""
    frame = rules.join_text(frame, related)
    return frame.assign(
        entity_story=rules.look_up(frame["entity_id"], related["entities"]["story_id"])
    ), {}


def expectations(gxe: Any) -> list[Any]:
    """Every mention lies in a kept passage and refers to an entity of its story."""
    return [
        *rules.key(gxe, "mention_id"),
        *rules.text_rows(gxe),
        rules.same(
            gxe, "story_id", "entity_story", "the entity is known, and of this story", "entity_id"
        ),
        rules.one_of(gxe, "label", LABELS),
        rules.one_of(gxe, "kind", KINDS),
    ]
