"""Great Expectations, loaded when a gate runs, in two thirds of the time that it takes by itself.

Importing it costs more than all its checks. A quarter of that goes to `scipy.stats`, which two
expectations about distributions use and no gate does, and a tenth to the garbage collector, which
looks again and again at classes that stay.
"""

import gc
import importlib
import logging
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from importlib.util import LazyLoader, find_spec, module_from_spec
from typing import Any


@cache
def great_expectations() -> Any:
    """The module `great_expectations`."""
    _load_on_use("scipy.stats")
    with _without_collector():
        return importlib.import_module("great_expectations")


@cache
def batches(name: str) -> Any:
    """Where a data frame is handed over as a batch: `batches(name).get_batch({"dataframe": …})`."""
    asset = _source().add_dataframe_asset(name)
    return asset.add_batch_definition_whole_dataframe("all")


@cache
def _source() -> Any:
    """A source of data frames, in a context that leaves nothing behind."""
    gx = great_expectations()
    base = importlib.import_module("great_expectations.data_context.types.base")
    base.logger.setLevel(logging.WARNING)  # it announces a folder that it does not even make
    context = gx.get_context(mode="ephemeral")
    context.variables.progress_bars = base.ProgressBarsConfig(globally=False)
    return context.data_sources.add_pandas("tables")


def _load_on_use(name: str) -> None:
    """Have a submodule loaded when something in it is first asked for, not when it is imported."""
    spec = find_spec(name)
    if name in sys.modules or spec is None or spec.loader is None:
        return
    spec.loader = LazyLoader(spec.loader)
    module = module_from_spec(spec)
    sys.modules[name] = module
    spec.loader.exec_module(module)
    package, _, last = name.rpartition(".")
    setattr(sys.modules[package], last, module)


@contextmanager
def _without_collector() -> Iterator[None]:
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            gc.enable()
