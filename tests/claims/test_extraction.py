"""Articles with what was found in them → rows of claims."""

import pytest

from crosscheck.claims.extraction import Findings, claims
from tests.docs import article, parsed

SAID = """
Lund Lund PROPN NNP 2 nsubj
said say VERB VBD 0 root
. . PUNCT . 2 punct
"""
SANK = """
Boats boat NOUN NNS 2 nsubj
sank sink VERB VBD 0 root
. . PUNCT . 2 punct
"""


def texts(*docs, kind="paragraph", quotations=()):
    found = Findings((), quotations, (), (), ())
    return [row["text"] for row in claims(article(*map(parsed, docs), kind=kind), found)]


def quoted(start, end, speaker):
    return {
        "quotation_id": "q1",
        "kind": "direct",
        "start": start,
        "end": end,
        "speaker_start": speaker,
        "speaker_entity_id": None,
        "speaker_text": "Lund",
        "cue": "say",
    }


def test_who_speaks_the_words_beside_it_is_no_claim():
    beside = quoted(0, 11, 13)
    assert texts(SANK, SAID, quotations=[beside]) == ["Boats sank."]
    # nobody's words stand beside it
    assert texts(SANK, SAID) == ["Boats sank.", "Lund said."]


def test_a_dateline_is_no_claim():
    doc = parsed("""
    WEND Wend PROPN NNP 0 root
    , , PUNCT , 3 punct
    Friday Friday PROPN NNP 1 appos
    — — PUNCT : 1 punct
    Boats boat NOUN NNS 6 nsubj
    sank sink VERB VBD 0 root
    . . PUNCT . 6 punct
    """)
    (row,) = claims(article(doc), Findings((), (), (), (), ()))
    assert (row["text"], row["sentence_start"]) == ("Boats sank.", row["start"])


def test_a_title_is_a_claim_whatever_it_says():
    assert texts(SAID, kind="title", quotations=[quoted(20, 30, 0)]) == ["Lund said."]


MENTION = {"mention_id": "m1", "entity_id": "e1", "label": "PERSON", "start": 0, "end": 4}
HEADLINE = """
Lund Lund PROPN NNP 0 root
: : PUNCT : 1 punct
All all DET DT 4 det
boats boat NOUN NNS 5 nsubj
sank sink VERB VBD 0 root
"""
WARNS = """
Lund Lund PROPN NNP 2 nsubj
Warns warn VERB VBZ 0 root
: : PUNCT : 2 punct
All all DET DT 5 det
boats boat NOUN NNS 6 nsubj
sank sink VERB VBD 0 root
"""


@pytest.mark.parametrize(
    ("headline", "label", "expected"),
    [
        (HEADLINE, "PERSON", [("All boats sank", "Lund", "e1", "title")]),
        (HEADLINE, "GPE", [("All boats sank", None, None, "title")]),  # it is about a place
        # what has a verb is a claim of its own
        (
            WARNS,
            "PERSON",
            [("Lund Warns:", None, None, "title"), ("All boats sank", None, None, "title")],
        ),
    ],
)
def test_whom_a_title_names_before_a_colon_says_the_rest(headline, label, expected):
    doc = parsed(headline)
    found = Findings([MENTION | {"label": label}], (), (), (), ())
    rows = [
        (row["text"], row["source_text"], row["source_entity_id"], row["kind"])
        for row in claims(article(doc, kind="title"), found)
    ]
    assert rows == expected


def test_a_colon_within_a_text_tells_no_speaker():
    found = Findings([MENTION], (), (), (), ())
    (row, *_) = claims(article(parsed(HEADLINE)), found)
    assert row["source_text"] is None
