"""Read the raw folder: every file, and every record of a container, becomes a row."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from _stage import Run, Stage, run_stage

from crosscheck.documents.metadata import ALIASES
from crosscheck.documents.reading import list_inputs, mark_duplicates, read_file
from crosscheck.engine import map_partitions
from crosscheck.tables import TABLES, write_partitions

STAGE = Stage(
    name="ingest",
    purpose=__doc__,
    reads=(),
    writes=("ingested",),
    parameters=("ingest", "tables"),
)


class Task(NamedTuple):
    """Some files of the raw folder."""

    root: Path
    names: tuple[str, ...]
    max_bytes: int
    aliases: Mapping[str, Sequence[str]]


def read_files(task: Task) -> list[dict[str, Any]]:
    """The rows of some files."""
    return [
        row
        for name in task.names
        for row in read_file(name, task.root, max_bytes=task.max_bytes, aliases=task.aliases)
    ]


def ingest(run: Run) -> Mapping[str, Any]:
    """Read every file and spread the rows over the partitions."""
    parameters = run.parameters
    root = Path(parameters.ingest.raw)
    names = list_inputs(root)
    shares = [names[i :: parameters.engine.workers] for i in range(parameters.engine.workers)]
    aliases = {**ALIASES, "story": tuple(parameters.ingest.story_columns)}
    tasks = [
        Task(root, tuple(share), parameters.ingest.max_bytes, aliases) for share in shares if share
    ]
    parts = map_partitions(
        read_files, tasks, engine=parameters.engine.name, workers=parameters.engine.workers
    )
    rows = mark_duplicates(sorted((r for part in parts for r in part), key=lambda r: r["path"]))
    write_partitions(TABLES["ingested"], rows, run.data / "ingested", parameters.tables.partitions)
    return {"files": len(names), "documents": len(rows)} | count_by(rows, "status")


def count_by(rows: list[dict[str, Any]], column: str) -> dict[str, int]:
    """How many rows have each value of a column."""
    values = [row[column] for row in rows]
    return {value: values.count(value) for value in sorted(set(values))}


if __name__ == "__main__":
    run_stage(STAGE, ingest)
