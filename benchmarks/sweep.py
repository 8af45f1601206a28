"""Sweep a threshold over the sample story with `dvc exp run`, and draw precision against recall.

    python benchmarks/sweep.py docs/sweep.svg --parameter align.threshold 0.1 0.2 0.3

Every value is one DVC experiment, so that `dvc exp show` lists them beside the metrics; stages that
the parameter does not touch are not run again. The workspace is put back to the value in
params.yaml at the end. Printed and drawn are precision and recall of the alignment
and of the conflicts called, from reports/evaluation.json.
"""

import argparse
import json
import subprocess
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

WIDTH, HEIGHT, MARGIN = 460, 340, 48
COLOURS = {"alignment": "#2563a8", "conflict": "#b3471d"}


class Point(NamedTuple):
    """Scores at one value of the parameter, 0–1."""

    value: str
    precision: float
    recall: float


def run(parameter: str, value: str) -> dict[str, Point]:
    """The scores of one experiment, by what is scored."""
    subprocess.run(["dvc", "exp", "run", "--quiet", "-S", f"{parameter}={value}"], check=True)
    scores = json.loads(Path("reports/evaluation.json").read_text(encoding="utf-8"))
    return {
        what: Point(value, scores[what]["precision"] or 0.0, scores[what]["recall"] or 0.0)
        for what in COLOURS
    }


def draw(curves: dict[str, list[Point]], parameter: str) -> str:
    """An SVG of precision (up) against recall (right), a line per curve, values at the points."""
    lines = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" '
        'font-family="sans-serif" font-size="11">',
        f"<title>Precision and recall on the sample story by {parameter}</title>",
        f'<rect width="{WIDTH}" height="{HEIGHT}" fill="#fff"/>',
    ]
    for tick in range(0, 11, 2):
        (x, y0), (x0, y) = _at(tick / 10, 0), _at(0, tick / 10)
        lines.append(f'<text x="{x}" y="{y0 + 16}" text-anchor="middle">{tick / 10}</text>')
        lines.append(f'<text x="{x0 - 8}" y="{y + 4}" text-anchor="end">{tick / 10}</text>')
        lines.append(f'<path d="M{x0} {y}H{_at(1, 0)[0]}" stroke="#ddd"/>')
    lines.append(f'<text x="{WIDTH / 2}" y="{HEIGHT - 8}" text-anchor="middle">recall</text>')
    lines.append(f'<text x="12" y="{MARGIN - 26}">precision</text>')
    for n, (what, points) in enumerate(curves.items()):
        colour = COLOURS[what]
        path = " ".join("{} {}".format(*_at(p.recall, p.precision)) for p in points)
        lines.append(f'<path d="M{path}" fill="none" stroke="{colour}" stroke-width="2"/>')
        for point in points:
            x, y = _at(point.recall, point.precision)
            lines.append(f'<circle cx="{x}" cy="{y}" r="3" fill="{colour}"/>')
            lines.append(f'<text x="{x + 5}" y="{y - 5}" fill="{colour}">{point.value}</text>')
        label = "pairs" if what == "alignment" else "conflicts"
        lines.append(f'<text x="{WIDTH - 90}" y="{MARGIN + 14 * n}" fill="{colour}">{label}</text>')
    return "\n".join([*lines, "</svg>", ""])


def _at(recall: float, precision: float) -> tuple[float, float]:
    width, height = WIDTH - 2 * MARGIN, HEIGHT - 2 * MARGIN
    return round(MARGIN + recall * width, 1), round(HEIGHT - MARGIN - precision * height, 1)


def main(arguments: Sequence[str] | None = None) -> None:
    """Run the experiments, print a table, write the picture, put the workspace back."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("output", type=Path, help="the SVG to write")
    parser.add_argument("values", nargs="+", help="values of the parameter")
    parser.add_argument("--parameter", default="align.threshold")
    options = parser.parse_args(arguments)
    before = Path("params.yaml").read_bytes()
    curves: dict[str, list[Point]] = {what: [] for what in COLOURS}
    try:
        for value in options.values:
            for what, point in run(options.parameter, value).items():
                curves[what].append(point)
                print(f"{what:10} {value:>6}  P {point.precision:.3f}  R {point.recall:.3f}")
    finally:
        Path("params.yaml").write_bytes(before)
        subprocess.run(["dvc", "repro", "--quiet"], check=True)
    options.output.write_text(draw(curves, options.parameter), encoding="utf-8")


if __name__ == "__main__":
    main()
