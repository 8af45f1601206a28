"""Conflicts that follow from others: what contradicts an outlet's figure, date or name contradicts
the outlets that give the same as it.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from crosscheck.consistency.occasions import days_apart, exclude_each_other, long_ago
from crosscheck.consistency.sides import Row, Side
from crosscheck.consistency.values import times_may_meet
from crosscheck.consistency.verdicts import between, later_of, led_by

Span = tuple[int, int]
# What outlets give alike. How something is said is compared pair by pair.
_VALUES = frozenset({"quantity", "time", "entity"})
_NOT_WORDS = re.compile(r"[\W_]+")


class _Contradiction(NamedTuple):
    """Claim `a` gives a value at `a_at` that another, `b`, contradicts at `b_at`."""

    a: Side
    b: Side
    a_at: Span
    b_at: Span
    conflict: Row

    @property
    def kind(self) -> str:
        """quantity, time or entity."""
        return str(self.conflict["conflict_type"])


class _Derived(NamedTuple):
    """A contradiction that follows: of claims `a` and `b`, since `through` says the same as `b`.

    Attributes:
        a_at, b_at: Where either gives its value.
        conflict: The conflict of `a` with `through`.
        through_at: Where `through` gives its value.
        link: The score of `b` and `through`.
    """

    a: Side
    b: Side
    a_at: Span
    b_at: Span
    through: Side
    through_at: Span
    conflict: Row
    link: float

    @property
    def claims(self) -> frozenset[str]:
        """The ids of the two claims."""
        return frozenset((self.a.claim["claim_id"], self.b.claim["claim_id"]))

    @property
    def confidence(self) -> float:
        """The value that `b` and `through` share makes surer that they speak of the same."""
        return round(self.conflict["confidence"] * (2 + self.link) / 3, 3)

    @property
    def told(self) -> tuple[frozenset[str], frozenset[str]]:
        """The two documents, and the two values."""
        return _told(self.a, self.a_at, self.b, self.b_at)


def transitive(
    verdicts: Sequence[dict[str, Any]],
    sides: Mapping[str, Side],
    *,
    min_link: float,
    min_confidence: float,
    days_of_news: float,
) -> list[dict[str, Any]]:
    """The verdicts of one story, with the conflicts that follow from them.

    If A contradicts B, and a claim C of a third document speaks of the same as B and gives B's
    value, then A contradicts C. That is told once for two documents and two values, in the place
    of the verdict of A and C if they have one.

    Args:
        verdicts: Rows of the table `verdicts`.
        sides: claim_id → Side.
        min_link: The least score of B and C.
        min_confidence: Conflicts below it are not called.
        days_of_news: Figures in documents published more days apart may have changed.
    """
    rows = {frozenset((row["claim_a"], row["claim_b"])): row for row in verdicts}
    best: dict[tuple[frozenset[str], frozenset[str]], _Derived] = {}

    def rank(found: _Derived) -> tuple[bool, float]:
        return found.claims in rows, found.link

    for found in _derived(verdicts, sides, min_link, days_of_news):
        if found.confidence < min_confidence:
            continue
        if found.told not in best or rank(found) > rank(best[found.told]):
            best[found.told] = found
    for found in best.values():
        rows[found.claims] = _row(found, rows.get(found.claims))
    return list(rows.values())


def _derived(
    verdicts: Sequence[Row], sides: Mapping[str, Side], min_link: float, days_of_news: float
) -> Iterator[_Derived]:
    """What follows and is not told yet, neither of the two claims nor of their documents."""
    alike: dict[str, list[tuple[Side, float]]] = defaultdict(list)
    conflicting, told = set(), set()
    for row in verdicts:
        pair = sides[row["claim_a"]], sides[row["claim_b"]]
        if row["verdict"] in {"agree", "refine"} and not row["update"]:
            for one, other in (pair, pair[::-1]):
                alike[one.claim["claim_id"]].append((other, row["confidence"]))
        for conflict in row["conflicts"]:
            conflicting.add(frozenset((row["claim_a"], row["claim_b"])))
            told.add(_told(pair[0], _at(conflict, "a"), pair[1], _at(conflict, "b")))
    for known in _contradictions(verdicts, sides):
        for b, link in alike[known.b.claim["claim_id"]]:
            b_at = _given(known.kind, known.b, known.b_at, b)
            if link < min_link or b_at is None or not _may_follow(known, b, b_at, days_of_news):
                continue
            found = _Derived(
                known.a, b, known.a_at, b_at, known.b, known.b_at, known.conflict, link
            )
            if found.claims not in conflicting and found.told not in told:
                yield found


def _contradictions(verdicts: Iterable[Row], sides: Mapping[str, Side]) -> Iterator[_Contradiction]:
    """The conflicts of values, each from either side."""
    for row in verdicts:
        for conflict in row["conflicts"]:
            for end, far in ("ab", "ba"):
                if conflict["conflict_type"] in _VALUES:
                    a, b = sides[row[f"claim_{end}"]], sides[row[f"claim_{far}"]]
                    yield _Contradiction(a, b, _at(conflict, end), _at(conflict, far), conflict)


def _may_follow(known: _Contradiction, third: Side, at: Span, days_of_news: float) -> bool:
    """Is a claim that says the same as `known.b` of another document, time and value than `a`?

    Two days that are told by the same words are one day only if it is known when they were written;
    and a day without its year may be that of another year.

    Args:
        known: What the claim would contradict as well.
        third: The claim.
        at: Where it gives its value.
        days_of_news: Figures in documents published more days apart may have changed.
    """
    if third.claim["doc_id"] == known.a.claim["doc_id"] or later_of(known.a, third):
        return False
    if known.kind == "quantity" and days_apart(known.a, third) > days_of_news:
        return False
    if known.kind == "time":
        days = _values("time", known.a, known.a_at), _values("time", third, at)
        dated = all(side.document.get("published") for side in (known.b, third))
        if not dated or any(times_may_meet(s, t) for s in days[0] for t in days[1]):
            return False
    return not (
        _has_it_too(known.kind, known.a, known.a_at, third) or _of_other_times(known.b, third)
    )


def _at(conflict: Row, end: str) -> Span:
    return conflict[f"{end}_start"], conflict[f"{end}_end"]


def _told(a: Side, a_at: Span, b: Side, b_at: Span) -> tuple[frozenset[str], frozenset[str]]:
    documents = frozenset((a.claim["doc_id"], b.claim["doc_id"]))
    return documents, frozenset((_plain(_words(a, a_at)), _plain(_words(b, b_at))))


def _words(side: Side, at: Span) -> str:
    return " ".join(side.document["raw_text"][at[0] : at[1]].split())


def _plain(words: str) -> str:
    return _NOT_WORDS.sub(" ", words.casefold()).strip()


def _given(kind: str, one: Side, at: Span, other: Side) -> Span | None:
    """Where a claim gives the value that another has at a span; None if it does not."""
    if kind == "entity":
        return _named(one, at, other)
    own = other.quantities if kind == "quantity" else other.times
    values = _values(kind, one, at)
    same = (row for row in own if any(_equal(kind, row, value) for value in values))
    return next(((row["start"], row["end"]) for row in same), None)


def _has_it_too(kind: str, one: Side, at: Span, other: Side) -> bool:
    """Does a claim give a value beside its own ("said to be 4 at first, but he is 3")?"""
    if _named(one, at, other) is not None:
        return True
    if kind == "entity":
        return False
    low, high = _BOUNDS[kind]
    return any(
        (row[low], row[high]) == (value[low], value[high])
        for row in _rows(kind, other)
        for value in _values(kind, one, at)
    )


_BOUNDS = {"quantity": ("low", "high"), "time": ("earliest", "latest")}


def _rows(kind: str, side: Side) -> list[Row]:
    """The figures, or the times, of a claim and its sentence."""
    rows = (*(side.quantities if kind == "quantity" else side.times), *side.nearby)
    return [row for row in rows if _BOUNDS[kind][0] in row]


def _values(kind: str, side: Side, at: Span) -> list[Row]:
    """The figures, or the times, that a span is of; one that tells more ("the first in ten years")
    is not of the one within it.
    """
    return [row for row in _rows(kind, side) if row["start"] <= at[0] and at[1] <= row["end"]]


def _of_other_times(one: Side, other: Side) -> bool:
    """Do their sentences tell of other times ("in 2019 it ran aground, and twelve were hurt")?"""
    times = [[row for row in side.nearby if "earliest" in row] for side in (one, other)]
    return exclude_each_other(*times) or long_ago(one) != long_ago(other)


def _equal(kind: str, x: Row, y: Row) -> bool:
    if kind == "time":
        return all(x[key] == y[key] for key in ("type", "value", "earliest", "latest"))
    alike = all(x[key] == y[key] for key in ("kind", "unit", "low", "high"))
    things = {x["counted_lemma"], y["counted_lemma"]} - {None, ""}
    return alike and len(things) < 2


def _named(one: Side, at: Span, other: Side) -> Span | None:
    """Where a claim has the words that another has at a span, one after the other."""
    words = _plain(_words(one, at)).split()
    own = [(w, token) for token in other.claim["tokens"] for w in _plain(token["text"]).split()]
    for n in range(len(own) - len(words) + 1):
        part = own[n : n + len(words)]
        if words and [word for word, _ in part] == words:
            return part[0][1]["start"], part[-1][1]["end"]
    return None


def _row(found: _Derived, row: dict[str, Any] | None) -> dict[str, Any]:
    """The verdict of the two claims: in the place of the one they had, or a new one."""
    a, b, a_at, b_at = found.a, found.b, found.a_at, found.b_at
    first = row["claim_a"] if row else min(a.claim["claim_id"], b.claim["claim_id"])
    if first != a.claim["claim_id"]:
        a, b, a_at, b_at = b, a, b_at, a_at
    conflict = {
        "conflict_type": found.conflict["conflict_type"],
        "severity": found.conflict["severity"],
        "confidence": found.confidence,
        "explanation": _explained(found, f"{_words(a, a_at)} ≠ {_words(b, b_at)}"),
        "a_start": a_at[0],
        "a_end": a_at[1],
        "b_start": b_at[0],
        "b_end": b_at[1],
    }
    through = {"verdict": "conflict", "through": found.through.claim["claim_id"]}
    return led_by(between(a, b) | through, [conflict])


def _explained(found: _Derived, values: str) -> str:
    """The sentence of the conflict that is known, with other values in their place."""
    ends = (found.a, found.a_at), (found.through, found.through_at)
    texts = [_words(side, at) for side, at in ends]
    for known in (" ≠ ".join(texts), " ≠ ".join(texts[::-1])):
        if known in found.conflict["explanation"]:
            return str(found.conflict["explanation"]).replace(known, values)
    return values
