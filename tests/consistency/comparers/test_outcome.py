"""Two sides → the conflicts about what became of a plan or an office."""

import pytest

from crosscheck.consistency.comparers import outcome
from tests.consistency.comparers.calling import called
from tests.docs import entity as entity_row
from tests.docs import side

PLAN = "the/DET>2:det town/NOUN>3:nsubj {} the/DET>5:det {}/NOUN>3:obj"


@pytest.mark.parametrize(
    ("verb", "thing", "expected"),
    [
        ("cancelled/cancel/VERB", "fair", [("soft", "postponed ≠ cancelled")]),
        ("called/call_off/VERB", "fair", [("soft", "postponed ≠ called")]),
        ("cancelled/cancel/VERB", "lease", []),
        ("delayed/delay/VERB", "fair", []),
        ("opened/open/VERB", "fair", []),
    ],
)
def test_what_became_of_a_plan(verb, thing, expected):
    a = side(PLAN.format("postponed/postpone/VERB", "fair"))
    b = side(PLAN.format(verb, thing), doc_id="d2")
    assert called(outcome, a, b) == expected


def test_what_is_only_asked_for_has_not_come_about():
    a = side(PLAN.format("postponed/postpone/VERB", "fair"))
    b = side(
        "Holt/PROPN>2:nsubj urged/urge/VERB the/DET>4:det town/NOUN>2:obj to/PART>6:mark"
        " cancel/VERB>2:xcomp the/DET>8:det fair/NOUN>6:obj",
        doc_id="d2",
    )
    assert called(outcome, a, b) == []


def test_who_tells_of_both_does_not_contradict_either():
    a = side(PLAN.format("postponed/postpone/VERB", "fair"))
    both = " and/CCONJ>7:cc cancelled/cancel/VERB>3:conj it/PRON>7:obj"
    b = side(PLAN.format("postponed/postpone/VERB", "fair") + both, doc_id="d2")
    assert called(outcome, a, b) == []


@pytest.mark.parametrize(("aim", "number"), [("build/VERB>3:advcl", 1), ("sell/VERB>3:advcl", 0)])
def test_two_plans_for_one_purpose(aim, number):
    """The one may call a plan what the other calls a deal."""
    a = side(
        "Holt/PROPN>2:nsubj put/put_on/VERB on/ADP>2:compound:prt hold/NOUN>5:compound"
        " plans/plan/NOUN>2:obj to/PART>7:mark build/VERB>2:advcl a/DET>9:det quay/NOUN>7:obj"
    )
    b = side(
        "Holt/PROPN>2:nsubj will/AUX>3:aux abandon/VERB a/DET>5:det deal/NOUN>3:obj to/PART>7:mark"
        f" {aim} a/DET>9:det quay/NOUN>7:obj",
        doc_id="d2",
    )
    expected = [("soft", "put on hold ≠ abandon")]
    assert called(outcome, a, b) == expected * number


@pytest.mark.parametrize(
    ("name", "verb", "role", "expected"),
    [
        ("Lund", "fired/fire/VERB", "nsubj:pass", [("soft", "resigned ≠ fired")]),
        ("Lund", "retired/retire/VERB", "nsubj", [("soft", "resigned ≠ retired")]),
        ("Lund", "quit/quit/VERB", "nsubj", []),
        ("Reis", "fired/fire/VERB", "nsubj:pass", []),
    ],
)
def test_how_an_office_was_given_up(name, verb, role, expected):
    known = {"e1": entity_row("e1", "Lund"), "e2": entity_row("e2", "Reis")}
    a = side("Lund/PROPN>2:nsubj resigned/resign/VERB", entities=known)
    b = side(f"{name}/PROPN>2:{role} {verb}", doc_id="d2", entities=known)
    assert called(outcome, a, b) == expected
