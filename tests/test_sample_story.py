"""The sample story: every hand-made span stands in its file, and every conflict type occurs."""

import json
from collections import Counter
from itertools import combinations
from pathlib import Path

import pytest
import trafilatura

from crosscheck.tables.verdicts import CONFLICT_TYPES, SEVERITIES

DATA = Path(__file__).parent.parent / "data"
STORY = DATA / "raw" / "port-veslin-ferry"
GOLD = [
    json.loads(line)
    for line in (DATA / "gold" / "correspondences.jsonl").read_text("utf-8").splitlines()
]
DOCUMENTS = (
    "coast-courier",
    "harbour-ledger",
    "isle-tribune",
    "morrow-post",
    "newsburst",
    "tidewire",
    "veslin-today",
)


def article_text(path: Path) -> str:
    content = path.read_text("utf-8")
    if path.suffix == ".html":
        return trafilatura.extract(content) or ""
    if path.suffix == ".jsonl":
        return json.loads(content)["text"]
    return content


TEXTS = {
    path.stem: article_text(path)
    for path in STORY.iterdir()
    if path.suffix in {".txt", ".html", ".jsonl"}
}


def test_the_story_has_its_seven_articles():
    assert tuple(sorted(TEXTS)) == DOCUMENTS


@pytest.mark.parametrize("name", DOCUMENTS)
def test_every_span_is_verbatim(name):
    spans = {r[side]["text"] for r in GOLD for side in "ab" if r[side]["doc"] == name}
    assert spans
    assert [span for span in spans if span not in TEXTS[name]] == []


def test_every_pair_of_articles_is_annotated():
    annotated = {frozenset((r["a"]["doc"], r["b"]["doc"])) for r in GOLD}
    assert annotated == {frozenset(pair) for pair in combinations(DOCUMENTS, 2)}


@pytest.mark.parametrize("severity", SEVERITIES)
@pytest.mark.parametrize("conflict_type", CONFLICT_TYPES)
def test_every_conflict_type_occurs_hard_and_soft(conflict_type, severity):
    wanted = ("conflict", conflict_type, severity)
    assert any((r["verdict"], r["type"], r["severity"]) == wanted for r in GOLD)


def test_only_conflicts_have_a_severity():
    assert {r["severity"] for r in GOLD if r["verdict"] != "conflict"} == {None}
    assert {r["severity"] for r in GOLD if r["verdict"] == "conflict"} == set(SEVERITIES)


def test_no_line_stands_twice():
    keys = Counter(
        (r["a"]["doc"], r["a"]["text"], r["b"]["doc"], r["b"]["text"], r["type"], r["verdict"])
        for r in GOLD
    )
    assert [key for key, times in keys.items() if times > 1] == []


def test_articles_arrive_with_and_without_metadata():
    sidecars = {p.stem for p in STORY.glob("*.json")}
    assert sidecars == {"tidewire", "veslin-today", "newsburst", "harbour-ledger"}
    for sidecar in sidecars:
        metadata = json.loads((STORY / f"{sidecar}.json").read_text("utf-8"))
        assert set(metadata) == {"outlet", "url", "published"}
        assert ".example/" in metadata["url"]
