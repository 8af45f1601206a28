"""Tables are written in one way, and read back as they were."""

from pathlib import Path
from random import Random

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from crosscheck.tables import (
    TABLES,
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
from tests.tables.factory import Row, valid_tables

BOATS = Table(
    name="boats",
    grain="one row per boat",
    key="boat",
    partition_by="harbour",
    columns=(
        Column("boat", pa.string(), "its name"),
        Column("harbour", pa.string(), "where it lies"),
        Column("length", pa.float64(), "metres", nullable=True),
        Column("crew", pa.list_(pa.string()), "names"),
    ),
)


def boats(count: int = 20) -> list[Row]:
    return [
        {
            "boat": f"b{i:02d}",
            "harbour": f"h{i % 5}",
            "length": i / 4 or None,
            "crew": ["Ann", "Bo"],
        }
        for i in range(count)
    ]


def test_shuffled_rows_give_the_same_bytes(tmp_path: Path) -> None:
    written = []
    for seed in range(3):
        rows = boats()
        Random(seed).shuffle(rows)
        path = tmp_path / f"{seed}.parquet"
        assert write_partition(BOATS, rows, path) == 20
        written.append(path.read_bytes())
    assert written[0] == written[1] == written[2]


def test_an_arrow_table_gives_the_same_bytes_as_its_rows(tmp_path: Path) -> None:
    columns = ["crew", "length", "harbour", "boat"]
    arrow = pa.Table.from_pylist(boats()).select(columns).replace_schema_metadata({"run": "7"})
    write_partition(BOATS, boats(), tmp_path / "rows")
    write_partition(BOATS, arrow, tmp_path / "arrow")
    assert (tmp_path / "rows").read_bytes() == (tmp_path / "arrow").read_bytes()


def test_rows_come_back_sorted_by_key(tmp_path: Path) -> None:
    path = tmp_path / "new" / "folder" / part_name(0)
    write_partition(BOATS, reversed(boats()), path)
    assert read_partition(BOATS, path) == boats()
    assert [file.name for file in path.parent.iterdir()] == ["part-00000.parquet"]


def test_a_file_has_the_declared_columns_and_no_metadata(tmp_path: Path) -> None:
    write_partition(BOATS, [], tmp_path / "empty")
    schema = pq.read_schema(tmp_path / "empty")
    assert schema.names == BOATS.names
    assert schema.metadata is None
    assert [schema.field(name).nullable for name in schema.names] == [False, False, True, False]


@pytest.mark.parametrize(
    ("row", "message"),
    [
        ({"mast": 2}, "boats: unknown column 'mast'"),
        ({"harbour": None}, r"boats\.harbour: a value is missing"),
        ({"crew": None}, r"boats\.crew: a value is missing"),
        ({"boat": "b01"}, r"boats\.boat: b01 stands for two rows \(part-00000\.parquet\)"),
    ],
)
def test_rows_that_do_not_fit_are_refused(row: Row, message: str, tmp_path: Path) -> None:
    rows = boats(2)
    rows[0].update(row)
    path = tmp_path / part_name(0)
    with pytest.raises(TableError, match=message):
        write_partition(BOATS, rows, path)
    assert not path.exists()


def test_a_column_that_may_be_empty_need_not_be_given(tmp_path: Path) -> None:
    write_partition(BOATS, [{"boat": "b", "harbour": "h", "crew": []}], tmp_path / "one")
    assert read_partition(BOATS, tmp_path / "one")[0]["length"] is None


@pytest.mark.parametrize("partitions", [1, 2, 7, 40])
def test_nothing_but_files_depends_on_the_number_of_partitions(
    partitions: int, tmp_path: Path
) -> None:
    assert write_partitions(BOATS, boats(), tmp_path, partitions) == 20
    files = sorted(path.name for path in tmp_path.iterdir())
    assert files == [part_name(i) for i in range(partitions)]
    assert read_table(BOATS, tmp_path) == boats()


def test_a_row_lies_where_its_hash_says(tmp_path: Path) -> None:
    write_partitions(BOATS, boats(), tmp_path, 3)
    for number in range(3):
        rows = read_partition(BOATS, tmp_path / part_name(number))
        assert {partition_of(row["harbour"], 3) for row in rows} <= {number}


def test_the_hash_is_the_same_everywhere() -> None:
    assert [partition_of(name, 8) for name in ("h0", "h1", "Ærø", "")] == [7, 1, 4, 4]


def test_only_wanted_columns_and_rows_are_read(tmp_path: Path) -> None:
    write_partitions(BOATS, boats(), tmp_path, 3)
    rows = read_table(BOATS, tmp_path, columns=["length"], where=("harbour", ["h1", "h2", "h1"]))
    expected = [r for r in boats() if r["harbour"] in ("h1", "h2")]
    assert rows == [{"length": r["length"], "boat": r["boat"]} for r in expected]


@pytest.mark.parametrize(("values", "count"), [([], 0), (["nowhere"], 0), (["h0"], 4)])
def test_where_takes_the_values_given(values: list[str], count: int, tmp_path: Path) -> None:
    write_partitions(BOATS, boats(), tmp_path, 2)
    assert len(read_table(BOATS, tmp_path, where=("harbour", values))) == count


def test_a_table_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(TableError, match=r"no partition of boats in .*: run the stage"):
        read_table(BOATS, tmp_path)
    with pytest.raises(TableError, match=r"no partition part-00002.parquet of boats in .*: run"):
        read_partition(BOATS, tmp_path / "part-00002.parquet")
    (tmp_path / "part-00003.parquet").write_bytes(b"PAR1")
    with pytest.raises(TableError, match=r"part-00003.parquet: not a Parquet file .* boats again"):
        read_partition(BOATS, tmp_path / "part-00003.parquet")


@pytest.mark.parametrize("name", list(TABLES))
def test_every_table_comes_back_as_written(name: str, tmp_path: Path) -> None:
    table = TABLES[name]
    rows = sorted(valid_tables()[name], key=lambda row: row[table.key])
    write_partitions(table, rows, tmp_path, 2)
    assert read_table(table, tmp_path) == rows
