"""What persons are called: their names' spelling, their offices, and who is listed."""

import re
from collections.abc import Iterator, Sequence
from functools import cache
from typing import NamedTuple

from crosscheck.claims.lexicons import lexicon
from crosscheck.consistency.comparers.base import Conflict, Context, span_of
from crosscheck.consistency.names import cut_short, endings, misspelled, name_runs, parts
from crosscheck.consistency.occasions import days_apart
from crosscheck.consistency.sides import Row, Side
from crosscheck.language.entities.naming import parse_person

# So many persons make a list, and so many of them are in both.
_LISTED, _COMMON = 5, 4
# How many words after a name's comma its office may take.
_APPOSITION = 10
_PHRASE = frozenset({"ADJ", "NOUN"})
_TITLE = frozenset({"PROPN", "NOUN", "ADJ"})
_MODIFYING = frozenset({"amod", "compound"})
_FOR_NOW = frozenset({"acting", "interim", "temporary"})
# What joins the posts of somebody who has several.
_AND = re.compile(r" (?:and|&) |, ")
# Ranks change with the years: in so many days hardly anybody's does.
_TERM = 31


def compare(a: Side, b: Side, context: Context) -> Iterator[Conflict]:
    """One person under two names, ranks or offices; lists each with somebody of its own."""
    yield from _ranked(a, b, context)
    a, b = a.whole, b.whole
    yield from _spelled(a, b, context)
    yield from _cut_short(a, b, context)
    yield from _offices(a, b, context)
    yield from _listed(a, b, context)


def _ranked(a: Side, b: Side, context: Context) -> Iterator[Conflict]:
    """One person's role with another rank before it: "the harbour master", "the deputy …".

    Roles in common nouns only: "President" before a name is kept by courtesy. Documents far apart
    may each tell of its own time; that somebody has left an office, or holds it for now, may be the
    news of a day.
    """
    if days_apart(a, b) > _TERM:
        return
    for one in sorted(a.entities.keys() & b.entities.keys()):
        if a.entities[one]["label"] != "PERSON":
            continue
        second = dict(_roles(b.entities[one], b))
        for role, x in _roles(a.entities[one], a):
            y = second.get(role)
            ranks = _ranks(x, a), _ranks(y or (), b)
            if y is None or ranks[0] == ranks[1] or _retired(x, a) != _retired(y, b):
                continue  # who has retired is still called by the profession, or former
            between = ranks[0] ^ ranks[1]
            former = "former" in between
            if context.apart and (former or between & _FOR_NOW):
                continue
            if former and _whose(x, a) != _whose(y, b):
                continue  # of one body no longer, of another still
            texts = [" ".join(t["text"] for t in words) for words in (x, y)]
            yield context.conflict(
                "entity",
                "soft" if former else "hard",
                0.35,
                f"{a.entities[one]['name']}: {texts[0]} ≠ {texts[1]}",
                span_of(x, a.claim),
                span_of(y, b.claim),
            )


def _roles(person: Row, side: Side) -> Iterator[tuple[str, tuple[Row, ...]]]:
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


def _ranks(words: tuple[Row, ...], side: Side) -> frozenset[str]:
    """The words that make another role of a noun, beside it or not ("former Sutton boss").

    "Acting" and "interim" say the same.
    """
    below = side.children.get(words[-1]["start"], ()) if words else ()
    before = (*words, *(c for c in below if c["dep"] in _MODIFYING))
    forms = frozenset(form for t in before for form in (t["lemma"], t["text"].lower()))
    ranks = forms & lexicon("rank_modifiers")
    return ranks - _FOR_NOW | {min(_FOR_NOW)} if ranks & _FOR_NOW else ranks


def _retired(words: tuple[Row, ...], side: Side) -> bool:
    return "retired" in _ranks(words, side)


def _whose(words: tuple[Row, ...], side: Side) -> frozenset[str]:
    """Of whom or what somebody has a role: "his lawyer", "head of Mills Ltd", "a Sutton judge"."""
    below = side.children.get(words[-1]["start"], ())
    return frozenset(
        c["lemma"]
        for c in below
        if c["dep"] in {"nmod", "nmod:poss"} or (c["dep"] == "compound" and c["pos"] == "PROPN")
    )


def _spelled(a: Side, b: Side, context: Context) -> Iterator[Conflict]:
    """A part of a name with another letter, each spelling in one document only."""
    for x in parts(a):
        for y in parts(b):
            if misspelled(x, a, y, b, context.wordnet, outvoted="spelling" in context.tied):
                yield context.conflict(
                    "entity",
                    "soft",
                    0.45,
                    f"{x.token['text']} ≠ {y.token['text']} (spelled otherwise)",
                    span_of([x.token], a.claim),
                    span_of([y.token], b.claim),
                )


def _cut_short(a: Side, b: Side, context: Context) -> Iterator[Conflict]:
    """A name without the part behind its hyphen, which others never leave off."""
    if "spelling" not in context.tied:
        return
    for x in endings(a):
        for y in endings(b):
            if cut_short(x, y):
                texts = ["-".join(filter(None, (e.token["text"], e.part))) for e in (x, y)]
                yield context.conflict(
                    "entity",
                    "soft",
                    0.45,
                    f"{x.words[0]} {texts[0]} ≠ {y.words[0]} {texts[1]}",
                    span_of([x.token], a.claim),
                    span_of([y.token], b.claim),
                )


def _offices(a: Side, b: Side, context: Context) -> Iterator[Conflict]:
    """One person's offices, if a body has one of each and neither document has the other's.

    "Executive director Lund" ≠ "Lund, the chairman"; and "former" of only one of them. Documents
    far apart may each tell of its own time.
    """
    if context.apart:
        return
    for key, x in titles(a):
        for other, y in titles(b):
            severity = another_office(x, a, y, b) if key == other else None
            if severity is not None:
                yield context.conflict(
                    "entity",
                    severity,
                    0.45 if "office" in context.tied else 0.35,
                    f"{a.entities[key]['name']}: {_text(x)} ≠ {_text(y)}",
                    span_of(x, a.claim),
                    span_of(y, b.claim),
                )


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
    offices = _held(_text(x)), _held(_text(y))
    former = ["former" in _text(title) for title in (x, y)]
    if former[0] != former[1] and all(map(_leads, (x, y))):
        return None if _posts(_text(x)) & _posts(_text(y)) else "hard"
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
    if not body or not all(named) or _ranks(x, a) or _ranks(y, b):
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
    words = _text(title).split() or [""]
    lines = (line for line in sorted(lexicon("heads")) if words[-1] in line.split(", "))
    office = next(lines, None)
    return None if office is None else _Head(tuple(words[:-1]), office)


def _posts(text: str) -> set[tuple[str, ...]]:
    """How each post that somebody still has is called, by its first two words."""
    posts = (post.split() for post in _AND.split(text) if "former" not in post)
    return {tuple(words[:2]) for words in posts if len(words) > 1}


def _document(side: Side) -> str:
    return str(side.document["raw_text"]).lower()


def _text(title: tuple[Row, ...]) -> str:
    return " ".join(token["text"] for token in title).lower()


def _leads(title: tuple[Row, ...]) -> bool:
    """Does a title name one of those who lead a body?"""
    return bool(_held(_text(title))) or any(t["lemma"] == "executive" for t in title)


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
        while start and words[start - 1]["pos"] in _TITLE:
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


def _persons(side: Side) -> dict[str, tuple[Row, ...]]:
    """Surname → the first name in a claim that is a person's of this surname."""
    persons = [row["name"] for row in side.entities.values() if row["label"] == "PERSON"]
    surnames = {parse_person(name.split()).surname for name in persons}
    found: dict[str, tuple[Row, ...]] = {}
    for run, _ in name_runs(side):
        surname = parse_person([token["text"] for token in run]).surname
        if surname in surnames:
            found.setdefault(surname, run)
    return found


def _listed(a: Side, b: Side, context: Context) -> Iterator[Conflict]:
    """Two lists of persons, mostly the same, each with somebody whom the other leaves out."""
    first, second = _persons(a), _persons(b)
    if context.apart:
        return
    if min(len(first), len(second)) < _LISTED or len(first.keys() & second.keys()) < _COMMON:
        return
    if any(map(_open, (a, b))):
        return
    there = [{token["text"].lower() for token in side.sentence} for side in (b, a)]
    only = [
        [
            run
            for surname, run in sorted(names.items())
            if surname.rpartition(" ")[2] not in words
            and _beside(run, [names[key] for key in first.keys() & second.keys()], side)
        ]
        for names, words, side in zip((first, second), there, (a, b), strict=True)
    ]
    if all(only):
        yield context.conflict(
            "entity",
            "soft",
            0.35,
            " ≠ ".join(f"{', '.join(map(_written, runs))} listed" for runs in only),
            span_of(only[0][0], a.claim),
            span_of(only[1][0], b.claim),
        )


def _open(side: Side) -> bool:
    """Does its sentence list only some of several ("names such as")?"""
    words = " ".join(token["text"].lower() for token in side.sentence)
    return any(f" {cue} " in f" {words} " for cue in lexicon("open_lists"))


def _beside(run: tuple[Row, ...], listed: Sequence[tuple[Row, ...]], side: Side) -> bool:
    """Does a name stand in one list with one of others: is there no verb between them?"""
    verbs = [t["start"] for t in side.sentence if t["pos"] == "VERB"]
    ends = [sorted((run[0]["start"], other[0]["start"])) for other in listed]
    return any(not any(start < verb < end for verb in verbs) for start, end in ends)


def _written(run: tuple[Row, ...]) -> str:
    return " ".join(token["text"] for token in run)
