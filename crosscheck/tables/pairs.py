"""Table `pairs`: claims of different documents that speak of the same fact, event or utterance."""

import pyarrow as pa

from crosscheck.tables.core import Column, Table

TABLE = Table(
    name="pairs",
    grain="one row per two claims of different documents that were aligned",
    key="pair_id",
    partition_by="story_id",
    columns=(
        Column("pair_id", pa.string(), "the two claims"),
        Column("story_id", pa.string(), "the story"),
        Column("claim_a", pa.string(), "the claim of the document that sorts first"),
        Column("claim_b", pa.string(), "the other claim"),
        Column("score", pa.float64(), "probability that they speak of the same, 0–1"),
        Column("blocked_by", pa.list_(pa.string()), "what made them candidates"),
        Column("features", pa.map_(pa.string(), pa.float64()), "what the score was computed from"),
    ),
)
