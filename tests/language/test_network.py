"""Words' features, and what is remembered of them."""

import numpy as np
import pytest
import spacy

from crosscheck.language import recogniser, syntax
from crosscheck.language.network import Memory, class_rows, features, quantised, word_key


@pytest.mark.parametrize("factory", [recogniser.FACTORY, syntax.FACTORY])
def test_without_weights_a_component_says_so(factory):
    nlp = spacy.blank("en")
    nlp.add_pipe(factory)
    with pytest.raises(ValueError, match="no weights"):
        nlp("Ana Torres left.")


def test_features_know_ends_shape_and_white_space():
    names, weights = features("McAllister's")
    assert "s:XxXxx'x" in names
    assert "p:McA" in names
    assert len(names) == len(weights)
    assert features("\n\n") == features(" ")
    assert features("F-16")[0][0] == features("F-35")[0][0]


def test_each_key_is_computed_once():
    asked = []
    keys = np.array([7, 5, 7, 9], dtype=np.uint64)

    def make(firsts):
        asked.append([int(keys[first]) for first in firsts])
        return np.array([[keys[first]] for first in firsts], dtype=np.float32)

    memory = Memory()
    assert memory.look_up(keys, make)[:, 0].tolist() == [7, 5, 7, 9]
    assert memory.look_up(keys[:3], make)[:, 0].tolist() == [7, 5, 7]
    assert asked == [[5, 7, 9]]


def test_a_full_memory_begins_anew():
    memory = Memory(kept=3)
    for some in ([1, 2], [3, 4]):
        keys = np.array(some, dtype=np.uint64)
        rows = memory.look_up(keys, lambda firsts, keys=keys: keys[firsts][:, None])
        assert rows[:, 0].tolist() == some
    assert len(memory) == 2


def test_words_are_classed_as_written_in_title_case_or_lower_cased():
    classes = {"Reading": 3, "reading": 5, "bath": 7}
    keys = np.array(sorted(map(word_key, classes)), dtype=np.uint32)
    numbers = np.array([classes[w] for w in sorted(classes, key=word_key)], dtype=np.uint16)
    words = ["Reading", "reading", "READING", "Bath", "Leeds"]
    assert class_rows(words, keys, numbers).tolist() == [3, 5, 3, 7, 0]


def test_a_quantised_table_is_nearly_the_same():
    table = np.vstack([np.random.default_rng(1).normal(size=(50, 8)), np.zeros((1, 8))])
    numbers, scales = quantised(table)
    assert numbers.dtype == np.int8
    again = numbers * scales.astype(np.float32)
    assert np.abs(again - table).max() < np.abs(table).max() / 200
    assert not again[-1].any()
