"""The fitted alignment model: gradient-boosted trees or a logistic regression, read from JSON.

The file says what was fitted on what; every weight and every split can be read.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from crosscheck.errors import ModelError


@dataclass(frozen=True, slots=True)
class AlignmentModel:
    """A model over named features.

    Attributes:
        features: Their names in the order of the model's columns.
        bias: The log-odds before any tree.
        trees: Each a list of nodes: {"feature", "threshold", "left", "right"} or {"value"}.
    """

    features: tuple[str, ...]
    bias: float
    trees: tuple[tuple[Mapping[str, Any], ...], ...]

    def scores(self, rows: Sequence[Mapping[str, float]]) -> list[float]:
        """The probability of each row, rounded so that no platform's arithmetic shows.

        Raises:
            ModelError: If a feature that the model needs is missing from a row.
        """
        try:
            matrix = np.array([[row[name] for name in self.features] for row in rows])
        except KeyError as error:
            raise ModelError(f"the alignment model needs the feature {error}") from error
        if not len(matrix):
            return []
        total = np.full(len(matrix), self.bias)
        for tree in self.trees:
            total += _tree_values(tree, matrix)
        return [round(float(p), 5) for p in 1 / (1 + np.exp(-total))]


def _tree_values(tree: Sequence[Mapping[str, Any]], matrix: np.ndarray) -> np.ndarray:
    values = np.empty(len(matrix))
    pending = [(0, np.arange(len(matrix)))]
    while pending:
        index, rows = pending.pop()
        node = tree[index]
        if "value" in node:
            values[rows] = node["value"]
            continue
        left = matrix[rows, node["feature"]] <= node["threshold"]
        pending += [(node["left"], rows[left]), (node["right"], rows[~left])]
    return values


def load_alignment_model(path: Path) -> AlignmentModel:
    """Read an alignment model.

    Raises:
        ModelError: If the file is missing or is no alignment model.
    """
    try:
        content = json.loads(path.read_text(encoding="utf-8"))
        trees = tuple(tuple(tree) for tree in content["trees"])
        return AlignmentModel(tuple(content["features"]), float(content["bias"]), trees)
    except FileNotFoundError as error:
        raise ModelError(f"{path}: no such model; set align.model to an existing file") from error
    except (json.JSONDecodeError, KeyError, TypeError) as error:
        raise ModelError(
            f"{path}: not an alignment model ({error}); restore it from git"
        ) from error
