"""Superlatives of a sentence, and firsts: what is the most of which kind, among whom.

"The world's largest employer" says it of a noun (employer) within a domain (world); "one of the
first European women in the league" of some, of a narrower kind.
"""

from collections.abc import Iterator
from typing import NamedTuple

from crosscheck.consistency.sides import Row, Side
from crosscheck.language import gazetteer
from crosscheck.language.wordnet import WordNet

_KINDS = frozenset({"ADJ", "NOUN", "PROPN"})
_WITHIN = frozenset({"in", "of"})
_FIRST = "first"


class Superlative(NamedTuple):
    """A superlative before its noun.

    Attributes:
        words: The base forms that it may have; "first" for a first.
        noun: The lemma of its noun.
        kind: That and the lemmas of the noun's other modifiers.
        domain: The lemma, or the name, of what it holds within ("the world's", "in the league"), if
            told.
        shared: Is it said to be one of several, or two of them?
        start, end: From "one of", its domain or itself to its noun, in characters of raw_text.
    """

    words: frozenset[str]
    noun: str
    kind: frozenset[str]
    domain: str | None
    shared: bool
    start: int
    end: int

    def of_one_rank(self, other: "Superlative", wordnet: WordNet) -> bool:
        """Are both firsts, or superlatives of one adjective or of synonyms?"""
        if _FIRST in self.words | other.words:
            return self.words == other.words
        return any(wordnet.synonyms(x, y, "ADJ") for x in self.words for y in other.words)

    def differs(self, other: "Superlative", wordnet: WordNet) -> bool:
        """Do they say it of one noun otherwise, or within one domain of another kind?"""
        within = self.domain, other.domain
        if self.noun == other.noun and self.shared != other.shared:
            return True
        if None in within:
            return False
        if str(self.domain).lower() == str(other.domain).lower():
            return self.kind < other.kind or other.kind < self.kind
        apart = not wordnet.near(str(self.domain), str(other.domain), "NOUN") and not _its(*within)
        return self.noun == other.noun and _FIRST not in self.words and apart


def _is_share(number: Row, words: frozenset[str]) -> bool:
    """Does a number take some of the best ("two of the largest"), not of a series ("three of the
    first five")?
    """
    return number["lemma"] == "one" or _FIRST not in words


def _its(one: str | None, other: str | None) -> bool:
    """Can one be the common noun for the other, a name: of a country ("Wendland's", "the
    country's"), not of a continent, or of what is no place ("the Owls'", "the team's")?
    """
    common = [word for word in (one, other) if word and not word[0].isupper()]
    names = [word for word in (one, other) if word and word[0].isupper()]
    if len(common) != 1 or len(names) != 1 or common[0] in _WIDEST:
        return False
    kind = gazetteer.place(names[0])
    return kind is None or (kind != "region" and common[0] in _REALMS)


_REALMS = frozenset({"city", "country", "county", "island", "nation", "state"})
_WIDEST = frozenset({"continent", "earth", "globe", "hemisphere", "planet", "region", "world"})


def superlatives(side: Side) -> Iterator[Superlative]:
    """The superlatives of a claim's own words, in text order."""
    for word in side.claim["tokens"]:
        words, noun = _bases(word, side), side.tokens_at.get(word["head"])
        if not words or noun is None or noun["pos"] not in {"NOUN", "PROPN"}:
            continue
        below = side.children.get(noun["start"], ())
        above = side.tokens_at.get(noun["head"])
        domain = _domain(noun, side)
        counted = above is not None and above["pos"] == "NUM" and _is_share(above, words)
        share = above if counted else None
        yield Superlative(
            words,
            noun["lemma"].lower(),  # titles may write all in capitals
            frozenset(
                lemma.lower().removesuffix("s")
                for lemma in (noun["lemma"], *_modifiers(word, noun, below))
            ),
            None if domain is None else domain["text" if domain["pos"] == "PROPN" else "lemma"],
            any(c["lemma"] == "among" for c in below) or share is not None,
            min(t["start"] for t in (_most(word, side) or word, domain or noun, share or noun)),
            noun["end"],
        )


def outdone(x: Superlative, a: Side, b: Side) -> Row | None:
    """The same adjective, by which the other side says that one subject is one such thing, where
    this side says that it is the most so: "haste was the biggest mistake", "haste was a big one".
    """
    state = _said_to_be(x.end, a)
    if state is None or any(_bases(t, b) for t in b.claim["tokens"]):
        return None
    for word in b.claim["tokens"]:
        noun = b.tokens_at.get(word["head"])
        if word["pos"] != "ADJ" or word["dep"] != "amod" or noun is None:
            continue
        other = _said_to_be(noun["end"], b)
        if other is None or other != state or not _one_of_many(noun, b):
            continue
        kinds = {noun["lemma"], x.noun}
        if (len(kinds) == 1 or "one" in kinds) and word["lemma"] in x.words:
            return word
    return None


def _said_to_be(end: int, side: Side) -> str | None:
    """The lemma of the noun that is said to be what a noun, which ends there, names."""
    noun = next((t for t in side.sentence if t["end"] == end), None)
    below = () if noun is None else side.children.get(noun["start"], ())
    subject = next((c for c in below if c["dep"] == "nsubj"), None)
    if subject is None or subject["pos"] == "PRON":
        return None
    near = (*below, *side.children.get(subject["start"], ()))  # parsers hang "’s" on the subject
    is_it = any((c["lemma"], c["pos"]) == ("be", "AUX") for c in near)
    return str(subject["lemma"]) if is_it else None


def _one_of_many(noun: Row, side: Side) -> bool:
    below = side.children.get(noun["start"], ())
    return any(c["lemma"] in {"a", "an"} for c in below)


def _bases(word: Row, side: Side) -> frozenset[str]:
    """The forms that an adjective in -est may come from, the form behind "most"; none if it is no
    superlative.
    """
    form = word["text"].lower()
    if _most(word, side) is not None:
        return frozenset({form})
    if form == _FIRST:
        return frozenset({_FIRST})
    if word["pos"] != "ADJ" or not form.endswith("est") or form == word["lemma"]:
        return frozenset()
    stem = form[:-3]
    return frozenset({stem, stem + "e", stem[:-1], stem[:-1] + "y"})


def _most(word: Row, side: Side) -> Row | None:
    """The "most" before an adjective of a thing that is none of many ("a most famous dam")."""
    if word["pos"] != "ADJ" or word["dep"] != "amod":
        return None
    around = side.children.get(word["head"], ())
    if any(c["lemma"] in {"a", "an"} for c in around):
        return None
    below = side.children.get(word["start"], ())
    return next((c for c in below if c["text"].lower() == "most"), None)


def _modifiers(word: Row, noun: Row, below: list[Row] | tuple[()]) -> Iterator[str]:
    for child in below:
        if child["start"] > noun["start"]:
            continue  # "left its newest ferry burnt out": how it ends says nothing of its kind
        if child is not word and child["dep"] in {"amod", "compound"} and child["pos"] in _KINDS:
            yield child["lemma"]


def _domain(noun: Row, side: Side) -> Row | None:
    """Whose or in what it is the most; a noun after "and" shares that of the one before it, which
    may describe what both are joined to ("Lund, the port's oldest yard and biggest dock").
    """
    below = list(side.children.get(noun["start"], ()))
    if noun["dep"] == "conj":
        joined = [t for t in side.children.get(noun["head"], ()) if t["dep"] in {"conj", "appos"}]
        before = [noun["head"], *(t["start"] for t in joined if t["start"] < noun["start"])]
        owners = (c for start in before for c in side.children.get(start, ()))
        below += [c for c in owners if c["dep"] == "nmod:poss"]
    for child in below:
        cases = {c["lemma"] for c in side.children.get(child["start"], ()) if c["dep"] == "case"}
        owns = child["dep"] == "nmod:poss"
        if child["pos"] in {"NOUN", "PROPN"} and (
            owns or (child["dep"] == "nmod" and cases & _WITHIN)
        ):
            return child
    return None
