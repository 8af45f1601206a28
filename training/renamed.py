"""Write raw text again with other names, for the teacher to read.

Small corpora know few names and say them again and again. Where the teacher is sure of a name in
the raw text, another of its kind stands in the copy: one of the text's own or, of persons, places
and organisations, now and then one made up letter by letter (a chain over pairs of letters, Shannon
1948), which no list can know. A name is changed alike wherever its document has it. Whether it
still is a name there, and of what kind, is for the teacher to say (soften.py reads the copy).
"""

import argparse
import json
import random
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

import numpy as np
from schemes import spans

SURE = 0.8
MADE_UP = ("PERSON", "ORG", "GPE")
Name = tuple[str, ...]
# A paragraph: its words, whether a space follows each, and the names (start, end, kind).
Paragraph = tuple[list[str], list[bool], list[tuple[int, int, str]]]


def main() -> None:
    """Write the copy, a paragraph a line, a blank line between documents."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("soft", type=Path, help="folder of soften.py")
    parser.add_argument("out", type=Path)
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--share", type=float, default=0.7, help="of names that are changed")
    parser.add_argument("--made-up", type=float, default=0.3, help="of those, made up")
    options = parser.parse_args()
    rng = random.Random(options.seed)
    documents = list(read(options.soft))
    namer = Namer(documents, rng, options.made_up)
    copies = []
    for document in documents:
        new = namer.changes(document, options.share)
        copies.append("\n".join(rewrite(paragraph, new) for paragraph in document))
    options.out.parent.mkdir(parents=True, exist_ok=True)
    options.out.write_text("\n\n".join(copies) + "\n", encoding="utf8")


def read(folder: Path) -> Iterator[list[Paragraph]]:
    """Yield the documents of `soften.py`, with the names of which the teacher is sure."""
    for path in sorted(folder.glob("[0-9]*[0-9].npz")):
        with np.load(path) as archive:
            text, soft = str(archive["words"]), archive["soft"]
            spaces = archive["spaces"].tolist()
            kinds = json.loads(str(archive["names"]))["ent"]
        best, sure = soft.argmax(1), soft.max(1) >= SURE
        labels = [kinds[number] for number in best.tolist()]
        start = 0
        for document in text.split("\n\n"):
            paragraphs: list[Paragraph] = []
            for line in filter(None, document.split("\n")):
                words = line.split(" ")
                end = start + len(words)
                names = [
                    s for s in spans(labels[start:end]) if sure[start + s[0] : start + s[1]].all()
                ]
                paragraphs.append((words, spaces[start:end], names))
                start = end
            yield paragraphs


class Namer:
    """Finds other names for a document's."""

    def __init__(
        self, documents: list[list[Paragraph]], rng: random.Random, made_up: float
    ) -> None:
        self.rng, self.made_up = rng, made_up
        pools: dict[str, set[Name]] = defaultdict(set)
        for document in documents:
            for words, _, names in document:
                for start, end, kind in names:
                    pools[kind].add(tuple(words[start:end]))
        self.pools = {kind: sorted(names) for kind, names in sorted(pools.items())}
        kinds = [kind for kind in MADE_UP if kind in self.pools]
        self.chains = {kind: Chain(self.pools[kind], rng) for kind in kinds}

    def changes(self, document: list[Paragraph], share: float) -> dict[tuple[Name, str], Name]:
        """Other names for a share of the document's. A part of a person's name becomes that part
        of the new one.
        """
        found = {
            (tuple(words[start:end]), kind): None
            for words, _, names in document
            for start, end, kind in names
        }
        new: dict[tuple[Name, str], Name] = {}
        parts: dict[str, str] = {}
        for name, kind in sorted(found, key=lambda key: -len(key[0])):
            if kind == "PERSON" and any(word in parts for word in name):
                new[name, kind] = tuple(parts.get(word, word) for word in name)
            elif self.rng.random() < share:
                new[name, kind] = self.another(name, kind)
                if kind == "PERSON":
                    parts |= dict(zip(name, new[name, kind], strict=True))
        return new

    def another(self, name: Name, kind: str) -> Name:
        """Another name of a kind; of a person's, as many words."""
        rng = self.rng
        if kind in self.chains and rng.random() < self.made_up:
            made = self.chains[kind].word()
            if kind == "PERSON":
                return (*(rng.choice(self.pools[kind])[0] for _ in name[1:]), made)
            other = rng.choice(self.pools[kind])
            place = rng.randrange(len(other))
            return (*other[:place], made, *other[place + 1 :])
        pool = self.pools[kind]
        if kind != "PERSON":
            return rng.choice(pool)
        if len(name) == 1:
            return (rng.choice(pool)[-1],)
        first, last = rng.choice(pool), rng.choice(pool)
        return (*(first[0],), *name[1:-1], last[-1])


class Chain:
    """Makes up words that look like those of some names."""

    def __init__(self, names: list[Name], rng: random.Random) -> None:
        self.rng = rng
        self.next: dict[str, list[str]] = defaultdict(list)
        for name in names:
            for word in name:
                if word.isalpha() and word.istitle():
                    edged = f"  {word}\n"
                    for place in range(len(edged) - 2):
                        self.next[edged[place : place + 2]].append(edged[place + 2])

    def word(self) -> str:
        """Make up a word of four to twelve letters."""
        while True:
            word = "  "
            while not word.endswith("\n") and len(word) < 16:
                word += self.rng.choice(self.next[word[-2:]])
            word = word.strip()
            if 4 <= len(word) <= 12:
                return word


def rewrite(paragraph: Paragraph, new: dict[tuple[Name, str], Name]) -> str:
    """The text of a paragraph with new names."""
    words, spaces, names = paragraph
    out, done = "", 0

    def plain(start: int, end: int) -> str:
        return "".join(
            w + " " * s for w, s in zip(words[start:end], spaces[start:end], strict=True)
        )

    for start, end, kind in names:
        name = new.get((tuple(words[start:end]), kind))
        if name:
            out += plain(done, start) + " ".join(name) + " " * spaces[end - 1]
            done = end
    return (out + plain(done, len(words))).strip()


if __name__ == "__main__":
    main()
