"""Titles of works, products and bodies: what kind of thing they name, and when two titles of a kind
are all but one word the same ("the Orbit Core chip", "the Orbit Engine, a chip").
"""

from collections.abc import Sequence, Set

from crosscheck.consistency.names import folded, slip, with_s
from crosscheck.consistency.sides import Row, Side
from crosscheck.language.entities.naming import same_word
from crosscheck.language.gazetteer import country, demonym, is_given_name, place
from crosscheck.language.wordnet import WordNet

# So many words are a long title: two of them seldom share all but one by chance.
LONG = 3
_DESCRIBED = frozenset({"appos", "compound", "flat"})


def differ_by_a_word(
    x: tuple[Row, ...],
    a: Side,
    y: tuple[Row, ...],
    b: Side,
    wordnet: WordNet,
    *,
    described: bool = False,
) -> bool:
    """Have two titles of one kind of thing all words but one in common?

    "The Orbit Core chip", "the Orbit Engine, a chip". Persons and places that share a word are many
    ("the Sutton station", "the Welby station"), and so are bodies ("the Open Harbour Committee",
    "the Open Harbour Convention").

    Args:
        x, a, y, b: The two titles, with the claims that they stand in.
        wordnet: Knows what is a kind of what.
        described: Are long ones known to be titles of one thing?
    """
    if len(x) != len(y) or len(x) < 2:
        return False
    pairs = [(s["text"], t["text"]) for s, t in zip(x, y, strict=True)]
    differing = [words for words in pairs if folded(words[0]) != folded(words[1])]
    if len(differing) != 1 or any(alike(*differing[0]) for alike in (same_word, slip, with_s)):
        return False
    if any(not word.isalpha() or _of_many(word) for word in differing[0]):
        return False
    if len(x) >= LONG and described:
        return True
    return of_one_kind(kinds_of(x, a), kinds_of(y, b), wordnet)


def _of_many(word: str) -> bool:
    return bool(country(word) or demonym(word) or place(word) or is_given_name(word))


def of_one_kind(first: Set[str], second: Set[str], wordnet: WordNet) -> bool:
    """Does one noun, not one for persons, say of both what they are?"""
    return any(not wordnet.is_a(kind, "person", "NOUN") for kind in first & second)


def kinds_of(run: Sequence[Row], side: Side) -> set[str]:
    """The nouns that say what a title names: in apposition to it, or the noun that it stands by."""
    starts = {token["start"] for token in run}
    top = next((t for t in run if t["head"] not in starts or t["head"] == t["start"]), run[-1])
    found = [c for c in side.children.get(top["start"], ()) if c["dep"] == "appos"]
    above = side.tokens_at.get(top["head"])
    if above is not None and top["dep"] in _DESCRIBED:
        found.append(above)
    return {token["lemma"] for token in found if token["pos"] == "NOUN"}
