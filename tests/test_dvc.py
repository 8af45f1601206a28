"""DVC runs the pipeline, repeats nothing, and an experiment moves the metrics."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent

pytestmark = pytest.mark.pipeline


class Project:
    """A copy of the tracked files as a Git and DVC repository of its own."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.environment = os.environ | {
            "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}",
            "PYTHONPATH": str(folder),
            "DVC_NO_ANALYTICS": "1",
            "GIT_AUTHOR_NAME": "t",
            "GIT_AUTHOR_EMAIL": "t@example.org",
            "GIT_COMMITTER_NAME": "t",
            "GIT_COMMITTER_EMAIL": "t@example.org",
        }

    def run(self, *command: str, code: int = 0) -> str:
        done = subprocess.run(
            command, cwd=self.folder, env=self.environment, capture_output=True, text=True
        )
        assert done.returncode == code, done.stdout[-3000:] + done.stderr[-3000:]
        return done.stdout + done.stderr

    def metrics(self) -> dict:
        return json.loads((self.folder / "reports" / "metrics.json").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def project(tmp_path_factory):
    """The project after its first repro; the cache is the checkout's: known work is not redone."""
    project = Project(tmp_path_factory.mktemp("project"))
    listed = subprocess.run(
        ["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=True
    ).stdout
    for name in filter(None, listed.split("\0")):
        if (ROOT / name).is_file():
            target = project.folder / name
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes((ROOT / name).read_bytes())
            target.chmod((ROOT / name).stat().st_mode)
    project.run("git", "init", "-q")
    project.run("git", "add", "-A")
    project.run("dvc", "config", "--local", "cache.dir", str(ROOT / ".dvc" / "cache"))
    project.run("dvc", "repro")
    project.run("git", "add", "-A")
    project.run("git", "commit", "-q", "-m", "first run")
    return project


def test_a_second_repro_does_nothing(project):
    assert "Data and pipelines are up to date" in project.run("dvc", "repro")


def test_the_committed_lock_and_metrics_are_those_of_the_run(project):
    for name in ("dvc.lock", "reports/metrics.json", "reports/evaluation.json"):
        assert (project.folder / name).read_text() == (ROOT / name).read_text(), (
            f"{name}: run `make repro` and commit it"
        )


def test_an_experiment_moves_the_metrics(project):
    before = project.metrics()
    output = project.run("dvc", "exp", "run", "-S", "align.threshold=0.9")
    assert "Stage 'claims' didn't change" in output
    assert project.metrics()["pairs"] < before["pairs"]
    changed = json.loads(project.run("dvc", "metrics", "diff", "--json"))
    assert changed["reports/metrics.json"]["pairs"]["diff"] < 0
    assert "align.threshold" in project.run("dvc", "params", "diff")
    assert "align.threshold" in project.run("dvc", "exp", "show", "--csv")


def test_a_bad_table_stops_the_run(project):
    """Nothing in the raw folder is readable: the first gate fails, and nothing after it runs."""
    folder = project.folder / "broken"
    folder.mkdir()
    (folder / "a.txt").write_bytes(b"\x7fELF\x00\x01\x02\x00" * 100)
    output = project.run("bin/repro", "broken", code=255)
    assert "gate-clean" in output
    assert "Running stage 'stories'" not in output
    report = json.loads((project.folder / "reports/validation/clean.json").read_text())
    assert report["success"] is False
    assert "raw: data/raw" in (project.folder / "params.yaml").read_text()
