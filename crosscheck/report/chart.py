"""Rates with their intervals, and where they lie on a small chart.

The intervals (Wilson 1927) come with the rates; this module only places them.
"""

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

_SCALES = (0.1, 0.25, 0.5, 1.0)
WIDTH = 120.0  # of the chart in its own units; its height is the template's business


@dataclass(frozen=True, slots=True)
class Rate:
    """A rate with its interval, 0–1, and their places on the chart."""

    value: float
    low: float
    high: float
    x: float
    x_low: float
    x_high: float


@dataclass(frozen=True, slots=True)
class OutletRow:
    """An outlet's counts and rates; a rate is None where nothing was compared."""

    outlet: str
    counts: Mapping[str, int | None]
    rates: Mapping[str, Rate | None]


@dataclass(frozen=True, slots=True)
class OutletChart:
    """The outlets, and the upper end of every rate's scale."""

    rows: tuple[OutletRow, ...]
    scales: Mapping[str, float]


COUNTS = ("documents", "claims", "compared", "corroborated", "conflicts_hard", "conflicts_soft")
RATES = ("corroboration_rate", "conflict_rate", "quotation_fidelity")


def outlet_chart(rows: Iterable[Mapping[str, Any]]) -> OutletChart:
    """Place every outlet's rates on a common scale per rate.

    Args:
        rows: One mapping per outlet: `outlet`, counts, and for a rate `r` its `r_low` and `r_high`;
            what is absent or not a number is left out.
    """
    listed = sorted(rows, key=lambda row: str(row["outlet"]))
    scales = {}
    for rate in RATES:
        ends = [_number(row.get(f"{rate}_high")) or _number(row.get(rate)) or 0.0 for row in listed]
        scales[rate] = next((s for s in _SCALES if max(ends, default=0.0) <= s), 1.0)
    return OutletChart(
        rows=tuple(
            OutletRow(
                str(row["outlet"]),
                {name: _count(row.get(name)) for name in COUNTS},
                {name: _rate(row, name, scales[name]) for name in RATES},
            )
            for row in listed
        ),
        scales=scales,
    )


def _number(value: Any) -> float | None:
    try:
        number = float(value)
    except (TypeError, ValueError):
        return None
    return number if math.isfinite(number) else None


def _count(value: Any) -> int | None:
    number = _number(value)
    return None if number is None else int(number)


def _rate(row: Mapping[str, Any], name: str, scale: float) -> Rate | None:
    value = _number(row.get(name))
    if value is None:
        return None
    low, high = _number(row.get(f"{name}_low")), _number(row.get(f"{name}_high"))
    low, high = value if low is None else low, value if high is None else high
    x, x_low, x_high = (round(WIDTH * min(max(v, 0.0) / scale, 1.0), 1) for v in (value, low, high))
    return Rate(value, low, high, x, x_low, x_high)
