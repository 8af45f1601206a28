"""Verdicts → the conflicts that follow from them."""

from datetime import UTC, datetime

import pytest

from crosscheck.consistency.transitive import transitive
from crosscheck.consistency.verdicts import between, led_by
from tests.docs import quantity, side, time

FLED = "people/NOUN fled/flee/VERB"


def fled(number, doc_id, words=FLED, **given):
    count = quantity(str(number), number)
    return side(f"{number}/NUM {words}", doc_id=doc_id, quantities=[count], **given)


def conflict(a, b, kind="quantity", sure=0.8):
    found = {
        "conflict_type": kind,
        "severity": "hard",
        "confidence": sure,
        "explanation": "12 ≠ 14",
        "a_start": 0,
        "a_end": 2,
        "b_start": 0,
        "b_end": 2,
    }
    return led_by(between(a, b) | {"verdict": "conflict"}, [found])


def alike(a, b, verdict="agree", score=0.9):
    return between(a, b) | {"verdict": verdict, "confidence": score, "conflicts": []}


def derived(rows, *sides, days_of_news=2):
    """What follows: the two claims, the third, and the explanation."""
    found = transitive(
        rows,
        {s.claim["claim_id"]: s for s in sides},
        min_link=0.3,
        min_confidence=0.5,
        days_of_news=days_of_news,
    )
    assert len(found) >= len(rows)
    return [
        (row["claim_a"], row["claim_b"], row["through"], row["explanation"], row["confidence"])
        for row in found
        if row.get("through")
    ]


A, B, C = fled(12, "d1"), fled(14, "d2", outlet="Post"), fled(14, "d3")


def test_what_contradicts_one_contradicts_the_one_that_says_the_same():
    found = derived([conflict(A, B), alike(B, C)], A, B, C)
    assert found == [("d1:0", "d3:0", "d2:0", "12 ≠ 14", 0.773)]


def test_the_pair_that_has_a_verdict_gets_another_and_none_is_lost():
    rows = [conflict(A, B), alike(B, C), alike(A, C, "refine")]
    found = transitive(
        rows,
        {s.claim["claim_id"]: s for s in (A, B, C)},
        min_link=0.3,
        min_confidence=0.5,
        days_of_news=2,
    )
    assert [row["verdict"] for row in found] == ["conflict", "agree", "conflict"]
    assert [row["pair_id"] for row in found] == [row["pair_id"] for row in rows]


def test_documents_stand_in_their_order_whichever_contradicts():
    first, second, third = fled(14, "d1"), fled(12, "d2"), fled(14, "d3")
    found = derived([conflict(second, third), alike(first, third)], first, second, third)
    assert [row[:4] for row in found] == [
        ("d1:0", "d2:0", "d3:0", "14 ≠ 12"),
    ]


@pytest.mark.parametrize(
    ("rows", "why"),
    [
        ([conflict(A, B), alike(B, C, score=0.2)], "hardly the same"),
        ([conflict(A, B), alike(B, C, "undetermined")], "no agreement"),
        ([conflict(A, B), alike(B, C), conflict(A, C)], "called already"),
        ([conflict(A, B, "scope"), alike(B, C)], "no value"),
        ([conflict(A, B, sure=0.55), alike(B, C, score=0.6)], "not sure enough"),
    ],
)
def test_nothing_follows(rows, why):
    assert derived(rows, A, B, C) == [], why


@pytest.mark.parametrize(
    "third",
    [
        fled(15, "d3"),
        side(
            "14/NUM people/NOUN fled/flee/VERB not/PART 12/NUM",
            doc_id="d3",
            quantities=[quantity("14", 14)],
        ),
        side(
            "14/NUM boats/boat/NOUN", doc_id="d3", quantities=[quantity("14", 14, counted="boat")]
        ),
    ],
)
def test_the_third_gives_the_value_and_no_other(third):
    second = fled(14, "d2")
    second.quantities[0]["counted_lemma"] = "person"
    assert derived([conflict(A, second), alike(second, third)], A, second, third) == []


def test_what_happened_at_another_time_is_another_thing():
    dated = [
        fled(14, doc_id, nearby=[time(f"in {year}", (year, 1, 1), (year + 1, 1, 1))])
        for doc_id, year in (("d2", 2019), ("d3", 2024))
    ]
    assert derived([conflict(A, dated[0]), alike(*dated)], A, *dated) == []
    same = fled(14, "d3", nearby=dated[0].nearby)
    assert len(derived([conflict(A, dated[0]), alike(dated[0], same)], A, dated[0], same)) == 1


def at_days(*days):
    """Sides of one document each that tell of a time: its words and its day."""
    return [
        side(
            f"x{n}/X it/PRON sank", doc_id=f"d{n}", times=[time(words, day, (*day[:2], day[2] + 1))]
        )
        for n, (words, day) in enumerate(days, start=1)
    ]


def test_days_are_the_same_where_it_is_known_when_they_were_written():
    told = at_days(*[(f"on {day} May", (2024, 5, day)) for day in (3, 4, 4)])
    rows = [conflict(told[0], told[1], "time"), alike(told[1], told[2])]
    assert derived(rows, *told) == []
    for one in told:
        one.document["published"] = datetime(2024, 5, 6, tzinfo=UTC)
    assert [row[:3] for row in derived(rows, *told)] == [("d1:0", "d3:0", "d2:0")]


def test_what_holds_a_length_is_not_that_length():
    told = at_days(*[("ten years", (2024, 5, day)) for day in (3, 4, 4)])
    for one in told:
        one.document["published"] = datetime(2024, 5, 6, tzinfo=UTC)
    first = conflict(told[0], told[1], "time")
    first["conflicts"][0]["b_end"] = len("ten years it")
    assert derived([first, alike(told[1], told[2])], *told) == []


@pytest.mark.parametrize(("words", "number"), [("3 May", 0), ("3 May 2014", 1)])
def test_a_day_without_its_year_may_be_of_another_year(words, number):
    told = at_days(
        ("3 May 2012", (2012, 5, 3)), ("3 May 2014", (2014, 5, 3)), (words, (2014, 5, 3))
    )
    for one in told:
        one.document["published"] = datetime(2014, 5, 6, tzinfo=UTC)
        one.times[0]["value"] = str(one.times[0]["earliest"].date())
    rows = [conflict(told[0], told[1], "time"), alike(told[1], told[2])]
    assert len(derived(rows, *told)) == number


def test_figures_of_other_days_may_have_changed():
    dated = [fled(12, "d1"), fled(14, "d2"), fled(14, "d3")]
    for one, day in zip(dated, (1, 2, 9), strict=True):
        one.document["published"] = datetime(2024, 5, day, tzinfo=UTC)
    a, b, c = dated
    assert derived([conflict(a, b), alike(b, c)], a, b, c) == []
    assert len(derived([conflict(a, b), alike(b, c)], a, b, c, days_of_news=10)) == 1


def test_two_documents_and_two_values_are_told_once_by_the_surest():
    again = fled(14, "d3", claim_id="d3:9")
    rows = [conflict(A, B), alike(B, C, score=0.5), alike(B, again, score=0.9)]
    assert [row[1] for row in derived(rows, A, B, C, again)] == ["d3:9"]


def test_a_name_is_given_where_its_words_stand():
    a = side("Ada/PROPN Holt/PROPN paid/pay/VERB", doc_id="d1")
    b = side("Tom/PROPN Reed/PROPN paid/pay/VERB", doc_id="d2")
    c = side("yesterday/NOUN Tom/PROPN Reed/PROPN paid/pay/VERB", doc_id="d3")
    named = conflict(a, b, "entity")
    named["conflicts"][0].update(a_end=8, b_end=8)
    named["conflicts"][0]["explanation"] = "who paid: Ada Holt ≠ Tom Reed (as told)"
    found = transitive(
        [named, alike(b, c)],
        {s.claim["claim_id"]: s for s in (a, b, c)},
        min_link=0.3,
        min_confidence=0.5,
        days_of_news=2,
    )
    assert found[-1]["explanation"] == "who paid: Ada Holt ≠ Tom Reed (as told)"
    assert (found[-1]["b_differs_start"], found[-1]["b_differs_end"]) == (10, 18)
