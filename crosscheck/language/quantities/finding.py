"""Quantities: numbers with their unit, their bounds, and what they count.

After CQE (Almasian et al. 2023): a number, the unit or noun that follows it (see `measured`,
`counted`), the words before it that make it approximate or a bound ("nearly", "at least", "up to";
see `bounds`), and ranges that share a unit ("5 to 7 per cent"; see `ranges`). Numbers that count
nothing are left out (see `nominal`); units that are said once for two numbers are shared out
(see `elided`).
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator

from spacy.tokens import Doc

from crosscheck.language.numerals import Numeral, numerals
from crosscheck.language.quantities.elided import completed
from crosscheck.language.quantities.measured import Part, measured
from crosscheck.language.quantities.nominal import counts_something, taken_spans
from crosscheck.language.quantities.quantity import Found, Quantity, quantity_of
from crosscheck.language.quantities.ranges import paired

# How far "about" reaches to either side; "nearly" reaches down only.
APPROXIMATION = 0.1


def quantities(
    doc: Doc, *, durations: bool = False, approximation: float = APPROXIMATION
) -> Iterator[Quantity]:
    """The quantities of a text, in text order; their spans do not overlap.

    Args:
        doc: A Doc; with tags and dependencies what is counted is surer, names ("Boeing 737") too.
        durations: Whether numbers with a unit of time ("three days") count; `times` has them too.
        approximation: How far, as a share of the value, "about" reaches to either side.
    """
    text = doc.text
    numbers = list(numerals(text))
    if not numbers:
        return
    taken = taken_spans(doc, durations)
    parts = [
        measured(doc, numeral, durations) for numeral in numbers if not _inside(numeral, taken)
    ]
    parts = [part for part in _trim(parts) if part.unit or counts_something(doc, part)]
    found: list[Found] = []
    position = 0
    while position < len(parts):
        part = parts[position]
        if found and _named_inside(text, found[-1].quantity, part):
            position += 1
            continue
        following = parts[position + 1] if position + 1 < len(parts) else None
        pair = paired(text, part, following) if following else None
        position += 2 if pair else 1
        found.append(Found(part, pair, quantity_of(doc, part, pair, durations, approximation)))
    yield from (each.quantity for each in completed(text, found) if each.quantity)


def _inside(numeral: Numeral, spans: list[tuple[int, int]]) -> bool:
    index = bisect_right(spans, (numeral.start, 1 << 60)) - 1
    after = bisect_left(spans, (numeral.start, -1))
    return any(
        spans[i][0] < numeral.end and numeral.start < spans[i][1]
        for i in (index, after)
        if 0 <= i < len(spans)
    )


def _trim(parts: list[Part]) -> list[Part]:
    """Drop parts that begin inside the one before ("US$ 5" after a glued code)."""
    kept: list[Part] = []
    for part in parts:
        if not kept or part.start >= kept[-1].end:
            kept.append(part)
    return kept


def _named_inside(text: str, before: Quantity | None, part: Part) -> bool:
    """Whether a bare number belongs to a name in the phrase that the number before it counts ("nine
    new 650 Swift coaches"); "nine 4-bed wards" has two counts.
    """
    if before is None or before.kind != "count" or part.kind != "count":
        return False
    if before.counted_start is None or before.counted_end is None:
        return False
    inside = before.counted_start < part.start < before.counted_end
    own = text[before.end_char :].split()[:1] == ["of"] or text.startswith("-", part.end)
    return inside and not own
