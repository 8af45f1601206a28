"""The gate of a table: does what is stored keep the table's contract?

First the files: are they all there, with exactly the declared columns? Then the rows, by a suite of
Great Expectations over the table and what it is checked against. The answer is a plain dictionary
that depends on nothing but the tables and the thresholds.
"""

import io
import json
import math
from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypedDict

import pyarrow as pa
import pyarrow.parquet as pq

from crosscheck.tables.core import Table, part_name, partition_of, read_arrow
from crosscheck.tables.expecting import batches, great_expectations
from crosscheck.tables.suites import SUITES, Suite

if TYPE_CHECKING:
    import pandas as pd

EXAMPLES = 5
_LONGEST = 120
_COLUMNS = ("column", "column_A", "column_B")


class Failure(TypedDict):
    """An expectation that the table does not meet, or (with `error`) that could not be computed."""

    expectation: str
    column: str
    rule: str
    kwargs: dict[str, Any]
    observed: Any
    unexpected_count: int | None
    unexpected_percent: float | None
    examples: list[dict[str, Any]]
    remedy: str
    error: str | None


class GateReport(TypedDict):
    """What a gate found.

    `failures` are faults of the data; `errors` are faults of the suite, such as an expectation
    about a column that nobody made.
    """

    table: str
    success: bool
    rows: int
    expectations: int
    failures: list[Failure]
    errors: list[Failure]


def validate(table_name: str, data_root: Path, thresholds: Mapping[str, float]) -> GateReport:
    """Check one table against its declaration and against the tables it refers to.

    Args:
        table_name: A key of `suites.SUITES`.
        data_root: The folder that holds a folder per table.
        thresholds: The section `gates` of params.yaml: smallest shares (0–1) by name.

    Raises:
        KeyError: If no such table is declared.
    """
    suite = SUITES[table_name]
    folder = data_root / table_name
    checked = [suite.table, *(SUITES[name].table for name in suite.related)]
    broken = [
        failure for table in checked for failure in check_files(table, data_root / table.name)
    ]
    if broken:
        return _report(suite, 0, len(checked), broken)
    frame, related = read_for(suite, data_root)
    results, count = _run(suite, frame, related, thresholds)
    return _report(
        suite, len(frame), len(checked) + count, [*check_layout(suite.table, folder), *results]
    )


def stored_schema(table: Table) -> pa.Schema:
    """The schema as Parquet gives it back: seconds become milliseconds, all else is as declared."""
    buffer = io.BytesIO()
    pq.write_table(table.schema.empty_table(), buffer, version="2.6", store_schema=False)
    return pq.read_schema(io.BytesIO(buffer.getvalue()))


def check_files(table: Table, folder: Path) -> Iterator[Failure]:
    """Faults of a table's files: none there, one missing, one that is no Parquet, other columns."""
    files = _files(folder)
    wanted = [part_name(i) for i in range(max(len(files), 1))]
    if [file.name for file in files] != wanted:
        missing = sorted(set(wanted) - {file.name for file in files})
        rule = f"the partitions of {table.name} are numbered from 0 without a gap"
        yield _failure(
            "table_to_have_partitions", table.name, rule, [{"missing": m} for m in missing]
        )
    declared = stored_schema(table)
    for file in files:
        try:
            found = pq.read_schema(file)
        except pa.ArrowInvalid as error:
            example = {"file": file.name, "problem": str(error)}
            yield _failure(
                "partition_to_be_parquet", table.name, "every file is Parquet", [example]
            )
            continue
        if differences := _differences(declared, found):
            examples = [{"file": file.name, **difference} for difference in differences]
            rule = f"{table.name} has exactly the declared columns, in name, order and type"
            yield _failure("schema_to_match", table.name, rule, examples)


def _differences(declared: pa.Schema, found: pa.Schema) -> list[dict[str, Any]]:
    def described(schema: pa.Schema, name: str) -> str | None:
        if name not in schema.names:
            return None
        return f"{schema.field(name).type}{'' if schema.field(name).nullable else ' not null'}"

    names = dict.fromkeys([*declared.names, *found.names])
    pairs = [(name, described(declared, name), described(found, name)) for name in names]
    differences = [{"column": n, "declared": d, "found": f} for n, d, f in pairs if d != f]
    if not differences and declared.names != found.names:
        return [{"column": "(order)", "declared": declared.names, "found": found.names}]
    return differences


def _read(table: Table, folder: Path, columns: Iterable[str]) -> "pd.DataFrame":
    """The key and the wanted columns of all partitions, sorted by key."""
    wanted = list(dict.fromkeys([table.key, *columns]))
    arrow = pa.concat_tables([read_arrow(file, wanted) for file in _files(folder)])
    return arrow.sort_by(table.key).to_pandas()


def read_for(suite: Suite, data_root: Path) -> tuple["pd.DataFrame", dict[str, "pd.DataFrame"]]:
    """A suite's table, and what it needs of others, indexed by key (the first of equal keys)."""
    related = {}
    for name, columns in suite.related.items():
        table = SUITES[name].table
        frame = _read(table, data_root / name, columns)
        related[name] = frame.drop_duplicates(table.key).set_index(table.key)
    return _read(suite.table, data_root / suite.table.name, suite.table.names), related


def _files(folder: Path) -> list[Path]:
    return sorted(folder.glob("part-*.parquet"))


def check_layout(table: Table, folder: Path) -> Iterator[Failure]:
    """Rows that lie in another partition than their hash says, and files not sorted by key."""
    files = _files(folder)
    misplaced, unsorted = [], []
    for number, file in enumerate(files):
        rows = read_arrow(file, list({table.key, table.partition_by})).to_pylist()
        keys = [row[table.key] for row in rows]
        misplaced += [
            {table.key: row[table.key], "file": file.name}
            for row in rows
            if partition_of(row[table.partition_by], len(files)) != number
        ]
        unsorted += [{"file": file.name}] if keys != sorted(keys) else []
    if misplaced:
        rule = f"a row's partition follows from the hash of its {table.partition_by}"
        yield _failure("rows_to_lie_in_their_partition", table.name, rule, misplaced)
    if unsorted:
        rule = f"every file is sorted by {table.key}"
        yield _failure("partition_to_be_sorted", table.name, rule, unsorted)


def _failure(expectation: str, table: str, rule: str, examples: list[dict[str, Any]]) -> Failure:
    return Failure(
        expectation=f"expect_{expectation}",
        column="",
        rule=rule,
        kwargs={"table": table},
        observed=None,
        unexpected_count=len(examples),
        unexpected_percent=None,
        examples=[_plain(example) for example in examples[:EXAMPLES]],
        remedy=f"run the stage that writes data/{table} again",
        error=None,
    )


def _run(
    suite: Suite,
    frame: "pd.DataFrame",
    related: Mapping[str, "pd.DataFrame"],
    thresholds: Mapping[str, float],
) -> tuple[list[Failure], int]:
    """Run the suite; the failures, and how many rules there are."""
    gx = great_expectations()
    prepared, counts = suite.prepare(frame, related)
    batch = batches(suite.table.name).get_batch({"dataframe": prepared})

    def failed(expectations: list[Any], detail: str) -> list[Any]:
        result = batch.validate(
            gx.ExpectationSuite(name=suite.table.name, expectations=expectations),
            expectation_parameters={**thresholds, **counts},
            result_format=detail,
        )
        return [found for found in result.results if not found.success]

    # whether a rule holds is twice as fast to find out as which rows break it
    expectations = _numbered(suite, gx.expectations)
    numbers = {
        found.expectation_config.meta["number"] for found in failed(expectations, "BOOLEAN_ONLY")
    }
    again = [rule for rule in _numbered(suite, gx.expectations) if rule.meta["number"] in numbers]
    results = failed(again, "COMPLETE") if again else []
    return [_explain(suite, found.to_json_dict(), prepared) for found in results], len(expectations)


def _numbered(suite: Suite, gxe: Any) -> list[Any]:
    """The suite's expectations, the number of rows first, each with its number in `meta`."""
    expectations = [
        gxe.ExpectTableRowCountToBeBetween(
            min_value=suite.min_rows,
            description=f"{suite.table.name} has at least {suite.min_rows} rows",
            meta={"remedy": "look at what the stage that writes it logged: it found nothing"},
        ),
        *suite.expectations(gxe),
    ]
    for number, expectation in enumerate(expectations):
        expectation.meta = {**(expectation.meta or {}), "number": number}
    return expectations


def _explain(suite: Suite, result: Mapping[str, Any], frame: "pd.DataFrame") -> Failure:
    """A result of Great Expectations in plain words, with the first rows that break the rule."""
    config, found = result["expectation_config"], result["result"]
    kwargs = {name: value for name, value in config["kwargs"].items() if name != "batch_id"}
    meta = config.get("meta") or {}
    columns = [kwargs[name] for name in _COLUMNS if name in kwargs] + kwargs.get("column_list", [])
    shown = dict.fromkeys([suite.table.key, *meta.get("show", []), *columns])
    rows = frame.loc[
        found.get("unexpected_index_list", [])[:EXAMPLES], [c for c in shown if c in frame]
    ]
    percent = found.get("unexpected_percent")
    name = suite.table.name
    return Failure(
        expectation=config["type"],
        column=", ".join(columns),
        rule=config.get("description") or "",
        kwargs=_plain(kwargs),
        observed=_plain(found.get("observed_value")),
        unexpected_count=found.get("unexpected_count"),
        unexpected_percent=None if percent is None else round(percent, 2),
        examples=[_plain(row) for row in rows.to_dict("records")],
        remedy=meta.get("remedy") or f"mend the stage that writes data/{name}, or run it again",
        error=_error_of(result["exception_info"]) if not found else None,
    )


def _error_of(info: Mapping[str, Any]) -> str:
    """The messages of the metrics that could not be computed."""
    nested = [value for value in info.values() if isinstance(value, Mapping)] or [info]
    return "; ".join(sorted({str(item.get("exception_message")) for item in nested}))


def _plain(value: Any) -> Any:
    """A value as JSON has it: no NaN, whole numbers without a point, long text cut short."""
    if isinstance(value, Mapping):
        return {str(name): _plain(item) for name, item in value.items()}
    if hasattr(value, "tolist") and not isinstance(value, str):
        return _plain(value.tolist())
    if isinstance(value, list | tuple):
        return [_plain(item) for item in value]
    if isinstance(value, datetime | date):
        return value.isoformat() if value == value else None
    if isinstance(value, float):
        return None if math.isnan(value) else int(value) if value.is_integer() else round(value, 6)
    if isinstance(value, str) and len(value) > _LONGEST:
        return f"{value[:_LONGEST]}…"
    return value if isinstance(value, str | int | bool) else None


def _report(suite: Suite, rows: int, expectations: int, results: list[Failure]) -> GateReport:
    ordered = sorted(
        results,
        key=lambda f: (f["expectation"], f["column"], json.dumps(f["kwargs"], sort_keys=True)),
    )
    return GateReport(
        table=suite.table.name,
        success=not results,
        rows=rows,
        expectations=expectations,
        failures=[result for result in ordered if result["error"] is None],
        errors=[result for result in ordered if result["error"] is not None],
    )
