"""The stages one after the other in one process, without DVC and gates (tests, benchmarks)."""

import importlib
from collections.abc import Iterator, Mapping
from typing import Any

from _stage import Run

STAGES = {
    "ingest": "ingest",
    "clean": "clean_all",
    "stories": "assign",
    "entities": "find_all",
    "claims": "extract_all",
    "align": "align_all",
    "consistency": "compare_all",
    "metrics": "count",
    "report": "write_page",
    "evaluate": "score",
}


def run_stages(run: Run, *, last: str = "evaluate") -> Iterator[tuple[str, Mapping[str, Any]]]:
    """Run every stage up to one; each stage's name and its counts when it is done."""
    for name, function in STAGES.items():
        yield name, getattr(importlib.import_module(name), function)(run)
        if name == last:
            return
