"""Signs, thresholds and figures of the SummEdits benchmark, on rows made by hand."""

from summedits import Case, balanced_accuracy, choose, held_out_calls, unsupported

from tests.docs import quantity, time


def case(article: str, inconsistent: bool, **signs: float) -> Case:
    given = {"conflict": 0.0, "values": 0.0} | signs
    return Case(article, inconsistent, (), given, "", "")


def test_values_that_the_article_lacks():
    monday = time("Monday", (2026, 3, 2))
    summary = {"quantities": [quantity("9", 9)], "times": [monday, time("recently", None)]}
    article = {"quantities": [quantity("7", 7)], "times": [monday], "mentions": []}
    names = {"mentions": [{"entity_id": "e1", "kind": "name", "label": "ORG", "text": "Veslin"}]}
    assert unsupported(summary | names, article, "Seven crews of the port") == ["9", "Veslin"]
    assert unsupported(article | names, article | names, "") == []
    assert unsupported(article | names, article, "The Port of Veslin") == []


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
