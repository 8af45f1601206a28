"""Works, products, bodies and schools under two names: what is described alike, and called
otherwise.
"""

from collections.abc import Iterator, Sequence
from math import inf

from crosscheck.consistency.comparers.base import Conflict, Context, shown, span_of
from crosscheck.consistency.names import each_its_own, titled_runs
from crosscheck.consistency.sides import Row, Side
from crosscheck.consistency.titles import LONG, differ_by_a_word

_SURE = 0.5
_SCHOOL = frozenset({"State", "University"})


def compare(a: Side, b: Side, context: Context) -> Iterator[Conflict]:
    """Titles with one word swapped, and schools of one place."""
    tied = "spelling" in context.tied
    if context.score < _SURE and not tied:
        return
    a, b = a.whole, b.whole
    for x in titled_runs(a):
        for y in titled_runs(b):
            texts = shown(a, span_of(x, a.claim)), shown(b, span_of(y, b.claim))
            renamed = differ_by_a_word(x, a, y, b, context.wordnet, described=tied)
            school = context.score >= _SURE and _other_school(x, a, y, b)
            if not renamed and not school:
                continue
            # of two long names that nearly are one, the rarer is the slip
            most = inf if renamed and len(x) >= LONG else 1
            if each_its_own(texts[0], a, texts[1], b, most=most):
                yield context.conflict(
                    "entity",
                    "hard" if renamed else "soft",  # a school may have had the other name before
                    0.45 if tied else 0.4,
                    f"{texts[0]} ≠ {texts[1]}",
                    span_of(x, a.claim),
                    span_of(y, b.claim),
                )


def _other_school(x: tuple[Row, ...], a: Side, y: tuple[Row, ...], b: Side) -> bool:
    """Is it one place's state university for one, and its other university for the other?

    Somebody whom both name must tie them: the graduate, the coach.
    """
    first, second = _school(x, a), _school(y, b)
    if first is None or second is None or first[0] != second[0] or first[1] == second[1]:
        return False
    shared = a.entities.keys() & b.entities.keys()
    return any(a.entities[key]["label"] == "PERSON" for key in shared)


def _school(run: Sequence[Row], side: Side) -> tuple[str, bool] | None:
    """The place that a university is called after, and is it "Sutton State"?

    "In Sutton State" is where somebody is.
    """
    words = [token["text"] for token in run]
    before = side.document["raw_text"][: run[0]["start"]].split()[-1:]
    if not (words[0] == "University" or words[-1] in _SCHOOL) or before == ["in"]:
        return None
    name = [word for word in words if word not in _SCHOOL]
    return (" ".join(name), "State" in words) if name else None
