"""The declarations say what every table and column means, and keep the fixed columns."""

import subprocess
import sys

import pytest

from crosscheck.tables import TABLES
from crosscheck.tables.suites import RELATED, SUITES

FIXED = {
    "documents": "doc_id story_id path outlet url published title raw_text status status_reason",
    "passages": "passage_id doc_id start end kind kept reason",
    "mentions": "mention_id entity_id doc_id start end text label kind",
    "entities": "entity_id story_id name label aliases documents mentions",
    "quotations": "quotation_id doc_id start end text speaker_entity_id speaker_text cue",
    "quantities": "quantity_id doc_id start end text low high unit counted",
    "times": "time_id doc_id start end text value earliest latest",
    "claims": "claim_id doc_id start end kind source_entity_id cue polarity modality",
    "verdicts": "pair_id story_id claim_a claim_b doc_a doc_b a_start a_end b_start b_end verdict "
    "conflict_type severity confidence explanation a_differs_start a_differs_end b_differs_start "
    "b_differs_end conflicts",
    "facts": "fact_id story_id status claims outlets values",
}


@pytest.mark.parametrize("name", list(TABLES))
def test_every_table_says_what_a_row_and_a_column_mean(name: str) -> None:
    table = TABLES[name]
    assert table.name == name
    assert table.grain.startswith("one row per ")
    assert all(column.meaning for column in table.columns)
    assert len(set(table.names)) == len(table.names)


@pytest.mark.parametrize("name", list(TABLES))
def test_keys_and_partitions_are_columns_that_always_have_a_value(name: str) -> None:
    table = TABLES[name]
    for column in (table.key, table.partition_by):
        assert not table.schema.field(column).nullable


@pytest.mark.parametrize(("name", "columns"), FIXED.items())
def test_the_columns_that_others_read_are_there(name: str, columns: str) -> None:
    assert set(columns.split()) <= set(TABLES[name].names)


def test_every_table_has_a_suite() -> None:
    assert list(SUITES) == list(TABLES)


@pytest.mark.parametrize("name", list(SUITES))
def test_suites_ask_for_columns_that_are_declared(name: str) -> None:
    for other, columns in SUITES[name].related.items():
        assert set(columns) <= set(TABLES[other].names)


def test_no_table_is_checked_against_itself() -> None:
    assert all(name not in others for name, others in RELATED.items())


def test_importing_the_tables_does_not_import_great_expectations() -> None:
    code = (
        "import sys, crosscheck.tables, crosscheck.tables.gate\n"
        "sys.exit(int('great_expectations' in sys.modules))"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
