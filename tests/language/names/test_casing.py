"""Capitals in Docs made by a tokenizer alone."""

import pytest
import spacy

from crosscheck.language.names.casing import is_headline

NLP = spacy.blank("en")


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        ("Torres Rejects Peace Offer From Gruber", True),
        ("Torres rejects the peace offer from Gruber", False),
        ("FURY IN THE WEST", True),
    ],
)
def test_headlines(text, answer):
    assert is_headline(NLP(text)) is answer
