"""What capitals say: where every word has one, and which words a story always writes with one."""

from collections import Counter
from collections.abc import Iterable

from spacy.tokens import Doc, Token

from crosscheck.language.article import Article

OPENING = frozenset("\"“‘«([{'`")
CLOSING = frozenset("\"”’»)]}'*_")
_FINAL = frozenset([".", "!", "?", ":", ";", "…", "–", "—", "--", "|", "•"])


class Casing:
    """How often a story's articles write each word with a capital and without, in mid-sentence."""

    def __init__(self, articles: Iterable[Article]) -> None:
        self.upper: Counter[str] = Counter()
        self.lower: Counter[str] = Counter()
        for article in articles:
            for passage in article.passages:
                if not is_headline(passage.doc):
                    self._count(passage.doc)

    def _count(self, doc: Doc) -> None:
        for token in doc:
            if token.text[:1].islower():
                self.lower[token.text] += 1
            elif token.text[:1].isupper() and not (starts_sentence(token) or _hyphened(token)):
                self.upper[token.text.lower()] += 1

    def is_name(self, word: str) -> bool:
        """Does mid-sentence use say that the word belongs to a name?"""
        return self.upper[word.lower()] > self.lower[word.lower()]


def is_headline(doc: Doc) -> bool:
    """Are most of the longer words after the first one capitalised, as in a headline or a shout?"""
    if doc.text.rstrip().endswith("."):
        return False
    words = [t for t in doc if t.is_alpha and len(t) > 3][1:]
    if len(words) == 1:
        return len(doc) > 2 and doc.text.isupper()
    return len(words) > 1 and sum(t.text[0].isupper() for t in words) > 0.6 * len(words)


def _hyphened(token: Token) -> bool:
    doc, index = token.doc, token.i
    after = index + 1 < len(doc) and doc[index + 1].text == "-" and not token.whitespace_
    return after or (index > 0 and doc[index - 1].text == "-" and not doc[index - 1].whitespace_)


def starts_sentence(token: Token) -> bool:
    """Does a token come first in a sentence or a quotation, where every word has its capital?"""
    index = token.i
    if index == 0:
        return True
    before = token.doc[index - 1]
    if token.is_sent_start and not before.is_alpha:
        return True
    if before.text in OPENING:
        return (
            not token.doc[index - 2].text.isalpha() if index > 1 and before.text in "([{" else True
        )
    return before.text in _FINAL or before.is_space or before.text in CLOSING - {"'"}
