"""Opposite orders of the same two events: "fled before the dinner", "fled after the dinner"."""

from collections.abc import Iterator
from typing import NamedTuple

from crosscheck.claims.lexicons import lexicon
from crosscheck.consistency.comparers.base import Conflict, Context, span_of
from crosscheck.consistency.relatedness import related
from crosscheck.consistency.sides import Row, Side

# So many content words, and this share of the shorter sentence's, are mostly the same words.
_FEWEST, _MOST_WORDS = 3, 0.5


def compare(a: Side, b: Side, context: Context) -> Iterator[Conflict]:
    """ "Before X" against "after X", in whatever clauses of the two sentences."""
    a, b = a.whole, b.whole
    for before, after, swapped in ((a, b, False), (b, a, True)):
        others = _ordered(after, "order_after")
        for one in _ordered(before, "order_before"):
            for other in others:
                if one.what != other.what or (
                    one.whose and other.whose and one.whose != other.whose
                ):
                    continue
                same_deed = related(context.wordnet, one.deed, other.deed)
                if not same_deed and not _one_scene(before, after):
                    continue
                spans = (other.span, one.span) if swapped else (one.span, other.span)
                words = [f"before {one.what}", f"after {one.what}"][:: -1 if swapped else 1]
                yield context.conflict("time", "hard", 0.55, " ≠ ".join(words), *spans)


def _one_scene(a: Side, b: Side) -> bool:
    """Do their sentences tell of the same names with mostly the same words?"""
    most = max(_FEWEST, _MOST_WORDS * min(len(a.context), len(b.context)))
    return len(a.context & b.context) >= most and bool(set(a.entities) & set(b.entities))


class _Ordered(NamedTuple):
    """What an order word governs, in "fled before the dinner" and "fled before they dined".

    Attributes:
        what: The lemma of the noun, or of the clause's verb.
        deed: The verb that went before it or came after it.
        span: From the order word on.
        whose: The last word of the name of the one whose it is ("before Lund's dinner").
    """

    what: str
    deed: Row
    span: tuple[int, int]
    whose: str | None = None


def _ordered(side: Side, name: str) -> Iterator[_Ordered]:
    for token in side.claim["tokens"]:
        if token["text"].lower() not in lexicon(name):
            continue
        # "following a dinner" may be parsed as a clause of its own
        own = next((t for t in side.children.get(token["start"], ()) if t["dep"] == "obj"), None)
        governed = own or side.tokens_at.get(token["head"], token)
        deed = _deed_over(side, token if own else governed)
        telling = deed is not governed and deed["lemma"] not in lexicon("light_verbs")
        if telling and governed["pos"] in {"NOUN", "VERB"}:
            below = side.children.get(governed["start"], ())
            whose = next(
                (c["text"] for c in below if c["dep"] == "nmod:poss" and c["pos"] == "PROPN"), None
            )
            yield _Ordered(governed["lemma"], deed, span_of([token, governed], token), whose)


def _deed_over(side: Side, token: Row) -> Row:
    """The next verb above a word; the top of the sentence if there is none."""
    above = side.tokens_at.get(token["head"], token)
    while above["pos"] != "VERB":
        higher = side.tokens_at.get(above["head"], above)
        if higher is above:
            break
        above = higher
    return above
