"""Claims that an altered quotation, or a figure, a date or an office told otherwise, ties."""

from datetime import UTC, datetime

import pytest

from crosscheck.consistency.ties import (
    altered_quotations,
    differing_dates,
    differing_figures,
    differing_offices,
)
from crosscheck.consistency.utterances import Limits
from crosscheck.language.wordnet import WordNet
from tests.docs import entity, quantity, quotation, side, time

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


PLACE = {"e1": entity("e1", "Wend", "LOC")}
MAY = datetime(2021, 5, 20, tzinfo=UTC)


def hurt(number, doc_id="d1", *, at=0, verb="hurt", unit=None, **given):
    """So many hurt, in a sentence at some place of a document about Wend."""
    row = quantity(str(number), number, counted_lemma=None, unit=unit)
    text = f"{number}/NUM>2:nsubj hurt/{verb}/VERB"
    given = {"entities": PLACE, "claim_id": f"{doc_id}:{at}"} | given
    made = side(text, doc_id=doc_id, quantities=[row], sentence_start=at, **given)
    made.document.update(published=MAY)
    return made


def on(day):
    return time(f"May {day}, 2021", (2021, 5, day), (2021, 5, day + 1))


LONG_AGO = time("in March", (2021, 3, 1), (2021, 4, 1))


def test_tolls_of_the_news_are_tied_where_they_differ():
    assert differing_figures([hurt(12), hurt(14, "d2")]) == {(0, 1)}
    assert differing_figures([hurt(14, "d2"), hurt(12)]) == {(1, 0)}
    assert differing_figures([hurt(12), hurt(12, "d2")]) == set()


@pytest.mark.parametrize(
    "other",
    [
        pytest.param([hurt(14, "d2", verb="kill")], id="another toll"),
        pytest.param([hurt(14, "d2", verb="save")], id="no toll"),
        pytest.param([hurt(14, "d2", entities={})], id="no name in common"),
        pytest.param([hurt(14, "d2", times=[on(3)])], id="another day"),
        pytest.param([hurt(14, "d2", nearby=(LONG_AGO,))], id="long ago"),
        pytest.param([hurt(14, "d2"), hurt(15, "d2", at=9)], id="told in two ways"),
        pytest.param([hurt(14, "d2"), hurt(12, "d2", at=9)], id="told so as well"),
        pytest.param(
            [*(hurt(1, "d2", at=n, verb="save") for n in range(5)), hurt(14, "d2", at=9)],
            id="far from the title",
        ),
    ],
)
def test_tolls_of_what_may_be_other_news_are_not_tied(other):
    assert differing_figures([hurt(12, times=[on(9)]), *other]) == set()


def test_the_toll_of_long_ago_is_no_second_one():
    story = [hurt(12), hurt(14, "d2"), hurt(5, "d2", at=9, nearby=(LONG_AGO,))]
    assert differing_figures(story) == {(0, 1)}


def age(number, doc_id, name="Ida Lund"):
    known = {name: entity(name, name)}
    row = quantity(f"{number}", number, kind="measure", unit="year", counted_lemma=None)
    text = f"{name.split()[0]}/PROPN {name.split()[1]}/PROPN ,/PUNCT {number}/NUM"
    return side(text, doc_id=doc_id, entities=known, quantities=[row | {"start": 11, "end": 13}])


def test_two_ages_of_one_person_are_tied():
    assert differing_figures([age(54, "d1"), age(58, "d2")]) == {(0, 1)}
    assert differing_figures([age(54, "d1"), age(58, "d2", "Jon Berg")]) == set()
    assert differing_figures([age(54, "d1"), age(58, "d2"), age(54, "d2")]) == set()


def bill(text, value, doc_id, thing="dredging", unit="USD"):
    row = quantity(text, value, kind="money", unit=unit, counted_lemma="bill")
    row |= {"start": len(thing) + 9, "end": len(thing) + 9 + len(text)}
    words = f"{thing}/NOUN>2:compound bill/NOUN of/ADP>4:case {text}/SYM>2:nmod"
    return side(words, doc_id=doc_id, quantities=[row])


def test_what_one_thing_is_to_cost_is_tied():
    assert differing_figures([bill("$9m", 9e6, "d1"), bill("$90m", 9e7, "d2")]) == {(0, 1)}
    for other in (bill("£7m", 7e6, "d2", unit="GBP"), bill("$90m", 9e7, "d2", "painting")):
        assert differing_figures([bill("$9m", 9e6, "d1"), other]) == set()


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


def large(value, doc_id, **given):
    """A claim that gives a large figure, in a document that gives it and maybe others."""
    row = quantity(str(value), value, **given.pop("row", {}))
    others = [row, *given.pop("others", ())]
    return side("seen/VERB", doc_id=doc_id, quantities=[row], figures=others)


BARRELS = {"counted_lemma": "barrel"}
MONEY = {"kind": "money", "unit": "USD"}


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [
        (large(152_000, "d1"), large(151_000, "d2"), True),
        (large(152_000, "d1"), large(90_000, "d2"), False),
        (large(152, "d1"), large(151, "d2"), False),
        (large(152_000, "d1", row=BARRELS), large(151_000, "d2"), False),
        (large(5.7e9, "d1", row=MONEY), large(5.6e9, "d2", row=MONEY | BARRELS), True),
        # the other document has it, too
        (large(152_000, "d1"), large(151_000, "d2", others=[quantity("x", 152_000)]), False),
        (large(152_000, "d1"), large(151_000, "d2", others=[quantity("x", 300, None)]), True),
        (
            large(152_000, "d1"),
            large(151_000, "d2", others=[quantity("x", 1e5, 1e6, bound="approximate")]),
            True,
        ),
        (
            large(152_000, "d1"),
            large(151_000, "d2", others=[quantity("x", 1e5, 1e6, bound="range")]),
            False,
        ),
    ],
)
def test_large_figures_of_one_thing_are_tied_if_they_are_close(first, second, expected):
    assert differing_figures([first, second]) == ({(0, 1)} if expected else set())


def plan(day, doc_id, name="Lund", verb="leave", aux="will", *, noun=False):
    """Somebody, or the one thing of a kind, will do something on a day of May."""
    subject = (
        f"the/DET>2:det {name}/NOUN>4:nsubj" if noun else f"Ms/PROPN>2:nn {name}/PROPN>4:nsubj"
    )
    words = f"{subject} {aux}/AUX>4:aux {verb}/{verb}/VERB May/PROPN>4:obl"
    start = sum(len(word.partition("/")[0]) + 1 for word in words.split()[:4])
    when = on(day) | {"start": start, "end": start + 3}
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
