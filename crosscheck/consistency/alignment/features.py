"""What a pair of claims has in common, as named numbers between 0 and 1, for all pairs at once.

Weights of words and entities are the story's own: what every sentence says (the story's main names)
says little about which two sentences correspond. A *lag* says how far a pair is from the best pair
of either of its claims with the other's document (0: it is the best); `_min` and `_max` are the
smaller and the larger of a value seen from either claim.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import numpy as np
from scipy import sparse

from crosscheck.consistency.alignment.candidates import (
    Candidates,
    Vectors,
    bags,
    commonest_tags,
    dots,
    unit,
)
from crosscheck.consistency.sides import Row, Side
from crosscheck.consistency.story import Places
from crosscheck.consistency.values import quantities_meet, times_meet
from crosscheck.language.encoder import Encoder
from crosscheck.language.wordnet import WordNet

Columns = dict[str, np.ndarray]

# Two words whose vectors are less alike say different things.
_ALIKE = 0.5
_LINKS = {"synonym": 0.8, "derived": 0.85}
_KINDS = {"title": 0, "caption": 1, "statement": 1, "reported": 2, "quoted": 3}
_BLOCK = 512


@dataclass(frozen=True)
class Pairs:
    """Candidate pairs and the groups in which they compete.

    Attributes:
        i, j: The claims' numbers.
        at: Where the claims stand.
    """

    i: np.ndarray
    j: np.ndarray
    at: Places

    @classmethod
    def of(cls, found: Candidates, at: Places) -> "Pairs":
        """The pairs of some candidates."""
        return cls(found.first, found.second, at)

    def __len__(self) -> int:
        return len(self.i)

    def rivals(self) -> tuple[np.ndarray, np.ndarray]:
        """For either claim of each pair: the group of its pairs with the other's document."""
        document = self.at.document
        return (
            self.i * self.at.documents + document[self.j],
            self.j * self.at.documents + document[self.i],
        )

    def sentences(self) -> tuple[np.ndarray, np.ndarray]:
        """The sentence of either claim of each pair."""
        return self.at.sentence[self.i], self.at.sentence[self.j]


def best_of(values: np.ndarray, groups: np.ndarray) -> np.ndarray:
    """For each row the largest value of its group."""
    _, group = np.unique(groups, return_inverse=True)
    best = np.full(group.max(initial=-1) + 1, -np.inf)
    np.maximum.at(best, group, values)
    return np.asarray(best[group])


def ends(a: np.ndarray, b: np.ndarray, name: str) -> Columns:
    """A value seen from either claim, so that the order of a pair does not matter."""
    return {f"{name}_min": np.minimum(a, b), f"{name}_max": np.maximum(a, b)}


def lags(values: np.ndarray, pairs: Pairs, name: str) -> Columns:
    """How far each pair is from the best pair of either claim."""
    there, back = (best_of(values, groups) - values for groups in pairs.rivals())
    return ends(there, back, f"{name}_lag")


def features(
    story: Sequence[Side], pairs: Pairs, found: Vectors, encoder: Encoder, wordnet: WordNet
) -> Columns:
    """Every feature of every pair by name: one number per pair."""
    if not len(pairs):
        return {}
    meanings = _Meanings(story, pairs.at, found, encoder, wordnet)
    return {
        **_similarity(pairs, found),
        **_covering(pairs, meanings),
        **_shared(story, pairs, found),
        **_wording(story, pairs),
        **_position(pairs, found),
        **_roles(story, pairs),
        **_values(story, pairs),
        **_form(story, pairs),
    }


def _similarity(pairs: Pairs, found: Vectors) -> Columns:
    """Cosines of words and of embeddings, of the claims and of their sentences."""
    i, j = pairs.i, pairs.j
    s, t = pairs.sentences()
    values = {
        "words": dots(found.words, found.words, i, j),
        "context": dots(found.context, found.context, s, t),
        "meaning": dots(found.meaning, found.meaning, i, j),
        "context_meaning": dots(found.context_meaning, found.context_meaning, s, t),
    }
    both = np.mean(list(values.values()), axis=0)
    return {
        **values,
        **lags(values["words"], pairs, "words"),
        **lags(values["context"], pairs, "context"),
        **lags(values["context_meaning"], pairs, "context_meaning"),
        **lags(both, pairs, "both"),
    }


class _Meanings:
    """Which words of a story say what others say, and how much of a text another text says.

    Words are tied by themselves (1), by WordNet, or by the cosine of their static vectors where it
    is high. A text's words are covered by another text as well as its best word covers each: soft
    alignment (Corley & Mihalcea 2005), weighted by how rare the words are in the story.
    """

    def __init__(
        self,
        story: Sequence[Side],
        at: Places,
        found: Vectors,
        encoder: Encoder,
        wordnet: WordNet,
    ) -> None:
        self.columns = {lemma: i for i, lemma in enumerate(sorted(found.weights))}
        self.links = _word_links(story, list(self.columns), encoder, wordnet)
        weights = np.array([found.weights[lemma] for lemma in self.columns], dtype=np.float32)
        claims = bags([side.lemmas for side in story], self.columns)
        sentences = bags([story[k].context for k in at.first_claim], self.columns)
        self.claims = claims.multiply(weights[None, :]).tocsr()
        self.sentences = sentences.multiply(weights[None, :]).tocsr()
        self.mass = np.asarray(self.claims.sum(axis=1)).ravel()
        self.sentence_mass = np.asarray(self.sentences.sum(axis=1)).ravel()
        self.said_by_claim = _max_product(claims, self.links)
        self.said_by_sentence = _max_product(sentences, self.links)


def _word_links(
    story: Sequence[Side], lemmas: Sequence[str], encoder: Encoder, wordnet: WordNet
) -> sparse.csr_array:
    """How far each word says what another says (0–1), a row and a column per lemma."""
    size = max(len(lemmas), 1)
    if not lemmas:
        return sparse.csr_array((size, size), dtype=np.float32)
    tags = commonest_tags(story)
    numbers = np.array([any(c.isdigit() for c in w) or tags[w] == "NUM" for w in lemmas])
    rows = unit(encoder.encode(lemmas))
    rows[numbers] = 0
    blocks = []
    for start in range(0, len(lemmas), _BLOCK):
        block = rows[start : start + _BLOCK] @ rows.T
        blocks.append(sparse.csr_array(np.where(block >= _ALIKE, block, 0)))
    # Names have no synonyms: "may" the month is no word for "can".
    common = [(w, "" if tags[w] == "PROPN" else tags[w]) for w in lemmas]
    tied = sorted({(i, j, _LINKS[kind]) for i, j, kind in wordnet.links(common)})
    links = sparse.vstack(blocks).tocsr().maximum(sparse.eye_array(size, format="csr"))
    for value in sorted(_LINKS.values()):
        places = np.array([(i, j) for i, j, v in tied if v == value]).reshape(-1, 2).T
        tie = sparse.coo_array((np.full(places.shape[1], value), tuple(places)), (size, size))
        links = links.maximum(tie.tocsr())
    return sparse.csr_array(links, dtype=np.float32)


def _max_product(rows: sparse.csr_array, links: sparse.csr_array) -> sparse.csr_array:
    """For each row and word, the strongest link from any word of the row to that word."""
    sizes = np.diff(links.indptr)[rows.indices]
    text = np.repeat(np.repeat(np.arange(rows.shape[0]), np.diff(rows.indptr)), sizes)
    starts = np.repeat(links.indptr[rows.indices], sizes)
    within = np.arange(len(starts)) - np.repeat(np.cumsum(sizes) - sizes, sizes)
    entries = starts + within
    if not len(entries):
        return sparse.csr_array(rows.shape, dtype=np.float32)
    codes = text.astype(np.int64) * links.shape[1] + links.indices[entries]
    order = np.argsort(codes, kind="stable")
    codes = codes[order]
    first = np.flatnonzero(np.concatenate([[True], codes[1:] != codes[:-1]]))
    best = np.maximum.reduceat(links.data[entries][order], first)
    places = np.divmod(codes[first], links.shape[1])
    return sparse.coo_array((best, places), shape=rows.shape).tocsr()


def _covering(pairs: Pairs, m: _Meanings) -> Columns:
    """How much of a claim the other claim or its sentence says, synonyms included."""
    i, j = pairs.i, pairs.j
    s, t = pairs.sentences()
    said = dots(m.claims, m.said_by_claim, i, j), dots(m.claims, m.said_by_claim, j, i)
    near = dots(m.claims, m.said_by_sentence, i, t), dots(m.claims, m.said_by_sentence, j, s)
    wide = (
        dots(m.sentences, m.said_by_sentence, s, t),
        dots(m.sentences, m.said_by_sentence, t, s),
    )
    mass = np.maximum(m.mass, 1e-6)
    whole = np.maximum(m.sentence_mass, 1e-6)
    covered = said[0] / mass[i], said[1] / mass[j]
    around = wide[0] / whole[s], wide[1] / whole[t]
    mutual, mutual_around = _harmonic(*covered), _harmonic(*around)
    least = np.minimum(m.mass[i], m.mass[j])
    weighty = mutual * np.minimum(least / 10, 1)
    pair_of_sentences = s.astype(np.int64) * len(pairs.at.of_sentence) + t
    return {
        **ends(*covered, "said"),
        **ends(near[0] / mass[i], near[1] / mass[j], "said_around"),
        **ends(*around, "sentence_said"),
        "sentence_said_mutually": mutual_around,
        **lags(mutual, pairs, "said"),
        **lags(mutual_around, pairs, "sentence_said"),
        "within_lag": best_of(weighty, pair_of_sentences) - weighty,
        "said_mass": np.minimum(np.minimum(*said) / 40, 1),
        "mass_min": np.minimum(least / 40, 1),
        "mass_max": np.minimum(np.maximum(m.mass[i], m.mass[j]) / 80, 1),
        **ends(
            np.minimum((m.mass[i] - said[0]) / 80, 1),
            np.minimum((m.mass[j] - said[1]) / 80, 1),
            "unsaid",
        ),
    }


def _harmonic(a: np.ndarray, b: np.ndarray) -> np.ndarray:
    return np.asarray(2 * a * b / np.maximum(a + b, 1e-6))


def _shared(story: Sequence[Side], pairs: Pairs, found: Vectors) -> Columns:
    """The words that stand in both claims, and the names that only one of them has."""
    i, j = pairs.i, pairs.j
    lemmas = _Weighted([side.lemmas for side in story], found.weights)
    proper = [
        frozenset(t["lemma"] for t in side.claim["tokens"] if t["pos"] == "PROPN") for side in story
    ]
    names = _Weighted(proper, found.weights)
    fewer = np.minimum(names.mass[i], names.mass[j])
    return {
        "mass": np.minimum(lemmas.shared(i, j) / 20, 1),
        "rarest": np.minimum(_rarest(lemmas, i, j) / 6, 1),
        "names_apart": np.minimum((fewer - names.shared(i, j)) / 20, 1),
    }


class _Weighted:
    """Sets of items as sparse rows, of ones and of the items' weights."""

    def __init__(self, sets: Sequence[frozenset[str]], weights: dict[str, float]) -> None:
        columns = {item: n for n, item in enumerate(sorted(weights))}
        self.ones = bags(sets, columns)
        scale = np.array([weights[item] for item in columns] or [0.0], dtype=np.float32)
        self.rows = self.ones.multiply(scale[None, :]).tocsr()
        self.mass = np.asarray(self.rows.sum(axis=1)).ravel()

    def shared(self, i: np.ndarray, j: np.ndarray) -> np.ndarray:
        """The weight of the items that rows i and j share."""
        return dots(self.rows, self.ones, i, j)


def _rarest(items: _Weighted, i: np.ndarray, j: np.ndarray) -> np.ndarray:
    """The weight of the rarest item that two rows share."""
    out = np.zeros(len(i), dtype=np.float32)
    for start in range(0, len(i), 1 << 16):
        at = slice(start, start + (1 << 16))
        common = items.rows[i[at]].multiply(items.ones[j[at]])
        out[at] = np.asarray(common.max(axis=1).todense()).ravel()
    return out


def _wording(story: Sequence[Side], pairs: Pairs) -> Columns:
    """Runs of the same words, in the claims and in their quotations."""
    runs = _rows_of([_trigrams(side.words) for side in story])
    quoted = [[_bigrams(_quoted_words(q)) for q in side.quotations] for side in story]
    return {
        "trigrams": np.minimum(dots(runs, runs, pairs.i, pairs.j) / 6, 1),
        "quote_shared": _for_both(
            pairs, quoted, lambda p, q: max((_overlap(x, y) for x in p for y in q), default=0.0)
        ),
    }


def _rows_of(sets: Sequence[frozenset[Any]]) -> sparse.csr_array:
    """Sets as sparse rows of ones."""
    return bags(sets, {item: n for n, item in enumerate(sorted(frozenset().union(*sets)))})


def _quoted_words(quotation: Row) -> tuple[str, ...]:
    words = (w.strip(".,;:!?…“”\"'‘’") for w in quotation["text"].lower().split())
    return tuple(word for word in words if word)


def _bigrams(words: Sequence[str]) -> frozenset[tuple[str, ...]]:
    """The bigrams of some words; a single word stands for itself."""
    return frozenset(pairwise(words)) or frozenset((tuple(words),) if words else ())


def _trigrams(words: Sequence[str]) -> frozenset[tuple[str, ...]]:
    return frozenset(zip(words, words[1:], words[2:], strict=False))


def _overlap(a: frozenset[tuple[str, ...]], b: frozenset[tuple[str, ...]]) -> float:
    """What two sets share, over the smaller one."""
    return len(a & b) / min(len(a), len(b)) if a and b else 0.0


def _for_both(
    pairs: Pairs, items: Sequence[Any], value: Callable[[Any, Any], float], otherwise: float = 0.0
) -> np.ndarray:
    """A value for the pairs whose two claims both have something; the others are passed over."""
    has = np.array([bool(item) for item in items])
    out = np.full(len(pairs), otherwise)
    for row in np.flatnonzero(has[pairs.i] & has[pairs.j]):
        out[row] = value(items[pairs.i[row]], items[pairs.j[row]])
    return out


def _position(pairs: Pairs, found: Vectors) -> Columns:
    """Where the two sentences stand in their documents, and whether their neighbours match."""
    s, t = pairs.sentences()
    depth = pairs.at.depth
    return {
        "depth_gap": np.abs(depth[s] - depth[t]),
        "depth": np.maximum(depth[s], depth[t]),
        "neighbours": np.maximum(*(_beside(pairs.at, found, s, t, step) for step in (-1, 1))),
    }


def _beside(at: Places, found: Vectors, s: np.ndarray, t: np.ndarray, step: int) -> np.ndarray:
    """The cosine of the sentences before (or after) two sentences; 0 where there is none."""
    size = len(at.of_sentence)
    out = np.zeros(len(s))
    ok = (s + step >= 0) & (t + step >= 0) & (s + step < size) & (t + step < size)
    for one in (s, t):
        ok[ok] &= at.of_sentence[one[ok] + step] == at.of_sentence[one[ok]]
    out[ok] = dots(found.context, found.context, s[ok] + step, t[ok] + step)
    return out


def _roles(story: Sequence[Side], pairs: Pairs) -> Columns:
    """Do they speak of the same persons and things, and does the same one assert both?"""
    i, j = pairs.i, pairs.j
    fillers = [
        frozenset(a["entity_id"] or a["head"] for a in side.claim["arguments"]) for side in story
    ]
    rows = _rows_of(fillers)
    count = np.array([len(items) for items in fillers])
    speakers = [frozenset(side.speakers) for side in story]
    spoken = _rows_of(speakers)
    spoke = np.array([bool(items) for items in speakers])
    source = _codes([side.claim["source_entity_id"] for side in story])
    return {
        "arguments": dots(rows, rows, i, j) / np.maximum(np.minimum(count[i], count[j]), 1),
        "source": ((source[i] == source[j]) & (source[i] >= 0)).astype(float),
        "speaker": np.where(
            dots(spoken, spoken, i, j) > 0, 1.0, np.where(spoke[i] & spoke[j], 0.0, 0.5)
        ),
    }


def _codes(items: Sequence[str | None]) -> np.ndarray:
    """Numbers that stand for strings; None is -1."""
    known = {item: n for n, item in enumerate(sorted({x for x in items if x is not None}))}
    return np.array([-1 if item is None else known[item] for item in items])


def _values(story: Sequence[Side], pairs: Pairs) -> Columns:
    """Quantities and times that are equal, can be equal, or cannot."""
    quantities = [[q for q in side.quantities if q["kind"] != "ordinal"] for side in story]
    times = [side.times for side in story]
    return {
        "quantity": _for_both(pairs, quantities, _quantity_state, 0.5),
        "time": _for_both(pairs, times, _any_time, 0.5),
    }


def _quantity_state(a: Sequence[Row], b: Sequence[Row]) -> float:
    """1: two quantities of one unit can be equal; 0: none can; 0.5: none has the other's unit."""
    comparable = ((p, q) for p in a for q in b if (p["unit"], p["kind"]) == (q["unit"], q["kind"]))
    meet = [quantities_meet(p, q) for p, q in comparable]
    return float(any(meet)) if meet else 0.5


def _any_time(a: Sequence[Row], b: Sequence[Row]) -> float:
    return float(any(times_meet(s, t) for s in a for t in b))


def _form(story: Sequence[Side], pairs: Pairs) -> Columns:
    """How long the claims are, how much of their sentences they are, and who asserts them."""
    i, j = pairs.i, pairs.j
    words = np.array([len(side.words) for side in story])
    claims = [side.claim for side in story]
    share = np.array(
        [(c["end"] - c["start"]) / (c["sentence_end"] - c["sentence_start"]) for c in claims]
    )
    kind = np.array([_KINDS[c["kind"]] / 3 for c in claims])
    return {
        "length_min": np.minimum(np.minimum(words[i], words[j]) / 20, 1),
        **ends(share[i], share[j], "share"),
        **ends(kind[i], kind[j], "kind"),
    }
