"""Utterances → where their words differ, as far as they are one speech."""

import pytest

from crosscheck.consistency.utterances.alterations import alterations
from crosscheck.consistency.utterances.utterance import Limits
from tests.docs import said

LIMITS = Limits(evidence=9.0, omitted=12)


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
        # So it is at the end of a sentence, whatever follows; at its beginning, it is no name.
        (f"{DAM}. And we all know it.", f"{DAM}s. So nobody sleeps.", [("winter", "winters")]),
        (f"We met. Though {DAM}", f"We met. Although {DAM}", [("though", "although")]),
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
        # An insertion hides nothing that is left out beside it, unless it may stand for words.
        (
            DAM,
            DAM.replace(" will", ", not the mill [at Sutton] itself, will"),
            [("", "not the mill itself")],
        ),
        (DAM, DAM.replace(" will", ", not the mill [...] itself, will"), []),
        (
            DAM.replace(" will", " or bank will"),
            DAM.replace(" will", " not the mill [at Sutton] will"),
            [],
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
        # Where both break off, a name alone does not tell that the pieces are one sentence.
        (
            ("The river is rising fast and we fear for it", "guard its old bridges"),
            ("The river is rising fast and we fear for it", "close its old bridges"),
            [("guard", "close")],
        ),
        (
            ("The river is rising fast and we fear for it", "cross the Sutton Bridge"),
            ("The river is rising fast and we fear for it", "Though the Sutton Bridge people came"),
            [],
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


def test_words_quoted_one_by_one_are_not_what_was_said_between_them():
    p = said("You are the hardest winter and the wettest summer of them all")
    q = said("hardest winter", "wettest summer", kind="partial")
    assert differences(p, q) == []
    assert differences(p, said("hardest winter", "wettest summer")) == [("and the", "")]


def test_a_sentence_dropped_inside_a_quotation():
    p = said("Get up early. Ring the bell at the mill before noon. Walk to the old harbour")
    q = said("Get up early. Walk to the old harbour")
    assert differences(p, q) == [("ring the bell at the mill before noon", "")]


def test_a_long_passage_left_out_is_another_choice():
    middle = "so that the people of the valley can sleep at night without any fear of the river"
    p, q = said(f"{DAM} {middle} and we thank the crews"), said(f"{DAM} and we thank the crews")
    assert differences(p, q) == []


def test_a_phrase_fitted_to_its_sentence():
    p = said("try sending fewer boats to the harbour", kind="partial")
    q = said("send fewer boats to the harbour", kind="partial")
    assert differences(p, q) == []
