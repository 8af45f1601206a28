"""What a summary says otherwise than its article: denials, concessions, opposites, complements.

These are signs that a summary does not follow from its article, weaker than a conflict: whether its
clause and the article's speak of one event is not asked. Every summary is read alone.
"""

import math
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from typing import NamedTuple

from crosscheck.claims.lexicons import lexicon
from crosscheck.consistency.relatedness import related
from crosscheck.consistency.sides import CONTENT, Row, Side
from crosscheck.language.wordnet import WordNet

# A sentence is held against so many of the article that have most of its words; for opposites,
# which others have by chance, against so many.
_NEAREST, _CLOSEST = 3, 2
# What stands against what went before ("despite the storm"), and what may tell the same.
_CONCESSIONS = frozenset({"although", "despite", "though"})
_CONTRASTS = _CONCESSIONS | {"but", "even", "however", "still", "while", "yet"}
# Shorter words end many that have nothing to do with them ("ice", "police").
_TELLING = 4
_NOUNS = frozenset({"NOUN", "PROPN"})
_COMPLEMENTS = frozenset({"compound", "nmod", "obl"})


class Place(NamedTuple):
    """Where a noun stands: what governs it, by what relation, and its preposition."""

    governor: Row
    relation: str
    preposition: str


class Text:
    """A document's sentences and their content words."""

    def __init__(self, sides: Iterable[Side], wordnet: WordNet) -> None:
        first = {side.claim["sentence_start"]: side for side in sides}
        self.sentences = [first[start] for start in sorted(first)]
        self.content = [_content(side) for side in self.sentences]
        self._wordnet = wordnet

    @cached_property
    def words(self) -> list[Row]:
        """Its different words."""
        every = (token for words in self.content for token in words)
        return list({_key(token): token for token in every}.values())

    @cached_property
    def frequency(self) -> Counter[str]:
        """Lemma → how many sentences have it."""
        return Counter(lemma for words in self.content for lemma in {t["lemma"] for t in words})

    @cached_property
    def filled(self) -> list[tuple[Row, Place]]:
        """Its nouns that complete another word, with their places."""
        return [found for side in self.sentences for found in complements(side)]

    def has(self, token: Row, words: Sequence[Row]) -> bool:
        """Do some words have one, a near synonym, a kind of it, or what is derived from it?"""
        return any(_alike(token, word, self._wordnet) for word in words)

    def gives(self, noun: Row) -> bool:
        """Does the document have a noun, a synonym, a kind of it, or what is derived from it?

        What is more general does not give it: scientists need be no biologists.
        """
        return any(_gives(word, noun, self._wordnet) for word in self.words)

    def nearest(self, side: Side) -> list[int]:
        """The sentences that have most of a sentence's content words, rare words counting more."""
        size = len(self.sentences)
        shared = [0.0] * size
        for token in _content(side):
            weight = math.log((1 + size) / (0.5 + self.frequency[token["lemma"]]))
            for n, words in enumerate(self.content):
                shared[n] += weight * self.has(token, words)
        return sorted(range(size), key=lambda n: -shared[n])[:_NEAREST]


def reversals(summary: Text, article: Text, wordnet: WordNet) -> list[str]:
    """What a summary denies or concedes, and its opposites of the article's words, as words.

    A denial is one where a sentence has more negations than each of the article's nearest, whose
    failures and denials count as such. A concession is one where none of these has any contrast:
    what came about because of a thing, came about in spite of it. An opposite is an antonym
    (WordNet) of a word of the article's closest sentences, where these have not the word itself.
    """
    found: list[str] = []
    for side, words in zip(summary.sentences, summary.content, strict=True):
        nearest = article.nearest(side)
        if not nearest:
            continue
        negations = _negations(side)
        most = max(len(_negations(article.sentences[n])) + _failures(article, n) for n in nearest)
        found += [token["text"] for token in negations] if len(negations) > most else []
        conceded = [t["text"] for t in side.sentence if t["lemma"] in _CONCESSIONS]
        told = {t["lemma"] for n in nearest for t in article.sentences[n].sentence}
        found += conceded if not told & _CONTRASTS else []
        others = [word for n in nearest[:_CLOSEST] for word in article.content[n]]
        found += [
            f"{token['text']} ≠ {other['text']}"
            for token in words
            if not article.has(token, others)
            for other in others
            if token["pos"] == other["pos"]
            and wordnet.antonyms(token["lemma"], other["lemma"], token["pos"])
        ]
    return found


def fillers(summary: Text, article: Text, wordnet: WordNet) -> list[str]:
    """The nouns of a summary in places that its article fills with others only, as words.

    Such a place is before a noun ("barley bread"), or behind a word with one preposition ("repaired
    in docks"), and the article gives the noun nowhere. Subjects and objects are left out:
    there another word is most often a paraphrase.
    """
    return [
        f"{noun['text']} ≠ {others[0]['text']} ({place.governor['text']})"
        for noun, place in summary.filled
        if not article.gives(noun)
        and (others := [n for n, p in article.filled if _one_place(place, p, wordnet)])
    ]


def complements(side: Side) -> Iterator[tuple[Row, Place]]:
    """The nouns of a sentence that complete another content word, no light verb, with places."""
    for token in side.sentence:
        relation = token["dep"].partition(":")[0]
        governor = side.tokens_at.get(token["head"])
        if token["pos"] not in _NOUNS or relation not in _COMPLEMENTS or governor is None:
            continue
        if governor["pos"] in CONTENT and governor["lemma"] not in lexicon("light_verbs"):
            below = side.children.get(token["start"], ())
            case = next((c["lemma"] for c in below if c["dep"] == "case"), "")
            yield token, Place(governor, relation, case)


def _one_place(x: Place, y: Place, wordnet: WordNet) -> bool:
    return x[1:] == y[1:] and _alike(x.governor, y.governor, wordnet)


def _alike(x: Row, y: Row, wordnet: WordNet) -> bool:
    if x["text"].lower() == y["text"].lower():
        return True
    if x["pos"] == y["pos"] == "PROPN":  # names have no synonyms
        return bool(x["lemma"] == y["lemma"])
    return related(wordnet, x, y) or _kind(x, y, wordnet)


def _gives(word: Row, noun: Row, wordnet: WordNet) -> bool:
    if word["text"].lower() == noun["text"].lower() or word["lemma"] == noun["lemma"]:
        return True
    if word["pos"] != noun["pos"]:
        return wordnet.derived(word["lemma"], word["pos"], noun["lemma"], noun["pos"])
    if noun["pos"] == "PROPN":
        return False
    lemmas = word["lemma"], noun["lemma"]
    return (
        wordnet.synonyms(*lemmas, "NOUN")
        or wordnet.is_a(*lemmas, "NOUN")
        or _kind(word, noun, wordnet)
    )


def _kind(x: Row, y: Row, wordnet: WordNet) -> bool:
    """Does one noun, written as one word, end in the other: "steamboat", "boat"?

    What is the opposite of the other ("injustice") is no kind of it.
    """
    shorter, longer = sorted((x["lemma"], y["lemma"]), key=len)
    return (
        x["pos"] == y["pos"] == "NOUN"
        and len(shorter) >= _TELLING
        and longer.endswith(shorter)
        and not wordnet.antonyms(shorter, longer, "NOUN")
    )


def _content(side: Side) -> list[Row]:
    return [
        token
        for token in side.sentence
        if token["pos"] in CONTENT and any(c.isalnum() for c in token["lemma"])
    ]


def _key(token: Row) -> tuple[str, str, str]:
    return token["text"].lower(), token["lemma"], token["pos"]


def _negations(side: Side) -> list[Row]:
    return [t for t in side.sentence if t["text"].lower() in lexicon("negators")]


def _failures(text: Text, number: int) -> int:
    words = lexicon("denials") | lexicon("failures")
    return sum(t["lemma"] in words for t in text.sentences[number].sentence)
