"""Fit the weights of crosscheck.language.quotations.attribution on PolNeAR's train split.

Three logistic models with L2 regularisation: is this word a cue; is this phrase its source; its
content. Words inside the content of an annotated attribution are no examples of either kind, since
the corpus marks the outermost attribution only. Features seen fewer than MIN_COUNT times are left
out. Run it from the project's root: python -m training.attribution FOLDER OUT
"""

import argparse
import json
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from scipy.optimize import minimize
from scipy.sparse import csr_matrix
from scipy.special import expit
from spacy.tokens import Token

from benchmarks.attribution import Gold, Span, articles, passages
from crosscheck.language.article import Passage
from crosscheck.language.pipeline import load_pipeline
from crosscheck.language.quotations.attribution import (
    Phrase,
    candidates,
    cue_features,
    phrase_features,
    phrases,
)

MIN_COUNT = 4
PENALTY = 1.0
SMALLEST = 0.05
SOURCE_SHARE = CONTENT_SHARE = 0.5

Example = tuple[list[str], bool]


def main() -> None:
    """Write the weights as JSON."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path, help="PolNeAR's folder with train/ and dev/")
    parser.add_argument("out", type=Path)
    parser.add_argument("--split", default="train")
    parser.add_argument("--model", default="models/en_crosscheck")
    options = parser.parse_args()
    nlp = load_pipeline(options.model)
    examples: dict[str, list[Example]] = {"cue": [], "source": [], "content": []}
    for text, gold in articles(options.folder / options.split):
        collect(passages(nlp, text), gold, examples)
    weights = {name: fit(rows) for name, rows in examples.items()}
    card = {
        "data": "PolNeAR v1.0.0, " + options.split,
        "examples": {k: len(v) for k, v in examples.items()},
    }
    text = json.dumps({"card": card, "weights": weights}, indent=0, sort_keys=True)
    options.out.write_text(text + "\n", "utf-8")


def collect(
    article: Sequence[Passage], gold: Sequence[Gold], examples: dict[str, list[Example]]
) -> None:
    """Add the examples of one article."""
    contents = [span for g in gold for span in g.content]
    cues = [span for g in gold for span in g.cue]
    for passage in article:
        heads = cue_heads(passage, gold)
        for token in candidates(passage.doc):
            if token.i in heads:
                examples["cue"].append((cue_features(token), True))
                for phrase in phrases(token):
                    add_phrase(passage, token, phrase, heads[token.i], examples)
            elif not within(passage, token, cues) and not within(passage, token, contents):
                examples["cue"].append((cue_features(token), False))


def cue_heads(passage: Passage, gold: Sequence[Gold]) -> dict[int, Gold]:
    """The word that heads each cue."""
    allowed = {t.i for t in candidates(passage.doc)}
    heads: dict[int, Gold] = {}
    for g in gold:
        tokens = [t for t in passage.doc if within(passage, t, g.cue)]
        inside = {t.i for t in tokens}
        fitting = [t for t in tokens if t.i in allowed]
        top = [t for t in fitting if t.head.i not in inside or t.head == t]
        if fitting:
            heads[(top or fitting)[0].i] = g
    return heads


def add_phrase(
    passage: Passage, cue: Token, phrase: Phrase, gold: Gold, examples: dict[str, list[Example]]
) -> None:
    """Add a phrase as example of source and content."""
    features = phrase_features(cue, phrase)
    words = [t for t in phrase.tokens if not t.is_punct]
    for role, spans, share in (
        ("source", gold.source, SOURCE_SHARE),
        ("content", gold.content, CONTENT_SHARE),
    ):
        inside = sum(within(passage, t, spans) for t in words)
        examples[role].append((features, inside > share * max(len(words), 1)))


def within(passage: Passage, token: Token, spans: Sequence[Span]) -> bool:
    """Does a token lie in any of the spans?"""
    start = passage.start + token.idx
    return any(s <= start and start + len(token) <= e for s, e in spans)


def fit(rows: Sequence[Example]) -> dict[str, float]:
    """Weights of a logistic regression with an L2 penalty, by L-BFGS."""
    counts = Counter(f for features, _ in rows for f in features)
    index = {f: n for n, f in enumerate(sorted(f for f, c in counts.items() if c >= MIN_COUNT))}
    places = [sorted({index[f] for f in features if f in index}) for features, _ in rows]
    ends = np.cumsum([0, *(len(p) for p in places)])
    columns = np.fromiter((n for p in places for n in p), dtype=np.int32)
    matrix = csr_matrix((np.ones(len(columns)), columns, ends), (len(rows), len(index)))
    labels = np.array([label for _, label in rows], dtype=float)

    def loss(values: np.ndarray) -> tuple[float, np.ndarray]:
        margin = matrix @ values[:-1] + values[-1]
        error = expit(margin) - labels
        value = np.logaddexp(0, margin).sum() - labels @ margin
        penalty = PENALTY * values[:-1]
        gradient = np.append(matrix.T @ error + penalty, error.sum())
        return value + penalty @ values[:-1] / 2, gradient

    best = minimize(
        loss, np.zeros(len(index) + 1), jac=True, method="L-BFGS-B", options={"maxiter": 150}
    )
    named = {f: round(float(best.x[n]), 2) for f, n in index.items() if abs(best.x[n]) >= SMALLEST}
    return {"bias": round(float(best.x[-1]), 2), **named}


if __name__ == "__main__":
    main()
