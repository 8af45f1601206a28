"""The names of a claim, and names that one document misspells: "Ann Tasker", "Ann Tansker".

Accents, the two standards of English, endings, and sounds that alphabets are transliterated by in
several ways, are no slips.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from rapidfuzz.distance import OSA, Levenshtein

from crosscheck.consistency.sides import Row, Side
from crosscheck.language.entities.naming import sound
from crosscheck.language.gazetteer import (
    capital,
    country,
    demonym,
    is_given_name,
    normal,
    place,
    same_given_name,
)
from crosscheck.language.spelling import same_spelling
from crosscheck.language.wordnet import WordNet

# Shorter names are too often one letter from another's.
_SHORTEST = 5
_OPEN = frozenset({"ADJ", "NOUN", "VERB", "X"})
# What may stand between two words of a name.
_JOINTS = frozenset({(), ("of",), ("of", "the")})
# What makes a plural of a name, a people's name of a country's, or a participle.
_ENDINGS = frozenset("adinsy")
_THINGS = frozenset({"EVENT", "FAC", "ORG", "PRODUCT"})
# Vowels for one another in transliterations ("Mohamed", "Mohammad", "Muhammad"), and those put in.
_NEAR_VOWELS = frozenset(map(frozenset, ("ae", "ao", "au", "ei", "ey", "iy", "ou", "uy")))
_VOWELS = frozenset("aeiouy")
_BREAKS = re.compile(r"[\s‐‑-]+")
_JOINED = re.compile(r"[‐‑-]([a-z]*)")
_MARKS = frozenset("'\"‘’“”")


def name_runs(side: Side) -> Iterator[tuple[tuple[Row, ...], Row]]:
    """The names of a claim, each with its head; a comma, a word of its own or not, ends a name."""
    own = {token["start"] for token in side.claim["tokens"]}
    text = side.document["raw_text"]
    run: list[Row] = []
    for token in (*side.sentence, None):
        named = [] if token is None or token["pos"] != "PROPN" else [token]
        if named and (not run or "," not in text[run[-1]["end"] : named[0]["start"]]):
            run += named
            continue
        starts = {t["start"] for t in run}
        top = next((t for t in run if t["head"] not in starts), None)
        if top is not None and run[0]["start"] in own and not aside(run[0], side):
            yield tuple(run), top
        run = named


def aside(token: Row, side: Side) -> bool:
    """Does a word stand in brackets, as agencies and photographers do, or in a date?"""
    text = side.document["raw_text"]
    before = text[max(side.claim["sentence_start"] - 2, 0) : token["start"]]
    if before.count("(") > before.count(")"):
        return True
    return side.dated(token)


class Part(NamedTuple):
    """A word of a name.

    Attributes:
        token: The word.
        run: The words of the name, it among them, in order.
        entities: The entities that are so called.
    """

    token: Row
    run: tuple[Row, ...]
    entities: frozenset[str]

    @property
    def rest(self) -> tuple[str, ...]:
        """The other words of the name, in plain small letters."""
        return tuple(folded(t["text"]) for t in self.run if t is not self.token)

    @property
    def beside(self) -> tuple[str | None, str | None]:
        """The words of the name right before and behind it, in plain small letters; None where
        there is none.
        """
        texts = [None, *(folded(t["text"]) for t in self.run), None]
        place = next(i for i, t in enumerate(self.run) if t is self.token)
        return texts[place], texts[place + 2]


def parts(side: Side) -> Iterator[Part]:
    """The words of a claim's names, and of nations, that are long enough to be told apart."""
    for run in (*titled_runs(side), *_nations(side)):
        for token in run:
            word = token["text"]
            if len(word) < _SHORTEST or not word.isalpha() or _acronym(token, run):
                continue
            called = (
                key
                for key, row in side.entities.items()
                if any(word in name.split() for name in (row["name"], *row["aliases"]))
            )
            yield Part(token, run, frozenset(called))


def _nations(side: Side) -> Iterator[tuple[Row, ...]]:
    """The adjectives of nations in a claim ("Ruthenian")."""
    for token in side.claim["tokens"]:
        if token["pos"] == "ADJ" and demonym(token["text"]) and not aside(token, side):
            yield (token,)


class Ending(NamedTuple):
    """How a person's name of two words or more ends: "Sul-hee" of "Bae Sul-hee".

    Attributes:
        words: The last two words, without what a hyphen joins to them.
        part: What a hyphen joins to the last, in small letters; None if nothing.
        token: The last word.
    """

    words: tuple[str, str]
    part: str | None
    token: Row


def endings(side: Side) -> Iterator[Ending]:
    """How the names of persons in a claim end, those aside that go on behind a hyphen otherwise."""
    text = side.document["raw_text"]
    persons = [row["name"] for row in side.entities.values() if row["label"] == "PERSON"]
    called = [set(_BREAKS.split(name)) for name in persons]
    for run in titled_runs(side):
        words = tuple(token["text"] for token in run[-2:])
        if len(words) < 2 or not any(set(words) <= name for name in called):
            continue
        joined = _JOINED.match(text, run[-1]["end"])
        if joined is None or joined[1]:
            yield Ending((words[0], words[1]), joined and joined[1], run[-1])


def cut_short(x: Ending, y: Ending) -> bool:
    """Has one of two names the part behind the hyphen, and the other not?"""
    return x.words == y.words and (x.part is None) != (y.part is None)


def _acronym(token: Row, run: Sequence[Row]) -> bool:
    """Is a word in capitals while another of its name is not? Transcripts write whole names so."""
    capitals = [t["text"].isupper() for t in run]
    return bool(token["text"].isupper()) and (len(run) == 1 or not all(capitals))


def titled_runs(side: Side) -> Iterator[tuple[Row, ...]]:
    """The capitals of a claim that stand together ("Silent Harbour", "Lords of the Ash")."""
    own = {token["start"] for token in side.claim["tokens"]}
    for run in _capitals(side):
        if run[0]["start"] in own and not aside(run[0], side):
            yield run


def _capitals(side: Side) -> Iterator[tuple[Row, ...]]:
    """Runs of names and words with capitals.

    A headline may write every word with a capital, and a sentence its first: there only what the
    parser takes for a name counts.
    """
    headline = side.claim["kind"] == "title"
    text = side.document["raw_text"]
    run: list[Row] = []
    for i, token in enumerate(side.sentence):
        word = token["text"]
        capital = i > 0 and not headline and token["pos"] in _OPEN and word[0].isupper()
        if token["pos"] != "PROPN" and (not capital or demonym(word)):
            continue
        if run and tuple(text[run[-1]["end"] : token["start"]].split()) not in _JOINTS:
            yield tuple(run)
            run = []
        run.append(token)
    if run:
        yield tuple(run)


def misspelled(
    x: Part, a: Side, y: Part, b: Side, wordnet: WordNet, *, outvoted: bool = False
) -> bool:
    """Are they one word of one name, which a slip in either document makes two?

    A vowel or a breath more or less, or another, is how names of other scripts are written by one
    house and another ("Hizbollah", "Hezbollah"), unless one of them stands only once and the other
    oftener, or an English word stands there for another, or for a given name.

    Args:
        x, a, y, b: The two words, with the claims that they stand in.
        wordnet: Knows the English words.
        outvoted: Do the story's outlets show that it is one name, and no house's way to write it?
    """
    first, second = x.token["text"], y.token["text"]
    if any(_one_behind_other(first, second, side) for side in (a, b)):
        return False
    alike = one_name(x, y)
    if with_s(first, second):
        if not alike or not _one_title(x, a, y, b):
            return False
        first, second = _with_neighbour(x, a), _with_neighbour(y, b)  # "crimes" is no name
    else:
        told = alike or outvoted or bool(x.entities & y.entities)
        once = (count(first, a) == 1) != (count(second, b) == 1)
        house = romanised(first, second) and not (
            once or outvoted or _english(first, second, wordnet)
        )
        if not told or house or not (slip(first, second) or (alike and cut(first, second))):
            return False
        if outvoted and not (listed(first, wordnet) and listed(second, wordnet)):
            if count(first, b) and count(second, a):
                return False  # two names
            forms = (first, second, a), (second, first, b)
            return not any(_obvious(*form, wordnet) for form in forms)
    return each_its_own(first, a, second, b)


def _obvious(slip: str, usual: str, side: Side, wordnet: WordNet) -> bool:
    """Does a word stand once beside another that every reader knows ("Frnace", "France")?"""
    return count(slip, side) == 1 and count(usual, side) > 1 and listed(usual, wordnet)


def one_name(x: Part, y: Part) -> bool:
    """Are two names one but for a word, or have two words the same beside them?"""
    return bool(x.rest and x.rest == y.rest) or (any(x.beside) and x.beside == y.beside)


def _one_behind_other(first: str, second: str, side: Side) -> bool:
    """Has a document both in one name ("the Sutton Suttons")?"""
    text = str(side.document["raw_text"])
    pairs = ((first, second), (second, first))
    return any(re.search(rf"\b{re.escape(p)}\s+{re.escape(q)}\b", text) for p, q in pairs)


def each_its_own(first: str, a: Side, second: str, b: Side, *, most: float = 1) -> bool:
    """Has each of two documents one of two forms, and not the other's?

    A document may have both if the form that the other document lacks stands there once, and the
    usual one at most so often: beside more of them no reader takes the slip for the name.
    """
    own, others = count(first, a), count(second, a)
    taken, theirs = count(first, b), count(second, b)
    if not taken and not others:
        return True
    slip_in_a = own == 1 and not taken and others <= most
    slip_in_b = theirs == 1 and not others and taken <= most
    return slip_in_a or slip_in_b


def count(phrase: str, side: Side) -> int:
    """How often a document has a name's word, in capitals or not, or some words, in any case.

    A single word in small letters is the common word that the name is made of.
    """
    text = str(side.document["raw_text"])
    if phrase.isalpha():
        return words_of(text)[phrase.lower()]
    return len(re.findall(rf"\b{re.escape(phrase)}\b", text, re.IGNORECASE))


@lru_cache(maxsize=256)
def words_of(text: str) -> Counter[str]:
    return Counter(word.lower() for word in re.findall(r"\w+", text) if not word.islower())


def with_s(first: str, second: str) -> bool:
    """Is one the other with an s?"""
    short, long = sorted((first.lower(), second.lower()), key=len)
    return long == f"{short}s"


def _one_title(x: Part, a: Side, y: Part, b: Side) -> bool:
    """Do two names that only an s tells apart name one thing, not one and several of a kind?

    So do the titles of works ("Lords of Ash", in quotation marks), and what is known to be one body
    or thing, if the s is not its last letter or no article counts it ("a Sutton Raider").
    """
    if x.rest == y.rest and (in_marks(x.run, a) or in_marks(y.run, b)):
        return True
    if _of_several(x, a) != _of_several(y, b):
        return False
    labels = {a.entities[key]["label"] for key in x.entities & y.entities}
    if not labels & _THINGS or _modifies(x, a) or _modifies(y, b):
        return False
    return None not in (x.beside[1], y.beside[1]) or not (_article(x, a) or _article(y, b))


_NEXT_NAME = re.compile(r"(?:,|,? and) [A-Z]")


def _of_several(part: Part, side: Side) -> bool:
    """Does a word head several names ("Storms Ada and Bert")?"""
    behind = side.document["raw_text"][part.run[-1]["end"] :]
    return part.token is not part.run[-1] and _NEXT_NAME.match(behind) is not None


def _with_neighbour(part: Part, side: Side) -> str:
    place = part.run.index(part.token)
    first, last = (place - 1, place) if place else (0, min(1, len(part.run) - 1))
    return str(side.document["raw_text"][part.run[first]["start"] : part.run[last]["end"]])


def in_marks(run: Sequence[Row], side: Side) -> bool:
    """Does a name fill quotation marks?"""
    text = side.document["raw_text"]
    before, behind = text[: run[0]["start"]].rstrip(), text[run[-1]["end"] :].lstrip(" ,.")
    return before[-1:] in _MARKS and behind[:1] in _MARKS


def _modifies(part: Part, side: Side) -> bool:
    """Does a name's last word stand before a noun, without its s ("Sutton Raider fans")?"""
    after = next((t for t in side.sentence if t["start"] > part.run[-1]["start"]), None)
    return part.token is part.run[-1] and after is not None and after["pos"] == "NOUN"


def _article(part: Part, side: Side) -> bool:
    before = side.document["raw_text"][: part.run[0]["start"]].split()[-1:]
    return before in (["a"], ["an"], ["one"], ["A"], ["An"], ["One"])


def slip(first: str, second: str) -> bool:
    """Do two words differ by a letter behind their first, and not as spellings of one name may?"""
    a, b = folded(first), folded(second)
    if OSA.distance(a, b) != 1 or a[0] != b[0] or sound(a) == sound(b):
        return False
    short, long = sorted((a, b), key=len)
    # a plural, or a people's name from its country's, is none
    formed = long[:-1] == short and long[-1] in _ENDINGS
    return not formed and not same_spelling(a, b)


def cut(first: str, second: str) -> bool:
    """Does a letter that is no ending, the first or the last, stand in one of two words only?

    A plural, a country's people and a pet name have one more as well.
    """
    short, long = sorted((folded(first), folded(second)), key=len)
    if long[-1] == "s" or any(
        f(word) for f in (country, demonym, place) for word in (first, second)
    ):
        return False
    return short in (long[1:], long[:-1]) and not same_given_name(first, second)


def romanised(first: str, second: str) -> bool:
    """Do two words differ by an inner vowel or h, put in or changed to a near one, or g and h?"""
    a, b = folded(first), folded(second)
    edits = list(Levenshtein.editops(a, b))
    if len(edits) != 1:
        return False
    kind, i, j = edits[0].tag, edits[0].src_pos, edits[0].dest_pos
    if kind == "replace":
        return {a[i], b[j]} in _NEAR_VOWELS or {a[i], b[j]} == {"g", "h"}
    letter, last = (a[i], i == len(a) - 1) if kind == "delete" else (b[j], j == len(b) - 1)
    return letter in _VOWELS | {"h"} and not last


def _english(first: str, second: str, wordnet: WordNet) -> bool:
    """Are both English nouns, or one a given name and the other an English word that is none?"""
    words = first.lower(), second.lower()
    if all(wordnet.knows(word, "NOUN") for word in words):
        return True
    given = [is_given_name(word) for word in words]
    return given[0] != given[1] and common(words[given[0]], wordnet)


def common(word: str, wordnet: WordNet) -> bool:
    """Is it an English noun, verb, adjective or adverb?"""
    return any(wordnet.knows(word.lower(), pos) for pos in ("NOUN", "VERB", "ADJ", "ADV"))


def listed(word: str, wordnet: WordNet) -> bool:
    """Do a dictionary or a gazetteer have it?"""
    return known(word) or common(word, wordnet)


def known(word: str) -> bool:
    """Is it the name of a country or its people, of a place, or a given name?"""
    return any(f(word) for f in (country, demonym, capital, place, is_given_name))


def folded(name: str) -> str:
    """A name in plain letters, umlauts written either way."""
    return re.sub("([aou])e", r"\1", normal(name).lower())
