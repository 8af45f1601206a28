"""A heavier judge: a cross-encoder for natural language inference re-scores what the rules say.

It is asked of two claims, in both directions, whether one contradicts the other. It has a say in
conflicts about facts; whether words were altered, or who said them, is no question of inference.
"""

import math
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path
from textwrap import shorten
from typing import Any, NamedTuple

from crosscheck.consistency.sides import Side
from crosscheck.consistency.verdicts import OF_UTTERANCES, later_of, led_by
from crosscheck.errors import ModelError

LABELS = ("entailment", "neutral", "contradiction")
WITHHELD = "the NLI model sees no contradiction"
_BATCH, _LONGEST = 32, 256
_QUOTED = 80
# A probability is never surer than this: no single word decides.
_SUREST = 0.99

Judge = Callable[[Sequence[tuple[str, str]]], list[float]]
"""Pairs of premise and hypothesis → the probability of each that they contradict each other."""


class Thresholds(NamedTuple):
    """What the judge may do.

    Attributes:
        reject: A conflict is withheld whose contradiction is less probable in both directions.
        call: A contradiction is called that the rules do not see if it is more probable in both.
        min_confidence: Conflicts below it are not called.
        types: The conflict types looked for; the judge's own are of type `predicate`.
    """

    reject: float
    call: float
    min_confidence: float
    types: Sequence[str]


def review(
    rows: Iterable[dict[str, Any]],
    sides: Mapping[str, Side],
    scores: Mapping[str, float],
    judge: Judge,
    thresholds: Thresholds,
) -> Iterator[dict[str, Any]]:
    """Rows of `verdicts` with the judge's say in them, in their order.

    Args:
        rows: Rows of `verdicts` of one story.
        sides: claim_id → Side.
        scores: pair_id → the probability that the two claims speak of the same.
        judge: Asked about every pair that has a verdict, in both directions.
        thresholds: What it may do.
    """
    listed = list(rows)
    asked = [row for row in listed if row["verdict"] != "undetermined" and not row["update"]]
    texts = [(sides[row["claim_a"]].text, sides[row["claim_b"]].text) for row in asked]
    answers = judge([*texts, *((b, a) for a, b in texts)])
    both = zip(answers[: len(texts)], answers[len(texts) :], strict=True)
    judged = {row["pair_id"]: seen for row, seen in zip(asked, both, strict=True)}
    for row in listed:
        seen = judged.get(row["pair_id"])
        if seen is None:
            yield row
        elif row["verdict"] == "conflict":
            yield _reviewed(row, seen, scores[row["pair_id"]], thresholds)
        else:
            a, b = sides[row["claim_a"]], sides[row["claim_b"]]
            yield _called(row, a, b, seen, scores[row["pair_id"]], thresholds)


def mean_odds(probabilities: Iterable[float]) -> float:
    """The mean of probabilities in log-odds."""
    bounded = [min(max(p, 1 - _SUREST), _SUREST) for p in probabilities]
    mean = sum(math.log(p / (1 - p)) for p in bounded) / len(bounded)
    return round(1 / (1 + math.exp(-mean)), 3)


def _reviewed(
    row: dict[str, Any], seen: Sequence[float], score: float, thresholds: Thresholds
) -> dict[str, Any]:
    """A conflict with the confidence that rules and judge give it together, or withheld."""
    kept = []
    for conflict in row["conflicts"]:
        if conflict["conflict_type"] not in OF_UTTERANCES:
            together = mean_odds([conflict["confidence"], mean_odds(seen)])
            if max(seen) < thresholds.reject or together < thresholds.min_confidence:
                continue
            conflict = conflict | {"confidence": together}
        kept.append(conflict)
    if not kept:
        return _without_conflict(row) | {
            "verdict": "undetermined",
            "confidence": score,
            "explanation": WITHHELD,
        }
    return led_by(row, sorted(kept, key=lambda c: (c["severity"] != "hard", -c["confidence"])))


def _called(
    row: dict[str, Any],
    a: Side,
    b: Side,
    seen: Sequence[float],
    score: float,
    thresholds: Thresholds,
) -> dict[str, Any]:
    """A pair that agrees by the rules, as a conflict if the judge is sure that it contradicts."""
    confidence = mean_odds([score, mean_odds(seen)])
    if (
        min(seen) < thresholds.call
        or confidence < thresholds.min_confidence
        or "predicate" not in thresholds.types
        or later_of(a, b) is not None
    ):
        return row
    quoted = [shorten(side.text, _QUOTED, placeholder=" …") for side in (a, b)]
    conflict = {
        "conflict_type": "predicate",
        "severity": "soft",
        "confidence": confidence,
        "explanation": f"the NLI model sees a contradiction: “{quoted[0]}” ≠ “{quoted[1]}”",
        "a_start": row["a_start"],
        "a_end": row["a_end"],
        "b_start": row["b_start"],
        "b_end": row["b_end"],
    }
    return led_by(row | {"verdict": "conflict"}, [conflict])


def _without_conflict(row: dict[str, Any]) -> dict[str, Any]:
    places = {f"{side}_differs_{end}": None for side in "ab" for end in ("start", "end")}
    return row | places | {"conflict_type": None, "severity": None, "conflicts": []}


@cache
def load_judge(name: str) -> Judge:
    """Load a cross-encoder of Hugging Face's format; no network connection is opened.

    Args:
        name: A folder, or the id of a model in the local cache.

    Raises:
        ModelError: If the extra is not installed, there is no such model on this machine, it is
            broken, or its labels are not those of natural language inference.
    """
    try:
        import torch
        from transformers import AutoModelForSequenceClassification, AutoTokenizer
        from transformers.utils.logging import disable_progress_bar
    except ImportError as error:
        raise ModelError(
            f"consistency.nli_model: {name} needs the extra: pip install 'crosscheck[nli]'"
        ) from error
    disable_progress_bar()
    try:
        tokenizer = AutoTokenizer.from_pretrained(name, local_files_only=True)
        model = AutoModelForSequenceClassification.from_pretrained(name, local_files_only=True)
    except (OSError, ValueError, KeyError) as error:
        raise ModelError(f"consistency.nli_model: {_missing(name, error)}") from error
    labels = {index: str(label) for index, label in model.config.id2label.items()}
    contradiction = find_contradiction(labels, name)
    positions = getattr(model.config, "max_position_embeddings", _LONGEST)
    longest = min(_LONGEST, tokenizer.model_max_length, positions)
    model.eval()

    def judge(pairs: Sequence[tuple[str, str]]) -> list[float]:
        found: list[float] = []
        for i in range(0, len(pairs), _BATCH):
            first, second = zip(*pairs[i : i + _BATCH], strict=True)
            batch = tokenizer(
                list(first),
                list(second),
                padding=True,
                truncation=True,
                max_length=longest,
                return_tensors="pt",
            )
            with torch.inference_mode():
                shares = model(**batch).logits.double().softmax(dim=-1)
            found += [round(share, 4) for share in shares[:, contradiction].tolist()]
        return found

    return judge


def find_contradiction(labels: Mapping[int, str], name: str) -> int:
    """Which of a model's labels, in whatever order and case, is `contradiction`.

    Raises:
        ModelError: If they are not entailment, neutral and contradiction; it names those it has.
    """
    places = {label.strip().lower(): index for index, label in labels.items()}
    if set(places) != set(LABELS):
        raise ModelError(
            f"consistency.nli_model: {name} has the labels {', '.join(labels.values())}, not "
            f"{', '.join(LABELS)}; choose a cross-encoder for natural language inference"
        )
    return places["contradiction"]


def _missing(name: str, error: Exception) -> str:
    if not Path(name).is_dir():
        return (
            f"{name} is no folder, and no model of that id is in the local cache; fetch it first "
            f"(hf download {name}), or set it to null"
        )
    first = str(error).strip().splitlines()[0] if str(error).strip() else type(error).__name__
    return f"{name} cannot be loaded ({first}); restore the folder, or set it to null"
