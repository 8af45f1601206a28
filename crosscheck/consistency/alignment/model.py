"""The fitted alignment model: gradient-boosted trees, and what the judge adds, read from JSON.

The file says what was fitted on what; every weight and every split can be read.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from crosscheck.errors import ModelError

# Features and scores are rounded to so many digits.
DIGITS = 5
SUREST = 0.998


@dataclass(frozen=True, slots=True)
class AlignmentModel:
    """Gradient-boosted trees over named features.

    Attributes:
        features: Their names in the order of the model's columns.
        bias: The log-odds before any tree.
        trees: Each a list of nodes: {"feature", "threshold", "left", "right"} or {"value"}.
        judged: What a pair's log-odds by the trees ("trees") and by the judge ("judge") count where
            the judge has read it, and the "bias".
    """

    features: tuple[str, ...]
    bias: float
    trees: tuple[tuple[Mapping[str, Any], ...], ...]
    judged: Mapping[str, float] | None = None

    def with_judge(self, scores: np.ndarray, same: np.ndarray) -> np.ndarray:
        """The scores of some pairs once the judge has read them, by logistic regression.

        Args:
            scores: What the trees give them.
            same: The judge's probability that they speak of the same.

        Raises:
            ModelError: If the model was fitted without a judge.
        """
        if self.judged is None:
            raise ModelError(
                "the alignment model was fitted without a judge: set align.judge to null"
            )
        total = (
            self.judged["bias"]
            + self.judged["trees"] * log_odds(scores)
            + self.judged["judge"] * log_odds(same)
        )
        return np.round(1 / (1 + np.exp(-total)), DIGITS)

    def scores(self, columns: Mapping[str, np.ndarray]) -> np.ndarray:
        """The probability of each row, rounded so that no platform's arithmetic shows.

        Args:
            columns: For each feature one number per row.

        Raises:
            ModelError: If a feature that the model needs is missing.
        """
        if not columns:
            return np.zeros(0)
        try:
            # The trees were fitted to numbers rounded like these.
            rounded = [np.round(columns[name], DIGITS) for name in self.features]
        except KeyError as error:
            raise ModelError(f"the alignment model needs the feature {error}") from error
        total = np.full(len(rounded[0]), self.bias)
        for tree in self.trees:
            total += _values(tree, 0, rounded)
        return np.round(1 / (1 + np.exp(-total)), DIGITS)


def log_odds(shares: np.ndarray) -> np.ndarray:
    """Log-odds of probabilities, none taken for surer than `SUREST`."""
    bounded = np.clip(shares, 1 - SUREST, SUREST)
    return np.log(bounded / (1 - bounded))


def _values(
    tree: Sequence[Mapping[str, Any]], index: int, columns: Sequence[np.ndarray]
) -> np.ndarray:
    """What the tree below a node gives each row.

    Both branches are computed for all rows, which is faster in small trees than parting the rows.
    """
    node = tree[index]
    if "value" in node:
        return np.asarray(node["value"])
    left = columns[node["feature"]] <= node["threshold"]
    below = (_values(tree, node[side], columns) for side in ("left", "right"))
    return np.where(left, *below)


def load_alignment_model(path: Path) -> AlignmentModel:
    """Read an alignment model.

    Raises:
        ModelError: If the file is missing or is no alignment model.
    """
    try:
        content = json.loads(path.read_text(encoding="utf-8"))
        trees = tuple(tuple(tree) for tree in content["trees"])
        bias, judged = float(content["bias"]), content.get("judged")
        return AlignmentModel(tuple(content["features"]), bias, trees, judged)
    except FileNotFoundError as error:
        raise ModelError(f"{path}: no such model; set align.model to an existing file") from error
    except (json.JSONDecodeError, KeyError, TypeError) as error:
        raise ModelError(
            f"{path}: not an alignment model ({error}); restore it from git"
        ) from error
