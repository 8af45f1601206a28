"""What became of a plan, or of somebody's office: suspended or ended, resigned or dismissed.

Of such outcomes one thing has one only, so that the verbs exclude each other, near as they are.
"""

from collections.abc import Iterator
from itertools import pairwise, product
from typing import NamedTuple

from crosscheck.claims.lexicons import lexicon
from crosscheck.consistency.comparers.base import Conflict, Context, shown
from crosscheck.consistency.events import Event, Filler, events
from crosscheck.consistency.occasions import long_ago, other_time, same_filler
from crosscheck.consistency.sides import Side

# Kinds of outcome that exclude each other, and the role of the one to whom it comes.
_PLANS = {"suspensions": "object", "terminations": "object"}
_OFFICES = {"resignations": "subject", "retirements": "subject", "dismissals": "object"}
_AIMS = frozenset({"acl", "advcl", "xcomp"})
# Two plans for the same share so many words of what they are for.
_SHARED = 2
_NOT_SO = frozenset({"possible", "likely", "open", "intended"})


class _Outcome(NamedTuple):
    """What became of something: its kind, the verb, and whom or what it came to."""

    kind: str
    event: Event
    role: str


def compare(a: Side, b: Side, context: Context) -> Iterator[Conflict]:
    """Two outcomes of one thing or person, of which either sentence tells one kind."""
    a, b = a.whole, b.whole
    for fates in (_PLANS, _OFFICES):
        first, second = list(_outcomes(a, fates)), list(_outcomes(b, fates))
        kinds = [{o.kind for o in found} for found in (first, second)]
        if any(len(found) != 1 for found in kinds) or kinds[0] == kinds[1]:
            continue
        # an office is given up on the one day, and left on another
        if long_ago(a) != long_ago(b) or (fates is _PLANS and other_time(a, b)):
            continue
        for x, y in product(first, second):
            if x.event.negated == y.event.negated and _of_one(x, a, y, b):
                spans = _span(x.event, a), _span(y.event, b)
                yield context.conflict(
                    "predicate",
                    "soft",
                    0.4,
                    f"{shown(a, spans[0])} ≠ {shown(b, spans[1])}",
                    *spans,
                )
                return


def _outcomes(side: Side, fates: dict[str, str]) -> Iterator[_Outcome]:
    for event in events(side):
        kind = next((name for name in fates if _verb(event, side)[0] in lexicon(name)), None)
        if kind is not None and event.modality not in _NOT_SO:
            yield _Outcome(kind, event, fates[kind])


def _verb(event: Event, side: Side) -> tuple[str, int]:
    """A verb with its particle ("call off"), or with "on hold" behind it, and where that ends."""
    verb = event.word
    words = verb["lemma"].split("_")
    behind = [t for t in side.sentence if t["start"] > verb["start"]]
    for on, hold in pairwise(behind):
        if (words[0], on["lemma"], hold["lemma"]) == ("put", "on", "hold"):
            return "put on hold", hold["end"]
    return " ".join(words), verb["end"]


def _span(event: Event, side: Side) -> tuple[int, int]:
    return event.word["start"], _verb(event, side)[1]


def _of_one(x: _Outcome, a: Side, y: _Outcome, b: Side) -> bool:
    """Is it one thing or person, or are both things for one purpose, told with the same words?"""
    if same_filler(x.event, x.role, a, y.event, y.role, b):
        return not _pronoun(x.event.roles[x.role])
    aims = _aim(x.event, a), _aim(y.event, b)
    return x.role == y.role == "object" and len(aims[0] & aims[1]) >= _SHARED


def _pronoun(filler: Filler) -> bool:
    return bool(filler.heads[0]["pos"] == "PRON")


def _aim(event: Event, side: Side) -> frozenset[str]:
    """The verb and the nouns of what a plan is for: "(drop plans) to build a bridge"."""
    told = event.roles.get("object")
    found = set()
    for word in (event.word, *(told.heads if told else ())):
        for aim in side.children.get(word["start"], ()):
            below = side.children.get(aim["start"], ())
            if aim["dep"] in _AIMS and any(c["lemma"] == "to" for c in below):
                found.add(aim["lemma"])
                found |= {c["lemma"] for c in below if c["pos"] == "NOUN"}
    return frozenset(found)
