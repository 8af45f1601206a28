"""A process that imports what the stages import, and forks a child for each stage that is run.

A run of the pipeline starts some fifteen processes. Importing Great Expectations, spaCy and Arrow
anew in each takes longer than the work on a few articles; here it is done once, on the second core,
while the first stages run. A stage's script is run as it would be by itself (`__main__`, its
arguments, the caller's streams), in a process of its own: nothing is left over for the next.

Usage: python bin/warm/server.py SOCKET, from the repository's root; ends when its parent does.
"""

import atexit
import gc
import importlib
import json
import os
import runpy
import select
import signal
import socket
import sys
import threading
from collections.abc import Callable
from contextlib import suppress
from functools import partial
from pathlib import Path

_POLL = 0.02  # seconds between two looks at whether a child has ended

Load = Callable[[], object]


def preparations(stages: Path) -> tuple[list[Load], list[Load]]:
    """What to load before the first stage, and then, in the order in which a run needs it."""
    sys.path[0] = str(stages)

    def gates() -> None:
        importlib.import_module("validate")
        importlib.import_module("crosscheck.tables.expecting").great_expectations()

    def on_use() -> None:
        importlib.import_module("crosscheck.language.quantities.units").registry()
        importlib.import_module("model2vec.persistence")

    names = [*importlib.import_module("_pipeline").STAGES]
    loads = {name: partial(importlib.import_module, name) for name in names}
    return [loads.pop("ingest"), loads.pop("clean")], [gates, *loads.values(), on_use]


def serve(path: Path, parent: int, first: list[Load], then: list[Load]) -> None:
    """Answer requests until the parent (a process id) is gone.

    Args:
        path: The socket's.
        parent: A process id.
        first: What is loaded before requests are answered; they wait.
        then: What is loaded while stages run.
    """
    path.unlink(missing_ok=True)
    running: dict[int, socket.socket] = {}
    with socket.socket(socket.AF_UNIX) as listening:
        listening.bind(str(path))
        listening.listen()
        for load in first:
            load()
        while os.getppid() == parent:
            dismiss(running)
            busy = bool(then and running)
            if select.select([listening], [], [], 0 if busy else _POLL)[0]:
                caller, _ = listening.accept()
                running[start(caller)] = caller
            elif busy:
                then.pop(0)()


def start(caller: socket.socket) -> int:
    """Fork a child that runs what the caller asks for; the child's process id."""
    _, streams, _, _ = socket.recv_fds(caller, 1, 3)
    request = json.loads(caller.makefile().readline())
    child = os.fork()
    if child == 0:
        run(caller, streams, **request)
    for stream in streams:
        os.close(stream)
    return child


def dismiss(running: dict[int, socket.socket]) -> None:
    """Let the callers go whose children have ended; a child that was killed has not told it."""
    for child, caller in list(running.items()):
        ended, status = os.waitpid(child, os.WNOHANG)
        if ended:
            with running.pop(child), suppress(OSError):  # the caller may be gone, too
                if os.WIFSIGNALED(status):
                    caller.sendall(f"{128 + os.WTERMSIG(status)}\n".encode())


def run(
    caller: socket.socket,
    streams: list[int],
    arguments: list[str],
    folder: str,
    environment: dict[str, str],
) -> None:
    """Become `python ARGUMENTS`; does not return. Ends with the caller, should that be stopped."""
    gc.freeze()
    gc.enable()
    threading.Thread(target=lambda: caller.recv(1) or os._exit(1), daemon=True).start()
    signal.signal(signal.SIGINT, signal.default_int_handler)
    for number, stream in enumerate(streams):
        os.dup2(stream, number)
        os.close(stream)
    os.chdir(folder)
    os.environ.clear()
    os.environ.update(environment)
    sys.argv = arguments
    status = finished(arguments[0])
    caller.sendall(f"{status}\n".encode())  # the server may be busy loading
    os._exit(status)


def finished(script: str) -> int:
    """Run a script to its end; its exit status.

    What Python would do then, but for clearing away the modules, which takes half a second.
    """
    try:
        runpy.run_path(script, run_name="__main__")
        status: object = None
    except SystemExit as end:
        status = end.code
    except BaseException:
        sys.excepthook(*sys.exc_info())
        status = 1
    if not isinstance(status, int | None):
        sys.stderr.write(f"{status}\n")
        status = 1
    atexit._run_exitfuncs()
    sys.stdout.flush()
    sys.stderr.flush()
    return status or 0


if __name__ == "__main__":
    gc.disable()  # what is imported stays
    started_by = os.getppid()
    serve(Path(sys.argv[1]), started_by, *preparations(Path("stages")))
