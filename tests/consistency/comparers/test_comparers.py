"""A comparer for every type, and what holds of more than one of them."""

import pytest

from crosscheck.consistency.comparers import COMPARERS, entity, polarity, scope
from crosscheck.tables.verdicts import CONFLICT_TYPES
from tests.consistency.comparers.calling import COPIED, in_copies
from tests.docs import side


def test_there_is_a_comparer_for_every_conflict_type():
    assert set(COMPARERS) == set(CONFLICT_TYPES)


@pytest.mark.parametrize(
    ("module", "first", "second", "expected"),
    [
        (scope, "most/ADJ drowned/drown/VERB", "few/ADJ drowned/drown/VERB", ["most ≠ few"]),
        (scope, "most/ADJ drowned/drown/VERB", "most/ADJ sank/sink/VERB", []),
        (scope, "always/ADV sang/VERB", "sometimes/ADV sang/VERB", ["always ≠ sometimes"]),
        (scope, "often/ADV sang/VERB", "frequently/ADV sang/VERB", []),
        (
            scope,
            "some/DET gulls/gull/NOUN sang/VERB",
            "all/DET birds/bird/NOUN sang/VERB",
            ["some ≠ all"],
        ),
        (
            polarity,
            "male/NOUN>10:amod gulls/gull/NOUN",
            "female/ADJ>10:amod gulls/gull/NOUN",
            ["male ≠ female"],
        ),
        (
            entity,
            "told/tell/VERB The/DET Gazette/PROPN",
            "told/tell/VERB Holt/PROPN",
            ["Gazette ≠ Holt"],
        ),
        (
            polarity,
            "cold/ADJ>12:amod sea/NOUN met/VERB cold/ADJ>13:amod air/NOUN",
            "hot/ADJ>12:amod sea/NOUN met/VERB cold/ADJ>13:amod air/NOUN",
            ["cold ≠ hot"],
        ),
        (
            polarity,
            "cold/ADJ>12:amod sea/NOUN met/VERB hot/ADJ>13:amod air/NOUN",
            "hot/ADJ>12:amod sea/NOUN met/VERB cold/ADJ>13:amod air/NOUN",
            [],
        ),
    ],
)
def test_a_word_for_another_in_near_copies(module, first, second, expected):
    a, b = side(f"{COPIED} {first}"), side(f"{COPIED} {second}", doc_id="d2")
    assert in_copies(module, a, b) == expected
