"""A gate: checks the tables of a stage, writes what it found, and stops the run if they are bad."""

import argparse
import json
import logging
import os
import sys
from pathlib import Path

from _stage import LOG, load_parameters

from crosscheck.errors import CrosscheckError
from crosscheck.tables.gate import Failure, GateReport, validate
from crosscheck.tables.suites import GATES, RELATED


def write_reports(gate: str, reports: list[GateReport], path: Path) -> None:
    """Write a gate's findings so that the same findings are the same bytes."""
    path.parent.mkdir(parents=True, exist_ok=True)
    content = {
        "gate": gate,
        "success": all(report["success"] for report in reports),
        "tables": reports,
    }
    text = json.dumps(content, ensure_ascii=False, indent=2, sort_keys=True)
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
    gates = "\n".join(f"  {name}: {', '.join(tables)}" for name, tables in GATES.items())
    related = "\n".join(f"  {name}: {', '.join(others) or '-'}" for name, others in RELATED.items())
    parser = argparse.ArgumentParser(
        prog="stages/validate.py",
        description=__doc__,
        epilog=f"gates, and the tables that they check:\n{gates}\n"
        f"tables, and what each is checked against:\n{related}\n"
        "writes: reports/validation/GATE.json\nparameters: gates (a section of params.yaml)",
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("gate", help="the gate")
    parser.add_argument("--params", type=Path, default=Path("params.yaml"), help="parameter file")
    parser.add_argument("--data", type=Path, default=Path("data"), help="folder of the tables")
    parser.add_argument(
        "--reports", type=Path, default=Path("reports"), help="folder of the reports"
    )
    return parser.parse_args(arguments)


def main(arguments: list[str] | None = None) -> int:
    """Run the gate: 0 if the tables pass, 1 if not, 2 if there is no such gate."""
    options = _parse(arguments)
    logging.basicConfig(stream=sys.stderr, level=logging.WARNING, format="%(message)s")
    LOG.setLevel(logging.INFO)
    os.environ.setdefault("GX_ANALYTICS_ENABLED", "false")
    if options.gate not in GATES:
        LOG.error("validate: no gate %r; one of %s", options.gate, ", ".join(GATES))
        return 2
    try:
        thresholds = load_parameters(options.params).gates.model_dump()
        reports = [validate(table, options.data, thresholds) for table in GATES[options.gate]]
    except CrosscheckError as error:
        LOG.error("validate %s: %s", options.gate, error)
        return 1
    write_reports(options.gate, reports, options.reports / "validation" / f"{options.gate}.json")
    for report in reports:
        log_report(report)
    return 0 if all(report["success"] for report in reports) else 1


if __name__ == "__main__":
    sys.exit(main())
