"""Time expressions: where they are, what they mean (TIMEX3), and which interval that is.

Rules over the text in the manner of HeidelTime (Strötgen and Gertz 2013): each pattern stands for
one construction, the longest match wins, parts are then put together ("the end of" + "last year",
"5 p.m." + "on Monday"), and what is relative counts from the reference date.

Which Monday, which August: news reports what has happened, so a weekday or month is the nearest one
on or before the reference date, unless the nearest verb form or adjective in the clause looks ahead
("will", "due", "scheduled for", "to meet on Tuesday"); then it is the nearest on or after it. A day
without a year ("3 June") is the one nearest to the reference date on that side, or on either side
where no verb decides.
"""

import re
from bisect import bisect_right
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, timedelta, timezone
from functools import cache
from typing import NamedTuple

from spacy.tokens import Doc

from crosscheck.language import intervals
from crosscheck.language.intervals import Period
from crosscheck.language.numerals import numerals


class Time(NamedTuple):
    """A time expression.

    Attributes:
        start_char: Its first character in the Doc.
        end_char: One past its last character in the Doc.
        type: DATE, TIME, DURATION or SET (TIMEX3).
        value: The TIMEX3 value; parts that are not known are X.
        earliest: The first moment it can mean, aware, UTC; None if unknown or unbounded.
        latest: One past the last moment it can mean (half-open); None likewise. Two times can be
            the same if their intervals overlap.
        relation: How what it dates lies to the interval: `during`, `before`, `after`, `since` (from
            then on), `until` (up to then, or by then), or None.
        resolved_by: `text` (absolute), `reference_date`, or `none`.
        mod: TIMEX3's modifier: START, MID, END, APPROX, MORE_THAN, LESS_THAN, EQUAL_OR_MORE,
            EQUAL_OR_LESS, or None.
        amount: The number of units of a duration, or None.
        unit: The unit of a duration (second … century), or None.
    """

    start_char: int
    end_char: int
    type: str
    value: str
    earliest: datetime | None
    latest: datetime | None
    relation: str | None
    resolved_by: str
    mod: str | None = None
    amount: float | None = None
    unit: str | None = None


class _Draft(NamedTuple):
    """A time expression before its parts are put together."""

    start: int
    end: int
    type: str
    period: Period
    by: str = "text"
    mod: str | None = None
    relation: str | None = None
    amount: float | None = None
    unit: str | None = None
    clock: tuple[int, int, str | None] | None = None


class _Context(NamedTuple):
    doc: Doc
    text: str
    reference: date | None


_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "january jan", "february feb", "march mar", "april apr", "may", "june jun",
            "july jul", "august aug", "september sept sep", "october oct", "november nov",
            "december dec",
        ),
        start=1,
    )
    for name in names.split()
}  # fmt: skip
_WEEKDAYS = {
    name: number
    for number, names in enumerate(
        (
            "monday mon", "tuesday tues tue", "wednesday wed", "thursday thurs thu", "friday fri",
            "saturday sat", "sunday sun",
        )
    )
    for name in names.split()
}  # fmt: skip
_PARTS = {
    "morning": "MO", "mornings": "MO", "dawn": "MO", "noon": "MI", "midday": "MI",
    "lunchtime": "MI", "afternoon": "AF", "afternoons": "AF", "evening": "EV", "evenings": "EV",
    "night": "NI", "nights": "NI", "overnight": "NI",
}  # fmt: skip
_SEASONS = {"spring": "SP", "summer": "SU", "autumn": "FA", "fall": "FA", "winter": "WI"}
_ORDINALS = {
    "first": 1, "1st": 1, "opening": 1, "second": 2, "2nd": 2, "third": 3, "3rd": 3, "fourth": 4,
    "4th": 4, "final": 4, "last": 4,
}  # fmt: skip
_NUMBERS = {
    word: value
    for value, word in enumerate(
        "one two three four five six seven eight nine ten eleven twelve".split(), start=1
    )
} | {"a": 1, "an": 1, "couple": 2, "a couple of": 2, "a couple": 2, "a dozen": 12}
# Offsets from UTC, in hours, of the zones that English-language news names.
_ZONES = {
    "UTC": 0, "GMT": 0, "BST": 1, "CET": 1, "CEST": 2, "EET": 2, "EEST": 3, "MSK": 3, "IST": 5.5,
    "JST": 9, "AEST": 10, "AEDT": 11, "EST": -5, "EDT": -4, "ET": -5, "CST": -6, "CDT": -5,
    "CT": -6, "MST": -7, "MDT": -6, "MT": -7, "PST": -8, "PDT": -7, "PT": -8,
}  # fmt: skip

_UNIT = r"(?:seconds?|minutes?|hours?|days?|weeks?|months?|years?|decades?|century|centuries)"
_MONTH_NAME = (
    r"(?:January|February|March|April|May|June|July|August|September|October|November|December"
    r"|Jan\b\.?|Feb\b\.?|Mar\b\.?|Apr\b\.?|Jun\b\.?|Jul\b\.?|Aug\b\.?|Sept?\b\.?|Oct\b\.?"
    r"|Nov\b\.?|Dec\b\.?)"
)
_FULL_MONTH = (
    r"(?:January|February|March|April|May|June|July|August|September|October|November|December"
    r"|(?:Jan|Feb|Mar|Apr|Aug|Sept|Oct|Nov|Dec)\.)"
)
_WEEKDAY = r"(?:Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday)"
_ANY_WEEKDAY = rf"(?:{_WEEKDAY}|(?:Mon|Tues?|Wed|Thurs?|Fri|Sat|Sun)\b\.?)"
_DAY = r"(?:0?[1-9]|[12]\d|3[01])(?:st|nd|rd|th)?(?![\d:]|[.,]\d|\s?(?:%|per\s?cent))"
_YEAR = r"(?:1[5-9]\d\d|20\d\d)"
_PART = r"(?:morning|afternoon|evening|night|lunchtime|dawn)"
_ZONE = rf"(?:{'|'.join(sorted(_ZONES, key=lambda z: (-len(z), z)))}|local\stime)"


def _word(text: str) -> str:
    return re.sub(r"[\s.]+$", "", text.lower())


def _month_number(name: str) -> int:
    return _MONTHS[_word(name)]


# --- Which side of the reference date -------------------------------------------------------------

_AHEAD = frozenset(
    "will 'll ’ll wo shall due scheduled slated planned expected upcoming set forthcoming plans plan "
    "planning expects expect going ahead deadline anticipated aims hopes intends can could may might "
    "should must would".split()
)
_BEHIND = frozenset(
    "said was were had has have did told met made came took went began told gave saw held left won "
    "lost fell rose wrote spoke sent put cut hit sold bought paid found got became says say been".split()
)
_HARD_STOPS = frozenset(".;!?")


def _looks(doc: Doc, token: int) -> str:
    """Whether a token looks `ahead`, `behind` or neither."""
    word = doc[token].lower_
    if word in _AHEAD and doc[token].text != "May":
        return "ahead"
    tag = doc[token].tag_
    if word in _BEHIND or tag in ("VBD", "VBN") or (not tag and re.fullmatch(r"[a-z]{2,}ed", word)):
        return "behind"
    if tag == "VB" and token and doc[token - 1].lower_ in ("to", "be"):
        return "ahead"
    if tag in ("VBZ", "VBP") and doc[token].lemma_ not in ("be", "have", "do"):
        return "open"
    return ""


def _side(context: _Context, start: int, end: int) -> str:
    """Which side of the reference date the clause of a time expression looks to.

    The nearest verb form before it in the sentence decides, else the nearest after it.

    Returns:
        "ahead", "behind", or "" where no verb decides.
    """
    doc = context.doc
    first, last = _tokens(doc, start, end)
    for token in range(first - 1, max(first - 16, -1), -1):
        if doc[token].text in _HARD_STOPS:
            break
        if look := _looks(doc, token):
            if look == "behind" and token and _passive_ahead(doc, token):
                return "ahead"
            return "" if look == "open" else look
    for token in range(last, min(last + 12, len(doc))):
        if doc[token].text in _HARD_STOPS:
            break
        if look := _looks(doc, token):
            return "" if look == "open" else look
    return ""


def _passive_ahead(doc: Doc, token: int) -> bool:
    """Whether a participle stands under a form that looks ahead ("to be held", "will be met")."""
    before = [doc[i].lower_ for i in range(max(token - 3, 0), token)]
    return "be" in before and any(word in _AHEAD or word == "to" for word in before)


def _tokens(doc: Doc, start: int, end: int) -> tuple[int, int]:
    """The first token of a character span, and one past its last."""
    starts = _starts(doc)
    return max(bisect_right(starts, start) - 1, 0), bisect_right(starts, end - 1)


def _starts(doc: Doc) -> list[int]:
    starts: list[int] | None = doc.user_data.get("token_starts")
    if starts is None:
        starts = [token.idx for token in doc]
        doc.user_data["token_starts"] = starts
    return starts


# --- Rules ----------------------------------------------------------------------------------------

_Rule = tuple[re.Pattern[str], Callable[[re.Match[str], _Context], _Draft | None]]
_RULES: list[_Rule] = []


def _rule(pattern: str, flags: int = re.IGNORECASE) -> Callable[..., Callable[..., _Draft | None]]:
    """Register a construction: its pattern, and the function that reads a match."""

    def register(read: Callable[[re.Match[str], _Context], _Draft | None]) -> Callable[..., _Draft | None]:
        compiled = re.compile(rf"(?<![\w$£€#@])(?:{pattern})(?!\w)", flags)
        _RULES.append((compiled, read))
        return read

    return register


def _date(match: re.Match[str], period: Period, by: str = "text", **more: object) -> _Draft:
    return _Draft(match.start(), match.end(), "DATE", period, by)._replace(**more)  # type: ignore[arg-type]


def _unresolved(match: re.Match[str], value: str, **more: object) -> _Draft:
    return _date(match, Period(value), "none", **more)


def _full_date(match: re.Match[str], year: int, month: int, day: int) -> _Draft | None:
    try:
        return _date(match, intervals.day_of(date(year, month, day)))
    except ValueError:
        return None


@_rule(rf"(?P<y>{_YEAR})-(?P<m>[01]\d)-(?P<d>[0-3]\d)(?:T(?P<h>\d\d):(?P<min>\d\d)(?::\d\d(?:\.\d+)?)?(?P<z>Z)?)?")
def _iso(match: re.Match[str], context: _Context) -> _Draft | None:
    """ "2021-07-04", "2021-07-04T10:00Z"."""
    draft = _full_date(match, int(match["y"]), int(match["m"]), int(match["d"]))
    if draft and match["h"] and int(match["h"]) < 24 and int(match["min"]) < 60:
        return _at_clock(draft, (int(match["h"]), int(match["min"]), "UTC"))
    return draft


@_rule(rf"(?P<a>\d{{1,2}})/(?P<b>\d{{1,2}})/(?P<y>{_YEAR}|\d\d)")
def _slashed(match: re.Match[str], context: _Context) -> _Draft | None:
    """ "7/4/21": month first, as in the United States, unless the first number is no month."""
    a, b, year = int(match["a"]), int(match["b"]), int(match["y"])
    year += 0 if year > 99 else 2000 if year < 70 else 1900
    return _full_date(match, year, b, a) if a > 12 else _full_date(match, year, a, b)


@_rule(
    rf"(?:{_ANY_WEEKDAY},?\s)?(?:the\s)?(?:(?P<m1>{_MONTH_NAME})\s(?P<d1>{_DAY})"
    rf"(?:\s?[-–—]\s?(?P<to1>{_DAY}))?"
    rf"|(?P<d2>{_DAY})(?:\s?[-–—]\s?(?P<to2>{_DAY}))?\s(?:of\s)?(?P<m2>{_MONTH_NAME}))"
    rf"(?:\s?,?\s?(?P<y>{_YEAR})(?![-–]\d|,\d))?"
)
def _month_day(match: re.Match[str], context: _Context) -> _Draft | None:
    """ "Tuesday, 4 July 2021", "July 4", "the 4th of July", "July 4-6"."""
    name = match["m1"] or match["m2"]
    if not name[0].isupper():
        return None
    days = [int(re.sub(r"\D", "", d)) for d in (match["d1"] or match["d2"], match["to1"] or match["to2"]) if d]
    month, year, by = _month_number(name), match["y"], "text"
    if year is None:
        if context.reference is None:
            return _unresolved(match, f"XXXX-{month:02d}-{days[0]:02d}")
        chosen = _nearest_year(context, match, month, days[0])
        if chosen is None:
            return None
        year, by = chosen, "reference_date"
    try:
        dates = [date(int(year), month, day) for day in days]
    except ValueError:
        return None
    if len(dates) == 2 and dates[0] < dates[1]:
        return _date(match, intervals.days_between(*dates), by)
    return _date(match, intervals.day_of(dates[0]), by)


def _nearest_year(context: _Context, match: re.Match[str], month: int, day: int) -> int | None:
    """The year in which a day lies nearest to the reference date, on the side the clause looks to."""
    assert context.reference is not None
    candidates = []
    for year in range(context.reference.year - 4, context.reference.year + 5):
        try:
            candidates.append((date(year, month, day) - context.reference).days)
        except ValueError:
            continue
    side = _side(context, *match.span())
    # A week of slack: "released" in the clause does not make next Friday last year's.
    sided = [d for d in candidates if (d >= 0 if side == "ahead" else d <= 7 if side else True)]
    if not sided:
        return None
    return (context.reference + timedelta(days=min(sided, key=abs))).year


@_rule(rf"(?P<m>{_MONTH_NAME})(?:\sof|,)?\s(?P<y>{_YEAR})(?!,\d)", 0)
def _month_year(match: re.Match[str], context: _Context) -> _Draft | None:
    """ "March 2019", "March of 2019"."""
    return _date(match, intervals.month_of(int(match["y"]), _month_number(match["m"])))


_BEFORE_MONTH = re.compile(
    r"(?:\b(?:in|since|until|till|by|from|last|next|early|mid|late|of|this|that|and|or|through|to"
    r"|before|after|during|for|is|was|every|each|an?|the|between|around|as\sof|their|its|on|at|end)"
    r"[\s-]|[,(–—-]\s?|^|[.!?”\"]\s)$",
    re.IGNORECASE,
)


@_rule(rf"(?P<side>(?:last|next|this|past|coming|previous|the\sfollowing)\s)?(?P<m>{_FULL_MONTH})", 0)
def _month_alone(match: re.Match[str], context: _Context) -> _Draft | None:
    """ "in August", "last March"; a name ("June Smith") or a verb ("may") is none."""
    before, after = context.text[: match.start()], context.text[match.end() :]
    if not match["side"] and not _BEFORE_MONTH.search(before[-12:]):
        return None
    if re.match(r"\s\d", after) or (match["m"] in ("May", "March") and not match["side"] and (
        not re.search(r"\b(?:in|since|until|till|by|from|early|mid|late|of|through|before|after|during|and|or|to|every|for)[\s-]$", before[-12:])
    )):
        return None
    if re.match(r"\s[A-Z][a-z]+", after) and not re.search(r"[a-z,]\s$", before[-2:]):
        return None
    month = _month_number(match["m"])
    if context.reference is None:
        return _unresolved(match, f"XXXX-{month:02d}")
    year = _month_year_for(context, match, month)
    return _date(match, intervals.month_of(year, month), "reference_date")


def _month_year_for(context: _Context, match: re.Match[str], month: int) -> int:
    reference = context.reference
    assert reference is not None
    side = (match["side"] or "").strip().lower()
    if side == "this":
        return reference.year
    if side in ("next", "coming", "the following"):
        return reference.year + (month <= reference.month)
    if side:
        return reference.year - (month >= reference.month)
    cue = re.search(r"\b(since|until|till|by)\s$", context.text[: match.start()], re.IGNORECASE)
    looks = _side(context, *match.span())
    if cue and cue[1].lower() == "since":
        looks = "behind"
    if looks == "ahead":
        return reference.year + (month < reference.month)
    return reference.year - (month > reference.month)


_BEFORE_YEAR = re.compile(
    r"(?:\b(?:in|since|from|until|till|by|of|during|late|early|mid|between|to|and|or|before|after"
    r"|through|throughout|for|around|about|circa|the|a|fiscal|year|as\sof|than|season|its|their|his|her|our|this)"
    r"[\s-]|[(,–—/-]\s?|['’]s\s|^)$",
    re.IGNORECASE,
)
_COUNT_CUE = re.compile(
    r"\b(?:than|about|around|some|nearly|almost|over|approximately|roughly|to|least|most|of)\s$",
    re.IGNORECASE,
)


@_rule(rf"(?P<y>{_YEAR})(?:[-–](?P<z>\d\d(?:\d\d)?))?", 0)
def _year(match: re.Match[str], context: _Context) -> _Draft | None:
    """ "2018", "the 2018 election", "2018-19"; a number that counts something is none."""
    year, text = int(match["y"]), context.text
    before, after = text[max(0, match.start() - 16) : match.start()], text[match.end() :]
    capital = re.search(r"\b[A-Z][\w.&]*\s$", before) and 1900 <= year <= 2049
    if not (_BEFORE_YEAR.search(before) or capital or (1900 <= year <= 2049)):
        return None
    if re.match(r"[.,:]\d|\s?(?:%|°|km|kg|mm|per\s?cent|(?:hundred|thousand|million|billion)\b)|['’]?s\b(?!\s)", after):
        return None
    if re.match(r"\s?[-–]\s?\d{4}\s[A-Za-z]", after) and not re.match(rf"\s?[-–]\s?{_YEAR}\s[A-Z]", after):
        return None
    if re.search(r"[$€£¥#]\s?$|\b(?:No\.|Model|Flight|Route|Section)\s?$", before):
        return None
    if _counts(context, match, before, after):
        return None
    if match["z"]:
        last = int(str(year)[: 4 - len(match["z"])] + match["z"])
        if not year < last <= year + 60:
            return None
        span = Period(f"{year}/{last}", intervals.year_of(year).earliest, intervals.year_of(last).latest)
        return _date(match, span)
    return _date(match, intervals.year_of(year))


def _counts(context: _Context, match: re.Match[str], before: str, after: str) -> bool:
    """Whether a number that might be a year counts the plural after it ("about 2000 men")."""
    word = re.match(rf"\s([a-z]+)(?:\s[a-z]+)?", after)
    if re.match(rf"[\s-](?:{_UNIT}|people|meters?|metres?|miles|feet|points?|rpm|dollars|euros)\b", after):
        return True
    if word is None:
        return False
    _, last = _tokens(context.doc, *match.span())
    nouns = []
    for token in context.doc[last : last + 3]:
        if not token.is_alpha or token.tag_ and token.tag_[:2] not in ("NN", "JJ", "VB"):
            break
        nouns.append(token)
        if token.tag_ == "NNS":
            break
    plural = bool(nouns) and (nouns[-1].tag_ == "NNS" or (not nouns[-1].tag_ and word[1].endswith("s")))
    if not plural:
        return False
    return not re.search(r"\b(?:the|a|its|their|his|her|our|in|since|by|of|until|this|['’]s)\s$", before, re.IGNORECASE) or bool(
        re.search(r"\b(?:than|least|most|about|some|nearly|almost|over|roughly|approximately)\s$", before)
    )


@_rule(r"(?:the\s)?(?:(?P<c>1[5-9]|20)(?P<d>\d)0['’]?s|['’]?(?P<short>[2-9])0['’]?s)")
def _decade(match: re.Match[str], context: _Context) -> _Draft | None:
    """ "the 1990s", "the '70s"."""
    if match["short"]:
        before = context.text[max(0, match.start() - 12) : match.start()].lower()
        definite = match.group().lower().startswith(("the", "'", "’")) or re.search(r"\b(early|late|mid)[\s-]$", before)
        if not definite:
            return None
        century = "20" if match["short"] in "2" else "19"
        return _date(match, intervals.decade_of(int(f"{century}{match['short']}0")))
    return _date(match, intervals.decade_of(int(f"{match['c']}{match['d']}0")))


@_rule(r"(?:the\s)?(?P<n>\d\d?)(?:st|nd|rd|th)[\s-](?:century|centuries)")
def _century(match: re.Match[str], context: _Context) -> _Draft | None:
    """ "the 19th century"."""
    number = int(match["n"])
    return _date(match, intervals.century_of(number)) if 1 <= number <= 30 else None


@_rule(
    rf"(?P<side>last|next|this|past|coming|previous|this\spast|this\scoming|following)?\s?"
    rf"\b(?P<w>{_WEEKDAY}|(?:Mon|Tues?|Wed|Thurs?|Fri|Sat|Sun)\.)(?P<s>s\b)?(?:\s(?P<p>{_PART}s?)\b)?"
)
def _weekday(match: re.Match[str], context: _Context) -> _Draft | None:
    """ "on Monday", "last Friday", "Sunday night", "Mondays"."""
    if not match["w"][0].isupper():
        return None
    number = _WEEKDAYS[_word(match["w"])]
    part = _PARTS[match["p"].lower()] if match["p"] else None
    start = match.start() + (len(match.group()) - len(match.group().lstrip()))
    if match["s"]:
        return _date(match, Period(f"XXXX-WXX-{number + 1}"), "text", type="SET", start=start)
    if context.reference is None:
        return _with_part(_unresolved(match, f"XXXX-WXX-{number + 1}", start=start), part)
    day = _weekday_date(context, match, number)
    return _with_part(_date(match, intervals.day_of(day), "reference_date", start=start), part)


def _weekday_date(context: _Context, match: re.Match[str], number: int) -> date:
    reference = context.reference
    assert reference is not None
    back, side = (reference.weekday() - number) % 7, (match["side"] or "").lower()
    if side in ("next", "coming", "this coming"):
        return reference + timedelta(days=7 - back if back else 7)
    if side in ("last", "past", "previous", "this past"):
        return reference - timedelta(days=back or 7)
    if _side(context, *match.span()) == "ahead":
        return reference + timedelta(days=(7 - back) % 7)
    return reference - timedelta(days=back)


def _with_part(draft: _Draft, part: str | None) -> _Draft:
    if part is None:
        return draft
    return draft._replace(type="TIME", period=intervals.part_of_day(draft.period, part))


@_rule(rf"(?:(?P<side>earlier|later)\s)?(?P<d>the\sday\sbefore\syesterday|the\sday\safter\stomorrow|today|yesterday|tomorrow|tonight|last\snight|this\s(?P<t>{_PART}))(?:\s(?P<p>{_PART}))?")
def _deictic(match: re.Match[str], context: _Context) -> _Draft | None:
    """ "yesterday morning", "tonight", "earlier today"."""
    word = re.sub(r"\s", " ", match["d"].lower())
    days = {"yesterday": -1, "tomorrow": 1, "last night": -1, "the day before yesterday": -2, "the day after tomorrow": 2}
    part = "NI" if word in ("tonight", "last night") else None
    if name := match["t"] or match["p"]:
        part = _PARTS[name.lower()]
    if context.reference is None:
        return _with_part(_unresolved(match, "XXXX-XX-XX"), part)
    day = intervals.day_of(context.reference + timedelta(days=days.get(word, 0)))
    return _with_part(_date(match, day, "reference_date"), part)


_SIDES = {
    "last": -1, "past": -1, "previous": -1, "this": 0, "current": 0, "next": 1, "coming": 1,
    "following": 1, "upcoming": 1,
}  # fmt: skip


@_rule(
    r"(?:(?P<adv>earlier|later)\s)?(?:(?P<det>the|this|that|those|of)\s)?(?P<side>last|past|this|current|next|coming|previous|following|upcoming)\s"
    r"(?P<fill>(?:whole|entire|full|calendar|past|fiscal)\s)?(?P<u>week|weekend|month|quarter|year|decade|century|spring|summer|autumn|fall|winter)"
)
def _this_unit(match: re.Match[str], context: _Context) -> _Draft | None:
    """ "last month", "earlier this month", "next year", "last summer".

    "The previous year" and "the following month" count from an event that the rule does not know.
    """
    side, unit, adverb = match["side"].lower(), match["u"].lower(), (match["adv"] or "").lower()
    start = match.start("side") if (match["det"] or "").lower() == "of" else match.start()
    if side == "past" and unit not in ("week", "month", "year", "decade", "century", "weekend"):
        return None
    if side in ("past",) or (match["det"] or "").lower() == "the" and side in ("last", "next") and unit != "quarter":
        return _rolling(match, context, 1.0, unit, ahead=side == "next") if unit not in _SEASONS and unit not in ("weekend", "quarter") else None
    if context.reference is None or (side in ("previous", "following")):
        by_event = _SIDES[side] if side in ("previous", "following") else None
        relation = {-1: "before", 1: "after"}.get(by_event or 0)
        return _unresolved(match, _unknown_unit(unit), start=start, relation=relation)
    period = _unit_period(context.reference, unit, _SIDES[side])
    draft = _date(match, period, "reference_date", start=start)
    return _cut(draft, context.reference, adverb) if adverb else draft


def _unknown_unit(unit: str) -> str:
    if unit in _SEASONS:
        return f"XXXX-{_SEASONS[unit]}"
    known = {"week": "XXXX-WXX", "weekend": "XXXX-WXX-WE", "month": "XXXX-XX", "quarter": "XXXX-QX", "day": "XXXX-XX-XX"}
    return known.get(unit, "XXXX")


def _unit_period(reference: date, unit: str, step: int) -> Period:
    if unit in _SEASONS:
        return _season_period(reference, _SEASONS[unit], step)
    if unit == "quarter":
        return intervals.quarter_of(reference.year, (reference.month - 1) // 3 + 1 + step)
    if unit == "weekend":
        return intervals.weekend_of(reference + timedelta(days=7 * step))
    return intervals.shifted(reference, step, unit)


def _season_period(reference: date, season: str, step: int) -> Period:
    """The last, the present (or nearest) or the next season of a name."""
    now = intervals.midnight(reference)
    seasons = [intervals.season_of(reference.year + n, season) for n in range(-2, 3)]
    if step < 0:
        return [s for s in seasons if s.latest and s.latest <= now][-1]
    if step > 0:
        return next(s for s in seasons if s.earliest and s.earliest > now)
    return next(s for s in seasons if s.latest and s.latest > now - timedelta(days=120))


def _cut(draft: _Draft, reference: date, adverb: str) -> _Draft:
    """ "earlier this month" ends where the reference day begins; "later" begins where it ends."""
    period = draft.period
    today = intervals.midnight(reference)
    if adverb == "earlier" and period.earliest and period.earliest < today:
        return draft._replace(period=period._replace(latest=min(period.latest or today, today)), mod="START")
    tomorrow = today + timedelta(days=1)
    if adverb == "later" and period.latest and period.latest > tomorrow:
        return draft._replace(period=period._replace(earliest=max(period.earliest or tomorrow, tomorrow)), mod="END")
    return draft


def _rolling(match: re.Match[str], context: _Context, amount: float | None, unit: str, *, ahead: bool) -> _Draft:
    """ "the past ten years", "the next four months": a duration that ends, or begins, now."""
    value = intervals.duration_value(amount, unit)
    draft = _Draft(match.start(), match.end(), "DURATION", Period(value), "none", amount=amount, unit=unit)
    if context.reference is None:
        return draft
    today, tomorrow = intervals.midnight(context.reference), context.reference + timedelta(days=1)
    far = intervals.moved(context.reference, (amount or 0) * (1 if ahead else -1), unit) if amount else None
    period = Period(value, today, far) if ahead else Period(value, far, intervals.midnight(tomorrow))
    return draft._replace(period=period, by="reference_date")


@_rule(rf"(?:the\s)?(?:same|that|very\ssame)\s(?P<u>week|weekend|month|year|day|night|morning|afternoon|evening)(?!s)(?P<rest>\s(?:last\syear|a\syear\s(?:ago|earlier)))?")
def _anaphor(match: re.Match[str], context: _Context) -> _Draft | None:
    """ "that day", "the same month": known only from the text around."""
    if match["rest"] and context.reference and match["u"].lower() == "month":
        return None
    part = _PARTS.get(match["u"].lower())
    return _with_part(_unresolved(match, "XXXX-XX-XX" if part else _unknown_unit(match["u"].lower())), part)


@_rule(rf"(?:the\s)?(?:(?P<o>first|second|third|fourth|final|last|opening|1st|2nd|3rd|4th)[\s-]quarter|Q(?P<q>[1-4]))(?:(?:\sof)?\s(?P<y>{_YEAR}|(?:the\s)?(?P<rel>last|this|next|previous)\syear))?")
def _quarter(match: re.Match[str], context: _Context) -> _Draft | None:
    """ "the first quarter of 2019", "third-quarter"; without a year the nearest one before."""
    word = (match["o"] or "").lower()
    number = int(match["q"]) if match["q"] else _ORDINALS[word]
    if re.match(r"\sof\s(?:a|the|all|its|their|\d)\b", context.text[match.end() :]) and not match["y"]:
        return None
    if match["y"] and match["y"][0].isdigit():
        return _date(match, intervals.quarter_of(int(match["y"]), number))
    if context.reference is None:
        return _unresolved(match, f"XXXX-Q{number}")
    year, present = context.reference.year, (context.reference.month - 1) // 3 + 1
    if match["rel"]:
        step = {"last": -1, "previous": -1, "next": 1}.get(match["rel"].lower(), 0)
        return _date(match, intervals.quarter_of(year + step, number), "reference_date")
    if word == "last":
        return _date(match, intervals.quarter_of(year, present - 1), "reference_date")
    if _side(context, *match.span()) == "ahead":
        year += number < present
    else:
        year -= number > present
    return _date(match, intervals.quarter_of(year, number), "reference_date")


@_rule(rf"(?:the\s)?(?P<s>spring|summer|autumn|fall|winter)(?:\sof|,)?\s(?P<y>{_YEAR})")
def _season_year(match: re.Match[str], context: _Context) -> _Draft | None:
    """ "the summer of 2019"."""
    return _date(match, intervals.season_of(int(match["y"]), _SEASONS[match["s"].lower()]))


@_rule(r"(?<=\b(?:in)\s)(?:the\s)?(?P<s>spring|summer|autumn|winter)|(?<=\bsince\s)(?:the\s)?(?P<s2>spring|summer|autumn|winter)|(?<=\buntil\s)(?:the\s)?(?P<s3>spring|summer|autumn|winter)|(?<=\bby\s)(?:the\s)?(?P<s4>spring|summer|autumn|winter)")
def _season_alone(match: re.Match[str], context: _Context) -> _Draft | None:
    """ "in the spring", "since winter"; not "a winter coat"."""
    name = next(group for group in match.groups() if group).lower()
    if re.match(r"\s[a-z]+", context.text[match.end() :]) and not re.match(
        r"\s(?:and|or|but|when|after|before|as|for|with|at|in|on|to|by|of|that|which|the)\b", context.text[match.end() :]
    ):
        return None
    if context.reference is None:
        return _unresolved(match, f"XXXX-{_SEASONS[name]}")
    step = 1 if _side(context, *match.span()) == "ahead" else -1
    period = _season_period(context.reference, _SEASONS[name], step)
    return _date(match, period, "reference_date")


@_rule(rf"(?P<h>[01]?\d|2[0-3])(?::(?P<m>[0-5]\d)|\.(?P<m2>[0-5]\d)(?=\s?[ap]\.?m))?(?::[0-5]\d)?\s?(?:(?P<ap>[ap])\.?m\b\.?|(?=\s?(?:{_ZONE})\b)|(?<=:\d\d))(?:\s(?P<z>(?-i:{_ZONE}))\b)?")
def _clock(match: re.Match[str], context: _Context) -> _Draft | None:
    """ "5 p.m. EST", "18:00 UTC", "10.45pm"."""
    hour, minute = int(match["h"]), int(match["m"] or match["m2"] or 0)
    if match["ap"]:
        if not 1 <= hour <= 12:
            return None
        hour = hour % 12 + (12 if match["ap"].lower() == "p" else 0)
    elif not match["m"]:
        return None
    zone = match["z"] if match["z"] in _ZONES else None
    value = f"T{hour:02d}:{minute:02d}" + ("Z" if zone in ("UTC", "GMT") else "")
    return _Draft(match.start(), match.end(), "TIME", Period(value), "none", clock=(hour, minute, zone))


@_rule(r"(?<=\bat\s)(?P<w>noon|midnight|midday)")
def _noon(match: re.Match[str], context: _Context) -> _Draft | None:
    """ "at noon"."""
    hour = 0 if match["w"].lower() == "midnight" else 12
    return _Draft(match.start(), match.end(), "TIME", Period(f"T{hour:02d}:00"), "none", clock=(hour, 0, None))


@_rule(r"9/11|(?:September|Sept\.?)\s11(?:th)?(?=(?:,\s2001,?)?\s(?:terror\w*\s|al\W?qaeda\s)?(?:attacks?|hijack\w+|terror\w*|bombers|victims|families|plot\w*|memorial))")
def _named_day(match: re.Match[str], context: _Context) -> _Draft | None:
    """The one day of recent history that goes by its date alone."""
    return _date(match, intervals.day_of(date(2001, 9, 11)))


# --- Durations and sets ---------------------------------------------------------------------------

_VAGUE_COUNT = r"(?:(?:a\s)?few|several|many|some|(?:a\s)?couple\sof|(?:a\s)?couple|dozens\sof|hundreds\sof|thousands\sof|recent|a\snumber\sof|countless|these|those)"


@_rule(rf"(?P<det>(?:(?:over|in|within|during|for|throughout)\s)?(?:the|these|this|his|her|its|their|our|my)\s)(?P<side>past|last|next|previous|coming|first|final|following|preceding|intervening)\s(?P<n>{_VAGUE_COUNT}\s)?(?P<u>days|weeks|months|years|decades|hours|minutes)")
def _vague_rolling(match: re.Match[str], context: _Context) -> _Draft | None:
    """ "the past few weeks", "the coming months"."""
    start = match.start() + len(match["det"]) - len(match["det"].split()[-1]) - 1
    draft = _rolling(match, context, None, match["u"].lower().removesuffix("s"), ahead=match["side"].lower() in ("next", "coming"))
    if match["side"].lower() in ("first", "final", "following", "preceding", "previous", "intervening"):
        draft = draft._replace(period=Period(draft.period.value), by="none")
    return draft._replace(start=start)


@_rule(rf"(?:(?P<n>{_VAGUE_COUNT})\s)?(?P<u>seconds|minutes|hours|days|weeks|months|years|decades|centuries)(?:\s(?P<post>ago|earlier|later|before|after|from\snow|on\send|prior))?")
def _vague_duration(match: re.Match[str], context: _Context) -> _Draft | None:
    """ "for months", "months ago", "several days later", "in recent weeks"."""
    count, post = (match["n"] or "").lower(), re.sub(r"\s", " ", (match["post"] or "").lower())
    unit = {"centuries": "century"}.get(match["u"].lower(), match["u"].lower().removesuffix("s"))
    before = context.text[max(0, match.start() - 24) : match.start()].lower()
    if not count and not post and not re.search(r"\b(?:for|in|over|within|after|just|only|took|takes|take|lasted|last|spent|spend|of|than|only)\s$|[(,—–]\s?$|^$", before):
        return None
    if re.search(r"(?:\d|\b(?:one|two|three|four|five|six|seven|eight|nine|ten|twelve|half|dozen|hundred|thousand|million|teen|ty))[\s-]$", before):
        return None
    draft = _Draft(match.start(), match.end(), "DURATION", Period(intervals.duration_value(None, unit)), "none", unit=unit)
    if post:
        return _moved(draft, context, None, unit, post)
    if count == "recent" and context.reference:
        end = intervals.midnight(context.reference + timedelta(days=1))
        return draft._replace(period=draft.period._replace(latest=end), by="reference_date", relation="during")
    return draft


def _moved(draft: _Draft, context: _Context, amount: float | None, unit: str, post: str) -> _Draft:
    """A duration with "ago", "earlier", "later", "before", "after" or "from now"."""
    if post in ("before", "after", "prior"):
        return draft._replace(end=draft.end - len(post) - 1, relation={"prior": "before"}.get(post, post))
    if post == "on end":
        return draft
    if post in ("earlier", "later"):
        relation = "before" if post == "earlier" else "after"
        return draft._replace(type="DATE", period=Period(_unknown_unit(unit)), relation=relation)
    step = -1 if post == "ago" else 1
    if context.reference is None:
        return draft._replace(type="DATE", period=Period("PAST_REF" if step < 0 else "FUTURE_REF"))
    if amount is None:
        edge = intervals.midnight(context.reference)
        period = Period("PAST_REF", None, edge) if step < 0 else Period("FUTURE_REF", edge, None)
    elif unit in ("hour", "minute", "second"):
        moment = intervals.moved(context.reference, step * amount, unit)
        day = intervals.day_of(moment.date())
        period = Period(day.value, day.earliest, intervals.midnight(context.reference + timedelta(days=1)))
    else:
        period = intervals.shifted(context.reference, step * amount, unit)
    return draft._replace(type="DATE", period=period, by="reference_date", relation="during")


_TIME_UNIT = re.compile(rf"[\s-](?P<u>{_UNIT})(?![\w])(?P<long>[\s-]long\b)?", re.IGNORECASE)
_POST = re.compile(r"\s(?P<post>ago|earlier|later|before|after|from\snow|prior)\b", re.IGNORECASE)
_AGE_AFTER = re.compile(r"[\s-]olds?\b|\sof\sage\b", re.IGNORECASE)
_ROLLING_BEFORE = re.compile(r"\b(?:(?:the|these|his|her|its|their|our|my)\s)?(?P<side>past|last|next|previous|coming|first|final)\s$", re.IGNORECASE)
_RANGE_JOIN = re.compile(r"(?:\s?(?:-|–|to|or|and)\s?|,\s)$", re.IGNORECASE)
_DURATION_MODS = (
    (re.compile(r"\b(?:more\sthan|over|well\sover|longer\sthan|upwards\sof)\s(?:an?\s)?$", re.I), "MORE_THAN"),
    (re.compile(r"\b(?:less\sthan|fewer\sthan|under|within)\s$", re.I), "LESS_THAN"),
    (re.compile(r"\b(?:at\sleast|no\sless\sthan)\s$", re.I), "EQUAL_OR_MORE"),
    (re.compile(r"\b(?:up\sto|at\smost|no\smore\sthan|as\s(?:many|long)\sas)\s$", re.I), "EQUAL_OR_LESS"),
    (re.compile(r"\b(?:about|around|some|nearly|almost|roughly|approximately|close\sto|just\sover|just\sunder)\s$", re.I), "APPROX"),
)


def _durations(context: _Context) -> Iterator[_Draft]:
    """ "two weeks", "4-1/2 hours", "a year ago", "the past 10 years", "five to six months"."""
    text = context.text
    amounts = [(n.start, n.end, n.low) for n in numerals(text) if n.kind in ("cardinal", "article") and n.low > 0]
    amounts += [(m.start(), m.end(), 1.0) for m in re.finditer(r"(?<![\w'’-])(?:an?)\b", text, re.IGNORECASE)]
    amounts += [(m.start(), m.end(), 0.5) for m in re.finditer(r"(?<!\w)half(?:\s|-)an?\b", text, re.IGNORECASE)]
    for start, end, amount in sorted(amounts):
        unit_match = _TIME_UNIT.match(text, end)
        if unit_match is None:
            yield from _open_amount(context, start, end, amount)
        elif draft := _duration(context, start, amount, unit_match):
            yield draft


def _open_amount(context: _Context, start: int, end: int, amount: float) -> Iterator[_Draft]:
    """The first amount of a range whose unit comes later ("60" in "60 to 90 days")."""
    later = re.match(rf"(?:\s?(?:-|–|to|or|and)\s?)(?P<n>[\w.,½-]+?)[\s-](?P<u>{_UNIT})\b(?![\s-]old)", context.text[end:], re.IGNORECASE)
    if later and re.fullmatch(r"[\d.,½-]+|[a-z]+(?:-[a-z]+)?", later["n"], re.IGNORECASE) and any(
        True for n in numerals(later["n"]) if n.kind == "cardinal"
    ):
        unit = _unit_name(later["u"])
        yield _Draft(start, end, "DURATION", Period(intervals.duration_value(amount, unit)), "none", amount=amount, unit=unit)


def _unit_name(word: str) -> str:
    word = word.lower()
    return "century" if word.startswith("centur") else word.removesuffix("s")


def _duration(context: _Context, start: int, amount: float, unit_match: re.Match[str]) -> _Draft | None:
    text, unit, end = context.text, _unit_name(unit_match["u"]), unit_match.end()
    article = text[start : unit_match.start()].lower() in ("a", "an")
    if _AGE_AFTER.match(text, end) or (article and not _article_duration(text, start, end)):
        return None
    if half := re.match(r"\sand\sa\s(?:half|quarter)\b", text[end:], re.IGNORECASE):
        amount, end = amount + (0.25 if "quarter" in half.group() else 0.5), end + half.end()
    before = text[max(0, start - 30) : start]
    period = Period(intervals.duration_value(amount, unit))
    draft = _Draft(start, end, "DURATION", period, "none", amount=amount, unit=unit)
    draft = draft._replace(mod=next((mod for pattern, mod in _DURATION_MODS if pattern.search(before)), None))
    if post := _POST.match(text, end):
        word = re.sub(r"\s", " ", post["post"].lower())
        return _moved(draft._replace(end=post.end()), context, amount, unit, word)
    if rolling := _ROLLING_BEFORE.search(before):
        return _rolled(draft, context, start - len(before) + rolling.start(), rolling["side"].lower())
    return draft


def _rolled(draft: _Draft, context: _Context, start: int, side: str) -> _Draft:
    if side in ("first", "final", "previous"):
        return draft._replace(start=start)
    match = re.compile(r".*", re.DOTALL).match(context.text, start, draft.end)
    assert match is not None
    rolled = _rolling(match, context, draft.amount, draft.unit or "day", ahead=side in ("next", "coming"))
    return rolled._replace(mod=draft.mod)


def _article_duration(text: str, start: int, end: int) -> bool:
    """Whether "a year" is a stretch of time: "a year ago", "for a week", not "a day of mourning"."""
    before, after = text[max(0, start - 14) : start], text[end : end + 12]
    if re.match(r"\s(?:ago|earlier|later|before|after|from\snow|and\sa\shalf|or\s(?:so|more|two)|on\b)", after, re.IGNORECASE):
        return True
    return bool(
        re.search(r"\b(?:for|in|within|than|nearly|almost|about|over|under|only|just|around|lasted|took|take|half|once|twice|every|spent|least)\s$", before, re.IGNORECASE)
    ) and not re.match(r"[-\s](?:of|when|old|in\swhich)\b", after, re.IGNORECASE) or bool(re.match(r"[\s-]long\b", text[end - 5 : end]))


@_rule(rf"(?P<u>day|week|month|year|decade|hour|century|minute|days|weeks|months|years|decades|hours|minutes|centuries)-long")
def _long(match: re.Match[str], context: _Context) -> _Draft | None:
    """ "year-long", "decades-long"."""
    plural = match["u"].lower().endswith("s")
    unit = _unit_name(match["u"]) if match["u"].lower() != "century" else "century"
    amount = None if plural else 1.0
    return _Draft(match.start(), match.end(), "DURATION", Period(intervals.duration_value(amount, unit)), "none", amount=amount, unit=unit)


_SET_WORDS = {
    "daily": "P1D", "weekly": "P1W", "monthly": "P1M", "quarterly": "P3M", "yearly": "P1Y",
    "annual": "P1Y", "annually": "P1Y", "hourly": "PT1H", "nightly": "P1D", "biweekly": "P2W",
    "fortnightly": "P2W",
}  # fmt: skip


@_rule(rf"{'|'.join(_SET_WORDS)}")
def _set_word(match: re.Match[str], context: _Context) -> _Draft | None:
    """ "weekly", "annual"."""
    before = context.text[max(0, match.start() - 6) : match.start()]
    if match.group()[0].isupper() and not re.search(r"(?:^|[.!?]\s)$", before):
        return None
    return _Draft(match.start(), match.end(), "SET", Period(_SET_WORDS[match.group().lower()]), "text")


@_rule(rf"(?:every|each)\s(?:single\s)?(?P<n>other\s|two\s|three\s|four\s|five\s|six\s|\d+\s)?(?P<u>{_UNIT}|weekend|quarter|{_WEEKDAY}|{_PART}|spring|summer|autumn|winter|{_FULL_MONTH})")
def _every(match: re.Match[str], context: _Context) -> _Draft | None:
    """ "every day", "every other week", "each Monday"."""
    word, count = match["u"].lower().rstrip("."), (match["n"] or "").strip().lower()
    number = 2 if count == "other" else int(count) if count.isdigit() else _NUMBERS.get(count, 1)
    if word in _WEEKDAYS:
        value = f"XXXX-WXX-{_WEEKDAYS[word] + 1}"
    elif word in _MONTHS:
        value = f"XXXX-{_MONTHS[word]:02d}"
    elif word in _SEASONS:
        value = f"XXXX-{_SEASONS[word]}"
    elif word in _PARTS:
        value = f"XXXX-XX-XXT{_PARTS[word]}"
    elif word == "weekend":
        value = "XXXX-WXX-WE"
    else:
        value = "P3M" if word == "quarter" else intervals.duration_value(number, _unit_name(word))
    return _Draft(match.start(), match.end(), "SET", Period(value), "text")


@_rule(rf"(?:(?:once|twice|(?:\w+\s)?times)\s)?(?:per|a|an)\s(?P<u>second|minute|hour|day|week|month|year)")
def _rate(match: re.Match[str], context: _Context) -> _Draft | None:
    """ "twice a week", "three tests per day", "$40 a month"."""
    first = match.group().split()[0].lower()
    before = context.text[max(0, match.start() - 40) : match.start()]
    number = re.search(r"(?:\d|\b(?:hundred|thousand|million|billion)s?|dozens?|\b(?:one|two|three|four|five|six|seven|eight|nine|ten))(?:[\s-][a-z%]+){0,3}\s$", before)
    if first in ("a", "an"):
        after = context.text[match.end() :]
        if not number or re.match(r"\s(?:ago|earlier|later|before|after|old|from|in\b)", after) or re.search(
            rf"(?:for|in|within|than|nearly|almost|about|over|of|after|to|by|at|on|and|with|as|was|is|{_UNIT})\s$", before
        ):
            return None
    return _Draft(match.start(), match.end(), "SET", Period(intervals.duration_value(1, match["u"].lower())), "text")


_REFERENCES = {
    "now": "PRESENT_REF", "currently": "PRESENT_REF", "nowadays": "PRESENT_REF",
    "presently": "PRESENT_REF", "at present": "PRESENT_REF", "at the moment": "PRESENT_REF",
    "these days": "PRESENT_REF", "recently": "PAST_REF", "more recently": "PAST_REF",
    "the past": "PAST_REF", "the future": "FUTURE_REF", "the near future": "FUTURE_REF",
    "soon": "FUTURE_REF", "very soon": "FUTURE_REF",
}  # fmt: skip


@_rule("|".join(sorted((re.escape(w).replace(r"\ ", r"\s") for w in _REFERENCES), key=lambda w: (-len(w), w))))
def _vague_reference(match: re.Match[str], context: _Context) -> _Draft | None:
    """ "now", "recently", "in the future"."""
    word = re.sub(r"\s", " ", match.group().lower())
    after = context.text[match.end() :]
    if word == "soon" and re.match(r"\s(?:as|after)\b", after) or re.search(r"\bas\s$", context.text[: match.start()][-4:]):
        return None
    if word.startswith("the ") and re.match(r"\s[a-z]+", after) and not re.match(r"\s(?:and|or|of|is|was|for|as|in|but|that|to)\b", after):
        return None
    if word == "now" and re.match(r"\sthat\b|-", after):
        return None
    return _unresolved(match, _REFERENCES[word])


# --- Putting parts together -----------------------------------------------------------------------

_PART_BEFORE = re.compile(
    r"(?:(?:the\s)?(?:very\s)?(?P<word>end|beginning|start|middle|rest|remainder|first\shalf|second\shalf|latter\shalf"
    r"|first\sweek|last\sweek|first\squarter|second\squarter|third\squarter|fourth\squarter|last\squarter|final\squarter)\s(?:of|in)\s(?:the\s)?"
    r"|\b(?P<adv>early|mid|late)(?:\sin)?[\s-](?:the\s)?|(?:the\s)?(?P<el>earlier|later)\s(?:in|on)\s(?:the\s)?)$",
    re.IGNORECASE,
)
_PART_MODS = {
    "end": "END", "late": "END", "latter half": "END", "rest": "END", "remainder": "END", "middle": "MID",
    "mid": "MID", "beginning": "START", "start": "START", "early": "START",
}  # fmt: skip


def _with_prefix(draft: _Draft, context: _Context) -> _Draft:
    """ "the end of" + "last year", "late" + "March", "the second half of" + "2022"."""
    found = _PART_BEFORE.search(context.text[max(0, draft.start - 32) : draft.start])
    if found is None or draft.type != "DATE" or draft.mod:
        return draft
    start = draft.start - len(found.group())
    word = re.sub(r"\s", " ", (found["word"] or found["adv"] or "").lower())
    if found["el"]:
        return draft._replace(start=start) if draft.by == "reference_date" else draft
    period, year = draft.period, re.match(r"\d{4}$", draft.period.value)
    if word.endswith("half"):
        half = 1 if word.startswith("first") else 2
        period = intervals.half_of(int(year[0]), half) if year else period
    elif word.endswith("quarter"):
        period = intervals.quarter_of(int(year[0]), _ORDINALS[word.split()[0]]) if year else period
    elif word.endswith("week"):
        period = _week_in(period, last=word.startswith("last"))
    else:
        mod = _PART_MODS[word]
        return draft._replace(start=start, period=intervals.thirds(period, mod), mod=mod)
    return draft._replace(start=start, period=period)


def _week_in(period: Period, *, last: bool) -> Period:
    if period.earliest is None or period.latest is None:
        return period
    day = period.latest - timedelta(days=4) if last else period.earliest + timedelta(days=3)
    return intervals.week_of(day.date())


def _at_clock(draft: _Draft, clock: tuple[int, int, str | None]) -> _Draft:
    """A day at a time of day; an unnamed zone leaves a day's uncertainty out and counts as UTC."""
    hour, minute, zone = clock
    suffix = "Z" if zone in ("UTC", "GMT") else ""
    value = f"{draft.period.value[:10]}T{hour:02d}:{minute:02d}{suffix}"
    period = Period(value)
    if draft.period.earliest is not None:
        day = draft.period.earliest.replace(hour=hour, minute=minute)
        moment = day.replace(tzinfo=timezone(timedelta(hours=_ZONES.get(zone or "UTC", 0)))).astimezone(UTC)
        period = Period(value, moment, moment + timedelta(minutes=1))
    return draft._replace(type="TIME", period=period, clock=None)


_CLOCK_JOIN = re.compile(r"\s|,?\s(?:on\s)?|\s\([^)]*\)\s(?:on\s)?")


def _clocks(drafts: list[_Draft], context: _Context) -> list[_Draft]:
    """Give every time of day its day: the date beside it, else the nearest before, else the reference."""
    days = [d for d in drafts if d.type == "DATE" and re.match(r"[\dX]{4}-([\dX]{2}-[\dX]{2}|WXX-\d)$", d.period.value)]
    result, used = [], set()
    for draft in drafts:
        if draft.clock is None:
            result.append(draft)
            continue
        beside = next((d for d in days if draft.end <= d.start and _CLOCK_JOIN.fullmatch(context.text, draft.end, d.start)), None)
        ahead = next((d for d in days if d.end <= draft.start and re.fullmatch(r",?\s(?:at\s)?", context.text[d.end : draft.start])), None)
        if beside and re.fullmatch(r"\s", context.text[draft.end : beside.start]):
            used.add(beside.start)
            result.append(_at_clock(beside, draft.clock)._replace(start=draft.start, end=beside.end))
            continue
        day = beside or ahead or max((d for d in days if _near(context, d, draft)), key=lambda d: d.start, default=None)
        if day is None and context.reference is not None:
            day = _Draft(0, 0, "DATE", intervals.day_of(context.reference), "reference_date")
        result.append(_at_clock(day, draft.clock)._replace(start=draft.start, end=draft.end) if day else draft)
    return [d for d in result if not (d.type == "DATE" and d.start in used)]


def _near(context: _Context, day: _Draft, clock: _Draft) -> bool:
    first, last = min(day.end, clock.end), max(day.start, clock.start)
    return last - first < 160 and not re.search(r"[.!?]\s+[A-Z\"“]", context.text[first:last])


_RELATIONS = (
    ("since", re.compile(r"\b(?:(?:ever\s)?since|as\sof|from|starting|beginning|dating\s(?:back\s)?to)\s(?:on\s|in\s)?(?:the\s)?$", re.I)),
    ("until", re.compile(r"\b(?:until|till|by|through|up\sto|no\slater\sthan)\s(?:the\s)?$", re.I)),
    ("before", re.compile(r"\b(?:before|prior\sto|ahead\sof|preceding)\s(?:the\s)?$", re.I)),
    ("after", re.compile(r"\b(?:after|following)\s(?:the\s)?$", re.I)),
)


def _relation(draft: _Draft, context: _Context) -> str | None:
    if draft.relation or draft.type == "SET":
        return draft.relation
    before = context.text[max(0, draft.start - 26) : draft.start]
    for relation, pattern in _RELATIONS:
        if pattern.search(before):
            return relation
    return "during"


def _longest(drafts: list[_Draft]) -> list[_Draft]:
    """The drafts that remain when, of those that overlap, the first and longest wins."""
    kept: list[_Draft] = []
    for draft in sorted(drafts, key=lambda d: (d.start, -d.end)):
        if not kept or draft.start >= kept[-1].end:
            kept.append(draft)
        elif draft.end - draft.start > kept[-1].end - kept[-1].start:
            kept[-1] = draft
    return kept


@cache
def _rules() -> tuple[_Rule, ...]:
    return tuple(_RULES)


def times(doc: Doc, reference: date | None) -> Iterator[Time]:
    """The time expressions of a text, in text order; they do not overlap.

    Args:
        doc: A Doc; tags make the choice between past and future surer, names ("June Smith") too.
        reference: The date that relative expressions count from, as a rule that of publication;
            without it they keep what they say by themselves ("Monday": XXXX-WXX-1).

    Yields:
        Every date, time of day, duration and repeated time. Ages ("14-year-old") are quantities.
    """
    context = _Context(doc, doc.text, reference)
    drafts = [d for pattern, read in _rules() for m in pattern.finditer(doc.text) if (d := read(m, context))]
    drafts.extend(_durations(context))
    drafts = [_with_prefix(d, context) for d in _longest(drafts)]
    drafts = [d for d in drafts if not _in_name(doc, d)]
    for draft in _clocks(_longest(drafts), context):
        period = draft.period
        yield Time(
            draft.start, draft.end, draft.type, period.value, period.earliest, period.latest,
            _relation(draft, context), draft.by, draft.mod, draft.amount, draft.unit,
        )  # fmt: skip


def _in_name(doc: Doc, draft: _Draft) -> bool:
    """Whether a month or weekday is (part of) a person's or organisation's name."""
    for ent in doc.ents:
        if ent.label_ in ("PERSON", "ORG") and ent.start_char <= draft.start and draft.end <= ent.end_char:
            return True
    return False
