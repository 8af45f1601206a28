"""Which names can be one person's or one body's."""

import pytest

from crosscheck.language.entities.naming import (
    abbreviates,
    acronym,
    initials,
    parse_person,
    same_body,
    same_person,
    same_word,
    short_forms,
)


@pytest.mark.parametrize(
    ("one", "other", "answer"),
    [
        ("Ana Torres", "Ana Torres", True),
        ("Ana Torres", "Eva Torres", False),
        ("Jim Hall", "James Hall", True),
        ("J. Hall", "James Hall", True),
        ("James R. Hall", "James Hall", True),
        ("James R. Hall", "James T. Hall", False),
        ("James Hall Jr.", "James Hall", True),
        ("James Hall Jr.", "James Hall Sr.", False),
        ("Hall Jr.", "James Hall", True),
        ("Hall Jr.", "Hall Sr.", False),
        ("Oleg Marenko", "Oleh Marenko", True),
        ("Petro Dorenskiy", "Petro Dorensky", True),
        ("Petro Dorenskyy", "Petro Dorensky", True),
        ("Mario Rossini", "Maria Rossini", False),
        ("Ruth Klein Baumann", "Ruth Baumann", True),
    ],
)
def test_same_person(one, other, answer):
    assert same_person(parse_person(one.split()), parse_person(other.split())) is answer


@pytest.mark.parametrize(
    ("one", "other", "answer"),
    [
        ("Dorenskiy", "Dorensky", True),
        ("Gruber", "Grubre", True),
        ("Hall", "Hill", False),
        ("Gruber", "Kruber", False),
        ("Maria", "Mario", False),
    ],
)
def test_same_word(one, other, answer):
    assert same_word(one, other) is answer


@pytest.mark.parametrize(
    ("one", "other", "answer"),
    [
        ("Department of Justice", "Justice Department", True),
        ("Iberia Corp.", "Iberia", True),
        ("Health Programme", "Health Program", True),
        ("World War III", "World War Three", True),
        ("U.S. Supreme Court", "United States Supreme Court", True),
        ("Peruvian Supreme Court", "United States Supreme Court", False),
        ("First Bank", "Second Bank", False),
    ],
)
def test_same_body(one, other, answer):
    assert same_body(one.split(), other.split()) is answer


def test_acronyms():
    assert initials(["International", "Court", "of", "Appeal"]) == {"ICA", "ICOA"}
    assert acronym("I.C.A.") == "ICA"
    assert acronym("Ica") is None
    assert abbreviates("SIA", "Singapore Airlines")
    assert not abbreviates("LSE", "School of Law")


def test_short_forms():
    assert short_forms(["Peruvian", "Air", "Force"]) == {("air", "force")}
    assert short_forms(["Iberia", "Airlines"]) == {("iberia",)}
    assert short_forms(["Chatham", "House"]) == set()
