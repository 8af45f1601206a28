"""Pairs of claims one of which denies what the other affirms, however little else they share.

What ties them is the deed itself, if it is told of the same one and is a story's news.
"""

from collections import defaultdict
from collections.abc import Sequence
from typing import NamedTuple

from crosscheck.consistency.deeds import BEING, Deed, deeds, harm_of
from crosscheck.consistency.denials import contradict, told_as_one
from crosscheck.consistency.figures.tolls import TOLLS
from crosscheck.consistency.sides import Side
from crosscheck.consistency.story import Places
from crosscheck.language.wordnet import WordNet


def denied_deeds(story: Sequence[Side], at: Places, wordnet: WordNet) -> set[tuple[int, int]]:
    """Pairs of claims one of which denies what the other affirms.

    The deed must stand among the first sentences of a document, on either side, but for what it was
    not; and no document may say it both ways. That nobody was hurt, or that it was none, a document
    may quote and tell otherwise itself.

    Returns:
        Indices into the story; the one whose document sorts first stands first.
    """
    told = [(i, deed) for i, side in enumerate(story) for deed in deeds(side)]
    affirmed: dict[tuple[str, str], list[tuple[int, Deed]]] = defaultdict(list)
    for j, y in told:
        if not y.denied:
            affirmed[y.word["lemma"], y.word["pos"]].append((j, y))
    against = [
        (i, j, _Told(harm_of({"lemma": verb}) or verb, _plain(x)))
        for i, x in told
        if x.denied
        for (verb, pos), holders in affirmed.items()
        if told_as_one(x.word, {"lemma": verb, "pos": pos}, wordnet)
        for j, y in holders
        if contradict(x, story[i], y, story[j], wordnet)
    ]
    document = at.document

    def teller(i: int, deed: _Told) -> tuple[int, str, _Told]:
        return int(document[i]), _source(story[i]) if deed.plain else "", deed

    both_ways = {teller(i, deed) for i, j, deed in against if teller(i, deed) == teller(j, deed)}
    leading = {deed for i, j, deed in against if at.leading[i] or at.leading[j]}
    return {
        (i, j) if document[i] < document[j] else (j, i)
        for i, j, deed in against
        if document[i] != document[j]
        and (deed in leading or (deed.plain and deed.name not in TOLLS))
        and not both_ways & {teller(i, deed), teller(j, deed)}
    }


class _Told(NamedTuple):
    """What is denied: its name, and whether nothing but it can be meant."""

    name: str
    plain: bool


def _plain(denied: Deed) -> bool:
    """Is it denied that it was one at all, or that anybody came to harm?"""
    return denied.role == BEING or (denied.everybody and harm_of(denied.word) is not None)


def _source(side: Side) -> str:
    """Who says what a claim tells; nothing for the outlet."""
    return str(side.claim["source_entity_id"] or side.claim["source_text"] or "")
