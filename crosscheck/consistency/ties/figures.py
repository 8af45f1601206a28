"""Pairs of claims that give one figure otherwise, in however different words."""

from collections import defaultdict
from collections.abc import Sequence
from itertools import combinations, product
from typing import NamedTuple

from crosscheck.consistency.figures.ages import aged
from crosscheck.consistency.figures.prices import priced
from crosscheck.consistency.figures.tolls import TOLLS, of_some, toll
from crosscheck.consistency.occasions import exclude_each_other, long_ago
from crosscheck.consistency.sides import Row, Side
from crosscheck.consistency.story import Places, in_order
from crosscheck.consistency.values import (
    counted_kind,
    exchanged,
    limits_differ,
    nearly_equal,
    quantities_meet,
)

# "Dozens" and "scores" may be so many times more.
_VAGUE = 2
# Of two tolls of one event the lower is at least this share of the higher.
_RIVALS = 0.9


class _Figure(NamedTuple):
    """A figure of a document, and the index of the claim that gives it."""

    claim: int
    quantity: Row


class _News(NamedTuple):
    """What a document's title and its first sentences name, and when."""

    names: frozenset[str]
    times: tuple[Row, ...]


def differing_figures(story: Sequence[Side], at: Places) -> set[tuple[int, int]]:
    """Pairs of claims that give one figure otherwise: a person's age, the cost of a thing, the
    toll that is the news, or large figures of one thing that are close and not equal.

    A document that gives a figure in several ways ties nothing.

    Returns:
        Indices into the story; the one whose document sorts first stands first.
    """
    documents: dict[str, list[int]] = defaultdict(list)
    for i, side in enumerate(story):
        documents[side.claim["doc_id"]].append(i)
    given = [
        _ages(story, rows) | _tolls(story, rows, at) | _prices(story, rows)
        for rows in documents.values()
    ]
    news = [_news(story, rows, at) for rows in documents.values()]
    found: set[tuple[int, int]] = set()
    for p, q in combinations(range(len(given)), 2):
        for key in given[p].keys() & given[q].keys():
            pairs = list(product(given[p][key], given[q][key]))
            if any(_may_be_one(x.quantity, y.quantity) for x, y in pairs):
                continue
            if key in TOLLS and not _one_news(news[p], news[q]):
                continue
            found |= {in_order(story, x.claim, y.claim) for x, y in pairs}
    return found | _near_figures(story)


def _near_figures(story: Sequence[Side]) -> set[tuple[int, int]]:
    """Claims whose large figures are nearly equal, where neither document has the other's figure
    as well, and that do not tell of other names only.
    """
    given: dict[tuple[str | None, ...], list[_Figure]] = defaultdict(list)
    for i, side in enumerate(story):
        for quantity in side.quantities:
            text = side.document["raw_text"]
            if nearly_equal(quantity, quantity) and not exchanged(quantity, side.quantities, text):
                counted = None if quantity["kind"] == "money" else counted_kind(quantity)
                given[quantity["kind"], quantity["unit"], counted].append(_Figure(i, quantity))
    return {
        in_order(story, x.claim, y.claim)
        for figures in given.values()
        for x, y in combinations(figures, 2)
        if story[x.claim].claim["doc_id"] != story[y.claim].claim["doc_id"]
        and nearly_equal(x.quantity, y.quantity)
        and not _has(story[y.claim], x.quantity)
        and not _has(story[x.claim], y.quantity)
        and not _other_names(story[x.claim], story[y.claim])
    }


def _other_names(a: Side, b: Side) -> bool:
    """Do both claims name something, and nothing in common?"""
    return bool(a.entities) and bool(b.entities) and not a.entities.keys() & b.entities.keys()


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


def _may_be_one(p: Row, q: Row) -> bool:
    """Can two figures be one, as far as they can be compared ("$5", "£5")?"""
    return p["unit"] != q["unit"] or (quantities_meet(p, q) and not limits_differ(p, q))


def _ages(story: Sequence[Side], rows: Sequence[int]) -> dict[str, list[_Figure]]:
    """Person → the age that a document gives, if it gives one age only."""
    found: dict[str, list[_Figure]] = defaultdict(list)
    for i in rows:
        for quantity in story[i].quantities:
            person = aged(quantity, story[i])
            if person is not None:
                found[person].append(_Figure(i, quantity))
    return {person: figures for person, figures in found.items() if _one_value(figures)}


def _tolls(story: Sequence[Side], rows: Sequence[int], at: Places) -> dict[str, list[_Figure]]:
    """Kind of toll → where title and lead give it, if the document gives it in one way only.

    A part of it, and the toll of long ago, are other figures.
    """
    every: dict[str, list[_Figure]] = defaultdict(list)
    for i in rows:
        side = story[i]
        for quantity in side.quantities:
            kind = toll(quantity, side)
            if kind is not None and not of_some(quantity, side) and not long_ago(side):
                every[kind].append(_Figure(i, quantity))
    return {
        kind: [figure for figure in figures if at.leading[figure.claim]]
        for kind, figures in ((kind, _closest(figures)) for kind, figures in every.items())
        if _one_value(figures) or _rivals(figures)
    }


def _rivals(figures: Sequence[_Figure]) -> bool:
    """Does a document give several tolls of one event, by one source and another, and no part?"""
    values = sorted(float(f.quantity["low"] or f.quantity["high"] or 0.0) for f in figures)
    return values[0] >= _RIVALS * values[-1]


def _closest(figures: Sequence[_Figure]) -> Sequence[_Figure]:
    """The figures of a toll without the vague ones ("scores") that a document gives besides."""
    close = [f for f in figures if not _vague(f.quantity)]
    return close or figures


def _vague(quantity: Row) -> bool:
    low, high = quantity["low"], quantity["high"]
    return quantity["bound"] == "approximate" and bool(low and high and high > _VAGUE * low)


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


def _news(story: Sequence[Side], rows: Sequence[int], at: Places) -> _News:
    lead = [i for i in rows if at.leading[i]]
    return _News(
        frozenset(name for i in lead for name in story[i].entities),
        tuple(time for i in lead for time in story[i].times),
    )


def _one_news(a: _News, b: _News) -> bool:
    """Do both tell of one name, and of no other day?"""
    return bool(a.names & b.names) and not exclude_each_other(a.times, b.times)
