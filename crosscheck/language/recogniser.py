"""The named-entity recogniser: a small network scores labels, the best path gives the names.

The Viterbi path through the labels' scores, in which an I- label only continues a name of its own
kind, gives the names. The weights come from training/names.py.
"""

import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

import numpy as np
from numpy.typing import ArrayLike
from spacy.language import Language
from spacy.tokens import Doc, Span
from spacy.vocab import Vocab

from crosscheck.language import gazetteer
from crosscheck.language.network import Network, NetworkPipe

FACTORY = "crosscheck_names"
PERSON = "PERSON"
OUTSIDE = "O"
# Scores are logarithms: beside one e^7 times as likely, no other label is worth a look.
SURE = 7.0


def allowed(labels: Sequence[str]) -> np.ndarray:
    """Which label may follow which: (labels + 1, labels), the last row for a text's beginning."""
    kinds = [label[2:] for label in labels]
    table = np.ones((len(labels) + 1, len(labels)), dtype=bool)
    for column, label in enumerate(labels):
        if label.startswith("I-"):
            table[:, column] = [*(kind == label[2:] for kind in kinds), False]
    return table


def best_paths(scores: np.ndarray, lengths: ArrayLike, moves: np.ndarray) -> np.ndarray:
    """The best label of each word in the best path through its text (Viterbi 1967).

    Args:
        scores: (words, labels), text after text.
        lengths: How many words each text has, at least one each.
        moves: (labels + 1, labels), what a label gains where it follows another; last, where it
            begins a text.
    """
    sizes = np.asarray(lengths)
    order = np.argsort(-sizes, kind="stable")
    begins = (np.cumsum(sizes) - sizes)[order]
    sizes = sizes[order]
    # The texts go forward side by side, the longest first: `alive` of them have a word at a time.
    alive = [int((sizes > time).sum()) for time in range(sizes.max(initial=0))]
    best = [scores[begins] + moves[-1]]
    back: list[np.ndarray] = []
    for time, count in enumerate(alive[1:], start=1):
        ways = best[-1][:count, :, None] + moves[:-1]
        back.append(ways.argmax(1))
        best.append(ways.max(1) + scores[begins[:count] + time])
    path = np.zeros(len(scores), dtype=np.int64)
    after = np.zeros(0, dtype=np.int64)
    for time in reversed(range(len(alive))):
        here = best[time].argmax(1)
        if len(after):
            here[: len(after)] = back[time][np.arange(len(after)), after]
        path[begins[: alive[time]] + time] = here
        after = here
    return path


def label_words(scores: np.ndarray, inside: np.ndarray, moves: np.ndarray) -> np.ndarray:
    """The best path where any name is likely at all; label 0, "O", everywhere else.

    Words surely outside cut the texts into short pieces, whose paths are independent.
    """
    unsure = ((scores[:, 0] - scores[:, 1:].max(1)) < SURE) & (inside > 0)
    steps = np.diff(np.concatenate([[0], unsure.astype(np.int8), [0]]))
    begins, ends = np.flatnonzero(steps == 1), np.flatnonzero(steps == -1)
    labels = np.zeros(len(scores), dtype=np.int64)
    if len(begins):
        labels[unsure] = best_paths(scores[unsure], ends - begins, moves)
    return labels


def _is_title(name: Span) -> bool:
    """Does it only say what somebody is ("the President", "Mr"), which some corpora take for the
    person's name?
    """
    if name.label_ != PERSON or gazetteer.is_given_name(name.text):
        return False
    return gazetteer.courtesy(name.text) or gazetteer.role(name.text) is not None


def _is_currency(name: Span) -> bool:
    """Is it the sign of a currency ("US$")?"""
    return bool(name.text) and unicodedata.category(name.text[-1]) == "Sc"


class NameRecogniser(NetworkPipe):
    """A spaCy component that sets `doc.ents`."""

    def __init__(self, vocab: Vocab, name: str = "ner") -> None:
        super().__init__(vocab, name)
        self.kinds: list[str] = [OUTSIDE]
        self.hidden: list[str] = []
        self.moves = np.zeros((2, 1), dtype=np.float32)

    @property
    def labels(self) -> tuple[str, ...]:
        """The labels that its entities can have."""
        named = {kind[2:] for kind in self.kinds if kind != OUTSIDE}
        return tuple(sorted(named - set(self.hidden)))

    def about(self) -> dict[str, Any]:
        """The BIO labels, and the kinds of names that are no entities."""
        return {"kinds": self.kinds, "hidden": self.hidden}

    def begin(
        self,
        arrays: dict[str, np.ndarray],
        dilations: Sequence[int],
        kinds: Sequence[str],
        hidden: Sequence[str] = (),
    ) -> None:
        """Take trained weights.

        Args:
            arrays: The network's with `out` (width, labels), and `moves`, the transitions' scores
                (labels + 1, labels).
            dilations: The convolutions' reach, in their order.
            kinds: The BIO labels of the network's outputs; the first is "O".
            hidden: Kinds of names that the network tells apart but that are no entities.
        """
        arrays = dict(arrays)
        moves = arrays.pop("moves").astype(np.float32)
        self.moves = np.where(allowed(kinds), moves, np.float32(-1e4))
        self.kinds, self.hidden = list(kinds), list(hidden)
        self._take(Network(arrays, dilations))

    def _arrays(self) -> Iterable[tuple[str, np.ndarray]]:
        return [*super()._arrays(), ("moves", self.moves)]

    def _mark(self, docs: list[Doc]) -> None:
        network = self._weights()
        orths, starts, inside = self._row(docs)
        read = self._legible(orths)
        states = network.read(self._embedded(orths[read]), inside[read])
        labels = np.zeros(len(orths), dtype=np.int64)
        labels[read] = label_words(network.linear(states, "out"), inside[read], self.moves)
        for space in np.flatnonzero(~read)[::-1]:  # inside a name it is a part of it
            if self.kinds[labels[space + 1]].startswith("I-"):
                labels[space] = labels[space + 1]
        for doc, start in zip(docs, starts.tolist(), strict=True):
            found = self._spans(labels[start : start + len(doc)])
            names = (Span(doc, first, last, label=kind) for first, last, kind in found)
            doc.set_ents([name for name in names if not (_is_title(name) or _is_currency(name))])

    def _spans(self, labels: np.ndarray) -> Iterator[tuple[int, int, str]]:
        """Read half-open spans off a text's labels, without the hidden kinds."""
        named = np.flatnonzero(labels)
        start = 0
        for place, index in enumerate(named):
            follows = place + 1 < len(named) and named[place + 1] == index + 1
            if follows and self.kinds[labels[index + 1]].startswith("I-"):
                continue
            kind = self.kinds[labels[index]][2:]
            if kind not in self.hidden:
                yield int(named[start]), int(index) + 1, kind
            start = place + 1


@Language.factory(FACTORY, assigns=["doc.ents", "token.ent_iob", "token.ent_type"])
def make_recogniser(nlp: Language, name: str) -> NameRecogniser:
    """Make the component, without weights, for `nlp.add_pipe` and for loading."""
    return NameRecogniser(nlp.vocab, name)
