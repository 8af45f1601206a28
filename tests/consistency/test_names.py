"""The names of a claim, and two words that may be one name's, by their letters."""

import pytest

from crosscheck.consistency.names import cut, name_runs, romanised, slip
from tests.docs import side


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [
        ("Tasker", "Tansker", True),
        ("Tasker", "Taskar", True),
        ("Taskerton", "Taskertone", True),
        ("Taskere", "Taskered", False),
        ("Tasker", "Taksser", False),  # more than a letter
        ("Tasker", "Basker", False),
        ("Taskers", "Tasker", False),
        ("Hölm", "Hoelm", False),
        ("Zorinsky", "Zorinskiy", False),
        ("Harbor", "Harbour", False),
    ],
)
def test_slips_are_told_from_other_spellings(first, second, expected):
    assert slip(first, second) is expected
    assert slip(second, first) is expected


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [
        ("Zorban", "Zorben", True),
        ("Meheran", "Mehran", True),
        ("Zorbah", "Zorba", False),  # at the end
        ("Olagnik", "Olahnik", True),
        ("Tasker", "Tansker", False),
        ("Zorbin", "Zorbon", False),  # no scheme has one for the other
        ("Zorbans", "Zorben", False),
        ("Zorban", "Zorban", False),
    ],
)
def test_vowels_and_breaths_are_left_to_the_house(first, second, expected):
    assert romanised(first, second) is expected
    assert romanised(second, first) is expected


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [
        ("Zorbella", "Zorbell", True),
        ("Aflund", "Flund", True),
        ("Zorbells", "Zorbell", False),
        ("Zorbella", "Zorella", False),  # inside
        ("Cuban", "Cuba", False),
        ("Mollie", "Molli", True),
        ("Matty", "Matt", False),  # a pet name
    ],
)
def test_a_letter_lost_at_either_end_is_no_ending(first, second, expected):
    assert cut(first, second) is expected
    assert cut(second, first) is expected


def test_a_comma_ends_a_name():
    one = side("off/ADP>2:case Sutton/PROPN>4:obl Wend/PROPN>4:obl fell/fall/VERB")
    assert [len(run) for run, _ in name_runs(one)] == [2]
    one.document["raw_text"] = one.document["raw_text"].replace("Sutton ", "Sutton,")
    assert [[t["text"] for t in run] for run, _ in name_runs(one)] == [["Sutton"], ["Wend"]]
