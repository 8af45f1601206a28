"""Days of the year that go by a name: feasts and public holidays, most of them of the Gregorian
calendar, those of one country (Thanksgiving) as the United States keep them.

What falls on another day from country to country (Mother's Day, Independence Day) is left out.
"""

import re
from collections.abc import Callable
from datetime import date, timedelta

from dateutil.easter import easter
from dateutil.relativedelta import MO, SU, TH, relativedelta, weekday

Reckoning = Callable[[int], date]


def _fixed(month: int, day: int) -> Reckoning:
    return lambda year: date(year, month, day)


def _nth(month: int, which: weekday, after: int = 0) -> Reckoning:
    """So many days after the nth weekday of a month; the last one is numbered -1."""
    start = 31 if which.n == -1 else 1
    found = relativedelta(weekday=which)
    return lambda year: date(year, month, start) + found + timedelta(days=after)


def _easter(days: int) -> Reckoning:
    return lambda year: easter(year) + timedelta(days=days)


# Names in lower case, typographic apostrophes made straight and full stops left out.
_REGULAR: dict[str, Reckoning] = {
    "new year's day": _fixed(1, 1),
    "epiphany": _fixed(1, 6),
    "groundhog day": _fixed(2, 2),
    "valentine's day": _fixed(2, 14),
    "st valentine's day": _fixed(2, 14),
    "international women's day": _fixed(3, 8),
    "st patrick's day": _fixed(3, 17),
    "april fools' day": _fixed(4, 1),
    "april fool's day": _fixed(4, 1),
    "earth day": _fixed(4, 22),
    "anzac day": _fixed(4, 25),
    "may day": _fixed(5, 1),
    "cinco de mayo": _fixed(5, 5),
    "juneteenth": _fixed(6, 19),
    "canada day": _fixed(7, 1),
    "fourth of july": _fixed(7, 4),
    "bastille day": _fixed(7, 14),
    "halloween": _fixed(10, 31),
    "all saints' day": _fixed(11, 1),
    "all souls' day": _fixed(11, 2),
    "guy fawkes night": _fixed(11, 5),
    "bonfire night": _fixed(11, 5),
    "armistice day": _fixed(11, 11),
    "veterans day": _fixed(11, 11),
    "christmas eve": _fixed(12, 24),
    "christmas day": _fixed(12, 25),
    "boxing day": _fixed(12, 26),
    "new year's eve": _fixed(12, 31),
    "martin luther king day": _nth(1, MO(3)),
    "martin luther king jr day": _nth(1, MO(3)),
    "presidents' day": _nth(2, MO(3)),
    "presidents day": _nth(2, MO(3)),
    "memorial day": _nth(5, MO(-1)),
    "father's day": _nth(6, SU(3)),
    "labor day": _nth(9, MO(1)),
    "columbus day": _nth(10, MO(2)),
    "thanksgiving": _nth(11, TH(4)),
    "thanksgiving day": _nth(11, TH(4)),
    "black friday": _nth(11, TH(4), 1),
    "cyber monday": _nth(11, TH(4), 4),
    "shrove tuesday": _easter(-47),
    "mardi gras": _easter(-47),
    "ash wednesday": _easter(-46),
    "palm sunday": _easter(-7),
    "maundy thursday": _easter(-3),
    "good friday": _easter(-2),
    "easter sunday": _easter(0),
    "easter day": _easter(0),
    "easter monday": _easter(1),
    "ascension day": _easter(39),
    "whit sunday": _easter(49),
    "whit monday": _easter(50),
}


def _as_pattern(name: str) -> str:
    words = re.sub(r"\bst ", "(?:st\\\\.?|saint) ", name.replace("jr", "jr\\.?"))
    return words.replace("'", "['’]").replace(" ", r"\s")


FEAST = "(?:" + "|".join(_as_pattern(n) for n in sorted(_REGULAR, key=len, reverse=True)) + ")"


def day_in(name: str, year: int) -> date:
    """The day on which a feast, as FEAST finds its name, falls in a year."""
    plain = re.sub(r"\s+", " ", name.lower().replace("’", "'").replace(".", ""))
    return _REGULAR[plain.replace("saint ", "st ")](year)
