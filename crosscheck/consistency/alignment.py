"""Which claims of different documents speak of the same fact, event or utterance.

Candidates come from blocking (shared rare words, nearest static embeddings, shared quotations and
quantities); each is scored by a small fitted model over named features, so that every score can be
taken apart. Weights of words and entities are the story's own: what every sentence says (the
story's main names) says little about which two sentences correspond.
"""

import math
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import combinations, pairwise
from typing import NamedTuple

import numpy as np

from crosscheck.consistency.comparers.quote import altered
from crosscheck.consistency.model import AlignmentModel
from crosscheck.consistency.sides import Row, Side, document_frequency
from crosscheck.consistency.utterances import Limits, Utterance, Word
from crosscheck.consistency.values import times_meet
from crosscheck.language.encoder import Encoder
from crosscheck.language.wordnet import WordNet


class Pair(NamedTuple):
    """Two aligned claims, as indices into the story's sides; `a`'s document sorts first."""

    a: int
    b: int
    score: float
    blocked_by: tuple[str, ...]
    features: dict[str, float]


@dataclass(frozen=True)
class Similarities:
    """Square matrices over a story's claims: row and column are claims, values are cosines."""

    words: np.ndarray
    context: np.ndarray
    meaning: np.ndarray
    context_meaning: np.ndarray

    @cached_property
    def both(self) -> np.ndarray:
        """The mean of the four: the surest single measure of correspondence."""
        return (self.words + self.context + self.meaning + self.context_meaning) / 4


def similarities(story: Sequence[Side], encoder: Encoder) -> Similarities:
    """Lexical and embedding cosines between all claims of a story, and between their sentences."""
    contexts = [side.context for side in story]
    weights = _weights(contexts)
    sentences = [_sentence_text(side) for side in story]
    return Similarities(
        words=_cosines(_bags([side.lemmas for side in story], weights)),
        context=_cosines(_bags(contexts, weights)),
        meaning=_cosines(encoder.encode([side.text for side in story])),
        context_meaning=_cosines(encoder.encode(sentences)),
    )


def _sentence_text(side: Side) -> str:
    return str(side.document["raw_text"][side.claim["sentence_start"] : side.claim["sentence_end"]])


def _weights(sets: Sequence[frozenset[str]]) -> dict[str, float]:
    """Inverse sentence frequency within the story (Spärck Jones 1972), smoothed."""
    counts = document_frequency(sets)
    return {item: math.log((1 + len(sets)) / (0.5 + n)) for item, n in counts.items()}


def _bags(sets: Sequence[frozenset[str]], weights: dict[str, float]) -> np.ndarray:
    columns = {item: i for i, item in enumerate(sorted(weights))}
    bags = np.zeros((len(sets), max(len(columns), 1)), dtype=np.float32)
    for row, items in enumerate(sets):
        for item in items:
            bags[row, columns[item]] = weights[item]
    return bags


def _cosines(vectors: np.ndarray) -> np.ndarray:
    norms = np.linalg.norm(vectors, axis=1, keepdims=True)
    unit = vectors / np.where(norms > 0, norms, 1)
    return unit @ unit.T


def candidates(
    story: Sequence[Side], found: Similarities, *, neighbours: int
) -> dict[tuple[int, int], set[str]]:
    """Pairs of claims worth scoring, with what made them so.

    For every claim and every other document: the `neighbours` claims nearest by words and by
    meaning; and every two claims that share an item that is rare in the story.
    """
    pairs: dict[tuple[int, int], set[str]] = defaultdict(set)
    documents = _rows_by_document(story)
    for name, matrix in (
        ("words", found.words),
        ("context", found.context),
        ("meaning", found.meaning),
    ):
        for i, side in enumerate(story):
            for doc_id, rows in documents.items():
                if doc_id == side.claim["doc_id"]:
                    continue
                nearest = rows[np.argsort(-matrix[i, rows], kind="stable")[:neighbours]]
                for j in nearest[matrix[i, nearest] > 0]:
                    pairs[_ordered(story, i, int(j))].add(name)
    for name, keys in (("quantity", _quantity_keys), ("quotation", _quotation_keys)):
        holders: dict[object, list[int]] = defaultdict(list)
        for i, side in enumerate(story):
            for key in sorted(keys(side), key=repr):
                holders[key].append(i)
        for rows_of_key in holders.values():
            for i, j in _rare_pairs(story, rows_of_key):
                pairs[_ordered(story, i, j)].add(name)
    return pairs


_RARE = 12


def altered_quotations(
    story: Sequence[Side], wordnet: WordNet, limits: Limits
) -> set[tuple[int, int]]:
    """Pairs of claims that hold one utterance in different words, as closely cut as there are.

    The utterance itself ties them, however little else they share. Where no word of it is the same
    ("big day", "large day"), claims with a name or a speaker in common must hold the two phrases
    somewhere in the two documents.
    """
    holders = _holders(story)
    found: set[tuple[int, int]] = set()
    phrases: dict[tuple[object, ...], list[tuple[int, int]]] = defaultdict(list)
    for p, q in combinations(holders, 2):
        documents = _document(story, holders[p]), _document(story, holders[q])
        if documents[0] == documents[1]:
            continue
        for alteration in altered(p, q, wordnet, limits):
            i = _closest(story, holders[p], alteration.a, alteration.a_places)
            j = _closest(story, holders[q], alteration.b, alteration.b_places)
            if i is None or j is None:
                continue
            if alteration.weight:
                found.add(_ordered(story, i, j))
            else:
                words = [tuple(w.form for w in side) for side in (alteration.a, alteration.b)]
                key = tuple(sorted(zip(documents, words, strict=True)))
                phrases[key].append(_ordered(story, i, j))
    for pairs in phrases.values():
        if any(_names(story[i]) & _names(story[j]) for i, j in pairs):
            found.update(pairs)
    return found


def _names(side: Side) -> frozenset[str]:
    """The entities that a claim names, or that speak in it."""
    return frozenset(side.entities) | frozenset(side.speakers)


def _holders(story: Sequence[Side]) -> dict[Utterance, list[int]]:
    """The claims that hold a part of each utterance, the shortest first."""
    holders: dict[Utterance, list[int]] = defaultdict(list)
    for i, side in enumerate(story):
        for utterance in side.utterances:
            holders[utterance].append(i)
    for rows in holders.values():
        rows.sort(key=lambda i: len(story[i].text))
    return dict(holders)


def _document(story: Sequence[Side], rows: Sequence[int]) -> str:
    return str(story[rows[0]].claim["doc_id"])


def _closest(
    story: Sequence[Side], rows: Sequence[int], words: Sequence[Word], places: Sequence[int]
) -> int | None:
    """The shortest claim that has all of some words, or else the place where they would stand."""
    spans = [(words[0].start, words[-1].end)] if words else []
    spans += [(place, place + 1) for place in places]
    for start, end in spans:
        for i in rows:
            first, last = story[i].reach
            if first <= start and end <= last:
                return i
    return None


def _rare_pairs(story: Sequence[Side], rows: Sequence[int]) -> Iterable[tuple[int, int]]:
    if len(rows) > _RARE:
        return
    for k, i in enumerate(rows):
        for j in rows[k + 1 :]:
            if story[i].claim["doc_id"] != story[j].claim["doc_id"]:
                yield i, j


def _quantity_keys(side: Side) -> set[object]:
    return {(q["unit"], q["low"], q["high"]) for q in side.quantities if q["kind"] != "ordinal"}


def _quotation_keys(side: Side) -> set[object]:
    keys: set[object] = set()
    for quotation in side.quotations:
        words = [w.strip(".,;:!?…").lower() for w in quotation["text"].split()]
        keys |= set(zip(words, words[1:], words[2:], strict=False)) or {tuple(words)}
    return keys


def _rows_by_document(story: Sequence[Side]) -> dict[str, np.ndarray]:
    rows: dict[str, list[int]] = defaultdict(list)
    for i, side in enumerate(story):
        rows[side.claim["doc_id"]].append(i)
    return {doc_id: np.array(found) for doc_id, found in sorted(rows.items())}


def _ordered(story: Sequence[Side], i: int, j: int) -> tuple[int, int]:
    return (i, j) if story[i].claim["doc_id"] < story[j].claim["doc_id"] else (j, i)


class Features:
    """The features of candidate pairs of one story; see `names` for what the model may use."""

    def __init__(self, story: Sequence[Side], found: Similarities) -> None:
        self.story = story
        self.found = found
        self.word_weights = _weights([side.context for side in story])
        self.entity_weights = _weights([frozenset(side.entities) for side in story])
        self.documents = _rows_by_document(story)
        self.places, self.first_of = _places(story)
        self.masses = [sum(self.word_weights[w] for w in sorted(side.lemmas)) for side in story]
        self.bigrams = [_ngrams(side.words) for side in story]
        self.quoted = [[_ngrams(_quoted_words(q)) for q in side.quotations] for side in story]

    def of(self, i: int, j: int) -> dict[str, float]:
        """Every feature of the pair (i, j) by name; all lie between 0 and 1."""
        a, b = self.story[i], self.story[j]
        return {
            **self._similarity(i, j),
            **self._ranks(i, j),
            **self._shared(i, j),
            **self._wording(i, j),
            **self._position(i, j),
            **_roles(a, b),
            **_values(a, b),
            **_form(a, b),
        }

    def _similarity(self, i: int, j: int) -> dict[str, float]:
        found = self.found
        return {
            "words": float(found.words[i, j]),
            "context": float(found.context[i, j]),
            "meaning": float(found.meaning[i, j]),
            "context_meaning": float(found.context_meaning[i, j]),
        }

    def _ranks(self, i: int, j: int) -> dict[str, float]:
        """How far either claim is from being the other's best match in its document (0: it is)."""
        ranks = {}
        for name, matrix in (
            ("words", self.found.words),
            ("context", self.found.context),
            ("meaning", self.found.context_meaning),
            ("both", self.found.both),
        ):
            there = self._lag(matrix, i, j)
            back = self._lag(matrix, j, i)
            ranks[f"{name}_lag"] = max(there, back)
            ranks[f"{name}_lag_min"] = min(there, back)
        return ranks

    def _lag(self, matrix: np.ndarray, i: int, j: int) -> float:
        rows = self.documents[self.story[j].claim["doc_id"]]
        return float(matrix[i, rows].max() - matrix[i, j])

    def _shared(self, i: int, j: int) -> dict[str, float]:
        a, b = self.story[i], self.story[j]
        shared = [self.word_weights[w] for w in sorted(a.lemmas & b.lemmas)]
        mass, smaller = sum(shared), min(self.masses[i], self.masses[j])
        entities = a.entities.keys() & b.entities.keys()
        return {
            "contained": mass / smaller if smaller > 0 else 0.0,
            "mass": min(mass / 20, 1.0),
            "rarest": min(max(shared, default=0.0) / 6, 1.0),
            "entity_mass": min(sum(self.entity_weights[e] for e in sorted(entities)) / 6, 1.0),
            "entities_contained": len(entities) / max(min(len(a.entities), len(b.entities)), 1),
            "entities_apart": float(bool(a.entities) and bool(b.entities) and not entities),
        }

    def _position(self, i: int, j: int) -> dict[str, float]:
        """Where the two sentences stand in their documents, and whether their neighbours match."""
        (doc_a, m, size_a), (doc_b, n, size_b) = self.places[i], self.places[j]
        near = [
            float(self.found.context[self.first_of[doc_a, m + k], self.first_of[doc_b, n + k]])
            for k in (-1, 1)
            if (doc_a, m + k) in self.first_of and (doc_b, n + k) in self.first_of
        ]
        depths = m / size_a, n / size_b
        return {
            "depth_gap": abs(depths[0] - depths[1]),
            "depth": max(depths),
            "neighbours": max(near, default=0.0),
        }

    def _wording(self, i: int, j: int) -> dict[str, float]:
        quoted = [_overlap(p, q) for p in self.quoted[i] for q in self.quoted[j]]
        return {
            "quote_shared": max(quoted, default=0.0),
            "bigrams": _overlap(self.bigrams[i], self.bigrams[j]),
        }


def _places(
    story: Sequence[Side],
) -> tuple[list[tuple[str, int, int]], dict[tuple[str, int], int]]:
    """For each claim its document, its sentence's number and their count; a claim per sentence."""
    starts: dict[str, list[int]] = defaultdict(list)
    for side in story:
        starts[side.claim["doc_id"]].append(side.claim["sentence_start"])
    numbers = {
        doc: {s: n for n, s in enumerate(sorted(set(found)))} for doc, found in starts.items()
    }
    places: list[tuple[str, int, int]] = []
    first_of: dict[tuple[str, int], int] = {}
    for i, side in enumerate(story):
        doc_id = side.claim["doc_id"]
        number = numbers[doc_id][side.claim["sentence_start"]]
        places.append((doc_id, number, len(numbers[doc_id])))
        first_of.setdefault((doc_id, number), i)
    return places, first_of


def _same_filler(a: Side, b: Side, role: str) -> float:
    first, second = a.argument(role), b.argument(role)
    if first is None or second is None:
        return 0.5
    if first["entity_id"] and second["entity_id"]:
        return float(first["entity_id"] == second["entity_id"])
    return float(first["head"] == second["head"])


def _roles(a: Side, b: Side) -> dict[str, float]:
    return {
        "subject": _same_filler(a, b, "subject"),
        "object": _same_filler(a, b, "object"),
        "predicate": float(a.claim["predicate"] == b.claim["predicate"]),
        "predicate_inside": float(
            a.claim["predicate"] in b.context and b.claim["predicate"] in a.context
        ),
        "source": float(
            a.claim["source_entity_id"] is not None
            and a.claim["source_entity_id"] == b.claim["source_entity_id"]
        ),
    }


def _values(a: Side, b: Side) -> dict[str, float]:
    quantities = [
        (p, q)
        for p in a.quantities
        for q in b.quantities
        if p["unit"] == q["unit"] and p["kind"] == q["kind"] != "ordinal"
    ]
    return {
        "quantity_shared": float(
            any((p["low"], p["high"]) == (q["low"], q["high"]) for p, q in quantities)
        ),
        "quantity_comparable": float(bool(quantities)),
        "time_shared": float(any(times_meet(s, t) for s in a.times for t in b.times)),
    }


def _quoted_words(quotation: Row) -> tuple[str, ...]:
    words = (w.strip(".,;:!?…“”\"'‘’") for w in quotation["text"].lower().split())
    return tuple(word for word in words if word)


def _ngrams(words: Sequence[str]) -> frozenset[tuple[str, ...]]:
    """The bigrams of some words; a single word stands for itself."""
    return frozenset(pairwise(words)) or frozenset((tuple(words),) if words else ())


def _overlap(a: frozenset[tuple[str, ...]], b: frozenset[tuple[str, ...]]) -> float:
    """What two sets share, over the smaller one."""
    return len(a & b) / min(len(a), len(b)) if a and b else 0.0


def _form(a: Side, b: Side) -> dict[str, float]:
    sizes = sorted((len(a.words), len(b.words)))
    return {
        "length_ratio": sizes[0] / max(sizes[1], 1),
        "length_min": min(sizes[0] / 20, 1.0),
        "title": float("title" in (a.claim["kind"], b.claim["kind"])),
    }


def align(
    story: Sequence[Side],
    *,
    encoder: Encoder,
    model: AlignmentModel,
    wordnet: WordNet,
    limits: Limits,
    threshold: float,
    neighbours: int,
) -> list[Pair]:
    """The pairs of a story's claims that the model takes for corresponding, sorted by claims.

    Args:
        story: The claims of one story.
        encoder: Turns texts into vectors.
        model: Turns features into a probability.
        wordnet: Knows which words can replace each other.
        limits: When two quotations are one speech.
        threshold: Least probability of a pair.
        neighbours: How many nearest claims per other document become candidates.
    """
    if len({side.claim["doc_id"] for side in story}) < 2:
        return []
    found = similarities(story, encoder)
    blocked = candidates(story, found, neighbours=neighbours)
    tied = altered_quotations(story, wordnet, limits)
    for key in tied:
        blocked[key].add("altered quotation")
    keys = sorted(blocked)
    features = Features(story, found)
    rows = [features.of(i, j) for i, j in keys]
    scores = model.scores(rows)
    return [
        Pair(i, j, max(score, threshold), tuple(sorted(blocked[i, j])), row)
        for (i, j), row, score in zip(keys, rows, scores, strict=True)
        if score >= threshold or (i, j) in tied
    ]
