"""The spans of names: runs of name words, cut where one name ends and another begins.

Titles and nationalities in front go ("Peruvian President Ana Torres"), two entities part.
"""

from collections.abc import Iterator

from spacy.tokens import Doc, Span

from crosscheck.language import gazetteer as gaz
from crosscheck.language.names.casing import CLOSING, OPENING, Casing
from crosscheck.language.names.labels import head_of
from crosscheck.language.names.titles import Title, role_ending_at, title_before
from crosscheck.language.names.words import LINKS, entity_of, name_words, runs_of


def names_in(doc: Doc, casing: Casing) -> Iterator[tuple[int, int, Title]]:
    """First and last token, half-open, of each name of a passage, with the titles in front of it.

    Args:
        doc: A passage; entities, tags and sentence starts help, but may be missing.
        casing: How the story writes its words.
    """
    inside = entity_of(doc)
    words = name_words(doc, casing, inside)
    for start, end in runs_of(doc, words, inside):
        for first, last in _unhyphened(doc, start, end, casing):
            yield from _split(doc, first, last, inside)


def _unhyphened(doc: Doc, start: int, end: int, casing: Casing) -> Iterator[tuple[int, int]]:
    """Two names with a hyphen between, which the story has on their own too, are two."""
    for index in range(start + 1, end - 1):
        sides = doc[index - 1].lower_, doc[index + 1].lower_
        if doc[index].text in ("-", "–") and all(casing.upper[side] > 1 for side in sides):
            yield start, index
            yield from _unhyphened(doc, index + 1, end, casing)
            return
    yield start, end


def _split(
    doc: Doc, start: int, end: int, inside: list[Span | None]
) -> Iterator[tuple[int, int, Title]]:
    """Cut a run of name words into names: nationalities and titles go, two entities part."""
    start, end = _trim(doc, start, end)
    if end - start > 1 and role_ending_at(doc, start + 1, 0)[0] > 1:
        start += 1
    if start >= end:
        return
    covering = inside[start]
    whole = (
        covering is not None and covering.end >= end and covering.label_ not in ("PERSON", "NORP")
    )
    if whole or gaz.country(doc[start:end].text) or gaz.place(doc[start:end].text):
        yield start, end, Title(start)
        return
    if (cut := _leading_nation(doc, start, end)) > start:
        yield start, cut, Title(start)
        if doc[cut].text in ("-", "–"):
            cut += 1
        yield from _split(doc, cut, end, inside)
        return
    if (cut := _last_title(doc, start, end)) > start:
        if cut < end:
            yield from _titled(doc, start, cut, end, inside)
        return
    if (cut := _office_of(doc, start, end)) > start:
        yield from _split(doc, cut, end, inside)
        return
    meeting = _two_entities(doc, start, end, inside)
    if meeting is not None:
        yield from _split(doc, start, meeting, inside)
        yield from _split(doc, meeting, end, inside)
        return
    yield start, end, title_before(doc, start)


def _titled(
    doc: Doc, start: int, cut: int, end: int, inside: list[Span | None]
) -> Iterator[tuple[int, int, Title]]:
    title = title_before(doc, cut)
    if title.start > start and not all(
        gaz.terms()["role_modifiers"]["words"] & {t.lower_} for t in doc[start : title.start]
    ):
        yield from _split(doc, start, title.start, inside)
    cut, end = _trim(doc, cut, end)
    if cut < end:
        yield cut, end, title


def _trim(doc: Doc, start: int, end: int) -> tuple[int, int]:
    """Without small words and possessives at either end."""
    loose = LINKS | CLOSING | OPENING
    while start < end and doc[start].lower_ in loose:
        start += 1
    while end > start and doc[end - 1].lower_ in loose:
        end -= 1
    return start, end


def _leading_nation(doc: Doc, start: int, end: int) -> int:
    """Where a nationality, country or seat in front of a title or another name ends."""
    for length in (3, 2, 1):
        cut = start + length
        if cut >= end:
            continue
        text = doc[start:cut].text
        rest = doc[cut:end]
        headed = (end - cut == 1 and head_of(doc[start:end])) or (end - cut > 1 and head_of(rest))
        if gaz.is_people(text) and not (headed == "ORG" or (headed and _fixed(rest))):
            return cut
        if (gaz.country(text) or gaz.seat(text)) and (
            not headed or _last_title(doc, cut, end) > cut
        ):
            return cut
    return start


def _fixed(rest: Span) -> bool:
    """Do the words after a nationality make one name with it ("European Union")?"""
    return len(rest) == 1 and gaz.role(rest.text) is None


def _last_title(doc: Doc, start: int, end: int) -> int:
    """Where the titles at the front of a run end: after the last of them that a name follows."""
    cut = start
    for index in range(start, end):
        lower = doc[index].lower_
        length, _ = role_ending_at(doc, index + 1, start)
        of = length == 1 and index > start and doc[index - 1].lower_ in ("of", "for")
        if (length and not of) or gaz.courtesy(lower):
            cut = index + 1
        elif lower in gaz.terms()["role_modifiers"]["words"] or lower in LINKS:
            continue
        elif index - start > 2 or cut > start:
            break
    rest = doc[cut:end]
    if cut > start and len(rest) and (head_of(rest) or rest[0].lower_ in LINKS):
        return start
    return cut


def _office_of(doc: Doc, start: int, end: int) -> int:
    """Where the body begins whose office stands in front ("Director of …")."""
    length = next((n for n in (3, 2, 1) if gaz.role(doc[start : start + n].text)), 0)
    after = start + length
    return after + 1 if length and after < end - 1 and doc[after].lower_ in ("of", "for") else start


def _two_entities(doc: Doc, start: int, end: int, inside: list[Span | None]) -> int | None:
    """Where two entities of different labels meet, or a sentence begins."""
    for index in range(start + 1, end):
        one, other = inside[index - 1], inside[index]
        if (
            other is not None
            and one is not None
            and one is not other
            and (one.label_ != other.label_ or one.label_ != "PERSON")
        ):
            return index
        if other is None and _person_begins(doc, start, index, end):
            return index
        if index == end - 1 and gaz.is_people(doc[index].text) and gaz.place(doc[start:index].text):
            return index
    return None


def _person_begins(doc: Doc, start: int, index: int, end: int) -> bool:
    """Without a recogniser: a given name and a surname after a body's name of two words or more."""
    given = [gaz.is_given_name(t.text) for t in doc[start : index + 1]]
    return given[-1] and not any(given[:-1]) and index - start > 1 and 1 < end - index < 4
