"""Claims of two leads that an unconfirmed deed ties."""

import pytest

from crosscheck.consistency.story import places
from crosscheck.consistency.ties.unconfirmed import unconfirmed_deeds
from tests.consistency.comparers.calling import WORDNET
from tests.consistency.test_unconfirmed import FACT, IF_SO, NOT_YET
from tests.docs import side

MAY = FACT.replace("a/DET>4:det", "may/AUX>2:aux")


def news(text, doc_id="d2", at=0, kind="statement"):
    given = {"claim_id": f"{doc_id}:{at}", "sentence_start": at, "kind": kind}
    return side(text, doc_id=doc_id, **given)


def tied(facts, others):
    story = [*facts, *others]
    return unconfirmed_deeds(story, places(story), WORDNET)


@pytest.mark.parametrize(
    ("others", "expected"),
    [
        pytest.param([news(NOT_YET)], {(0, 1)}, id="whose it is, is said"),
        pytest.param([news(NOT_YET, kind="reported")], {(0, 1)}, id="by a source"),
        pytest.param([news(NOT_YET, kind="quoted")], set(), id="in a quotation"),
        pytest.param([news(IF_SO)], set(), id="whose it is, nobody says"),
        pytest.param([news(IF_SO), news(MAY, at=9)], {(0, 1)}, id="another sentence says whose"),
        pytest.param(
            [news(IF_SO), news(MAY.replace("miner", "ferry"), at=9)], set(), id="of another"
        ),
        pytest.param([news(NOT_YET), news(FACT, at=9)], set(), id="both ways"),
        pytest.param(
            [news(NOT_YET), news(FACT, at=9, kind="reported")], {(0, 1)}, id="a source says so"
        ),
    ],
)
def test_an_unconfirmed_deed_ties_the_lead_that_tells_it(others, expected):
    assert tied([news(FACT, "d1")], others) == expected


@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        pytest.param([news(FACT, "d1", kind="reported")], set(), id="a source says so"),
        pytest.param([news(FACT, "d1"), news(MAY, "d1", 9)], set(), id="unsure"),
        pytest.param([news(FACT, "d1"), news(NOT_YET, "d1", 9)], set(), id="unconfirmed"),
        pytest.param(
            [*(news("x/NOUN", "d1", n) for n in range(5)), news(FACT, "d1", 9)],
            set(),
            id="not the news",
        ),
        pytest.param(
            [news(FACT, "d1", kind="title"), news(FACT, "d1", 9)], {(1, 2)}, id="more than a title"
        ),
        pytest.param([news(FACT, "d1", kind="title")], {(0, 1)}, id="a title alone"),
    ],
)
def test_who_tells_it_as_a_fact_vouches_for_it(facts, expected):
    assert tied(facts, [news(NOT_YET)]) == expected


def test_a_pronoun_does_not_tell_whose_deed_it_was():
    fact, may = (text.replace("miner/NOUN", "them/they/PRON") for text in (FACT, MAY))
    assert tied([news(fact, "d1")], [news(IF_SO), news(may, at=9)]) == set()
