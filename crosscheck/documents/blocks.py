"""A text's blocks: lines, or the lines of one hard-wrapped paragraph."""

import re
from itertools import pairwise
from typing import NamedTuple

# A longer block is cut at a sentence's end: no later step has to hold more at once.
MAX_BLOCK = 10_000
_LINE = re.compile(r"[^\n\r\x0b\x0c\x85\u2028\u2029]+")
_SENTENCE_END = re.compile(r"[.!?…:;][\"'”’»)\]]*$")
_BREAK = re.compile(r"[.!?…][\"'”’»)\]]*\s+(?=[\"'“‘«(\[]?[A-Z0-9])")
# Lines of a wrapped text are at most this wide; wider lines are paragraphs of their own.
_WRAP_WIDTH = 120
_SHORTEST_WRAPPED = 40


class Block(NamedTuple):
    """A stretch of a text without surrounding white space: half-open character offsets."""

    start: int
    end: int


def find_blocks(text: str) -> list[Block]:
    """Cut a text into blocks, in order; only white space lies between them.

    A line is a block, unless it is part of a hard-wrapped paragraph: the next line follows without
    a blank one, and either its first word would not have fitted on this line (in a text most of
    whose lines are filled in this way) or the sentence goes on in lower case.
    """
    lines = [line for m in _LINE.finditer(text) if (line := _trim(text, *m.span())) is not None]
    width = _wrap_width(text, lines)
    joined: list[Block] = []
    previous: Block | None = None
    for line in lines:
        if previous is not None and _goes_on(text, previous, line, width):
            joined[-1] = Block(joined[-1].start, line.end)
        else:
            joined.append(line)
        previous = line
    return [part for block in joined for part in _cut(text, block)]


def _trim(text: str, start: int, end: int) -> Block | None:
    piece = text[start:end]
    left = len(piece) - len(piece.lstrip())
    stripped = piece.strip()
    return Block(start + left, start + left + len(stripped)) if stripped else None


def _wrap_width(text: str, lines: list[Block]) -> int | None:
    """The column at which a text is wrapped, or None if its lines are paragraphs."""
    lengths = sorted(end - start for start, end in lines)
    if len(lengths) < 4:
        return None
    width = lengths[int(0.95 * (len(lengths) - 1))]
    if not _SHORTEST_WRAPPED <= width <= _WRAP_WIDTH:
        return None
    followed = [pair for pair in pairwise(lines) if _adjacent(text, *pair)]
    filled = sum(_is_full(text, a, b, width) for a, b in followed)
    broken = sum(not _SENTENCE_END.search(text[a.start : a.end]) for a, _ in followed)
    enough = 0.5 * len(lines)
    return width if filled >= enough and broken >= 0.5 * len(followed) else None


def _adjacent(text: str, line: Block, following: Block) -> bool:
    return text[line.end : following.start].replace("\r\n", "\n").count("\n") == 1


def _is_full(text: str, line: Block, following: Block, width: int) -> bool:
    first_word = text[following.start : following.end].split(None, 1)[0]
    return line.end - line.start + 1 + len(first_word) > width


def _goes_on(text: str, line: Block, following: Block, width: int | None) -> bool:
    if not _adjacent(text, line, following):
        return False
    if width is not None and _is_full(text, line, following, width):
        return True
    length = line.end - line.start
    unfinished = not _SENTENCE_END.search(text[max(line.start, line.end - 8) : line.end])
    in_lower_case = text[following.start].islower()
    return _SHORTEST_WRAPPED <= length <= _WRAP_WIDTH and unfinished and in_lower_case


def _cut(text: str, block: Block) -> list[Block]:
    parts = []
    start = block.start
    while block.end - start > MAX_BLOCK:
        limit = start + MAX_BLOCK
        ends = [match.end() for match in _BREAK.finditer(text, start, limit)]
        cut = ends[-1] if ends else _last_space(text, start, limit)
        if (part := _trim(text, start, cut)) is not None:
            parts.append(part)
        start = cut
    if (part := _trim(text, start, block.end)) is not None:
        parts.append(part)
    return parts


def _last_space(text: str, start: int, limit: int) -> int:
    space = text.rfind(" ", start + 1, limit)
    return space + 1 if space > 0 else limit
