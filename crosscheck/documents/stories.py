"""Which documents tell the same story.

A story that a folder or the metadata names is taken as it is. The other documents are clustered as
in topic detection and tracking (Allan 2002): words weighted by their rarity, compared by cosine,
less alike the further apart they were published, and joined by average linkage; near-copies are
alike whatever their weights. (Names weighted separately did not help on news.)
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import numpy as np
from scipy.cluster.hierarchy import fcluster, linkage
from scipy.sparse import csr_matrix, diags
from scipy.sparse.csgraph import connected_components
from scipy.spatial.distance import squareform

from crosscheck.documents.near_duplicates import (
    PERMUTATIONS,
    SHINGLE,
    THRESHOLD,
    NearDuplicate,
    find_near_duplicates,
)
from crosscheck.documents.words import WORD, function_words

SIMILARITY = 0.11
TIME_SCALE = 30.0
# However far apart, two documents keep this share of their similarity.
TIMELESS = 0.5
TITLE_WEIGHT = 2
_READ = frozenset({"ok", "duplicate"})


@dataclass(frozen=True, slots=True)
class _Article:
    doc_id: str
    text: str
    title: str
    published: datetime | None


def assign_stories(
    rows: Iterable[Mapping[str, Any]],
    passages: Iterable[Mapping[str, Any]],
    *,
    similarity: float = SIMILARITY,
    time_scale: float = TIME_SCALE,
    copies: float = THRESHOLD,
    shingle: int = SHINGLE,
    permutations: int = PERMUTATIONS,
) -> dict[str, str]:
    """Give every document a story.

    Args:
        rows: Rows of the table `ingested`.
        passages: Rows of the table `passages`; what is dropped does not count.
        similarity: Two groups of documents are one story if their documents are at least so alike
            on average (0 … 1).
        time_scale: Days between two publications over which the part of their similarity that
            depends on time falls to a third (1/e); the other half stays.
        copies: The least Jaccard similarity of near-copies.
        shingle: Words in a shingle.
        permutations: Length of the MinHash signatures.

    Returns:
        doc_id → story_id: the folder's name, or `story-` and the key of the story's first document.
        A document that was not read and has no folder is a story of its own.
    """
    listed = sorted(rows, key=lambda row: row["doc_id"])
    stories = {row["doc_id"]: row["folder_story"] for row in listed if row["folder_story"]}
    kept = kept_texts(passages)
    loose = [
        _Article(
            row["doc_id"],
            kept.get(row["doc_id"], row["raw_text"]),
            row["title"] or "",
            row["published"],
        )
        for row in listed
        if row["doc_id"] not in stories and row["status"] in _READ
    ]
    duplicates = find_near_duplicates(
        {article.doc_id: article.text for article in loose},
        threshold=copies,
        shingle=shingle,
        permutations=permutations,
    )
    groups = cluster(loose, duplicates, similarity, time_scale)
    by_id = {row["doc_id"]: row for row in listed}
    for members in [*groups, *([doc_id] for doc_id in by_id if doc_id not in stories)]:
        first = min(members, key=lambda doc_id: _first(by_id[doc_id]))
        for doc_id in members:
            stories.setdefault(doc_id, f"story-{first[:12]}")
    return stories


def kept_texts(passages: Iterable[Mapping[str, Any]]) -> dict[str, str]:
    """doc_id → its kept passages, a line each."""
    texts: dict[str, list[tuple[int, str]]] = defaultdict(list)
    for passage in passages:
        if passage["kept"]:
            texts[passage["doc_id"]].append((passage["start"], passage["text"]))
    return {doc_id: "\n".join(text for _, text in sorted(found)) for doc_id, found in texts.items()}


def _first(row: Mapping[str, Any]) -> tuple[bool, float, str]:
    published = row["published"]
    return (published is None, published.timestamp() if published else 0.0, row["path"])


def cluster(
    articles: Sequence[_Article],
    duplicates: Iterable[NearDuplicate],
    similarity: float,
    time_scale: float,
) -> list[list[str]]:
    """Groups of articles that tell one story.

    Average linkage never joins what no single pair of at least that similarity joins, so each
    connected component of the thresholded graph is clustered by itself.
    """
    if not articles:
        return []
    alike = _similarities(articles, time_scale)
    place = {article.doc_id: i for i, article in enumerate(articles)}
    for pair in duplicates:
        i, j = place[pair.a], place[pair.b]
        alike[i, j] = alike[j, i] = 1.0
    _, component = connected_components(csr_matrix(alike >= similarity), directed=False)
    groups: dict[tuple[int, int], list[str]] = defaultdict(list)
    for number in range(component.max() + 1):
        members = np.flatnonzero(component == number)
        parts = _linked(alike[np.ix_(members, members)], similarity)
        for i, part in zip(members.tolist(), parts, strict=True):
            groups[number, part].append(articles[i].doc_id)
    return [groups[key] for key in sorted(groups)]


def _linked(alike: np.ndarray, similarity: float) -> list[int]:
    if len(alike) == 1:
        return [0]
    distance = np.clip(1.0 - alike, 0.0, 1.0)
    np.fill_diagonal(distance, 0.0)
    # Rounding keeps ties ties, whatever the order of additions.
    tree = linkage(squareform(distance.round(9), checks=False), method="average")
    return [int(part) for part in fcluster(tree, t=1.0 - similarity, criterion="distance")]


def _similarities(articles: Sequence[_Article], time_scale: float) -> np.ndarray:
    topic = _cosines([_word_counts(article) for article in articles])
    days = np.array([a.published.timestamp() / 86_400 if a.published else np.nan for a in articles])
    apart = np.nan_to_num(np.abs(days[:, None] - days[None, :]), nan=0.0)
    return topic * (TIMELESS + (1 - TIMELESS) * np.exp(-apart / time_scale))


def _word_counts(article: _Article) -> Counter[str]:
    counts = Counter(_folded(article.text))
    counts.update(dict.fromkeys(set(_folded(article.title)), TITLE_WEIGHT))
    return counts


def _folded(text: str) -> list[str]:
    found = (word.lower() for word in WORD.findall(text))
    return [_stem(w) for w in found if w not in function_words() and len(w) > 1]


def _stem(word: str) -> str:
    """Plural and singular as one: the s-stemmer of Harman (1991)."""
    if word.endswith("ies") and not word.endswith(("eies", "aies")):
        return word[:-3] + "y"
    if word.endswith("es") and not word.endswith(("aes", "ees", "oes")):
        return word[:-1]
    if word.endswith("s") and not word.endswith(("us", "ss")):
        return word[:-1]
    return word


def _cosines(counts: Sequence[Counter[str]]) -> np.ndarray:
    vocabulary = {word: i for i, word in enumerate(sorted(set().union(*counts)))}
    rows = [i for i, found in enumerate(counts) for _ in found]
    columns = [vocabulary[word] for found in counts for word in found]
    values = [1.0 + np.log(n) for found in counts for n in found.values()]
    matrix = csr_matrix((values, (rows, columns)), shape=(len(counts), len(vocabulary)))
    in_documents = np.bincount(matrix.indices, minlength=len(vocabulary))
    weighted = matrix @ diags(np.log((1 + len(counts)) / (1 + in_documents)) + 1.0)
    norms = np.sqrt(weighted.multiply(weighted).sum(axis=1)).A1
    scaled = diags(1 / np.maximum(norms, 1e-12)) @ weighted
    return np.asarray((scaled @ scaled.T).todense())
