"""The offices and ranks of persons: what a text calls them beside their names, and when that is
another office of one person.

Titles ("Lund, chairwoman of the harbour") are held against the offices of which a body has one
each; roles ("the deputy harbour master Lund") have a rank.
"""

import re
from collections.abc import Iterator, Sequence
from functools import cache
from typing import NamedTuple

from crosscheck.claims.lexicons import lexicon
from crosscheck.consistency.sides import Row, Side

# How many words after a name's comma its office may take.
_APPOSITION = 10
_PHRASE = frozenset({"ADJ", "NOUN"})
_TITLE = frozenset({"PROPN", "NOUN", "ADJ"})
_MODIFYING = frozenset({"amod", "compound"})
# Ranks of who holds an office for a time.
FOR_NOW = frozenset({"acting", "interim", "temporary"})
# What joins the posts of somebody who has several.
_AND = re.compile(r" (?:and|&) |, ")


def roles_of(person: Row, side: Side) -> Iterator[tuple[str, tuple[Row, ...]]]:
    """The role nouns right beside a person's name: the noun's lemma, and it with its modifiers.

    Read from the order of words ("the former judge Ida Lund", "Lund, then an assistant judge"),
    since an apposition is what parsers get wrong most.
    """
    names = {word for name in (person["name"], *person["aliases"]) for word in name.split()}
    words = side.sentence
    for i, token in enumerate(words):
        if token["pos"] != "PROPN" or token["text"] not in names:
            continue
        for noun_phrase in (_phrase_before(words[:i]), _phrase_after(words[i + 1 :])):
            if noun_phrase and noun_phrase[-1]["pos"] == "NOUN":
                yield noun_phrase[-1]["lemma"], noun_phrase


def _phrase_before(words: Sequence[Row]) -> tuple[Row, ...]:
    end = len(words)
    while end and words[end - 1]["pos"] in {"PROPN", "PUNCT"}:
        end -= 1
    start = end
    while start and words[start - 1]["pos"] in _PHRASE:
        start -= 1
    return tuple(words[start:end])


def _phrase_after(words: Sequence[Row]) -> tuple[Row, ...]:
    if not words or words[0]["text"] != ",":
        return ()
    start = 1
    while start < len(words) and words[start]["pos"] in {"ADV", "DET"}:
        start += 1
    end = start
    while end < len(words) and words[end]["pos"] in _PHRASE:
        end += 1
    return tuple(words[start:end])


def ranks_of(words: tuple[Row, ...], side: Side) -> frozenset[str]:
    """The words that make another role of a noun, beside it or not ("former Sutton boss").

    "Acting" and "interim" say the same.
    """
    below = side.children.get(words[-1]["start"], ()) if words else ()
    before = (*words, *(c for c in below if c["dep"] in _MODIFYING))
    forms = frozenset(form for t in before for form in (t["lemma"], t["text"].lower()))
    ranks = forms & lexicon("rank_modifiers")
    return ranks - FOR_NOW | {min(FOR_NOW)} if ranks & FOR_NOW else ranks


def titles(side: Side) -> Iterator[tuple[str, tuple[Row, ...]]]:
    """The persons whom a side names, as entity ids, each with a title that it gives them."""
    for key, row in sorted(side.entities.items()):
        if row["label"] == "PERSON":
            for title in _titles(row, side):
                yield key, title


def another_office(x: tuple[Row, ...], a: Side, y: tuple[Row, ...], b: Side) -> str | None:
    """How sure it is (hard, soft) that two titles name different offices; None: they need not."""
    if _other_head(x, a, y, b):
        return "soft"
    offices = _held(title_text(x)), _held(title_text(y))
    former = ["former" in title_text(title) for title in (x, y)]
    if former[0] != former[1] and all(map(_leads, (x, y))):
        return None if _posts(title_text(x)) & _posts(title_text(y)) else "hard"
    if any(former) or not all(len(held) == 1 for held in offices) or offices[0] == offices[1]:
        return None
    elsewhere = offices[0] & _held(_document(b)), offices[1] & _held(_document(a))
    return None if any(elsewhere) else "soft"


def _other_head(x: tuple[Row, ...], a: Side, y: tuple[Row, ...], b: Side) -> bool:
    """Does somebody head one body under two titles: "museum director Lund", "museum president"?

    A document that names the body only elsewhere in the sentence means that one. What either
    calls the other's way may be two offices of one person.
    """
    first, second = _headed(x), _headed(y)
    if first is None or second is None or first.office == second.office:
        return False
    body = min(first.body or second.body, second.body or first.body, key=len)
    named = [head.body[-len(body) :] == body or (not head.body and set(body) <= side.context)
             for head, side in ((first, a), (second, b))]  # fmt: skip
    if not body or not all(named) or ranks_of(x, a) or ranks_of(y, b):
        return False
    return not any(
        re.search(rf"\b{re.escape(' '.join(body))} {re.escape(form)}\b", _document(side))
        for head, side in ((first, b), (second, a))
        for form in head.office.split(", ")
    )


class _Head(NamedTuple):
    """The body that a title is of, in small letters, empty if the title does not say; the office,
    as a line of the lexicon has it.
    """

    body: tuple[str, ...]
    office: str


def _headed(title: tuple[Row, ...]) -> _Head | None:
    words = title_text(title).split() or [""]
    lines = (line for line in sorted(lexicon("heads")) if words[-1] in line.split(", "))
    office = next(lines, None)
    return None if office is None else _Head(tuple(words[:-1]), office)


def _posts(text: str) -> set[tuple[str, ...]]:
    """How each post that somebody still has is called, by its first two words."""
    posts = (post.split() for post in _AND.split(text) if "former" not in post)
    return {tuple(words[:2]) for words in posts if len(words) > 1}


def _document(side: Side) -> str:
    return str(side.document["raw_text"]).lower()


def title_text(title: tuple[Row, ...]) -> str:
    """A title's words in small letters."""
    return " ".join(token["text"] for token in title).lower()


def _leads(title: tuple[Row, ...]) -> bool:
    """Does a title name one of those who lead a body?"""
    return bool(_held(title_text(title))) or any(t["lemma"] == "executive" for t in title)


@cache
def _forms() -> tuple[tuple[str, re.Pattern[str]], ...]:
    """Each office and what it is called, from lines "chief executive, ceo"."""
    return tuple(
        (line, re.compile("|".join(rf"\b{re.escape(form)}\b" for form in line.split(", "))))
        for line in sorted(lexicon("offices"))
    )


def _held(text: str) -> frozenset[str]:
    """The offices that a text in small letters names."""
    return frozenset(office for office, form in _forms() if form.search(text))


def _titles(person: Row, side: Side) -> Iterator[tuple[Row, ...]]:
    """The words right before a person's name, those after the comma behind it, and those that it
    stands behind for nearer description ("the harbour's director, Ida Lund").
    """
    names = set(person["name"].split())  # aliases may be descriptions, and have the office
    words = side.sentence
    for i, token in enumerate(words):
        if token["pos"] != "PROPN" or token["text"] not in names:
            continue
        if i and words[i - 1]["text"] in names:
            continue  # not where the name begins
        start = i
        while start and words[start - 1]["pos"] in _TITLE and _joined(words, start, side):
            start -= 1
        if start < i:
            yield tuple(words[start:i])
        described = _described(i, words)
        if described:
            yield described
        while i + 1 < len(words) and words[i + 1]["text"] in names:
            i += 1
        if i + 1 < len(words) and words[i + 1]["text"] == ",":
            stop = i + 2
            while stop < min(len(words), i + 2 + _APPOSITION) and _goes_on(words[stop]):
                stop += 1
            yield tuple(words[i + 2 : stop])


def _joined(words: Sequence[Row], i: int, side: Side) -> bool:
    """Does no comma stand before a word? Between two claims it is a word of neither."""
    return "," not in side.document["raw_text"][words[i - 1]["end"] : words[i]["start"]]


def _described(i: int, words: tuple[Row, ...]) -> tuple[Row, ...]:
    """The phrase before the comma that a name is in apposition to; empty if it is in none."""
    if words[i]["dep"] != "appos" or i == 0 or words[i - 1]["text"] != ",":
        return ()
    head = next((n for n in range(i - 1) if words[n]["start"] == words[i]["head"]), None)
    if head is None or words[head]["pos"] != "NOUN" or i - 1 - head > _APPOSITION:
        return ()
    start = head
    while start and words[start - 1]["pos"] in _TITLE:
        start -= 1
    return tuple(words[start : i - 1])


def _goes_on(token: Row) -> bool:
    return token["pos"] not in {"PUNCT", "VERB", "AUX", "PRON", "SCONJ"}
