"""The pipeline runs every gate, and each gate waits for the tables that it reads."""

from pathlib import Path

import yaml

from crosscheck.tables.suites import RELATED

DVC = Path(__file__).parents[2] / "dvc.yaml"


def test_every_gate_depends_on_the_tables_it_reads() -> None:
    stages = yaml.safe_load(DVC.read_text(encoding="utf-8"))["stages"]
    wired = {name: sorted(gate["related"]) for name, gate in stages["validate"]["foreach"].items()}
    assert wired == {name: sorted(others) for name, others in RELATED.items()}
