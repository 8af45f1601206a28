"""Rows by their keys, and a claim as a reader checks it: who wrote what, where."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any, NamedTuple

from crosscheck.report.text import (
    Segment,
    excerpt,
    link_to_words,
    marked,
    shorten,
    unquoted,
    web_address,
)

Row = Mapping[str, Any]
Tables = Mapping[str, Sequence[Row]]

SENTENCE_LIMIT = 480  # characters of a sentence that are shown
_WORDS_LIMIT = 90


class Spot(NamedTuple):
    """Characters of a document: the differing words of a claim, or (not exact) all of the claim."""

    doc_id: str
    claim_id: str
    start: int
    end: int
    exact: bool


class Moment(NamedTuple):
    """A publication time for people and for machines."""

    text: str
    iso: str


@dataclass(frozen=True, slots=True)
class Evidence:
    """A claim in its sentence, and where to find it.

    Attributes:
        outlet: Who published it.
        published: When, if known.
        path: The file it was read from.
        place: The block of the document, e.g. "paragraph 4".
        start, end: The claim's characters in raw_text.
        url: The article's http(s) address, opening at the sentence.
        cited: The words that name who asserts it, if that is not the outlet.
        before, after: Is the sentence longer than what is shown?
        segments: The sentence; labels are "claim", "differs" and "also".
    """

    outlet: str
    published: Moment | None
    path: str
    place: str
    start: int
    end: int
    url: str | None
    cited: str | None
    before: bool
    after: bool
    segments: tuple[Segment, ...]


def moment(value: Any) -> Moment | None:
    """A date or time as a reader sees it; times are given in UTC."""
    if isinstance(value, datetime):
        utc = value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)
        return Moment(f"{utc.day} {utc:%B %Y, %H:%M} UTC", utc.strftime("%Y-%m-%dT%H:%M:%SZ"))
    if isinstance(value, date):
        return Moment(f"{value.day} {value:%B %Y}", value.isoformat())
    return Moment(str(value), str(value)) if value else None


def group_by(rows: Iterable[Row], column: str) -> dict[str, list[Row]]:
    """Rows by the value of a column, in their order."""
    groups: dict[str, list[Row]] = defaultdict(list)
    for row in rows:
        groups[row[column]].append(row)
    return dict(groups)


class Sources:
    """The documents, passages and claims of a run, by their keys."""

    def __init__(self, tables: Tables) -> None:
        self.documents = {row["doc_id"]: row for row in tables.get("documents", ())}
        self.claims = {row["claim_id"]: row for row in tables.get("claims", ())}
        self.passages = group_by(tables.get("passages", ()), "doc_id")
        self._places = {
            passage_id: place
            for rows in self.passages.values()
            for passage_id, place in _places(rows).items()
        }

    def outlet(self, doc_id: str) -> str:
        """The outlet of a document."""
        return self.documents[doc_id]["outlet"]

    def words(self, spot: Spot) -> str:
        """The words of a spot, on one line, not too long to name it by, unquoted."""
        raw = self.documents[spot.doc_id]["raw_text"]
        return shorten(unquoted(raw[spot.start : spot.end]), _WORDS_LIMIT)

    def order(self, doc_id: str) -> tuple[str, str, str]:
        """Documents by publication time (unknown last), outlet and path."""
        row = self.documents[doc_id]
        when = moment(row.get("published"))
        return (when.iso if when else "~", row["outlet"], row["path"])

    def position(self, claim_id: str) -> tuple[tuple[str, str, str], bool, int, int]:
        """Claims in the order of their documents and of the text, titles last."""
        row = self.claims[claim_id]
        return self.order(row["doc_id"]), row.get("kind") == "title", row["start"], row["end"]

    def evidence(
        self, claim_id: str, *, differs: Iterable[Spot] = (), also: Iterable[Spot] = ()
    ) -> Evidence:
        """A claim in its sentence with the differing words labelled.

        Args:
            claim_id: The claim.
            differs: The spots of the disagreement that is shown.
            also: Spots of other disagreements of the same claim.
        """
        claim = self.claims[claim_id]
        document = self.documents[claim["doc_id"]]
        raw, span = document["raw_text"], (claim["start"], claim["end"])
        exact = [(s.start, s.end, "differs") for s in differs if s.exact]
        others = [(s.start, s.end, "also") for s in also if s.exact]
        spans = [*exact, *_outside(others, exact), (*span, "claim")]
        sentence = (
            min([claim.get("sentence_start", span[0]), *(s for s, _, _ in exact)]),
            max([claim.get("sentence_end", span[1]), *(e for _, e, _ in exact)]),
        )
        focus = (min(s for s, _, _ in exact), max(e for _, e, _ in exact)) if exact else span
        start, end = excerpt(raw, sentence, focus, SENTENCE_LIMIT)
        address = web_address(document.get("url"))
        return Evidence(
            outlet=document["outlet"],
            published=moment(document.get("published")),
            path=document["path"],
            place=self._places.get(claim.get("passage_id", ""), ""),
            start=span[0],
            end=span[1],
            url=link_to_words(address, raw[start:end]) if address else None,
            cited=claim.get("source_text"),
            before=start > sentence[0],
            after=end < sentence[1],
            segments=tuple(marked(raw, spans, start=start, end=end)),
        )


def _outside(
    spans: Iterable[tuple[int, int, str]], others: Iterable[tuple[int, int, str]]
) -> list[tuple[int, int, str]]:
    """What of some spans lies outside all others."""
    rest = list(spans)
    for low, high, _ in others:
        rest = [
            (s, e, label)
            for start, end, label in rest
            for s, e in ((start, min(end, low)), (max(start, high), end))
            if s < e
        ]
    return rest


def _places(passages: Sequence[Row]) -> dict[str, str]:
    """ "paragraph 3" for the third kept paragraph of a document; other kinds by their name."""
    places, n = {}, 0
    for row in sorted(passages, key=lambda row: row["position"]):
        if row["kind"] == "paragraph" and row["kept"]:
            n += 1
            places[row["passage_id"]] = f"paragraph {n}"
        else:
            places[row["passage_id"]] = row["kind"]
    return places
