"""Signs, thresholds and figures of the SummEdits benchmark, on rows made by hand."""

import pytest
from summedits import Case, balanced_accuracy, choose, held_out_calls, unsupported

from tests import docs
from tests.docs import quantity, time


def case(article: str, inconsistent: bool, **signs: float) -> Case:
    given = {"conflict": 0.0, "values": 0.0} | signs
    return Case(article, inconsistent, (), given, "", "")


def test_values_that_the_article_lacks():
    monday = time("Monday", (2026, 3, 2))
    summary = {"quantities": [quantity("9", 9)], "times": [monday, time("recently", None)]}
    article = {"quantities": [quantity("7", 7)], "times": [monday]}
    none = {"mentions": [], "claims": []}
    assert unsupported(summary | none, article | none, "") == ["9"]
    assert unsupported(article | none, article | none, "") == []


def test_a_limit_gives_no_figure_but_itself():
    over = quantity("over 7", 7, bound="more_than") | {"high": None}
    rows = {"times": [], "mentions": [], "claims": []}
    article = rows | {"quantities": [over]}
    assert unsupported(rows | {"quantities": [quantity("9", 9)]}, article, "") == ["9"]
    assert unsupported(article, article, "") == []


@pytest.mark.parametrize(
    ("text", "entity", "lacking"),
    [
        ("VPA, the Port of Veslin", "e1", []),
        ("The Port of Dorn", "e1", ["Veslin", "VPA"]),
        # what abbreviates a name of the article
        ("The Veslin Port Authority", "e2", []),
    ],
)
def test_names_that_the_article_lacks(text, entity, lacking):
    """The first word of a sentence has its capital anyway."""
    tokens = docs.tokens("Crews/NOUN of/ADP Veslin/PROPN praised/VERB VPA/PROPN")
    short = {"entity_id": "e2", "kind": "name", "label": "ORG", "text": "VPA", "start": 24}
    summary = {
        "quantities": [],
        "times": [],
        "mentions": [short | {"end": 27}],
        "claims": [{"sentence_start": 0, "tokens": tokens}],
    }
    article = {"quantities": [], "times": [], "mentions": [{"entity_id": entity}]}
    assert unsupported(summary, article, text) == lacking


def test_balanced_accuracy_weighs_both_labels_alike():
    cases = [case("a", True), case("a", False), case("a", False)]
    assert balanced_accuracy(cases, [True, False, True]) == 0.75


def test_an_articles_threshold_does_not_rest_on_it():
    """Its own cases want the opposite of what all the others want."""
    cases = [case(name, True, conflict=2) for name in ("a", "b")]
    cases += [case(name, False, conflict=1) for name in ("a", "b")]
    cases += [case("c", False, conflict=2), case("c", True, conflict=1)]
    assert choose(cases[:4], ["conflict"])["conflict"] == 2
    assert held_out_calls(cases, ["conflict"])[4:] == [True, False]
