"""The formats of input files: each reader turns a file into records, one per article.

A record that could not be read carries its problem instead of a text, so that nothing is lost.
"""

import csv
import gzip
import io
import json
import logging
import re
import sys
import zlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, BinaryIO

import pyarrow as pa
import pyarrow.parquet as pq
import trafilatura
from trafilatura.settings import Document
from warcio.archiveiterator import ArchiveIterator
from warcio.exceptions import ArchiveLoadFailed
from warcio.recordloader import ArcWarcRecord

from crosscheck.documents.decoding import Decoded, NotText, decode, decode_only, repair
from crosscheck.documents.metadata import ALIASES, Metadata, metadata_of, pick

# htmldate refuses dates after this one; a fixed day keeps the result from changing with the clock.
_DATE_OPTIONS = {"original_date": True, "extensive_search": False, "max_date": "2100-01-01"}
# Where pages state their publication time: Open Graph, schema.org as attributes and as JSON-LD.
_PUBLISHED = (
    "//meta[@property='article:published_time' or @itemprop='datePublished']/@content"
    " | //time[@itemprop='datePublished' or @pubdate]/@datetime"
)
_PUBLISHED_JSON = re.compile(r'"datePublished"\s*:\s*"([^"]+)"')
_HTML_TYPES = ("text/html", "application/xhtml+xml")
_BROKEN_ARCHIVE = (EOFError, zlib.error, gzip.BadGzipFile)

# trafilatura reports every page without text; here that is a row with a reason.
logging.getLogger("trafilatura").setLevel(logging.CRITICAL)
logging.getLogger("htmldate").setLevel(logging.CRITICAL)


_NO_METADATA = Metadata()


@dataclass(frozen=True, slots=True)
class Options:
    """How files are read.

    Attributes:
        max_bytes: The largest document, in bytes; in a container it holds for a record.
        aliases: Meaning → the column names that carry it.
    """

    max_bytes: int
    aliases: Mapping[str, Sequence[str]] = field(default_factory=lambda: ALIASES)


@dataclass(frozen=True, slots=True)
class Record:
    """One article as its container gave it.

    Attributes:
        number: Its place in the container, from 1; None for a file that is one article.
        text: The article's text; empty if there is a problem.
        metadata: What the container says about it.
        encoding: The encoding of the bytes, if there were bytes to decode.
        repairs: What was done to decode them.
        problem: Why there is no text, or None.
    """

    number: int | None = None
    text: str = ""
    metadata: Metadata = _NO_METADATA
    encoding: str | None = None
    repairs: tuple[str, ...] = ()
    problem: str | None = None


def read_text(path: Path, options: Options) -> Iterator[Record]:
    """A plain text file: one article, verbatim."""
    text, encoding, repairs = decode(path.read_bytes())
    yield Record(text=text, encoding=encoding, repairs=repairs)


def read_html(path: Path, options: Options) -> Iterator[Record]:
    """A web page: its article as trafilatura finds it, a line per paragraph."""
    yield html_record(path.read_bytes())


def html_record(data: bytes, *, number: int | None = None, url: str | None = None) -> Record:
    """The article of a web page, with the metadata that the page gives.

    Args:
        data: The page's bytes.
        number: The record's place in its container.
        url: The page's address, if the container knows it; else the page's own word counts.
    """
    page = decode(data, declared=_declared_encoding(data))
    found = trafilatura.bare_extraction(
        page.text,
        url=url,
        with_metadata=True,
        include_comments=False,
        include_tables=False,
        date_extraction_params=_DATE_OPTIONS,
    )
    record = Record(number, encoding=page.encoding, repairs=page.repairs)
    if not isinstance(found, Document) or not (found.text or "").strip():
        return replace(record, metadata=Metadata(url=url))
    stated = {
        "outlet": found.sitename if found.sitename != found.hostname else None,
        "url": url or found.url,
        "published": _moment(page.text, found.date) or found.date,
        "title": found.title,
    }
    return replace(record, text=found.text or "", metadata=metadata_of(stated))


def _moment(page: str, day: str | None) -> str | None:
    """The time of day with which a page says that it was published on a day; None if it does not.

    trafilatura gives the day alone; which of two reports is the later one often hangs on the hour.
    """
    tree = trafilatura.load_html(page)
    if tree is None or day is None:
        return None
    stated = [*tree.xpath(_PUBLISHED), *_PUBLISHED_JSON.findall(page)]
    return next((text for text in stated if text.startswith(f"{day}T")), None)


def _declared_encoding(data: bytes) -> str | None:
    head = data[:2048].decode("ascii", errors="ignore").lower()
    _, found, rest = head.partition("charset=")
    name = rest.lstrip("\"' ")[:24]
    return "".join(c for c in name[: _end_of_name(name)]) if found else None


def _end_of_name(text: str) -> int:
    return next((i for i, c in enumerate(text) if not (c.isalnum() or c in "-_:")), len(text))


def read_jsonl(path: Path, options: Options) -> Iterator[Record]:
    """A file of JSON objects, one article per line; `.gz` is unpacked."""
    with _open(path) as handle:
        for number, line in enumerate(_lines(handle, options.max_bytes), start=1):
            if line is None:
                yield Record(number, problem=_too_large(options.max_bytes))
            elif line.strip():
                yield _json_record(number, line, options)


def _open(path: Path) -> BinaryIO:
    return gzip.open(path, "rb") if path.name.lower().endswith(".gz") else path.open("rb")  # type: ignore[return-value]


def _lines(handle: BinaryIO, max_bytes: int) -> Iterator[bytes | None]:
    """The lines of a file; None for one that is too long, which is skipped without being held."""
    while line := handle.readline(max_bytes + 1):
        if len(line) <= max_bytes:
            yield line
            continue
        while line and not line.endswith(b"\n"):
            line = handle.readline(max_bytes + 1)
        yield None


def _json_record(number: int, line: bytes, options: Options) -> Record:
    try:
        decoded = decode_only(line)
        row = json.loads(decoded.text, strict=False)
    except NotText as problem:
        return Record(number, problem=str(problem))
    except (ValueError, RecursionError) as problem:
        return Record(number, problem=f"not a JSON object: {problem}")
    if not isinstance(row, dict):
        return Record(number, problem=f"not a JSON object but {type(row).__name__}")
    return _row_record(number, row, options, decoded)


def _row_record(
    number: int, row: Mapping[str, Any], options: Options, decoded: Decoded | None = None
) -> Record:
    text = pick(row, "text", options.aliases)
    if text is None and not _has_text_column(row, options):
        return Record(number, problem=no_text_column(list(row), options))
    text = str(text or "")
    if len(text) > options.max_bytes or len(text.encode(errors="replace")) > options.max_bytes:
        return Record(number, problem=_too_large(options.max_bytes))
    text, repairs = repair(text)
    return Record(
        number,
        text,
        metadata_of(row, aliases=options.aliases),
        decoded.encoding if decoded else None,
        (*(decoded.repairs if decoded else ()), *repairs),
    )


def _has_text_column(names: Mapping[str, Any] | Sequence[str], options: Options) -> bool:
    folded = {str(name).strip().casefold() for name in names}
    return any(name in folded for name in options.aliases["text"])


def no_text_column(names: Sequence[str], options: Options) -> str:
    """The reason of a container without a text column."""
    found = ", ".join(str(name)[:40] for name in names[:20]) or "none"
    return f"no text column (one of {', '.join(options.aliases['text'])}); columns found: {found}"


def read_csv(path: Path, options: Options) -> Iterator[Record]:
    """A table with a header, one article per row; the delimiter is comma, semicolon or tab."""
    decoded = decode_only(path.read_bytes())
    # A field may be as long as the file: max_bytes is checked per article, with a reason.
    csv.field_size_limit(min(sys.maxsize, 2**31 - 1))
    header = decoded.text.partition("\n")[0]
    delimiter = max(",;\t", key=header.count)
    rows = csv.reader(io.StringIO(decoded.text, newline=""), delimiter=delimiter)
    names = next(rows, [])
    if names and not _has_text_column(names, options):
        yield Record(encoding=decoded.encoding, problem=no_text_column(names, options))
        return
    for number, values in enumerate(rows, start=1):
        if any(values):
            yield _row_record(number, dict(zip(names, values, strict=False)), options, decoded)


def read_parquet(path: Path, options: Options) -> Iterator[Record]:
    """A Parquet file, one article per row."""
    file = pq.ParquetFile(path)
    names = file.schema_arrow.names
    if not _has_text_column(names, options):
        yield Record(problem=no_text_column(names, options))
        return
    known = {name for meaning in options.aliases.values() for name in meaning}
    columns = [name for name in names if name.strip().casefold() in known]
    number = 0
    for batch in file.iter_batches(batch_size=256, columns=columns):
        for row in batch.to_pylist():
            number += 1
            yield _row_record(number, row, options)


def read_warc(path: Path, options: Options) -> Iterator[Record]:
    """A web archive: the HTML pages among its responses."""
    found = False
    with path.open("rb") as handle:
        for number, entry in enumerate(ArchiveIterator(handle), start=1):
            if not _is_page(entry):
                continue
            found = True
            yield _warc_record(number, entry, options)
    if not found:
        yield Record(problem="no response record with an HTML page in the archive")


def _is_page(entry: ArcWarcRecord) -> bool:
    if entry.rec_type != "response" or entry.http_headers is None:
        return False
    kind = (entry.http_headers.get_header("Content-Type") or "").lower()
    return entry.http_headers.get_statuscode() == "200" and kind.startswith(_HTML_TYPES)


def _warc_record(number: int, entry: ArcWarcRecord, options: Options) -> Record:
    url = entry.rec_headers.get_header("WARC-Target-URI")
    data = entry.content_stream().read(options.max_bytes + 1)
    if len(data) > options.max_bytes:
        return Record(number, metadata=Metadata(url=url), problem=_too_large(options.max_bytes))
    try:
        return html_record(data, number=number, url=url)
    except NotText as problem:
        return Record(number, metadata=Metadata(url=url), problem=str(problem))


def _too_large(max_bytes: int) -> str:
    return f"larger than {max_bytes} bytes: split it, or raise the parameter max_bytes"


Reader = Callable[[Path, Options], Iterator[Record]]

# Extension → the name of the format, its reader, and whether a file is a single article.
FORMATS: Mapping[str, tuple[str, Reader, bool]] = {
    ".txt": ("txt", read_text, True),
    ".html": ("html", read_html, True),
    ".htm": ("html", read_html, True),
    ".jsonl": ("jsonl", read_jsonl, False),
    ".jsonl.gz": ("jsonl", read_jsonl, False),
    ".csv": ("csv", read_csv, False),
    ".parquet": ("parquet", read_parquet, False),
    ".warc": ("warc", read_warc, False),
    ".warc.gz": ("warc", read_warc, False),
}


def format_of(name: str) -> str | None:
    """The extension among `FORMATS` that a file name ends with, or None."""
    folded = name.casefold()
    matching = [extension for extension in FORMATS if folded.endswith(extension)]
    return max(matching, key=len, default=None)


def records(path: Path, options: Options) -> Iterator[Record]:
    """The records of one file, whatever its format; problems are records too.

    Raises:
        KeyError: If the extension is none of `FORMATS`.
    """
    _, reader, single = FORMATS[format_of(path.name) or ""]
    if single and path.stat().st_size > options.max_bytes:
        yield Record(problem=_too_large(options.max_bytes))
        return
    try:
        yield from reader(path, options)
    except NotText as problem:
        yield Record(problem=str(problem))
    except (*_BROKEN_ARCHIVE, ArchiveLoadFailed) as problem:
        yield Record(problem=f"broken archive: {problem}")
    except (pa.ArrowException, csv.Error, OSError) as problem:
        yield Record(problem=f"cannot be read: {problem}".splitlines()[0])


__all__ = ["FORMATS", "Options", "Record", "format_of", "html_record", "records"]
