"""Descriptions of persons and bodies: "the Peruvian president", "Lima's top diplomat", "the court".

A description beside a name ("Peru's president, Ana Torres,") tells an office and a country; one
that stands alone is tied to the person of the story whose office and country agree with it, before
the most recent of several. "The court" goes back to the last organisation named a court. Whatever
agrees with nobody, or with several nobody of whom was spoken of before, is left alone.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from spacy.tokens import Doc

from crosscheck.language import gazetteer as gaz
from crosscheck.language.article import Article, Passage
from crosscheck.language.names.finding import Mention
from crosscheck.language.names.titles import nation

Linked = tuple[Mention, str]
_DETERMINERS = frozenset(
    ["the", "a", "an", "this", "his", "her", "its", "their", "our", "my", "your", "whose"]
)
_DEFINITE = frozenset(["the", "this"])
_NOBODY = frozenset(["no", "any"])
_PLURAL = frozenset(["NNS", "NNPS"])
_NOT_ONE = frozenset(
    ["first", "second", "third", "only", "last", "next", "other", "another", "new", "same", "every"]
)
_POSSESSIVE = frozenset(["'s", "’s", "'", "’"])
_AFTER_APPOSITION = frozenset(
    ["of", "for", "at", "in", "who", "whose", "and", "from", "on", "with", "since", "under"]
)
_MODIFIERS = 4
_NOT_MODIFIERS = frozenset(
    [
        "and",
        "or",
        "of",
        "to",
        "in",
        "on",
        "at",
        "by",
        "for",
        "with",
        "from",
        "as",
        "that",
        "who",
        "said",
    ]
)


@dataclass(frozen=True, slots=True)
class Description:
    """A description by an office: its tokens, and what it says of whom it describes."""

    start: int
    end: int
    role: str
    country: str | None
    owner: str | None
    definite: bool


@dataclass(slots=True)
class Profile:
    """What the story says of a person: offices, countries, and the bodies that they belong to."""

    roles: Counter[str] = field(default_factory=Counter)
    owned: Counter[str] = field(default_factory=Counter)
    countries: Counter[str] = field(default_factory=Counter)
    owners: set[str] = field(default_factory=set)
    places: dict[str, list[int]] = field(default_factory=lambda: defaultdict(list))


class _Names:
    """The names of a passage by their tokens."""

    def __init__(self, linked: Iterable[Linked]) -> None:
        listed = list(linked)
        self.starting = {m.span.start: (m, key) for m, key in listed}
        self.ending = {m.span.end: (m, key) for m, key in listed}
        self.inside = {i for m, _ in listed for i in range(m.span.start, m.span.end)}


def link_descriptions(articles: Sequence[Article], linked: Sequence[Linked]) -> list[Linked]:
    """The descriptions of a story's articles with the keys of what they describe.

    Args:
        articles: All articles of the story.
        linked: Their names with keys.
    """
    by_passage: defaultdict[tuple[str, str], list[Linked]] = defaultdict(list)
    for mention, key in linked:
        by_passage[mention.article.doc_id, mention.passage.passage_id].append((mention, key))
    profiles = _profiles(linked)
    beside: list[Linked] = []
    alone: list[tuple[Article, Passage, Description]] = []
    bodies: list[Linked] = []
    for article in sorted(articles, key=lambda article: article.doc_id):
        for passage in article.passages:
            named = by_passage[article.doc_id, passage.passage_id]
            described = list(_bodies(article, passage, _Names(named)))
            bodies += described
            names = _Names([*named, *described])
            for found in find_descriptions(passage.doc, names):
                bearer = _beside(passage.doc, found, names)
                if bearer is None:
                    alone.append((article, passage, found))
                    continue
                _learn(profiles[bearer], found)
                if found.end - found.start > 1:
                    beside.append((_described(article, passage, found, "PERSON"), bearer))
    for article, passage, found in alone:
        position = passage.start + passage.doc[found.start].idx
        chosen = _choose(found, profiles, article.doc_id, position)
        if chosen:
            beside.append((_described(article, passage, found, "PERSON"), chosen))
    return beside + bodies + _common_nouns(articles, linked, {m.place for m, _ in linked})


def find_descriptions(doc: Doc, names: _Names) -> Iterator[Description]:
    """The descriptions by an office in a passage, in text order."""
    index = 0
    while index < len(doc):
        length, role = _role_at(doc, index)
        if not length:
            index += 1
            continue
        if index not in names.inside:
            yield _widened(doc, index, index + length, role, names)
        index += length


def _role_at(doc: Doc, start: int) -> tuple[int, str]:
    for length in (4, 3, 2, 1):
        end = start + length
        if end <= len(doc) and (key := gaz.role(doc[start:end].text)):
            last, after = doc[end - 1], doc[end].pos_ if end < len(doc) else ""
            verb = last.pos_ in ("VERB", "AUX", "ADJ") or last.tag_.startswith("VB")
            return (0, "") if verb or after == "NOUN" else (length, key)
    return 0, ""


def _widened(doc: Doc, start: int, end: int, role: str, names: _Names) -> Description:
    """A description with its modifiers, its owner and its article."""
    first, country, owner, definite = start, None, None, False
    while first > 0:
        before = doc[first - 1]
        if first in names.ending:
            mention, key = names.ending[first]
            found = nation(doc, first - 1)
            if mention.label == "PERSON" or (country and found):
                break
            country, owner, first = found, key, mention.span.start
            definite = True
        elif before.lower_ in _POSSESSIVE and first - 1 in names.ending:
            mention, owner = names.ending[first - 1]
            country, definite = nation(doc, first - 2), True
            first = mention.span.start
            break
        elif before.lower_ in _POSSESSIVE and first > 1 and doc[first - 2].is_alpha:
            definite = True
            first -= 2
        elif before.lower_ in _DETERMINERS:
            definite = definite or before.lower_ in _DEFINITE
            first -= 1
            break
        elif country is None and start - first < _MODIFIERS and _modifies(doc, first - 1):
            first -= 1
        else:
            break
    if first > 0 and doc[first - 1].lower_ == "the" and definite:
        first -= 1
    nobody = first > 0 and doc[first - 1].lower_ in _NOBODY
    several = doc[end - 1].tag_ in _PLURAL
    if nobody or several or _NOT_ONE & {t.lower_ for t in doc[first:start]}:
        definite = False
    end, country, owner = _of(doc, end, country, owner, names)
    return Description(first, end, role, country, owner, definite)


def _modifies(doc: Doc, index: int) -> bool:
    token = doc[index]
    if token.lower_ in gaz.terms()["role_modifiers"]["words"]:
        return True
    if not token.is_alpha or token.lower_ in _NOT_MODIFIERS or token.text[:1].isupper():
        return False
    return token.tag_ in ("JJ", "JJS", "JJR", "NN") or token.pos_ == "ADJ"


def _of(
    doc: Doc, end: int, country: str | None, owner: str | None, names: _Names
) -> tuple[int, str | None, str | None]:
    """Further to the right: "president of Peru", "spokeswoman for the ministry"."""
    if end + 1 >= len(doc) or doc[end].lower_ not in ("of", "for", "at"):
        return end, country, owner
    start = end + 1 + (doc[end + 1].lower_ == "the")
    if start not in names.starting:
        return end, country, owner
    mention, key = names.starting[start]
    if mention.label == "PERSON":
        return end, country, owner
    return mention.span.end, country or nation(doc, mention.span.end - 1), owner or key


def _beside(doc: Doc, found: Description, names: _Names) -> str | None:
    """Whom a description stands beside: right in front, or with a comma between."""
    following = names.starting.get(found.end)
    if following and following[0].label == "PERSON":
        return following[1]
    comma = found.end < len(doc) and doc[found.end].text == ","
    following = names.starting.get(found.end + 1) if comma else None
    if following and following[0].label == "PERSON" and (found.definite or found.owner):
        stop = following[0].span.end
        if stop >= len(doc) or doc[stop].text in (",", ".", ";", ")"):
            return following[1]
    before = names.ending.get(found.start - 1)
    comma = found.start > 1 and doc[found.start - 1].text == ","
    after = doc[found.end].lower_ if found.end < len(doc) else "."
    closed = after in _AFTER_APPOSITION or not (after[0].isalnum() or after in _POSSESSIVE)
    if comma and before and before[0].label == "PERSON" and closed:
        return before[1]
    return None


def _learn(profile: Profile, found: Description) -> None:
    profile.roles[found.role] += 1
    profile.owned[found.role] += found.owner is not None and found.country is None
    if found.country:
        profile.countries[found.country] += 1
    if found.owner:
        profile.owners.add(found.owner)


def _profiles(linked: Iterable[Linked]) -> defaultdict[str, Profile]:
    profiles: defaultdict[str, Profile] = defaultdict(Profile)
    for mention, key in linked:
        if mention.label == "PERSON":
            profile = profiles[key]
            profile.roles.update(mention.roles)
            profile.countries.update([mention.country] if mention.country else [])
            profile.places[mention.article.doc_id].append(mention.place[1])
    return profiles


def _choose(
    found: Description, profiles: dict[str, Profile], doc_id: str, position: int
) -> str | None:
    """The person of the story who a description without a name is."""
    if not found.definite:
        return None
    fit = {k: p for k, p in sorted(profiles.items()) if _agrees(found, p)}
    if found.owner is not None and found.country is None:
        fit = {k: p for k, p in fit.items() if found.owner in p.owners} or fit
    if found.country:
        fit = {k: p for k, p in fit.items() if found.country in p.countries} or fit
    before = {
        k: max((s for s in p.places[doc_id] if s < position), default=-1) for k, p in fit.items()
    }
    spoken = {k: place for k, place in before.items() if place >= 0}
    if spoken and (found.country or found.owner or found.definite):
        return max(spoken, key=lambda k: spoken[k])
    here = [k for k, p in fit.items() if doc_id in p.places] or list(fit)
    return here[0] if len(here) == 1 and (found.country or found.owner) else None


def _agrees(found: Description, profile: Profile) -> bool:
    leaders = gaz.terms()["leaders"]["roles"]
    alike = found.role in profile.roles
    if found.role == "leader" and found.country:
        alike = bool(leaders & profile.roles.keys())
    if not found.owner and not found.country:
        alike = profile.roles[found.role] > profile.owned[found.role]
    if not alike:
        return False
    return not found.country or not profile.countries or found.country in profile.countries


def _described(article: Article, passage: Passage, found: Description, label: str) -> Mention:
    return Mention(article, passage, passage.doc[found.start : found.end], label, "description")


def _bodies(article: Article, passage: Passage, names: _Names) -> Iterator[Linked]:
    """Forces, ministries and governments that a nationality or a country tells."""
    doc = passage.doc
    for end, (mention, _) in sorted(names.ending.items()):
        country = nation(doc, end - 1)
        if country is None or mention.label not in ("NORP", "GPE"):
            continue
        start = end + (end < len(doc) and doc[end].lower_ in _POSSESSIVE)
        for skipped in range(3):
            length, body = _body_at(doc, start + skipped)
            if length:
                last = start + skipped + length
                span = doc[mention.span.start : last]
                if not names.inside & set(range(end, last)):
                    yield (
                        Mention(article, passage, span, "ORG", "description"),
                        f"body:{country}:{body}",
                    )
                break
            if start + skipped >= len(doc) or not _modifies(doc, start + skipped):
                break


def _body_at(doc: Doc, start: int) -> tuple[int, str]:
    for length in (4, 3, 2, 1):
        words = doc[start : min(start + length, len(doc))].text.lower()
        for key, forms in sorted(gaz.terms()["bodies"].items()):
            if words in forms:
                return min(length, len(doc) - start), key
    return 0, ""


def _common_nouns(
    articles: Sequence[Article], linked: Sequence[Linked], taken: set[tuple[str, int, int]]
) -> list[Linked]:
    """ "The court" for the organisation last named a court in the document."""
    words: defaultdict[str, set[str]] = defaultdict(set)
    named: defaultdict[str, list[tuple[int, str]]] = defaultdict(list)
    for mention, key in linked:
        if mention.label == "ORG":
            words[key] |= {t.lower_ for t in mention.span if len(mention.span) > 1}
            named[mention.article.doc_id].append((mention.place[1], key))
    inside = {
        (m.article.doc_id, m.passage.passage_id, i)
        for m, _ in linked
        for i in range(m.span.start, m.span.end)
    }
    found = []
    for article in sorted(articles, key=lambda article: article.doc_id):
        for passage in article.passages:
            for index in _definite_nouns(passage.doc):
                if (article.doc_id, passage.passage_id, index) in inside:
                    continue
                noun, position = passage.doc[index].lower_, passage.start + passage.doc[index].idx
                before = [
                    (s, k) for s, k in named[article.doc_id] if s < position and noun in words[k]
                ]
                if before:
                    span = passage.doc[index - 1 : index + 1]
                    found.append(
                        (Mention(article, passage, span, "ORG", "description"), max(before)[1])
                    )
    return found


def _definite_nouns(doc: Doc) -> Iterator[int]:
    heads = gaz.terms()["common"]["words"]
    for index in range(1, len(doc)):
        if doc[index].lower_ not in heads or doc[index - 1].lower_ not in ("the", "this"):
            continue
        after = doc[index + 1] if index + 1 < len(doc) else None
        if doc[index].text.islower() and (
            after is None or (after.lower_ != "of" and after.pos_ not in ("NOUN", "PROPN"))
        ):
            yield index
