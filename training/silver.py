"""Annotate raw news text with the teacher: silver training data for the shipped models
(self-training).

A sentence ends where the teacher says a new one starts; its tree is the best of the teacher's arc
scores with one root (greedy, and the maximum spanning tree of Chu & Liu 1965 and Edmonds 1967
where greedy choice makes a cycle). Entities are decoded so that no I follows an O. Paragraphs whose
trees the teacher is unsure of are left out, as are single entity labels that it is unsure of.
"""

import argparse
import logging
import random
import re
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import numpy as np
import spacy
import torch
from corpora import Row, _break, vary
from networkx import DiGraph, maximum_spanning_arborescence
from schemes import OPEN, OUTSIDE, spans, words_of
from spacy.tokens import Doc, DocBin
from spacy.vocab import Vocab
from teacher import MARK_NAMES, Labels, Teacher, apply_rule, encode, load
from tokenizer import adapt_tokenizer

LOG = logging.getLogger("silver")
SURE_TREE, SURE_ENTITY = 0.8, 0.7
TITLES = words_of("titles")


def main() -> None:
    """Write one DocBin with trees and entities of raw text's documents."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument(
        "texts", type=Path, help="paragraphs a line, a blank line between documents"
    )
    parser.add_argument("teacher", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--flat", action="store_true", help="entities only: no trees")
    parser.add_argument("--words", type=int, default=600000)
    parser.add_argument("--seed", type=int, default=7)
    options = parser.parse_args()
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(message)s", force=True)
    torch.set_num_threads(1)
    rng = random.Random(options.seed)
    articles = options.texts.read_text(encoding="utf8").strip().split("\n\n")
    found = DocBin(store_user_data=False)
    for doc in annotate(articles, *load(options.teacher), options.words, rng, options.flat):
        found.add(doc)
    found.to_disk(options.out)


def annotate(
    articles: list[str],
    model: Teacher,
    tokenizer,
    labels: Labels,
    limit: int,
    rng: random.Random,
    flat: bool = False,
) -> Iterator[Doc]:
    """Yield passages of the articles as annotated Docs, until `limit` words are done."""
    nlp = spacy.blank("en")
    adapt_tokenizer(nlp)
    done = 0
    for start in range(0, len(articles), 16):
        if done >= limit:
            return
        lines = [
            (n, line) for n, a in enumerate(articles[start : start + 16]) for line in a.split("\n")
        ]
        kept = [(n, nlp.make_doc(line)) for n, line in lines if 2 < len(line) < 1500]
        analysed = analyse([doc for _, doc in kept], model, tokenizer, labels, flat)
        groups: dict[int, list[list[Row]]] = {}
        for (number, _), rows in zip(kept, analysed, strict=True):
            if rows:
                groups.setdefault(number, []).append(rows)
        for paragraphs in groups.values():
            yield from join(paragraphs, rng)
        done += sum(len(doc) for _, doc in kept)
        LOG.info("%d words", done)


def analyse(
    docs: list[Doc], model: Teacher, tokenizer, labels: Labels, flat: bool
) -> list[list[Row]]:
    """Annotate paragraphs, in batches of like length; the order is kept, and a paragraph whose
    trees are unsure has no rows.
    """
    out: list[list[Row]] = [[] for _ in docs]
    order = sorted(range(len(docs)), key=lambda i: len(docs[i]))
    batch: list[int] = []
    for position, index in enumerate(order):
        batch.append(index)
        if len(batch) * len(docs[index]) > 2500 or position == len(order) - 1:
            words = [[t.text for t in docs[i] if not t.is_space][:250] or ["."] for i in batch]
            for i, marks in zip(batch, _predict(words, model, tokenizer, flat), strict=True):
                if marks["sure"].mean() >= SURE_TREE:
                    out[i] = _rows([t for t in docs[i] if not t.is_space][:250], marks, labels)
            batch = []
    return out


def _predict(
    words: list[list[str]], model: Teacher, tokenizer, flat: bool
) -> Iterator[dict[str, np.ndarray]]:
    """Run the teacher; yield each paragraph's scores and, unless `flat`, its sentences' trees."""
    with torch.inference_mode():
        coded = encode(words, tokenizer)
        states = model.states(coded)
        kinds = ("ent",) if flat else MARK_NAMES
        marks = {kind: model.classify[kind](states).log_softmax(-1).numpy() for kind in kinds}
        heads = deps = np.zeros(coded["mask"].shape, dtype=np.int64)
        sure = np.ones(coded["mask"].shape)
        if not flat:
            arcs, with_root = model.arcs(states, coded["mask"])
            for row, some in enumerate(words):
                scores = arcs[row].log_softmax(-1).numpy()
                heads[row, : len(some)] = _heads(scores, marks["start"][row], len(some))
                chosen = heads[row, : len(some), None]
                sure[row, : len(some)] = np.exp(np.take_along_axis(scores, chosen, 1))[:, 0]
            deps = model.dep_scores(states, with_root, torch.from_numpy(heads)).argmax(-1).numpy()
    for row, some in enumerate(words):
        size = len(some)
        yield {kind: values[row, :size] for kind, values in marks.items()} | {
            "heads": heads[row, :size],
            "deps": deps[row, :size],
            "sure": sure[row, :size],
        }


def _heads(arcs: np.ndarray, start: np.ndarray, size: int) -> np.ndarray:
    """Choose each word's head column (0 for the root) within its predicted sentence."""
    starts = [0, *(i for i in range(1, size) if start[i].argmax() == 1), size]
    heads = np.zeros(size, dtype=np.int64)
    for first, last in pairwise(starts):
        columns = [0, *range(first + 1, last + 1)]
        local = _tree(arcs[first:last][:, columns])
        heads[first:last] = [0 if h == 0 else h + first for h in local]
    return heads


def _tree(scores: np.ndarray) -> list[int]:
    """Find the best tree with one root; `scores` is (words, 1 + words), the result counts words
    from 1.
    """
    size = len(scores)
    root = int(scores[:, 0].argmax())
    local = scores.copy()
    local[:, 0] = -1e6
    local[np.arange(size), np.arange(size) + 1] = -1e6
    heads = local.argmax(1)
    heads[root] = 0
    if _reaches_root(heads):
        return heads.tolist()
    graph = DiGraph()
    graph.add_weighted_edges_from(
        (h, d + 1, float(local[d, h]))
        for d in range(size)
        if d != root
        for h in range(1, size + 1)
        if h != d + 1
    )
    graph.remove_edges_from([(h, root + 1) for h in range(1, size + 1)])
    tree = maximum_spanning_arborescence(graph)
    for head, dependent in tree.edges:
        heads[dependent - 1] = head
    return heads.tolist()


def _reaches_root(heads: np.ndarray) -> bool:
    for word in range(1, len(heads) + 1):
        seen = 0
        while word and seen <= len(heads):
            word, seen = int(heads[word - 1]), seen + 1
        if word:
            return False
    return True


def _entity_labels(scores: np.ndarray, names: list[str]) -> list[str]:
    """Decode BIO labels with Viterbi, forbidding an I that continues nothing."""
    kinds = [name[2:] for name in names]
    bad = np.zeros((len(names), len(names)))
    for j, name in enumerate(names):
        if name.startswith("I-"):
            bad[:, j] = [0 if kind == kinds[j] and kind else -1e6 for kind in kinds]
    best = scores[0] + np.array([-1e6 if name.startswith("I-") else 0 for name in names])
    back = []
    for row in scores[1:]:
        options = best[:, None] + bad
        back.append(options.argmax(0))
        best = options.max(0) + row
    path = [int(best.argmax())]
    for pointers in reversed(back):
        path.append(int(pointers[path[-1]]))
    return [names[i] for i in reversed(path)]


def _untitled(tokens: list, labels: list[str]) -> list[str]:
    """Take the titles off persons' names ("Mr. Hale"), about which the corpora disagree."""
    out = list(labels)
    for start, end, kind in spans(labels):
        first = start
        while kind == "PERSON" and first < end and tokens[first].lower_ in TITLES:
            out[first] = OUTSIDE
            first += 1
        if start < first < end:
            out[first] = "B-PERSON"
    return out


def _rows(tokens: list, marks: dict[str, np.ndarray], labels: Labels) -> list[Row]:
    """Turn a paragraph's predictions into rows as `corpora` makes them of gold sentences."""
    names = labels.names
    ents = _untitled(tokens, _entity_labels(marks["ent"], names["ent"]))
    sure = np.exp(marks["ent"].max(-1))
    rows: list[Row] = []
    for i, token in enumerate(tokens):
        values = {"ent": ents[i] if sure[i] > SURE_ENTITY else OPEN, "head": i}
        if "tag" in marks:
            pos, _, morph = names["morph"][marks["morph"][i].argmax()].partition("#")
            head = int(marks["heads"][i])
            values |= {
                "tag": names["tag"][marks["tag"][i].argmax()],
                "pos": pos,
                "morph": morph,
                "lemma": apply_rule(token.text, names["lemma"][marks["lemma"][i].argmax()]),
                "head": i if head == 0 else head - 1,
                "dep": "ROOT" if head == 0 else names["dep"][marks["deps"][i]],
            }
        rows.append((token.text, bool(token.whitespace_), values))
    return rows


def join(paragraphs: list[list[Row]], rng: random.Random) -> Iterator[Doc]:
    """Join an article's paragraphs into passages, mostly of several, and vary their marks."""
    start = 0
    while start < len(paragraphs):
        size = rng.choice([1, 1, 2, 3, 4, 5])
        rows: list[Row] = []
        gap = rng.choice(["\n\n", "\n\n", "\n", " "])
        for part in paragraphs[start : start + size]:
            if rows and gap == " ":
                rows[-1] = (rows[-1][0], True, rows[-1][2])
            elif rows:
                rows.append(_break(gap, rows))
                rows[-1][2]["ent"] = OUTSIDE
            offset = len(rows)
            rows.extend((w, s, v | {"head": v["head"] + offset}) for w, s, v in part)
        if rows and not re.fullmatch(r"\W*", "".join(r[0] for r in rows)):
            yield _doc(vary(rows, rng))
        start += size


def _doc(rows: list[Row]) -> Doc:
    """Make a Doc of rows; without trees, it has entities only."""
    columns = {
        plural: [row[2][kind] for row in rows]
        for kind, plural in _COLUMNS.items()
        if all(kind in row[2] for row in rows)
    }
    ents = [None if row[2]["ent"] == OPEN else row[2]["ent"] for row in rows]
    if "deps" not in columns:
        columns = {}
    spaces = [row[1] for row in rows]
    return Doc(VOCAB, words=[row[0] for row in rows], spaces=spaces, ents=ents, **columns)


_COLUMNS = {
    "tag": "tags",
    "pos": "pos",
    "morph": "morphs",
    "lemma": "lemmas",
    "head": "heads",
    "dep": "deps",
}
VOCAB = Vocab()

if __name__ == "__main__":
    main()
