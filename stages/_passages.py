"""Reading the kept passages of some documents."""

from pathlib import Path
from typing import Any

from crosscheck.tables import TABLES, read_table


def kept_passages(data: Path, doc_ids: list[str]) -> list[dict[str, Any]]:
    """The kept passages of some documents, sorted by passage_id."""
    rows = read_table(TABLES["passages"], data / "passages", where=("doc_id", doc_ids))
    return [row for row in rows if row["kept"]]
