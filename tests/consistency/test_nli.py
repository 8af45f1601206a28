"""The heavier judge: what its scores do to verdicts, and how its model is loaded."""

import json
import socket
import sys

import pytest

from crosscheck.consistency.nli import (
    WITHHELD,
    Thresholds,
    find_contradiction,
    load_judge,
    mean_odds,
    review,
)
from crosscheck.errors import ModelError
from tests.docs import side

THRESHOLDS = Thresholds(reject=0.1, call=0.9, min_confidence=0.3, types=["quantity", "predicate"])
WORDS = ("the", "pier", "bridge", "opened", "closed", "again", ",", ".")


def conflict(kind="quantity", severity="hard", confidence=0.8):
    return {
        "conflict_type": kind,
        "severity": severity,
        "confidence": confidence,
        "explanation": f"{kind} differs",
        "a_start": 0,
        "a_end": 3,
        "b_start": 1,
        "b_end": 4,
    }


def row(*conflicts, verdict="refine"):
    first = conflicts[0] if conflicts else {}
    return {
        "pair_id": "p1",
        "claim_a": "d1:0",
        "claim_b": "d2:0",
        "a_start": 0,
        "a_end": 15,
        "b_start": 0,
        "b_end": 15,
        "verdict": "conflict" if conflicts else verdict,
        "conflict_type": first.get("conflict_type"),
        "severity": first.get("severity"),
        "confidence": first.get("confidence", 0.7),
        "explanation": first.get("explanation", "both say the same"),
        "a_differs_start": first.get("a_start"),
        "a_differs_end": first.get("a_end"),
        "b_differs_start": first.get("b_start"),
        "b_differs_end": first.get("b_end"),
        "conflicts": list(conflicts),
        "update": False,
    }


def reviewed(given, there, back, thresholds=THRESHOLDS):
    """The row after a judge who gives the one probability there, and the other back."""
    sides = [
        side(f"the pier {word}/VERB", doc_id=d) for word, d in (("opened", "d1"), ("closed", "d2"))
    ]
    given = given | {"claim_a": sides[0].claim["claim_id"], "claim_b": sides[1].claim["claim_id"]}
    by_claim = {s.claim["claim_id"]: s for s in sides}

    def judge(pairs):
        return [there if "opened" in first else back for first, _ in pairs]

    (found,) = review([given], by_claim, {"p1": 0.7}, judge, thresholds)
    return found


def test_a_conflict_that_the_judge_sees_too_is_surer():
    found = reviewed(row(conflict()), 0.95, 0.95)
    assert (found["verdict"], found["severity"]) == ("conflict", "hard")
    assert found["confidence"] == found["conflicts"][0]["confidence"] > 0.8


def test_a_conflict_that_the_judge_half_sees_is_less_sure():
    found = reviewed(row(conflict()), 0.2, 0.3)
    assert found["verdict"] == "conflict"
    assert found["confidence"] < 0.8


def test_a_conflict_that_the_judge_sees_in_neither_direction_is_withheld():
    found = reviewed(row(conflict()), 0.05, 0.02)
    assert (found["verdict"], found["explanation"]) == ("undetermined", WITHHELD)
    assert (found["conflicts"], found["conflict_type"], found["severity"]) == ([], None, None)
    assert (found["confidence"], found["a_differs_start"]) == (0.7, None)


def test_a_conflict_that_the_judge_sees_in_one_direction_stays():
    assert reviewed(row(conflict()), 0.05, 0.6)["verdict"] == "conflict"


def test_altered_words_are_no_question_of_inference():
    given = row(conflict("quote"))
    assert reviewed(given, 0.0, 0.0)["conflicts"] == given["conflicts"]
    found = reviewed(row(conflict("quantity"), conflict("quote", "soft", 0.6)), 0.0, 0.0)
    assert (found["conflict_type"], found["severity"]) == ("quote", "soft")


def test_a_contradiction_that_the_rules_do_not_see_is_called_softly():
    found = reviewed(row(verdict="agree"), 0.97, 0.95)
    assert (found["verdict"], found["conflict_type"]) == ("conflict", "predicate")
    assert found["severity"] == "soft"
    assert found["explanation"] == (
        "the NLI model sees a contradiction: “the pier opened” ≠ “the pier closed”"
    )
    assert found["a_differs_end"] == found["a_end"]


@pytest.mark.parametrize(
    ("there", "back", "changes"),
    [(0.97, 0.5, {}), (0.97, 0.97, {"types": ["quantity"]}), (0.97, 0.97, {"min_confidence": 1.0})],
    ids=["one direction", "type not wanted", "not sure enough"],
)
def test_the_rules_stand_where_the_judge_is_not_sure(there, back, changes):
    given = row(verdict="agree")
    assert reviewed(given, there, back, THRESHOLDS._replace(**changes))["verdict"] == "agree"


@pytest.mark.parametrize("given", [row(verdict="undetermined"), row() | {"update": True}])
def test_what_is_withheld_or_updated_is_not_asked(given):
    assert reviewed(given, 1.0, 1.0)["verdict"] == given["verdict"]


def test_the_mean_in_log_odds():
    assert mean_odds([0.8, 0.8]) == 0.8
    assert mean_odds([0.8, 0.2]) == 0.5
    assert mean_odds([0.5, 1.0]) < 0.95


@pytest.mark.parametrize(
    "labels",
    [
        {0: "entailment", 1: "neutral", 2: "contradiction"},
        {0: "Neutral", 1: "ENTAILMENT", 2: "Contradiction"},
    ],
)
def test_labels_in_any_case(labels):
    assert find_contradiction(labels, "m") == 2


def test_labels_of_another_task_are_named():
    with pytest.raises(ModelError, match="m has the labels LABEL_0, LABEL_1, not entailment, "):
        find_contradiction({0: "LABEL_0", 1: "LABEL_1"}, "m")


@pytest.fixture
def model(tmp_path):
    """A tiny BERT with random weights and a vocabulary of a few words."""
    transformers = pytest.importorskip("transformers")
    torch = pytest.importorskip("torch")

    def make(*labels):
        folder = tmp_path / "nli"
        folder.mkdir()
        marks = ("[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]")
        vocabulary = folder / "vocab.txt"
        vocabulary.write_text("\n".join((*marks, *WORDS)) + "\n", encoding="utf-8")
        transformers.BertTokenizer.from_pretrained(folder).save_pretrained(folder)
        torch.manual_seed(0)
        config = transformers.BertConfig(
            vocab_size=len(marks) + len(WORDS),
            hidden_size=8,
            num_hidden_layers=1,
            num_attention_heads=2,
            intermediate_size=16,
            max_position_embeddings=32,
            id2label=dict(enumerate(labels)),
            label2id={label: i for i, label in enumerate(labels)},
        )
        transformers.BertForSequenceClassification(config).save_pretrained(folder)
        return folder

    return make


@pytest.fixture
def offline(monkeypatch):
    def refuse(*arguments):
        raise AssertionError(f"it tried to connect: {arguments[1:]}")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)


def test_a_model_is_loaded_and_says_the_same_every_time(model, offline):
    folder = str(model("Contradiction", "neutral", "ENTAILMENT"))
    pairs = [("the pier opened.", "the pier closed."), ("the bridge", "closed again " * 40)] * 20
    first = load_judge(folder)(pairs)
    load_judge.cache_clear()
    assert load_judge(folder)(pairs) == first
    assert len(first) == len(pairs)
    assert all(0 < p < 1 for p in first)
    assert load_judge(folder)([]) == []


def test_the_order_of_the_labels_does_not_matter(model):
    folder = model("contradiction", "neutral", "entailment")
    pair = [("the pier opened.", "the pier closed.")]
    first = load_judge(str(folder))(pair)
    load_judge.cache_clear()
    config = json.loads((folder / "config.json").read_text(encoding="utf-8"))
    config["id2label"] = {"0": "entailment", "1": "neutral", "2": "contradiction"}
    config["label2id"] = {label: int(i) for i, label in config["id2label"].items()}
    (folder / "config.json").write_text(json.dumps(config), encoding="utf-8")
    assert load_judge(str(folder))(pair) != first


def test_a_model_of_another_task_is_refused(model):
    with pytest.raises(ModelError, match="has the labels good, bad"):
        load_judge(str(model("good", "bad")))


def test_an_id_that_is_not_on_this_machine_is_one_line(offline):
    pytest.importorskip("transformers")
    with pytest.raises(ModelError, match=r"^consistency\.nli_model: nobody/nothing is no folder"):
        load_judge("nobody/nothing")


def test_a_broken_folder_is_one_line(tmp_path):
    pytest.importorskip("transformers")
    with pytest.raises(ModelError) as found:
        load_judge(str(tmp_path))
    assert "cannot be loaded (" in str(found.value)
    assert "\n" not in str(found.value)


def test_without_the_extra_it_is_named(monkeypatch):
    monkeypatch.setitem(sys.modules, "transformers", None)
    with pytest.raises(ModelError, match=r"crosscheck\[nli\]"):
        load_judge("some-model")
