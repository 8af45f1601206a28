"""Pairs of claims that one utterance, figure, date or office ties, told in different words."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import timedelta
from itertools import chain, combinations, product
from typing import NamedTuple

from crosscheck.consistency.ages import aged
from crosscheck.consistency.comparers.person import another_office, titles
from crosscheck.consistency.comparers.quote import altered
from crosscheck.consistency.occasions import exclude_each_other, published
from crosscheck.consistency.plans import planned
from crosscheck.consistency.prices import priced
from crosscheck.consistency.sides import Row, Side
from crosscheck.consistency.tolls import TOLLS, of_some, toll
from crosscheck.consistency.utterances import Limits, Utterance, Word
from crosscheck.consistency.values import limits_differ, nearly_equal, quantities_meet, times_meet
from crosscheck.language.wordnet import WordNet

# The news stands in an article's title and in the first sentences below it.
_LEAD = 5
# What happened longer before the article is another occasion.
_PAST = timedelta(days=31)


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


class _Figure(NamedTuple):
    """A figure of a document, and the index of the claim that gives it."""

    claim: int
    quantity: Row


class _Dated(NamedTuple):
    """A time that a document gives something, and the index of the claim that does."""

    claim: int
    time: Row


class _News(NamedTuple):
    """What a document's title and its first sentences name, and when."""

    names: frozenset[str]
    times: tuple[Row, ...]


def differing_figures(story: Sequence[Side]) -> set[tuple[int, int]]:
    """Pairs of claims that give one figure otherwise: a person's age, the cost of a thing, the
    toll that is the news, or large figures of one thing that are close and not equal.

    A document that gives a figure in several ways ties nothing.

    Returns:
        Indices into the story; the one whose document sorts first stands first.
    """
    documents: dict[str, list[int]] = defaultdict(list)
    for i, side in enumerate(story):
        documents[side.claim["doc_id"]].append(i)
    kinds = _ages, _tolls, _prices
    given = [dict(chain(*(f(story, rows).items() for f in kinds))) for rows in documents.values()]
    news = [_news(story, rows) for rows in documents.values()]
    found: set[tuple[int, int]] = set()
    for p, q in combinations(range(len(given)), 2):
        for key in given[p].keys() & given[q].keys():
            pairs = list(product(given[p][key], given[q][key]))
            if any(_may_be_one(x.quantity, y.quantity) for x, y in pairs):
                continue
            if key in TOLLS and not _one_news(news[p], news[q]):
                continue
            found |= {_ordered(story, x.claim, y.claim) for x, y in pairs}
    return found | _near_figures(story)


def _near_figures(story: Sequence[Side]) -> set[tuple[int, int]]:
    """Claims whose large figures are nearly equal, where neither document has the other's figure
    as well.
    """
    given: dict[tuple[str | None, ...], list[_Figure]] = defaultdict(list)
    for i, side in enumerate(story):
        for quantity in side.quantities:
            if nearly_equal(quantity, quantity):
                counted = None if quantity["kind"] == "money" else quantity["counted_lemma"]
                given[quantity["kind"], quantity["unit"], counted].append(_Figure(i, quantity))
    return {
        _ordered(story, x.claim, y.claim)
        for figures in given.values()
        for x, y in combinations(figures, 2)
        if story[x.claim].claim["doc_id"] != story[y.claim].claim["doc_id"]
        and nearly_equal(x.quantity, y.quantity)
        and not _has(story[y.claim], x.quantity)
        and not _has(story[x.claim], y.quantity)
    }


def _has(side: Side, figure: Row) -> bool:
    """Does a side's document give a figure that can be this one?

    A bound far away ("at least 300 women") and "billions of dollars" say nothing of it.
    """
    unnamed = {"counted_lemma": figure["counted_lemma"]}
    return any(
        (row["kind"], row["unit"]) == (figure["kind"], figure["unit"])
        and (row["kind"] == "money" or row["counted_lemma"] in {None, figure["counted_lemma"]})
        and quantities_meet(row, figure)
        and not limits_differ(row, figure)
        and (row["bound"] == "range" or nearly_equal({**row, **unnamed}, figure))
        for row in side.figures
    )


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
        _ordered(story, x.claim, y.claim)
        for given in documents.values()
        for told, other in combinations(filter(_one_date, given.values()), 2)
        if not any(times_meet(x.time, y.time) for x, y in product(told, other))
        for x, y in product(told, other)
    }


def _one_date(told: Sequence[_Dated]) -> bool:
    return all(times_meet(x.time, y.time) for x, y in combinations(told, 2))


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
        _ordered(story, i, j)
        for told in given.values()
        for (i, x), (j, y) in combinations(told, 2)
        if story[i].claim["doc_id"] != story[j].claim["doc_id"]
        and another_office(x, story[i], y, story[j]) == "soft"
    }


def _may_be_one(p: Row, q: Row) -> bool:
    """Can two figures be one, as far as they can be compared ("$5", "£5")?"""
    return p["unit"] != q["unit"] or quantities_meet(p, q)


def _ages(story: Sequence[Side], rows: Sequence[int]) -> dict[str, list[_Figure]]:
    """Person → the age that a document gives, if it gives one age only."""
    found: dict[str, list[_Figure]] = defaultdict(list)
    for i in rows:
        for quantity in story[i].quantities:
            person = aged(quantity, story[i])
            if person is not None:
                found[person].append(_Figure(i, quantity))
    return {person: figures for person, figures in found.items() if _one_value(figures)}


def _tolls(story: Sequence[Side], rows: Sequence[int]) -> dict[str, list[_Figure]]:
    """Kind of toll → where title and lead give it, if the document gives it in one way only.

    A part of it, and the toll of long ago, are other figures.
    """
    every: dict[str, list[_Figure]] = defaultdict(list)
    for i in rows:
        side = story[i]
        for quantity in side.quantities:
            kind = toll(quantity, side)
            if kind is not None and not of_some(quantity, side) and not _past(side):
                every[kind].append(_Figure(i, quantity))
    lead = _lead(story, rows)
    return {
        kind: [figure for figure in figures if figure.claim in lead]
        for kind, figures in every.items()
        if _one_value(figures)
    }


def _prices(story: Sequence[Side], rows: Sequence[int]) -> dict[str, list[_Figure]]:
    """Thing → what it is said to cost, if the document gives one sum only."""
    found: dict[str, list[_Figure]] = defaultdict(list)
    for i in rows:
        for quantity in story[i].quantities:
            for thing in priced(quantity, story[i]):
                found[f"cost of {thing}"].append(_Figure(i, quantity))
    return {thing: figures for thing, figures in found.items() if _one_value(figures)}


def _one_value(figures: Sequence[_Figure]) -> bool:
    return all(quantities_meet(x.quantity, y.quantity) for x, y in combinations(figures, 2))


def _past(side: Side) -> bool:
    """Is its sentence about what happened long before the document?"""
    moment = published(side)
    ends = [row["latest"] for row in side.nearby if row.get("latest") is not None]
    return moment is not None and any(end < moment - _PAST for end in ends)


def _lead(story: Sequence[Side], rows: Sequence[int]) -> set[int]:
    starts = sorted({story[i].claim["sentence_start"] for i in rows})[:_LEAD]
    return {i for i in rows if story[i].claim["sentence_start"] in starts}


def _news(story: Sequence[Side], rows: Sequence[int]) -> _News:
    lead = sorted(_lead(story, rows))
    return _News(
        frozenset(name for i in lead for name in story[i].entities),
        tuple(time for i in lead for time in story[i].times),
    )


def _one_news(a: _News, b: _News) -> bool:
    """Do both tell of one name, and of no other day?"""
    return bool(a.names & b.names) and not exclude_each_other(a.times, b.times)
