"""Claims that an altered quotation, or an office or an event told otherwise, ties."""

import pytest

from crosscheck.consistency.story import places
from crosscheck.consistency.ties.statements import (
    altered_quotations,
    differing_certainty,
    differing_offices,
)
from crosscheck.consistency.utterances.utterance import Limits
from crosscheck.language.wordnet import WordNet
from tests.docs import entity, quotation, side

LIMITS = Limits(evidence=9.0, omitted=12)


def claim_of(doc_id, number, start, end, text):
    """A claim's side in a document of one sentence that quotes a whole speech."""
    speech = quotation(text, speaker="e1")
    a = side("x/NOUN", doc_id=doc_id, quotations=[speech], claim_id=f"{doc_id}:{number}")
    a.claim.update(start=start, end=end, text=text[start:end])
    return a


def test_differing_words_tie_the_closest_claims_that_hold_them():
    first = "We closed the bridge because the river is rising and the mill is flooded"
    second = first.replace("flooded", "burning")
    story = [
        claim_of(doc_id, number, start, end, text)
        for doc_id, text in (("d1", first), ("d2", second))
        for number, (start, end) in enumerate([(0, len(text)), (0, 20), (53, len(text))])
    ]
    # Each claim has the utterance of its document, as `sides` gives it to them.
    for side_ in story:
        whole = next(s for s in story if s.claim["doc_id"] == side_.claim["doc_id"])
        object.__setattr__(side_, "said", whole.utterances)
    tied = altered_quotations(story, WordNet([]), LIMITS)
    assert tied == {(2, 5)}


def test_phrases_in_other_words_need_a_name_in_common():
    near = WordNet(["word n friend 1", "word n companion 2", "near 1 2"])
    a = side("x/NOUN", doc_id="d1", quotations=[quotation("old friend")])
    b = side("y/NOUN", doc_id="d2", quotations=[quotation("old companion")])
    assert altered_quotations([a, b], near, LIMITS) == set()
    named = {"e1": entity("e1", "Ada Holt")}
    a = side("x/NOUN", doc_id="d1", quotations=[quotation("old friend")], entities=named)
    b = side("y/NOUN", doc_id="d2", quotations=[quotation("old companion")], entities=named)
    assert altered_quotations([a, b], near, LIMITS) == {(0, 1)}


def holder(title, doc_id, name="Ida"):
    known = {name: entity(name, name)}
    return side(f"{title}/NOUN {name}/PROPN spoke/VERB", doc_id=doc_id, entities=known)


def test_two_offices_of_one_person_are_tied():
    assert differing_offices([holder("chairwoman", "d1"), holder("treasurer", "d2")]) == {(0, 1)}
    for other in (
        holder("treasurer", "d2", "Una"),
        holder("chairman", "d2"),
        holder("singer", "d2"),
        holder("treasurer", "d1"),
    ):
        assert differing_offices([holder("chairwoman", "d1"), other]) == set()


FACT = "Divers/diver/NOUN>2:nsubj found/find/VERB a/DET>4:det wreck/NOUN>2:obj"
UNSURE = "Divers/diver/NOUN>3:nsubj may/AUX>3:aux find/VERB the/DET>5:det wreck/NOUN>3:obj"
HAVE = "Divers/diver/NOUN>4:nsubj may/AUX>4:aux have/AUX>4:aux found/find/VERB wreck/NOUN>4:obj"


def news(text, doc_id="d2", at=0, kind="statement"):
    given = {"claim_id": f"{doc_id}:{at}", "sentence_start": at, "kind": kind}
    return side(text, doc_id=doc_id, **given)


@pytest.mark.parametrize(
    ("others", "expected"),
    [
        pytest.param([news(HAVE)], {(0, 1)}, id="possible here, a fact there"),
        pytest.param([news(HAVE, kind="title")], {(0, 1)}, id="in a title"),
        pytest.param([news(FACT)], set(), id="a fact on both sides"),
        pytest.param([news(UNSURE)], set(), id="what is yet to come"),
        pytest.param([news(HAVE.replace("wreck", "bell"))], set(), id="another find"),
        pytest.param([news(HAVE, kind="quoted")], set(), id="in somebody else's voice"),
        pytest.param([news(HAVE), news(FACT, at=9)], set(), id="told both ways"),
        pytest.param(
            [news(HAVE), news(FACT, at=9, kind="caption")], {(0, 1)}, id="a caption is short"
        ),
        pytest.param(
            [*(news("x/NOUN", at=n) for n in range(5)), news(HAVE, at=9)], set(), id="not the news"
        ),
    ],
)
def test_how_sure_the_news_is_ties_the_leads_that_tell_it(others, expected):
    story = [news(FACT, "d1"), *others]
    assert differing_certainty(story, places(story), WordNet([])) == expected


def test_what_is_only_taken_for_it_ties_the_leads_that_have_it():
    leak = "A/DET>3:det possible/ADJ>3:amod leak/NOUN>4:nsubj closed/close/VERB it/PRON>4:obj"
    same = "The/DET>2:det leak/NOUN>3:nsubj stopped/stop/VERB us/PRON>3:obj"
    story = [news(leak, "d1"), news(same)]
    assert differing_certainty(story, places(story), WordNet([])) == {(0, 1)}
    story[1].document["raw_text"] = "The suspected leak stopped us"
    assert differing_certainty(story, places(story), WordNet([])) == set()
