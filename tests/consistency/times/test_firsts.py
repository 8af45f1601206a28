"""In how long one deed is the first, told otherwise."""

import dataclasses
import math
import re
from datetime import UTC, datetime

import pytest

from crosscheck.consistency.comparers import time as comparer
from crosscheck.consistency.comparers.base import WordAlignment
from crosscheck.consistency.times.firsts import First, firsts, other_span
from tests.consistency.comparers.calling import CONTEXT
from tests.docs import side, time

SHUT = (
    "the/DET>3:det toll/NOUN>3:compound {thing}/NOUN>4:nsubj {verb}/shut/VERB for/ADP>8:case "
    "the/DET>8:det first/ADJ>8:amod {noun}/NOUN>4:obl"
)
LENGTH = re.compile(r"\d+( (years|months))?|years")
STRIKE = "the/DET>{n}:det first/ADJ>{n}:amod {kind}strike/NOUN>{m}:nsubj LENGTH began/begin/VERB"


def told(text, length, value=None, doc_id="d1", *, mod=None, day=(2024, 5, 6)):
    """A claim with a length behind it ("in ten years", P10Y, or "since 1990")."""
    words = " ".join(word if "/" in word else f"{word}/X" for word in length.split())
    text = text.replace("LENGTH", words) if "LENGTH" in text else f"{text} {words}"
    made = side(text, doc_id=doc_id)
    at, end = (LENGTH.search(made.text) or LENGTH.search("years")).span()
    row = time(made.text[at:end], None, type="DURATION", value=value, mod=mod, relation=None)
    row |= {"start": at, "end": end, "type": "DURATION" if (value or "")[:1] == "P" else "DATE"}
    made = dataclasses.replace(made, times=(row,) if value else ())
    made.document["published"] = datetime(*day, tzinfo=UTC)
    return made


def shut(length, value=None, doc_id="d1", *, noun="time", verb="shut", thing="bridge", **row):
    return told(SHUT.format(noun=noun, verb=verb, thing=thing), length, value, doc_id, **row)


def strike(length, value=None, doc_id="d1", *, kind="", by="", **row):
    words = kind.split() + by.split()
    n, m = 3 + len(words), 4 + len(words) + len(length.split())
    named = f"{kind}/NOUN>{n}:compound " if kind else ""
    named += f"{by}/PROPN>{n}:nmod:poss " if by else ""
    return told(STRIKE.format(n=n, m=m, kind=named), length, value, doc_id, **row)


EVER = side("their/PRON first/ADJ>4:amod -/PUNCT ever/ADJ>5:amod strike/NOUN>6:nsubj began/VERB")
TEN = ("in ten years", "P10Y", "d2")


@pytest.mark.parametrize(
    ("claim", "found"),
    [
        (shut("ever"), [(math.inf, "first time ever")]),
        (shut("in 40 years", "P40Y"), [(40, "first time in 40 years")]),
        (shut("in 18 months", "P18M"), [(1.5, "first time in 18 months")]),
        (shut("since 1990", "1990"), [(34, "first time since 1990")]),
        (strike("ever"), [(math.inf, "first strike ever")]),
        (
            side("their/PRON first/ADJ>4:amod ever/ADV>4:advmod strike/NOUN began/VERB"),
            [(math.inf, "first ever strike")],
        ),
        (
            EVER,
            [(math.inf, "first - ever strike")],
        ),
        # no length, another noun, and what only follows
        (shut("again"), []),
        (shut("on 1990", "1990"), []),
        (shut("in heavy snow for 40 years", "P40Y"), []),
        (shut("for 40 years", "P40Y"), []),
        (side("he/PRON first/ADV>3:advmod ran/VERB ever/ADV"), []),
    ],
)
def test_firsts(claim, found):
    assert [(p.years, claim.text[p.start : p.end]) for p in firsts(claim)] == found


def test_what_is_not_told_in_numbers_is_not_for_ever():
    (first,) = firsts(shut("in years", "PXY"))
    assert math.isnan(first.years)


@pytest.mark.parametrize(
    ("one", "other", "differ"),
    [
        ((40, None), (20, None), True),
        ((math.inf, None), (40, None), True),
        ((math.inf, None), (math.nan, None), True),
        ((math.inf, None), (math.inf, None), False),
        ((40, None), (math.nan, None), False),
        # rounded, or of the year before
        ((40, None), (42, None), False),
        ((2, None), (3, None), False),
        # within a bound
        ((40, "MORE_THAN"), (60, None), False),
        ((40, "MORE_THAN"), (20, None), True),
        ((40, "LESS_THAN"), (20, None), False),
    ],
)
def test_two_spans(one, other, differ):
    p, q = (First(*told, {}, 0, 0) for told in (one, other))
    assert other_span(p, q) == other_span(q, p) == differ


def called(a, b, context=CONTEXT):
    return [(c.severity, c.explanation) for c in comparer.compare(a, b, context)]


SAID = [("soft", "first time ever ≠ first time in 40 years")]


def test_one_deed():
    a, b = shut("ever"), shut("in 40 years", "P40Y", "d2")
    assert called(a, b) == SAID
    assert called(a, b, dataclasses.replace(CONTEXT, score=0.3)) == []
    assert called(a, b, dataclasses.replace(CONTEXT, apart=True)) == []


def sailing():
    return told(STRIKE.replace("strike", "sailing").format(n=3, m=7, kind=""), *TEN)


def test_near_copies_of_any_score():
    copy = dataclasses.replace(CONTEXT, score=0.3, copy=WordAlignment((), 0.9))
    assert called(shut("ever"), shut("in 40 years", "P40Y", "d2", verb="closed"), copy) == SAID
    other = shut("in 40 years", "P40Y", "d2", noun="season")
    assert called(shut("ever"), other, copy) == []
    assert called(strike("ever"), sailing(), copy) == []


@pytest.mark.parametrize(
    ("one", "other", "number"),
    [
        (strike("ever"), strike("in 40 years", "P40Y", "d2"), 1),
        # of another kind, and a deed
        (strike("ever"), strike("in 40 years", "P40Y", "d2", kind="rail"), 0),
        (strike("ever"), shut("in 40 years", "P40Y", "d2"), 0),
        (shut("ever"), shut("in 40 years", "P40Y", "d2", verb="fell/fall"), 0),
        # another bridge, and one that did not
        (shut("ever"), shut("in 40 years", "P40Y", "d2", thing="gate"), 0),
        (shut("ever"), shut("in 40 years not/PART>4:advmod", "P40Y", "d2"), 0),
        (strike("ever", by="Lund"), strike("in 40 years", "P40Y", "d2", by="Lund"), 1),
        (strike("ever", by="Lund"), strike("in 40 years", "P40Y", "d2", by="Holm"), 0),
        (EVER, strike("in 40 years", "P40Y", "d2"), 1),
    ],
)
def test_kinds_of_deeds(one, other, number):
    assert len(called(one, other)) == number
