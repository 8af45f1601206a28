"""dvc.yaml says what the stage scripts say: what they read, write, take and import."""

import ast
import importlib
from functools import cache
from pathlib import Path

import pytest
import yaml

from crosscheck.parameters import Parameters
from crosscheck.tables.suites import GATES, RELATED

ROOT = Path(__file__).resolve().parent.parent
CONSISTENCY = ROOT / "crosscheck" / "consistency"
STAGES = yaml.safe_load((ROOT / "dvc.yaml").read_text(encoding="utf-8"))["stages"]
SCRIPTS = [name for name in STAGES if not name.startswith("gate-")]
# Values of params.yaml that stand in dvc.yaml as templates.
UNTRACKED = {"engine"}
# What every stage shares and no result depends on; parameters are tracked by value.
SHARED = {
    ROOT / name
    for name in (
        "crosscheck/__init__.py",
        "crosscheck/engine.py",
        "crosscheck/errors.py",
        "crosscheck/parameters.py",
        "stages/_stage.py",
    )
}


def paths(entries):
    return {next(iter(e)) if isinstance(e, dict) else e for e in entries}


def outputs(stage):
    return paths([*stage.get("outs", []), *stage.get("metrics", [])])


def place(name):
    return name if "/" in name else f"data/{name}"


@cache
def imports(path):
    """The files of this repository that a file imports itself."""
    files = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        names = []
        if isinstance(node, ast.ImportFrom) and node.module:
            names = [node.module, *(f"{node.module}.{a.name}" for a in node.names)]
        elif isinstance(node, ast.Import):
            names = [a.name for a in node.names]
        for name in names:
            relative = Path(*name.split("."))
            for found in (
                ROOT / relative.with_suffix(".py"),
                ROOT / relative / "__init__.py",
                ROOT / "stages" / relative.with_suffix(".py"),
            ):
                if found.is_file():
                    files.add(found)
    return frozenset(files)


def imported(path):
    """The files of this repository that a file needs, itself included."""
    seen, pending = set(), [path]
    while pending:
        file = pending.pop()
        if file not in seen:
            seen.add(file)
            pending += imports(file)
    return seen


# What of crosscheck/consistency may import a package of it: all else lies below both.
USERS = {"ties": {"ties", "alignment"}, "comparers": {"comparers", "verdicts.py"}}


def places(files):
    """Where in crosscheck/consistency some files lie: a package or a module of it."""
    return {f.relative_to(CONSISTENCY).parts[0] for f in files if CONSISTENCY in f.parents}


@pytest.mark.parametrize("package", USERS)
def test_only_what_lies_above_imports_ties_and_comparers(package):
    assert places(CONSISTENCY.rglob("*.py")) >= USERS[package]
    users = [file for file in CONSISTENCY.rglob("*.py") if package in places(imports(file))]
    assert places(users) <= USERS[package], users


@pytest.mark.parametrize("name", SCRIPTS)
def test_reads_writes_and_parameters(name):
    declared = importlib.import_module(name).STAGE
    stage = STAGES[name]
    assert declared.name == name
    assert {place(table) for table in declared.writes} == outputs(stage)
    assert {place(table) for table in declared.reads} <= paths(stage["deps"])
    assert set(declared.parameters) == set(stage.get("params", []))
    assert set(declared.parameters) <= set(Parameters.model_fields)


@pytest.mark.parametrize("name", STAGES)
def test_every_imported_file_is_a_dependency(name):
    script = ROOT / STAGES[name]["cmd"].split()[1]
    listed = [ROOT / dep for dep in paths(STAGES[name]["deps"]) if not dep.startswith("${")]
    for file in sorted(imported(script) - SHARED):
        assert any(file == dep or dep in file.parents for dep in listed), file.relative_to(ROOT)


@pytest.mark.parametrize("gate", GATES)
def test_every_gate_depends_on_the_tables_it_reads(gate):
    wanted = {place(t) for table in GATES[gate] for t in (table, *RELATED[table])}
    stage = STAGES[f"gate-{gate}"]
    assert stage["cmd"] == f"python stages/validate.py {gate}"
    assert {dep for dep in paths(stage["deps"]) if dep.startswith("data/")} == wanted


def test_every_stage_after_a_gate_waits_for_it():
    waited = {dep for stage in STAGES.values() for dep in paths(stage["deps"])}
    assert {f"reports/validation/{gate}.json" for gate in GATES} <= waited


def test_every_section_is_taken_by_a_stage():
    taken = {name for stage in STAGES.values() for name in stage.get("params", [])}
    assert set(Parameters.model_fields) - taken == UNTRACKED


def test_only_parameters_that_exist_are_used_as_templates():
    text = (ROOT / "dvc.yaml").read_text(encoding="utf-8")
    parameters = yaml.safe_load((ROOT / "params.yaml").read_text(encoding="utf-8"))
    for template in text.split("${")[1:]:
        section, key = template.split("}")[0].split(".")
        assert key in parameters[section]
