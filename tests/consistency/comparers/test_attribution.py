"""Two sides with sources → the conflicts about who said so."""

import dataclasses

import pytest

from crosscheck.consistency.comparers import attribution
from tests.consistency.comparers.calling import CONTEXT, called, in_copies
from tests.docs import entity as entity_row
from tests.docs import quotation, side


def said(speaker, label, doc_id="d1"):
    return side(
        "he/PRON said/say/VERB",
        doc_id=doc_id,
        quotations=[quotation("The dam will hold through the winter", speaker=speaker, cue="say")],
        speakers={speaker: entity_row(speaker, speaker, label)},
    )


def test_one_utterance_with_two_speakers():
    a, b = said("Holt", "PERSON"), said("Byrne", "PERSON", "d2")
    assert called(attribution, a, b) == [("hard", "said by Holt ≠ said by Byrne")]
    assert called(attribution, a, a) == []


@pytest.mark.parametrize(
    ("one", "other", "number"),
    [
        ("Norwegian Prime Minister Holt", "Norwegian Prime Minister Byrne", 1),
        ("Mr Holt", "Mr Byrne", 1),
        ("Mr Holt", "Prime Minister Ida Holt", 0),
        ("Mr Holt", "The Prime Minister", 0),
        ("William Bishop", "Bill Bishop", 0),
        ("Norway's Prime Minister Ida Holt", "Norway's Prime Minister Jan Byrne", 1),
        ("Norway's Prime Minister Ida Holt", "Prime Minister Holt", 0),
        ("US President Ida Holt", "US President Jan Byrne", 1),
        ("Ida Holt, President of the US", "US President Ida Holt", 0),
    ],
)
def test_a_title_makes_nobody_the_same_person(one, other, number):
    a, b = said(one, "PERSON"), said(other, "PERSON", "d2")
    assert len(called(attribution, a, b)) == number


@pytest.mark.parametrize(
    ("one", "other", "number"),
    [
        ("Ida Holt", "a spokesman for Ida Holt", 1),
        ("Mrs Holt", "Holt’s lawyer", 1),
        ("Ida Holt", "an aide to Una Byrne", 0),
        ("Ida Holt", "spokeswoman Ida Holt", 0),
        ("Ida Holt’s lawyer", "an aide to Ida Holt", 0),
        ("she", "a spokesman for Ida Holt", 0),
        ("Ida Holt", "a neighbour of Ida Holt", 0),
    ],
)
def test_who_speaks_in_the_name_of_another(one, other, number):
    a, b = said("Ida Holt", "PERSON"), said("Ida Holt", "PERSON", "d2")
    a.quotations[0]["speaker_text"], b.quotations[0]["speaker_text"] = one, other
    expected = [("soft", f"said by {one} ≠ said by {other}")]
    assert called(attribution, a, b) == (expected if number else [])


@pytest.mark.parametrize(
    ("one", "other", "behind", "beside", "number"),
    [
        ("she", "Jan Byrne", ", spokesman for Ida Holt, said", "", 1),
        ("Holt", "Jan Byrne", ", an aide to Mrs Holt, said", "", 1),
        # the pronoun may be the spokesman's, and so it may where he has no name
        ("he", "Jan Byrne", ", spokesman for Ida Holt, said", "Byrne came. ", 0),
        ("she", "a spokesman for Ida Holt", " said", "", 0),
        # another's, or the spokesman himself
        ("she", "Jan Byrne", ", spokesman for Una Reyes, said", "", 0),
        ("Holt", "a spokeswoman for Reyes", ", Ida Holt, said", "", 0),
    ],
)
def test_a_named_spokesman(one, other, behind, beside, number):
    a, b = said("Ida Holt", "PERSON"), said("Jan Byrne", "PERSON", "d2")
    a.quotations[0]["speaker_text"] = one
    text = f"{other}{behind}"
    b.quotations[0].update(speaker_text=other, speaker_start=0, speaker_end=len(other))
    a = dataclasses.replace(a, document=a.document | {"raw_text": f"{beside}{one} said"})
    b = dataclasses.replace(b, document=b.document | {"raw_text": text})
    found = [(c.severity, c.explanation) for c in attribution._in_the_name_of(a, b, CONTEXT)]
    name = "Ida Holt" if one == "she" else one
    assert found == [("soft", f"said by {name} ≠ said by {other}")] * number


@pytest.mark.parametrize(
    ("words", "others", "number"),
    [
        ("It was only a rumour", "It was only a rumour", 1),
        ("It was only a rumour", "It was only a rumour then", 0),
        ("It was never so", "It was never so", 0),
        ("only a rumour", "only a rumour", 0),
    ],
)
def test_a_whole_sentence_of_few_telling_words_in_two_mouths(words, others, number):
    a, b = said("Holt", "PERSON"), said("Byrne", "PERSON", "d2")
    for one, text in ((a, words), (b, others)):
        one.quotations[0]["text"] = text
    assert len(called(attribution, a, b)) == number


def test_who_was_spoken_of_just_before_need_not_be_the_speaker():
    a, b = said("Holt", "PERSON"), said("Byrne", "PERSON", "d2")
    b.quotations[0]["cue"] = None
    assert called(attribution, a, b) == []


def test_a_person_may_speak_for_a_government():
    assert called(attribution, said("holt", "PERSON"), said("norway", "GPE", "d2")) == []


def test_what_a_pronoun_refers_to_is_too_unsure():
    a, b = said("holt", "PERSON"), said("byrne", "PERSON", "d2")
    b.quotations[0]["speaker_text"] = "she"
    assert called(attribution, a, b) == []


@pytest.mark.parametrize(
    ("words", "number"),
    [
        ("forty/NUM people/NOUN drowned/drown/VERB", 0),  # many may have said so
        ("forty/NUM people/NOUN drowned/drown/VERB off/ADP Sutton/PROPN harbour/NOUN", 1),
    ],
)
def test_one_report_from_two_sources(words, number):
    a, b = (
        side(words, doc_id=who, source_text=who, source_entity_id=who,
             speakers={who: entity_row(who, who, "PERSON")})
        for who in ("Holt", "Byrne")
    )  # fmt: skip
    assert len(called(attribution, a, b)) == number
    assert in_copies(attribution, a, b) == ["according to Holt ≠ according to Byrne"]
    for one in (a, b):  # a word in quotation marks changes nothing, words of their own do
        object.__setattr__(one, "quotations", (quotation("drowned", kind="partial"),))
    assert len(called(attribution, a, b)) == number
    object.__setattr__(b, "quotations", (quotation("drowned", kind="direct"),))
    assert called(attribution, a, b) == []
    object.__setattr__(b, "quotations", ())
    when = a.claim["tokens"][2] | {"dep": "advcl", "head": 99}
    a.claim["tokens"][2] = when  # "since forty people drowned, …" is nobody's statement
    assert called(attribution, a, b) == []


def test_who_is_named_in_both_sentences_may_be_the_source_of_both():
    words = "forty/NUM people/NOUN drowned/drown/VERB off/ADP {}/PROPN harbour/NOUN"
    a, b = (
        side(words.format("Holt"), doc_id=who, source_text=who, source_entity_id=who,
             speakers={who: entity_row(who, who, "PERSON")})
        for who in ("Holt", "Byrne")
    )  # fmt: skip
    assert called(attribution, a, b) == []


@pytest.mark.parametrize(
    ("lead", "expected"),
    [
        (
            "It/PRON is/AUX widely/ADV believed/believe/VERB that/SCONJ",
            [("soft", "ascribed to holt ≠ ascribed to nobody in particular")],
        ),
        ("Holt/PROPN spoke/speak/VERB and/CCONJ believed/believe/VERB that/SCONJ", []),
        # the statement is somebody's
        ("In/ADP a/DET statement/NOUN it/PRON is/AUX believed/believe/VERB that/SCONJ", []),
    ],
)
def test_words_ascribed_to_nobody(lead, expected):
    b = side(
        f"{lead} the/DET dam/NOUN will/AUX hold/VERB",
        doc_id="d2",
        quotations=[quotation("the dam will hold", start=99) | {"cue": "believe"}],
    )
    a = said("holt", "PERSON")
    assert called(attribution, a, b) == expected
    a.quotations[0]["speaker_text"] = "she"  # whom it stands for is known
    assert [found.replace("Holt", "holt") for _, found in called(attribution, a, b)] == [
        found for _, found in expected
    ]


def test_what_somebody_is_thought_to_think_has_no_other_speaker():
    a, b = said("holt", "PERSON"), said("byrne", "PERSON", "d2")
    b.quotations[0]["cue"] = "believe"
    assert called(attribution, a, b) == []


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Harbour police spokesman Const", "Holt"),  # cut at the abbreviation
        ("Ida Holte", "Holt"),
    ],
)
def test_one_source_written_in_two_ways(one, other):
    words = "forty/NUM people/NOUN drowned/drown/VERB off/ADP Sutton/PROPN harbour/NOUN"
    a, b = (
        side(words, doc_id=who, source_text=who, source_entity_id=who,
             speakers={who: entity_row(who, who, "PERSON")})
        for who in (one, other)
    )  # fmt: skip
    b.document["raw_text"] += " . Const. Ida Holt spoke"
    assert called(attribution, a, b) == []


@pytest.mark.parametrize(("cue", "verb"), [("say", "searched/search"), ("see", "drowned/drown")])
def test_what_sources_share_but_do_not_both_say(cue, verb):
    words = "forty/NUM people/NOUN {}/VERB off/ADP Sutton/PROPN harbour/NOUN"
    a, b = (
        side(words.format(said), doc_id=who, source_text=who, source_entity_id=who, cue=told,
             speakers={who: entity_row(who, who, "PERSON")})
        for who, said, told in (("Holt", "drowned/drown", "say"), ("Byrne", verb, cue))
    )  # fmt: skip
    assert called(attribution, a, b) == []
