"""Names that the outlets of a story spell otherwise."""

import pytest

from crosscheck.consistency.ties.spellings import differing_spellings as differing
from crosscheck.consistency.ties.spellings import names_cut_short
from crosscheck.language.wordnet import WordNet
from tests.docs import entity, side


def test_a_house_s_way_to_write_a_foreign_name_ties_nothing_but_two_nouns_are_told_apart():
    known = {"e1": entity("e1", "Zorban Guard", "ORG", aliases=["Zorben Guard"])}
    story = [named("Zorban Guard", "d1", known), named("Zorben Guard", "d2", known)]
    assert differing_spellings(story) == set()
    story[1].document["raw_text"] += " Zorben"  # there oftener, so that it is a slip in the other
    assert differing_spellings(story) == {(0, 1)}
    known = {"e1": entity("e1", "Silver Place", "FAC", aliases=["Silver Palace"])}
    story = [named("Silver Place", "d1", known), named("Silver Palace", "d2", known)]
    assert differing_spellings(story) == {(0, 1)}


WORDNET = WordNet(["word n place n1", "word n palace n2"])


def differing_spellings(story):
    return differing(story, WORDNET)


def named(name, doc_id, entities=None, **given):
    words = [f"{word}/PROPN>{n + 1}:flat" for n, word in enumerate(name.split(), 1)]
    last = words.pop().partition(">")[0]
    text = " ".join([*words, f"{last}>{len(words) + 2}:nsubj", "left/leave/VERB"])
    return side(text, doc_id=doc_id, entities=entities or {}, **given)


def test_a_name_that_two_documents_spell_otherwise_ties_its_first_mentions():
    again = named("Orrin Tansker", "d2", claim_id="d2:1")
    story = [named("Orrin Tasker", "d1"), named("Orrin Tansker", "d2"), again]
    assert differing_spellings(story) == {(0, 1)}


def test_one_person_is_enough_for_a_surname_alone():
    known = {"e1": entity("e1", "Orrin Tasker", aliases=["Tasker", "Tansker"])}
    story = [named("Tasker", "d1", known), named("Tansker", "d2", known)]
    assert differing_spellings(story) == {(0, 1)}
    assert differing_spellings([named("Tasker", "d1"), named("Tansker", "d2")]) == set()


def test_other_persons_and_documents_with_both_spellings_are_not_tied():
    assert differing_spellings([named("Orrin Tasker", "d1"), named("Una Tansker", "d2")]) == set()
    both = named("Orrin Tansker", "d2")
    both.document["raw_text"] += " Tasker Tasker"
    assert differing_spellings([named("Orrin Tasker", "d1"), both]) == set()


def test_a_word_between_the_same_two_of_a_longer_name():
    text = "near/ADP {}/ADJ Harbor/NOUN"  # whatever the parser takes them for
    a = side(text.format("Silvern"), doc_id="d1")
    b = side(text.format("Silvren"), doc_id="d2")
    assert differing_spellings([a, b]) == {(0, 1)}
    headlines = [
        side(text.format(word), doc_id=word, kind="title") for word in ("Silvern", "Silvren")
    ]
    assert differing_spellings(headlines) == set()


def test_a_slip_that_stands_once_beside_the_name_itself():
    known = {"e1": entity("e1", "Orrin Tasker", aliases=["Tasker", "Tansker"])}
    a, b = named("Tasker", "d1", known), named("Tansker", "d2", known)
    b.document["raw_text"] += " Tasker"
    assert differing_spellings([a, b]) == {(0, 1)}
    b.document["raw_text"] += " Tasker"  # a reader knows by now
    assert differing_spellings([a, b]) == set()
    b.document["raw_text"] = "Tansker Tansker Tasker"
    assert differing_spellings([a, b]) == set()


KNIGHTS = "Knights/PROPN of/ADP Ash/PROPN"
FUND = {"e1": entity("e1", "Long Islands Fund", "ORG", aliases=["Long Island Fund"])}
RAIDERS = {"e1": entity("e1", "Sutton Raiders", "ORG", aliases=["Sutton Raider"])}


@pytest.mark.parametrize(
    ("first", "second", "entities", "expected"),
    [
        ("Long/PROPN Islands/PROPN Fund/PROPN", "Long/PROPN Island/PROPN Fund/PROPN", FUND, True),
        ("Long/PROPN Islands/PROPN Fund/PROPN", "Long/PROPN Island/PROPN Fund/PROPN", {}, False),
        ("Sutton/PROPN Raiders/PROPN", "Sutton/PROPN Raider/PROPN", RAIDERS, True),
        ("Sutton/PROPN Raiders/PROPN", "a/DET Sutton/PROPN Raider/PROPN", RAIDERS, False),
        ("Sutton/PROPN Raiders/PROPN", "Sutton/PROPN Raider/PROPN fans/NOUN", RAIDERS, False),
        (f"“/PUNCT {KNIGHTS} ”/PUNCT", KNIGHTS.replace("ts", "t"), {}, True),
        (KNIGHTS, KNIGHTS.replace("ts", "t"), {}, False),
    ],
)
def test_a_plural_is_a_slip_only_in_what_is_one_thing(first, second, entities, expected):
    a = side(f"by/ADP {first}", doc_id="d1", entities=entities)
    b = side(f"by/ADP {second}", doc_id="d2", entities=entities)
    assert bool(differing_spellings([a, b])) is expected


def test_a_common_word_in_small_letters_is_no_name():
    story = [named("Stone Gates", "d1"), named("Stone Gales", "d2")]
    story[1].document["raw_text"] += " where nobody shuts the gates"
    assert differing_spellings(story) == {(0, 1)}
    story[1].document["raw_text"] += " at STONE GATES, our STONE GATES"
    assert differing_spellings(story) == set()


@pytest.mark.parametrize(
    ("lead", "expected"),
    [
        ("Lund/PROPN>2 left/leave/VERB Golden/ADJ>4", {(0, 1)}),
        ("Lund/PROPN>2 left/leave/VERB golden/ADJ>4", set()),
        ("Lund/PROPN>2 left/leave/VERB Danish/ADJ>4", set()),
    ],
)
def test_an_adjective_may_be_a_part_of_a_name(lead, expected):
    first, second = (side(f"{lead} {name}/PROPN>2:obj", doc_id=doc_id)
                     for name, doc_id in (("Gates", "d1"), ("Gales", "d2")))  # fmt: skip
    assert differing_spellings([first, second]) == expected


def test_what_one_outlet_makes_of_a_nation():
    flag = "the/DET {}/ADJ>3:amod flag/NOUN>4:nsubj fell/fall/VERB"
    written = ("Ethopian", "Ethiopian", "Ethiopian")
    story = [
        side(flag.format(word), doc_id=f"d{n}", outlet=f"Outlet {n}")
        for n, word in enumerate(written)
    ]
    assert differing_spellings(story) == {(0, 1), (0, 2)}


def told(*names, entities=None):
    """A story of one claim a document; "Gazette: Orrin Tasker" is an outlet's."""
    sides = []
    for n, name in enumerate(names):
        outlet, _, words = name.rpartition(": ")
        known = entities or {}
        sides.append(named(words, f"d{n}", known, outlet=outlet or f"Outlet {n}"))
    return sides


@pytest.mark.parametrize(
    ("names", "expected"),
    [
        # a surname alone, and others that have the full name
        (["Zolvarin", "Orrin Zolvartin", "Zolvartin"], {(0, 1), (0, 2)}),
        (["Zolvarin", "Orrin Zolvartin"], set()),  # one against one
        (["A: Zolvarin", "A: Zolvartin", "B: Zolvartin"], set()),
        (["Zolvarin", "Zolvarin", "Zolvartin", "Zolvartin"], set()),  # two houses
        (["Una Zolvarin", "Orrin Zolvartin", "Zolvartin"], set()),  # somebody else
        (["Zolvarin", "Zolvartin Lund", "Zolvartin Lund"], set()),  # there it is a given name
        (["Palace", "Palasce", "Palasce"], set()),  # a word that there is
        (["Oslo Zolvarr", "Oslo Zolvarra", "Oslo Zolvarra"], {(0, 1), (0, 2)}),
        (["ORRIN DE OLVART", "Orrin de Zolvart"], {(0, 1)}),
        (["OLVART", "Orrin de Zolvart"], set()),
    ],
)
def test_what_one_outlet_alone_writes(names, expected):
    assert differing_spellings(told(*names)) == expected


def test_a_slip_of_one_outlet_may_stand_beside_the_name_unless_everybody_knows_that():
    story = told("Zolvarin", "Zolvartin", "Zolvartin")
    story[0].document["raw_text"] += ", Zolvartin, Zolvartin"
    assert differing_spellings(story) == {(0, 1), (0, 2)}
    story = told("Frnace", "France", "France")
    assert differing_spellings(story) == {(0, 1), (0, 2)}
    story[0].document["raw_text"] += ", France, France"
    assert differing_spellings(story) == set()
    story[0].document["raw_text"] += ", Frnace"
    assert differing_spellings(story) == {(0, 1), (0, 2)}


@pytest.mark.parametrize(
    ("names", "expected"),
    [
        (["Omar Zolvan", "Omar Zolven", "Omar Zolven"], set()),  # from another alphabet, perhaps
        (["Robert Zolvan", "Robert Zolven", "Robert Zolven"], {(0, 1), (0, 2)}),
        (["Robert Zolvan", "Robert Zolven"], set()),
        (["Osloe", "Oslo", "Oslo"], set()),
        (["Helsenki", "Helsinki", "Helsinki"], {(0, 1), (0, 2)}),  # as gazetteers have it
        (["Palace Lund", "Alice Lund"], set()),
    ],
)
def test_vowels_of_names_that_need_no_transliteration(names, expected):
    assert differing_spellings(told(*names)) == expected


def test_an_english_word_for_a_given_name():
    story = told("Marten Zolvar", "Martin Zolvar")
    assert differing_spellings(story) == set()
    assert differing(story, WordNet(["word n marten n1"])) == {(0, 1)}


def test_the_claims_that_have_most_in_common_are_tied():
    story = told("Orrin Tasker", "Orrin Tansker")
    again = side("Tansker/PROPN>3:nsubj Tansker/PROPN fell/fall/VERB", doc_id="d1", claim_id="d1:1")
    closer = side(
        "Orrin/PROPN Tansker/PROPN left/leave/VERB soon/ADV", doc_id="d1", claim_id="d1:2"
    )
    story[0] = side("Orrin/PROPN Tasker/PROPN left/leave/VERB soon/ADV", doc_id="d0")
    assert differing_spellings([*story, again, closer]) == {(0, 3)}


BAE = {"e1": entity("e1", "Bae Sul-hee")}


def headed(name, doc_id, entities=None, outlet=None):
    """A claim of a name that the document writes with its hyphens."""
    text = " ".join(f"{word}/PROPN>3" for word in name.partition("-")[0].split())
    found = side(f"{text} left/VERB", doc_id=doc_id, entities=entities, outlet=outlet or doc_id)
    found.document["raw_text"] = f"{name} left"
    return found


@pytest.mark.parametrize(
    ("names", "entities", "expected"),
    [
        (["Bae Sul", "Bae Sul-hee", "Bae Sul-hee"], BAE, {(0, 1), (0, 2)}),
        (["Bae Sul", "Bae Sul-hee"], BAE, set()),
        (["Bae Sul", "Bae Sul", "Bae Sul-hee", "Bae Sul-hee"], BAE, set()),
        (["Bae Sul", "Bae Sul-Hee", "Bae Sul-Hee"], BAE, set()),  # a second surname may be left off
        (["Bae Sul", "Bae Sul-led", "Bae Sul-hee"], BAE, set()),
        (["Bae Sul", "Bae Sul-hee", "Bae Sul-hee"], {}, set()),
        (["Bae Sul-hee", "Bae Sul-hee", "Bae Sul-hee"], BAE, set()),
    ],
)
def test_what_one_outlet_alone_leaves_off(names, entities, expected):
    story = [headed(name, f"d{n}", entities) for n, name in enumerate(names)]
    assert names_cut_short(story) == expected
