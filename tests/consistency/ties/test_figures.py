"""Claims that a figure told otherwise ties."""

import dataclasses
from datetime import UTC, datetime

import pytest

from crosscheck.consistency.story import places
from crosscheck.consistency.ties.figures import differing_figures
from tests.docs import entity, quantity, side, time


def tied(*story):
    return differing_figures(story, places(story))


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
    assert tied(hurt(12), hurt(14, "d2")) == {(0, 1)}
    assert tied(hurt(14, "d2"), hurt(12)) == {(1, 0)}
    assert tied(hurt(12), hurt(12, "d2")) == set()


@pytest.mark.parametrize(
    "other",
    [
        pytest.param([hurt(14, "d2", verb="kill")], id="another toll"),
        pytest.param([hurt(14, "d2", verb="save")], id="no toll"),
        pytest.param([hurt(14, "d2", entities={})], id="no name in common"),
        pytest.param([hurt(14, "d2", times=[on(3)])], id="another day"),
        pytest.param([hurt(14, "d2", nearby=(LONG_AGO,))], id="long ago"),
        pytest.param([hurt(14, "d2"), hurt(18, "d2", at=9)], id="told in two ways"),
        pytest.param([hurt(14, "d2"), hurt(12, "d2", at=9)], id="told so as well"),
        pytest.param(
            [*(hurt(1, "d2", at=n, verb="save") for n in range(5)), hurt(14, "d2", at=9)],
            id="far from the title",
        ),
    ],
)
def test_tolls_of_what_may_be_other_news_are_not_tied(other):
    assert tied(hurt(12, times=[on(9)]), *other) == set()


def test_tolls_by_several_sources_are_tied_if_none_is_the_other_documents():
    assert tied(hurt(12), hurt(14, "d2"), hurt(15, "d2", at=9)) == {(0, 1), (0, 2)}
    assert tied(hurt(15), hurt(14, "d2"), hurt(15, "d2", at=9)) == set()


def test_the_toll_of_long_ago_is_no_second_one():
    story = [hurt(12), hurt(14, "d2"), hurt(5, "d2", at=9, nearby=(LONG_AGO,))]
    assert tied(*story) == {(0, 1)}


def test_vague_tolls_say_nothing_beside_a_close_one():
    dozens = quantity("dozens", 12, 120, counted_lemma=None, bound="approximate")
    vague = dataclasses.replace(hurt(12, "d2", at=9), quantities=(dozens,))
    assert tied(hurt(12), hurt(14, "d2"), vague) == {(0, 1)}
    assert tied(hurt(12), vague) == set()


def age(number, doc_id, name="Ida Lund"):
    known = {name: entity(name, name)}
    row = quantity(f"{number}", number, kind="measure", unit="year", counted_lemma=None)
    text = f"{name.split()[0]}/PROPN {name.split()[1]}/PROPN ,/PUNCT {number}/NUM"
    return side(text, doc_id=doc_id, entities=known, quantities=[row | {"start": 11, "end": 13}])


def test_two_ages_of_one_person_are_tied():
    assert tied(age(54, "d1"), age(58, "d2")) == {(0, 1)}
    assert tied(age(54, "d1"), age(58, "d2", "Jon Berg")) == set()
    assert tied(age(54, "d1"), age(58, "d2"), age(54, "d2")) == set()


def bill(text, value, doc_id, thing="dredging", unit="USD"):
    row = quantity(text, value, kind="money", unit=unit, counted_lemma="bill")
    row |= {"start": len(thing) + 9, "end": len(thing) + 9 + len(text)}
    words = f"{thing}/NOUN>2:compound bill/NOUN of/ADP>4:case {text}/SYM>2:nmod"
    return side(words, doc_id=doc_id, quantities=[row])


def test_what_one_thing_is_to_cost_is_tied():
    assert tied(bill("$9m", 9e6, "d1"), bill("$90m", 9e7, "d2")) == {(0, 1)}
    for other in (bill("£7m", 7e6, "d2", unit="GBP"), bill("$90m", 9e7, "d2", "painting")):
        assert tied(bill("$9m", 9e6, "d1"), other) == set()


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
    assert tied(first, second) == ({(0, 1)} if expected else set())


def test_large_figures_of_other_names_are_not_tied():
    first, second = large(152_000, "d1"), large(151_000, "d2")
    for one, other, expected in (("Lund", "Holt", set()), ("Lund", "Lund", {(0, 1)})):
        first.entities.update({one: entity(one, one)})
        second.entities.update({other: entity(other, other)})
        assert tied(first, second) == expected
        first.entities.clear()
        second.entities.clear()
