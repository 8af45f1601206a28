"""Synonyms and antonyms from the distilled WordNet in models/en_wordnet (see its card).

Words are lemmas in lower case; parts of speech are WordNet's v, a, r, n. Senses are not told apart:
a relation holds between two words if it holds between any of their senses (Miller 1995).
"""

import gzip
from collections import defaultdict
from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path

from crosscheck.errors import ModelError
from crosscheck.language.lemmas import PARTS, detached


class WordNet:
    """Relations between words, read from the distilled lines `kind rest…`."""

    def __init__(self, lines: list[str]) -> None:
        self._synsets: dict[tuple[str, str], frozenset[str]] = {}
        self._near: dict[str, set[str]] = defaultdict(set)
        self._above: dict[str, set[str]] = defaultdict(set)
        self._antonyms: dict[tuple[str, str], set[str]] = defaultdict(set)
        self._derived: dict[tuple[str, str], set[tuple[str, str]]] = defaultdict(set)
        self._deverbal: set[str] = set()
        self._ways: dict[tuple[str, str], frozenset[str]] = {}
        for line in lines:
            kind, *rest = line.split()
            if kind == "word":
                self._synsets[rest[0], rest[1]] = frozenset(rest[2].split(","))
            elif kind == "near":
                self._near[rest[0]].add(rest[1])
                self._near[rest[1]].add(rest[0])
                self._above[rest[0]].add(rest[1])
            elif kind == "above":
                self._above[rest[0]].add(rest[1])
            elif kind == "antonym":
                self._antonyms[rest[0], rest[1]].add(rest[3])
            else:
                self._derived[rest[0], rest[1]].add((rest[2], rest[3]))
                if {rest[0], rest[2]} == {"n", "v"}:
                    self._deverbal.add(rest[1] if rest[0] == "n" else rest[3])

    def _senses_of(self, word: str, key: str) -> frozenset[str]:
        """The synsets of a word, or of its base form by WordNet's detachment rules (morphy)."""
        found = self._synsets.get((key, word))
        if found is not None:
            return found
        bases = (self._synsets.get((key, base)) for base in detached(word, key))
        return next((senses for senses in bases if senses is not None), frozenset())

    def knows(self, word: str, pos: str) -> bool:
        """Is the word listed with that part of speech (UPOS)?"""
        return bool(self._senses_of(word, PARTS.get(pos, "")))

    def senses(self, word: str, pos: str) -> int:
        """How many senses a word has with that part of speech."""
        return len(self._senses_of(word, PARTS.get(pos, "")))

    def synonyms(self, a: str, b: str, pos: str) -> bool:
        """Do the two share a sense?"""
        key = PARTS.get(pos, "")
        return a == b or bool(self._senses_of(a, key) & self._senses_of(b, key))

    def near(self, a: str, b: str, pos: str) -> bool:
        """Are they synonyms, or is a sense of one directly above or similar to one of the other?"""
        if self.synonyms(a, b, pos):
            return True
        key = PARTS.get(pos, "")
        first, second = self._senses_of(a, key), self._senses_of(b, key)
        return any(self._near.get(synset, set()) & second for synset in first)

    def is_a(self, word: str, kind: str, pos: str) -> bool:
        """Does any sense of a word lie below one of another ("ferry" is a "vessel")?"""
        key = PARTS.get(pos, "")
        wanted, reached = self._senses_of(kind, key), set(self._senses_of(word, key))
        stack = list(reached)
        while stack:
            higher = self._above.get(stack.pop(), set()) - reached
            reached |= higher
            stack += higher
        return bool(reached & wanted)

    def antonyms(self, a: str, b: str, pos: str) -> bool:
        """Are they antonyms, or is one a near-synonym of an antonym of the other?

        The second step is taken for verbs and adjectives only (acceptance of "decline" as the
        opposite of "accept" by way of "refuse"), and only over shared senses.
        """
        key = PARTS.get(pos, "")
        if b in self._antonyms.get((key, a), set()) or a in self._antonyms.get((key, b), set()):
            return True
        if key not in {"v", "a"} or self.near(a, b, pos):
            return False
        return any(
            self.synonyms(opposite, other, pos)
            for word, other in ((a, b), (b, a))
            for opposite in self._antonyms.get((key, word), ())
        )

    def other_way(self, a: str, b: str, pos: str) -> bool:
        """Does what one tells go up, and what the other tells go down ("surge", "slump")?

        Words with senses of either kind ("cut") go neither way.
        """
        ways = self._way(a, pos), self._way(b, pos)
        return all(len(way) == 1 for way in ways) and ways[0] != ways[1]

    def _way(self, word: str, pos: str) -> frozenset[str]:
        """Which way a word goes: what means to increase or decrease, and is near what moves so."""
        if (word, pos) not in self._ways:
            self._ways[word, pos] = frozenset(
                way
                for way, motion in (("increase", "rise"), ("decrease", "fall"))
                if self.is_a(word, way, pos)
                and (self.near(word, way, pos) or self.near(word, motion, pos))
            )
        return self._ways[word, pos]

    def derived(self, a: str, pos_a: str, b: str, pos_b: str) -> bool:
        """Is one word derived from the other ("arrive", "arrival")?"""
        first, second = (PARTS.get(pos_a, ""), a), (PARTS.get(pos_b, ""), b)
        return second in self._derived.get(first, set()) or first in self._derived.get(
            second, set()
        )

    def deverbal(self, noun: str) -> bool:
        """Is a verb derived from a noun, or it from a verb ("exchange"): does it name a deed?"""
        return noun in self._deverbal

    def links(self, words: Sequence[tuple[str, str]]) -> Iterator[tuple[int, int, str]]:
        """Which of many words are tied: (i, j, "synonym" or "derived"), in both directions.

        Args:
            words: (lemma, UPOS) pairs. Time grows with the links, not with all pairs of words.
        """
        by_sense: dict[str, list[int]] = defaultdict(list)
        places: dict[tuple[str, str], list[int]] = defaultdict(list)
        for i, (word, pos) in enumerate(words):
            key = PARTS.get(pos, "")
            places[key, word].append(i)
            for synset in sorted(self._senses_of(word, key)):
                by_sense[synset].append(i)
        for members in by_sense.values():
            yield from ((i, j, "synonym") for i in members for j in members if i != j)
        for i, (word, pos) in enumerate(words):
            for other in self._derived.get((PARTS.get(pos, ""), word), ()):
                for j in places.get(other, ()):
                    yield i, j, "derived"
                    yield j, i, "derived"


@cache
def load_wordnet(folder: Path) -> WordNet:
    """Read models/en_wordnet.

    Raises:
        ModelError: If the folder does not hold it.
    """
    path = folder / "wordnet.txt.gz"
    try:
        return WordNet(gzip.decompress(path.read_bytes()).decode("utf-8").splitlines())
    except (FileNotFoundError, gzip.BadGzipFile) as error:
        raise ModelError(f"{path}: missing or broken; restore it from git") from error
