"""Gather raw news text, one paragraph a line: what static vectors are averaged over and silver
data is made from.

Sources: the news_cluster articles, PolNeAR's texts and ECB+ (joined from tokens). The stories and
seeds that crosscheck is evaluated on stay out.
"""

import argparse
import json
import random
import xml.etree.ElementTree as ElementTree
from collections.abc import Iterator
from pathlib import Path

from entities import spacing


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
    for line in path.read_text(encoding="utf8").splitlines():
        article = json.loads(line)
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


if __name__ == "__main__":
    main()
