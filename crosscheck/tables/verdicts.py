"""Table `verdicts`: what the comparison of each pair says."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

import pyarrow as pa

from crosscheck.tables import rules
from crosscheck.tables.core import Column, Table

if TYPE_CHECKING:
    import pandas as pd

VERDICTS = ("agree", "refine", "conflict", "undetermined")
CONFLICT_TYPES = (
    "quantity",
    "time",
    "quote",
    "attribution",
    "entity",
    "polarity",
    "predicate",
    "scope",
)
SEVERITIES = ("hard", "soft")

CONFLICT = pa.struct(
    [
        ("conflict_type", pa.string()),
        ("severity", pa.string()),
        ("confidence", pa.float64()),
        ("explanation", pa.string()),
        ("a_start", pa.int32()),
        ("a_end", pa.int32()),
        ("b_start", pa.int32()),
        ("b_end", pa.int32()),
    ]
)

TABLE = Table(
    name="verdicts",
    grain="one row per pair of claims, and per further conflict that follows from those",
    key="pair_id",
    partition_by="story_id",
    columns=(
        Column("pair_id", pa.string(), "the pair"),
        Column("story_id", pa.string(), "the story"),
        Column("claim_a", pa.string(), "the claim of the document that sorts first"),
        Column("claim_b", pa.string(), "the other claim"),
        Column("doc_a", pa.string(), "the document of claim_a"),
        Column("doc_b", pa.string(), "the document of claim_b"),
        Column("a_start", pa.int32(), "where claim_a starts in doc_a"),
        Column("a_end", pa.int32(), "one past its end"),
        Column("b_start", pa.int32(), "where claim_b starts in doc_b"),
        Column("b_end", pa.int32(), "one past its end"),
        Column("verdict", pa.string(), "agree, refine, conflict or undetermined"),
        Column("conflict_type", pa.string(), "type of the strongest conflict", nullable=True),
        Column("severity", pa.string(), "hard or soft", nullable=True),
        Column("confidence", pa.float64(), "0–1"),
        Column("explanation", pa.string(), "one sentence that a reader understands"),
        Column("a_differs_start", pa.int32(), "the differing words of doc_a", nullable=True),
        Column("a_differs_end", pa.int32(), "one past their end", nullable=True),
        Column("b_differs_start", pa.int32(), "the differing words of doc_b", nullable=True),
        Column("b_differs_end", pa.int32(), "one past their end", nullable=True),
        Column("conflicts", pa.list_(CONFLICT), "every conflict of the pair, strongest first"),
        Column("update", pa.bool_(), "a later document of one outlet changed what it had said"),
        Column(
            "through",
            pa.string(),
            "the claim of a third document that says the same as one and contradicts the other",
            nullable=True,
        ),
    ),
)

_CLAIM = ("story_id", "doc_id", "start", "end")
RELATED: dict[str, tuple[str, ...]] = {
    "pairs": ("claim_a", "claim_b"),
    "claims": _CLAIM,
    "documents": ("raw_text",),
}
MIN_ROWS = 0


def prepare(frame: "pd.DataFrame", related: rules.Related) -> rules.Prepared:
    """Add each verdict's pair and claims, and whether its spans and conflicts fit them.

    A conflict known through a third claim may be of two claims that `pairs` does not have.
    """
    pairs, claims = related["pairs"], related["claims"]
    sizes = related["documents"]["raw_text"].str.len()
    further = frame["through"].notna() & ~frame["pair_id"].isin(pairs.index)
    named = [pair.partition("|") for pair in frame["pair_id"]]
    frame = frame.assign(
        pair_claim_a=rules.look_up(frame["pair_id"], pairs["claim_a"]).where(
            ~further, [first for first, _, _ in named]
        ),
        pair_claim_b=rules.look_up(frame["pair_id"], pairs["claim_b"]).where(
            ~further, [second for _, _, second in named]
        ),
        through_fits=frame["through"].isna() | _of_third_document(frame, claims),
        strongest_first=_strongest_first(frame),
        update_fits=(~frame["update"]) | (frame["verdict"] == "refine"),
        conflicts_valid=[all(_is_valid(item) for item in items) for items in frame["conflicts"]],
    )
    for side in ("a", "b"):
        frame = frame.assign(**_side(frame, claims, sizes, side))
    return frame, {"rows_due": len(pairs) + int(further.sum())}


def _of_third_document(frame: "pd.DataFrame", claims: "pd.DataFrame") -> "pd.Series":
    doc = rules.look_up(frame["through"], claims["doc_id"])
    story = rules.look_up(frame["through"], claims["story_id"])
    third = (doc != frame["doc_a"]) & (doc != frame["doc_b"])
    return (frame["verdict"] == "conflict") & (story == frame["story_id"]) & third


def _side(
    frame: "pd.DataFrame", claims: "pd.DataFrame", sizes: "pd.Series", side: str
) -> dict[str, "pd.Series"]:
    claim, doc = frame[f"claim_{side}"], frame[f"doc_{side}"]
    first, last = frame[f"{side}_differs_start"], frame[f"{side}_differs_end"]
    inside = (first >= 0) & (first < last) & (last <= rules.look_up(doc, sizes))
    return {
        f"story_{side}": rules.look_up(claim, claims["story_id"]),
        f"{side}_is_claim": (doc == rules.look_up(claim, claims["doc_id"]))
        & (frame[f"{side}_start"] == rules.look_up(claim, claims["start"]))
        & (frame[f"{side}_end"] == rules.look_up(claim, claims["end"])),
        f"{side}_differs_inside": inside | (first.isna() & last.isna()),
    }


def _strongest_first(frame: "pd.DataFrame") -> list[bool]:
    """Has a conflict, and nothing else, conflicts, and do the columns name the first of them?

    Columns with a value that is not declared are the business of another rule.
    """
    columns = ("verdict", "conflict_type", "severity", "conflicts")
    return [
        (len(conflicts) > 0) == (verdict == "conflict")
        and all(
            (first["conflict_type"], first["severity"]) == (kind, severity)
            for first in conflicts[:1]
            if kind in CONFLICT_TYPES and severity in SEVERITIES
        )
        for verdict, kind, severity, conflicts in zip(*(frame[c] for c in columns), strict=True)
    ]


def _is_valid(conflict: Mapping[str, Any]) -> bool:
    return (
        conflict["conflict_type"] in CONFLICT_TYPES
        and conflict["severity"] in SEVERITIES
        and conflict["confidence"] is not None
        and 0 <= conflict["confidence"] <= 1
        and bool(conflict["explanation"])
    )


def expectations(gxe: Any) -> list[Any]:
    """Every pair has one verdict, about its claims, and a conflict says what it is."""
    return [
        *rules.key(gxe, "pair_id"),
        gxe.ExpectTableRowCountToEqual(
            value=rules.parameter("rows_due"), description="every pair has a verdict"
        ),
        *[rule for side in ("a", "b") for rule in _side_rules(gxe, side)],
        rules.ordered(
            gxe, "doc_a", "doc_b", "the documents differ, the first of them first", strict=True
        ),
        rules.one_of(gxe, "verdict", VERDICTS),
        rules.one_of(gxe, "conflict_type", CONFLICT_TYPES),
        rules.one_of(gxe, "severity", SEVERITIES),
        *[
            rule
            for column in ("conflict_type", "severity")
            for rule in rules.reasons(
                gxe, column, where='verdict == "conflict"', otherwise='verdict != "conflict"'
            )
        ],
        rules.holds(
            gxe,
            "strongest_first",
            "a conflict, and nothing else, has conflicts, the strongest first",
            "verdict",
            "conflict_type",
            "severity",
            "conflicts",
        ),
        rules.holds(gxe, "update_fits", "an update refines what was said", "verdict", "update"),
        rules.holds(
            gxe,
            "through_fits",
            "what a conflict is known through is a claim of a third document of the story",
            "through",
            "verdict",
        ),
        rules.holds(gxe, "conflicts_valid", "every conflict is one of the declared", "conflicts"),
        gxe.ExpectColumnValuesToBeBetween(
            column="confidence", min_value=0, max_value=1, description="confidence lies in 0–1"
        ),
        gxe.ExpectColumnValuesToMatchRegex(
            column="explanation", regex=r"^\S[^\n]*$", description="the explanation is one line"
        ),
        gxe.ExpectColumnValuesToNotBeInSet(
            column="verdict",
            value_set=["undetermined"],
            mostly=rules.parameter("min_determined_share"),
            description="enough of the pairs have a verdict that says something",
            meta={
                "show": ["explanation"],
                "remedy": "raise align.threshold, or lower gates.min_determined_share",
            },
        ),
    ]


def _side_rules(gxe: Any, side: str) -> list[Any]:
    claim, doc, start, end = f"claim_{side}", f"doc_{side}", f"{side}_start", f"{side}_end"
    differs = (f"{side}_differs_start", f"{side}_differs_end")
    return [
        rules.same(gxe, claim, f"pair_{claim}", f"{claim} is the pair's"),
        rules.same(gxe, "story_id", f"story_{side}", f"{claim} is of this story", claim),
        rules.holds(
            gxe,
            f"{side}_is_claim",
            f"{doc}, {start} and {end} are the claim's",
            claim,
            doc,
            start,
            end,
        ),
        rules.holds(
            gxe, f"{side}_differs_inside", f"the differing words lie in {doc}", doc, *differs
        ),
    ]
