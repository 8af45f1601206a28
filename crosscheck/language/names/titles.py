"""Titles in front of a name, with the offices, the gender and the country that they tell."""

from dataclasses import dataclass

from spacy.tokens import Doc

from crosscheck.language import gazetteer as gaz


@dataclass(frozen=True, slots=True)
class Title:
    """The titles in front of a name: how many tokens, and what they say."""

    start: int
    roles: frozenset[str] = frozenset()
    gender: str | None = None
    country: str | None = None


def title_before(doc: Doc, start: int, floor: int = 0) -> Title:
    """The titles that stand directly in front of a token, with nationality and gender.

    "former Peruvian President Ana Torres": at "Ana", the offices {president}, the country PE.
    """
    position, roles, gender, country = start, set(), None, None
    while position > floor:
        length, key = role_ending_at(doc, position, floor)
        if length:
            roles.add(key)
        elif gaz.courtesy(doc[position - 1].text) or (
            roles and doc[position - 1].lower_ in gaz.terms()["role_modifiers"]["words"]
        ):
            length = 1
        else:
            break
        gender = gender or gaz.gender(doc[position - length : position].text)
        position -= length
    if roles and position > floor:
        owner = position - 1 - (doc[position - 1].lower_ in ("'s", "’s"))
        country = nation(doc, owner)
    return Title(position, frozenset(roles), gender, country)


def role_ending_at(doc: Doc, end: int, floor: int) -> tuple[int, str]:
    """The longest office that ends before a token: how many tokens, and its key; 0 and "": none.

    Args:
        doc: A passage.
        end: The token after it.
        floor: The first token that it may have.
    """
    for length in (4, 3, 2, 1):
        if end - length >= floor and (key := gaz.role(doc[end - length : end].text)):
            return length, key
    return 0, ""


def nation(doc: Doc, index: int) -> str | None:
    """The country that the words ending at a token name, as noun, adjective, capital or seat."""
    for length in (3, 2, 1):
        if index - length + 1 >= 0:
            text = doc[index - length + 1 : index + 1].text
            if text[:1].isupper() and (found := nation_of(text)):
                return found
    return None


def nation_of(text: str) -> str | None:
    """The country (ISO code) whose name, adjective, seat of government or capital a text is."""
    return gaz.country(text) or gaz.demonym(text) or gaz.seat(text) or gaz.capital(text)
