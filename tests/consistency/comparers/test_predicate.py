"""Two sides → the conflicts about what was done."""

import dataclasses

import pytest

from crosscheck.consistency.comparers import predicate
from tests.consistency.comparers.calling import CONTEXT, called
from tests.docs import entity as entity_row
from tests.docs import side


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
