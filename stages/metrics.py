"""Count and rate: the run, every outlet and every story."""

import csv
import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from _stage import Run, Stage, run_stage

from crosscheck.consistency.metrics import metrics, outlet_rows, story_rows
from crosscheck.tables import TABLES, read_table

_COUNTED = (
    "documents",
    "passages",
    "entities",
    "mentions",
    "quotations",
    "claims",
    "pairs",
    "verdicts",
    "facts",
)

STAGE = Stage(
    name="metrics",
    purpose=__doc__,
    reads=_COUNTED,
    writes=("reports/metrics.json", "reports/outlets.csv", "reports/stories.csv"),
    parameters=("metrics",),
)


def write_csv(rows: Sequence[Mapping[str, Any]], path: Path) -> None:
    """Write rows with the first row's columns; no rows, an empty file."""
    with path.open("w", encoding="utf-8", newline="") as handle:
        if rows:
            writer = csv.DictWriter(handle, fieldnames=list(rows[0]), lineterminator="\n")
            writer.writeheader()
            writer.writerows(rows)


def count(run: Run) -> Mapping[str, Any]:
    """Write the metrics of the run, its outlets and its stories."""
    tables = {name: read_table(TABLES[name], run.data / name) for name in _COUNTED}
    compared = {k: tables[k] for k in ("documents", "quotations", "claims", "verdicts", "facts")}
    found = metrics(**tables)
    text = json.dumps(found, indent=2, sort_keys=True, ensure_ascii=False)
    run.reports.mkdir(parents=True, exist_ok=True)
    (run.reports / "metrics.json").write_text(text + "\n", encoding="utf-8")
    outlets = outlet_rows(**compared, confidence=run.parameters.metrics.confidence)
    stories = story_rows(**compared)
    write_csv(outlets, run.reports / "outlets.csv")
    write_csv(stories, run.reports / "stories.csv")
    return {"stories": len(stories), "outlets": len(outlets)}


if __name__ == "__main__":
    run_stage(STAGE, count)
