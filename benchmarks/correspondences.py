"""Baselines for alignment: pairs of sentences by cosine, and boosting over features of the surface.

    python benchmarks/correspondences.py --run DATA GOLD.jsonl [--run DATA GOLD.jsonl ...]

Each --run names the data folder of a finished run and hand-made correspondences of its stories. For
scale, beside the pipeline's own pairs of claims, as the run has them:

  static     the cosine of two sentences by crosscheck's static embeddings
  minilm     the same by MiniLM (Wang et al. 2020), with the extra crosscheck[minilm]
  boosting   gradient boosting (Friedman 2001) over features of the surface (embedding cosines,
             weighted word overlap, capitalised words, digits, quoted bigrams, ranks; no parse, no
             resolved names, no normalised values), cross-validated over the stories of all runs

Candidates are the sentences of two documents each of which is among the other's nearest by any
cosine (embeddings or weighted words). They are matched as crosscheck.consistency.evaluation does
(half of the shorter stretch on both sides). Every baseline is shown at its best threshold on the
very data, which flatters it; the pipeline stands at the threshold that its run was made with. If
its alignment model was fitted on these stories, its figure is none for unseen ones, which
training/alignment.py prints.
"""

import argparse
import json
import re
import sys
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import combinations, pairwise
from math import log
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from sklearn.ensemble import HistGradientBoostingClassifier
from sklearn.model_selection import GroupKFold

from crosscheck.consistency.evaluation import Span, alignment_curve, evaluate, locate, overlaps
from crosscheck.errors import ModelError
from crosscheck.language.encoder import load_encoder
from crosscheck.tables import TABLES, read_table

_SETTINGS: dict[str, Any] = {
    "max_iter": 120,
    "max_leaf_nodes": 8,
    "learning_rate": 0.08,
    "min_samples_leaf": 40,
    "early_stopping": False,
    "random_state": 7,
}
_STEPS = 100

Row = Mapping[str, Any]


class Sentence(NamedTuple):
    """A sentence of a document, and where it stands among the others (0–1)."""

    doc_id: str
    start: int
    end: int
    text: str
    depth: float


@dataclass
class Candidates:
    """Pairs of sentences of a run's stories, in the shape of the table `verdicts`.

    Attributes:
        documents, verdicts, gold: Of the run.
        rows: pair_id and the two stretches.
        stories: The story of each row.
        features: Name → value for each row.
        met: Does the row meet a hand-made pair?
    """

    documents: Sequence[Row]
    verdicts: Sequence[Row]
    gold: Sequence[Row]
    rows: list[dict[str, Any]] = field(default_factory=list)
    stories: list[str] = field(default_factory=list)
    features: list[dict[str, float]] = field(default_factory=list)
    met: list[bool] = field(default_factory=list)


def read_run(data: Path, gold: Path) -> Candidates:
    """A finished run and its hand-made correspondences, without candidates yet."""
    lines = gold.read_text(encoding="utf-8").splitlines()
    return Candidates(
        documents=read_table(TABLES["documents"], data / "documents"),
        verdicts=read_table(TABLES["verdicts"], data / "verdicts"),
        gold=[json.loads(line) for line in lines if line.strip()],
    )


def sentences(documents: Sequence[Row], claims: Sequence[Row]) -> dict[str, list[Sentence]]:
    """doc_id → its sentences that make a claim, in text order."""
    texts = {row["doc_id"]: row["raw_text"] for row in documents}
    spans: dict[str, set[tuple[int, int]]] = defaultdict(set)
    for claim in claims:
        spans[claim["doc_id"]].add((claim["sentence_start"], claim["sentence_end"]))
    return {
        doc_id: [
            Sentence(doc_id, start, end, texts[doc_id][start:end], n / len(found))
            for n, (start, end) in enumerate(sorted(found))
        ]
        for doc_id, found in sorted(spans.items())
    }


# Features of the surface

_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)?")
_CAPITAL = re.compile(r"(?<![.!?“\"] )(?<!^)\b[A-Z][\w’'-]+")
_NUMBER = re.compile(r"\d+(?:[.,]\d+)*")
_QUOTED = re.compile(r"[“\"]([^“”\"]+)[”\"]")


@dataclass(frozen=True)
class Surface:
    """What a sentence shows without any analysis."""

    words: tuple[str, ...]
    capitals: frozenset[str]
    numbers: frozenset[str]
    bigrams: frozenset[tuple[str, ...]]
    quoted: frozenset[tuple[str, ...]]

    @classmethod
    def of(cls, text: str) -> "Surface":
        """Read a sentence."""
        words = tuple(word.lower() for word in _WORD.findall(text))
        quoted = [
            pair for part in _QUOTED.findall(text) for pair in pairwise(_WORD.findall(part.lower()))
        ]
        return cls(
            words=words,
            capitals=frozenset(_CAPITAL.findall(text)),
            numbers=frozenset(_NUMBER.findall(text)),
            bigrams=frozenset(pairwise(words)),
            quoted=frozenset(quoted),
        )


def shared(a: frozenset[Any], b: frozenset[Any]) -> float:
    """What two sets share, over the smaller one; 0.5 where one is empty: nothing is known."""
    return len(a & b) / min(len(a), len(b)) if a and b else 0.5


def word_weights(found: Sequence[Surface]) -> dict[str, float]:
    """Inverse sentence frequency within a story (Spärck Jones 1972)."""
    counts = Counter(word for surface in found for word in set(surface.words))
    return {word: log((1 + len(found)) / (0.5 + n)) for word, n in counts.items()}


def word_cosines(found: Sequence[Surface], weights: Mapping[str, float]) -> np.ndarray:
    """Cosines of the sentences' weighted words."""
    columns = {word: n for n, word in enumerate(sorted(weights))}
    bags = np.zeros((len(found), len(columns)), dtype=np.float32)
    for row, surface in enumerate(found):
        for word in surface.words:
            bags[row, columns[word]] = weights[word]
    return cosines(bags)


def cosines(vectors: np.ndarray) -> np.ndarray:
    """Cosines between all rows."""
    norms = np.linalg.norm(vectors, axis=1, keepdims=True)
    unit = vectors / np.where(norms > 0, norms, 1)
    return unit @ unit.T


def surface_features(a: Surface, b: Surface, weights: Mapping[str, float]) -> dict[str, float]:
    """What two sentences share on the surface."""
    common = set(a.words) & set(b.words)
    masses = [sum(weights[w] for w in sorted(set(s.words))) for s in (a, b)]
    mass = sum(weights[w] for w in sorted(common))
    sizes = sorted((len(a.words), len(b.words)))
    return {
        "mass": mass,
        "contained": mass / max(min(masses), 1e-9),
        "rarest": max((weights[w] for w in common), default=0.0),
        "capitals": shared(a.capitals, b.capitals),
        "capitals_shared": float(len(a.capitals & b.capitals)),
        "numbers": shared(a.numbers, b.numbers),
        "bigrams": shared(a.bigrams, b.bigrams),
        "quoted": shared(a.quoted, b.quoted),
        "length_ratio": sizes[0] / max(sizes[1], 1),
        "length": float(sizes[0]),
    }


# Candidates


def add_story(
    run: Candidates,
    story: str,
    listed: Sequence[Sentence],
    encoders: Mapping[str, Any],
    neighbours: int,
) -> None:
    """Add the candidates of a story with their features."""
    found = [Surface.of(sentence.text) for sentence in listed]
    weights = word_weights(found)
    near = {name: cosines(e.encode([s.text for s in listed])) for name, e in encoders.items()}
    near["words"] = word_cosines(found, weights)
    rows_of: dict[str, list[int]] = defaultdict(list)
    for n, sentence in enumerate(listed):
        rows_of[sentence.doc_id].append(n)
    for first, second in combinations(sorted(rows_of), 2):
        left, right = rows_of[first], rows_of[second]
        blocks = {name: matrix[np.ix_(left, right)] for name, matrix in near.items()}
        ranks = {name: _ranks(block) for name, block in blocks.items()}
        worst = np.stack([np.maximum(*pair) for pair in ranks.values()]).min(axis=0)
        for i, j in np.argwhere(worst < neighbours):
            a, b = listed[left[i]], listed[right[j]]
            run.rows.append(
                {"pair_id": f"{story}|{left[i]}|{right[j]}"}
                | {"doc_a": first, "a_start": a.start, "a_end": a.end}
                | {"doc_b": second, "b_start": b.start, "b_end": b.end}
            )
            run.stories.append(story)
            run.features.append(
                surface_features(found[left[i]], found[right[j]], weights)
                | {name: float(block[i, j]) for name, block in blocks.items()}
                | {
                    f"{name}_rank_{way}": float(rank[i, j])
                    for name, both in ranks.items()
                    for way, rank in zip(("there", "back"), both, strict=True)
                }
                | {"depth_gap": abs(a.depth - b.depth)}
            )


def _ranks(block: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """For each pair, how many are nearer to the one, and how many to the other."""
    there = np.argsort(np.argsort(-block, axis=1, kind="stable"), axis=1, kind="stable")
    back = np.argsort(np.argsort(-block, axis=0, kind="stable"), axis=0, kind="stable")
    return there, back


def label(run: Candidates) -> None:
    """Say which candidates meet a hand-made pair."""
    by_documents = defaultdict(list)
    for gold in locate(run.documents, run.gold).correspondences:
        by_documents[gold.documents].append(gold)
    for row in run.rows:
        a, b = Span(row["a_start"], row["a_end"]), Span(row["b_start"], row["b_end"])
        run.met.append(
            any(
                any(overlaps(span, a) for span in gold.spans[0])
                and any(overlaps(span, b) for span in gold.spans[1])
                for gold in by_documents[row["doc_a"], row["doc_b"]]
            )
        )


def candidates(data: Path, gold: Path, encoders: Mapping[str, Any], neighbours: int) -> Candidates:
    """The labelled candidates of a run."""
    run = read_run(data, gold)
    by_document = sentences(run.documents, read_table(TABLES["claims"], data / "claims"))
    stories: dict[str, list[Sentence]] = defaultdict(list)
    for document in sorted(run.documents, key=lambda row: row["doc_id"]):
        stories[document["story_id"]] += by_document.get(document["doc_id"], [])
    for story, listed in sorted(stories.items()):
        if listed:
            add_story(run, story, listed, encoders, neighbours)
    label(run)
    return run


def boosted(runs: Sequence[Candidates], folds: int) -> list[list[float]]:
    """A score for every candidate of every run, by a model that did not see its story."""
    names = sorted(runs[0].features[0])
    matrix = np.array([[f[n] for n in names] for run in runs for f in run.features])
    labels = np.array([met for run in runs for met in run.met])
    groups = np.array([story for run in runs for story in run.stories])
    scores = np.zeros(len(labels))
    for train, test in GroupKFold(min(folds, len(set(groups)))).split(matrix, labels, groups):
        fitted = HistGradientBoostingClassifier(**_SETTINGS).fit(matrix[train], labels[train])
        scores[test] = fitted.predict_proba(matrix[test])[:, 1]
    ends = np.cumsum([len(run.rows) for run in runs])[:-1]
    return [part.tolist() for part in np.split(scores, ends)]


def best(run: Candidates, scores: Sequence[float]) -> dict[str, float | int]:
    """The row of the alignment curve with the highest F1."""
    found = {row["pair_id"]: max(score, 0.0) for row, score in zip(run.rows, scores, strict=True)}
    curve = alignment_curve(run.documents, run.rows, run.gold, scores=found, steps=_STEPS)
    return max(curve, key=lambda point: point["f1"])


def report(name: str, run: Candidates, scored: Mapping[str, Sequence[float]]) -> None:
    """Print the table of one run."""
    reach = sum(run.met)
    print(
        f"\n{name}: {len(run.gold)} hand-made pairs, {len(run.rows)} candidates, {reach} meet one"
    )
    print("| pairs by | precision | recall | F1 | threshold |")
    print("|---|---|---|---|---|")
    for way, scores in scored.items():
        point = best(run, scores)
        cells = " | ".join(f"{point[key]:.3f}" for key in ("precision", "recall", "f1"))
        print(f"| {way} | {cells} | {point['threshold']:.2f}, the best |")
    own = evaluate(run.documents, run.verdicts, run.gold)["alignment"]
    cells = " | ".join(f"{own[key]:.3f}" for key in ("precision", "recall", "f1"))
    print(f"| crosscheck | {cells} | the run's |")


def load_encoders(static: str) -> dict[str, Any]:
    """The static embeddings, and MiniLM where it is installed."""
    encoders: dict[str, Any] = {"static": load_encoder(static)}
    try:
        encoders["minilm"] = load_encoder("minilm")
    except ModelError as error:
        print(f"without MiniLM: {error}", file=sys.stderr)
    return encoders


def main(arguments: Sequence[str] | None = None) -> None:
    """Print the tables."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--run", nargs=2, action="append", required=True, metavar=("DATA", "GOLD"))
    parser.add_argument("--encoder", default="models/en_static")
    parser.add_argument("--neighbours", type=int, default=3)
    parser.add_argument("--folds", type=int, default=7)
    options = parser.parse_args(arguments)
    encoders = load_encoders(options.encoder)
    runs = [
        candidates(Path(data), Path(gold), encoders, options.neighbours)
        for data, gold in options.run
    ]
    scored: list[dict[str, Sequence[float]]] = [
        {name: [f[name] for f in run.features] for name in (*encoders, "words")} for run in runs
    ]
    with_minilm = "with" if "minilm" in encoders else "without"
    for found, scores in zip(scored, boosted(runs, options.folds), strict=True):
        found[f"boosting, {with_minilm} MiniLM, stories held out"] = scores
    if "minilm" in encoders:
        for run in runs:
            run.features = [
                {k: v for k, v in f.items() if not k.startswith("minilm")} for f in run.features
            ]
        for found, scores in zip(scored, boosted(runs, options.folds), strict=True):
            found["boosting, without MiniLM, stories held out"] = scores
    for (data, _), run, found in zip(options.run, runs, scored, strict=True):
        report(data, run, found)


if __name__ == "__main__":
    main()
