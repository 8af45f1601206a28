"""What a name names: one label for each name of a story, by vote.

Titles, heads ("… Council"), gazetteers, the recogniser and the words around every mention vote
(after the one-sense-per-discourse rule of Gale, Church & Yarowsky 1992).
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable

from spacy.tokens import Span

from crosscheck.language import gazetteer as gaz
from crosscheck.language.names.titles import Title

LABELS = ("PERSON", "ORG", "GPE", "LOC", "NORP", "FAC", "EVENT", "PRODUCT")
# What stands behind a politician's name: a party, or party and state ("D", "R-Texas").
PARTY = re.compile(r"^[DRI](?:[-–][A-Z].*)?$")
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


def key_of(span: Span) -> str:
    """A name as it is compared: plain letters, lower case, no article, no possessive."""
    return gaz.normal(span.text).lower()


def head_of(span: Span) -> str | None:
    """What kind of thing the last word of a name, or its first before "of", says that it is."""
    heads = gaz.terms()["heads"]
    first = span[0].lower_ if len(span) > 2 and span[1].lower_ in ("of", "for") else ""
    numbered = len(span) > 2 and (span[-1].like_num or span[-1].text in ("II", "III", "IV"))
    span = span[:-1] if numbered else span
    for kind in ("org", "fac", "loc", "gpe", "event", "product"):
        if (span[-1].lower_ in heads[kind] and not first) or first in heads[kind]:
            return kind.upper()
    return None


def ballots_of(found: Iterable[tuple[Span, Title]]) -> dict[str, Counter[str]]:
    """By the key of each name, how many votes its mentions, with their titles, give each label."""
    votes: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for span, title in found:
        votes[key_of(span)] += _ballot(span, title)
    return votes


def elect(votes: dict[str, Counter[str]]) -> dict[str, str]:
    """One label for every name of the story."""
    people = {key for key, count in votes.items() if " " in key and _winner(count, key) == "PERSON"}
    parts = {part for key in people for part in (key.split()[-1], key.split()[0])}
    for key in sorted(parts & votes.keys()):
        votes[key]["PERSON"] += 3 * ("ORG" not in votes[key])
    return {key: _winner(count, key) for key, count in votes.items()}


def is_stray(span: Span, votes: Counter[str]) -> bool:
    """A single word that nothing but its capital speaks for, and the tagger against?"""
    return not votes and len(span) == 1 and span[0].pos_ not in ("PROPN", "")


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
    if head := head_of(span):
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
        and PARTY.match(doc[span.start - 2].text)
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
