"""Time expressions: TIMEX3 types and values, intervals, relations, and order."""

from datetime import UTC, date, datetime

import pytest
import spacy
from spacy.tokens import Doc, Span

from crosscheck.language.times import intervals
from crosscheck.language.times.finding import Time, times

NLP = spacy.blank("en")
REFERENCE = date(2021, 6, 16)  # a Wednesday


def found(text: str, reference: date | None = REFERENCE) -> list[Time]:
    """The time expressions of an untagged text."""
    return list(times(NLP(text), reference))


@pytest.mark.parametrize(
    ("text", "surface", "kind", "value"),
    [
        ("It fell on 4 July 2019.", "4 July 2019", "DATE", "2019-07-04"),
        ("It fell on July 4, 2019.", "July 4, 2019", "DATE", "2019-07-04"),
        ("It fell on the 4th of July.", "the 4th of July", "DATE", "2020-07-04"),
        ("It opens on 2019-07-04.", "2019-07-04", "DATE", "2019-07-04"),
        ("It opened on 7/4/19.", "7/4/19", "DATE", "2019-07-04"),
        ("It rained in March 2019.", "March 2019", "DATE", "2019-03"),
        ("It rained in August.", "August", "DATE", "2020-08"),
        ("It rained in March.", "March", "DATE", "2021-03"),
        ("In March, it rained.", "March", "DATE", "2021-03"),
        ("It will rain in August.", "August", "DATE", "2021-08"),
        ("It closes by September.", "September", "DATE", "2021-09"),
        ("It grew in the 1990s.", "the 1990s", "DATE", "199"),
        ("They met in 2018.", "2018", "DATE", "2018"),
        ("They met on Monday.", "Monday", "DATE", "2021-06-14"),
        ("Talks are due on Friday.", "Friday", "DATE", "2021-06-18"),
        ("They met last Friday.", "last Friday", "DATE", "2021-06-11"),
        ("They met on Friday of last week.", "Friday of last week", "DATE", "2021-06-11"),
        ("They meet on Tuesday of next week.", "Tuesday of next week", "DATE", "2021-06-22"),
        ("They met on Sunday night.", "Sunday night", "TIME", "2021-06-13TNI"),
        ("They met yesterday.", "yesterday", "DATE", "2021-06-15"),
        ("They met tonight.", "tonight", "TIME", "2021-06-16TNI"),
        ("They met last month.", "last month", "DATE", "2021-05"),
        ("They met earlier this month.", "earlier this month", "DATE", "2021-06"),
        ("They met last year.", "last year", "DATE", "2020"),
        ("They met last summer.", "last summer", "DATE", "2020-SU"),
        ("They met a year ago.", "a year ago", "DATE", "2020"),
        ("They met three weeks ago.", "three weeks ago", "DATE", "2021-W21"),
        ("They met months ago.", "months ago", "DATE", "PAST_REF"),
        ("the second half of 2019", "the second half of 2019", "DATE", "2019-H2"),
        ("the first quarter of last year", "the first quarter of last year", "DATE", "2020-Q1"),
        ("It lasted 4-1/2 hours.", "4-1/2 hours", "DURATION", "PT4.5H"),
        ("It lasted for months.", "months", "DURATION", "PXM"),
        ("in the past 10 years", "the past 10 years", "DURATION", "P10Y"),
        ("a two-day stay", "two-day", "DURATION", "P2D"),
        ("a year-long war", "a year-long", "DURATION", "P1Y"),
        ("They met every day.", "every day", "SET", "P1D"),
        ("Trams run every ten minutes.", "every ten minutes", "SET", "PT10M"),
        ("They met each Monday.", "each Monday", "SET", "XXXX-WXX-1"),
        ("a weekly show", "weekly", "SET", "P1W"),
        ("It opened at 5 p.m.", "5 p.m.", "TIME", "2021-06-16T17:00"),
        ("It opened at 5 p. m. there", "5 p. m.", "TIME", "2021-06-16T17:00"),
        ("It opened at 5: 40 p. m. there", "5: 40 p. m.", "TIME", "2021-06-16T17:40"),
        ("the 9/11 attacks", "9/11", "DATE", "2001-09-11"),
    ],
)
def test_values(text: str, surface: str, kind: str, value: str) -> None:
    [time] = found(text)
    assert (text[time.start_char : time.end_char], time.type, time.value) == (surface, kind, value)


@pytest.mark.parametrize(
    ("words", "tags", "value"),
    [
        # what had to be done was done; what is planned is to come
        ("She had to leave Friday", "PRP VBD TO VB NNP", "2021-06-11"),
        ("She plans to leave Friday", "PRP VBZ TO VB NNP", "2021-06-18"),
        ("On Friday she had said she would leave", "IN NNP PRP VBD VBN PRP MD VB", "2021-06-11"),
        ("On Friday she was due to leave", "IN NNP PRP VBD JJ TO VB", "2021-06-18"),
    ],
)
def test_which_side_of_the_reference_date(words: str, tags: str, value: str) -> None:
    doc = Doc(NLP.vocab, words=words.split(), tags=tags.split())
    assert [time.value for time in times(doc, REFERENCE)] == [value]


@pytest.mark.parametrize(
    "text",
    [
        "The 14-year-old may march.",
        "June Okoro spoke.",
        "About 2000 men marched.",
        "The daily Sentinel wrote so.",
        "It cost $2019.",
        "a day of mourning",
    ],
)
def test_what_is_no_time(text: str) -> None:
    assert found(text) == []


def test_intervals_of_relative_months_do_not_overlap() -> None:
    [last], [earlier], [later] = (
        found(f"They met {when} month.") for when in ("last", "earlier this", "later this")
    )
    assert (last.earliest, last.latest) == (
        datetime(2021, 5, 1, tzinfo=UTC),
        datetime(2021, 6, 1, tzinfo=UTC),
    )
    assert (earlier.earliest, earlier.latest) == (last.latest, datetime(2021, 6, 16, tzinfo=UTC))
    assert later.earliest == datetime(2021, 6, 17, tzinfo=UTC)


def test_a_zone_moves_a_time_of_day() -> None:
    first, second = found("It opened at 5 p.m. EST on Monday.")
    assert first.earliest == datetime(2021, 6, 14, 22, tzinfo=UTC)
    assert (second.value, second.type) == ("2021-06-14", "DATE")


@pytest.mark.parametrize(
    ("text", "relation"),
    [
        ("It has rained since August.", "since"),
        ("It will rain until September.", "until"),
        ("It closed before Monday.", "before"),
        ("It closed after Monday.", "after"),
        ("It closed on Monday.", "during"),
        ("It closed two weeks earlier.", "before"),
        ("It closed two days after the vote.", "after"),
        ("It closes every Monday.", None),
    ],
)
def test_relations(text: str, relation: str | None) -> None:
    [time] = found(text)
    assert time.relation == relation


def test_without_a_reference_only_the_absolute_resolves() -> None:
    monday, year = found("On Monday they recalled 2018.", None)
    assert (monday.value, monday.earliest, monday.resolved_by) == ("XXXX-WXX-1", None, "none")
    assert (year.earliest, year.resolved_by) == (datetime(2018, 1, 1, tzinfo=UTC), "text")


def test_late_is_the_last_part_of_a_month() -> None:
    late, april = found("an attack as soon as late March or April")
    assert (late.value, late.mod, late.latest) == (
        "2021-03",
        "END",
        datetime(2021, 4, 1, tzinfo=UTC),
    )
    assert late.earliest == datetime(2021, 3, 20, tzinfo=UTC)
    assert april.value == "2021-04"


def test_bounds_of_durations() -> None:
    [time] = found("It has barely moved for more than four months.")
    assert (time.mod, time.amount, time.unit) == ("MORE_THAN", 4, "month")


def test_tags_tell_what_lies_ahead() -> None:
    words = ["They", "agreed", "to", "meet", "on", "Friday"]
    tags = ["PRP", "VBD", "TO", "VB", "IN", "NNP"]
    [time] = times(Doc(NLP.vocab, words=words, tags=tags), REFERENCE)
    assert time.value == "2021-06-18"


def test_names_are_no_times() -> None:
    doc = NLP("They asked April about it.")
    doc.ents = [Span(doc, 2, 3, label="PERSON")]
    assert list(times(doc, REFERENCE)) == []


def test_periods() -> None:
    assert intervals.quarter_of(2021, 0).value == "2020-Q4"
    assert intervals.week_of(date(2021, 1, 1)).value == "2020-W53"
    assert intervals.month_of(2021, 14).value == "2022-02"
    assert intervals.duration_value(2.5, "year") == "P2.5Y"


@pytest.mark.parametrize(
    ("text", "surface", "value"),
    [
        ("They met on New Year’s Eve.", "New Year’s Eve", "2020-12-31"),
        ("They met last Thanksgiving.", "last Thanksgiving", "2020-11-26"),
        ("They met on Memorial Day.", "Memorial Day", "2021-05-31"),
        ("They met on Good Friday.", "Good Friday", "2021-04-02"),
        ("They will meet on Labor Day.", "Labor Day", "2021-09-06"),
        ("They met on Easter Monday 2019.", "Easter Monday 2019", "2019-04-22"),
        ("They met on Christmas Day of last year.", "Christmas Day of last year", "2020-12-25"),
        ("They met on the Fourth of July.", "the Fourth of July", "2020-07-04"),
        ("They met on Saint Patrick's Day.", "Saint Patrick's Day", "2021-03-17"),
        ("They met on Martin Luther King Jr. Day.", "Martin Luther King Jr. Day", "2021-01-18"),
        ("They met on Black Friday.", "Black Friday", "2020-11-27"),
    ],
)
def test_feasts(text: str, surface: str, value: str) -> None:
    [time] = found(text)
    assert (text[time.start_char : time.end_char], time.type) == (surface, "DATE")
    assert (time.value, time.resolved_by == "text") == (value, "2019" in surface)


def test_a_feast_of_every_year_is_no_day() -> None:
    assert found("They sing every Christmas Eve.") == []


def test_what_is_named_for_a_feast_is_no_day() -> None:
    words = ["a", "Halloween", "costume"]
    assert list(times(Doc(NLP.vocab, words=words, tags=["DT", "NNP", "NN"]), REFERENCE)) == []


def test_a_feast_gives_an_hour_its_day() -> None:
    hour, _ = found("It landed at 10:15 a.m. on Boxing Day.")
    assert hour.value == "2020-12-26T10:15"


def test_a_feast_without_a_reference_date_is_some_day() -> None:
    [time] = found("They met on Boxing Day.", None)
    assert (time.value, time.resolved_by) == ("XXXX-XX-XX", "none")


def test_around_an_hour() -> None:
    [time] = found("It opened at around 10 p.m.")
    assert (time.mod, time.value) == ("APPROX", "2021-06-16T22:00")
    assert time.earliest == datetime(2021, 6, 16, 21, 30, tzinfo=UTC)
    assert time.latest == datetime(2021, 6, 16, 22, 31, tzinfo=UTC)
