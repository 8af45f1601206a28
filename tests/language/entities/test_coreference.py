"""Entities of made-up stories: given texts → who is one with whom."""

import pytest
import spacy
from spacy.tokens import Doc, Span

from crosscheck.language.article import Article, Passage
from crosscheck.language.entities.coreference import entity_row, resolve
from crosscheck.language.entities.metonyms import where
from crosscheck.language.names.finding import Mention
from crosscheck.tables import TABLES

NLP = spacy.blank("en")


def article(doc_id, *passages):
    """An article whose passages have tokens only."""
    start, made = 0, []
    for number, text in enumerate(passages):
        made.append(Passage(f"{doc_id}:{number}", "paragraph", start, NLP(text)))
        start += len(text) + 1
    return Article(doc_id, "story", "Post", None, tuple(made))


def entities(*articles, **options):
    """Every entity's name with its mentions' texts, pronouns in brackets."""
    mentions, rows = resolve(articles, **options)
    names = {row.entity_id: row.name for row in rows}
    grouped: dict[str, list[str]] = {}
    for mention in mentions:
        text = f"({mention.text})" if mention.kind == "pronoun" else mention.text
        grouped.setdefault(names[mention.entity_id], []).append(text)
    return {name: sorted(set(texts)) for name, texts in grouped.items()}


def test_surname_title_and_other_romanisation_across_documents():
    one = article("a", "Yesterday President Petro Dorenskiy spoke.", "Later Dorenskiy left.")
    two = article("b", "Yesterday President Petro Dorensky spoke.")
    assert entities(one, two) == {
        "Petro Dorenskiy": ["Dorenskiy", "Petro Dorenskiy", "Petro Dorensky"]
    }


def test_two_persons_of_one_surname_stay_two():
    text = "Yesterday Dr Ana Torres met Dr Luis Torres. Then Mrs Torres left. Later Mr Torres left."
    assert (
        len(entities(article("a", text, "He saw Mr Luis Torres, and Mrs Ana Torres saw him."))) == 2
    )
    found = entities(
        article("a", "Yesterday Mrs Ana Torres met Mr Luis Torres. Then Mrs Torres left.")
    )
    assert found == {"Ana Torres": ["Ana Torres", "Torres"], "Luis Torres": ["Luis Torres"]}


def test_a_surname_follows_its_documents_own_bearer():
    one = article("a", "Yesterday Dr Ana Torres spoke.", "Then Torres left.")
    two = article("b", "Yesterday Dr Luis Torres spoke.", "Then Torres left.")
    mentions, _ = resolve([one, two])
    owner = {(m.doc_id, m.text): m.entity_id for m in mentions}
    assert owner["a", "Torres"] == owner["a", "Ana Torres"] != owner["b", "Torres"]


def test_a_junior_and_a_senior_of_one_document_are_two():
    assert (
        len(entities(article("a", "Yesterday Dr James Hall met Dr James Hall Jr. at home."))) == 2
    )
    two = article("b", "Yesterday Dr James Hall Jr. spoke.")
    assert len(entities(article("a", "Yesterday Dr James Hall spoke."), two)) == 1


@pytest.mark.parametrize(
    "text",
    [
        "They went to the International Potato Council (IPC). The IPC was shut.",
        "They went to the International Potato Council. The IPC was shut.",
        "They went to Singapore Airlines (SIA) and back to SIA.",
    ],
)
def test_acronyms(text):
    assert len([name for name in entities(article("a", text)) if name != "Singapore"]) == 1


def test_countries_peoples_and_a_slip():
    text = (
        "We left Portugal for the U.S. again. In Portugla the United States is liked by Portuguese."
    )
    assert entities(article("a", text)) == {
        "Portugal": ["Portugal", "Portugla"],
        "United States": ["U.S.", "United States"],
        "Portuguese": ["Portuguese"],
    }


def test_capitals_stand_for_governments_or_for_themselves():
    text = (
        "We know that Lisbon rejected Portugal's offer. She travelled to Lisbon, lived in Lisbon."
    )
    mentions, rows = resolve([article("a", text)])
    names = {row.entity_id: row.name for row in rows}
    assert [(m.kind, names[m.entity_id]) for m in mentions if m.text == "Lisbon"] == [
        ("metonym", "Portugal"),
        ("name", "Lisbon"),
        ("name", "Lisbon"),
    ]
    assert {row.name: row.country for row in rows} == {"Portugal": "PT", "Lisbon": None}


def test_a_country_that_only_its_capital_stands_for_has_its_name_too():
    where_from = article("a", "Lisbon rejected the offer.")
    passage = where_from.passages[0]
    mention = Mention(where_from, passage, passage.doc[0:1], "GPE", "metonym", country="PT")
    row = entity_row("country:PT", [mention], set())
    assert (row.name, row.aliases) == ("Portugal", ["Lisbon", "Portugal"])


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        ("a trip to Lisbon", "place"),
        ("pressure on Lisbon", "actor"),
        ("the streets in Lisbon", "place"),
        ("Lisbon's offer", "actor"),
        ("Lisbon denied it", "actor"),
        ("they visited Lisbon", "place"),
        ("a dispute between Lisbon and Madrid", "actor"),
        ("the Lisbon marathon", ""),
    ],
)
def test_where(text, answer):
    doc = NLP(text)
    index = next(t.i for t in doc if t.text == "Lisbon")
    assert where(doc[index : index + 1]) == answer


def test_descriptions_agree_in_office_and_country():
    text = "Yesterday Peruvian President Ana Torres met Chilean President Luis Gruber."
    later = "They heard the Peruvian president and the Chilean leader sing."
    found = entities(article("a", text, later))
    assert "the Peruvian president" in found["Ana Torres"]
    assert "the Chilean leader" in found["Luis Gruber"]


def test_a_description_after_a_comma_and_one_that_is_a_subject():
    text = (
        "They saw Ana Torres, the mayor of Lima, at home. They asked Luis Gruber, the mayor said."
    )
    found = entities(article("a", text))
    assert "the mayor of Lima" in found["Ana Torres"]
    assert found["Luis Gruber"] == ["Luis Gruber"]


def test_bodies_without_a_name():
    text = "They saw Peruvian troops. They feared Peru’s armed forces and Chilean troops."
    found = entities(article("a", text))
    assert ["Peruvian troops", "Peru’s armed forces"] in [sorted(texts) for texts in found.values()]


def test_pronouns_go_to_the_person_spoken_of_and_stay_alone_between_two():
    found = entities(
        article("a", "Yesterday Mrs Ana Torres spoke to Mr Luis Gruber. Then she left.")
    )
    assert "(she)" in found["Ana Torres"]
    text = "They heard Mr Jack Hall and Mr Luis Gruber argue. He was wrong."
    assert not [t for texts in entities(article("a", text)).values() for t in texts if t[0] == "("]


def test_him_is_not_the_subject_of_its_verb():
    words = ["Mr", "Hall", "praised", "him"]
    doc = Doc(NLP.vocab, words=words, heads=[1, 2, 2, 2], deps=["compound", "nsubj", "ROOT", "obj"])
    passages = (Passage("a:0", "paragraph", 0, doc),)
    mentions, _ = resolve([Article("a", "story", "Post", None, passages)])
    assert [m.kind for m in mentions] == ["name"]


@pytest.mark.parametrize(
    ("text", "linked"),
    [
        ("Then the Peruvian official left.", True),
        ("Then the Peruvian officials left.", False),
        ("Then no Peruvian official left.", False),
    ],
)
def test_several_or_nobody_are_no_one_person(text, linked):
    one = article("a", "Yesterday Ana Torres, a Peruvian official, spoke.", text)
    for token in one.passages[1].doc:
        token.tag_ = "NNS" if token.text == "officials" else "NN"
    mentions, _ = resolve([one])
    start = one.passages[1].start
    assert any(m.kind == "description" and m.start >= start for m in mentions) is linked


def test_given_names_tell_who_is_he_and_who_she():
    found = entities(article("a", "Yesterday Mary Torres spoke to David Gruber. Then he left."))
    assert "(he)" in found["David Gruber"]
    found = entities(article("a", "Yesterday Mary Torres met David Gruber. He saw her leave."))
    assert "(her)" in found["Mary Torres"]
    assert "(He)" in found["David Gruber"]


def test_what_is_a_name_is_no_pronoun():
    doc = NLP("Yesterday Mr Jack Hall left. Later the HIM praised him. Then HIM met Hall.")
    doc.set_ents([Span(doc, 8, 9, "ORG"), Span(doc, 13, 14, "ORG")])
    passages = (Passage("a:0", "paragraph", 0, doc),)
    mentions, _ = resolve([Article("a", "story", "Post", None, passages)])
    assert len({m.mention_id for m in mentions}) == len(mentions)
    assert [m.text for m in mentions if m.kind == "pronoun"] == ["him"]


def test_rows_fit_the_tables_and_do_not_depend_on_the_order():
    one = article("a", "Yesterday Peruvian President Ana Torres spoke in Lima. Then she left.")
    two = article("b", "Yesterday Torres met the Peruvian troops.")
    mentions, rows = resolve([one, two])
    assert (mentions, rows) == resolve([two, one])
    assert list(mentions[0]._fields) == TABLES["mentions"].names
    assert list(rows[0]._fields) == TABLES["entities"].names
    assert len({m.mention_id for m in mentions}) == len(mentions)
    assert {m.entity_id for m in mentions} == {row.entity_id for row in rows}
    assert all(m.end - m.start == len(m.text) for m in mentions)
    assert sum(row.mentions for row in rows) == len(mentions)


def test_one_story_at_a_time():
    other = Article("b", "another", "Post", None, ())
    with pytest.raises(ValueError, match="2 stories"):
        resolve([article("a", "Nothing."), other])
