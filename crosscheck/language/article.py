"""An article as the language components see it: its kept passages, each with a spaCy Doc.

Offsets are characters throughout: a passage's Doc covers `raw_text[start:end]` verbatim, so a
span's place in the raw text is the passage's start plus the span's own character offset.
"""

from dataclasses import dataclass
from datetime import date

from spacy.tokens import Doc, Span


@dataclass(frozen=True, slots=True)
class Passage:
    """A kept passage with its analysis.

    Attributes:
        passage_id: Its key in the table passages.
        kind: title, paragraph, subheading or caption.
        start: Its first character in the document's raw_text.
        doc: The analysis of raw_text[start:end].
    """

    passage_id: str
    kind: str
    start: int
    doc: Doc

    def offsets(self, span: Span) -> tuple[int, int]:
        """Where a span of this passage lies in raw_text."""
        return self.start + span.start_char, self.start + span.end_char


@dataclass(frozen=True, slots=True)
class Article:
    """A document's kept passages in text order, and the date that its times count from."""

    doc_id: str
    story_id: str
    outlet: str
    reference_date: date | None
    passages: tuple[Passage, ...]
