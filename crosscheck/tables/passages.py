"""Table `passages`: one row per block of a document, kept or dropped."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import pyarrow as pa

from crosscheck.tables import rules
from crosscheck.tables.core import Column, Table

if TYPE_CHECKING:
    import pandas as pd

KEPT_KINDS = ("title", "paragraph", "subheading", "caption")
KINDS = (*KEPT_KINDS, "boilerplate", "comment", "separator", "duplicate")

TABLE = Table(
    name="passages",
    grain="one row per block of a document, kept or dropped",
    key="passage_id",
    partition_by="doc_id",
    columns=(
        Column("passage_id", pa.string(), "document and position"),
        Column("doc_id", pa.string(), "the document"),
        Column("start", pa.int32(), "first character in raw_text"),
        Column("end", pa.int32(), "one past the last character in raw_text"),
        Column("position", pa.int32(), "0, 1, … within the document"),
        Column(
            "kind",
            pa.string(),
            "title, paragraph, subheading, caption, boilerplate, comment, separator or duplicate",
        ),
        Column("kept", pa.bool_(), "is it article text?"),
        Column("reason", pa.string(), "why it was dropped", nullable=True),
        Column("text", pa.string(), "raw_text[start:end]"),
    ),
)

RELATED: dict[str, tuple[str, ...]] = {"ingested": ("raw_text", "status")}
MIN_ROWS = 1


def prepare(frame: "pd.DataFrame", related: rules.Related) -> rules.Prepared:
    """Add each passage's document, its neighbours in the text, and the share of text kept."""
    ingested = related["ingested"]
    frame = frame.sort_values(["doc_id", "start", "passage_id"]).reset_index(drop=True)
    texts = rules.look_up(frame["doc_id"], ingested["raw_text"])
    by_document = frame.groupby("doc_id")
    sizes = frame["end"] - frame["start"]
    status = rules.look_up(frame["doc_id"], ingested["status"])
    frame = frame.assign(
        slice=rules.slices(frame, texts),
        document_status=status,
        ok_document=frame["doc_id"].where(status == "ok"),
        expected_position=by_document.cumcount(),
        previous_end=by_document["end"].shift(fill_value=0),
        next_start=by_document["start"].shift(-1).fillna(texts.str.len()),
        kept_share=float(sizes[frame["kept"]].sum() / max(sizes.sum(), 1)),
    )
    frame = frame.assign(
        lost=[_visible(before) + _visible(after) for before, after in _gaps(frame, texts)]
    )
    return frame, {"ok_documents": int((ingested["status"] == "ok").sum())}


def _gaps(frame: "pd.DataFrame", texts: "pd.Series") -> Iterator[tuple[str | None, str | None]]:
    """What lies before a document's first passage, and behind each of its passages."""
    columns = (frame["previous_end"], frame["start"], frame["end"], frame["next_start"])
    for text, previous_end, start, end, next_start in zip(texts, *columns, strict=True):
        yield (
            rules.cut(text, 0, start) if previous_end == 0 else "",
            rules.cut(text, end, next_start),
        )


def _visible(text: str | None) -> int:
    """How many characters are neither blank nor control or format characters."""
    return sum(c.isprintable() and c != " " for c in text or "")


def expectations(gxe: Any) -> list[Any]:
    """The passages cover every document without overlap, and every dropped one has a reason."""
    return [
        *rules.key(gxe, "passage_id"),
        gxe.ExpectColumnValuesToNotBeNull(
            column="document_status", description="the document is known", meta={"show": ["doc_id"]}
        ),
        gxe.ExpectColumnUniqueValueCountToBeBetween(
            column="ok_document",
            min_value=rules.parameter("ok_documents"),
            max_value=rules.parameter("ok_documents"),
            description="every document that is ok has a passage",
        ),
        rules.ordered(gxe, "start", "end", "a passage has at least one character", strict=True),
        rules.verbatim(gxe),
        rules.ordered(gxe, "previous_end", "start", "passages do not overlap", "doc_id", "end"),
        rules.none_of(gxe, "lost", "no visible character lies between passages", "doc_id", "end"),
        rules.same(
            gxe, "position", "expected_position", "positions count 0, 1, … in text order", "doc_id"
        ),
        rules.one_of(gxe, "kind", KINDS),
        gxe.ExpectColumnValuesToBeInSet(
            column="kind",
            value_set=list(KEPT_KINDS),
            row_condition="kept == True",
            condition_parser="pandas",
            description="what is kept is article text",
        ),
        *rules.reasons(gxe, "reason", where="kept == False", otherwise="kept == True"),
        gxe.ExpectColumnMinToBeBetween(
            column="kept_share",
            min_value=rules.parameter("min_kept_share"),
            description="enough of the text is article text (share of characters)",
            meta={
                "remedy": "look at the dropped passages: if they are rightly dropped, "
                "lower gates.min_kept_share"
            },
        ),
    ]
