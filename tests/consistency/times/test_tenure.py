"""Until when somebody stays: a date of leaving, a length of staying, a last day."""

from datetime import UTC, datetime

import pytest

from crosscheck.consistency.comparers import time as comparer
from crosscheck.consistency.times.tenure import ends
from tests.consistency.comparers.calling import CONTEXT, called
from tests.docs import entity, side, time

LUND, BYRNE = entity("lund", "Ida Lund"), entity("byrne", "Cal Byrne")
LEAVES = (
    "Lund/PROPN>3:nsubj will/AUX>3:aux {}/{}/VERB {}/ADP>6:case {}/NUM>6:nummod TIME/NOUN>3:obl"
)
LAST = (
    "Lund/PROPN>3:nmod:poss 's/PART>1:case letter/NOUN>4:nsubj says/say/VERB "
    "his/he/PRON>7:nmod:poss last/ADJ>7:amod day/NOUN>4:obj "
    "will/AUX>10:aux be/AUX>10:cop TIME/NOUN>4:ccomp"
)
MARCH = {"earliest": datetime(2024, 3, 1, tzinfo=UTC), "latest": datetime(2024, 4, 1, tzinfo=UTC)}


def told(text, when, doc_id="d1", *, who=LUND, meant=None, **row):
    """A claim of 10 January 2024 that tells a time of somebody."""
    start = side(text).text.index("TIME")
    row = time(when, None, mod=None) | row | {"start": start, "end": start + len(when)}
    claim = side(
        text.replace("TIME", when),
        doc_id=doc_id,
        times=[row],
        nearby=[row],
        entities={who["entity_id"]: who},
        meant=meant or {},
    )
    claim.document["published"] = datetime(2024, 1, 10, tzinfo=UTC)
    return claim


def leaves(verb="leave", doc_id="d1", case="in", **row):
    return told(LEAVES.format(verb, verb, case, "early"), "March", doc_id, **MARCH | row)


def stays(value="P4M", doc_id="d2", *, verb="remain", case="for", **row):
    text = LEAVES.format(verb, verb, case, value[1:-1])
    return told(text, "months", doc_id, type="DURATION", value=value, **row)


def last_day(doc_id="d2", **row):
    return told(LAST, "March", doc_id, **MARCH | row)


def days(claim):
    return [
        tuple(None if day is None else (day.month, day.day) for day in (end.earliest, end.latest))
        for end in ends(claim)
    ]


@pytest.mark.parametrize(
    ("claim", "expected"),
    [
        (leaves(), [((3, 1), (4, 1))]),
        (leaves("retire"), [((3, 1), (4, 1))]),
        (leaves("arrive"), []),
        (leaves(relation="before"), []),
        (leaves("remain", relation="until"), [((3, 1), (4, 1))]),
        (leaves("remain"), []),  # "will remain in March" tells no end
        (stays("P2M"), [((2, 24), (3, 25))]),
        (stays("P2M", mod="MORE_THAN"), [((3, 10), None)]),
        (stays("P2M", mod="LESS_THAN"), [(None, (3, 10))]),
        (stays("PXM"), []),
        (stays("PT2M"), []),
        (stays("P2M", verb="wait"), []),
        (last_day(), [((3, 1), (4, 1))]),
        (last_day(earliest=datetime(2023, 3, 1, tzinfo=UTC)), []),  # it is over
    ],
)
def test_ends(claim, expected):
    assert days(claim) == expected


def test_what_is_told_as_past_or_denied_ends_nothing():
    past = leaves()
    past.document["published"] = datetime(2024, 6, 1, tzinfo=UTC)
    assert days(past) == [((3, 1), (4, 1))]  # "will" is to come, whatever the date
    gone = told(LEAVES.replace("will/AUX>3:aux ", "").format("left", "leave", "in", "early")
                .replace(">3", ">2").replace(">6", ">5"), "March", **MARCH)  # fmt: skip
    assert days(gone) == [((3, 1), (4, 1))]
    gone.document["published"] = datetime(2024, 6, 1, tzinfo=UTC)
    assert days(gone) == []
    denied = told(LEAVES.replace("will/AUX>3:aux", "not/PART>3:advmod").format(
        "leave", "leave", "in", "early"), "March", **MARCH)  # fmt: skip
    assert days(denied) == []


def test_no_calendar_goes_so_far():
    late = stays("P2M")
    late.document["published"] = datetime(9999, 12, 20, tzinfo=UTC)
    assert days(late) == []


def test_two_dates_of_leaving_are_one_conflict():
    june = {
        "earliest": datetime(2024, 6, 1, tzinfo=UTC),
        "latest": datetime(2024, 7, 1, tzinfo=UTC),
    }
    later = told(LEAVES.format("leave", "leave", "in", "early"), "June", "d2", **june)
    found = [c.explanation for c in comparer.compare(leaves(), later, CONTEXT)]
    assert found == ["leave in early March ≠ leave in early June"]


def test_a_pronoun_is_whom_its_sentence_knows_it_for():
    he = LEAVES.replace("Lund/PROPN", "he/PRON").format("leave", "leave", "in", "early")
    assert days(told(he, "March", **MARCH)) == []
    assert days(told(he, "March", meant={0: "lund"}, **MARCH)) == [((3, 1), (4, 1))]


@pytest.mark.parametrize(
    ("a", "b", "expected"),
    [
        (leaves(), stays(), ["leave in early March ≠ remain for 4 months"]),
        (leaves(), stays("P2M"), []),
        (leaves(), stays("P1M", mod="MORE_THAN"), []),
        (leaves(), stays("P3M", mod="MORE_THAN"), ["leave in early March ≠ remain for 3 months"]),
        (stays(doc_id="d1"), last_day(), ["remain for 4 months ≠ last day will be March"]),
        (leaves(), last_day(), []),
        (leaves(), told(LEAVES.format("stay", "stay_on", "for", "4").replace("Lund", "Byrne"),
                        "months", "d2", who=BYRNE, type="DURATION", value="P4M"), []),
    ],
)  # fmt: skip
def test_two_ends_of_one_persons_stay(a, b, expected):
    found = [c.explanation for c in comparer.compare(a, b, CONTEXT)]
    assert found == expected
    assert called(comparer, b, a) == [
        ("hard", " ≠ ".join(text.split(" ≠ ")[::-1])) for text in found
    ]
