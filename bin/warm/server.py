"""A process that has imported what the stages import, and forks a child for each that is run.

A run of the pipeline starts some fifteen processes. Importing Great Expectations, spaCy and Arrow
anew in each takes longer than the work on a few articles; here it is done once, on the second core,
while the first stages run. A stage's script is run as it would be by itself (`__main__`, its
arguments, the caller's streams), in a process of its own: nothing is left over for the next.

Usage: python bin/warm/server.py SOCKET, from the repository's root; ends when its parent does.
"""

import gc
import importlib
import json
import os
import runpy
import signal
import socket
import sys
import threading
from pathlib import Path

_LOOK_AFTER = 1.0  # seconds between two looks at whether the parent lives


def preload(stages: Path) -> None:
    """Import the stages, and what they import only when they need it."""
    sys.path[0] = str(stages)
    for script in sorted(stages.glob("[!_]*.py")):
        importlib.import_module(script.stem)
    importlib.import_module("spacy")
    importlib.import_module("crosscheck.language.units").registry()
    importlib.import_module("crosscheck.tables.expecting").great_expectations()
    gc.collect()
    gc.freeze()


def serve(path: Path, parent: int) -> None:
    """Answer one request after the other until the parent, a process id, is gone."""
    path.unlink(missing_ok=True)
    with socket.socket(socket.AF_UNIX) as listening:
        listening.bind(str(path))
        listening.listen()
        listening.settimeout(_LOOK_AFTER)
        while os.getppid() == parent:
            try:
                caller, _ = listening.accept()
            except TimeoutError:
                continue
            with caller:
                caller.settimeout(None)
                answer(caller)


def answer(caller: socket.socket) -> None:
    """Run what the caller asks for in a child, and send the child's exit status."""
    _, streams, _, _ = socket.recv_fds(caller, 1, 3)
    request = json.loads(caller.makefile().readline())
    child = os.fork()
    if child == 0:
        run(caller, streams, **request)
    for stream in streams:
        os.close(stream)
    _, status = os.waitpid(child, 0)
    code = os.waitstatus_to_exitcode(status)
    caller.sendall(f"{code if code >= 0 else 128 - code}\n".encode())


def run(
    caller: socket.socket,
    streams: list[int],
    arguments: list[str],
    folder: str,
    environment: dict[str, str],
) -> None:
    """Become `python ARGUMENTS`; does not return. Ends with the caller, should that be stopped."""
    threading.Thread(target=lambda: caller.recv(1) or os._exit(1), daemon=True).start()
    signal.signal(signal.SIGINT, signal.default_int_handler)
    for number, stream in enumerate(streams):
        os.dup2(stream, number)
        os.close(stream)
    os.chdir(folder)
    os.environ.clear()
    os.environ.update(environment)
    sys.argv = arguments
    runpy.run_path(arguments[0], run_name="__main__")
    sys.exit()


if __name__ == "__main__":
    started_by = os.getppid()
    preload(Path("stages"))
    serve(Path(sys.argv[1]), started_by)
