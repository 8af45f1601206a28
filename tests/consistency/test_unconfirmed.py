"""What a sentence says is yet to be confirmed, and what tells it as a fact."""

import pytest

from crosscheck.consistency.events import events
from crosscheck.consistency.unconfirmed import told_as_fact, unconfirmed
from tests.consistency.comparers.calling import WORDNET
from tests.docs import side

NOT_YET = (
    "The/DET>2:det miner/NOUN>4:nmod:poss 's/PART>2:case rescue/NOUN>7:nsubj:pass"
    " was/be/AUX>7:aux:pass not/PART>7:advmod verified/verify/VERB"
)
IF_SO = (
    "If/if/SCONJ>5:mark the/DET>3:det rescue/NOUN>5:nsubj:pass is/be/AUX>5:aux:pass"
    " confirmed/confirm/VERB>6:advcl rejoice/VERB"
)
THAT_IF_SO = (
    "a/DET>2:det rescue/NOUN that/PRON>7:nsubj if/SCONJ>5:mark confirmed/confirm/VERB>7:advcl"
    " would/AUX>7:aux help/VERB>2:acl:relcl"
)
NEEDED = (
    "Proof/NOUN>3:nsubj:pass is/be/AUX>3:aux:pass needed/need/VERB to/PART>5:mark"
    " confirm/VERB>3:xcomp the/DET>7:det rescue/NOUN>5:obj"
)
YET = (
    "The/DET>2:det rescue/NOUN>3:nsubj has/have/VERB yet/ADV>3:advmod to/PART>7:mark"
    " be/AUX>7:aux:pass verified/verify/VERB>3:xcomp"
)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(NOT_YET, ["rescue"], id="nobody has"),
        pytest.param(YET, ["rescue"], id="yet to be"),
        pytest.param(
            "The/DET>2:det rescue/NOUN>7:nsubj:pass is/be/AUX>7:aux:pass yet/ADV>7:advmod"
            " to/PART>7:mark be/AUX>7:aux:pass verified/verify/VERB",
            ["rescue"],
            id="is yet to be",
        ),
        pytest.param(YET.replace("yet/", "then/"), [], id="had to be"),
        pytest.param(
            "Holt/PROPN>2:nsubj has/have/VERB yet/ADV>2:advmod to/PART>5:mark"
            " verify/VERB>2:xcomp the/DET>7:det rescue/NOUN>5:obj",
            [],
            id="who has yet to may have nothing to say",
        ),
        pytest.param(IF_SO, ["rescue"], id="if it is"),
        pytest.param(THAT_IF_SO, ["rescue"], id="a relative clause"),
        pytest.param(NEEDED, ["rescue"], id="needed to"),
        pytest.param(NOT_YET.replace("not/PART", "since/ADV"), [], id="somebody has"),
        pytest.param(NOT_YET.replace("was/be/AUX>7:aux:pass", "will/AUX>7:aux"), [], id="foretold"),
        pytest.param(NOT_YET.replace("verified/verify", "praised/praise"), [], id="another verb"),
        pytest.param(NOT_YET.replace("rescue/NOUN", "she/PRON"), [], id="no noun"),
        pytest.param(
            "Holt/PROPN>4:nsubj did/do/AUX>4:aux not/PART>4:advmod confirm/VERB"
            " the/DET>6:det rescue/NOUN>4:obj",
            [],
            id="who does not may have nothing to say",
        ),
        pytest.param(
            "They/they/PRON>2:nsubj ask/VERB if/SCONJ>7:mark the/DET>5:det rescue/NOUN>7:nsubj:pass"
            " was/be/AUX>7:aux:pass confirmed/confirm/VERB>2:ccomp",
            [],
            id="a question",
        ),
    ],
)
def test_what_is_yet_to_be_confirmed(text, expected):
    assert [x.noun["lemma"] for x in unconfirmed(side(text))] == expected


FACT = "Divers/diver/NOUN>2:nsubj rescued/rescue/VERB a/DET>4:det miner/NOUN>2:obj"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(FACT, True, id="told as a fact"),
        pytest.param(FACT.replace("rescued/rescue", "saved/save"), True, id="a verb near it"),
        pytest.param(FACT.replace("rescued/rescue", "hired/hire"), False, id="another deed"),
        pytest.param(FACT.replace("rescued/rescue", "took/take"), False, id="any deed"),
        pytest.param(FACT.replace("miner/NOUN", "ferry/NOUN"), False, id="of another"),
        pytest.param(FACT.replace("miner/NOUN", "them/they/PRON"), False, id="of whom?"),
        pytest.param(FACT.replace("a/DET>4:det", "no/DET>4:det"), False, id="denied"),
        pytest.param(FACT.replace("a/DET>4:det", "may/AUX>2:aux"), False, id="not sure"),
        pytest.param(FACT.replace("a/DET>4:det", "only/ADV>2:advmod"), False, id="in one way"),
        pytest.param(
            "Holt/PROPN>2:nsubj says/say/VERB divers/diver/NOUN>4:nsubj"
            " rescued/rescue/VERB>2:ccomp a/DET>6:det miner/NOUN>4:obj",
            False,
            id="a source says so",
        ),
    ],
)
def test_what_tells_it_as_a_fact(text, expected):
    a, b = side(NOT_YET), side(text, doc_id="d2")
    (x,) = unconfirmed(a)
    assert any(told_as_fact(x, a, y, b, WORDNET) for y in events(b)) == expected
