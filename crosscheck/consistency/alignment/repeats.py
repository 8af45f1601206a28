"""Which pairs say nothing that a surer pair does not say.

A sentence is cut into clauses that contain each other, so that one correspondence shows in several
pairs. Of those the surest stands for it; the others must be sure in themselves.
"""

from collections.abc import Sequence

import numpy as np

from crosscheck.consistency.alignment.features import Pairs
from crosscheck.consistency.sides import Side


def repeats(story: Sequence[Side], scores: np.ndarray, pairs: Pairs, floor: float) -> np.ndarray:
    """Which pairs repeat a surer one: both their claims overlap its two claims.

    From the surest pair down, a pair that overlaps one that was no repeat itself is a repeat. Two
    stretches overlap if they share at least half of the shorter one.

    Args:
        story: The claims.
        scores: One score per pair.
        pairs: The pairs.
        floor: Pairs that score less are not looked at, and not marked.
    """
    out = np.zeros(len(pairs), dtype=bool)
    starts = np.array([side.claim["start"] for side in story])
    stops = np.array([side.claim["end"] for side in story])
    rows = np.flatnonzero(scores >= floor)
    s, t = pairs.sentences()
    kept: dict[tuple[int, int], list[int]] = {}
    # Of two equal scores the first pair leads.
    for row in rows[np.argsort(-scores[rows], kind="stable")]:
        rivals = kept.setdefault((int(s[row]), int(t[row])), [])
        out[row] = any(
            _overlap(starts, stops, pairs.i[row], pairs.i[k])
            and _overlap(starts, stops, pairs.j[row], pairs.j[k])
            for k in rivals
        )
        if not out[row]:
            rivals.append(int(row))
    return out


def _overlap(starts: np.ndarray, stops: np.ndarray, a: int, b: int) -> bool:
    common = min(stops[a], stops[b]) - max(starts[a], starts[b])
    shorter = min(stops[a] - starts[a], stops[b] - starts[b])
    return bool(common > 0 and 2 * common >= shorter)
