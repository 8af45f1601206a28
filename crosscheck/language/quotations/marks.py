"""Quotation marks: which open, which close, which were forgotten, and which are apostrophes.

Marks are read together rather than one by one: of all ways to read the marks of an article, the one
with the fewest oddities is taken (a shortest path, as in Viterbi 1967). An oddity is a mark whose
shape or whose neighbours speak against its role, a mark that is ignored, or a quotation that is
never closed. So one slip of the writer costs one oddity and does not turn the rest inside out.
"""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple


class Stretch(NamedTuple):
    """Text between two marks; `text` is the position in the sequence of texts.

    Attributes:
        text: Which of the texts it lies in.
        start: The first character after the opening mark.
        end: The closing mark's place, or where the text ends that lacks one.
        continues: Does it go on with the stretch before it (the next paragraph of one speech)?
    """

    text: int
    start: int
    end: int
    continues: bool = False


class _Mark(NamedTuple):
    text: int
    start: int
    end: int
    opening: float  # cost of reading it as an opening mark
    closing: float
    stray: float
    first: bool  # nothing but space before it in its text
    anew: bool  # it can only open, and a sentence ends before it


_DOUBLE = re.compile(r"[“”„‟\"«»″＂]|``|''")
_SINGLE_OPEN = re.compile(r"(?<![\w\d.,!?;%)\]])['‘](?=[\w\[($£€…“\"#@])")
_SINGLE_CLOSE = re.compile(r"(?<=[\w.,!?…)\]%”\"-])['’](?!\w)")
# 'em, '90s, rock 'n' roll, and the genitive and the verbs that tokenised text sets apart
_APOSTROPHE = re.compile(
    r"['‘’](?:\d0s\b|(?:em|tis|twas|til|till|cause|cuz|bout|round|n|s|t|re|ll|ve|d|m)\b)", re.I
)
_SENTENCE_END = re.compile(r"(?<=[.!?])(?=\s+[\[\"“‘(]*[A-Z])")
_TERMINAL = frozenset(".!?…")
_OPENING_SHAPES = frozenset(["“", "„", "‟", "«", "``"])
_CLOSING_SHAPES = frozenset(["”", "»"])

_WRONG_SHAPE = 2.5
_WRONG_NEIGHBOUR = 2.0
_GLUED = 1.5
_STRAY = 4.0
_UNCLOSED = 3.5
_FORGOTTEN_CLOSE = 3.0
_NEXT_PARAGRAPH = 1.5  # paragraphs of one speech that a scraper has joined
_NESTED = 1.5
_NESTED_STRAIGHT = 4.5
_SILENT_PARAGRAPH = 4.0


def stretches(texts: Sequence[str]) -> list[Stretch]:
    """The quoted stretches of consecutive paragraphs, in text order, outermost only.

    A paragraph that reopens the quotation that the one before left open continues it, and so does
    a sentence that reopens it within a text: there a paragraph began.

    Args:
        texts: The paragraphs of one article.

    Returns:
        The text between the marks, without the space at its edges; empty ones are left out.
    """
    doubles = list(_double_stretches(texts))
    found: list[Stretch] = []
    for number, text in enumerate(texts):
        own = [s for s in doubles if s.text == number]
        singles = [
            Stretch(number, start, end)
            for start, end in _single_stretches(text)
            if all(s.end <= start or end <= s.start or start <= s.start < s.end <= end for s in own)
        ]
        found += singles + [s for s in own if not any(_within(s, single) for single in singles)]
    return [s for s in (_trimmed(texts, s) for s in sorted(found)) if s.start < s.end]


def _within(inner: Stretch, outer: Stretch) -> bool:
    return outer.start <= inner.start and inner.end <= outer.end


def _trimmed(texts: Sequence[str], stretch: Stretch) -> Stretch:
    text = texts[stretch.text][stretch.start : stretch.end]
    start = stretch.start + len(text) - len(text.lstrip())
    return stretch._replace(start=start, end=start + len(text.strip()))


def _double_marks(number: int, text: str) -> list[_Mark]:
    return [_priced(number, text, match) for match in _DOUBLE.finditer(text)]


def _priced(number: int, text: str, match: re.Match[str]) -> _Mark:
    shape = match.group()
    before = text[: match.start()].rstrip("'‘’\"“”")[-1:] or " "
    after = text[match.end() :].lstrip("'‘’\"“”")[:1] or " "
    opening = _WRONG_SHAPE * (shape in _CLOSING_SHAPES) + (after.isspace() and 1.0)
    if not (before.isspace() or before in "([{—–-/…:="):
        opening += _WRONG_NEIGHBOUR
    closing = _WRONG_SHAPE * (shape in _OPENING_SHAPES) + _WRONG_NEIGHBOUR * before.isspace()
    if after.isalnum():
        closing += _GLUED
    inches = shape in '"″' and before.isdigit() and not after.isalpha()
    first = not text[: match.start()].strip("'‘[( \t\n\xa0")
    anew = opening == 0 < closing and text[: match.start()].rstrip()[-1:] in _TERMINAL
    stray = 0.5 if inches else _STRAY
    return _Mark(number, match.start(), match.end(), opening, closing, stray, first, anew)


class _Path(NamedTuple):
    cost: float
    depth: int  # 0 outside, 1 inside a quotation, 2 inside one within one, -1 carried over a break
    start: int  # where the open stretch starts
    continues: bool
    done: tuple[Stretch, ...]


def _double_stretches(texts: Sequence[str]) -> Iterator[Stretch]:
    paths = [_Path(0.0, 0, 0, False, ())]
    for number, text in enumerate(texts):
        for mark in _double_marks(number, text):
            paths = _cheapest(step for path in paths for step in _steps(path, mark))
        paths = _cheapest(step for path in paths for step in _break(path, number, text))
    best = min(paths, key=lambda path: (path.cost + _UNCLOSED * (path.depth == -1), path.depth))
    yield from best.done


def _cheapest(paths: Iterator[_Path]) -> list[_Path]:
    best: dict[tuple[int, bool], _Path] = {}
    for path in paths:
        key = (path.depth, path.continues)
        if key not in best or path.cost < best[key].cost:
            best[key] = path
    return list(best.values())


def _steps(path: _Path, mark: _Mark) -> Iterator[_Path]:
    """Every way to read one mark."""
    cost, depth, start, continues, done = path
    closed = (*done, Stretch(mark.text, start, mark.start, continues))
    yield path._replace(cost=cost + mark.stray)
    if depth == 0:
        yield _Path(cost + mark.opening, 1, mark.end, False, done)
    elif depth == 1:
        yield _Path(cost + mark.closing, 0, 0, False, closed)
        again = _NEXT_PARAGRAPH if mark.anew else _FORGOTTEN_CLOSE
        yield _Path(cost + mark.opening + again, 1, mark.end, mark.anew, closed)
        straight = mark.opening == mark.closing == 0 or mark.stray < _STRAY
        nested = _NESTED_STRAIGHT if straight else _NESTED
        yield path._replace(cost=cost + mark.opening + nested, depth=2)
    elif depth == 2:
        yield path._replace(cost=cost + mark.closing, depth=1)
    elif mark.first:
        yield _Path(cost + mark.opening, 1, mark.end, True, done)
    else:
        silent = path._replace(cost=cost + _SILENT_PARAGRAPH, depth=1, start=0, continues=True)
        yield from (step for step in _steps(silent, mark) if step.depth == 0)


def _break(path: _Path, number: int, text: str) -> Iterator[_Path]:
    """The end of a paragraph: what is open is dropped or carried on."""
    cost, depth, start, continues, done = path
    if depth == 0:
        yield path
    elif depth == -1:
        if path.start:  # carried past a whole paragraph without marks
            yield path._replace(depth=0, start=0, cost=cost + _UNCLOSED)
    else:
        whole = Stretch(number, start, len(text), continues)
        cut = _SENTENCE_END.search(text, start)
        at_start = (
            not text[:start].strip("\"“‘'„«` \t\n\xa0") or text[:start].rstrip(' "“')[-1:] in ".:,"
        )
        ended = whole if at_start or cut is None else whole._replace(end=cut.start())
        nested = _UNCLOSED * (depth - 1)
        yield _Path(cost + nested + _UNCLOSED, 0, 0, False, (*done, ended))
        yield _Path(cost + nested, -1, 1, False, (*done, whole))


def _single_stretches(text: str) -> Iterator[tuple[int, int]]:
    """Pairs of single marks, apostrophes told apart."""
    apostrophes = {match.start() for match in _APOSTROPHE.finditer(text)}
    closers = [match.start() for match in _SINGLE_CLOSE.finditer(text)]
    past = 0
    openers = [m.end() for m in _SINGLE_OPEN.finditer(text) if m.start() not in apostrophes]
    for number, start in enumerate(openers):
        if start < past:
            continue
        limit = next((o for o in openers[number + 1 :] if o > start), len(text) + 1)
        candidates = [c for c in closers if start < c]
        firm = [c for c in candidates if not _maybe_apostrophe(text, c)]
        end = next((c for c in firm if c < limit), None)
        if end is None:
            end = next((c for c in candidates if c < limit), firm[0] if firm else None)
        if end is not None:
            yield start, end
            past = end


def _maybe_apostrophe(text: str, place: int) -> bool:
    """Could this be the genitive of a plural (the judges' verdict) or a clipped -ing?"""
    before, after = text[max(0, place - 2) : place], text[place + 1 : place + 3]
    return (before[-1:] == "s" or before == "in") and re.match(r"\s\w", after) is not None
