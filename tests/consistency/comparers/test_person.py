"""Two sides that name persons → the conflicts about their names, offices and company."""

import dataclasses
from datetime import UTC, datetime, timedelta

import pytest

from crosscheck.consistency.comparers import person
from tests.consistency.comparers.calling import CONTEXT
from tests.docs import entity, side


def called(a, b):
    return [(c.severity, c.explanation) for c in person.compare(a, b, CONTEXT)]


@pytest.mark.parametrize(
    ("other", "expected"),
    [
        ("Hanska", [("soft", "Hanka ≠ Hanska (spelled otherwise)")]),
        # other transliterations
        ("Hanqa", []),
        ("Hankka", []),
    ],
)
def test_a_name_spelled_otherwise(other, expected):
    known = {"e1": entity("e1", "Hanka Lund", aliases=["Hanka Lund", f"{other} Lund"])}
    a = side("Hanka/PROPN>2:flat Lund/PROPN>3:nsubj won/win/VERB", entities=known)
    b = side(f"{other}/PROPN>2:flat Lund/PROPN>3:nsubj lost/lose/VERB", doc_id="d2", entities=known)
    assert called(a, b) == expected


def test_an_office_of_another_rank():
    known = {"e1": entity("e1", "Ida Lund")}
    a = side(
        "Ida/PROPN Lund/PROPN ,/PUNCT then/ADV a/DET harbour/NOUN master/NOUN ,/PUNCT left/VERB",
        entities=known,
    )
    b = side(
        "the/DET deputy/ADJ harbour/NOUN master/NOUN Ida/PROPN Lund/PROPN left/VERB",
        entities=known,
        doc_id="d2",
    )
    assert called(a, b) == [("hard", "Ida Lund: harbour master ≠ deputy harbour master")]
    assert called(a, a) == []


@pytest.mark.parametrize(
    ("rank", "days", "number"),
    [("deputy", 5, 1), ("deputy", 50, 0), ("acting", 5, 0), ("former", 5, 0), ("former", 0, 1)],
)
def test_ranks_last_longer_than_the_news(rank, days, number):
    known = {"e1": entity("e1", "Ida Lund")}
    told = "the/DET {}harbour/NOUN master/NOUN Ida/PROPN Lund/PROPN left/VERB"
    now = datetime(2024, 5, 1, 12, tzinfo=UTC)
    a = side(told.format(""), entities=known)
    b = side(told.format(f"{rank}/ADJ "), entities=known, doc_id="d2")
    a.document["published"], b.document["published"] = now, now + timedelta(days=days)
    context = dataclasses.replace(CONTEXT, apart=days > 2)
    assert len(set(person.compare(a, b, context))) == number


# what a document calls her may itself be her office
LUND = {"e1": entity("e1", "Ida Lund", aliases=["Ida Lund", "Port CEO"])}
BEFORE = "Port/PROPN {title}/PROPN Ida/PROPN Lund/PROPN resigned/resign/VERB"
BEHIND = "Ida/PROPN Lund/PROPN ,/PUNCT the/DET {title} of/ADP the/DET port/NOUN ,/PUNCT left/VERB"


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [
        (
            "CEO",
            "executive/ADJ director/NOUN",
            [("soft", "Ida Lund: port ceo ≠ the executive director of the port")],
        ),
        # the same office by another name, and offices that one can have beside others
        ("CEO", "chief/ADJ executive/NOUN", []),
        ("CEO", "founder/NOUN", []),
        ("CEO", "chairwoman/NOUN and/CCONJ ceo/NOUN", []),
        (
            "CEO",
            "former/ADJ executive/NOUN",
            [("hard", "Ida Lund: port ceo ≠ the former executive of the port")],
        ),
    ],
)
def test_another_office(first, second, expected):
    a = side(BEFORE.format(title=first), entities=LUND)
    b = side(BEHIND.format(title=second), doc_id="d2", entities=LUND)
    assert called(a, b) == expected


BY = "{title} Ida/PROPN Lund/PROPN resigned/resign/VERB {rest}"


@pytest.mark.parametrize(
    ("title", "rest", "expected"),
    [
        ("Port/PROPN Director/PROPN", "", [("soft", "Ida Lund: port president ≠ port director")]),
        ("busy/ADJ port/NOUN director/NOUN", "", True),
        ("Director/PROPN", "from/ADP the/DET port/NOUN", True),
        ("Director/PROPN", "", []),
        ("Port/PROPN President/PROPN", "", []),
        ("Deputy/PROPN Port/PROPN Director/PROPN", "", []),
        ("Bank/PROPN Director/PROPN", "", []),
        ("Port/PROPN Director/PROPN", "as/ADP port/NOUN president/NOUN", []),  # she is both
        ("Port/PROPN Founder/PROPN", "", []),
    ],
)
def test_two_titles_of_who_heads_one_body(title, rest, expected):
    a = side(BY.format(title="port/NOUN president/NOUN", rest=""), entities=LUND)
    b = side(BY.format(title=title, rest=rest), doc_id="d2", entities=LUND)
    assert bool(called(a, b)) if expected is True else called(a, b) == expected


DESCRIBED = (
    "the/DET port/NOUN>4:nmod:poss 's/PART>2:case {title}/NOUN>8:nsubj ,/PUNCT "
    "Ida/PROPN>{head} Lund/PROPN>6:flat left/VERB"
)


@pytest.mark.parametrize(
    ("title", "head", "expected"),
    [
        ("chairwoman", "4:appos", [("soft", "Ida Lund: chairwoman ≠ port ceo")]),
        # the comma parts her from another
        ("chairwoman", "8:nsubj", []),
        ("spokeswoman", "4:appos", []),
    ],
)
def test_the_office_before_a_name_in_apposition(title, head, expected):
    a = side(DESCRIBED.format(title=title, head=head), entities=LUND)
    b = side(BEFORE.format(title="CEO"), doc_id="d2", entities=LUND)
    assert called(a, b) == expected


def test_offices_of_other_times():
    a = side(BEFORE.format(title="CEO"), entities=LUND)
    b = side(BEHIND.format(title="former/ADJ executive/NOUN"), doc_id="d2", entities=LUND)
    assert called(a, b)
    assert not list(person.compare(a, b, dataclasses.replace(CONTEXT, apart=True)))


def listing(names, **given):
    known = {name: entity(name, name) for name in names}
    text = " ,/PUNCT ".join(f"{name}/PROPN>2:obj" for name in names)
    return side(f"letters/NOUN reached/VERB {text}", entities=known, **given)


def test_lists_each_with_somebody_of_its_own():
    a = listing(["Abel", "Berg", "Carlsen", "Dahl", "Evans"])
    b = listing(["Abel", "Berg", "Carlsen", "Dahl", "Falk"], doc_id="d2")
    more = listing(["Abel", "Berg", "Carlsen", "Dahl", "Evans", "Falk"], doc_id="d2")
    assert called(a, b) == [("soft", "Evans listed ≠ Falk listed")]
    assert called(a, more) == []
    # what is in a description of a person ("director of the Fund") is nobody's name
    fund = listing(["Abel", "Berg", "Carlsen", "Dahl", "Fund"], doc_id="d2")
    fund.entities["Abel"].update(aliases=["Abel", "director of the Fund"])
    fund.entities["Fund"].update(label="ORG")
    assert called(a, fund) == []


@pytest.mark.parametrize(
    ("first", "second", "number"),
    [
        ("harbour/NOUN president/NOUN", "Harbour/PROPN Director/PROPN", 1),
        ("harbour/NOUN president/NOUN", "harbour/NOUN president/NOUN", 0),
        # of two bodies, of any body, no head
        ("harbour/NOUN president/NOUN", "museum/NOUN director/NOUN", 0),
        ("president/NOUN", "director/NOUN", 0),
        ("harbour/NOUN president/NOUN", "harbour/NOUN spokesman/NOUN", 0),
    ],
)
def test_the_head_of_a_body_under_two_titles(first, second, number):
    told = "{} Ida/PROPN Lund/PROPN resigned/resign/VERB"
    known = {"e1": entity("e1", "Ida Lund")}
    a = side(told.format(first), entities=known)
    b = side(told.format(second), doc_id="d2", entities=known)
    assert len(called(a, b)) == number


def test_a_title_behind_the_comma_between_two_claims():
    told = "reeds/NOUN grew/VERB by/ADP the/DET {}/NOUN port/NOUN {}/NOUN Ida/PROPN Lund/PROPN"
    known = {"e1": entity("e1", "Ida Lund")}
    a = side(told.format("lake", "president"), entities=known)
    b = side(told.format("river", "director"), doc_id="d2", entities=known)
    assert called(a, b) == []  # "the lake port", "the river port"
    text = a.document["raw_text"].replace("lake ", "lake,")
    a = dataclasses.replace(a, document=a.document | {"raw_text": text})
    assert called(a, b) == [("soft", "Ida Lund: port president ≠ river port director")]


def test_a_document_that_has_both_titles_of_a_head():
    told = "harbour/NOUN {}/NOUN Ida/PROPN Lund/PROPN resigned/resign/VERB"
    known = {"e1": entity("e1", "Ida Lund")}
    a = side(told.format("president"), entities=known)
    b = side(told.format("director"), doc_id="d2", entities=known)
    both = {"raw_text": f"{a.text}. She was once harbour director."}
    assert called(dataclasses.replace(a, document=a.document | both), b) == []


def test_a_name_without_the_part_behind_its_hyphen():
    known = {"e1": entity("e1", "Bae Sul-hee")}
    a = side("Bae/PROPN>2 Sul/PROPN>3 left/VERB", entities=known)
    b = side("Bae/PROPN>2 Sul/PROPN>3 left/VERB", doc_id="d2", entities=known)
    b.document["raw_text"] = "Bae Sul-hee left"
    assert called(a, b) == []  # many may leave it off
    tied = dataclasses.replace(CONTEXT, tied=frozenset({"spelling"}))
    found = [(c.severity, c.explanation) for c in person.compare(a, b, tied)]
    assert found == [("soft", "Bae Sul ≠ Bae Sul-hee")]


def test_examples_are_no_list():
    a = listing(["Abel", "Berg", "Carlsen", "Dahl", "Evans"])
    b = listing(["Abel", "Berg", "Carlsen", "Dahl", "Falk"], doc_id="d2")
    few = side("to/ADP names/NOUN such/ADJ as/ADP Falk/PROPN", doc_id="d2").sentence
    start = b.sentence[-1]["end"]
    behind = tuple({**t, "start": t["start"] + start, "end": t["end"] + start} for t in few)
    assert called(a, dataclasses.replace(b, sentence=(*b.sentence, *behind))) == []


def test_who_stands_beside_the_list_is_not_on_it():
    a = listing(["Abel", "Berg", "Carlsen", "Dahl", "Evans"])
    names = ["Abel", "Berg", "Carlsen", "Dahl"]
    text = " ,/PUNCT ".join(f"{name}/PROPN" for name in names)
    b = side(
        f"Falk/PROPN>2:nsubj wrote/write/VERB that/SCONJ {text} came/come/VERB",
        doc_id="d2",
        entities={name: entity(name, name) for name in [*names, "Falk"]},
    )
    assert called(a, b) == []


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [
        # over a name that the phrase is broken by
        ("former/ADJ>3:amod Port/PROPN>3:compound boss/NOUN", "former/ADJ>2:amod boss/NOUN", []),
        ("acting/ADJ>2:amod boss/NOUN", "interim/ADJ>2:amod boss/NOUN", []),
        # somebody else's, perhaps
        ("his/PRON>3:nmod:poss former/ADJ>3:amod lawyer/NOUN", "lawyer/NOUN", []),
        # still called so
        ("retired/ADJ>2:amod lawyer/NOUN", "lawyer/NOUN", []),
        ("retired/ADJ>2:amod lawyer/NOUN", "former/ADJ>2:amod lawyer/NOUN", []),
        (
            "former/ADJ>2:amod lawyer/NOUN",
            "lawyer/NOUN",
            [("soft", "Ida Lund: former lawyer ≠ lawyer")],
        ),
        # before a name within the phrase
        (
            "acting/ADJ>3:amod Port/PROPN>3:compound boss/NOUN",
            "boss/NOUN",
            [("hard", "Ida Lund: acting boss ≠ boss")],
        ),
    ],
)
def test_a_rank_over_other_words(first, second, expected):
    known = {"e1": entity("e1", "Ida Lund")}
    a = side(f"{first} Ida/PROPN Lund/PROPN left/leave/VERB", entities=known)
    b = side(f"{second} Ida/PROPN Lund/PROPN left/leave/VERB", doc_id="d2", entities=known)
    assert list(dict.fromkeys(called(a, b))) == expected


def test_a_former_post_beside_one_that_both_tell():
    a = side(BEHIND.format(title="executive/ADJ director/NOUN"), entities=LUND)
    title = "executive/ADJ director/NOUN and/CCONJ former/ADJ treasurer/NOUN"
    b = side(BEHIND.format(title=title), doc_id="d2", entities=LUND)
    assert called(a, b) == []


@pytest.mark.parametrize(
    ("first", "second", "told"),
    [
        ("Suttens", "Sutten", "the Sutten Suttens won"),  # words of one name
        ("Storms", "Storm", ""),  # "Storms Ada and Bert"
    ],
)
def test_one_letter_that_is_no_slip(first, second, told):
    known = {"e1": entity("e1", "Storm Ada", "EVENT", aliases=["Storm Ada", "Storms Ada"])}
    many = " and/CCONJ Bert/PROPN" if first == "Storms" else ""
    a = side(f"after/ADP {first}/PROPN Ada/PROPN{many} came/come/VERB", entities=known)
    b = side(f"after/ADP {second}/PROPN Ada/PROPN came/come/VERB", doc_id="d2", entities=known)
    a.document["raw_text"] += f" . {told}"
    assert called(a, b) == []
