"""Units of measure and currencies: how texts write them, and what they convert to.

Dimensions and factors are pint's; currency names are Unicode CLDR's (through babel). Every value of
a dimension is converted to one canonical unit, so that 2 km and 2,000 m are the same value.
"""

import re
import tomllib
from functools import cache
from importlib import resources
from typing import Any, NamedTuple

import pint
from babel.numbers import get_currency_name, list_currencies

TIME_UNITS = ("second", "minute", "hour", "day", "week", "month", "year", "decade", "century")


class Unit(NamedTuple):
    """A unit found in a text.

    Attributes:
        end: One past its last character.
        name: The pint unit, or the ISO 4217 code.
        factor: What a number before it is multiplied with (0.01 for cents).
    """

    end: int
    name: str
    factor: float = 1.0


def data(name: str) -> dict[str, Any]:
    """A lexicon of the package, by its file name."""
    text = (resources.files("crosscheck.language.quantities") / "data" / name).read_text("utf-8")
    return tomllib.loads(text)


@cache
def registry() -> pint.UnitRegistry:
    """Pint's units, with parts per billion and the million BTU that gas is sold by.

    Reading their definitions takes most of a second.
    """
    units: pint.UnitRegistry = pint.UnitRegistry(autoconvert_offset_to_baseunit=True)
    units.define("ppb = 1e-9")
    units.define("mega_british_thermal_unit = 1e6 * british_thermal_unit")
    return units


def _spaced(form: str) -> str:
    """A form as a pattern in which a space may be a hyphen, with its plural."""
    head, *rest = re.split(r"[ -]", form)
    words = [re.escape(word) for word in (head, *rest)]
    if head[-1].isalpha() and len(head) > 2:
        words[0] += "s?"
    if rest and rest[-1][-1].isalpha() and len(rest[-1]) > 2:
        words[-1] += "s?"
    return r"[\s-]".join(words)


@cache
def _table(section: str) -> dict[str, str]:
    units: dict[str, list[str]] = data("units.toml")[section]
    return {form: name for name, forms in units.items() for form in forms}


@cache
def _unit_pattern(times: bool) -> re.Pattern[str]:
    forms = _table("words") | (_table("time") if times else {})
    words = "|".join(_spaced(form) for form in sorted(forms, key=lambda f: (-len(f), f)))
    symbols = "|".join(re.escape(f) for f in sorted(_table("symbols"), key=lambda f: (-len(f), f)))
    return re.compile(rf"[\s-]?(?:(?P<word>(?i:{words}))|(?P<symbol>{symbols})(?!-\d))(?![^\W_])")


def _singular(form: str, table: dict[str, str]) -> str | None:
    """The unit of a written form, in the singular or plural of its first or last word."""
    names = {written.replace("-", " "): name for written, name in table.items()}
    form = re.sub(r"[\s-]", " ", form.lower())
    for whole in (form, form.removesuffix("s")):
        for candidate in (whole, re.sub(r"^(\w+)s\b", r"\1", whole)):
            if candidate in names:
                return names[candidate]
    return None


def unit_at(text: str, position: int, *, times: bool = False) -> Unit | None:
    """The unit of measure that stands at a position, after an optional space or hyphen.

    Args:
        text: The text.
        position: Where the number before the unit ends.
        times: Whether units of time count ("minutes", "years").
    """
    match = _unit_pattern(times).match(text, position)
    if match is None:
        return None
    if match["symbol"]:
        return Unit(match.end(), _table("symbols")[match["symbol"]])
    forms = _table("words") | (_table("time") if times else {})
    name = _singular(match["word"], forms)
    return Unit(match.end(), name) if name else None


@cache
def unit_named(name: str) -> str | None:
    """The pint unit that a written name stands for ("square metres" → "meter**2")."""
    found = unit_at(f" {name}", 0, times=True)
    return found.name if found and found.end == len(name) + 1 else None


@cache
def _known() -> frozenset[str]:
    """The units that texts can name; pint has others ("point" is one of typography there)."""
    return frozenset(
        name for section in ("words", "symbols", "time") for name in _table(section).values()
    )


@cache
def _conversion(unit: str) -> tuple[str, float, float]:
    """The canonical unit, and the slope and offset that lead to it."""
    if unit not in _known():
        return unit, 1.0, 0.0
    units = registry()
    parsed = units.parse_units(unit)
    for canonical in data("units.toml")["canonical"]:
        target = units.parse_units(canonical)
        if parsed.dimensionality == target.dimensionality and _same_sort(unit, canonical):
            zero = units.Quantity(0.0, parsed).to(target).magnitude
            one = units.Quantity(1.0, parsed).to(target).magnitude
            return canonical, one - zero, zero
    return unit, 1.0, 0.0


def _same_sort(unit: str, canonical: str) -> bool:
    """Whether two units of one dimension mean the same sort of thing (hertz ≠ revolutions)."""
    groups = (
        {"degree"},
        {"hertz", "kilohertz", "megahertz", "gigahertz"},
        {"byte", "kilobyte", "megabyte", "gigabyte", "terabyte"},
        {"bit / second", "megabit / second", "gigabit / second"},
        {"kilowatt_hour", "megawatt_hour", "gigawatt_hour", "terawatt_hour", "joule", "calorie"}
        | {"british_thermal_unit", "mega_british_thermal_unit"},
        {"newton * meter", "force_pound * foot"},
    )
    return all((unit in group) == (canonical in group) for group in groups)


def canonical(value: float, unit: str) -> tuple[float, str]:
    """A value in the canonical unit of its dimension, rounded to twelve significant digits.

    Args:
        value: The number.
        unit: A pint unit as `unit_at` gives it; one that pint does not know is returned as it is.
    """
    name, slope, offset = _conversion(unit)
    return float(f"{value * slope + offset:.12g}"), name


@cache
def _symbol_patterns() -> tuple[re.Pattern[str], re.Pattern[str], dict[str, str]]:
    symbols: dict[str, str] = data("currencies.toml")["symbols"]
    codes = {code: code for code in sorted(list_currencies("en")) if not code.startswith("X")}
    signs = symbols | codes
    ordered = sorted(signs, key=lambda form: (-len(form), form))
    union = "|".join(re.escape(form).replace(r"\$", r"\s?\$") for form in ordered)
    before = re.compile(rf"(?<![A-Za-z$])(?:{union})(?=\s?[-−+]?\s?$)")
    after = re.compile(rf"\s?(?:(?:U\.?S\.?\s?)?\$(?!\s?\d)|(?:€|£|¥|{'|'.join(codes)})(?!\w))")
    return before, after, signs


def currency_before(text: str, position: int) -> tuple[int, str] | None:
    """The currency sign or code that ends at a number: where it starts, and its ISO 4217 code."""
    before, _, signs = _symbol_patterns()
    window = max(0, position - 9)
    match = before.search(text[window:position])
    if match is None:
        return None
    return window + match.start(), signs[re.sub(r"\s", "", match.group())]


@cache
def _currency_words() -> tuple[re.Pattern[str], dict[str, Unit]]:
    lexicon = data("currencies.toml")
    words = {form: Unit(0, code) for form, code in lexicon["words"].items()}
    words |= {form: Unit(0, code, 0.01) for form, code in lexicon["fractions"].items()}
    for code in sorted(list_currencies("en"), reverse=True):
        if not code.startswith("X"):
            for count in (1, 2):
                name = get_currency_name(code, count, locale="en").lower()
                if "(" not in name and " " in name:
                    words.setdefault(name, Unit(0, code))
    words |= {"u.s. dollar": Unit(0, "USD"), "american dollar": Unit(0, "USD")}
    ordered = sorted(words, key=lambda form: (-len(form), form))
    union = "|".join(re.escape(form).replace(r"\ ", r"\s") for form in ordered)
    return re.compile(rf"[\s-]?({union})(?:e?s)?(?!\w)", re.IGNORECASE), words


def currency_after(text: str, position: int) -> Unit | None:
    """The currency that follows a number as a word ("dollars", "cents"), sign or code."""
    pattern, words = _currency_words()
    if match := pattern.match(text, position):
        unit = words[re.sub(r"\s", " ", match.group(1).lower())]
        return unit._replace(end=match.end())
    _, after, signs = _symbol_patterns()
    if match := after.match(text, position):
        sign = re.sub(r"[\s.]", "", match.group())
        return Unit(match.end(), signs.get(sign, "USD"))
    return None
