"""Pairs of claims one of which says that a deed is unconfirmed that the other tells as a fact."""

from collections import defaultdict
from collections.abc import Iterable, Sequence

from crosscheck.consistency.certainty import UNSURE
from crosscheck.consistency.events import Event, events
from crosscheck.consistency.sides import Side
from crosscheck.consistency.story import Places, in_order
from crosscheck.consistency.unconfirmed import (
    Unconfirmed,
    names_it,
    told_as_fact,
    unconfirmed,
    whose,
)
from crosscheck.language.wordnet import WordNet

_OWN_VOICE = frozenset({"title", "statement"})


def unconfirmed_deeds(story: Sequence[Side], at: Places, wordnet: WordNet) -> set[tuple[int, int]]:
    """Pairs of claims one of which says, or cites, that a deed is unconfirmed that is the other's
    news, told in the outlet's own voice.

    Of "the rescue" alone, its document must tell whom it was of ("may have rescued the miner"). A
    document that says it both ways ties nothing.

    Returns:
        Indices into the story; the one whose document sorts first stands first.
    """
    own = [i for i, side in enumerate(story) if side.claim["kind"] in _OWN_VOICE]
    cited = [i for i, side in enumerate(story) if side.claim["kind"] == "reported"]
    awaited = [(i, x) for i in own + cited for x in unconfirmed(story[i])]
    told: dict[int, list[Event]] = defaultdict(list)
    for i, side in enumerate(story) if awaited else ():
        told[int(at.document[i])] += events(side)
    unsure = {(int(at.document[i]), x.noun["lemma"]) for i, x in awaited}
    news = [(j, y) for j in own if awaited and at.leading[j] for y in events(story[j])]
    found: set[tuple[int, int]] = set()
    for i, x in awaited:
        here = int(at.document[i])
        facts = [(j, y) for j, y in news if told_as_fact(x, story[i], y, story[j], wordnet)]
        if any(at.document[j] == here for j, _ in facts):
            continue
        tellers: dict[int, list[int]] = defaultdict(list)
        for j, y in facts:
            there = int(at.document[j])
            if (there, x.noun["lemma"]) in unsure or _doubted(x, told[there], wordnet):
                continue
            if any(whose(x.noun, story[i])) or _objects(x, told[here], wordnet) & y.core:
                tellers[there].append(j)
        found |= {in_order(story, i, _fullest(story, group)) for group in tellers.values()}
    return found


def _fullest(story: Sequence[Side], tellers: Sequence[int]) -> int:
    """Of a document's claims that tell it the first that is no title, if there is one."""
    return next((j for j in tellers if story[j].claim["kind"] != "title"), tellers[0])


def _doubted(x: Unconfirmed, told: Iterable[Event], wordnet: WordNet) -> bool:
    """Does a document tell it anywhere as possible or likely?"""
    return any(y.modality in UNSURE and names_it(y, x.noun, wordnet) for y in told)


def _objects(x: Unconfirmed, told: Iterable[Event], wordnet: WordNet) -> frozenset[str]:
    """The lemmas of those to whom a document tells the deed to have been done."""
    return frozenset(
        head["lemma"]
        for y in told
        if "object" in y.roles and names_it(y, x.noun, wordnet)
        for head in y.roles["object"].heads
        if head["pos"] != "PRON"
    )
