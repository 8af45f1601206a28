"""Pairs of claims that one utterance, office or event ties, told in different words."""

from collections import defaultdict
from collections.abc import Iterator, Sequence, Set
from itertools import combinations
from typing import Any, TypeVar

from crosscheck.claims.lexicons import lexicon
from crosscheck.consistency.certainty import doubted, hedged_subjects, suspected
from crosscheck.consistency.events import Event, events
from crosscheck.consistency.offices import another_office, titles
from crosscheck.consistency.sides import Row, Side
from crosscheck.consistency.story import Places, in_order
from crosscheck.consistency.utterances.rewording import altered
from crosscheck.consistency.utterances.spoken_words import Word
from crosscheck.consistency.utterances.utterance import Limits, Utterance
from crosscheck.language.wordnet import WordNet

_OWN_VOICE = frozenset({"title", "statement"})
_T = TypeVar("_T", bound=tuple[Any, ...])


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
                found.add(in_order(story, i, j))
            else:
                words = [tuple(w.form for w in side) for side in (alteration.a, alteration.b)]
                key = tuple(sorted(zip(documents, words, strict=True)))
                phrases[key].append(in_order(story, i, j))
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


def differing_offices(story: Sequence[Side]) -> set[tuple[int, int]]:
    """Pairs of claims that give one person two offices, of which a body has one each.

    Returns:
        Indices into the story; the one whose document sorts first stands first.
    """
    given: dict[str, list[tuple[int, tuple[Row, ...]]]] = defaultdict(list)
    for i, side in enumerate(story):
        for person, title in titles(side):
            given[person].append((i, title))
    return {
        in_order(story, i, j)
        for told in given.values()
        for (i, x), (j, y) in combinations(told, 2)
        if story[i].claim["doc_id"] != story[j].claim["doc_id"]
        and another_office(x, story[i], y, story[j]) == "soft"
    }


def differing_certainty(
    story: Sequence[Side], at: Places, wordnet: WordNet
) -> set[tuple[int, int]]:
    """Pairs of claims of the lead one of which tells as possible or likely what the other tells as
    a fact, each in the outlet's own voice.

    An outlet that tells it both ways, captions aside, ties nothing.

    Returns:
        Indices into the story; the one whose document sorts first stands first.
    """
    own = [i for i, side in enumerate(story) if side.claim["kind"] in _OWN_VOICE]
    ways: dict[tuple[int, str, str], set[str]] = defaultdict(set)
    told: dict[str, list[tuple[int, Event]]] = defaultdict(list)
    things: dict[str, list[tuple[int, Row, Row | None]]] = defaultdict(list)
    for i in own:
        for event in events(story[i]):
            verb = event.word["lemma"]
            if verb not in lexicon("light_verbs") and not event.negated:
                told[verb].append((i, event))
            for noun in event.core:
                ways[at.document[i], verb, noun].add(event.modality)
        for subject, hedge in hedged_subjects(story[i]):
            things[subject["lemma"]].append((i, subject, hedge))

    def one_way(i: int, event: Event, nouns: Set[str]) -> bool:
        return all(len(ways[at.document[i], event.word["lemma"], noun]) == 1 for noun in nouns)

    found = {
        in_order(story, i, j)
        for group in told.values()
        for (i, x), (j, y) in _of_two(group, at)
        if doubted(x, story[i], y, story[j], wordnet)
        and (shared := x.core & y.core)
        and one_way(i, x, shared)
        and one_way(j, y, shared)
    }
    return found | {
        in_order(story, i, j)
        for subjects in things.values()
        for (i, noun, hedge), (j, same, other) in _of_two(subjects, at)
        if suspected(noun, hedge, story[i], same, other, story[j])
    }


def _of_two(told: Sequence[_T], at: Places) -> Iterator[tuple[_T, _T]]:
    """Pairs of what the leads of two documents tell; each begins with the index of its claim."""
    leading = [item for item in told if at.leading[item[0]]]
    for one, other in combinations(leading, 2):
        if at.document[one[0]] != at.document[other[0]]:
            yield one, other
