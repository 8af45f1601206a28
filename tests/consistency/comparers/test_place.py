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


# The crane ship is to wait somewhere, told in three ways.
WAIT = (
    "the/DET>3:det {kind}/NOUN>3:compound {thing}/NOUN>5:nsubj will/AUX>5:aux wait/VERB "
    "in/ADP>9:case the/DET>9:det {sea}/PROPN>9:compound Sea/PROPN>5:obl"
)
MOORED = (
    "crews/crew/NOUN>3:nsubj {will}/AUX>3:aux board/VERB the/DET>6:det {kind}/NOUN>6:compound "
    "{thing}/NOUN>3:obj moored/moor/VERB>{above} in/ADP>11:case the/DET>11:det {sea}/ADJ>11:amod "
    "Sea/PROPN>7:obl"
)
BESIDE = (
    "crews/crew/NOUN>3:nsubj will/AUX>3:aux board/VERB the/DET>5:det {thing}/NOUN>3:obj "
    "in/ADP>9:case the/DET>9:det {sea}/PROPN>9:compound Sea/PROPN>5:nmod"
)
LATER = dataclasses.replace(CONTEXT, apart=True)


def planned(text, sea, doc_id="d1", kind="crane", thing="ship", above="6:acl", will="will"):
    return side(text.format(sea=sea, kind=kind, thing=thing, above=above, will=will), doc_id=doc_id)


@pytest.mark.parametrize("words", ["vast/ADJ>7:amod", "Vast/ADJ>7:amod ,/PUNCT>7:punct"])
def test_adjectives_before_a_name(words):
    n = 7 + len(words.split())
    name = f"{words.replace('>7', f'>{n}')} Black/PROPN>{n}:compound Sea/PROPN>3:obl"
    vast = DOWN.format(n=n, sea=name)
    assert called(fell("Caspian Sea"), side(vast, doc_id="d2")) == [
        ("hard", "Caspian Sea ≠ Black Sea")
    ]


@pytest.mark.parametrize("above", ["6:acl", "3:advcl"])
def test_where_one_thing_is_to_be_is_told_on_other_days(above):
    a = planned(WAIT, "Black")
    b = planned(MOORED, "Caspian", "d2", above=above)
    assert called(a, b, LATER) == [("hard", "Black Sea ≠ Caspian Sea")]
    as_one = planned(BESIDE, "Caspian", "d2", thing="craneship")
    assert called(a, as_one, LATER) == [("hard", "Black Sea ≠ Caspian Sea")]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        # another ship, a ship of any kind, and where it was
        (planned(WAIT, "Black"), planned(WAIT, "Caspian", "d2", kind="hospital")),
        (planned(BESIDE, "Black"), planned(BESIDE, "Caspian", "d2")),
        (planned(WAIT, "Black"), planned(MOORED, "Caspian", "d2", will="did")),
    ],
)
def test_things_of_other_days(one, other):
    assert called(one, other, LATER) == []


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
