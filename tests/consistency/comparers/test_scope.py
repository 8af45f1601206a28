"""Two sides → the conflicts about how many of them, how sure and how often."""

import dataclasses

import pytest

from crosscheck.consistency.comparers import scope
from tests.consistency.comparers.calling import CONTEXT, called, in_copies
from tests.docs import argument, side
from tests.docs import entity as entity_row
from tests.docs import quantity as amount


def test_some_members_are_not_the_body():
    body = entity_row("e1", "Alpine Union", "ORG")
    towns = argument("subject", "state") | {"text": "Several Alpine Union states", "end": 27}
    whole = argument("subject", "union", "e1") | {"text": "The Alpine Union"}
    goods = argument("object", "snowplough")
    a = side(
        "Several/ADJ>4:amod Alpine/PROPN Union/PROPN states/state/NOUN bought/buy/VERB"
        " snowploughs/NOUN",
        arguments=[towns, goods],
        entities={"e1": body},
    )
    b = side(
        "The/DET Alpine/PROPN Union/PROPN bought/buy/VERB snowploughs/NOUN",
        doc_id="d2",
        arguments=[whole, goods],
        entities={"e1": body},
    )
    assert called(scope, a, b) == [("soft", "Several Alpine Union states ≠ The Alpine Union")]


def test_quoted_here_and_stated_there():
    words = "the/DET old/ADJ dam/NOUN cannot/AUX hold/VERB another/DET wet/ADJ winter/NOUN"
    a = side(words, kind="quoted", source_text="Holt")
    b = side(words.replace("another", "one/NUM more").replace("old/ADJ", "aged/ADJ"), doc_id="d2")
    assert in_copies(scope, a, b) == ["quoted from Holt ≠ stated as the outlet's own"]
    assert called(scope, a, b) == [("soft", "quoted from Holt ≠ stated as the outlet's own")]
    assert called(scope, a, dataclasses.replace(b, claim=b.claim | {"polarity": "negative"})) == []
    # what a clause inside cites is not stated as the outlet's own
    whole = dataclasses.replace(b, claim={**b.claim, "source_text": "Lund"})
    short = dataclasses.replace(b, claim={**b.claim, "tokens": b.claim["tokens"][:3]}, outer=b)
    assert called(scope, a, short) == called(scope, a, b)
    assert called(scope, a, dataclasses.replace(short, outer=whole)) == []


@pytest.mark.parametrize(
    ("whole", "expected"),
    [
        ("the/DET>2:det fleet/NOUN>3:nsubj sank/sink/VERB", 1),
        ("half/DET>3:det:predet the/DET>3:det fleet/NOUN>4:nsubj sank/sink/VERB", 0),
        ("a/DET>2:det fleet/NOUN>3:nsubj sank/sink/VERB", 0),
    ],
)
def test_a_part_is_of_a_whole(whole, expected):
    a = side("half/NOUN>5:nsubj of/ADP>4:case the/DET>4:det fleet/NOUN>1:nmod sank/sink/VERB")
    assert len(called(scope, a, side(whole, doc_id="d2"))) == expected


def test_the_place_of_which_a_part_is_hit():
    known = {"e1": entity_row("e1", "Sutton", "GPE")}
    a = side(
        "floods/flood/NOUN>2:nsubj hit/VERB part/NOUN>2:obj of/ADP>6:case"
        " Sutton/PROPN>6:compound island/NOUN>3:nmod",
        entities=known,
    )
    b = side(
        "floods/flood/NOUN>2:nsubj hit/VERB Sutton/PROPN>4:compound island/NOUN>2:obj",
        doc_id="d2",
        entities=known,
    )
    assert called(scope, a, b) == []


def test_what_brackets_hold_is_an_aside():
    told = "crews/crew/NOUN>2:nsubj saved/save/VERB gulls/gull/NOUN>2:obj{} off/ADP Holt/PROPN"
    aside = " (/PUNCT and/CCONJ>6:cc terns/tern/NOUN>3:conj )/PUNCT"
    near = " harbour/NOUN at/ADP noon/NOUN"
    a, b = side(told.format("") + near), side(told.format(aside) + near, doc_id="d2")
    assert in_copies(scope, a, b) == []


BURST = "the/DET>2:det dam/NOUN>4:nsubj {0} burst/VERB this/DET>6:det winter/NOUN>4:obl"


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [
        ("could/AUX>4:aux", "will/AUX>4:aux", [("soft", "could burst ≠ burst (as a fact)")]),
        ("could/AUX>4:aux", "might/AUX>4:aux", []),
        ("has/AUX>4:aux", "will/AUX>4:aux", []),
    ],
)
def test_how_sure(first, second, expected):
    a, b = side(BURST.format(first)), side(BURST.format(second), doc_id="d2")
    assert called(scope, a, b) == expected


@pytest.mark.parametrize(
    ("first", "number"), [("may/AUX>2:aux {}", 0), ("may/AUX>2:aux have/AUX>3:aux {}", 1)]
)
def test_what_may_come_is_not_what_has_been(first, number):
    n = 2 + ("have" in first)
    verb = "raised/raise/VERB" if "have" in first else "raise/VERB"
    first = first.replace(">2:", f">{n}:").replace(">3:", f">{n}:").format(verb)
    a = side(f"{first} boats/boat/NOUN>{n}:obj")
    b = side("raised/raise/VERB boats/boat/NOUN>1:obj", doc_id="d2")
    assert len(called(scope, a, b)) == number


def test_a_verb_in_the_name_of_a_song_tells_nothing():
    told = "critics/NOUN>2:nsubj believe/VERB gulls/NOUN>4:nsubj {}/leave/VERB>2:ccomp"
    told += " Sutton/PROPN>4:obj"
    b = side("leave/VERB Sutton/PROPN>1:obj", doc_id="d2")
    assert called(scope, side(told.format("Leave")), b) == []
    assert len(called(scope, side(told.format("leave")), b)) == 1


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [
        ("lift/NOUN>6:nsubj could/AUX>6:aux", "lift/NOUN>6:nsubj will/AUX>6:aux",
         [("soft", "could be out of order ≠ be out of order (as a fact)")]),
        ("dam/NOUN>6:nsubj could/AUX>6:aux", "lift/NOUN>6:nsubj will/AUX>6:aux", []),
        ("it/PRON>6:nsubj could/AUX>6:aux", "it/PRON>6:nsubj will/AUX>6:aux", []),
    ],
)  # fmt: skip
def test_how_sure_it_is_what_a_thing_is(first, second, expected):
    state = "{} be/AUX>6:cop out/ADP>6:case of/ADP>4:fixed order/NOUN"
    a, b = side(state.format(first)), side(state.format(second), doc_id="d2")
    assert called(scope, a, b) == expected


CAUSED = "frost/NOUN>{n}:nsubj burst/VERB>{verb} pipes/pipe/NOUN>{n}:obj"


@pytest.mark.parametrize(
    ("told", "expected"),
    [
        ("plumbers/NOUN>2:nsubj believe/VERB", [("soft", "believe burst ≠ burst (as a fact)")]),
        ("signs/NOUN>2:nsubj suggest/VERB", [("soft", "suggest burst ≠ burst (as a fact)")]),
        ("Holt/PROPN>2:nsubj suggest/VERB", []),
        ("plumbers/NOUN>2:nsubj say/VERB", []),
        ("I/PRON>2:nsubj believe/VERB", []),
    ],
)
def test_what_is_believed_is_no_fact(told, expected):
    a = side(f"{told} {CAUSED.format(n=4, verb='2:ccomp')}")
    b = side(CAUSED.format(n=2, verb="2:ROOT"), doc_id="d2")
    assert called(scope, a, b) == expected
    # told so on both sides, however the other is built
    told = told.replace(">2:nsubj", "")
    both = side(f"{CAUSED.format(n=2, verb='2:ROOT')} {told}", doc_id="d2")
    assert called(scope, a, both) == []


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [
        ("suspected", "angry", [("soft", "suspected thief ≠ thief")]),
        ("suspected", "alleged", []),
        ("young", "angry", []),
    ],
)
def test_a_thing_that_is_only_taken_for_one(first, second, expected):
    told = "The/DET>3:det {}/ADJ>3:amod thief/NOUN>4:nsubj {}/VERB"
    a, b = side(told.format(first, "ran")), side(told.format(second, "fled"), doc_id="d2")
    assert called(scope, a, b) == expected
    b.document["raw_text"] += ". A possible thief"  # hedged elsewhere
    assert called(scope, a, b) == []


def test_two_pronouns_may_be_two_persons():
    told = "{}/PRON>3:nsubj {} heard/hear/VERB shots/shot/NOUN>3:obj"
    a, b = side(told.format("I", "may/AUX>3:aux")), side(told.format("he", "has/AUX"), doc_id="d2")
    assert called(scope, a, b) == []


SOME = "{}>8:nsubj:pass of/ADP>5:case the/DET>5:det eight/NUM>5:nummod boats/boat/NOUN>1:nmod"


@pytest.mark.parametrize(
    ("first", "expected"),
    [
        ("seven/NUM", [("hard", "seven of the eight boats ≠ all boats")]),
        ("most/ADJ", [("soft", "most of the eight boats ≠ all boats")]),
        ("all/DET", []),
    ],
)
def test_some_of_them_are_not_all(first, expected):
    end = " were/AUX>8:aux:pass {}sunk/sink/VERB"
    a = side(SOME.format(first) + end.format("deliberately/ADV>8:advmod "))
    every = "all/DET>2:det boats/boat/NOUN>4:nsubj:pass were/AUX>4:aux:pass sunk/sink/VERB"
    assert called(scope, a, side(every, doc_id="d2")) == expected
    most = every.replace("all/DET>2:det", "most/ADJ>2:amod")
    if first == "seven/NUM":  # it is most of them
        assert called(scope, a, side(most, doc_id="d2")) == []


def test_what_could_not_be_is_told_for_sure():
    a = side("they/PRON>2:nsubj could/AUX>4:aux not/PART>4:advmod raise/VERB boats/boat/NOUN>4:obj")
    b = side("they/PRON>2:nsubj will/AUX>3:aux raise/VERB boats/boat/NOUN>3:obj", doc_id="d2")
    assert called(scope, a, b) == []


@pytest.mark.parametrize(
    ("told", "expected"),
    [
        ("crews/crew/NOUN>2:nsubj found/find/VERB {}leaks/leak/NOUN>2:obj", 1),
        ("crews/crew/NOUN>2:nsubj looked/look/VERB for/ADP>{n}:case {}leaks/leak/NOUN>2:obl", 0),
    ],
)
def test_what_is_looked_for_may_always_be_there(told, expected):
    told += " below/ADP Holt/PROPN dam/NOUN"
    n = 4 + ("for/" in told)
    a = side(told.replace("{n}", str(n - 1)).format(""))
    b = side(told.replace("{n}", str(n)).format(f"possible/ADJ>{n}:amod "), doc_id="d2")
    assert len(in_copies(scope, a, b)) == expected


def test_nobody_knows_what_may_be():
    told = (
        "nobody/PRON knew/know/VERB how/ADV>4:advmod many/ADJ>{0}:nsubj {1}drowned/drown/VERB>{2}"
    )
    told += " off/ADP Holt/PROPN harbour/NOUN"
    a = side(told.format(5, "", "2:ccomp"))
    b = side(told.format(6, "may/AUX>6:aux ", "2:ccomp"), doc_id="d2")
    assert in_copies(scope, a, b) == []
    a, b = (side(told.format(n, word, f"{n}:ROOT").replace("how", "so"), doc_id=doc_id)
            for n, word, doc_id in ((5, "", "d1"), (6, "may/AUX>6:aux ", "d2")))  # fmt: skip
    assert len(in_copies(scope, a, b)) == 1


def test_who_names_one_more_contradicts_nobody():
    told = "crews/crew/NOUN>2:nsubj saved/save/VERB {} {}"
    first = told.format("gulls/gull/NOUN>2:obj", "")
    both = told.format("gulls/gull/NOUN>2:obj and/CCONJ>5:cc terns/tern/NOUN>3:conj", "")
    a, b = side(first), side(both, doc_id="d2")
    assert called(scope, a, b) == []
    near = " off/ADP Holt/PROPN harbour/NOUN overnight/ADV"
    a, b = side(first + near), side(both + near, doc_id="d2")
    assert in_copies(scope, a, b) == ["gulls ≠ gulls and terns"]
    # told on both sides, however the sentence is built
    a = side(first + near + " with/ADP terns/tern/NOUN")
    assert in_copies(scope, a, side(both + near + " with/ADP terns/tern/NOUN", doc_id="d2")) == []


def test_what_somebody_is_asked_to_do_may_still_happen():
    told = "{} mark/VERB>{} the/DET old/ADJ>5:amod paths/path/NOUN of/ADP Holt/PROPN"
    hedged = side(told.format("walkers/walker/NOUN may/AUX>3:aux", "3:ROOT"))
    stated = side(told.format("walkers/walker/NOUN will/AUX>3:aux", "3:ROOT"), doc_id="d2")
    asked = side(
        told.format("walkers/walker/NOUN told/tell/VERB to/PART>4:mark", "2:xcomp"), doc_id="d2"
    )
    assert in_copies(scope, hedged, stated)
    assert in_copies(scope, hedged, asked) == []


SERVED = "inns/inn/NOUN>2:nsubj {} lodging/NOUN>2:obj to/ADP>5:case {}"
WALKERS = "walkers/walker/NOUN>2:obl"


@pytest.mark.parametrize(
    ("company", "expected"),
    [
        (f"{WALKERS} and/CCONJ>7:cc riders/rider/NOUN>5:conj", []),  # one more is named
        ("anyone/PRON>2:obl", [("soft", "to walkers ≠ to anyone")]),
        (WALKERS, []),
        ("them/PRON>2:obl", []),
    ],
)
def test_to_whom_one_deed_is_done(company, expected):
    a = side(SERVED.format("deny/VERB", WALKERS))
    b = side(SERVED.format("refuse/VERB", company), doc_id="d2")
    assert called(scope, a, b) == expected


def test_the_most_of_all_or_of_fewer():
    known = {"e1": entity_row("e1", "Holt")}
    text = "Holt/PROPN is/AUX the/DET>6:det {}/NOUN>6:nmod:poss {}/ADJ>6:amod brewer/NOUN"
    a = side(text.format("world", "largest/large"), entities=known)
    b = side(text.format("country", "biggest/bigg"), doc_id="d2", entities=known)
    assert called(scope, a, b) == [("soft", "world largest brewer ≠ country biggest brewer")]
    assert called(scope, a, a) == []


def test_a_part_is_not_the_whole():
    a = side(
        "floods/flood/NOUN>2:nsubj closed/close/VERB part/NOUN>2:obj of/ADP>6:case the/DET>6:det"
        " bridge/NOUN>3:nmod"
    )
    b = side(
        "floods/flood/NOUN>2:nsubj closed/close/VERB the/DET>4:det bridge/NOUN>2:obj", doc_id="d2"
    )
    assert called(scope, a, b) == [("hard", "part of the bridge ≠ the bridge")]
    # on another day it may be another flood
    assert list(scope.compare(a, b, dataclasses.replace(CONTEXT, apart=True))) == []


@pytest.mark.parametrize(
    ("name", "called_"),
    [
        # a parser takes any word of such a name for its head
        ("Tolls", [("hard", "part of the Law of Tolls ≠ the Law of Tolls")]),
        ("Tides", []),
    ],
)
def test_a_part_of_what_has_a_name(name, called_):
    a = side(
        "judges/judge/NOUN>2:nsubj struck/strike/VERB part/NOUN>2:obj of/ADP>8:case the/DET>8:det"
        " Law/PROPN>8:compound of/ADP>6:case Tolls/PROPN>3:nmod"
    )
    b = side(
        "judges/judge/NOUN>2:nsubj struck/strike/VERB the/DET>4:det Law/PROPN>2:obj of/ADP>6:case"
        f" {name}/PROPN>4:nmod",
        doc_id="d2",
    )
    assert called(scope, a, b) == called_


CREW = "forty/NUM>2:nummod {0} drowned/drown/VERB>2:acl"


@pytest.mark.parametrize(
    ("counted", "severity"),
    [
        ("passengers/passenger/NOUN and/CCONJ>4:cc sailors/sailor/NOUN>2:conj", "hard"),
        ("people/people/NOUN", None),
        ("passengers/passenger/NOUN", None),
    ],
)
def test_who_is_counted(counted, severity):
    lemma = counted.split("/")[1]
    a = side(
        CREW.format("passengers/passenger/NOUN"),
        quantities=[amount("forty", 40, counted_lemma="passenger")],
    )
    b = side(
        CREW.format(counted), doc_id="d2", quantities=[amount("forty", 40, counted_lemma=lemma)]
    )
    assert [found for found, _ in called(scope, a, b)] == ([severity] if severity else [])


@pytest.mark.parametrize(("text", "found"), [("thousands", ["soft"]), ("more than 3,000", [])])
def test_round_figures_of_whom_are_told_otherwise(text, found):
    many = amount(text, 3000, bound="more_than") | {"high": None}
    a = side("many/ADJ>2:amod people/people/NOUN>3:nsubj fled/flee/VERB", quantities=[many])
    b = side(
        "many/ADJ>2:amod passengers/passenger/NOUN>3:nsubj fled/flee/VERB",
        doc_id="d2",
        quantities=[many | {"counted_lemma": "passenger"}],
    )
    assert [severity for severity, _ in called(scope, a, b)] == found


def test_a_figure_ends_where_of_begins():
    counted = "lost/lose/VERB forty/NUM>3:nummod boats/boat/NOUN>1:obj"
    more = " and/CCONJ>5:cc sight/NOUN>3:conj {}/ADP>7:case nets/net/NOUN>3:conj"
    row = amount("forty", 40, counted_lemma="boat", start=5, end=10)
    a, b, c = (
        side(counted + rest, doc_id=doc_id, quantities=[row])
        for rest, doc_id in (("", "d1"), (more.format("of"), "d2"), (more.format("with"), "d3"))
    )
    assert called(scope, a, b) == []
    assert called(scope, a, c) == [("hard", "forty (boat) ≠ forty (boat and sight)")]


@pytest.mark.parametrize(("deed", "number"), [("fled/flee/VERB", 1), ("slept/sleep/VERB", 0)])
def test_dozens_of_everybody(deed, number):
    a, b = (
        side(
            f"many/NUM>2:nummod {noun}/NOUN>3:nsubj {verb}",
            doc_id=noun,
            quantities=[amount("many", 900, 9000, counted_lemma=noun)],
        )
        for noun, verb in (("people", "fled/flee/VERB"), ("passenger", deed))
    )
    assert len(called(scope, a, b)) == number


def test_how_many_of_them():
    a = side("all/DET schools/school/NOUN closed/close/VERB early/ADV")
    b = side("some/DET schools/school/NOUN closed/close/VERB early/ADV", doc_id="d2")
    assert called(scope, a, b) == [("soft", "all schools ≠ some schools")]
    # on another day it may be of others
    assert list(scope.compare(a, b, dataclasses.replace(CONTEXT, apart=True))) == []


@pytest.mark.parametrize(("high", "severities"), [(9000, ["soft"]), (None, [])])
def test_people_of_some_kind_are_compared_by_orders_of_magnitude_only(high, severities):
    """ "Thousands" of people or passengers; of "more than 900" either may be the word."""
    a, b = (
        side(
            f"many/NUM>2:nummod {noun}/NOUN>3:nsubj fled/flee/VERB",
            doc_id=doc_id,
            quantities=[amount("many", 900, counted_lemma=noun) | {"high": high}],
        )
        for noun, doc_id in (("people", "d1"), ("passenger", "d2"))
    )
    assert [found for found, _ in called(scope, a, b)] == severities


def test_the_most_so_here_and_only_so_there():
    text = "haste/NOUN>5:nsubj was/be/AUX>5:cop {}/DET>5:det {}/ADJ>5:amod mistake/NOUN"
    a = side(text.format("the", "biggest/big"))
    b = side(text.format("a", "big"), doc_id="d2")
    assert called(scope, a, b) == [("soft", "biggest mistake ≠ only big")]
    assert called(scope, b, a) == [("soft", "only big ≠ biggest mistake")]
    a.claim["source_entity_id"], b.claim["source_entity_id"] = "holt", "lund"
    assert called(scope, a, b) == []
