"""The stretches that two utterances have in common, whatever stands around and between them.

Two utterances are aligned locally, word by word (Smith and Waterman 1981, with affine gaps: Gotoh
1982), so that each may begin and end elsewhere and leave passages out, and one may hold several
stretches of the other.
"""

from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

import numpy as np

from crosscheck.consistency.utterances.spoken_words import is_odd, one_word, stem
from crosscheck.consistency.utterances.utterance import Utterance

# The alignment's scores: a content word outweighs a function word; a long gap is hardly dearer
# than a short one, because what is left out is left out at once.
_CONTENT_MATCH, _FUNCTION_MATCH, _STEM_MATCH, _MISMATCH = 2.0, 1.0, 1.0, -1.0
_OPEN, _EXTEND = 1.0, 0.25
_LEAST_SCORE = 2.5


class Stretch(NamedTuple):
    """A part of two utterances that aligns.

    Attributes:
        matches: Positions of the words that match exactly, in order.
        telling: How many of them are telling words.
        weight: What all matches weigh, those of stems included: the evidence for one speech.
        share: Which part matches, of the words that either has from the first match to the last;
            passages left out at a break or an omission mark do not count.
    """

    matches: tuple[tuple[int, int], ...]
    telling: int
    weight: float
    share: float


@lru_cache(maxsize=65_536)
def stretches(p: Utterance, q: Utterance) -> tuple[Stretch, ...]:
    """The parts of two utterances that align, the best first; none overlaps another."""
    if not p.words or not q.words:
        return ()
    scores, equal = _score_matrix(p, q)
    found: list[Stretch] = []
    while True:
        score, path = _best_path(scores)
        if score < _LEAST_SCORE:
            return tuple(found)
        found.append(_stretch(p, q, scores, equal, path))
        for i, j in path:
            scores[i, :] = scores[:, j] = -10.0


def _score_matrix(p: Utterance, q: Utterance) -> tuple[np.ndarray, np.ndarray]:
    """For each word of p and each of q how well they match, and whether they are one word."""
    first, second = np.array(p.forms, dtype=object), np.array(q.forms, dtype=object)
    equal = np.asarray(first[:, None] == second[None, :], dtype=bool)
    odd = [np.array([is_odd(w.form) for w in u.words]) for u in (p, q)]
    for i, j in np.argwhere(odd[0][:, None] | odd[1][None, :]).tolist():
        if one_word(p.words[i].form, q.words[j].form):
            equal[i, j] = True
    weights = np.array(
        [_CONTENT_MATCH if w.telling else _FUNCTION_MATCH for w in p.words], dtype=np.float32
    )
    # whoever speaks of a thing names it
    named = np.array(p.names)[:, None] | np.array(q.names)[None, :]
    worth = np.where(named, np.float32(_FUNCTION_MATCH), weights[:, None])
    scores = np.where(equal, worth, np.float32(_MISMATCH))
    stems = [np.array([stem(w) for w in u.words], dtype=object) for u in (p, q)]
    alike = (stems[0][:, None] == stems[1][None, :]) & ~equal
    return np.where(alike, np.float32(_STEM_MATCH), scores), equal


def _best_path(scores: np.ndarray) -> tuple[float, list[tuple[int, int]]]:
    """The best local alignment with affine gaps: its score, and the aligned positions in order."""
    n, m = scores.shape
    best = np.zeros((n + 1, m + 1), dtype=np.float32)
    up = np.full((n + 1, m + 1), -1e9, dtype=np.float32)
    left = np.full((n + 1, m + 1), -1e9, dtype=np.float32)
    steps = np.arange(m + 1, dtype=np.float32) * np.float32(_EXTEND)
    for i in range(1, n + 1):
        up[i] = np.maximum(best[i - 1] - _OPEN, up[i - 1]) - _EXTEND
        row = np.maximum(up[i], 0.0)
        row[1:] = np.maximum(row[1:], best[i - 1, :-1] + scores[i - 1])
        # A gap along the row: the best cell to the left, less what the way from it costs.
        reach = np.maximum.accumulate(row + steps) - steps - np.float32(_OPEN)
        left[i, 1:] = reach[:-1] - np.float32(_EXTEND)
        best[i] = np.maximum(row, left[i])
    i, j = (int(n) for n in np.unravel_index(int(best.argmax()), best.shape))
    return float(best[i, j]), _trace(best, up, left, scores, i, j)


def _trace(
    best: np.ndarray, up: np.ndarray, left: np.ndarray, scores: np.ndarray, i: int, j: int
) -> list[tuple[int, int]]:
    path = []
    while i > 0 and j > 0 and best[i, j] > 0:
        if np.isclose(best[i, j], best[i - 1, j - 1] + scores[i - 1, j - 1], atol=1e-4):
            i, j = i - 1, j - 1
            path.append((i, j))
        elif np.isclose(best[i, j], up[i, j], atol=1e-4):
            k = next(
                k
                for k in range(1, i + 1)
                if np.isclose(best[i - k, j] - _OPEN - k * _EXTEND, up[i, j], atol=1e-3)
            )
            i -= k
        else:
            k = next(
                k
                for k in range(1, j + 1)
                if np.isclose(best[i, j - k] - _OPEN - k * _EXTEND, left[i, j], atol=1e-3)
            )
            j -= k
    return path[::-1]


def _stretch(
    p: Utterance, q: Utterance, scores: np.ndarray, equal: np.ndarray, path: list[tuple[int, int]]
) -> Stretch:
    positive = [(i, j) for i, j in path if scores[i, j] > 0]
    length = 1.0
    for (i, j), (k, m) in pairwise(positive):
        free = p.broken(i, k) or q.broken(j, m) or p.marked(i, k) or q.marked(j, m)
        # Words left out cost one place; words replaced, a place each.
        one_sided = min(k - i, m - j) == 1 < max(k - i, m - j)
        length += 1 if free else 2 if one_sided else max(k - i, m - j)
    return Stretch(
        tuple((i, j) for i, j in positive if equal[i, j]),
        sum(p.words[i].telling for i, _ in positive),
        float(sum(scores[i, j] for i, j in positive)),
        len(positive) / length,
    )
