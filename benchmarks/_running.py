"""Running the pipeline's stages on articles made by a benchmark, in a folder of its own."""

import json
import sys
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import yaml

_ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(_ROOT / "stages"))

from _pipeline import run_stages  # noqa: E402
from _stage import Run  # noqa: E402

from crosscheck.parameters import Parameters, parse_parameters  # noqa: E402

ARTICLES = "articles.jsonl"


def parameters(path: Path, changes: Mapping[str, Any]) -> Parameters:
    """The parameters of a file with some changed, named like `ingest.raw`."""
    content = yaml.safe_load(path.read_text(encoding="utf-8"))
    for name, value in changes.items():
        section, key = name.split(".")
        content[section][key] = value
    return parse_parameters(content)


def write_articles(articles: Iterable[Mapping[str, Any]], folder: Path) -> Path:
    """Write articles as one JSON Lines file in a folder of raw articles; returns the folder."""
    raw = folder / "raw"
    raw.mkdir(parents=True, exist_ok=True)
    lines = (json.dumps(article, ensure_ascii=False) + "\n" for article in articles)
    (raw / ARTICLES).write_text("".join(lines), encoding="utf-8")
    return raw


def run_pipeline(raw: Path, folder: Path, params: Path, **changes: Any) -> Path:
    """Run the stages up to the verdicts in this process; returns the folder of the tables.

    Keyword changes are `section__key=value`. Run from the repository's root: params.yaml names its
    models from there.
    """
    changed = {name.replace("__", "."): value for name, value in changes.items()}
    fixed = {"ingest.raw": str(raw), "engine.name": "serial", "tables.partitions": 1}
    run = Run(folder / "data", folder / "reports", parameters(params, fixed | changed))
    for name, counts in run_stages(run, last="consistency"):
        print(f"{name}: {', '.join(f'{k} {v}' for k, v in counts.items())}", file=sys.stderr)
    return run.data


def number_of(path: str) -> int:
    """Which article of `write_articles` a document is, counted from 0, by its path."""
    return int(path.rpartition("#")[2]) - 1
