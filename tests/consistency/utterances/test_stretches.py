"""Utterances → the stretches that they have in common, and what those weigh."""

from crosscheck.consistency.utterances.alterations import alterations
from crosscheck.consistency.utterances.stretches import stretches
from crosscheck.consistency.utterances.utterance import Limits
from tests.docs import said


def test_a_name_is_little_evidence_of_one_speech():
    first = "We asked the Upper Sutton Harbour Patrol to clear the north pier at noon"
    second = "Later the Upper Sutton Harbour Patrol cleared what was left of the old north pier"
    p, q = said(first), said(second)
    assert p.names[3:7] == (True,) * 4
    assert not p.names[0]  # begins the sentence
    assert not any(said(first.upper()).names)
    plain = [said(text[0] + text[1:].lower()) for text in (first, second)]
    assert stretches(p, q)[0].weight == stretches(*plain)[0].weight - 4


def test_two_speeches_share_two_stretches():
    dam = "The old dam will hold through the coming winter"
    storm = "nobody in the valley has ever seen such a storm"
    p, q = said(f"{dam}. {storm}"), said(f"{storm}. {dam}")
    assert len(stretches(p, q)) == 2
    assert alterations(p, q, Limits(9.0, 12)) == []
