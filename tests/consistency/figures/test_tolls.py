"""How many were killed or hurt, told by a verb, a noun or an adjective."""

import dataclasses
from datetime import UTC, datetime

import pytest

from crosscheck.consistency.comparers import quantity
from crosscheck.consistency.comparers.base import Conflict, Context, Doubt
from crosscheck.consistency.figures.tolls import of_some, toll
from crosscheck.consistency.utterances.utterance import Limits
from crosscheck.language.wordnet import WordNet
from tests.docs import entity, side
from tests.docs import quantity as amount

DEATHS = "three/NUM>2:nummod deaths/death/NOUN>3:nsubj shocked/shock/VERB all/PRON"
DEAD = "left/leave/VERB three/NUM>3:nummod people/people/NOUN>1:obj dead/ADJ>3:amod"
KILLER = "Three/NUM>2:nummod people/people/NOUN>3:nsubj killed/kill/VERB him/PRON>3:obj"
HURT = "Twelve/NUM>2:nummod people/people/NOUN>4:nsubj:pass were/AUX>4:aux hurt/hurt/VERB"
INJURED = "the/DET>2:det blast/NOUN>3:nsubj injured/injure/VERB fourteen/NUM>3:obj"
KILLED = "the/DET>2:det blast/NOUN>3:nsubj killed/kill/VERB three/NUM>5:nummod people/NOUN>3:obj"
BOUNDED = (
    "At/at/ADP>2:case least/least/ADJ>3:nmod two/NUM>4:nummod people/people/NOUN>5:nsubj:pass "
    "hurt/hurt/VERB"
)
MANY_HURT = "two/NUM>4:nummod people/people/NOUN>5:nsubj:pass hurt/hurt/VERB"
TREATED = (
    "Twelve/NUM>2:nummod people/people/NOUN>3:nsubj:pass xed/{verb}/VERB for/ADP>5:case "
    "injuries/injury/NOUN>3:obl"
)
LEFT = (
    "it/PRON>2:nsubj left/leave/VERB three/NUM>4:nummod people/people/NOUN>2:obj dead/ADJ>2:xcomp"
)
TAKEN = (
    "Twelve/NUM>2:nummod {who}/NOUN>3:nsubj:pass rushed/rush/VERB to/ADP>5:case "
    "hospital/NOUN>3:obl {where}"
)
OF_PEOPLE = (
    "a/DET>2:det total/NOUN>6:nsubj of/ADP>5:case 14/NUM>5:nummod people/people/NOUN>2:nmod "
    "died/die/VERB"
)
TOTAL = "a/DET>2:det total/NOUN>5:nsubj of/ADP>4:case 14/NUM>2:nmod died/die/VERB"


CONTEXT = Context(score=0.8, wordnet=WordNet([]), unique=True, limits=Limits(9.0, 12))


def called(a, b):
    found = quantity.compare(a, b, CONTEXT)
    return [(c.severity, c.explanation) for c in found if isinstance(c, Conflict)]


def claim(text, number, counted, doc_id="d1"):
    word = next(w for w in text.split() if "/NUM" in w).split("/")[0]
    plain = " ".join(w.split("/")[0] for w in text.split())
    start = plain.index(word)
    row = amount(word, number, counted_lemma=counted) | {"start": start, "end": start + len(word)}
    return side(text, doc_id=doc_id, quantities=[row])


@pytest.mark.parametrize(
    ("text", "counted", "expected"),
    [
        (HURT, "people", "injuries"),
        (INJURED, None, "injuries"),
        (KILLED, "people", "deaths"),
        ("Three/NUM>2:nsubj died/die/VERB", None, "deaths"),
        (DEATHS, "death", "deaths"),
        (DEAD, "people", "deaths"),
        # a title's parse; a state; what doctors treat
        ("Tram/NOUN derails/derail/VERB 14/NUM>4:dep hurt/hurt/VERB>2:parataxis", None, "injuries"),
        (
            "Twelve/NUM>2:obl:unmarked hurt/hurt/ADJ as/ADP tram/NOUN derails/derail/NOUN",
            None,
            "injuries",
        ),
        ("Twelve/NUM boats/boat/NOUN hurt/hurt/VERB him/PRON", None, None),
        ("Three/NUM>2:nummod people/people/NOUN>3:nsubj dead/dead/ADJ", "people", "deaths"),
        (TREATED.format(verb="treat"), "people", "injuries"),
        (TREATED.format(verb="question"), "people", None),
        (LEFT, "people", "deaths"),
        (TAKEN.format(who="people/people", where=""), "people", "patients"),
        (TAKEN.format(who="injured/injured", where=""), "injured", "injuries"),
        # those in one house are only some; of a total it is told what befell it
        (TAKEN.format(who="people/people", where="Wend/PROPN>5:compound"), "people", None),
        (TOTAL, None, "deaths"),
        (OF_PEOPLE, "people", "deaths"),
        # who kills is not killed; soldiers are some of the dead
        (KILLER, "people", None),
        (HURT.replace("people/people", "soldiers/soldier"), "soldier", None),
        (HURT.replace("hurt/hurt", "saved/save"), "people", None),
    ],
)
def test_of_what_it_is_the_toll(text, counted, expected):
    (row,) = claim(text, 3, counted).quantities
    assert toll(row, claim(text, 3, counted)) == expected


@pytest.mark.parametrize(
    ("other", "counted", "expected"),
    [
        ("soldiers/soldier", "soldier", [("hard", "30 ≠ 32")]),
        ("divers/diver", "diver", []),
    ],
)
def test_tolls_of_those_of_one_kind(other, counted, expected):
    blast = "the/DET>2:det blast/NOUN>3:nsubj "
    one = blast + "killed/kill/VERB 30/NUM>5:nummod soldiers/soldier/NOUN>3:obj"
    two = blast + f"left/leave/VERB 32/NUM>5:nummod {other}/NOUN>3:obj dead/ADJ>3:xcomp"
    assert called(claim(one, 30, "soldier"), claim(two, 32, counted, "d2")) == expected


def test_a_figure_that_is_not_round_is_no_bound():
    text = MANY_HURT.replace("two", "{}").replace(">4", ">2").replace(">5", ">3")
    first, second = claim(text.format(63), 63, "people"), claim(text.format(63), 63, "people", "d2")
    first.quantities[0].update(bound="more_than", high=None)
    assert called(first, second) == [("soft", "more than 63 ≠ 63")]
    for row in (first.quantities[0], second.quantities[0]):
        row.update(low=60)
    second.quantities[0].update(high=60)
    assert called(first, second) == []


def test_a_dozen_is_a_number():
    text = "a/DET>2:det dozen/NOUN>3:compound people/NOUN>4:nsubj:pass hurt/hurt/VERB"
    row = amount("a dozen", 12, counted_lemma="people") | {"start": 0, "end": 7}
    assert toll(row, side(text, quantities=[row])) == "injuries"


@pytest.mark.parametrize(
    ("text", "counted", "expected"),
    [
        (HURT, "people", False),
        ("two/NUM>5:nsubj of/ADP>3:case them/PRON>1:nmod were/AUX>5:aux hurt/VERB", None, True),
        (HURT.replace("4:nsubj:pass", "4:nsubj:pass more/ADJ>2:amod"), "people", True),
        ("two/NUM>3:nsubj badly/ADV>3:advmod hurt/hurt/VERB", None, True),
        # bounds, hearsay, and all of them
        (BOUNDED, "people", False),
        (f"More/more/ADJ>3:advmod than/than/ADP>1:fixed {MANY_HURT}", "people", False),
        ("two/NUM>3:nsubj reportedly/ADV>3:advmod died/die/VERB", None, False),
        (f"Nearly/ADV>2:advmod {MANY_HURT.replace('>4', '>3').replace('>5', '>4')}", "people",
         False),
        ("two/NUM>4:nsubj of/ADP>3:case people/people/NOUN>1:nmod hurt/VERB", "people", False),
        # the adverb is of another verb
        ("two/NUM>2:nsubj hurt/hurt/VERB when/ADV>5:advmod it/PRON suddenly/ADV>2:advmod", None,
         False),
    ],
)  # fmt: skip
def test_a_toll_of_some_of_them(text, counted, expected):
    a = claim(text, 2, counted)
    assert of_some(a.quantities[0], a) == expected


def test_tolls_are_held_against_each_other():
    a, b = claim(HURT, 12, "people"), claim(INJURED, 14, None, "d2")
    assert called(a, b) == [("hard", "Twelve ≠ fourteen")]
    assert called(a, claim(KILLED, 3, "people", "d2")) == []


def test_tolls_of_other_names_take_a_surer_pair():
    a, b = (
        dataclasses.replace(x, entities={name: entity(name, name)})
        for x, name in ((claim(HURT, 12, "people"), "Wend"), (claim(INJURED, 14, None), "Holt"))
    )
    assert called(a, b)
    unsure = dataclasses.replace(CONTEXT, score=0.4)
    assert not list(quantity.compare(a, b, unsure))
    assert list(quantity.compare(a, b, dataclasses.replace(unsure, tied=frozenset({"figure"}))))


def test_a_toll_may_have_risen_since():
    a, b = claim(HURT, 12, "people"), claim(INJURED, 14, None, "d2")
    hours = [datetime(2021, 5, 3, hour, tzinfo=UTC) for hour in (9, 15)]
    later = [
        dataclasses.replace(x, document={**x.document, "published": hour})
        for x, hour in zip((a, b), hours, strict=True)
    ]
    found = list(quantity.compare(*later, CONTEXT))
    assert found == [Doubt("Twelve may have become fourteen in the time between")]
    fallen = [
        dataclasses.replace(x, document={**x.document, "published": hour})
        for x, hour in zip((a, b), hours[::-1], strict=True)
    ]
    assert called(*fallen) == [("hard", "Twelve ≠ fourteen")]


def test_who_died_did_not_do_it():
    by_fire = (
        "Twelve/NUM>2:nummod people/people/NOUN>4:nsubj:pass were/AUX>4:aux killed/kill/VERB "
        "by/ADP>6:case fire/NOUN>4:obl:agent"
    )
    died = "fourteen/NUM>2:nummod people/people/NOUN>3:nsubj died/die/VERB"
    a, b = claim(by_fire, 12, "people"), claim(died, 14, "people", "d2")
    assert called(a, b) == [("hard", "Twelve ≠ fourteen")]
    flood = claim(by_fire.replace("fire", "mob"), 14, "people", "d2")
    assert called(a, flood) == []
