"""One map over partitions. Nothing but time and memory depends on the engine that is chosen.

Tasks are small picklable values (paths, numbers, parameters); workers read and write files
themselves, so that the same functions can run on other machines.
"""

import multiprocessing
from collections.abc import Callable, Iterable
from concurrent.futures import ProcessPoolExecutor
from typing import TypeVar

from crosscheck.errors import ParameterError

Task = TypeVar("Task")
Result = TypeVar("Result")

ENGINES = ("serial", "processes")


def map_partitions(
    function: Callable[[Task], Result],
    tasks: Iterable[Task],
    *,
    engine: str = "serial",
    workers: int = 2,
) -> list[Result]:
    """Apply a function to every task; the results come in the order of the tasks.

    Args:
        function: A module-level function (workers import it by name).
        tasks: What to apply it to.
        engine: `serial` (this process) or `processes` (fresh processes of this machine).
        workers: How many processes.

    Raises:
        ParameterError: If the engine is unknown.
        Exception: Whatever the function raises, unchanged.
    """
    listed = list(tasks)
    if engine == "serial" or (engine == "processes" and len(listed) < 2):
        return [function(task) for task in listed]
    if engine == "processes":
        # Spawned, not forked: the parent may hold threads of Arrow and BLAS.
        context = multiprocessing.get_context("spawn")
        with ProcessPoolExecutor(max_workers=workers, mp_context=context) as pool:
            return list(pool.map(function, listed))
    raise ParameterError(f"engine.name: {engine!r} is unknown; one of {', '.join(ENGINES)}")
