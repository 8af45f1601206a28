"""Give every document its story, and the date that its times count from."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from _stage import Run, Stage, run_stage

from crosscheck.documents.dates import reference_dates
from crosscheck.documents.near_duplicates import find_near_duplicates
from crosscheck.documents.stories import assign_stories, kept_texts
from crosscheck.parameters import Stories
from crosscheck.tables import TABLES, read_table, write_partitions

STAGE = Stage(
    name="stories",
    purpose=__doc__,
    reads=("ingested", "passages"),
    writes=("documents",),
    parameters=("stories", "tables"),
)

Row = Mapping[str, Any]


def document_rows(
    rows: Sequence[Row], passages: Sequence[Row], parameters: Stories
) -> Iterator[dict[str, Any]]:
    """Rows of `documents`: those of `ingested` with story, reference date and near-copies."""
    stories = assign_stories(rows, passages, **parameters.model_dump())
    dates = reference_dates(rows, passages, stories)
    copies = near_copies(rows, passages, stories, parameters)
    for row in rows:
        doc_id = row["doc_id"]
        yield {k: v for k, v in row.items() if k != "folder_story"} | {
            "story_id": stories[doc_id],
            "reference_date": dates[doc_id].date,
            "reference_source": dates[doc_id].source,
            "near_duplicates": sorted(copies[doc_id]),
        }


def near_copies(
    rows: Sequence[Row], passages: Sequence[Row], stories: Mapping[str, str], parameters: Stories
) -> Mapping[str, list[str]]:
    """doc_id → the near-copies of it in its story."""
    readable = {row["doc_id"] for row in rows if row["status"] == "ok"}
    texts = {k: text for k, text in kept_texts(passages).items() if k in readable}
    found: dict[str, list[str]] = defaultdict(list)
    for pair in find_near_duplicates(
        texts,
        threshold=parameters.copies,
        shingle=parameters.shingle,
        permutations=parameters.permutations,
    ):
        if stories[pair.a] == stories[pair.b]:
            found[pair.a].append(pair.b)
            found[pair.b].append(pair.a)
    return found


def assign(run: Run) -> Mapping[str, Any]:
    """Write the table documents."""
    rows = read_table(TABLES["ingested"], run.data / "ingested")
    passages = read_table(TABLES["passages"], run.data / "passages")
    found = list(document_rows(rows, passages, run.parameters.stories))
    partitions = run.parameters.tables.partitions
    write_partitions(TABLES["documents"], found, run.data / "documents", partitions)
    return {"documents": len(found), "stories": len({row["story_id"] for row in found})}


if __name__ == "__main__":
    run_stage(STAGE, assign)
