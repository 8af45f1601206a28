"""A stage that the warm server runs behaves as one that Python runs."""

import errno
import os
import socket
import subprocess
import sys
import time
from contextlib import chdir
from pathlib import Path

import pytest

WARM = Path(__file__).resolve().parent.parent / "bin" / "warm"
SOCKET = "warm.sock"
SERVE = f"""
import sys
sys.path.insert(0, {str(WARM)!r})
import server
from pathlib import Path
server.serve(Path({SOCKET!r}), server.os.getppid(), [], [])
"""
STAGE = """
import os, sys
print(sys.argv[1:], os.environ["GREETING"], __name__, sys.stdin.read())
print("to stderr", file=sys.stderr)
if sys.argv[1:] == ["raise"]:
    raise ValueError("broken")
sys.exit(int(sys.argv[1]) if sys.argv[1].isdigit() else sys.argv[1])
"""


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "stages").mkdir()
    (tmp_path / "stages" / "greet.py").write_text(STAGE)
    return tmp_path


@pytest.fixture
def server(folder):
    process = subprocess.Popen([sys.executable, "-c", SERVE], cwd=folder)
    while not (folder / SOCKET).exists():
        assert process.poll() is None
        time.sleep(0.01)
    time.sleep(0.1)  # bound; it listens in a moment
    yield process
    process.kill()
    process.wait()


def python(folder, *arguments, server=SOCKET):
    """What `python ARGUMENTS` does for DVC in a run."""
    environment = {
        "CROSSCHECK_PYTHON": sys.executable,
        "CROSSCHECK_WARM": server,
        "GREETING": "good day",
        "PATH": os.environ["PATH"],
    }
    return subprocess.run(
        [WARM / "python", *arguments],
        cwd=folder,
        env=environment,
        input="typed",
        capture_output=True,
        text=True,
    )


@pytest.mark.parametrize("argument", ["0", "3", "raise", "no such thing"])
def test_a_stage_runs_as_it_would_by_itself(folder, server, argument):
    warm = python(folder, "stages/greet.py", argument)
    alone = python(folder, "stages/greet.py", argument, server="none.sock")
    assert warm.returncode == alone.returncode == {"0": 0, "3": 3}.get(argument, 1)
    assert warm.stdout == alone.stdout == f"['{argument}'] good day __main__ typed\n"
    assert warm.stderr.startswith("to stderr\n")
    assert ("ValueError: broken" in warm.stderr) == (argument == "raise")
    assert ("no such thing" in warm.stderr) == (argument == "no such thing")


def test_the_server_runs_one_after_the_other_and_keeps_nothing(folder, server):
    (folder / "stages" / "count.py").write_text(
        "import os, sys; sys.counted = getattr(sys, 'counted', 0) + 1\n"
        "print(sys.counted, os.getppid())"
    )
    found = [python(folder, "stages/count.py").stdout for _ in range(2)]
    assert found == [f"1 {server.pid}\n"] * 2


def test_what_is_no_stage_is_not_asked_of_the_server(folder, server):
    assert python(folder, "-c", "print(6 * 7)").stdout == "42\n"


def test_a_stage_that_is_killed_has_failed(folder, server):
    (folder / "stages" / "die.py").write_text("import os; os.kill(os.getpid(), 9)")
    assert python(folder, "stages/die.py").returncode == 137


def test_the_server_ends_with_its_parent(folder):
    starter = f"""
import subprocess, sys
subprocess.Popen([sys.executable, "-c", {SERVE!r}])
sys.stdin.read()
"""
    parent = subprocess.Popen([sys.executable, "-c", starter], cwd=folder, stdin=subprocess.PIPE)
    while not (folder / SOCKET).exists():
        time.sleep(0.01)
    parent.communicate()
    deadline = time.time() + 20
    while time.time() < deadline:
        with socket.socket(socket.AF_UNIX) as client, chdir(folder):
            if client.connect_ex(SOCKET) == errno.ECONNREFUSED:
                return
        time.sleep(0.2)
    pytest.fail("the server lives on")
