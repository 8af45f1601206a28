"""Pairs → facts, and how many origins stand behind them."""

import pytest

from crosscheck.consistency.facts import clusters, facts
from crosscheck.consistency.origins import (
    Dependence,
    copied,
    copied_documents,
    origins,
    publisher,
    read_publishers,
)
from crosscheck.errors import ParameterError
from crosscheck.language.wordnet import WordNet
from tests.docs import side

WORDNET = WordNet(["word n night n1", "word n evening n1"])
ALONE = Dependence(WORDNET)


def pair(a, b, score=0.9):
    return {"pair_id": f"{a}|{b}", "claim_a": f"{a}:0", "claim_b": f"{b}:0", "score": score}


def verdict(a, b, name="agree", severity=None):
    return pair(a, b) | {
        "verdict": name,
        "update": False,
        "severity": severity,
        "confidence": 0.9,
        "a_differs_start": 0,
        "a_differs_end": 6,
        "b_differs_start": 0,
        "b_differs_end": 6,
    }


def claims(*doc_ids, **given):
    return [side("Twelve/NUM people/NOUN fled/flee/VERB", doc_id=d, **given) for d in doc_ids]


@pytest.mark.parametrize(
    ("pairs", "expected"),
    [
        ([pair("d1", "d2")], [["d1:0", "d2:0"], ["d3:0"]]),
        ([pair("d1", "d2"), pair("d2", "d3"), pair("d1", "d3")], [["d1:0", "d2:0", "d3:0"]]),
        # A chain of two pairs whose ends were never paired does not hold under a strict link.
        ([pair("d1", "d2", 0.9), pair("d2", "d3", 0.8)], [["d1:0", "d2:0"], ["d3:0"]]),
        ([], [["d1:0"], ["d2:0"], ["d3:0"]]),
    ],
)
def test_clusters(pairs, expected):
    assert clusters(claims("d1", "d2", "d3"), pairs, min_link=0.5) == expected


def only_fact(sides, verdicts):
    (fact,) = facts(sides, verdicts, verdicts, min_link=0.1, dependence=ALONE)
    return fact


def test_two_outlets_corroborate():
    fact = only_fact(claims("d1", "d2"), [verdict("d1", "d2")])
    assert (fact["status"], fact["origins"], fact["outlets"]) == ("corroborated", 2, ["d1", "d2"])


def test_a_hard_conflict_disputes_and_its_values_are_listed():
    fact = only_fact(claims("d1", "d2"), [verdict("d1", "d2", "conflict", "hard")])
    assert fact["status"] == "disputed"
    assert fact["conflicts"] == ["d1|d2"]
    assert [value["text"] for value in fact["values"]] == ["Twelve"]


def test_what_a_conflict_ties_together_needs_no_other_likeness():
    weak, sure = pair("d1", "d2", 0.3), verdict("d1", "d2", "conflict", "hard")
    both = list(facts(claims("d1", "d2"), [weak], [sure], min_link=0.6, dependence=ALONE))
    assert [fact["status"] for fact in both] == ["disputed"]
    agreeing = verdict("d1", "d2")
    both = list(facts(claims("d1", "d2"), [weak], [agreeing], min_link=0.6, dependence=ALONE))
    assert [fact["status"] for fact in both] == ["single-source"] * 2


def test_a_soft_conflict_does_not_dispute():
    fact = only_fact(claims("d1", "d2"), [verdict("d1", "d2", "conflict", "soft")])
    assert fact["status"] == "corroborated"


def test_one_claim_alone_is_single_source():
    (fact,) = facts(claims("d1"), [], [], min_link=0.1, dependence=ALONE)
    assert (fact["status"], fact["origins"]) == ("single-source", 1)


def test_who_said_it_first():
    first, second = claims("d1", "d2")
    first.document["published"], second.document["published"] = 2, 1
    assert only_fact([first, second], [verdict("d1", "d2")])["first_document"] == "d2"
    second.document["published"] = None
    assert only_fact([first, second], [verdict("d1", "d2")])["first_document"] is None


def test_one_publisher_is_one_origin():
    families = {"d1": "Holt Media", "d2": "Holt Media"}
    found = origins(claims("d1", "d2"), Dependence(WORDNET, families))
    assert found.number == 1
    assert found.reasons == ("d1 and d2: one publisher (Holt Media)",)


def test_one_cited_source_is_one_origin():
    sides = claims("d1", "d2", source_entity_id="e1", source_text="the coroner")
    found = origins(sides, ALONE)
    assert found.reasons == ("d1 and d2: both cite the coroner",)


def test_one_registered_domain_is_one_publisher():
    families = {"holt.example": "Holt Media"}
    rows = [{"outlet": name, "url": f"https://{name}.holt.co.uk/a"} for name in ("news", "sport")]
    assert {publisher(row, {}) for row in rows} == {"holt.co.uk"}
    assert publisher(rows[0], {"holt.co.uk": "Holt Media"}) == "Holt Media"
    assert publisher({"outlet": "Herald", "url": None}, families) == "Herald"


def test_who_cites_the_other_outlet_is_no_second_origin():
    (first,), (second,) = claims("Gull Wire"), claims("d2", source_text="Gull Wire")
    found = origins([first, second], ALONE)
    assert found.reasons == ("Gull Wire and d2: d2 cites Gull Wire",)


DAM = (
    "the/DET dam/NOUN above/ADP the/DET old/ADJ town/NOUN burst/VERB on/ADP monday/NOUN night/NOUN"
)


@pytest.mark.parametrize(
    ("first", "second", "least", "most"),
    [
        (DAM, DAM.removesuffix(" night/NOUN"), 1, 1),
        (DAM, DAM.replace("night", "evening"), 1, 1),
        (
            DAM,
            "a/DET ferry/NOUN hit/VERB a/DET pier/NOUN in/ADP fog/NOUN and/CCONJ sank/VERB",
            0,
            0.2,
        ),
        ("the/DET dam/NOUN burst/VERB", "the/DET dam/NOUN burst/VERB", 0, 0),
    ],
    ids=["near-copy", "spun", "another sentence", "too short to tell"],
)
def test_copied(first, second, least, most):
    assert least <= copied(side(first), side(second), WORDNET) <= most


def test_documents_are_copies_when_most_of_their_sentences_are():
    sides = {s.claim["claim_id"]: s for s in (side(DAM, doc_id="d1"), side(DAM, doc_id="d2"))}
    assert copied_documents(sides, [pair("d1", "d2")], ALONE) == {("d1", "d2")}
    assert copied_documents(sides, [], ALONE) == frozenset()


def test_the_list_of_publishers_is_read_by_outlet(tmp_path):
    path = tmp_path / "publishers.yaml"
    path.write_text("Holt Media: [Herald, holt.example]\n")
    assert read_publishers(path) == {"Herald": "Holt Media", "holt.example": "Holt Media"}


@pytest.mark.parametrize("content", ["Holt Media: Herald", "- Herald", "a: [b", "a: {b: c}"])
def test_another_list_of_publishers_is_refused_by_name(tmp_path, content):
    path = tmp_path / "publishers.yaml"
    path.write_text(content)
    with pytest.raises(ParameterError, match="not a list of outlets"):
        read_publishers(path)
    with pytest.raises(ParameterError, match="no such file"):
        read_publishers(tmp_path / "none.yaml")


def test_a_fact_is_told_by_a_claim_that_can_be_read_alone():
    named = side(
        "Twelve/NUM people/NOUN fled/flee/VERB",
        doc_id="d3",
        arguments=[{"role": "subject", "start": 0, "end": 13, "head": "people"}],
    )
    who = side(
        "who/PRON fled/flee/VERB",
        doc_id="d1",
        arguments=[{"role": "subject", "start": 0, "end": 3, "head": "who"}],
    )
    they = side("who/PRON fled/flee/VERB", doc_id="d2")
    pairs = [verdict("d1", "d2"), verdict("d1", "d3"), verdict("d2", "d3")]
    assert only_fact([who, they, named], pairs)["text"] == "Twelve people fled"
    assert only_fact([who, they], pairs[:1])["text"] == "who fled"
    assert only_fact([who, they, named], [*pairs, *pairs[:1] * 3])["text"] == "who fled"
