"""When two times, or two measures, can be one value."""

import pytest

from crosscheck.consistency.values import converted, exchanged, quantities_meet, told_alike
from tests.docs import quantity
from tests.docs import time as moment


def length(text, kilometres):
    return quantity(text, kilometres, kind="measure", unit="kilometer", counted_lemma=None)


@pytest.mark.parametrize(
    ("first", "second", "meet"),
    [
        (length("40 miles", 64.4), length("65km", 65), True),
        (length("40-mile", 64.4), length("40 miles", 64.4), True),
        # converted, and still another value
        (length("40 miles", 64.4), length("80 km", 80), False),
        # of one unit, nothing was converted
        (length("64 km", 64), length("65 km", 65), False),
    ],
)
def test_measures_in_two_units(first, second, meet):
    assert quantities_meet(first, second) is meet
    assert quantities_meet(second, first) is meet


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("€80 billion ($104 billion)", True),
        ("€80 billion or $104 billion", False),
        ("€80 billion (of $104 billion)", False),
    ],
)
def test_a_sum_in_brackets_is_of_the_day_s_rate(text, expected):
    euros = quantity("€80 billion", 8e10, kind="money", unit="EUR")
    dollars = quantity("$104 billion", 1.04e11, kind="money", unit="USD")
    at = text.index("$")
    dollars |= {"start": at, "end": at + len(dollars["text"])}
    assert exchanged(dollars, [euros, dollars], text) is expected
    assert not exchanged(euros, [euros, dollars], text)


def test_only_measures_are_converted():
    assert converted(length("40 miles", 64.4), length("64 km", 64))
    assert not converted(length("40 miles", 64.4), quantity("64 boats", 64))
    assert not converted(length("40", 40), length("64 km", 64))


@pytest.mark.parametrize(
    ("first", "second", "alike"),
    [
        ("XXXX-WXX-2TEV", "XXXX-WXX-2TNI", True),
        ("XXXX-WXX-2TMO", "XXXX-WXX-2TNI", False),
        ("XXXX-WXX-2TEV", "XXXX-WXX-3TNI", False),
    ],
)
def test_the_evening_reaches_into_the_night(first, second, alike):
    times = [moment(value, None, value=value) for value in (first, second)]
    assert told_alike(*times) is alike
