"""Two sides, one of which hedges → whether they differ in how sure they are."""

import dataclasses
from datetime import UTC, datetime

import pytest

from crosscheck.consistency.comparers import certainty
from tests.consistency.comparers.calling import CONTEXT
from tests.consistency.test_unconfirmed import FACT, NOT_YET
from tests.docs import side

ALLEGED = (
    "Holt/PROPN>3:nsubj allegedly/ADV>3:advmod robbed/rob/VERB the/DET>5:det miller/NOUN>3:obj"
)
EXPECTED = (
    "Holt/PROPN>3:nsubj:pass is/be/AUX>3:aux:pass expected/expect/VERB to/PART>5:mark"
    " repaint/VERB>3:xcomp the/DET>7:det mill/NOUN>5:obj"
)
MAY = "Holt/PROPN>3:nsubj might/AUX>3:aux repaint/VERB the/DET>5:det mill/NOUN>3:obj"


@pytest.mark.parametrize(
    ("hedged", "stated", "number"),
    [
        (ALLEGED, "Holt/PROPN>2:nsubj robbed/rob/VERB the/DET>4:det miller/NOUN>2:obj", 1),
        # that it was done nobody doubts
        (
            ALLEGED,
            "the/DET>2:det miller/NOUN>4:nsubj:pass was/be/AUX>4:aux:pass robbed/rob/VERB",
            0,
        ),
        # so a source says
        (
            ALLEGED,
            "police/NOUN>2:nsubj say/VERB Holt/PROPN>4:nsubj robbed/rob/VERB>2:ccomp"
            " the/DET>6:det miller/NOUN>4:obj",
            0,
        ),
        # and so it seems, or is alleged
        (
            ALLEGED,
            "it/PRON>2:expl appears/appear/VERB Holt/PROPN>4:nsubj robbed/rob/VERB>2:ccomp"
            " the/DET>6:det miller/NOUN>4:obj",
            0,
        ),
        # what is foretold is no fact yet, but what was done is one
        (
            EXPECTED,
            "Holt/PROPN>3:nsubj will/AUX>3:aux repaint/VERB the/DET>5:det mill/NOUN>3:obj",
            0,
        ),
        (EXPECTED, "Holt/PROPN>2:nsubj repainted/repaint/VERB the/DET>4:det mill/NOUN>2:obj", 1),
        # who is able to need not do it
        (MAY, "Holt/PROPN>3:nsubj can/AUX>3:aux repaint/VERB the/DET>5:det mill/NOUN>3:obj", 0),
    ],
)
def test_hedged_here_and_a_fact_there(hedged, stated, number):
    found = list(certainty.compare(side(hedged), side(stated, doc_id="d2"), CONTEXT))
    assert len(found) == number


@pytest.mark.parametrize(("noun", "number"), [("projects", 1), ("policies", 0)])
def test_the_bearers_of_relative_clauses(noun, number):
    clause = "that/PRON>{0}:nsubj {1} {2}/harm/VERB>1:acl:relcl gulls/gull/NOUN>{0}:obj"
    a = side(f"projects/project/NOUN {clause.format(4, 'could/AUX>4:aux', 'harm')}")
    lemma = {"projects": "project", "policies": "policy"}[noun]
    b = side(f"{noun}/{lemma}/NOUN {clause.format(4, 'often/ADV>4:advmod', 'harm')}", doc_id="d2")
    assert len(list(certainty.compare(a, b, CONTEXT))) == number


@pytest.mark.parametrize(
    ("tied", "apart", "days", "expected"),
    [
        ({"certainty"}, False, (1, 1), ["rescue unconfirmed ≠ rescued (as a fact)"]),
        (set(), False, (1, 1), []),
        # it may have been confirmed in between
        ({"certainty"}, True, (1, 5), []),
        ({"certainty"}, True, (5, 1), ["rescue unconfirmed ≠ rescued (as a fact)"]),
    ],
)
def test_a_deed_unconfirmed_here_and_a_fact_there(tied, apart, days, expected):
    a, b = side(NOT_YET), side(FACT, doc_id="d2")
    for one, day in zip((a, b), days, strict=True):
        one.document["published"] = datetime(2020, 5, day, tzinfo=UTC)
    context = dataclasses.replace(CONTEXT, tied=frozenset(tied), apart=apart)
    assert [c.explanation for c in certainty.compare(a, b, context)] == expected
    turned = [" ≠ ".join(x.split(" ≠ ")[::-1]) for x in expected]
    assert [c.explanation for c in certainty.compare(b, a, context)] == turned
