"""What the package knows of the world: countries, peoples, capitals, places, offices and nicknames.

The data lie in crosscheck/language/data: gaz_countries.json, gaz_places.txt, gaz_nicknames.txt and
gaz_given_names.txt are made from libraries by training/gazetteers.py; gaz_terms.toml is written for
this project.
"""

import json
import re
import tomllib
import unicodedata
from collections.abc import Iterable
from functools import lru_cache
from importlib import resources
from typing import Any

from babel import Locale

_DATA = resources.files("crosscheck.language") / "data"
_ARTICLE = re.compile(r"^the\s+", re.IGNORECASE)
_DOTTED = re.compile(r"\b(?:[A-Z]\.){2,}")


@lru_cache(maxsize=1 << 16)
def normal(name: str) -> str:
    """A name as gazetteers are asked for it: plain letters, no article, no dots in an acronym.

    >>> normal("The U.S."), normal("Élysée"), normal("People’s  Army")
    ('US', 'Elysee', "People's Army")
    """
    plain = unicodedata.normalize("NFKD", name.replace("’", "'"))
    plain = "".join(c for c in plain if not unicodedata.combining(c))
    plain = _DOTTED.sub(lambda m: m.group().replace(".", ""), " ".join(plain.split()))
    return _ARTICLE.sub("", plain).removesuffix("'s").strip(" ,;:")


def country(name: str) -> str | None:
    """The ISO 3166-1 code of the country or territory that has this English name."""
    return _countries()["names"].get(normal(name))


def country_codes() -> frozenset[str]:
    """The ISO 3166-1 codes that `country`, `demonym` and `capital` give."""
    return frozenset(_countries()["names"].values())


def country_name(code: str) -> str:
    """The English name of a country, from CLDR."""
    return Locale("en").territories[code]


def demonym(word: str) -> str | None:
    """The ISO 3166-1 code of the country whose people or adjective a word is."""
    return _countries()["demonyms"].get(normal(word))


def capital(name: str) -> str | None:
    """The ISO 3166-1 code of the country whose capital a city is."""
    return _countries()["capitals"].get(normal(name))


def seat(name: str) -> str | None:
    """The ISO 3166-1 code of the country whose government has its seat in a building or street."""
    return _seats().get(normal(name))


def is_people(word: str) -> bool:
    """Is it a nationality, people, faith or party?"""
    return demonym(word) is not None or normal(word) in terms()["peoples"]["words"]


def place(name: str) -> str | None:
    """What kind of place a name is known for: "city", "state" or "region"; None if for none."""
    return _places().get(normal(name))


def water(name: str) -> frozenset[str]:
    """The words that tell an ocean, sea or gulf from others; none if it is no such name.

    >>> sorted(water("Gulf of Thailand")), sorted(water("North Pacific Ocean"))
    (['gulf', 'thailand'], ['pacific'])
    """
    kinds, bare = (terms()["waters"][key] for key in ("kinds", "bare"))
    said = normal(name).lower().split()
    words = [word for word in said if word not in {"of", "the"}]
    words = terms()["water_names"].get(" ".join(words), " ".join(words)).split()
    if not words or not (words[-1] in kinds | bare or (words[0] in kinds and "of" in said)):
        return frozenset()
    return frozenset(words) & bare or frozenset(words if len(words) > 1 else ())


def one_within(one: str, other: str) -> bool:
    """May one of two places lie in the other? Not if both are known, and of one level or apart.

    What the gazetteer lacks is small and may lie in any country or state, but seldom in a city.

    >>> one_within("Lyon", "France"), one_within("Lyon", "Spain"), one_within("Lyon", "Lille")
    (True, False, False)
    """
    known = [bool(country(name) or place(name)) for name in (one, other)]
    if not all(known):
        return any(country(name) or place(name) in {"region", "state"} for name in (one, other))
    return _lies_in(one, other) or _lies_in(other, one)


def _lies_in(small: str, large: str) -> bool:
    if place(large) == "region":
        return place(small) != "region"
    if large in states_of(small):
        return True
    code = country(large)
    return code is not None and country(small) != code and _areas().get(normal(small)) == code


def states_of(name: str) -> frozenset[str]:
    """The states of the US that have a large city of this name; none for other places."""
    return _states().get(normal(name), frozenset())


def role(phrase: str) -> str | None:
    """The office or job that a title or noun names, one key for all its wordings."""
    lower = phrase.lower()
    plural = lower[:-1] if len(lower) > 5 and lower.endswith("s") else lower
    return _roles().get(lower) or _roles().get(plural)


def courtesy(word: str) -> bool:
    """Is it a title that names no office, as Mr or Dr?"""
    return any(word.lower() in words for words in terms()["titles"].values())


def gender(word: str) -> str | None:
    """The gender, "m" or "f", that a title, pronoun or noun gives to its person."""
    for key, sign in (("male", "m"), ("female", "f")):
        if word.lower() in terms()["gender"][key] or word.lower() in terms()["titles"][key]:
            return sign
    return None


def gender_of_names(names: Iterable[str]) -> str | None:
    """What the given names in a person's names tell, "m" or "f"; None if none, or both.

    A name of one word ("Grant") may be a surname.
    """
    words = (name.split() for name in names)
    told = {_given_names().get(parts[0].lower()) for parts in words if len(parts) > 1} - {None}
    return told.pop() if len(told) == 1 else None


def same_given_name(one: str, other: str) -> bool:
    """Can two given names be one: equal, an initial, or a short form (Jim, James)?"""
    a, b = one.lower().rstrip("."), other.lower().rstrip(".")
    if a == b or (min(len(a), len(b)) == 1 and a[0] == b[0]):
        return True
    return bool(_nicknames().get(a, frozenset()) & _nicknames().get(b, frozenset()))


def is_given_name(word: str) -> bool:
    """Is it among the English given names and nicknames?"""
    return word.lower() in _nicknames()


def is_calendar(word: str) -> bool:
    """Is it a month or a weekday, abbreviated or not (CLDR)?"""
    return word.lower().rstrip(".") in _calendar()


@lru_cache(maxsize=1)
def terms() -> dict[str, dict[str, Any]]:
    """The words of gaz_terms.toml; lists of words as sets."""
    loaded = tomllib.loads((_DATA / "gaz_terms.toml").read_text(encoding="utf8"))
    return {
        name: {k: frozenset(v) if isinstance(v, list) else v for k, v in section.items()}
        for name, section in loaded.items()
    }


@lru_cache(maxsize=1)
def _countries() -> dict[str, dict[str, str]]:
    listed = json.loads((_DATA / "gaz_countries.json").read_text(encoding="utf8"))["countries"]
    found: dict[str, dict[str, str]] = {"names": {}, "demonyms": {}, "capitals": {}}
    for code, entry in listed.items():
        for kind, names in entry.items():
            found[kind] |= {normal(name): code for name in names}
    for code, words in terms()["demonyms"].items():
        found["demonyms"] |= {normal(word): code for word in words}
    found["names"]["Britain"] = "GB"
    return found


@lru_cache(maxsize=1)
def _seats() -> dict[str, str]:
    return {normal(name): code for name, code in terms()["seats"].items()}


@lru_cache(maxsize=1)
def _place_rows() -> list[list[str]]:
    lines = (_DATA / "gaz_places.txt").read_text(encoding="utf8").splitlines()[1:]
    return [line.split("\t") for line in lines]


@lru_cache(maxsize=1)
def _states() -> dict[str, frozenset[str]]:
    return {normal(name): frozenset(states) for name, _, _, *states in _place_rows() if states}


@lru_cache(maxsize=1)
def _areas() -> dict[str, str]:
    return {normal(name): code for name, code, *_ in _place_rows()}


@lru_cache(maxsize=1)
def _places() -> dict[str, str]:
    found = {normal(name): kind for name, _, kind, *_ in _place_rows()}
    return found | dict.fromkeys((normal(n) for n in terms()["places"]["words"]), "region")


@lru_cache(maxsize=1)
def _roles() -> dict[str, str]:
    return {word: key for key, words in terms()["roles"].items() for word in words}


@lru_cache(maxsize=1)
def _nicknames() -> dict[str, frozenset[str]]:
    """Every given name with the full names that it may stand for."""
    found: dict[str, set[str]] = {}
    for line in (_DATA / "gaz_nicknames.txt").read_text(encoding="utf8").splitlines()[1:]:
        full, *short = line.split()
        for name in (full, *short):
            found.setdefault(name, set()).add(full)
    return {name: frozenset(full) for name, full in found.items()}


@lru_cache(maxsize=1)
def _given_names() -> dict[str, str]:
    lines = (_DATA / "gaz_given_names.txt").read_text(encoding="utf8").splitlines()[1:]
    return dict(line.split() for line in lines)  # type: ignore[misc]


@lru_cache(maxsize=1)
def _calendar() -> frozenset[str]:
    locale = Locale("en")
    named = (*locale.months["format"].values(), *locale.days["format"].values())
    return frozenset(n.lower() for width in named for n in width.values() if len(n) > 2)
