"""When two names or descriptions need not name two things: forms of address, initials,
abbreviations, short forms, parts of a name, places within places.

"Mr Lund" is "Inspector Lund".
"""

import re
from collections.abc import Sequence
from itertools import product

from rapidfuzz.distance import DamerauLevenshtein, JaroWinkler

from crosscheck.consistency.names import folded
from crosscheck.consistency.sides import Row, Side
from crosscheck.language import gazetteer
from crosscheck.language.wordnet import WordNet

# Whoever or whatever a common noun before a name may describe.
_BEARERS = ("person", "vehicle")
# Initials of an office, a position or a ship's navy are no longer.
_INITIALS = 3
# Endings of short forms; letters that a short form keeps; of a contraction, all it has ("Mt").
_PET = re.compile(r"(?:ie|ya|ey|i|y)$")
_FIRST = 3
_CONTRACTED = 2
_MISTAKABLE = 0.85
_PLACES = frozenset({"GPE", "LOC", "FAC"})
_JOINTS = frozenset({"of", "the"})


def addressed_alike(
    first: Sequence[Row], a: Side, second: Sequence[Row], b: Side, wordnet: WordNet
) -> bool:
    """Are they only what stands before one name, of which one may have both ("Mr Lund", "Chief
    Lund"; "the tanker Vela", "MV Vela"; "RB Lund", "Otto Lund")?

    Not if they are of one kind: given names, offices, or titles of men and of women.
    """
    names = _next(first, a), _next(second, b)
    if None in names or names[0] != names[1] or not str(names[0])[0].isupper():
        return False
    kinds = [_kinds(tokens, wordnet) for tokens in (first, second)]
    if any("courtesy" in kind for kind in kinds):
        genders = [
            {gazetteer.gender(t["text"]) for t in tokens} - {None} for tokens in (first, second)
        ]
        return not all(genders) or bool(genders[0] & genders[1])
    return all(kinds) and kinds[0].isdisjoint(kinds[1])


def _next(tokens: Sequence[Row], side: Side) -> str | None:
    after = next((t for t in side.sentence if t["start"] > tokens[-1]["start"]), None)
    return None if after is None else str(after["text"])


def _kinds(tokens: Sequence[Row], wordnet: WordNet) -> set[str]:
    """What the words before a name are: "courtesy", "given", "role", "initials"; none if others."""
    found = {_kind(token["text"], wordnet) for token in tokens}
    return set() if None in found else {kind for kind in found if kind is not None}


def _kind(word: str, wordnet: WordNet) -> str | None:
    if gazetteer.is_given_name(word):
        return "given"
    if gazetteer.courtesy(word):
        return "courtesy"
    if gazetteer.role(word) or word.lower() in gazetteer.terms()["role_modifiers"]["words"]:
        return "role"
    if word.isupper() and word.isalpha() and 1 < len(word) <= _INITIALS:
        return None if gazetteer.country(word) else "initials"
    described = (wordnet.is_a(word.lower(), bearer, "NOUN") for bearer in _BEARERS)
    return "role" if any(described) else None


def initials_of(short: str, long: str) -> bool:
    """Is one made of the first letters of the other's words, or of its last words ("IR", "Injured
    Reserve"; "D.A.", "the Sutton District Attorney")?
    """
    words = re.findall(r"[^\W\d_]+", long)
    letters = "".join(word[0] for word in words if word not in {"of", "the", "and", "for"})
    stem = short.replace(".", "")
    return len(stem) > 1 and letters.isupper() and letters.endswith(stem)


def may_name_one(first: str, second: str, a: Side, b: Side) -> bool:
    """Can two names stand for one thing, or one for a part of the other?

    Two names of one entity, an abbreviation or short form, another transliteration, a country and
    its people, a place within a place as either document has it ("Sutton, in the county of Wend").
    """
    if _abbreviated(first, second) or folded(first) == folded(second):
        return True
    if _short_form(first, second) or _clipped(first, second, a, b):
        return True
    if initials_of(first, second) or initials_of(second, first):
        return True
    known = (row for side in (a, b) for row in side.entities.values())
    if any({first, second} <= {row["name"], *row["aliases"]} for row in known):
        return True
    codes = [
        {gazetteer.country(name), gazetteer.demonym(name)} - {None} for name in (first, second)
    ]
    if (
        codes[0] & codes[1]
        or second in gazetteer.states_of(first)
        or first in gazetteer.states_of(second)
    ):
        return True
    within = [rf"{re.escape(x)}(?:,|,? in)(?: [a-z]+){{0,3}} {re.escape(y)}\b"
              for x, y in ((first, second), (second, first))]  # fmt: skip
    return any(
        re.search(form, side.document["raw_text"], re.IGNORECASE)
        for form in within
        for side in (a, b)
    )


def _abbreviated(first: str, second: str) -> bool:
    """Does one abbreviate the other: "Mass.", "R-Mass.", "Fla." (letters of it in their order)?

    What ends with the last letter, too, needs no full stop ("Mt", "Mount").
    """
    short, long = sorted((first, second), key=len)
    if len(short) == _CONTRACTED and any(
        (word[0], word[-1]) == (short[0], short[-1]) for word in long.split()
    ):
        return True
    stem = short.rpartition("-")[2].removesuffix(".")
    rest = iter(long.lower())
    in_order = all(letter in rest for letter in stem.lower())
    return short.endswith(".") and in_order and long[:1] == stem[:1]


def _short_form(first: str, second: str) -> bool:
    """Is one the short form of the other, a given name ("Bill", "William"; "Lenny", "Lennart")?"""
    if gazetteer.same_given_name(first, second):
        return True
    short, long = sorted((first.lower(), second.lower()), key=len)
    start = _PET.sub("", short.removesuffix("s") if long.endswith("s") else short)
    return _FIRST <= len(start) < len(short) and long.startswith(start)


def _clipped(first: str, second: str, a: Side, b: Side) -> bool:
    """Is one the beginning of the other ("Air", "Airways")? Of persons ("Carl", "Carla") and
    countries ("Niger", "Nigeria") that makes two, unless it is the lesser half ("Wil", "Wilhelm").
    """
    short, long = sorted((first.lower(), second.lower()), key=len)
    if (
        len(short) < _FIRST
        or not long.startswith(short)
        or gazetteer.country(first)
        or gazetteer.country(second)
    ):
        return False
    if len(long) >= 2 * len(short):
        return True
    persons = (row for s in (a, b) for row in s.entities.values() if row["label"] == "PERSON")
    return not any({first, second} & set(row["name"].split()) for row in persons)


def has_variant(first: str, second: str) -> bool:
    """Is a word of one the other, or differs from it in a letter or two?"""
    short, long = sorted((first, second), key=lambda name: len(name.split()))
    return _is_variant(short, long) or any(_is_variant(short, word) for word in long.split())


def _is_variant(first: str, second: str) -> bool:
    """Do they differ in a letter or two?"""
    return DamerauLevenshtein.distance(first.lower(), second.lower()) <= max(1, len(first) // 6)


def mistakable(first: str, second: str) -> bool:
    """Are two names so alike in letters that one is easily written for the other?"""
    near = JaroWinkler.similarity(first.lower(), second.lower()) >= _MISTAKABLE
    return near and first[0] == second[0] and first[-1] == second[-1]


def contained(first: tuple[Row, ...], a: Side, second: tuple[Row, ...], b: Side) -> bool:
    """Are they parts of two names one of which has all words of the other?"""
    whole = [
        {t["text"] for t in _whole(tokens, side)} for tokens, side in ((first, a), (second, b))
    ]
    return whole[0] <= whole[1] or whole[1] <= whole[0]


def _whole(tokens: tuple[Row, ...], side: Side) -> list[Row]:
    """The name that some words are part of: the capitals beside them, over "of" and "the"."""
    words = list(side.sentence)
    first = next(i for i, t in enumerate(words) if t["start"] == tokens[0]["start"])
    last = first + len(tokens) - 1
    while first and _of_name(words[first - 1]):
        first -= 1
    while last + 1 < len(words) and _of_name(words[last + 1]):
        last += 1
    return [t for t in words[first : last + 1] if t["lemma"] not in _JOINTS]


def _of_name(token: Row) -> bool:
    return token["text"][0].isupper() or token["text"] in _JOINTS


def one_place(
    key: str | None, name: str, a: Side, other_key: str | None, other: str, b: Side
) -> bool:
    """Can one place lie within the other, by any of their names: a city and a state?"""
    rows = a.entities.get(key or ""), b.entities.get(other_key or "")
    labels = {row["label"] for row in rows if row is not None}
    names = [
        {text, row["name"] if row else text} for text, row in zip((name, other), rows, strict=True)
    ]
    return labels <= _PLACES and any(gazetteer.one_within(x, y) for x, y in product(*names))
