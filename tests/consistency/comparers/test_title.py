"""Two sides with titles → the conflicts about what a work, a product or a school is called."""

import pytest

from crosscheck.consistency.comparers import title
from crosscheck.consistency.comparers.base import Context
from crosscheck.consistency.utterances.utterance import Limits
from tests.consistency.comparers.calling import WORDNET
from tests.docs import entity, product, side


def called(a, b, score=0.8):
    context = Context(score=score, wordnet=WORDNET, unique=True, limits=Limits(9.0, 12))
    return [(c.severity, c.explanation) for c in title.compare(a, b, context)]


@pytest.mark.parametrize(
    ("other", "expected"),
    [
        ("Orbit Engine", [("hard", "Orbit Core ≠ Orbit Engine")]),
        ("Orbit Core", []),
        ("Orbit Cores", []),  # spelled otherwise at most
        ("Comet Engine", []),
        ("Orbit 9", []),
        ("Orbit Paris", []),  # of a kind there is one in every town
    ],
)
def test_a_title_with_a_word_swapped(other, expected):
    assert called(product("Orbit Core"), product(other, "d2")) == expected


def test_titles_must_be_of_one_kind_and_the_claims_surely_of_one_event():
    other = product("Orbit Engine", "d2")
    assert called(product("Orbit Core", noun="rocket"), other) == []
    assert called(product("Orbit Core"), other, score=0.3) == []
    persons = product("Ash Holt", noun="judge"), product("Ash Lund", "d2", noun="judge")
    assert called(*persons) == []


def test_a_document_that_has_both_titles_may_mean_two_things():
    other = product("Orbit Engine", "d2")
    assert called(product("Orbit Core", also=" Orbit Engine Orbit Engine"), other) == []
    assert called(product("Orbit Core", also=" Orbit Core Orbit Engine"), other) == []
    # but the one of two long names that stands there once is a slip
    both = product("Orbit Sound Core", also=" Orbit Sound Engine Orbit Sound Engine")
    expected = [("hard", "Orbit Sound Core ≠ Orbit Sound Engine")]
    assert called(both, product("Orbit Sound Engine", "d2")) == expected


LUND = {"e1": entity("e1", "Lund")}
STATE = "Lund/PROPN played/play/VERB {}/ADP Sutton/PROPN State/PROPN"
OF = "Lund/PROPN played/play/VERB at/ADP the/DET University/PROPN of/ADP {}/PROPN"


@pytest.mark.parametrize(
    ("first", "second", "entities", "expected"),
    [
        (
            STATE.format("for"),
            OF.format("Sutton"),
            LUND,
            [("soft", "Sutton State ≠ University of Sutton")],
        ),
        (STATE.format("for"), OF.format("Welby"), LUND, []),
        (STATE.format("in"), OF.format("Sutton"), LUND, []),
        (OF.format("Sutton").replace("University", "State"), OF.format("Sutton"), LUND, []),
        (STATE.format("for"), OF.format("Sutton"), {}, []),
        (OF.format("Sutton"), OF.format("Sutton"), LUND, []),
    ],
)
def test_two_schools_of_one_place(first, second, entities, expected):
    a, b = side(first, entities=entities), side(second, doc_id="d2", entities=entities)
    assert called(a, b) == expected
