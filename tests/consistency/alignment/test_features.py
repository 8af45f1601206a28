"""Candidates, what they have in common, and how they compete."""

import numpy as np
import pytest

from crosscheck.consistency.alignment.candidates import candidates, vectors
from crosscheck.consistency.alignment.features import Pairs, lags
from crosscheck.consistency.alignment.pairing import compare
from crosscheck.consistency.alignment.repeats import repeats
from crosscheck.consistency.story import places
from crosscheck.consistency.utterances.utterance import Limits
from crosscheck.language.wordnet import WordNet
from tests.docs import argument, entity, quantity, quotation, side, time

LIMITS = Limits(evidence=9.0, omitted=12)
NOTHING = WordNet([])


class Apart:
    """An encoder for which no two texts are alike."""

    def encode(self, texts):
        return np.eye(len(texts), 64, dtype=float)


class Alike:
    """An encoder for which all texts are the same."""

    def encode(self, texts):
        return np.ones((len(texts), 2))


def blocked(story, *, encoder=None, neighbours=1):
    at = places(story)
    found = vectors(story, at, encoder or Apart())
    result = candidates(story, at, found, {}, neighbours=neighbours)
    return {
        (int(i), int(j)): result.blocked_by(n)
        for n, (i, j) in enumerate(zip(result.first, result.second, strict=True))
    }


def compared(a, b, *, wordnet=NOTHING):
    """The features of the one pair of two claims."""
    result = compare([a, b], Alike(), wordnet, LIMITS, neighbours=1)
    assert len(result.pairs) == 1
    return {name: float(values[0]) for name, values in result.features.items()}


def placed(doc_id, sentence, start=0, end=10):
    """A claim at a place of its document."""
    return side(
        "x/NOUN", doc_id=doc_id, sentence_start=100 * sentence, sentence_end=100 * sentence + 90,
        start=100 * sentence + start, end=100 * sentence + end,
    )  # fmt: skip


DAM = side("dam/NOUN burst/VERB above/ADP town/NOUN", doc_id="d1")


def test_only_claims_of_different_documents_are_paired_the_first_document_first():
    story = [
        side("dam/NOUN fell/fall/VERB", doc_id="d2"),
        side("dam/NOUN broke/break/VERB", doc_id="d2", start=1),
        DAM,
    ]
    assert set(blocked(story, neighbours=4)) == {(2, 0), (2, 1)}


def test_a_claim_gets_its_nearest_of_every_other_document():
    story = [DAM, side("dam/NOUN burst/VERB", doc_id="d2"), side("town/NOUN", doc_id="d3")]
    found = blocked(story)
    assert found[0, 1] == ("context", "words")
    assert (0, 2) in found
    assert (1, 2) not in found  # nothing in common


def test_candidates_grow_with_the_documents_only_up_to_a_point():
    story = [side("dam/NOUN burst/VERB", doc_id=f"d{n:02}") for n in range(40)]
    assert len(blocked(story)) < 40 * 39 / 2


def test_a_shared_quantity_makes_a_candidate():
    a = side("twelve/NUM fled/flee/VERB", doc_id="d1", quantities=[quantity("12", 12)])
    b = side("dozen/NUM hurt/VERB", doc_id="d2", quantities=[quantity("a dozen", 12)])
    assert blocked([a, b]) == {(0, 1): ("quantity",)}


def test_a_shared_quotation_makes_a_candidate():
    a = side("x/NOUN", doc_id="d1", quotations=[quotation("we heard a crash")])
    b = side("y/NOUN", doc_id="d2", quotations=[quotation("heard a crash, then")])
    assert blocked([a, b]) == {(0, 1): ("quotation",)}


def test_features_do_not_depend_on_the_order_of_the_documents():
    other = side("dam/NOUN above/ADP the/DET old/ADJ town/NOUN broke/break/VERB", doc_id="d2")
    there = compared(DAM, other)
    back = compared(
        side("dam/NOUN above/ADP the/DET old/ADJ town/NOUN broke/break/VERB", doc_id="d1"),
        side("dam/NOUN burst/VERB above/ADP town/NOUN", doc_id="d2"),
    )
    assert there == pytest.approx(back)


def test_synonyms_and_derived_words_say_the_same():
    wordnet = WordNet(["word v quit 1", "word v resign 1", "derived v resign n resignation"])
    verb = side("mayor/NOUN resigned/resign/VERB", doc_id="d1")
    synonym = side("mayor/NOUN quit/VERB", doc_id="d2")
    noun = side("mayor/NOUN resignation/NOUN", doc_id="d2")
    unknown = WordNet([])
    for other in (synonym, noun):
        story = [verb, other]
        with_links = compare(story, Apart(), wordnet, LIMITS, neighbours=1).features
        without = compare(story, Apart(), unknown, LIMITS, neighbours=1).features
        assert with_links["said_min"][0] > without["said_min"][0]
        assert with_links["unsaid_min"][0] < without["unsaid_min"][0]


def test_numbers_say_only_themselves_however_alike_their_vectors():
    found = compared(
        side("14/NUM fled/flee/VERB", doc_id="d1"), side("15/NUM fled/flee/VERB", doc_id="d2")
    )
    assert found["said_max"] < 1


@pytest.mark.parametrize(
    ("first", "second", "state"),
    [(12, 12, 1.0), (12, 13, 0.0), (None, 12, 0.5)],
)
def test_quantities_meet_or_differ(first, second, state):
    a = side("dam/NOUN", doc_id="d1", quantities=[quantity("n", first)] if first else [])
    b = side("dam/NOUN", doc_id="d2", quantities=[quantity("n", second)])
    assert compared(a, b)["quantity"] == state


def test_times_meet_or_differ():
    day, next_day = time("Monday", (2023, 3, 20), (2023, 3, 21)), time("x", (2023, 3, 22))
    a = side("dam/NOUN", doc_id="d1", times=[day])
    assert compared(a, side("dam/NOUN", doc_id="d2", times=[day]))["time"] == 1
    assert compared(a, side("dam/NOUN", doc_id="d2", times=[next_day]))["time"] == 0
    assert compared(a, side("dam/NOUN", doc_id="d2"))["time"] == 0.5


@pytest.mark.parametrize(("filler", "value"), [(("Lee", "e1"), 1.0), (("she", "e2"), 0.0)])
def test_arguments_are_the_same_persons_or_others(filler, value):
    a = side("dam/NOUN", doc_id="d1", arguments=[argument("subject", "Ann", "e1")])
    b = side("dam/NOUN", doc_id="d2", arguments=[argument("object", *filler)])
    assert compared(a, b)["arguments"] == value


def test_speakers_are_the_same_or_others_or_unknown():
    ann, bob = {"e1": entity("e1", "Ann")}, {"e2": entity("e2", "Bob")}
    a = side("dam/NOUN", doc_id="d1", speakers=ann)
    values = [
        compared(a, side("dam/NOUN", doc_id="d2", speakers=speakers))["speaker"]
        for speakers in (ann, bob, {})
    ]
    assert values == [1, 0, 0.5]


def test_names_that_only_one_claim_has_keep_them_apart():
    a = side("Ann/ann/PROPN left/leave/VERB", doc_id="d1")
    same = compared(a, side("Ann/ann/PROPN went/go/VERB", doc_id="d2"))
    other = compared(a, side("Bob/bob/PROPN left/leave/VERB", doc_id="d2"))
    assert same["names_apart"] == pytest.approx(0)
    assert other["names_apart"] > 0


def test_runs_of_quoted_words_are_shared():
    a = side("dam/NOUN", doc_id="d1", quotations=[quotation("we heard a crash")])
    b = side("dam/NOUN", doc_id="d2", quotations=[quotation("heard a crash")])
    assert compared(a, b)["quote_shared"] == 1


def pairs_of(story, *numbers):
    i, j = np.array(numbers).T
    return Pairs(i, j, places(story))


def test_a_better_pair_of_either_claim_makes_a_pair_lag():
    story = [placed("d1", 0), placed("d1", 1), placed("d2", 0), placed("d2", 1)]
    pairs = pairs_of(story, (0, 2), (0, 3), (1, 3))
    found = lags(np.array([0.9, 0.3, 0.5]), pairs, "x")
    assert found["x_lag_max"] == pytest.approx([0, 0.6, 0])
    assert found["x_lag_min"] == pytest.approx([0, 0.2, 0])


def test_the_surest_of_a_sentence_is_no_repeat_and_what_overlaps_it_is():
    story = [
        placed("d1", 0, 0, 80),
        placed("d1", 0, 0, 20),
        placed("d1", 0, 50, 80),
        placed("d2", 0, 0, 30),
    ]
    pairs = pairs_of(story, (0, 3), (1, 3), (2, 3))
    assert repeats(story, np.array([0.5, 0.9, 0.4]), pairs, 0.1).tolist() == [True, False, False]
    assert repeats(story, np.array([0.9, 0.5, 0.05]), pairs, 0.1).tolist() == [False, True, False]


def test_no_pairs_have_no_features():
    story = [side("x/NOUN", doc_id="d1"), side("y/NOUN", doc_id="d2")]
    result = compare(story, Apart(), NOTHING, LIMITS, neighbours=1)
    assert len(result.pairs) == 0
    assert result.features == {}
