"""The small network that reads words in context, for the components that ship their own weights.

A word is a bag of hashed features (its forms, shape, ends and character n-grams, as in Bojanowski
et al. 2017) and a static vector. All of these depend on the word alone, so what the network makes
of them is computed once for each word and remembered. Dilated convolutions with maxout units read
the words around (Strubell et al. 2017; Goodfellow et al. 2013). The weights come from training/;
here is numpy alone.
"""

import io
import json
import re
from abc import abstractmethod
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any, Self

import numpy as np
from scipy.sparse import csr_array
from spacy.attrs import ORTH
from spacy.pipeline import Pipe
from spacy.strings import get_string_id
from spacy.tokens import Doc
from spacy.vocab import Vocab

BREAK = "\n"
_WORDS_AT_ONCE = 2_000
_KEPT = 40_000
_TABLES, _SCALES = ("rows", "priors"), "_scales"
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


def word_key(word: str) -> int:
    """A word's hash in 32 bits."""
    return int(get_string_id(word)) & 0xFFFFFFFF


def places_of(words: Sequence[str], keys: np.ndarray) -> np.ndarray:
    """Where the words' keys stand among ascending ones; -1 where they do not."""
    wanted = np.array([word_key(word) for word in words], dtype=keys.dtype)
    places = np.minimum(np.searchsorted(keys, wanted), len(keys) - 1)
    return np.where(keys[places] == wanted, places, -1)


def class_rows(words: Sequence[str], keys: np.ndarray, numbers: np.ndarray) -> np.ndarray:
    """The words' classes, 0 where there is none: as written, else in title case, else lower-cased.

    Args:
        words: The words.
        keys: `word_key` of all classed words, ascending, unsigned.
        numbers: Their classes, unsigned, from 1.
    """
    found = np.zeros(len(words), dtype=np.int64)
    for change in (str, str.title, str.lower):
        places = places_of([change(word) for word in words], keys)
        known = (found == 0) & (places >= 0)
        found[known] = numbers[places[known]]
    return found


def prior_rows(words: Sequence[str], keys: np.ndarray, priors: np.ndarray) -> np.ndarray:
    """The lower-cased words' priors, zeros where there is none: (words, dims)."""
    places = places_of([word.lower() for word in words], keys)
    found = np.zeros((len(words), priors.shape[1]), dtype=np.float32)
    found[places >= 0] = priors[places[places >= 0]]
    return found


def normal(states: np.ndarray) -> np.ndarray:
    """Scale each row to a root mean square of 1 (RMSNorm, Zhang & Sennrich 2019)."""
    power = np.einsum("nw,nw->n", states, states) / states.shape[1]
    return states * (1.0 / np.sqrt(power + 1e-6))[:, None]


def quantised(table: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """A table in 8 bits a number, and what to multiply each row by: (rows, 1)."""
    scales = np.maximum(np.abs(table).max(1, keepdims=True) / 127, 1e-8).astype(np.float16)
    scales = np.maximum(scales, np.float16(6e-8))  # the least half number that is not 0
    return np.rint(table / scales.astype(np.float32)).clip(-127, 127).astype(np.int8), scales


def maxout(states: np.ndarray) -> np.ndarray:
    """The larger of each unit's two pieces: (n, 2 w) to (n, w)."""
    width = states.shape[1] // 2
    return np.maximum(states[:, :width], states[:, width:])


class Memory:
    """Rows of numbers under 64-bit keys; when it holds too many, it forgets all."""

    def __init__(self, kept: int = _KEPT) -> None:
        self._kept = kept
        self.forget()

    def __len__(self) -> int:
        return len(self._places)

    def forget(self) -> None:
        """Empty the memory: what computes the rows has changed."""
        self._places: dict[int, int] = {}
        self._rows = np.zeros((0, 0), dtype=np.float32)

    def look_up(self, keys: np.ndarray, make: Callable[[list[int]], np.ndarray]) -> np.ndarray:
        """The keys' rows; `make` computes those of keys not met before, given where each of these
        first occurs among the keys.
        """
        unique, firsts, places = np.unique(keys, return_index=True, return_inverse=True)
        if len(self._places) + len(unique) > self._kept:
            self.forget()
        listed = unique.tolist()
        new = [number for number, key in enumerate(listed) if key not in self._places]
        if new:
            self._add([listed[number] for number in new], make(firsts[new].tolist()))
        return self._rows[np.array([self._places[key] for key in listed])[places]]

    def _add(self, keys: list[int], rows: np.ndarray) -> None:
        used, needed = len(self._places), len(self._places) + len(keys)
        if needed > len(self._rows):
            grown = np.zeros((2 * needed, rows.shape[1]), dtype=np.float32)
            if used:
                grown[:used] = self._rows[:used]
            self._rows = grown
        self._rows[used:needed] = rows
        self._places.update(zip(keys, range(used, needed), strict=True))


class Network:
    """Words to states, from named arrays.

    `rows` (features, width), `static` (columns of the static vectors, width), `mix` (width,
    2 width), for each dilation d `conv…` (3 width, 2 width), with biases; and whatever layers read
    the states (`linear`). Where words of one distribution are classed together (Brown et al. 1992),
    also `classes` (classes + 1, width), whose first row is for unknown words, and which word is of
    which class: `class_keys` (word_key, ascending) and `class_numbers`.
    """

    def __init__(self, arrays: dict[str, np.ndarray], dilations: Sequence[int]) -> None:
        self.arrays = {
            name: array if array.dtype.kind == "u" else array.astype(np.float32)
            for name, array in arrays.items()
        }
        self.dilations = list(dilations)

    @property
    def width(self) -> int:
        """How many numbers a word's embedding has."""
        return self.arrays["rows"].shape[1]

    def linear(self, states: np.ndarray, name: str) -> np.ndarray:
        """Multiply states by the array of that name and add its bias."""
        return states @ self.arrays[name] + self.arrays[f"{name}_bias"]

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
        if "classes" in self.arrays:
            keys, numbers = self.arrays["class_keys"], self.arrays["class_numbers"]
            states = states + self.arrays["classes"][class_rows(words, keys, numbers)]
        if "priors" in self.arrays:
            known = prior_rows(words, self.arrays["prior_keys"], self.arrays["priors"])
            states = states + known @ self.arrays["prior"]
        return states + maxout(self.linear(normal(states), "mix"))

    def read(self, states: np.ndarray, inside: np.ndarray) -> np.ndarray:
        """Read a row of embedded words in context: (words, width) to (words, width).

        Words where `inside` is 0 stand between texts; the widest dilation must not bridge them.
        """
        gate = inside[:, None]
        for number, gap in enumerate(self.dilations):
            padded = np.pad(normal(states) * gate, ((gap, gap), (0, 0)))
            window = np.hstack([padded[: -2 * gap], padded[gap:-gap], padded[2 * gap :]])
            states = states + maxout(self.linear(window, f"conv{number}"))
        return normal(states)


class NetworkPipe(Pipe):
    """A spaCy component whose weights are a `Network`; it can be saved and loaded, not trained.

    A component says what it keeps beside the network's arrays (`about`), takes both (`begin`), and
    marks documents (`_mark`).
    """

    def __init__(self, vocab: Vocab, name: str) -> None:
        self.vocab, self.name = vocab, name
        self.network: Network | None = None
        self._memory = Memory()

    @abstractmethod
    def about(self) -> dict[str, Any]:
        """What `begin` takes beside the arrays, as JSON can hold it."""

    @abstractmethod
    def begin(self, arrays: dict[str, np.ndarray], *args: Any, **about: Any) -> None:
        """Take trained weights and what `about` gives."""

    @abstractmethod
    def _mark(self, docs: list[Doc]) -> None:
        """Annotate documents, at least one, in place."""

    def _take(self, network: Network) -> None:
        self.network = network
        self._memory.forget()

    def _weights(self) -> Network:
        if self.network is None:
            raise ValueError(f"the component {self.name} has no weights: load it, or call begin()")
        return self.network

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
        if batch:
            self._mark(batch)
        yield from batch

    def _row(self, docs: list[Doc]) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
        """Lay documents in one row, gaps after them: the words' hashes (0 in a gap), where each
        document begins, and 1 for words.
        """
        gap = max(self._weights().dilations)
        blank = np.zeros(gap, dtype=np.uint64)
        orths = np.concatenate([part for doc in docs for part in (doc.to_array(ORTH), blank)])
        sizes = np.array([len(doc) + gap for doc in docs])
        return orths, np.cumsum(sizes) - sizes, (orths > 0).astype(np.float32)

    def _legible(self, orths: np.ndarray) -> np.ndarray:
        """Which words of a row the network reads: all but white space that ends no line, such as
        one space too many or one that does not break.
        """
        unique, places = np.unique(orths, return_inverse=True)
        strings = [self.vocab.strings[int(orth)] for orth in unique]
        return np.array([not s.isspace() or "\n" in s for s in strings])[places]

    def _embedded(self, orths: np.ndarray) -> np.ndarray:
        """Embed the words that the hashes stand for."""
        network = self._weights()

        def make(firsts: list[int]) -> np.ndarray:
            words = [self.vocab.strings[int(orths[first])] for first in firsts]
            return network.embed(words, self._static(words))

        return self._memory.look_up(orths, make)

    def _static(self, words: list[str]) -> np.ndarray:
        """The words' static vectors, zeros where there is none."""
        vectors = self.vocab.vectors
        rows = vectors.find(keys=[get_string_id(word.lower()) for word in words])
        size = self._weights().arrays["static"].shape[0]
        found = np.zeros((len(words), size), dtype=np.float32)
        known = rows >= 0
        found[known] = vectors.data[rows[known]]
        return found

    def to_bytes(self, *, exclude: Iterable[str] = ()) -> bytes:
        """The weights and labels as one archive of arrays: half precision is enough for them, and
        8 bits a number for tables of features and words, with a scale for each row.
        """
        network = self._weights()
        about = self.about() | {"dilations": network.dilations}
        packed: dict[str, Any] = {}
        for name, array in self._arrays():
            if name in _TABLES:
                packed[name], packed[name + _SCALES] = quantised(array)
            else:
                packed[name] = array if array.dtype.kind == "u" else array.astype(np.float16)
        noted = np.frombuffer(json.dumps(about).encode(), np.uint8)
        archive = io.BytesIO()
        np.savez_compressed(archive, about=noted, **packed)
        return archive.getvalue()

    def _arrays(self) -> Iterable[tuple[str, np.ndarray]]:
        return self._weights().arrays.items()

    def from_bytes(self, data: bytes, *, exclude: Iterable[str] = ()) -> Self:
        """Take what `to_bytes` gave."""
        with np.load(io.BytesIO(data), allow_pickle=False) as archive:
            arrays = {name: archive[name] for name in archive.files if name != "about"}
            about = json.loads(archive["about"].tobytes())
        for name in _TABLES:
            if name + _SCALES in arrays:
                arrays[name] = arrays[name] * arrays.pop(name + _SCALES).astype(np.float32)
        self.begin(arrays, **about)
        return self

    def to_disk(self, path: Path | str, *, exclude: Iterable[str] = ()) -> None:
        """Write the archive into a folder."""
        folder = Path(path)
        folder.mkdir(parents=True, exist_ok=True)
        (folder / "weights.npz").write_bytes(self.to_bytes())

    def from_disk(self, path: Path | str, *, exclude: Iterable[str] = ()) -> Self:
        """Read what `to_disk` wrote."""
        return self.from_bytes((Path(path) / "weights.npz").read_bytes())
