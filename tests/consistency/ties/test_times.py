"""Claims that what is yet to come ties, where it is dated otherwise.

Hours, lengths and years: see tests/consistency/times.
"""

from datetime import UTC, datetime

import pytest

from crosscheck.consistency.ties.times import differing_dates
from tests.docs import entity, side, time


def plan(day, doc_id, name="Lund", verb="leave", aux="will", *, noun=False):
    """Somebody, or the one thing of a kind, will do something on a day of May."""
    subject = (
        f"the/DET>2:det {name}/NOUN>4:nsubj" if noun else f"Ms/PROPN>2:nn {name}/PROPN>4:nsubj"
    )
    words = f"{subject} {aux}/AUX>4:aux {verb}/{verb}/VERB May/PROPN>4:obl"
    start = sum(len(word.partition("/")[0]) + 1 for word in words.split()[:4])
    when = time(f"May {day}", (2021, 5, day), (2021, 5, day + 1)) | {
        "start": start,
        "end": start + 3,
    }
    known = {} if noun else {name: entity(name, name)}
    made = side(words, doc_id=doc_id, times=[when], entities=known)
    made.document.update(published=datetime(2021, 5, 10, tzinfo=UTC))
    return made


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [
        (plan(20, "d1"), plan(22, "d2"), True),
        (plan(20, "d1", "trial", noun=True), plan(22, "d2", "trial", noun=True), True),
        (plan(20, "d1"), plan(22, "d2", aux="did"), True),  # by its date it is yet to come
        (plan(20, "d1"), plan(2, "d2", aux="did"), False),
        (plan(20, "d1"), plan(20, "d2"), False),
        (plan(20, "d1"), plan(22, "d2", "Berg"), False),
        (plan(20, "d1"), plan(22, "d2", verb="speak"), False),
        (plan(20, "d1"), plan(22, "d1"), False),
    ],
)
def test_two_dates_of_what_is_yet_to_come_are_tied(first, second, expected):
    assert differing_dates([first, second]) == ({(0, 1)} if expected else set())


def test_a_document_that_dates_it_twice_ties_nothing():
    assert differing_dates([plan(20, "d1"), plan(22, "d2"), plan(24, "d2")]) == set()
