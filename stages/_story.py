"""Reading one partition's stories, joined for comparison."""

from pathlib import Path
from typing import Any

from crosscheck.consistency.sides import Side, by_story, sides
from crosscheck.tables import TABLES, read_partition

_JOINED = ("documents", "entities", "quantities", "times", "quotations")


def read_sides(data: Path, part: str) -> dict[str, list[Side]]:
    """story_id → the sides of its claims, for one partition."""
    tables: dict[str, list[dict[str, Any]]] = {
        name: read_partition(TABLES[name], data / name / part) for name in (*_JOINED, "claims")
    }
    grouped = {name: by_story(tables[name]) for name in _JOINED}
    return {
        story_id: sides(claims, **{name: grouped[name].get(story_id, []) for name in _JOINED})
        for story_id, claims in by_story(tables["claims"]).items()
    }
