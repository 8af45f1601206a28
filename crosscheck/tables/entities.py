"""Table `entities`: one row per person, organisation or place of a story."""

import pyarrow as pa

from crosscheck.tables.core import Column, Table

TABLE = Table(
    name="entities",
    grain="one row per person, organisation or place of a story",
    key="entity_id",
    partition_by="story_id",
    columns=(
        Column("entity_id", pa.string(), "story and canonical name"),
        Column("story_id", pa.string(), "the story"),
        Column("name", pa.string(), "the fullest name used"),
        Column("label", pa.string(), "the mentions' commonest label"),
        Column("aliases", pa.list_(pa.string()), "every surface form, sorted"),
        Column("country", pa.string(), "ISO 3166-1 code of the country that it is, or stands for", nullable=True),
        Column("documents", pa.int32(), "how many documents mention it"),
        Column("mentions", pa.int32(), "how many mentions it has"),
    ),
)
