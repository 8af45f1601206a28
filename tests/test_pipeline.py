"""The stages on the sample story: deterministic, complete, offline, whatever the partitions."""

import json
import socket
from pathlib import Path

import pyarrow.parquet as pq
import pytest
import yaml
from _pipeline import run_stages
from _stage import Run, load_parameters

from crosscheck.parameters import parse_parameters
from crosscheck.tables import TABLES, gate, read_table

ROOT = Path(__file__).resolve().parent.parent
SAMPLE = ROOT / "data" / "raw"

pytestmark = pytest.mark.pipeline


def run_pipeline(folder: Path, **changes) -> Run:
    """Every stage's work in this process; changes are `section__key=value`."""
    content = yaml.safe_load((ROOT / "params.yaml").read_text(encoding="utf-8"))
    for name, value in {"engine__name": "serial", **changes}.items():
        section, key = name.split("__")
        content[section][key] = value
    run = Run(folder / "data", folder / "reports", parse_parameters(content))
    for _ in run_stages(run):
        pass
    return run


@pytest.fixture(scope="module", autouse=True)
def offline():
    """No stage may open a network connection."""

    def refuse(*arguments):
        raise AssertionError(f"a stage tried to connect: {arguments[1:]}")

    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(ROOT)
        patch.setattr(socket.socket, "connect", refuse)
        patch.setattr(socket, "getaddrinfo", refuse)
        yield


@pytest.fixture(scope="module")
def run(tmp_path_factory):
    return run_pipeline(tmp_path_factory.mktemp("one"), tables__partitions=1)


def files(run: Run) -> dict[str, bytes]:
    return {
        str(path.relative_to(root)): path.read_bytes()
        for root in (run.data, run.reports)
        for path in sorted(root.rglob("*"))
        if path.is_file()
    }


def test_every_table_passes_its_gate(run):
    thresholds = run.parameters.gates.model_dump()
    for table in TABLES:
        report = gate.validate(table, run.data, thresholds)
        assert report["success"], (report["failures"], report["errors"])


def test_partitions_change_nothing_but_the_files(run, tmp_path):
    other = run_pipeline(tmp_path, tables__partitions=3)
    for name, table in TABLES.items():
        assert read_table(table, run.data / name) == read_table(table, other.data / name), name
    assert files(run).keys() != files(other).keys()
    for path in run.reports.rglob("*"):
        if path.is_file():
            twin = other.reports / path.relative_to(run.reports)
            assert path.read_bytes() == twin.read_bytes(), path.name


def test_what_is_shown_is_what_stands_in_the_document(run):
    texts = {
        row["doc_id"]: row["raw_text"]
        for row in read_table(TABLES["documents"], run.data / "documents")
    }
    for name in ("passages", "mentions", "quotations", "quantities", "times", "claims"):
        rows = read_table(TABLES[name], run.data / name)
        assert rows, name
        for row in rows:
            assert texts[row["doc_id"]][row["start"] : row["end"]] == row["text"], (name, row)


def test_every_file_is_a_row(run):
    rows = read_table(TABLES["documents"], run.data / "documents")
    inputs = {
        path.relative_to(SAMPLE).as_posix()
        for path in SAMPLE.rglob("*")
        if path.is_file() and path.suffix != ".json"
    }
    assert {row["path"].split("#")[0] for row in rows} == inputs


def test_the_report_shows_the_hard_conflicts(run):
    page = (run.reports / "index.html").read_text(encoding="utf-8")
    verdicts = read_table(TABLES["verdicts"], run.data / "verdicts")
    hard = [v for v in verdicts if v["severity"] == "hard"]
    assert hard
    assert "does not say who is right" in page


def test_the_metrics_add_up(run):
    found = json.loads((run.reports / "metrics.json").read_text(encoding="utf-8"))
    rows = {
        name: sum(pq.read_metadata(p).num_rows for p in (run.data / name).glob("*.parquet"))
        for name in TABLES
    }
    # what follows through a third claim may be of two that are no pair
    ids = {
        name: {row["pair_id"] for row in read_table(TABLES[name], run.data / name)}
        for name in ("pairs", "verdicts")
    }
    assert found["pairs"] == rows["pairs"] == len(ids["pairs"] & ids["verdicts"])
    assert sum(found["verdicts"].values()) == rows["verdicts"]
    assert found["claims"] == rows["claims"]
    assert sum(v for k, v in found["facts"].items() if k != "total") == rows["facts"]


def test_a_wrong_parameter_file_is_one_line(tmp_path):
    from crosscheck.errors import ParameterError

    with pytest.raises(ParameterError, match="no such file"):
        load_parameters(tmp_path / "none.yaml")
