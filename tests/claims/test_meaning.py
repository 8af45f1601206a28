"""Clauses → polarity, modality, arguments."""

import pytest

from crosscheck.claims.clauses import clauses
from crosscheck.claims.meaning import arguments, modality, polarity
from tests.docs import parsed

NEGATED = """
The the DET DT 2 det
mayor mayor NOUN NN 5 nsubj
did do AUX VBD 5 aux
not not PART RB 5 advmod
sign sign VERB VB 0 root
the the DET DT 7 det
order order NOUN NN 5 obj
"""
NO_OBJECT = """
Police police NOUN NNS 2 nsubj
found find VERB VBD 0 root
no no DET DT 4 det
weapon weapon NOUN NN 2 obj
"""
POSSIBLE = """
The the DET DT 2 det
plan plan NOUN NN 4 nsubj
could could AUX MD 4 aux
end end VERB VB 0 root
the the DET DT 6 det
strike strike NOUN NN 4 obj
"""
TWICE = """
They they PRON PRP 7 nsubj
do do AUX VBP 7 aux
not not PART RB 7 advmod
and and CCONJ CC 7 cc
will will AUX MD 7 aux
not not PART RB 7 advmod
sign sign VERB VB 0 root
it it PRON PRP 7 obj
"""
NOT_ONLY = """
They they PRON PRP 4 nsubj
not not PART RB 4 advmod
only only ADV RB 4 advmod
signed sign VERB VBD 0 root
it it PRON PRP 4 obj
"""
PASSIVE = """
The the DET DT 2 det
bill bill NOUN NN 4 nsubj:pass
was be AUX VBD 4 aux:pass
signed sign VERB VBN 0 root
by by ADP IN 6 case
Holt Holt PROPN NNP 4 obl:agent
in in ADP IN 8 case
Sutton Sutton PROPN NNP 4 obl
"""


DISBELIEVED = """
They they PRON PRP 4 nsubj
do do AUX VBP 4 aux
not not PART RB 4 advmod
{0} {0} VERB VB 0 root
the the DET DT 6 det
dam dam NOUN NN 8 nsubj
slowly slowly ADV RB 8 advmod
broke break VERB VBD 4 ccomp
"""


def the_clause(rows):
    return next(iter(clauses(parsed(rows)[:])))


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        (NEGATED, "negative"),
        (TWICE, "negative"),
        (NO_OBJECT, "negative"),
        (NOT_ONLY, "positive"),
        (POSSIBLE, "positive"),
        (PASSIVE, "positive"),
    ],
)
def test_polarity(rows, expected):
    assert polarity(the_clause(rows)) == expected


@pytest.mark.parametrize(("verb", "expected"), [("believe", "negative"), ("say", "positive")])
def test_who_does_not_believe_it_believes_the_opposite(verb, expected):
    inner = next(c for c in clauses(parsed(DISBELIEVED.format(verb))[:]) if c.head.text == "broke")
    assert polarity(inner) == expected


@pytest.mark.parametrize(("rows", "expected"), [(POSSIBLE, "possible"), (PASSIVE, "asserted")])
def test_modality(rows, expected):
    assert modality(the_clause(rows)) == expected


def test_a_passive_is_turned_active():
    found = [(a.role, a.head.text) for a in arguments(the_clause(PASSIVE))]
    assert found == [("object", "bill"), ("subject", "Holt"), ("in", "Sutton")]
