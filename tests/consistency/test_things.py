"""Two sides → is it another thing of one kind that has a role in one event?"""

import dataclasses

import pytest

from crosscheck.consistency.things import another_thing, things
from tests.consistency.comparers.calling import WORDNET
from tests.docs import side, time

INTO = "{who}/{pos}>2:nsubj {verb}/VERB a/DET>4:det {what}/NOUN>2:obj into/ADP>7:case {last}"
THE_GATE = "the/DET>7:det gate/NOUN>2:obl"


def ram(what="tractor", who="sailor/NOUN", verb="rammed/ram", last=THE_GATE, doc_id="d1"):
    who, pos = who.split("/")
    text = INTO.format(who=who, pos=pos, verb=verb, what=what, last=last)
    return side(text, doc_id=doc_id)


def others(a, b):
    return [
        (x.word["text"], y.word["text"])
        for x in things(a)
        for y in things(b)
        if another_thing(x, a, y, b, WORDNET)
    ]


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ({"what": "van"}, True),
        ({"what": "van", "verb": "crashed/crash"}, True),
        # another kind, the same under another name, several or no thing of a kind
        ({"what": "ferry"}, False),
        ({"what": "vans/van"}, False),
        ({"what": "vehicle"}, False),
        # another event
        ({"what": "van", "verb": "told/tell"}, False),
        ({"what": "van", "verb": "painted/paint"}, False),
        ({"what": "van", "last": "the/DET>7:det hedge/NOUN>2:obl"}, False),
        ({"what": "van", "who": "Holt/PROPN"}, True),
    ],
)
def test_another_thing_of_a_kind(given, expected):
    a, b = ram(), ram(**given, doc_id="d2")
    assert others(a, b) == [("tractor", "van")] * expected
    assert others(b, a) == [("van", "tractor")] * expected


def test_one_thing_under_two_names():
    assert others(ram("truck"), ram("lorry", doc_id="d2")) == []
    assert others(ram("truck"), ram("van", doc_id="d2")) == [("truck", "van")]


def test_that_somebody_took_part_in_both_does_not_make_them_one():
    clerk = "the/DET>7:det clerk/NOUN>2:obl"
    assert others(ram(last=clerk), ram("van", last=clerk, doc_id="d2")) == []


NUMBERED = "sailors/sailor/NOUN>2:nsubj rammed/ram/VERB a/DET>4:det {}/NOUN>2:obj into/ADP>8:case "
NUMBERED += "the/DET>8:det {}/ADJ>8:amod gate/NOUN>2:obl"


def test_other_doers_and_gates():
    a, b = ram(who="Lund/PROPN"), ram("van", who="Holt/PROPN", doc_id="d2")
    assert others(a, b) == []
    a, second, third = (
        side(NUMBERED.format(what, number), doc_id=f"d{n}")
        for n, (what, number) in enumerate(
            (("tractor", "second"), ("van", "second"), ("van", "third"))
        )
    )
    assert others(a, second) == [("tractor", "van")]
    assert others(a, third) == []


def test_other_days():
    a, b = (ram(what, doc_id=what) for what in ("tractor", "van"))
    a = dataclasses.replace(a, times=(time("Monday", (2024, 3, 4), (2024, 3, 5)),))
    b = dataclasses.replace(b, times=(time("Tuesday", (2024, 3, 5), (2024, 3, 6)),))
    assert others(a, b) == []
    assert others(a, dataclasses.replace(b, times=a.times)) == [("tractor", "van")]


def test_verbs_that_go_with_anything():
    a, b = ram(verb="took/take"), ram("van", verb="took/take", doc_id="d2")
    assert others(a, b) == []


def test_what_was_denied():
    denied = "sailors/sailor/NOUN>4:nsubj did/AUX>4:aux not/PART>4:advmod ram/VERB "
    denied += "a/DET>6:det van/NOUN>4:obj into/ADP>9:case the/DET>9:det gate/NOUN>4:obl"
    assert others(ram(), side(denied, doc_id="d2")) == []


def test_other_roles():
    hit = (
        "the/DET>2:det {}/NOUN>3:nsubj rammed/ram/VERB it/PRON>3:obj into/ADP>7:case the/DET>7:det "
    )
    hit += "gate/NOUN>3:obl"
    assert others(ram(who="it/PRON"), side(hit.format("van"), doc_id="d2")) == []
    a, b = side(hit.format("tractor")), side(hit.format("van"), doc_id="d2")
    assert others(a, b) == [("tractor", "van")]


@pytest.mark.parametrize("word", ["another/DET>4:det", "a/DET>4:det"])
def test_another_of_several(word):
    b = ram("van", doc_id="d2")
    a = side(
        f"sailor/NOUN>2:nsubj rammed/ram/VERB {word} tractor/NOUN>2:obj into/ADP>7:case {THE_GATE}"
    )
    assert bool(others(a, b)) is word.startswith("a/")


def also(one, words):
    """A side whose document goes on."""
    text = {"raw_text": f"{one.document['raw_text']}. {words}"}
    return dataclasses.replace(one, document=one.document | text)


def test_only_one_of_two_documents_may_have_both_words():
    a, b = ram(), ram("van", doc_id="d2")
    assert others(also(a, "Vans were stopped."), b) == [("tractor", "van")]
    assert others(also(a, "Vans were stopped."), also(b, "A tractor was near.")) == []


def test_a_sentence_that_has_both_words():
    both = ram("van", last=f"{THE_GATE} near/ADP>9:case tractor/NOUN>2:obl", doc_id="d2")
    assert others(ram(), both) == []


BOMB = "a/DET>4:det strong/ADJ>4:amod {what}/NOUN>4:compound {deed}/NOUN>8:nsubj at/ADP>7:case "
BOMB += "the/DET>7:det gate/NOUN>4:nmod hurt/VERB eight/NUM>8:obj"


@pytest.mark.parametrize(
    ("deed", "verb", "expected"),
    [
        ("bombing", "rammed/ram", True),
        ("bomb", "exploded/explode", True),
        ("service", "rammed/ram", False),
        ("bombing", "parked/park", False),
    ],
)
def test_what_an_attack_is_made_with(deed, verb, expected):
    a = side(BOMB.format(what="tractor", deed=deed))
    b = ram("van", verb=verb, doc_id="d2")
    assert others(a, b) == [("tractor", "van")] * expected


def test_who_a_pronoun_stands_for_is_not_sure_enough():
    text = "she/PRON>2:nsubj crossed/cross/VERB the/DET>4:det {}/NOUN>2:obj"
    she = [{"role": "subject", "start": 0, "end": 3, "head": "she", "entity_id": "s1/lund"}]
    a, b = side(text.format("river"), arguments=she), side(text.format("lake"), arguments=she)
    assert others(a, b) == []
