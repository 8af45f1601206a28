"""Absolute dates in text, and the date that an article's relative times count from."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Any, Literal, NamedTuple

from crosscheck.datelines import after_dateline

_MONTHS = (
    *("january", "february", "march", "april", "may", "june"),
    *("july", "august", "september", "october", "november", "december"),
)
_MONTH_NUMBER = {name[:3]: number for number, name in enumerate(_MONTHS, start=1)}
_MONTH = r"(?P<month>" + "|".join(f"{m[:3]}(?:{m[3:]})?" for m in _MONTHS) + r"|sept)\b\.?"
_DAY = r"(?P<day>[0-3]?\d)(?:st|nd|rd|th)?"
_YEAR = r"(?P<year>(?:19|20)\d\d)"
_PATTERNS = tuple(
    (re.compile(rf"(?<![\w/-]){pattern}(?![\w/-]|\.\d)", re.IGNORECASE), precision)
    for pattern, precision in (
        (rf"{_MONTH}\s+{_DAY}\s*,?\s+{_YEAR}", "day"),
        (rf"{_DAY}\s+(?:of\s+)?{_MONTH},?\s+{_YEAR}", "day"),
        (rf"{_YEAR}-(?P<month>\d\d)-{_DAY}", "day"),
        (rf"{_MONTH}\s+(?:of\s+)?{_YEAR}", "month"),
    )
)
_IN_ADDRESS = re.compile(r"/(?P<year>20\d\d)/(?P<month>\d\d?)/(?P<day>\d\d?)(?=/|$)")
_WEEKDAY = r"(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?"
# A weekday with its date.
_OF_THE_DAY = re.compile(rf"\b{_WEEKDAY}\b\.?,?[^.;]{{4,24}}\d{{4}}\b", re.IGNORECASE)


class FoundDate(NamedTuple):
    """A date with a year, as written: its characters, the (first) day it names, its precision."""

    start: int
    end: int
    date: date
    precision: Literal["day", "month"]


class Reference(NamedTuple):
    """The date that relative times count from, and what it rests on."""

    date: date | None
    source: Literal["metadata", "text", "story", "none"]


def find_dates(text: str) -> Iterator[FoundDate]:
    """Find dates that name their year, in text order; `March 2024` counts from its first day."""
    found: list[FoundDate] = []
    for pattern, precision in _PATTERNS:
        for match in pattern.finditer(text):
            taken = any(match.start() < f.end and f.start < match.end() for f in found)
            if not taken and (day := _to_date(match)) is not None:
                found.append(FoundDate(match.start(), match.end(), day, precision))  # type: ignore[arg-type]
    yield from sorted(found)


def _to_date(match: re.Match[str]) -> date | None:
    parts = match.groupdict()
    month = parts["month"]
    number = int(month) if month.isdigit() else _MONTH_NUMBER[month[:3].lower()]
    try:
        return date(int(parts["year"]), number, int(parts.get("day") or 1))
    except ValueError:
        return None


def reference_date(row: Mapping[str, Any], passages: Iterable[Mapping[str, Any]]) -> Reference:
    """The date that a document's relative times count from, as far as the document tells.

    The publication time decides, or the date in the address. Otherwise the text does, with the
    latest full date of the first of these that has one: captions, which are written for the day;
    date lines in front of the text; a dateline ("ORLOW, 3 May 2021 –") or a date with its weekday
    ("on Monday, 3 May 2021"). Other dates in the text may be any day of the past and do not count.

    Args:
        row: A row of the table `ingested`.
        passages: The document's rows of the table `passages`.
    """
    if row["published"] is not None:
        return Reference(row["published"].date(), "metadata")
    if (day := _date_in_address(row["url"])) is not None:
        return Reference(day, "metadata")
    listed = sorted(passages, key=lambda passage: passage["start"])
    texts = [passage for passage in listed if passage["kind"] in ("paragraph", "subheading")]
    begins = texts[0]["start"] if texts else 0
    for days in (
        _days(p["text"] for p in listed if p["kind"] == "caption"),
        _days(p["text"] for p in listed if p["kind"] == "boilerplate" and p["start"] < begins),
        _days(part for p in texts for part in _of_the_day(p["text"])),
    ):
        if days:
            return Reference(max(days), "text")
    return Reference(None, "none")


def _of_the_day(text: str) -> Iterator[str]:
    yield text[: after_dateline(text)]
    yield from (match.group() for match in _OF_THE_DAY.finditer(text))


def _days(texts: Iterable[str]) -> list[date]:
    return [found.date for text in texts for found in find_dates(text) if found.precision == "day"]


def _date_in_address(url: str | None) -> date | None:
    match = _IN_ADDRESS.search(url or "")
    return _to_date(match) if match else None


def reference_dates(
    rows: Iterable[Mapping[str, Any]],
    passages: Iterable[Mapping[str, Any]],
    stories: Mapping[str, str],
) -> dict[str, Reference]:
    """The reference date of every document.

    A document that does not tell its own takes its story's: the middle one (the earlier of two) of
    the publication dates in the story, or if there are none, of the dates found in its texts.

    Args:
        rows: Rows of the table `ingested`.
        passages: Rows of the table `passages`.
        stories: doc_id → story_id.
    """
    by_document: dict[str, list[Mapping[str, Any]]] = defaultdict(list)
    for passage in passages:
        by_document[passage["doc_id"]].append(passage)
    own = {row["doc_id"]: reference_date(row, by_document[row["doc_id"]]) for row in rows}
    known: dict[tuple[str, str], list[date]] = defaultdict(list)
    for doc_id, (day, source) in own.items():
        if day is not None:
            known[stories[doc_id], source].append(day)
    return {
        doc_id: reference if reference.date else _of_story(stories[doc_id], known)
        for doc_id, reference in own.items()
    }


def _of_story(story_id: str, known: Mapping[tuple[str, str], list[date]]) -> Reference:
    for source in ("metadata", "text"):
        if days := known.get((story_id, source)):
            return Reference(sorted(days)[(len(days) - 1) // 2], "story")
    return Reference(None, "none")
