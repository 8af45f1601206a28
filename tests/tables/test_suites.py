"""Every suite passes what is right, and each of its expectations notices what it is there for."""

import re
from collections import defaultdict
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import great_expectations as gx
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from crosscheck.tables import TABLES, Table, gate, part_name
from crosscheck.tables.suites import RELATED, SUITES
from tests.tables.breaks import ROW_BREAKS, TABLE_BREAKS, Break
from tests.tables.factory import BROKEN, THRESHOLDS, Row, Tables, valid_tables, write_tables

_IDENTIFIER = re.compile(r"^(ferry|elsewhere|d[0-9]|e:|pair:|fact:)")


def named(expectation: str, column: str) -> str:
    """The name that breaks.py gives an expectation."""
    return f"{expectation.removeprefix('expect_')}: {column}"


def failed(report: gate.GateReport) -> list[str]:
    """The names of the expectations that a report says are not met."""
    assert not report["errors"]
    return [named(failure["expectation"], failure["column"]) for failure in report["failures"]]


def tagged(value: Any, tag: str) -> Any:
    """A copy of rows whose identifiers all begin with a tag, so that copies can share a table."""
    if isinstance(value, Mapping):
        return {name: tagged(item, tag) for name, item in value.items()}
    if isinstance(value, list | tuple):
        return type(value)(tagged(item, tag) for item in value)
    if isinstance(value, str) and _IDENTIFIER.match(value):
        return f"{tag}{value}"
    return value


def store(tables: Tables, related_to: str, folder: Path) -> None:
    """Store a table and what its gate reads besides."""
    names = (related_to, *RELATED[related_to])
    write_tables({name: tables[name] for name in names}, folder)


def run_gate(tables: Tables, name: str, folder: Path) -> gate.GateReport:
    store(tables, name, folder)
    return gate.validate(name, folder, THRESHOLDS)


def broken(edit: Any) -> Tables:
    tables = valid_tables()
    edit(tables)
    return tables


def store_unchecked(table: Table, rows: list[Row], folder: Path) -> None:
    """Store a table as a faulty writer might: two rows may share a key."""
    arrow = pa.Table.from_pylist(rows, schema=table.schema).sort_by(table.key)
    folder.mkdir(parents=True)
    pq.write_table(arrow, folder / part_name(0), version="2.6", store_schema=False)


@cache
def noticed(name: str) -> dict[str, list[str]]:
    """Which expectations fail on which broken copy of a table.

    A run of Great Expectations costs the same for one copy as for forty, so they share one.
    """
    tables: Tables = defaultdict(list)
    for number, (_, edit) in enumerate(breaks_of(name)):
        for table, rows in tagged(broken(edit), f"v{number:02d}/").items():
            tables[table] += rows
    with TemporaryDirectory() as folder, pytest.MonkeyPatch.context() as patch:
        patch.setattr(gate, "EXAMPLES", 1000)
        write_tables({other: tables[other] for other in RELATED[name]}, Path(folder))
        store_unchecked(TABLES[name], tables[name], Path(folder) / name)
        report = gate.validate(name, Path(folder), THRESHOLDS)
    assert not report["errors"]
    found = defaultdict(list)
    for failure in report["failures"]:
        for tag in sorted({row[TABLES[name].key][:4] for row in failure["examples"]}):
            found[tag].append(named(failure["expectation"], failure["column"]))
    return found


def breaks_of(name: str) -> list[Break]:
    """The table's row breaks, the last of them a row that stands twice."""
    unique = f"column_values_to_be_unique: {TABLES[name].key}"
    return [*ROW_BREAKS[name], (unique, lambda tables: tables[name].append(tables[name][-1]))]


@pytest.mark.parametrize("name", list(TABLES))
def test_valid_tables_pass(name: str, tmp_path: Path) -> None:
    write_tables(valid_tables(), tmp_path, partitions=3)
    report = gate.validate(name, tmp_path, THRESHOLDS)
    assert report["failures"] == []
    assert report["errors"] == []
    assert report["success"]
    assert report["rows"] == len(valid_tables()[name])


@pytest.mark.parametrize(
    ("name", "number"),
    [(name, number) for name, breaks in ROW_BREAKS.items() for number in range(len(breaks))],
    ids=lambda value: str(value),
)
def test_broken_rows_fail_exactly_their_expectation(name: str, number: int) -> None:
    assert noticed(name)[f"v{number:02d}/"] == [ROW_BREAKS[name][number][0]]


@pytest.mark.parametrize("name", list(TABLES))
def test_a_key_that_stands_twice_is_noticed(name: str) -> None:
    number = len(ROW_BREAKS[name])
    assert breaks_of(name)[number][0] in noticed(name)[f"v{number:02d}/"]


@pytest.mark.parametrize(
    ("name", "fault"), [(name, fault) for name, faults in TABLE_BREAKS.items() for fault in faults]
)
def test_broken_tables_fail_exactly_their_expectation(
    name: str, fault: Break, tmp_path: Path
) -> None:
    expectation, edit = fault
    assert failed(run_gate(broken(edit), name, tmp_path)) == [expectation]


@pytest.mark.parametrize("name", ["passages", "claims"])
def test_a_table_that_must_have_rows_is_not_empty(name: str, tmp_path: Path) -> None:
    tables = {**valid_tables(), name: []}
    assert "table_row_count_to_be_between: " in failed(run_gate(tables, name, tmp_path))


@pytest.mark.parametrize("name", ["quotations", "verdicts"])
def test_other_tables_may_be_empty(name: str, tmp_path: Path) -> None:
    tables = {**valid_tables(), name: [], "pairs": []}
    assert failed(run_gate(tables, name, tmp_path)) == []


def test_a_conflict_through_a_third_document_needs_no_pair(tmp_path: Path) -> None:
    tables = valid_tables()
    third = {**tables["claims"][0], "claim_id": "d3:strike", "doc_id": BROKEN}
    follows = {"pair_id": "d1:hear|d2:strike", "through": "d3:strike"}
    first, other = tables["verdicts"]
    sides = {key: value for key, value in first.items() if key.startswith(("b_", "claim_b"))}
    heard = {key: other[key] for key in ("claim_a", "a_start", "a_end")}
    tables["claims"].append(third)
    tables["verdicts"].append({**first, **sides, **heard, **follows})
    assert failed(run_gate(tables, "verdicts", tmp_path)) == []


@pytest.mark.parametrize("name", list(TABLES))
def test_what_a_gate_prepares_keeps_every_row(name: str, tmp_path: Path) -> None:
    write_tables(valid_tables(), tmp_path / "full")
    write_tables({other: [] for other in TABLES}, tmp_path / "empty")
    for folder, rows in (("full", len(valid_tables()[name])), ("empty", 0)):
        frame, related = gate.read_for(SUITES[name], tmp_path / folder)
        assert len(SUITES[name].prepare(frame, related)[0]) == rows


@pytest.mark.parametrize("name", list(TABLES))
def test_every_expectation_is_broken_by_some_test(name: str) -> None:
    breaks = [fault[0] for fault in [*breaks_of(name), *TABLE_BREAKS.get(name, [])]]
    declared = set()
    for expectation in SUITES[name].expectations(gx.expectations):
        config = expectation.configuration
        columns = [
            config.kwargs[c] for c in ("column", "column_A", "column_B") if c in config.kwargs
        ]
        columns += config.kwargs.get("column_list", [])
        declared.add(named(config.type, ", ".join(columns)))
    assert declared == set(breaks)


@pytest.mark.parametrize("name", list(TABLES))
def test_every_expectation_says_what_must_hold(name: str) -> None:
    assert all(e.description for e in SUITES[name].expectations(gx.expectations))
