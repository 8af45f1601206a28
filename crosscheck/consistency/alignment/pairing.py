"""Which claims of different documents speak of the same fact, event or utterance.

Candidates come from blocking (candidates.py); each is scored by a small fitted model over named
features (features.py), so that every score can be taken apart; those that may be pairs are read by
the judge (judge.py), which has its say; pairs of overlapping clauses that only repeat a surer pair
are thinned out (repeats.py).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from crosscheck.consistency.alignment.candidates import (
    REASONS,
    TIES,
    Candidates,
    candidates,
    vectors,
)
from crosscheck.consistency.alignment.features import Columns, Pairs, features
from crosscheck.consistency.alignment.judge import CLASSES, Judge, read_text
from crosscheck.consistency.alignment.model import AlignmentModel
from crosscheck.consistency.alignment.repeats import repeats
from crosscheck.consistency.sides import Side
from crosscheck.consistency.story import places
from crosscheck.consistency.ties.denials import denied_deeds
from crosscheck.consistency.ties.figures import differing_figures
from crosscheck.consistency.ties.properties import differing_properties
from crosscheck.consistency.ties.spellings import differing_spellings, names_cut_short
from crosscheck.consistency.ties.statements import (
    altered_quotations,
    differing_certainty,
    differing_offices,
)
from crosscheck.consistency.ties.things import differing_things
from crosscheck.consistency.ties.times import (
    differing_dates,
    differing_hours,
    differing_lengths,
    differing_years,
)
from crosscheck.consistency.ties.titles import renamed_titles
from crosscheck.consistency.ties.unconfirmed import unconfirmed_deeds
from crosscheck.consistency.utterances.utterance import Limits
from crosscheck.language.encoder import Encoder
from crosscheck.language.wordnet import WordNet

# The bits of the reasons for which claims are aligned whatever their score.
_TIES = sum(1 << REASONS.index(name) for name in TIES)


class Pair(NamedTuple):
    """Two aligned claims, as indices into the story's sides; `a`'s document sorts first."""

    a: int
    b: int
    score: float
    blocked_by: tuple[str, ...]
    features: dict[str, float]


@dataclass(frozen=True)
class Compared:
    """A story's candidate pairs and their features: one number per pair and name."""

    candidates: Candidates
    pairs: Pairs
    features: Columns


def compare(
    story: Sequence[Side],
    encoder: Encoder,
    wordnet: WordNet,
    limits: Limits,
    *,
    neighbours: int,
) -> Compared:
    """The candidate pairs of a story of two documents or more, with their features."""
    at = places(story)
    found = vectors(story, at, encoder)
    tied = {
        "altered quotation": altered_quotations(story, wordnet, limits),
        "denied deed": denied_deeds(story, at, wordnet),
        "figure": differing_figures(story, at),
        "office": differing_offices(story),
        "date": differing_dates(story)
        | differing_years(story, wordnet)
        | differing_hours(story, wordnet)
        | differing_lengths(story, wordnet),
        "spelling": differing_spellings(story, wordnet)
        | names_cut_short(story)
        | renamed_titles(story, wordnet),
        "certainty": differing_certainty(story, at, wordnet)
        | unconfirmed_deeds(story, at, wordnet),
        "property": differing_properties(story, at, wordnet),
        "thing": differing_things(story, wordnet),
    }
    blocked = candidates(story, at, found, tied, neighbours=neighbours)
    pairs = Pairs.of(blocked, at)
    return Compared(blocked, pairs, features(story, pairs, found, encoder, wordnet))


def align(
    story: Sequence[Side],
    *,
    encoder: Encoder,
    model: AlignmentModel,
    wordnet: WordNet,
    limits: Limits,
    threshold: float,
    repeat_margin: float,
    neighbours: int,
    judge: Judge | None = None,
    judged: tuple[float, float] = (0.0, 1.0),
) -> list[Pair]:
    """The pairs of a story's claims that the model takes for corresponding, sorted by claims.

    Args:
        story: The claims of one story.
        encoder: Turns texts into vectors.
        model: Turns features into a probability.
        wordnet: Knows which words can replace each other.
        limits: When two quotations are one speech.
        threshold: Least probability of a pair.
        repeat_margin: By how much more a pair must score that repeats a surer one: whose two
            claims overlap that pair's.
        neighbours: How many nearest claims per other document become candidates.
        judge: Reads the pairs that may correspond.
        judged: Between which probabilities, by the model alone, a pair is read by the judge.
    """
    if len({side.claim["doc_id"] for side in story}) < 2:
        return []
    compared = compare(story, encoder, wordnet, limits, neighbours=neighbours)
    pairs, columns = compared.pairs, compared.features
    scores = model.scores(columns)
    tied = compared.candidates.reasons & _TIES > 0
    seen: dict[int, dict[str, float]] = {}
    if judge is not None:
        read = np.flatnonzero((scores >= judged[0]) & (scores <= judged[1]))
        shares = read_by(judge, story, pairs, read)
        scores[read] = model.with_judge(scores[read], 1 - shares[:, 0])
        seen = {
            int(row): {f"judge_{name}": float(p) for name, p in zip(CLASSES, some, strict=True)}
            for row, some in zip(read, shares, strict=True)
        }
    repeated = repeats(story, scores, pairs, threshold)
    chosen = np.flatnonzero((scores >= threshold + repeat_margin * repeated) | tied).tolist()
    return [
        Pair(
            int(pairs.i[row]),
            int(pairs.j[row]),
            max(float(scores[row]), threshold),
            compared.candidates.blocked_by(row),
            {name: float(values[row]) for name, values in columns.items()} | seen.get(row, {}),
        )
        for row in chosen
    ]


def read_by(judge: Judge, story: Sequence[Side], pairs: Pairs, rows: np.ndarray) -> np.ndarray:
    """What the judge says of some candidate pairs: (rows, classes)."""
    texts = [(read_text(story[pairs.i[row]]), read_text(story[pairs.j[row]])) for row in rows]
    return judge.probabilities(texts)
