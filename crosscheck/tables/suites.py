"""The suite of every table: what its gate checks, and against which other tables.

Each table's module declares its suite beside its columns (see `rules`); here they are collected.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from crosscheck.tables import (
    claims,
    documents,
    entities,
    facts,
    ingested,
    mentions,
    pairs,
    passages,
    quantities,
    quotations,
    rules,
    times,
    verdicts,
)
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
    for module in (
        ingested,
        passages,
        documents,
        mentions,
        entities,
        quotations,
        quantities,
        times,
        claims,
        pairs,
        verdicts,
        facts,
    )
}

RELATED: dict[str, tuple[str, ...]] = {name: tuple(suite.related) for name, suite in SUITES.items()}

THRESHOLDS: dict[str, float] = {
    # smallest share of the input documents that can be read
    "min_readable_share": 0.5,
    # smallest share of the documents' characters that is article text
    "min_kept_share": 0.2,
    # smallest share of the documents that are ok that has a claim
    "min_claimed_share": 0.5,
    # smallest share of the pairs whose verdict is not `undetermined`
    "min_determined_share": 0.2,
}
