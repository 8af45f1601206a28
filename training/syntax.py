"""Train the analyser of crosscheck/language/syntax.py: the treebanks' gold marks, and on raw text
the teacher's likeliest tags, lemmas, heads and relations with their probabilities (distillation:
Hinton, Vinyals & Dean 2015).
"""

import argparse
import json
import logging
import random
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

import numpy as np
import spacy
import torch
from corpora import vary
from networks import (
    Lexicon,
    Reader,
    begin,
    blank,
    component,
    endless,
    fit,
    language,
    maxout,
    weights,
)
from soften import LIKELIEST
from spacy.language import Language
from spacy.tokens import Doc, DocBin
from teacher import Labels
from torch import Tensor, nn

from crosscheck.language.lemmas import lemma_rule
from crosscheck.language.network import BREAK
from crosscheck.language.syntax import FACTORY, ROOT, sides
from crosscheck.language.trees import IMPOSSIBLE

LOG = logging.getLogger("syntax")
RANKED = ("tag", "morph", "lemma", "dep")


@dataclass
class Passage:
    """Words, breaks among them, and what is known of those that are no breaks.

    `places` says where these words stand; of each kind there are some labels and their
    probabilities, (words, k) each; `start` is how probably a sentence begins with a word. A
    sentence is a range of words with heads' columns, their probabilities (words, k), and the column
    of the head that the relation was given for; column 0 is the root, i + 1 the sentence's word i.
    """

    words: list[str]
    spaces: np.ndarray
    places: np.ndarray
    ranked: dict[str, tuple[np.ndarray, np.ndarray]]
    start: np.ndarray
    sentences: list[tuple[int, np.ndarray, np.ndarray, np.ndarray]]


class Analyser(Reader):
    """A reader with the analyser's layers; parameters have the names of its arrays."""

    def __init__(self, params: dict, static: int, names: dict[str, list[str]]) -> None:
        super().__init__(params, static)
        width, arc, dep, self.reach = (params[n] for n in ("width", "arc", "dep", "reach"))
        self.spaced = weights(2, width, 0.1)
        for kind in ("tag", "morph", "lemma"):
            self.layer(kind, width, len(names[kind]), scale=0.01)
        self.layer("start", width, 1, scale=0.01)
        self.layer("arc_dep", width, 2 * arc)
        self.layer("arc_head", width, 2 * arc)
        self.layer("arc_root", width, 1, scale=0.01)
        self.arc = weights(arc, arc, 0.3 / arc)
        self.distance = nn.Parameter(torch.zeros(2 * self.reach + 1))
        self.layer("dep_dep", width, 2 * dep)
        self.dep_head = weights(width, 2 * dep, width**-0.5)
        self.layer("dep", dep, len(names["dep"]), scale=0.01)
        self.root_label = names["dep"].index(ROOT)

    def arcs(self, states: Tensor, index: Tensor, real: Tensor) -> Tensor:
        """Score heads in sentences, of whose words `index` holds the places, padded where not
        `real`: (sentences, words, 1 + words).
        """
        dependents = (self.dropped(maxout(self.linear(states, "arc_dep"))) @ self.arc)[index]
        heads = self.dropped(maxout(self.linear(states, "arc_head")))[index]
        width = index.shape[1]
        between = np.arange(width) - np.arange(width)[:, None]
        scores = dependents @ heads.transpose(1, 2)
        scores = scores + self.distance[torch.from_numpy(sides(between, self.reach))]
        scores = scores.masked_fill(~real[:, None], IMPOSSIBLE)
        scores = scores.masked_fill(torch.eye(width, dtype=torch.bool), IMPOSSIBLE)
        return torch.cat([self.linear(states, "arc_root")[index], scores], dim=2)

    def deps(self, states: Tensor, heads: Tensor) -> Tensor:
        """Score the relations of words to their heads; a root's head is the word itself."""
        hidden = self.linear(states, "dep_dep") + (states @ self.dep_head)[heads]
        return self.linear(self.dropped(maxout(hidden)), "dep")

    def dropped(self, states: Tensor) -> Tensor:
        """Apply dropout while training."""
        return nn.functional.dropout(states, self.drop, self.training)


def read_gold(paths: list[Path], names: dict[str, list[str]]) -> list[Passage]:
    """Read DocBins; a label that is not among the names has probability 0."""
    index = {kind: {name: i for i, name in enumerate(some)} for kind, some in names.items()}
    vocab = spacy.blank("en").vocab
    return [
        passage
        for path in paths
        for doc in DocBin().from_disk(path).get_docs(vocab)
        if (passage := _gold(doc, index)) is not None
    ]


def _gold(doc: Doc, index: dict[str, dict[str, int]]) -> Passage | None:
    tokens = [token for token in doc if not token.is_space]
    if not tokens:
        return None
    marks = {
        "tag": [t.tag_ for t in tokens],
        "morph": [f"{t.pos_}#{t.morph}" for t in tokens],
        "lemma": [lemma_rule(t.text, t.lemma_) for t in tokens],
        "dep": [t.dep_ for t in tokens],
    }
    ranked = {}
    for kind, some in marks.items():
        ids = np.array([[index[kind].get(mark, -1)] for mark in some])
        ranked[kind] = (np.maximum(ids, 0), (ids >= 0).astype(np.float32))
    start = np.array([bool(t.is_sent_start) for t in tokens])
    start[0] = True
    place = {token.i: number for number, token in enumerate(tokens)}
    heads = np.array([place.get(t.head.i, -1) for t in tokens])
    sentences = []
    for first, last in pairwise([*np.flatnonzero(start).tolist(), len(tokens)]):
        local = heads[first:last] - first
        inside = (local >= 0) & (local < last - first)
        columns = np.where(local == np.arange(last - first), 0, local + 1) * inside
        sure = inside.astype(np.float32)[:, None]
        sentences.append((first, columns[:, None], sure, columns))
    return Passage(
        [BREAK if t.is_space else t.text for t in doc],
        np.array([bool(t.whitespace_) for t in doc]),
        np.array([t.i for t in tokens]),
        ranked,
        start.astype(np.float32),
        sentences,
    )


def read_soft(folder: Path, rng: random.Random) -> Iterator[Passage]:
    """Yield passages of the documents of `soften.py`, of a few paragraphs each, mostly with breaks
    between.
    """
    for path in sorted(folder.glob("[0-9]*[0-9].npz")):
        with np.load(path) as archive:
            arrays = {name: archive[name] for name in archive.files}
        offset = 0
        for document in str(arrays["words"]).split("\n\n"):
            paragraphs = []
            for line in filter(None, document.split("\n")):
                words = line.split(" ")
                paragraphs.append((words, slice(offset, offset + len(words))))
                offset += len(words)
            while paragraphs:
                size = rng.choice([1, 1, 2, 3, 4, 5])
                yield _soft(paragraphs[:size], arrays, broken=rng.random() < 0.75)
                paragraphs = paragraphs[size:]


def _soft(
    paragraphs: list[tuple[list[str], slice]], arrays: dict[str, np.ndarray], *, broken: bool
) -> Passage:
    words: list[str] = []
    spaces: list[bool] = []
    places: list[int] = []
    sentences = []
    for some, rows in paragraphs:
        if words and broken:
            spaces[-1] = False
            words.append(BREAK)
            spaces.append(False)
        elif words:
            spaces[-1] = True
        offset = len(places)
        places += range(len(words), len(words) + len(some))
        words += some
        spaces += arrays["spaces"][rows].tolist()
        heads, sure = arrays["head"][rows].astype(np.int64), arrays["head_p"][rows]
        starts = np.flatnonzero(arrays["start"][rows][1:] > 0.5) + 1
        for first, last in pairwise([0, *starts.tolist(), len(some)]):
            inside = (heads[first:last] > first) & (heads[first:last] <= last)
            inside |= heads[first:last] == 0
            inside &= heads[first:last] != np.arange(first + 1, last + 1)[:, None]  # nor the word
            chance = _shares(sure[first:last] * inside)
            tree = arrays["tree"][rows][first:last].astype(np.int64)
            sentences.append(
                (
                    offset + first,
                    np.where(inside & (heads[first:last] > 0), heads[first:last] - first, 0),
                    chance,
                    np.where(tree > 0, tree - first, 0),
                )
            )
    whole = slice(paragraphs[0][1].start, paragraphs[-1][1].stop)
    ranked = {
        k: (arrays[k][whole].astype(np.int64), _shares(arrays[f"{k}_p"][whole])) for k in RANKED
    }
    start = arrays["start"][whole].astype(np.float32)
    for _, rows in paragraphs:
        start[rows.start - whole.start] = 1.0
    return Passage(words, np.array(spaces), np.array(places), ranked, start, sentences)


def _shares(chances: np.ndarray) -> np.ndarray:
    """Make probabilities add up to 1, or to 0 where there are none."""
    chances = chances.astype(np.float32)
    return chances / np.maximum(chances.sum(-1, keepdims=True), 1e-4)


def varied(passage: Passage, rng: random.Random) -> list[str]:
    """Vary quotation marks, dashes and casing as `corpora.vary` does; a word whose casing has
    changed has no known lemma any more.
    """
    rows = vary([(word, True, {}) for word in passage.words], rng)
    return [row[0] for row in rows]


def losses(
    model: Analyser, lexicon: Lexicon, gold: list[Passage], soft: list[Passage], params: dict
) -> Iterator[tuple[Tensor, int]]:
    """Yield the loss of one batch after another, and its number of words."""
    rng = random.Random(params["seed"])
    streams = [endless(some, rng) for some in (gold, soft) if some]
    gap = max(params["dilations"])
    while True:
        batch, size = [], 0
        while size < params["batch_words"]:
            is_soft = rng.random() < params["soft_share"]
            passage = next(streams[-1 if is_soft else 0])
            # The gold passages have been varied when they were written.
            words = varied(passage, rng) if is_soft and soft else passage.words
            batch.append((passage, words))
            size += len(words) + gap
        yield loss_of(model, lexicon, batch, gap), size - gap * len(batch)


def loss_of(
    model: Analyser, lexicon: Lexicon, batch: list[tuple[Passage, list[str]]], gap: int
) -> Tensor:
    """The sum of the cross-entropies, each a mean over words, of all that is known."""
    row: list[str] = []
    spaces, inside, places, sentences = [], [], [], []
    known = 0
    for passage, words in batch:
        places.append(passage.places + len(row))
        sentences += [(known + first, *rest) for first, *rest in passage.sentences]
        row += words + [BREAK] * gap
        spaces += [passage.spaces, np.zeros(gap, dtype=bool)]
        inside += [np.ones(len(words)), np.zeros(gap)]
        known += len(passage.places)
    flags = torch.from_numpy(np.concatenate(spaces).astype(np.int64))
    gate = torch.from_numpy(np.concatenate(inside).astype(np.float32))
    states = model.read(*lexicon.bags(row), gate, model.spaced[flags])
    states = states[torch.from_numpy(np.concatenate(places))]
    index, real, columns, shares, heads = padded(sentences)
    arcs = model.arcs(states, index, real)
    total = _crossed(arcs, columns, shares) / known
    total = total + _crossed(model.deps(states, heads), *_joined(batch, "dep")) / known
    for kind in ("tag", "morph", "lemma"):
        total = total + _crossed(model.linear(states, kind), *_joined(batch, kind)) / known
    start = torch.from_numpy(np.concatenate([passage.start for passage, _ in batch]))
    begins = model.linear(states, "start")[:, 0]
    return total + nn.functional.binary_cross_entropy_with_logits(begins, start)


def padded(sentences: list[tuple]) -> tuple[Tensor, Tensor, Tensor, Tensor, Tensor]:
    """Lay sentences side by side: their words' places, which of them are real, heads' columns and
    shares (sentences, words, k), and of each word in the row the place of its head.
    """
    sizes = np.array([len(columns) for _, columns, _, _ in sentences])
    index = np.zeros((len(sentences), sizes.max()), dtype=np.int64)
    columns = np.zeros((*index.shape, LIKELIEST), dtype=np.int64)
    shares = np.zeros((*index.shape, LIKELIEST), dtype=np.float32)
    heads = np.zeros(sizes.sum(), dtype=np.int64)
    for number, (first, some, sure, tree) in enumerate(sentences):
        size = len(some)
        index[number, :size] = np.arange(first, first + size)
        columns[number, :size, : some.shape[1]] = some
        shares[number, :size, : some.shape[1]] = sure
        own = np.arange(size)
        heads[first : first + size] = first + np.where(tree == 0, own, tree - 1)
    real = np.arange(index.shape[1]) < sizes[:, None]
    arrays = (index, real, columns, shares, heads)
    return tuple(torch.from_numpy(array) for array in arrays)


def _joined(batch: list[tuple[Passage, list[str]]], kind: str) -> tuple[Tensor, Tensor]:
    """The ids and shares of a batch's labels, (words, k)."""
    found = []
    for passage, words in batch:
        ids, shares = passage.ranked[kind]
        if kind == "lemma" and words is not passage.words:
            pairs = ((passage.words[place], words[place]) for place in passage.places)
            same = [old == new or old.lower() != new.lower() for old, new in pairs]
            shares = shares * np.array(same, dtype=np.float32)[:, None]
        missing = [(0, 0), (0, LIKELIEST - ids.shape[1])]
        found.append((np.pad(ids, missing), np.pad(shares, missing)))
    ids, shares = (np.concatenate(some) for some in zip(*found, strict=True))
    return torch.from_numpy(ids), torch.from_numpy(shares)


def _crossed(scores: Tensor, ids: Tensor, shares: Tensor) -> Tensor:
    return -(scores.log_softmax(-1).gather(-1, ids) * shares).sum()


def score(nlp: Language, paths: list[Path]) -> dict[str, float]:
    """Score the pipeline on treebanks, gold tokens; the mean is what a model is chosen by."""
    found = {}
    for path in paths:
        some = language.score_gold_tokens(nlp, list(language.read_conllu(path)))
        found |= {f"{path.stem} {kind}": some[kind] for kind in ("TAG", "lemma", "UAS", "LAS")}
    return found | {"mean": sum(found.values()) / max(len(found), 1)}


def main() -> None:
    """Write a pipeline that has the vectors and the analyser only."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--labels", type=Path, required=True, help="the teacher's labels.json")
    options, params = begin(parser, "syntax")
    nlp = blank(options.vectors, params["vector_words"])
    names = Labels(json.loads(options.labels.read_text(encoding="utf8"))).names
    names = {kind: names[kind] for kind in RANKED}
    gold = read_gold(options.gold, names)
    rng = random.Random(params["seed"])
    soft = [passage for folder in options.soft for passage in read_soft(folder, rng)]
    LOG.info("%d gold, %d soft words", *(sum(len(p.words) for p in some) for some in (gold, soft)))
    lexicon = Lexicon(nlp.vocab.vectors, params["rows"])
    model = Analyser(params, nlp.vocab.vectors.shape[1], names)
    about = {"dilations": params["dilations"], "names": names}

    def put(values: dict[str, Tensor]) -> None:
        component(nlp, FACTORY, "syntax", values, **about)

    def report(values: dict[str, Tensor]) -> dict[str, float]:
        put(values)
        return score(nlp, options.dev)

    stream = losses(model, lexicon, gold, soft, params)
    put(fit(model, stream, params, options.out, report))
    nlp.to_disk(options.out / "model")


if __name__ == "__main__":
    main()
