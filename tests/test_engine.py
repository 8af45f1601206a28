"""The engine chosen changes nothing but time."""

import pytest

from crosscheck.engine import ENGINES, map_partitions
from crosscheck.errors import ParameterError


def double(number: int) -> int:
    if number < 0:
        raise ValueError(f"negative: {number}")
    return 2 * number


@pytest.mark.parametrize("engine", ENGINES)
def test_results_come_in_the_order_of_the_tasks(engine):
    assert map_partitions(double, [3, 1, 2], engine=engine, workers=2) == [6, 2, 4]


@pytest.mark.parametrize("engine", ENGINES)
def test_errors_pass_through(engine):
    with pytest.raises(ValueError, match="negative: -1"):
        map_partitions(double, [1, -1], engine=engine)


def test_unknown_engine_is_named():
    with pytest.raises(ParameterError, match="'spark' is unknown; one of serial, processes"):
        map_partitions(double, [1], engine="spark")
