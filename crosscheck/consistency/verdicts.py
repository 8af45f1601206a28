"""From pairs to verdicts: every comparer has its say, and the strongest conflict leads."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from crosscheck.consistency.alignment.candidates import TIES
from crosscheck.consistency.comparers import COMPARERS, Conflict, Context, Doubt
from crosscheck.consistency.comparers.base import WordAlignment, near_copy
from crosscheck.consistency.occasions import days_apart
from crosscheck.consistency.sides import Row, Side, pair_id
from crosscheck.consistency.utterances.utterance import Limits
from crosscheck.language.wordnet import WordNet

_RANK = {"hard": 0, "soft": 1}
# Of the content words of either claim, this share is in the other where they say the same.
_AGREE = 0.6
# Conflicts that are tied by the utterance itself, wherever it is quoted.
OF_UTTERANCES = frozenset({"quote", "attribution"})


def verdicts(
    pairs: Iterable[Row],
    sides: Mapping[str, Side],
    *,
    wordnet: WordNet,
    limits: Limits,
    min_confidence: float,
    types: Sequence[str],
    days_of_news: float,
) -> Iterator[dict[str, Any]]:
    """Rows of the table `verdicts`, one per pair.

    Args:
        pairs: Rows of `pairs` of one story.
        sides: claim_id → Side.
        wordnet: Relations between words.
        limits: When two quotations are one speech.
        min_confidence: Conflicts below it are not called.
        types: The conflict types to look for.
        days_of_news: Documents published more days apart tell the news of different days.
    """
    listed = list(pairs)
    best = _best_scores(listed, sides)
    copies = _near_copies(listed, sides)
    copied = {(side, other.doc_id) for one in copies for side, other in (one, one[::-1])}
    for pair in listed:
        a, b = sides[pair["claim_a"]], sides[pair["claim_b"]]
        unique = pair["score"] >= max(best[_slot(a, b)], best[_slot(b, a)])
        here = _sentence(a), _sentence(b)
        apart = days_apart(a, b) > days_of_news
        tied = frozenset(pair["blocked_by"]) & TIES.keys()
        context = Context(pair["score"], wordnet, unique, limits, copies.get(here), apart, tied)
        told = [(here[0], here[1].doc_id) in copied, (here[1], here[0].doc_id) in copied]
        elsewhere = here not in copies and any(told)
        # what has its near-copy in the other document is to be held against that, but for what
        # the other document tells in one way only; two sentences that both documents have are no
        # difference between them
        found = [
            item
            for name in types
            if not elsewhere
            or (name in OF_UTTERANCES | {TIES[tie] for tie in tied} and not all(told))
            for item in COMPARERS[name](a, b, context)
        ]
        conflicts = [c for c in found if isinstance(c, Conflict) and c.confidence >= min_confidence]
        doubts = [d for d in found if isinstance(d, Doubt)]
        yield _row(pair, a, b, sorted(set(conflicts), key=_strength), doubts, wordnet)


class _Sentence(NamedTuple):
    doc_id: str
    start: int


def _sentence(side: Side) -> _Sentence:
    return _Sentence(side.claim["doc_id"], side.claim["sentence_start"])


def _near_copies(
    pairs: Sequence[Row], sides: Mapping[str, Side]
) -> dict[tuple[_Sentence, _Sentence], WordAlignment]:
    """The sentences of some pairs that are each other's nearest copies, with word alignments."""
    found: dict[tuple[_Sentence, _Sentence], tuple[float, WordAlignment] | None] = {}
    nearest: dict[tuple[_Sentence, str], float] = {}
    for pair in pairs:
        a, b = sides[pair["claim_a"]], sides[pair["claim_b"]]
        key = _sentence(a), _sentence(b)
        if key in found:
            continue
        found[key] = copy = near_copy(a, b)
        for slot in ((key[0], key[1].doc_id), (key[1], key[0].doc_id)):
            nearest[slot] = max(nearest.get(slot, 0.0), 0.0 if copy is None else copy[0])
    return {
        (one, other): copy[1]
        for (one, other), copy in found.items()
        if copy is not None
        and copy[0] >= max(nearest[one, other.doc_id], nearest[other, one.doc_id])
    }


def _slot(a: Side, b: Side) -> tuple[str, str]:
    return a.claim["claim_id"], b.claim["doc_id"]


def _best_scores(pairs: Sequence[Row], sides: Mapping[str, Side]) -> dict[tuple[str, str], float]:
    """The best score of each claim with any claim of each other document."""
    best: dict[tuple[str, str], float] = {}
    for pair in pairs:
        a, b = sides[pair["claim_a"]], sides[pair["claim_b"]]
        for slot in (_slot(a, b), _slot(b, a)):
            best[slot] = max(best.get(slot, 0.0), pair["score"])
    return best


def _strength(conflict: Conflict) -> tuple[int, float, tuple[Any, ...]]:
    return _RANK[conflict.severity], -conflict.confidence, tuple(conflict)


def _row(
    pair: Row,
    a: Side,
    b: Side,
    conflicts: Sequence[Conflict],
    doubts: Sequence[Doubt],
    wordnet: WordNet,
) -> dict[str, Any]:
    base = between(a, b) | {"conflicts": [_struct(conflict) for conflict in conflicts]}
    if conflicts and later_of(a, b) is not None:
        return base | {
            "verdict": "refine",
            "confidence": pair["score"],
            "explanation": f"{a.document['outlet']} changed it later: {conflicts[0].explanation}",
            "conflicts": [],
            "update": True,
        }
    if conflicts:
        return led_by(base | {"verdict": "conflict"}, base["conflicts"])
    if doubts:
        return base | {
            "verdict": "undetermined",
            "confidence": pair["score"],
            "explanation": _one_line(doubts[0].reason),
        }
    verdict, explanation = _agreement(a, b, wordnet)
    if verdict == "agree" and a.claim["polarity"] != b.claim["polarity"]:
        verdict, explanation = "undetermined", _ONE_NEGATED
    return base | {"verdict": verdict, "confidence": pair["score"], "explanation": explanation}


def between(a: Side, b: Side) -> dict[str, Any]:
    """The columns of `verdicts` that say which two claims a row is about."""
    return {
        "pair_id": pair_id(a, b),
        "story_id": a.claim["story_id"],
        "claim_a": a.claim["claim_id"],
        "claim_b": b.claim["claim_id"],
        "doc_a": a.claim["doc_id"],
        "doc_b": b.claim["doc_id"],
        "a_start": a.claim["start"],
        "a_end": a.claim["end"],
        "b_start": b.claim["start"],
        "b_end": b.claim["end"],
        "update": False,
    }


def led_by(row: dict[str, Any], conflicts: Sequence[dict[str, Any]]) -> dict[str, Any]:
    """A row of `verdicts` with some conflicts, the strongest first: that one fills its columns."""
    first = conflicts[0]
    names = ("conflict_type", "severity", "confidence", "explanation")
    places = {f"{s}_differs_{end}": first[f"{s}_{end}"] for s in "ab" for end in ("start", "end")}
    return row | {name: first[name] for name in names} | places | {"conflicts": list(conflicts)}


_ONE_NEGATED = "one of them is denied, in nearly the same words; it may still mean the same"


def later_of(a: Side, b: Side) -> Side | None:
    """Of two documents of one outlet, the one published later; None for others.

    What it says otherwise is an update of the earlier one: no contradiction between sources.
    """
    first, second = a.document.get("published"), b.document.get("published")
    same = a.document["outlet"] == b.document["outlet"]
    if not same or first is None or second is None or first == second:
        return None
    return a if first > second else b


def _struct(conflict: Conflict) -> dict[str, Any]:
    return {
        "conflict_type": conflict.conflict_type,
        "severity": conflict.severity,
        "confidence": conflict.confidence,
        "explanation": conflict.explanation,
        "a_start": conflict.a[0],
        "a_end": conflict.a[1],
        "b_start": conflict.b[0],
        "b_end": conflict.b[1],
    }


def _agreement(a: Side, b: Side, wordnet: WordNet) -> tuple[str, str]:
    there, back = _covered(a, b, wordnet), _covered(b, a, wordnet)
    if min(there, back) >= _AGREE:
        return "agree", "both say the same"
    if there > back:
        return "refine", "the second says more; both can be true"
    return "refine", "the first says more; both can be true"


def _covered(a: Side, b: Side, wordnet: WordNet) -> float:
    """The share of a's content words that b has, or has a near-synonym of."""
    content = [t for t in a.claim["tokens"] if t["lemma"] in a.lemmas]
    others = {(t["lemma"], t["pos"]) for t in b.claim["tokens"]}
    lemmas = {lemma for lemma, _ in others}
    hits = sum(
        t["lemma"] in lemmas
        or any(
            pos == t["pos"] and wordnet.synonyms(t["lemma"], lemma, pos) for lemma, pos in others
        )
        for t in content
    )
    return hits / max(len(content), 1)


def _one_line(text: str) -> str:
    """Words of articles bring white space of any kind with them."""
    return " ".join(text.split())
