"""Relations between words, base forms included."""

import pytest

from crosscheck.errors import ModelError
from crosscheck.language.wordnet import WordNet, load_wordnet

SMALL = WordNet(
    [
        "word v open 1,2",
        "word v unlock 2",
        "word v close 3",
        "word v shut 3",
        "word n harbour 7",
        "antonym v open v close",
        "near 1 9",
        "word n boat 11",
        "word n tug 12",
        "word n craft 13",
        "near 12 11",
        "above 11 13",
        "word v start 9",
        "derived v open n opening",
    ]
)


@pytest.mark.parametrize(
    ("relation", "a", "b", "holds"),
    [
        ("synonyms", "open", "unlock", True),
        ("synonyms", "opening", "unlocks", True),
        ("synonyms", "open", "close", False),
        ("near", "open", "start", True),
        ("near", "unlock", "start", False),
        ("antonyms", "open", "close", True),
        ("antonyms", "open", "shut", True),
        ("antonyms", "open", "unlock", False),
    ],
)
def test_relations(relation, a, b, holds):
    assert getattr(SMALL, relation)(a, b, "VERB") is holds
    assert getattr(SMALL, relation)(b, a, "VERB") is holds


def test_senses_and_derivation():
    assert (SMALL.senses("opened", "VERB"), SMALL.senses("harbours", "NOUN")) == (2, 1)
    assert SMALL.senses("harbour", "VERB") == 0
    assert SMALL.derived("opening", "NOUN", "open", "VERB")


def test_a_kind_may_lie_over_one_that_has_no_word():
    assert SMALL.is_a("tug", "craft", "NOUN")
    assert not SMALL.is_a("craft", "tug", "NOUN")
    assert SMALL.near("tug", "boat", "NOUN")
    assert not SMALL.near("boat", "craft", "NOUN")  # it is not straight above


def test_a_missing_folder_is_named(tmp_path):
    with pytest.raises(ModelError, match="missing or broken"):
        load_wordnet(tmp_path)


def test_a_deverbal_noun_names_a_deed():
    assert SMALL.deverbal("opening")
    assert not SMALL.deverbal("open")


def test_links_tie_synonyms_and_derived_words_in_both_directions():
    words = [("open", "VERB"), ("unlock", "VERB"), ("close", "VERB"), ("opening", "NOUN")]
    assert set(SMALL.links(words)) == {
        (0, 1, "synonym"),
        (1, 0, "synonym"),
        (0, 3, "derived"),
        (3, 0, "derived"),
    }


def test_a_word_of_no_known_kind_has_no_links():
    assert list(SMALL.links([("open", ""), ("unlock", "VERB")])) == []
