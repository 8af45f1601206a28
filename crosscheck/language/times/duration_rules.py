"""Rules for durations, repeated times and vague references: "two weeks", "every day", "now"."""

import re
from collections.abc import Iterator
from datetime import timedelta
from functools import partial

from crosscheck.language.numerals import numerals
from crosscheck.language.times import intervals
from crosscheck.language.times.intervals import Period
from crosscheck.language.times.timex import (
    FULL_MONTH,
    MONTHS,
    NUMBERS,
    PART,
    PARTS,
    SEASONS,
    UNIT,
    WEEKDAY,
    WEEKDAYS,
    Context,
    Draft,
    Rule,
    rolling,
    rule,
    unknown_unit,
    unresolved,
)

RULES: list[Rule] = []
_rule = partial(rule, RULES)


_VAGUE_COUNT = (
    r"(?:(?:a\s)?few|several|many|some|(?:a\s)?couple\sof|(?:a\s)?couple|dozens\sof"
    r"|hundreds\sof|thousands\sof|recent|a\snumber\sof|countless|these|those)"
)


@_rule(
    rf"(?P<det>(?:(?:over|in|within|during|for|throughout)\s)?(?:the|these|this|his"
    rf"|her|its|their|our|my)\s)(?P<side>past|last|next|previous|coming|first|final"
    rf"|following|preceding|intervening)\s(?P<n>{_VAGUE_COUNT}\s)?(?P<u>days|weeks"
    rf"|months|years|decades|hours|minutes)"
)
def _vague_rolling(match: re.Match[str], context: Context) -> Draft | None:
    """ "the past few weeks", "the coming months"."""
    start = match.start() + len(match["det"]) - len(match["det"].split()[-1]) - 1
    draft = rolling(
        match,
        context,
        None,
        match["u"].lower().removesuffix("s"),
        ahead=match["side"].lower() in ("next", "coming"),
    )
    if match["side"].lower() in (
        "first",
        "final",
        "following",
        "preceding",
        "previous",
        "intervening",
    ):
        draft = draft._replace(period=Period(draft.period.value), by="none")
    return draft._replace(start=start)


@_rule(
    rf"(?:(?P<n>{_VAGUE_COUNT})\s)?(?P<u>seconds|minutes|hours|days|weeks|months"
    rf"|years|decades|centuries)(?:\s(?P<post>ago|earlier|later|before|after"
    rf"|from\snow|on\send|prior))?"
)
def _vague_duration(match: re.Match[str], context: Context) -> Draft | None:
    """ "for months", "months ago", "several days later", "in recent weeks"."""
    count, post = (match["n"] or "").lower(), re.sub(r"\s", " ", (match["post"] or "").lower())
    unit = {"centuries": "century"}.get(match["u"].lower(), match["u"].lower().removesuffix("s"))
    before = context.text[max(0, match.start() - 24) : match.start()].lower()
    if (
        not count
        and not post
        and not re.search(
            r"\b(?:for|in|over|within|after|just|only|took|takes|take|lasted|last|spent"
            r"|spend|of|than|only)\s$|[(,—–]\s?$|^$",
            before,
        )
    ):
        return None
    if re.search(
        r"(?:\d|\b(?:one|two|three|four|five|six|seven|eight|nine|ten|twelve|half|dozen"
        r"|hundred|thousand|million|teen|ty))[\s-]$",
        before,
    ):
        return None
    draft = Draft(
        match.start(),
        match.end(),
        "DURATION",
        Period(intervals.duration_value(None, unit)),
        "none",
        unit=unit,
    )
    if post:
        return _moved(draft, context, None, unit, post)
    if count == "recent" and context.reference:
        end = intervals.midnight(context.reference + timedelta(days=1))
        return draft._replace(
            period=draft.period._replace(latest=end), by="reference_date", relation="during"
        )
    return draft


def _moved(draft: Draft, context: Context, amount: float | None, unit: str, post: str) -> Draft:
    """A duration with "ago", "earlier", "later", "before", "after" or "from now"."""
    if post in ("before", "after", "prior"):
        return draft._replace(
            end=draft.end - len(post) - 1, relation={"prior": "before"}.get(post, post)
        )
    if post == "on end":
        return draft
    if post in ("earlier", "later"):
        relation = "before" if post == "earlier" else "after"
        return draft._replace(type="DATE", period=Period(unknown_unit(unit)), relation=relation)
    step = -1 if post == "ago" else 1
    if context.reference is None:
        return draft._replace(type="DATE", period=Period("PAST_REF" if step < 0 else "FUTURE_REF"))
    if amount is None:
        edge = intervals.midnight(context.reference)
        period = Period("PAST_REF", None, edge) if step < 0 else Period("FUTURE_REF", edge, None)
    elif unit in ("hour", "minute", "second"):
        moment = intervals.moved(context.reference, step * amount, unit)
        day = intervals.day_of(moment.date())
        period = Period(
            day.value, day.earliest, intervals.midnight(context.reference + timedelta(days=1))
        )
    else:
        period = intervals.shifted(context.reference, step * amount, unit)
    return draft._replace(type="DATE", period=period, by="reference_date", relation="during")


_TIME_UNIT = re.compile(rf"[\s-](?P<u>{UNIT})(?![\w])(?P<long>[\s-]long\b)?", re.IGNORECASE)
_POST = re.compile(r"\s(?P<post>ago|earlier|later|before|after|from\snow|prior)\b", re.IGNORECASE)
_AGE_AFTER = re.compile(r"[\s-]olds?\b|\sof\sage\b", re.IGNORECASE)
_ROLLING_BEFORE = re.compile(
    r"\b(?:(?:the|these|his|her|its|their|our|my)\s)?(?P<side>past|last|next"
    r"|previous|coming|first|final)\s$",
    re.IGNORECASE,
)
_DURATION_MODS = (
    (
        re.compile(r"\b(?:more\sthan|over|well\sover|longer\sthan|upwards\sof)\s(?:an?\s)?$", re.I),
        "MORE_THAN",
    ),
    (re.compile(r"\b(?:less\sthan|fewer\sthan|under|within)\s$", re.I), "LESS_THAN"),
    (re.compile(r"\b(?:at\sleast|no\sless\sthan)\s$", re.I), "EQUAL_OR_MORE"),
    (
        re.compile(r"\b(?:up\sto|at\smost|no\smore\sthan|as\s(?:many|long)\sas)\s$", re.I),
        "EQUAL_OR_LESS",
    ),
    (
        re.compile(
            r"\b(?:about|around|some|nearly|almost|roughly|approximately|close\sto"
            r"|just\sover|just\sunder)\s$",
            re.I,
        ),
        "APPROX",
    ),
)


def durations(context: Context) -> Iterator[Draft]:
    """ "two weeks", "4-1/2 hours", "a year ago", "the past 10 years", "five to six months"."""
    text = context.text
    amounts = [
        (n.start, n.end, n.low)
        for n in numerals(text)
        if n.kind in ("cardinal", "article") and n.low > 0
    ]
    amounts += [
        (m.start(), m.end(), 1.0)
        for m in re.finditer(r"(?<![\w'’-])(?:an?)\b", text, re.IGNORECASE)
    ]
    amounts += [
        (m.start(), m.end(), 0.5)
        for m in re.finditer(r"(?<!\w)half(?:\s|-)an?\b", text, re.IGNORECASE)
    ]
    for start, end, amount in sorted(amounts):
        unit_match = _TIME_UNIT.match(text, end)
        if unit_match is None:
            yield from _open_amount(context, start, end, amount)
        elif draft := _duration(context, start, amount, unit_match):
            yield draft


def _open_amount(context: Context, start: int, end: int, amount: float) -> Iterator[Draft]:
    """The first amount of a range whose unit comes later ("60" in "60 to 90 days")."""
    later = re.match(
        rf"(?:\s?(?:-|–|to|or|and)\s?)(?P<n>[\w.,½-]+?)[\s-](?P<u>{UNIT})\b(?![\s-]old)",
        context.text[end:],
        re.IGNORECASE,
    )
    if (
        later
        and re.fullmatch(r"[\d.,½-]+|[a-z]+(?:-[a-z]+)?", later["n"], re.IGNORECASE)
        and any(True for n in numerals(later["n"]) if n.kind == "cardinal")
    ):
        unit = _unit_name(later["u"])
        yield Draft(
            start,
            end,
            "DURATION",
            Period(intervals.duration_value(amount, unit)),
            "none",
            amount=amount,
            unit=unit,
        )


def _unit_name(word: str) -> str:
    word = word.lower()
    return "century" if word.startswith("centur") else word.removesuffix("s")


def _duration(
    context: Context, start: int, amount: float, unit_match: re.Match[str]
) -> Draft | None:
    text, unit, end = context.text, _unit_name(unit_match["u"]), unit_match.end()
    article = text[start : unit_match.start()].lower() in ("a", "an")
    if _AGE_AFTER.match(text, end) or (article and not _article_duration(text, start, end)):
        return None
    if half := re.match(r"\sand\sa\s(?:half|quarter)\b", text[end:], re.IGNORECASE):
        amount, end = amount + (0.25 if "quarter" in half.group() else 0.5), end + half.end()
    before = text[max(0, start - 30) : start]
    period = Period(intervals.duration_value(amount, unit))
    draft = Draft(start, end, "DURATION", period, "none", amount=amount, unit=unit)
    draft = draft._replace(
        mod=next((mod for pattern, mod in _DURATION_MODS if pattern.search(before)), None)
    )
    if post := _POST.match(text, end):
        word = re.sub(r"\s", " ", post["post"].lower())
        return _moved(draft._replace(end=post.end()), context, amount, unit, word)
    if rolling := _ROLLING_BEFORE.search(before):
        return _rolled(
            draft, context, start - len(before) + rolling.start(), rolling["side"].lower()
        )
    return draft


def _rolled(draft: Draft, context: Context, start: int, side: str) -> Draft:
    if side in ("first", "final", "previous"):
        return draft._replace(start=start)
    match = re.compile(r".*", re.DOTALL).match(context.text, start, draft.end)
    assert match is not None
    rolled = rolling(
        match, context, draft.amount, draft.unit or "day", ahead=side in ("next", "coming")
    )
    return rolled._replace(mod=draft.mod)


def _article_duration(text: str, start: int, end: int) -> bool:
    """Whether "a year" is a stretch of time: "for a week", not "a day of mourning"."""
    before, after = text[max(0, start - 14) : start], text[end : end + 12]
    if re.match(
        r"\s(?:ago|earlier|later|before|after|from\snow|and\sa\shalf|or\s(?:so|more|two)|on\b)",
        after,
        re.IGNORECASE,
    ):
        return True
    return (
        bool(
            re.search(
                r"\b(?:for|in|within|than|nearly|almost|about|over|under|only|just|around|lasted"
                r"|took|take|half|once|twice|every|spent|least)\s$",
                before,
                re.IGNORECASE,
            )
        )
        and not re.match(r"[-\s](?:of|when|old|in\swhich)\b", after, re.IGNORECASE)
    ) or bool(re.match(r"[\s-]long\b", text[end - 5 : end]))


@_rule(
    r"(?P<u>day|week|month|year|decade|hour|century|minute|days|weeks|months|years"
    r"|decades|hours|minutes|centuries)-long"
)
def _long(match: re.Match[str], context: Context) -> Draft | None:
    """ "year-long", "decades-long"."""
    plural = match["u"].lower().endswith("s")
    unit = _unit_name(match["u"]) if match["u"].lower() != "century" else "century"
    amount = None if plural else 1.0
    return Draft(
        match.start(),
        match.end(),
        "DURATION",
        Period(intervals.duration_value(amount, unit)),
        "none",
        amount=amount,
        unit=unit,
    )


_SET_WORDS = {
    "daily": "P1D", "weekly": "P1W", "monthly": "P1M", "quarterly": "P3M", "yearly": "P1Y",
    "annual": "P1Y", "annually": "P1Y", "hourly": "PT1H", "nightly": "P1D", "biweekly": "P2W",
    "fortnightly": "P2W",
}  # fmt: skip


@_rule(rf"{'|'.join(_SET_WORDS)}")
def _set_word(match: re.Match[str], context: Context) -> Draft | None:
    """ "weekly", "annual"."""
    before = context.text[max(0, match.start() - 6) : match.start()]
    after = context.text[match.end() : match.end() + 2]
    if re.match(r"\s[A-Z]", after) or (
        not re.match(r"\s[a-z]", after)
        and re.search(r"[A-Z]\w*\s$", context.text[: match.start()][-16:])
    ):
        return None  # "the business daily Handelsblatt": a newspaper
    if match.group()[0].isupper() and not re.search(r"(?:^|[.!?]\s)$", before):
        return None
    return Draft(
        match.start(), match.end(), "SET", Period(_SET_WORDS[match.group().lower()]), "text"
    )


@_rule(
    rf"(?:every|each)\s(?:single\s)?(?P<n>(?:other|{'|'.join(NUMBERS)}|\d+)\s)?"
    rf"(?P<u>{UNIT}|weekend|quarter|{WEEKDAY}|{PART}|spring|summer|autumn|winter|{FULL_MONTH})"
)
def _every(match: re.Match[str], context: Context) -> Draft | None:
    """ "every day", "every other week", "each Monday"."""
    word, count = match["u"].lower().rstrip("."), (match["n"] or "").strip().lower()
    number = 2 if count == "other" else int(count) if count.isdigit() else NUMBERS.get(count, 1)
    if word in WEEKDAYS:
        value = f"XXXX-WXX-{WEEKDAYS[word] + 1}"
    elif word in MONTHS:
        value = f"XXXX-{MONTHS[word]:02d}"
    elif word in SEASONS:
        value = f"XXXX-{SEASONS[word]}"
    elif word in PARTS:
        value = f"XXXX-XX-XXT{PARTS[word]}"
    elif word == "weekend":
        value = "XXXX-WXX-WE"
    else:
        value = "P3M" if word == "quarter" else intervals.duration_value(number, _unit_name(word))
    return Draft(match.start(), match.end(), "SET", Period(value), "text")


@_rule(
    r"(?:(?:once|twice|(?:\w+\s)?times)\s)?(?:per|a|an)\s(?P<u>second|minute|hour"
    r"|day|week|month|year)"
)
def _rate(match: re.Match[str], context: Context) -> Draft | None:
    """ "twice a week", "three tests per day", "$40 a month"."""
    first = match.group().split()[0].lower()
    before = context.text[max(0, match.start() - 40) : match.start()]
    number = re.search(
        r"(?:\d|\b(?:hundred|thousand|million|billion)s?|dozens?|\b(?:one|two|three|four"
        r"|five|six|seven|eight|nine|ten))(?:[\s-][a-z%]+){0,3}\s$",
        before,
    )
    if first in ("a", "an"):
        after = context.text[match.end() :]
        if (
            not number
            or re.match(r"\s(?:ago|earlier|later|before|after|old|from|in\b)", after)
            or re.search(
                rf"(?:for|in|within|than|nearly|almost|about|over|of|after|to|by|at|on|and|with"
                rf"|as|was|is|{UNIT})\s$",
                before,
            )
        ):
            return None
    return Draft(
        match.start(),
        match.end(),
        "SET",
        Period(intervals.duration_value(1, match["u"].lower())),
        "text",
    )


_REFERENCES = {
    "now": "PRESENT_REF", "currently": "PRESENT_REF", "nowadays": "PRESENT_REF",
    "presently": "PRESENT_REF", "at present": "PRESENT_REF", "at the moment": "PRESENT_REF",
    "these days": "PRESENT_REF", "recently": "PAST_REF", "more recently": "PAST_REF",
    "the past": "PAST_REF", "the future": "FUTURE_REF", "the near future": "FUTURE_REF",
    "soon": "FUTURE_REF", "very soon": "FUTURE_REF",
}  # fmt: skip


@_rule(
    "|".join(
        sorted(
            (re.escape(w).replace(r"\ ", r"\s") for w in _REFERENCES), key=lambda w: (-len(w), w)
        )
    )
)
def _vague_reference(match: re.Match[str], context: Context) -> Draft | None:
    """ "now", "recently", "in the future"."""
    word = re.sub(r"\s", " ", match.group().lower())
    after = context.text[match.end() :]
    if (word == "soon" and re.match(r"\s(?:as|after)\b", after)) or re.search(
        r"\bas\s$", context.text[: match.start()][-4:]
    ):
        return None
    if (
        word.startswith("the ")
        and re.match(r"\s[a-z]+", after)
        and not re.match(r"\s(?:and|or|of|is|was|for|as|in|but|that|to)\b", after)
    ):
        return None
    if word == "now" and re.match(r"\sthat\b|-", after):
        return None
    return unresolved(match, _REFERENCES[word])
