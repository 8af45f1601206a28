"""Conflict cards: the verdicts that say "conflict", gathered by what they disagree on.

Four outlets that quote the same words and one that quotes others make four pairs, yet a reader
needs to see one disagreement with two sides. Two differences belong together when they are of one
type and share the differing words of a document, or say the same two things of claims that are
tied.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import combinations
from typing import NamedTuple

from crosscheck.report.sources import Evidence, Row, Sources, Spot

_ARTICLE = re.compile(r"^(?:an?|the) ")
_NOT_WORDS = re.compile(r"[^\w$€£¥%]+")
_VALUE_TYPES = ("quantity", "time")  # where another value is another side
_SAME_SPOT = 0.5  # overlap over union from which two spots of a document are one


class Difference(NamedTuple):
    """One conflict of one pair."""

    pair_id: str
    conflict_type: str
    severity: str
    confidence: float
    explanation: str
    a: Spot
    b: Spot

    @property
    def spots(self) -> tuple[Spot, Spot]:
        """Its two ends."""
        return self.a, self.b


@dataclass(frozen=True, slots=True)
class Side:
    """What one or several outlets say in a disagreement.

    Attributes:
        words: The differing words, commonest first; empty if the side lacks such words.
        outlets: Who says so, sorted.
        also: Outlets that hold the same value elsewhere in the fact, sorted.
        evidence: The claims, earliest document first.
    """

    words: tuple[str, ...]
    outlets: tuple[str, ...]
    also: tuple[str, ...]
    evidence: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True)
class Card:
    """A disagreement: its sides and what the comparison says about it.

    Attributes:
        anchor: Its id in the page.
        conflict_type: One of the eight types.
        severity: hard if any of its pairs is.
        confidence: Of its strongest pair, 0–1.
        explanation: The sentence of its strongest pair.
        explanations: What its other pairs say, where it differs.
        sides: The side with most outlets first; of equals, in the order of the explanation.
        pairs: pair_ids, sorted.
        facts: The fact_ids that its claims belong to, sorted.
        claims: The differing words of every claim in it.
    """

    anchor: str
    conflict_type: str
    severity: str
    confidence: float
    explanation: str
    explanations: tuple[str, ...]
    sides: tuple[Side, ...]
    pairs: tuple[str, ...]
    facts: tuple[str, ...]
    claims: Mapping[str, str]

    @property
    def hard(self) -> bool:
        """Can the sides not both be right?"""
        return self.severity == "hard"

    @property
    def outlets(self) -> tuple[str, ...]:
        """Every outlet that takes a side, sorted."""
        return tuple(sorted({outlet for side in self.sides for outlet in side.outlets}))


def differences(verdict: Row) -> list[Difference]:
    """The conflicts of a verdict one by one, strongest first; the row's own if it lists none."""
    own = {
        "conflict_type": verdict.get("conflict_type"),
        "severity": verdict.get("severity"),
        "confidence": verdict.get("confidence"),
        "explanation": verdict.get("explanation"),
        "a_start": verdict.get("a_differs_start"),
        "a_end": verdict.get("a_differs_end"),
        "b_start": verdict.get("b_differs_start"),
        "b_end": verdict.get("b_differs_end"),
    }
    return [
        Difference(
            verdict["pair_id"],
            conflict["conflict_type"] or "predicate",
            conflict["severity"] or "soft",
            conflict["confidence"] or 0.0,
            conflict["explanation"] or "",
            _spot(verdict, conflict, "a"),
            _spot(verdict, conflict, "b"),
        )
        for conflict in verdict.get("conflicts") or [own]
    ]


def _spot(verdict: Row, conflict: Row, end: str) -> Spot:
    doc_id, claim_id = verdict[f"doc_{end}"], verdict[f"claim_{end}"]
    low, high = conflict[f"{end}_start"], conflict[f"{end}_end"]
    if low is None or high is None or low >= high:
        return Spot(doc_id, claim_id, verdict[f"{end}_start"], verdict[f"{end}_end"], False)
    return Spot(doc_id, claim_id, low, high, True)


def conflict_cards(
    verdicts: Iterable[Row], facts: Sequence[Row], sources: Sources, *, prefix: str = "conflict"
) -> list[Card]:
    """Gather the conflicts of one story into cards.

    Args:
        verdicts: The story's verdicts, of every kind: pairs that agree tie claims together too.
        facts: The story's facts.
        sources: The run's documents, passages and claims.
        prefix: What the cards' anchors begin with.

    Returns:
        Cards: hard before soft, then by confidence (in tenths) and by the outlets involved.
    """
    rows = sorted(verdicts, key=lambda row: row["pair_id"])
    found = [d for row in rows if row["verdict"] == "conflict" for d in differences(row)]
    spots = defaultdict(set)
    for difference in found:
        for spot in difference.spots:
            spots[spot.claim_id].add(spot)
    groups = _gathered(found, _tied_claims(rows, facts), sources)
    alike = [(r["claim_a"], r["claim_b"]) for r in rows if r["verdict"] in ("agree", "refine")]
    cards = sorted((_card(group, alike, facts, spots, sources) for group in groups), key=_rank)
    return [replace(card, anchor=f"{prefix}_{n}") for n, card in enumerate(cards, start=1)]


def _rank(card: Card) -> tuple[bool, float, int, float, str, tuple[str, ...]]:
    tenths = round(card.confidence, 1)
    return (
        not card.hard,
        -tenths,
        -len(card.outlets),
        -card.confidence,
        card.explanation,
        card.pairs,
    )


class _Groups:
    """Union-find (Tarjan 1975) over anything that can be a key."""

    def __init__(self) -> None:
        self._parent: dict[Hashable, Hashable] = {}

    def root(self, item: Hashable) -> Hashable:
        path = []
        while (parent := self._parent.setdefault(item, item)) != item:
            path.append(item)
            item = parent
        for node in path:
            self._parent[node] = item
        return item

    def join(self, items: Iterable[Hashable]) -> None:
        roots = [self.root(item) for item in items]
        for other in roots[1:]:
            self._parent[self.root(other)] = self.root(roots[0])


def _tied_claims(verdicts: Iterable[Row], facts: Iterable[Row]) -> _Groups:
    tied = _Groups()
    for row in verdicts:
        tied.join((row["claim_a"], row["claim_b"]))
    for fact in facts:
        tied.join(fact["claims"])
    return tied


def _gathered(
    found: Sequence[Difference], tied: _Groups, sources: Sources
) -> list[list[Difference]]:
    groups, same_place = _Groups(), defaultdict(list)
    same_words: dict[Hashable, list[int]] = defaultdict(list)
    for n, difference in enumerate(found):
        groups.root(n)
        for spot in difference.spots:
            same_place[difference.conflict_type, spot.doc_id].append((n, spot))
        tie = tied.root(difference.a.claim_id)
        if difference.explanation:
            same_words[difference.conflict_type, difference.explanation, tie].append(n)
        if difference.a.exact and difference.b.exact:
            words = frozenset(_plain(sources.words(spot)) for spot in difference.spots)
            same_words[difference.conflict_type, words, tie].append(n)
    for numbers in same_words.values():
        groups.join(numbers)
    for places in same_place.values():
        for (i, one), (j, other) in combinations(places, 2):
            if _same_spot(one, other):
                groups.join((i, j))
    gathered = defaultdict(list)
    for n, difference in enumerate(found):
        gathered[groups.root(n)].append(difference)
    return list(gathered.values())


def _same_spot(one: Spot, other: Spot) -> bool:
    if not (one.exact and other.exact):
        return one.exact == other.exact and one.claim_id == other.claim_id
    overlap = min(one.end, other.end) - max(one.start, other.start)
    return overlap >= _SAME_SPOT * (max(one.end, other.end) - min(one.start, other.start))


def _plain(words: str) -> str:
    return _ARTICLE.sub("", _NOT_WORDS.sub(" ", words.casefold()).strip())


def _card(
    group: Sequence[Difference],
    alike: Iterable[tuple[str, str]],
    facts: Iterable[Row],
    spots: Mapping[str, set[Spot]],
    sources: Sources,
) -> Card:
    strongest = min(group, key=lambda d: (d.severity != "hard", -d.confidence, d.pair_id))
    words = _words_of_claims(group, sources)
    touched = [fact for fact in facts if not words.keys().isdisjoint(fact["claims"])]
    values = [value for fact in touched for value in fact.get("values") or ()]
    members = sorted(
        _sides(group, words, alike),
        key=lambda claims: (strongest.a.claim_id not in claims, claims),
    )
    own = {claim: {s for d in group for s in d.spots if s.claim_id == claim} for claim in words}
    sides = [_side(claims, own, words, values, spots, sources) for claims in members]
    sides.sort(key=lambda side: -len(side.outlets))
    return Card(
        anchor="",
        conflict_type=strongest.conflict_type,
        severity=strongest.severity,
        confidence=strongest.confidence,
        explanation=strongest.explanation,
        explanations=tuple(sorted({d.explanation for d in group} - {strongest.explanation, ""})),
        sides=tuple(sides),
        pairs=tuple(sorted({d.pair_id for d in group})),
        facts=tuple(sorted(fact["fact_id"] for fact in touched)),
        claims=words,
    )


def _words_of_claims(group: Sequence[Difference], sources: Sources) -> dict[str, str]:
    """The differing words of each claim: of several wordings the commonest, then the shortest."""
    wordings: dict[str, Counter[str]] = defaultdict(Counter)
    for spot in (spot for difference in group for spot in difference.spots):
        wordings[spot.claim_id][sources.words(spot) if spot.exact else ""] += 1
    return {
        claim: min(counts, key=lambda words: (not words, -counts[words], len(words), words))
        for claim, counts in sorted(wordings.items())
    }


def _sides(
    group: Sequence[Difference], words: Mapping[str, str], alike: Iterable[tuple[str, str]]
) -> list[list[str]]:
    """Who stands against whom.

    Claims that do not contradict each other share a side when they use the same words, when a pair
    says that they agree, or, unless they give values, when the same others contradict them.
    """
    against = defaultdict(set)
    for difference in group:
        against[difference.a.claim_id].add(difference.b.claim_id)
        against[difference.b.claim_id].add(difference.a.claim_id)
    sides = {claim: {claim} for claim in words}

    def join(one: str, other: str) -> None:
        merged = sides[one] | sides[other]
        if all(against[claim].isdisjoint(merged) for claim in merged):
            sides.update(dict.fromkeys(merged, merged))

    for one, other in combinations(words, 2):
        if words[one] and _plain(words[one]) == _plain(words[other]):
            join(one, other)
    for one, other in alike:
        if one in sides and other in sides:
            join(one, other)
    if group[0].conflict_type not in _VALUE_TYPES:
        for one, other in combinations(words, 2):
            if against[one] == against[other]:
                join(one, other)
    return sorted({tuple(sorted(side)): sorted(side) for side in sides.values()}.values())


def _side(
    claims: Sequence[str],
    own: Mapping[str, set[Spot]],
    words: Mapping[str, str],
    values: Iterable[Row],
    spots: Mapping[str, set[Spot]],
    sources: Sources,
) -> Side:
    outlets = {sources.outlet(sources.claims[claim]["doc_id"]) for claim in claims}
    same_value = {
        o for v in values if not set(claims).isdisjoint(v["claims"]) for o in v["outlets"]
    }
    ordered = sorted(claims, key=sources.position)
    wordings: dict[str, str] = {}
    for claim in ordered:
        if words[claim]:
            wordings.setdefault(_plain(words[claim]), words[claim])
    counts = Counter(_plain(words[claim]) for claim in ordered if words[claim])
    return Side(
        words=tuple(wordings[plain] for plain, _ in counts.most_common()),
        outlets=tuple(sorted(outlets)),
        also=tuple(sorted(same_value - outlets)),
        evidence=tuple(
            sources.evidence(claim, differs=own[claim], also=spots[claim] - own[claim])
            for claim in ordered
        ),
    )
