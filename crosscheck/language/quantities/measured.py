"""A number with what it is measured in: currency, per cent sign, unit or age, and "per" what.

The unit stands beside the number ("$5", "5 per cent", "155mm", "68-year-old"); adjectives may come
between ("40 muddy miles"). A number without one is a count, a ratio ("half") or an ordinal.
"""

import re
from typing import NamedTuple

from spacy.tokens import Doc

from crosscheck.language.numerals import Numeral
from crosscheck.language.quantities import units
from crosscheck.language.quantities.counted import modifies_unit, token_range
from crosscheck.language.words import word_set

_PERCENT = re.compile(
    r"(?:[\s-]?(?P<point>(?:percentage|per\s?cent|%)[\s-]points?|pp\b|ppts?\b)"
    r"|[\s-]?(?P<bp>basis\spoints?|bps\b)"
    r"|\s?(?:%|[\s-]?per[\s-]?cent\b|[\s-]?percent(?:age)?\b|\s?pct\b\.?|pc\b))",
    re.IGNORECASE,
)
_PER = re.compile(
    r"\s?(?:[\s-](?:per|an?|each|every)[\s-]|/|\s(?=each\b)|\sper\s)(?P<what>"
    r"(?:sq\.?\s\w+|square\s\w+|cubic\s\w+|fluid\s\w+|[A-Za-z]+))",
    re.IGNORECASE,
)
_NOT_PER = word_set(
    """
    of the few lot little number cent bit half third quarter result total day-to-day share-price
    """
)
_RATE_UNITS = word_set(
    """
    second minute hour day week month year decade annum night session game match person head
    capita share barrel ounce gallon litre liter kg kilogram pound ton tonne unit gram mile km
    kilometre kilometer metre meter acre hectare household family student pupil patient vehicle
    card ticket user customer child adult employee worker room seat square cubic sq mmbtu bushel
    bottle megawatt mwh kwh trip ride page word point capita piece item vote episode song album
    subscriber household player team passenger kilo inch foot yard pint cup dose test
    """
)


class Part(NamedTuple):
    """One number of a quantity, with its unit.

    Attributes:
        start: Its first character in the text, a currency sign before the number included.
        end: One past its last character, unit included.
        low: The smallest value that the number alone means, in `unit`.
        high: The largest value that it means, in `unit`.
        kind: count, money, percent, measure, duration, ordinal or ratio; `ranges.paired` and
            `quantity` make it share and score.
        unit: As in `Quantity`, but a duration's is as in the text; None for counts.
        numeral: The number itself.
        per: What a rate is per ("month", "barrel"), or None.
        raw: The unit in the text, before conversion, or None.
    """

    start: int
    end: int
    low: float
    high: float
    kind: str
    unit: str | None
    numeral: Numeral
    per: str | None = None
    raw: str | None = None


def measured(doc: Doc, numeral: Numeral, durations: bool) -> Part:
    """A numeral with the currency, per cent sign, unit or age around it, and what it is per.

    Args:
        doc: The text.
        numeral: A number of it.
        durations: Whether a unit of time may stand behind adjectives ("three more days").
    """
    text, start, end = doc.text, numeral.start, numeral.end
    low, high = numeral.low, numeral.high
    if numeral.kind != "ordinal":
        if before := units.currency_before(text, start):
            return _money(text, numeral, before)
        position = _unit_position(text, numeral) if numeral.kind == "fraction" else end
        if percent := _PERCENT.match(text, position):
            factor, unit = (0.01, "percentage_point") if percent["bp"] else (1.0, "percent")
            unit = "percentage_point" if percent["point"] else unit
            return Part(start, percent.end(), low * factor, high * factor, "percent", unit, numeral)
        money = units.currency_after(text, _unit_position(text, numeral))
        if money and numeral.kind != "fraction":
            part = Part(
                start,
                money.end,
                low * money.factor,
                high * money.factor,
                "money",
                money.name,
                numeral,
            )
            return with_per(text, part)
        if measure := _measure(text, numeral) or _modified(doc, numeral, durations):
            return measure
    kind = {"fraction": "ratio", "ordinal": "ordinal"}.get(numeral.kind, "count")
    return with_per(text, Part(start, end, low, high, kind, None, numeral))


_OF = re.compile(r"\sof(?=\s)")
_OF_A = re.compile(r"(?:\sof)?\san?(?=\s)|\sof\sone(?=\s)")


def _unit_position(text: str, numeral: Numeral) -> int:
    """Where the unit of a numeral begins: after "of" if it is vague ("millions of dollars"), after
    the article if it is a fraction ("half a mile", "a quarter of an inch").
    """
    if numeral.kind == "vague" and (of := _OF.match(text, numeral.end)):
        return of.end()
    if numeral.kind == "fraction" and (article := _OF_A.match(text, numeral.end)):
        return article.end()
    return numeral.end


def _money(text: str, numeral: Numeral, before: tuple[int, str]) -> Part:
    start, code = before
    end = numeral.end
    sign = (
        -1
        if re.search(r"[-−]\s?$", text[:start]) and not re.search(r"[\w.]\s?[-−]$", text[:start])
        else 1
    )
    if after := units.currency_after(text, end):
        # "$31 US", "HK$5 million dollars": the second only repeats or narrows the first.
        end = after.end
    elif us := re.match(
        r"\s(?:U\.?S\.?|Canadian|Australian)(?=\s(?:per|a)\b|[.,;)]|$)", text[end:]
    ):
        end += us.end()
    part = Part(start, end, sign * numeral.low, sign * numeral.high, "money", code, numeral)
    return with_per(text, part)


_AGE = re.compile(
    r"[\s-]?(?:(?P<u>year|month|week|day)s?)?[\s-]?olds?\b|[\s-]years?\sof\sage\b", re.IGNORECASE
)
_AGED = re.compile(
    r"\b(?:aged?|ages?\sof|ages)\s(?:\d+\s(?:and|to|or)\s)?$|\baged?\s\d+[-–]$", re.IGNORECASE
)
_APPOSED = re.compile(r"[A-Z][\w’'.-]+,\s(?:(?:now|then)\s)?$")


def _measure(text: str, numeral: Numeral) -> Part | None:
    """A measure ("155mm", "3 miles") or an age ("68-year-old", "Ann Lee, 68,", "aged 68")."""
    start, end, low, high = numeral.start, numeral.end, numeral.low, numeral.high
    if numeral.kind == "vague" and not re.match(r"\sof\s", text[end:]):
        return None
    age = _AGE.match(text, end)
    if age and age.group().strip(" -").lower() not in ("old", "olds"):
        per_year = {"month": 12, "week": 52.1775, "day": 365.2425}
        years = per_year.get((age["u"] or "year").lower(), 1)
        return Part(start, age.end(), low / years, high / years, "measure", "year", numeral)
    plain = numeral.figures and not numeral.suffix and low == int(low) and 0 < low < 120
    if plain and (
        _AGED.search(text[max(0, start - 20) : start])
        or (
            _APPOSED.search(text[max(0, start - 30) : start])
            and re.match(r"(?:,|\)|\s(?:who|of|from|was|and|is)\b|\.)", text[end:])
        )
    ):
        return Part(start, end, low, high, "measure", "year", numeral)
    if numeral.suffix in ("m", "b", "k", "M", "B", "K", "T") and (
        bare := _suffix_as_unit(text, numeral)
    ):
        return bare
    unit = units.unit_at(text, _unit_position(text, numeral), times=True)
    if unit is None:
        return None
    if unit.name == "pound" and low >= 1e6 and not _WEIGHED.search(text[start : unit.end]):
        return with_per(text, Part(start, unit.end, low, high, "money", "GBP", numeral))
    if unit.name in units.TIME_UNITS:
        return with_per(
            text, Part(start, unit.end, low, high, "duration", unit.name, numeral, raw=unit.name)
        )
    (low, name), (high, _) = units.canonical(low, unit.name), units.canonical(high, unit.name)
    part = Part(start, unit.end, low, high, "measure", name, numeral, raw=unit.name)
    return with_per(text, part)


# Units of which adjectives make something else: "two left feet", "nine honorary degrees".
_AMBIGUOUS = frozenset({"foot", "degree", "pound", "second"})


def _modified(doc: Doc, numeral: Numeral, durations: bool) -> Part | None:
    """A measure with adjectives before its unit ("40 muddy miles", "nine US fluid ounces").

    "Three more days" stays a count of days where durations are not wanted: `times` may lack it.
    """
    first = token_range(doc, numeral.start, _unit_position(doc.text, numeral))[1]
    last = first
    while last < min(first + 2, len(doc)) and modifies_unit(doc[last]):
        last += 1
    if last == first or numeral.kind == "vague":
        return None
    end = doc[last - 1].idx + len(doc[last - 1])
    unit = units.unit_at(doc.text, end, times=durations)
    if unit is None or unit.name in _AMBIGUOUS or unit.end - end < 4:
        return None
    low, high, time = numeral.low, numeral.high, unit.name in units.TIME_UNITS
    if time:
        return Part(
            numeral.start, unit.end, low, high, "duration", unit.name, numeral, raw=unit.name
        )
    (low, name), (high, _) = units.canonical(low, unit.name), units.canonical(high, unit.name)
    part = Part(numeral.start, unit.end, low, high, "measure", name, numeral, raw=unit.name)
    return with_per(doc.text, part)


# No such pound is money.
_WEIGHED = re.compile(r"\blbs?$", re.IGNORECASE)


def _suffix_as_unit(text: str, numeral: Numeral) -> Part | None:
    """ "37m" in metres: nothing that could be counted follows."""
    if numeral.suffix != "m" or text[numeral.end - 2 : numeral.end - 1] == " ":
        return None
    after = text[numeral.end :]
    if re.match(
        r"(?:\s(?:of|more|people|a\b|in\b|for\b|from|barrels|\w+s\b)|\sor\b|\sto\s\d)", after
    ) and not re.match(r"\s(?:of\swater|hurdles)", after):
        return None
    if (
        re.match(
            r"\s(?:\(\d+\s?ft|long|high|tall|wide|deep|away|above|below|race|sprint|final"
            r"|freestyle|butterfly|hurdles)|\s\(\d+ft|-|[.,;)]",
            after,
        )
        is None
    ):
        return None
    metres = numeral.low / 1e6
    return Part(numeral.start, numeral.end, metres, metres, "measure", "meter", numeral)


def with_per(text: str, part: Part) -> Part:
    """Add what a rate is per: "$80 per sq m", "40 hours a week", "3 tests per day"."""
    match = _PER.match(text, part.end)
    if match is None or match["what"].lower() in _NOT_PER:
        return part
    word = re.sub(r"\s", " ", match["what"].lower())
    explicit = re.match(r"\s?(?:/|[\s-]?per)", match.group())
    if not explicit and word.removesuffix("s").split()[0] not in _RATE_UNITS:
        return part
    if part.unit is None and not explicit:
        return part
    unit = units.unit_named(word)
    return part._replace(end=match.end(), per=unit or word.removesuffix("s"))


def converted(number: float, whole: Part) -> float:
    """A number in the unit of a part: converted from that of the text, or scaled ("cents")."""
    if whole.raw:
        return units.canonical(number, whole.raw)[0]
    if whole.kind == "measure" and whole.numeral.suffix:
        return number  # "37m" in metres
    return number * whole.low / whole.numeral.low if whole.numeral.low else number
