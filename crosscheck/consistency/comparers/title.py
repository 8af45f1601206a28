"""Works, products and schools under two names: what is described alike, and called otherwise."""

from collections.abc import Iterator, Sequence
from math import inf

from crosscheck.consistency.comparers.base import Conflict, Context, shown, span_of
from crosscheck.consistency.names import each_its_own, folded, slip, titled_runs, with_s
from crosscheck.consistency.sides import Row, Side
from crosscheck.language.gazetteer import country, demonym, is_given_name, place
from crosscheck.language.naming import same_word
from crosscheck.language.wordnet import WordNet

_SURE = 0.5
_LONG = 3
_SCHOOL = frozenset({"State", "University"})
_DESCRIBED = frozenset({"appos", "compound", "flat"})


def compare(a: Side, b: Side, context: Context) -> Iterator[Conflict]:
    """Titles with one word swapped, and schools of one place."""
    if context.score < _SURE:
        return
    a, b = a.whole, b.whole
    for x in titled_runs(a):
        for y in titled_runs(b):
            texts = shown(a, span_of(x, a.claim)), shown(b, span_of(y, b.claim))
            renamed = _renamed(x, a, y, b, context.wordnet)
            if not renamed and not _other_school(x, a, y, b):
                continue
            # of two long names that nearly are one, the rarer is the slip
            most = inf if renamed and len(x) >= _LONG else 1
            if each_its_own(texts[0], a, texts[1], b, most=most):
                yield context.conflict(
                    "entity",
                    "hard" if renamed else "soft",  # a school may have had the other name before
                    0.4,
                    f"{texts[0]} ≠ {texts[1]}",
                    span_of(x, a.claim),
                    span_of(y, b.claim),
                )


def _renamed(x: tuple[Row, ...], a: Side, y: tuple[Row, ...], b: Side, wordnet: WordNet) -> bool:
    """Have two titles of one kind of thing all words but one in common?

    "The Orbit Core chip", "the Orbit Engine, a chip". Persons and places that share a word are
    many ("the Sutton station", "the Welby station").
    """
    if len(x) != len(y) or len(x) < 2:
        return False
    pairs = [(s["text"], t["text"]) for s, t in zip(x, y, strict=True)]
    differing = [words for words in pairs if folded(words[0]) != folded(words[1])]
    if len(differing) != 1 or any(alike(*differing[0]) for alike in (same_word, slip, with_s)):
        return False
    if any(not word.isalpha() or _of_many(word) for word in differing[0]):
        return False
    kinds = _kinds(x, a) & _kinds(y, b)
    return any(not wordnet.is_a(kind, "person", "NOUN") for kind in kinds)


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
    if not {words[0], words[-1]} & _SCHOOL or before == ["in"]:
        return None
    name = [word for word in words if word not in _SCHOOL]
    return (" ".join(name), "State" in words) if name else None
