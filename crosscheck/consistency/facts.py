"""Facts: the claims of a story that pairs tie together, with what stands behind each.

Claims are clustered by average link, so that a chain of weak pairs does not glue a story together:
two clusters join only if their cross-document pairs, missing ones counted as nothing, are strong
enough on average.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from crosscheck.consistency.origins import Dependence, copied_documents, origins
from crosscheck.consistency.sides import Row, Side

# A claim tells a fact as well as another that has this share of its support.
_NEARLY = 0.6


def clusters(claims: Sequence[Side], pairs: Iterable[Row], *, min_link: float) -> list[list[str]]:
    """Partition a story's claims, strongest pairs first.

    Args:
        claims: The story's claims.
        pairs: Rows of `pairs`.
        min_link: Least average score between the claims of two clusters.

    Returns:
        Sorted claim_ids by cluster, the clusters sorted.
    """
    scores: dict[tuple[str, str], float] = {}
    for pair in pairs:
        scores[pair["claim_a"], pair["claim_b"]] = pair["score"]
        scores[pair["claim_b"], pair["claim_a"]] = pair["score"]
    member = {side.claim["claim_id"]: [side.claim["claim_id"]] for side in claims}
    document = {side.claim["claim_id"]: side.claim["doc_id"] for side in claims}
    for (a, b), _ in sorted(scores.items(), key=lambda item: (-item[1], item[0])):
        first, second = member[a], member[b]
        if first is not second and _link(first, second, scores, document) >= min_link:
            first += second
            for claim_id in second:
                member[claim_id] = first
    unique = {id(found): found for found in member.values()}
    return sorted(sorted(found) for found in unique.values())


def _link(
    first: Sequence[str],
    second: Sequence[str],
    scores: Mapping[tuple[str, str], float],
    document: Mapping[str, str],
) -> float:
    links = [scores.get((a, b), 0.0) for a in first for b in second if document[a] != document[b]]
    return sum(links) / len(links) if links else 0.0


def facts(
    claims: Sequence[Side],
    pairs: Sequence[Row],
    verdicts: Sequence[Row],
    *,
    min_link: float,
    dependence: Dependence,
) -> Iterator[dict[str, Any]]:
    """Rows of the table `facts` of one story; every claim is in exactly one fact.

    A fact is disputed if a hard conflict lies within it, corroborated if two origins or more stand
    behind it, and single-source otherwise.
    """
    sides = {side.claim["claim_id"]: side for side in claims}
    inside: dict[str, list[Row]] = defaultdict(list)
    groups = clusters(claims, _links(pairs, verdicts), min_link=min_link)
    home = {claim_id: group[0] for group in groups for claim_id in group}
    for verdict in verdicts:
        if home[verdict["claim_a"]] == home[verdict["claim_b"]]:
            inside[home[verdict["claim_a"]]].append(verdict)
    copies = copied_documents(sides, pairs, dependence)
    for group in groups:
        yield _fact([sides[i] for i in group], inside[group[0]], dependence, copies)


def _links(pairs: Sequence[Row], verdicts: Sequence[Row]) -> Iterator[Row]:
    """The pairs; one that a conflict ties together counts as much as that is sure."""
    sure = {v["pair_id"]: v["confidence"] for v in verdicts if v["verdict"] == "conflict"}
    for pair in pairs:
        yield {**pair, "score": max(pair["score"], sure.get(pair["pair_id"], 0.0))}


def _fact(
    claims: Sequence[Side],
    verdicts: Sequence[Row],
    dependence: Dependence,
    copies: frozenset[tuple[str, str]],
) -> dict[str, Any]:
    found = origins(claims, dependence, copies)
    conflicts = [v for v in verdicts if v["verdict"] == "conflict"]
    hard = any(v["severity"] == "hard" for v in conflicts)
    first = claims[0].claim
    return {
        "fact_id": f"{first['story_id']}:{first['claim_id']}",
        "story_id": first["story_id"],
        "status": "disputed" if hard else "corroborated" if found.number > 1 else "single-source",
        "text": _representative(claims, verdicts).text,
        "claims": [side.claim["claim_id"] for side in claims],
        "documents": sorted({side.claim["doc_id"] for side in claims}),
        "outlets": sorted({side.document["outlet"] for side in claims}),
        "origins": found.number,
        "origin_reasons": list(found.reasons),
        "pairs": sorted(v["pair_id"] for v in verdicts),
        "conflicts": sorted(v["pair_id"] for v in conflicts),
        "values": _values(claims, conflicts),
        "first_document": _first_document(claims),
        "updates": sorted(v["pair_id"] for v in verdicts if v["update"]),
    }


def _representative(claims: Sequence[Side], verdicts: Sequence[Row]) -> Side:
    """The claim that most pairs support, or one nearly as well supported that can be read alone;
    of two, the one that stands first.
    """
    support: dict[str, float] = defaultdict(float)
    for verdict in verdicts:
        if verdict["verdict"] != "conflict":
            support[verdict["claim_a"]] += verdict["confidence"]
            support[verdict["claim_b"]] += verdict["confidence"]
    most = max((support[side.claim["claim_id"]] for side in claims), default=0.0)

    def rank(side: Side) -> tuple[bool, float]:
        own = support[side.claim["claim_id"]]
        return _alone(side) and own >= _NEARLY * most, own

    return max(claims, key=rank)


def _alone(side: Side) -> bool:
    """Can it be read alone: does it begin its sentence, and name its subject?"""
    subject, claim = side.argument("subject"), side.claim
    if subject is None or claim["start"] != claim["sentence_start"]:
        return False
    within = (t for t in claim["tokens"] if subject["start"] <= t["start"] < subject["end"])
    return any(t["pos"] in {"NOUN", "NUM", "PROPN"} for t in within)


def _first_document(claims: Sequence[Side]) -> str | None:
    """The document that was published first; None where one of them is not dated, or two are."""
    published = {side.claim["doc_id"]: side.document.get("published") for side in claims}
    dated = [(when, doc_id) for doc_id, when in published.items() if when is not None]
    found = [doc_id for when, doc_id in dated if when == min(dated)[0]]
    return found[0] if len(dated) == len(published) and len(found) == 1 else None


def _values(claims: Sequence[Side], conflicts: Sequence[Row]) -> list[dict[str, Any]]:
    """The differing words of the conflicts, the wording that most outlets share first."""
    sides = {side.claim["claim_id"]: side for side in claims}
    holders: dict[str, set[str]] = defaultdict(set)
    texts: dict[str, str] = {}
    for verdict in conflicts:
        for end in "ab":
            side = sides[verdict[f"claim_{end}"]]
            start, stop = verdict[f"{end}_differs_start"], verdict[f"{end}_differs_end"]
            text = " ".join(side.document["raw_text"][start:stop].split())
            texts.setdefault(text.lower(), text)
            holders[text.lower()].add(side.claim["claim_id"])
    rows = []
    for key, claim_ids in holders.items():
        outlets = sorted({sides[i].document["outlet"] for i in claim_ids})
        rows.append({"text": texts[key], "claims": sorted(claim_ids), "outlets": outlets})
    return sorted(rows, key=lambda row: (-len(row["outlets"]), row["text"]))
