"""A story's claims as a whole: where each stands in which document, and how rare its words are."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from crosscheck.consistency.sides import Side, document_frequency

# How many sentences tell what a document is about.
_LEAD = 5


@dataclass(frozen=True)
class Places:
    """Where a story's claims stand, as numbers.

    Attributes:
        document: Claim → number of its document, in the order of the doc_ids.
        sentence: Claim → number of its sentence; sentences of one document follow each other.
        of_sentence: Sentence → number of its document.
        first_claim: Sentence → its first claim.
    """

    document: np.ndarray
    sentence: np.ndarray
    of_sentence: np.ndarray
    first_claim: np.ndarray

    @cached_property
    def documents(self) -> int:
        """How many documents there are."""
        return int(self.document.max()) + 1

    @cached_property
    def leading(self) -> np.ndarray:
        """Claim → does it stand in its document's title or first sentences, where the news is?"""
        first = np.searchsorted(self.of_sentence, self.document)
        return np.asarray(self.sentence - first < _LEAD)

    @cached_property
    def depth(self) -> np.ndarray:
        """Sentence → its place in its document, from 0 to below 1."""
        sizes = np.bincount(self.of_sentence)
        first = np.concatenate([[0], np.cumsum(sizes)[:-1]])
        numbers = np.arange(len(self.of_sentence)) - first[self.of_sentence]
        return np.asarray(numbers / sizes[self.of_sentence])


def places(story: Sequence[Side]) -> Places:
    """Number a story's documents and sentences."""
    documents = {d: n for n, d in enumerate(sorted({side.claim["doc_id"] for side in story}))}
    keys = [(documents[side.claim["doc_id"]], side.claim["sentence_start"]) for side in story]
    numbers = {key: n for n, key in enumerate(sorted(set(keys)))}
    sentence = np.array([numbers[key] for key in keys])
    return Places(
        document=np.array([document for document, _ in keys]),
        sentence=sentence,
        of_sentence=np.array([document for document, _ in numbers]),
        first_claim=np.unique(sentence, return_index=True)[1],
    )


def in_order(story: Sequence[Side], i: int, j: int) -> tuple[int, int]:
    """Two claims, the one whose document sorts first first."""
    return (i, j) if story[i].claim["doc_id"] < story[j].claim["doc_id"] else (j, i)


def inverse_frequency(sets: Sequence[frozenset[str]]) -> dict[str, float]:
    """Inverse sentence frequency within the story (Spärck Jones 1972), smoothed."""
    counts = document_frequency(sets)
    return {item: math.log((1 + len(sets)) / (0.5 + n)) for item, n in counts.items()}


def in_common(a: Side, b: Side, weights: Mapping[str, float]) -> tuple[bool, float]:
    """How much two sentences have in common; a title is the last resort."""
    title = "title" in (a.claim["kind"], b.claim["kind"])
    return not title, sum(weights[lemma] for lemma in sorted(a.context & b.context))
