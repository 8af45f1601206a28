"""Fit the alignment model on hand-made correspondences, by cross-validation over stories.

    python training/alignment.py OUT.json --run DATA GOLD.jsonl [--run DATA GOLD.jsonl ...]

Each --run names the data folder of a finished run (its tables up to `claims`) and the gold
correspondences of its stories. Candidate pairs are labelled by overlap with the gold pairs (half of
the shorter span on both sides); gradient-boosted trees (Friedman 2001) are fitted to them. Printed
are precision, recall and F1 on the folds that a model was not fitted on, at every threshold.
"""

import argparse
import json
import sys
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from sklearn.ensemble import HistGradientBoostingClassifier
from sklearn.model_selection import GroupKFold

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "stages"))
from _story import read_sides

from crosscheck.consistency.alignment import Features, candidates, similarities
from crosscheck.consistency.evaluation import Correspondence, Span, locate, overlaps
from crosscheck.consistency.sides import Side
from crosscheck.language.encoder import load_encoder

SETTINGS: dict[str, Any] = {
    "max_iter": 120,
    "max_leaf_nodes": 8,
    "learning_rate": 0.08,
    "min_samples_leaf": 40,
    "l2_regularization": 1.0,
    "early_stopping": False,
    "random_state": 7,
}


@dataclass(frozen=True)
class Example:
    """A candidate pair: its story, its features, and the gold pairs that it meets."""

    story: str
    features: Mapping[str, float]
    met: frozenset[int]


def _meets(gold: Correspondence, a: Side, b: Side) -> bool:
    return all(
        any(overlaps(span, Span(side.claim["start"], side.claim["end"])) for span in spans)
        for side, spans in zip((a, b), gold.spans, strict=True)
    )


def examples(
    data: Path, gold_path: Path, encoder_name: str, neighbours: int
) -> tuple[list[Example], int]:
    """The labelled candidates of a run, and how many gold pairs there are."""
    encoder = load_encoder(encoder_name)
    found: list[Example] = []
    parts = sorted(path.name for path in (data / "claims").glob("part-*.parquet"))
    stories = {k: v for part in parts for k, v in read_sides(data, part).items()}
    documents = list(
        {s.document["doc_id"]: s.document for sides in stories.values() for s in sides}.values()
    )
    lines = gold_path.read_text(encoding="utf-8").splitlines()
    gold = locate(documents, [json.loads(line) for line in lines]).correspondences
    by_pair = defaultdict(list)
    for number, record in enumerate(gold):
        by_pair[record.documents].append((number, record))
    for story_id, sides in sorted(stories.items()):
        similar = similarities(sides, encoder)
        features = Features(sides, similar)
        for i, j in sorted(candidates(sides, similar, neighbours=neighbours)):
            key = (sides[i].claim["doc_id"], sides[j].claim["doc_id"])
            met = frozenset(n for n, g in by_pair[key] if _meets(g, sides[i], sides[j]))
            found.append(Example(story_id, features.of(i, j), met))
    return found, len(gold)


def curve(
    rows: Sequence[tuple[float, frozenset[Any]]], total: int
) -> list[tuple[float, float, float, float]]:
    """(threshold, precision, recall, F1) over thresholds."""
    points = []
    for threshold in np.arange(0.1, 0.95, 0.05):
        chosen = [met for score, met in rows if score >= threshold]
        recalled = len({n for met in chosen for n in met}) / total
        precise = sum(bool(met) for met in chosen) / max(len(chosen), 1)
        f1 = 2 * precise * recalled / max(precise + recalled, 1e-9)
        points.append((round(float(threshold), 2), precise, recalled, f1))
    return points


def to_json(
    model: HistGradientBoostingClassifier, names: Sequence[str], about: str
) -> dict[str, Any]:
    """The model as plain data: see crosscheck/consistency/model.py."""
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
    return {"about": about, "features": list(names), "bias": bias, "trees": trees}


def main() -> None:
    """Fit, cross-validate, print the curve, write the model."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("output", type=Path)
    parser.add_argument("--run", nargs=2, action="append", required=True, metavar=("DATA", "GOLD"))
    parser.add_argument("--encoder", default="models/en_static")
    parser.add_argument("--neighbours", type=int, default=3)
    parser.add_argument("--folds", type=int, default=7)
    options = parser.parse_args()
    data, totals = [], []
    for number, (folder, gold) in enumerate(options.run):
        found, total = examples(Path(folder), Path(gold), options.encoder, options.neighbours)
        data += [(number, e) for e in found]
        totals.append(total)
        reach = len({n for e in found for n in e.met}) / total
        print(f"{folder}: {len(found)} candidates, {total} gold pairs, reachable {reach:.3f}")
    names = sorted(data[0][1].features)
    matrix = np.array([[e.features[n] for n in names] for _, e in data])
    labels = np.array([bool(e.met) for _, e in data])
    groups = np.array([e.story for _, e in data])
    scores = np.zeros(len(data))
    for train, test in GroupKFold(min(options.folds, len(set(groups)))).split(
        matrix, labels, groups
    ):
        fitted = HistGradientBoostingClassifier(**SETTINGS).fit(matrix[train], labels[train])
        scores[test] = fitted.predict_proba(matrix[test])[:, 1]
    for number, total in enumerate(totals):
        rows = [(s, e.met) for s, (n, e) in zip(scores, data, strict=True) if n == number]
        print(options.run[number][0], "threshold precision recall F1 (stories not fitted on)")
        for point in curve(rows, total):
            print("  {:.2f} {:.3f} {:.3f} {:.3f}".format(*point))
    model = HistGradientBoostingClassifier(**SETTINGS).fit(matrix, labels)
    about = f"gradient boosting on {len(data)} candidate pairs of {len(set(groups))} stories"
    options.output.write_text(
        json.dumps(to_json(model, names, about), indent=0) + "\n", encoding="utf-8"
    )


if __name__ == "__main__":
    main()
