"""What every stage script shares: its declaration, its command line, its log line, its errors."""

import argparse
import logging
import sys
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from crosscheck.errors import CrosscheckError, ParameterError
from crosscheck.parameters import Parameters, parse_parameters

LOG = logging.getLogger("crosscheck")
# libyaml's, where PyYAML was built with it: ten times as fast.
_Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@dataclass(frozen=True, slots=True)
class Stage:
    """What a stage reads and writes: tables (folders below data/) and other paths.

    Attributes:
        name: The stage's name in dvc.yaml.
        purpose: One sentence for `--help`.
        reads: Tables and other folders below data/ that it reads.
        writes: Tables and other folders below data/, or files below reports/, that it writes.
        parameters: The sections of params.yaml that it takes.
    """

    name: str
    purpose: str
    reads: tuple[str, ...]
    writes: tuple[str, ...]
    parameters: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Run:
    """One run of a stage: where things lie, and the validated parameters."""

    data: Path
    reports: Path
    parameters: Parameters

    def parts(self, table: str) -> list[Path]:
        """Where the partitions of a table lie, whether they are written yet or not."""
        count = self.parameters.tables.partitions
        return [self.data / table / f"part-{i:05d}.parquet" for i in range(count)]


def load_parameters(path: Path) -> Parameters:
    """Read and validate params.yaml.

    Raises:
        ParameterError: If the file is missing, is no YAML, or has an unknown or ill-typed key.
    """
    try:
        content = yaml.load(path.read_text(encoding="utf-8"), _Loader)
    except FileNotFoundError as error:
        raise ParameterError(f"{path}: no such file; run from the repository's root") from error
    except yaml.YAMLError as error:
        raise ParameterError(f"{path}: not valid YAML: {error}".replace("\n", " ")) from error
    return parse_parameters(content or {})


def _parse(stage: Stage, arguments: list[str] | None) -> argparse.Namespace:
    epilog = "\n".join(
        [
            f"reads:      {', '.join(stage.reads) or 'nothing'}",
            f"writes:     {', '.join(stage.writes)}",
            f"parameters: {', '.join(stage.parameters)} (sections of params.yaml)",
        ]
    )
    parser = argparse.ArgumentParser(
        prog=f"stages/{stage.name}.py",
        description=stage.purpose,
        epilog=epilog,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--params", type=Path, default=Path("params.yaml"), help="parameter file")
    parser.add_argument("--data", type=Path, default=Path("data"), help="folder of the tables")
    parser.add_argument(
        "--reports", type=Path, default=Path("reports"), help="folder of the reports"
    )
    return parser.parse_args(arguments)


def run_stage(
    stage: Stage,
    work: Callable[[Run], Mapping[str, Any]],
    arguments: list[str] | None = None,
) -> None:
    """Run a stage's work and log one line of the counts that it returns.

    Exits with 1, and one line that names the problem and the remedy, on a CrosscheckError.
    """
    options = _parse(stage, arguments)
    logging.basicConfig(stream=sys.stderr, level=logging.INFO, format="%(message)s")
    started = time.perf_counter()
    try:
        run = Run(options.data, options.reports, load_parameters(options.params))
        counts = work(run)
    except CrosscheckError as error:
        LOG.error("%s: %s", stage.name, error)
        sys.exit(1)
    shown = ", ".join(f"{name} {count}" for name, count in counts.items())
    LOG.info("%s: %s (%.1f s)", stage.name, shown, time.perf_counter() - started)
