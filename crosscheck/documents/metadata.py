"""What a file, a record or a sidecar says about an article: outlet, address, time, title, story."""

import re
from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime, time
from email.utils import parsedate_to_datetime
from typing import Any, NamedTuple

from courlan import extract_domain

from crosscheck.documents.dates import find_dates

# The column names that are understood, by what they mean; the first one present counts.
ALIASES: Mapping[str, Sequence[str]] = {
    "text": ("text", "body", "content", "maintext", "article"),
    "story": ("story", "story_id", "event"),
    "outlet": ("outlet", "source", "publisher", "sitename"),
    "url": ("url", "link"),
    "published": ("published", "published_at", "publish_date", "date_publish", "date"),
    "title": ("title", "headline"),
}
_HOST = re.compile(r"(?:[a-z0-9-]+\.)+[a-z]{2,}", re.IGNORECASE)
_EPOCH = re.compile(r"\d{9,10}|\d{12,13}")


class Metadata(NamedTuple):
    """What is known about an article besides its text; `notes` tells what was not understood."""

    story: str | None = None
    outlet: str | None = None
    url: str | None = None
    published: datetime | None = None
    title: str | None = None
    notes: tuple[str, ...] = ()

    def over(self, other: "Metadata") -> "Metadata":
        """These values, with the gaps filled from another source."""
        return Metadata(
            story=self.story or other.story,
            outlet=self.outlet or other.outlet,
            url=self.url or other.url,
            published=self.published or other.published,
            title=self.title or other.title,
            notes=self.notes + other.notes,
        )


def pick(record: Mapping[str, Any], meaning: str, aliases: Mapping[str, Sequence[str]]) -> Any:
    """The value of the first column of a record that has the meaning, or None."""
    folded = {str(name).strip().casefold(): value for name, value in record.items()}
    values = (folded.get(name) for name in aliases.get(meaning, ()))
    return next((value for value in values if value not in (None, "")), None)


def metadata_of(
    record: Mapping[str, Any], *, aliases: Mapping[str, Sequence[str]] = ALIASES
) -> Metadata:
    """Read an article's metadata from a record.

    Args:
        record: Column name → value, of whatever type the container gave.
        aliases: Meaning → the column names that carry it, in order of preference.
    """
    stated = pick(record, "published", aliases)
    published = parse_time(stated)
    misread = stated is not None and published is None
    return Metadata(
        story=_line(pick(record, "story", aliases)),
        outlet=_line(pick(record, "outlet", aliases)),
        url=_line(pick(record, "url", aliases)),
        published=published,
        title=_line(pick(record, "title", aliases)),
        notes=(f"publication time {str(stated)[:40]!r} not understood",) if misread else (),
    )


def _line(value: Any) -> str | None:
    text = " ".join(str(value).split()) if value is not None else ""
    return text or None


def parse_time(value: Any) -> datetime | None:
    """A publication time as an aware UTC datetime in whole seconds, or None if not understood.

    Understands datetimes and dates, ISO 8601, RFC 2822, seconds or milliseconds since 1970, and a
    written-out date in English. A time without a zone counts as UTC.
    """
    if isinstance(value, datetime):
        return _utc(value)
    if isinstance(value, date):
        return _utc(datetime.combine(value, time()))
    text = str(value).strip() if value is not None else ""
    if _EPOCH.fullmatch(text):
        return datetime.fromtimestamp(int(text) // (1000 if len(text) > 10 else 1), tz=UTC)
    for parse in (datetime.fromisoformat, parsedate_to_datetime):
        try:
            return _utc(parse(text))
        except (ValueError, OverflowError):
            continue
    written = [found.date for found in find_dates(text) if found.precision == "day"]
    return parse_time(written[0]) if len(written) == 1 else None


def _utc(moment: datetime) -> datetime:
    aware = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
    return aware.astimezone(UTC).replace(microsecond=0)


def host_of(address: str | None) -> str | None:
    """The registered domain of an address or host name (`news.example.co.uk` → `example.co.uk`)."""
    if not address:
        return None
    url = address if "://" in address else f"http://{address}"
    return extract_domain(url) or None


def outlet_name(outlet: str) -> str:
    """An outlet as it is called; one that is given by a host name is its registered domain."""
    return (_HOST.fullmatch(outlet) and host_of(outlet)) or outlet
