"""The rules that several tables share, and the joins they rest on.

A table's module declares, beside its columns, what must hold of its rows:

- `RELATED`: the tables it is checked against, each with the columns that are needed of it;
- `MIN_ROWS`: how few rows it may have;
- `prepare(frame, related)`: the frame with what was joined to it, and counts of the others;
- `expectations(gxe)`: Great Expectations' expectations over those columns. `gxe` is the module
  `great_expectations.expectations`, handed in because importing it takes seconds. A count, or a
  threshold of the user's, is named `{"$PARAMETER": name}` and bound when the gate runs.

`frame` has the table's rows in the order of its key; a related table is indexed by its key.
An expectation's `description` says what must hold; its `meta` may add `show`, the columns that
example rows show besides, and `remedy`, what to do.
"""

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import pandas as pd

Related = Mapping[str, "pd.DataFrame"]
Prepared = tuple["pd.DataFrame", dict[str, int]]

DOCUMENTS = ("story_id", "raw_text")
PASSAGES = ("doc_id", "start", "end", "kept")


def parameter(name: str) -> dict[str, str]:
    """A value that is bound when the gate runs."""
    return {"$PARAMETER": name}


def key(gxe: Any, column: str) -> list[Any]:
    """No two rows share the key, in whichever partitions they lie."""
    return [gxe.ExpectColumnValuesToBeUnique(column=column, description="every key stands once")]


def one_of(gxe: Any, column: str, values: Iterable[str]) -> Any:
    """The column has these values only."""
    return gxe.ExpectColumnValuesToBeInSet(
        column=column, value_set=list(values), description=f"{column} is one of the declared values"
    )


def holds(gxe: Any, column: str, description: str, *show: str) -> Any:
    """A column of answers that `prepare` computed is true throughout."""
    return gxe.ExpectColumnValuesToBeInSet(
        column=column, value_set=[True], description=description, meta={"show": list(show)}
    )


def same(gxe: Any, column: str, joined: str, description: str, *show: str) -> Any:
    """A column equals what `prepare` joined; where nothing was found it does not."""
    return gxe.ExpectColumnPairValuesToBeEqual(
        column_A=column, column_B=joined, description=description, meta={"show": list(show)}
    )


def ordered(
    gxe: Any, low: str, high: str, description: str, *show: str, strict: bool = False
) -> Any:
    """One column is at most (`strict`: less than) another, where both are known."""
    return gxe.ExpectColumnPairValuesAToBeGreaterThanB(
        column_A=high,
        column_B=low,
        or_equal=not strict,
        ignore_row_if="either_value_is_missing",
        description=description,
        meta={"show": list(show)},
    )


def reasons(gxe: Any, column: str, *, where: str, otherwise: str) -> list[Any]:
    """A reason is given where one is due, and nowhere else (conditions in pandas' language)."""
    return [
        gxe.ExpectColumnValuesToNotBeNull(
            column=column,
            row_condition=where,
            condition_parser="pandas",
            description=f"{column} is given where {where}",
        ),
        gxe.ExpectColumnValuesToBeNull(
            column=column,
            row_condition=otherwise,
            condition_parser="pandas",
            description=f"{column} is empty where {otherwise}",
        ),
    ]


def look_up(keys: "pd.Series", found: "pd.Series") -> "pd.Series":
    """What stands at each key; nothing where the key is unknown."""
    return found.reindex(keys).set_axis(keys.index)


def cut(text: Any, start: Any, end: Any) -> str | None:
    """`text[start:end]`, or None where the text or an offset is unknown."""
    if not isinstance(text, str) or start != start or end != end or start is None or end is None:
        return None
    return text[int(start) : int(end)]


def slices(
    frame: "pd.DataFrame", texts: "pd.Series", *, start: str = "start", end: str = "end"
) -> list[str | None]:
    """What stands between two offsets of each row's document."""
    return [cut(*row) for row in zip(texts, frame[start], frame[end], strict=True)]


def join_text(frame: "pd.DataFrame", related: Related) -> "pd.DataFrame":
    """Add what a row that stands for text is checked against: its document and its passage."""
    documents, passages = related["documents"], related["passages"]
    texts = look_up(frame["doc_id"], documents["raw_text"])
    return frame.assign(
        slice=slices(frame, texts),
        document_story=look_up(frame["doc_id"], documents["story_id"]),
        passage_doc=look_up(frame["passage_id"], passages["doc_id"]),
        passage_start=look_up(frame["passage_id"], passages["start"]),
        passage_end=look_up(frame["passage_id"], passages["end"]),
        passage_kept=look_up(frame["passage_id"], passages["kept"]),
    )


def verbatim(gxe: Any) -> Any:
    """The text is what stands at its place; that the document is known is another rule."""
    return gxe.ExpectColumnPairValuesToBeEqual(
        column_A="text",
        column_B="slice",
        ignore_row_if="either_value_is_missing",
        description="text is raw_text[start:end]",
        meta={"show": ["doc_id", "start", "end"]},
    )


def text_rows(gxe: Any, *, start: str = "start", end: str = "end") -> list[Any]:
    """What holds of every row that stands for text of a kept passage.

    Args:
        gxe: The module of expectations.
        start: The column whose place must not lie before the passage.
        end: The column whose place must not lie behind the passage.
    """
    return [
        ordered(gxe, "start", "end", "a span has at least one character", strict=True),
        verbatim(gxe),
        same(
            gxe, "story_id", "document_story", "the document is known, and of this story", "doc_id"
        ),
        same(
            gxe, "doc_id", "passage_doc", "the passage is known, and of this document", "passage_id"
        ),
        ordered(gxe, "passage_start", start, "it starts inside its passage", "passage_id"),
        ordered(gxe, end, "passage_end", "it ends inside its passage", "passage_id"),
        holds(gxe, "passage_kept", "its passage is kept", "passage_id"),
    ]


def refers(column: "pd.Series", own: "pd.Series", found: "pd.Series") -> "pd.Series":
    """Does each reference that is given lead to a row of the same story (or document)?

    Args:
        column: The references; null where none is given.
        own: The rows' own story.
        found: The story of every row that can be referred to, by key.
    """
    return column.isna() | (look_up(column, found) == own)


def strangers(lists: "pd.Series", own: "pd.Series", found: "pd.Series") -> list[int]:
    """How many references of each list lead to no row of the same story (or document)."""
    owners = found.to_dict()
    return [
        sum(owners.get(item) != owner for item in items)
        for items, owner in zip(lists, own, strict=True)
    ]


def none_of(gxe: Any, column: str, description: str, *show: str) -> Any:
    """A count of offences that `prepare` computed is zero."""
    return gxe.ExpectColumnValuesToBeBetween(
        column=column, max_value=0, description=description, meta={"show": list(show)}
    )
