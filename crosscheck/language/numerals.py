"""Numbers in English text, in figures and in words, as values.

The grammar is that of written news: "1,200", "3.5bn", "4-1/2", "two-thirds", "twenty-one",
"half a million", "tens of thousands". What the number counts is not decided here.
"""

import math
import re
from collections.abc import Iterator
from typing import NamedTuple

ONES = [
    "zero",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
]
_TENS = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]
_SMALL = {word: value for value, word in enumerate(ONES)} | {
    word: 10 * value for value, word in enumerate(_TENS, start=2)
}
_SCALES = {
    "hundred": 1e2,
    "thousand": 1e3,
    "lakh": 1e5,
    "million": 1e6,
    "crore": 1e7,
    "billion": 1e9,
    "trillion": 1e12,
}
_GROUPS = {"dozen": 12, "score": 20}
_SUFFIXES = {
    "k": 1e3,
    "K": 1e3,
    "m": 1e6,
    "mn": 1e6,
    "mil": 1e6,
    "mio": 1e6,
    "mln": 1e6,
    "M": 1e6,
    "b": 1e9,
    "bn": 1e9,
    "bln": 1e9,
    "B": 1e9,
    "tn": 1e12,
    "trn": 1e12,
    "T": 1e12,
}
_ORDINAL_ONES = [
    "zeroth",
    "first",
    "second",
    "third",
    "fourth",
    "fifth",
    "sixth",
    "seventh",
    "eighth",
    "ninth",
    "tenth",
    "eleventh",
    "twelfth",
    "thirteenth",
    "fourteenth",
    "fifteenth",
    "sixteenth",
    "seventeenth",
    "eighteenth",
    "nineteenth",
]
_ORDINALS = (
    {word: value for value, word in enumerate(_ORDINAL_ONES) if value}
    | {word.replace("y", "ieth"): 10 * value for value, word in enumerate(_TENS, start=2)}
    | {"hundredth": 100, "thousandth": 1000, "millionth": 1_000_000}
)
_FRACTIONS = {"half": 2, "halve": 2, "quarter": 4} | {
    word: value for word, value in _ORDINALS.items() if value > 2
}
_VULGAR = {
    "½": 1 / 2, "⅓": 1 / 3, "⅔": 2 / 3, "¼": 1 / 4, "¾": 3 / 4, "⅕": 1 / 5, "⅖": 2 / 5,
    "⅗": 3 / 5, "⅘": 4 / 5, "⅙": 1 / 6, "⅚": 5 / 6, "⅛": 1 / 8, "⅜": 3 / 8, "⅝": 5 / 8, "⅞": 7 / 8,
}  # fmt: skip


class Numeral(NamedTuple):
    """A number in a text.

    Attributes:
        start: Its first character.
        end: One past its last character.
        low: The smallest value it can mean.
        high: The largest value it can mean; that of `low` but for vague magnitudes.
        kind: `cardinal`, `fraction` (a part of one: "two-thirds"), `ordinal`, `vague`
            ("thousands") or `article` ("a million": a cardinal that leans on its article).
        figures: Whether it is written in figures.
        suffix: A magnitude of one or two letters ("m", "bn") that was multiplied in; it may be a
            unit instead ("37m"), in which case the caller divides it out.
    """

    start: int
    end: int
    low: float
    high: float
    kind: str
    figures: bool
    suffix: str = ""


def _alternatives(words: Iterator[str] | list[str]) -> str:
    return "|".join(sorted(words, key=lambda word: (-len(word), word)))


_SMALL_RE = _alternatives(list(_SMALL))
_SCALE_RE = _alternatives(list(_SCALES))
_FRACTION_RE = _alternatives(list(_FRACTIONS))
_VULGAR_RE = "".join(_VULGAR)
_JOIN = r"(?:\s|-|‑)"
_WORDS = rf"(?:{_SMALL_RE}|{_SCALE_RE})\b(?!')"
_WORD_NUMBER = (
    rf"(?:{_SMALL_RE})\b(?:{_JOIN}(?:and\s)?{_WORDS}|{_JOIN}point(?:\s(?:{_SMALL_RE})\b)+)*"
)
_FIGURES = r"(?:\d{1,3}(?:,\d{3})+(?!\d)(?:\.\d+)?|\d+(?:\.\d+)?|\.\d+)"
_SUFFIX_RE = _alternatives(list(_SUFFIXES))

# The order matters: the first alternative that matches at a place wins.
_NUMERAL = re.compile(
    rf"""
    (?:(?<![\w.,])(?<!\d[/:])|(?:(?<=\b[A-Z]{{3}})|(?<=\b(?:US|AU|HK|NZ|PS|RM|Rs))|(?<=\bRs\.))(?=\d))(?:
      (?P<few>(?:several|a\sfew)\s(?P<few_of>{_SCALE_RE})\b)
    | (?P<vague>(?:(?:tens|dozens|hundreds|thousands)\sof\s)*
          (?:tens\sof\s(?:thousands|millions|billions)|hundreds\sof\s(?:thousands|millions|billions)
          |dozens|scores|hundreds|thousands|millions|billions|trillions)\b)
    | (?P<part>(?:(?:an?|one|{_SMALL_RE}|\d+)[\s-])(?:{_FRACTION_RE})s?\b
          (?![\s-](?:{_SCALE_RE}|dozen|century|centuries|finals?|time|day|month|week|year|hour)\b))
    | (?P<half>(?:an?[\s-])?half(?:[\s-]an?)?[\s-](?P<half_of>{_SCALE_RE}|dozen)\b)
    | (?P<article>an?\s(?:(?:{_SCALE_RE})\b(?:\s(?:and\s)?{_WORDS})*|dozen\b(?!s)))
    | (?P<sign>(?:minus[\s-]|[-−](?=[\d.])|\+(?=\d))?)
      (?:(?P<mixed>\d+[\s-]\d+[/⁄]\d+|\d+\s?[{_VULGAR_RE}])
        |(?P<ratio>\d{{1,3}}[/⁄]\d{{1,3}}(?![/\d]))
        |(?P<vulgar>[{_VULGAR_RE}])
        |(?P<nth>\d{{1,3}}(?:,\d{{3}})*(?:st|nd|rd|th)\b)
        |(?P<figures>{_FIGURES})
      )
      (?:\s?(?P<suffix>(?-i:{_SUFFIX_RE}))\b(?![-'’]?[A-Za-z]*\d)
        |(?:[\s-]|[”"]\s)?(?P<scale>(?:{_SCALE_RE}|dozen|score)(?:\s(?:{_SCALE_RE}))?)\b(?!s))?
    | (?P<words>{_WORD_NUMBER})(?P<andhalf>\sand\sa\s(?:half|quarter|third))?
        (?:\s(?P<wscale>dozen|score)\b)?(?:[\s-](?P<wordth>{_alternatives(list(_ORDINALS))})\b)?
    | (?P<ordinal>(?:{_alternatives(list(_ORDINALS))})\b)
    | (?P<bare>(?:half|{_SCALE_RE}|dozen)\b)
    )
    """,
    re.VERBOSE | re.IGNORECASE,
)
_VAGUE_WORDS = {"tens": 10, "dozens": 12, "scores": 20} | {
    f"{word}s": value for word, value in _SCALES.items()
}


def words_to_number(words: str) -> float:
    """The value of a number in words ("three hundred and twelve thousand").

    Raises:
        ValueError: If the words are no number ("one two").
    """
    total = group = 0.0
    digits = ""
    tokens = [word for word in re.split(r"[\s\-‑]+", words.lower()) if word and word != "and"]
    last = 0.0
    for i, word in enumerate(tokens):
        if word == "point":
            digits = "".join(str(_SMALL[digit]) for digit in tokens[i + 1 :])
            break
        if word in _SMALL:
            value = _SMALL[word]
            if last and (last < 20 or value >= 10 or not value):
                raise ValueError(f"no number: {words!r}")
            group, last = group + value, value
        elif word == "hundred":
            group, last = (group or 1) * 100, 0.0
        else:
            total, group, last = total + (group or 1) * _SCALES[word], 0.0, 0.0
    return total + group + (float(f"0.{digits}") if digits else 0.0)


def _longest_number(words: str) -> tuple[float, int]:
    """The value of the longest start of the words that is a number, and its length."""
    ends = [match.start() for match in re.finditer(r"[\s\-‑]", words)] + [len(words)]
    for end in reversed(ends):
        try:
            return words_to_number(words[:end]), end
        except (ValueError, KeyError):
            continue
    raise ValueError(f"no number: {words!r}")


def _quotient(text: str) -> float:
    over, under = re.split(r"[/⁄]", text)
    return int(over) / int(under) if int(under) else 0.0


def _figures(match: re.Match[str]) -> tuple[float, str]:
    """The value of a number in figures, and its kind."""
    if mixed := match["mixed"]:
        if mixed[-1] in _VULGAR:
            return int(mixed[:-1]) + _VULGAR[mixed[-1]], "cardinal"
        whole, part = re.split(r"[\s-]", mixed)
        return int(whole) + _quotient(part), "cardinal"
    if match["ratio"]:
        return _quotient(match["ratio"]), "fraction"
    if match["vulgar"]:
        return _VULGAR[match["vulgar"]], "fraction"
    if match["nth"]:
        return float(match["nth"][:-2].replace(",", "")), "ordinal"
    return float(match["figures"].replace(",", "")), "cardinal"


def _from_figures(match: re.Match[str]) -> Numeral:
    value, kind = _figures(match)
    suffix = match["suffix"] or ""
    scale = _SUFFIXES.get(suffix, 1.0)
    for word in re.split(r"\s", (match["scale"] or "").lower()):
        scale *= _SCALES.get(word, _GROUPS.get(word, 1.0))
    sign = -1 if match["sign"] and match["sign"] != "+" else 1
    number = round(sign * value * scale, 6) if abs(value) >= 1 else sign * value * scale
    return Numeral(match.start(), match.end(), number, number, kind, True, suffix)


def _from_words(match: re.Match[str]) -> Numeral:
    start = match.start()
    value, length = _longest_number(match["words"])
    end = start + length
    if length < len(match["words"]):
        return Numeral(start, end, value, value, "cardinal", False)
    if match["wordth"] and value >= 20:
        value += _ORDINALS[match["wordth"].lower()]
        return Numeral(start, match.end(), value, value, "ordinal", False)
    if match["andhalf"]:
        word = match["andhalf"].split()[-1].lower()
        end, value = match.end("andhalf"), value + 1 / _FRACTIONS[word]
    if match["wscale"]:
        end, value = match.end("wscale"), value * _GROUPS[match["wscale"].lower()]
    return Numeral(start, end, value, value, "cardinal", False)


def _from_vague(match: re.Match[str]) -> Numeral:
    """ "tens of thousands": one to ten times ten thousand, as in Almasian et al. (2023)."""
    low = 1.0
    for word in re.split(r"\sof\s", match["vague"].lower()):
        low *= _VAGUE_WORDS[word]
    return Numeral(match.start(), match.end(), low, 10 * low, "vague", False)


def _from_part(match: re.Match[str]) -> Numeral | None:
    over, under = re.split(r"[\s-]", match["part"].lower())
    count = 1 if over in ("a", "an") else int(over) if over.isdigit() else _SMALL[over]
    singular = under.removesuffix("s") if under != "halves" else "half"
    if over == "an" and singular != "eighth":
        return None
    if (count > 1 and singular == under) or math.gcd(count, _FRACTIONS[singular]) > 1:
        # "two third-party sellers"; "two quarters" are of a year or a match
        end = match.start() + len(over)
        return Numeral(match.start(), end, float(count), float(count), "cardinal", over.isdigit())
    if count == 1 and over in ("a", "an") and singular in _ORDINALS:
        # "a third" may go on as an ordinal ("a third term"): only "of" or the end decide.
        rest = match.string[match.end() :]
        if not re.match(r"\s*(?:of\b|[.,;:)]|$|less|more|as|smaller|larger|higher|lower)", rest):
            return None
    value = count / _FRACTIONS[singular]
    return Numeral(match.start(), match.end(), value, value, "fraction", False)


def _from_match(match: re.Match[str]) -> Numeral | None:
    if match["vague"]:
        return _from_vague(match)
    if match["few"]:
        scale = _SCALES[match["few_of"].lower()]
        return Numeral(*match.span(), 2 * scale, 10 * scale, "vague", False)
    if match["part"]:
        return _from_part(match)
    span = match.span()
    if match["half"]:
        word = match["half_of"].lower()
        value = (_SCALES | _GROUPS)[word] / 2
        return Numeral(*span, value, value, "cardinal", False)
    if match["article"]:
        words = match["article"].split(None, 1)[1].lower()
        value = 12.0 if words == "dozen" else words_to_number(f"one {words}")
        return Numeral(*span, value, value, "article", False)
    if match["words"]:
        return _from_words(match)
    if match["ordinal"]:
        value = float(_ORDINALS[match["ordinal"].lower()])
        return Numeral(*span, value, value, "ordinal", False)
    if match["bare"]:
        word = match["bare"].lower()
        value = 0.5 if word == "half" else (_SCALES | _GROUPS)[word]
        return Numeral(*span, value, value, "fraction" if word == "half" else "article", False)
    return _from_figures(match)


def numerals(text: str) -> Iterator[Numeral]:
    """The numbers of a text, in text order; they do not overlap.

    Args:
        text: Any English text.

    Yields:
        Every number, including those in dates, names and identifiers.
    """
    position = 0
    while match := _NUMERAL.search(text, position):
        if not match.group():
            position = match.end() + 1
            continue
        found = _from_match(match)
        if found is None:
            position = match.start() + re.match(r"\w+", match.group()).end()  # type: ignore[union-attr]
            continue
        yield found
        position = max(found.end, match.start() + 1)
