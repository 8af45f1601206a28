"""The best dependency tree of a sentence, given a score for every possible arc."""

import numpy as np

# Below any score that a network gives, yet finite, so that differences stay numbers.
IMPOSSIBLE = -1e6


def best_trees(scores: np.ndarray, sizes: np.ndarray) -> np.ndarray:
    """Find the best tree with one root for each of several sentences.

    Each word takes its best head; only where that makes a cycle is the maximum spanning tree sought
    (Chu & Liu 1965; Edmonds 1967). The root is the word that loses least by having no other head.

    Args:
        scores: (sentences, words, 1 + words); column 0 is the root's, column i + 1 word i's.
        sizes: How many words each sentence has, at least one; what lies beyond is not read.

    Returns:
        The head's column of each word: (sentences, words).
    """
    count, width = scores.shape[:2]
    scores = scores.copy()
    everyone = np.arange(width)
    beyond = everyone >= sizes[:, None]
    scores[:, :, 1:][np.broadcast_to(beyond[:, None], (count, width, width))] = IMPOSSIBLE
    scores[:, everyone, everyone + 1] = IMPOSSIBLE
    gain = np.where(beyond, -np.inf, scores[:, :, 0] - scores[:, :, 1:].max(2))
    roots = gain.argmax(1)
    scores[:, :, 0] = IMPOSSIBLE
    heads = scores[:, :, 1:].argmax(2) + 1
    heads[np.arange(count), roots] = 0
    heads[beyond] = 0
    for number in np.flatnonzero(~_lead_to_root(heads)):
        size = int(sizes[number])
        full = np.full((size + 1, size + 1), float(IMPOSSIBLE))
        full[1:] = scores[number, :size, : size + 1]
        full[roots[number] + 1] = IMPOSSIBLE
        full[roots[number] + 1, 0] = 0.0
        heads[number, :size] = _spanning_tree(full)[1:]
    return heads


def _lead_to_root(heads: np.ndarray) -> np.ndarray:
    """Whether going up from each word of a sentence ends at the root."""
    up = np.hstack([np.zeros((len(heads), 1), dtype=np.int64), heads])
    for _ in range(int(heads.shape[1]).bit_length()):
        up = np.take_along_axis(up, up, 1)
    return (up == 0).all(1)


def _spanning_tree(scores: np.ndarray) -> np.ndarray:
    """Each node's head in the best tree under node 0; `scores` is (nodes, heads)."""
    scores = scores.copy()
    np.fill_diagonal(scores, -np.inf)
    heads = scores.argmax(1)
    heads[0] = 0
    cycle = _cycle(heads)
    if not cycle:
        return heads
    # Make one node of the cycle; an arc into it costs the arc of the cycle that it replaces.
    rest = [node for node in range(len(heads)) if node not in cycle]
    joined = len(rest)
    into = scores[np.ix_(cycle, rest)] - scores[cycle, heads[cycle]][:, None]
    out = scores[np.ix_(rest, cycle)]
    smaller = np.full((joined + 1, joined + 1), -np.inf)
    smaller[:joined, :joined] = scores[np.ix_(rest, rest)]
    smaller[joined, :joined], smaller[:joined, joined] = into.max(0), out.max(1)
    found = _spanning_tree(smaller)
    for place, node in enumerate(rest[1:], start=1):
        head = found[place]
        heads[node] = rest[head] if head < joined else cycle[out[place].argmax()]
    above = found[joined]
    heads[cycle[into[:, above].argmax()]] = rest[above]
    return heads


def _cycle(heads: np.ndarray) -> list[int]:
    """The nodes of a cycle, or none where all lead to node 0."""
    seen = {0}
    for start in range(1, len(heads)):
        path: list[int] = []
        node = start
        while node not in seen:
            seen.add(node)
            path.append(node)
            node = int(heads[node])
        if node in path:
            return path[path.index(node) :]
    return []
