"""Whether two figures of one thing are of one occasion."""

import pytest

from crosscheck.consistency.comparers import quantity
from crosscheck.consistency.comparers.base import Conflict, Context
from crosscheck.consistency.utterances.utterance import Limits
from crosscheck.language.wordnet import WordNet
from tests.docs import figure

CONTEXT = Context(score=0.8, wordnet=WordNet([]), unique=True, limits=Limits(9.0, 12))


def called(a, b):
    return [c.explanation for c in quantity.compare(a, b, CONTEXT) if isinstance(c, Conflict)]


@pytest.mark.parametrize(("who", "expected"), [("Holt", []), ("Lund", ["12 ≠ 14"])])
def test_figures_of_two_people(who, expected):
    bought = "{}/PROPN>2:nsubj bought/buy/VERB {}/NUM>4:nummod boats/boat/NOUN>2:obj"
    a = figure(bought.format("Lund", 12), "12", 12, "boat")
    b = figure(bought.format(who, 14), "14", 14, "boat", "d2")
    assert called(a, b) == expected
