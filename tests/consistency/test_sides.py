"""Tables of a story → sides, each with its utterances and the words that it answers for."""

import pytest

from crosscheck.consistency.sides import sides
from tests.docs import quotation, side


def claim(number, start, end, **given):
    row = dict(side("x/NOUN").claim)
    row |= {"claim_id": f"d1:{number}", "start": start, "end": end, "sentence_end": 100}
    return row | {"quantities": [], "times": [], "entities": [], "quotations": []} | given


def joined(claims, quotations=()):
    return sides(
        claims,
        documents=[{"doc_id": "d1", "raw_text": "x" * 100}],
        entities=[],
        quantities=[],
        times=[],
        quotations=quotations,
    )


@pytest.mark.parametrize(
    ("spans", "expected"),
    [
        # Words that no claim has go to the claim before them, or to the first.
        ([(10, 40), (50, 90)], [(0, 50), (50, 100)]),
        # A claim within another keeps its span.
        ([(10, 90), (20, 30)], [(0, 100), (20, 30)]),
    ],
)
def test_reach(spans, expected):
    found = joined([claim(n, *span) for n, span in enumerate(spans)])
    assert [side.reach for side in found] == expected


def test_a_claim_has_the_whole_utterance():
    pieces = [
        quotation(text, start=start) | {"utterance_id": "u1", "doc_id": "d1"}
        for text, start in (("The dam", 0), ("will hold", 50))
    ]
    (found,) = joined([claim(0, 0, 20, quotations=["q0"])], pieces)
    assert [[row["text"] for row in u.pieces] for u in found.utterances] == [
        ["The dam", "will hold"]
    ]


def test_the_whole_of_a_claim_has_what_its_clauses_say():
    inner = {"source_text": "Lund", "source_entity_id": "e1", "entities": ["e1"]}
    claims = [claim(0, 0, 40, entities=["e2"]), claim(1, 20, 40, **inner), claim(2, 50, 60)]
    found = sides(
        claims,
        documents=[{"doc_id": "d1", "raw_text": "x" * 100}],
        entities=[{"entity_id": key} for key in ("e1", "e2")],
        quantities=[],
        times=[],
        quotations=(),
    )
    assert [sorted(side.whole.entities) for side in found] == [["e1", "e2"], ["e1"], []]
    assert [side.whole.claim["source_text"] for side in found] == ["Lund", "Lund", None]
    assert [side.whole.claim["source_entity_id"] for side in found] == ["e1", "e1", None]
    assert found[0].claim["source_text"] is None


def test_a_verb_has_its_particle_in_its_lemma():
    text = "mayor/NOUN>2:nsubj stepped/step/VERB down/ADP>2:compound:prt on/ADP>5:case stage/NOUN"
    (found,) = joined([claim(0, 0, 40, tokens=side(text).claim["tokens"])])
    assert [t["lemma"] for t in found.claim["tokens"]][:2] == ["mayor", "step_down"]
    assert "step_down" in found.lemmas
