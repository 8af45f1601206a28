"""What the comparers share: conflicts, spans, and the word alignment of two claims."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Any, NamedTuple

from crosscheck.consistency.sides import CONTENT, Row, Side
from crosscheck.consistency.utterances.utterance import Limits
from crosscheck.language.wordnet import WordNet

# Fewer content words in common may be so by chance.
_FEWEST = 2
# Of the longer sentence's content words, at least so many and this share are in a near-copy.
_COPIED, _COPY = 3, 0.6
_BRIEF = 3
# A pair that surely speaks of the same adds so much to a conflict's confidence.
_BY_SCORE = 0.4


class Conflict(NamedTuple):
    """A difference between two claims that cannot both be right (hard) or hardly can (soft).

    Attributes:
        conflict_type: quantity, time, quote, attribution, entity, polarity, predicate or scope.
        severity: hard or soft.
        confidence: 0–1.
        explanation: One sentence a reader understands.
        a, b: The differing words of either document, as half-open spans of raw_text.
    """

    conflict_type: str
    severity: str
    confidence: float
    explanation: str
    a: tuple[int, int]
    b: tuple[int, int]


class Doubt(NamedTuple):
    """A difference that cannot be judged, and why: the verdict is withheld."""

    reason: str


class Difference(NamedTuple):
    """A stretch where the word alignment of two claims differs; either side may be empty.

    Attributes:
        a, b: The words of either side.
        a_at, b_at: Where they begin, or would stand, in characters of the document.
    """

    a: tuple[Row, ...]
    b: tuple[Row, ...]
    a_at: int
    b_at: int


class WordAlignment(NamedTuple):
    """The words of two claims laid side by side (longest matching blocks of lemmas).

    Attributes:
        differences: Where they differ, in text order.
        shared: The share of the shorter claim's content words that stand in matching blocks; 0 if
            they are fewer than two.
    """

    differences: tuple[Difference, ...]
    shared: float


@dataclass(frozen=True, slots=True)
class Context:
    """What a comparer may ask besides the two sides.

    Attributes:
        score: The probability that the two claims speak of the same.
        wordnet: Relations between words.
        unique: Is neither claim aligned better with another claim of the other document?
        limits: When two quotations are one speech.
        copy: The words of the two sentences side by side, if they are near-copies of each other.
        apart: Were the documents published too far apart to be one day's news?
        tied: What ties the claims however little else they share, of `candidates.TIES`.
    """

    score: float
    wordnet: WordNet
    unique: bool
    limits: Limits
    copy: WordAlignment | None = None
    apart: bool = False
    tied: frozenset[str] = frozenset()

    def conflict(
        self,
        conflict_type: str,
        severity: str,
        least: float,
        explanation: str,
        a: tuple[int, int],
        b: tuple[int, int],
    ) -> Conflict:
        """A conflict whose confidence rises from `least` with the score of the pair."""
        confidence = round(least + _BY_SCORE * self.score, 3)
        return Conflict(conflict_type, severity, confidence, " ".join(explanation.split()), a, b)


def align_words(a: Side, b: Side) -> WordAlignment:
    """Lay the words of two claims side by side (Ratcliff & Obershelp 1988, on lemmas)."""
    return align_tokens(_spoken(a.claim["tokens"]), _spoken(b.claim["tokens"]))


def align_tokens(first: Sequence[Row], second: Sequence[Row]) -> WordAlignment:
    """Lay two sequences of tokens side by side."""
    if not first or not second:
        return WordAlignment((), 0.0)
    lemmas = {t["text"].lower(): t["lemma"] for t in first}  # "televised" may be read in two ways
    others = [lemmas.get(t["text"].lower(), t["lemma"]) for t in second]
    matcher = SequenceMatcher(None, [t["lemma"] for t in first], others, autojunk=False)
    differences, matched = [], 0
    for tag, i, j, k, m in matcher.get_opcodes():
        if tag == "equal":
            matched += sum(t["pos"] in CONTENT for t in first[i:j])
        else:
            places = [words[n]["start"] if n < len(words) else words[-1]["end"]
                      for words, n in ((first, i), (second, k))]  # fmt: skip
            differences.append(Difference(tuple(first[i:j]), tuple(second[k:m]), *places))
    smaller = min(sum(t["pos"] in CONTENT for t in side) for side in (first, second))
    return WordAlignment(tuple(differences), matched / smaller if matched >= _FEWEST else 0.0)


def near_copy(a: Side, b: Side) -> tuple[float, WordAlignment] | None:
    """The word alignment of two sentences that are near-copies, and how near (0–1); else None.

    How near is the share of the longer sentence's content words that both have in one order.
    """
    aligned = align_tokens(_spoken(a.sentence), _spoken(b.sentence))
    sizes = sorted(len(_content(side)) for side in (a, b))
    kept = aligned.shared * sizes[0]
    return (kept / sizes[1], aligned) if kept >= max(_COPY * sizes[1], _COPIED) else None


def own_differences(a: Side, b: Side, aligned: WordAlignment) -> Iterator[Difference]:
    """The differences of two sentences that lie within the two claims."""
    for difference in aligned.differences:
        places = ((a, difference.a_at), (b, difference.b_at))
        if all(side.claim["start"] <= at <= side.claim["end"] for side, at in places):
            yield difference


def brief(difference: Difference) -> bool:
    """Is it a word or two on either side, and no clause put in?"""
    return max(len(difference.a), len(difference.b)) <= _BRIEF


def span_at(side: Side, at: int) -> tuple[int, int]:
    """The span of the word that begins at a place of a claim, or of the claim."""
    token = side.tokens_at.get(at, side.claim)
    return token["start"], token["end"]


def _spoken(tokens: Sequence[Row]) -> list[Row]:
    return [t for t in tokens if t["pos"] not in {"PUNCT", "SPACE"}]


def _content(side: Side) -> list[Row]:
    return [t for t in side.sentence if t["pos"] in CONTENT]


def span_of(rows: Sequence[Row], default: Any) -> tuple[int, int]:
    """The span from the first to the last of some rows with start and end; else the default's."""
    if not rows:
        return default["start"], default["end"]
    return rows[0]["start"], max(row["end"] for row in rows)


def shown(side: Side, span: tuple[int, int]) -> str:
    """The words of a span as they stand in the document, on one line."""
    return " ".join(side.document["raw_text"][span[0] : span[1]].split())


def circumstance(side: Side) -> bool:
    """Is the claim only a clause that tells when or why ("after the dam broke")?"""
    own = {token["start"] for token in side.claim["tokens"]}
    return any(t["dep"] == "advcl" and t["head"] not in own for t in side.claim["tokens"])
