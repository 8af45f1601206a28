"""Utterances → what of them is one speech, by the words that align and who is said to speak."""

import pytest

from crosscheck.consistency.utterances.alterations import alterations
from crosscheck.consistency.utterances.utterance import Limits, Utterance
from tests.docs import BYRNE, HOLT, said

LIMITS = Limits(evidence=9.0, omitted=12)
DAM = "The old dam will hold through the coming winter"


def differences(p, q):
    found = alterations(p, q, LIMITS)
    return [tuple(" ".join(w.form for w in side) for side in (x.a, x.b)) for x in found]


@pytest.mark.parametrize(
    ("p", "q", "expected"),
    [
        # The same speaker, nobody known, and another person by name.
        (HOLT, HOLT, [("fast", "quickly")]),
        (HOLT, None, []),
        (HOLT, BYRNE, []),
    ],
)
def test_the_less_is_said_the_better_the_speakers_must_fit(p, q, expected):
    more = "as nobody in the valley had expected when the summer began"
    a = said(f"The river rises fast {more}", speaker=p)
    b = said("We saw how the river rises quickly now and went home to our children", speaker=q)
    found = differences(a, b)
    assert found == (expected if found else [])


def test_two_words_with_another_between_them_are_nobody_elses():
    p, q = "safe harbours", "Safe Sutton harbours!"
    assert differences(said(p), said(q, speaker=None)) == []
    assert differences(said(p), said(q)) == [("", "sutton")]


def test_another_named_speaker_needs_nearly_the_same_words():
    q = said(DAM.replace("hold", "fail"), speaker=BYRNE)
    assert differences(said(DAM), q) == []
    longer = f"{DAM}, and the people of the valley know how much we owe to the crews"
    q = said(longer.replace("hold", "fail"), speaker=BYRNE)
    assert differences(said(longer), q) == [("hold", "fail")]


@pytest.mark.parametrize(
    ("close", "expected"), [(" this year", []), (". We know", [("", "old")]), ("", [("", "old")])]
)
def test_what_both_only_come_upon_is_a_name_for_a_thing(close, expected):
    """In the middle of a sentence of either speech, though nobody else need have said it."""
    p = said(f"They closed the inquiry into the fall of the harbour wall at Sutton{close}")
    q = said("Our inquiry into the fall of the old harbour wall at Sutton has met again")
    assert differences(p, q) == expected


FREE = (
    "Our northern harbour should close against such winds to give a plain public warning",
    "Our northern harbour needs to close and give plain public warning of the winter storms",
)


@pytest.mark.parametrize(
    ("speakers", "expected"),
    [
        ((HOLT, HOLT), [("should", "needs to"), ("against such winds to", "and")]),
        ((HOLT, BYRNE), []),
        ((HOLT, None), []),
    ],
)
def test_a_free_rendering_needs_the_same_speaker(speakers, expected):
    p, q = (said(text, speaker=who) for text, who in zip(FREE, speakers, strict=True))
    assert differences(p, q) == expected


@pytest.mark.parametrize(("called", "number"), [("he", 1), ("Cal Byrne", 0)])
def test_a_pronoun_may_stand_for_somebody_else(called, number):
    """A stretch within longer quotations, of speakers that are two only if "he" is Byrne."""
    p = said(f"We met early, but {DAM}, and nobody here has any doubt of that")
    q = said(f"I say {DAM.replace('hold', 'stand')}, whatever those engineers may tell you")
    row = q.pieces[0] | {"speaker_text": called, "speaker_entity_id": "e2"}
    q = Utterance((row,), BYRNE)
    assert len(differences(p, q)) == number


def test_stems_alone_are_no_speech():
    p, q = said("economies hampering neighbours"), said("economic hampers neighbourly")
    assert differences(p, q) == []
