"""Documents that say the same in nearly the same words: copies, versions, agency text.

MinHash signatures with locality-sensitive hashing (Broder 1997; Leskovec, Rajaraman and Ullman,
"Mining of Massive Datasets", chapter 3) find candidates; the exact resemblance decides.
"""

import zlib
from collections.abc import Mapping
from typing import NamedTuple

from datasketch import MinHash, MinHashLSH

from crosscheck.documents.words import words

THRESHOLD = 0.5
SHINGLE = 4
PERMUTATIONS = 128


class NearDuplicate(NamedTuple):
    """Two documents, the smaller key first, and the Jaccard similarity of their shingles."""

    a: str
    b: str
    similarity: float


def shingles(text: str, size: int) -> frozenset[str]:
    """The runs of so many words in a text; a shorter text is one run."""
    spoken = words(text)
    count = max(1, len(spoken) - size + 1) if spoken else 0
    return frozenset(" ".join(spoken[i : i + size]) for i in range(count))


def find_near_duplicates(
    texts: Mapping[str, str],
    *,
    threshold: float = THRESHOLD,
    shingle: int = SHINGLE,
    permutations: int = PERMUTATIONS,
    seed: int = 1,
) -> list[NearDuplicate]:
    """Find the pairs of texts that are near-copies of each other.

    Args:
        texts: Key → text.
        threshold: The least Jaccard similarity of the shingles of a pair.
        shingle: Words in a shingle.
        permutations: Length of the MinHash signatures; more miss fewer pairs near the threshold.
        seed: Seed of the permutations.

    Returns:
        The pairs, sorted.
    """
    sets = {key: found for key in sorted(texts) if (found := shingles(texts[key], shingle))}
    # Weighted towards recall: a false candidate is refused by its exact similarity.
    index = MinHashLSH(threshold=threshold, num_perm=permutations, weights=(0.2, 0.8))
    pairs = []
    for key, mine in sets.items():
        signature = MinHash(num_perm=permutations, seed=seed, hashfunc=zlib.crc32)
        signature.update_batch([run.encode() for run in sorted(mine)])
        for other in sorted(index.query(signature)):
            similarity = len(mine & sets[other]) / len(mine | sets[other])
            if similarity >= threshold:
                pairs.append(NearDuplicate(other, key, similarity))
        index.insert(key, signature)
    return sorted(pairs)
