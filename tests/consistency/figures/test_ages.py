"""Whose age a figure is, and two ages of one person held against each other."""

import dataclasses
from datetime import UTC, datetime

import pytest

from crosscheck.consistency.comparers import quantity
from crosscheck.consistency.comparers.base import Conflict, Context, Doubt
from crosscheck.consistency.figures.ages import aged
from crosscheck.consistency.utterances.utterance import Limits
from crosscheck.language.wordnet import WordNet
from tests.docs import entity, side
from tests.docs import quantity as amount

CONTEXT = Context(score=0.4, wordnet=WordNet([]), unique=True, limits=Limits(9.0, 12))
KNOWN = {"e1": entity("e1", "Ida Lund"), "e2": entity("e2", "Jon Lund"), "e3": entity("e3", "Ek")}


def told(text, age, doc_id="d1", **given):
    """A side whose figure is the word that has the age in it; `,` stands as a word of its own."""
    plain = " ".join(word.split("/")[0] for word in text.split())
    shown = next(word.split("/")[0] for word in text.split() if str(age) in word)
    start = plain.index(shown)
    row = amount(shown, age, kind="measure", unit="year", counted_lemma=None)
    row |= {"start": start, "end": start + len(shown)}
    made = side(text, doc_id=doc_id, quantities=[row], entities=KNOWN, **given)
    # in an article no space stands before a mark
    raw = made.document["raw_text"]
    raw = raw[: row["end"]] + raw[row["end"] :].replace(" ,", ", ", 1)
    return dataclasses.replace(made, document={**made.document, "raw_text": raw})


BEHIND = "Ida/PROPN Lund/PROPN ,/PUNCT {age}/NUM ,/PUNCT sang/sing/VERB"


@pytest.mark.parametrize(
    ("text", "whose"),
    [
        (BEHIND.format(age=54), "e1"),
        ("Ida/PROPN Lund/PROPN ,/PUNCT aged/ADJ 54/NUM ,/PUNCT sang/VERB", "e1"),
        ("Ida/PROPN Lund/PROPN ,/PUNCT a/DET 54-year-old/ADJ baker/NOUN", "e1"),
        ("the/DET 54-year-old/ADJ Ek/PROPN sang/VERB", "e3"),
        ("the/DET 54-year-old/ADJ baker/NOUN Ida/PROPN Lund/PROPN", "e1"),
        # either Lund; a stranger; no name; something else
        ("the/DET 54-year-old/ADJ Lund/PROPN sang/VERB", None),
        ("Una/PROPN Ek/PROPN ,/PUNCT 54/NUM ,/PUNCT sang/VERB", None),
        ("a/DET 54-year-old/ADJ ferry/NOUN sank/VERB", None),
        ("Ida/PROPN Lund/PROPN ,/PUNCT 54/NUM years/NOUN mayor/NOUN", None),
    ],
)
def test_whose_age_it_is(text, whose):
    a = told(text, 54)
    assert aged(a.quantities[0], a) == whose


@pytest.mark.parametrize(
    ("other", "expected"),
    [
        ("the/DET 58-year-old/ADJ baker/NOUN Ida/PROPN Lund/PROPN wept/VERB", ["hard"]),
        # perhaps a birthday
        ("the/DET 55-year-old/ADJ baker/NOUN Ida/PROPN Lund/PROPN wept/VERB", ["soft"]),
        # somebody else
        ("the/DET 58-year-old/ADJ baker/NOUN Jon/PROPN Lund/PROPN wept/VERB", []),
    ],
)
def test_ages_are_held_against_each_other_in_whatever_claims(other, expected):
    age = 58 if "58" in other else 55
    found = list(quantity.compare(told(BEHIND.format(age=54), 54), told(other, age, "d2"), CONTEXT))
    assert [c.severity for c in found if isinstance(c, Conflict)] == expected


@pytest.mark.parametrize(("age", "expected"), [(55, Doubt), (56, Doubt), (58, Conflict)])
def test_birthdays_between_documents(age, expected):
    a, b = told(BEHIND.format(age=54), 54), told(BEHIND.format(age=age), age, "d2")
    a, b = (
        dataclasses.replace(
            x, document={**x.document, "published": datetime(year, 5, 3, tzinfo=UTC)}
        )
        for x, year in ((a, 2020), (b, 2021))
    )
    found = list(quantity.compare(a, b, dataclasses.replace(CONTEXT, apart=True)))
    assert [type(x) for x in found] == [expected]


def unnamed(text, age, word, doc_id="d1", others=()):
    plain = " ".join(item.split("/")[0] for item in text.split())
    start = plain.index(word)
    row = amount(word, age, kind="measure", unit="year", counted_lemma="boy")
    row |= {"start": start, "end": start + len(word)}
    return side(text, doc_id=doc_id, quantities=[row], figures=[row, *others])


FELL = "a/DET {age}-year-old/NUM boy/NOUN fell/fall/VERB into/ADP the/DET pond/NOUN"


def compared(score, *, second=4, others=()):
    a = unnamed(FELL.format(age=3), 3, "3-year-old")
    b = unnamed(FELL.format(age=second), second, f"{second}-year-old", "d2", others)
    return list(quantity.compare(a, b, dataclasses.replace(CONTEXT, score=score)))


def test_the_age_of_somebody_unnamed_is_compared_where_the_claims_surely_correspond():
    (found,) = compared(0.8)
    assert isinstance(found, Conflict)
    assert (found.severity, found.explanation) == ("soft", "3-year-old ≠ 4-year-old")
    (far,) = compared(0.8, second=9)
    assert far.severity == "hard"
    assert not compared(0.3)


def test_a_document_with_two_boys_is_not_asked_for_the_age_of_one():
    another = amount("7-year-old", 7, kind="measure", unit="year", counted_lemma="boy")
    assert not compared(0.8, others=[another])
