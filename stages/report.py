"""Write the page that a person reads."""

import csv
import json
import shutil
from collections.abc import Mapping
from typing import Any

from _stage import Run, Stage, run_stage

from crosscheck.report import Limits, render_pages
from crosscheck.tables import TABLES, read_table

_SHOWN = ("documents", "passages", "claims", "verdicts", "facts")

STAGE = Stage(
    name="report",
    purpose=__doc__,
    reads=(*_SHOWN, "reports/metrics.json", "reports/outlets.csv"),
    writes=("reports/index.html", "reports/stories"),
    parameters=("report",),
)

# The folder of the stories' own pages is never empty: DVC warns of empty folders.
_WAY_BACK = """<!doctype html>
<html lang="en"><meta charset="utf-8"><title>crosscheck: stories</title>
<p><a href="../index.html">The report</a></p></html>
"""


def number(text: str) -> int | float | str | None:
    """A field of a CSV file as the number that it stands for; None if it is empty."""
    if not text:
        return None
    try:
        return float(text) if "." in text else int(text)
    except ValueError:
        return text


def write_page(run: Run) -> Mapping[str, Any]:
    """Render the run's tables: one page, or one per story where that would be too long."""
    tables = {name: read_table(TABLES[name], run.data / name) for name in _SHOWN}
    found = json.loads((run.reports / "metrics.json").read_text(encoding="utf-8"))
    with (run.reports / "outlets.csv").open(encoding="utf-8", newline="") as handle:
        outlets = [
            {k: number(v) if k != "outlet" else v for k, v in row.items()}
            for row in csv.DictReader(handle)
        ]
    limits = run.parameters.report
    pages = render_pages(
        tables,
        found,
        outlets,
        single_page_claims=limits.single_page_claims,
        limits=Limits(
            facts=limits.max_facts,
            single_claims=limits.max_single_claims,
            undetermined=limits.max_undetermined,
            headlines=limits.headlines,
        ),
    )
    stories = run.reports / "stories"
    shutil.rmtree(stories, ignore_errors=True)
    stories.mkdir(parents=True)
    (stories / "index.html").write_text(_WAY_BACK, encoding="utf-8")
    for name, html in pages.items():
        (run.reports / name).write_text(html, encoding="utf-8")
    return {"pages": len(pages), "characters": sum(len(html) for html in pages.values())}


if __name__ == "__main__":
    run_stage(STAGE, write_page)
