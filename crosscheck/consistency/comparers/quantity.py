"""Numbers of the same thing that cannot be equal."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import product

from crosscheck.claims.lexicons import lexicon
from crosscheck.consistency.comparers.base import Conflict, Context, Doubt, own_differences
from crosscheck.consistency.figures.ages import aged, old, one_age
from crosscheck.consistency.figures.counting import (
    of_errors,
    of_others,
    of_two_surveys,
    same_thing,
    small,
    some_of_them,
    told_of,
)
from crosscheck.consistency.figures.occasions import LIKELY, alike, described_alike, one_occasion
from crosscheck.consistency.figures.properties import figures_of, of_one_property
from crosscheck.consistency.figures.tolls import one_toll, toll
from crosscheck.consistency.occasions import days_apart
from crosscheck.consistency.sides import Row, Side
from crosscheck.consistency.values import (
    BOUNDS,
    converted,
    exchanged,
    limits_differ,
    quantities_meet,
    same_value,
)
from crosscheck.language.numerals import numerals

_CLOCK = re.compile(r"T\d")
_DAYS_A_YEAR = 365
# Prices and rates are of the hour that they were read at.
_QUOTED = frozenset({"money", "percent"})
_COMPARED = frozenset({"count", "money", "percent", "measure", "ratio", "score"})


def compare(a: Side, b: Side, context: Context) -> Iterator[Conflict | Doubt]:
    """Quantities of one unit that count the same thing, and whose intervals do not meet.

    A figure that the other side also gives is no difference, whatever else stands beside it, and
    what the other document has both of counts two things. Where several figures of one side could
    answer to one of the other, or one is of an hour that the other side does not name, the verdict
    is withheld.
    """
    if "property" in context.tied:
        found = list(_of_properties(a, b, context))
        if found:
            yield from found
            return
    first, second = (list(_figures(side)) for side in (a, b))
    left = [p for p in first if not _given(p, b)]
    right = [q for q in second if not _given(q, a)]
    for p in left:
        rivals = [q for q in right if _answers(p, a, q, b, context)]
        others = [x for x in left if rivals and _answers(x, a, rivals[0], b, context)]
        if max(len(rivals), len(others)) > 1:
            yield Doubt(f"“{p['text']}” is not the only figure that could answer to the other side")
        elif rivals and p["kind"] in _QUOTED and _hourly(a) != _hourly(b):
            yield Doubt(f"{p['text']} or {rivals[0]['text']} is of one hour only")
        elif rivals and one_age(p, a, rivals[0], b):
            yield from _of_age(p, a, rivals[0], b, context)
            return
        elif rivals and context.copy is None and (context.apart or _risen(p, a, rivals[0], b)):
            yield Doubt(f"{p['text']} may have become {rivals[0]['text']} in the time between")
        elif rivals:
            yield _conflict(p, rivals[0], context)
            return
    yield from _swapped(a, b, context)


def _of_properties(a: Side, b: Side, context: Context) -> Iterator[Conflict]:
    """Figures that two documents give for one property of a thing."""
    for p, q in product(figures_of(a), figures_of(b)):
        if of_one_property(p, a, q, b, context.wordnet):
            # of whom has no name, the age is told as it was that day
            year = old(p) and abs(float(p["low"]) - float(q["low"])) <= 1
            conflict = _conflict(p, q, context)
            yield conflict._replace(severity="soft") if year else conflict


def _answers(p: Row, a: Side, q: Row, b: Side, context: Context) -> bool:
    """Do two figures say how much, or how many, of one thing on one occasion?"""
    ages = aged(p, a), aged(q, b)
    if None not in ages:
        return ages[0] == ages[1]
    if old(p) and old(q):
        return one_age(p, a, q, b) and context.score >= LIKELY and context.unique
    p, q = told_of(p, a), told_of(q, b)
    tolls = toll(p, a), toll(q, b)
    if None not in tolls and tolls[0] != tolls[1]:
        return False
    counted = same_thing(p, q, context.wordnet) or one_toll(p, a, q, b)
    if not counted or of_others(p, a, q, b, context.wordnet) or some_of_them(p, a, q, b):
        return False
    if _of_two_errors(p, a, q, b) or (context.copy is None and of_two_surveys(p, a, q, b)):
        return False
    if small(p) and small(q):
        like = described_alike(p, a, q, b, context.wordnet)
        if not (alike(p, a, q, b) if like is None else like) and not one_toll(p, a, q, b):
            return False
    if context.copy is not None:
        return True
    return not (_known(p, b) or _known(q, a)) and one_occasion(
        p, a, q, b, context.wordnet, score=context.score, tied=context.tied
    )


def _of_age(p: Row, a: Side, q: Row, b: Side, context: Context) -> Iterator[Conflict | Doubt]:
    """Two ages of one person: a year more may be a birthday between the documents."""
    birthdays = 1 + days_apart(a, b) // _DAYS_A_YEAR
    if abs(float(p["low"]) - float(q["low"])) > birthdays:
        yield _conflict(p, q, context)
    elif context.apart:
        yield Doubt(f"a birthday may lie between {p['text']} and {q['text']}")
    else:
        yield _conflict(p, q, context)._replace(severity="soft")


def _figures(side: Side) -> Iterator[Row]:
    for quantity in side.quantities:
        # "12/40" under a picture numbers it
        counter = quantity["kind"] == "ratio" and side.claim["kind"] == "caption"
        told = counter or _excepted(quantity, side) or _serial(quantity, side)
        told = told or exchanged(quantity, side.quantities, side.document["raw_text"])
        if quantity["kind"] in _COMPARED and not told:
            yield quantity


def _serial(quantity: Row, side: Side) -> bool:
    """Does it number what stands before it ("dive seven of the season"), and count nothing?"""
    number = side.tokens_at.get(quantity["start"])
    numbered = None if number is None else side.tokens_at.get(number["head"])
    if number is None or numbered is None or quantity["kind"] != "count":
        return False
    behind = numbered["end"] + 1 == number["start"] and number["end"] == quantity["end"]
    return behind and numbered["pos"] in {"NOUN", "PROPN"}


def _excepted(quantity: Row, side: Side) -> bool:
    """Is it the number of those of whom it is not told ("all but three")?"""
    before = [t["lemma"] for t in side.sentence if t["start"] < quantity["start"]][-2:]
    return before[-1:] == ["but"] and before[0] in lexicon("quantifier_all")


def _swapped(a: Side, b: Side, context: Context) -> Iterator[Conflict]:
    """A number for another in near-copies, whatever it counts; times are compared as times."""
    if context.copy is None or "caption" in (a.claim["kind"], b.claim["kind"]):
        return
    for difference in own_differences(a, b, context.copy):
        first, second = _number(difference.a), _number(difference.b)
        if first is None or second is None or _in_time(first, a) or _in_time(second, b):
            continue
        values = _value(first), _value(second)
        if None in values or values[0] == values[1]:
            continue
        p, q = _figure_at(first, a), _figure_at(second, b)
        if _of_two_kinds(p, q) or (p and q and _of_two_errors(p, a, q, b)):
            continue
        if _values(a) == _values(b):
            continue  # the same numbers at other places
        yield context.conflict(
            "quantity",
            "hard",
            0.5,
            f"{first['text']} ≠ {second['text']}",
            (first["start"], first["end"]),
            (second["start"], second["end"]),
        )


def _figure_at(token: Row, side: Side) -> Row | None:
    """The figure that a number of a side's sentence belongs to."""
    rows = (row for row in side.nearby if "low" in row)
    return next((row for row in rows if row["start"] <= token["start"] < row["end"]), None)


def _of_two_kinds(p: Row | None, q: Row | None) -> bool:
    """Is one no rival of the other: a price in another currency, an age and a number of men, or
    the same measure in another unit?
    """
    if p is None or q is None:
        return False
    if any(p[key] != q[key] for key in ("kind", "unit")):
        return True
    return converted(p, q) and quantities_meet(p, q)


def _of_two_errors(p: Row, a: Side, q: Row, b: Side) -> bool:
    """Do they tell how far two surveys may err?"""
    return of_two_surveys(p, a, q, b) and (of_errors(a) or of_errors(b))


def _number(tokens: Sequence[Row]) -> Row | None:
    """The one number among some words, if there is one."""
    numbers = [token for token in tokens if token["pos"] == "NUM"]
    return numbers[0] if len(numbers) == 1 else None


def _value(token: Row) -> float | None:
    return next((n.low for n in numerals(token["text"]) if n.kind != "ordinal"), None)


def _values(side: Side) -> Counter[float | None]:
    return Counter(_value(token) for token in side.sentence if token["pos"] == "NUM")


def _in_time(token: Row, side: Side) -> bool:
    """Is it compared as a time? How long something took ("two months") is a number like others."""
    times = (t for t in side.times if t["type"] != "DURATION")
    return any(t["start"] <= token["start"] < t["end"] for t in times)


def _risen(p: Row, a: Side, q: Row, b: Side) -> bool:
    """Is it a toll that a document of later gives higher?"""
    first, second = a.document.get("published"), b.document.get("published")
    if first is None or second is None or first == second or not one_toll(p, a, q, b):
        return False
    one, other = (float(x["low"] or x["high"] or 0.0) for x in (p, q))
    return (one < other) == bool(first < second)


def _given(quantity: Row, side: Side) -> bool:
    """Does a side's sentence give this value anywhere?

    What it is the price of ("$40 a share", "$40") need not be said.
    """
    known = [row for row in (*side.quantities, *side.nearby) if "low" in row]
    return any(
        quantities_meet(_per(quantity, row), _per(row, quantity))
        and not limits_differ(quantity, row)
        for row in known
    )


def _per(quantity: Row, other: Row) -> Row:
    return quantity if quantity["per"] else {**quantity, "per": other["per"]}


def _known(quantity: Row, side: Side) -> bool:
    """Does a side's document give this very figure anywhere? Counts may be equal by chance."""
    return quantity["kind"] != "count" and any(same_value(quantity, row) for row in side.figures)


def _conflict(p: Row, q: Row, context: Context) -> Conflict:
    exact = p["bound"] == q["bound"] or {p["bound"], q["bound"]} <= {"exact", "range"}
    return context.conflict(
        "quantity",
        "hard" if exact else "soft",
        0.55,
        f"{_worded(p, q)} ≠ {_worded(q, p)}",
        (p["start"], p["end"]),
        (q["start"], q["end"]),
    )


def _worded(quantity: Row, other: Row) -> str:
    """A figure as it stands in its document, with its bound if that is the difference."""
    same = quantity["low"] == other["high"] or quantity["high"] == other["low"]
    bound = quantity["bound"].replace("_", " ") if same and quantity["bound"] in BOUNDS else ""
    return f"{bound} {quantity['text']}".strip()


def _hourly(side: Side) -> bool:
    """Does it name an hour?"""
    return any(_CLOCK.search(time["value"] or "") for time in side.times)
