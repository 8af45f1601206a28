"""Does the judge know a paraphrase? The Microsoft Research Paraphrase Corpus.

    python benchmarks/paraphrases.py TRAIN.tsv TEST.tsv [--judge models/en_judge]

Both files are as published (Dolan & Brockett 2005): a header, then quality (1: paraphrase), two
numbers and two sentences, parted by tabs. Printed are accuracy and F1 on TEST, each sign at the
threshold that is best on TRAIN:

  judge    the judge's probability that both say the same, or one says more
  static   the cosine of the sentences by the static embeddings
  all      every pair is called a paraphrase
"""

import argparse
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np

from crosscheck.consistency.alignment.judge import CLASSES, load_judge
from crosscheck.language.encoder import load_encoder


class Pairs(NamedTuple):
    """Pairs of sentences, and which of them are paraphrases."""

    texts: list[tuple[str, str]]
    same: np.ndarray


class Figures(NamedTuple):
    """Shares of 1."""

    accuracy: float
    f1: float


def read_pairs(path: Path, most: int | None = None) -> Pairs:
    """The first so many pairs of a file.

    Raises:
        SystemExit: If a line has not five columns.
    """
    rows = [line.split("\t") for line in path.read_text(encoding="utf-8-sig").splitlines()[1:]]
    for number, row in enumerate(rows, 2):
        if len(row) != 5:
            raise SystemExit(f"{path}:{number}: {len(row)} columns instead of 5")
    rows = rows[:most]
    return Pairs([(row[3], row[4]) for row in rows], np.array([row[0] == "1" for row in rows]))


def figures(called: np.ndarray, same: np.ndarray) -> Figures:
    """Accuracy and F1 of calls."""
    hits = float((called & same).sum())
    return Figures(
        float((called == same).mean()), 2 * hits / max(float(called.sum() + same.sum()), 1)
    )


def best_threshold(signs: np.ndarray, same: np.ndarray) -> float:
    """The threshold with the best accuracy; of equals, the lowest."""
    tried = np.unique(np.round(signs, 2))
    return float(max(tried, key=lambda t: (figures(signs >= t, same).accuracy, -t)))


def judged(texts: Sequence[tuple[str, str]], folder: str) -> np.ndarray:
    """The judge's probability that two sentences tell the same, or one tells more."""
    shares = load_judge(folder).probabilities(texts)
    return shares[:, [CLASSES.index(name) for name in ("agree", "more_a", "more_b")]].sum(axis=1)


def cosines(texts: Sequence[tuple[str, str]], folder: str) -> np.ndarray:
    """The cosines of pairs of sentences by static embeddings."""
    encoder = load_encoder(folder)
    a, b = (encoder.encode([pair[side] for pair in texts]) for side in (0, 1))
    norms = np.linalg.norm(a, axis=1) * np.linalg.norm(b, axis=1)
    return (a * b).sum(axis=1) / np.maximum(norms, 1e-9)


def main() -> None:
    """Score and print."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("train", type=Path)
    parser.add_argument("test", type=Path)
    parser.add_argument("--judge", default="models/en_judge")
    parser.add_argument("--static", default="models/en_static")
    parser.add_argument("--most", type=int, help="read so many pairs of TRAIN only")
    options = parser.parse_args()
    train, test = read_pairs(options.train, options.most), read_pairs(options.test)
    signs = {"judge": (judged, options.judge), "static": (cosines, options.static)}
    print("| sign | accuracy | F1 |\n|---|---|---|")
    for name, (sign, folder) in signs.items():
        least = best_threshold(sign(train.texts, folder), train.same)
        print(
            "| {} | {:.3f} | {:.3f} |".format(
                name, *figures(sign(test.texts, folder) >= least, test.same)
            )
        )
    print("| all | {:.3f} | {:.3f} |".format(*figures(np.ones(len(test.same), bool), test.same)))


if __name__ == "__main__":
    main()
