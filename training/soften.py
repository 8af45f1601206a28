"""Let the teacher read raw text: for each word, the probabilities of its entity labels.

They are what the shipped recogniser learns from (distillation: Hinton, Vinyals & Dean 2015). The
result is a folder of archives, each with some thousand paragraphs: `words` (a paragraph a line, a
blank line between documents), `soft` (words, labels; half precision) and the labels' names. What
is already there is not done again.
"""

import argparse
import logging
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import spacy
import torch
from teacher import LONGEST, Labels, Teacher, encode, load
from tokenizer import adapt_tokenizer

LOG = logging.getLogger("soften")
_BATCH_WORDS, _PART_WORDS = 2500, 40_000


def main() -> None:
    """Write parts until the text, or the number of words asked for, is through."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("texts", type=Path, help="a paragraph a line, a blank line after documents")
    parser.add_argument("teacher", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--words", type=int, default=1_500_000)
    options = parser.parse_args()
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(message)s", force=True)
    torch.set_num_threads(1)
    options.out.mkdir(parents=True, exist_ok=True)
    model, tokenizer, labels = load(options.teacher)
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


def parts(articles: list[str]) -> Iterator[list[list[list[str]]]]:
    """Yield some articles at a time, as paragraphs of words, at most `LONGEST` in each."""
    nlp = spacy.blank("en")
    adapt_tokenizer(nlp)
    part: list[list[list[str]]] = []
    size = 0
    for article in articles:
        paragraphs = []
        for line in article.split("\n"):
            words = [t.text.replace(" ", "_") for t in nlp.make_doc(line) if not t.is_space]
            paragraphs += [words[i : i + LONGEST] for i in range(0, len(words), LONGEST)]
        part.append(paragraphs)
        size += sum(map(len, paragraphs))
        if size >= _PART_WORDS:
            yield part
            part, size = [], 0
    if part:
        yield part


def write(
    path: Path, documents: list[list[list[str]]], model: Teacher, tokenizer, labels: Labels
) -> None:
    """Write one part's words and probabilities."""
    paragraphs = [words for document in documents for words in document]
    soft = np.concatenate(probabilities(paragraphs, model, tokenizer))
    text = "\n\n".join("\n".join(" ".join(words) for words in some) for some in documents)
    new = path.with_suffix(".new.npz")
    soft = soft.astype(np.float16)
    np.savez_compressed(new, words=text, soft=soft, labels=labels.names["ent"])
    new.replace(path)


def probabilities(paragraphs: list[list[str]], model: Teacher, tokenizer) -> list[np.ndarray]:
    """Return for each paragraph the (words, labels) probabilities, read in batches of like
    length.
    """
    found: list[np.ndarray] = [np.zeros(0)] * len(paragraphs)
    order = sorted(range(len(paragraphs)), key=lambda i: len(paragraphs[i]))
    batch: list[int] = []
    for place, index in enumerate(order):
        batch.append(index)
        longest = len(paragraphs[index])
        if len(batch) * longest > _BATCH_WORDS or place == len(order) - 1:
            with torch.inference_mode():
                coded = encode([paragraphs[i] for i in batch], tokenizer)
                soft = model.classify["ent"](model.states(coded)).softmax(-1).numpy()
            for row, i in enumerate(batch):
                found[i] = soft[row, : len(paragraphs[i])]
            batch = []
    return found


if __name__ == "__main__":
    main()
