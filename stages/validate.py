"""The gate of one table: checks it, writes what it found, and exits with 1 if it must not pass."""

import argparse
import json
import logging
import os
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import yaml

from crosscheck.errors import CrosscheckError, ParameterError
from crosscheck.tables.gate import Failure, GateReport, validate
from crosscheck.tables.suites import RELATED, THRESHOLDS

LOG = logging.getLogger("crosscheck")


def thresholds(params: Path) -> dict[str, float]:
    """The section `validate` of params.yaml over the defaults.

    Raises:
        ParameterError: If the section has a key that no suite knows, or a value that is no share.
    """
    content = yaml.safe_load(params.read_text(encoding="utf-8")) if params.exists() else {}
    section: Mapping[str, Any] = (content or {}).get("validate") or {}
    for name, value in section.items():
        if name not in THRESHOLDS:
            allowed = ", ".join(THRESHOLDS)
            raise ParameterError(f"{params}: validate.{name} is unknown; allowed here: {allowed}")
        if isinstance(value, bool) or not isinstance(value, int | float) or not 0 <= value <= 1:
            raise ParameterError(f"{params}: validate.{name} is {value!r}; it must lie in 0-1")
    return {**THRESHOLDS, **section}


def write_report(report: GateReport, path: Path) -> None:
    """Write the report so that the same findings are the same bytes."""
    path.parent.mkdir(parents=True, exist_ok=True)
    text = json.dumps(report, ensure_ascii=False, indent=2, sort_keys=True)
    path.write_text(text + "\n", encoding="utf-8")


def describe(failure: Failure) -> list[str]:
    """A failure in plain words: what should hold, which rows break it, what to do."""
    where = f" ({failure['column']})" if failure["column"] else ""
    lines = [f"  {failure['expectation']}{where}: {failure['rule']}"]
    if failure["error"] is not None:
        return [*lines, f"    the rule could not be computed: {failure['error']}"]
    if failure["unexpected_count"] is not None:
        lines.append(f"    broken by {failure['unexpected_count']} rows, for example:")
    if failure["observed"] is not None:
        lines.append(f"    observed {failure['observed']}, wanted {failure['kwargs']}")
    rows = [json.dumps(row, ensure_ascii=False) for row in failure["examples"]]
    return [*lines, *(f"    {row}" for row in rows), f"    remedy: {failure['remedy']}"]


def log_report(report: GateReport) -> None:
    """One line of counts; every failure where there is one."""
    failed = len(report["failures"]) + len(report["errors"])
    LOG.info(
        "validate %s: %s, rows %d, expectations %d, failed %d",
        report["table"],
        "passed" if report["success"] else "FAILED",
        report["rows"],
        report["expectations"],
        failed,
    )
    for failure in [*report["failures"], *report["errors"]]:
        LOG.error("\n".join(describe(failure)))


def _parse(arguments: list[str] | None) -> argparse.Namespace:
    related = "\n".join(f"  {name}: {', '.join(others) or '-'}" for name, others in RELATED.items())
    parser = argparse.ArgumentParser(
        prog="stages/validate.py",
        description="Check a table against its declaration and the tables it refers to.",
        epilog=f"tables, and what each is checked against:\n{related}\n"
        f"parameters: section validate of params.yaml ({', '.join(THRESHOLDS)})",
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("table", help="the table to check")
    parser.add_argument("--params", type=Path, default=Path("params.yaml"), help="parameter file")
    parser.add_argument("--data", type=Path, default=Path("data"), help="folder of the tables")
    parser.add_argument("--report", type=Path, help="default: reports/validation/TABLE.json")
    return parser.parse_args(arguments)


def main(arguments: list[str] | None = None) -> int:
    """Run the gate: 0 if the table passes, 1 if not, 2 if the call makes no sense."""
    options = _parse(arguments)
    logging.basicConfig(stream=sys.stderr, level=logging.WARNING, format="%(message)s")
    LOG.setLevel(logging.INFO)
    os.environ.setdefault("GX_ANALYTICS_ENABLED", "false")
    if options.table not in RELATED:
        LOG.error("validate: no table %r; one of %s", options.table, ", ".join(RELATED))
        return 2
    try:
        report = validate(options.table, options.data, thresholds(options.params))
    except CrosscheckError as error:
        LOG.error("validate %s: %s", options.table, error)
        return 1
    write_report(report, options.report or Path(f"reports/validation/{options.table}.json"))
    log_report(report)
    return 0 if report["success"] else 1


if __name__ == "__main__":
    sys.exit(main())
