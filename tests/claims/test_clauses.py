"""Sentences → clauses."""

import pytest

from crosscheck.claims.clauses import clauses, names_only, tells_who_speaks
from tests.docs import parsed

COORDINATED = """
The the DET DT 2 det
council council NOUN NN 3 nsubj
approved approve VERB VBD 0 root
the the DET DT 5 det
bridge bridge NOUN NN 3 obj
and and CCONJ CC 7 cc
rejected reject VERB VBD 3 conj
the the DET DT 9 det
tunnel tunnel NOUN NN 7 obj
. . PUNCT . 3 punct
"""

RELATIVE = """
Holt Holt PROPN NNP 6 nsubj
, , PUNCT , 4 punct
who who PRON WP 4 nsubj
chaired chair VERB VBD 1 acl:relcl
, , PUNCT , 4 punct
left leave VERB VBD 0 root
Sutton Sutton PROPN NNP 6 obj
early early ADV RB 6 advmod
. . PUNCT . 6 punct
"""

REPORTED = """
Holt Holt PROPN NNP 2 nsubj
said say VERB VBD 0 root
that that SCONJ IN 6 mark
the the DET DT 5 det
dam dam NOUN NN 6 nsubj
leaked leak VERB VBD 2 ccomp
on on ADP IN 8 case
Monday Monday PROPN NNP 6 obl
. . PUNCT . 2 punct
"""


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        (
            COORDINATED,
            [
                ("The council approved the bridge and rejected the tunnel.", "approved", "council"),
                ("rejected the tunnel", "rejected", "council"),
            ],
        ),
        (
            RELATIVE,
            [("Holt, who chaired, left Sutton early.", "left", "Holt")],
        ),
        (
            REPORTED,
            [
                ("Holt said that the dam leaked on Monday.", "said", "Holt"),
                ("that the dam leaked on Monday", "leaked", "dam"),
            ],
        ),
    ],
    ids=["coordinated", "relative clause of one content word stays", "reported"],
)
def test_clauses(rows, expected):
    doc = parsed(rows)
    found = [
        (clause.span.text, clause.head.text, clause.subject.text if clause.subject else None)
        for clause in clauses(doc[:])
    ]
    assert found == expected


def test_members_leave_out_nested_clauses():
    doc = parsed(REPORTED)
    matrix, nested = clauses(doc[:])
    assert [t.text for t in matrix.members] == ["Holt", "said", "."]
    assert "leaked" in [t.text for t in nested.members]


def test_a_sentence_that_cannot_be_cut_is_one_clause():
    doc = parsed(
        """
        Heavy heavy ADJ JJ 2 amod
        rain rain NOUN NN 0 root
        in in ADP IN 4 case
        Sutton Sutton PROPN NNP 2 nmod
        """
    )
    assert [clause.span.text for clause in clauses(doc[:])] == ["Heavy rain in Sutton"]


def test_a_gerund_in_front_stays_with_what_it_is_the_subject_of():
    doc = parsed(
        """
        Ada Ada PROPN NNP 2 nsubj
        leaving leave VERB VBG 5 advcl
        Sutton Sutton PROPN NNP 5 nsubj
        could could AUX MD 5 aux
        end end VERB VB 0 root
        the the DET DT 7 det
        talks talk NOUN NNS 5 obj
        """
    )
    assert [c.span.text for c in clauses(doc[:])] == ["Ada leaving Sutton could end the talks"]


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        ("Lund Lund PROPN NNP 2 nsubj\nsaid say VERB VBD 0 root", True),
        ("Officials official NOUN NNS 2 nsubj\nsaid say VERB VBD 0 root", True),
        ("Lund Lund PROPN NNP 2 nsubj\nfled flee VERB VBD 0 root", False),
        (
            "Lund Lund PROPN NNP 2 nsubj\nsaid say VERB VBD 0 root\nlittle little NOUN NN 2 obj",
            False,
        ),
        (
            "Mate mate NOUN NN 2 compound\nLund Lund PROPN NNP 3 nsubj\nsaid say VERB VBD 0 root",
            False,
        ),
        (
            "Lund Lund PROPN NNP 4 nsubj\n, , PUNCT , 3 punct\n54 54 NUM CD 1 appos\n"
            "said say VERB VBD 0 root",
            False,
        ),
    ],
)
def test_what_only_tells_who_speaks(rows, expected):
    clause = next(clauses(parsed(rows)[:]))
    assert tells_who_speaks(clause) is expected


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        ("Ida Ida PROPN NNP 2 flat\nLund Lund PROPN NNP 0 root\n/ / PUNCT , 2 punct", True),
        ("Ida Ida PROPN NNP 2 nsubj\nfled flee VERB VBD 0 root", False),
    ],
)
def test_names_alone(rows, expected):
    assert names_only(next(clauses(parsed(rows)[:]))) is expected
