"""What one document denies and another affirms, of the same one or of everybody."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from crosscheck.consistency.comparers import polarity
from crosscheck.consistency.comparers.base import Context
from crosscheck.consistency.story import places
from crosscheck.consistency.ties.denials import denied_deeds
from crosscheck.consistency.utterances.utterance import Limits
from crosscheck.language.wordnet import load_wordnet
from tests.docs import side

WORDNET = load_wordnet(Path(__file__).resolve().parents[3] / "models" / "en_wordnet")
TIED = Context(
    score=0.2,
    wordnet=WORDNET,
    unique=True,
    limits=Limits(9.0, 12),
    tied=frozenset({"denied deed"}),
)

FINED = "the/DET>2:det {0}/NOUN>4:nsubj:pass was/AUX>4:aux:pass fined/fine/VERB"
NOT_FINED = (
    "the/DET>2:det {0}/NOUN>5:nsubj:pass was/AUX>5:aux:pass {1}/PART>5:advmod fined/fine/VERB"
)
ARRESTED = FINED.format("skipper").replace("fined/fine", "arrested/arrest")
NOBODY = "{}/PRON>3:nsubj:pass was/AUX>3:aux:pass fined/fine/VERB"
NO_ONE = "no/DET>2:det one/NOUN>4:nsubj:pass was/AUX>4:aux:pass fined/fine/VERB"
NO_ARRESTS = (
    "no/DET>2:det arrests/arrest/NOUN>5:nsubj:pass have/AUX>5:aux been/AUX>5:aux:pass {}/VERB"
)
THERE = "there/PRON>2:expl are/be/VERB no/DET>4:det {}/NOUN>2:nsubj"
SHOULD_BE = "there/PRON>3:expl should/AUX>3:aux be/VERB no/DET>5:det {}/NOUN>3:nsubj"
CERTIFIED = FINED.format("skipper").replace("fined/fine", "certified/certify")
FREED = (
    "they/PRON>2:nsubj freed/free/VERB the/DET>4:det {}/NOUN>2:obj without/ADP>6:case {}/NOUN>2:obl"
)

HURT = "{0}/NOUN>3:nsubj:pass were/AUX>3:aux:pass {1}/VERB"
TWO_HURT = "two/NUM>3:nsubj:pass were/AUX>3:aux:pass injured/injure/VERB"
NO_ONE_HURT = "no/DET>2:det one/PRON>4:nsubj:pass was/AUX>4:aux:pass hurt/VERB"
SUSTAINED = "keepers/keeper/NOUN>2:nsubj {0}/VERB {1}/ADJ>4:amod injuries/injury/NOUN>2:obj"
TAKEN = (
    "keepers/keeper/NOUN>3:nsubj:pass were/AUX>3:aux:pass taken/take/VERB away/ADV>3:advmod "
    "with/ADP>7:case serious/ADJ>7:amod injuries/injury/NOUN>3:obl"
)
NOT_BADLY = (
    "keepers/keeper/NOUN>5:nsubj:pass were/AUX>5:aux:pass not/PART>5:advmod {}/ADV>5:advmod "
    "hurt/VERB"
)
ESCAPED = "keepers/keeper/NOUN>2:nsubj escaped/escape/VERB {}/ADJ>2:xcomp"
DEAD = "keepers/keeper/NOUN>3:nsubj are/AUX>3:cop dead/ADJ"
NO_ONE_DIED = "no/DET>2:det one/NOUN>3:nsubj died/die/VERB"
NO_RAID = "{0}/PRON>5:nsubj was/AUX>5:cop not/PART>5:advmod a/DET>5:det {1}/NOUN"
RAID = "neighbours/neighbour/NOUN>2:nsubj saw/see/VERB the/DET>4:det {0}/NOUN>2:obj"
ALLEGED = RAID.replace(">4:det", ">5:det").format("alleged/ADJ>5:amod raid")
CLOSE_TO = (
    "it/PRON>2:nsubj came/come/VERB close/ADV>2:advmod to/ADP>6:case a/DET>6:det raid/NOUN>2:obl"
)


def said(a, b):
    return [c.explanation for c in polarity.compare(a, b, TIED)]


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [
        (NOBODY.format("nobody"), FINED.format("skipper"), True),
        (NO_ONE, FINED.format("skipper"), True),
        (NOT_FINED.format("skipper", "not"), FINED.format("skipper"), True),
        (FREED.format("skipper", "arrest"), ARRESTED, True),
        (NO_ARRESTS.format("made/make"), ARRESTED, True),
        (NO_ARRESTS.format("made/make") + " yet/ADV>5:advmod", ARRESTED, True),
        (THERE.format("arrests/arrest"), ARRESTED, True),
        (SHOULD_BE.format("arrests/arrest"), ARRESTED, False),
        (NO_ARRESTS.format("wanted/want"), ARRESTED, False),
        (THERE.format("certificates/certificate"), CERTIFIED, False),  # no deed, but a thing
        (NO_ONE, FINED.replace("the/DET>2:det", "another/DET>2:det").format("skipper"), False),
        # another one, another deed, or it may have come since
        (NOT_FINED.format("skipper", "not"), FINED.format("inn"), False),
        (NOBODY.format("nobody"), FINED.format("skipper").replace("fine", "search"), False),
        (FREED.format("skipper", "fuss"), FINED.format("skipper"), False),
        (NO_ONE + " since/ADV>4:advmod", FINED.format("skipper"), False),
        (NOBODY.format("nobody"), NO_ONE, False),
        (NOBODY.format("nobody"), NOBODY.format("she"), False),
    ],
)  # fmt: skip
def test_a_deed_denied_here_and_affirmed_there(first, second, expected):
    a, b = side(first), side(second, doc_id="d2")
    assert bool(said(a, b)) is expected
    story = [a, b]
    assert denied_deeds(story, places(story), WORDNET) == ({(0, 1)} if expected else set())


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [
        (NO_ONE_HURT, TWO_HURT, True),
        (NO_ONE_HURT, SUSTAINED.format("sustained/sustain", "minor"), True),
        (NO_ONE_HURT, TAKEN, True),
        (NOT_BADLY.format("seriously"), TAKEN, True),
        (ESCAPED.format("unhurt"), HURT.format("keepers/keeper", "wounded/wound"), True),
        (NO_ONE_DIED, DEAD, True),
        (NO_ONE_DIED, HURT.format("keepers/keeper", "killed/kill"), True),
        # not so badly, nobody but one, another harm, others' harm, told in one sentence
        (NOT_BADLY.format("seriously"), SUSTAINED.format("had/have", "minor"), False),
        (NO_ONE_HURT.replace("was", "else/ADJ>2:amod was").replace(">4", ">5"), TWO_HURT, False),
        (NO_ONE_DIED, TWO_HURT, False),
        (ESCAPED.format("unhurt"), HURT.format("sheep", "wounded/wound"), False),
        (NO_ONE_HURT, SUSTAINED.format("feared/fear", "minor"), False),
        (NO_ONE_HURT + " since/SCONJ>7:mark two/NUM>7:nsubj:pass injured/injure/VERB>4:advcl",
         TWO_HURT, False),
        (NO_RAID.format("this", "raid"), RAID.format("raid"), True),
        (NO_RAID.format("it", "swap"), RAID.format("swap"), True),
        # no deed, one of many senses, of a kind, or not what "this" is
        (NO_RAID.format("it", "lantern"), RAID.format("lantern"), False),
        (NO_RAID.format("it", "game"), RAID.format("game"), False),
        (NO_RAID.format("he", "raid"), RAID.format("raid"), False),
        (NO_RAID.replace("a/DET>5:det", "secret/ADJ>5:amod").format("it", "raid"),
         RAID.format("raid"), False),
        (NO_RAID.format("it", "raid"), RAID.replace("the/DET", "no/DET").format("raid"), False),
        (NO_RAID.format("it", "raid"), ALLEGED, False),
        (NO_RAID.format("it", "raid"), CLOSE_TO, False),
    ],
)  # fmt: skip
def test_harm_and_what_it_was_not(first, second, expected):
    a, b = side(first), side(second, doc_id="d2")
    assert bool(said(a, b)) is expected
    story = [a, b]
    assert denied_deeds(story, places(story), WORDNET) == ({(0, 1)} if expected else set())


def test_a_document_may_quote_that_nobody_was_hurt():
    quoted = side(NO_ONE_HURT, source_text="the owner")
    own = side(TWO_HURT, claim_id="d1:1")
    other = side(TWO_HURT, doc_id="d2")
    story = [quoted, own, other]
    assert denied_deeds(story, places(story), WORDNET) == {(0, 2)}


def test_the_explanation_names_both():
    a, b = side(NO_ONE), side(FINED.format("skipper"), doc_id="d2")
    assert said(a, b) == ["not fined ≠ fined"]
    assert said(b, a) == ["fined ≠ not fined"]


def test_what_was_not_so_yet_may_have_come_since():
    a, b = side(NO_ONE + " yet/ADV>4:advmod"), side(FINED.format("skipper"), doc_id="d2")
    assert said(a, b) == ["not fined ≠ fined"]
    for hours, reason in ((9, "it may have come since d1 denied it"), (20, None)):
        a.document["published"] = datetime(2024, 5, 2, hours, tzinfo=UTC)
        b.document["published"] = datetime(2024, 5, 2, 12, tzinfo=UTC)
        (found,) = polarity.compare(a, b, TIED)
        assert getattr(found, "reason", None) == reason


def test_who_says_both_denies_nothing():
    a, b = side(NO_ONE), side(FINED.format("skipper"), doc_id="d2")
    story = [a, side(FINED.format("mate"), claim_id="d1:1"), b]
    assert denied_deeds(story, places(story), WORDNET) == set()


@pytest.mark.parametrize(("sentence", "expected"), [(1, {(12, 13)}), (6, set())])
def test_only_what_is_among_the_first_sentences_ties(sentence, expected):
    story = [side("rain/NOUN fell/fall/VERB", doc_id=d) for d in "ab" for _ in range(6)]
    story += [side(NO_ONE, doc_id="a"), side(FINED.format("skipper"), doc_id="b")]
    for number, told in zip([*range(6), *range(6), sentence, sentence], story, strict=True):
        told.claim.update(sentence_start=number)
    assert denied_deeds(story, places(story), WORDNET) == expected


OUT_OF = "the/DET>2:det {0}/NOUN>6:nsubj is/AUX>6:cop {1} of/ADP>6:case power/NOUN"
NOT_OUT = OUT_OF.replace(">6:", ">7:").format("{0}", "not/PART>7:advmod out/ADP>7:case")
NOT_QUITE = (
    "the/DET>2:det tug/NOUN>8:nsubj is/AUX>8:cop not/PART>8:advmod entirely/ADV>8:advmod "
    "out/ADP>8:case of/ADP>8:case power/NOUN"
)
LOST = "the/DET>2:det {}/NOUN>3:nsubj lost/lose/VERB {}/NOUN>3:obj"
LOST_OF = (
    "crews/crew/NOUN>2:nsubj lost/lose/VERB power/NOUN>2:obj of/ADP>6:case the/DET>6:det "
    "{}/NOUN>3:nmod"
)
IN_ORDER = "the/DET>2:det lift/NOUN>5:nsubj is/AUX>5:cop in/ADP>5:case order/NOUN"
NOT_IN_ORDER = (
    "the/DET>2:det lift/NOUN>6:nsubj is/AUX>6:cop not/PART>6:advmod in/ADP>6:case order/NOUN"
)
AT_ORDER = IN_ORDER.replace("in/ADP", "at/ADP")


@pytest.mark.parametrize(
    ("denied", "affirmed", "expected"),
    [
        (NOT_OUT.format("tug"), OUT_OF.format("tug", "out/ADP>6:case"), True),
        (NOT_OUT.format("tug"), LOST.format("tug", "power"), True),
        (NOT_OUT.format("tug"), LOST_OF.format("tug"), True),
        (NOT_IN_ORDER, IN_ORDER, True),
        # another thing, another loss, not quite so, another preposition, neither denied
        (NOT_OUT.format("tug"), LOST.format("ferry", "power"), False),
        (NOT_OUT.format("tug"), LOST.format("tug", "contact"), False),
        (NOT_QUITE, OUT_OF.format("tug", "out/ADP>6:case"), False),
        (NOT_IN_ORDER, AT_ORDER, False),
        (OUT_OF.format("tug", "out/ADP>6:case"), LOST.format("tug", "power"), False),
    ],
)
def test_what_a_thing_is_said_to_be_or_to_have_lost(denied, affirmed, expected):
    story = [side(denied), side(affirmed, doc_id="d2")]
    assert denied_deeds(story, places(story), WORDNET) == ({(0, 1)} if expected else set())
    assert bool(list(polarity.compare(*story, TIED))) == expected


def test_a_subject_is_shared_by_the_verbs_after_it():
    shared = (
        "keepers/keeper/NOUN>2:nsubj jumped/jump/VERB and/CCONJ>5:cc were/AUX>5:aux:pass "
        "treated/treat/VERB>2:conj for/ADP>7:case injuries/injury/NOUN>5:obl"
    )
    story = [side(NO_ONE_HURT), side(shared, doc_id="d2")]
    assert denied_deeds(story, places(story), WORDNET) == {(0, 1)}
    own = shared.replace("were/AUX>5:aux:pass", "doctors/doctor/NOUN>5:nsubj").replace(
        "for/ADP>7:case injuries/injury/NOUN>5:obl", "fees/fee/NOUN>5:obj"
    )
    story = [side(NO_ONE_HURT), side(own, doc_id="d2")]
    assert denied_deeds(story, places(story), WORDNET) == set()
