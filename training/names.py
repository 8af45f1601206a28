"""Train the name recogniser of crosscheck/language/recogniser.py: gold labels where there are some,
the teacher's probabilities on raw text (distillation: Hinton, Vinyals & Dean 2015).

What a label gains where it follows another is counted in the gold labels afterwards.
"""

import argparse
import json
import logging
import random
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import spacy
import torch
from corpora import vary
from networks import Lexicon, Reader, begin, blank, brown_classes, component, endless, fit, language
from schemes import OUTSIDE
from spacy.language import Language
from spacy.tokens import DocBin
from torch import Tensor

from crosscheck.language.network import BREAK, quantised
from crosscheck.language.recogniser import FACTORY

LOG = logging.getLogger("names")
KINDS = ("PERSON", "ORG", "GPE", "LOC", "NORP", "FAC", "EVENT", "PRODUCT", "MISC")
LABELS = [OUTSIDE, *(f"{prefix}-{kind}" for kind in KINDS for prefix in "BI")]
HIDDEN = ["MISC"]
# A passage: its words, and for each the label's number, -1 where it is open; or probabilities.
Passage = tuple[list[str], np.ndarray]


class Tagger(Reader):
    """A reader with an output for each label."""

    def __init__(self, params: dict, static: int) -> None:
        super().__init__(params, static)
        self.layer("out", params["width"], len(LABELS), scale=0.01)

    def forward(self, bags: dict[str, Tensor], places: Tensor, inside: Tensor) -> Tensor:
        """Score the labels of words."""
        return self.linear(self.read(bags, places, inside), "out")


def read_gold(paths: list[Path]) -> list[Passage]:
    """Read DocBins; what is open, or has a label that we do not know, is -1."""
    index = {label: number for number, label in enumerate(LABELS)}
    found = []
    for path in paths:
        for doc in DocBin().from_disk(path).get_docs(spacy.blank("en").vocab):
            if not doc.has_annotation("ENT_IOB"):
                continue
            marks = [
                -1
                if token.ent_iob == 0
                else index.get(f"{token.ent_iob_}-{token.ent_type_}", -1)
                if token.ent_type_
                else 0
                for token in doc
            ]
            words = [BREAK if token.is_space else token.text for token in doc]
            found.append((words, np.array(marks)))
    return found


def read_soft(folder: Path) -> Iterator[list[tuple[list[str], np.ndarray]]]:
    """Yield the documents of `soften.py`, as paragraphs of words with (words, labels) arrays."""
    for path in sorted(folder.glob("[0-9]*[0-9].npz")):
        with np.load(path) as archive:
            text, soft = str(archive["words"]), archive["soft"]
            names = json.loads(str(archive["names"]))["ent"]
        columns = [names.index(label) if label in names else -1 for label in LABELS]
        soft = np.hstack([soft, np.zeros((len(soft), 1), dtype=soft.dtype)])[:, columns]
        start = 0
        for document in text.split("\n\n"):
            paragraphs = []
            for line in filter(None, document.split("\n")):
                words = line.split(" ")
                paragraphs.append((words, soft[start : start + len(words)]))
                start += len(words)
            yield paragraphs
        if start != len(soft):
            raise ValueError(f"{path}: {len(soft)} words have probabilities, {start} are there")


def join(paragraphs: list[tuple[list[str], np.ndarray]], rng: random.Random) -> Iterator[Passage]:
    """Join a document's paragraphs into passages of a few, mostly with breaks between."""
    start = 0
    outside = np.eye(1, len(LABELS), dtype=np.float16)
    while start < len(paragraphs):
        size, broken = rng.choice([1, 1, 2, 3, 4, 5]), rng.random() < 0.75
        words: list[str] = []
        soft = []
        for some, array in paragraphs[start : start + size]:
            if words and broken:
                words.append(BREAK)
                soft.append(outside)
            words += some
            soft.append(array)
        yield words, np.concatenate(soft)
        start += size


def varied(passage: Passage, rng: random.Random) -> Passage:
    """Vary quotation marks, dashes and casing as `corpora.vary` does."""
    words, targets = passage
    rows = vary([(word, True, {}) for word in words], rng)
    return [row[0] for row in rows], targets


def batches(
    gold: list[Passage], soft: list[Passage], params: dict, gap: int
) -> Iterator[tuple[list[str], np.ndarray, np.ndarray]]:
    """Yield words, target probabilities (zeros where nothing is known) and 1 for real words; `gap`
    others stand after each passage.
    """
    rng = random.Random(params["seed"])
    streams = [endless(some, rng) for some in (gold, soft) if some]
    while True:
        words: list[str] = []
        targets, inside = [], []
        while len(words) < params["batch_words"]:
            is_soft = rng.random() < params["soft_share"]
            some, marks = varied(next(streams[-1 if is_soft else 0]), rng)
            words += some + [BREAK] * gap
            targets += [_target(marks), np.zeros((gap, len(LABELS)), dtype=np.float32)]
            inside += [np.ones(len(some)), np.zeros(gap)]
        yield words, np.concatenate(targets), np.concatenate(inside).astype(np.float32)


def _target(marks: np.ndarray) -> np.ndarray:
    if marks.ndim == 2:
        return marks.astype(np.float32)
    return np.eye(len(LABELS), dtype=np.float32)[marks] * (marks >= 0)[:, None]


def read_priors(path: Path) -> tuple[np.ndarray, np.ndarray]:
    """Read the archive of `priors.py`: keys and priors, as the network will read what it stores of
    them.
    """
    with np.load(path) as archive:
        keys, (table, scales) = archive["keys"], quantised(archive["priors"].astype(np.float32))
    return keys, table * scales.astype(np.float32)


def moves_of(gold: list[Passage], weight: float) -> np.ndarray:
    """Score label pairs by how much oftener than by chance one follows the other (pointwise mutual
    information), times `weight`; the last row is for a text's beginning.
    """
    size = len(LABELS)
    counts = np.full((size + 1, size), 0.5)
    for _, marks in gold:
        if len(marks) and marks[0] >= 0:
            counts[size, marks[0]] += 1
        known = (marks[:-1] >= 0) & (marks[1:] >= 0)
        np.add.at(counts, (marks[:-1][known], marks[1:][known]), 1)
    by_chance = counts[:size].sum(0) / counts[:size].sum()
    return weight * np.log(counts / counts.sum(1, keepdims=True) / by_chance)


def score(nlp: Language, paths: list[Path]) -> dict[str, float]:
    """Score the pipeline's entities on columns of gold: F1 for each file, and their mean."""
    found = {p.stem: language.score_entities(nlp, p, gold_tokens=True)["NER-F"] for p in paths}
    return found | {"mean": sum(found.values()) / max(len(found), 1)}


def losses(model: Tagger, lexicon: Lexicon, stream: Iterator) -> Iterator[tuple[Tensor, int]]:
    """Yield the cross-entropy of each batch, and its number of words."""
    for words, target, inside in stream:
        scores = model(*lexicon.bags(words), torch.from_numpy(inside))
        aim = torch.from_numpy(target)
        yield -(aim * scores.log_softmax(-1)).sum() / aim.sum(), int(inside.sum())


def main() -> None:
    """Write a pipeline that has the vectors and the recogniser only."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--priors", type=Path, help="archive of priors.py")
    options, params = begin(parser, "entities")
    rng = random.Random(params["seed"])
    nlp = blank(options.vectors, params["vector_words"])
    gold = read_gold(options.gold)
    soft = [p for folder in options.soft for d in read_soft(folder) for p in join(d, rng)]
    LOG.info("%d gold, %d soft words", *(sum(len(w) for w, _ in x) for x in (gold, soft)))
    classes = brown_classes() if params.get("classes") else None
    priors = read_priors(options.priors) if options.priors else None
    params["prior_dims"] = priors[1].shape[1] if priors else 0
    lexicon = Lexicon(nlp.vocab.vectors, params["rows"], classes, priors)
    model = Tagger(params, nlp.vocab.vectors.shape[1])
    fixed = {"moves": torch.from_numpy(moves_of(gold, params["moves"]))}
    if classes:
        fixed |= dict(
            zip(("class_keys", "class_numbers"), map(torch.from_numpy, classes), strict=True)
        )
    if priors:
        fixed |= dict(zip(("prior_keys", "priors"), map(torch.from_numpy, priors), strict=True))

    about = {"dilations": params["dilations"], "kinds": LABELS, "hidden": HIDDEN}

    def put(values: dict[str, Tensor]) -> None:
        component(nlp, FACTORY, "ner", values | fixed, **about)

    def report(values: dict[str, Tensor]) -> dict[str, float]:
        put(values)
        return score(nlp, options.dev)

    stream = batches(gold, soft, params, max(params["dilations"]))
    put(fit(model, losses(model, lexicon, stream), params, options.out, report))
    nlp.to_disk(options.out / "model")


if __name__ == "__main__":
    main()
