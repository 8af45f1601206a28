"""Times of the same event that exclude each other."""

import re
from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta

from crosscheck.consistency.comparers.base import (
    Conflict,
    Context,
    Doubt,
    own_differences,
    shown,
    span_of,
)
from crosscheck.consistency.events import events_of
from crosscheck.consistency.occasions import published, same_role
from crosscheck.consistency.sides import CONTENT, Row, Side
from crosscheck.consistency.times.dating import (
    behind_another,
    date_one_event,
    dates_nothing,
    one_phrase,
    one_thing,
    same_verb,
)
from crosscheck.consistency.times.firsts import firsts, of_one_first, other_span
from crosscheck.consistency.times.hours import of_one_hour, other_hour
from crosscheck.consistency.times.lengths import lengths, of_one_thing, other_length
from crosscheck.consistency.times.plans import TO_COME
from crosscheck.consistency.times.tenure import ends
from crosscheck.consistency.values import (
    clock_of,
    counted,
    deictic,
    interval_of,
    length_of,
    other_clock,
    other_year,
    times_may_meet,
    told_alike,
)
from crosscheck.language.numerals import numerals
from crosscheck.language.times.timex import WEEKDAYS, ZONE

_POINTS = frozenset({"DATE", "TIME"})
_FEWEST = 3
# Sentences that surely tell of the same score so much.
_SURE = 0.5
_LONG, _DAY = timedelta(days=400), timedelta(days=1)
_FEW_DAYS = timedelta(days=3)
# What is so near to the news that it is one of several of its time: a primary, a game, a meeting.
_NEAR_DAYS = timedelta(days=31)
_VAGUER, _AS_CLOSE = 15, 3
_HALF_DAY = 12 * 60
_ZONED = re.compile(rf"\d(?:\s?[ap]\.?m\.?)?\s(?:{ZONE})\b")
_LOOSE = frozenset({"since", "until", "before", "after"})


def compare(a: Side, b: Side, context: Context) -> Iterator[Conflict | Doubt]:
    """Dates that do not meet, said of the same predicate."""
    yield from _weekdays(a, b, context)
    yield from _firsts(a, b, context)
    told = (list(of(a, b, context)) for of in (_tenures, _hours, _lengths))
    of_one = next(filter(None, told), ())
    if of_one:
        yield from of_one
        return
    left = [s for s in a.times if s["type"] in _POINTS and not _given(s, b)]
    right = [t for t in b.times if t["type"] in _POINTS and not _given(t, a)]
    answers = list(_swapped(a, b, context)) or [
        (s, t)
        for s in left
        for t in right
        if not {s["relation"], t["relation"]} & _LOOSE
        and not (other_clock(s, t) and (dates_nothing(s, a) or dates_nothing(t, b)))
        and not any(_meet(x, y) for x in _alternatives(s, a) for y in _alternatives(t, b))
        and not (behind_another(s, a) or behind_another(t, b))
        and date_one_event(
            s, a, t, b, context.wordnet, score=context.score, copied=context.copy is not None
        )
    ]
    answers = [(s, t) for s, t in answers if not _as_far(s, a, t, b)]
    if len(answers) > 1:
        yield Doubt("several dates on either side could answer to each other")
    elif answers and _maybe_zones(*answers[0], a, b):
        yield Doubt("the hours may be of two time zones")
    elif answers and context.apart and any(deictic(time) for time in answers[0]):
        yield Doubt("either document counts from another day's news")
    elif answers and context.apart and _of_its_days(*answers[0], a, b):
        yield Doubt("either document tells of what was near at its time")
    elif answers and context.copy is None and _from_no_day(*answers[0], a, b):
        yield Doubt("from what day either document counts, is not known")
    elif answers:
        (s, t), *_ = answers
        yield from _judge(s, t, context, "soft" if _timetable(s, a, t, b) else "hard")
    elif not context.apart:
        yield from list(_inside(a.whole, b.whole, context)) or _paces(a, b, context)


def _hours(a: Side, b: Side, context: Context) -> Iterator[Conflict | Doubt]:
    """Two hours of the news, of which either document gives one; "around 9:15" is no exact hour."""
    if "date" not in context.tied:
        return
    for s in a.times:
        for t in b.times:
            if other_hour(s, t) and of_one_hour(s, a, t, b, context.wordnet):
                severity = "hard" if other_clock(s, t) else "soft"
                yield from _judge(s, t, context, severity)
                return


def _lengths(a: Side, b: Side, context: Context) -> Iterator[Conflict]:
    """How long one thing lasted, of which either document tells one length."""
    if "date" not in context.tied:
        return
    for p in lengths(a, context.wordnet):
        for q in lengths(b, context.wordnet):
            if other_length(p, q) and of_one_thing(p, a, q, b, context.wordnet):
                severity = "soft" if "APPROX" in {p.mod, q.mod} else "hard"
                yield context.conflict(
                    "time",
                    severity,
                    0.5,
                    f"{p.row['text']} ≠ {q.row['text']}",
                    (p.row["start"], p.row["end"]),
                    (q.row["start"], q.row["end"]),
                )
                return


def _tenures(a: Side, b: Side, context: Context) -> Iterator[Conflict]:
    """Until when one person is to stay, told as a date or as so much time from now."""
    pairs = [(x, y) for x in ends(a.whole) for y in ends(b.whole) if x.person == y.person]
    if pairs and all(x.excludes(y) for x, y in pairs):
        spans = [(end.start, end.end) for end in pairs[0]]
        words = f"{shown(a, spans[0])} ≠ {shown(b, spans[1])}"
        yield context.conflict("time", "hard", 0.55, words, *spans)


def _firsts(a: Side, b: Side, context: Context) -> Iterator[Conflict]:
    """Of how long one deed is the first: "in ten years" ≠ "ever"."""
    copied = context.copy is not None
    if not copied and (context.apart or context.score < _SURE):
        return
    for p in firsts(a):
        for q in firsts(b):
            if other_span(p, q) and of_one_first(p, a, q, b, context.wordnet, copied=copied):
                spans = (p.start, p.end), (q.start, q.end)
                told = f"{shown(a, spans[0])} ≠ {shown(b, spans[1])}"
                yield context.conflict("time", "soft", 0.45, told, *spans)
                return


def _maybe_zones(s: Row, t: Row, a: Side, b: Side) -> bool:
    """Are they whole hours apart, but not twelve, where either document names time zones?"""
    clocks = clock_of(s), clock_of(t)
    if clocks[0] is None or clocks[1] is None:
        return False
    apart = abs(clocks[0] - clocks[1])
    whole = apart % 60 == 0 and apart != _HALF_DAY
    return whole and any(_ZONED.search(side.document["raw_text"]) for side in (a, b))


def _of_its_days(s: Row, t: Row, a: Side, b: Side) -> bool:
    """Is either near the day of its document, and told of nobody's one deed ("the May 10 race")?"""
    deeds = any(
        same_role("subject", x, a, y, b) and x.word["lemma"] == y.word["lemma"]
        for x in events_of(s, a)
        for y in events_of(t, b)
    )
    return not deeds and any(map(_current, (s, t), (a, b)))


def _current(time: Row, side: Side) -> bool:
    """Is it within a few weeks of the day that the document was published?"""
    moment, day = published(side), time["earliest"]
    return moment is not None and day is not None and bool(abs(moment - day) <= _NEAR_DAYS)


def _from_no_day(s: Row, t: Row, a: Side, b: Side) -> bool:
    """Does either count from the day of writing ("yesterday") in a document that does not tell when
    it was published? What day that was, is only guessed; the week and the year hardly are.
    """
    return not other_clock(s, t) and any(
        counted(time)
        and (length_of(time) or _FEW_DAYS) < _FEW_DAYS
        and side.document.get("published") is None
        for time, side in ((s, a), (t, b))
    )


def _as_far(s: Row, a: Side, t: Row, b: Side) -> bool:
    """Do both count as far from the day of writing ("this morning", "today"), where what day that
    was is only guessed?
    """
    if all(side.document.get("published") for side in (a, b)):
        return False
    first, second = _from_writing(s, a), _from_writing(t, b)
    if first is None or second is None:
        return False
    return first[0] < second[1] and second[0] < first[1]


def _from_writing(time: Row, side: Side) -> tuple[timedelta, timedelta] | None:
    """How far from the day of writing it begins and ends, if it is told so."""
    interval, day = interval_of(time), side.document.get("reference_date")
    if interval is None or day is None or not counted(time):
        return None
    midnight = datetime(day.year, day.month, day.day, tzinfo=interval[0].tzinfo)
    return interval[0] - midnight, interval[1] - midnight


def _timetable(s: Row, a: Side, t: Row, b: Side) -> bool:
    """Is one the hour at which it is to happen, and the other that at which it did?"""
    if not other_clock(s, t):
        return False
    to_come = [
        any(event.modality in TO_COME for event in events_of(time, side))
        for time, side in ((s, a), (t, b))
    ]
    return to_come[0] != to_come[1]


def _inside(a: Side, b: Side, context: Context) -> Iterator[Conflict | Doubt]:
    """Times in whatever clauses inside the claims: two days of one week that date the same verb,
    or two times of one thing.
    """
    for s in a.times:
        for t in b.times:
            if {s["relation"], t["relation"]} & _LOOSE or _meet(s, t) or not _points(s, t):
                continue
            if _given(s, b) or _given(t, a) or _from_no_day(s, t, a, b):
                continue
            if behind_another(s, a) or behind_another(t, b):
                continue
            verbs = [(x, y) for x in events_of(s, a) for y in events_of(t, b)]
            same = _one_week(s, t) and any(same_verb(x, a, y, b, context.wordnet) for x, y in verbs)
            same = same or (_one_unit(s, t) and one_phrase(s, a, t, b))
            if same or any(one_thing(x, a, y, b) for x, y in verbs):
                yield from _judge(s, t, context)
                return


_PACE = re.compile(r"PT?\d+[YMWDHS]")


def _paces(a: Side, b: Side, context: Context) -> Iterator[Conflict]:
    """How often one thing happens: "every six minutes" ≠ "every ten minutes"."""
    paces = [
        [t for t in side.times if t["type"] == "SET" and _PACE.fullmatch(t["value"] or "")]
        for side in (a, b)
    ]
    if any(len(found) != 1 for found in paces):
        return
    (s,), (t,) = paces
    if s["value"] != t["value"] and date_one_event(
        s, a, t, b, context.wordnet, score=context.score, copied=context.copy is not None
    ):
        yield context.conflict(
            "time",
            "hard",
            0.5,
            f"{s['text']} ≠ {t['text']}",
            (s["start"], s["end"]),
            (t["start"], t["end"]),
        )


def _points(s: Row, t: Row) -> bool:
    return {s["type"], t["type"]} <= _POINTS


def _one_week(s: Row, t: Row) -> bool:
    """Are both days that count from the day of writing, less than a week apart?"""
    lengths = length_of(s), length_of(t)
    if any(length is None or length > _DAY for length in lengths):
        return False
    return deictic(s) and deictic(t) and abs(s["earliest"] - t["earliest"]) < 7 * _DAY


def _one_unit(s: Row, t: Row) -> bool:
    """Are both as long a stretch, more than a day, counted from the day of writing ("last week",
    "this week")?
    """
    lengths = length_of(s), length_of(t)
    if any(length is None or length <= _DAY for length in lengths):
        return False
    return deictic(s) and deictic(t) and _comparable(s, t, 1)


def _swapped(a: Side, b: Side, context: Context) -> Iterator[tuple[Row, Row]]:
    """Times that stand for each other at one place of near-copies.

    That the other side's date line gives the day as well ("WEND, May 3 – On Monday, …") is no
    excuse here.
    """
    if context.copy is None:
        return
    left, right = (_points_only_in(*sides) for sides in ((a, b), (b, a)))
    differences = list(own_differences(a, b, context.copy))  # a date may differ in several words
    for s in left:
        for t in right:
            one_place = any(_holds(s, d.a) and _holds(t, d.b) for d in differences)
            apart = not _meet(s, t) or _otherwise_counted(s, t)
            if one_place and s["relation"] == t["relation"] and apart:
                yield s, t


def _otherwise_counted(s: Row, t: Row) -> bool:
    """Are they as many years or days ago, but for the number ("two years ago", "four years ago")?

    However loosely either is meant, in near-copies one number was put for the other.
    """
    first, second = (time["text"].lower().split() for time in (s, t))
    differing = [(x, y) for x, y in zip(first, second, strict=False) if x != y]
    if len(first) != len(second) or len(differing) != 1 or not (deictic(s) and deictic(t)):
        return False
    if s["earliest"] == t["earliest"]:
        return False  # one time, counted from two days of writing
    values = [[n.low for n in numerals(word)] for word in differing[0]]
    return all(values) and values[0] != values[1]


def _weekdays(a: Side, b: Side, context: Context) -> Iterator[Conflict]:
    """Two days of the week for one date, in near-copies ("Monday, May 3", "Tuesday, May 3")."""
    if context.copy is None:
        return
    for difference in own_differences(a, b, context.copy):
        days = [[x for x in words if x["text"].lower() in WEEKDAYS] for words in difference[:2]]
        if [len(listed) for listed in days] != [1, 1]:
            continue
        (x,), (y,) = days
        s, t = _date_with(x, a), _date_with(y, b)
        if s is not None and t is not None and _meet(s, t):
            yield context.conflict(
                "time",
                "soft",
                0.4,
                f"{s['text']} ≠ {t['text']}",
                span_of([x], a.claim),
                span_of([y], b.claim),
            )


def _date_with(token: Row, side: Side) -> Row | None:
    return next((t for t in side.times if t["type"] == "DATE" and _holds(t, [token])), None)


def _points_only_in(side: Side, other: Side) -> list[Row]:
    """The dates and hours whose words the other side's sentence does not have.

    A line that hardly tells more than a date ("Updated: 3 May, 09:14") dates nothing.
    """
    if sum(t["pos"] in CONTENT and not side.dated(t) for t in side.sentence) < _FEWEST:
        return []
    told = {t["text"].lower() for t in (*other.times, *other.nearby) if "earliest" in t}
    return [t for t in side.times if t["type"] in _POINTS and t["text"].lower() not in told]


def _alternatives(time: Row, side: Side) -> list[Row]:
    """A time, and those that it is joined to by "or"."""
    text = side.document["raw_text"]
    ends = (
        (*sorted((time, x), key=lambda row: row["start"]), x) for x in side.times if x is not time
    )
    return [time, *(x for s, t, x in ends if text[s["end"] : t["start"]].strip() == "or")]


def _holds(time: Row, tokens: Sequence[Row]) -> bool:
    return any(time["start"] <= token["start"] < time["end"] for token in tokens)


def _judge(s: Row, t: Row, context: Context, severity: str = "hard") -> Iterator[Conflict | Doubt]:
    if length_of(s) is None or length_of(t) is None:
        apart = told_alike(s, t) is False
        if not apart and s["value"] and t["value"] and s["value"].lower() != t["value"].lower():
            yield Doubt(f"“{s['text']}” and “{t['text']}” have no date to count from")
        if not apart:
            return
    elif not _comparable(s, t, _VAGUER):
        return
    yield context.conflict(
        "time",
        severity,
        0.55,
        f"{s['text']} ≠ {t['text']}",
        (s["start"], s["end"]),
        (t["start"], t["end"]),
    )


def _comparable(s: Row, t: Row, vaguer: int) -> bool:
    """Is neither time so many times vaguer? "Thursday" and "June" date different things, but
    "2014" and "4 May 2016" tell one thing, the year.
    """
    if length_of(s) is None or length_of(t) is None or other_year(s, t):
        return True
    lengths = [length for length in (length_of(s), length_of(t)) if length is not None]
    return len(lengths) == 2 and max(lengths) <= vaguer * max(min(lengths), timedelta(days=1))


def _given(time: Row, side: Side) -> bool:
    """Does a side's sentence give this time anywhere, as closely as here?

    "Earlier this week" does not give Friday, if beside it stands that it was on Saturday.
    """
    known = [row for row in (*side.times, *side.nearby) if "earliest" in row]
    if clock_of(time) is not None:  # the day beside an hour does not give the hour
        known = [row for row in known if clock_of(row) is not None] or known
    return any(_meet(time, row) and _comparable(time, row, _AS_CLOSE) for row in known)


def _meet(s: Row, t: Row) -> bool:
    """Can two times be one? Intervals of more than a year say too little to exclude each other."""
    lengths = length_of(s), length_of(t)
    if any(length is not None and length > _LONG for length in lengths):
        return True
    return times_may_meet(s, t)
