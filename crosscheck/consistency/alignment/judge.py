"""The judge: a small cross-encoder that reads two claims together and says how they stand.

Its classes are those of `CLASSES`; models/en_judge has its card. It runs on the CPU by ONNX
Runtime, with weights and activations in 8 bits, on one thread, so that a story's numbers are always
the same.
"""

from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import get_args

import numpy as np

from crosscheck.consistency.sides import Side
from crosscheck.errors import ModelError
from crosscheck.parameters import ConflictType

CONFLICTS: tuple[str, ...] = get_args(ConflictType)
# They speak of different things; tell the same; the first, or the second, says more; contradict.
CLASSES = ("other", "agree", "more_a", "more_b", *CONFLICTS)
# Word pieces read of each claim.
LONGEST = 48
_BATCH = 32
_FILES = ("model.onnx", "tokenizer.json")
# Probabilities are rounded to so many digits, so that no processor's arithmetic shows.
_DIGITS = 3
_PRONOUNS = frozenset(
    ["he", "she", "it", "they", "him", "her", "them", "his", "its", "their", "who", "this", "that"]
)


class Judge:
    """A loaded cross-encoder."""

    def __init__(self, session: object, tokenizer: object) -> None:
        self._session, self._tokenizer = session, tokenizer

    def probabilities(self, pairs: Sequence[tuple[str, str]]) -> np.ndarray:
        """The probability of each class for each pair of texts, in the order given: (pairs,
        classes).
        """
        texts = list(dict.fromkeys(text for pair in pairs for text in pair))
        place = {text: number for number, text in enumerate(texts)}
        coded = self._tokenizer.encode_batch(texts, add_special_tokens=False)  # type: ignore[attr-defined]
        pieces = [one.ids[:LONGEST] for one in coded]
        ends = [self._tokenizer.token_to_id(name) for name in ("[CLS]", "[SEP]")]  # type: ignore[attr-defined]
        coded_pairs = [(pieces[place[a]], pieces[place[b]]) for a, b in pairs]
        return np.round(self._read(coded_pairs, *ends), _DIGITS)

    def _read(self, pairs: Sequence[tuple[list[int], list[int]]], cls: int, sep: int) -> np.ndarray:
        found = np.zeros((len(pairs), len(CLASSES)))
        order = sorted(range(len(pairs)), key=lambda n: sum(map(len, pairs[n])))
        for start in range(0, len(order), _BATCH):
            chosen = order[start : start + _BATCH]
            logits = self._session.run(None, inputs([pairs[n] for n in chosen], cls, sep))[0]  # type: ignore[attr-defined]
            raised = np.exp(logits - logits.max(axis=1, keepdims=True))
            found[chosen] = raised / raised.sum(axis=1, keepdims=True)
        return found


def inputs(
    pairs: Sequence[tuple[Sequence[int], Sequence[int]]], cls: int, sep: int
) -> Mapping[str, np.ndarray]:
    """A batch of pairs of pieces as the network takes them: `ids`, `mask` and `segments`."""
    rows = [[cls, *a, sep, *b, sep] for a, b in pairs]
    shape = len(rows), max(map(len, rows))
    arrays = {name: np.zeros(shape, dtype=np.int64) for name in ("ids", "mask", "segments")}
    for number, ((a, _), row) in enumerate(zip(pairs, rows, strict=True)):
        arrays["ids"][number, : len(row)] = row
        arrays["mask"][number, : len(row)] = 1
        arrays["segments"][number, len(a) + 2 : len(row)] = 1
    return arrays


def read_text(side: Side) -> str:
    """A claim as the judge reads it: with names for the pronouns whose names are known."""
    claim, text = side.claim, side.text
    known = {**side.speakers, **side.entities}
    found = [
        (
            row["start"] - claim["start"],
            row["end"] - claim["start"],
            known[row["entity_id"]]["name"],
        )
        for row in claim["arguments"]
        if row["text"].lower() in _PRONOUNS
        and row["entity_id"] in known
        and claim["start"] <= row["start"]
        and row["end"] <= claim["end"]
    ]
    for start, end, name in sorted(found, reverse=True):
        text = text[:start] + name + text[end:]
    return " ".join(text.split())


@cache
def load_judge(folder: str) -> Judge:
    """Load a judge.

    Raises:
        ModelError: If the folder lacks its files, or they are broken.
    """
    path = Path(folder)
    missing = [name for name in _FILES if not (path / name).is_file()]
    if missing:
        raise ModelError(
            f"{folder}: no {missing[0]} there; restore the folder from git, or set align.judge to "
            "null"
        )
    import onnxruntime
    from tokenizers import Tokenizer

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    options.log_severity_level = 3
    try:
        tokenizer = Tokenizer.from_file(str(path / "tokenizer.json"))
        session = onnxruntime.InferenceSession(
            str(path / "model.onnx"), options, providers=["CPUExecutionProvider"]
        )
    except Exception as error:  # both libraries raise what they like
        first = str(error).strip().splitlines()[0]
        raise ModelError(f"{folder}: broken ({first}); restore the folder from git") from error
    tokenizer.no_padding()
    tokenizer.no_truncation()
    return Judge(session, tokenizer)
