"""What is found in an article, as rows of the tables quotations, quantities and times."""

from collections.abc import Iterator, Sequence
from typing import Any

from crosscheck.language import gazetteer as gaz
from crosscheck.language.article import Article, Passage
from crosscheck.language.entities.coreference import MentionRow
from crosscheck.language.entities.pronouns import PRONOUNS
from crosscheck.language.quantities.finding import quantities
from crosscheck.language.quotations.finding import Place, Quotation, quotations
from crosscheck.language.times.finding import times

Row = dict[str, Any]


def _key(article: Article, start: int, end: int) -> str:
    return f"{article.doc_id}:{start:07d}-{end:07d}"


def _base(article: Article, passage: Passage, start: int, end: int) -> Row:
    offset = passage.start
    return {
        "story_id": article.story_id,
        "doc_id": article.doc_id,
        "start": start,
        "end": end,
        "passage_id": passage.passage_id,
        "text": passage.doc.text[start - offset : end - offset],
    }


def quotation_rows(article: Article, mentions: Sequence[MentionRow]) -> Iterator[Row]:
    """Rows of `quotations`: the speaker is the entity that the speaker's words mention.

    Args:
        article: The article.
        mentions: The mentions of this article.
    """
    for found in quotations(article.passages):
        passage = article.passages[found.passage]
        start, end = _text_span(passage, found)
        if start == end:
            continue
        speaker = found.speaker
        yield _base(article, passage, start, end) | {
            "quotation_id": _key(article, start, end),
            "kind": found.kind,
            "utterance_id": f"{article.doc_id}:{found.utterance:05d}",
            "speaker_entity_id": _speaker(article, found, mentions),
            "speaker_text": None if speaker is None else _words(article, speaker),
            "speaker_start": None if speaker is None else speaker.start,
            "speaker_end": None if speaker is None else speaker.end,
            "cue": found.cue,
        }


def _text_span(passage: Passage, found: Quotation) -> tuple[int, int]:
    limit = passage.start + len(passage.doc.text)
    return max(found.start, passage.start), min(found.end, limit)


def _words(article: Article, place: Place) -> str:
    passage = article.passages[place.passage]
    return passage.doc.text[place.start - passage.start : place.end - passage.start]


def _speaker(article: Article, found: Quotation, mentions: Sequence[MentionRow]) -> str | None:
    """The entity that the speaker's words name, or else their antecedents: "she" is no Peter."""
    if found.speaker is None:
        return None
    if (named := entity_at(mentions, found.speaker.start, found.speaker.end)) is not None:
        return named
    gender = PRONOUNS.get(_words(article, found.speaker).lower())
    for place in found.antecedents:
        entity = entity_at(mentions, place.start, place.end)
        names = (m.text for m in mentions if (m.entity_id, m.kind) == (entity, "name"))
        if entity is not None and gender in {None, gaz.gender_of_names(names) or gender}:
            return entity
    return None


def entity_at(mentions: Sequence[MentionRow], start: int, end: int) -> str | None:
    """The entity that a phrase is about: a person's before another's, the widest, then the first.

    "Ada Byrne, mayor of Sutton" is about Ada Byrne.
    """
    inside = [m for m in mentions if m.start < end and start < m.end]
    best = max(
        inside,
        key=lambda m: (m.label == "PERSON", m.end - m.start, -m.start),
        default=None,
    )
    return None if best is None else best.entity_id


def quantity_rows(article: Article) -> Iterator[Row]:
    """Rows of `quantities`."""
    for passage in article.passages:
        for found in quantities(passage.doc):
            start, end = passage.start + found.start_char, passage.start + found.end_char
            yield _base(article, passage, start, end) | {
                "quantity_id": _key(article, start, end),
                "kind": found.kind,
                "low": found.low,
                "high": found.high,
                "unit": found.unit,
                "value": found.value,
                "per": found.per,
                "bound": found.bound,
                "counted": found.counted,
                "counted_lemma": found.counted_lemma,
            }


def time_rows(article: Article) -> Iterator[Row]:
    """Rows of `times`."""
    for passage in article.passages:
        for found in times(passage.doc, article.reference_date):
            start, end = passage.start + found.start_char, passage.start + found.end_char
            yield _base(article, passage, start, end) | {
                "time_id": _key(article, start, end),
                "type": found.type,
                "value": found.value,
                "earliest": found.earliest,
                "latest": found.latest,
                "relation": found.relation,
                "mod": found.mod,
                "resolved_by": found.resolved_by if found.earliest or found.latest else "none",
            }
