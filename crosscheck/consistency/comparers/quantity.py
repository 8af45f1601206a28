"""Numbers of the same thing that cannot be equal."""

from collections.abc import Iterator

from crosscheck.consistency.comparers.base import Conflict, Context, Doubt
from crosscheck.consistency.sides import Row, Side
from crosscheck.consistency.values import limits_differ, quantities_meet
from crosscheck.language.wordnet import WordNet

_FEW = 10
_SHARED = 0.5
_COMPARED = frozenset({"count", "money", "percent", "measure", "ratio", "score"})


def compare(a: Side, b: Side, context: Context) -> Iterator[Conflict | Doubt]:
    """Quantities of one unit that count the same thing, and whose intervals do not meet.

    A figure that the other side also gives is no difference, whatever else stands beside it. Where
    several figures of one side could answer to one of the other, the verdict is withheld.
    """
    first = [q for q in a.quantities if q["kind"] in _COMPARED]
    second = [q for q in b.quantities if q["kind"] in _COMPARED]
    left = [p for p in first if not _given(p, b)]
    right = [q for q in second if not _given(q, a)]
    alike = _alike(a, b)
    for p in left:
        rivals = [
            q
            for q in right
            if same_thing(p, q, context.wordnet) and (alike or not _small(p) or not _small(q))
        ]
        if len(rivals) > 1:
            yield Doubt(f"“{p['text']}” could answer to {len(rivals)} figures of the other side")
        elif rivals:
            yield _conflict(p, rivals[0], context)


def _small(quantity: Row) -> bool:
    """A count that every sentence has ("two", "the three"): it takes more to tie two of them."""
    high = quantity["high"] or quantity["low"]
    return bool(quantity["kind"] == "count" and high is not None and high <= _FEW)


def _alike(a: Side, b: Side) -> bool:
    smaller = min(len(a.lemmas), len(b.lemmas))
    return bool(smaller) and len(a.lemmas & b.lemmas) >= _SHARED * smaller


def _given(quantity: Row, side: Side) -> bool:
    """Does a side's sentence give this value anywhere?"""
    known = [row for row in (*side.quantities, *side.nearby) if "low" in row]
    return any(quantities_meet(quantity, row) and not limits_differ(quantity, row) for row in known)


def _conflict(p: Row, q: Row, context: Context) -> Conflict:
    exact = p["bound"] == q["bound"] or {p["bound"], q["bound"]} <= {"exact", "range"}
    return Conflict(
        "quantity",
        "hard" if exact else "soft",
        round(0.5 + context.score / 2, 3),
        f"{p['text']} ≠ {q['text']}",
        (p["start"], p["end"]),
        (q["start"], q["end"]),
    )


def same_thing(p: Row, q: Row, wordnet: WordNet) -> bool:
    """Do two quantities count or measure the same: one unit, and one thing counted?"""
    if p["kind"] != q["kind"] or (p["unit"], p["per"]) != (q["unit"], q["per"]):
        return False
    if p["kind"] == "money":
        return True
    if p["counted_lemma"] is None or q["counted_lemma"] is None:
        return p["kind"] in {"percent", "score"} and p["counted_lemma"] == q["counted_lemma"]
    return wordnet.synonyms(p["counted_lemma"], q["counted_lemma"], "NOUN")
