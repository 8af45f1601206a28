"""The written groups, and the pairs made of them."""

import sys
from collections import Counter
from pathlib import Path

import pytest

from crosscheck.consistency.alignment.judge import CLASSES, CONFLICTS

TRAINING = Path(__file__).parents[2] / "training"

GROUP = """= The dam broke.
+ The dam gave way.
> The old dam broke on Monday.
< Something broke.
x polarity hard | The dam held.
~ The dam was built in 1923.
"""


@pytest.fixture
def contrasts(monkeypatch):
    monkeypatch.syspath_prepend(str(TRAINING))
    monkeypatch.delitem(sys.modules, "contrasts", raising=False)
    import contrasts

    return contrasts


def read(contrasts, tmp_path, text):
    path = tmp_path / "some.txt"
    path.write_text(text, encoding="utf8")
    return list(contrasts.read_groups(path))


def test_every_relation_of_a_group_is_a_pair(contrasts, tmp_path):
    (group,) = read(contrasts, tmp_path, GROUP)
    pairs = {(row.a, row.b): row.classes for row in contrasts.labelled(group)}
    assert pairs["The dam broke.", "The dam gave way."] == ("agree",)
    assert pairs["The dam gave way.", "The old dam broke on Monday."] == ("more_b",)
    assert pairs["The old dam broke on Monday.", "Something broke."] == ("more_a",)
    assert pairs["The old dam broke on Monday.", "The dam held."] == ("polarity",)
    assert pairs["The dam broke.", "The dam was built in 1923."] == ("other",)
    assert ("The dam held.", "The dam was built in 1923.") not in pairs


def test_groups_stand_apart_by_empty_lines(contrasts, tmp_path):
    assert len(read(contrasts, tmp_path, f"{GROUP}\n\n{GROUP}")) == 2


@pytest.mark.parametrize(
    "line", ["The dam broke.", "x colour hard | It was red.", "x polarity | No."]
)
def test_a_line_that_is_none_of_a_group_is_named(contrasts, tmp_path, line):
    with pytest.raises(ValueError, match=r"some\.txt:2: no line of a group"):
        read(contrasts, tmp_path, f"= The dam broke.\n{line}\n")


def test_right_classes_are_marked(contrasts):
    assert contrasts.row_of(("more_a", "more_b")) == [
        name in ("more_a", "more_b") for name in CLASSES
    ]


def test_the_groups_of_this_project_are_whole(contrasts):
    kinds = Counter()
    for path in sorted((TRAINING / "contrasts").glob("*.txt")):
        for group in contrasts.read_groups(path):
            sizes = [
                len(x) for x in (group.same, group.more, group.less, group.against, group.other)
            ]
            assert sizes == [4, 1, 1, 4, 3], (path, group.same[0])
            kinds.update(kind for kind, _, _ in group.against)
    assert set(kinds) == set(CONFLICTS)
    assert min(kinds.values()) > 200
