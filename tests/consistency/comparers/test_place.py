"""Two sides that say where it was → the conflicts about the place."""

import dataclasses

import pytest

from crosscheck.consistency.comparers import place
from tests.consistency.comparers.calling import CONTEXT
from tests.docs import entity, side

DOWN = "the/DET probe/NOUN>3:nsubj fell/fall/VERB into/ADP>{n}:case the/DET>{n}:det {sea}"


def called(a, b, context=CONTEXT):
    return [(c.severity, c.explanation) for c in place.compare(a, b, context)]


def fell(sea, doc_id="d1"):
    """A claim that the probe fell into some waters, named by one or two words."""
    words = sea.split()
    n = 5 + len(words)
    named = [f"{w}/PROPN>{n}:compound" for w in words[:-1]] + [f"{words[-1]}/PROPN>3:obl"]
    return side(DOWN.format(n=n, sea=" ".join(named)), doc_id=doc_id)


@pytest.mark.parametrize(
    ("one", "other", "number"),
    [
        ("Black Sea", "Caspian Sea", 1),
        ("Pacific Ocean", "Indian Ocean", 1),
        ("Atlantic", "Caspian Sea", 1),
        # one water under two names, or a part of it
        ("Pacific Ocean", "Pacific", 0),
        ("South Pacific", "Pacific Ocean", 0),
        ("Arabian Gulf", "Persian Gulf", 0),
        # no water
        ("Sutton", "Pacific", 0),
        ("Sutton", "Welby", 0),
    ],
)
def test_two_waters(one, other, number):
    a, b = fell(one), fell(other, "d2")
    assert called(a, b) == [("hard", f"{one} ≠ {other}")] * number
    assert called(b, a) == [("hard", f"{other} ≠ {one}")] * number


def test_waters_of_other_events():
    a, b = fell("Black Sea"), fell("Caspian Sea", "d2")
    assert called(a, b, dataclasses.replace(CONTEXT, score=0.2)) == []
    assert called(a, b, dataclasses.replace(CONTEXT, apart=True)) == []
    drill = "a/DET {}/NOUN in/ADP>6:case the/DET>6:det {}/PROPN>6:compound Sea/PROPN>2:nmod"
    a, b = (
        side(drill.format("drill", "Black")),
        side(drill.format("cruise", "Caspian"), doc_id="d2"),
    )
    assert called(a, b) == []
    a, b = (
        side(drill.format("drill", "Black")),
        side(drill.format("drill", "Caspian"), doc_id="d2"),
    )
    assert len(called(a, b)) == 1


def test_a_document_that_names_both_waters_of_the_other():
    a, b = fell("Black Sea"), fell("Caspian Sea", "d2")
    both = {"raw_text": f"{a.text}. The Caspian Sea is far."}
    a = dataclasses.replace(a, document=a.document | both)
    assert len(called(a, b)) == 1
    both = {"raw_text": f"{b.text}. The Black Sea is far."}
    assert called(a, dataclasses.replace(b, document=b.document | both)) == []


def home(town, case="from", region="Ohio", doc_id="d1", **given):
    return side(
        f"a/DET couple/NOUN>7:nsubj {case}/ADP>4:case {town}/PROPN>2:nmod ,/PUNCT {region}/PROPN "
        "won/win/VERB",
        doc_id=doc_id,
        **given,
    )


@pytest.mark.parametrize(
    ("one", "other", "number"),
    [
        (("Dayton",), ("Lima",), 1),
        (("Dayton",), ("Dayton",), 0),
        # other relations, another state, which may have a town of that name, or no state
        (("Dayton",), ("Lima", "in"), 0),
        (("Dayton",), ("Lima", "near"), 0),
        (("Dayton",), ("Lima", "from", "Texas"), 0),
        (("Dayton", "from", "Sunday"), ("Lima", "from", "Sunday"), 0),
    ],
)
def test_two_towns_of_one_state(one, other, number):
    a, b = home(*one), home(*other, doc_id="d2")
    assert len(called(a, b)) == number


def test_whose_name_follows_a_town_is_no_state():
    a, b = home("Dayton"), home("Lima", doc_id="d2")
    for one in (a, b):
        one.document["raw_text"] = one.document["raw_text"].replace("Ohio won", "Ohio's w")
    assert called(a, b) == []


def test_towns_of_two_persons():
    lund, holt = ({key: entity(key, key)} for key in ("Lund", "Holt"))
    assert called(home("Dayton", entities=lund), home("Lima", doc_id="d2", entities=holt)) == []
    assert called(home("Dayton", entities=lund), home("Lima", doc_id="d2")) == []
    assert len(called(home("Dayton", entities=lund), home("Lima", doc_id="d2", entities=lund))) == 1
