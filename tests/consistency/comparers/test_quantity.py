"""Two sides with figures → the conflicts about how many or how much."""

import dataclasses

import pytest

from crosscheck.consistency.comparers import quantity
from crosscheck.consistency.comparers.base import Conflict, Doubt, near_copy
from tests.consistency.comparers.calling import CONTEXT, called
from tests.docs import entity as entity_row
from tests.docs import figure, side
from tests.docs import quantity as amount
from tests.docs import time as moment


@pytest.mark.parametrize(
    ("p", "q", "expected"),
    [
        (amount("12", 12), amount("14", 14), [("hard", "12 ≠ 14")]),
        (amount("12", 12), amount("12", 12), []),
        (amount("about 100", 100, bound="approximate"), amount("97", 97), []),
        (amount("more than 10", 10, bound="more_than") | {"high": None}, amount("14", 14), []),
        (amount("12", 12), amount("14", 14, counted_lemma="house"), []),
        (amount("up to 5.1", 5.1, bound="at_most") | {"low": None}, amount("5.13", 5.13), []),
        (
            amount("up to 5.1", 5.1, bound="at_most") | {"low": None},
            amount("5.3", 5.3),
            [("soft", "up to 5.1 ≠ 5.3")],
        ),
        (
            amount("up to 160", 160, bound="at_most") | {"low": None},
            amount("as many as 150", 150, bound="at_most") | {"low": None},
            [("hard", "up to 160 ≠ as many as 150")],
        ),
        # a figure just under what is said to be the most
        (
            amount("1,500", 1500),
            amount("up to 1,600", 1600, bound="at_most") | {"low": None},
            [("soft", "1,500 ≠ up to 1,600")],
        ),
        (amount("900", 900), amount("up to 1,600", 1600, bound="at_most") | {"low": None}, []),
        # limits far apart are of different things
        (
            amount("over 10", 10, bound="more_than") | {"high": None},
            amount("over 5,000", 5000, bound="more_than") | {"high": None},
            [],
        ),
        # the same limit in round figures
        (
            amount("over 64", 64, bound="more_than") | {"high": None},
            amount("over 60", 60, bound="more_than") | {"high": None},
            [],
        ),
        # what it is the price of need not be said
        (
            amount("$40 a net", 40, kind="money", unit="USD", per="net"),
            amount("$40", 40, kind="money", unit="USD"),
            [],
        ),
        # "40 miles (64 km)": of what, is not said
        (
            amount("64 km", 64, kind="measure", unit="meter", counted_lemma="mile"),
            amount("80 km", 80, kind="measure", unit="meter", counted_lemma="mile"),
            [],
        ),
        (
            amount("$3.5bn", 3.5e9, kind="money", unit="USD"),
            amount("$3.6bn", 3.6e9, kind="money", unit="USD"),
            [("hard", "$3.5bn ≠ $3.6bn")],
        ),
        (
            amount("$3.5bn", 3.5e9, kind="money", unit="USD"),
            amount("$3,480,000,000", 3.48e9, kind="money", unit="USD"),
            [],
        ),
        (
            amount("$3.5bn", 3.5e9, kind="money", unit="USD"),
            amount("€4bn", 4e9, kind="money", unit="EUR"),
            [],
        ),
        (
            amount("97-1", 97, 1, kind="score"),
            amount("96-2", 96, 2, kind="score"),
            [("hard", "97-1 ≠ 96-2")],
        ),
    ],
)
def test_quantity(p, q, expected):
    p, q = p | {"end": 4}, q | {"end": 4}
    a = side("many/ADJ>2:amod people/NOUN>4:nsubj then/ADV>4:advmod fled/VERB", quantities=[p])
    b = side("some/DET>2:det people/NOUN>3:nsubj fled/VERB", doc_id="d2", quantities=[q])
    assert called(quantity, a, b) == expected


CAP = amount("up to 30,000", None, 30_000, bound="at_most", counted_lemma="boat")


@pytest.mark.parametrize(
    ("low", "high", "asked", "expected"),
    [
        (10_000, 32_000, "boats/boat", [("soft", "up to 30,000 ≠ 10,000 and up")]),
        # the same, too far, other things
        (10_000, 30_000, "boats/boat", []),
        (10_000, 90_000, "boats/boat", []),
        (10_000, 32_000, "crews/crew", []),
    ],
)
def test_how_many_there_may_be(low, high, asked, expected):
    span = amount("10,000 and up", low, high, bound="range", counted_lemma=None)
    a = side("boats/boat/NOUN>2:nsubj sank/sink/VERB", quantities=[CAP])
    text = f"how/ADV>2:advmod many/ADJ>3:amod {asked}/NOUN>4:nsubj sank/sink/VERB runs/run/VERB"
    assert called(quantity, a, side(text, doc_id="d2", quantities=[span])) == expected


def test_all_but_a_few_are_not_those_few():
    told = (
        "{}fifty/NUM>{n}:nummod boats/boat/NOUN>{v}:nsubj sank/sink/VERB near/ADP>{w}:case "
        "Wend/PROPN>{v}:obl"
    )
    few = side(
        told.format("", n=2, v=3, w=5),
        quantities=[amount("fifty", 50, counted_lemma="boat")],
    )
    text = told.format("all/DET>4:det but/CCONJ>3:cc ", n=4, v=5, w=7).replace("fifty", "twenty")
    row = amount("twenty", 20, counted_lemma="boat") | {"start": 8, "end": 14}
    twenty = side(text.replace("all/DET>4:det but/CCONJ>3:cc ", "just/ADV>3:advmod only/ADV "),
                  doc_id="d2", quantities=[row | {"start": 10, "end": 16}])  # fmt: skip
    assert called(quantity, few, twenty)
    assert not called(quantity, few, side(text, doc_id="d2", quantities=[row]))


def test_small_counts_need_more_in_common():
    a = side("two/NUM people/NOUN fled/flee/VERB", quantities=[amount("two", 2)])
    b = side(
        "three/NUM people/NOUN saw/see/VERB it/PRON from/ADP boats/boat/NOUN",
        doc_id="d2",
        quantities=[amount("three", 3)],
    )
    assert called(quantity, a, b) == []


def test_two_rivals_leave_a_quantity_undetermined():
    a = side("people/NOUN fled/flee/VERB", quantities=[amount("12", 12)])
    b = side(
        "people/NOUN fled/flee/VERB", doc_id="d2", quantities=[amount("14", 14), amount("15", 15)]
    )
    assert [type(x) for x in quantity.compare(a, b, CONTEXT)] == [Doubt]


def test_a_figure_that_answers_to_two_is_undetermined():
    a = side("people/NOUN fled/flee/VERB", quantities=[amount("14", 14), amount("15", 15)])
    b = side("people/NOUN fled/flee/VERB", doc_id="d2", quantities=[amount("12", 12)])
    assert {type(x) for x in quantity.compare(a, b, CONTEXT)} == {Doubt}


def test_a_price_is_of_its_hour():
    def priced(text, price, doc_id, **given):
        row = amount(text, price, kind="money", unit="USD", start=17, end=20)
        told = "crabs/crab/NOUN>2:nsubj traded/trade/VERB at/ADP>4:case then/NOUN>2:obl"
        return side(told, doc_id=doc_id, quantities=[row], **given)

    noon = moment("noon", (2024, 5, 6), (2024, 5, 7), value="2024-05-06T12:00")
    a, b = priced("$12", 12, "d1"), priced("$14", 14, "d2")
    assert called(quantity, a, b) == [("hard", "$12 ≠ $14")]
    timed = priced("$14", 14, "d2", times=[noon])
    assert [type(x) for x in quantity.compare(a, timed, CONTEXT)] == [Doubt]


SANK = "{} sank/sink/VERB off/ADP Holt/PROPN overnight/ADV"


@pytest.mark.parametrize(
    ("boats", "expected"),
    [
        ("20/NUM>2:nummod boats/boat/NOUN>3:nsubj", ["12 ≠ 20"]),
        # some of those, and others
        ("20/NUM>3:nummod other/ADJ>3:amod boats/boat/NOUN>4:nsubj", []),
        ("20/NUM>3:nummod remaining/ADJ>3:amod boats/boat/NOUN>4:nsubj", []),
        ("all/DET>1:det 20/NUM>2:nummod boats/boat/NOUN>4:nsubj", ["12 ≠ 20"]),
        ("all/DET>3:det 20/NUM>3:nummod boats/boat/NOUN>4:nsubj", ["12 ≠ 20"]),
    ],
)
def test_whether_all_or_others_are_counted(boats, expected):
    def sunk(words, number, doc_id):
        text = SANK.format(words)
        raw = side(text).text
        start = raw.index(number)
        row = amount(number, int(number), counted_lemma="boat", start=start, end=start + 2)
        return side(text, doc_id=doc_id, quantities=[row])

    a = sunk("12/NUM>2:nummod boats/boat/NOUN>3:nsubj", "12", "d1")
    assert [words for _, words in called(quantity, a, sunk(boats, "20", "d2"))] == expected
    taken = sunk("12/NUM>4:nsubj of/ADP>3:case boats/boat/NOUN>1:nmod", "12", "d1")
    if boats.startswith("all/DET>3"):
        assert called(quantity, taken, sunk(boats, "20", "d2")) == []


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [
        # those of some name, whom the other document does not have, are fewer than all
        ("12/NUM>2:nummod divers/diver/NOUN>5:nsubj from/ADP>4:case Norway/PROPN>2:nmod",
         "20/NUM>2:nummod divers/diver/NOUN>3:nsubj", []),
        ("20/NUM>2:nummod divers/diver/NOUN>5:nsubj from/ADP>4:case Norway/PROPN>2:nmod",
         "12/NUM>2:nummod divers/diver/NOUN>3:nsubj", ["20 ≠ 12"]),
        # of other wholes
        ("12/NUM>2:nummod divers/diver/NOUN>5:nsubj of/ADP>4:case navy/NOUN>2:nmod",
         "20/NUM>2:nummod divers/diver/NOUN>5:nsubj of/ADP>4:case museum/NOUN>2:nmod", []),
    ],
)  # fmt: skip
def test_of_whom_a_figure_is(first, second, expected):
    sides = []
    for words, doc_id in ((first, "d1"), (second, "d2")):
        number = words[:2]
        row = amount(number, int(number), counted_lemma="diver", start=0, end=2)
        told = f"{words} drowned/drown/VERB overnight/ADV"
        sides.append(side(told, doc_id=doc_id, quantities=[row]))
    assert [words for _, words in called(quantity, *sides)] == expected


def test_a_value_elsewhere_in_the_sentence_is_no_difference():
    fourteen = amount("14", 14)
    a = side("people/NOUN fled/flee/VERB", quantities=[amount("12", 12)], nearby=(fourteen,))
    b = side("people/NOUN fled/flee/VERB", doc_id="d2", quantities=[fourteen])
    assert called(quantity, a, b) == []


def test_small_tolls_told_in_other_words():
    a = side("two/NUM>2:nummod people/NOUN>3:nsubj died/die/VERB", quantities=[amount("two", 2)])
    b = side(
        "six/NUM>2:nummod people/NOUN>4:nsubj:pass were/AUX>4:aux:pass killed/kill/VERB",
        doc_id="d2",
        quantities=[amount("six", 6)],
    )
    assert called(quantity, a, b) == [("hard", "two ≠ six")]


@pytest.mark.parametrize(
    ("told", "asked", "number"),
    [("poll", (), 0), ("poll", ("e1", "e1"), 1), ("poll", ("e1", "e2"), 0), ("vote", (), 1)],
)
def test_shares_that_surveys_found(told, asked, number):
    share = {"kind": "percent", "unit": "percent", "counted_lemma": "support"}
    sides = []
    for n, (text, value) in enumerate((("40 percent", 40), ("45 percent", 45))):
        known = {asked[n]: entity_row(asked[n], asked[n], "ORG")} if asked else {}
        words = "Holt/PROPN>2:nsubj has/have/VERB support/NOUN>2:obj in/ADP>5:case "
        words += f"{told}/NOUN>2:obl"
        found = [amount(text, value) | share]
        sides.append(side(words, doc_id=f"d{n}", quantities=found, entities=known))
    assert len(called(quantity, *sides)) == number


CAUGHT = "{}/NOUN>2:nsubj caught/catch/VERB {}/NUM>4:nummod crabs/crab/NOUN>2:obj"


@pytest.mark.parametrize(
    ("who", "elsewhere", "severity"),
    [("ship", 9, ["hard"]), ("diver", 9, []), ("ship", 2, [])],
)
def test_figures_of_two_occasions(who, elsewhere, severity):
    """Somebody else's catch is another, and what the other document also gives is of another."""

    def caught(who, text, number, **given):
        start = len(f"{who} caught ")
        figure = amount(f"{number} tons", number, kind="measure", unit="ton", counted_lemma="crab")
        figure |= {"start": start, "end": start + len(text)}
        return side(CAUGHT.format(who, text), quantities=[figure], **given)

    known = amount("", elsewhere, kind="measure", unit="ton", counted_lemma="crab")
    a = caught("ship", "two", 2)
    b = caught(who, "five", 5, doc_id="d2", figures=[known])
    assert [found for found, _ in called(quantity, a, b)] == severity


def tallied(words, figures, doc_id):
    """A claim that counts nets, and bays."""
    raw = side(words).text
    rows = [
        amount(str(n), n, counted_lemma=lemma, start=raw.index(str(n)), end=raw.index(str(n)) + 2)
        for n, lemma in zip(figures, ("net", "bay"), strict=True)
    ]
    return side(words, doc_id=doc_id, quantities=rows)


@pytest.mark.parametrize(
    ("nets", "bays", "expected"),
    [(40, 15, [("hard", "12 ≠ 15")]), (30, 15, []), (40, 200, [])],
)
def test_one_tally_told_in_other_sentences(nets, bays, expected):
    """Another figure in common ties them, if the two that differ are of one order."""

    lost = (
        "divers/diver/NOUN>2:nsubj lost/lose/VERB 40/NUM>4:nummod nets/net/NOUN>2:obj "
        "in/ADP>7:case 12/NUM>7:nummod bays/bay/NOUN>2:obl"
    )
    sank = (
        f"{nets}/NUM>2:nummod nets/net/NOUN>3:nsubj sank/sink/VERB off/ADP>6:case "
        f"{bays}/NUM>6:nummod bays/bay/NOUN>3:obl crews/crew/NOUN say/VERB"
    )
    a, b = tallied(lost, (40, 12), "d1"), tallied(sank, (nets, bays), "d2")
    found = [c for c in called(quantity, a, b) if "12" in c[1]]
    assert found == expected


@pytest.mark.parametrize(
    ("second", "expected"),
    [
        # the same number stands elsewhere in the sentence, too
        ("five/NUM ships/NOUN met/meet/VERB two/NUM boats/NOUN", ["two ≠ five"]),
        # the same numbers in another order
        ("five/NUM ships/NOUN met/meet/VERB two/NUM boats/NOUN five/NUM crabs/NOUN", []),
    ],
)
def test_numbers_that_replace_each_other_in_near_copies(second, expected):
    first = second.replace("five", "two", 1)
    if not expected:
        first = "two/NUM ships/NOUN met/meet/VERB five/NUM boats/NOUN five/NUM crabs/NOUN"
    a, b = side(first), side(second, doc_id="d2")
    _, words = near_copy(a, b)
    found = quantity.compare(a, b, dataclasses.replace(CONTEXT, copy=words))
    assert [x.explanation for x in found] == expected


@pytest.mark.parametrize(
    "second",
    [
        # of one stretch, with others, and only wanted
        "his/PRON>4:nmod:poss first/ADJ>4:amod 12/NUM>4:nummod dives/dive/NOUN>5:obj "
        "filmed/film/VERB there/ADV>5:advmod",
        "12/NUM>2:nummod dives/dive/NOUN>5:obj and/CCONJ>4:cc swims/swim/NOUN>2:conj "
        "filmed/film/VERB there/ADV>5:advmod",
        "needs/need/VERB 12/NUM>3:nummod dives/dive/NOUN>1:obj there/ADV>1:advmod",
    ],
)
def test_a_part_or_more_is_another_number(second):
    plain = "14/NUM>2:nummod dives/dive/NOUN>3:obj filmed/film/VERB there/ADV>3:advmod"
    a = figure(plain, "14", 14, "dive")
    assert not called(quantity, a, figure(second, "12", 12, "dive", "d2"))
    assert called(quantity, a, figure(plain.replace("14", "12"), "12", 12, "dive", "d2"))


def test_what_only_numbers_something():
    plain = "14/NUM>2:nummod dives/dive/NOUN>3:obj filmed/film/VERB there/ADV>3:advmod"
    seventh = (
        "dive/NOUN>4:obj 7/NUM>1:nummod there/ADV>4:advmod filmed/film/VERB dives/dive/NOUN>1:nmod"
    )
    a, b = figure(plain, "14", 14, "dive"), figure(seventh, "7", 7, "dive", "d2")
    assert not called(quantity, a, b)


@pytest.mark.parametrize(
    ("given", "expected"),
    [({}, ["30 ≠ 40"]), ({"kind": "money", "unit": "EUR"}, []), ({"unit": "year"}, [])],
)
def test_a_number_of_another_kind_in_near_copies(given, expected):
    told = "old/ADJ ferry/NOUN crossed/cross/VERB wide/ADJ bay/NOUN with/ADP {}/NUM guests/NOUN"
    a = figure(told.format(30), "30", 30, None)
    b = figure(told.format(40), "40", 40, None, "d2", **given)
    context = dataclasses.replace(CONTEXT, copy=near_copy(a, b)[1])
    found = [c.explanation for c in quantity.compare(a, b, context) if isinstance(c, Conflict)]
    assert found == expected


@pytest.mark.parametrize(("told", "number"), [("margin", 0), ("boats", 1)])
def test_how_far_surveys_may_err_in_the_same_words(told, number):
    text = f"old/ADJ {told}/NOUN of/ADP error/NOUN was/AUX again/ADV {{}}/NUM points/point/NOUN"
    share = {"kind": "percent", "unit": "percentage_point"}
    a = figure(text.format(4), "4", 4, None, **share)
    b = figure(text.format(5), "5", 5, None, "d2", **share)
    context = dataclasses.replace(CONTEXT, copy=near_copy(a, b)[1])
    found = [c for c in quantity.compare(a, b, context) if isinstance(c, Conflict)]
    assert len(found) == number
