"""How many independent origins stand behind a fact, and why two documents were taken for one.

Two documents share an origin for a claim when their sentences are near-copies (wire text, spun or
not), when their outlets belong to one publisher, or when both cite the same source for it.
"""

from collections.abc import Iterator, Mapping, Sequence
from difflib import SequenceMatcher
from itertools import combinations
from typing import NamedTuple

from crosscheck.consistency.sides import Side


class Origins(NamedTuple):
    """Their number, and why they are fewer than the documents."""

    number: int
    reasons: tuple[str, ...]


def origins(claims: Sequence[Side], *, families: Mapping[str, str], near_copy: float) -> Origins:
    """Count the origins of the claims of one fact.

    Args:
        claims: The fact's claims.
        families: Outlet → publisher family; an outlet that is not listed is its own family.
        near_copy: Share of the shorter sentence's words, in order, that makes a near-copy.
    """
    groups = {doc_id: doc_id for doc_id in sorted({side.claim["doc_id"] for side in claims})}
    reasons: list[str] = []
    for a, b in combinations(sorted(claims, key=lambda side: side.claim["claim_id"]), 2):
        first, second = _root(groups, a.claim["doc_id"]), _root(groups, b.claim["doc_id"])
        if first == second:
            continue
        reason = next(_reasons(a, b, families, near_copy), None)
        if reason is not None:
            groups[max(first, second)] = min(first, second)
            reasons.append(reason)
    count = len({_root(groups, doc_id) for doc_id in groups})
    return Origins(count, tuple(sorted(set(reasons))))


def _root(groups: Mapping[str, str], doc_id: str) -> str:
    while groups[doc_id] != doc_id:
        doc_id = groups[doc_id]
    return doc_id


def _reasons(a: Side, b: Side, families: Mapping[str, str], near_copy: float) -> Iterator[str]:
    names = sorted((a.document["outlet"], b.document["outlet"]))
    both = f"{names[0]} and {names[1]}"
    family = [families.get(name, name) for name in names]
    if family[0] == family[1]:
        yield f"{both}: one publisher ({family[0]})"
    if b.document["doc_id"] in (a.document.get("near_duplicates") or ()):
        yield f"{both}: near-copies of one text"
    if copied(_sentence_words(a), _sentence_words(b)) >= near_copy:
        yield f"{both}: the same wording"
    source = a.claim["source_entity_id"]
    if source is not None and source == b.claim["source_entity_id"]:
        yield f"{both}: both cite {a.claim['source_text']}"


def _sentence_words(side: Side) -> list[str]:
    start, end = side.claim["sentence_start"], side.claim["sentence_end"]
    words = (
        word.strip(".,;:!?…“”\"'‘’()").lower()
        for word in side.document["raw_text"][start:end].split()
    )
    return [word for word in words if word]


_MIN_WORDS = 8


def copied(first: Sequence[str], second: Sequence[str]) -> float:
    """The share of the shorter sentence's words that stand in the longer in the same order.

    Sentences of fewer than eight words share too much by chance and count as not copied.
    """
    if min(len(first), len(second)) < _MIN_WORDS:
        return 0.0
    matcher = SequenceMatcher(None, first, second, autojunk=False)
    runs = (block.size for block in matcher.get_matching_blocks() if block.size > 1)
    return sum(runs) / min(len(first), len(second))
