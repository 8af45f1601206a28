"""Which pairs of a story's claims are worth scoring: blocking by words, meaning and values.

All rows of a matrix stand for the story's claims (or its sentences) in order. No matrix over all
pairs is ever held: similarities are taken block by block of two documents, or gathered for pairs.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Any, NamedTuple

import numpy as np
from scipy import sparse

from crosscheck.consistency.sides import Side
from crosscheck.consistency.story import Places, inverse_frequency
from crosscheck.language.encoder import Encoder

# Why two claims became candidates; a pair's reasons are a set of bits in this order.
REASONS = (
    "words",
    "context",
    "meaning",
    "quantity",
    "quotation",
    "altered quotation",
    "denied deed",
    "figure",
    "office",
    "date",
    "spelling",
    "certainty",
    "property",
    "thing",
)
# What ties two claims however little else they share → the type of conflict that it leads to.
TIES = {
    "altered quotation": "quote",
    "denied deed": "polarity",
    "figure": "quantity",
    "office": "entity",
    "date": "time",
    "spelling": "entity",
    "certainty": "scope",
    "property": "quantity",
    "thing": "entity",
}
# Values that more claims than this share tie nothing together.
_RARE = 12
# In a story of many documents, a claim has so many times `neighbours` candidates at most by each
# similarity: pairs then grow with the claims, not with their square.
_SPREAD = 12
# Pairs that are compared at once: bounds the memory.
_CHUNK = 1 << 16


@dataclass(frozen=True)
class Vectors:
    """Rows of unit length: bags of weighted lemmas (sparse) and embeddings (dense).

    Attributes:
        weights: Lemma → its inverse sentence frequency within the story.
        words, meaning: One row per claim.
        context, context_meaning: One row per sentence.
    """

    weights: dict[str, float]
    words: sparse.csr_array
    meaning: np.ndarray
    context: sparse.csr_array
    context_meaning: np.ndarray


def vectors(story: Sequence[Side], at: Places, encoder: Encoder) -> Vectors:
    """Bags of words and embeddings of a story's claims and sentences."""
    weights = inverse_frequency([side.context for side in story])
    columns = {lemma: i for i, lemma in enumerate(sorted(weights))}
    scale = np.array([weights[lemma] for lemma in columns], dtype=np.float32)
    first = [story[i] for i in at.first_claim]
    return Vectors(
        weights=weights,
        words=_unit_bags([side.lemmas for side in story], columns, scale),
        meaning=unit(encoder.encode([side.text for side in story])),
        context=_unit_bags([side.context for side in first], columns, scale),
        context_meaning=unit(encoder.encode([_sentence_text(side) for side in first])),
    )


def bags(sets: Sequence[Iterable[Any]], columns: Mapping[Any, int]) -> sparse.csr_array:
    """A row of ones and zeros per set, a column per item; unknown items are left out."""
    found = [sorted(columns[item] for item in items if item in columns) for items in sets]
    starts = np.concatenate([[0], np.cumsum([len(row) for row in found])]).astype(np.int64)
    items = np.array([column for row in found for column in row], dtype=np.int64)
    ones = np.ones(len(items), dtype=np.float32)
    return sparse.csr_array((ones, items, starts), shape=(len(found), max(len(columns), 1)))


def _unit_bags(
    sets: Sequence[frozenset[str]], columns: dict[str, int], scale: np.ndarray
) -> sparse.csr_array:
    rows = bags(sets, columns)
    rows.data = scale[rows.indices] if len(scale) else rows.data
    norms = np.sqrt(np.asarray(rows.multiply(rows).sum(axis=1)).ravel())
    rows.data /= np.repeat(norms, np.diff(rows.indptr))
    return rows


def unit(rows: np.ndarray) -> np.ndarray:
    """Rows scaled to length 1; rows of zeros stay."""
    norms = np.linalg.norm(rows, axis=1, keepdims=True)
    return np.asarray(rows / np.where(norms > 0, norms, 1), dtype=np.float32)


def _sentence_text(side: Side) -> str:
    return str(side.document["raw_text"][side.claim["sentence_start"] : side.claim["sentence_end"]])


def dots(
    first: sparse.csr_array | np.ndarray,
    second: sparse.csr_array | np.ndarray,
    i: np.ndarray,
    j: np.ndarray,
) -> np.ndarray:
    """The inner product of row i[k] of one matrix and row j[k] of another, for every k."""
    out = np.zeros(len(i), dtype=np.float32)
    for start in range(0, len(i), _CHUNK):
        at = slice(start, start + _CHUNK)
        a, b = first[i[at]], second[j[at]]
        if isinstance(a, np.ndarray):
            out[at] = np.einsum("ij,ij->i", a, b)
        else:
            out[at] = np.asarray(a.multiply(b).sum(axis=1)).ravel()
    return out


class Candidates(NamedTuple):
    """Pairs of claims of different documents, sorted; the first one's document sorts first.

    Attributes:
        first, second: The claims' numbers.
        reasons: What made each pair a candidate: bits in the order of REASONS.
    """

    first: np.ndarray
    second: np.ndarray
    reasons: np.ndarray

    def blocked_by(self, row: int) -> tuple[str, ...]:
        """The names of a pair's reasons, sorted."""
        bits = int(self.reasons[row])
        return tuple(sorted(name for n, name in enumerate(REASONS) if bits >> n & 1))


def candidates(
    story: Sequence[Side],
    at: Places,
    found: Vectors,
    tied: Mapping[str, Iterable[tuple[int, int]]],
    *,
    neighbours: int,
) -> Candidates:
    """Pairs of claims worth scoring, with what made them so.

    For every claim and every other document: the `neighbours` claims nearest by words, by their
    sentences' words and by meaning; and every two claims that share a value or a run of quoted
    words that is rare in the story; and the pairs that are tied, by what ties them.
    """
    pairs: dict[str, list[np.ndarray]] = {name: [] for name in REASONS}
    for name, rows in _nearest(at, found, neighbours):
        pairs[name].append(rows)
    for name, keys in (("quantity", _quantity_keys), ("quotation", _quotation_keys)):
        pairs[name].append(_sharing(story, keys))
    for name in TIES:
        pairs[name].append(_rows(tied.get(name, ())))
    return _merged(at, [np.concatenate(pairs[name]) for name in REASONS])


def _merged(at: Places, by_reason: Sequence[np.ndarray]) -> Candidates:
    """Put every pair's documents in order, and join the reasons of one pair."""
    size = len(at.document)
    codes: list[np.ndarray] = []
    for rows in by_reason:
        i, j = rows.T
        swap = at.document[i] > at.document[j]
        codes.append(np.where(swap, j, i) * size + np.where(swap, i, j))
    every = np.unique(np.concatenate(codes))
    reasons = np.zeros(len(every), dtype=np.int64)
    for bit, found in enumerate(codes):
        reasons[np.searchsorted(every, found)] |= 1 << bit
    return Candidates(every // size, every % size, reasons)


def _nearest(at: Places, found: Vectors, neighbours: int) -> Iterator[tuple[str, np.ndarray]]:
    """For every claim, its nearest claims of each other document; see `candidates`."""
    rows = [np.flatnonzero(at.document == n) for n in range(at.documents)]
    for i in rows:
        sentence = at.sentence[i]
        blocks = {
            "words": (found.words[i] @ found.words.T).toarray(),
            "context": (found.context[sentence] @ found.context.T).toarray()[:, at.sentence],
            "meaning": found.meaning[i] @ found.meaning.T,
        }
        for name, block in blocks.items():
            yield name, _nearest_of(i, block, [j for j in rows if j[0] != i[0]], neighbours)


def _nearest_of(
    i: np.ndarray, block: np.ndarray, others: Sequence[np.ndarray], neighbours: int
) -> np.ndarray:
    """(claim, neighbour) rows: for each claim its nearest of each other document, then of all."""
    chosen = np.concatenate(
        [j[np.argsort(-block[:, j], axis=1, kind="stable")[:, :neighbours]] for j in others],
        axis=1,
    )
    values = np.take_along_axis(block, chosen, axis=1)
    most = neighbours * _SPREAD
    if chosen.shape[1] > most:
        best = np.argsort(-values, axis=1, kind="stable")[:, :most]
        chosen = np.take_along_axis(chosen, best, axis=1)
        values = np.take_along_axis(values, best, axis=1)
    claims = np.broadcast_to(i[:, None], chosen.shape)
    return np.stack([claims[values > 0], chosen[values > 0]], axis=1)


def _sharing(story: Sequence[Side], keys: Callable[[Side], set[object]]) -> np.ndarray:
    """Claims of different documents that share a key that few claims have."""
    holders: dict[object, list[int]] = defaultdict(list)
    for i, side in enumerate(story):
        for key in keys(side):
            holders[key].append(i)
    return _rows(
        (i, j)
        for claims in holders.values()
        if len(claims) <= _RARE
        for i, j in combinations(claims, 2)
        if story[i].claim["doc_id"] != story[j].claim["doc_id"]
    )


def _rows(pairs: Iterable[tuple[int, int]]) -> np.ndarray:
    return np.array(sorted(set(pairs)), dtype=np.int64).reshape(-1, 2)


def _quantity_keys(side: Side) -> set[object]:
    return {(q["unit"], q["low"], q["high"]) for q in side.quantities if q["kind"] != "ordinal"}


def _quotation_keys(side: Side) -> set[object]:
    keys: set[object] = set()
    for quotation in side.quotations:
        words = [w.strip(".,;:!?…").lower() for w in quotation["text"].split()]
        keys |= set(zip(words, words[1:], words[2:], strict=False)) or {tuple(words)}
    return keys


def commonest_tags(story: Sequence[Side]) -> dict[str, str]:
    """Lemma → the part of speech that it has most often in a story's claims."""
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    for side in story:
        for token in side.claim["tokens"]:
            counts[token["lemma"]][token["pos"]] += 1
    return {
        lemma: min(found, key=lambda pos: (-found[pos], pos)) for lemma, found in counts.items()
    }
