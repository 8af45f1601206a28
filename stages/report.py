"""Write the page that a person reads."""

import csv
import json
from collections.abc import Mapping
from typing import Any

from _stage import Run, Stage, run_stage

from crosscheck.report.page import render
from crosscheck.tables import TABLES, read_table

_SHOWN = ("documents", "passages", "claims", "verdicts", "facts")

STAGE = Stage(
    name="report",
    purpose=__doc__,
    reads=(*_SHOWN, "reports/metrics.json", "reports/outlets.csv"),
    writes=("reports/index.html",),
    parameters=("report",),
)


def number(text: str) -> int | float | str | None:
    """A field of a CSV file as the number that it stands for; None if it is empty."""
    if not text:
        return None
    try:
        return float(text) if "." in text else int(text)
    except ValueError:
        return text


def write_page(run: Run) -> Mapping[str, Any]:
    """Render the run's tables as one page."""
    tables = {name: read_table(TABLES[name], run.data / name) for name in _SHOWN}
    found = json.loads((run.reports / "metrics.json").read_text(encoding="utf-8"))
    with (run.reports / "outlets.csv").open(encoding="utf-8", newline="") as handle:
        outlets = [{k: number(v) if k != "outlet" else v for k, v in row.items()} for row in csv.DictReader(handle)]
    page = render(tables, found, outlets)
    (run.reports / "index.html").write_text(page, encoding="utf-8")
    return {"characters": len(page)}


if __name__ == "__main__":
    run_stage(STAGE, write_page)
