"""Lemma rules, and the dictionary that they are checked with."""

import json

import pytest

from crosscheck.language.lemmas import Dictionary, apply_rule, lemma_rule

DICTIONARY = Dictionary(
    {"v": ["fire", "fall", "rob", "fell"], "n": ["fir", "wolf", "pixel", "person", "people"]},
    {"v": {"fell": "fall", "blew": "blow"}, "n": {"wolves": "wolf", "people": "people"}},
)


@pytest.mark.parametrize(
    ("word", "lemma"),
    [("were", "be"), ("Cities", "city"), ("running", "run"), ("Ann", "Ann"), ("n't", "not")],
)
def test_lemma_rules_restore_the_lemma(word, lemma):
    assert apply_rule(word, lemma_rule(word, lemma)) == lemma


def test_a_lemma_rule_that_leaves_nothing_leaves_the_word():
    assert apply_rule("as", "L3+") == "as"


@pytest.mark.parametrize(
    ("word", "pos", "guesses", "best"),
    [
        ("Fired", "VERB", ["fir"], "fire"),  # no verb, whatever the noun is
        ("Fired", "VERB", ["fir", "fire"], "fire"),
        ("blew", "VERB", ["bl"], "blow"),
        ("fell", "VERB", ["fe"], "fall"),
        ("wolves", "NOUN", ["wolve"], "wolf"),
        ("pixels", "NOUN", ["pixels"], "pixel"),
        ("blockchains", "NOUN", ["blockchain"], None),
        ("Wolves", "PROPN", ["Wolves"], None),
        ("fell", "ADJ", ["fe"], None),
    ],
)
def test_the_dictionary_finds_base_forms(word, pos, guesses, best):
    assert DICTIONARY.best(word, pos, guesses) == best


def test_it_knows_what_it_has():
    assert DICTIONARY.admits("fire", "fired", "VERB") is True
    assert DICTIONARY.admits("fir", "fired", "VERB") is False
    assert DICTIONARY.admits("Fir", "Firs", "PROPN") is None
    assert DICTIONARY.admits("quick", "quicker", "ADJ") is None
    assert DICTIONARY.admits("person", "People", "NOUN") is False
    assert DICTIONARY.best("People", "NOUN", ["person"]) == "people"


def test_it_is_the_same_after_saving():
    again = Dictionary(**json.loads(json.dumps(DICTIONARY.to_json())))
    assert again.to_json() == DICTIONARY.to_json()
