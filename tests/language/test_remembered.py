"""What is remembered is what would be computed again."""

import numpy as np
import pytest
import spacy
from spacy.ml.models import MultiHashEmbed

from crosscheck.language.remembered import Memory, remembered_embed


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


@pytest.fixture
def embed():
    nlp = spacy.blank("en")
    attrs, rows = ["NORM", "PREFIX", "SHAPE", "SPACY"], [50, 20, 20, 20]
    layer = MultiHashEmbed(width=6, attrs=attrs, rows=rows, include_static_vectors=False)
    docs = list(nlp.pipe(["She can't say.", "Can she? Say it. ", "She can not  say"]))
    layer.initialize(docs)
    return layer, docs


def test_remembered_embeddings_are_the_layer_s(embed):
    layer, docs = embed
    expected = layer.predict(docs)
    wrapped = remembered_embed(layer)
    for _ in range(2):
        for found, rows in zip(wrapped.predict(docs), expected, strict=True):
            np.testing.assert_allclose(found, rows, rtol=1e-5, atol=1e-6)


def test_training_forgets(embed):
    layer, docs = embed
    wrapped = remembered_embed(layer)
    before = wrapped.predict(docs)
    _, learn = wrapped(docs, is_train=True)
    learn([np.ones_like(rows) for rows in before])
    layer.finish_update(lambda key, weights, gradient: (weights - gradient, gradient * 0))
    after = wrapped.predict(docs)
    assert any(not np.allclose(a, b) for a, b in zip(before, after, strict=True))
