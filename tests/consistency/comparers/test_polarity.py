"""Two sides, one of which may deny the other → the conflicts of yes with no."""

import dataclasses

import pytest

from crosscheck.consistency.comparers import polarity
from crosscheck.consistency.comparers.base import near_copy
from tests.consistency.comparers.calling import CONTEXT, COPIED, WORDNET, called, in_copies
from tests.docs import quotation, side


def test_nobody_of_claims_that_surely_speak_of_one_thing():
    a = side("nobody/PRON>3:nsubj:pass was/AUX>3:aux:pass fined/fine/VERB")
    b = side("men/man/NOUN>3:nsubj:pass were/AUX>3:aux:pass fined/fine/VERB", doc_id="d2")
    assert called(polarity, a, b) == [("hard", "not fined ≠ fined")]
    unsure = dataclasses.replace(CONTEXT, score=0.4)
    assert list(polarity.compare(a, b, unsure)) == []


APPROVED = "council/NOUN>2:nsubj approved/approve/VERB the/DET>4:det budget/NOUN>2:obj"
NOT_APPROVED = (
    "council/NOUN>3:nsubj not/PART>3:advmod approved/approve/VERB the/DET>5:det budget/NOUN>3:obj"
)


def test_polarity():
    a, b = side(APPROVED), side(NOT_APPROVED, doc_id="d2")
    assert called(polarity, a, b) == [("hard", "approved ≠ not approved")]
    assert called(polarity, a, a) == []


@pytest.mark.parametrize(
    "denied",
    [
        # another verb, which the first one does not mean
        NOT_APPROVED.replace("approved/approve", "painted/paint"),
        # put right, not denied
        NOT_APPROVED + " but/CCONJ>7:cc the/DET loan/NOUN>5:conj",
        # a wish denies nothing
        NOT_APPROVED.replace("not/PART>3:advmod", "would/AUX>3:aux"),
    ],
)
def test_what_is_no_denial(denied):
    assert called(polarity, side(APPROVED), side(denied, doc_id="d2")) == []


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [("surged/surge", "slumped/slump", 1), ("surged/surge", "climbed/climb", 0)],
)
def test_what_goes_up_here_goes_down_there(one, other, expected):
    words = "shares/share/NOUN>4:nsubj of/ADP>3:case ferries/ferry/NOUN>1:nmod {}/VERB again/ADV"
    a, b = side(words.format(one)), side(words.format(other), doc_id="d2")
    assert len(called(polarity, a, b)) == expected


def test_a_title_affirms_nothing():
    told = "{} “/PUNCT Nobody/NOUN>4:nsubj {}Leaves/leave/VERB Sutton/PROPN>{}:obj ”/PUNCT"
    a = side("Nobody/NOUN>2:nsubj left/leave/VERB Sutton/PROPN>2:obj")
    b = side(told.format("sang/VERB", "Never/ADV>5:advmod ", 5), doc_id="d2")
    assert called(polarity, a, b) == []  # a verb with a capital in running text
    small = told.replace("Leaves", "leaves")
    b = side(small.format("sang/VERB", "Never/ADV>5:advmod ", 5), doc_id="d2")
    assert called(polarity, a, b)
    titled = quotation("Nobody Never Leaves Sutton", start=7, kind="scare")
    assert called(polarity, a, side(told.format("sang/VERB", "Never/ADV>5:advmod ", 5), doc_id="d2",
                                    quotations=[titled])) == []  # fmt: skip


@pytest.mark.parametrize(("source", "number"), [(None, 1), ("e1", 1), ("e2", 0)])
def test_what_need_be_done_is_an_opinion_of_each_source(source, number):
    told = "towns/town/NOUN>{0}:nsubj {1}need/VERB dams/dam/NOUN>{0}:obj"
    known = {"source_text": source, "source_entity_id": source}
    one = {"source_text": source and "Holt", "source_entity_id": source and "e1"}
    a = side(told.format(3, "must/AUX>3:aux "), **one)
    b = side(told.format(4, "must/AUX>4:aux not/PART>4:advmod "), doc_id="d2", **known)
    assert len(called(polarity, a, b)) == number


def test_opposites_are_said_of_one():
    told = "{}closed/close/VERB the/DET old/ADJ>{}:amod gates/gate/NOUN>{}:obj"
    opened = told.replace("closed/close", "opened/open")
    a = side(told.format("keepers/keeper/NOUN>2:nsubj ", 5, 2))
    assert called(polarity, a, side(opened.format("keepers/keeper/NOUN>2:nsubj ", 5, 2)))
    assert called(polarity, a, side(opened.format("", 4, 1), doc_id="d2")) == []


@pytest.mark.parametrize(
    ("subject", "expected"),
    [("quay/NOUN", [("hard", "safe ≠ dangerous")]), ("gate/NOUN", [])],
)
def test_what_one_thing_is_said_to_be(subject, expected):
    told = "the/DET>3:det harbour/NOUN>3:compound {}>5:nsubj is/be/AUX>5:cop {}/ADJ"
    a = side(told.format("quay/NOUN", "safe"))
    b = side(told.format(subject, "dangerous"), doc_id="d2")
    assert called(polarity, a, b) == expected


def test_antonyms():
    told = "council/NOUN>2:nsubj {}/VERB the/DET>5:det budget/NOUN>5:compound plan/NOUN>2:obj"
    a = side(told.format("accepted/accept"))
    b = side(told.format("rejected/reject"), doc_id="d2")
    assert called(polarity, a, b) == [("hard", "accepted ≠ rejected")]


@pytest.mark.parametrize(
    ("told", "expected"),
    [
        ("decreased/decreased/VERB>2:amod demand/NOUN>3:obl met/meet/VERB", [(
            "hard", "increased ≠ decreased")]),
        # the demand for something else, perhaps
        ("decreased/decreased/VERB>2:amod demand/NOUN>3:obj feared/fear/VERB", []),
        # said as well, at another place
        ("decreased/VERB>2:amod demand/NOUN>3:obl met/meet/VERB increased/increase/VERB>5:amod "
         "costs/cost/NOUN>3:obj", []),
    ],
)  # fmt: skip
def test_opposites_of_one_noun_in_sentences_that_are_not_alike(told, expected):
    a = side("increased/increase/VERB>2:amod demand/NOUN>3:obj met/meet/VERB mills/mill/NOUN>3:obl")
    b = side(told + " thin/ADJ crops/crop/NOUN hurt/VERB millers/miller/NOUN", doc_id="d2")
    assert called(polarity, a, b) == expected


def test_the_biggest_and_the_best_are_no_opposites():
    told = "with/ADP>4:case the/DET>4:det {}/ADJ>4:amod net/NOUN>5:obl fished/fish/VERB"
    a, b = side(told.format("biggest/big")), side(told.format("best/good"), doc_id="d2")
    assert WORDNET.antonyms("big", "good", "ADJ")
    assert called(polarity, a, b) == []


def test_opposites_in_a_short_claim_of_near_copies():
    words = f"{COPIED} the/DET>10:det {{}}/NOUN>12:nsubj was/AUX>12:cop asleep/ADJ"
    sides = [
        dataclasses.replace(whole, claim={**whole.claim, "tokens": whole.claim["tokens"][8:]})
        for whole in (side(words.format(word), doc_id=word) for word in ("boy", "girl", "child"))
    ]
    assert in_copies(polarity, sides[0], sides[1]) == ["boy ≠ girl"]
    assert in_copies(polarity, sides[0], sides[2]) == []


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [
        ("found/find/VERB no/DET>5:det oil/NOUN", "found/find/VERB new/ADJ>5:amod oil/NOUN",
         ["“no” is said here, and not there"]),
        ("found/find/VERB no/DET oil/NOUN", "not/PART found/find/VERB any/DET oil/NOUN", []),
        ("found/find/VERB no/INTJ oil/NOUN", "found/find/VERB oil/NOUN", []),
    ],
)  # fmt: skip
def test_no_is_a_negation(first, second, expected):
    told = "divers/diver/NOUN off/ADP Holt/PROPN {} there/ADV"
    a, b = side(told.format(first)), side(told.format(second), doc_id="d2")
    assert in_copies(polarity, a, b) == expected


def test_no_need_for_one_thing_denies_no_need_for_another():
    told = "shops/shop/NOUN>{1}:nsubj {0}need/VERB to/PART>{3}:mark {2}/VERB>{1}:xcomp"
    a = side(told.format("", 2, "label", 4))
    same, other = (
        side(told.format("not/PART>3:advmod ", 3, verb, 5), doc_id="d2")
        for verb in ("label", "close")
    )
    assert called(polarity, a, same) == [("hard", "need ≠ not need")]
    assert called(polarity, a, other) == []


WON = "club/NOUN>3:nsubj {} won/win/VERB cup/NOUN>3:obj {}"


def test_what_had_not_happened_yet_may_have_since():
    a = side(WON.format("not/PART>3:advmod", ""))
    b = side(WON.format("just/ADV>3:advmod", ""), doc_id="d2")
    assert called(polarity, a, b) == [("hard", "not won ≠ won")]
    before = "club/NOUN>4:nsubj had/have/AUX>4:aux not/PART>4:advmod won/win/VERB cup/NOUN>4:obj"
    since = WON.format("not/PART>3:advmod", "since/ADP>6:case then/NOUN>3:obl")
    for text in (before, since):
        assert called(polarity, side(text), b) == []


SIGNED = "mayor/NOUN>2:nsubj signed/sign/VERB treaty/NOUN>2:obj"
UNSIGNED = "mayor/NOUN>4:nsubj did/AUX>4:aux not/PART>4:advmod sign/VERB treaty/NOUN>4:obj"


@pytest.mark.parametrize(
    ("denied", "expected"),
    [
        ("", ["signed ≠ not sign"]),
        # with somebody of whom the other side does not speak, or at one time only
        (" with/ADP>7:case bakers/baker/NOUN>4:obl", []),
        (" in/ADP>7:case hall/NOUN>4:obl", ["signed ≠ not sign"]),
        (" when/ADV>8:advmod he/PRON>8:nsubj fell/fall/VERB>4:advcl", []),
        (" while/SCONJ>7:mark seated/seat/VERB>4:advcl", ["signed ≠ not sign"]),
    ],
)
def test_how_far_a_denial_reaches(denied, expected):
    b = side(UNSIGNED + denied, doc_id="d2")
    assert [words for _, words in called(polarity, side(SIGNED), b)] == expected


def test_what_can_be_done_was_perhaps_not_done():
    can = "mayor/NOUN>3:nsubj can/AUX>3:aux sign/VERB treaty/NOUN>3:obj"
    assert called(polarity, side(can), side(UNSIGNED, doc_id="d2")) == []


def test_without_adds_what_is_not_spoken_of():
    left = "old/ADJ crew/NOUN left/leave/VERB the/DET wide/ADJ bay/NOUN"
    a = side(left)
    b = side(left + " without/ADP>8:mark paying/pay/VERB>3:advcl", doc_id="d2")
    context = dataclasses.replace(CONTEXT, copy=near_copy(a, b)[1])
    assert not list(polarity.compare(a, b, context))


UNSURE = dataclasses.replace(CONTEXT, score=0.4)


@pytest.mark.parametrize(
    ("thing", "context", "number"),
    [
        ("treaty/NOUN", UNSURE, 1),
        ("that/PRON", UNSURE, 0),
        ("that/PRON", CONTEXT, 1),
    ],
)
def test_in_claims_perhaps_of_two_things_the_object_must_be_one(thing, context, number):
    b = side(UNSIGNED.replace("treaty/NOUN", thing), doc_id="d2")
    assert len(list(polarity.compare(side(SIGNED), b, context))) == number


def test_opposites_in_claims_perhaps_of_two_things():
    told = "{}/ADJ>2:amod clerk/NOUN>4:nsubj soon/ADV>4:advmod left/leave/VERB town/NOUN>4:obj"
    a, b = side(told.format("black")), side(told.format("white"), doc_id="d2")
    assert called(polarity, a, b) == [("hard", "black ≠ white")]
    assert list(polarity.compare(a, b, UNSURE)) == []


def test_a_gerund_may_be_done_by_nobody():
    signing = "not/PART>2:advmod signing/sign/VERB{} treaty/NOUN>2:obj {}is/AUX>{}:cop folly/NOUN"
    nobody = side(signing.format(">5:csubj", "", 5), doc_id="d2")
    assert called(polarity, side(SIGNED), nobody) == []
    somebody = side(signing.format("", "mayor/NOUN>2:nsubj ", 6), doc_id="d2")
    assert called(polarity, side(SIGNED), somebody) == [("hard", "signed ≠ not signing")]


def test_the_first_is_not_the_opposite_of_the_second():
    sides = [
        side(f"in/ADP>3:case {word}/ADJ>3:amod half/NOUN>4:obl led/lead/VERB", doc_id=doc_id)
        for word, doc_id in (("first", "d1"), ("second", "d2"))
    ]
    assert called(polarity, *sides) == []


def test_a_noun_before_another_affirms_nothing():
    a = side("it/PRON>5:nsubj was/AUX>5:cop not/PART>5:advmod a/DET>5:det race/NOUN")
    b = side("he/PRON>2:nsubj won/win/VERB a/DET>5:det race/NOUN>5:compound bell/NOUN>2:obj",
             doc_id="d2")  # fmt: skip
    assert called(polarity, a, b) == []


@pytest.mark.parametrize(("beside", "number"), [("bread", 1), ("beer", 0)])
def test_opposites_in_one_phrase_of_unlike_claims(beside, number):
    told = "fear/NOUN of/ADP>5:case {}/ADJ>5:amod {}/NOUN>5:compound prices/price/NOUN>1:nmod"
    a = side(f"{told} grew/grow/VERB in/ADP the/DET old/ADJ town/NOUN".format("high", "bread"))
    told += " and/CCONJ bakers/baker/NOUN closed/close/VERB shops/NOUN"
    b = side(told.format("low", beside), doc_id="d2")
    context = dataclasses.replace(CONTEXT, score=0.4)
    assert len(list(polarity.compare(a, b, context))) == number
