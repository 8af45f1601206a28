"""Analyse the kept passages; find names, quotations, quantities and times."""

from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from _passages import kept_passages
from _stage import Run, Stage, run_stage

from crosscheck.engine import map_partitions
from crosscheck.language.annotation import analyse, articles, write_analyses
from crosscheck.language.article import Article
from crosscheck.language.entities.coreference import resolve
from crosscheck.language.findings import quantity_rows, quotation_rows, time_rows
from crosscheck.language.pipeline import load_pipeline
from crosscheck.tables import TABLES, read_partition, write_partition

_FOUND = ("mentions", "entities", "quotations", "quantities", "times")

STAGE = Stage(
    name="entities",
    purpose=__doc__,
    reads=("documents", "passages"),
    writes=("analyses", *_FOUND),
    parameters=("language", "tables"),
)


class Task(NamedTuple):
    """One partition of stories."""

    data: Path
    part: str
    model: str


def find_partition(task: Task) -> Counter[str]:
    """Write what is found in one partition's stories; count it by table."""
    documents = read_partition(TABLES["documents"], task.data / "documents" / task.part)
    passages = kept_passages(task.data, [row["doc_id"] for row in documents])
    docs = list(analyse(passages, load_pipeline(task.model)))
    write_analyses(docs, task.data / "analyses" / Path(task.part).with_suffix(".spacy"))
    by_id = {row["passage_id"]: doc for row, doc in zip(passages, docs, strict=True)}
    rows: dict[str, list[dict[str, Any]]] = {name: [] for name in _FOUND}
    for story in articles(documents, passages, by_id).values():
        for name, found in find(story).items():
            rows[name] += found
    for name in _FOUND:
        write_partition(TABLES[name], rows[name], task.data / name / task.part)
    return Counter({name: len(rows[name]) for name in _FOUND})


def find(story: Sequence[Article]) -> Mapping[str, list[dict[str, Any]]]:
    """Table name → rows, for the articles of one story."""
    mentions, entities = resolve(story)
    rows: dict[str, list[dict[str, Any]]] = {
        "mentions": [row._asdict() for row in mentions],
        "entities": [row._asdict() for row in entities],
        "quotations": [],
        "quantities": [],
        "times": [],
    }
    for article in story:
        own = [row for row in mentions if row.doc_id == article.doc_id]
        rows["quotations"] += quotation_rows(article, own)
        rows["quantities"] += quantity_rows(article)
        rows["times"] += time_rows(article)
    return rows


def find_all(run: Run) -> Mapping[str, Any]:
    """Analyse every partition."""
    engine, model = run.parameters.engine, run.parameters.language.model
    load_pipeline(model)  # a missing model is told once, before any worker starts
    tasks = [Task(run.data, path.name, model) for path in run.parts("documents")]
    counts = map_partitions(find_partition, tasks, engine=engine.name, workers=engine.workers)
    return dict(sum(counts, Counter()))


if __name__ == "__main__":
    run_stage(STAGE, find_all)
