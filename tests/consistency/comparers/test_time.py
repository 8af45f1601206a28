"""Two sides with times → the conflicts about when it was."""

import dataclasses
from datetime import UTC, date, datetime, timedelta

import pytest

from crosscheck.consistency.comparers import time
from crosscheck.consistency.comparers.base import Conflict, Doubt, near_copy
from tests.consistency.comparers.calling import CONTEXT, COPIED, called, in_copies
from tests.docs import side
from tests.docs import time as moment

MONDAY = moment("Monday", (2024, 5, 6), (2024, 5, 7))
TUESDAY = moment("Tuesday", (2024, 5, 7), (2024, 5, 8))


@pytest.mark.parametrize(
    ("s", "t", "expected"),
    [
        (MONDAY, TUESDAY, [("hard", "Monday ≠ Tuesday")]),
        (MONDAY, moment("6 May", (2024, 5, 6), (2024, 5, 7)), []),
        (MONDAY, moment("this month", (2024, 5, 1), (2024, 6, 1)), []),
        (MONDAY, moment("since Tuesday", (2024, 5, 7), (2024, 5, 8), relation="since"), []),
        (
            moment("9 May", (2023, 5, 9), (2023, 5, 10)),
            moment("9 May", (2024, 5, 9), (2024, 5, 10)),
            [],
        ),
        (MONDAY, moment("June", (2024, 6, 1), (2024, 7, 1)), []),
        # either may be counted from the wrong day, or week
        (
            MONDAY,
            moment("last night", (2024, 5, 4), (2024, 5, 5)),
            [("hard", "Monday ≠ last night")],
        ),
        (MONDAY, moment("last night", (2024, 5, 5), (2024, 5, 6)), []),
        (MONDAY, moment("13 May", (2024, 5, 13), (2024, 5, 14)), []),
        # a month next to March at most; February is short
        (
            moment("January", (2024, 1, 1), (2024, 2, 1)),
            moment("two months ago", (2024, 3, 1), (2024, 4, 1)),
            [("hard", "January ≠ two months ago")],
        ),
        (
            moment("February", (2024, 2, 1), (2024, 3, 1)),
            moment("two months ago", (2024, 3, 1), (2024, 4, 1)),
            [],
        ),
        (
            moment("2018", (2018, 1, 1), (2019, 1, 1)),
            moment("four years ago", (2020, 1, 1), (2021, 1, 1)),
            [("hard", "2018 ≠ four years ago")],
        ),
        (MONDAY, moment("for two days", None, None, type="DURATION"), []),
    ],
)
def test_time(s, t, expected):
    a, b = reached("rescuers", s), reached("they", t, "d2")
    a.document["published"] = b.document["published"] = datetime(2024, 5, 8, tzinfo=UTC)
    assert called(time, a, b) == expected


def test_one_of_two_dates():
    told = "they/PRON>3:nsubj will/AUX>3:aux land/VERB in/ADP>5:case {}/NOUN>3:obl"
    years = [moment(str(y), (y, 1, 1), (y + 1, 1, 1), start=s, end=s + 4)
             for y, s in ((2017, 18), (2018, 26))]  # fmt: skip
    march = moment("March", (2018, 3, 1), (2018, 4, 1), start=18, end=23)
    b = side(told.format("March"), doc_id="d2", times=[march])
    either = side(told.format("2017") + " or/CCONJ>7:cc 2018/NOUN>5:conj", times=years)
    assert called(time, either, b) == []
    assert called(time, side(told.format("2017"), times=years[:1]), b)


@pytest.mark.parametrize(
    ("content", "expected"), [("repair/NOUN>1:obj", 1), ("sale/NOUN>1:obj", 0)]
)
def test_what_was_told_on_either_day(content, expected):
    def announced(words, when, doc_id):
        text = f"announced/announce/VERB {words} there/ADV>1:advmod then/NOUN>1:obl"
        start = len(side(text).text) - 4
        row = dict(when) | {"start": start, "end": start + 4}
        return side(text, doc_id=doc_id, times=[row], nearby=[row])

    repairs = "they/PRON>3:nsubj repaired/repair/VERB>1:ccomp"
    a, b = announced(repairs, MONDAY, "d1"), announced(content, TUESDAY, "d2")
    assert len(called(time, a, b)) == expected


def reached(who, when, doc_id="d1"):
    """Somebody reached a village at a time, which stands after it."""
    pos = "PRON" if who == "they" else "NOUN"
    words = f"{who}/{pos}>2:nsubj reached/reach/VERB village/NOUN>2:obj then/NOUN>2:obl"
    start = len(f"{who} reached village ")
    when |= {"start": start, "end": start + 4}
    return side(words, doc_id=doc_id, times=[when], nearby=[when])


@pytest.mark.parametrize(
    ("s", "t", "found"),
    [
        ("XXXX-WXX-4", "XXXX-WXX-5", [Conflict]),
        ("XXXX-WXX-4", "XXXX-WXX-4TMO", []),
        ("XXXX-08-17", "2024-08", []),
        ("XXXX-09-17", "2024-08", [Conflict]),
        # of the date, they tell nothing in common
        ("XXXX", "2024-08", [Doubt]),
        ("XXXX-WXX-4", "2024-08-15", [Doubt]),
    ],
)
def test_times_without_a_day_to_count_from(s, t, found):
    a, b = (
        reached("they", moment(value, None, value=value), doc_id)
        for value, doc_id in ((s, "d1"), (t, "d2"))
    )
    assert [type(x) for x in time.compare(a, b, CONTEXT)] == found


def test_somebody_else_or_something_else_is_another_event():
    a = reached("rescuers", dict(MONDAY))
    assert called(time, a, reached("reporters", dict(TUESDAY), "d2")) == []


def test_dates_of_different_events_do_not_conflict():
    a = side("rescuers/NOUN reached/reach/VERB village/NOUN", times=[MONDAY])
    b = side("council/NOUN debated/debate/VERB budget/NOUN", doc_id="d2", times=[TUESDAY])
    assert called(time, a, b) == []


TOLD = "Lund/PROPN>2:nsubj wrote/write/VERB to/ADP>4:case Holt/PROPN>2:obl {0} {1}/PROPN>5:obl"


@pytest.mark.parametrize(
    ("verb", "expected"),
    [
        ("printed/print/VERB>4:acl", [("hard", "Monday ≠ Tuesday")]),
        # who said so on what day is said every day
        ("told/tell/VERB>4:acl", []),
    ],
)
def test_days_of_one_week_in_clauses_of_their_own(verb, expected):
    found = []
    for doc_id, day, number in (("d1", "Monday", 6), ("d2", "Tuesday", 7)):
        text = TOLD.format(verb, day)
        start = side(text).claim["text"].index(day)
        time_row = moment(day, (2024, 5, number), (2024, 5, number + 1)) | {
            "start": start,
            "end": start + len(day),
        }
        whole = side(text, doc_id=doc_id, times=[time_row], nearby=(time_row,))
        found.append(dataclasses.replace(whole, times=(), outer=whole))
    assert called(time, *found) == expected


@pytest.mark.parametrize("inside", [False, True])
def test_one_thing_dated_by_other_verbs(inside):
    term = "an/DET>6:det unheard-of/ADJ>6:amod second/ADJ>6:amod tour/NOUN>{}"
    won = "she/PRON>2:nsubj won/win/VERB " + term.format("2:obj") + " Monday/PROPN>2:obl"
    given = "being/AUX>2:aux sent/send/VERB " + term.format("2:obj") + " Tuesday/PROPN>2:obl"
    sides = []
    for doc_id, text, day, number in (("d1", won, "Monday", 6), ("d2", given, "Tuesday", 7)):
        start = side(text).claim["text"].index(day)
        row = moment(day, (2024, 5, number), (2024, 5, number + 1))
        row |= {"start": start, "end": start + len(day)}
        whole = side(text, doc_id=doc_id, times=[row], nearby=(row,))
        sides.append(dataclasses.replace(whole, times=(), outer=whole) if inside else whole)
    assert called(time, *sides) == [("hard", "Monday ≠ Tuesday")]


def test_how_often_it_happens():
    words = (
        "trams/tram/NOUN>2:nsubj run/VERB every/DET>5:det {}/NUM>5:nummod minutes/minute/NOUN>2:obl"
    )
    sides = [
        side(
            words.format(word),
            doc_id=word,
            times=[
                moment(f"every {word} minutes", None, type="SET", value=value, start=10, end=28)
            ],
        )
        for word, value in (("six", "PT6M"), ("ten", "PT10M"))
    ]
    assert called(time, *sides) == [("hard", "every six minutes ≠ every ten minutes")]
    assert called(time, sides[0], sides[0]) == []


@pytest.mark.parametrize(("text", "expected"), [("in 2014", 1), ("last year", 0)])
def test_a_year_of_its_own_is_as_good_as_a_day(text, expected):
    words = (
        "the/DET>2:det lock/NOUN>4:nsubj:pass was/AUX>4:aux:pass rebuilt/rebuild/VERB {}/NUM>4:obl"
    )
    year = moment(text, (2014, 1, 1), (2015, 1, 1), start=21, end=25)
    day = moment("May 4, 2016", (2016, 5, 4), (2016, 5, 5), start=21, end=25)
    a = side(words.format("2014"), times=[year])
    b = side(words.format("2016"), doc_id="d2", times=[day])
    assert len(called(time, a, b)) == expected


@pytest.mark.parametrize(
    ("day", "number", "expected"),
    [
        ("Tuesday", "3", ["Monday , May 3 ≠ Tuesday , May 3"]),
        ("Monday", "3", []),
        ("Tuesday", "4", ["Monday , May 3 ≠ Tuesday , May 4"]),
    ],
)
def test_two_days_of_the_week_for_one_date_in_near_copies(day, number, expected):
    def dated(weekday, day_of_month, doc_id):
        text = f"{weekday} , May {day_of_month}"
        words = f"{COPIED} on/ADP {weekday}/PROPN ,/PUNCT May/PROPN {day_of_month}/NUM"
        start = len(" ".join(word.partition("/")[0] for word in COPIED.split())) + len(" on ")
        first, last = ((2024, 5, int(day_of_month) + n) for n in (0, 1))
        when = moment(text, first, last, start=start, end=start + len(text))
        return side(words, doc_id=doc_id, times=[when])

    assert in_copies(time, dated("Monday", "3", "d1"), dated(day, number, "d2")) == expected


@pytest.mark.parametrize(
    ("other", "since", "expected"),
    [
        ("four years ago", 2010, ["two years ago ≠ four years ago"]),
        ("three years ago", 2012, []),  # written a year later
        ("two winters ago", 2012, []),
    ],
)
def test_another_number_of_years_ago_in_near_copies(other, since, expected):
    start = len(" ".join(word.partition("/")[0] for word in COPIED.split())) + 1
    sides = []
    for text, year in (("two years ago", 2012), (other, since)):
        number, unit, _ = text.split()
        when = moment(text, (year, 1, 1), (2017, 1, 1), start=start, end=start + len(text))
        words = f"{COPIED} {number}/NUM {unit}/NOUN ago/ADV sang/sing/VERB"
        sides.append(side(words, doc_id=text, times=[when | {"value": "PAST_REF"}]))
    assert in_copies(time, *sides) == expected


def test_a_time_belongs_to_its_event():
    friday = moment("Friday", (2024, 5, 3), (2024, 5, 4)) | {"start": 30, "end": 36}
    monday = moment("Monday", (2024, 4, 29), (2024, 4, 30)) | {"start": 28, "end": 34}
    a = side(
        "she/PRON>2:nsubj blamed/blame/VERB the/DET>4:det report/NOUN>2:obj"
        " printed/print/VERB>4:acl Friday/PROPN>5:obl",
        times=[friday],
    )
    b = side(
        "the/DET>2:det report/NOUN>4:nsubj was/AUX>4:aux printed/print/VERB late/ADV>4:advmod"
        " Monday/PROPN>4:obl",
        times=[monday],
        doc_id="d2",
    )
    assert called(time, a, b) == [("hard", "Friday ≠ Monday")]
    other = side(
        "the/DET>2:det report/NOUN>4:nsubj was/AUX>4:aux burnt/burn/VERB late/ADV>4:advmod"
        " Monday/PROPN>4:obl",
        times=[monday],
        doc_id="d2",
    )
    assert called(time, a, other) == []


@pytest.mark.parametrize(
    ("second", "expected"),
    [("launch/NOUN", [("hard", "Friday ≠ Monday")]), ("launches/launch/NOUN", [])],
)
def test_one_launch_is_none_of_several(second, expected):
    friday = moment("Friday", (2024, 5, 3), (2024, 5, 4)) | {"start": 0, "end": 6}
    monday = moment("Monday", (2024, 4, 29), (2024, 4, 30)) | {"start": 0, "end": 6}
    told = "{}/PROPN>4:compound Orla/PROPN>4:compound rocket/NOUN>4:compound {}>5:nsubj {}/VERB"
    a = side(told.format("Friday", "launch/NOUN", "slipped"), times=[friday])
    b = side(told.format("Monday", second, "thrilled"), times=[monday], doc_id="d2")
    assert called(time, a, b) == expected


def test_news_of_other_days():
    apart = dataclasses.replace(CONTEXT, apart=True)
    a, b = reached("they", dict(MONDAY)), reached("they", dict(TUESDAY), "d2")
    assert [type(found) for found in time.compare(a, b, apart)] == [Doubt]
    dated = [moment(f"May {day}, 2024", (2024, 5, day), (2024, 5, day + 1)) for day in (6, 7)]
    a, b = reached("they", dated[0]), reached("they", dated[1], "d2")
    assert [type(found) for found in time.compare(a, b, apart)] == [Conflict]
    b = reached("crews", dated[1], "d2")
    for side_of in (a, b):  # of weeks ago, and not known for one's deed
        side_of.document["published"] = datetime(2024, 5, 20, tzinfo=UTC)
    assert [type(found) for found in time.compare(a, b, apart)] == [Doubt]


def test_a_day_that_the_date_line_has_too_may_be_altered():
    words = (
        "Wend/PROPN ,/PUNCT May/PROPN 3/NUM :/PUNCT Ida/PROPN Lund/PROPN>8:nsubj fined/fine/VERB"
        " the/DET>11:det ferry/NOUN>11:compound line/NOUN>8:obj {}/PROPN>8:obl"
        " for/ADP>14:case delays/delay/NOUN>8:obl"
    )
    sides = []
    for n, (name, first) in enumerate((("Monday", 3), ("Friday", 7))):
        line = moment("May 3", (2021, 5, 3), (2021, 5, 4), start=7, end=12)
        day = moment(name, (2021, 5, first), (2021, 5, first + 1), start=44, end=50)
        sides.append(side(words.format(name), doc_id=str(n), times=[line, day], nearby=[line, day]))
    context = dataclasses.replace(CONTEXT, copy=near_copy(*sides)[1])
    assert [c.explanation for c in time.compare(*sides, context)] == ["Monday ≠ Friday"]
    assert list(time.compare(*sides, CONTEXT)) == []


def test_two_hours_of_one_weekday():
    three = moment("3 p.m. Friday", None, type="TIME")
    two = moment("2 p.m. Friday", None, type="TIME")
    for row, hour in ((three, 15), (two, 14)):
        row["earliest"] = datetime(2024, 5, 10, hour, tzinfo=UTC)
        row["latest"] = datetime(2024, 5, 10, hour, 1, tzinfo=UTC)
    assert called(time, reached("they", three), reached("they", two, "d2")) == [
        ("hard", "3 p.m. Friday ≠ 2 p.m. Friday")
    ]


def raided(told, when, doc_id="d1"):
    """Somebody speaks of a raid at a time, which stands last and hangs on the verb."""
    text = f"{told} then/NOUN>1:obl"
    start = len(side(text).text) - 4
    row = dict(when) | {"start": start, "end": start + 4}
    return side(text, doc_id=doc_id, times=[row], nearby=[row])


RAID = "recalled/recall/VERB night/NOUN>3:compound raids/raid/NOUN>1:obj in/ADP>5:case Wend/PROPN"
ONE_WORD = "condemned/condemn/VERB a/DET>3:det nightraid/NOUN>1:obj in/ADP>5:case Wend/PROPN>3:nmod"
THIS_WEEK = moment("this week", (2024, 5, 6), (2024, 5, 13))
LAST_WEEK = moment("last week", (2024, 4, 29), (2024, 5, 6))


@pytest.mark.parametrize(
    ("told", "when", "expected"),
    [
        (ONE_WORD, LAST_WEEK, ["this week ≠ last week"]),
        (RAID.replace("recalled/recall", "saw/see"), LAST_WEEK, ["this week ≠ last week"]),
        (ONE_WORD, THIS_WEEK, []),
        (ONE_WORD, moment("last month", (2024, 4, 1), (2024, 5, 1)), []),
        (ONE_WORD, moment("29 April to 5 May", (2024, 4, 29), (2024, 5, 6)), []),
        # elsewhere; something else; in another clause
        (ONE_WORD.replace("Wend", "Holt"), LAST_WEEK, []),
        (ONE_WORD.replace("nightraid", "parade"), LAST_WEEK, []),
        (ONE_WORD + " ,/PUNCT dined/dine/VERB", LAST_WEEK, []),
    ],
)
def test_weeks_beside_one_phrase(told, when, expected):
    found = called(time, raided(RAID, THIS_WEEK), raided(told, when, "d2"))
    assert found == [("hard", words) for words in expected]


def at_hour(text, value, *, verb="land/land", place="Wend", doc_id="d1", will=""):
    """Somebody lands or arrives at a place at an hour of 10 May 2024."""
    hour, minute = map(int, value.split(":"))
    where = f"in/ADP>4:case {place}/PROPN>2:obl"
    told = f"they/PRON>2:nsubj {verb}/VERB {where} then/NOUN>2:obl {will}"
    start = len(side(told).text) - 4 - (len(will.split("/")[0]) + 1 if will else 0)
    row = moment(text, None, type="TIME", value=f"2024-05-10T{value}")
    row |= {"start": start, "end": start + 4}
    row["earliest"] = datetime(2024, 5, 10, hour, minute, tzinfo=UTC)
    row["latest"] = row["earliest"] + timedelta(minutes=1)
    day = moment("Friday", (2024, 5, 10), (2024, 5, 11))
    return side(told, doc_id=doc_id, times=[row], nearby=[row, day])


@pytest.mark.parametrize(
    ("text", "value", "severity"),
    [
        ("10:15 p.m.", "22:15", "hard"),
        ("9:45 a.m.", "09:45", "hard"),
        # rounded to a quarter of an hour, or to five minutes
        ("10 a.m.", "10:00", None),
        ("10:20 a.m.", "10:20", None),
        ("10:13 a.m.", "10:13", None),
        ("10:28 a.m.", "10:28", "hard"),
        # another zone
        ("2:45 p.m. GMT", "14:45", None),
    ],
)
def test_hours_of_one_arrival(text, value, severity):
    a = at_hour("10:15 a.m.", "10:15")
    b = at_hour(text, value, verb="arrived/arrive", doc_id="d2")
    found = [] if severity is None else [(severity, f"10:15 a.m. ≠ {text}")]
    assert called(time, a, b) == found


def test_the_hours_of_two_stamps():
    def stamped(text, value, doc_id):
        told = at_hour(text, value, doc_id=doc_id)
        rows = [dict(row, start=8, end=12) for row in told.times]
        stamp = "updated/update/VERB then/NOUN>1:obl"
        return side(stamp, doc_id=doc_id, times=rows, nearby=rows)

    assert not called(time, stamped("6:50", "06:50", "d1"), stamped("13:14", "13:14", "d2"))


def test_hours_of_two_places_or_deeds():
    a, arrived = at_hour("10:15 a.m.", "10:15"), "arrived/arrive"
    elsewhere = at_hour("9:45 p.m.", "21:45", verb=arrived, place="Holt", doc_id="d2")
    assert not called(time, a, elsewhere)
    assert not called(time, a, at_hour("9:45 p.m.", "21:45", verb="dined/dine", doc_id="d2"))


def test_around_an_hour():
    a, b = at_hour("10:15 a.m.", "10:15"), at_hour("10:40 a.m.", "10:40", doc_id="d2")
    assert called(time, a, b)
    b.times[0]["earliest"] -= timedelta(minutes=30)
    b.times[0]["latest"] += timedelta(minutes=30)
    assert not called(time, a, b)


def test_midnight_is_of_either_day():
    a, b = at_hour("midnight", "00:00"), at_hour("midnight on Saturday", "00:00", doc_id="d2")
    late = at_hour("11:58 p.m.", "23:58", doc_id="d2")
    b.times[0]["earliest"] += timedelta(days=1)
    b.times[0]["latest"] += timedelta(days=1)
    assert not called(time, a, b)
    assert not called(time, a, late)
    assert called(time, a, at_hour("11:30 p.m.", "23:30", doc_id="d2"))


def test_whole_hours_apart_may_be_of_two_zones():
    a, b = at_hour("10:15 a.m.", "10:15"), at_hour("3:15 p.m.", "15:15", doc_id="d2")
    assert called(time, a, b)
    a.document["raw_text"] += " The next one is due at 6 p.m. EST."
    assert [type(x) for x in time.compare(a, b, CONTEXT)] == [Doubt]


def test_a_timetable_may_not_be_kept():
    a, b = at_hour("10:15 a.m.", "10:15"), at_hour("9:45 a.m.", "09:45", doc_id="d2",
                                                   will="will/AUX>2:aux")  # fmt: skip
    assert called(time, a, b) == [("soft", "10:15 a.m. ≠ 9:45 a.m.")]


def test_yesterday_in_a_document_without_a_date():
    a = reached("rescuers", dict(MONDAY))
    b = reached("they", moment("yesterday", (2024, 5, 4), (2024, 5, 5)), "d2")
    assert [type(x) for x in time.compare(a, b, CONTEXT)] == [Doubt]
    b.document["published"] = a.document["published"] = datetime(2024, 5, 5, tzinfo=UTC)
    assert [type(x) for x in time.compare(a, b, CONTEXT)] == [Conflict]


@pytest.mark.parametrize(
    ("text", "at", "expected"),
    [
        ("held/hold/VERB after/ADP>3:case raid/NOUN>1:obl then/NOUN>1:obl him/PRON>1:obj", 16, []),
        ("held/hold/VERB then/NOUN>1:obl after/ADP>4:case raid/NOUN>1:obl him/PRON>1:obj", 5,
         [("hard", "Monday ≠ Tuesday")]),
    ],
)  # fmt: skip
def test_a_day_behind_what_went_before(text, at, expected):
    plain = "held/hold/VERB then/NOUN>1:obl him/PRON>1:obj after/ADP>5:case raid/NOUN>1:obl"
    monday, tuesday = (dict(day, start=n, end=n + 4) for day, n in ((MONDAY, at), (TUESDAY, 5)))
    a, b = side(text, times=[monday]), side(plain, doc_id="d2", times=[tuesday])
    assert called(time, a, b) == expected


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("opened/open/VERB", "closed/close/VERB"),
        ("Lund/PROPN>2:nsubj opened/open/VERB", "Holt/PROPN>2:nsubj opened/open/VERB"),
    ],
)
def test_times_of_opposites_or_of_two_people(first, second):
    sides = []
    for text, day, doc_id in ((first, MONDAY, "d1"), (second, TUESDAY, "d2")):
        verb = len(text.split())
        words = f"{text} village/NOUN>{verb}:obj hall/NOUN>{verb}:obl then/NOUN>{verb}:obl"
        start = side(words).text.index("then")
        sides.append(side(words, doc_id=doc_id, times=[dict(day, start=start, end=start + 4)]))
    assert called(time, *sides) == []


@pytest.mark.parametrize(("owner", "number"), [("his", 1), ("her", 0)])
def test_times_of_two_peoples_things(owner, number):
    sides = []
    for whose, day, doc_id in (("his", MONDAY, "d1"), (owner, TUESDAY, "d2")):
        text = f"{whose}/PRON>3:nmod:poss dreary/ADJ>3:amod tour/NOUN then/NOUN>3:nmod"
        start = side(text).text.index("then")
        sides.append(side(text, doc_id=doc_id, times=[dict(day, start=start, end=start + 4)]))
    assert len(called(time, *sides)) == number


@pytest.mark.parametrize(("word", "found"), [("tonight", []), ("yesterday", ["today ≠ yesterday"])])
def test_undated_articles_that_count_as_far_from_their_day_do_not_differ(word, found):
    start = len(" ".join(word.partition("/")[0] for word in COPIED.split())) + len(" sang ")
    sides = []
    for text, day, written in (("today", 3, 3), (word, 8 if found else 9, 9)):
        days = (2024, 5, day), (2024, 5, day + 1)
        when = moment(text, *days, start=start, end=start + len(text))
        words = f"{COPIED} sang/sing/VERB {text}/NOUN"
        sides.append(side(words, doc_id=text, times=[when]))
        sides[-1].document["reference_date"] = date(2024, 5, written)
    assert in_copies(time, *sides) == found
