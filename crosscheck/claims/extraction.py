"""Claims: who asserts what, clause by clause, as rows of the table `claims`."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from spacy.tokens import Token

from crosscheck.claims.clauses import Clause, clauses, names_only, tells_who_speaks
from crosscheck.claims.meaning import Argument, arguments, modality, polarity
from crosscheck.datelines import after_dateline
from crosscheck.headlines import after_colon
from crosscheck.language.article import Article, Passage

Row = dict[str, Any]

_WHOLE_KINDS = frozenset({"title", "subheading"})


class Attributed(NamedTuple):
    """A stretch of a document that somebody else than the outlet asserts, in raw_text characters.

    Attributes:
        start, end: What is asserted.
        source_start, source_end: The words that name who asserts it; None if nobody is named.
        source_text: Those words.
        cue: Lemma of the reporting word.
    """

    start: int
    end: int
    source_start: int | None
    source_end: int | None
    source_text: str | None
    cue: str | None


@dataclass(frozen=True, slots=True)
class Findings:
    """What earlier components found in one article: rows of their tables, each sorted by start."""

    mentions: Sequence[Mapping[str, Any]]
    quotations: Sequence[Mapping[str, Any]]
    quantities: Sequence[Mapping[str, Any]]
    times: Sequence[Mapping[str, Any]]
    attributions: Sequence[Attributed]


def claims(article: Article, findings: Findings) -> Iterator[Row]:
    """The claims of an article's kept passages, in text order.

    Titles and subheadings are one claim each; sentences are cut into clauses. Datelines, names
    alone, and what only says who speaks the words beside it, can be neither true nor false.
    """
    seen: set[tuple[int, int]] = set()
    for passage in article.passages:
        begins = _begins(passage)
        for sentence in passage.doc.sents:
            if sentence.end_char <= begins:
                continue
            where = passage.offsets(sentence)
            for clause in _clauses(passage, sentence):
                span = passage.offsets(clause.span)
                if span not in seen and not _says_nothing(passage, clause, span, findings):
                    seen.add(span)
                    yield _row(article, passage, clause, span, where, findings)


def _begins(passage: Passage) -> int:
    """Where what a passage says begins: behind its dateline, or behind whom or what a title names
    before a colon, without a verb.
    """
    if passage.kind != "title":
        return after_dateline(passage.doc.text)
    colon = after_colon(passage.doc.text)
    before = (token for token in passage.doc if token.idx < colon)
    return 0 if any(token.pos_ in {"VERB", "AUX"} for token in before) else colon


def _clauses(passage: Passage, sentence: Any) -> Iterable[Clause]:
    if passage.kind not in _WHOLE_KINDS:
        return clauses(sentence)
    words = tuple(token for token in sentence if not token.is_space)
    if not any(token.is_alpha for token in words):
        return ()
    doc = sentence.doc
    return (Clause(sentence.root, doc[words[0].i : words[-1].i + 1], words, None),)


def _says_nothing(
    passage: Passage, clause: Clause, span: tuple[int, int], findings: Findings
) -> bool:
    if passage.kind in _WHOLE_KINDS:
        return False
    return names_only(clause) or (tells_who_speaks(clause) and _frames(span, findings))


def _frames(span: tuple[int, int], findings: Findings) -> bool:
    """Does a span name who says words that stand outside it?"""
    start, end = span
    told = [(q["start"], q["end"], q["speaker_start"]) for q in findings.quotations]
    told += [(a.start, a.end, a.source_start) for a in findings.attributions]
    return any(
        source is not None and start <= source < end and (stop <= start or end <= first)
        for first, stop, source in told
    )


def _row(
    article: Article,
    passage: Passage,
    clause: Clause,
    span: tuple[int, int],
    sentence: tuple[int, int],
    findings: Findings,
) -> Row:
    members = _member_spans(passage, clause)
    parts = list(arguments(clause))
    source = _source(members, _subject_start(passage, parts), findings)
    if source.text is None:
        source = _speaker(passage, findings.mentions)
    return {
        "claim_id": f"{article.doc_id}:{span[0]:07d}-{span[1]:07d}",
        "story_id": article.story_id,
        "doc_id": article.doc_id,
        "start": span[0],
        "end": span[1],
        "passage_id": passage.passage_id,
        "sentence_start": sentence[0],
        "sentence_end": sentence[1],
        "text": clause.span.text,
        "kind": _kind(passage, source),
        "source_entity_id": source.entity_id,
        "source_text": source.text,
        "cue": source.cue,
        "polarity": polarity(clause),
        "modality": modality(clause),
        "predicate": clause.head.lemma_.lower(),
        "arguments": [_argument(passage, a, findings.mentions) for a in parts],
        "entities": sorted({m["entity_id"] for m in _inside(findings.mentions, members)}),
        "quantities": [q["quantity_id"] for q in _inside(findings.quantities, members)],
        "times": [t["time_id"] for t in _inside(findings.times, members)],
        "quotations": [q["quotation_id"] for q in _overlapping(findings.quotations, span)],
        "tokens": [_token(passage, token) for token in clause.members if not token.is_space],
    }


class _Source(NamedTuple):
    kind: str | None
    entity_id: str | None
    text: str | None
    cue: str | None


def _kind(passage: Passage, source: _Source) -> str:
    if passage.kind in _WHOLE_KINDS:
        return "title"
    if passage.kind == "caption":
        return "caption"
    return source.kind or "statement"


def _subject_start(passage: Passage, parts: Sequence[Argument]) -> int | None:
    subject = next((part for part in parts if part.role == "subject"), None)
    return None if subject is None else passage.start + subject.tokens[0].idx


def _source(members: Sequence[tuple[int, int]], subject: int | None, findings: Findings) -> _Source:
    """Who asserts a clause: the speaker of the quotation that its words lie in, or who is reported
    to.

    A clause is not asserted by its own subject ("the council agreed to close the pier").
    """
    size = sum(end - start for start, end in members)

    def within(first: int, last: int) -> int:
        return sum(max(0, min(end, last) - max(start, first)) for start, end in members)

    for quotation in findings.quotations:
        common = within(quotation["start"], quotation["end"])
        if 2 * common >= size and quotation["kind"] == "direct":
            return _Source(
                "quoted",
                quotation["speaker_entity_id"],
                quotation["speaker_text"],
                quotation["cue"],
            )
    enclosing = [
        a
        for a in findings.attributions
        if 2 * within(a.start, a.end) > size
        and not (
            a.source_start is not None
            and a.source_end is not None
            and subject is not None
            and members[0][0] <= a.source_start <= subject < a.source_end
        )
    ]
    if not enclosing:
        return _Source(None, None, None, None)
    inner = min(enclosing, key=lambda a: (a.end - a.start, a.start))
    entity = None
    if inner.source_start is not None and inner.source_end is not None:
        entity = _entity_in(findings.mentions, inner.source_start, inner.source_end)
    return _Source("reported", entity, inner.source_text, inner.cue)


def _speaker(passage: Passage, mentions: Sequence[Mapping[str, Any]]) -> _Source:
    """The person whose words a title gives behind a colon ("Lund: 'The pier is safe'")."""
    begins = _begins(passage) if passage.kind == "title" else 0
    start, end = passage.start, passage.start + begins
    entity = _entity_in([m for m in mentions if m["label"] == "PERSON"], start, end)
    if entity is None:
        return _Source(None, None, None, None)
    return _Source(None, entity, passage.doc.text[:begins].strip().removesuffix(":"), None)


def _entity_in(mentions: Sequence[Mapping[str, Any]], start: int, end: int) -> str | None:
    """The entity of the widest mention within a span; the first of two equally wide."""
    inside = [m for m in mentions if start <= m["start"] and m["end"] <= end]
    widest = max(inside, key=lambda m: (m["end"] - m["start"], -m["start"]), default=None)
    return None if widest is None else widest["entity_id"]


def _member_spans(passage: Passage, clause: Clause) -> list[tuple[int, int]]:
    spans: list[tuple[int, int]] = []
    for token in clause.members:
        start = passage.start + token.idx
        if spans and start - spans[-1][1] <= 1:
            spans[-1] = (spans[-1][0], start + len(token))
        else:
            spans.append((start, start + len(token)))
    return spans


def _inside(
    rows: Sequence[Mapping[str, Any]], spans: Sequence[tuple[int, int]]
) -> list[Mapping[str, Any]]:
    return [r for r in rows if any(r["start"] < end and start < r["end"] for start, end in spans)]


def _overlapping(
    rows: Sequence[Mapping[str, Any]], span: tuple[int, int]
) -> list[Mapping[str, Any]]:
    return [row for row in rows if row["start"] < span[1] and span[0] < row["end"]]


def _argument(passage: Passage, argument: Argument, mentions: Sequence[Mapping[str, Any]]) -> Row:
    first, last = argument.tokens[0], argument.tokens[-1]
    start, end = passage.start + first.idx, passage.start + last.idx + len(last)
    head = passage.start + argument.head.idx
    covering = next((m for m in mentions if m["start"] <= head < m["end"]), None)
    return {
        "role": argument.role,
        "text": passage.doc[first.i : last.i + 1].text,
        "head": argument.head.lemma_.lower(),
        "entity_id": covering["entity_id"] if covering else None,
        "start": start,
        "end": end,
    }


def _token(passage: Passage, token: Token) -> Row:
    start = passage.start + token.idx
    return {
        "text": token.text,
        "lemma": token.lemma_.lower() or token.lower_,
        "pos": token.pos_,
        "start": start,
        "end": start + len(token),
        "head": passage.start + token.head.idx,
        "dep": token.dep_,
    }
