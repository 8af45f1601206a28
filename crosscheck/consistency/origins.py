"""How many independent origins stand behind a fact, and why two documents were taken for one.

Two documents share an origin for a claim when their texts or sentences are near-copies (wire text,
spun or not), when their outlets belong to one publisher, when one cites the other's outlet for it,
or when both cite the same source.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from itertools import combinations
from pathlib import Path
from typing import NamedTuple

import yaml
from courlan import extract_domain
from pydantic import TypeAdapter, ValidationError

from crosscheck.consistency.sides import Row, Side
from crosscheck.errors import ParameterError
from crosscheck.language.wordnet import WordNet

# Sentences of fewer words share too much by chance and count as not copied.
_MIN_WORDS = 8
_LISTED = TypeAdapter(dict[str, list[str]])


class Origins(NamedTuple):
    """Their number, and why they are fewer than the documents."""

    number: int
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Dependence:
    """What makes one document depend on another.

    Attributes:
        wordnet: Knows which words a re-writer swaps for each other.
        families: Outlet, or registered domain, → publisher; one not listed stands for itself.
        near_copy: Share of the shorter sentence's words, in order, that makes a near-copy.
        copied_share: Share of the shorter document's sentences that makes it a copy as a whole.
    """

    wordnet: WordNet
    families: Mapping[str, str] = field(default_factory=dict)
    near_copy: float = 0.75
    copied_share: float = 0.5


def read_publishers(path: Path) -> dict[str, str]:
    """Outlet, or registered domain, → publisher, of a YAML file that lists each publisher's.

    Raises:
        ParameterError: If the file is missing or no mapping of names to lists of names.
    """
    try:
        listed = _LISTED.validate_python(yaml.safe_load(path.read_text(encoding="utf-8")) or {})
    except FileNotFoundError as error:
        raise ParameterError(f"{path}: no such file (consistency.publishers)") from error
    except (yaml.YAMLError, ValidationError) as error:
        problem = " ".join(str(error).split())
        raise ParameterError(
            f"{path}: not a list of outlets for each publisher: {problem}"
        ) from error
    return {outlet: name for name, outlets in listed.items() for outlet in outlets}


def copied_documents(
    sides: Mapping[str, Side], pairs: Iterable[Row], dependence: Dependence
) -> frozenset[tuple[str, str]]:
    """The pairs of documents (sorted ids) most of whose sentences are near-copies.

    Args:
        sides: claim_id → Side, of a whole story.
        pairs: Rows of `pairs`; only aligned sentences are compared.
    """
    sentences = Counter(
        doc_id
        for doc_id, _ in {(s.claim["doc_id"], s.claim["sentence_start"]) for s in sides.values()}
    )
    found: dict[tuple[str, str], set[int]] = {}
    for pair in pairs:
        a, b = sides[pair["claim_a"]], sides[pair["claim_b"]]
        shorter = min(
            (a, b), key=lambda side: (sentences[side.claim["doc_id"]], side.claim["doc_id"])
        )
        first, second = sorted((a.claim["doc_id"], b.claim["doc_id"]))
        copies = found.setdefault((first, second), set())
        start = shorter.claim["sentence_start"]
        if start not in copies and copied(a, b, dependence.wordnet) >= dependence.near_copy:
            copies.add(start)
    return frozenset(
        documents
        for documents, copies in found.items()
        if len(copies) >= dependence.copied_share * min(sentences[d] for d in documents)
    )


def origins(
    claims: Sequence[Side],
    dependence: Dependence,
    copies: frozenset[tuple[str, str]] = frozenset(),
) -> Origins:
    """Count the origins of the claims of one fact.

    Args:
        claims: The fact's claims.
        dependence: What makes one document depend on another.
        copies: The documents that are copies of each other as a whole.
    """
    groups = {doc_id: doc_id for doc_id in sorted({side.claim["doc_id"] for side in claims})}
    reasons: list[str] = []
    for a, b in combinations(sorted(claims, key=lambda side: side.claim["claim_id"]), 2):
        first, second = _root(groups, a.claim["doc_id"]), _root(groups, b.claim["doc_id"])
        if first == second:
            continue
        reason = next(_reasons(a, b, dependence, copies), None)
        if reason is not None:
            groups[max(first, second)] = min(first, second)
            reasons.append(reason)
    count = len({_root(groups, doc_id) for doc_id in groups})
    return Origins(count, tuple(sorted(set(reasons))))


def _root(groups: Mapping[str, str], doc_id: str) -> str:
    while groups[doc_id] != doc_id:
        doc_id = groups[doc_id]
    return doc_id


def _reasons(
    a: Side, b: Side, dependence: Dependence, copies: frozenset[tuple[str, str]]
) -> Iterator[str]:
    names = sorted((a.document["outlet"], b.document["outlet"]))
    both = f"{names[0]} and {names[1]}"
    publishers = [publisher(side.document, dependence.families) for side in (a, b)]
    if publishers[0] == publishers[1]:
        yield f"{both}: one publisher ({publishers[0]})"
    documents = tuple(sorted((a.claim["doc_id"], b.claim["doc_id"])))
    if b.claim["doc_id"] in (a.document.get("near_duplicates") or ()):
        yield f"{both}: near-copies of one text"
    if documents in copies:
        yield f"{both}: one text, re-written"
    if copied(a, b, dependence.wordnet) >= dependence.near_copy:
        yield f"{both}: the same wording"
    for one, other in ((a, b), (b, a)):
        if other.document["outlet"] in _named_sources(one):
            yield f"{both}: {one.document['outlet']} cites {other.document['outlet']}"
    source = a.claim["source_entity_id"]
    if source is not None and source == b.claim["source_entity_id"]:
        yield f"{both}: both cite {a.claim['source_text']}"


def publisher(document: Row, families: Mapping[str, str]) -> str:
    """Whose an outlet is: a listed family, else its registered domain, else the outlet itself."""
    domain = extract_domain(document["url"]) if document.get("url") else None
    names = [str(name) for name in (document["outlet"], domain) if name]
    listed = (families[name] for name in names if name in families)
    return next(listed, names[-1])


def _named_sources(side: Side) -> set[str]:
    """The names of whom a claim is ascribed to."""
    entity = side.speakers.get(side.claim["source_entity_id"] or "", {})
    return {side.claim["source_text"] or "", entity.get("name", ""), *entity.get("aliases", ())}


def copied(a: Side, b: Side, wordnet: WordNet) -> float:
    """The share of the shorter sentence's words that stand in the longer in the same order.

    Words are aligned by lemma in runs of two or more; one that a synonym replaces between them
    counts as kept, since that is what article spinners do.
    """
    first, second = _words(a), _words(b)
    if min(len(first), len(second)) < _MIN_WORDS:
        return 0.0
    matcher = SequenceMatcher(
        None, [t["lemma"] for t in first], [t["lemma"] for t in second], autojunk=False
    )
    kept = 0
    for tag, i, j, k, m in matcher.get_opcodes():
        if tag == "equal":
            kept += j - i if j - i > 1 else 0
        elif tag == "replace" and j - i == m - k:
            kept += sum(
                x["pos"] == y["pos"] and wordnet.synonyms(x["lemma"], y["lemma"], x["pos"])
                for x, y in zip(first[i:j], second[k:m], strict=True)
            )
    return kept / min(len(first), len(second))


def _words(side: Side) -> list[Row]:
    return [token for token in side.sentence if token["pos"] not in {"PUNCT", "SPACE"}]
