"""Utterances: what somebody said, joined from the pieces that a document breaks it into ("…," he
said, "…").
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from crosscheck.claims.lexicons import lexicon
from crosscheck.consistency.utterances.spoken_words import INSERTION, Word, stem, words_of
from crosscheck.language.spelling import canonical_spelling

Row = Mapping[str, Any]

_TERMINAL = re.compile(r"[.!?]")
_OMISSION = re.compile(r"\.\.\.|…|\. \. \.")
# The kind of a piece that no document puts in quotation marks.
UNMARKED = "unmarked"


@dataclass(frozen=True, eq=False)
class Utterance:
    """What somebody said, joined from the quotations that a document breaks it into.

    Attributes:
        pieces: Rows of `quotations` of one document, in text order.
        speaker: The row of `entities` of whoever said it, if resolved.
    """

    pieces: tuple[Row, ...]
    speaker: Row | None = None

    @cached_property
    def words(self) -> tuple[Word, ...]:
        """The words of all pieces."""
        return tuple(
            w
            for n, piece in enumerate(self.pieces)
            for w in words_of(piece["text"], piece["start"], n)
        )

    @cached_property
    def forms(self) -> tuple[str, ...]:
        """The words' canonical forms."""
        return tuple(canonical_spelling(w.form) for w in self.words)

    @cached_property
    def names(self) -> tuple[bool, ...]:
        """For each word, is it part of a name: a capital within a sentence in small letters?"""
        shouted = 2 * sum(w.name for w in self.words) > len(self.words)
        return tuple(
            w.name and i > 0 and not shouted and not self.sentence_ends(i - 1, i)
            for i, w in enumerate(self.words)
        )

    @cached_property
    def content(self) -> frozenset[str]:
        """The stems of its telling words."""
        return frozenset(stem(w) for w in self.words if w.telling)

    @property
    def speaker_id(self) -> str | None:
        """The entity that said it, if resolved."""
        known = (piece["speaker_entity_id"] for piece in self.pieces)
        return next((key for key in known if key is not None), None)

    @property
    def named(self) -> bool:
        """Does the document name a person as its speaker, rather than describe one?"""
        if self.speaker is None or self.speaker["label"] != "PERSON":
            return False
        words = set(str(self.pieces[0]["speaker_text"]).lower().split())
        return bool(words & set(str(self.speaker["name"]).lower().split()))

    @property
    def pronoun(self) -> bool:
        """Does only a pronoun stand for its speaker?"""
        return str(self.pieces[0]["speaker_text"]).lower() in lexicon("pronouns")

    @property
    def unmarked(self) -> bool:
        """Does it stand in its document without quotation marks?"""
        return self.pieces[0]["kind"] == UNMARKED

    @property
    def nobodys(self) -> bool:
        """Does it stand there without quotation marks, and as nobody's words?"""
        return self.unmarked and self.speaker is None

    def between(self, i: int, j: int) -> str:
        """The quoted text between two words of one piece."""
        piece = self.pieces[self.words[i].piece]
        origin = piece["start"]
        return str(piece["text"][self.words[i].end - origin : self.words[j].start - origin])

    def broken(self, i: int, j: int) -> bool:
        """Does the document break the utterance off between two words?"""
        return self.words[i].piece != self.words[j].piece

    def marked(self, i: int, j: int) -> bool:
        """Does the document itself mark an omission or an insertion between two words?"""
        inserted = any(w.inserted for w in self.words[i : j + 1])
        return inserted or self.omits(i, j) or any(map(INSERTION.search, self._gaps(i, j)))

    def omits(self, i: int, j: int) -> bool:
        """Does the document mark between two words that it leaves something out?"""
        return any(map(_OMISSION.search, self._gaps(i, j)))

    def _gaps(self, i: int, j: int) -> list[str]:
        return [self.between(k, k + 1) for k in range(i, j) if not self.broken(k, k + 1)]

    def sentence_ends(self, i: int, j: int) -> bool:
        """Does a sentence end between two words?"""
        return any(
            self.broken(k, k + 1) or _TERMINAL.search(self.between(k, k + 1)) for k in range(i, j)
        )


def utterances(quotations: Iterable[Row], entities: Mapping[str, Row]) -> list[Utterance]:
    """The utterances of documents, sorted by their first quotation.

    Args:
        quotations: Rows of `quotations`.
        entities: entity_id → row of `entities`, for the speakers.
    """
    grouped: dict[str, list[Row]] = defaultdict(list)
    for row in sorted(quotations, key=lambda row: (row["doc_id"], row["start"])):
        grouped[row["utterance_id"]].append(row)
    return [Utterance(tuple(rows), _speaker(rows, entities)) for rows in grouped.values()]


def _speaker(pieces: Iterable[Row], entities: Mapping[str, Row]) -> Row | None:
    known = (piece["speaker_entity_id"] for piece in pieces)
    return next((entities[key] for key in known if key in entities), None)


@dataclass(frozen=True)
class Limits:
    """When two quotations are one speech, and what is left out of it; see params.yaml."""

    evidence: float
    omitted: int
