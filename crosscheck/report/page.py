"""The pages: HTML that stands by itself, without scripts and without the network.

The same rows give the same bytes. Every text goes through `visible` and is escaped.
"""

from collections.abc import Iterable, Mapping
from functools import cache
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from crosscheck.report.model import Limits, Report, Story, build_report
from crosscheck.report.sources import Tables
from crosscheck.report.text import visible

TYPES = {
    "quantity": "numbers, amounts and shares that cannot both hold",
    "time": "dates, days and order of events",
    "quote": "the same utterance in other words",
    "attribution": "who said it, or whether somebody is cited at all",
    "entity": "another person, organisation or place in the same part, or another title",
    "polarity": "it happened or it did not; one affirms what the other denies",
    "predicate": "another action or state",
    "scope": "all or some, would or could, said or believed",
}


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=PackageLoader("crosscheck.report"),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=lambda value: visible(value) if type(value) is str else value,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["percent"] = lambda value: f"{100 * value:.0f} %"
    environment.filters["measure"] = _measure
    environment.filters["listed"] = _listed
    environment.globals["conflict_types"] = TYPES
    return environment


def _measure(value: Any) -> str:
    if isinstance(value, float):
        return f"{value:.4g}"
    return "–" if value is None else str(value)


def _listed(names: Iterable[str]) -> Markup:
    """Names as a sentence has them, each isolated from the direction of what stands around it."""
    parts = [Markup("<bdi>{}</bdi>").format(visible(name)) for name in names]
    if len(parts) < 2:
        return Markup("").join(parts)
    return Markup(", ").join(parts[:-1]) + Markup(" and ") + parts[-1]


def _page(template: str, report: Report, **values: Any) -> str:
    html = (
        _environment().get_template(template).render(report=report, limits=report.limits, **values)
    )
    return html if html.endswith("\n") else html + "\n"


def render(
    tables: Tables,
    metrics: Mapping[str, Any],
    outlets: Iterable[Mapping[str, Any]] = (),
    *,
    limits: Limits | None = None,
) -> str:
    """One page that says everything about every story.

    Args:
        tables: Rows by table name: documents, passages, claims, verdicts, facts.
        metrics: Names and values, nested or flat.
        outlets: One row per outlet with its counts and rates (`r`, `r_low`, `r_high`).
        limits: How much of what is not in dispute is shown.
    """
    report = build_report(tables, metrics, outlets, limits=limits)
    return _page("index.html.j2", report, inline=True)


def render_index(report: Report) -> str:
    """The first page of several: the conflicts by name, the stories, the outlets."""
    return _page("index.html.j2", report, inline=False)


def render_story(report: Report, story: Story) -> str:
    """The page of one story, to be stored as stories/SLUG.html."""
    return _page("story.html.j2", report, story=story)


def render_pages(
    tables: Tables,
    metrics: Mapping[str, Any],
    outlets: Iterable[Mapping[str, Any]] = (),
    *,
    single_page_claims: int = 2000,
    limits: Limits | None = None,
) -> dict[str, str]:
    """The whole report: one page, or above a number of claims a page per story.

    Args:
        tables, metrics, outlets, limits: As for `render`.
        single_page_claims: Up to how many claims everything is in index.html.

    Returns:
        HTML by its path relative to the reports folder: index.html, stories/SLUG.html.
    """
    report = build_report(tables, metrics, outlets, limits=limits)
    if (
        len(report.stories) < 2
        or sum(story.claims for story in report.stories) <= single_page_claims
    ):
        return {"index.html": _page("index.html.j2", report, inline=True)}
    pages = {f"stories/{story.slug}.html": render_story(report, story) for story in report.stories}
    return {"index.html": render_index(report), **pages}
