"""What persons are called: their names' spelling, their offices, and who is listed."""

from collections.abc import Iterator, Sequence

from crosscheck.claims.lexicons import lexicon
from crosscheck.consistency.comparers.base import Conflict, Context, shown, span_of
from crosscheck.consistency.names import cut_short, endings, misspelled, name_runs, parts
from crosscheck.consistency.occasions import days_apart
from crosscheck.consistency.offices import (
    FOR_NOW,
    another_office,
    ranks_of,
    roles_of,
    titles,
)
from crosscheck.consistency.sides import Row, Side
from crosscheck.language.entities.naming import parse_person

# So many persons make a list, and so many of them are in both.
_LISTED, _COMMON = 5, 4
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
        second = dict(roles_of(b.entities[one], b))
        for role, x in roles_of(a.entities[one], a):
            y = second.get(role)
            ranks = ranks_of(x, a), ranks_of(y or (), b)
            if y is None or ranks[0] == ranks[1] or _retired(x, a) != _retired(y, b):
                continue  # who has retired is still called by the profession, or former
            between = ranks[0] ^ ranks[1]
            former = "former" in between
            if context.apart and (former or between & FOR_NOW):
                continue
            if former and _whose(x, a) != _whose(y, b):
                continue  # of one body no longer, of another still
            texts = [_with_ranks(*told) for told in zip((x, y), ranks, strict=True)]
            yield context.conflict(
                "entity",
                "soft" if former else "hard",
                0.35,
                f"{a.entities[one]['name']}: {texts[0]} ≠ {texts[1]}",
                span_of(x, a.claim),
                span_of(y, b.claim),
            )


def _with_ranks(words: tuple[Row, ...], ranks: frozenset[str]) -> str:
    """The words of a role with the ranks that stand elsewhere ("interim", "former")."""
    text = " ".join(t["text"] for t in words)
    return " ".join([*sorted(rank for rank in ranks if rank not in text.lower()), text])


def _retired(words: tuple[Row, ...], side: Side) -> bool:
    return "retired" in ranks_of(words, side)


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
                spans = span_of(x, a.claim), span_of(y, b.claim)
                texts = [shown(*told).lower() for told in zip((a, b), spans, strict=True)]
                yield context.conflict(
                    "entity",
                    severity,
                    0.45 if "office" in context.tied else 0.35,
                    f"{a.entities[key]['name']}: {texts[0]} ≠ {texts[1]}",
                    *spans,
                )


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
