"""Claims that two things of a kind in one event tie, and what is called of them."""

import dataclasses

from crosscheck.consistency.comparers import thing
from crosscheck.consistency.ties.things import differing_things
from tests.consistency.comparers.calling import CONTEXT, WORDNET
from tests.docs import side

TEXT = "men/NOUN>2:nsubj rammed/ram/VERB a/DET>4:det {}/NOUN>2:obj into/ADP>7:case the/DET>7:det "
TEXT += "gate/NOUN>2:obl {}"


def ram(what, doc_id, rest="", **given):
    return side(TEXT.format(what, rest), doc_id=doc_id, **given)


def test_the_pair_that_has_most_in_common_is_tied():
    a, b = ram("tractor", "d1", "at/ADP>9:case noon/NOUN>2:obl"), ram("van", "d2")
    again = ram("van", "d2", "at/ADP>9:case noon/NOUN>2:obl")
    assert differing_things([a, b], WORDNET) == {(0, 1)}
    assert differing_things([b, a, again], WORDNET) == {(1, 2)}
    title = dataclasses.replace(again, claim=again.claim | {"kind": "title"})
    assert differing_things([b, a, title], WORDNET) == {(1, 0)}
    assert differing_things([a, ram("van", "d1")], WORDNET) == set()
    assert differing_things([a, ram("tractor", "d2")], WORDNET) == set()


def test_what_is_tied_is_called():
    a, b = ram("tractor", "d1"), ram("van", "d2")
    tied = dataclasses.replace(CONTEXT, tied=frozenset({"thing"}))
    found = [(c.severity, c.explanation) for c in thing.compare(a, b, tied)]
    assert found == [("hard", "tractor ≠ van")]
    assert list(thing.compare(a, b, CONTEXT)) == []
    assert list(thing.compare(a, b, dataclasses.replace(tied, apart=True))) == []
