"""Read CoNLL-U treebanks: sentences of syntactic words, grouped into paragraphs.

The format is that of Universal Dependencies version 2 (universaldependencies.org/format.html).
Enhanced dependencies and empty nodes are left out; of a multiword token ("don't") its syntactic
words ("do", "n't") are kept, which is also how spaCy's English tokenizer splits it.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

FEATURES_KEPT = {
    "Number",
    "Person",
    "Tense",
    "VerbForm",
    "Mood",
    "Voice",
    "Degree",
    "PronType",
    "Poss",
}


@dataclass
class Word:
    """One syntactic word of a sentence; `head` counts from 0 within the sentence, and the root
    heads itself.
    """

    text: str
    lemma: str
    pos: str
    tag: str
    morph: str
    head: int
    dep: str
    space: bool
    misc: str = ""


@dataclass
class Sentence:
    """A sentence, and whether a document or a paragraph begins with it."""

    words: list[Word]
    sent_id: str = ""
    new_doc: bool = False
    new_par: bool = False
    entities: list[str] = field(default_factory=list)


def read_conllu(path: Path) -> Iterator[Sentence]:
    """Yield the sentences of a CoNLL-U file in order."""
    blocks = path.read_text(encoding="utf8").split("\n\n")
    for block in blocks:
        lines = block.strip("\n").split("\n")
        rows = [line.split("\t") for line in lines if line and not line.startswith("#")]
        if not rows:
            continue
        comments = [line for line in lines if line.startswith("#")]
        sent_id = next(
            (c.split("=", 1)[1].strip() for c in comments if c.startswith("# sent_id")), ""
        )
        yield Sentence(
            words=_words(rows),
            sent_id=sent_id,
            new_doc=any(c.startswith("# newdoc") for c in comments),
            new_par=any(re.match(r"# newpar( id.*)?$", c) for c in comments),
        )


def _words(rows: list[list[str]]) -> list[Word]:
    """Turn the rows of one sentence into words; a multiword token's space follows its last word."""
    inside: dict[int, bool] = {}
    for row in rows:
        if "-" in row[0]:
            first, last = (int(number) for number in row[0].split("-"))
            inside |= dict.fromkeys(range(first, last), False)
            inside[last] = "SpaceAfter=No" not in row[9]
    kept = [row for row in rows if row[0].isdigit()]
    return [_word(row, inside.get(int(row[0]))) for row in kept]


def _word(row: list[str], space: bool | None) -> Word:
    number, head = int(row[0]), int(row[6])
    feats = "|".join(f for f in row[5].split("|") if f.split("=")[0] in FEATURES_KEPT)
    return Word(
        text=row[1].replace("\u00a0", " ").replace(" ", ""),
        lemma=row[2],
        pos=row[3],
        tag=row[4] if row[4] != "_" else row[3],
        morph=feats,
        head=number - 1 if head == 0 else head - 1,
        dep="ROOT" if head == 0 else row[7],
        space="SpaceAfter=No" not in row[9] if space is None else space,
        misc=row[9],
    )


def documents(paths: list[Path]) -> Iterator[list[Sentence]]:
    """Group the sentences of the files into documents."""
    for path in paths:
        current: list[Sentence] = []
        for sentence in read_conllu(path):
            if sentence.new_doc and current:
                yield current
                current = []
            current.append(sentence)
        if current:
            yield current


def gum_split(folder: Path, split: str) -> list[Path]:
    """List GUM's files of one of its standard splits, as `gum_splits.md` beside the folder names
    them.
    """
    text = (folder.parent / "gum_splits.md").read_text(encoding="utf8")
    section = re.split(r"^## ", text, flags=re.MULTILINE)
    named = next(part for part in section if part.startswith(split + "\n"))
    names = set(re.findall(r"\* (\S+)", named))
    return sorted(path for path in folder.glob("*.conllu") if path.stem in names)
