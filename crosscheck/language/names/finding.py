"""Names in a story's articles: what the recogniser found, corrected by what the story itself shows.

A small recogniser misses names, cuts them short and labels one name in several ways. The articles
of a story repeat their names, so that most of this can be mended: the story's capitals tell which
words belong to names (see `casing`, `words`, `spans`), and all mentions of a name vote on its label
(see `labels`).
"""

from collections.abc import Sequence
from dataclasses import dataclass

from spacy.tokens import Span

from crosscheck.language.article import Article, Passage
from crosscheck.language.names.casing import Casing
from crosscheck.language.names.labels import ballots_of, elect, is_stray, key_of
from crosscheck.language.names.spans import names_in


@dataclass(frozen=True, slots=True)
class Mention:
    """A mention of a person, place or organisation before it is known which.

    Attributes:
        article: Where it stands.
        passage: Where in the article.
        span: The words, without titles, articles and possessives.
        label: One of LABELS.
        kind: name, description, metonym or pronoun.
        roles: The keys of the offices that stand in front of it ("President …").
        gender: "m" or "f" where a title tells.
        country: ISO code where a title tells ("the Peruvian president …").
    """

    article: Article
    passage: Passage
    span: Span
    label: str
    kind: str = "name"
    roles: frozenset[str] = frozenset()
    gender: str | None = None
    country: str | None = None

    @property
    def place(self) -> tuple[str, int, int]:
        """Its document and characters: a total order over a story's mentions."""
        return (self.article.doc_id, *self.passage.offsets(self.span))


def find_names(articles: Sequence[Article]) -> list[Mention]:
    """The names in the articles of one story, in the order of documents and characters.

    Args:
        articles: All articles of the story; their Docs may have entities, tags and sentence starts,
            and are read without them too.
    """
    ordered = sorted(articles, key=lambda article: article.doc_id)
    casing = Casing(ordered)
    found = [
        (article, passage, start, end, title)
        for article in ordered
        for passage in article.passages
        for start, end, title in names_in(passage.doc, casing)
    ]
    ballots = ballots_of((passage.doc[start:end], title) for _, passage, start, end, title in found)
    found = [f for f in found if not is_stray(span := f[1].doc[f[2] : f[3]], ballots[key_of(span)])]
    labels = elect(ballots)
    return [
        Mention(
            article,
            passage,
            span,
            labels[key_of(span)],
            "name",
            title.roles,
            title.gender,
            title.country,
        )
        for article, passage, start, end, title in found
        if (span := passage.doc[start:end])
    ]
