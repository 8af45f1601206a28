"""The names of a claim, and names that one document misspells: "Ann Tasker", "Ann Tansker".

Accents, the two standards of English, endings, and sounds that alphabets are transliterated by in
several ways, are no slips.
"""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import combinations
from typing import NamedTuple

from rapidfuzz.distance import OSA

from crosscheck.consistency.candidates import in_order
from crosscheck.consistency.sides import Row, Side
from crosscheck.language.gazetteer import normal
from crosscheck.language.naming import sound
from crosscheck.language.spelling import same_spelling

# Shorter names are too often one letter from another's.
_SHORTEST = 5


def name_runs(side: Side) -> Iterator[tuple[tuple[Row, ...], Row]]:
    """The names of a claim, each with its head."""
    own = {token["start"] for token in side.claim["tokens"]}
    run: list[Row] = []
    for token in (*side.sentence, None):
        if token is not None and token["pos"] == "PROPN":
            run.append(token)
            continue
        starts = {t["start"] for t in run}
        top = next((t for t in run if t["head"] not in starts), None)
        if top is not None and run[0]["start"] in own and not aside(run[0], side):
            yield tuple(run), top
        run = []


def aside(token: Row, side: Side) -> bool:
    """Does a word stand in brackets, as agencies and photographers do, or in a date?"""
    text = side.document["raw_text"]
    before = text[max(side.claim["sentence_start"] - 2, 0) : token["start"]]
    if before.count("(") > before.count(")"):
        return True
    return side.dated(token)


class Part(NamedTuple):
    """A word of a name.

    Attributes:
        token: The word.
        rest: The other words of the name, in order.
        entities: The entities that are so called.
    """

    token: Row
    rest: tuple[str, ...]
    entities: frozenset[str]


def parts(side: Side) -> Iterator[Part]:
    """The words of a claim's names that are long enough to be told apart."""
    for run, _ in name_runs(side):
        for token in run:
            word = token["text"]
            if len(word) < _SHORTEST or not word.isalpha() or word.isupper():
                continue
            rest = tuple(t["text"] for t in run if t is not token)
            called = (
                key
                for key, row in side.entities.items()
                if any(word in name.split() for name in (row["name"], *row["aliases"]))
            )
            yield Part(token, rest, frozenset(called))


def misspelled(x: Part, a: Side, y: Part, b: Side) -> bool:
    """Are they one word of one name, which a slip in either document makes two?"""
    one_name = x.entities & y.entities or (x.rest and x.rest == y.rest)
    if not one_name or not slip(x.token["text"], y.token["text"]):
        return False
    return not _has(a, y) and not _has(b, x)


def slip(first: str, second: str) -> bool:
    """Do two words differ by a letter behind their first, and not as spellings of one name may?"""
    a, b = folded(first), folded(second)
    if OSA.distance(a, b) != 1 or a[0] != b[0] or sound(a) == sound(b):
        return False
    # a plural, or a people's name from its country's, is none
    return not (a.startswith(b) or b.startswith(a) or same_spelling(a, b))


def folded(name: str) -> str:
    """A name in plain letters, umlauts written either way."""
    return re.sub("([aou])e", r"\1", normal(name).lower())


def differing_spellings(story: Sequence[Side]) -> set[tuple[int, int]]:
    """Pairs of claims in which two documents first write a name, titles aside if they write it
    elsewhere, each in a way that the other document does not have.

    Returns:
        Indices into the story; the one whose document sorts first stands first.
    """
    documents: dict[str, dict[str, tuple[int, Part]]] = defaultdict(dict)
    titles_last = sorted(enumerate(story), key=lambda item: item[1].claim["kind"] == "title")
    for i, side in titles_last:
        for part in parts(side):
            documents[side.claim["doc_id"]].setdefault(part.token["text"], (i, part))
    initials: dict[str, list[tuple[int, Part]]] = defaultdict(list)
    for written in documents.values():
        for word, first in written.items():
            initials[folded(word)[:1]].append(first)
    return {
        in_order(story, i, j)
        for alike in initials.values()
        for (i, x), (j, y) in combinations(alike, 2)
        if story[i].claim["doc_id"] != story[j].claim["doc_id"]
        and misspelled(x, story[i], y, story[j])
    }


def _has(side: Side, part: Part) -> bool:
    """Has a side's document a word as well, whatever its case?"""
    return str(part.token["text"]).lower() in side.document["raw_text"].lower()
