"""Two sides → opposite orders of the same two events."""

import dataclasses

import pytest

from crosscheck.consistency.comparers import order
from tests.consistency.comparers.calling import CONTEXT
from tests.docs import entity, side


def called(a, b):
    return [(c.severity, c.explanation) for c in order.compare(a, b, CONTEXT)]


@pytest.mark.parametrize(
    ("before", "after", "what"),
    [
        (
            "Holt/PROPN>2 spoke/speak/VERB before/ADP>5:case the/DET>5 vote/NOUN>2:obl",
            "Holt/PROPN>2 spoke/speak/VERB after/ADP>5:case the/DET>5 vote/NOUN>2:obl",
            "vote",
        ),
        (
            "Holt/PROPN>2 spoke/speak/VERB before/SCONJ>5:mark they/PRON>5 voted/vote/VERB>2:advcl",
            "Holt/PROPN>2 spoke/speak/VERB after/SCONJ>5:mark they/PRON>5 voted/vote/VERB>2:advcl",
            "vote",
        ),
    ],
)
def test_opposite_orders(before, after, what):
    a, b = side(before), side(after, doc_id="d2")
    assert called(a, b) == [("hard", f"before {what} ≠ after {what}")]
    assert called(b, a) == [("hard", f"after {what} ≠ before {what}")]


def test_two_deeds_of_one_person_may_lie_on_either_side_of_an_event():
    shared = {"e1": entity("e1", "Holt")}
    before = "Holt/PROPN>2 spoke/speak/VERB before/ADP>5:case the/DET>5 vote/NOUN>2:obl"
    after = "Holt/PROPN>2 left/leave/VERB after/ADP>5:case the/DET>5 vote/NOUN>2:obl"
    a, b = side(before, entities=shared), side(after, doc_id="d2", entities=shared)
    assert called(a, b) == []


def test_an_order_word_whose_clause_hangs_on_another_sentence():
    """Then the head of its clause is no word of this one's."""
    a = side("before/ADP>3:case the/DET>3:det vote/NOUN")
    words = [{**t, "head": 99} if t["text"] == "vote" else t for t in a.sentence]
    a = dataclasses.replace(a, sentence=tuple(words), claim={**a.claim, "tokens": words})
    assert called(a, side("after/ADP>3:case the/DET>3:det vote/NOUN", doc_id="d2")) == []


def test_after_one_death_and_before_another():
    fled = "they/PRON>2:nsubj fled/flee/VERB {}/ADP>5:case {}/PROPN>5:nmod:poss death/NOUN>2:obl"
    a = side(fled.format("before", "Lund"))
    assert called(a, side(fled.format("after", "Lund"), doc_id="d2"))
    assert not called(a, side(fled.format("after", "Holt"), doc_id="d2"))
