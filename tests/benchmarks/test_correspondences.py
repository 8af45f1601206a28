"""Baselines of alignment on a story of a few sentences."""

import numpy as np
import pytest

pytest.importorskip("sklearn", reason="a baseline's, not among the locked requirements")

from correspondences import (
    Candidates,
    Sentence,
    Surface,
    add_story,
    best,
    label,
    shared,
    surface_features,
    word_weights,
)

FIRST = "The ferry sank on Monday. Nobody was hurt at Port Veslin."
SECOND = "Nobody was hurt. The “old ferry” sank with 40 cars."


class Encoder:
    """Counts letters: enough to tell sentences apart."""

    def encode(self, texts):
        return np.array([[text.count(c) for c in "abcdefghijklmnop"] for text in texts], float)


def story() -> list[Sentence]:
    cuts = [("a", FIRST, 25), ("b", SECOND, 16)]
    return [
        Sentence(doc_id, start, end, text[start:end], depth)
        for doc_id, text, cut in cuts
        for start, end, depth in ((0, cut, 0.0), (cut + 1, len(text), 0.5))
    ]


def run() -> Candidates:
    documents = [
        {"doc_id": name, "story_id": "s", "path": f"s/{name}.txt", "raw_text": text}
        for name, text in (("a", FIRST), ("b", SECOND))
    ]
    gold = {
        "story": "s",
        "verdict": "agree",
        "type": "predicate",
        "severity": None,
        "a": {"doc": "a", "text": "Nobody was hurt"},
        "b": {"doc": "b", "text": "Nobody was hurt."},
    }
    found = Candidates(documents, [], [gold])
    add_story(found, "s", story(), {"static": Encoder()}, neighbours=1)
    label(found)
    return found


def test_the_surface_of_a_sentence():
    surface = Surface.of("On Monday the “old iron ferry” of Port Veslin sank with 1,200 cars.")
    assert surface.capitals == {"Monday", "Port", "Veslin"}
    assert surface.numbers == {"1,200"}
    assert surface.quoted == {("old", "iron"), ("iron", "ferry")}


def test_what_is_shared_is_unknown_where_there_is_nothing():
    assert shared(frozenset({1, 2}), frozenset({2})) == 1.0
    assert shared(frozenset(), frozenset({2})) == 0.5


def test_a_rare_word_weighs_more():
    found = [Surface.of(text) for text in ("the ferry", "the cars", "the ferry sank")]
    weights = word_weights(found)
    features = surface_features(found[0], found[2], weights)
    assert features["rarest"] == weights["ferry"] > weights["the"]
    assert features["contained"] == pytest.approx(1.0)


def test_each_others_nearest_are_candidates_and_the_hand_made_pair_is_met():
    found = run()
    assert found.met == [False, True] or found.met == [True, False]
    assert all(row["doc_a"] == "a" and row["doc_b"] == "b" for row in found.rows)


def test_the_best_threshold_has_the_best_f1():
    found = run()
    scores = [0.9 if met else 0.2 for met in found.met]
    assert best(found, scores)["f1"] == 1.0
