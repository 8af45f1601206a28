"""Lay out the stories whose correspondences were annotated.

    python training/correspondences.py ARTICLES OUT [--annotated FILE.jsonl]

ARTICLES is what the annotated documents are among, of README.md's corpora: the file of the news
corpus, the folder of ECB+'s topics, or that of PolNeAR's texts. OUT gets a folder `raw` (a folder
for each story: an article in a .txt file, its outlet and date in a .json file beside it), from
which the pipeline's tables are made, and `gold.jsonl`, which names what corresponds as `evaluate`
and `alignment.py` read it.

Annotations (`correspondences.jsonl`, or another file's) hold no text: they have a story's documents
by the SHA-256 of their text, and pairs of stretches of them as characters.
"""

import argparse
import hashlib
import json
import re
import sys
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import urlsplit

from ecbplus import read_articles

ANNOTATED = Path(__file__).with_suffix(".jsonl")
_DIGITS = 16
# PolNeAR names its files so.
_NAMED = re.compile(r"(?P<outlet>.+?)_(?P<day>\d{4}-\d\d-\d\d)_")


class Document(NamedTuple):
    """An article as it was annotated.

    Attributes:
        text: The whole of it, with its title.
        about: What the pipeline is told of it: outlet, and published and url where known.
    """

    text: str
    about: Mapping[str, Any]


def documents(path: Path) -> Iterator[Document]:
    """Yield the articles of a corpus, in whichever of the three forms it lies.

    Raises:
        LookupError: If the folder holds none.
    """
    if path.is_file():
        for line in path.read_text(encoding="utf-8").splitlines():
            yield _of_news(json.loads(line))
        return
    count = 0
    for article in read_articles(path):
        yield Document(article.text, {"outlet": article.outlet})
        count += 1
    for text in sorted(path.rglob("*.txt")):
        named = _NAMED.match(text.name)
        if named is not None:
            about = {"outlet": named["outlet"], "published": named["day"]}
            yield Document(text.read_text(encoding="utf-8", errors="replace"), about)
            count += 1
    if not count:
        raise LookupError("no article like 1_2ecb.xml or nyt_2016-05-12_a-title.txt")


def document_text(article: Mapping[str, Any]) -> str:
    """An article of the news corpus: its title, unless the text begins with it, and its text."""
    title, text = str(article["title"]), str(article["text"])
    return text if text.startswith(title) else f"{title}\n\n{text}"


def _of_news(article: Mapping[str, Any]) -> Document:
    about = {
        "outlet": urlsplit(str(article["url"])).hostname,
        "published": article["published"],
        "url": article["url"],
    }
    return Document(document_text(article), about)


def digest(text: str) -> str:
    """The beginning of a text's SHA-256."""
    return hashlib.sha256(text.encode()).hexdigest()[:_DIGITS]


def correspondences(story: Mapping[str, Any], texts: Mapping[str, str]) -> Iterable[dict[str, Any]]:
    """A story's annotated pairs with their words.

    Args:
        story: A line of `correspondences.jsonl`.
        texts: Name of a document of the story → its text.
    """
    for a, a_start, a_end, b, b_start, b_end, verdict, kind, severity, *note in story["pairs"]:
        yield {
            "story": story["story"],
            "verdict": verdict,
            "type": kind,
            "severity": severity,
            "a": {"doc": a, "text": texts[a][a_start:a_end]},
            "b": {"doc": b, "text": texts[b][b_start:b_end]},
            "note": " ".join(note),
        }


def lay_out(among: Iterable[Document], output: Path, annotated: Path) -> int:
    """Write the annotated stories and their correspondences; returns how many of these there are.

    Raises:
        LookupError: If an annotated document is not among the articles.
    """
    by_digest = {digest(document.text): document for document in among}
    gold: list[dict[str, Any]] = []
    for line in annotated.read_text(encoding="utf-8").splitlines():
        story = json.loads(line)
        folder = output / "raw" / story["story"]
        folder.mkdir(parents=True, exist_ok=True)
        texts = {}
        for name, known in story["documents"].items():
            document = by_digest.get(known)
            if document is None:
                raise LookupError(f"no article has the text of {story['story']}/{name} ({known})")
            texts[name] = document.text
            (folder / f"{name}.txt").write_text(document.text, encoding="utf-8", newline="")
            (folder / f"{name}.json").write_text(json.dumps(document.about), encoding="utf-8")
        gold += correspondences(story, texts)
    lines = (json.dumps(row, ensure_ascii=False) for row in gold)
    (output / "gold.jsonl").write_text("\n".join(lines) + "\n", encoding="utf-8")
    return len(gold)


def main() -> None:
    """Lay out the stories that the command line names."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("articles", type=Path, metavar="ARTICLES")
    parser.add_argument("output", type=Path, metavar="OUT")
    parser.add_argument("--annotated", type=Path, default=ANNOTATED, metavar="FILE.jsonl")
    options = parser.parse_args()
    try:
        count = lay_out(documents(options.articles), options.output, options.annotated)
    except LookupError as error:
        sys.exit(f"{options.articles}: {error.args[0]}; get the version that README.md names")
    print(f"{count} correspondences; run the pipeline on {options.output / 'raw'}")


if __name__ == "__main__":
    main()
