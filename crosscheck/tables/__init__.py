"""The tables' contract: one module per table, and the one reader and writer they share.

`MODULES` are the tables' modules in the order of the pipeline; `TABLES` maps every table's name to
its declaration.
"""

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
    times,
    verdicts,
)
from crosscheck.tables.core import (
    Column,
    Table,
    TableError,
    part_name,
    partition_of,
    read_partition,
    read_table,
    write_partition,
    write_partitions,
)

MODULES = (
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
TABLES: dict[str, Table] = {module.TABLE.name: module.TABLE for module in MODULES}

__all__ = [
    "MODULES",
    "TABLES",
    "Column",
    "Table",
    "TableError",
    "part_name",
    "partition_of",
    "read_partition",
    "read_table",
    "write_partition",
    "write_partitions",
]
