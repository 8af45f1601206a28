"""Pairs of sides → verdicts."""

from datetime import UTC, datetime

import pytest

from crosscheck.consistency.utterances import Limits
from crosscheck.consistency.verdicts import verdicts
from crosscheck.language.wordnet import WordNet
from tests.docs import quantity, side

WORDNET = WordNet([])


def fled(number, doc_id, **given):
    words = "people/NOUN fled/flee/VERB"
    count = quantity(str(number), number)
    return side(f"{number}/NUM {words}", doc_id=doc_id, quantities=[count], **given)


def judged(a, b):
    pair = {
        "pair_id": "p1",
        "story_id": "s1",
        "claim_a": a.claim["claim_id"],
        "claim_b": b.claim["claim_id"],
        "score": 0.8,
        "blocked_by": ["words"],
    }
    sides = {side.claim["claim_id"]: side for side in (a, b)}
    (row,) = verdicts(
        [pair],
        sides,
        wordnet=WORDNET,
        limits=Limits(8.0, 12),
        min_confidence=0.3,
        types=["quantity"],
        days_of_news=2,
    )
    return row


def test_other_numbers_of_two_outlets_conflict():
    row = judged(fled(12, "d1", outlet="Herald"), fled(14, "d2", outlet="Post"))
    assert (row["verdict"], row["explanation"], row["update"]) == ("conflict", "12 ≠ 14", False)


def test_one_number_agrees():
    assert judged(fled(12, "d1"), fled(12, "d2"))["verdict"] == "agree"


@pytest.mark.parametrize(
    ("published", "verdict"), [((1, 2), "refine"), ((2, 2), "conflict"), ((1, None), "conflict")]
)
def test_an_outlet_that_changed_it_later_does_not_contradict_itself(published, verdict):
    a, b = fled(12, "d1", outlet="Herald"), fled(14, "d2", outlet="Herald")
    for one, day in zip((a, b), published, strict=True):
        one.document["published"] = datetime(2024, 5, day, tzinfo=UTC) if day else None
    row = judged(a, b)
    assert (row["verdict"], row["update"]) == (verdict, verdict == "refine")
    assert bool(row["conflicts"]) == (verdict == "conflict")
