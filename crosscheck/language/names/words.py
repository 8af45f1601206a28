"""Which words belong to names, and the runs that they make with the small words between them.

A word that a story always capitalises in mid-sentence is a name at a sentence's start and in a
headline too; "of", "and", hyphens and particles tie name words together ("Bank of England").
"""

import re
from collections.abc import Iterator

from spacy.lang.en.stop_words import STOP_WORDS
from spacy.tokens import Doc, Span, Token

from crosscheck.language import gazetteer as gaz
from crosscheck.language.names.casing import Casing, is_headline, starts_sentence
from crosscheck.language.names.labels import LABELS, PARTY
from crosscheck.language.names.titles import nation, nation_of

LINKS = frozenset(["of", "for", "and", "the", "on", "in", "&", "-", "–", "'s", "’s"])
_PARTICLES = frozenset(
    [
        "de",
        "del",
        "della",
        "der",
        "di",
        "da",
        "du",
        "la",
        "le",
        "van",
        "von",
        "bin",
        "ibn",
        "al",
        "el",
        "y",
        "e",
        "dos",
        "das",
        "ter",
        "ten",
    ]
)
_PLURAL_OWNERS = frozenset(["people", "children", "women", "men", "workers", "writers"])
_NOT_NAMES = frozenset(["i", "mr", "ms", "mrs", "dr", "am", "pm", "photo", "file", "ok", "tv"])


def entity_of(doc: Doc) -> list[Span | None]:
    """For each token, the entity of the recogniser around it; None: none that may be a name."""
    found: list[Span | None] = [None] * len(doc)
    for ent in doc.ents:
        if ent.label_ in LABELS and any(t.text[:1].isupper() or t.is_digit for t in ent):
            for token in ent:
                found[token.i] = ent
    return found


def name_words(doc: Doc, casing: Casing, inside: list[Span | None]) -> list[bool]:
    """For each token, whether it belongs to a name.

    Args:
        doc: A passage.
        casing: How the story writes its words.
        inside: What `entity_of` gives.
    """
    headline = is_headline(doc)
    return [_is_name_word(token, casing, inside[token.i], headline) for token in doc]


def _is_name_word(token: Token, casing: Casing, ent: Span | None, headline: bool) -> bool:
    text, lower = token.text, token.lower_
    if not text[:1].isupper() or lower in _NOT_NAMES or PARTY.match(text):
        return False
    if "-" in text and all(map(nation_of, text.split("-"))):
        return False
    acronym = text.isupper() and len(text) > 1 and not headline
    if lower in STOP_WORDS and not acronym:
        return False
    if gaz.is_calendar(text) and ent is None:
        return False
    known = text if not text.isupper() or len(text) < 5 else text.title()
    if gaz.country(known) or gaz.is_people(known) or gaz.seat(known) or gaz.capital(known):
        return not (headline and text.isupper() and casing.lower[lower])
    if headline or starts_sentence(token):
        if _starts_title(token):
            return True
        if casing.lower[lower]:
            return casing.is_name(text)
        likely = token.pos_ == "PROPN" if token.pos_ else gaz.is_given_name(text)
        opens = likely and not headline and _before_name(token) and not _stops(_next(token))
        return casing.is_name(text) or ent is not None or acronym or opens
    owner = lower in _PLURAL_OWNERS and _next(token) in ("'s", "’s")
    often = casing.upper[lower] >= casing.lower[lower]
    return often or owner or ent is not None or _before_name(token)


def _starts_title(token: Token) -> bool:
    """Does a title of capitals with a name after it begin here ("Secretary of State Ana …")?"""
    doc = token.doc
    for length in (4, 3, 2, 1):
        end = token.i + length
        if end < len(doc) and gaz.role(doc[token.i : end].text):
            last = doc[end - 1].text[:1].isupper() or doc[end - 1].lower_ == "of"
            return last and (doc[end].text[:1].isupper() or doc[end].lower_ == "of")
    return False


def _stops(word: str) -> bool:
    return word.lower() in STOP_WORDS or word.lower() in _NOT_NAMES or gaz.is_calendar(word)


def _next(token: Token) -> str:
    return token.doc[token.i + 1].text if token.i + 1 < len(token.doc) else ""


def _before_name(token: Token) -> bool:
    """Does a word with a capital stand beside another, so that it may be part of a name?"""
    before = token.doc[token.i - 1].text if token.i and not starts_sentence(token) else ""
    return _next(token)[:1].isupper() or before[:1].isupper()


def runs_of(doc: Doc, words: list[bool], inside: list[Span | None]) -> Iterator[tuple[int, int]]:
    """First and last token, half-open, of the name words that stand together.

    Args:
        doc: A passage.
        words: What `name_words` gives.
        inside: What `entity_of` gives.
    """
    index = 0
    while index < len(doc):
        if not words[index]:
            index += 1
            continue
        end = index + 1
        while end < len(doc):
            if words[end] or _continues(doc, index, end, inside):
                end += 1
            elif (after := _past_links(doc, words, inside, index, end)) > end:
                end = after + 1
            else:
                break
        yield index, end
        index = end


def _continues(doc: Doc, start: int, index: int, inside: list[Span | None]) -> bool:
    """A number, initial or suffix that the recogniser or its form ties to the name before."""
    if doc[index].like_num and doc[index].text[0].isupper() and doc[index - 1].text[0].isupper():
        return True
    same = inside[index] is not None and inside[index] is inside[index - 1]
    if doc[index].text in ("Jr.", "Sr.", "Jr", "Sr", "II", "III", "IV") or re.fullmatch(
        r"[A-Z]\.", doc[index].text
    ):
        return True
    return same and (doc[index].is_digit or doc[index].like_num)


def _past_links(
    doc: Doc, words: list[bool], inside: list[Span | None], start: int, end: int
) -> int:
    """The name word that small words tie to a run which ends at `end`; `end` where none does."""
    after = end
    while after < len(doc) and after - end < 3 and doc[after].lower_ in LINKS | _PARTICLES:
        after += 1
    if after == end or after >= len(doc) or not words[after]:
        return end
    links = [doc[i].lower_ for i in range(end, after)]
    ent = inside[end - 1]
    if ent is not None and ent is inside[after]:
        return after
    if ent is not None and inside[after] is not None and "and" in links:
        return end
    return after if _tied(doc, start, end, after, links) else end


def _tied(doc: Doc, start: int, end: int, after: int, links: list[str]) -> bool:
    before = doc[end - 1]
    if all(link in _PARTICLES for link in links):
        return before.text[:1].isupper() and not gaz.country(before.text)
    if links == ["&"]:
        return True
    if links in (["-"], ["–"]):
        glued = not before.whitespace_ and not doc[end].whitespace_
        return glued and not nation(doc, end - 1) and not nation(doc, after) and links == ["-"]
    if links in (["'s"], ["’s"]):
        return before.lower_ in _PLURAL_OWNERS
    heads = gaz.terms()["heads"]
    headed = any(before.lower_ in heads[kind] for kind in ("org", "gpe", "event", "fac"))
    role = gaz.role(before.text) or gaz.role(doc[max(start, end - 1) : after + 1].text)
    if links[0] in ("of", "for"):
        return headed or role is not None
    first = doc[start].lower_ in heads["org"] and end - start > 1
    return links[0] == "and" and first and doc[start + 1].lower_ in ("of", "for")
