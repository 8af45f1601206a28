"""Pairs of claims that name one thing by two long titles."""

from collections import defaultdict
from collections.abc import Sequence
from itertools import combinations
from math import inf

from crosscheck.consistency.names import each_its_own, titled_runs
from crosscheck.consistency.sides import Row, Side
from crosscheck.consistency.story import in_order
from crosscheck.consistency.titles import LONG, differ_by_a_word, kinds_of, of_one_kind
from crosscheck.language.wordnet import WordNet


def renamed_titles(story: Sequence[Side], wordnet: WordNet) -> set[tuple[int, int]]:
    """Pairs of claims in which two documents first name a thing, whose long names differ by a word.

    What it is, any document may say; one outlet alone must call it so.

    Returns:
        Indices into the story; the one whose document sorts first stands first.
    """
    named: dict[tuple[str, ...], dict[str, tuple[int, tuple[Row, ...]]]] = defaultdict(dict)
    kinds: dict[tuple[str, ...], set[str]] = defaultdict(set)
    for i, side in enumerate(story):
        if side.claim["kind"] == "title":
            continue  # every word may have a capital
        for run in titled_runs(side):
            if len(run) >= LONG:
                words = tuple(token["text"] for token in run)
                named[words].setdefault(side.claim["doc_id"], (i, run))
                kinds[words] |= kinds_of(run, side)
    outlets = {
        words: {story[i].document["outlet"] for i, _ in found.values()}
        for words, found in named.items()
    }
    found: set[tuple[int, int]] = set()
    for one, other in combinations(sorted(named), 2):
        if min(len(outlets[one]), len(outlets[other])) > 1:
            continue
        described = of_one_kind(kinds[one], kinds[other], wordnet)
        found |= {
            in_order(story, i, j)
            for document, (i, x) in named[one].items()
            for second, (j, y) in named[other].items()
            if document != second
            and differ_by_a_word(x, story[i], y, story[j], wordnet, described=described)
            and each_its_own(" ".join(one), story[i], " ".join(other), story[j], most=inf)
        }
    return found
