"""Table `pairs`: claims of different documents that speak of the same fact, event or utterance."""

from typing import TYPE_CHECKING, Any

import pyarrow as pa

from crosscheck.tables import rules
from crosscheck.tables.core import Column, Table

if TYPE_CHECKING:
    import pandas as pd

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

RELATED: dict[str, tuple[str, ...]] = {"claims": ("story_id", "doc_id")}
MIN_ROWS = 0


def prepare(frame: "pd.DataFrame", related: rules.Related) -> rules.Prepared:
    """Add the two claims' documents and stories."""
    claims = related["claims"]
    frame = frame.assign(
        story_a=rules.look_up(frame["claim_a"], claims["story_id"]),
        story_b=rules.look_up(frame["claim_b"], claims["story_id"]),
        doc_a=rules.look_up(frame["claim_a"], claims["doc_id"]),
        doc_b=rules.look_up(frame["claim_b"], claims["doc_id"]),
        reasons=frame["blocked_by"].map(len),
    )
    return frame, {}


def expectations(gxe: Any) -> list[Any]:
    """Every pair ties two claims of one story that stand in different documents."""
    return [
        *rules.key(gxe, "pair_id"),
        gxe.ExpectCompoundColumnsToBeUnique(
            column_list=["claim_a", "claim_b"], description="two claims are paired once"
        ),
        rules.same(gxe, "story_id", "story_a", "claim_a is known, and of this story", "claim_a"),
        rules.same(gxe, "story_id", "story_b", "claim_b is known, and of this story", "claim_b"),
        rules.ordered(
            gxe,
            "doc_a",
            "doc_b",
            "the claims stand in different documents, the first of them first",
            "claim_a",
            "claim_b",
            strict=True,
        ),
        gxe.ExpectColumnValuesToBeBetween(
            column="score", min_value=0, max_value=1, description="score is a probability"
        ),
        gxe.ExpectColumnValuesToBeBetween(
            column="reasons", min_value=1, description="something made them candidates"
        ),
    ]
