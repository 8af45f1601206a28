"""When two names can stand for one person or one organisation.

Names are compared by their parts and letters alone; which of several possible bearers is meant, the
story must show (see `coreference`).
"""

import re
from collections.abc import Sequence
from typing import NamedTuple

from rapidfuzz.distance import OSA

from crosscheck.language import gazetteer as gaz

_SUFFIXES = frozenset(["jr", "sr", "ii", "iii", "iv"])
_SMALL = frozenset(["of", "the", "and", "for", "&", "on", "in", "'s", "to", "at"])
# Romanisations of one sound, applied in this order (BGN/PCGN, ISO 9 and press usage side by side).
_SOUNDS = tuple(
    (re.compile(pattern), sound)
    for pattern, sound in (
        ("ph", "f"),
        ("kh", "h"),
        ("zh", "j"),
        ("tz|ts", "c"),
        ("ck|q", "k"),
        ("w", "v"),
        ("iy|yi|ij|ji|y|j", "i"),
        ("ou|oo", "u"),
        ("h$", "g"),
        (r"(.)\1+", r"\1"),
    )
)
_NUMBERS = {"ii": "two", "2": "two", "iii": "three", "3": "three", "iv": "four", "4": "four"}
_NUMBERS |= {"i": "one", "1": "one", "first": "one", "second": "two", "third": "three"}
SHORT = 4
TYPO_LENGTH = 6


class PersonName(NamedTuple):
    """A person's name in its parts, lower case: given names, surname with its particles, "jr"."""

    given: tuple[str, ...]
    surname: str
    suffix: str


def parse_person(words: Sequence[str]) -> PersonName:
    """The parts of a person's name.

    >>> parse_person(["Ludwig", "van", "Beethoven"])
    PersonName(given=('ludwig',), surname='van beethoven', suffix='')
    """
    parts = [gaz.normal(word).lower().rstrip(".") for word in words]
    suffix = parts.pop() if len(parts) > 1 and parts[-1] in _SUFFIXES else ""
    start = len(parts) - 1
    while start > 1 and parts[start - 1] in ("van", "von", "de", "der", "den", "la", "bin", "al"):
        start -= 1
    surname = " ".join(parts[start:])
    return PersonName(tuple(p for p in parts[:start] if p), surname, suffix)


def sound(word: str) -> str:
    """A word with the differences of romanisation levelled ("Zelenskiy", "Zelenskyy", "Zelensky").

    >>> sound("Zelenskiy") == sound("Zelensky"), sound("Oleg") == sound("Oleh")
    (True, True)
    """
    word = gaz.normal(word).lower()
    for pattern, replacement in _SOUNDS:
        word = pattern.sub(replacement, word)
    return word


def same_word(one: str, other: str) -> bool:
    """Is it one word: equal, romanised otherwise, or a slip of one letter in a long one?"""
    a, b = one.lower(), other.lower()
    if a == b:
        return a != ""
    if min(len(a), len(b)) < SHORT or a[0] != b[0]:
        return False
    return sound(a) == sound(b) or slip(a, b)


def slip(one: str, other: str) -> bool:
    """Do two long words differ by one letter (left out, put in, changed or swapped), save the last?

    A last vowel is left alone: it tells Mario from Maria.
    """
    if min(len(one), len(other)) < TYPO_LENGTH or one[0] != other[0]:
        return False
    return OSA.distance(one, other) == 1 and not (len(one) == len(other) and one[:-1] == other[:-1])


def same_person(one: PersonName, other: PersonName) -> bool:
    """Can two full names be one person's: no part of the one speaks against the other?

    A "Jr." that only one has says nothing: outlets leave it out, as they do an initial before the
    name that somebody goes by.

    >>> same_person(parse_person(["Jim", "Carter"]), parse_person(["James", "Carter"]))
    True
    >>> same_person(parse_person(["J.", "Edgar", "Lund"]), parse_person(["Edgar", "Lund"]))
    True
    """
    if one.suffix and other.suffix and one.suffix != other.suffix:
        return False
    if not _same_surname(one.surname, other.surname):
        return False
    # "Carter Jr." has no given name that could speak against another's.
    given = _without_initial(one, other), _without_initial(other, one)
    return all(_same_given(a, b) for a, b in zip(*given, strict=False))


def _without_initial(name: PersonName, other: PersonName) -> tuple[str, ...]:
    """The given names, less an initial before them that the other name does not begin with."""
    first = name.given[0] if len(name.given) > 1 else ""
    differs = bool(other.given) and other.given[0][0] != first
    return name.given[1:] if len(first) == 1 and differs else name.given


def _same_surname(one: str, other: str) -> bool:
    if same_word(one, other):
        return True
    parts, others = one.split(), other.split()
    uneven = len(parts) != len(others) and parts and others
    return bool(uneven) and same_word(parts[-1], others[-1])


def _same_given(one: str, other: str) -> bool:
    a, b = one.split("-")[0], other.split("-")[0]
    if gaz.same_given_name(a, b) or sound(a) == sound(b):
        return True
    return len(a) >= SHORT and len(b) >= SHORT and slip(a, b)


def initials(words: Sequence[str]) -> set[str]:
    """The acronyms that a name's words can give, with and without the small words.

    >>> sorted(initials(["Bureau", "of", "Mines"]))
    ['BM', 'BOM']
    """
    parts = [p for w in words for p in re.split(r"[-–]", w) if p[:1].isalnum()]
    large = "".join(p[0] for p in parts if p.lower() not in _SMALL)
    every = "".join(p[0] for p in parts)
    return {large.upper(), every.upper()}


def abbreviates(letters: str, name: str) -> bool:
    """Can an acronym in brackets stand for the name before it: its letters, in order?

    >>> abbreviates("SIA", "Singapore Airlines"), abbreviates("SIA", "Lufthansa")
    (True, False)
    """
    rest = iter(name.lower())
    return name[:1].lower() == letters[:1].lower() and all(c in rest for c in letters.lower())


def short_forms(words: Sequence[str]) -> set[tuple[str, ...]]:
    """What is left of a body's name without its nation in front, or its line of business behind.

    >>> short_forms(["Peruvian", "Supreme", "Court"])
    {('supreme', 'court')}
    """
    found = set()
    for length in (1, 2):
        front = " ".join(words[:length])
        known = gaz.country(front) or gaz.demonym(front) or gaz.place(front)
        if len(words) > length and known:
            found.add(content(words[length:]))
    if len(words) > 1 and words[-1].lower() in gaz.terms()["org_lines"]["words"]:
        found.add(content(words[:-1]))
    return found


def acronym(text: str) -> str | None:
    """The letters of an acronym ("I.C.C.", "NATO"), None for other words."""
    letters = text.replace(".", "")
    return letters if letters.isupper() and letters.isalpha() and 2 <= len(letters) <= 7 else None


def content(words: Sequence[str]) -> tuple[str, ...]:
    """The words that tell an organisation from others, lower case and without a plural's s."""
    forms = gaz.terms()["org_forms"]["words"]
    kept = [gaz.normal(w).lower() for w in words if w.lower() not in _SMALL]
    told = [w for w in kept if w.rstrip(".") not in forms and w not in forms] or kept
    return tuple(_NUMBERS.get(w, _singular(_spelling(w))) for w in told if w and w[0].isalnum())


def same_body(one: Sequence[str], other: Sequence[str]) -> bool:
    """Can two names be one organisation's: the same words in any order, or a long one misspelt?

    >>> same_body(["Department", "of", "Justice"], ["Justice", "Department"])
    True
    """
    a, b = content(_coded(one)), content(_coded(other))
    if sorted(a) == sorted(b):
        return True
    return len(a) == len(b) and all(same_word(x, y) for x, y in zip(a, b, strict=True))


def _coded(words: Sequence[str]) -> list[str]:
    """The words with a nation in front as its code, so that "U.S." and "United States" are one."""
    for length in (2, 1):
        front = " ".join(words[:length])
        code = gaz.country(front) or gaz.demonym(front)
        if len(words) > length and code:
            return [f"nation{code.lower()}", *words[length:]]
    return list(words)


def _singular(word: str) -> str:
    return word[:-1] if len(word) > 4 and word.endswith("s") and not word.endswith("ss") else word


def _spelling(word: str) -> str:
    """British spellings in the American way, as far as names have them (centre, programme)."""
    word = re.sub(r"(?<=nt)re$|(?<=eat)re$", "er", word)
    return re.sub(r"mme$", "m", word.replace("defence", "defense").replace("isation", "ization"))
