"""Works, products, bodies and schools under two names: what is described alike, and called
otherwise.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import combinations
from math import inf

from crosscheck.consistency.comparers.base import Conflict, Context, shown, span_of
from crosscheck.consistency.names import each_its_own, folded, slip, titled_runs, with_s
from crosscheck.consistency.sides import Row, Side
from crosscheck.consistency.story import in_order
from crosscheck.language.entities.naming import same_word
from crosscheck.language.gazetteer import country, demonym, is_given_name, place
from crosscheck.language.wordnet import WordNet

_SURE = 0.5
_LONG = 3
_SCHOOL = frozenset({"State", "University"})
_DESCRIBED = frozenset({"appos", "compound", "flat"})


def compare(a: Side, b: Side, context: Context) -> Iterator[Conflict]:
    """Titles with one word swapped, and schools of one place."""
    tied = "spelling" in context.tied
    if context.score < _SURE and not tied:
        return
    a, b = a.whole, b.whole
    for x in titled_runs(a):
        for y in titled_runs(b):
            texts = shown(a, span_of(x, a.claim)), shown(b, span_of(y, b.claim))
            renamed = _renamed(x, a, y, b, context.wordnet, described=tied)
            school = context.score >= _SURE and _other_school(x, a, y, b)
            if not renamed and not school:
                continue
            # of two long names that nearly are one, the rarer is the slip
            most = inf if renamed and len(x) >= _LONG else 1
            if each_its_own(texts[0], a, texts[1], b, most=most):
                yield context.conflict(
                    "entity",
                    "hard" if renamed else "soft",  # a school may have had the other name before
                    0.45 if tied else 0.4,
                    f"{texts[0]} ≠ {texts[1]}",
                    span_of(x, a.claim),
                    span_of(y, b.claim),
                )


def renamed_titles(story: Sequence[Side], wordnet: WordNet) -> set[tuple[int, int]]:
    """Pairs of claims in which two documents first name a thing, whose long names differ by a word.

    What it is, any document may say; one outlet alone must call it so.

    Returns:
        Indices into the story; the one whose document sorts first stands first.
    """
    named: dict[tuple[str, ...], dict[str, tuple[int, tuple[Row, ...]]]] = defaultdict(dict)
    kinds: dict[tuple[str, ...], set[str]] = defaultdict(set)
    for i, side in enumerate(story):
        if side.claim["kind"] == "title":
            continue  # every word may have a capital
        for run in titled_runs(side):
            if len(run) >= _LONG:
                words = tuple(token["text"] for token in run)
                named[words].setdefault(side.claim["doc_id"], (i, run))
                kinds[words] |= _kinds(run, side)
    outlets = {
        words: {story[i].document["outlet"] for i, _ in found.values()}
        for words, found in named.items()
    }
    found: set[tuple[int, int]] = set()
    for one, other in combinations(sorted(named), 2):
        if min(len(outlets[one]), len(outlets[other])) > 1:
            continue
        described = any(not _person(kind, wordnet) for kind in kinds[one] & kinds[other])
        found |= {
            in_order(story, i, j)
            for document, (i, x) in named[one].items()
            for second, (j, y) in named[other].items()
            if document != second
            and _renamed(x, story[i], y, story[j], wordnet, described=described)
            and each_its_own(" ".join(one), story[i], " ".join(other), story[j], most=inf)
        }
    return found


def _renamed(
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
    if len(x) >= _LONG and described:
        return True
    return any(not _person(kind, wordnet) for kind in _kinds(x, a) & _kinds(y, b))


def _person(noun: str, wordnet: WordNet) -> bool:
    return wordnet.is_a(noun, "person", "NOUN")


def _of_many(word: str) -> bool:
    return bool(country(word) or demonym(word) or place(word) or is_given_name(word))


def _kinds(run: Sequence[Row], side: Side) -> set[str]:
    """The nouns that say what a title names: in apposition to it, or the noun that it stands by."""
    starts = {token["start"] for token in run}
    top = next((t for t in run if t["head"] not in starts or t["head"] == t["start"]), run[-1])
    found = [c for c in side.children.get(top["start"], ()) if c["dep"] == "appos"]
    above = side.tokens_at.get(top["head"])
    if above is not None and top["dep"] in _DESCRIBED:
        found.append(above)
    return {token["lemma"] for token in found if token["pos"] == "NOUN"}


def _other_school(x: tuple[Row, ...], a: Side, y: tuple[Row, ...], b: Side) -> bool:
    """Is it one place's state university for one, and its other university for the other?

    Somebody whom both name must tie them: the graduate, the coach.
    """
    first, second = _school(x, a), _school(y, b)
    if first is None or second is None or first[0] != second[0] or first[1] == second[1]:
        return False
    shared = a.entities.keys() & b.entities.keys()
    return any(a.entities[key]["label"] == "PERSON" for key in shared)


def _school(run: Sequence[Row], side: Side) -> tuple[str, bool] | None:
    """The place that a university is called after, and is it "Sutton State"?

    "In Sutton State" is where somebody is.
    """
    words = [token["text"] for token in run]
    before = side.document["raw_text"][: run[0]["start"]].split()[-1:]
    if not (words[0] == "University" or words[-1] in _SCHOOL) or before == ["in"]:
        return None
    name = [word for word in words if word not in _SCHOOL]
    return (" ".join(name), "State" in words) if name else None
