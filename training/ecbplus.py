"""The articles of ECB+ (Cybulska & Vossen 2014) as plain text."""

import re
import xml.etree.ElementTree as ElementTree
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

from spacing import spacing

_GAP = "\n\n"


class Article(NamedTuple):
    """An article of ECB+, a sentence as a paragraph.

    Attributes:
        story: Topic and half, like "12ecbplus".
        number: Its number in the topic.
        sentences: Their texts by their numbers in the corpus, in order.
        outlet: The host of its address where it begins with one, else a name of its own.
    """

    story: str
    number: int
    sentences: Mapping[int, str]
    outlet: str

    @property
    def text(self) -> str:
        """The sentences, a blank line between two."""
        return _GAP.join(self.sentences.values())

    def sentences_in(self, start: int, end: int) -> set[int]:
        """The numbers of the sentences that a stretch of the text touches."""
        starts, at = [], 0
        for sentence in self.sentences.values():
            starts.append(at)
            at += len(sentence) + len(_GAP)
        numbers = list(self.sentences)
        first, last = (bisect_right(starts, place) - 1 for place in (start, max(start, end - 1)))
        return set(numbers[first : last + 1])


def read_articles(folder: Path) -> Iterator[Article]:
    """Yield the articles of a folder of topics."""
    for path in sorted(folder.rglob("*.xml")):
        name = re.fullmatch(r"(\d+)_(\d+)(ecb(?:plus)?)", path.stem)
        if name is None:
            continue
        words = defaultdict(list)
        for token in ElementTree.parse(path).getroot().findall("token"):
            words[int(token.get("sentence", "0"))].append(token.text or "")
        sentences = {
            number: "".join(w + " " * s for w, s in zip(some, spacing(some), strict=True)).strip()
            for number, some in words.items()
        }
        outlet = f"outlet{name[2]}"
        address = re.match(
            r"https?:?/*(?:www\.)?([^/]+)", next(iter(sentences.values())).replace(" ", "")
        )
        if address is not None:
            outlet = address[1]
            del sentences[next(iter(sentences))]
        yield Article(f"{int(name[1]):02d}{name[3]}", int(name[2]), sentences, outlet)
