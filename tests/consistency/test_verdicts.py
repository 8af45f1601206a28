"""Pairs of sides → verdicts."""

from datetime import UTC, datetime

import pytest

from crosscheck.consistency.utterances.utterance import Limits
from crosscheck.consistency.verdicts import verdicts
from crosscheck.language.wordnet import WordNet
from tests.docs import quantity, side

WORDNET = WordNet([])


def fled(number, doc_id, **given):
    words = "people/NOUN fled/flee/VERB"
    count = quantity(str(number), number)
    return side(f"{number}/NUM {words}", doc_id=doc_id, quantities=[count], **given)


def judged(a, *others, blocked_by=()):
    """The verdict on the first two of some sides; the first is paired with each of them."""
    return judged_of([(a, other) for other in others], blocked_by)


def judged_of(couples, blocked_by=()):
    """The verdict on the first of some pairs of sides."""
    pairs = [
        {
            "pair_id": f"p{n}",
            "story_id": "s1",
            "claim_a": a.claim["claim_id"],
            "claim_b": b.claim["claim_id"],
            "score": 0.8,
            "blocked_by": blocked_by,
        }
        for n, (a, b) in enumerate(couples)
    ]
    sides = {side.claim["claim_id"]: side for couple in couples for side in couple}
    row, *_ = verdicts(
        pairs,
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


def test_the_same_words_one_of_them_denied_are_no_agreement():
    row = judged(fled(12, "d1"), fled(12, "d2", polarity="negative"))
    assert (row["verdict"], row["explanation"][:22]) == ("undetermined", "one of them is denied,")


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


def test_what_has_its_near_copy_elsewhere_is_held_against_that_unless_it_is_tied():
    words = "near/ADP Wend/PROPN on/ADP Sunday/PROPN in/ADP boats/boat/NOUN"
    copy = side(f"people/NOUN fled/flee/VERB {words}", doc_id="d2", claim_id="c2")
    copy.claim.update(sentence_start=90)
    fourteen = fled(14, "d2", claim_id="c3")
    twelve = side(
        f"12/NUM people/NOUN fled/flee/VERB {words}", quantities=[quantity("12", 12)], claim_id="c1"
    )
    assert judged(twelve, fourteen)["verdict"] == "conflict"
    assert judged(twelve, fourteen, copy)["verdict"] == "refine"
    assert judged(twelve, fourteen, copy, blocked_by=["figure"])["verdict"] == "conflict"


def test_two_sentences_that_both_documents_have_are_no_difference():
    places = {name: n for n, name in enumerate(("a12", "a14", "b12", "b14"))}

    def told(name, what):
        number = int(name[1:])
        text = f"{number}/NUM people/NOUN fled/flee/VERB {what}"
        start = 90 * places[name]
        given = {"quantities": [quantity(str(number), number)], "claim_id": name}
        return side(text, doc_id=name[0], sentence_start=start, **given)

    by_sea = "near/ADP Wend/PROPN on/ADP Sunday/PROPN in/ADP boats/boat/NOUN"
    a12, b12 = told("a12", by_sea), told("b12", by_sea)
    a14, b14 = told("a14", ""), told("b14", "")
    tied = {"blocked_by": ["figure"]}
    assert judged(a12, b14, **tied)["verdict"] == "conflict"
    assert judged(a12, b14, b12, **tied)["verdict"] == "conflict"  # b's word is its own alone
    pairs = [(a12, b14), (a12, b12), (a14, b14)]
    assert judged_of(pairs, **tied)["verdict"] == "refine"
