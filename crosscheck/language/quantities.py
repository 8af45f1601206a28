"""Quantities: numbers with their unit, their bounds, and what they count.

After CQE (Almasian et al. 2023): a number, the unit or noun that follows it, the words before it
that make it approximate or a bound ("nearly", "at least", "up to"), and ranges that share a unit
("5 to 7 per cent"). Numbers that count nothing are left out: dates and times (see `times`), numbers
in names ("Boeing 737"), sections, telephone numbers.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from spacy.tokens import Doc

from crosscheck.language import units
from crosscheck.language.counted import (
    NOT_NOUNS,
    counted,
    lemma,
    modifies_unit,
    or_two,
    plural_follows,
    token_range,
)
from crosscheck.language.elided import level, shared_after, shared_before
from crosscheck.language.numerals import Numeral, numerals
from crosscheck.language.times import times
from crosscheck.language.words import word_set

# How far "about" reaches to either side; "nearly" reaches down only.
APPROXIMATION = 0.1


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


class _Part(NamedTuple):
    """A number with its unit; `raw` is the unit before conversion."""

    start: int
    end: int
    low: float
    high: float
    kind: str
    unit: str | None
    numeral: Numeral
    per: str | None = None
    raw: str | None = None


class _Found(NamedTuple):
    """A quantity with the numbers it was read from; None if it is not wanted (a duration)."""

    part: _Part
    pair: _Part | None
    quantity: Quantity | None


@cache
def _bound_words() -> tuple[
    dict[str, re.Pattern[str]], dict[str, re.Pattern[str]], re.Pattern[str]
]:
    """The words that bound a number: before it, after it, and in front of a topic instead."""
    data = units.data("bounds.toml")
    before = {
        bound: re.compile(
            rf"(?<!\w)(?:{_phrases(words)})[\s-]?(?:an?\s|another\s)?$", re.IGNORECASE
        )
        for bound, words in data["before"].items()
    }
    after = {
        bound: re.compile(rf"[\s-]?(?:{_phrases(words)})(?!\w)", re.IGNORECASE)
        for bound, words in data["after"].items()
    }
    topic, words = (_phrases(data["topic"][name]) for name in ("words", "bounds"))
    return before, after, re.compile(rf"\b(?:{topic})\s(?:{words})\s$", re.IGNORECASE)


def _phrases(phrases: list[str]) -> str:
    ordered = sorted(phrases, key=lambda phrase: (-len(phrase), phrase))
    return "|".join(re.escape(phrase).replace(r"\ ", r"\s") for phrase in ordered)


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
_RANGE = re.compile(
    r"\s?(?:-|–|—|~)\s?|[\s-](?:to|or)[\s-]|-\s(?:to|or)\s|\s?-?to-?\s?|\s(?:and)\s|/",
    re.IGNORECASE,
)
# What a change ends at: after it, "from 3 to 5 mm" is where it began.
_GOAL = re.compile(r"\sto\s[\d$€£]")
_CHANGE = re.compile(
    r"\b(?:rose|rises?|rising|risen|fell|falls?|falling|fallen|climb\w*|jump\w*"
    r"|surg\w+|soar\w*|drop\w*|declin\w+|"
    r"increas\w+|decreas\w+|reduc\w+|cut|cuts|cutting|rais\w+|lower\w*|grew|grow\w*"
    r"|shr[aiu]nk\w*|plung\w+|plummet\w*|"
    r"tumbl\w+|slid\w*|slip\w*|narrow\w*|eas\w+|went|go(?:es|ing)?|gone|chang\w+"
    r"|mov\w+|shift\w*|(?<!make\s)(?<!makes\s)(?<!made\s)up|down|revis\w+|"
    r"upgrad\w+|downgrad\w+|expand\w*|doubl\w+|tripl\w+|boost\w*|swell\w*|swung"
    r"|improv\w+|worsen\w*|edg\w+)\b",
    re.IGNORECASE,
)
# Verbs that tell a change only where its size comes next ("lost 2.5 to 981").
_GAIN = re.compile(r"add(?:s|ed|ing)|gain\w*|los(?:es?|t|ing)|shed\w*", re.IGNORECASE)
_SCORE = re.compile(
    r"\b(?:vot\w+|won|wins?|winning|beat\w*|defeat\w*|lost|lose|loss|losing"
    r"|victor\w+|triumph\w*|scor\w+|lead\w*|led|"
    r"margin|tall(?:y|ied)|tied?|ties|draw\w*|drew|rul\w+|decision|pass\w*|approv\w+"
    r"|confirm\w*|reject\w*|split|"
    r"thrash\w*|edg\w+|trail\w*|final|series|match|game|goals?|aggregate|majority"
    r"|overrid\w+|advanc\w+|ended)\b",
    re.IGNORECASE,
)
# Nouns that name their number rather than being counted by it.
_LABELS = re.compile(
    r"\b(?:covid|No\.?|number|nos\.?|article|section|chapter|part|page|pp?\.|flight"
        r"|channel|route|highway|interstate|exit|gate|"
    r"row|room|unit|apartment|apt\.?|suite|building|floor|level|phase|stage|volume"
        r"|vol\.?|version|act|title|rule|"
    r"resolution|amendment|bill|proposition|prop|group|game|week|day|season|episode"
        r"|round|line|figure|fig\.?|table|"
    r"type|class|category|grade|tier|windows|iphone|ipad|galaxy|ios|mk|mark"
        r"|world\swar|super\sbowl|planet|area|"
    r"district|precinct|ward|zone|pier|track|terminal|platform|lot|block|case|docket"
        r"|count|question|step|lane|"
    r"battalion|brigade|division|squad|studio|model|series|formula|catch|fortune"
        r"|nikkei|ftse|dax|cac|s&p|sp|poor['’]s|stoxx|nasdaq|topix|asx|csi|russell|iso|"
    r"covid|cop|zip|code|po\sbox|box|tel|phone"
        r"|call|isbn|ext\.?)(?:[\s-]|\s-)$",
    re.IGNORECASE,
)  # fmt: skip
# Names that a number always belongs to, and the second number of a standard's name.
_NAMED = re.compile(
    r"\b(?:(?i:covid|sars-cov)[\s-]*|(?i:windows|iphone|ipad|galaxy|playstation|android|ios)[\s-]"
    r"|[A-Z]{2,}\s\d+[-–])$"
)
_TO_HOUR = re.compile(r"\s?(?:-|–|to|and|until)\s?\d{1,2}(?::\d\d)?\s?[ap]\.?m\b", re.IGNORECASE)
_TELEPHONE = re.compile(
    r"(?<!\w)(?:\+\d{1,3}[\s.-]?)?(?:\(\d{2,5}\)\s?"
    r"|\d{2,5}[\s.-])\d{3,4}[\s.-]\d{3,4}(?!\w)|\+\d[\d\s-]{7,}\d"
)
_ADDRESS = re.compile(
    r"(?:[-–]\d+)?(?:\s[A-Z][\w'’.]*){1,3}\s(?:Street|St|Road|Rd|Avenue|Ave|Lane"
    r"|Drive|Boulevard|Blvd|Square|Way|Place)\b"
)
_CAPITAL_BEFORE = re.compile(r"(?:^|[^.!?…:\n“\"(]\s|[A-Z]\w*\s)(?P<word>[A-Z][A-Za-z&.]*)[\s-]$")


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
    taken = _time_spans(doc, durations)
    parts = [_part(doc, numeral, durations) for numeral in numbers if not _inside(numeral, taken)]
    parts = [part for part in _trim(parts) if part.unit or _counts_something(doc, part)]
    found: list[_Found] = []
    position = 0
    while position < len(parts):
        part = parts[position]
        if found and _named_inside(text, found[-1].quantity, part):
            position += 1
            continue
        following = parts[position + 1] if position + 1 < len(parts) else None
        pair = _pair(text, part, following) if following else None
        position += 2 if pair else 1
        found.append(_Found(part, pair, _quantity(doc, part, pair, durations, approximation)))
    yield from (each.quantity for each in _completed(text, found) if each.quantity)


def _completed(text: str, found: list[_Found]) -> list[_Found]:
    """The quantities, where a bare number takes the unit or the noun of its neighbour.

    The right neighbour is asked first, from right to left, so that a list's last noun reaches all
    of it ("two, three or four seats"); then the left one ("six seats in May and nine in June").
    """
    listed = False
    for i in reversed(range(len(found) - 1)):
        first, second = found[i], found[i + 1]
        listed = _may_take(first, second) and _from_right(text, first, second, listed)
        if listed:
            found[i] = _sharing(first, second)
    for i in range(1, len(found)):
        first, second = found[i - 1], found[i]
        if _may_take(second, first) and _from_left(text, first, second):
            found[i] = _sharing(second, first)
        elif i > 1 and _may_take(second, found[i - 2]) and _past_share(text, *found[i - 2 : i + 1]):
            found[i] = _sharing(second, found[i - 2])
    return found


def _past_share(text: str, change: _Found, share: _Found, level: _Found) -> bool:
    """Whether a level follows a change that is told twice ("fell 9 points, or 2%, to 80")."""
    if change.quantity is None or share.part.unit != "percent":
        return False
    start = max(change.quantity.end_char, change.quantity.counted_end or 0)
    again = re.fullmatch(r",?\sor\s(?:(?:just|about)\s)?", text[start : share.part.start])
    return bool(again and re.fullmatch(r",?\s(?:to|at)\s", text[share.part.end : level.part.start]))


def _may_take(bare: _Found, giver: _Found) -> bool:
    """Whether a number has no unit and no noun, its neighbour one; a number a thousand times
    smaller lacks the magnitude too ("$3 billion, up from 2.4").
    """
    taker, given, numeral = bare.quantity, giver.quantity, bare.part.numeral
    if taker is None or given is None or taker.kind != "count" or taker.counted:
        return False
    if numeral.kind != "cardinal" or numeral.low <= 0 or (numeral.low == 1 and not numeral.figures):
        return False
    if given.kind not in ("count", "money", "percent", "measure"):
        return False
    whole = _with_unit(giver)
    signed = given.kind == "money" and whole.start < whole.numeral.start
    metres = given.kind == "measure" and whole.raw is None and given.unit != "year"
    ratio = abs(giver.part.numeral.low) / numeral.low
    return bool(given.unit or given.counted) and not (signed or metres) and 1e-6 < ratio < 1e3


def _with_unit(found: _Found) -> _Part:
    return found.pair if found.pair and not found.part.unit else found.part


def _from_right(text: str, first: _Found, second: _Found, listed: bool) -> bool:
    """Whether the first number takes the unit of the second."""
    last = first.pair or first.part
    gap = text[last.end : second.part.start]
    if level(gap):
        change = re.match(r"\sto\s", gap)
        return _changes(text, last, second.part) if change else second.part.unit != "percent"
    alike = last.numeral.figures == second.part.numeral.figures
    ratio = second.part.numeral.low / last.numeral.low
    return alike and shared_after(gap, ratio, listed=listed or second.pair is not None)


def _from_left(text: str, first: _Found, second: _Found) -> bool:
    """Whether the second number takes the unit of the first.

    Not from an age nor from a compound ("a two-year low of 30"); no level is a percentage change.
    """
    giver, whole = first.quantity, _with_unit(first)
    if giver is None or whole.unit == "year" or text.startswith("-", whole.numeral.end):
        return False
    gap = text[max(giver.end_char, giver.counted_end or 0) : second.part.start]
    before = text[max(0, first.part.start - 60) : first.part.start]
    moved = giver.kind != "percent" or re.search(r"\bfrom\s$", before)
    changes = bool(moved and _CHANGE.search(_clause(before)))
    return shared_before(gap, text[second.part.end :], changes=changes)


def _sharing(bare: _Found, giver: _Found) -> _Found:
    """A bare number with the unit of its neighbour, converted as that is, or with its noun."""
    taker, given, whole = bare.quantity, giver.quantity, _with_unit(giver)
    if taker is None or given is None:
        return bare
    if given.unit:
        low, high, value = (
            None if number is None else _converted(number, whole)
            for number in (taker.low, taker.high, taker.value)
        )
        taker = taker._replace(kind=given.kind, unit=given.unit, low=low, high=high)
        taker = taker._replace(value=taker.value if value is None else value)
    else:
        taker = taker._replace(
            counted=given.counted,
            counted_start=given.counted_start,
            counted_end=given.counted_end,
            counted_lemma=given.counted_lemma,
        )
    return bare._replace(quantity=taker._replace(per=taker.per or given.per))


def _converted(number: float, whole: _Part) -> float:
    """A number in the unit of a part: converted from that of the text, or scaled ("cents")."""
    if whole.raw:
        return units.canonical(number, whole.raw)[0]
    if whole.kind == "measure" and whole.numeral.suffix:
        return number  # "37m" in metres
    return number * whole.low / whole.numeral.low if whole.numeral.low else number


def _named_inside(text: str, before: Quantity | None, part: _Part) -> bool:
    """Whether a bare number belongs to a name in the phrase that the number before it counts ("nine
    new 650 Swift coaches"); "nine 4-bed wards" has two counts.
    """
    if before is None or before.kind != "count" or part.kind != "count":
        return False
    if before.counted_start is None or before.counted_end is None:
        return False
    inside = before.counted_start < part.start < before.counted_end
    own = text.startswith(" of ", before.end_char) or text.startswith("-", part.end)
    return inside and not own


def _time_spans(doc: Doc, durations: bool) -> list[tuple[int, int]]:
    telephones = [match.span() for match in _TELEPHONE.finditer(doc.text)]
    kinds = ("DATE", "TIME") if durations else ("DATE", "TIME", "SET", "DURATION")
    spans = [
        (t.start_char, _end_of_years(doc.text, t.start_char, t.end_char))
        for t in times(doc, None)
        if t.type in kinds and not (durations and t.amount is not None)
    ]
    return sorted(spans + telephones)


_SINCE = re.compile(r"\b(?:between|from)\s(?:A\.?D\.?\s|the\syears?\s)?$", re.IGNORECASE)
_UNTIL = re.compile(r"\s(?:and|to)\s[12]\d{3}\b(?![,.]\d)")


def _end_of_years(text: str, start: int, end: int) -> int:
    """Where a time ends; "between 1750 and 1800" ends with its second year."""
    year = re.search(r"(?<!\d)[12]\d{3}$", text[start:end])
    until = _UNTIL.match(text, end)
    return until.end() if year and until and _SINCE.search(text[:start]) else end


def _inside(numeral: Numeral, spans: list[tuple[int, int]]) -> bool:
    index = bisect_right(spans, (numeral.start, 1 << 60)) - 1
    after = bisect_left(spans, (numeral.start, -1))
    return any(
        spans[i][0] < numeral.end and numeral.start < spans[i][1]
        for i in (index, after)
        if 0 <= i < len(spans)
    )


def _trim(parts: list[_Part]) -> list[_Part]:
    """Drop parts that begin inside the one before ("US$ 5" after a glued code)."""
    kept: list[_Part] = []
    for part in parts:
        if not kept or part.start >= kept[-1].end:
            kept.append(part)
    return kept


def _part(doc: Doc, numeral: Numeral, durations: bool) -> _Part:
    """A numeral with the currency, per cent sign, unit or age around it."""
    text, start, end = doc.text, numeral.start, numeral.end
    low, high = numeral.low, numeral.high
    if numeral.kind != "ordinal":
        if before := units.currency_before(text, start):
            return _money(text, numeral, before)
        position = _unit_position(text, numeral) if numeral.kind == "fraction" else end
        if percent := _PERCENT.match(text, position):
            factor, unit = (0.01, "percentage_point") if percent["bp"] else (1.0, "percent")
            unit = "percentage_point" if percent["point"] else unit
            return _Part(
                start, percent.end(), low * factor, high * factor, "percent", unit, numeral
            )
        money = units.currency_after(text, _unit_position(text, numeral))
        if money and numeral.kind != "fraction":
            part = _Part(
                start,
                money.end,
                low * money.factor,
                high * money.factor,
                "money",
                money.name,
                numeral,
            )
            return _with_per(text, part)
        if measure := _measure(text, numeral) or _modified(doc, numeral, durations):
            return measure
    kind = {"fraction": "ratio", "ordinal": "ordinal"}.get(numeral.kind, "count")
    return _with_per(text, _Part(start, end, low, high, kind, None, numeral))


_OF_A = re.compile(r"(?:\sof)?\san?(?=\s)|\sof\sone(?=\s)")


def _unit_position(text: str, numeral: Numeral) -> int:
    """Where the unit of a numeral begins: after "of" if it is vague ("millions of dollars"), after
    the article if it is a fraction ("half a mile", "a quarter of an inch").
    """
    if numeral.kind == "vague" and text.startswith(" of ", numeral.end):
        return numeral.end + 3
    if numeral.kind == "fraction" and (article := _OF_A.match(text, numeral.end)):
        return article.end()
    return numeral.end


def _money(text: str, numeral: Numeral, before: tuple[int, str]) -> _Part:
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
    part = _Part(start, end, sign * numeral.low, sign * numeral.high, "money", code, numeral)
    return _with_per(text, part)


_AGE = re.compile(
    r"[\s-]?(?:(?P<u>year|month|week|day)s?)?[\s-]?olds?\b|[\s-]years?\sof\sage\b", re.IGNORECASE
)
_AGED = re.compile(
    r"\b(?:aged?|ages?\sof|ages)\s(?:\d+\s(?:and|to|or)\s)?$|\baged?\s\d+[-–]$", re.IGNORECASE
)
_APPOSED = re.compile(r"[A-Z][\w’'.-]+,\s(?:(?:now|then)\s)?$")


def _measure(text: str, numeral: Numeral) -> _Part | None:
    """A measure ("155mm", "3 miles") or an age ("68-year-old", "Ann Lee, 68,", "aged 68")."""
    start, end, low, high = numeral.start, numeral.end, numeral.low, numeral.high
    if numeral.kind == "vague" and not re.match(r"\sof\s", text[end:]):
        return None
    age = _AGE.match(text, end)
    if age and age.group().strip(" -").lower() not in ("old", "olds"):
        per_year = {"month": 12, "week": 52.1775, "day": 365.2425}
        years = per_year.get((age["u"] or "year").lower(), 1)
        return _Part(start, age.end(), low / years, high / years, "measure", "year", numeral)
    plain = numeral.figures and not numeral.suffix and low == int(low) and 0 < low < 120
    if plain and (
        _AGED.search(text[max(0, start - 20) : start])
        or (
            _APPOSED.search(text[max(0, start - 30) : start])
            and re.match(r"(?:,|\)|\s(?:who|of|from|was|and|is)\b|\.)", text[end:])
        )
    ):
        return _Part(start, end, low, high, "measure", "year", numeral)
    if numeral.suffix in ("m", "b", "k", "M", "B", "K", "T") and (
        bare := _suffix_as_unit(text, numeral)
    ):
        return bare
    unit = units.unit_at(text, _unit_position(text, numeral), times=True)
    if unit is None:
        return None
    if unit.name == "pound" and low >= 1e6 and not _WEIGHED.search(text[start : unit.end]):
        return _with_per(text, _Part(start, unit.end, low, high, "money", "GBP", numeral))
    if unit.name in units.TIME_UNITS:
        return _with_per(
            text, _Part(start, unit.end, low, high, "duration", unit.name, numeral, raw=unit.name)
        )
    (low, name), (high, _) = units.canonical(low, unit.name), units.canonical(high, unit.name)
    part = _Part(start, unit.end, low, high, "measure", name, numeral, raw=unit.name)
    return _with_per(text, part)


# Units of which adjectives make something else: "two left feet", "nine honorary degrees".
_AMBIGUOUS = frozenset({"foot", "degree", "pound", "second"})


def _modified(doc: Doc, numeral: Numeral, durations: bool) -> _Part | None:
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
        return _Part(
            numeral.start, unit.end, low, high, "duration", unit.name, numeral, raw=unit.name
        )
    (low, name), (high, _) = units.canonical(low, unit.name), units.canonical(high, unit.name)
    part = _Part(numeral.start, unit.end, low, high, "measure", name, numeral, raw=unit.name)
    return _with_per(doc.text, part)


# No such pound is money.
_WEIGHED = re.compile(r"\blbs?$", re.IGNORECASE)


def _suffix_as_unit(text: str, numeral: Numeral) -> _Part | None:
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
    return _Part(numeral.start, numeral.end, metres, metres, "measure", "meter", numeral)


def _with_per(text: str, part: _Part) -> _Part:
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


def _pair(text: str, part: _Part, following: _Part) -> _Part | None:
    """The second number of a range or score, or None."""
    gap = text[part.end : following.start]
    if _is_share(text, part, following, gap):
        return following._replace(kind="share")
    if len(gap) > 9 or part.kind == "ordinal" or following.kind == "ordinal":
        return None
    match = _RANGE.fullmatch(gap)
    if match is None or (part.unit and following.unit and part.unit != following.unit):
        return None
    if part.unit and not following.unit and part.kind != "money":
        return None
    joiner = gap.strip(" -").lower()
    before = text[max(0, part.start - 60) : part.start]
    between = re.search(r"\bbetween\s(?:\w+\s){0,3}$", before, re.IGNORECASE)
    if (joiner == "and" and not between) or joiner == "/":
        return None
    if (
        joiner == "or"
        and (part.unit or following.numeral.low != part.numeral.low + 1)
        and not following.unit
    ):
        return None
    if _changes(text, part, following) and not (
        following.unit and not part.unit and _GOAL.match(text, following.end)
    ):
        return None
    return (
        following if part.kind in ("count", following.kind) or following.kind == "money" else None
    )


def _changes(text: str, part: _Part, following: _Part) -> bool:
    """Whether "from 3 to 5" or "up 3 to 500" tells a change, so that each number stands for itself;
    "by 3 to 5" and "up 3 to 5" give its size.
    """
    before = text[max(0, part.start - 60) : part.start]
    if not re.fullmatch(r"\sto\s", text[part.end : following.start]):
        return False
    before = re.sub(r",\s(?=from\s$)", " ", before)
    told = re.search(r"\bfrom\s$", before, re.IGNORECASE) or (part.unit and following.unit)
    verb = re.split(r"\s", before.rstrip())[-1]
    sized = 0 < 10 * part.low < following.low and (_CHANGE.fullmatch(verb) or _GAIN.fullmatch(verb))
    return bool((told and _CHANGE.search(_clause(before))) or sized)


def _with_unit_of(part: _Part, following: _Part) -> _Part:
    """The first number of "from 3 to 5 mm" or "3 to 5 cents", in the unit of the second."""
    if part.unit or part.kind != "count" or following.unit is None:
        return part
    if following.kind == "money" and following.start < following.numeral.start:
        return part
    low, high = (_converted(number, following) for number in (part.low, part.high))
    return part._replace(kind=following.kind, unit=following.unit, low=low, high=high)


def _is_share(text: str, part: _Part, following: _Part, gap: str) -> bool:
    """ "one in five", "nine out of ten": a part of a whole."""
    if not (part.kind == following.kind == "count" and 0 < part.low < following.low):
        return False
    one = part.low == 1 and (following.low <= 100 or following.low % 100 == 0)
    return (
        (gap == " out of " and following.low <= 100)
        or (gap == " in " and one)
        or (gap == " in " and not part.numeral.figures and not following.numeral.figures)
        or (gap == " in " and part.low < 10 and following.low in (3, 4, 5, 6, 8, 10, 20, 100))
    )


def _clause(text: str) -> str:
    return re.split(r"[.;:!?,]\s", text)[-1]


def _counts_something(doc: Doc, part: _Part) -> bool:
    """Whether a bare number stands for a quantity rather than for a name, label or list item."""
    text, numeral = doc.text, part.numeral
    before, after = text[max(0, part.start - 24) : part.start], text[part.end : part.end + 24]
    if part.kind == "ratio":
        return not re.match(r"\s?(?:time|back|finals?|mile|day)\b", after) and not _half_noise(
            text, part
        )
    if numeral.kind == "vague":
        return True
    word = text[part.start : part.end].lower()
    if part.kind == "ordinal":
        return not re.match(
            r"[\s-](?:of\s[A-Z]|ladies|lady|hand|amendment|avenue|street|world)|\sperson",
            after,
            re.I,
        ) and not (
            (re.search(r"\b(?:at|in\sthe|for\sthe)\s$", before) and word in ("first", "second"))
            or (
                word in ("first", "second", "third")
                and re.match(r"\s?[,;:]|-(?:ever|degree|class|hand|rate|round|term|party)", after)
            )
        )
    if numeral.kind == "article" and word in (
        "hundred",
        "thousand",
        "million",
        "billion",
        "trillion",
        "dozen",
    ):
        return bool(re.match(r"\s\w", after))
    if word in ("one", "zero"):
        return word == "one" and _one_counts(doc, part)
    if _TO_HOUR.match(after) or re.match(r"\([a-z]\)", after):
        return False
    if re.match(r"/\d|:\d", after) or re.search(r"\d[/:]$|[#@_]$", before):
        return False
    if re.search(r"(?:^|\n)\s*$", before) and re.match(r"[.)]?\s*(?:\n|$)|[.)]\s", after):
        return False
    if _NAMED.search(before):
        return False
    if numeral.figures and re.match(r"['’]s\b|['’]ers\b|s\b", after):
        return False
    return not _is_label(doc, part, before, after)


def _half_noise(text: str, part: _Part) -> bool:
    """Whether a half is one of two ("the second half") or a unit's ("a mile and a half")."""
    return bool(
        re.search(
            r"\b(?:first|second|other|latter|better)[\s-]$|\w\sand\s$",
            text[max(0, part.start - 8) : part.start],
            re.I,
        )
    )


_ONE_NOT = re.compile(
    r"\s(?:another|day\b|thing|time\b|who|that\b|which|is|was|can|could|would|has"
    r"|and\sonly|by\sone|or\sthe\sother|on\sone|"
    r"to\sone|more\stime|way\sor)|['’]s|[-–](?:on|to|of|off|time|sided|way|party"
    r"|man\sband)\b|[.,;:!?)]|\s?$",
    re.IGNORECASE,
)


def _one_counts(doc: Doc, part: _Part) -> bool:
    """ "one man", "one of the men"; not "no one", "this one", "one another", "one day"."""
    before = doc.text[max(0, part.start - 12) : part.start].lower()
    if re.search(
        r"\b(?:one[\s-]to|no|any|every|some|this|that|which|the|each|another|a|day|by)[\s-]$",
        before,
    ) and not re.search(r"\b(?:at\sleast|only)\s$", before):
        return False
    return not _ONE_NOT.match(doc.text, part.end)


def _is_label(doc: Doc, part: _Part, before: str, after: str) -> bool:
    """Whether a number belongs to the word before it ("Flight 370") or to a name's tokens."""
    first, last = token_range(doc, part.start, part.end)
    plural = plural_follows(doc, last)
    for ent in doc.ents:
        if ent.start <= first < ent.end and ent.label_ in (
            "PRODUCT",
            "FAC",
            "EVENT",
            "ORG",
            "PERSON",
            "LOC",
            "GPE",
        ):
            return not (ent.start == first and plural)
    if not part.numeral.figures:
        # "World War Three": a capital in a name, not at the head of a sentence.
        return (
            doc.text[part.start].isupper()
            and bool(re.search(r"[A-Z]\w*\s$", before))
            and not plural
        )
    if _ADDRESS.match(after):
        return True
    glued = re.match(r"[-–]?[A-Za-z]", after)
    if glued and re.match(r"(?:G|D|K|P|X|x|th|C|A|B)\b", after):
        return True
    if re.search(r"[A-Za-z][-–]?$", before):
        return True
    if _LABELS.search(before) and not plural:
        return True
    capital = _CAPITAL_BEFORE.search(before)
    if re.match(r"[-–]\d", after):
        return False
    if (
        capital
        and capital["word"].lower() not in NOT_NOUNS
        and not plural
        and "." not in doc.text[part.start : part.end]
    ):
        return (
            not re.match(r"\s(?:has|have|who|was|of\b|percent|per)", after)
            or part.numeral.low > 120
        )
    return False


# --- Bounds and values ----------------------------------------------------------------------------


def _bound(text: str, start: int, end: int) -> str:
    """The bound that the words around a number set."""
    before, after, topic = _bound_words()
    window = text[max(0, start - 32) : start]
    if not topic.search(window):
        for bound, pattern in before.items():
            if pattern.search(window):
                return bound
    for bound, pattern in after.items():
        if pattern.match(text, end):
            return bound
    return "exact"


def _limits(
    low: float, high: float, bound: str, approximation: float
) -> tuple[float | None, float | None]:
    if bound in ("at_least", "more_than"):
        return low, None
    if bound in ("at_most", "less_than"):
        return None, high
    reach = approximation if bound in ("approximate", "nearly") else 0.0
    below = low - abs(low) * reach
    above = high + (abs(high) * reach if bound == "approximate" else 0.0)
    return float(f"{below:.12g}"), float(f"{above:.12g}")


def _quantity(
    doc: Doc, part: _Part, pair: _Part | None, durations: bool, approximation: float
) -> Quantity | None:
    text, last = doc.text, pair or part
    if last.kind == "duration" and not durations:
        return None
    span, low, high = (part.start, last.end), part.low, part.high
    bound = "exact" if part.kind == "ordinal" else _bound(text, *span)
    if pair and pair.kind == "share":
        share = low / pair.high
        return _done(
            doc, span, pair._replace(kind="ratio", unit=None), (share, share), bound, share
        )
    if pair and _is_score(text, part, pair):
        limits = min(low, pair.high), max(low, pair.high)
        return _done(doc, span, pair._replace(kind="score"), limits, "exact", low)
    whole = part
    if pair:
        low, high, whole = _ranged(text, part, pair)
        bound = "range" if bound in ("exact", "approximate", "nearly") else bound
    elif part.numeral.kind == "vague" and bound == "exact":
        bound = "approximate"
    if whole.kind == "duration":
        (low, unit), (high, _) = (units.canonical(value, last.raw or "") for value in (low, high))
        whole = whole._replace(kind="measure", unit=unit)
    reach = 0.0 if part.numeral.kind == "vague" else approximation
    return _done(doc, span, whole, _limits(low, high, bound, reach), bound, low)


def _is_score(text: str, part: _Part, pair: _Part) -> bool:
    """ "97-1", "won 2-1": two whole numbers, the larger first or a word of contests near."""
    gap = text[part.end : pair.start].strip()
    whole = (
        part.unit is None
        and pair.unit is None
        and part.low == int(part.low)
        and pair.low == int(pair.low)
    )
    if (
        gap not in ("-", "–", "—", "to")
        or not whole
        or not (part.numeral.figures and pair.numeral.figures)
    ):
        return False
    around = text[max(0, part.start - 50) : part.start] + " " + text[pair.end : pair.end + 30]
    return (gap != "to" and part.low >= pair.low) or bool(
        _SCORE.search(around) and (gap != "to" or part.low >= pair.low)
    )


def _ranged(text: str, part: _Part, pair: _Part) -> tuple[float, float, _Part]:
    """The range of two numbers: the unit, the magnitude or the currency of one serves both."""
    whole = pair
    if part.kind == "money" and not pair.unit:
        whole = pair._replace(kind="money", unit=part.unit)
    low, high = part.low, pair.high
    if part.unit is None and pair.kind == "duration":
        whole = pair
    elif part.unit is None:
        low = _with_unit_of(part, pair).low
    # "$3 to $5 billion", "10-12 million"
    scaled = re.search(r"[A-Za-z]", text[pair.numeral.start : pair.numeral.end])
    first = part.numeral.low
    for magnitude in (1e12, 1e9, 1e6, 1e3, 1e2):
        if scaled and 0 < first < 1000 and pair.numeral.low >= magnitude * first:
            low *= magnitude
            break
    return min(low, high), max(low, high), whole._replace(per=pair.per or part.per)


def _done(
    doc: Doc,
    span: tuple[int, int],
    part: _Part,
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
                per = _with_per(doc.text, part._replace(end=phrase.end_char, unit="")).per
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
