"""Let the teacher read raw text: for each word, the probabilities of its labels, heads and so on.

They are what the shipped components learn from (distillation: Hinton, Vinyals & Dean 2015). The
result is a folder of archives, each with some thousand paragraphs: `words` (a paragraph a line, a
blank line between documents), `spaces` (whether one follows), `soft` (words, entity labels; half
precision) and the labels' names; of tags, features, lemma rules and relations the four likeliest
with their probabilities; how probably a sentence starts; of heads the four likeliest, too, and
`tree`, the head in the best tree (columns of the paragraph: 0 is the root). Of a teacher that knows
no trees there is `soft` alone. A sentence ends where
the teacher says that a new one starts. What is already there is not done again.
"""

import argparse
import json
import logging
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import numpy as np
import spacy
import torch
from teacher import LONGEST, Labels, Teacher, encode, load
from tokenizer import adapt_tokenizer
from torch import Tensor

from crosscheck.language.trees import best_trees

LOG = logging.getLogger("soften")
LIKELIEST = 4
RANKED = ("tag", "morph", "lemma", "dep", "head")
_BATCH_WORDS, _PART_WORDS = 2500, 40_000
_ENDS = {".", "!", "?", "”", '"', ":", ";"}


def main() -> None:
    """Write parts until the text, or the number of words asked for, is through."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("texts", type=Path, help="a paragraph a line, a blank line after documents")
    parser.add_argument("teacher", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--words", type=int, default=1_500_000)
    parser.add_argument("--threads", type=int, default=1)
    parser.add_argument("--half", action="store_true", help="compute in bfloat16")
    options = parser.parse_args()
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(message)s", force=True)
    torch.set_num_threads(options.threads)
    options.out.mkdir(parents=True, exist_ok=True)
    model, tokenizer, labels = load(options.teacher)
    model.half = options.half
    text = options.texts.read_text(encoding="utf8").strip().split("\n\n")
    done = 0
    for number, documents in enumerate(parts(text)):
        if done >= options.words:
            break
        path = options.out / f"{number:03}.npz"
        if not path.exists():
            write(path, documents, model, tokenizer, labels)
        done += sum(len(words) for document in documents for words in document)
        LOG.info("%d words", done)


Word = tuple[str, bool]


def parts(articles: list[str]) -> Iterator[list[list[list[Word]]]]:
    """Yield some articles at a time, as paragraphs of words and whether a space follows; long
    paragraphs are cut, at the end of a sentence if there is one.
    """
    nlp = spacy.blank("en")
    adapt_tokenizer(nlp)
    part: list[list[list[Word]]] = []
    size = 0
    for article in articles:
        paragraphs = []
        for line in article.split("\n"):
            tokens = [t for t in nlp.make_doc(line) if not t.is_space]
            words = [(t.text.replace(" ", "_"), bool(t.whitespace_)) for t in tokens]
            while words:
                end = _cut(words)
                paragraphs.append(words[:end])
                words = words[end:]
        part.append(paragraphs)
        size += sum(map(len, paragraphs))
        if size >= _PART_WORDS:
            yield part
            part, size = [], 0
    if part:
        yield part


def _cut(words: list[Word]) -> int:
    """Where to cut a paragraph that is too long."""
    if len(words) <= LONGEST:
        return len(words)
    ends = (i for i in range(LONGEST, LONGEST // 3, -1) if words[i - 1][0] in _ENDS)
    return next(ends, LONGEST)


def write(
    path: Path, documents: list[list[list[Word]]], model: Teacher, tokenizer, labels: Labels
) -> None:
    """Write one part's words and what the teacher thinks of them."""
    paragraphs = [words for document in documents for words in document]
    found = analyses([[w for w, _ in words] for words in paragraphs], model, tokenizer)
    arrays = {name: np.concatenate([some[name] for some in found]) for name in found[0]}
    text = "\n\n".join("\n".join(" ".join(w for w, _ in p) for p in some) for some in documents)
    spaces = np.array([space for words in paragraphs for _, space in words])
    new = path.with_suffix(".new.npz")
    names = json.dumps(labels.names)
    np.savez_compressed(new, words=text, spaces=spaces, names=names, **arrays)
    new.replace(path)


def analyses(paragraphs: list[list[str]], model: Teacher, tokenizer) -> list[dict[str, np.ndarray]]:
    """Return the arrays of each paragraph, read in batches of like length."""
    found: list[dict[str, np.ndarray]] = [{} for _ in paragraphs]
    order = sorted(range(len(paragraphs)), key=lambda i: len(paragraphs[i]))
    batch: list[int] = []
    for place, index in enumerate(order):
        batch.append(index)
        longest = len(paragraphs[index])
        if len(batch) * longest > _BATCH_WORDS or place == len(order) - 1:
            arrays = _analyse([paragraphs[i] for i in batch], model, tokenizer)
            for row, i in enumerate(batch):
                size = len(paragraphs[i])
                found[i] = {name: array[row, :size] for name, array in arrays.items()}
            batch = []
    return found


def _analyse(words: list[list[str]], model: Teacher, tokenizer) -> dict[str, np.ndarray]:
    """Run the teacher on padded paragraphs."""
    with torch.inference_mode():
        coded = encode(words, tokenizer)
        with torch.autocast("cpu", torch.bfloat16, enabled=model.half):
            states = model.states(coded)
        states = states.float()
        if not model.classify["tag"].out_features:
            entities = model.classify["ent"](states).softmax(-1)
            return {"soft": entities.numpy().astype(np.float16)}
        soft = {
            kind: model.classify[kind](states).softmax(-1)
            for kind in ("ent", "tag", "morph", "lemma", "start")
        }
        arcs, with_root = model.arcs(states, coded["mask"])
        start = soft["start"][..., 1].numpy()
        sizes = [len(some) for some in words]
        tree = _trees(arcs.numpy(), start > 0.5, sizes)
        soft["dep"] = model.dep_scores(states, with_root, torch.from_numpy(tree)).softmax(-1)
        soft["head"] = arcs.softmax(-1)
    arrays = {"soft": soft["ent"].numpy().astype(np.float16), "tree": tree.astype(np.int16)}
    arrays["start"] = start.astype(np.float16)
    for kind in RANKED:
        arrays |= _ranked(kind, soft[kind])
    return arrays


def _ranked(kind: str, soft: Tensor) -> dict[str, np.ndarray]:
    """The likeliest of a kind's labels and their probabilities."""
    best = soft.topk(min(LIKELIEST, soft.shape[-1]), -1)
    missing = [(0, 0), (0, 0), (0, LIKELIEST - best.values.shape[-1])]
    return {
        kind: np.pad(best.indices.numpy(), missing).astype(np.int16),
        f"{kind}_p": np.pad(best.values.numpy(), missing).astype(np.float16),
    }


def _trees(arcs: np.ndarray, starts: np.ndarray, sizes: list[int]) -> np.ndarray:
    """The head's column of each word in the best trees of its paragraph's sentences."""
    heads = np.zeros(starts.shape, dtype=np.int64)
    for row, size in enumerate(sizes):
        inner = np.flatnonzero(starts[row, 1:size]) + 1
        for first, last in pairwise([0, *inner.tolist(), size]):
            columns = [0, *range(first + 1, last + 1)]
            found = best_trees(arcs[row, None, first:last][:, :, columns], np.array([last - first]))
            heads[row, first:last] = np.where(found[0] == 0, 0, found[0] + first)
    return heads


if __name__ == "__main__":
    main()
