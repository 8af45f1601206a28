"""Articles and their mentions → rows of what was found in them."""

import pytest
import spacy

from crosscheck.language.article import Article, Passage
from crosscheck.language.entities.coreference import MentionRow
from crosscheck.language.findings import quotation_rows


def mention(text, start, entity, kind="name"):
    end = start + len(text)
    return MentionRow(f"m{start}", entity, "s", "d", start, end, "p", text, "PERSON", kind)


@pytest.mark.parametrize(
    ("name", "pronoun", "expected"),
    [
        ("Mary Reis", "she", "e1"),
        ("David Reis", "she", None),
        ("Nuno Reis", "she", "e1"),  # whose name it is, is not known
        ("Reis", "she", "e1"),
    ],
)
def test_a_pronoun_speaks_for_nobody_of_the_other_gender(name, pronoun, expected):
    first = f"{name} left."
    text = f"{first} “The well is dry,” {pronoun} said."
    doc = spacy.blank("en")(text)
    for token in doc:
        token.tag_ = {"said": "VBD", "left": "VBD"}.get(token.text, "NN")
        token.pos_ = "VERB" if token.tag_ == "VBD" else "PRON" if token.text == pronoun else "NOUN"
        token.lemma_ = {"said": "say", "left": "leave"}.get(token.text, token.text)
    doc[len(name.split()) - 1].pos_ = doc[0].pos_ = "PROPN"
    article = Article("d", "s", "Post", None, (Passage("p", "paragraph", 0, doc),))
    (row,) = quotation_rows(article, [mention(name, 0, "e1")])
    assert (row["speaker_text"], row["speaker_entity_id"]) == (pronoun, expected)
