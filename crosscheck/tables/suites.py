"""The suite of every table: what its gate checks, and against which other tables.

Each table's module declares its suite beside its columns (see `rules`); here they are collected.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from crosscheck.tables import MODULES, rules
from crosscheck.tables.core import Table

if TYPE_CHECKING:
    import pandas as pd


@dataclass(frozen=True, slots=True)
class Suite:
    """What the gate of a table checks.

    Attributes:
        table: The declaration of its columns.
        related: The tables it is checked against, each with the columns needed of it.
        min_rows: How few rows the table may have.
        prepare: Adds what the expectations compare with, and counts of the related tables.
        expectations: Makes the expectations, given the module `great_expectations.expectations`.
    """

    table: Table
    related: Mapping[str, tuple[str, ...]]
    min_rows: int
    prepare: Callable[["pd.DataFrame", rules.Related], rules.Prepared]
    expectations: Callable[[Any], list[Any]]


SUITES: dict[str, Suite] = {
    module.TABLE.name: Suite(
        module.TABLE, module.RELATED, module.MIN_ROWS, module.prepare, module.expectations
    )
    for module in MODULES
}

RELATED: dict[str, tuple[str, ...]] = {name: tuple(suite.related) for name, suite in SUITES.items()}

# A gate checks several tables at once: importing Great Expectations costs more than checking.
GATES: dict[str, tuple[str, ...]] = {
    "clean": ("ingested", "passages"),
    "entities": ("documents", "mentions", "entities", "quotations", "quantities", "times"),
    "claims": ("claims",),
    "consistency": ("pairs", "verdicts", "facts"),
}
