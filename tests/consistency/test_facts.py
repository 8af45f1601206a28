"""Pairs → facts, and how many origins stand behind them."""

import pytest

from crosscheck.consistency.facts import clusters, facts
from crosscheck.consistency.origins import copied, origins
from tests.docs import side


def pair(a, b, score=0.9):
    return {"pair_id": f"{a}|{b}", "claim_a": f"{a}:0", "claim_b": f"{b}:0", "score": score}


def verdict(a, b, name="agree", severity=None):
    return pair(a, b) | {
        "verdict": name,
        "severity": severity,
        "confidence": 0.9,
        "a_differs_start": 0,
        "a_differs_end": 6,
        "b_differs_start": 0,
        "b_differs_end": 6,
    }


def claims(*doc_ids, **given):
    return [side("Twelve/NUM people/NOUN fled/flee/VERB", doc_id=d, **given) for d in doc_ids]


@pytest.mark.parametrize(
    ("pairs", "expected"),
    [
        ([pair("d1", "d2")], [["d1:0", "d2:0"], ["d3:0"]]),
        ([pair("d1", "d2"), pair("d2", "d3"), pair("d1", "d3")], [["d1:0", "d2:0", "d3:0"]]),
        # A chain of two pairs whose ends were never paired does not hold under a strict link.
        ([pair("d1", "d2", 0.9), pair("d2", "d3", 0.8)], [["d1:0", "d2:0"], ["d3:0"]]),
        ([], [["d1:0"], ["d2:0"], ["d3:0"]]),
    ],
)
def test_clusters(pairs, expected):
    assert clusters(claims("d1", "d2", "d3"), pairs, min_link=0.5) == expected


def only_fact(sides, verdicts):
    (fact,) = facts(sides, verdicts, verdicts, min_link=0.1, near_copy=0.75, families={})
    return fact


def test_two_outlets_corroborate():
    fact = only_fact(claims("d1", "d2"), [verdict("d1", "d2")])
    assert (fact["status"], fact["origins"], fact["outlets"]) == ("corroborated", 2, ["d1", "d2"])


def test_a_hard_conflict_disputes_and_its_values_are_listed():
    fact = only_fact(claims("d1", "d2"), [verdict("d1", "d2", "conflict", "hard")])
    assert fact["status"] == "disputed"
    assert fact["conflicts"] == ["d1|d2"]
    assert [value["text"] for value in fact["values"]] == ["Twelve"]


def test_a_soft_conflict_does_not_dispute():
    fact = only_fact(claims("d1", "d2"), [verdict("d1", "d2", "conflict", "soft")])
    assert fact["status"] == "corroborated"


def test_one_claim_alone_is_single_source():
    (fact,) = facts(claims("d1"), [], [], min_link=0.1, near_copy=0.75, families={})
    assert (fact["status"], fact["origins"]) == ("single-source", 1)


def test_one_publisher_is_one_origin():
    found = origins(
        claims("d1", "d2"), families={"d1": "Holt Media", "d2": "Holt Media"}, near_copy=0.75
    )
    assert found.number == 1
    assert found.reasons == ("d1 and d2: one publisher (Holt Media)",)


def test_one_cited_source_is_one_origin():
    sides = claims("d1", "d2", source_entity_id="e1", source_text="the coroner")
    found = origins(sides, families={}, near_copy=0.75)
    assert found.reasons == ("d1 and d2: both cite the coroner",)


@pytest.mark.parametrize(
    ("first", "second", "least", "most"),
    [
        (
            "the dam above the old town burst on monday night",
            "the dam above the old town burst on monday",
            1,
            1,
        ),
        (
            "the dam above the old town burst on monday night",
            "a ferry struck a pier in fog and many fled",
            0,
            0.2,
        ),
        ("the dam burst", "the dam burst", 0, 0),
    ],
    ids=["near-copy", "another sentence", "too short to tell"],
)
def test_copied(first, second, least, most):
    assert least <= copied(first.split(), second.split()) <= most
