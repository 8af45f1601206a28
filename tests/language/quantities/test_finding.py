"""Quantities: value, unit, bound and what is counted, from text or hand-built Docs."""

import pytest
import spacy
from spacy.tokens import Doc, Span

from crosscheck.language.numerals import numerals, words_to_number
from crosscheck.language.quantities.finding import quantities
from crosscheck.language.quantities.quantity import Quantity
from crosscheck.language.quantities.units import canonical, unit_at

NLP = spacy.blank("en")


def found(text: str, **options: bool) -> list[Quantity]:
    """The quantities of an untagged text."""
    return list(quantities(NLP(text), **options))


@pytest.mark.parametrize(
    ("words", "value"),
    [
        ("forty-two", 42),
        ("three hundred and twelve thousand", 312_000),
        ("two million five hundred", 2_000_500),
        ("one point two five", 1.25),
    ],
)
def test_words_are_numbers(words: str, value: float) -> None:
    assert words_to_number(words) == value


def test_two_numbers_in_a_row_are_not_one() -> None:
    with pytest.raises(ValueError, match="no number"):
        words_to_number("one two")


@pytest.mark.parametrize(
    ("text", "low", "high", "kind"),
    [
        ("4-1/2", 4.5, 4.5, "cardinal"),
        ("7½", 7.5, 7.5, "cardinal"),
        ("7 ½", 7.5, 7.5, "cardinal"),
        ("3.5bn", 3.5e9, 3.5e9, "cardinal"),
        ("half a million", 5e5, 5e5, "cardinal"),
        ("two quarters", 2, 2, "cardinal"),
        ("three-quarters", 0.75, 0.75, "fraction"),
        ("a third of them", 1 / 3, 1 / 3, "fraction"),
        ("a third goal", 3, 3, "ordinal"),
        ("the twenty-first", 21, 21, "ordinal"),
        ("tens of thousands", 1e4, 1e5, "vague"),
        ("tens\u2009of\nmillions", 1e7, 1e8, "vague"),
        ("several hundred", 200, 1000, "vague"),
        ("a dozen", 12, 12, "article"),
        ("minus 12", -12, -12, "cardinal"),
    ],
)
def test_numerals(text: str, low: float, high: float, kind: str) -> None:
    numeral = next(numerals(text))
    assert (numeral.low, numeral.high, numeral.kind) == (
        pytest.approx(low),
        pytest.approx(high),
        kind,
    )


@pytest.mark.parametrize(
    ("text", "low", "unit"),
    [
        ("a fine of $350m", 350e6, "USD"),
        ("a fine of 350 million dollars", 350e6, "USD"),
        ("a fine of US$350 million", 350e6, "USD"),
        ("“a fine of $350” million", 350e6, "USD"),
        ("€3.5bn in aid", 3.5e9, "EUR"),
        ("HK$40 a ticket", 40, "HKD"),
        ("90 cents", 0.9, "USD"),
        ("two million pounds", 2e6, "GBP"),
        ("3,000,000 lb", 1_360_777.11, "kilogram"),
        ("40 Norwegian kroner", 40, "NOK"),
        ("7.5 per cent", 7.5, "percent"),
        ("7.5%", 7.5, "percent"),
        ("25 basis points", 0.25, "percentage_point"),
        ("three percentage points", 3, "percentage_point"),
        ("2 km of cable", 2000, "meter"),
        ("2,000 metres of cable", 2000, "meter"),
        ("a 120mm gun", 0.12, "meter"),
        ("86 degrees Fahrenheit", 30, "degC"),
        ("half a kilometre of fence", 500, "meter"),
        ("three-quarters of a metre", 0.75, "meter"),
        ("$3 per mmBtu", 3, "USD"),
        ("0.5 amperes per square centimetre", 5000, "ampere / meter**2"),
        ("half a percentage point", 0.5, "percentage_point"),
        ("a 14-year-old boy", 14, "year"),
        ("Mara Lind, 68, a nurse", 68, "year"),
        ("Mara Lind, then 14, left", 14, "year"),
    ],
)
def test_units(text: str, low: float, unit: str) -> None:
    [quantity] = found(text)
    assert (quantity.low, quantity.high, quantity.unit) == (
        pytest.approx(low),
        pytest.approx(low),
        unit,
    )


@pytest.mark.parametrize(
    ("text", "low", "high", "bound"),
    [
        ("at least 40 people", 40, None, "at_least"),
        ("no fewer than 40 people", 40, None, "at_least"),
        ("40 or more people", 40, None, "at_least"),
        ("up to 40 people", None, 40, "at_most"),
        ("as many as 40 people", None, 40, "at_most"),
        ("no more than 40 people", None, 40, "at_most"),
        ("more than 40 people", 40, None, "more_than"),
        ("over $40", 40, None, "more_than"),
        ("fewer than 40 people", None, 40, "less_than"),
        ("about 40 people", 36, 44, "approximate"),
        ("some 40 people", 36, 44, "approximate"),
        ("nearly 40 people", 36, 40, "approximate"),
        ("tens of thousands of people", 1e4, 1e5, "approximate"),
        ("tens of\u00a0thousands of\u00a0people", 1e4, 1e5, "approximate"),
        ("over tens of thousands of people", 1e4, None, "more_than"),
        ("5 to 7 per cent", 5, 7, "range"),
        ("between 3 and 5 ships", 3, 5, "range"),
        ("10-12 ships", 10, 12, "range"),
        ("$3 to $5 billion", 3e9, 5e9, "range"),
        ("between 20 and 30 cents", 0.2, 0.3, "range"),
        ("10 to 15 million euros", 10e6, 15e6, "range"),
        ("25 to 50 basis points", 0.25, 0.5, "range"),
        ("a 40- to 60-page report", 40, 60, "range"),
        ("between the ages of 12 and 16", 12, 16, "range"),
        ("40 people", 40, 40, "exact"),
        ("they talked about 40 issues", 40, 40, "exact"),
        ("they handed over 40 seals", 40, 40, "exact"),
        ("a dispute over 12 islands", 12, 12, "exact"),
    ],
)
def test_bounds(text: str, low: float | None, high: float | None, bound: str) -> None:
    [quantity] = found(text)
    assert (quantity.low, quantity.high, quantity.bound) == (low, high, bound)


def test_approximation_is_a_parameter() -> None:
    [quantity] = quantities(NLP("about 40 people"), approximation=0.25)
    assert (quantity.low, quantity.high, quantity.value) == (30, 50, 40)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The tally was 51-48.", [("score", 48, 51)]),
        ("They won 1-3 away.", [("score", 1, 3)]),
        ("one in five children", [("ratio", 0.2, 0.2)]),
        ("1 in 2,000 children", [("ratio", 0.0005, 0.0005)]),
        ("a mile and a half", []),
        ("from 1 to 6 p.m.", []),
        ("a 401(k) plan", []),
        ("two-thirds of the crew", [("ratio", 2 / 3, 2 / 3)]),
        ("Prices rose from 12 to 15 euros.", [("money", 12, 12), ("money", 15, 15)]),
        ("Seats fell by 3 to 15 per cent.", [("percent", 3, 15)]),
        (
            "Targets rose from 5 to 7 per cent to 9 per cent.",
            [("percent", 5, 7), ("percent", 9, 9)],
        ),
        ("The index was up 12.5 to 9,012.", [("count", 12.5, 12.5), ("count", 9012, 9012)]),
        ("The index was up 12 to 15 per cent.", [("percent", 12, 15)]),
        ("Pay fell, from $900 to $800.", [("money", 900, 900), ("money", 800, 800)]),
        ("Windows 10 users", []),
        ("a second vote", [("ordinal", 2, 2)]),
        ("40 hours a week", []),
        ("in 2019", []),
        ("between 1750 and 1800", []),
        ("ISO 4217-3", []),
        ("COVID -19 tests", []),
        ("the Standard & Poor’s 500 companies' index", [("count", 500, 500)]),
        ("third-party repairs", []),
        ("a half-dozen boats", [("count", 6, 6)]),
        ("at 10:30 on March 3", []),
        ("Flight 370 left Gate 12", []),
        ("an F-16 and a Boeing 737 landed", []),
        ("World War Three", []),
        ("a 5G phone", []),
        ("call 555-010-4477", []),
        ("16 Elm Street", []),
        ("no one came first", []),
        ("one another", []),
    ],
)
def test_kinds(text: str, expected: list[tuple[str, float, float]]) -> None:
    got = [(q.kind, pytest.approx(q.low), pytest.approx(q.high)) for q in found(text)]
    assert got == expected


@pytest.mark.parametrize(
    ("text", "counted", "lemma", "per"),
    [
        ("They bought 900 rounds of ammunition.", "rounds", "round", None),
        ("They bought two more of the rounds.", "rounds", "round", None),
        ("Thousands of angry farmers marched.", "angry farmers", "farmer", None),
        ("Some 60% of the farmers marched.", "farmers", "farmer", None),
        ("a 12-point plan", "point", "point", None),
        ("800 barrels a day", "barrels", "barrel", "day"),
        ("800 barrels every day", "barrels", "barrel", "day"),
        ("155\u00a0mm shells", "shells", "shell", None),
    ],
)
def test_what_is_counted(text: str, counted: str, lemma: str, per: str | None) -> None:
    [quantity] = found(text)
    assert (quantity.counted, quantity.counted_lemma, quantity.per) == (counted, lemma, per)
    assert text[quantity.counted_start : quantity.counted_end] == counted


def test_a_noun_or_two_is_one_or_two() -> None:
    [quantity] = found("They sank a boat or two.")
    assert (quantity.low, quantity.high, quantity.value) == (1, 2, 2)
    assert (quantity.counted_lemma, quantity.bound) == ("boat", "approximate")


def test_tags_bound_the_phrase() -> None:
    words = ["Hundreds", "of", "freshly", "called", "-", "up", "reservists", "arrived"]
    tags = ["NNS", "IN", "RB", "VBN", "HYPH", "RP", "NNS", "VBD"]
    [quantity] = quantities(Doc(NLP.vocab, words=words, tags=tags))
    assert quantity.counted == "freshly called - up reservists"


def tagged(words: str, tags: str) -> list[Quantity]:
    """The quantities of a tagged text, durations included."""
    doc = Doc(NLP.vocab, words=words.split(), tags=tags.split())
    return list(quantities(doc, durations=True))


@pytest.mark.parametrize(
    ("words", "tags", "expected"),
    [
        ("40 muddy kilometres", "CD JJ NNS", [(40_000, "meter", None)]),
        ("half of a US kilometre", "NN IN DT NNP NN", [(500, "meter", None)]),
        ("two long hours", "CD JJ NNS", [(7200, "second", None)]),
        ("two left feet", "CD JJ NNS", [(2, None, "foot")]),
        ("four new C-130 planes", "CD JJ NN NNS", [(4, None, "plane")]),
        ("a 12 point plan", "DT CD NN NN", [(12, None, "point")]),
        ("12 police personnel", "CD NN NN", [(12, None, "personnel")]),
        ("nine Mark 4 vans", "CD NNP CD NNS", [(9, None, "van")]),
        ("nine new 650 Swift coaches", "CD JJ CD NNP NNS", [(9, None, "coach")]),
        ("nine of the 20 coaches", "CD IN DT CD NNS", [(9, None, "coach"), (20, None, "coach")]),
    ],
)
def test_tags_tell_what_a_number_belongs_to(
    words: str, tags: str, expected: list[tuple[float, str | None, str | None]]
) -> None:
    got = [(q.low, q.unit, q.counted_lemma) for q in tagged(words, tags)]
    assert got == expected


def test_the_parse_finds_what_a_sum_is_said_of() -> None:
    doc = Doc(
        NLP.vocab,
        words=["a", "package", "worth", "$", "40"],
        pos=["DET", "NOUN", "ADJ", "SYM", "NUM"],
        deps=["det", "ROOT", "amod", "obl", "nummod"],
        heads=[1, 1, 1, 2, 3],
    )
    [quantity] = quantities(doc)
    assert (quantity.low, quantity.unit, quantity.counted) == (40, "USD", "package")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("They held two, three or four drills.", [(2, "drill"), (3, "drill")]),
        ("six-, seven- and eight-storey blocks", [(6, "storey"), (7, "storey"), (8, "storey")]),
        ("Wards grew from 20 to 30 beds.", [(20, "bed"), (30, "bed")]),
        ("The index closed at 912, up 14 points.", [(912, "point"), (14, "point")]),
        ("The index fell 14 points to 898.", [(14, "point"), (898, "point")]),
        (
            "The index fell 14 points, or 1.5%, to 898.",
            [(14, "point"), (1.5, "percent"), (898, "point")],
        ),
        ("It has nine beds, up from four.", [(9, "bed"), (4, "bed")]),
        ("It has nine beds, compared with a mean of 12.", [(9, "bed"), (12, "bed")]),
        ("He won nine races in May and ten in June.", [(9, "race"), (10, "race")]),
        ("The dearest is 90 cents, while the cheapest is 70.", [(0.9, "USD"), (0.7, "USD")]),
        ("The canal rose from 2 km to 3.", [(2000, "meter"), (3000, "meter")]),
    ],
)
def test_a_bare_number_shares_a_unit(text: str, expected: list[tuple[float, str]]) -> None:
    assert [(q.low, q.unit or q.counted_lemma) for q in found(text)] == expected


@pytest.mark.parametrize(
    "text",
    [
        "Two barns burned and 14 were hurt.",
        "The rate rose 5 per cent to 30.",
        "He raised $5 million and 300 in fees.",
        "He drove nine cars and 2 of those.",
        "Ann Lee, 34, and 12 in the bus died.",
        "Nine sheds with Unit 3 and 4.",
    ],
)
def test_a_bare_number_may_count_something_else(text: str) -> None:
    [*_, last] = found(text)
    assert (last.unit, last.counted) == (None, None)


def test_a_share_is_no_alternative() -> None:
    first, second = found("The index lost 16.9, or 1.1 per cent, and 259 or 10 per cent.")[:2]
    assert (first.unit, second.unit) == (None, "percent")


def test_numbers_in_names_are_none() -> None:
    doc = Doc(NLP.vocab, words=["Power", "of", "Ural", "2", "pipes", "opened"])
    doc.ents = [Span(doc, 0, 4, label="FAC")]
    assert list(quantities(doc)) == []


def test_durations_are_an_option() -> None:
    assert found("It took three hours.") == []
    [quantity] = found("It took three hours.", durations=True)
    assert (quantity.kind, quantity.low, quantity.unit) == ("measure", 10_800, "second")


def test_unknown_units_stay_as_they_are() -> None:
    assert canonical(3.0, "furlongs of mine") == (3.0, "furlongs of mine")
    assert unit_at("5 in a row", 1) is None
