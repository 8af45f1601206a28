"""Passages in which somebody speaks without quotation marks, held against quotations."""

import pytest

from crosscheck.consistency.utterances.alterations import alterations
from crosscheck.consistency.utterances.unmarked import unmarked
from crosscheck.consistency.utterances.utterance import UNMARKED, Limits, Utterance
from tests.docs import entity, quotation, side

HOLT = entity("e1", "Ada Holt")


def found(text, quotations=()):
    one = side(text)
    return unmarked([one.claim], [one.document], list(quotations), {"e1": HOLT})


def test_a_passage_that_says_we_is_somebodys_speech():
    (utterance,) = found("We/PRON built/build/VERB our/PRON dam/NOUN ourselves/PRON").values()
    assert utterance.unmarked
    assert [w.form for w in utterance.words] == ["we", "built", "our", "dam", "ourselves"]


@pytest.mark.parametrize(
    ("text", "quotations"),
    [
        ("They/PRON built/build/VERB the/DET dam/NOUN", ()),
        ("The/DET US/PROPN built/build/VERB the/DET dam/NOUN", ()),  # a name
        # quoted: that is an utterance already
        ("We/PRON built/build/VERB the/DET dam/NOUN", [quotation("We built the dam")]),
        # told: somebody is quoted in it by name
        ("Holt/PROPN told/tell/VERB us/PRON so/ADV", [quotation("so", start=13, speaker="Holt")]),
    ],
)
def test_a_report_is_nobodys_speech(text, quotations):
    assert found(text, quotations) == {}


def test_whom_a_speaker_quotes_does_not_break_the_speech():
    inner = quotation("why", start=11, speaker="You")
    assert found("You/PRON asked/ask/VERB why/ADV", [inner])


PASSAGE = (
    "I/PRON hope/VERB the/DET old/ADJ dam/NOUN will/AUX hold/VERB this/DET winter/NOUN and/CCONJ "
    "you/PRON will/AUX see/VERB spring/NOUN"
)
HOLDS = "hope the old dam will hold this winter"


@pytest.mark.parametrize(
    ("quotations", "expected"),
    [
        ([quotation(HOLDS, start=90, speaker="e1")], "e1"),
        ([quotation(HOLDS, start=90)], None),
        ([quotation(HOLDS.replace("old", "new"), start=90, speaker="e1")], None),
        ([quotation("the old dam will hold", start=90, speaker="e1")], None),  # anybody's words
        ([quotation(HOLDS, start=90, speaker=x) for x in ("e1", "e2")], None),
    ],
)
def test_who_is_quoted_with_a_sentence_of_it_speaks(quotations, expected):
    outside = [row | {"passage_id": "d2:p"} for row in quotations]
    one = side(PASSAGE)
    known = {"e1": HOLT, "e2": entity("e2", "Cal Byrne")}
    (utterance,) = unmarked([one.claim], [one.document], outside, known).values()
    assert (utterance.speaker_id, utterance.speaker) == (expected, known.get(expected))
    assert utterance.unmarked
    assert utterance.nobodys is (expected is None)


def test_known_speech_without_marks_needs_no_more_than_a_quotation():
    phrase = said("our old dam will stand through the coming winter")
    passage = said(SPEECH, UNMARKED)
    signed = Utterance(({**passage.pieces[0], "speaker_entity_id": "e1"},), HOLT)
    phrase = Utterance(({**phrase.pieces[0], "speaker_entity_id": "e1"},), HOLT)
    assert not alterations(phrase, passage, Limits(9.0, 12))
    (found,) = alterations(phrase, signed, Limits(9.0, 12))
    assert ([w.form for w in found.a], [w.form for w in found.b]) == (["stand"], ["hold"])


def said(text, kind="direct"):
    speaker = {"speaker": "Ada Holt"} if kind == "direct" else {}
    row = quotation(text, **speaker) | {"kind": kind}
    return Utterance((row,), HOLT if speaker else None)


SPEECH = "I hope our old dam will hold through the coming winter and the spring floods"


@pytest.mark.parametrize(
    ("quoted", "passage", "expected"),
    [
        (SPEECH, f"{SPEECH.replace('hold', 'stand')}, Holt wrote", [("hold", "stand")]),
        (SPEECH, SPEECH, []),
        # A phrase of it may be told by chance.
        ("our old dam will hold", "we saw our old dam will stand", []),
        # Told in the third person it is no speech, whoever speaks beside it.
        (SPEECH.replace("I hope our", "The"), f"We left. The {SPEECH[11:]} months", []),
    ],
)
def test_unmarked_speech_alters_a_quotation(quoted, passage, expected):
    differing = alterations(said(quoted), said(passage, UNMARKED), Limits(9.0, 12))
    words = [tuple(" ".join(w.form for w in words) for words in (x.a, x.b)) for x in differing]
    assert words == expected


def test_what_neither_document_marks_is_no_quotation():
    p, q = said(SPEECH, UNMARKED), said(SPEECH.replace("hold", "stand"), UNMARKED)
    assert alterations(p, q, Limits(9.0, 12)) == []
