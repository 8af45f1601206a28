"""What the pages show: rows of the tables gathered into stories."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from crosscheck.report.chart import OutletChart, outlet_chart
from crosscheck.report.conflicts import Card, conflict_cards
from crosscheck.report.facts import FactRow, Single, fact_rows, single_claims
from crosscheck.report.sources import Evidence, Moment, Row, Sources, Tables, group_by, moment
from crosscheck.report.text import shorten, slugs, web_address


@dataclass(frozen=True, slots=True)
class Limits:
    """How much of what is not in dispute is shown; conflicts are always shown in full.

    Attributes:
        facts: Undisputed facts of a story.
        single_claims: Single-source claims of an outlet in a story.
        undetermined: Pairs of a story on which the verdict was withheld.
        headlines: Conflicts named at the top of the first page.
    """

    facts: int = 60
    single_claims: int = 30
    undetermined: int = 30
    headlines: int = 10


@dataclass(frozen=True, slots=True)
class DocumentView:
    """A document as it was read: what was kept of it, and what was dropped and why."""

    outlet: str
    title: str
    url: str | None
    published: Moment | None
    reference: Moment | None
    reference_source: str
    path: str
    status: str
    reason: str
    language: str
    kept: int
    dropped: tuple[tuple[str, int], ...]
    claims: int
    copies: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Withheld:
    """Two claims that were compared without a verdict, and why."""

    reason: str
    a: Evidence
    b: Evidence


@dataclass(frozen=True, slots=True)
class Story:
    """Everything a page says about a story."""

    story_id: str
    slug: str
    title: str
    outlets: tuple[str, ...]
    documents: tuple[DocumentView, ...]
    claims: int
    verdicts: Mapping[str, int]
    statuses: Mapping[str, int]
    cards: tuple[Card, ...]
    facts: tuple[FactRow, ...]
    shared_facts: int
    singles: tuple[tuple[str, int, list[Single]], ...]
    withheld: tuple[Withheld, ...]
    withheld_total: int

    @property
    def anchor(self) -> str:
        """Its id in a page; no slug holds an underscore, so no two ids are alike."""
        return f"{self.slug}_story"

    @property
    def hard(self) -> tuple[Card, ...]:
        """Its hard conflicts."""
        return tuple(card for card in self.cards if card.hard)

    @property
    def soft(self) -> tuple[Card, ...]:
        """Its soft conflicts."""
        return tuple(card for card in self.cards if not card.hard)

    @property
    def articles(self) -> int:
        """How many of its documents were read and compared."""
        return sum(document.status == "ok" for document in self.documents)


@dataclass(frozen=True, slots=True)
class Report:
    """Everything the pages say.

    Attributes:
        stories: Those with most hard conflicts first.
        headlines: The strongest conflicts over all stories.
        left_out: Documents that were not compared.
        chart: The outlets' rates.
        metrics: Flattened names and values, in order.
        limits: What the lists were cut to.
    """

    stories: tuple[Story, ...]
    headlines: tuple[tuple[Story, Card], ...]
    left_out: tuple[DocumentView, ...]
    chart: OutletChart
    metrics: tuple[tuple[str, Any], ...]
    limits: Limits

    @property
    def hard(self) -> int:
        """Hard conflicts over all stories."""
        return sum(len(story.hard) for story in self.stories)

    @property
    def soft(self) -> int:
        """Soft conflicts over all stories."""
        return sum(len(story.soft) for story in self.stories)

    @property
    def outlets(self) -> int:
        """How many outlets have an article in a story."""
        return len({outlet for story in self.stories for outlet in story.outlets})


def build_report(
    tables: Tables,
    metrics: Mapping[str, Any],
    outlets: Iterable[Mapping[str, Any]] = (),
    *,
    limits: Limits | None = None,
) -> Report:
    """Gather the tables' rows into what the pages show.

    Args:
        tables: Rows by table name (crosscheck.tables); a table that is absent counts as empty.
        metrics: Names and values, nested or flat.
        outlets: One row per outlet with its counts and rates.
        limits: How much of what is not in dispute is shown.
    """
    limits = limits or Limits()
    sources = Sources(tables)
    claims = Counter(claim["doc_id"] for claim in sources.claims.values())
    documents = {
        doc_id: _document(row, claims[doc_id], sources) for doc_id, row in sources.documents.items()
    }
    stories = _stories(tables, documents, sources, limits)
    headlines = [(story, card) for story in stories for card in (story.hard or story.soft)]
    headlines.sort(key=lambda pair: (not pair[1].hard, -pair[1].confidence, -len(pair[1].outlets)))
    return Report(
        stories=tuple(stories),
        headlines=tuple(headlines[: limits.headlines]),
        left_out=tuple(
            documents[doc_id]
            for doc_id in sorted(documents, key=lambda d: sources.documents[d]["path"])
            if documents[doc_id].status != "ok"
        ),
        chart=outlet_chart(outlets),
        metrics=tuple(flattened(metrics)),
        limits=limits,
    )


def flattened(metrics: Mapping[str, Any], prefix: str = "") -> list[tuple[str, Any]]:
    """A nested mapping as dotted names with their values, in the order given."""
    flat: list[tuple[str, Any]] = []
    for name, value in metrics.items():
        if isinstance(value, Mapping):
            flat.extend(flattened(value, f"{prefix}{name}."))
        else:
            flat.append((f"{prefix}{name}", value))
    return flat


def _document(row: Row, claims: int, sources: Sources) -> DocumentView:
    passages = sources.passages.get(row["doc_id"], [])
    dropped = Counter(p.get("reason") or p["kind"] for p in passages if not p["kept"])
    heading = (p["text"] for p in passages if p["kind"] == "title" and p["kept"])
    copies = {sources.outlet(d) for d in row.get("near_duplicates") or () if d in sources.documents}
    return DocumentView(
        outlet=row["outlet"],
        title=shorten(row.get("title") or next(heading, ""), 160),
        url=web_address(row.get("url")),
        published=moment(row.get("published")),
        reference=moment(row.get("reference_date")),
        reference_source=row.get("reference_source") or "none",
        path=row["path"],
        status=row["status"],
        reason=row.get("status_reason") or "",
        language=row.get("language") or "und",
        kept=sum(p["kept"] for p in passages),
        dropped=tuple(sorted(dropped.items(), key=lambda item: (-item[1], item[0]))),
        claims=claims,
        copies=tuple(sorted(copies)),
    )


def _stories(
    tables: Tables, documents: Mapping[str, DocumentView], sources: Sources, limits: Limits
) -> list[Story]:
    by_story = group_by(sources.documents.values(), "story_id")
    names = slugs(by_story)
    verdicts, facts, claims = (
        group_by(tables.get(name, ()), "story_id") for name in ("verdicts", "facts", "claims")
    )
    stories = [
        _story(
            story_id,
            names[story_id],
            [documents[d] for d in sorted((row["doc_id"] for row in rows), key=sources.order)],
            claims.get(story_id, []),
            verdicts.get(story_id, []),
            facts.get(story_id, []),
            sources,
            limits,
        )
        for story_id, rows in by_story.items()
        if any(row["status"] == "ok" for row in rows)
    ]
    stories.sort(
        key=lambda story: (-len(story.hard), -len(story.soft), -story.articles, story.slug)
    )
    return stories


def _story(
    story_id: str,
    slug: str,
    documents: Sequence[DocumentView],
    claims: Sequence[Row],
    verdicts: Sequence[Row],
    facts: Sequence[Row],
    sources: Sources,
    limits: Limits,
) -> Story:
    read = [document for document in documents if document.status == "ok"]
    outlets = tuple(dict.fromkeys(document.outlet for document in read))
    cards = conflict_cards(verdicts, facts, sources, prefix=f"{slug}_conflict")
    undecided = [row for row in verdicts if row["verdict"] == "undetermined"]
    undecided.sort(key=lambda row: (-(row["confidence"] or 0.0), row["pair_id"]))
    return Story(
        story_id=story_id,
        slug=slug,
        title=next((document.title for document in read if document.title), story_id),
        outlets=outlets,
        documents=tuple(documents),
        claims=len(claims),
        verdicts=Counter(row["verdict"] for row in verdicts),
        statuses=Counter(fact["status"] for fact in facts),
        cards=tuple(cards),
        facts=tuple(
            fact_rows(facts, cards, outlets, sources, prefix=f"{slug}_fact", limit=limits.facts)
        ),
        shared_facts=sum(len(fact["documents"]) > 1 for fact in facts),
        singles=tuple(single_claims(facts, sources, limit=limits.single_claims)),
        withheld=tuple(
            Withheld(
                row["explanation"],
                sources.evidence(row["claim_a"]),
                sources.evidence(row["claim_b"]),
            )
            for row in undecided[: limits.undetermined]
        ),
        withheld_total=len(undecided),
    )
