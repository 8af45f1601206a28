"""Bytes to text: which encoding they are in, and what had to be repaired to read them."""

import codecs
import re
from collections import Counter
from typing import NamedTuple

import charset_normalizer
import ftfy
from ftfy.badness import is_bad

SAMPLE_BYTES = 200_000
# Above this share of control characters the bytes are no text; random bytes have about 0.11.
BINARY_SHARE = 0.01
# Up to this share of letters outside ASCII, a text in a one-byte encoding is in a Western language.
WESTERN_SHARE = 0.2

_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0e-\x1f\x7f]")
_CONTROL_BYTES = bytes(b for b in range(32) if b not in b"\t\n\x0b\x0c\r\x1b")
# Mojibake has runs of characters outside ASCII; `Ã`, `Â` and `â` may stand before a lost space.
_SUSPECT = re.compile(r"[^\x00-\x7f]{2}|[ÃÂâ]")
_SURROGATE = re.compile(r"[\ud800-\udfff]")


class NotText(ValueError):  # noqa: N818 (a finding about the input, not a fault)
    """The bytes are no text; the message says why."""


class Decoded(NamedTuple):
    """A decoded text, the encoding it was read with, and what was repaired."""

    text: str
    encoding: str
    repairs: tuple[str, ...]


def decode(data: bytes, *, declared: str | None = None) -> Decoded:
    """Decode bytes of unknown encoding.

    A byte order mark decides; then UTF-8 if the bytes are valid; then the declared encoding; then
    UTF-8 with replacement characters if all but a few sequences are valid; then Windows-1252 for
    mostly Western letters, else what charset-normalizer finds. Mojibake (UTF-8 read as a one-byte
    encoding and written again) is undone line by line with ftfy; control characters become spaces,
    one for one.

    Args:
        data: The bytes.
        declared: The encoding that a header or a meta element names.

    Raises:
        NotText: If too many bytes are control characters.
    """
    text, encoding, repairs = decode_only(data, declared=declared)
    text, more = repair(text)
    return Decoded(text, encoding, (*repairs, *more))


def decode_only(data: bytes, *, declared: str | None = None) -> Decoded:
    """As `decode`, but what the decoded text says is left as it is.

    Raises:
        NotText: If too many bytes are control characters.
    """
    for bom, name in _BOMS:
        if data.startswith(bom):
            return _with_replacement(data, name)
    if wide := _wide_encoding(data):
        return _with_replacement(data, wide)
    _refuse_binary(data)
    try:
        return Decoded(data.decode("utf-8"), "utf-8", ())
    except UnicodeDecodeError:
        return _decode_legacy(data, declared)


def _decode_legacy(data: bytes, declared: str | None) -> Decoded:
    if declared and (text := _strictly(data, declared)) is not None:
        return Decoded(text, codecs.lookup(declared).name, ())
    lenient = data.decode("utf-8", errors="replace")
    broken = lenient.count("�")
    sound = sum(ord(c) > 127 for c in lenient) - broken
    if broken <= 0.2 * sound:
        return _with_replacement(data, "utf-8")
    if _outside_ascii(data) <= WESTERN_SHARE:
        return _windows_1252(data)
    best = charset_normalizer.from_bytes(data[:SAMPLE_BYTES]).best()
    if best is None:
        return _windows_1252(data)
    return _with_replacement(data, best.encoding)


def _strictly(data: bytes, encoding: str) -> str | None:
    try:
        return data.decode(encoding)
    except (LookupError, UnicodeError):
        return None


def _with_replacement(data: bytes, encoding: str) -> Decoded:
    text = data.decode(encoding, errors="replace")
    broken = text.count("�")
    repairs = (f"{broken} undecodable sequence(s) replaced by U+FFFD",) if broken else ()
    return Decoded(text, encoding, repairs)


def _windows_1252(data: bytes) -> Decoded:
    return _with_replacement(data, "windows-1252")._replace(
        repairs=("not valid UTF-8: read as windows-1252",)
    )


def _wide_encoding(data: bytes) -> str | None:
    """UTF-16 without a byte order mark: every other byte of an English text is NUL."""
    sample = data[: SAMPLE_BYTES - SAMPLE_BYTES % 2]
    if len(sample) < 8:
        return None
    even, odd = sample[::2].count(0), sample[1::2].count(0)
    half = len(sample) / 2
    if odd > 0.7 * half and even < 0.1 * half:
        return "utf-16-le"
    if even > 0.7 * half and odd < 0.1 * half:
        return "utf-16-be"
    return None


def _refuse_binary(data: bytes) -> None:
    sample = data[:SAMPLE_BYTES]
    control = len(sample) - len(sample.translate(None, _CONTROL_BYTES))
    if control > max(2, BINARY_SHARE * len(sample)):
        raise NotText(f"binary data: {control} of the first {len(sample)} bytes are control codes")


def _outside_ascii(data: bytes) -> float:
    sample = data[:SAMPLE_BYTES]
    wide = sum(byte > 127 for byte in sample)
    letters = sum(chr(byte).isalpha() for byte in sample if byte < 128)
    return wide / max(1, wide + letters)


def repair(text: str) -> tuple[str, tuple[str, ...]]:
    """Undo mojibake and replace control characters; the second value says what was done."""
    repairs: Counter[str] = Counter()
    if _SUSPECT.search(text):
        lines = text.splitlines(keepends=True)
        mended = [
            ftfy.fix_encoding(line) if _SUSPECT.search(line) and is_bad(line) else line
            for line in lines
        ]
        repairs["mojibake undone in {} line(s)"] = sum(
            a != b for a, b in zip(lines, mended, strict=True)
        )
        text = "".join(mended)
    for pattern, by, what in (
        (_CONTROL, " ", "{} control character(s) replaced by spaces"),
        (_SURROGATE, "�", "{} lone surrogate(s) replaced by U+FFFD"),
    ):
        text, repairs[what] = pattern.subn(by, text)
    return text, tuple(what.format(n) for what, n in repairs.items() if n)
