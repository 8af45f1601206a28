"""What a summary says otherwise than its article, on sentences made by hand."""

import pytest
from _otherwise import Text, complements, fillers, reversals

from crosscheck.language.wordnet import WordNet
from tests.docs import side

WORDNET = WordNet(
    [
        "word v open 1",
        "word v close 2",
        "antonym v open v close",
        "word n harbour 3",
        "word n port 3",
        "word n justice 4",
        "word n injustice 5",
        "antonym n justice n injustice",
        "word n worker 6",
        "word n miner 7",
        "near 7 6",
    ]
)
ARTICLE = (
    "The/DET council/NOUN>3:nsubj opens/open/VERB the/DET harbour/NOUN>6:compound gate/NOUN>3:obj"
)


def text(*sentences: str) -> Text:
    return Text(
        [side(words, sentence_start=n) for n, words in enumerate(sentences)],
        WORDNET,
    )


@pytest.mark.parametrize(
    ("summary", "found"),
    [
        (ARTICLE, []),
        ("The/DET council/NOUN never/ADV opens/open/VERB the/DET gate/NOUN", ["never"]),
        ("The/DET council/NOUN closes/close/VERB the/DET gate/NOUN", ["closes ≠ opens"]),
        # another word is no opposite
        ("The/DET council/NOUN paints/paint/VERB the/DET gate/NOUN", []),
    ],
)
def test_denials_and_opposites(summary, found):
    assert reversals(text(summary), text(ARTICLE), WORDNET) == found


@pytest.mark.parametrize(
    "sentence",
    [
        "The/DET council/NOUN did/AUX not/PART open/VERB the/DET gate/NOUN",
        "The/DET council/NOUN failed/fail/VERB to/PART open/VERB the/DET gate/NOUN",
    ],
)
def test_a_denial_that_the_article_has_is_none(sentence):
    summary = text("The/DET council/NOUN never/ADV opened/open/VERB the/DET gate/NOUN")
    assert reversals(summary, text(sentence), WORDNET) == []


@pytest.mark.parametrize(
    ("article", "found"),
    [
        ("The/DET gate/NOUN opened/open/VERB after/ADP the/DET storm/NOUN", ["despite"]),
        ("The/DET gate/NOUN opened/open/VERB although/SCONJ it/PRON stormed/storm/VERB", []),
    ],
)
def test_what_came_about_in_spite_of_what_it_came_of(article, found):
    summary = text("The/DET gate/NOUN opened/open/VERB despite/SCONJ the/DET storm/NOUN")
    assert reversals(summary, text(article), WORDNET) == found


def test_opposites_are_sought_in_the_two_closest_sentences():
    other = "The/DET council/NOUN met/meet/VERB at/ADP the/DET gate/NOUN again/ADV"
    far = "The/DET band/NOUN opens/open/VERB"
    summary = "The/DET council/NOUN closes/close/VERB the/DET gate/NOUN again/ADV"
    assert reversals(text(summary), text(other, ARTICLE), WORDNET) == ["closes ≠ opens"]
    assert reversals(text(summary), text(other, other, far), WORDNET) == []


def test_a_summary_of_nothing_has_no_reversals():
    assert reversals(text(ARTICLE), text(), WORDNET) == []


@pytest.mark.parametrize(
    ("noun", "found"),
    [
        ("garden", ["garden ≠ harbour (gate)"]),
        ("harbour", []),
        ("port", []),  # a synonym
        ("council", []),  # the article has it, if elsewhere
        ("steamharbour", []),  # a kind of it
    ],
)
def test_other_nouns_before_a_noun(noun, found):
    summary = text(f"The/DET {noun}/NOUN>3:compound gate/NOUN opens/open/VERB")
    assert fillers(summary, text(ARTICLE), WORDNET) == found


def test_an_opposite_is_no_kind():
    summary = text("An/DET injustice/NOUN>3:compound case/NOUN")
    article = text("A/DET justice/NOUN>3:compound case/NOUN")
    assert fillers(summary, article, WORDNET) == ["injustice ≠ justice (case)"]


@pytest.mark.parametrize(
    ("told", "article", "found"),
    [("miners/miner", "workers/worker", ["miners ≠ workers (team)"]),
     ("workers/worker", "miners/miner", [])],
)  # fmt: skip
def test_what_is_more_general_does_not_give_the_noun(told, article, found):
    team = "a/DET team/NOUN of/ADP>4:case {}/NOUN>2:nmod"
    assert fillers(text(team.format(told)), text(team.format(article)), WORDNET) == found


@pytest.mark.parametrize(
    ("preposition", "found"),
    [
        ("in", ["docks ≠ Veslin (repaired)"]),
        ("by", []),  # where it was repaired does not say beside what
    ],
)
def test_places_are_told_apart_by_their_prepositions(preposition, found):
    article = text("Boats/boat/NOUN repaired/repair/VERB in/ADP>4:case Veslin/PROPN>2:obl")
    summary = text(
        f"Boats/boat/NOUN repaired/repair/VERB {preposition}/ADP>4:case docks/dock/NOUN>2:obl"
    )
    assert fillers(summary, article, WORDNET) == found


def test_subjects_objects_and_what_light_verbs_have_are_no_complements():
    nobody = side(
        "Crews/NOUN>2:nsubj took/take/VERB boats/NOUN>2:obj to/ADP>5:case port/NOUN>2:obl"
    )
    assert list(complements(nobody)) == []
    (noun, place), *others = complements(side("a/DET gate/NOUN of/ADP>4:case oak/NOUN>2:nmod"))
    assert (noun["text"], place.governor["text"], place[1:]) == ("oak", "gate", ("nmod", "of"))
    assert others == []
