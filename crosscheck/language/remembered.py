"""What is computed once for each word and then looked up: a text repeats most of its words."""

from collections.abc import Callable
from typing import Any

import numpy as np
from spacy.attrs import NORM, ORTH, SPACY
from spacy.tokens import Doc
from spacy.util import registry
from thinc.api import Model

ARCHITECTURE = "crosscheck.RememberedEmbed.v1"
_KEPT = 40_000
_MIXER = np.uint64(0x9E3779B97F4A7C15)


class Memory:
    """Rows of numbers under 64-bit keys; when it holds too many, it forgets all."""

    def __init__(self, kept: int = _KEPT) -> None:
        self._kept = kept
        self.forget()

    def __len__(self) -> int:
        return len(self._places)

    def forget(self) -> None:
        """Empty the memory: what computes the rows has changed."""
        self._places: dict[int, int] = {}
        self._rows = np.zeros((0, 0), dtype=np.float32)

    def look_up(self, keys: np.ndarray, make: Callable[[list[int]], np.ndarray]) -> np.ndarray:
        """The keys' rows; `make` computes those of keys not met before, given where each of these
        first occurs among the keys.
        """
        unique, firsts, places = np.unique(keys, return_index=True, return_inverse=True)
        if len(self._places) + len(unique) > self._kept:
            self.forget()
        listed = unique.tolist()
        new = [number for number, key in enumerate(listed) if key not in self._places]
        if new:
            self._add([listed[number] for number in new], make(firsts[new].tolist()))
        return self._rows[np.array([self._places[key] for key in listed])[places]]

    def _add(self, keys: list[int], rows: np.ndarray) -> None:
        used, needed = len(self._places), len(self._places) + len(keys)
        if needed > len(self._rows):
            grown = np.zeros((2 * needed, rows.shape[1]), dtype=np.float32)
            if used:
                grown[:used] = self._rows[:used]
            self._rows = grown
        self._rows[used:needed] = rows
        self._places.update(zip(keys, range(used, needed), strict=True))


class _Forward:
    """Embeds documents by way of their kinds of words; while training, as the layer itself does."""

    def __init__(self) -> None:
        self.memory = Memory()

    def __call__(self, model: Model, docs: list[Doc], is_train: bool) -> tuple[list, Callable]:
        embed = model.layers[0]
        if is_train:
            self.memory.forget()
            return embed(docs, is_train)
        marks = np.concatenate([doc.to_array([ORTH, NORM, SPACY]) for doc in docs])
        starts = np.cumsum([0, *map(len, docs)])

        def make(firsts: list[int]) -> np.ndarray:
            owners = (np.searchsorted(starts, firsts, side="right") - 1).tolist()
            some = [
                docs[o][first - int(starts[o])] for o, first in zip(owners, firsts, strict=True)
            ]
            one = Doc(
                docs[0].vocab,
                words=[token.text for token in some],
                spaces=[bool(token.whitespace_) for token in some],
            )
            for token, like in zip(one, some, strict=True):
                token.norm_ = like.norm_
            return embed.predict([one])[0]

        keys = marks[:, 0] ^ (marks[:, 1] * _MIXER) ^ marks[:, 2]
        rows = self.memory.look_up(keys, make)
        return np.split(rows, starts[1:-1]), _no_training


def _no_training(_: object) -> list:
    raise ValueError("what was predicted cannot be learnt from")


@registry.architectures(ARCHITECTURE)
def remembered_embed(embed: Model) -> Model:
    """Wrap an embedding layer whose output depends on a word's form, norm and following space
    alone, such as spaCy's MultiHashEmbed with static vectors.
    """

    def start(model: Model, X: Any = None, Y: Any = None) -> None:  # noqa: N803
        embed.initialize(X, Y)
        model.set_dim("nO", embed.get_dim("nO"))

    dims = {"nO": embed.get_dim("nO") if embed.has_dim("nO") else None}
    return Model("remembered_embed", _Forward(), init=start, layers=[embed], dims=dims)
