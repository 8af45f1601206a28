"""Names of claims that one document misspells."""

import pytest

from crosscheck.consistency.names import differing_spellings, slip
from tests.docs import entity, side


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [
        ("Tasker", "Tansker", True),
        ("Tasker", "Taskar", True),
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


def named(name, doc_id, entities=None, **given):
    words = [f"{word}/PROPN>{n + 1}:flat" for n, word in enumerate(name.split(), 1)]
    last = words.pop().partition(">")[0]
    text = " ".join([*words, f"{last}>{len(words) + 2}:nsubj", "left/leave/VERB"])
    return side(text, doc_id=doc_id, entities=entities or {}, **given)


def test_a_name_that_two_documents_spell_otherwise_ties_its_first_mentions():
    again = named("Orrin Tansker", "d2", claim_id="d2:1")
    story = [named("Orrin Tasker", "d1"), named("Orrin Tansker", "d2"), again]
    assert differing_spellings(story) == {(0, 1)}


def test_one_person_is_enough_for_a_surname_alone():
    known = {"e1": entity("e1", "Orrin Tasker", aliases=["Tasker", "Tansker"])}
    story = [named("Tasker", "d1", known), named("Tansker", "d2", known)]
    assert differing_spellings(story) == {(0, 1)}
    assert differing_spellings([named("Tasker", "d1"), named("Tansker", "d2")]) == set()


def test_other_persons_and_documents_with_both_spellings_are_not_tied():
    assert differing_spellings([named("Orrin Tasker", "d1"), named("Una Tansker", "d2")]) == set()
    both = named("Orrin Tansker", "d2")
    both.document["raw_text"] += " Tasker"
    assert differing_spellings([named("Orrin Tasker", "d1"), both]) == set()
