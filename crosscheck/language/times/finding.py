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
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from typing import NamedTuple

from spacy.tokens import Doc

from crosscheck.language.times import calendar_rules, duration_rules, intervals
from crosscheck.language.times.intervals import Period
from crosscheck.language.times.timex import ORDINALS, Context, Draft, at_clock


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


_PART_BEFORE = re.compile(
    r"(?:(?:the\s)?(?:very\s)?(?P<word>end|beginning|start|middle|rest|remainder"
    r"|first\shalf|second\shalf|latter\shalf"
    r"|first\sweek|last\sweek|first\squarter|second\squarter|third\squarter"
    r"|fourth\squarter|last\squarter|final\squarter)\s(?:of|in)\s(?:the\s)?"
    r"|\b(?P<adv>early|mid|late)(?:\sin)?[\s-](?:the\s)?|(?:the\s)?(?P<el>earlier"
    r"|later)\s(?:in|on)\s(?:the\s)?)$",
    re.IGNORECASE,
)
_PART_MODS = {
    "end": "END", "late": "END", "latter half": "END", "rest": "END", "remainder": "END",
    "middle": "MID",
    "mid": "MID", "beginning": "START", "start": "START", "early": "START",
}  # fmt: skip


def _with_prefix(draft: Draft, context: Context) -> Draft:
    """ "the end of" + "last year", "late" + "March", "the second half of" + "2022"."""
    found = _PART_BEFORE.search(context.text[max(0, draft.start - 32) : draft.start])
    if found is None or draft.type != "DATE" or draft.mod:
        return draft
    if re.match(r"['’]s\b", context.text[draft.end :]) and re.match(
        r".*\d-\d\d-", draft.period.value
    ):
        return draft  # "the end of Monday's talks": the end of the talks
    start = draft.start - len(found.group())
    word = re.sub(r"\s", " ", (found["word"] or found["adv"] or "").lower())
    if found["el"]:
        return draft._replace(start=start) if draft.by == "reference_date" else draft
    period, year = draft.period, re.match(r"\d{4}$", draft.period.value)
    if word.endswith("half"):
        half = 1 if word.startswith("first") else 2
        period = intervals.half_of(int(year[0]), half) if year else period
    elif word.endswith("quarter"):
        period = intervals.quarter_of(int(year[0]), ORDINALS[word.split()[0]]) if year else period
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


_CLOCK_JOIN = re.compile(r"\s|,?\s(?:on\s)?|\s\([^)]*\)\s(?:on\s)?")


def _clocks(drafts: list[Draft], context: Context) -> list[Draft]:
    """Give a time of day its day: the date beside it, the nearest before it, or the reference."""
    days = [
        d
        for d in drafts
        if d.type == "DATE" and re.match(r"[\dX]{4}-([\dX]{2}-[\dX]{2}|WXX-\d)$", d.period.value)
    ]
    result, used = [], set()
    for draft in drafts:
        if draft.clock is None:
            result.append(draft)
            continue
        beside = next(
            (
                d
                for d in days
                if draft.end <= d.start and _CLOCK_JOIN.fullmatch(context.text, draft.end, d.start)
            ),
            None,
        )
        ahead = next(
            (
                d
                for d in days
                if d.end <= draft.start
                and re.fullmatch(r",?\s(?:at\s)?", context.text[d.end : draft.start])
            ),
            None,
        )
        if beside and re.fullmatch(r"\s", context.text[draft.end : beside.start]):
            used.add(beside.start)
            moment = at_clock(beside, draft.clock, draft.mod)
            result.append(moment._replace(start=draft.start, end=beside.end))
            continue
        day = (
            beside
            or ahead
            or max(
                (d for d in days if _near(context, d, draft)), key=lambda d: d.start, default=None
            )
        )
        if day is None and context.reference is not None:
            day = Draft(0, 0, "DATE", intervals.day_of(context.reference), "reference_date")
        if day is not None:
            moment = at_clock(day, draft.clock, draft.mod)
            draft = moment._replace(start=draft.start, end=draft.end)
        result.append(draft)
    return [d for d in result if not (d.type == "DATE" and d.start in used)]


def _near(context: Context, day: Draft, clock: Draft) -> bool:
    first, last = min(day.end, clock.end), max(day.start, clock.start)
    return last - first < 160 and not re.search(r"[.!?]\s+[A-Z\"“]", context.text[first:last])


_RELATIONS = (
    (
        "since",
        re.compile(
            r"\b(?:(?:ever\s)?since|as\sof|from|starting|beginning|dating\s(?:back\s)?to)\s"
            r"(?:on\s|in\s)?(?:the\s)?$",
            re.I,
        ),
    ),
    ("until", re.compile(r"\b(?:until|till|by|through|up\sto|no\slater\sthan)\s(?:the\s)?$", re.I)),
    ("before", re.compile(r"\b(?:before|prior\sto|ahead\sof|preceding)\s(?:the\s)?$", re.I)),
    ("after", re.compile(r"\b(?:after|following)\s(?:the\s)?$", re.I)),
)


def _relation(draft: Draft, context: Context) -> str | None:
    if draft.relation or draft.type == "SET":
        return draft.relation
    before = context.text[max(0, draft.start - 26) : draft.start]
    for relation, pattern in _RELATIONS:
        if pattern.search(before):
            return relation
    return "during"


def _longest(drafts: list[Draft]) -> list[Draft]:
    """The drafts that remain when, of those that overlap, the first and longest wins."""
    kept: list[Draft] = []
    for draft in sorted(drafts, key=lambda d: (d.start, -d.end)):
        if not kept or draft.start >= kept[-1].end:
            kept.append(draft)
        elif draft.end - draft.start > kept[-1].end - kept[-1].start:
            kept[-1] = draft
    return kept


_RULES = (*calendar_rules.RULES, *duration_rules.RULES)


def times(doc: Doc, reference: date | None) -> Iterator[Time]:
    """The time expressions of a text, in text order; they do not overlap.

    Args:
        doc: A Doc; tags make the choice between past and future surer, names ("June Smith") too.
        reference: The date that relative expressions count from, as a rule that of publication;
            without it they keep what they say by themselves ("Monday": XXXX-WXX-1).

    Yields:
        Every date, time of day, duration and repeated time. Ages ("14-year-old") are quantities.
    """
    context = Context(doc, doc.text, reference)
    drafts = [
        d
        for pattern, read in _RULES
        for m in pattern.finditer(context.text)
        if (d := read(m, context))
    ]
    drafts.extend(duration_rules.durations(context))
    drafts = [_with_prefix(d, context) for d in _longest(drafts)]
    drafts = [d for d in drafts if not _in_name(doc, d)]
    for draft in _clocks(_longest(drafts), context):
        period = draft.period
        yield Time(
            draft.start, draft.end, draft.type, period.value, period.earliest, period.latest,
            _relation(draft, context), draft.by, draft.mod, draft.amount, draft.unit,
        )  # fmt: skip


def _in_name(doc: Doc, draft: Draft) -> bool:
    """Whether a month or weekday is (part of) a person's or organisation's name."""
    for ent in doc.ents:
        if (
            ent.label_ in ("PERSON", "ORG")
            and ent.start_char <= draft.start
            and draft.end <= ent.end_char
        ):
            return True
    return False
