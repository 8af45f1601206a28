"""Table `facts`: the claims of a story that pairs tie together."""

import pyarrow as pa

from crosscheck.tables.core import Column, Table

STATUSES = ("corroborated", "disputed", "single-source")

VALUE = pa.struct(
    [
        ("text", pa.string()),
        ("claims", pa.list_(pa.string())),
        ("outlets", pa.list_(pa.string())),
    ]
)

TABLE = Table(
    name="facts",
    grain="one row per fact: claims tied together by pairs, or one claim alone",
    key="fact_id",
    partition_by="story_id",
    columns=(
        Column("fact_id", pa.string(), "story and the fact's first claim"),
        Column("story_id", pa.string(), "the story"),
        Column("status", pa.string(), "corroborated (two origins or more), disputed or single-source"),
        Column("text", pa.string(), "the claim that stands for it"),
        Column("claims", pa.list_(pa.string()), "claim_ids, sorted"),
        Column("documents", pa.list_(pa.string()), "doc_ids, sorted"),
        Column("outlets", pa.list_(pa.string()), "outlets, sorted"),
        Column("origins", pa.int32(), "how many independent origins stand behind it"),
        Column("origin_reasons", pa.list_(pa.string()), "why two documents were taken for one origin"),
        Column("pairs", pa.list_(pa.string()), "pair_ids within it, sorted"),
        Column("conflicts", pa.list_(pa.string()), "pair_ids of its conflicts, sorted"),
        Column("values", pa.list_(VALUE), "what differs, the value that most support first"),
    ),
)
