"""Absolute dates in text, and the date that an article's relative times count from."""

import re
from collections.abc import Iterator
from datetime import date
from typing import Literal, NamedTuple

_MONTHS = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
]
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
