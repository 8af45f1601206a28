"""The annotated correspondences are laid out from articles and offsets."""

import json
import sys
from pathlib import Path

import pytest

TRAINING = Path(__file__).parents[2] / "training"


@pytest.fixture
def laying(monkeypatch):
    monkeypatch.syspath_prepend(str(TRAINING))
    monkeypatch.delitem(sys.modules, "correspondences", raising=False)
    import correspondences

    return correspondences


def article(title, text, host):
    url = f"https://{host}/news"
    return {"title": title, "text": text, "url": url, "published": "2021-05-20"}


def test_words_come_from_the_articles_of_the_digests(laying, tmp_path):
    first = article("Dam holds", "The dam held.", "a.example")
    second = article("Dam broke", "Dam broke on Monday.", "b.example")
    names = {
        name: laying.digest(laying.document_text(a)) for name, a in (("a", first), ("b", second))
    }
    pair = ["a", 11, 23, "b", 0, 9, "conflict", "polarity", "hard", "debatable"]
    told = tmp_path / "told.jsonl"
    told.write_text(json.dumps({"story": "s", "documents": names, "pairs": [pair]}) + "\n")
    assert laying.lay_out([second, first], tmp_path / "out", told) == 1
    (row,) = (json.loads(line) for line in (tmp_path / "out/gold.jsonl").read_text().splitlines())
    assert row["a"] == {"doc": "a", "text": "The dam held"}
    assert row["b"] == {"doc": "b", "text": "Dam broke"}
    assert (row["verdict"], row["severity"], row["note"]) == ("conflict", "hard", "debatable")
    assert (tmp_path / "out/raw/s/b.txt").read_text() == "Dam broke on Monday."
    assert json.loads((tmp_path / "out/raw/s/a.json").read_text())["outlet"] == "a.example"
    with pytest.raises(LookupError, match="s/b"):
        laying.lay_out([first], tmp_path / "out", told)


@pytest.mark.parametrize("file", ["training/correspondences", "benchmarks/contradictions"])
def test_every_annotated_pair_names_its_documents_and_a_verdict(file):
    for line in (TRAINING.parent / f"{file}.jsonl").read_text().splitlines():
        story = json.loads(line)
        for a, start, end, b, first, last, verdict, _, severity, *_ in story["pairs"]:
            assert {a, b} <= story["documents"].keys()
            assert 0 <= start < end
            assert 0 <= first < last
            assert (verdict == "conflict") == (severity in {"hard", "soft"})
