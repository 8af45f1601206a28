"""When two times, or two quantities, can be one value."""

import math
import re
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta

from crosscheck.claims.lexicons import lexicon
from crosscheck.consistency.sides import Row

_WEEK = timedelta(days=7)
_ESTIMATED = 1000
_FIRST = datetime.min.replace(tzinfo=UTC)
_LAST = datetime.max.replace(tzinfo=UTC)
# The shortest month and year, and by how much others may be longer.
_SHORTEST, _LONGER = (timedelta(days=28), timedelta(days=365)), timedelta(days=3)
# "About 100" is taken to cover a tenth on either side.
_APPROXIMATE = 0.1
# TIMEX3 modifiers of a bound.
LESS, MORE = frozenset({"LESS_THAN", "EQUAL_OR_LESS"}), frozenset({"MORE_THAN", "EQUAL_OR_MORE"})
# What is converted into another unit is given in round figures.
_CONVERTED = 0.05


def interval_of(time: Row) -> tuple[datetime, datetime] | None:
    """The half-open interval of a time; an open end is the end of time; None: unresolved."""
    if time["earliest"] is None and time["latest"] is None:
        return None
    return time["earliest"] or _FIRST, time["latest"] or _LAST


def times_meet(s: Row, t: Row) -> bool:
    """Can two times be the same? Unresolved ones can if what both tell of the date is equal."""
    if s["text"].lower() == t["text"].lower() or (s["value"] and s["value"] == t["value"]):
        return True
    first, second = _widened(s, t), _widened(t, s)
    if first is None or second is None:
        return told_alike(s, t) is True
    if first[0] < second[1] and second[0] < first[1]:
        return True
    return _same_weekday(s, t) or _same_day_of_year(s, t)


_VALUE = ("kind", "unit", "per", "low", "high")
_DATED = re.compile(r"[\dX]{4}(?!\w)")
_PART = re.compile(r"T?[^-T]+")
_EVENING, _NIGHT = "TEV", "TNI"


def told_alike(s: Row, t: Row) -> bool | None:
    """Is what two times both tell of the date equal, whatever either leaves open?

    "Thursday" and "Thursday morning" tell of one weekday, "August 2022" and "17 August" of one
    month. None: they tell nothing in common ("last year", "17 August"; "Thursday", "17 August").
    """
    values = [time["value"] or "" for time in (s, t)]
    if not all(map(_DATED.match, values)) or len({"-W" in value for value in values}) > 1:
        return None
    # the one begins where the other has not ended yet
    values = [value.replace(_EVENING, _NIGHT) for value in values]
    parts = zip(*map(_PART.findall, values), strict=False)
    told = [x == y for x, y in parts if not x.endswith("X") and not y.endswith("X")]
    return all(told) if told else None


_AGO = re.compile(r"\bago\b", re.IGNORECASE)
_ZONE = re.compile(r"\b(local|[A-Z]{1,3}T|UTC)\b")
_DAY = timedelta(days=1)


def _widened(time: Row, other: Row) -> tuple[datetime, datetime] | None:
    """The interval of a time, with a unit on either side of "forty years ago", which is round.

    Hours of two time zones, and midnight, say no more than the day and its neighbours.
    """
    interval = interval_of(time)
    if interval is None:
        return None
    slack = timedelta()
    if _AGO.search(time["text"]):
        slack = _unit(interval[1] - interval[0])
    if _other_zone(time, other) or clock_of(time) == 0:  # midnight is of either day
        slack = max(slack, _DAY)
    elif clock_of(time) is not None and clock_of(other) is not None:
        slack = max(slack, clock_rounding(time))
    return max(interval[0], _FIRST + slack) - slack, min(interval[1], _LAST - slack) + slack


def _other_zone(s: Row, t: Row) -> bool:
    """Does either of two times name a time zone that the other does not?"""
    zones = [{match[0] for match in _ZONE.finditer(time["text"])} for time in (s, t)]
    return zones[0] != zones[1]


_CLOCK = re.compile(r"T(\d\d):(\d\d)")
_MINUTES = re.compile(r"\d[:.]\d\d")
_HOUR, _FIVE = timedelta(minutes=15), timedelta(minutes=5)
_MINUTE = timedelta(minutes=1)


def clock_of(time: Row) -> int | None:
    """The minute of the day that a time names; None if it names none."""
    found = _CLOCK.search(time["value"] or "")
    return None if found is None else 60 * int(found[1]) + int(found[2])


def clock_rounding(time: Row) -> timedelta:
    """How far from the minute that it names a time of day may be: "10 p.m." is told in quarters of
    an hour, "10:15" in five minutes.
    """
    if not _MINUTES.search(time["text"]):
        return _HOUR
    return _MINUTE if (clock_of(time) or 0) % 5 else _FIVE


def other_clock(s: Row, t: Row) -> bool:
    """Do both name a minute of the day, in no other zone, and not the same, as closely as told?"""
    apart = clock_apart(s, t)
    if apart is None:
        return False
    # an interval of more than a minute is "around 10 p.m."
    about = [(length_of(time) or _MINUTE) / 2 - _MINUTE / 2 for time in (s, t)]
    least = sum((clock_rounding(time) for time in (s, t)), sum(about, timedelta()))
    return apart > least


def clock_apart(s: Row, t: Row) -> timedelta | None:
    """How far apart two minutes of the day are, whatever the day; None if either time names none,
    or they may be of two zones.
    """
    clocks = clock_of(s), clock_of(t)
    if clocks[0] is None or clocks[1] is None or _other_zone(s, t):
        return None
    apart = abs(clocks[0] - clocks[1]) * _MINUTE
    return min(apart, _DAY - apart)


def _unit(length: timedelta) -> timedelta:
    """A calendar unit's length as the shortest of its kind has it.

    The unit before may be shorter: the 31 days before March reach over February into January.
    """
    units = (unit for unit in _SHORTEST if unit <= length <= unit + _LONGER)
    return next(units, length)


_WEEKDAY = re.compile(r"\b(mon|tues|wednes|thurs|fri|satur|sun)day\b", re.IGNORECASE)


def _same_weekday(s: Row, t: Row) -> bool:
    """One weekday's name, a week apart at most: "next Monday" is the coming one to some writers."""
    names = [{match[0].lower() for match in _WEEKDAY.finditer(time["text"])} for time in (s, t)]
    if not names[0] & names[1] or None in (s["earliest"], t["earliest"]):
        return False
    if s["type"] == t["type"] == "TIME" and abs(s["earliest"] - t["earliest"]) < _DAY:
        return False  # two hours of one day
    return abs(s["earliest"].date() - t["earliest"].date()) <= _WEEK  # "Friday night", "Friday"


_YEAR = re.compile(r"\d{4}|['’]\d\d\b")
_MONTH = timedelta(days=32)


_FULL_YEAR = re.compile(r"(?<!\d)\d{4}(?!\d)")


def other_year(s: Row, t: Row) -> bool:
    """Does each of two times name one year, and not the same?"""
    first, second = (set(_FULL_YEAR.findall(time["text"])) for time in (s, t))
    return len(first) == len(second) == 1 and first != second


_CALENDAR = re.compile(
    r"\b(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\b|\d{4}|['’]\d\d\b|\d/\d",
    re.IGNORECASE,
)


def deictic(time: Row) -> bool:
    """Does it count from the day of writing ("Thursday", "last month"), no date of a calendar?"""
    return time["resolved_by"] == "reference_date" and not _CALENDAR.search(time["text"])


def counted(time: Row) -> bool:
    """Is it told by its distance from the day of writing alone ("yesterday", "this year")?"""
    return deictic(time) and not _WEEKDAY.search(time["text"])


def _same_day_of_year(s: Row, t: Row) -> bool:
    """A date without a year ("9 May") may be of any: does it meet the other in one and the same?"""
    lengths = length_of(s), length_of(t)
    if all(_YEAR.search(time["text"]) for time in (s, t)) or None in (s["latest"], t["latest"]):
        return False
    if any(length is None or length > _MONTH for length in lengths) or s["resolved_by"] == "none":
        return False
    if deictic(s) and deictic(t):
        return False
    shift = timedelta(days=365.25 * (t["earliest"].year - s["earliest"].year))
    margin = timedelta(days=1)
    return bool(
        shift
        and s["earliest"] + shift - margin < t["latest"]
        and t["earliest"] < s["latest"] + shift + margin
    )


def times_may_meet(s: Row, t: Row) -> bool:
    """Can two times be the same if one of them was counted from the wrong day?

    A weekday may be the last or the next one; "last night" counts from a date of publication,
    which is either day's for what is written at night.
    """
    if other_clock(s, t):
        return False  # whatever the day
    if times_meet(s, t):
        return True
    first, second = _widened(s, t), _widened(t, s)
    if first is None or second is None or not (deictic(s) or deictic(t)):
        return False
    weekdays = [deictic(time) and bool(_WEEKDAY.search(time["text"])) for time in (s, t)]
    shifts = [-_WEEK, _WEEK] if weekdays[0] != weekdays[1] else []
    slack = _DAY if _nameless(s) != _nameless(t) else timedelta()
    return any(
        first[0] + shift < second[1] + slack and second[0] < first[1] + shift + slack
        for shift in (timedelta(), *shifts)
    )


def _nameless(time: Row) -> bool:
    """Is it a day or less, told by its distance from the day of writing alone?"""
    length = length_of(time)
    return length is not None and length <= _DAY and counted(time)


def length_of(time: Row) -> timedelta | None:
    """How long the interval of a time is; None: unresolved."""
    interval = interval_of(time)
    return None if interval is None else interval[1] - interval[0]


def quantities_meet(p: Row, q: Row) -> bool:
    """Can two quantities be the same value: one unit, and intervals that overlap?"""
    if (p["unit"], p["per"]) != (q["unit"], q["per"]) or (p["kind"] == "score") != (
        q["kind"] == "score"
    ):
        return False
    if p["kind"] == "score":
        return bool((p["low"], p["high"]) == (q["low"], q["high"]))
    (low, high), (other_low, other_high) = _values(p), _values(q)
    if converted(p, q):  # either was rounded once more
        slack = _CONVERTED * min(abs(x) for x in (low, high, other_low, other_high))
        low, high = low - slack, high + slack
    return low <= other_high and other_low <= high


_LETTERS = re.compile(r"[^\W\d_]+")


def converted(p: Row, q: Row) -> bool:
    """Are two measures of one dimension written in two units ("40 miles", "64 km")?"""
    if not p["kind"] == q["kind"] == "measure":
        return False
    words = [_LETTERS.findall(x["text"].lower()) for x in (p, q)]
    written = [found[-1].removesuffix("s") for found in words if found]
    return len(written) == len(words) and written[0] != written[1]


_UPPER = frozenset({"at_most", "less_than"})
_LOWER = frozenset({"at_least", "more_than"})
BOUNDS = _UPPER | _LOWER
# Of two limits of one thing, or a figure and a limit, nearly the same number is not the same one.
_CLOSE = 0.2
# Counts up to it, and multiples of ten, bound others ("over a dozen", "over 60").
_SMALL, _TENS = 12, 5
_LARGE, _NEARLY = 10_000, 7 / 8


def limits_differ(p: Row, q: Row) -> bool:
    """Are they limits of one kind ("up to 1.6 million", "as many as 1.5 million") that differ?

    The intervals of such limits always meet. Only near numbers are taken for rivals: limits far
    apart ("over 10", "over 5,000") are of different things, or both true. So are a limit and the
    same in round figures ("over 64", "over 60").
    """
    for side, name in ((_UPPER, "high"), (_LOWER, "low")):
        if p["bound"] in side and q["bound"] in side and (p["unit"] == q["unit"]):
            one, other = sorted(float(x[name]) for x in (p, q))
            exact, vague = (other, one) if side is _LOWER else (one, other)
            near = 0 < other - one <= _CLOSE * max(abs(one), abs(other))
            return near and not _in_round_figures(exact, vague)
    if opposed(p, q) or opposed(q, p):
        return True
    return capped(p, q) or capped(q, p) or ranged(p, q) or ranged(q, p)


def opposed(p: Row, q: Row) -> bool:
    """Is it more than a number, and at most the same ("over $2m", "as much as $2m")?

    A number that is not round is no bound that a writer chose: "over 63" and "63" are two figures.
    """
    if p["bound"] != "more_than" or p["unit"] != q["unit"] or p["low"] != q["high"]:
        return False
    number = float(p["low"])
    exact = q["bound"] == "exact" and abs(number) > _SMALL and number % _TENS != 0
    return q["bound"] in _UPPER or (exact and p["kind"] == "count")


def ranged(p: Row, q: Row) -> bool:
    """Is a cap near what a range reaches, and another ("up to 30,000", "10,000 to 32,000")?"""
    if (p["kind"], p["bound"], q["bound"]) != ("count", "at_most", "range"):
        return False
    if p["unit"] != q["unit"] or q["high"] is None:
        return False
    cap, most = float(p["high"]), float(q["high"])
    return cap != most and abs(cap - most) <= _CLOSE * most and min(cap, most) >= _ESTIMATED


def exchanged(quantity: Row, quantities: Iterable[Row], text: str) -> bool:
    """Is it a sum in brackets behind one in another currency ("€110 billion ($144 billion)")?

    It is of the day's rate, and the one before it is what was meant.

    Args:
        quantity: A figure.
        quantities: Those of its claim or document.
        text: The raw text of the document.
    """
    return quantity["kind"] == "money" and any(
        row["unit"] != quantity["unit"]
        and row["kind"] in {"money", "count"}
        and text[row["end"] : quantity["start"]].strip() == "("
        for row in quantities
        if row["end"] < quantity["start"]
    )


def nearly_equal(p: Row, q: Row) -> bool:
    """Are they large figures of one unit, and close? In one story that is hardly by chance."""
    if p["per"] is not None or (p["kind"], p["unit"]) != (q["kind"], q["unit"]):
        return False
    if p["kind"] not in {"count", "money"}:
        return False
    if p["kind"] == "count" and counted_kind(p) != counted_kind(q):
        return False
    low, high = sorted(abs(float(x["high"] or x["low"] or 0.0)) for x in (p, q))
    return low >= _LARGE and low >= _NEARLY * high


def counted_kind(quantity: Row) -> str | None:
    """What a figure counts; people of no certain kind have one name."""
    counted = quantity["counted_lemma"]
    return "people" if counted in lexicon("people") else counted


def capped(p: Row, q: Row) -> bool:
    """Is a figure given outright just under what may be reached ("1.5 million", "up to 1.6")?"""
    if (p["kind"], p["bound"], q["bound"]) != ("count", "exact", "at_most"):
        return False
    if p["unit"] != q["unit"]:
        return False
    one, most = float(p["high"]), float(q["high"])
    return (1 - _CLOSE) * most <= one < most and most >= _ESTIMATED


def _in_round_figures(value: float, rounder: float) -> bool:
    """Is the second number the first in tens, hundreds … ("64", "60")?"""
    step = 1
    while rounder and rounder % (step * 10) == 0:
        step *= 10
    return step > 1 and abs(value - rounder) < step


def _values(quantity: Row) -> tuple[float, float]:
    """The values that a quantity can mean: its bounds, widened by its rounding."""
    low = -math.inf if quantity["low"] is None else float(quantity["low"])
    high = math.inf if quantity["high"] is None else float(quantity["high"])
    if low != high:
        # "up to 5.1" is a cap in two digits
        return low, high + _rounding(high) if quantity["bound"] in _UPPER else high
    slack = abs(low) * _APPROXIMATE if quantity["bound"] == "approximate" else _rounding(low)
    return low - slack, high + slack


def _rounding(value: float) -> float:
    """Just under half a unit of the last digit that is not zero; small whole numbers are exact."""
    if value != int(value) and abs(value) < 1000:
        return 0.49 * 10.0 ** -len(f"{value:g}".partition(".")[2])
    if abs(value) < 1000:
        return 0.0
    digits = f"{abs(value):.0f}"
    return 0.49 * 10.0 ** (len(digits) - max(len(digits.rstrip("0")), 2))


def same_value(p: Row, q: Row) -> bool:
    """Are two quantities the same in every way but for what they count and their words?"""
    return all(p[k] == q[k] for k in _VALUE)
