"""A folder of articles → rows of the table `ingested`: every file is a row, whatever it holds."""

import hashlib
import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any

from py3langid.langid import MODEL_FILE, LanguageIdentifier

from crosscheck.documents.formats import FORMATS, Options, Record, format_of, records
from crosscheck.documents.metadata import ALIASES, Metadata, host_of, metadata_of, outlet_name
from crosscheck.documents.words import function_words, words
from crosscheck.errors import CrosscheckError

MAX_BYTES = 2_000_000
LANGUAGE_SAMPLE = 2_000
# Letters below which a text is too short to tell its language.
LANGUAGE_LETTERS = 60
LANGUAGE_CONFIDENCE = 0.9
# Running English has a share of about 0.45 of function words, other languages below 0.1.
ENGLISH_FUNCTION_WORDS = 0.2

_HASHED_STEM = re.compile(r"(.+?)[_-][0-9a-f]{8,}")


class InputError(CrosscheckError):
    """The input folder cannot be read at all; the message names it and the remedy."""


def list_inputs(root: Path) -> list[str]:
    """The files that count as input, as paths relative to the folder, sorted.

    Hidden files and the sidecars of other files are none.

    Raises:
        InputError: If the folder does not exist or holds no file.
    """
    if not root.is_dir():
        raise InputError(f"{root}: no such folder; put the articles there, or set ingest.raw")
    paths = sorted(path.relative_to(root) for path in root.rglob("*") if path.is_file())
    visible = [path for path in paths if not any(part.startswith(".") for part in path.parts)]
    sidecars = {name for path in visible for name in _sidecars(path)}
    names = sorted(path.as_posix() for path in visible if path.as_posix() not in sidecars)
    if not names:
        formats = ", ".join(FORMATS)
        raise InputError(
            f"{root}: no articles there; put files in it ({formats}), or set ingest.raw"
        )
    return names


def _sidecars(path: Path) -> list[str]:
    """The names that a file's sidecar may have: `a.json` and `a.txt.json` for `a.txt`."""
    if path.suffix == ".json":
        return []
    extension = format_of(path.name) or path.suffix
    stem = path.name[: len(path.name) - len(extension)]
    return [path.with_name(f"{name}.json").as_posix() for name in (path.name, stem)]


def read_folder(
    root: Path, *, max_bytes: int = MAX_BYTES, aliases: Mapping[str, Sequence[str]] = ALIASES
) -> Iterator[dict[str, Any]]:
    """Read a folder of articles: rows of the table `ingested`, sorted by path.

    Raises:
        InputError: If the folder does not exist or holds no file.
    """
    names = list_inputs(root)
    rows = [
        row for name in names for row in read_file(name, root, max_bytes=max_bytes, aliases=aliases)
    ]
    yield from mark_duplicates(rows)


def read_file(
    name: str,
    root: Path,
    *,
    max_bytes: int = MAX_BYTES,
    aliases: Mapping[str, Sequence[str]] = ALIASES,
) -> list[dict[str, Any]]:
    """Read one input file: a row of the table `ingested` for every article in it.

    A file without any article is one row with the reason as `status_reason`.

    Args:
        name: The file's path relative to the folder, with `/`.
        root: The folder.
        max_bytes: The largest article; larger ones become rows with the status `unreadable`.
        aliases: Meaning → the column names that carry it in containers and sidecars.
    """
    path = root / name
    beside = _read_sidecar(path, aliases)
    extension = format_of(name)
    if extension is None:
        known = ", ".join(FORMATS)
        return [_row(name, "unknown", Record(problem=f"unknown format; read are {known}"), beside)]
    options = Options(max_bytes, aliases)
    found = [_row(name, FORMATS[extension][0], record, beside) for record in records(path, options)]
    return found or [_row(name, FORMATS[extension][0], Record(), beside)]


def _read_sidecar(path: Path, aliases: Mapping[str, Sequence[str]]) -> Metadata:
    merged = Metadata()
    for sidecar in sorted(path.with_name(Path(n).name) for n in _sidecars(Path(path.name))):
        if sidecar.is_file():
            merged = merged.over(_parse_sidecar(sidecar, aliases))
    return merged


def _parse_sidecar(sidecar: Path, aliases: Mapping[str, Sequence[str]]) -> Metadata:
    try:
        stated = json.loads(sidecar.read_text(encoding="utf-8-sig"))
    except (ValueError, OSError) as problem:
        return Metadata(notes=(f"{sidecar.name} ignored: {problem}",))
    if not isinstance(stated, dict):
        return Metadata(notes=(f"{sidecar.name} ignored: not a JSON object",))
    return metadata_of(stated, aliases=aliases)


def _row(name: str, kind: str, record: Record, beside: Metadata) -> dict[str, Any]:
    path = name if record.number is None else f"{name}#{record.number}"
    known = beside.over(record.metadata)
    language = language_of(record.text)
    status, reason = _status(record, language)
    return {
        "doc_id": doc_id(path, record.text),
        "folder_story": known.story or _folder_story(name),
        "path": path,
        "outlet": _outlet(name, known),
        "url": known.url,
        "published": known.published,
        "title": known.title,
        "raw_text": record.text,
        "format": kind,
        "encoding": record.encoding,
        "repairs": [*record.repairs, *known.notes],
        "language": language,
        "status": status,
        "status_reason": reason,
    }


def doc_id(path: str, text: str) -> str:
    """A document's key: a hash of its path and its text, 16 hexadecimal digits."""
    digest = hashlib.blake2b(digest_size=8)
    for part in (path, text):
        digest.update(part.encode("utf-8", errors="replace") + b"\0")
    return digest.hexdigest()


def _status(record: Record, language: str) -> tuple[str, str | None]:
    if record.problem is not None:
        return "unreadable", record.problem
    if not record.text.strip():
        return "empty", "no text in it"
    if language not in ("en", "und"):
        return "set_aside", f"language {language}: only English is compared"
    return "ok", None


def _folder_story(name: str) -> str | None:
    first, slash, _ = name.partition("/")
    return first if slash else None


def _outlet(name: str, known: Metadata) -> str:
    if known.outlet:
        return outlet_name(known.outlet)
    if host := host_of(known.url):
        return host
    *folders, file = name.split("/")
    if len(folders) > 1:
        return folders[-1]
    stem = file[: len(file) - len(format_of(file) or Path(file).suffix)]
    hashed = _HASHED_STEM.fullmatch(stem)
    return hashed.group(1) if hashed else stem


@cache
def _identifier() -> LanguageIdentifier:
    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)


def language_of(text: str) -> str:
    """The ISO 639-1 code of a text's language; `und` if it is too short or too mixed to tell.

    The middle of the text decides, where menus and footers are rare. A text with the function words
    of running English is English even if its names and fragments look otherwise.
    """
    middle = max(0, (len(text) - LANGUAGE_SAMPLE) // 2)
    sample = text[middle : middle + LANGUAGE_SAMPLE]
    if sum(c.isalpha() for c in sample) < LANGUAGE_LETTERS:
        return "und"
    language, confidence = _identifier().classify(sample)
    spoken = words(sample)
    if sum(w in function_words() for w in spoken) > ENGLISH_FUNCTION_WORDS * len(spoken):
        return "en"
    return str(language) if confidence >= LANGUAGE_CONFIDENCE else "und"


def mark_duplicates(rows: Iterable[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """Give the status `duplicate` to rows whose text an earlier path of the same story has.

    Returns:
        All rows, sorted by path; the reason of a duplicate names the path that stays.
    """
    first: dict[tuple[str | None, str], str] = {}
    marked = []
    for row in sorted(rows, key=_by_path):
        copy = dict(row)
        if copy["status"] == "ok":
            text = " ".join(copy["raw_text"].split())
            earlier = first.setdefault((copy["folder_story"], text), copy["path"])
            if earlier != copy["path"]:
                copy.update(status="duplicate", status_reason=f"same text as {earlier}")
        marked.append(copy)
    return marked


def _by_path(row: Mapping[str, Any]) -> tuple[str, int]:
    name, _, number = row["path"].rpartition("#")
    return (name, int(number)) if number.isdigit() and name else (row["path"], 0)
