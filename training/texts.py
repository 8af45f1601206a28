"""Gather raw text, one paragraph a line: what the teacher annotates.

Sources: the news_cluster articles of the events that are not held out, PolNeAR's texts and ECB+
(joined from tokens), web pages of CleanEval and Dragnet, and the training parts of the treebanks
and of wikigold. What models are tested or chosen on stays out, and so do the stories and seeds that
crosscheck is evaluated on.
"""

import argparse
import json
import random
import re
import xml.etree.ElementTree as ElementTree
from collections.abc import Iterator
from pathlib import Path

from corpora import split_of
from entities import page_text, read_columns
from spacing import spacing
from treebank import documents, gum_split


def main() -> None:
    """Write the documents, a blank line between two."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("corpora", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--seed", type=int, default=7)
    options = parser.parse_args()
    articles = [
        *news_cluster(options.corpora),
        *polnear(options.corpora),
        *ecbplus(options.corpora),
        *pages(options.corpora),
        *treebanks(options.corpora),
        *wikigold(options.corpora),
    ]
    random.Random(options.seed).shuffle(articles)
    options.out.parent.mkdir(parents=True, exist_ok=True)
    options.out.write_text("\n\n".join("\n".join(a) for a in articles) + "\n", encoding="utf8")


def paragraphs(text: str) -> list[str]:
    """Split a text at line ends, with inner white space squeezed."""
    return [" ".join(line.split()) for line in text.splitlines() if line.strip()]


def news_cluster(corpora: Path) -> Iterator[list[str]]:
    """Yield the articles of the stories/news_cluster file, each as its title and paragraphs."""
    path = corpora / "stories/news_cluster/articles.jsonl"
    articles = [json.loads(line) for line in path.read_text(encoding="utf8").splitlines()]
    events = sorted({str(article["event"]) for article in articles})
    read = {event for number, event in enumerate(events) if split_of(number) != "test"}
    for article in articles:
        if str(article["event"]) not in read:
            continue
        yield [*paragraphs(article["title"]), *paragraphs(article["text"])]


def polnear(corpora: Path) -> Iterator[list[str]]:
    """Yield PolNeAR's political news texts (training and dev)."""
    for path in sorted((corpora / "quotes/polnear").glob("*/text/*")):
        yield paragraphs(path.read_text(encoding="utf8", errors="replace"))


def ecbplus(corpora: Path) -> Iterator[list[str]]:
    """Yield ECB+ articles, a sentence as a paragraph, with spaces guessed."""
    for path in sorted((corpora / "alignment/ecbplus").rglob("*.xml")):
        sentences: dict[str, list[str]] = {}
        for token in ElementTree.parse(path).getroot().findall("token"):
            sentences.setdefault(token.get("sentence", ""), []).append(token.text or "")
        yield [
            "".join(w + " " * s for w, s in zip(ws, spacing(ws), strict=True)).strip()
            for ws in sentences.values()
        ]


def pages(corpora: Path) -> Iterator[list[str]]:
    """Yield the wanted text of web pages (Baroni et al. 2008; Peters & Lecocq 2013)."""
    for path in sorted((corpora / "cleaning").glob("*/GoldStandard/*.txt")):
        text = re.sub(r"^URL:.*|<\w+>", "\n", page_text(path), flags=re.MULTILINE)
        # Lines are wrapped in some of the files: a blank line or a mark ends a paragraph there.
        wrapped = re.split(r"\n\s*\n", text)
        yield [line for part in wrapped for line in _unwrapped(part)]


def _unwrapped(part: str) -> list[str]:
    lines = paragraphs(part)
    is_wrapped = len(lines) > 2 and max(map(len, lines)) < 90
    return [" ".join(lines)] if is_wrapped else lines


def treebanks(corpora: Path) -> Iterator[list[str]]:
    """Yield the texts of EWT's and GUM's training parts."""
    treebank = corpora / "treebank"
    paths = [treebank / "en_ewt-ud-train.conllu", *gum_split(treebank / "gum", "train")]
    for document in documents(paths):
        text = ""
        for sentence in document:
            text += "\n" if sentence.new_par else " "
            text += "".join(word.text + " " * word.space for word in sentence.words)
        yield paragraphs(text)


def wikigold(corpora: Path) -> Iterator[list[str]]:
    """Yield wikigold's documents that corpora.py trains on."""
    path = corpora / "ner/wikigold/CONLL-format/data/wikigold.conll.txt"
    for number, document in enumerate(read_columns(path)):
        if number % 5 and number % 15 != 1:
            sentences = (
                "".join(w + " " * s for w, s in zip(words, spaces, strict=True))
                for words, spaces, _ in document
            )
            yield [" ".join(sentence.strip() for sentence in sentences)]


if __name__ == "__main__":
    main()
