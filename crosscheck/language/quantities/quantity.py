"""A quantity put together: its one or two numbers, the words that bound it and what it counts."""

from typing import NamedTuple

from spacy.tokens import Doc

from crosscheck.language.quantities import units
from crosscheck.language.quantities.bounds import bound_of, limits_of
from crosscheck.language.quantities.counted import counted, lemma, or_two
from crosscheck.language.quantities.measured import Part, with_per
from crosscheck.language.quantities.ranges import is_score, ranged


class Quantity(NamedTuple):
    """A quantity. Two can be the same value if kind, unit and `per` agree and [low, high] overlap.

    Attributes:
        start_char: Its first character in the Doc; words that bound it ("at least") lie before.
        end_char: One past its last character in the Doc, unit included, what it counts not.
        kind: count, money, percent, measure, ordinal, ratio (a part: "two-thirds") or score
            (votes and results: `low` is the first number, `high` the second).
        low: The smallest value meant, inclusive; None: unbounded. In `unit`.
        high: The largest value meant, inclusive; None: unbounded. In `unit`.
        unit: ISO 4217 code; canonical pint unit; `percent` or `percentage_point`; None for counts.
        bound: exact, approximate, at_least, at_most, more_than, less_than or range.
        counted: The noun phrase that it counts or measures.
        counted_start: First character of `counted` in the Doc, or None.
        counted_end: One past its last character, or None.
        counted_lemma: The lemma of its head noun, lower case.
        value: The number as stated, in `unit`; of a range or a vague number the low end.
        per: What a rate is per ("month", "barrel"), or None.
    """

    start_char: int
    end_char: int
    kind: str
    low: float | None
    high: float | None
    unit: str | None
    bound: str
    counted: str | None
    counted_start: int | None
    counted_end: int | None
    counted_lemma: str | None
    value: float
    per: str | None = None


class Found(NamedTuple):
    """A quantity with the numbers it was read from; None if it is not wanted (a duration)."""

    part: Part
    pair: Part | None
    quantity: Quantity | None


def quantity_of(
    doc: Doc, part: Part, pair: Part | None, durations: bool, approximation: float
) -> Quantity | None:
    """The quantity of one number or two; None for an ordinal that orders nothing.

    Args:
        doc: The text.
        part: Its number, or the first of two.
        pair: The second, as `ranges.paired` gives it, or None.
        durations: Whether a number with a unit of time is a quantity; None if it is not.
        approximation: As in `bounds.limits_of`.
    """
    text, last = doc.text, pair or part
    if last.kind == "duration" and not durations:
        return None
    span, low, high = (part.start, last.end), part.low, part.high
    bound = "exact" if part.kind == "ordinal" else bound_of(text, *span)
    if pair and pair.kind == "share":
        share = low / pair.high
        return _done(
            doc, span, pair._replace(kind="ratio", unit=None), (share, share), bound, share
        )
    if pair and is_score(text, part, pair):
        limits = min(low, pair.high), max(low, pair.high)
        return _done(doc, span, pair._replace(kind="score"), limits, "exact", low)
    whole = part
    if pair:
        low, high, whole = ranged(text, part, pair)
        bound = "range" if bound in ("exact", "approximate", "nearly") else bound
    elif part.numeral.kind == "vague" and bound == "exact":
        bound = "approximate"
    if whole.kind == "duration":
        (low, unit), (high, _) = (units.canonical(value, last.raw or "") for value in (low, high))
        whole = whole._replace(kind="measure", unit=unit)
    reach = 0.0 if part.numeral.kind == "vague" else approximation
    return _done(doc, span, whole, limits_of(low, high, bound, reach), bound, low)


def _done(
    doc: Doc,
    span: tuple[int, int],
    part: Part,
    limits: tuple[float | None, float | None],
    bound: str,
    value: float,
) -> Quantity | None:
    """The quantity, with what it counts; an ordinal that orders nothing is none."""
    phrase = head = None
    per = part.per
    if part.kind != "score":
        found = counted(
            doc,
            *span,
            part=part.kind == "ratio",
            unit=part.unit is not None,
            compound=part.kind == "count" and not part.numeral.suffix,
        )
        if found is None and part.kind == "count" and (found := or_two(doc, *span)):
            limits, bound = (1.0, 2.0), "approximate"
        if found:
            phrase, head = doc[found[0] : found[1]], lemma(found[2])
            if part.kind == "count" and per is None:
                per = with_per(doc.text, part._replace(end=phrase.end_char, unit="")).per
    if part.kind == "ordinal" and phrase is None:
        return None
    return Quantity(
        *span,
        part.kind,
        *limits,
        part.unit,
        "approximate" if bound == "nearly" else bound,
        phrase.text if phrase else None,
        phrase.start_char if phrase else None,
        phrase.end_char if phrase else None,
        head,
        value,
        per,
    )
