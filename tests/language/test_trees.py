"""The best tree of a sentence, beside the best of all trees with the same root."""

from itertools import product

import numpy as np

from crosscheck.language.trees import IMPOSSIBLE, best_trees


def leads_to_root(heads):
    for word in range(1, len(heads) + 1):
        seen = set()
        while word and word not in seen:
            seen.add(word)
            word = heads[word - 1]
        if word:
            return False
    return True


def best_by_trying(scores, root):
    """The best of all trees whose one root is the word at column `root`."""
    size = len(scores)
    trees = (
        heads
        for heads in product(range(size + 1), repeat=size)
        if heads[root - 1] == 0 and heads.count(0) == 1 and leads_to_root(heads)
    )
    return max(trees, key=lambda heads: sum(scores[i, h] for i, h in enumerate(heads)))


def test_a_cycle_is_broken_where_it_costs_least():
    # Words 1 and 2 would each rather hang on the other.
    scores = np.array([[[-3.0, -9, -0.1, -4], [-2.0, -0.1, -9, -4], [-5.0, -1, -2, -9]]])
    assert best_trees(scores, np.array([3])).tolist() == [[2, 0, 1]]


def test_trees_are_the_best_of_all_with_their_root():
    rng = np.random.default_rng(4)
    sizes = rng.integers(1, 6, size=60)
    scores = rng.normal(size=(60, 5, 6)) * 3
    for number, found in enumerate(best_trees(scores, sizes)):
        size = sizes[number]
        heads = tuple(found[:size].tolist())
        expected = best_by_trying(scores[number, :size, : size + 1], heads.index(0) + 1)
        assert heads == expected


def test_cycles_within_cycles():
    rng = np.random.default_rng(9)
    # Pairs of words that hold each other fast, and pairs of such pairs.
    scores = rng.normal(size=(20, 8, 9))
    for first, second in [(0, 1), (2, 3), (4, 5)]:
        scores[:, first, second + 1] += 20
        scores[:, second, first + 1] += 20
    scores[:, [1, 2], [3, 2]] += 10
    for found in best_trees(scores, np.full(20, 8)).tolist():
        assert found.count(0) == 1
        assert leads_to_root(found)


def test_padding_is_not_read():
    scores = np.full((1, 3, 4), 50.0)
    scores[0, 0] = [1.0, IMPOSSIBLE, 0.0, 99.0]
    scores[0, 1] = [0.0, 2.0, IMPOSSIBLE, 99.0]
    assert best_trees(scores, np.array([2]))[0, :2].tolist() == [0, 1]
