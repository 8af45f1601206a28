"""A deed that outlets date to one month of two years: of a date, the year is mistaken most easily.

A fair is held, and a vote taken, in one month of many years. Only a deed done to about as many of
one kind is held to be the same.
"""

import re

from crosscheck.consistency.events import Event, events_of
from crosscheck.consistency.sides import Row, Side
from crosscheck.consistency.values import other_year
from crosscheck.language.wordnet import WordNet

# A date's year and month, and the month.
MONTH = re.compile(r"\d{4}-(\d\d)(?!\w)")
# Fewer are counted by chance; about as many are so many times more at most.
_MANY, _ABOUT = 10, 1.5


def of_one_deed(s: Row, a: Side, t: Row, b: Side, wordnet: WordNet) -> bool:
    """Do two times lie in one month of two years, and date what was done to about as many?"""
    months = [MONTH.match(time["value"] or "") for time in (s, t)]
    if not other_year(s, t) or any(month is None for month in months):
        return False
    if len({month[1] for month in months if month}) > 1:
        return False
    pairs = ((x, y) for x in events_of(s, a) for y in events_of(t, b))
    return any(_one_deed(x, a, y, b, wordnet) for x, y in pairs)


def _one_deed(x: Event, a: Side, y: Event, b: Side, wordnet: WordNet) -> bool:
    if not _one_kind(x.word, y.word, wordnet):
        return False
    done_to = _done_to(x, a), _done_to(y, b)
    return any(
        _one_kind(one, other, wordnet) and _as_many(p, q)
        for one, p in done_to[0]
        for other, q in done_to[1]
    )


def _one_kind(one: Row, other: Row, wordnet: WordNet) -> bool:
    """Is it one word, or one a kind of the other, or made from it?"""
    if one["pos"] != other["pos"]:
        return wordnet.derived(one["lemma"], one["pos"], other["lemma"], other["pos"])
    words = one["lemma"], other["lemma"]
    return words[0] == words[1] or any(
        wordnet.is_a(*pair, one["pos"]) for pair in (words, words[::-1])
    )


def _done_to(event: Event, side: Side) -> list[tuple[Row, Row]]:
    """What a deed was done to, with how many there were of it; of a noun, what follows "of"."""
    if event.word["pos"] == "VERB":
        filler = event.roles.get("object")
        nouns = list(filler.heads) if filler else []
    else:
        below = side.children.get(event.word["start"], ())
        nouns = [c for c in below if c["dep"] == "nmod"]
    return [
        (noun, row)
        for noun in nouns
        for row in side.nearby
        if row.get("kind") == "count" and row["counted_lemma"] == noun["lemma"]
    ]


def _as_many(p: Row, q: Row) -> bool:
    low, high = sorted(float(x["low"] or x["high"] or 0.0) for x in (p, q))
    return low > _MANY and high <= _ABOUT * low
