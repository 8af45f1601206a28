"""Claims of a story → aligned pairs, and the fitted model that scores them."""

import dataclasses

import numpy as np
import pytest

from crosscheck.consistency.alignment.judge import CLASSES
from crosscheck.consistency.alignment.model import AlignmentModel, load_alignment_model
from crosscheck.consistency.alignment.pairing import align
from crosscheck.consistency.utterances.utterance import Limits
from crosscheck.errors import ModelError
from crosscheck.language.wordnet import WordNet
from tests.docs import side


class Letters:
    """An encoder that counts letters: enough to be deterministic and to tell texts apart."""

    def encode(self, texts):
        return np.array(
            [[text.lower().count(c) for c in "abcdefghijklmnopqrstuvwxyz"] for text in texts],
            dtype=float,
        )


STORY = [
    side("dam/NOUN burst/VERB above/ADP town/NOUN", doc_id="d1"),
    side("mayor/NOUN resigned/resign/VERB", doc_id="d1"),
    side("dam/NOUN burst/VERB near/ADP town/NOUN", doc_id="d2"),
    side("schools/school/NOUN closed/close/VERB", doc_id="d2"),
]


def split(feature: str, threshold: float) -> AlignmentModel:
    """One tree: up to the threshold −3, else +3."""
    nodes = (
        {"feature": 0, "threshold": threshold, "left": 1, "right": 2},
        {"value": -3.0},
        {"value": 3.0},
    )
    return AlignmentModel((feature,), 0.0, (nodes,))


MODEL = split("words", 0.5)


def aligned(story, *, wordnet=None, model=MODEL, threshold=0.5, margin=0.0):
    return align(
        story,
        encoder=Letters(),
        wordnet=wordnet or WordNet([]),
        model=model,
        threshold=threshold,
        limits=Limits(evidence=9.0, omitted=12),
        repeat_margin=margin,
        neighbours=4,
    )


def test_align_keeps_what_scores_high_enough():
    pairs = aligned(STORY)
    assert [(pair.a, pair.b) for pair in pairs] == [(0, 2)]
    assert pairs[0].score == pytest.approx(0.95257)
    assert pairs[0].features["words"] > 0.5


def test_one_document_has_no_pairs():
    assert aligned(STORY[:2], threshold=0.0) == []


def test_claims_that_share_nothing_have_no_pairs():
    assert aligned([side("x/NOUN", doc_id="d1"), side("1/NUM", doc_id="d2")]) == []


def test_a_pair_that_repeats_a_surer_one_must_score_more():
    inner = side("burst/VERB above/ADP town/NOUN", doc_id="d1", start=4, end=20)
    story = [STORY[0], inner, STORY[2]]
    model = split("words_lag_max", 0.0)
    assert len(aligned(story, model=model, threshold=0.04)) == 2
    assert len(aligned(story, model=model, threshold=0.04, margin=0.3)) == 1


def test_a_model_that_needs_an_unknown_feature_says_so():
    with pytest.raises(ModelError, match="needs the feature 'colour'"):
        AlignmentModel(("colour",), 0.0, ()).scores({"words": np.ones(1)})


def test_no_rows_have_no_scores():
    assert len(split("words", 0.5).scores({})) == 0


def test_a_missing_model_is_named(tmp_path):
    with pytest.raises(ModelError, match=r"no such model; set align\.model"):
        load_alignment_model(tmp_path / "none.json")


def test_a_broken_model_is_named(tmp_path):
    (tmp_path / "m.json").write_text("{}")
    with pytest.raises(ModelError, match="not an alignment model"):
        load_alignment_model(tmp_path / "m.json")


class Reader:
    """A judge that knows pairs of one beginning for the same, and keeps what it was asked."""

    def __init__(self):
        self.asked = []

    def probabilities(self, pairs):
        self.asked += pairs
        found = np.zeros((len(pairs), len(CLASSES)))
        for row, (a, b) in zip(found, pairs, strict=True):
            row[CLASSES.index("agree" if a[:2] == b[:2] else "other")] = 1
        return found


JUDGED = {"bias": 0.0, "trees": 0.5, "judge": 1.0}


def test_the_judge_reads_likely_pairs_and_has_its_say():
    judge = Reader()
    model = dataclasses.replace(split("words", 0.3), judged=JUDGED)
    arguments = {
        "encoder": Letters(),
        "wordnet": WordNet([]),
        "limits": Limits(evidence=9.0, omitted=12),
        "repeat_margin": 0.0,
        "neighbours": 4,
    }
    alone = align(STORY, model=model, threshold=0.5, **arguments)
    pairs = align(STORY, model=model, threshold=0.5, judge=judge, judged=(0.5, 1.0), **arguments)
    assert ("dam burst above town", "dam burst near town") in judge.asked
    assert len(judge.asked) == len(alone)
    (dam,) = [pair for pair in pairs if (pair.a, pair.b) == (0, 2)]
    assert dam.score > alone[0].score
    assert dam.features["judge_agree"] == 1
    unread = align(STORY, model=model, threshold=0.5, judge=judge, judged=(0.99, 1.0), **arguments)
    assert unread[0].score == alone[0].score
    assert "judge_agree" not in unread[0].features


def test_a_model_fitted_without_a_judge_refuses_one():
    with pytest.raises(ModelError, match=r"set align\.judge to null"):
        MODEL.with_judge(np.array([0.5]), np.array([0.5]))


def test_what_the_judge_says_is_weighed_in_log_odds():
    model = dataclasses.replace(MODEL, judged=JUDGED)
    scores = model.with_judge(np.array([0.5, 0.5, 0.5]), np.array([0.0, 0.5, 1.0]))
    assert scores.tolist() == [0.002, 0.5, 0.998]
