"""Quotations → utterances, what of two utterances is one speech, and where its words differ."""

import pytest

from crosscheck.consistency.utterances import Limits, Utterance, alterations, stretches, utterances
from tests.docs import entity, quotation

LIMITS = Limits(evidence=9.0, omitted=12)
HOLT, BYRNE = entity("e1", "Ada Holt"), entity("e2", "Cal Byrne")


def said(*pieces, speaker=HOLT, kind="direct"):
    """An utterance of some pieces, a hundred characters of other text between them."""
    rows, start = [], 0
    for text in pieces:
        named = {"speaker": speaker["name"]} if speaker else {}
        rows.append(quotation(text, start=start, **named) | {"kind": kind})
        start += len(text) + 100
    return Utterance(tuple(rows), speaker)


def differences(p, q):
    found = alterations(p, q, LIMITS)
    return [tuple(" ".join(w.form for w in side) for side in (x.a, x.b)) for x in found]


DAM = "The old dam will hold through the coming winter"


@pytest.mark.parametrize(
    ("p", "q", "expected"),
    [
        # One outlet's words replaced, dropped, or added by the other.
        (DAM, DAM.replace("hold", "fail"), [("hold", "fail")]),
        (DAM, DAM.replace("the coming", "this coming"), [("the", "this")]),
        (DAM, DAM.replace(" old ", " "), [("old", "")]),
        (DAM, f"I said {DAM.replace('dam', 'dams')}", [("dam", "dams")]),
        # At the end of both, a word is replaced and not cut.
        (DAM, DAM.replace("winter", "months"), [("winter", "months")]),
        (DAM, f"{DAM} and all the storms that it brings to us", []),
        # So it is before or behind a light word that both have.
        (f"About an hour ago {DAM}", f"About a week ago {DAM}", [("an hour", "a week")]),
        (f"Then we hoped {DAM}", f"But I said {DAM}", []),
        # A word behind the first one is left out.
        (f"We know {DAM}", f"We saw the plans and know {DAM}", [("", "saw the plans and")]),
        # Only written otherwise.
        (DAM, DAM.upper(), []),
        (f"We're sure {DAM}", f"We are sure, {DAM}!", []),
        (f"We can't be sure {DAM}", f"We cannot be sure {DAM}", []),
        (f"{DAM}, damn it, and we all know", f"{DAM}, d*** it, and we all know", []),
        (f"{DAM}, the labour council told us", f"{DAM}, the labor council told us", []),
        (f"{DAM}, oh, and the mill stands", f"{DAM}, and the mill stands", []),
        (DAM, DAM.replace(" the ", " the the "), []),
        (f"Adel Zarqouni says {DAM}", f"Adil Zarqawny says {DAM}", []),
        (f"It is Jones's best: {DAM}", f"It is Jones' best: {DAM}", []),
        (f"The tenth time {DAM}", f"The 10th time {DAM}", []),
        (f"By 6:00 p.m. {DAM}", f"By 6 p.m. {DAM}", []),
        (f"By 18:41 today {DAM}", f"By 6:41pm today {DAM}", []),
        (f"By 18:41 today {DAM}", f"By 5:41pm today {DAM}", [("18 41", "5 41pm")]),
        (f"{DAM} and the neighbourhood is OK", f"{DAM} and the neighborhood is okay", []),
        # Marked by the outlet.
        (f"They hope {DAM}", f"[The owners] hope {DAM}", []),
        (DAM, "The old dam ... through the coming winter", []),
        (DAM, "The old dam [in Sutton] will hold through the coming winter", []),
        (
            DAM,
            "The old dam (at Sutton mill) will stand through the coming winter",
            [("hold", "stand")],
        ),
        # A phrase of two words, joined otherwise.
        ("calm and hope", "There is nothing but calm, hope", [("and", "")]),
        # A formula is no utterance.
        ("I think that we will go on", "I think that we will meet Ms Reyes in the town hall", []),
    ],
)
def test_alterations_of_one_speaker(p, q, expected):
    assert differences(said(p), said(q)) == expected
    assert differences(said(q), said(p)) == [(b, a) for a, b in expected]


@pytest.mark.parametrize(
    ("p", "q", "expected"),
    [
        # A broken quotation is joined; what falls out at its break may be a sentence, not a word.
        (
            ("We closed the bridge this morning because the river is rising fast",),
            ("We closed the bridge this morning,", "The river is rising fast"),
            [("because", "")],
        ),
        (
            ("We closed the bridge this morning. Nobody was hurt. The river is rising fast",),
            ("We closed the bridge this morning.", "The river is rising fast"),
            [],
        ),
        # The word behind a break stands where the other has another.
        (
            ("The river is rising fast and the council should close its old bridges",),
            ("The river is rising fast", "guard its old bridges"),
            [("close", "guard")],
        ),
        # Paragraphs that another outlet leaves out.
        (
            ("The river is rising fast.", "We asked for boats.", "The mill is flooded"),
            ("The river is rising fast.", "The mill is flooded"),
            [],
        ),
    ],
)
def test_a_broken_quotation(p, q, expected):
    assert differences(said(*p), said(*q)) == expected


def test_a_sentence_dropped_inside_a_quotation():
    p = said("Get up early. Ring the bell at the mill before noon. Walk to the old harbour")
    q = said("Get up early. Walk to the old harbour")
    assert differences(p, q) == [("ring the bell at the mill before noon", "")]


def test_a_long_passage_left_out_is_another_choice():
    middle = "so that the people of the valley can sleep at night without any fear of the river"
    p, q = said(f"{DAM} {middle} and we thank the crews"), said(f"{DAM} and we thank the crews")
    assert differences(p, q) == []


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


def test_a_name_is_little_evidence_of_one_speech():
    first = "We asked the Upper Sutton Harbour Patrol to clear the north pier at noon"
    second = "Later the Upper Sutton Harbour Patrol cleared what was left of the old north pier"
    p, q = said(first), said(second)
    assert p.names[3:7] == (True,) * 4
    assert not p.names[0]  # begins the sentence
    assert not any(said(first.upper()).names)
    plain = [said(text[0] + text[1:].lower()) for text in (first, second)]
    assert stretches(p, q)[0].weight == stretches(*plain)[0].weight - 4


def test_a_phrase_fitted_to_its_sentence():
    p = said("try sending fewer boats to the harbour", kind="partial")
    q = said("send fewer boats to the harbour", kind="partial")
    assert differences(p, q) == []


def test_two_speeches_share_two_stretches():
    storm = "nobody in the valley has ever seen such a storm"
    p, q = said(f"{DAM}. {storm}"), said(f"{storm}. {DAM}")
    assert len(stretches(p, q)) == 2
    assert differences(p, q) == []


def test_pieces_of_one_utterance_are_joined():
    rows = [
        quotation(text, start=start, speaker="e1") | {"utterance_id": key, "doc_id": "d1"}
        for text, start, key in (("The end", 90, "u1"), ("The start", 0, "u1"), ("Other", 50, "u2"))
    ]
    found = utterances(rows, {"e1": HOLT})
    assert [[piece["text"] for piece in u.pieces] for u in found] == [
        ["The start", "The end"],
        ["Other"],
    ]
    assert found[0].speaker == HOLT


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
