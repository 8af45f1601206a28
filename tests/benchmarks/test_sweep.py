"""Scores by threshold → a picture."""

import importlib.util
from pathlib import Path
from xml.etree import ElementTree

ROOT = Path(__file__).resolve().parents[2]
SPEC = importlib.util.spec_from_file_location("sweep", ROOT / "benchmarks" / "sweep.py")
sweep = importlib.util.module_from_spec(SPEC)
SPEC.loader.exec_module(sweep)


def test_every_value_is_a_point_further_right_the_higher_its_recall():
    curves = {
        "alignment": [sweep.Point("0.2", 0.5, 0.9), sweep.Point("0.6", 0.9, 0.4)],
        "conflict": [sweep.Point("0.2", 0.7, 0.3)],
    }
    root = ElementTree.fromstring(sweep.draw(curves, "align.threshold"))
    circles = [e for e in root if e.tag.endswith("circle")]
    assert len(circles) == 3
    assert float(circles[0].get("cx")) > float(circles[1].get("cx"))
    assert float(circles[0].get("cy")) > float(circles[1].get("cy"))
