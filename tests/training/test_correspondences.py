"""The annotated correspondences are laid out from articles and offsets."""

import json
import sys
from pathlib import Path

import pytest

TRAINING = Path(__file__).parents[2] / "training"
CONTRADICTIONS = TRAINING.parent / "benchmarks/contradictions"


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
    corpus = tmp_path / "articles.jsonl"
    rows = [
        article("Dam holds", "The dam held.", "a.example"),
        article("Dam broke", "Dam broke on Monday.", "b.example"),
    ]
    corpus.write_text("\n".join(map(json.dumps, rows)))
    first, second = laying.documents(corpus)
    names = {name: laying.digest(d.text) for name, d in (("a", first), ("b", second))}
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


def test_documents_are_read_from_folders(laying, tmp_path):
    words = enumerate(["The", "dam", "broke", "."])
    tokens = "".join(f'<token t_id="{n}" sentence="0">{word}</token>' for n, word in words)
    (tmp_path / "topics/3").mkdir(parents=True)
    (tmp_path / "topics/3/3_1ecb.xml").write_text(f"<Document>{tokens}</Document>")
    (tmp_path / "texts").mkdir()
    (tmp_path / "texts/nyt_2021-05-20_dam-holds.txt").write_text("The dam held.\n")
    (broke,), (held,) = (list(laying.documents(tmp_path / name)) for name in ("topics", "texts"))
    assert (broke.text, broke.about) == ("The dam broke.", {"outlet": "outlet1"})
    assert (held.text, held.about["published"]) == ("The dam held.\n", "2021-05-20")
    (tmp_path / "empty").mkdir()
    with pytest.raises(LookupError, match="no article like"):
        list(laying.documents(tmp_path / "empty"))


@pytest.mark.parametrize(
    "file",
    [TRAINING / "correspondences.jsonl", *sorted(CONTRADICTIONS.glob("*.jsonl"))],
    ids=lambda file: file.stem,
)
def test_every_annotated_pair_names_its_documents_and_a_verdict(file):
    for line in file.read_text().splitlines():
        story = json.loads(line)
        for a, start, end, b, first, last, verdict, _, severity, *_ in story["pairs"]:
            assert {a, b} <= story["documents"].keys()
            assert 0 <= start < end
            assert 0 <= first < last
            assert (verdict == "conflict") == (severity in {"hard", "soft"})
