"""Quantities on NewsQuant (Almasian et al. 2023): values with their units.

    python benchmarks/quantities.py FILE [--model PIPELINE] [--errors]

FILE is the data set as published: a JSON list of sentences with their quantities. A quantity is
right if value and unit are. Values and units of measure are compared after conversion to the
canonical unit; ranges by their ends, in whichever order; sums by currency; plain counts by the head
of what is counted, which must be a word of the annotated unit ("new season") or the last word of
that unit as it is written, since the data spells abbreviations out and crosscheck does not.

Two figures, because the data follows conventions that crosscheck's tables do not:

as annotated: every annotated quantity is to be found as it is, every other one found is wrong.
same conventions: durations are quantities there (times here); results ("2-1") and ordinals are no
    quantities there; "from A to B" after a verb of change is one range there, two values here; a
    part of a group ("half the flats") has the group as its unit there. Such differences are undone
    before scoring; nothing else is.
"""

import argparse
import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

import spacy
from babel.numbers import get_currency_name, list_currencies
from spacy.tokens import Doc

from crosscheck.language.pipeline import load_pipeline
from crosscheck.language.quantities.finding import quantities
from crosscheck.language.quantities.units import canonical, currency_after, unit_named


class Item(NamedTuple):
    """A quantity as the benchmark compares it."""

    low: float
    high: float
    unit: str
    kind: str = "gold"
    words: tuple[str, ...] = ()


Finder = Callable[[Doc], list[Item]]
_FACTORS = {"cent": 0.01, "penny": 0.01}


def _close(a: float, b: float) -> bool:
    return abs(a - b) <= 1e-4 * max(abs(a), abs(b), 1e-12)


def _singular(word: str) -> str:
    word = word.lower()
    irregular = {
        "people": "person",
        "men": "man",
        "women": "woman",
        "children": "child",
        "feet": "foot",
    }
    if word in irregular:
        return irregular[word]
    if word.endswith("ies"):
        return f"{word[:-3]}y"
    return word[:-1] if word.endswith("s") and not word.endswith("ss") else word


def _currency(name: str) -> str | None:
    for code in sorted(list_currencies("en")):
        if name == get_currency_name(code, locale="en").lower():
            return code
    found = currency_after(f" {name}", 0)
    return found.name if found and found.end == len(name) + 1 else None


def gold_item(entry: dict[str, str]) -> Item:
    """An annotated quantity, in canonical units."""
    numbers = sorted(float(n) for n in re.split(r"(?<=[\d.])\s*-\s*", entry["value"]))
    low, high = numbers[0], numbers[-1]
    name, _, per = entry["normalized_unit"].lower().partition(" per ")
    if unit_named(entry["normalized_unit"].lower()):
        name, per = entry["normalized_unit"].lower(), ""
    factor, unit = _FACTORS.get(name, 1.0), _normal_unit(name)
    low, unit_low = canonical(low * factor, unit)
    high, _ = canonical(high * factor, unit)
    plain = unit == unit_low and not (name.startswith("%") or _currency(name) or unit_named(name))
    words = (
        tuple(name.split() + entry["unit"].lower().partition(" per ")[0].split()[-1:])
        if plain
        else ()
    )
    return Item(low, high, unit_low + (f"/{_normal_unit(per)}" if per else ""), "gold", words)


def _normal_unit(name: str) -> str:
    name = name.replace("chinese yuan", "yuan").replace("united states dollar", "dollar").strip()
    if name in ("percentage", "percent"):
        return "percent"
    if name == "year of age":
        return "year-old"
    if name in ("-", ""):
        return ""
    if name == "count":
        return "time"
    if name.startswith("%"):
        return "part"
    if code := _currency(name):
        return code
    if unit := unit_named(name):
        return unit
    head = re.split(r"\s(?:of|in|per)\s", name)[0].split()
    return _singular(head[-1]) if head else ""


def ours(doc: Doc) -> list[Item]:
    """crosscheck's quantities, times included."""
    items = []
    for q in quantities(doc, durations=True, approximation=0.0):
        low = q.value
        high = (
            q.high if q.bound == "range" or (q.bound == "approximate" and q.high != q.low) else low
        )
        unit = q.unit or q.counted_lemma or ""
        if q.kind == "ratio":
            unit = "part"
        elif q.kind == "measure" and q.unit == "year":
            unit = "year-old"
        if q.kind in ("score", "ordinal"):
            high = q.high if q.kind == "score" else q.low
        items.append(
            Item(
                low,
                high if high is not None else low,
                unit + (f"/{q.per}" if q.per else ""),
                q.kind,
            )
        )
    return items


_BASELINE = re.compile(
    r"(?P<sign>[$€£])?(?P<n>\d[\d,]*(?:\.\d+)?)\s?(?P<mag>million|billion|trillion"
    r"|bn|m\b|k\b)?\s?(?P<unit>%|per\s?cent|[A-Za-z]+)?"
)
_MAGNITUDES = {"million": 1e6, "m": 1e6, "billion": 1e9, "bn": 1e9, "trillion": 1e12, "k": 1e3}


def baseline(doc: Doc) -> list[Item]:
    """One regular expression: figures, three signs, the next word."""
    items = []
    for match in _BASELINE.finditer(doc.text):
        value = float(match["n"].replace(",", "")) * _MAGNITUDES.get(match["mag"] or "", 1)
        unit = {"$": "USD", "€": "EUR", "£": "GBP"}.get(match["sign"] or "")
        unit = unit or _normal_unit(
            (match["unit"] or "").lower().replace("%", "percent").replace("per cent", "percent")
        )
        value, unit = canonical(value, unit)
        items.append(Item(value, value, unit))
    return items


def _same_unit(found: str, gold: Item) -> bool:
    """Whether units are equal; of a count, whether its head is a word of the annotated unit."""
    words = {_singular(word) for word in gold.words}
    return found == gold.unit or (bool(words) and _singular(found.split("/")[0]) in words)


def _matches(found: Item, gold: Item, with_unit: bool) -> bool:
    values = _close(found.low, gold.low) and _close(found.high, gold.high)
    return values and (not with_unit or _same_unit(found.unit, gold))


def _score(
    found: list[Item], gold: list[Item], *, with_unit: bool, conventions: bool
) -> tuple[int, int, int, list[Item], list[Item]]:
    """Right, found, annotated; what was missed and what was too many."""
    left, missed, right = list(found), [], 0
    for item in gold:
        hit = next((f for f in left if _matches(f, item, with_unit)), None)
        if hit is None and conventions:
            ends = [
                next((f for f in left if _close(f.low, end) and _close(f.high, end)), None)
                for end in (item.low, item.high)
            ]
            if (
                item.low != item.high
                and ends[0]
                and ends[1]
                and (not with_unit or any(_same_unit(end.unit, item) for end in ends if end))
            ):
                left.remove(ends[0])
                hit = ends[1]
        if hit is None:
            missed.append(item)
        else:
            left.remove(hit)
            right += 1
    if conventions:
        left = [f for f in left if f.kind not in ("score", "ordinal")]
    return right, right + len(left), right + len(missed), missed, left


def evaluate(
    entries: list[dict[str, Any]],
    find: Finder,
    nlp: Callable[[str], Doc],
    *,
    with_unit: bool,
    conventions: bool,
    errors: bool = False,
) -> tuple[float, float, float]:
    """Precision, recall and F1 over all sentences."""
    totals = [0, 0, 0]
    for entry in entries:
        gold = [gold_item(q) for q in entry["quantities"]]
        *counts, missed, extra = _score(
            find(nlp(entry["text"])), gold, with_unit=with_unit, conventions=conventions
        )
        totals = [a + b for a, b in zip(totals, counts, strict=True)]
        if errors and (missed or extra):
            print(entry["text"])
            print("   missed:", *[(f"{m.low:g}", f"{m.high:g}", m.unit) for m in missed])
            print("   extra: ", *[(f"{m.low:g}", f"{m.high:g}", m.unit, m.kind) for m in extra])
    right, found, annotated = totals
    precision, recall = right / max(found, 1), right / max(annotated, 1)
    return precision, recall, 2 * precision * recall / max(precision + recall, 1e-9)


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("file", type=Path)
    parser.add_argument(
        "--model", help="spaCy pipeline (name or path); default: a blank English one"
    )
    parser.add_argument(
        "--errors", action="store_true", help="print what differs from the annotation"
    )
    arguments = parser.parse_args()
    nlp = load_pipeline(arguments.model) if arguments.model else spacy.blank("en")
    entries = json.loads(arguments.file.read_text("utf-8"))
    docs = {entry["text"]: nlp(entry["text"]) for entry in entries}
    if arguments.errors:
        evaluate(entries, ours, docs.__getitem__, with_unit=True, conventions=True, errors=True)
    print(
        "| finder | conventions | compared | precision | recall | F1 |\n|---|---|---|---|---|---|"
    )
    for name, find in (("crosscheck", ours), ("one regex", baseline)):
        for conventions in (False, True):
            for with_unit in (False, True):
                cells = evaluate(
                    entries, find, docs.__getitem__, with_unit=with_unit, conventions=conventions
                )
                label = "same" if conventions else "as annotated"
                print(
                    f"| {name} | {label} | {'value+unit' if with_unit else 'value'} | "
                    + " | ".join(f"{c:.3f}" for c in cells)
                    + " |"
                )


if __name__ == "__main__":
    main()
