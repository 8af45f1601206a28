"""A fitted scorer: is a block article text, boilerplate or a reader's comment?

Multinomial logistic regression over the features of `crosscheck.documents.features`; weights and
lexicon are in data/noise.json, written by training/cleaning.py.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import numpy as np

from crosscheck.documents.features import Shape, Weights, document_features

CLASSES = ("article", "boilerplate", "comment")


@dataclass(frozen=True)
class NoiseModel:
    """The fitted weights.

    Attributes:
        lexicon: Class → word → log-odds against article text.
        features: The features' names, in the order of the weights.
        mean: The mean of each feature in the training data.
        scale: Its standard deviation.
        weights: One row per class of `CLASSES`, one column per feature.
        bias: One value per class.
    """

    lexicon: Weights
    features: tuple[str, ...]
    mean: np.ndarray
    scale: np.ndarray
    weights: np.ndarray
    bias: np.ndarray

    def probabilities(self, shapes: Sequence[Shape]) -> np.ndarray:
        """The probabilities of the classes (columns, as in `CLASSES`) for every block (rows)."""
        if not shapes:
            return np.zeros((0, len(CLASSES)))
        rows = document_features(shapes, self.lexicon)
        return self.classify(self.matrix(rows))

    def matrix(self, rows: Sequence[Mapping[str, float]]) -> np.ndarray:
        """Features as a matrix in the order of the weights."""
        return np.array([[row[name] for name in self.features] for row in rows])

    def classify(self, matrix: np.ndarray) -> np.ndarray:
        """The probabilities of the classes for rows of features."""
        logits = (matrix - self.mean) / self.scale @ self.weights.T + self.bias
        odds = np.exp(logits - logits.max(axis=1, keepdims=True))
        return odds / odds.sum(axis=1, keepdims=True)


@cache
def noise_model() -> NoiseModel:
    """The model that the package ships."""
    text = files("crosscheck.documents").joinpath("data/noise.json").read_text("utf-8")
    return from_dict(json.loads(text))


def from_dict(stored: Mapping) -> NoiseModel:
    """A model from the form in which data/noise.json holds it."""
    features = stored["features"]
    return NoiseModel(
        lexicon=stored["lexicon"],
        features=tuple(features),
        mean=np.array([f["mean"] for f in features.values()]),
        scale=np.array([f["scale"] for f in features.values()]),
        weights=np.array([[f[name] for f in features.values()] for name in CLASSES]),
        bias=np.array([stored["bias"][name] for name in CLASSES]),
    )
