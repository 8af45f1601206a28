"""Names that the outlets of a story spell otherwise, and what most of them write.

What one outlet alone writes, and others write with another letter, is a slip if no dictionary or
gazetteer knows it, or the name is none that has to be transliterated.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import combinations, product
from typing import NamedTuple

from crosscheck.consistency.names import (
    Ending,
    Part,
    common,
    endings,
    folded,
    known,
    listed,
    misspelled,
    one_name,
    parts,
    romanised,
    slip,
    words_of,
)
from crosscheck.consistency.sides import Side
from crosscheck.consistency.story import in_common, in_order, inverse_frequency
from crosscheck.language.gazetteer import is_given_name
from crosscheck.language.wordnet import WordNet

# So many other outlets outvote one.
_OTHERS = 2


class Usage(NamedTuple):
    """How a story writes a word of its names.

    Attributes:
        outlets: Who writes it, in capitals or not.
        before, behind: The words that stand right beside it in names; None where there is none.
        given: Does a given name that English readers know stand with it?
    """

    outlets: frozenset[str]
    before: frozenset[str | None]
    behind: frozenset[str | None]
    given: bool


def differing_spellings(story: Sequence[Side], wordnet: WordNet) -> set[tuple[int, int]]:
    """Pairs of claims in which two documents write a name, each in a way of its own: of all that
    do so, the pair whose sentences have most in common, titles aside if they write it elsewhere.

    Returns:
        Indices into the story; the one whose document sorts first stands first.
    """
    written: dict[tuple[str, str], list[tuple[int, Part]]] = defaultdict(list)
    names: dict[str, list[Part]] = defaultdict(list)
    titles_last = sorted(enumerate(story), key=lambda item: item[1].claim["kind"] == "title")
    for i, side in titles_last:
        for part in parts(side):
            written[side.claim["doc_id"], part.token["text"]].append((i, part))
            names[folded(part.token["text"])].append(part)
    usage = _usages(story, names)
    weights = inverse_frequency([side.context for side in story])
    found: set[tuple[int, int]] = set()
    for one, other in _near(sorted(written)):
        told = [
            (in_common(story[i], story[j], weights), in_order(story, i, j))
            for (i, x), (j, y) in product(written[one], written[other])
            if misspelled(
                x, story[i], y, story[j], wordnet, outvoted=outvoted(x, y, usage, wordnet)
            )
        ]
        if told:
            found.add(max(told, key=lambda item: item[0])[1])
    return found


def names_cut_short(story: Sequence[Side]) -> set[tuple[int, int]]:
    """Pairs of claims in one of which an outlet, alone, leaves off what others never leave off: a
    name's part behind the hyphen ("Bae Sul" for "Bae Sul-hee").

    Returns:
        Indices into the story; the one whose document sorts first stands first.
    """
    named: dict[tuple[str, str], list[tuple[int, Ending]]] = defaultdict(list)
    for i, side in enumerate(story):
        for ending in endings(side):
            named[ending.words].append((i, ending))
    found: set[tuple[int, int]] = set()
    for told in named.values():
        cut, whole = ([i for i, e in told if (e.part is None) is short] for short in (True, False))
        alone, others = ({story[i].document["outlet"] for i in group} for group in (cut, whole))
        parts_told = {e.part for _, e in told if e.part is not None}
        if len(alone) != 1 or len(others - alone) < _OTHERS or len(parts_told) > 1:
            continue
        documents = {story[i].claim["doc_id"] for i in cut}
        first = {story[i].claim["doc_id"]: i for i in reversed(whole)}
        found |= {
            in_order(story, cut[0], i) for document, i in first.items() if document not in documents
        }
    return found


def _near(written: Sequence[tuple[str, str]]) -> Iterator[tuple[tuple[str, str], tuple[str, str]]]:
    """Pairs of two documents' words that a letter more, less or other, or two swapped, makes one.

    Both then have a form in common that lacks one letter at most (Mor & Fraenkel 1982).

    Args:
        written: The documents' words, each with its doc_id.
    """
    lacking: dict[str, list[int]] = defaultdict(list)
    for n, (_, word) in enumerate(written):
        for form in _shortened(folded(word)):
            lacking[form].append(n)
    pairs = {pair for alike in lacking.values() for pair in combinations(alike, 2)}
    for m, n in sorted(pairs):
        (document, word), (other, second) = written[m], written[n]
        if document != other and folded(word) != folded(second):
            yield written[m], written[n]


def _shortened(word: str) -> set[str]:
    return {word} | {word[:n] + word[n + 1 :] for n in range(len(word))}


def _usages(story: Iterable[Side], names: Mapping[str, Sequence[Part]]) -> dict[str, Usage]:
    outlets: dict[str, set[str]] = defaultdict(set)
    for document in {side.claim["doc_id"]: side.document for side in story}.values():
        for word in _plain_words(str(document["raw_text"])):
            outlets[word].add(document["outlet"])
    return {
        word: Usage(
            frozenset(outlets[word]),
            frozenset(part.beside[0] for part in found),
            frozenset(part.beside[1] for part in found),
            any(map(is_given_name, (word, *(w for part in found for w in part.rest)))),
        )
        for word, found in names.items()
    }


@lru_cache(maxsize=256)
def _plain_words(text: str) -> Counter[str]:
    found: Counter[str] = Counter()
    for word, times in words_of(text).items():
        found[folded(word)] += times
    return found


def outvoted(x: Part, y: Part, usage: Mapping[str, Usage], wordnet: WordNet) -> bool:
    """Is either of two words of names what one outlet alone makes of the other?

    Words that stand in no name alike are only taken for one if no dictionary has the rarer one, and
    it has no neighbour that the other has not. A spelling that a transliteration might have must be
    against that of a gazetteer, or of a name with a given name of ours.
    """
    return any(_outvoted(p, q, usage, wordnet) for p, q in ((x, y), (y, x)))


def _outvoted(x: Part, y: Part, usage: Mapping[str, Usage], wordnet: WordNet) -> bool:
    words = x.token["text"], y.token["text"]
    rare, usual = (usage[folded(word)] for word in words)
    if len(rare.outlets) > 1 or len(usual.outlets - rare.outlets) < _OTHERS:
        return False
    unlisted = not (listed(words[0], wordnet) or common(x.token["lemma"], wordnet))
    fits = rare.before <= usual.before | {None} and rare.behind <= usual.behind
    if not one_name(x, y) and (not unlisted or not fits or not slip(*words)):
        return False
    if not romanised(*words):
        return True
    return usual.given or (known(words[1]) and unlisted)
