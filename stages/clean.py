"""Label every block of every document, and keep what is article text."""

from collections import Counter
from collections.abc import Mapping
from pathlib import Path
from typing import Any, NamedTuple

from _stage import Run, Stage, run_stage

from crosscheck.documents.cleaning import Repeats, clean, find_repeats
from crosscheck.engine import map_partitions
from crosscheck.tables import TABLES, read_partition, read_table, write_partition

STAGE = Stage(
    name="clean",
    purpose=__doc__,
    reads=("ingested",),
    writes=("passages",),
    parameters=("clean", "tables"),
)


class Task(NamedTuple):
    """One partition."""

    ingested: Path
    passages: Path
    repeats: Repeats
    edge: float
    interior: float
    caution: float


def clean_partition(task: Task) -> Counter[str]:
    """Write the passages of one partition's documents; count them by kind."""
    rows = [
        passage
        for document in read_partition(TABLES["ingested"], task.ingested)
        if document["status"] == "ok"
        for passage in clean(
            document,
            repeats=task.repeats,
            edge=task.edge,
            interior=task.interior,
            caution=task.caution,
        )
    ]
    write_partition(TABLES["passages"], rows, task.passages)
    return Counter("kept" if row["kept"] else f"dropped as {row['kind']}" for row in rows)


def clean_all(run: Run) -> Mapping[str, Any]:
    """Clean every partition."""
    engine, parameters = run.parameters.engine, run.parameters.clean
    read = ["doc_id", "outlet", "status", "raw_text"]
    rows = read_table(TABLES["ingested"], run.data / "ingested", columns=read)
    repeats = find_repeats(rows, documents=parameters.repeated_in)
    tasks = [
        Task(
            source,
            target,
            repeats,
            parameters.edge,
            parameters.interior,
            parameters.caution,
        )
        for source, target in zip(run.parts("ingested"), run.parts("passages"), strict=True)
    ]
    counts = map_partitions(clean_partition, tasks, engine=engine.name, workers=engine.workers)
    return dict(sorted(sum(counts, Counter()).items()))


if __name__ == "__main__":
    run_stage(STAGE, clean_all)
