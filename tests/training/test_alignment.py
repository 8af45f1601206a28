"""Fitting the alignment model: folds, curves, and what stands in its file."""

import importlib
import json
import sys
from pathlib import Path

import numpy as np
import pytest

from crosscheck.consistency.alignment.model import load_alignment_model
from crosscheck.consistency.alignment.pairing import compare
from crosscheck.consistency.utterances.utterance import Limits
from crosscheck.language.wordnet import WordNet
from tests.docs import side

TRAINING = Path(__file__).parents[2] / "training"


@pytest.fixture(scope="module")
def fitting():
    """training/alignment.py as a module; skipped where scikit-learn is not installed."""
    pytest.importorskip("sklearn")
    sys.path.insert(0, str(TRAINING))
    try:
        sys.modules.pop("alignment", None)
        yield importlib.import_module("alignment")
    finally:
        sys.path.remove(str(TRAINING))
        sys.modules.pop("alignment", None)


class Letters:
    def encode(self, texts):
        return np.array([[text.count(c) for c in "abcdefghij"] for text in texts], dtype=float)


LIMITS = Limits(evidence=9.0, omitted=12)


def story(fitting, number):
    """Two documents that tell the same 30 events, each in its own sentence."""
    sides = [
        side(
            f"event{number}x{n}/NOUN happened/happen/VERB",
            doc_id=f"s{number}d{d}",
            claim_id=f"s{number}d{d}:{n}",
            start=100 * n,
            end=100 * n + 20,
            sentence_start=100 * n,
            sentence_end=100 * n + 20,
        )
        for d in (1, 2)
        for n in range(30)
    ]
    found = compare(sides, Letters(), WordNet([]), LIMITS, neighbours=3)
    names = tuple(sorted(found.features))
    met = [
        frozenset({i}) if j == i + 30 else frozenset()
        for i, j in zip(found.pairs.i.tolist(), found.pairs.j.tolist(), strict=True)
    ]
    matrix = np.stack([found.features[name] for name in names], axis=1)
    gold = frozenset(range(30))
    verdicts = {n: ("refine" if n else "conflict", "predicate") for n in gold}
    return fitting.Story(0, sides, found.pairs, names, matrix, met, gold, frozenset({0}), verdicts)


def test_folds_are_alike_in_size_and_depend_on_the_seed_only(fitting):
    fold = fitting.folds(10, 3, 1)
    assert sorted(np.bincount(fold).tolist()) == [3, 3, 4]
    assert fold.tolist() == fitting.folds(10, 3, 1).tolist()


@pytest.mark.parametrize(
    ("feature", "expected"), [("words", 1), ("words_lag_max", -1), ("quantity", 0)]
)
def test_likeness_raises_a_score_lags_lower_it_and_values_do_either(fitting, feature, expected):
    assert fitting.direction(feature) == expected


def test_a_curve_counts_rows_for_precision_and_gold_pairs_for_recall(fitting):
    one = story(fitting, 0)
    sure = np.array([0.9 if met else 0.2 for met in one.met])
    points = list(fitting.curve([one], [sure], 0.0))
    at_half = next(p for p in points if p.threshold >= 0.5)
    assert (at_half.precision, at_half.recall, at_half.conflict_recall) == (1, 1, 1)
    assert points[0].precision < 1


def test_the_file_scores_as_the_fitted_trees_do(fitting, tmp_path):
    stories = [story(fitting, n) for n in range(4)]
    model = fitting.fit(stories)
    (tmp_path / "m.json").write_text(json.dumps(fitting.to_json(model, stories[0].names)))
    one = stories[0]
    columns = dict(zip(one.names, one.matrix.T, strict=True))
    scores = load_alignment_model(tmp_path / "m.json").scores(columns)
    assert scores == pytest.approx(fitting.scores_of(model, one), abs=1e-4)


def test_stories_are_scored_by_models_that_were_not_fitted_on_them(fitting):
    stories = [story(fitting, n) for n in range(4)]
    scored = fitting.cross_validate(stories, 2, 0)
    assert [len(scores) for scores in scored] == [len(s.pairs) for s in stories]
    assert fitting.cross_validate(stories, 2, 0)[1].tolist() == scored[1].tolist()


def test_the_judge_is_weighed_where_it_has_read_the_pair(fitting, tmp_path):
    stories = [story(fitting, n) for n in range(3)]
    right = [np.array([bool(met) for met in one.met]) for one in stories]
    scores = [np.full(len(one.pairs), 0.5) for one in stories]
    rows = [np.arange(0, len(one.pairs), 2) for one in stories]
    shares = [
        np.stack([~r[n], r[n]], axis=1).astype(float) for r, n in zip(right, rows, strict=True)
    ]
    np.savez(
        tmp_path / "said.npz",
        story=np.concatenate([np.full(len(n), k) for k, n in enumerate(rows)]),
        pair=np.concatenate(rows),
        shares=np.concatenate(shares),
    )
    same = fitting.read_judged([tmp_path / "said.npz"], stories)
    assert np.isnan(same[0][1])
    judged = fitting.fit_judged(stories, scores, same)
    assert judged["judge"] > 0
    found = fitting.with_judge(scores[0], same[0], judged)
    read = rows[0]
    assert found[1] == 0.5
    assert found[read][right[0][read]].min() > found[read][~right[0][read]].max()


def test_contradictions_are_ranked_among_pairs_that_correspond(fitting, tmp_path):
    (one,) = [story(fitting, 0)]
    pairs = [n for n, met in enumerate(one.met) if met]
    shares = np.zeros((len(pairs), len(fitting.CLASSES)))
    against = [bool(one.met[n] & one.conflicts) for n in pairs]
    shares[:, fitting.CLASSES.index("time")] = against
    path = tmp_path / "said.npz"
    np.savez(path, story=np.zeros(len(pairs), dtype=int), pair=pairs, shares=shares)
    assert list(fitting.contradictions([path], [one])) == [(0, 1.0, 1 / 30)]
