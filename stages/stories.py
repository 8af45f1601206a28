"""Give every document its story, and the date that its times count from."""

from collections import defaultdict
from collections.abc import Mapping
from typing import Any

from _stage import Run, Stage, run_stage

from crosscheck.documents.stories import near_duplicates, assign_stories, reference_dates
from crosscheck.tables import TABLES, read_table, write_partitions

STAGE = Stage(
    name="stories",
    purpose=__doc__,
    reads=("ingested", "passages"),
    writes=("documents",),
    parameters=("stories", "tables"),
)


def assign(run: Run) -> Mapping[str, Any]:
    """Cluster the documents that no folder puts into a story, and date them all."""
    raise NotImplementedError


if __name__ == "__main__":
    run_stage(STAGE, assign)
