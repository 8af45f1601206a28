"""Two sides that say how far from a place something is, and which way → the conflicts."""

import dataclasses
from datetime import UTC, datetime

import pytest

from crosscheck.consistency.comparers import bearing
from tests.consistency.comparers.calling import CONTEXT
from tests.docs import quantity, side, time


def sank(where, doc_id="d1", *, far="40 miles", metres=64000.0, unit="meter", **given):
    """A claim that a ferry sank so far from somewhere."""
    words = " ".join(f"{word}/X" for word in f"{far} {where}".split())
    row = quantity(far, metres, kind="measure", unit=unit, counted_lemma=None)
    row |= {"start": len("ferry sank "), "end": len(f"ferry sank {far}")}
    return side(f"ferry/NOUN sank/VERB {words}", doc_id=doc_id, quantities=[row], **given)


def called(a, b, context=CONTEXT):
    return [c.explanation for c in bearing.compare(a, b, context)]


@pytest.mark.parametrize(
    ("one", "other", "number"),
    [
        ("north of Wend", "south of Wend", 1),
        ("north of Wend", "(64 km) to the south of Wend", 1),
        ("due west of Port Holm", "northeast of Port Holm", 1),
        ("south-west of Wend", "north-east of Wend", 1),
        # not the opposite, or of another place
        ("north of Wend", "west of Wend", 0),
        ("northwest of Wend", "southwest of Wend", 0),
        ("north of Wend", "south of Holm", 0),
        ("north of Wend", "of Wend", 0),
        ("north of Wend", "from the south of Wend", 0),
    ],
)
def test_two_ways_from_a_place(one, other, number):
    a, b = sank(one), sank(other, "d2")
    assert len(called(a, b)) == len(called(b, a)) == number


def test_the_words_that_differ():
    a, b = sank("north of Wend"), sank("(64 km) south of Wend .", "d2")
    assert called(a, b) == ["40 miles north of Wend ≠ 40 miles (64 km) south of Wend"]


def test_words_of_two_lines_are_told_on_one():
    a, b = sank("north of Wend"), sank("south of Wend", "d2")
    broken = {"raw_text": a.document["raw_text"].replace("miles north", "miles\nnorth")}
    a = dataclasses.replace(a, document=a.document | broken)
    assert called(a, b) == ["40 miles north of Wend ≠ 40 miles south of Wend"]
    ended = {"raw_text": b.document["raw_text"].replace("of Wend", "of\nWend")}
    assert called(a, dataclasses.replace(b, document=b.document | ended)) == []


def test_other_distances_are_of_other_things():
    a = sank("north of Wend")
    assert called(a, sank("south of Wend", "d2", far="60 miles", metres=96000.0)) == []
    timed = [sank(f"{way} of Wend", way, unit="minute") for way in ("north", "south")]
    assert called(*timed) == []


def test_a_document_that_tells_both_ways():
    a, b = sank("north of Wend"), sank("south of Wend", "d2")
    both = {"raw_text": f"{b.text}. It left from north of Wend."}
    told = dataclasses.replace(b, document=b.document | both)
    assert called(a, told) == called(told, a) == []
    other = {"raw_text": f"{b.text}. It left from north of Wendland, northeast of Wend."}
    assert len(called(a, dataclasses.replace(b, document=b.document | other))) == 1


def test_other_occasions():
    a, b = sank("north of Wend"), sank("south of Wend", "d2")
    assert called(a, b, dataclasses.replace(CONTEXT, apart=True)) == []
    former = sank("south of Wend", "d2", nearby=[time("in May", (2021, 5, 1), (2021, 6, 1))])
    former.document["published"] = datetime(2024, 5, 6, tzinfo=UTC)
    assert called(a, former) == []
    days = [[time(f"May {n}", (2024, 5, n), (2024, 5, n + 1))] for n in (3, 9)]
    a, b = sank("north of Wend", times=days[0]), sank("south of Wend", "d2", times=days[1])
    assert called(a, b) == []
