"""Table `facts`: the claims of a story that pairs tie together."""

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

import pyarrow as pa

from crosscheck.tables import rules
from crosscheck.tables.core import Column, Table

if TYPE_CHECKING:
    import pandas as pd

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
        Column(
            "status", pa.string(), "corroborated (two origins or more), disputed or single-source"
        ),
        Column("text", pa.string(), "the claim that stands for it"),
        Column("claims", pa.list_(pa.string()), "claim_ids, sorted"),
        Column("documents", pa.list_(pa.string()), "doc_ids, sorted"),
        Column("outlets", pa.list_(pa.string()), "outlets, sorted"),
        Column("origins", pa.int32(), "how many independent origins stand behind it"),
        Column(
            "origin_reasons", pa.list_(pa.string()), "why two documents were taken for one origin"
        ),
        Column("pairs", pa.list_(pa.string()), "pair_ids within it, sorted"),
        Column("conflicts", pa.list_(pa.string()), "pair_ids of its conflicts, sorted"),
        Column("values", pa.list_(VALUE), "what differs, the value that most support first"),
        Column(
            "first_document", pa.string(), "who said it first, where all are dated", nullable=True
        ),
        Column("updates", pa.list_(pa.string()), "pair_ids where an outlet changed it later"),
    ),
)

RELATED: dict[str, tuple[str, ...]] = {
    "documents": ("outlet",),
    "claims": ("story_id", "doc_id", "text"),
    "verdicts": ("claim_a", "claim_b", "verdict", "severity", "update"),
}
MIN_ROWS = 1


def prepare(frame: "pd.DataFrame", related: rules.Related) -> rules.Prepared:
    """Add what the claims and verdicts of each fact say of it."""
    claims, verdicts = related["claims"], related["verdicts"]
    uses = Counter(claim for members in frame["claims"] for claim in members)
    owners, publishers = claims["doc_id"].to_dict(), related["documents"]["outlet"].to_dict()
    documents = [_sorted(owners, members) for members in frame["claims"]]
    outlets = [_sorted(publishers, ids) for ids in documents]
    found = {
        name: (row.claim_a, row.claim_b, row.verdict, row.update)
        for name, row in zip(verdicts.index, verdicts.itertuples(index=False), strict=True)
    }
    hard = set(verdicts.index[verdicts["severity"] == "hard"])
    frame = frame.assign(
        size=frame["claims"].map(len),
        size_documents=frame["documents"].map(len),
        strange_claims=rules.strangers(frame["claims"], frame["story_id"], claims["story_id"]),
        shared_claims=[sum(uses[claim] > 1 for claim in members) for members in frame["claims"]],
        documents_fit=[list(a) == b for a, b in zip(frame["documents"], documents, strict=True)],
        outlets_fit=[list(a) == b for a, b in zip(frame["outlets"], outlets, strict=True)],
        expected_status=[
            _status(not hard.isdisjoint(conflicts), origins)
            for conflicts, origins in zip(frame["conflicts"], frame["origins"], strict=True)
        ],
        text_fits=_text_fits(frame, claims["text"].to_dict()),
        pairs_fit=_pairs_fit(frame, found),
        first_fits=_first_fits(frame),
        values_fit=_values_fit(frame),
    )
    return frame, {"claims_rows": len(claims)}


def _sorted(found: Mapping[str, str], names: Iterable[str]) -> list[str]:
    return sorted({found[name] for name in names if name in found})


def _status(disputed: bool, origins: int) -> str:
    if disputed:
        return "disputed"
    return "corroborated" if origins > 1 else "single-source"


def _text_fits(frame: "pd.DataFrame", texts: Mapping[str, str]) -> list[bool]:
    rows = zip(frame["text"], frame["claims"], strict=True)
    return [text in {texts.get(claim) for claim in members} for text, members in rows]


def _pairs_fit(
    frame: "pd.DataFrame", found: Mapping[str, tuple[str, str, str, bool]]
) -> list[bool]:
    """Do its pairs tie a fact's own claims, and are its conflicts and updates among them?"""
    rows = zip(frame["claims"], frame["pairs"], frame["conflicts"], frame["updates"], strict=True)
    return [
        all(name in found and set(found[name][:2]) <= set(members) for name in pairs)
        and list(conflicts) == [p for p in pairs if p in found and found[p][2] == "conflict"]
        and list(updates) == [p for p in pairs if p in found and found[p][3]]
        for members, pairs, conflicts, updates in rows
    ]


def _first_fits(frame: "pd.DataFrame") -> list[bool]:
    known = frame["first_document"].notna()
    rows = zip(known, frame["first_document"], frame["documents"], strict=True)
    return [not is_known or first in list(ids) for is_known, first, ids in rows]


def _values_fit(frame: "pd.DataFrame") -> list[bool]:
    rows = zip(frame["values"], frame["claims"], frame["outlets"], strict=True)
    return [
        all(set(v["claims"]) <= set(claims) and set(v["outlets"]) <= set(outlets) for v in values)
        for values, claims, outlets in rows
    ]


def expectations(gxe: Any) -> list[Any]:
    """The facts share out the claims, each to one fact, and say what the verdicts say."""
    return [
        *rules.key(gxe, "fact_id"),
        gxe.ExpectColumnSumToBeBetween(
            column="size",
            min_value=rules.parameter("claims_rows"),
            max_value=rules.parameter("claims_rows"),
            description="every claim is in a fact",
        ),
        rules.none_of(gxe, "shared_claims", "no claim is in two facts", "claims"),
        rules.none_of(gxe, "strange_claims", "its claims are claims of this story", "claims"),
        rules.holds(
            gxe, "documents_fit", "documents are its claims' documents, sorted", "documents"
        ),
        rules.holds(gxe, "outlets_fit", "outlets are its documents' outlets, sorted", "outlets"),
        rules.holds(
            gxe, "first_fits", "who said it first is one of its documents", "first_document"
        ),
        rules.holds(gxe, "text_fits", "text is the text of one of its claims", "text"),
        gxe.ExpectColumnValuesToBeBetween(
            column="origins", min_value=1, description="every fact has an origin"
        ),
        rules.ordered(
            gxe, "origins", "size_documents", "no more origins than documents", "documents"
        ),
        rules.same(
            gxe,
            "status",
            "expected_status",
            "disputed: has a hard conflict; corroborated: else, of two origins or more",
            "origins",
            "conflicts",
        ),
        rules.holds(
            gxe,
            "pairs_fit",
            "its pairs tie its claims, and its conflicts are those that conflict",
            "pairs",
            "conflicts",
        ),
        rules.holds(gxe, "values_fit", "values name claims and outlets of the fact", "values"),
    ]
