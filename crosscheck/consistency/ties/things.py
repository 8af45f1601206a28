"""Pairs of claims that tell one event of two things of a kind."""

from collections import defaultdict
from collections.abc import Sequence
from itertools import combinations

from crosscheck.consistency.sides import Side
from crosscheck.consistency.story import in_common, in_order, inverse_frequency
from crosscheck.consistency.things import Told, another_thing, things
from crosscheck.language.wordnet import WordNet


def differing_things(story: Sequence[Side], wordnet: WordNet) -> set[tuple[int, int]]:
    """Pairs of claims that give one role of one event to another thing of a kind: of all that two
    documents have, the pair whose sentences have most in common, titles aside.

    Returns:
        Indices into the story; the one whose document sorts first stands first.
    """
    told: dict[int, list[tuple[int, Told]]] = defaultdict(list)
    for i, side in enumerate(story):
        for thing in things(side):
            told[thing.thing.kind].append((i, thing))
    weights = inverse_frequency([side.context for side in story])
    found: dict[tuple[object, ...], list[tuple[int, int]]] = defaultdict(list)
    for kind, alike in told.items():
        for (i, x), (j, y) in combinations(alike, 2):
            documents = {story[n].claim["doc_id"] for n in (i, j)}
            if len(documents) > 1 and another_thing(x, story[i], y, story[j], wordnet):
                found[kind, frozenset(documents)].append(in_order(story, i, j))
    return {
        max(pairs, key=lambda pair: in_common(story[pair[0]], story[pair[1]], weights))
        for pairs in found.values()
    }
