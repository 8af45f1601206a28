"""Untrusted text made fit for a page: marks, excerpts, visible controls, safe links.

Everything here works on characters; ranges are half-open. Escaping is the template's business.
"""

import re
import unicodedata
from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import NamedTuple
from urllib.parse import quote, urlsplit

# Controls, lone surrogates, noncharacters, and characters that reorder the text around them
# (Boucher and Anderson, "Trojan Source", 2021).
_UNSAFE = re.compile(
    r"[\x00-\x08\x0b\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]"
)
_UNSAFE_IN_URL = re.compile(r"[\x00-\x20\x7f-\x9f\ud800-\udfff\u202a-\u202e\u2066-\u2069]")
_QUOTES = '“”„‟"«»'
_MARGIN = 12  # how far an excerpt's edge may move to reach a space
_FRAGMENT_WORDS = 5


class Segment(NamedTuple):
    """A stretch of text and the labels of the spans that cover all of it, sorted."""

    text: str
    labels: tuple[str, ...]


def marked(
    text: str, spans: Iterable[tuple[int, int, str]], *, start: int = 0, end: int | None = None
) -> list[Segment]:
    """Cut `text[start:end]` wherever a span begins or ends.

    Args:
        text: The whole text that the offsets count in.
        spans: Start, end and label; spans may overlap, and what lies outside is ignored.
        start: First character of the part wanted.
        end: One past its last character; the end of the text by default.

    Returns:
        Segments whose texts join to `text[start:end]`; neighbours differ in their labels.
    """
    end = len(text) if end is None else min(end, len(text))
    start = max(start, 0)
    inside = [(max(s, start), min(e, end), label) for s, e, label in spans]
    inside = [span for span in inside if span[0] < span[1]]
    cuts = sorted({start, end} | {cut for s, e, _ in inside for cut in (s, e)})
    segments: list[Segment] = []
    for low, high in pairwise(cuts):
        labels = tuple(sorted({label for s, e, label in inside if s <= low and high <= e}))
        if segments and segments[-1].labels == labels:
            segments[-1] = Segment(segments[-1].text + text[low:high], labels)
        else:
            segments.append(Segment(text[low:high], labels))
    return segments


def excerpt(
    text: str, whole: tuple[int, int], focus: tuple[int, int], limit: int
) -> tuple[int, int]:
    """The part of `text[whole]`, at most about `limit` characters, that shows `focus`.

    A sentence that fits is shown whole; of a longer one, what lies around the focus, cut at spaces.
    """
    low, high = max(whole[0], 0), min(whole[1], len(text))
    if high - low <= limit:
        return low, high
    room = max(limit - (focus[1] - focus[0]), limit // 3)
    start = max(low, min(focus[0], high) - room // 2)
    end = min(high, start + limit)
    start = max(low, end - limit)
    if start > low and (space := text.rfind(" ", start - _MARGIN, start)) > low:
        start = space + 1
    if end < high and (space := text.find(" ", end, end + _MARGIN)) != -1:
        end = space
    return start, end


def shorten(text: str, limit: int) -> str:
    """White space collapsed, and a text longer than the limit cut with an ellipsis."""
    flat = " ".join(text.split())
    return flat if len(flat) <= limit else flat[: limit - 1].rstrip() + "…"


def unquoted(text: str) -> str:
    """Words without the quotation marks around them, unless there are marks within too."""
    bare = text.strip().strip(_QUOTES).strip()
    return text.strip() if any(mark in bare for mark in '“”"') else bare or text.strip()


def visible(text: str) -> str:
    """Control, reordering and unencodable characters written as their code points (⟨U+202E⟩)."""
    return _UNSAFE.sub(lambda match: f"⟨U+{ord(match[0]):04X}⟩", text)


def web_address(url: str | None) -> str | None:
    """The URL if it is an absolute http or https address, else None."""
    if not url or _UNSAFE_IN_URL.search(url.strip(" ")):
        return None
    try:
        parts = urlsplit(url.strip(" "))
    except ValueError:  # e.g. an unclosed bracket in the host
        return None
    return url.strip(" ") if parts.scheme in ("http", "https") and parts.netloc else None


def link_to_words(url: str, words: str) -> str:
    """An address that opens the page at some words (WICG, "URL Fragment Text Directives")."""
    tokens = words.split()
    ends: Sequence[Sequence[str]] = [tokens]
    if len(tokens) > 2 * _FRAGMENT_WORDS:
        ends = [tokens[:_FRAGMENT_WORDS], tokens[-_FRAGMENT_WORDS:]]
    target = ",".join(
        quote(" ".join(part), safe="", errors="replace").replace("-", "%2D") for part in ends
    )
    return url + ("" if "#" in url else "#") + ":~:text=" + target


def slugs(names: Iterable[str]) -> dict[str, str]:
    """A file name of lower-case ASCII letters, digits and hyphens per name, no two the same."""
    taken: set[str] = set()
    result = {}
    for name in sorted(set(names)):
        ascii_only = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode()
        base = re.sub(r"[^a-z0-9]+", "-", ascii_only.lower()).strip("-")[:60].strip("-") or "story"
        slug, n = base, 2
        while slug in taken:
            slug, n = f"{base}-{n}", n + 1
        taken.add(slug)
        result[name] = slug
    return result
