"""Names found in Docs built by hand or by a tokenizer alone."""

import pytest
import spacy
from spacy.tokens import Span

from crosscheck.language.article import Article, Passage
from crosscheck.language.names.finding import find_names

NLP = spacy.blank("en")


def article(*passages, doc_id="d1"):
    """An article whose passages have tokens only."""
    start, made = 0, []
    for number, text in enumerate(passages):
        made.append(Passage(f"{doc_id}:{number}", "paragraph", start, NLP(text)))
        start += len(text) + 1
    return Article(doc_id, "story", "Post", None, tuple(made))


def found(*passages):
    """(text, label) of every name."""
    return [(m.span.text, m.label) for m in find_names([article(*passages)])]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Yesterday President Ana Torres spoke.", [("Ana Torres", "PERSON")]),
        (
            "Yesterday Peruvian Prime Minister Ana Torres spoke.",
            [("Peruvian", "NORP"), ("Ana Torres", "PERSON")],
        ),
        ("Troops left the United States.", [("United States", "GPE")]),
        ("She asked the Department of Justice.", [("Department of Justice", "ORG")]),
        (
            "Yesterday Director of National Planning Ana Torres spoke.",
            [("National Planning", "ORG"), ("Ana Torres", "PERSON")],
        ),
        ("It rained on Monday in May.", []),
        ("They met at Lima’s Miraflores airport.", [("Lima", "GPE"), ("Miraflores", "FAC")]),
        ("We heard Torres (R-Ohio) speak.", [("Torres", "ORG"), ("Ohio", "GPE")]),
    ],
)
def test_names_of_a_sentence(text, names):
    assert found(text) == names


def test_a_word_that_is_small_elsewhere_is_no_name_at_a_sentence_start():
    assert found("Prices fell. The prices of Ruritan fell.") == [("Ruritan", "ORG")]


def test_a_headline_takes_its_names_from_the_text():
    text = "Yesterday President Ana Torres met the miners."
    assert found("Torres Meets Angry Miners", text)[0] == ("Torres", "PERSON")
    assert [name for name, _ in found("Torres Meets Angry Miners", text)] == [
        "Torres",
        "Ana Torres",
    ]


def test_one_label_for_a_name_throughout_a_story():
    passage = article("Then Dr Ana Torres left.", "Later Torres returned to Torres.")
    doc = passage.passages[1].doc
    doc.ents = [Span(doc, 1, 2, label="GPE")]
    assert {m.label for m in find_names([passage])} == {"PERSON"}


def test_entities_of_the_recogniser_are_kept_whole():
    made = article("They sold it to Angie Brown Ltd and Fritz yesterday.")
    doc = made.passages[0].doc
    doc.ents = [Span(doc, 4, 7, label="ORG"), Span(doc, 8, 9, label="PERSON")]
    assert [(m.span.text, m.label) for m in find_names([made])] == [
        ("Angie Brown Ltd", "ORG"),
        ("Fritz", "PERSON"),
    ]


def test_two_names_with_a_hyphen_between():
    text = "We saw Torres and Gruber leave, and Torres and Gruber hated the Torres-Gruber talks."
    assert [name for name, _ in found(text)].count("Gruber") == 3


@pytest.mark.parametrize("gap", [" ", "-", "\N{NO-BREAK SPACE}"])
def test_a_point_of_the_compass_before_a_place(gap):
    ((name, label), *_) = found(f"They moved to West{gap}Virginia, to West{gap}Virginia.")
    assert name.startswith("West")
    assert label in {"GPE", "LOC", "PERSON"}


def test_the_order_of_the_articles_does_not_matter():
    one, two = article("Then Mr Torres left.", doc_id="a"), article("Torres is back.", doc_id="b")
    places = [m.place for m in find_names([one, two])]
    assert places == [m.place for m in find_names([two, one])]
    assert [place[0] for place in places] == ["a", "b"]
