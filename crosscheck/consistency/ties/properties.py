"""Pairs of claims that give one property of a thing otherwise.

The whole article, not its neighbours in the sentence, tells of what a figure is a property: the
noun or verb that it belongs to, if the article gives that one figure of the kind only.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import combinations, product
from typing import NamedTuple

from crosscheck.claims.lexicons import lexicon
from crosscheck.consistency.events import Event, event_of
from crosscheck.consistency.figures.properties import (
    Property,
    apart,
    differ,
    figures_of,
    is_one_thing,
    is_person,
    may_be_one,
    properties,
    top_word,
)
from crosscheck.consistency.occasions import (
    another,
    at_odds,
    days_apart,
    doers,
    long_ago,
    other_time,
)
from crosscheck.consistency.sides import Row, Side
from crosscheck.consistency.story import Places, in_order
from crosscheck.language.wordnet import WordNet

# What an article speaks of as of one thing, it names so often.
_RECURS = 2
# Two sentences tell of one without a name if they have so many words in common.
_SHARED = 2
_TOLD = frozenset({"NOUN", "PROPN", "VERB"})
_DEEDS = frozenset({"extent", "count"})
# News of the same deed told more days apart is rather of another like it.
_DAYS = 7
_PERSONAL = frozenset({"i", "you", "he", "she", "it", "we", "they"})
_DEFINITE = frozenset({"the", "this", "that"})


class _Given(NamedTuple):
    """A figure of a document, the index of the claim that gives it, and the word that has it."""

    claim: int
    quantity: Row
    word: Row


def differing_properties(
    story: Sequence[Side], at: Places, wordnet: WordNet
) -> set[tuple[int, int]]:
    """Pairs of claims that give one property otherwise, where neither document has the other's
    figure as well.

    Returns:
        Indices into the story; the one whose document sorts first stands first.
    """
    documents: dict[str, list[int]] = defaultdict(list)
    for i, side in enumerate(story):
        documents[side.claim["doc_id"]].append(i)
    read = [_Document.of(story, rows, at, wordnet) for rows in documents.values()]
    return {
        in_order(story, x.claim, y.claim)
        for one, other in combinations(read, 2)
        for key, same in product(one.given, other.given)
        if may_be_one(key, same, wordnet)
        for x, y in one.differing(key, other, same, wordnet)
    }


class _Document(NamedTuple):
    """What a document gives.

    Attributes:
        story: The claims of its story.
        at: Where they stand.
        given: Property → its figures, if they can be one.
        figures: All its figures with their claims, those of long ago left out.
        nouns: The lemmas of the things that it speaks of as of one: more than once, one of them
            with an article ("the lorry").
    """

    story: Sequence[Side]
    at: Places
    given: dict[Property, list[_Given]]
    figures: list[tuple[Row, Side]]
    nouns: frozenset[str]

    @classmethod
    def of(
        cls, story: Sequence[Side], rows: Sequence[int], at: Places, wordnet: WordNet
    ) -> "_Document":
        """Read a document's claims."""
        found: dict[Property, list[_Given]] = defaultdict(list)
        figures: list[tuple[Row, Side]] = []
        sentences: dict[int, Side] = {}
        for i in rows:
            side = story[i]
            sentences.setdefault(side.claim["sentence_start"], side)
            if long_ago(side):
                continue
            own = list(figures_of(side))
            figures += [(quantity, side) for quantity in own]
            for quantity in own:
                for key, word in properties(quantity, side, wordnet):
                    found[key].append(_Given(i, quantity, word))
        nouns = _things(sentences.values())
        found = {
            key: [x for x in some if at.leading[x.claim] or _in_the_news(key, x, story, nouns)]
            for key, some in found.items()
        }
        given = {key: some for key, some in found.items() if some and _one_value(some, key)}
        return cls(story, at, given, figures, nouns)

    def differing(
        self, key: Property, other: "_Document", same: Property, wordnet: WordNet
    ) -> Iterator[tuple[_Given, _Given]]:
        """The figures of one property in two documents, if they differ."""
        pairs = list(product(self.given[key], other.given[same]))
        if not all(differ(x.quantity, y.quantity, key) for x, y in pairs):
            return
        if any(other.has(x.quantity, key, wordnet) for x, _ in pairs):
            return
        if any(self.has(y.quantity, key, wordnet) for _, y in pairs):
            return
        if self.same(key, other, same, wordnet):
            yield from pairs

    def persons(self, wordnet: WordNet) -> int:
        """Of how many persons without a name it gives the age."""
        return sum(key.what == "age" and is_person(key.of, wordnet) for key in self.given)

    def has(self, quantity: Row, key: Property, wordnet: WordNet) -> bool:
        """Does the document give a figure that can be this one, of whatever?"""
        return any(
            (row["kind"], row["unit"]) == (quantity["kind"], quantity["unit"])
            and None not in (row["low"], row["high"])
            and not apart(row, quantity, key)
            and not (key.what == "age" and _of_no_being(row, side, wordnet))
            for row, side in self.figures
        )

    def same(self, key: Property, other: "_Document", same: Property, wordnet: WordNet) -> bool:
        """Do both speak of one thing, or deed?"""
        x, y = self.given[key][0], other.given[same][0]
        a, b = self.story[x.claim], self.story[y.claim]
        if _of_two_names(x.word, a, y.word, b):
            return False
        if key.what == "age":
            known = key == same or all(d.persons(wordnet) == 1 for d in (self, other))
            return known and len(_telling(x.word, a) & _telling(y.word, b)) >= _SHARED
        if key.what == "size":
            return key.of in self.nouns and same.of in other.nouns
        if key.what not in _DEEDS:
            return True
        return (
            days_apart(a, b) <= _DAYS
            and not other_time(a, b)
            and _one_deed(event_of(x.word, a), a, event_of(y.word, b), b, wordnet)
        )


def _in_the_news(
    key: Property, given: _Given, story: Sequence[Side], nouns: frozenset[str]
) -> bool:
    """Is it a figure of the news, though told behind it? Who is without a name there is rather
    somebody else, but for what the article speaks of as of one.
    """
    if key.what == "extent":
        side = story[given.claim]
        return any(t["lemma"] in nouns for t in doers(event_of(given.word, side), side))
    return key.what != "age"


def _of_two_names(x: Row, a: Side, y: Row, b: Side) -> bool:
    """Are they told of two names ("Orlo, a town of 900"), or beside two persons' names only?"""
    names = [
        side.tokens_at[word["head"]]["text"]
        for word, side in ((x, a), (y, b))
        if word.get("dep") == "appos" and side.tokens_at[word["head"]]["pos"] == "PROPN"
    ]
    if len(set(names)) > 1:
        return True
    persons = [
        {key for key, row in side.entities.items() if row["label"] == "PERSON"} for side in (a, b)
    ]
    return all(persons) and not persons[0] & persons[1]


def _telling(word: Row, side: Side) -> frozenset[str]:
    """What else is told in the sentence of a word."""
    return frozenset(
        token["lemma"]
        for token in side.sentence
        if token["pos"] in _TOLD and token["lemma"] not in lexicon("light_verbs")
        if token["lemma"] != word["lemma"] and not side.dated(token)
        if not any(q["start"] <= token["start"] < q["end"] for q in side.quantities)
    )


def _of_no_being(quantity: Row, side: Side, wordnet: WordNet) -> bool:
    """Is it told how old a thing is ("the photograph is four years old")?"""
    word, seen = top_word(quantity, side), set()
    while word is not None and word["start"] not in seen:
        seen.add(word["start"])
        for child in side.children.get(word["start"], ()):
            if child["dep"] in {"nsubj", "nsubj:pass"} and child["pos"] == "NOUN":
                return not wordnet.is_a(child["lemma"], "person", "NOUN")
        word = side.tokens_at.get(word["head"])
    return False


def _one_deed(x: Event, a: Side, y: Event, b: Side, wordnet: WordNet) -> bool:
    """Did one do both, as far as it is told? Whom "he" means is not."""
    subjects = [head for event, side in ((x, a), (y, b)) for head in doers(event, side)[:1]]
    if len(subjects) < 2 or any(s["text"].lower() in _PERSONAL for s in subjects):
        return False
    return not at_odds(x, a, y, b, wordnet)


def _things(sentences: Iterable[Side]) -> frozenset[str]:
    """What some sentences speak of as of one thing; see `_Document`."""
    times: dict[str, int] = defaultdict(int)
    definite: set[str] = set()
    several: set[str] = set()
    for side in sentences:
        for token in side.sentence:
            if another(token, side):
                several.add(token["lemma"])
            if token["pos"] != "NOUN" or not is_one_thing(token, side):
                continue
            times[token["lemma"]] += 1
            below = side.children.get(token["start"], ())
            if any(c["lemma"] in _DEFINITE for c in below):
                definite.add(token["lemma"])
    return frozenset(noun for noun in definite - several if times[noun] >= _RECURS)


def _one_value(given: Sequence[_Given], key: Property) -> bool:
    return not any(apart(x.quantity, y.quantity, key) for x, y in combinations(given, 2))
