"""What the rules for time expressions share: drafts, words, and which side of today is meant."""

import re
from bisect import bisect_right
from collections.abc import Callable
from datetime import UTC, date, timedelta, timezone
from typing import NamedTuple

from spacy.tokens import Doc

from crosscheck.language.numerals import ONES
from crosscheck.language.times import intervals
from crosscheck.language.times.intervals import Period
from crosscheck.language.words import word_set
from crosscheck.zones import ZONES


class Draft(NamedTuple):
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


# How far "around 10 p.m." may be from it.
_ABOUT = timedelta(minutes=30)


class Context(NamedTuple):
    doc: Doc
    text: str
    reference: date | None


MONTHS = {
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
WEEKDAYS = {
    name: number
    for number, names in enumerate(
        (
            "monday mon", "tuesday tues tue", "wednesday wed", "thursday thurs thu", "friday fri",
            "saturday sat", "sunday sun",
        )
    )
    for name in names.split()
}  # fmt: skip
PARTS = {
    "morning": "MO", "mornings": "MO", "dawn": "MO", "noon": "MI", "midday": "MI",
    "lunchtime": "MI", "afternoon": "AF", "afternoons": "AF", "evening": "EV", "evenings": "EV",
    "night": "NI", "nights": "NI", "overnight": "NI",
}  # fmt: skip
SEASONS = {"spring": "SP", "summer": "SU", "autumn": "FA", "fall": "FA", "winter": "WI"}
ORDINALS = {
    "first": 1, "1st": 1, "opening": 1, "second": 2, "2nd": 2, "third": 3, "3rd": 3, "fourth": 4,
    "4th": 4, "final": 4, "last": 4,
}  # fmt: skip
NUMBERS = {word: value for value, word in enumerate(ONES[:13]) if value} | {
    "a": 1, "an": 1, "couple": 2, "a couple of": 2, "a couple": 2, "a dozen": 12,
}  # fmt: skip
UNIT = r"(?:seconds?|minutes?|hours?|days?|weeks?|months?|years?|decades?|century|centuries)"
MONTH_NAME = (
    r"(?:January|February|March|April|May|June|July|August|September|October|November|December"
    r"|Jan\b\.?|Feb\b\.?|Mar\b\.?|Apr\b\.?|Jun\b\.?|Jul\b\.?|Aug\b\.?|Sept?\b\.?|Oct\b\.?"
    r"|Nov\b\.?|Dec\b\.?)"
)
FULL_MONTH = (
    r"(?:January|February|March|April|May|June|July|August|September|October|November|December"
    r"|(?:Jan|Feb|Mar|Apr|Aug|Sept|Oct|Nov|Dec)\.)"
)
WEEKDAY = r"(?:Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday)"
ANY_WEEKDAY = rf"(?:{WEEKDAY}|(?:Mon|Tues?|Wed|Thurs?|Fri|Sat|Sun)\b\.?)"
DAY = r"(?:0?[1-9]|[12]\d|3[01])(?:st|nd|rd|th)?(?![\d:]|[.,]\d|\s?(?:%|per\s?cent))"
YEAR = r"(?:1[5-9]\d\d|20\d\d)"
PART = r"(?:morning|afternoon|evening|night|lunchtime|dawn)"
ZONE = rf"(?:{'|'.join(sorted(ZONES, key=lambda z: (-len(z), z)))}|local\stime)"


def plain(text: str) -> str:
    return re.sub(r"[\s.]+$", "", text.lower())


def month_number(name: str) -> int:
    return MONTHS[plain(name)]


# --- Which side of the reference date -------------------------------------------------------------

_AHEAD = word_set(
    """
    will 'll ’ll wo shall due scheduled slated planned expected upcoming set forthcoming plans
    plan planning expects expect going ahead deadline anticipated aims hopes intends can could
    may might should must would
    """
)
_BEHIND = word_set(
    """
    said was were had has have did told met made came took went began told gave saw held left
    won lost fell rose wrote spoke sent put cut hit sold bought paid found got became says say
    been
    """
)
# Said after an auxiliary of the past: "was due", "has been scheduled".
_ARRANGED = word_set("due scheduled slated planned expected set anticipated going supposed meant")
# What follows them was done: "had to apologise on Monday", "managed to flee".
_IMPLICATIVES = word_set("had forced managed failed compelled obliged refused declined")
_AUXILIARIES = word_set(
    """
    is are was were has have had been
    """
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
        return "behind" if token > 1 and doc[token - 2].lower_ in _IMPLICATIVES else "ahead"
    if tag in ("VBZ", "VBP") and doc[token].lemma_ not in ("be", "have", "do"):
        return "open"
    return ""


def looks_to(context: Context, start: int, end: int) -> str:
    """Which side of the reference date the clause of a time expression looks to.

    The nearest verb form before it in the sentence decides, else the nearest after it.

    Returns:
        "ahead", "behind", or "" where no verb decides.
    """
    doc = context.doc
    first, last = tokens_of(doc, start, end)
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
            if doc[token].lower_ in _AUXILIARIES and any(
                doc[i].lower_ in _ARRANGED for i in range(token + 1, min(token + 4, len(doc)))
            ):
                return "ahead"  # "has been scheduled", "was due"
            return "" if look == "open" else look
    return ""


def _passive_ahead(doc: Doc, token: int) -> bool:
    """Whether a participle stands under a form that looks ahead ("to be held", "will be met")."""
    before = [doc[i].lower_ for i in range(max(token - 3, 0), token)]
    return "be" in before and any(word in _AHEAD or word == "to" for word in before)


def tokens_of(doc: Doc, start: int, end: int) -> tuple[int, int]:
    """The first token of a character span, and one past its last."""
    starts = _starts(doc)
    return max(bisect_right(starts, start) - 1, 0), bisect_right(starts, end - 1)


def _starts(doc: Doc) -> list[int]:
    starts: list[int] | None = doc.user_data.get("token_starts")
    if starts is None:
        starts = [token.idx for token in doc]
        doc.user_data["token_starts"] = starts
    return starts


Rule = tuple[re.Pattern[str], Callable[[re.Match[str], Context], Draft | None]]


def rule(
    rules: list[Rule], pattern: str, flags: int = re.IGNORECASE
) -> Callable[..., Callable[..., Draft | None]]:
    """Add a construction to a list of rules: its pattern, and the function that reads a match."""

    def register(
        read: Callable[[re.Match[str], Context], Draft | None],
    ) -> Callable[..., Draft | None]:
        compiled = re.compile(rf"(?<![\w$£€#@])(?:{pattern})(?!\w)", flags)
        rules.append((compiled, read))
        return read

    return register


def dated(match: re.Match[str], period: Period, by: str = "text", **more: object) -> Draft:
    return Draft(match.start(), match.end(), "DATE", period, by)._replace(**more)  # type: ignore[arg-type]


def unresolved(match: re.Match[str], value: str, **more: object) -> Draft:
    return dated(match, Period(value), "none", **more)


def with_part(draft: Draft, part: str | None) -> Draft:
    if part is None:
        return draft
    return draft._replace(type="TIME", period=intervals.part_of_day(draft.period, part))


def unknown_unit(unit: str) -> str:
    if unit in SEASONS:
        return f"XXXX-{SEASONS[unit]}"
    known = {
        "week": "XXXX-WXX",
        "weekend": "XXXX-WXX-WE",
        "month": "XXXX-XX",
        "quarter": "XXXX-QX",
        "day": "XXXX-XX-XX",
    }
    return known.get(unit, "XXXX")


def rolling(
    match: re.Match[str], context: Context, amount: float | None, unit: str, *, ahead: bool
) -> Draft:
    """ "the past ten years", "the next four months": a duration that ends, or begins, now."""
    value = intervals.duration_value(amount, unit)
    draft = Draft(
        match.start(), match.end(), "DURATION", Period(value), "none", amount=amount, unit=unit
    )
    if context.reference is None:
        return draft
    today, tomorrow = intervals.midnight(context.reference), context.reference + timedelta(days=1)
    far = (
        intervals.moved(context.reference, (amount or 0) * (1 if ahead else -1), unit)
        if amount
        else None
    )
    period = (
        Period(value, today, far) if ahead else Period(value, far, intervals.midnight(tomorrow))
    )
    return draft._replace(period=period, by="reference_date")


def at_clock(draft: Draft, clock: tuple[int, int, str | None], mod: str | None = None) -> Draft:
    """A day at a time of day; an unnamed zone leaves a day's uncertainty out and counts as UTC.

    Args:
        draft: The day.
        clock: Hour, minute and zone.
        mod: `APPROX` for "around 10 p.m.".
    """
    hour, minute, zone = clock
    suffix = "Z" if zone in ("UTC", "GMT") else ""
    value = f"{draft.period.value[:10]}T{hour:02d}:{minute:02d}{suffix}"
    period = Period(value)
    if draft.period.earliest is not None:
        day = draft.period.earliest.replace(hour=hour, minute=minute)
        moment = day.replace(
            tzinfo=timezone(timedelta(hours=ZONES.get(zone or "UTC", 0)))
        ).astimezone(UTC)
        slack = _ABOUT if mod == "APPROX" else timedelta()
        period = Period(value, moment - slack, moment + timedelta(minutes=1) + slack)
    return draft._replace(type="TIME", period=period, mod=mod, clock=None)
