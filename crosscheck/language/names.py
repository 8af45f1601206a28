"""Names in a story's articles: what the recogniser found, corrected by what the story itself shows.

A small recogniser misses names, cuts them short and labels one name in several ways. The articles
of a story repeat their names, so that most of this can be mended: a word that is always capitalised
in mid-sentence is a name at a sentence's start and in a headline too; titles, heads ("… Council"),
gazetteers and the other mentions vote on a name's label (after the one-sense-per-discourse rule of
Gale, Church & Yarowsky 1992).
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from spacy.lang.en.stop_words import STOP_WORDS
from spacy.tokens import Doc, Span, Token

from crosscheck.language import gazetteer as gaz
from crosscheck.language.article import Article, Passage

LABELS = ("PERSON", "ORG", "GPE", "LOC", "NORP", "FAC", "EVENT", "PRODUCT")
_OPEN = frozenset("\"“‘«([{'`")
_CLOSE = frozenset("\"”’»)]}'*_")
_FINAL = frozenset([".", "!", "?", ":", ";", "…", "–", "—", "--", "|", "•"])
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
_LINKS = frozenset(["of", "for", "and", "the", "on", "in", "&", "-", "–", "'s", "’s"])
_PLURAL_OWNERS = frozenset(["people", "children", "women", "men", "workers", "writers"])
_PARTY = re.compile(r"^[DRI](?:[-–][A-Z].*)?$")
_COMPASS = frozenset(
    [
        "north",
        "south",
        "east",
        "west",
        "northern",
        "southern",
        "eastern",
        "western",
        "central",
        "upper",
        "lower",
    ]
)
_NOT_NAMES = frozenset(["i", "mr", "ms", "mrs", "dr", "am", "pm", "photo", "file", "ok", "tv"])


@dataclass(frozen=True, slots=True)
class Mention:
    """A mention of a person, place or organisation before it is known which.

    Attributes:
        article: Where it stands.
        passage: Where in the article.
        span: The words, without titles, articles and possessives.
        label: One of LABELS.
        kind: name, description, metonym or pronoun.
        roles: The keys of the offices that stand in front of it ("President …").
        gender: "m" or "f" where a title tells.
        country: ISO code where a title tells ("the Peruvian president …").
    """

    article: Article
    passage: Passage
    span: Span
    label: str
    kind: str = "name"
    roles: frozenset[str] = frozenset()
    gender: str | None = None
    country: str | None = None

    @property
    def place(self) -> tuple[str, int, int]:
        """Its document and characters: a total order over a story's mentions."""
        return (self.article.doc_id, *self.passage.offsets(self.span))


@dataclass(frozen=True, slots=True)
class Title:
    """The titles in front of a name: how many tokens, and what they say."""

    start: int
    roles: frozenset[str] = frozenset()
    gender: str | None = None
    country: str | None = None


class Casing:
    """How often a story's articles write each word with a capital and without, in mid-sentence."""

    def __init__(self, articles: Iterable[Article]) -> None:
        self.upper: Counter[str] = Counter()
        self.lower: Counter[str] = Counter()
        for article in articles:
            for passage in article.passages:
                if not is_headline(passage.doc):
                    self._count(passage.doc)

    def _count(self, doc: Doc) -> None:
        for token in doc:
            if token.text[:1].islower():
                self.lower[token.text] += 1
            elif token.text[:1].isupper() and not (starts_sentence(token) or _hyphened(token)):
                self.upper[token.text.lower()] += 1

    def is_name(self, word: str) -> bool:
        """Does mid-sentence use say that the word belongs to a name?"""
        return self.upper[word.lower()] > self.lower[word.lower()]


def is_headline(doc: Doc) -> bool:
    """Are most of the longer words after the first one capitalised, as in a headline or a shout?"""
    if doc.text.rstrip().endswith("."):
        return False
    words = [t for t in doc if t.is_alpha and len(t) > 3][1:]
    if len(words) == 1:
        return len(doc) > 2 and doc.text.isupper()
    return len(words) > 1 and sum(t.text[0].isupper() for t in words) > 0.6 * len(words)


def _hyphened(token: Token) -> bool:
    doc, index = token.doc, token.i
    after = index + 1 < len(doc) and doc[index + 1].text == "-" and not token.whitespace_
    return after or (index > 0 and doc[index - 1].text == "-" and not doc[index - 1].whitespace_)


def starts_sentence(token: Token) -> bool:
    """Does a token come first in a sentence or a quotation, where every word has its capital?"""
    index = token.i
    if index == 0:
        return True
    before = token.doc[index - 1]
    if token.is_sent_start and not before.is_alpha:
        return True
    if before.text in _OPEN:
        return (
            not token.doc[index - 2].text.isalpha() if index > 1 and before.text in "([{" else True
        )
    return before.text in _FINAL or before.is_space or before.text in _CLOSE - {"'"}


def find_names(articles: Sequence[Article]) -> list[Mention]:
    """The names in the articles of one story, in the order of documents and characters.

    Args:
        articles: All articles of the story; their Docs may have entities, tags and sentence starts,
            and are read without them too.
    """
    ordered = sorted(articles, key=lambda article: article.doc_id)
    casing = Casing(ordered)
    found = [
        (article, passage, start, end, title)
        for article in ordered
        for passage in article.passages
        for start, end, title in _segments_of(passage.doc, casing)
    ]
    ballots = _ballots((passage.doc[start:end], title) for _, passage, start, end, title in found)
    found = [f for f in found if not _stray(span := f[1].doc[f[2] : f[3]], ballots[key_of(span)])]
    labels = _elect(ballots)
    return [
        Mention(
            article,
            passage,
            span,
            labels[key_of(span)],
            "name",
            title.roles,
            title.gender,
            title.country,
        )
        for article, passage, start, end, title in found
        if (span := passage.doc[start:end])
    ]


def key_of(span: Span) -> str:
    """A name as it is compared: plain letters, lower case, no article, no possessive."""
    return gaz.normal(span.text).lower()


def title_before(doc: Doc, start: int, floor: int = 0) -> Title:
    """The titles that stand directly in front of a token, with nationality and gender.

    "former Peruvian President Ana Torres": at "Ana", the offices {president}, the country PE.
    """
    position, roles, gender, country = start, set(), None, None
    while position > floor:
        length, key = _role_ending_at(doc, position, floor)
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


def nation(doc: Doc, index: int) -> str | None:
    """The country that the words ending at a token name, as noun, adjective, capital or seat."""
    for length in (3, 2, 1):
        if index - length + 1 >= 0:
            text = doc[index - length + 1 : index + 1].text
            if text[:1].isupper() and (found := _nation_of(text)):
                return found
    return None


def _nation_of(text: str) -> str | None:
    return gaz.country(text) or gaz.demonym(text) or gaz.seat(text) or gaz.capital(text)


def _role_ending_at(doc: Doc, end: int, floor: int) -> tuple[int, str]:
    for length in (4, 3, 2, 1):
        if end - length >= floor and (key := gaz.role(doc[end - length : end].text)):
            return length, key
    return 0, ""


def _segments_of(doc: Doc, casing: Casing) -> Iterator[tuple[int, int, Title]]:
    inside = _entity_of(doc)
    words = _name_words(doc, casing, inside)
    for start, end in _runs(doc, words, inside):
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


def _entity_of(doc: Doc) -> list[Span | None]:
    found: list[Span | None] = [None] * len(doc)
    for ent in doc.ents:
        if ent.label_ in LABELS and any(t.text[:1].isupper() or t.is_digit for t in ent):
            for token in ent:
                found[token.i] = ent
    return found


def _name_words(doc: Doc, casing: Casing, inside: list[Span | None]) -> list[bool]:
    headline = is_headline(doc)
    return [_is_name_word(token, casing, inside[token.i], headline) for token in doc]


def _is_name_word(token: Token, casing: Casing, ent: Span | None, headline: bool) -> bool:
    text, lower = token.text, token.lower_
    if not text[:1].isupper() or lower in _NOT_NAMES or _PARTY.match(text):
        return False
    if "-" in text and all(map(_nation_of, text.split("-"))):
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


def _runs(doc: Doc, words: list[bool], inside: list[Span | None]) -> Iterator[tuple[int, int]]:
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
    while after < len(doc) and after - end < 3 and doc[after].lower_ in _LINKS | _PARTICLES:
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


def _split(
    doc: Doc, start: int, end: int, inside: list[Span | None]
) -> Iterator[tuple[int, int, Title]]:
    """Cut a run of name words into names: nationalities and titles go, two entities part."""
    start, end = _trim(doc, start, end)
    if end - start > 1 and _role_ending_at(doc, start + 1, 0)[0] > 1:
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
    loose = _LINKS | _CLOSE | _OPEN
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
        headed = (end - cut == 1 and _head(doc[start:end])) or (end - cut > 1 and _head(rest))
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
        length, _ = _role_ending_at(doc, index + 1, start)
        of = length == 1 and index > start and doc[index - 1].lower_ in ("of", "for")
        if (length and not of) or gaz.courtesy(lower):
            cut = index + 1
        elif lower in gaz.terms()["role_modifiers"]["words"] or lower in _LINKS:
            continue
        elif index - start > 2 or cut > start:
            break
    rest = doc[cut:end]
    if cut > start and len(rest) and (_head(rest) or rest[0].lower_ in _LINKS):
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


def _head(span: Span) -> str | None:
    """What kind of thing the last word of a name, or its first before "of", says that it is."""
    heads = gaz.terms()["heads"]
    first = span[0].lower_ if len(span) > 2 and span[1].lower_ in ("of", "for") else ""
    numbered = len(span) > 2 and (span[-1].like_num or span[-1].text in ("II", "III", "IV"))
    span = span[:-1] if numbered else span
    for kind in ("org", "fac", "loc", "gpe", "event", "product"):
        if (span[-1].lower_ in heads[kind] and not first) or first in heads[kind]:
            return kind.upper()
    return None


def _stray(span: Span, votes: Counter[str]) -> bool:
    """A single word that nothing but its capital speaks for, and the tagger against?"""
    return not votes and len(span) == 1 and span[0].pos_ not in ("PROPN", "")


def _ballots(found: Iterable[tuple[Span, Title]]) -> dict[str, Counter[str]]:
    votes: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for span, title in found:
        votes[key_of(span)] += _ballot(span, title)
    return votes


def _elect(votes: dict[str, Counter[str]]) -> dict[str, str]:
    """One label for every name of the story."""
    people = {key for key, count in votes.items() if " " in key and _winner(count, key) == "PERSON"}
    parts = {part for key in people for part in (key.split()[-1], key.split()[0])}
    for key in sorted(parts & votes.keys()):
        votes[key]["PERSON"] += 3 * ("ORG" not in votes[key])
    return {key: _winner(count, key) for key, count in votes.items()}


def _ballot(span: Span, title: Title) -> Counter[str]:
    votes: Counter[str] = Counter()
    text = span.text if len(span.text) < 5 or not span.text.isupper() else span.text.title()
    if gaz.is_people(text):
        return Counter(NORP=9)
    if gaz.country(text):
        return Counter(GPE=6)
    for ent in span.doc[span.start : span.end].ents or _overlapping(span):
        votes[ent.label_] += 2 * (ent.label_ in LABELS)
    if title.roles or title.start < span.start:
        votes["PERSON"] += 6
    if head := _head(span):
        votes[head] += 4 if len(span) > 1 else 7 * (head == "ORG")
    if gaz.seat(text):
        votes["ORG"] += 6
    if known := gaz.place(text):
        votes["LOC" if known == "region" else "GPE"] += 2
    if len(span) > 1 and span[0].lower_ in _COMPASS:
        rest = text[span[1].idx - span[0].idx :]  # behind a hyphen or a no-break space, too
        votes["GPE"] += 4 * bool(gaz.place(rest))
    if span.text.endswith(".") and span.start and span.doc[span.start - 1].text == ",":
        votes["GPE"] += 1
    if len(span) == 1 and text.isupper() and len(text) > 1:
        votes["ORG"] += 1
    if 1 < len(span) < 5 and gaz.is_given_name(span[0].text):
        votes["PERSON"] += 2
    return votes + _context_ballot(span)


def _overlapping(span: Span) -> list[Span]:
    return [ent for ent in span.doc.ents if ent.start < span.end and span.start < ent.end]


def _context_ballot(span: Span) -> Counter[str]:
    votes: Counter[str] = Counter()
    doc = span.doc
    if (
        span.start > 1
        and doc[span.start - 1].text in "-–"
        and _PARTY.match(doc[span.start - 2].text)
    ):
        votes["GPE"] += 4
    before = doc[span.start - 1].lower_ if span.start else ""
    after = [doc[i].lower_ for i in range(span.end, min(span.end + 2, len(doc)))]
    if before in ("in", "near", "outside", "across", "throughout"):
        votes["GPE"] += 1
    heads = gaz.terms()["heads"]
    for kind in ("fac", "gpe", "loc"):
        of = (
            before == "of"
            and span.start > 1
            and doc[span.start - 2].lower_.rstrip("s") in heads[kind]
        )
        if of or (after and after[0] in heads[kind]):
            votes[kind.upper()] += 3
    if len(after) == 2 and after[0] == "," and after[1].isdigit() and len(after[1]) == 2:
        votes["PERSON"] += 2
    if after[:1] == ["who"] or after == [",", "who"]:
        votes["PERSON"] += 1
    return votes


def _winner(votes: Counter[str], key: str) -> str:
    if any(votes.values()):
        return max(sorted(votes), key=lambda label: votes[label])
    words = key.split()
    common = gaz.terms()["role_modifiers"]["words"] | gaz.terms()["heads"]["org"] | _COMPASS
    personal = all(word.isalpha() and word not in common for word in words)
    return "PERSON" if 2 <= len(words) <= 3 and personal else "ORG"
