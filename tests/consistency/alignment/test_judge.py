"""What the judge is given, and what is made of its answers; its weights are tried, not tested."""

from pathlib import Path

import numpy as np
import pytest

from crosscheck.consistency.alignment.judge import CLASSES, Judge, inputs, load_judge, read_text
from crosscheck.errors import ModelError
from tests.docs import argument, entity, side

SHIPPED = Path(__file__).parents[3] / "models" / "en_judge"


class Lengths:
    """A tokenizer that makes a piece of each word: its length."""

    def encode_batch(self, texts, add_special_tokens):
        assert not add_special_tokens
        return [type("Coded", (), {"ids": [len(w) for w in text.split()]}) for text in texts]

    def token_to_id(self, name):
        return {"[CLS]": 101, "[SEP]": 102}[name]


class Sizes:
    """A network that is the surer that the first says more, the more of the pieces are its own."""

    def __init__(self):
        self.batches = []

    def run(self, _, arrays):
        self.batches.append(arrays["ids"].shape)
        scores = np.zeros((len(arrays["ids"]), len(CLASSES)))
        second = arrays["segments"].sum(axis=1)
        scores[:, CLASSES.index("more_a")] = arrays["mask"].sum(axis=1) - 2 * second
        return [scores]


def test_a_batch_is_padded_and_says_which_claim_is_the_second():
    arrays = inputs([([5, 6], [7]), ([5], [])], 101, 102)
    assert arrays["ids"].tolist() == [[101, 5, 6, 102, 7, 102], [101, 5, 102, 102, 0, 0]]
    assert arrays["mask"].tolist() == [[1] * 6, [1, 1, 1, 1, 0, 0]]
    assert arrays["segments"].tolist() == [[0, 0, 0, 0, 1, 1], [0, 0, 0, 1, 0, 0]]


def test_a_pair_is_read_in_the_order_given():
    judge = Judge(Sizes(), Lengths())
    (shares,) = judge.probabilities([("the old dam broke", "it broke")])
    (turned,) = judge.probabilities([("it broke", "the old dam broke")])
    more = CLASSES.index("more_a")
    assert shares[more] > turned[more]
    assert shares.sum() == pytest.approx(1, abs=0.01)


def test_pairs_keep_their_places_whatever_their_lengths():
    judge = Judge(Sizes(), Lengths())
    texts = [(" ".join("a" * n), "a") for n in (9, 1, 5)]
    alone = [judge.probabilities([pair])[0].tolist() for pair in texts]
    assert judge.probabilities(texts).tolist() == alone


def test_no_pairs_no_answers():
    assert Judge(Sizes(), Lengths()).probabilities([]).shape == (0, len(CLASSES))


def test_a_pronoun_is_read_as_the_name_that_it_stands_for():
    lund = entity("s1/lund", "Ida Lund")
    she = argument("subject", "She", "s1/lund") | {"end": 3}
    claim = side("She/PRON resigned/VERB", entities={"s1/lund": lund}, arguments=[she])
    assert read_text(claim) == "Ida Lund resigned"
    unknown = side("She/PRON resigned/VERB", arguments=[she])
    assert read_text(unknown) == "She resigned"


def test_a_name_stays_as_it_stands():
    lund = entity("s1/lund", "Ida Lund")
    called = argument("subject", "Lund", "s1/lund") | {"end": 4}
    claim = side("Lund/PROPN resigned/VERB", entities={"s1/lund": lund}, arguments=[called])
    assert read_text(claim) == "Lund resigned"


def test_a_missing_judge_is_named_with_the_remedy(tmp_path):
    with pytest.raises(ModelError, match=r"no model\.onnx there; .*set align\.judge to null"):
        load_judge(str(tmp_path / "nowhere"))


def test_a_broken_judge_is_named(tmp_path):
    (tmp_path / "model.onnx").write_bytes(b"no network")
    (tmp_path / "tokenizer.json").write_text("{}")
    with pytest.raises(ModelError, match="broken"):
        load_judge(str(tmp_path))


def test_the_shipped_judge_tells_a_paraphrase_from_another_story():
    judge = load_judge(str(SHIPPED))
    base = "The dam above Orrin burst on Monday"
    shares = judge.probabilities(
        [
            (base, "On Monday the dam that stands over Orrin gave way"),
            (base, "Orrin's mayor was born there"),
        ]
    )
    assert shares[0, 0] < 0.5 < shares[1, 0]
    assert np.allclose(shares.sum(axis=1), 1, atol=0.01)
