"""Read the groups of claims in contrasts/, which were written for this project.

A group is about one invented event, a claim a line: `=` the claim that the others are held
against; `+` tells the same in other words; `>` tells more, `<` less; `x TYPE SEVERITY |`
contradicts `=`, `+` and `>`; `~` speaks of something else in like words. An empty line stands
between two groups.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import combinations, product
from pathlib import Path
from typing import NamedTuple

from crosscheck.consistency.alignment.judge import CLASSES, CONFLICTS

_LINE = re.compile(r"([=+<>~]|x (\w+) (hard|soft) \|) (\S.*)")
# How much a pair counts in training: of two lines that are not the first, less is sure.
_SOFT, _FURTHER = 0.8, 0.6


class Labelled(NamedTuple):
    """Two texts, the classes that are right for them, and how much the pair counts."""

    a: str
    b: str
    classes: tuple[str, ...]
    weight: float = 1.0


@dataclass
class Group:
    """The claims about one event, by the marks of their lines."""

    same: list[str] = field(default_factory=list)
    more: list[str] = field(default_factory=list)
    less: list[str] = field(default_factory=list)
    against: list[tuple[str, str, str]] = field(default_factory=list)
    other: list[str] = field(default_factory=list)


def read_groups(path: Path) -> Iterator[Group]:
    """Yield a file's groups.

    Raises:
        ValueError: If a line has no mark, or an unknown type; it names the file and the line.
    """
    group, number = Group(), 0
    for number, line in enumerate(path.read_text(encoding="utf8").splitlines(), 1):
        if not line.strip():
            if group.same:
                yield group
            group = Group()
            continue
        found = _LINE.fullmatch(line.strip())
        if found is None or (found[2] and found[2] not in CONFLICTS):
            raise ValueError(f"{path}:{number}: no line of a group: {line[:60]!r}")
        mark, kind, severity, text = found.groups()
        if kind:
            group.against.append((kind, severity, text))
        else:
            {"=": group.same, "+": group.same, ">": group.more, "<": group.less, "~": group.other}[
                mark
            ].append(text)
    if group.same:
        yield group


def labelled(group: Group) -> Iterator[Labelled]:
    """Yield the pairs of a group whose relation is known."""
    for a, b in combinations(group.same, 2):
        yield Labelled(a, b, ("agree",))
    for a, b in product(group.same, group.more):
        yield Labelled(a, b, ("more_b",))
    for a, b in product([*group.same, *group.more], group.less):
        yield Labelled(a, b, ("more_a",))
    for number, (a, (kind, severity, b)) in enumerate(
        product([*group.same, *group.more], group.against)
    ):
        weight = 1.0 if number < len(group.against) else _FURTHER
        yield Labelled(a, b, (kind,), weight * (1.0 if severity == "hard" else _SOFT))
    for a, b in product([*group.same, *group.more], group.other):
        yield Labelled(a, b, ("other",))
    for a, b in combinations(group.other, 2):
        yield Labelled(a, b, ("other",), _FURTHER)


def row_of(classes: tuple[str, ...]) -> list[bool]:
    """Which of CLASSES are right."""
    return [name in classes for name in CLASSES]
