"""Titles in front of names, in Docs made by a tokenizer alone."""

import spacy

from crosscheck.language.names.titles import title_before

NLP = spacy.blank("en")


def test_titles_in_front_of_a_name():
    doc = NLP("the former Peruvian foreign minister Mrs Torres")
    title = title_before(doc, 6)
    assert title.roles == {"foreign_minister"}
    assert (title.gender, title.country) == ("f", "PE")
