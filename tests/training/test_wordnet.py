"""WordNet's synsets → the lines of the distilled file."""

import pytest

pytest.importorskip("wordfreq")

from training.wordnet import Synset, distil

COMMON = {"lorry", "vehicle", "thing", "load"}


def synset(key, word, *above):
    return Synset(key, [word], [("near", target, 0, 0) for target in above])


@pytest.mark.parametrize(
    ("between", "near", "over"),
    [
        (["n5"], set(), {"0 1"}),  # "motor vehicle" is not kept
        (["n5", "n9"], {"0 2"}, {"0 1"}),
        (["n7"], {"0 1"}, set()),
    ],
)
def test_what_stands_above_a_synset_without_words(between, near, over):
    synsets = {
        s.key: s
        for s in (
            synset("n1", "lorry", *between),
            synset("n5", "self-propelled_vehicle", "n6"),
            synset("n6", "wheeled_vehicle", "n7", "n5"),
            synset("n7", "vehicle"),
            synset("n9", "thing"),
        )
    }
    lines = distil(synsets, COMMON)
    assert (lines["near"], lines["above"]) == (near, over)


def test_only_nouns_and_verbs_have_kinds():
    synsets = {
        s.key: s
        for s in (synset("a1", "load", "a5"), synset("a5", "very_so", "a7"), synset("a7", "thing"))
    }
    assert distil(synsets, COMMON)["above"] == set()
