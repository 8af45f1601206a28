"""Scores of paraphrases from rows of the corpus."""

import importlib.util
from pathlib import Path

import numpy as np
import pytest

_PATH = Path(__file__).parents[2] / "benchmarks" / "paraphrases.py"
_SPEC = importlib.util.spec_from_file_location("paraphrases", _PATH)
paraphrases = importlib.util.module_from_spec(_SPEC)
_SPEC.loader.exec_module(paraphrases)


def test_rows_are_read_with_quotation_marks_as_they_stand(tmp_path):
    path = tmp_path / "some.tsv"
    path.write_text(
        'Quality\t1\t2\ta\tb\n1\t5\t6\tIt "rained".\tRain fell.\n0\t7\t8\tHail.\tSun.\n'
    )
    texts, same = paraphrases.read_pairs(path)
    assert texts == [('It "rained".', "Rain fell."), ("Hail.", "Sun.")]
    assert same.tolist() == [True, False]


def test_a_line_of_other_columns_is_named(tmp_path):
    path = tmp_path / "some.tsv"
    path.write_text("Quality\t1\t2\ta\tb\n1\tIt rained.\n")
    with pytest.raises(SystemExit, match=r"some\.tsv:2: 2 columns"):
        paraphrases.read_pairs(path)


def test_figures_and_threshold():
    same = np.array([True, True, False, False])
    signs = np.array([0.9, 0.6, 0.7, 0.1])
    assert paraphrases.figures(signs >= 0.5, same) == (0.75, 0.8)
    assert paraphrases.best_threshold(signs, same) == 0.6
