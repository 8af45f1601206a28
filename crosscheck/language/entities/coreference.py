"""Who and what the articles of a story speak of: every mention tied to one entity across documents.

Names come first (crosscheck.language.names, `linking`), then capitals that stand for governments
(`metonyms`), descriptions ("the Peruvian president") and pronouns (`descriptions`, `pronouns`):
from the surest kind of mention to the least sure, as in the sieves of Lee et al. (2013).
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from crosscheck.language import gazetteer as gaz
from crosscheck.language.article import Article
from crosscheck.language.entities.descriptions import link_descriptions
from crosscheck.language.entities.linking import fixed_key, link_names
from crosscheck.language.entities.metonyms import mark_metonyms
from crosscheck.language.entities.pronouns import link_pronouns
from crosscheck.language.names.finding import Mention, find_names


class MentionRow(NamedTuple):
    """A row of the table mentions."""

    mention_id: str
    entity_id: str
    story_id: str
    doc_id: str
    start: int
    end: int
    passage_id: str
    text: str
    label: str
    kind: str


class EntityRow(NamedTuple):
    """A row of the table entities."""

    entity_id: str
    story_id: str
    name: str
    label: str
    aliases: list[str]
    country: str | None
    documents: int
    mentions: int


Linked = tuple[Mention, str]


def resolve(
    articles: Sequence[Article], *, descriptions: bool = True, pronouns: bool = True
) -> tuple[list[MentionRow], list[EntityRow]]:
    """The mentions and the entities of one story.

    The result does not depend on the order of the articles.

    Args:
        articles: All articles of the story.
        descriptions: Resolve descriptions of persons and bodies ("the Peruvian president").
        pronouns: Resolve he and she.

    Raises:
        ValueError: If the articles are of more than one story.
    """
    stories = {article.story_id for article in articles}
    if len(stories) > 1:
        raise ValueError(
            f"articles of {len(stories)} stories, of which {sorted(stories)[:2]}: give one"
        )
    linked = link(find_names(articles))
    if descriptions:
        linked += link_descriptions(articles, linked)
    if pronouns:
        linked += link_pronouns(articles, linked)
    return _rows(linked)


def link(names: Iterable[Mention]) -> list[Linked]:
    """Names with the keys of what they stand for; capitals and seats are told apart by use."""
    marked = mark_metonyms(names)
    keys = link_names(marked)
    return [(mention, _meant(mention, key)) for mention, key in zip(marked, keys, strict=True)]


def _meant(mention: Mention, key: str) -> str:
    if mention.kind == "metonym":
        return f"country:{mention.country}"
    return key + ":building" if mention.label == "FAC" and gaz.seat(mention.span.text) else key


def _rows(linked: Iterable[Linked]) -> tuple[list[MentionRow], list[EntityRow]]:
    members: defaultdict[str, list[Mention]] = defaultdict(list)
    for mention, key in sorted(linked, key=lambda pair: pair[0].place):
        members[key].append(mention)
    mentions: list[MentionRow] = []
    entities: list[EntityRow] = []
    taken: set[str] = set()
    for key in sorted(members):
        entity = entity_row(key, members[key], taken)
        taken.add(entity.entity_id)
        entities.append(entity)
        mentions += [_mention(m, entity) for m in members[key]]
    return sorted(mentions), sorted(entities)


def entity_row(key: str, mentions: list[Mention], taken: set[str]) -> EntityRow:
    """The row of an entity, with an id that is not taken."""
    label = _label(mentions)
    name = _fullest(key, mentions)
    story_id = mentions[0].article.story_id
    slug = re.sub(r"\W+", "-", gaz.normal(name).lower()).strip("-")
    options = (f"{story_id}/{slug}", f"{story_id}/{slug}-{label.lower()}")
    numbered = (f"{story_id}/{slug}-{number}" for number in range(2, len(taken) + 3))
    return EntityRow(
        next(i for i in (*options, *numbered) if i not in taken),
        story_id,
        name,
        label,
        # a country that only its capital stands for has a name that no text has
        sorted({name, *(m.span.text for m in mentions if m.kind != "pronoun")}),
        _country(key, name, label),
        len({m.article.doc_id for m in mentions}),
        len(mentions),
    )


def _label(mentions: list[Mention]) -> str:
    named = [m for m in mentions if m.kind == "name"] or mentions
    count = Counter(m.label for m in named)
    return max(sorted(count), key=lambda label: count[label])


def _fullest(key: str, mentions: list[Mention]) -> str:
    """The name with the most words; of several the one most used. A country has its usual name."""
    named = [m for m in mentions if m.kind == "name"]
    if not named:
        if key.startswith("country:"):
            return gaz.country_name(key.removeprefix("country:"))
        named = mentions
    count = Counter(" ".join(m.span.text.split()) for m in named)
    if key.startswith(("country:", "people:")):
        known = [
            t for t in sorted(count) if fixed_key(t, "GPE") == key or fixed_key(t, "NORP") == key
        ]
        known = [t for t in known if not t.isupper()] or known
        return max(known or sorted(count), key=lambda t: (len(t) > 3 and "." not in t, count[t]))
    return max(sorted(count), key=lambda text: (len(text.split()), count[text], len(text)))


def _country(key: str, name: str, label: str) -> str | None:
    kind, code = key.split(":")[:2]
    if kind in ("country", "people", "body") and code in gaz.country_codes():
        return code
    return gaz.seat(name) if label in ("ORG", "FAC") else None


def _mention(mention: Mention, entity: EntityRow) -> MentionRow:
    doc_id, start, end = mention.place
    return MentionRow(
        f"{doc_id}:{start}-{end}",
        entity.entity_id,
        entity.story_id,
        doc_id,
        start,
        end,
        mention.passage.passage_id,
        mention.span.text,
        mention.label,
        mention.kind,
    )
