"""Two sides that name somebody or something → the conflicts about who or what it was."""

import dataclasses

import pytest

from crosscheck.consistency.comparers import entity
from crosscheck.consistency.comparers.base import Conflict, near_copy
from tests.consistency.comparers.calling import CONTEXT, called, in_copies
from tests.docs import entity as entity_row
from tests.docs import quantity as amount
from tests.docs import side
from tests.docs import time as moment


def test_a_name_that_replaces_another():
    first = {"e1": entity_row("e1", "Norbury", "GPE"), "e3": entity_row("e3", "Holt")}
    second = {"e2": entity_row("e2", "Sutton", "GPE"), "e3": entity_row("e3", "Holt")}
    a = side("Holt/PROPN opened/open/VERB a/DET school/NOUN in/ADP Norbury/PROPN", entities=first)
    b = side(
        "Holt/PROPN opened/open/VERB a/DET school/NOUN in/ADP Sutton/PROPN",
        doc_id="d2",
        entities=second,
    )
    assert called(entity, a, b) == [("hard", "Norbury ≠ Sutton")]


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [
        (
            "Holt/PROPN>2:nsubj opened/open/VERB Sutton/PROPN>4:compound school/NOUN>2:obj",
            "Holt/PROPN>2:nsubj opened/open/VERB Norbury/PROPN>4:compound school/NOUN>2:obj",
            1,
        ),
        # there may be others beside them
        (
            "Holt/PROPN>2:nsubj starred/star/VERB in/ADP>7:case big/ADJ>7:amod loud/ADJ>7:amod"
            " Sutton/PROPN>7:compound films/film/NOUN>2:obl",
            "she/PRON>2:nsubj starred/star/VERB in/ADP>7:case old/ADJ>7:amod blue/ADJ>7:amod"
            " Norbury/PROPN>7:compound films/film/NOUN>2:obl of/ADP>9:case war/NOUN>7:nmod",
            0,
        ),
        # and told both
        (
            "Holt/PROPN>2:nsubj told/tell/VERB Sutton/PROPN>2:iobj",
            "Holt/PROPN>2:nsubj told/tell/VERB Norbury/PROPN>2:iobj",
            0,
        ),
    ],
)
def test_a_name_at_one_place_of_several(first, second, expected):
    known = {"e3": entity_row("e3", "Holt")}
    a = side(first, entities=known | {"e1": entity_row("e1", "Sutton", "ORG")})
    b = side(second, doc_id="d2", entities=known | {"e2": entity_row("e2", "Norbury", "ORG")})
    assert len(called(entity, a, b)) == expected


ASKED = "the/DET>2:det {}/NOUN>3:nsubj {}/VERB the/DET>5:det {}/NOUN>3:{}"


@pytest.mark.parametrize(
    ("verb", "first", "second", "relation", "expected"),
    [
        ("asked/ask", "town", "state", "obj", ["the town asked ≠ the state asked"]),
        ("asked/ask", "town", "state", "iobj", ["the town asked ≠ the state asked"]),
        ("asked/ask", "state", "town", "obj", []),
        ("asked/ask", "town", "king", "obj", []),
        ("met/meet", "town", "state", "obj", []),
    ],
)
def test_who_did_it_and_to_whom_the_other_way_round(verb, first, second, relation, expected):
    a = side(ASKED.format("town", verb, "state", relation))
    told = ASKED.format(
        *(("town", verb, "state") if first == "state" else (second, verb, first)), "obj"
    )
    b = side(told, doc_id="d2")
    assert [explanation for _, explanation in called(entity, a, b)] == expected


def test_the_other_way_round_on_another_day():
    day = [moment(f"May {n}", (2021, 5, n), (2021, 5, n + 1)) for n in (3, 9)]
    a = side(ASKED.format("town", "beat/beat", "state", "obj"), times=day[:1])
    b = side(ASKED.format("state", "beat/beat", "town", "obj"), doc_id="d2", times=day[1:])
    assert called(entity, a, b) == []
    assert called(entity, a, dataclasses.replace(b, times=())) != []


@pytest.mark.parametrize(("other", "expected"), [("Norwick", 1), ("Sutton", 0)])
def test_a_document_that_has_both_names_may_have_mistaken_one(other, expected):
    at = "at/ADP>3:case events/event/NOUN>1:obl in/ADP>5:case {}/PROPN>3:nmod"
    more = "sang/sing/VERB " + at + " with/ADP>7:case flutes/flute/NOUN>1:obl today/ADV"
    sides = [
        side(told.format(name), doc_id=name, entities={name: entity_row(name, name, "GPE")})
        for told, name in (("spoke/speak/VERB " + at, "Norfick"), (more, other))
    ]
    assert len(called(entity, *sides)) == 1
    sides[1].document["raw_text"] += ". Norfick"
    assert len(called(entity, *sides)) == expected


def test_another_name_for_the_same_entity_is_no_conflict():
    both = {"e1": entity_row("e1", "Norbury", "GPE") | {"aliases": ["Norbury", "Nordham"]}}
    a = side("Holt/PROPN opened/open/VERB a/DET school/NOUN in/ADP Norbury/PROPN", entities=both)
    b = side(
        "Holt/PROPN opened/open/VERB a/DET school/NOUN in/ADP Nordham/PROPN",
        doc_id="d2",
        entities=both,
    )
    assert called(entity, a, b) == []


FIRE = "the/DET>2:det fire/NOUN>4:nsubj {0} spread/VERB in/ADP>6:case {1}/PROPN>4:obl"


def fires(*names):
    """A fire that spread at one place, as two documents tell it, and the places' entities."""
    places = [{f"e{n}": entity_row(f"e{n}", name, "GPE")} for n, name in enumerate(names)]
    a = side(FIRE.format("quickly/ADV>4:advmod", names[0]), entities=places[0])
    b = side(FIRE.format("later/ADV>4:advmod", names[1]), entities=places[1], doc_id="d2")
    return a, b, places


def test_names_at_the_same_place_of_one_event():
    a, b, (first, second) = fires("Sutton", "Sulton")
    assert called(entity, a, b) == [("soft", "Sutton ≠ Sulton (spelled otherwise)")]
    both = side(
        FIRE.format("later/ADV>4:advmod", "Sulton") + " ,/PUNCT Sutton/PROPN>6:conj",
        entities=first | second,
        doc_id="d2",
    )
    assert called(entity, a, both) == []


def test_names_at_the_place_of_one_event_on_days_far_apart():
    apart = dataclasses.replace(CONTEXT, apart=True)
    a, b, _ = fires("Sutton", "Welby")
    assert [c.explanation for c in entity.compare(a, b, CONTEXT)] == ["Sutton ≠ Welby"]
    assert list(entity.compare(a, b, apart)) == []  # another fire
    a, b, _ = fires("Sutton", "Sulton")
    assert len(list(entity.compare(a, b, apart))) == 1


@pytest.mark.parametrize(("label", "number"), [("GPE", 1), ("ORG", 0)])
def test_bodies_before_a_noun_tell_whose_it_is(label, number):
    told = "the/DET {}/PROPN>3:compound poll/NOUN>4:nsubj asked/ask/VERB {}/NOUN>4:obj"
    a, b = (
        side(told.format(name, whom), doc_id=name, entities={name: entity_row(name, name, label)})
        for name, whom in (("Sutton", "voters"), ("Welby", "people"))
    )
    assert len(called(entity, a, b)) == number


@pytest.mark.parametrize(
    ("told", "number"),
    [
        ("told/tell/VERB reporters/reporter/NOUN>2:obj", 0),
        ("told/tell/VERB reporters/reporter/NOUN>2:iobj", 0),
        ("sank/sink/VERB boats/boat/NOUN>2:obj", 1),
    ],
)
def test_everybody_told_reporters_something(told, number):
    a, b = (
        side(f"{who}/PROPN>2:nsubj {told}", entities={who: entity_row(who, who)}, doc_id=who)
        for who in ("Lund", "Holt")
    )
    assert len(called(entity, a, b)) == number


@pytest.mark.parametrize("short", ["Mass.", "R-Mass."])
def test_an_abbreviated_name_is_no_other_name(short):
    a, b, _ = fires("Massachusetts", short)
    assert called(entity, a, b) == []


@pytest.mark.parametrize(
    ("full", "name", "number"),
    [
        ("Lennart", "Lenny", 0),
        ("Lennart", "Holger", 1),
        ("Airways", "Air", 0),
        ("Lennart", "Lennartson", 1),
        ("Nigeria", "Niger", 1),
    ],
)
def test_a_short_form_is_no_other_name(full, name, number):
    told = "{}/PROPN>2:nsubj opened/open/VERB a/DET>4:det school/NOUN>2:obj"
    label = "PERSON" if full == "Lennart" else "ORG"
    a, b = (
        side(told.format(who), entities={who: entity_row(who, who, label)}, doc_id=who)
        for who in (full, name)
    )
    assert len(called(entity, a, b)) == number


def test_a_word_that_only_begins_a_sentence_is_no_name():
    told = "{} praised/praise/VERB old/ADJ>4:amod friends/friend/NOUN>2:obj of/ADP>6:case it/PRON"
    known = {"e1": entity_row("e1", "Lund")}
    a = side(told.format("Lund/PROPN>2:nsubj"), entities=known)
    assert in_copies(entity, a, side(told.format("Holt/PROPN>2:nsubj"), doc_id="d2"))
    assert in_copies(entity, a, side(told.format("One/PRON>2:nsubj"), doc_id="d2")) == []


@pytest.mark.parametrize(("negator", "number"), [("soon", 1), ("never", 0)])
def test_what_happened_to_neither(negator, number):
    told = "the/DET>3:det {}/ADJ>3:amod fire/NOUN>6:nsubj {}/ADV>6:advmod {}/ADV>6:advmod "
    told += "reached/reach/VERB {}/PROPN>6:obj"
    a, b = (
        side(
            told.format(size, when, negator, name),
            entities={name: entity_row(name, name, "GPE")},
            doc_id=name,
        )
        for name, size, when in (("Sutton", "huge", "then"), ("Norbury", "dry", "later"))
    )
    assert len(called(entity, a, b)) == number


def test_a_place_within_the_other():
    a, b, _ = fires("Sutton", "Wendshire")
    assert called(entity, a, b) == [("hard", "Sutton ≠ Wendshire")]
    b.document["raw_text"] += " It began in Sutton, in the county of Wendshire."
    assert called(entity, a, b) == []
    a, b, _ = fires("Wendbury", "Ohio")
    assert called(entity, a, b) == []
    a, b, _ = fires("Texas", "Ohio")
    assert called(entity, a, b) == [("hard", "Texas ≠ Ohio")]


def test_two_lines_of_a_record():
    told = "{}/PROPN>2:nsubj scored/score/VERB {}/NUM>4:nummod goals/goal/NOUN>2:obj today/NOUN>2"
    first = {"e1": entity_row("e1", "Lund")}
    second = {"e2": entity_row("e2", "Holt")}
    nine, four = (
        {"quantities": [amount(word, n, counted_lemma="goal")]}
        for word, n in (("nine", 9), ("four", 4))
    )
    a = side(told.format("Lund", "nine"), entities=first, **nine)
    b = side(told.format("Holt", "nine"), entities=second, doc_id="d2", **nine)
    assert called(entity, a, b) == [("hard", "Lund ≠ Holt")]
    b = side(told.format("Holt", "four"), entities=second, doc_id="d2", **four)
    assert called(entity, a, b) == []


@pytest.mark.parametrize(
    ("owner", "first", "number"),
    [
        ("owner", "Lund/PROPN", 1),
        # a name with its initials in the other sentence
        ("XY", "Wend/PROPN Mills/PROPN", 1),
        ("WM", "Wend/PROPN Mills/PROPN", 0),
    ],
)
def test_what_is_one_name_in_near_copies(owner, first, number):
    told = f"the/DET old/ADJ {owner}/NOUN praised/praise/VERB the/DET busy/ADJ yard/NOUN of/ADP"
    a, b = side(f"{told} {first}"), side(f"{told} Holt/PROPN", doc_id="d2")
    assert len(in_copies(entity, a, b)) == number


def test_a_headline_s_capitals_are_no_names():
    told = "Keepers/NOUN Praise/praise/VERB Old/ADJ Yard/NOUN By/ADP The/DET Bay/NOUN Of/ADP {}"
    known = {"e2": entity_row("e2", "Holt")}
    for kind, number in (("title", 0), ("statement", 1)):
        a = side(told.format("Lund/PROPN"), kind=kind)
        b = side(told.format("Holt/PROPN"), kind=kind, entities=known, doc_id="d2")
        assert len(in_copies(entity, a, b)) == number


def test_known_names_replace_each_other_whatever_they_were_tagged_as():
    told = "{}/NOUN>2:nsubj left/leave/VERB the/DET>5:det old/ADJ>5:amod harbour/NOUN>2:obj"
    first = {"e1": entity_row("e1", "Lund")}
    second = {"e2": entity_row("e2", "Holt")}
    a = side(told.format("Lund") + " Holtian/ADJ>5:amod", entities=first)
    b = side(told.format("Holt") + " Holtian/ADJ>5:amod", entities=second, doc_id="d2")
    _, words = near_copy(a, b)
    context = dataclasses.replace(CONTEXT, copy=words)
    found = [x.explanation for x in entity.compare(a, b, context)]
    assert found == ["Lund ≠ Holt"]


def test_a_name_that_stands_twice_and_is_replaced_once():
    told = "{0}/PROPN>2:nsubj praised/praise/VERB Lund/PROPN>4:nmod friends/friend/NOUN>2:obj"
    both = {"e1": entity_row("e1", "Lund"), "e2": entity_row("e2", "Holt")}
    a = side(told.format("Lund"), entities={"e1": both["e1"]})
    b = side(told.format("Holt"), entities=both, doc_id="d2")
    _, words = near_copy(a, b)
    context = dataclasses.replace(CONTEXT, copy=words)
    assert [x.explanation for x in entity.compare(a, b, context)] == ["Lund ≠ Holt"]


@pytest.mark.parametrize(("apart", "number"), [(False, 1), (True, 0)])
def test_a_name_at_the_same_place_of_another_days_news(apart, number):
    told = "council/NOUN>2:compound speaker/NOUN>3:nmod {}/PROPN>4:nsubj left/leave/VERB"
    a, b = (
        side(told.format(who), doc_id=who, entities={who: entity_row(who, who)})
        for who in ("Lund", "Holt")
    )
    context = dataclasses.replace(CONTEXT, apart=apart)
    assert len([c for c in entity.compare(a, b, context) if isinstance(c, Conflict)]) == number
