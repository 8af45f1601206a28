"""Pairs of claims that one utterance ties, told in different words."""

from collections import defaultdict
from collections.abc import Sequence
from itertools import combinations

from crosscheck.consistency.comparers.quote import altered
from crosscheck.consistency.sides import Side
from crosscheck.consistency.utterances import Limits, Utterance, Word
from crosscheck.language.wordnet import WordNet


def altered_quotations(
    story: Sequence[Side], wordnet: WordNet, limits: Limits
) -> set[tuple[int, int]]:
    """Pairs of claims that hold one utterance in different words, as closely cut as there are.

    The utterance itself ties them, however little else they share. Where no word of it is the same
    ("big day", "large day"), claims with a name or a speaker in common must hold the two phrases
    somewhere in the two documents.

    Returns:
        Indices into the story; the one whose document sorts first stands first.
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


def _ordered(story: Sequence[Side], i: int, j: int) -> tuple[int, int]:
    return (i, j) if story[i].claim["doc_id"] < story[j].claim["doc_id"] else (j, i)
