"""What a table is, and the one way in which tables are read and written.

A table is a folder of Parquet files `part-00000.parquet` …, each with the declared schema, sorted
by the key, free of metadata that changes from run to run, and renamed into place only when it is
complete. Which rows lie in which file is decided by a hash of one column (`partition_by`), so that
it depends on nothing but the rows and the number of partitions.
"""

import hashlib
import os
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from crosscheck.errors import CrosscheckError

ROW_GROUP_SIZE = 65_536


class TableError(CrosscheckError):
    """Rows that do not fit a table's declaration, or a table that is not there."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its Arrow type, what it means, and whether it may be empty."""

    name: str
    type: pa.DataType
    meaning: str
    nullable: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """The declaration of a table.

    Attributes:
        name: The folder's name below data/.
        grain: What one row stands for.
        columns: The columns in their order.
        key: The column that no two rows share; rows are stored sorted by it.
        partition_by: The column whose hash decides a row's partition.
    """

    name: str
    grain: str
    columns: tuple[Column, ...]
    key: str
    partition_by: str

    @property
    def schema(self) -> pa.Schema:
        """The Arrow schema that every file of the table has."""
        return pa.schema([pa.field(c.name, c.type, nullable=c.nullable) for c in self.columns])

    @property
    def names(self) -> list[str]:
        """The columns' names in their order."""
        return [c.name for c in self.columns]


def part_name(partition: int) -> str:
    """The file name of a partition."""
    return f"part-{partition:05d}.parquet"


def partition_of(value: str, partitions: int) -> int:
    """The partition of a row: a hash of one value that is the same on every machine."""
    digest = hashlib.blake2b(value.encode("utf-8"), digest_size=8).digest()
    return int.from_bytes(digest, "big") % partitions


def _to_arrow(table: Table, rows: Iterable[Mapping[str, Any]] | pa.Table) -> pa.Table:
    if isinstance(rows, pa.Table):
        return rows.select(table.names).cast(table.schema)
    listed = list(rows)
    for row in listed:
        if unknown := set(row) - set(table.names):
            raise TableError(f"{table.name}: unknown column {sorted(unknown)[0]!r}")
    columns = {
        c.name: pa.array([row.get(c.name) for row in listed], type=c.type) for c in table.columns
    }
    return pa.table(columns, schema=table.schema)


def write_partition(table: Table, rows: Iterable[Mapping[str, Any]] | pa.Table, path: Path) -> int:
    """Write one partition of a table; the bytes depend on the rows alone, not on their order.

    Args:
        table: The declaration.
        rows: Mappings from column to value (a missing column is null), or an Arrow table.
        path: The file to write; its folder is made.

    Returns:
        The number of rows.

    Raises:
        TableError: If a column is unknown, a value is missing, or two rows share a key.
    """
    arrow = _to_arrow(table, rows).sort_by(table.key).combine_chunks()
    for column in table.columns:
        if not column.nullable and arrow[column.name].null_count:
            raise TableError(f"{table.name}.{column.name}: a value is missing ({path.name})")
    keys = arrow[table.key]
    if len(keys.unique()) != len(keys):
        twice = next(
            str(row["values"]) for row in keys.value_counts().to_pylist() if row["counts"] > 1
        )
        raise TableError(f"{table.name}.{table.key}: {twice} stands for two rows ({path.name})")
    path.parent.mkdir(parents=True, exist_ok=True)
    temporary = path.with_name(f".{path.name}.{os.getpid()}")
    pq.write_table(
        arrow.replace_schema_metadata(None),
        temporary,
        compression="zstd",
        version="2.6",
        row_group_size=ROW_GROUP_SIZE,
        store_schema=False,
    )
    os.replace(temporary, path)
    return len(keys)


def write_partitions(
    table: Table, rows: Iterable[Mapping[str, Any]], folder: Path, partitions: int
) -> int:
    """Spread rows over the partitions of a table and write every partition, the empty ones too."""
    buckets: list[list[Mapping[str, Any]]] = [[] for _ in range(partitions)]
    for row in rows:
        buckets[partition_of(row[table.partition_by], partitions)].append(row)
    return sum(
        write_partition(table, bucket, folder / part_name(i)) for i, bucket in enumerate(buckets)
    )


def read_arrow(path: Path, columns: list[str] | None = None) -> pa.Table:
    """One partition file, with these columns in this order or with all.

    (`pq.read_table` would first load file systems and data sets, half a second of every stage.)
    """
    with pq.ParquetFile(path) as file:
        found = file.read(columns=columns)
    return found if columns is None else found.select(columns)


def read_partition(table: Table, path: Path) -> list[dict[str, Any]]:
    """The rows of one partition file, sorted by the table's key.

    Raises:
        TableError: If the file is missing or broken.
    """
    try:
        return read_arrow(path).to_pylist()
    except FileNotFoundError as error:
        raise TableError(
            f"no partition {path.name} of {table.name} in {path.parent}: "
            "run the stage that writes it"
        ) from error
    except pa.ArrowInvalid as error:
        raise TableError(
            f"{path}: not a Parquet file ({error}): run the stage that writes {table.name} again"
        ) from error


def read_table(
    table: Table,
    folder: Path,
    *,
    columns: list[str] | None = None,
    where: tuple[str, Iterable[str]] | None = None,
) -> list[dict[str, Any]]:
    """The rows of a table, sorted by its key.

    Args:
        table: The declaration.
        folder: The table's folder.
        columns: The columns wanted; all by default.
        where: A column and the values it may have.

    Raises:
        TableError: If the folder holds no partition.
    """
    files = sorted(folder.glob("part-*.parquet"))
    if not files:
        raise TableError(f"no partition of {table.name} in {folder}: run the stage that writes it")
    if where is None:
        wanted = columns if columns is None else list(dict.fromkeys([*columns, table.key]))
        parts = [read_arrow(file, wanted) for file in files]
    else:
        wanted = list(dict.fromkeys([*(columns or table.names), table.key]))
        column, values = where[0], pa.array(sorted(set(where[1])), pa.string())
        found = (read_arrow(file, list(dict.fromkeys([*wanted, column]))) for file in files)
        parts = [rows.filter(pc.is_in(rows[column], values)).select(wanted) for rows in found]
    return pa.concat_tables(parts).sort_by(table.key).to_pylist()
