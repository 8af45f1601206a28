"""Signs, thresholds and figures of the SummEdits benchmark, on rows made by hand."""

from summedits import Case, balanced_accuracy, choose, held_out_calls, new_words, unsupported

from crosscheck.language.wordnet import WordNet
from tests.docs import quantity, time, tokens

WORDNET = WordNet(["word v close 1", "word v shut 1", "word n bridge 2"])


def case(article: str, inconsistent: bool, **signs: float) -> Case:
    given = {"conflict": 0.0, "values": 0.0, "words": 0.0} | signs
    return Case(article, inconsistent, (), given, "", "")


def test_values_that_the_article_lacks():
    summary = {"quantities": [quantity("9", 9)], "times": [time("Monday", (2026, 3, 2))]}
    article = {"quantities": [quantity("7", 7)], "times": [time("Monday", (2026, 3, 2))]}
    names = {"mentions": [{"entity_id": "e1", "kind": "name", "label": "ORG", "text": "Veslin"}]}
    assert unsupported(summary | names, article | {"mentions": []}) == ["9", "Veslin"]
    assert unsupported(article | names, article | names) == []


def test_words_that_the_article_lacks():
    article = [{"tokens": tokens("bridge/NOUN closed/close/VERB")}]
    same = [{"tokens": tokens("bridge/NOUN shut/shut/VERB")}]
    other = [{"tokens": tokens("bridge/NOUN burned/burn/VERB")}]
    assert new_words(same, article, WORDNET) == 0.0
    assert new_words(other, article, WORDNET) == 0.25


def test_balanced_accuracy_weighs_both_labels_alike():
    cases = [case("a", True), case("a", False), case("a", False)]
    assert balanced_accuracy(cases, [True, False, True]) == 0.75


def test_an_articles_threshold_does_not_rest_on_it():
    """Its own cases want the opposite of what all the others want."""
    cases = [case(name, True, conflict=0.8) for name in ("a", "b")]
    cases += [case(name, False, conflict=0.6) for name in ("a", "b")]
    cases += [case("c", False, conflict=0.8), case("c", True, conflict=0.6)]
    assert choose(cases[:4], ["conflict"])["conflict"] == 0.8
    assert held_out_calls(cases, ["conflict"])[4:] == [True, False]
