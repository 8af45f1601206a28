"""What a sum of money is the cost of: "repairs would cost $4m", "a repair bill of $4m".

What is yet to be spent is one sum; what goods cost, differs from shop to shop and day to day.
"""

from collections.abc import Iterator

from crosscheck.claims.lexicons import lexicon
from crosscheck.consistency.events import event_of
from crosscheck.consistency.sides import Row, Side

_OF_WHAT = frozenset({"compound", "nmod"})


def priced(quantity: Row, side: Side) -> frozenset[str]:
    """The lemmas of what a sum is said to be the cost of; empty if it is not said."""
    if quantity["kind"] != "money":
        return frozenset()
    return frozenset(word["lemma"] for word in _priced(quantity, side) if word["pos"] == "NOUN")


def _priced(quantity: Row, side: Side) -> Iterator[Row]:
    inside = [t for t in side.sentence if quantity["start"] <= t["start"] < quantity["end"]]
    top = next((t for t in inside if not quantity["start"] <= t["head"] < quantity["end"]), None)
    if top is None:
        return
    above = side.tokens_at.get(top["head"])
    if above is None:
        return
    if above["lemma"] in lexicon("costs") and above["pos"] == "NOUN":
        yield from _of_what(above, side)
    if above["lemma"] != "cost" or above["pos"] != "VERB" or top["dep"] != "obj":
        return
    if event_of(above, side).modality != "asserted":
        yield from _subjects(above, side)


def _of_what(noun: Row, side: Side) -> Iterator[Row]:
    """The nouns that say what a bill is for."""
    for child in side.children.get(noun["start"], ()):
        money = any(q["start"] <= child["start"] < q["end"] for q in side.quantities)
        if child["dep"] in _OF_WHAT and not money:
            yield child


def _subjects(verb: Row, side: Side) -> Iterator[Row]:
    """The subject of a verb, or of what it completes ("repairs are likely to cost")."""
    words = [verb]
    if verb["dep"] == "xcomp":
        words.append(side.tokens_at.get(verb["head"], verb))
    for word in words:
        for child in side.children.get(word["start"], ()):
            if child["dep"] == "nsubj":
                yield child
                return
