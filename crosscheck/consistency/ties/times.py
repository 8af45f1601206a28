"""Pairs of claims that date one thing otherwise: what is yet to come, the year of a deed, the hour
of the news, and how long something lasts.
"""

from collections import defaultdict
from collections.abc import Sequence
from itertools import combinations, product
from typing import NamedTuple

from crosscheck.consistency.sides import Row, Side
from crosscheck.consistency.story import in_order
from crosscheck.consistency.times.hours import (
    about_one_hour,
    of_one_hour,
    other_hour,
    same_hour,
    tells_hour,
)
from crosscheck.consistency.times.lengths import Length, lengths, of_one_thing, other_length
from crosscheck.consistency.times.plans import planned
from crosscheck.consistency.times.years import MONTH, of_one_deed
from crosscheck.consistency.values import other_year, times_meet
from crosscheck.language.wordnet import WordNet


class _Dated(NamedTuple):
    """A time that a document gives something, and the index of the claim that does."""

    claim: int
    time: Row


def differing_dates(story: Sequence[Side]) -> set[tuple[int, int]]:
    """Pairs of claims that date otherwise what somebody is yet to do.

    A document that gives it several dates ties nothing.

    Returns:
        Indices into the story; the one whose document sorts first stands first.
    """
    documents: dict[tuple[str, str], dict[str, list[_Dated]]] = defaultdict(
        lambda: defaultdict(list)
    )
    for i, side in enumerate(story):
        for deed, time in planned(side):
            documents[deed][side.claim["doc_id"]].append(_Dated(i, time))
    return {
        in_order(story, x.claim, y.claim)
        for given in documents.values()
        for told, other in combinations(filter(_one_date, given.values()), 2)
        if not any(times_meet(x.time, y.time) for x, y in product(told, other))
        for x, y in product(told, other)
    }


def _one_date(told: Sequence[_Dated]) -> bool:
    return all(times_meet(x.time, y.time) for x, y in combinations(told, 2))


def differing_years(story: Sequence[Side], wordnet: WordNet) -> set[tuple[int, int]]:
    """Pairs of claims that date one deed to one month of two years.

    Documents both of which name both months tie nothing; one alone may have mistaken itself.

    Returns:
        Indices into the story; the one whose document sorts first stands first.
    """
    dated: dict[str, list[tuple[int, Row]]] = defaultdict(list)
    named: dict[str, set[str]] = defaultdict(set)
    for i, side in enumerate(story):
        for time in side.times:
            found = MONTH.match(time["value"] or "")
            if found:
                dated[found[1]].append((i, time))
                named[side.claim["doc_id"]].add(found[0])
    return {
        in_order(story, i, j)
        for times in dated.values()
        for (i, s), (j, t) in combinations(times, 2)
        if story[i].claim["doc_id"] != story[j].claim["doc_id"]
        and other_year(s, t)
        and not (
            _month(t) in named[story[i].claim["doc_id"]]
            and _month(s) in named[story[j].claim["doc_id"]]
        )
        and of_one_deed(s, story[i], t, story[j], wordnet)
    }


def _month(time: Row) -> str:
    found = MONTH.match(time["value"])
    return found[0] if found else ""


def differing_hours(story: Sequence[Side], wordnet: WordNet) -> set[tuple[int, int]]:
    """Pairs of claims that tell the hour of the news otherwise.

    A document that gives other hours about that time ties nothing.

    Returns:
        Indices into the story; the one whose document sorts first stands first.
    """
    told: dict[str, list[tuple[int, Row]]] = defaultdict(list)
    for i, side in enumerate(story):
        for time in side.times:
            if tells_hour(time, side):
                told[side.claim["doc_id"]].append((i, time))

    def only(time: Row, doc_id: str) -> bool:
        return all(same_hour(time, x) or not about_one_hour(time, x) for _, x in told[doc_id])

    def lacks(time: Row, doc_id: str) -> bool:
        return not any(same_hour(time, x) for _, x in told[doc_id])

    found = set()
    for p, q in combinations(sorted(told), 2):
        for (i, s), (j, t) in product(told[p], told[q]):
            one = other_hour(s, t) and only(s, p) and only(t, q) and lacks(s, q) and lacks(t, p)
            if one and of_one_hour(s, story[i], t, story[j], wordnet):
                found.add(in_order(story, i, j))
    return found


def differing_lengths(story: Sequence[Side], wordnet: WordNet) -> set[tuple[int, int]]:
    """Pairs of claims that tell otherwise how long one thing or deed lasts.

    Returns:
        Indices into the story; the one whose document sorts first stands first.
    """
    told: dict[str, list[tuple[int, Length]]] = defaultdict(list)
    for i, side in enumerate(story):
        for length in lengths(side, wordnet):
            told[side.claim["doc_id"]].append((i, length))

    def once(i: int, p: Length) -> bool:
        return not any(
            _lasting(p, x, wordnet) and other_length(p, x)
            for _, x in told[story[i].claim["doc_id"]]
        )

    return {
        in_order(story, i, j)
        for one, other in combinations(sorted(told), 2)
        for (i, p), (j, q) in product(told[one], told[other])
        if other_length(p, q)
        and of_one_thing(p, story[i], q, story[j], wordnet)
        and once(i, p)
        and once(j, q)
        and not any(_lasting(q, x, wordnet) and not other_length(p, x) for _, x in told[other])
        and not any(_lasting(p, x, wordnet) and not other_length(q, x) for _, x in told[one])
    }


def _lasting(p: Length, q: Length, wordnet: WordNet) -> bool:
    one, other = p.word, q.word
    if one["pos"] == other["pos"]:
        return bool(one["lemma"] == other["lemma"])
    return wordnet.derived(one["lemma"], one["pos"], other["lemma"], other["pos"])
