"""Claims that an altered quotation, or a date or an office told otherwise, ties."""

from datetime import UTC, datetime

import pytest

from crosscheck.consistency.ties import altered_quotations, differing_dates, differing_offices
from crosscheck.consistency.utterances import Limits
from crosscheck.language.wordnet import WordNet
from tests.docs import entity, quotation, side, time

LIMITS = Limits(evidence=9.0, omitted=12)


def claim_of(doc_id, number, start, end, text):
    """A claim's side in a document of one sentence that quotes a whole speech."""
    speech = quotation(text, speaker="e1")
    a = side("x/NOUN", doc_id=doc_id, quotations=[speech], claim_id=f"{doc_id}:{number}")
    a.claim.update(start=start, end=end, text=text[start:end])
    return a


def test_differing_words_tie_the_closest_claims_that_hold_them():
    first = "We closed the bridge because the river is rising and the mill is flooded"
    second = first.replace("flooded", "burning")
    story = [
        claim_of(doc_id, number, start, end, text)
        for doc_id, text in (("d1", first), ("d2", second))
        for number, (start, end) in enumerate([(0, len(text)), (0, 20), (53, len(text))])
    ]
    # Each claim has the utterance of its document, as `sides` gives it to them.
    for side_ in story:
        whole = next(s for s in story if s.claim["doc_id"] == side_.claim["doc_id"])
        object.__setattr__(side_, "said", whole.utterances)
    tied = altered_quotations(story, WordNet([]), LIMITS)
    assert tied == {(2, 5)}


def test_phrases_in_other_words_need_a_name_in_common():
    near = WordNet(["word n friend 1", "word n companion 2", "near 1 2"])
    a = side("x/NOUN", doc_id="d1", quotations=[quotation("old friend")])
    b = side("y/NOUN", doc_id="d2", quotations=[quotation("old companion")])
    assert altered_quotations([a, b], near, LIMITS) == set()
    named = {"e1": entity("e1", "Ada Holt")}
    a = side("x/NOUN", doc_id="d1", quotations=[quotation("old friend")], entities=named)
    b = side("y/NOUN", doc_id="d2", quotations=[quotation("old companion")], entities=named)
    assert altered_quotations([a, b], near, LIMITS) == {(0, 1)}


def holder(title, doc_id, name="Ida"):
    known = {name: entity(name, name)}
    return side(f"{title}/NOUN {name}/PROPN spoke/VERB", doc_id=doc_id, entities=known)


def test_two_offices_of_one_person_are_tied():
    assert differing_offices([holder("chairwoman", "d1"), holder("treasurer", "d2")]) == {(0, 1)}
    for other in (
        holder("treasurer", "d2", "Una"),
        holder("chairman", "d2"),
        holder("singer", "d2"),
        holder("treasurer", "d1"),
    ):
        assert differing_offices([holder("chairwoman", "d1"), other]) == set()


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
