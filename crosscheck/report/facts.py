"""What each outlet says about each fact: the rows and cells of the matrix."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from crosscheck.report.conflicts import Card
from crosscheck.report.sources import Evidence, Row, Sources
from crosscheck.report.text import shorten

_TEXT_LIMIT = 260


@dataclass(frozen=True, slots=True)
class Cell:
    """An outlet's stand on a fact: `says`, `differs` (with its words, if any) or `silent`."""

    stand: str
    words: str = ""


@dataclass(frozen=True, slots=True)
class FactRow:
    """A fact and who asserts it.

    Attributes:
        anchor: Its id in the page.
        status: corroborated, disputed or single-source.
        text: The claim that stands for it.
        cells: One per outlet of the story, in the story's order of outlets.
        outlets: How many outlets assert it.
        origins: How many independent origins stand behind it.
        first: The outlet that said it first, if that is known.
        reasons: Why documents were taken for one origin.
        evidence: Its first claim in every document.
        cards: Numbers and anchors of the conflicts that touch it.
    """

    anchor: str
    status: str
    text: str
    cells: tuple[Cell, ...]
    outlets: int
    origins: int
    first: str
    reasons: tuple[str, ...]
    evidence: tuple[Evidence, ...]
    cards: tuple[tuple[int, str], ...]


@dataclass(frozen=True, slots=True)
class Single:
    """A claim that one outlet makes and no other takes up."""

    outlet: str
    text: str
    path: str
    start: int
    end: int


def fact_rows(
    facts: Iterable[Row],
    cards: Sequence[Card],
    outlets: Sequence[str],
    sources: Sources,
    *,
    prefix: str = "fact",
    limit: int | None = None,
) -> list[FactRow]:
    """The facts that two documents or more assert: disputed ones first, then by origins.

    Args:
        facts: The story's facts.
        cards: The story's conflicts.
        outlets: The columns.
        sources: The run's documents, passages and claims.
        prefix: What the rows' anchors begin with.
        limit: How many undisputed facts to show; all of them by default.
    """
    shared = sorted((fact for fact in facts if len(fact["documents"]) > 1), key=_rank)
    disputed = [fact for fact in shared if fact["status"] == "disputed"]
    shown = disputed + [fact for fact in shared if fact["status"] != "disputed"][:limit]
    return [
        _fact_row(fact, cards, outlets, sources, f"{prefix}_{n}") for n, fact in enumerate(shown, 1)
    ]


def _rank(fact: Row) -> tuple[bool, int, int, str]:
    return (fact["status"] != "disputed", -fact["origins"], -len(fact["outlets"]), fact["fact_id"])


def _fact_row(
    fact: Row, cards: Sequence[Card], outlets: Sequence[str], sources: Sources, anchor: str
) -> FactRow:
    touching = [(n, card) for n, card in enumerate(cards, 1) if fact["fact_id"] in card.facts]
    words = {claim: said for _, card in reversed(touching) for claim, said in card.claims.items()}
    claims = sorted(fact["claims"], key=sources.position)
    firsts: dict[str, str] = {}
    for claim in claims:
        firsts.setdefault(sources.claims[claim]["doc_id"], claim)
    return FactRow(
        anchor=anchor,
        status=fact["status"],
        text=shorten(fact["text"], _TEXT_LIMIT),
        cells=tuple(_cell(outlet, claims, words, sources) for outlet in outlets),
        outlets=len(fact["outlets"]),
        origins=fact["origins"],
        first=sources.outlet(fact["first_document"]) if fact["first_document"] else "",
        reasons=tuple(sorted(set(fact.get("origin_reasons") or ()))),
        evidence=tuple(sources.evidence(claim) for claim in firsts.values()),
        cards=tuple((n, card.anchor) for n, card in touching),
    )


def _cell(outlet: str, claims: Iterable[str], words: dict[str, str], sources: Sources) -> Cell:
    own = [claim for claim in claims if sources.outlet(sources.claims[claim]["doc_id"]) == outlet]
    if not own:
        return Cell("silent")
    differing = [claim for claim in own if claim in words]
    if not differing:
        return Cell("says")
    return Cell("differs", next((words[claim] for claim in differing if words[claim]), ""))


def single_claims(
    facts: Iterable[Row], sources: Sources, *, limit: int | None = None
) -> list[tuple[str, int, list[Single]]]:
    """The facts that stand in one document alone, by outlet.

    Returns:
        For every outlet in alphabetical order: its name, how many it has, and the first of them.
    """
    by_outlet: dict[str, list[Single]] = {}
    alone = [fact for fact in facts if len(fact["documents"]) == 1 and fact["claims"]]
    for fact in sorted(alone, key=lambda fact: sources.position(min(fact["claims"]))):
        claim = sources.claims[min(fact["claims"])]
        document = sources.documents[claim["doc_id"]]
        by_outlet.setdefault(document["outlet"], []).append(
            Single(
                document["outlet"],
                shorten(fact["text"], _TEXT_LIMIT),
                document["path"],
                claim["start"],
                claim["end"],
            )
        )
    return [(outlet, len(found), found[:limit]) for outlet, found in sorted(by_outlet.items())]
