"""The named-entity recogniser: a small network scores labels, the best path gives the names.

A word is a bag of hashed features (its forms, shape, ends and character n-grams, as in Bojanowski
et al. 2017) and a static vector. All of these depend on the word alone, so what the network makes
of them is computed once for each word and remembered. Dilated convolutions with maxout units read
the words around (Strubell et al. 2017; Goodfellow et al. 2013), and the Viterbi path through the
labels' scores, in which an I- label only continues a name of its own kind, gives the names.

The weights come from training/names.py; here is numpy alone.
"""

import io
import json
import re
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import ArrayLike
from scipy.sparse import csr_array
from spacy.attrs import ORTH
from spacy.language import Language
from spacy.pipeline import Pipe
from spacy.strings import get_string_id
from spacy.tokens import Doc, Span
from spacy.vocab import Vocab

from crosscheck.language.remembered import Memory

FACTORY = "crosscheck_names"
OUTSIDE, BREAK = "O", "\n"
# Scores are logarithms: beside one e^7 times as likely, no other label is worth a look.
SURE = 7.0
_WORDS_AT_ONCE = 2_000
_DIGIT, _RUN = re.compile(r"\d"), re.compile(r"(.)\1{2,}")


def features(word: str) -> tuple[list[str], list[float]]:
    """A word's features and their weights; white space of any kind is one word."""
    form = BREAK if not word.strip() else _DIGIT.sub("0", word.replace("’", "'"))[:40]
    lower = form.lower()
    ends = [f"p:{form[:3]}", f"e:{lower[-3:]}", f"e:{lower[-2:]}"]
    single = [f"w:{lower}", f"v:{lower}", f"f:{form}", f"s:{shape(form)}", *ends]
    edged = f"<{lower}>"
    grams = [edged[i : i + n] for n in (3, 4) for i in range(len(edged) - n + 1)]
    share = 1.0 / max(len(grams), 1) ** 0.5
    return single + grams, [1.0] * len(single) + [share] * len(grams)


def shape(word: str) -> str:
    """A word's pattern of large and small letters and digits, runs cut to two.

    >>> shape("McAllister"), shape("U.S."), shape("F-16")
    ('XxXxx', 'X.X.', 'X-dd')
    """
    if word.isascii() and word.isalpha():  # the commonest, without looking at each letter
        if word.islower():
            return "xx"[: len(word)]
        if word.istitle():
            return "X" + "xx"[: len(word) - 1]
    kinds = (
        "X" if c.isupper() else "x" if c.islower() else "d" if c.isdigit() else c for c in word
    )
    return _RUN.sub(r"\1\1", "".join(kinds))


def feature_rows(word: str, size: int) -> tuple[list[int], list[float]]:
    """The rows of a table of `size` rows that a word's features fall into, and their weights."""
    names, weights = features(word)
    return [get_string_id(name) % size for name in names], weights


def normal(states: np.ndarray) -> np.ndarray:
    """Scale each row to a root mean square of 1 (RMSNorm, Zhang & Sennrich 2019)."""
    power = np.einsum("nw,nw->n", states, states) / states.shape[1]
    return states * (1.0 / np.sqrt(power + 1e-6))[:, None]


def maxout(states: np.ndarray) -> np.ndarray:
    """The larger of each unit's two pieces: (n, 2 w) to (n, w)."""
    width = states.shape[1] // 2
    return np.maximum(states[:, :width], states[:, width:])


class Network:
    """Label scores for rows of words, from named arrays.

    `rows` (features, width), `static` (columns of the static vectors, width), `mix` (width,
    2 width), for each dilation d `conv…` (3 width, 2 width), `out` (width, labels), with biases.
    """

    def __init__(self, arrays: dict[str, np.ndarray], dilations: Sequence[int]) -> None:
        self.arrays = {name: array.astype(np.float32) for name, array in arrays.items()}
        self.dilations = list(dilations)

    @property
    def width(self) -> int:
        """How many numbers a word's embedding has."""
        return self.arrays["rows"].shape[1]

    def embed(self, words: Sequence[str], vectors: np.ndarray) -> np.ndarray:
        """Embed words by themselves: (words, width), from their features and static vectors."""
        table = self.arrays["rows"]
        ids, weights, ends = [], [], [0]
        for word in words:
            rows, some = feature_rows(word, len(table))
            ids += rows
            weights += some
            ends.append(len(ids))
        bags = csr_array(
            (np.array(weights, dtype=np.float32), ids, ends), shape=(len(words), len(table))
        )
        states = bags @ table + vectors @ self.arrays["static"]
        return states + maxout(normal(states) @ self.arrays["mix"] + self.arrays["mix_bias"])

    def scores(self, states: np.ndarray, inside: np.ndarray) -> np.ndarray:
        """Score labels of a row of embedded words: (words, width) to (words, labels).

        Words where `inside` is 0 stand between texts; the widest dilation must not bridge them.
        """
        gate = inside[:, None]
        for number, gap in enumerate(self.dilations):
            padded = np.pad(normal(states) * gate, ((gap, gap), (0, 0)))
            window = np.hstack([padded[: -2 * gap], padded[gap:-gap], padded[2 * gap :]])
            window = window @ self.arrays[f"conv{number}"]
            window += self.arrays[f"conv{number}_bias"]
            states = states + maxout(window)
        return normal(states) @ self.arrays["out"] + self.arrays["out_bias"]


def allowed(labels: Sequence[str]) -> np.ndarray:
    """Which label may follow which: (labels + 1, labels), the last row for a text's beginning."""
    kinds = [label[2:] for label in labels]
    table = np.ones((len(labels) + 1, len(labels)), dtype=bool)
    for column, label in enumerate(labels):
        if label.startswith("I-"):
            table[:, column] = [*(kind == label[2:] for kind in kinds), False]
    return table


def best_paths(scores: np.ndarray, lengths: ArrayLike, moves: np.ndarray) -> np.ndarray:
    """The best label of each word in the best path through its text (Viterbi 1967).

    Args:
        scores: (words, labels), text after text.
        lengths: How many words each text has, at least one each.
        moves: (labels + 1, labels), what a label gains where it follows another; last, where it
            begins a text.
    """
    sizes = np.asarray(lengths)
    order = np.argsort(-sizes, kind="stable")
    begins = (np.cumsum(sizes) - sizes)[order]
    sizes = sizes[order]
    # The texts go forward side by side, the longest first: `alive` of them have a word at a time.
    alive = [int((sizes > time).sum()) for time in range(sizes.max(initial=0))]
    best = [scores[begins] + moves[-1]]
    back: list[np.ndarray] = []
    for time, count in enumerate(alive[1:], start=1):
        ways = best[-1][:count, :, None] + moves[:-1]
        back.append(ways.argmax(1))
        best.append(ways.max(1) + scores[begins[:count] + time])
    path = np.zeros(len(scores), dtype=np.int64)
    after = np.zeros(0, dtype=np.int64)
    for time in reversed(range(len(alive))):
        here = best[time].argmax(1)
        if len(after):
            here[: len(after)] = back[time][np.arange(len(after)), after]
        path[begins[: alive[time]] + time] = here
        after = here
    return path


def label_words(scores: np.ndarray, inside: np.ndarray, moves: np.ndarray) -> np.ndarray:
    """The best path where any name is likely at all; label 0, "O", everywhere else.

    Words surely outside cut the texts into short pieces, whose paths are independent.
    """
    unsure = ((scores[:, 0] - scores[:, 1:].max(1)) < SURE) & (inside > 0)
    steps = np.diff(np.concatenate([[0], unsure.astype(np.int8), [0]]))
    begins, ends = np.flatnonzero(steps == 1), np.flatnonzero(steps == -1)
    labels = np.zeros(len(scores), dtype=np.int64)
    if len(begins):
        labels[unsure] = best_paths(scores[unsure], ends - begins, moves)
    return labels


class NameRecogniser(Pipe):
    """A spaCy component that sets `doc.ents`; it can be saved and loaded, not trained."""

    def __init__(self, vocab: Vocab, name: str = "ner") -> None:
        self.vocab, self.name = vocab, name
        self.kinds: list[str] = [OUTSIDE]
        self.hidden: list[str] = []
        self.network: Network | None = None
        self.moves = np.zeros((2, 1), dtype=np.float32)
        self._memory = Memory()

    @property
    def labels(self) -> tuple[str, ...]:
        """The labels that its entities can have."""
        named = {kind[2:] for kind in self.kinds if kind != OUTSIDE}
        return tuple(sorted(named - set(self.hidden)))

    def begin(
        self,
        arrays: dict[str, np.ndarray],
        dilations: Sequence[int],
        kinds: Sequence[str],
        hidden: Sequence[str] = (),
    ) -> None:
        """Take trained weights.

        Args:
            arrays: The network's, and `moves`, the transitions' scores (labels + 1, labels).
            dilations: The convolutions' reach, in their order.
            kinds: The BIO labels of the network's outputs; the first is "O".
            hidden: Kinds of names that the network tells apart but that are no entities.
        """
        arrays = dict(arrays)
        moves = arrays.pop("moves").astype(np.float32)
        self.moves = np.where(allowed(kinds), moves, np.float32(-1e4))
        self.network = Network(arrays, dilations)
        self.kinds, self.hidden = list(kinds), list(hidden)
        self._memory.forget()

    def __call__(self, doc: Doc) -> Doc:
        self._mark([doc])
        return doc

    def pipe(self, stream: Iterable[Doc], *, batch_size: int = 128) -> Iterator[Doc]:
        """Yield the documents in their order, some thousand words at once."""
        batch: list[Doc] = []
        size = 0
        for doc in stream:
            batch.append(doc)
            size += len(doc)
            if size >= _WORDS_AT_ONCE or len(batch) >= batch_size:
                self._mark(batch)
                yield from batch
                batch, size = [], 0
        self._mark(batch)
        yield from batch

    def _mark(self, docs: list[Doc]) -> None:
        if self.network is None:
            raise ValueError("the name recogniser has no weights: load it, or call begin()")
        if not docs:
            return
        gap = max(self.network.dilations)
        blank = np.zeros(gap, dtype=np.uint64)
        parts = [part for doc in docs for part in (doc.to_array(ORTH), blank)]
        orths = np.concatenate(parts)
        inside = (orths > 0).astype(np.float32)
        scores = self.network.scores(self._embedded(orths), inside)
        labels = label_words(scores, inside, self.moves)
        start = 0
        for doc in docs:
            found = labels[start : start + len(doc)]
            doc.set_ents(
                [Span(doc, first, last, label=kind) for first, last, kind in self._spans(found)]
            )
            start += len(doc) + gap

    def _spans(self, labels: np.ndarray) -> Iterator[tuple[int, int, str]]:
        """Read half-open spans off a text's labels, without the hidden kinds."""
        named = np.flatnonzero(labels)
        start = 0
        for place, index in enumerate(named):
            follows = place + 1 < len(named) and named[place + 1] == index + 1
            if follows and self.kinds[labels[index + 1]].startswith("I-"):
                continue
            kind = self.kinds[labels[index]][2:]
            if kind not in self.hidden:
                yield int(named[start]), int(index) + 1, kind
            start = place + 1

    def _embedded(self, orths: np.ndarray) -> np.ndarray:
        """Embed the words that the hashes stand for."""

        def make(firsts: list[int]) -> np.ndarray:
            assert self.network is not None
            words = [self.vocab.strings[int(orths[first])] for first in firsts]
            return self.network.embed(words, self._static(words))

        return self._memory.look_up(orths, make)

    def _static(self, words: list[str]) -> np.ndarray:
        """The words' static vectors, zeros where there is none."""
        assert self.network is not None
        vectors = self.vocab.vectors
        rows = vectors.find(keys=[get_string_id(word.lower()) for word in words])
        found = np.zeros((len(words), self.network.arrays["static"].shape[0]), dtype=np.float32)
        known = rows >= 0
        found[known] = vectors.data[rows[known]]
        return found

    def to_bytes(self, *, exclude: Iterable[str] = ()) -> bytes:
        """The weights and labels as one archive of arrays; half precision is enough for them."""
        if self.network is None:
            raise ValueError("the name recogniser has no weights yet")
        about = {"kinds": self.kinds, "hidden": self.hidden, "dilations": self.network.dilations}
        arrays = self.network.arrays | {"moves": self.moves}
        halved: dict[str, Any] = {n: array.astype(np.float16) for n, array in arrays.items()}
        packed = io.BytesIO()
        np.savez(packed, about=np.frombuffer(json.dumps(about).encode(), np.uint8), **halved)
        return packed.getvalue()

    def from_bytes(self, data: bytes, *, exclude: Iterable[str] = ()) -> "NameRecogniser":
        """Take what `to_bytes` gave."""
        with np.load(io.BytesIO(data), allow_pickle=False) as archive:
            arrays = {name: archive[name] for name in archive.files if name != "about"}
            about = json.loads(archive["about"].tobytes())
        self.begin(arrays, about["dilations"], about["kinds"], about["hidden"])
        return self

    def to_disk(self, path: Path | str, *, exclude: Iterable[str] = ()) -> None:
        """Write the archive into a folder."""
        folder = Path(path)
        folder.mkdir(parents=True, exist_ok=True)
        (folder / "names.npz").write_bytes(self.to_bytes())

    def from_disk(self, path: Path | str, *, exclude: Iterable[str] = ()) -> "NameRecogniser":
        """Read what `to_disk` wrote."""
        return self.from_bytes((Path(path) / "names.npz").read_bytes())


@Language.factory(FACTORY, assigns=["doc.ents", "token.ent_iob", "token.ent_type"])
def make_recogniser(nlp: Language, name: str) -> NameRecogniser:
    """Make the component, without weights, for `nlp.add_pipe` and for loading."""
    return NameRecogniser(nlp.vocab, name)
