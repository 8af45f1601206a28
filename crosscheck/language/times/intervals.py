"""Periods of the calendar: their TIMEX3 value and the half-open interval that they cover.

TIMEX3 values follow ISO 8601 as TimeML extends it (Pustejovsky et al. 2003, ISO 24617-1).
Intervals are aware datetimes in UTC: a day is taken as the UTC day, since news rarely says where.
"""

from datetime import UTC, date, datetime, time, timedelta
from typing import NamedTuple

# Meteorological seasons of the northern hemisphere; a winter belongs to the year of its December.
_SEASON_MONTHS = {"SP": 3, "SU": 6, "FA": 9, "WI": 12}
# The hours that a part of the day covers: first hour, hours.
_DAY_PARTS = {
    "MO": (5, 7),
    "MI": (12, 1),
    "AF": (12, 6),
    "EV": (17, 5),
    "NI": (18, 12),
    "DT": (6, 12),
}


class Period(NamedTuple):
    """A stretch of the calendar.

    Attributes:
        value: The TIMEX3 value.
        earliest: Its first moment; None if unknown or unbounded.
        latest: One past its last moment; None if unknown or unbounded.
    """

    value: str
    earliest: datetime | None = None
    latest: datetime | None = None


def midnight(day: date) -> datetime:
    """The first moment of a day, in UTC."""
    return datetime.combine(day, time(), UTC)


def day_of(day: date) -> Period:
    """A day."""
    return Period(day.isoformat(), midnight(day), midnight(day + timedelta(days=1)))


def days_between(first: date, last: date) -> Period:
    """The days from one to another, both included."""
    latest = midnight(last + timedelta(days=1))
    return Period(f"{first.isoformat()}/{last.isoformat()}", midnight(first), latest)


def week_of(day: date) -> Period:
    """The ISO week (Monday to Sunday) that a day lies in."""
    monday = day - timedelta(days=day.weekday())
    year, week, _ = day.isocalendar()
    return Period(f"{year}-W{week:02d}", midnight(monday), midnight(monday + timedelta(days=7)))


def weekend_of(day: date) -> Period:
    """The Saturday and Sunday of the ISO week that a day lies in."""
    week = week_of(day)
    saturday = day - timedelta(days=day.weekday()) + timedelta(days=5)
    return Period(f"{week.value}-WE", midnight(saturday), midnight(saturday + timedelta(days=2)))


def _add_months(year: int, month: int, months: int) -> date:
    index = year * 12 + month - 1 + months
    return date(min(max(index // 12, 1), 9999), index % 12 + 1, 1)


def _months(value: str, year: int, month: int, count: int) -> Period:
    first = _add_months(year, month, 0)
    return Period(value, midnight(first), midnight(_add_months(year, month, count)))


def month_of(year: int, month: int) -> Period:
    """A month; months before January or after December belong to the years around."""
    first = _add_months(year, month, 0)
    return _months(f"{first.year:04d}-{first.month:02d}", first.year, first.month, 1)


def quarter_of(year: int, quarter: int) -> Period:
    """A quarter of a calendar year, counted from 1; 0 is the last one of the year before."""
    year, quarter = year + (quarter - 1) // 4, (quarter - 1) % 4 + 1
    return _months(f"{year:04d}-Q{quarter}", year, 3 * quarter - 2, 3)


def half_of(year: int, half: int) -> Period:
    """The first or second half of a calendar year."""
    return _months(f"{year:04d}-H{half}", year, 6 * half - 5, 6)


def season_of(year: int, season: str) -> Period:
    """A season (SP, SU, FA, WI) of the northern hemisphere; winter starts in December."""
    return _months(f"{year:04d}-{season}", year, _SEASON_MONTHS[season], 3)


def year_of(year: int) -> Period:
    """A calendar year."""
    return _months(f"{year:04d}", year, 1, 12)


def decade_of(year: int) -> Period:
    """The decade ("the 1990s") that a year lies in."""
    return _months(f"{year // 10:03d}", year // 10 * 10, 1, 120)


def century_of(number: int) -> Period:
    """A century by its ordinal: the 19th covers 1800 to 1899, as the press counts."""
    return _months(f"{number - 1:02d}", max((number - 1) * 100, 1), 1, 1200)


def part_of_day(day: Period, part: str) -> Period:
    """A part of a day (MO, MI, AF, EV, NI or DT); the night ends the next morning."""
    if day.earliest is None:
        return Period(f"{day.value}T{part}")
    hour, hours = _DAY_PARTS[part]
    start = day.earliest + timedelta(hours=hour)
    return Period(f"{day.value}T{part}", start, start + timedelta(hours=hours))


def thirds(period: Period, part: str) -> Period:
    """The early, middle or late part (START, MID, END) of a period: about a third of it.

    The three overlap a little, since nobody agrees on where "early" ends.
    """
    if period.earliest is None or period.latest is None:
        return period
    length = period.latest - period.earliest
    first = {"START": 0.0, "MID": 0.25, "END": 0.6}[part]
    last = {"START": 0.4, "MID": 0.75, "END": 1.0}[part]
    start = period.earliest + timedelta(days=round(length.days * first))
    end = period.earliest + timedelta(days=round(length.days * last))
    return period._replace(earliest=start, latest=max(end, start + timedelta(days=1)))


def shifted(reference: date, amount: float, unit: str) -> Period:
    """The period of a unit's grain that lies an amount of units from a date.

    Args:
        reference: The date that is counted from.
        amount: How many units later; negative: earlier.
        unit: day, week, month, year, decade or century ("3 weeks later": the week 3 weeks on).
    """
    if unit == "day":
        return day_of(reference + timedelta(days=round(amount)))
    if unit == "week":
        return week_of(reference + timedelta(days=round(7 * amount)))
    if unit == "month":
        return month_of(reference.year, reference.month + round(amount))
    years = {"year": 1, "decade": 10, "century": 100}[unit] * amount
    if amount != int(amount):
        return month_of(reference.year, reference.month + round(12 * years))
    year = min(max(reference.year + round(years), 1), 9998)
    return year_of(year) if unit == "year" else decade_of(year)


def moved(reference: date, amount: float, unit: str) -> datetime:
    """The moment that lies an amount of units from the start of a date; negative: earlier."""
    if unit in ("hour", "minute", "second"):
        return midnight(reference) + timedelta(**{f"{unit}s": amount})
    if unit in ("day", "week"):
        return midnight(reference) + timedelta(days=amount * (7 if unit == "week" else 1))
    months = {"month": 1, "year": 12, "decade": 120, "century": 1200}[unit] * amount
    first = _add_months(reference.year, reference.month, round(months))
    return midnight(first + timedelta(days=min(reference.day, 28) - 1))


def duration_value(amount: float | None, unit: str) -> str:
    """The TIMEX3 value of a duration; an unknown amount is X ("for months": PXM)."""
    letter = {"decade": "Y", "century": "Y"}.get(unit, unit[0].upper())
    factor = {"decade": 10, "century": 100}.get(unit, 1)
    if amount is None:
        number = "X" if factor == 1 else f"X{str(factor)[1:]}"
    else:
        number = f"{amount * factor:g}" if amount * factor < 1e6 else f"{amount * factor:.0f}"
    return f"P{'T' if unit in ('hour', 'minute', 'second') else ''}{number}{letter}"
