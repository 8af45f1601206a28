"""Rules for dates and times of day: a pattern is a construction, a function reads its match."""

import re
from collections.abc import Callable
from datetime import date, timedelta
from functools import partial

from crosscheck.language.plurals import looks_plural
from crosscheck.language.times import intervals
from crosscheck.language.times.feasts import FEAST, day_in
from crosscheck.language.times.intervals import Period
from crosscheck.language.times.timex import (
    ANY_WEEKDAY,
    DAY,
    FULL_MONTH,
    MONTH_NAME,
    ORDINALS,
    PART,
    PARTS,
    SEASONS,
    UNIT,
    WEEKDAY,
    WEEKDAYS,
    YEAR,
    ZONE,
    Context,
    Draft,
    Rule,
    at_clock,
    dated,
    looks_to,
    month_number,
    plain,
    rolling,
    rule,
    tokens_of,
    unknown_unit,
    unresolved,
    with_part,
)
from crosscheck.zones import ZONES

RULES: list[Rule] = []
_rule = partial(rule, RULES)


def _full_date(match: re.Match[str], year: int, month: int, day: int) -> Draft | None:
    try:
        return dated(match, intervals.day_of(date(year, month, day)))
    except ValueError:
        return None


@_rule(
    rf"(?P<y>{YEAR})-(?P<m>[01]\d)-(?P<d>[0-3]\d)(?:T(?P<h>\d\d):(?P<min>\d\d)"
    rf"(?::\d\d(?:\.\d+)?)?(?P<z>Z)?)?"
)
def _iso(match: re.Match[str], context: Context) -> Draft | None:
    """ "2021-07-04", "2021-07-04T10:00Z"."""
    draft = _full_date(match, int(match["y"]), int(match["m"]), int(match["d"]))
    if draft and match["h"] and int(match["h"]) < 24 and int(match["min"]) < 60:
        return at_clock(draft, (int(match["h"]), int(match["min"]), "UTC"))
    return draft


@_rule(rf"(?P<a>\d{{1,2}})/(?P<b>\d{{1,2}})/(?P<y>{YEAR}|\d\d)")
def _slashed(match: re.Match[str], context: Context) -> Draft | None:
    """ "7/4/21": month first, as in the United States, unless the first number is no month."""
    a, b, year = int(match["a"]), int(match["b"]), int(match["y"])
    year += 0 if year > 99 else 2000 if year < 70 else 1900
    return _full_date(match, year, b, a) if a > 12 else _full_date(match, year, a, b)


@_rule(
    rf"(?:{ANY_WEEKDAY},?\s)?(?:the\s)?(?:(?P<m1>{MONTH_NAME})\s(?P<d1>{DAY})"
    rf"(?:\s?[-–—]\s?(?P<to1>{DAY}))?"
    rf"|(?P<d2>{DAY})(?:\s?[-–—]\s?(?P<to2>{DAY}))?\s(?:of\s)?(?P<m2>{MONTH_NAME})(?!\.?\s\d\d?\b))"
    rf"(?:\s?,?\s?(?P<y>{YEAR})(?![-–]\d|,\d))?"
)
def _month_day(match: re.Match[str], context: Context) -> Draft | None:
    """ "Tuesday, 4 July 2021", "July 4", "the 4th of July", "July 4-6"."""
    name = match["m1"] or match["m2"]
    if not name[0].isupper():
        return None
    days = [
        int(re.sub(r"\D", "", d))
        for d in (match["d1"] or match["d2"], match["to1"] or match["to2"])
        if d
    ]
    month, year, by = month_number(name), match["y"], "text"
    if year is None:
        if context.reference is None:
            return unresolved(match, f"XXXX-{month:02d}-{days[0]:02d}")
        chosen = _nearest_year(context, match, month, days[0])
        if chosen is None:
            return None
        year, by = chosen, "reference_date"
    try:
        dates = [date(int(year), month, day) for day in days]
    except ValueError:
        return None
    if len(dates) == 2 and dates[0] < dates[1]:
        return dated(match, intervals.days_between(*dates), by)
    return dated(match, intervals.day_of(dates[0]), by)


def _nearest_year(context: Context, match: re.Match[str], month: int, day: int) -> int | None:
    """The year in which a day lies nearest to the reference date, on the side that is meant."""
    found = _nearest(context, match, lambda year: date(year, month, day))
    return None if found is None else found.year


def _nearest(context: Context, match: re.Match[str], in_year: Callable[[int], date]) -> date | None:
    """Of the days that a year has one of, the one nearest to the reference date, on the side that
    is meant.

    Args:
        context: The text and the reference date.
        match: What names the day.
        in_year: The day of a year; raises ValueError for a year that has none.
    """
    assert context.reference is not None
    candidates = []
    for year in range(context.reference.year - 4, context.reference.year + 5):
        try:
            candidates.append((in_year(year) - context.reference).days)
        except ValueError:
            continue
    side = looks_to(context, *match.span())
    # A week of slack: "released" in the clause does not make next Friday last year's.
    sided = [d for d in candidates if (d >= 0 if side == "ahead" else d <= 7 if side else True)]
    return context.reference + timedelta(days=min(sided, key=abs)) if sided else None


_DAY_AT = re.compile(
    r"\b(?:on|since|until|till|by|before|after|from|through|during|early|late)\s$", re.I
)
_NO_DAY = re.compile(r"\b(?:an?|every|each|most|another|per|past)\s$", re.IGNORECASE)


@_rule(
    rf"(?:(?P<side>last|next|this|this\spast|this\scoming)\s|the\s)?(?P<f>{FEAST})"
    rf"(?:(?:\sof|,)?\s(?P<y>{YEAR})|(?:\sof)?\s(?P<of>last|this|next)\syear)?"
)
def _feast(match: re.Match[str], context: Context) -> Draft | None:
    """ "on New Year's Eve", "last Thanksgiving", "Good Friday 2019"; not "a Halloween costume"."""
    name, before = match["f"], context.text[max(0, match.start() - 16) : match.start()]
    if not name[0].isupper() or _NO_DAY.search(before):
        return None
    side, of = (match["side"] or "").lower(), (match["of"] or "").lower()
    bare = match.start("f") == match.start()
    sure = match["y"] or of or side or (bare and _DAY_AT.search(before))
    if not sure and _names_a_thing(context, match.end()):
        return None
    if match["y"]:
        return dated(match, intervals.day_of(day_in(name, int(match["y"]))))
    if context.reference is None:
        return unresolved(match, "XXXX-XX-XX")
    days = [day_in(name, context.reference.year + n) for n in range(-1, 2)]
    if of:
        day = days[{"last": 0, "this": 1, "next": 2}[of]]
    elif side.startswith("last"):
        day = max(d for d in days if d < context.reference)
    elif side in ("next", "this coming"):
        day = min(d for d in days if d > context.reference)
    else:
        nearest = _nearest(context, match, lambda year: day_in(name, year))
        if nearest is None:
            return None
        day = nearest
    return dated(match, intervals.day_of(day), "reference_date")


def _names_a_thing(context: Context, end: int) -> bool:
    """Does a noun follow: "the Halloween parade"?"""
    _, after = tokens_of(context.doc, max(end - 1, 0), end)
    following = context.doc[after : after + 1]
    beside = re.match(r"['’-]?\s?\w", context.text[end:])
    return bool(beside) and any(token.tag_.startswith("NN") for token in following)


@_rule(rf"(?P<m>{MONTH_NAME})(?:\sof|,)?\s(?P<y>{YEAR})(?!,\d)", 0)
def _month_year(match: re.Match[str], context: Context) -> Draft | None:
    """ "March 2019", "March of 2019"."""
    return dated(match, intervals.month_of(int(match["y"]), month_number(match["m"])))


_BEFORE_MONTH = re.compile(
    r"(?:\b(?:in|since|until|till|by|from|last|next|early|mid|late|of|this|that|and"
    r"|or|through|to"
    r"|before|after|during|for|is|was|every|each|an?|the|between|around|as\sof|their"
    r"|its|on|at|end)"
    r"[\s-]|[,(–—-]\s?|^|[.!?”\"]\s)$",
    re.IGNORECASE,
)


@_rule(
    rf"(?P<side>(?:last|next|this|past|coming|previous|the\sfollowing)\s)?"
    rf"(?P<m>{FULL_MONTH})(?:(?:\sof)?\s(?P<of>last|this|next)\syear)?",
    0,
)
def _month_alone(match: re.Match[str], context: Context) -> Draft | None:
    """ "in August", "last March"; a name ("June Smith") or a verb ("may") is none."""
    before, after = context.text[: match.start()], context.text[match.end() :]
    if not match["side"] and not _BEFORE_MONTH.search(before[-12:]):
        return None
    if re.match(r"\s\d", after) or (
        match["m"] in ("May", "March")
        and not match["side"]
        and (
            not re.search(
                r"\b(?:in|since|until|till|by|from|early|mid|late|of|through|before|after|during"
                r"|and|or|to|every|for)[\s-]$",
                before[-12:],
                re.IGNORECASE,
            )
        )
    ):
        return None
    if re.match(r"\s[A-Z][a-z]+", after) and not re.search(r"[a-z,]\s$", before[-2:]):
        return None
    month = month_number(match["m"])
    if context.reference is None:
        return unresolved(match, f"XXXX-{month:02d}")
    year = _month_year_for(context, match, month)
    return dated(match, intervals.month_of(year, month), "reference_date")


def _month_year_for(context: Context, match: re.Match[str], month: int) -> int:
    reference = context.reference
    assert reference is not None
    if match["of"]:
        return reference.year + {"last": -1, "this": 0, "next": 1}[match["of"]]
    side = (match["side"] or "").strip().lower()
    if side == "this":
        return reference.year
    if side in ("next", "coming", "the following"):
        return reference.year + (month <= reference.month)
    if side:
        return reference.year - (month >= reference.month)
    cue = re.search(r"\b(since|until|till|by)\s$", context.text[: match.start()], re.IGNORECASE)
    if cue and cue[1].lower() != "since":
        # "by June", "until March": a limit may lie on either side; the nearer one is meant.
        behind = (reference.month - month) % 12
        return (reference.year - (month > reference.month)) + (behind > 6)
    if not cue and looks_to(context, *match.span()) == "ahead":
        return reference.year + (month < reference.month)
    return reference.year - (month > reference.month)


_BEFORE_YEAR = re.compile(
    r"(?:\b(?:in|since|from|until|till|by|of|during|late|early|mid|between|to|and|or"
    r"|before|after"
    r"|through|throughout|for|around|about|circa|the|a|fiscal|year|as\sof|than"
    r"|season|its|their|his|her|our|this)"
    r"[\s-]|[(,–—/-]\s?|['’]s\s|^)$",
    re.IGNORECASE,
)


@_rule(rf"(?P<y>{YEAR})(?:[-–](?P<z>\d\d(?:\d\d)?))?", 0)
def _year(match: re.Match[str], context: Context) -> Draft | None:
    """ "2018", "the 2018 election", "2018-19"; a number that counts something is none."""
    year, text = int(match["y"]), context.text
    before, after = text[max(0, match.start() - 16) : match.start()], text[match.end() :]
    capital = re.search(r"\b[A-Z][\w.&]*\s$", before) and 1900 <= year <= 2049
    if not (_BEFORE_YEAR.search(before) or capital or (1900 <= year <= 2049)):
        return None
    if re.match(
        r"[.,:]\d|\s?(?:%|°|km|kg|mm|per\s?cent|(?:hundred|thousand|million|billion)\b)"
        r"|['’]?s\b(?!\s)",
        after,
    ):
        return None
    if re.match(r"\s?[-–]\s?\d{4}\s[A-Za-z]", after) and not re.match(
        rf"\s?[-–]\s?{YEAR}\s[A-Z]", after
    ):
        return None
    if re.search(r"[$€£¥#]\s?$|\b(?:No\.|Model|Flight|Route|Section)\s?$", before):
        return None
    if _counts(context, match, before, after):
        return None
    if match["z"]:
        last = int(str(year)[: 4 - len(match["z"])] + match["z"])
        if not year < last <= year + 60:
            return None
        span = Period(
            f"{year}/{last}", intervals.year_of(year).earliest, intervals.year_of(last).latest
        )
        return dated(match, span)
    return dated(match, intervals.year_of(year))


def _counts(context: Context, match: re.Match[str], before: str, after: str) -> bool:
    """Whether a number that might be a year counts the plural after it ("about 2000 men")."""
    if re.search(r"\b(?:between|from)\s\d{4}\s(?:and|to)\s$", before):
        return False
    if re.match(
        rf"[\s-](?:{UNIT}|people|meters?|metres?|miles|feet|points?|rpm|dollars|euros)\b", after
    ):
        return True
    if not re.match(r"\s[a-z]", after):
        return False
    _, last = tokens_of(context.doc, *match.span())
    nouns = []
    for token in context.doc[last : last + 3]:
        if not token.is_alpha or (token.tag_ and token.tag_[:2] not in ("NN", "JJ", "VB")):
            break
        nouns.append(token)
        if looks_plural(token):
            break
    if not nouns or not looks_plural(nouns[-1]):
        return False
    return not re.search(
        r"\b(?:the|a|its|their|his|her|our|in|since|by|of|until|this|['’]s)\s$",
        before,
        re.IGNORECASE,
    ) or bool(
        re.search(
            r"\b(?:than|least|most|about|some|nearly|almost|over|roughly|approximately)\s$", before
        )
    )


@_rule(r"(?:the\s)?(?:(?P<c>1[5-9]|20)(?P<d>\d)0['’]?s|['’]?(?P<short>[2-9])0['’]?s)")
def _decade(match: re.Match[str], context: Context) -> Draft | None:
    """ "the 1990s", "the '70s"."""
    if match["short"]:
        before = context.text[max(0, match.start() - 12) : match.start()].lower()
        definite = match.group().lower().startswith(("the", "'", "’")) or re.search(
            r"\b(early|late|mid)[\s-]$", before
        )
        if not definite:
            return None
        century = "20" if match["short"] in "2" else "19"
        return dated(match, intervals.decade_of(int(f"{century}{match['short']}0")))
    return dated(match, intervals.decade_of(int(f"{match['c']}{match['d']}0")))


@_rule(r"(?:the\s)?(?P<n>\d\d?)(?:st|nd|rd|th)[\s-](?:century|centuries)")
def _century(match: re.Match[str], context: Context) -> Draft | None:
    """ "the 19th century"."""
    number = int(match["n"])
    return dated(match, intervals.century_of(number)) if 1 <= number <= 30 else None


@_rule(
    rf"(?P<side>last|next|this|past|coming|previous|this\spast|this\scoming|following)?\s?"
    rf"\b(?P<w>{WEEKDAY}|(?:Mon|Tues?|Wed|Thurs?|Fri|Sat|Sun)\.)(?P<s>s\b)?(?:\s"
    rf"(?P<p>{PART}s?)\b)?(?:\sof\s(?P<week>last|this|next)\sweek\b)?"
)
def _weekday(match: re.Match[str], context: Context) -> Draft | None:
    """ "on Monday", "last Friday", "Sunday night", "Mondays", "Friday of last week"."""
    if not match["w"][0].isupper():
        return None
    number = WEEKDAYS[plain(match["w"])]
    part = PARTS[match["p"].lower()] if match["p"] else None
    start = match.start() + (len(match.group()) - len(match.group().lstrip()))
    if match["s"]:
        return dated(match, Period(f"XXXX-WXX-{number + 1}"), "text", type="SET", start=start)
    if context.reference is None:
        return with_part(unresolved(match, f"XXXX-WXX-{number + 1}", start=start), part)
    day = _weekday_date(context, match, number)
    return with_part(dated(match, intervals.day_of(day), "reference_date", start=start), part)


def _weekday_date(context: Context, match: re.Match[str], number: int) -> date:
    reference = context.reference
    assert reference is not None
    if match["week"]:
        weeks = {"last": -1, "this": 0, "next": 1}[match["week"].lower()]
        return reference + timedelta(days=7 * weeks + number - reference.weekday())
    back, side = (reference.weekday() - number) % 7, (match["side"] or "").lower()
    if side in ("next", "coming", "this coming"):
        return reference + timedelta(days=7 - back if back else 7)
    if side in ("last", "past", "previous", "this past"):
        return reference - timedelta(days=back or 7)
    if looks_to(context, *match.span()) == "ahead":
        return reference + timedelta(days=(7 - back) % 7)
    return reference - timedelta(days=back)


@_rule(
    rf"(?:(?P<side>earlier|later)\s)?(?P<d>the\sday\sbefore\syesterday"
    rf"|the\sday\safter\stomorrow|today|yesterday|tomorrow|tonight|last\snight|this\s"
    rf"(?P<t>{PART}))(?:\s(?P<p>{PART}))?"
)
def _deictic(match: re.Match[str], context: Context) -> Draft | None:
    """ "yesterday morning", "tonight", "earlier today"."""
    word = re.sub(r"\s", " ", match["d"].lower())
    days = {
        "yesterday": -1,
        "tomorrow": 1,
        "last night": -1,
        "the day before yesterday": -2,
        "the day after tomorrow": 2,
    }
    part = "NI" if word in ("tonight", "last night") else None
    if name := match["t"] or match["p"]:
        part = PARTS[name.lower()]
    if context.reference is None:
        return with_part(unresolved(match, "XXXX-XX-XX"), part)
    day = intervals.day_of(context.reference + timedelta(days=days.get(word, 0)))
    return with_part(dated(match, day, "reference_date"), part)


_SIDES = {
    "last": -1, "past": -1, "previous": -1, "this": 0, "current": 0, "next": 1, "coming": 1,
    "following": 1, "upcoming": 1,
}  # fmt: skip


@_rule(
    r"(?:(?P<adv>earlier|later)\s)?(?:(?P<det>the|this|that|those|of)\s)?"
    r"(?P<side>last|past|this|current|next|coming|previous|following|upcoming)\s"
    r"(?P<fill>(?:whole|entire|full|calendar|past|fiscal)\s)?(?P<u>week|weekend"
    r"|month|quarter|year|decade|century|spring|summer|autumn|fall|winter)"
)
def _this_unit(match: re.Match[str], context: Context) -> Draft | None:
    """ "last month", "earlier this month", "next year", "last summer".

    "The previous year" and "the following month" count from an event that the rule does not know.
    """
    side, unit, adverb = match["side"].lower(), match["u"].lower(), (match["adv"] or "").lower()
    start = match.start("side") if (match["det"] or "").lower() == "of" else match.start()
    if side == "past" and unit not in ("week", "month", "year", "decade", "century", "weekend"):
        return None
    if side in ("past",) or (
        (match["det"] or "").lower() == "the" and side in ("last", "next") and unit != "quarter"
    ):
        return (
            rolling(match, context, 1.0, unit, ahead=side == "next")
            if unit not in SEASONS and unit not in ("weekend", "quarter")
            else None
        )
    if context.reference is None or (side in ("previous", "following")):
        by_event = _SIDES[side] if side in ("previous", "following") else None
        relation = {-1: "before", 1: "after"}.get(by_event or 0)
        return unresolved(match, unknown_unit(unit), start=start, relation=relation)
    period = _unit_period(context.reference, unit, _SIDES[side])
    draft = dated(match, period, "reference_date", start=start)
    return _cut(draft, context.reference, adverb) if adverb else draft


def _unit_period(reference: date, unit: str, step: int) -> Period:
    if unit in SEASONS:
        return _season_period(reference, SEASONS[unit], step)
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


def _cut(draft: Draft, reference: date, adverb: str) -> Draft:
    """ "earlier this month" ends where the reference day begins; "later" begins where it ends."""
    period = draft.period
    today = intervals.midnight(reference)
    if adverb == "earlier" and period.earliest and period.earliest < today:
        return draft._replace(
            period=period._replace(latest=min(period.latest or today, today)), mod="START"
        )
    tomorrow = today + timedelta(days=1)
    if adverb == "later" and period.latest and period.latest > tomorrow:
        return draft._replace(
            period=period._replace(earliest=max(period.earliest or tomorrow, tomorrow)), mod="END"
        )
    return draft


@_rule(
    r"the\s(?:previous|next|following|preceding)\s(?P<u>day|night|morning|evening"
    r"|afternoon)|the\s(?:day|night)\s(?P<rel>before|after)(?=\s?[.,;:!?]|$)"
)
def _next_to_event(match: re.Match[str], context: Context) -> Draft | None:
    """ "the previous day": a day from an event that the rule does not know."""
    part = PARTS.get((match["u"] or "").lower())
    relation = (
        "before"
        if re.search("previous|preceding|before", match.group(), re.IGNORECASE)
        else "after"
    )
    return with_part(unresolved(match, "XXXX-XX-XX", relation=relation), part)


@_rule(
    r"(?:the\s)?(?:same|that|very\ssame)\s(?P<u>week|weekend|month|year|day|night"
    r"|morning|afternoon|evening)(?!s)(?P<rest>\s(?:last\syear|a\syear\s(?:ago"
    r"|earlier)))?"
)
def _anaphor(match: re.Match[str], context: Context) -> Draft | None:
    """ "that day", "the same month": known only from the text around."""
    if match["rest"] and context.reference and match["u"].lower() == "month":
        return None
    part = PARTS.get(match["u"].lower())
    return with_part(
        unresolved(match, "XXXX-XX-XX" if part else unknown_unit(match["u"].lower())), part
    )


@_rule(
    rf"(?:the\s)?(?:(?P<o>first|second|third|fourth|final|last|opening|1st|2nd|3rd"
    rf"|4th)[\s-]quarter|Q(?P<q>[1-4]))(?:(?:\sof)?\s(?P<y>{YEAR}|(?:the\s)?"
    rf"(?P<rel>last|this|next|previous)\syear))?"
)
def _quarter(match: re.Match[str], context: Context) -> Draft | None:
    """ "the first quarter of 2019", "third-quarter"; without a year the nearest one before."""
    word = (match["o"] or "").lower()
    number = int(match["q"]) if match["q"] else ORDINALS[word]
    if (
        re.match(r"\sof\s(?:a|the|all|its|their|\d)\b", context.text[match.end() :])
        and not match["y"]
    ):
        return None
    if match["y"] and match["y"][0].isdigit():
        return dated(match, intervals.quarter_of(int(match["y"]), number))
    if context.reference is None:
        return unresolved(match, f"XXXX-Q{number}")
    year, present = context.reference.year, (context.reference.month - 1) // 3 + 1
    if match["rel"]:
        step = {"last": -1, "previous": -1, "next": 1}.get(match["rel"].lower(), 0)
        return dated(match, intervals.quarter_of(year + step, number), "reference_date")
    if word == "last":
        return dated(match, intervals.quarter_of(year, present - 1), "reference_date")
    if looks_to(context, *match.span()) == "ahead":
        year += number < present
    else:
        year -= number > present
    return dated(match, intervals.quarter_of(year, number), "reference_date")


@_rule(rf"(?:the\s)?(?P<s>spring|summer|autumn|fall|winter)(?:\sof|,)?\s(?P<y>{YEAR})")
def _season_year(match: re.Match[str], context: Context) -> Draft | None:
    """ "the summer of 2019"."""
    return dated(match, intervals.season_of(int(match["y"]), SEASONS[match["s"].lower()]))


@_rule(
    r"(?<=\b(?:in)\s)(?:the\s)?(?P<s>spring|summer|autumn|winter)|(?<=\bsince\s)"
    r"(?:the\s)?(?P<s2>spring|summer|autumn|winter)|(?<=\buntil\s)(?:the\s)?"
    r"(?P<s3>spring|summer|autumn|winter)|(?<=\bby\s)(?:the\s)?(?P<s4>spring|summer"
    r"|autumn|winter)"
)
def _season_alone(match: re.Match[str], context: Context) -> Draft | None:
    """ "in the spring", "since winter"; not "a winter coat"."""
    name = next(group for group in match.groups() if group).lower()
    if re.match(r"\s[a-z]+", context.text[match.end() :]) and not re.match(
        r"\s(?:and|or|but|when|after|before|as|for|with|at|in|on|to|by|of|that|which|the)\b",
        context.text[match.end() :],
    ):
        return None
    if context.reference is None:
        return unresolved(match, f"XXXX-{SEASONS[name]}")
    step = 1 if looks_to(context, *match.span()) == "ahead" else -1
    period = _season_period(context.reference, SEASONS[name], step)
    return dated(match, period, "reference_date")


_ABOUT = re.compile(
    r"\b(?:about|around|approximately|roughly|almost|nearly|circa|near)\s$", re.IGNORECASE
)


@_rule(
    rf"(?P<h>[01]?\d|2[0-3])(?::(?P<m>[0-5]\d)|(?:\.|:\s)(?P<m2>[0-5]\d)(?=\s?[ap](?:\.\s?)?m))?"
    rf"(?::[0-5]\d)?\s?(?:(?P<ap>[ap])(?:\.\s?)?m\b\.?|(?=\s?(?:{ZONE})\b)|(?<=:\d\d))(?:\s"
    rf"(?P<z>(?-i:{ZONE}))\b)?"
)
def _clock(match: re.Match[str], context: Context) -> Draft | None:
    """ "5 p.m. EST", "5: 30 p. m.", "18:00 UTC", "10.45pm"."""
    hour, minute = int(match["h"]), int(match["m"] or match["m2"] or 0)
    if match["ap"]:
        if not 1 <= hour <= 12:
            return None
        hour = hour % 12 + (12 if match["ap"].lower() == "p" else 0)
    elif not match["m"]:
        return None
    zone = match["z"] if match["z"] in ZONES else None
    value = f"T{hour:02d}:{minute:02d}" + ("Z" if zone in ("UTC", "GMT") else "")
    mod = (
        "APPROX"
        if _ABOUT.search(context.text[max(0, match.start() - 16) : match.start()])
        else None
    )
    return Draft(
        match.start(), match.end(), "TIME", Period(value), "none", mod, clock=(hour, minute, zone)
    )


@_rule(r"(?P<h>[01]\d|2[0-3])(?P<m>[0-5]\d)\s(?P<z>GMT|UTC)", 0)
def _military(match: re.Match[str], context: Context) -> Draft | None:
    """ "0401 GMT"."""
    clock = (int(match["h"]), int(match["m"]), match["z"])
    value = f"T{match['h']}:{match['m']}Z"
    return Draft(match.start(), match.end(), "TIME", Period(value), "none", clock=clock)


@_rule(r"(?<=\bat\s)(?P<w>noon|midnight|midday)")
def _noon(match: re.Match[str], context: Context) -> Draft | None:
    """ "at noon"."""
    hour = 0 if match["w"].lower() == "midnight" else 12
    return Draft(
        match.start(), match.end(), "TIME", Period(f"T{hour:02d}:00"), "none", clock=(hour, 0, None)
    )


@_rule(
    r"9/11|(?:September|Sept\.?)\s11(?:th)?(?=(?:,\s2001,?)?\s(?:terror\w*\s"
    r"|al\W?qaeda\s)?(?:attacks?|hijack\w+|terror\w*|bombers|victims|families"
    r"|plot\w*|memorial))"
)
def _named_day(match: re.Match[str], context: Context) -> Draft | None:
    """The one day of recent history that goes by its date alone."""
    return dated(match, intervals.day_of(date(2001, 9, 11)))
