"""A gate looks at the files first, says which rows break a rule, and says the same every time."""

import json
import logging
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from types import ModuleType
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from crosscheck.tables import TABLES, gate, part_name
from crosscheck.tables.suites import GATES, SUITES
from tests.tables.factory import THRESHOLDS, valid_tables, write_tables

ROOT = Path(__file__).parents[2]
PARAMS = ROOT / "params.yaml"


def shipped(line: str, other: str) -> str:
    """params.yaml as shipped, but for one line."""
    text = PARAMS.read_text(encoding="utf-8")
    assert line in text
    return text.replace(line, other)


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """Valid tables in two partitions."""
    write_tables(valid_tables(), tmp_path / "data", partitions=2)
    return tmp_path / "data"


@pytest.fixture(scope="module")
def script() -> ModuleType:
    """The stage script, as a module."""
    spec = spec_from_file_location("validate", ROOT / "stages" / "validate.py")
    assert spec is not None
    assert spec.loader is not None
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def rewrite(path: Path, arrow: pa.Table) -> None:
    pq.write_table(arrow, path, version="2.6", store_schema=False)


def test_examples_show_the_key_and_what_offends(data: Path) -> None:
    tables = valid_tables()
    tables["times"][1]["text"] = "w" * 200
    write_tables(tables, data)
    report = gate.validate("times", data, THRESHOLDS)
    assert (report["success"], report["rows"], report["errors"]) == (False, 2, [])
    (failure,) = report["failures"]
    assert failure["rule"] == "text is raw_text[start:end]"
    assert (failure["unexpected_count"], failure["unexpected_percent"]) == (1, 50)
    assert failure["examples"] == [
        {
            "time_id": "d2:t",
            "doc_id": "d2",
            "start": 30,
            "end": 37,
            "text": "w" * 120 + "…",
            "slice": "Tuesday",
        }
    ]


def test_no_more_than_five_examples_are_shown(data: Path) -> None:
    tables = valid_tables()
    tables["pairs"] = [{**tables["pairs"][0], "pair_id": f"p{i}", "score": 2.0} for i in range(7)]
    write_tables({"pairs": tables["pairs"]}, data, partitions=2)
    report = gate.validate("pairs", data, THRESHOLDS)
    score = next(f for f in report["failures"] if f["column"] == "score")
    assert score["unexpected_count"] == 7
    assert [row["pair_id"] for row in score["examples"]] == ["p0", "p1", "p2", "p3", "p4"]


def test_a_rule_that_cannot_be_computed_is_an_error_not_a_failure(
    data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def forgetful(gxe: Any) -> list[Any]:
        return [gxe.ExpectColumnValuesToBeInSet(column="forgotten", value_set=[True])]

    suite = SUITES["pairs"]
    broken = type(suite)(suite.table, suite.related, 0, suite.prepare, forgetful)
    monkeypatch.setitem(SUITES, "pairs", broken)
    report = gate.validate("pairs", data, THRESHOLDS)
    assert (report["success"], report["failures"]) == (False, [])
    (error,) = report["errors"]
    assert error["column"] == "forgotten"
    assert "forgotten" in (error["error"] or "")


def only_failure(name: str, data: Path) -> gate.Failure:
    report = gate.validate(name, data, THRESHOLDS)
    assert not report["success"]
    (failure,) = report["failures"]
    return failure


def test_a_table_that_is_not_there(data: Path) -> None:
    for path in (data / "claims").iterdir():
        path.unlink()
    failure = only_failure("claims", data)
    assert failure["expectation"] == "expect_table_to_have_partitions"
    assert failure["remedy"] == "run the stage that writes data/claims again"


def test_a_related_table_that_is_not_there(data: Path) -> None:
    for path in (data / "claims").iterdir():
        path.unlink()
    assert only_failure("pairs", data)["kwargs"] == {"table": "claims"}


def test_a_partition_that_is_missing(data: Path) -> None:
    (data / "claims" / part_name(0)).unlink()
    assert only_failure("claims", data)["examples"] == [{"missing": part_name(0)}]


def test_a_file_that_is_no_parquet(data: Path) -> None:
    (data / "claims" / part_name(1)).write_bytes(b"PAR0")
    failure = only_failure("claims", data)
    assert failure["expectation"] == "expect_partition_to_be_parquet"
    assert failure["examples"][0]["file"] == part_name(1)


@pytest.mark.parametrize(
    ("change", "difference"),
    [
        (
            lambda t: t.append_column("mood", pa.array(["calm"] * len(t), pa.string())),
            {"column": "mood", "declared": None, "found": "string"},
        ),
        (
            lambda t: t.drop_columns(["score"]),
            {"column": "score", "declared": "double not null", "found": None},
        ),
        (
            lambda t: t.set_column(
                t.schema.get_field_index("score"),
                pa.field("score", pa.float32(), nullable=False),
                t["score"].cast(pa.float32()),
            ),
            {"column": "score", "declared": "double not null", "found": "float not null"},
        ),
        (
            lambda t: t.cast(
                t.schema.set(t.schema.get_field_index("score"), pa.field("score", pa.float64()))
            ),
            {"column": "score", "declared": "double not null", "found": "double"},
        ),
        (
            lambda t: t.select(sorted(t.column_names)),
            {
                "column": "(order)",
                "declared": TABLES["pairs"].names,
                "found": sorted(TABLES["pairs"].names),
            },
        ),
    ],
    ids=["more", "fewer", "type", "nullable", "order"],
)
def test_columns_that_are_not_as_declared(
    change: Any, difference: dict[str, Any], data: Path
) -> None:
    path = data / "pairs" / part_name(1)
    rewrite(path, change(pq.read_table(path)))
    failure = only_failure("pairs", data)
    assert failure["expectation"] == "expect_schema_to_match"
    assert failure["examples"] == [{"file": part_name(1), **difference}]


def test_rows_in_the_wrong_partition(data: Path) -> None:
    first, second = (data / "documents" / part_name(i) for i in (0, 1))
    contents = first.read_bytes(), second.read_bytes()
    first.write_bytes(contents[1])
    second.write_bytes(contents[0])
    assert only_failure("documents", data)["expectation"] == (
        "expect_rows_to_lie_in_their_partition"
    )


def test_a_partition_that_is_not_sorted(tmp_path: Path) -> None:
    write_tables(valid_tables(), tmp_path)
    path = tmp_path / "entities" / part_name(0)
    rewrite(path, pq.read_table(path).sort_by([("entity_id", "descending")]))
    assert only_failure("entities", tmp_path)["expectation"] == "expect_partition_to_be_sorted"


def run_script(script: ModuleType, tmp_path: Path, *arguments: str) -> tuple[int, Path]:
    reports = tmp_path / "reports"
    common = ["--data", str(tmp_path / "data"), "--reports", str(reports)]
    return script.main([*arguments, *common]), reports / "validation" / f"{arguments[0]}.json"


def test_the_script_passes_and_says_the_same_every_time(
    script: ModuleType, data: Path, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO, logger="crosscheck")
    code, report = run_script(script, tmp_path, "entities", "--params", str(PARAMS))
    first = report.read_bytes()
    assert code == 0
    assert json.loads(first)["success"] is True
    assert "validate entities: passed, rows 2, expectations 10, failed 0" in caplog.messages
    assert len(caplog.messages) == len(GATES["entities"])
    write_tables(valid_tables(), data, partitions=2)
    run_script(script, tmp_path, "entities", "--params", str(PARAMS))
    assert report.read_bytes() == first


def test_the_script_fails_with_rows_and_remedy_and_still_reports(
    script: ModuleType, data: Path, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    tables = valid_tables()
    tables["ingested"][0].update(status="unreadable", status_reason="cut off")
    write_tables({"ingested": tables["ingested"]}, data, partitions=2)
    params = tmp_path / "params.yaml"
    params.write_text(shipped("min_readable_share: 0.5", "min_readable_share: 0.9"))
    code, report = run_script(script, tmp_path, "clean", "--params", str(params))
    assert code == 1
    content = json.loads(report.read_text(encoding="utf-8"))
    failed = {found["table"]: len(found["failures"]) for found in content["tables"]}
    assert failed["ingested"] == 1
    assert "FAILED, rows 3" in caplog.text
    assert '"doc_id": "d1"' in caplog.text
    assert "remedy: mend or remove these files, or lower gates.min_readable_share" in caplog.text


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("min_luck: 0.5", "gates.min_luck is unknown; allowed here: min_claimed_share"),
        ("min_kept_share: much", "gates.min_kept_share is 'much'"),
        ("min_kept_share: 20", "gates.min_kept_share is 20"),
    ],
)
def test_the_script_refuses_thresholds_that_make_no_sense(
    script: ModuleType, line: str, message: str, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    params = tmp_path / "params.yaml"
    params.write_text(shipped("min_kept_share: 0.2", line))
    code, report = run_script(script, tmp_path, "consistency", "--params", str(params))
    assert code == 1
    assert message in caplog.text
    assert not report.exists()


def test_the_script_names_the_tables_it_knows(
    script: ModuleType, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    code, report = run_script(script, tmp_path, "weather")
    assert code == 2
    assert caplog.messages == [f"validate: no gate 'weather'; one of {', '.join(GATES)}"]
    assert not report.exists()
