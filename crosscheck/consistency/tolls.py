"""How many were killed or hurt: the figures that outlets differ in most, however they say it."""

from collections.abc import Iterator

from crosscheck.claims.lexicons import lexicon
from crosscheck.consistency.sides import Row, Side

_TOLLS = ("deaths", "injuries")
_MODIFYING = frozenset({"acl", "acl:relcl", "amod"})


def toll(quantity: Row, side: Side) -> str | None:
    """Of what it is the toll, "deaths" or "injuries"; None if it counts neither, or only some.

    Counted may be the deaths, people of no certain kind, or nothing that is named ("killing 14").
    """
    counted = quantity["counted_lemma"]
    general = lexicon("people") | lexicon("deaths") | lexicon("injuries")
    if quantity["kind"] != "count" or (counted is not None and counted not in general):
        return None
    lemmas = set(_told(quantity, side))
    found = [name for name in _TOLLS if lemmas & lexicon(name)]
    return found[0] if len(found) == 1 else None


def _told(quantity: Row, side: Side) -> Iterator[str]:
    """The lemmas of what is counted, of what modifies it, and of what happened to it."""
    number = side.tokens_at.get(quantity["start"])
    if number is None:
        return
    above = side.tokens_at.get(number["head"], number)
    noun = above if above["lemma"] == quantity["counted_lemma"] else number
    yield noun["lemma"]
    for child in side.children.get(noun["start"], ()):
        if child["dep"] in _MODIFYING:
            yield child["lemma"]
    verb = side.tokens_at.get(noun["head"], noun)
    if verb["pos"] == "VERB" and _undergoes(noun, verb, side):
        yield verb["lemma"]


def _undergoes(noun: Row, verb: Row, side: Side) -> bool:
    """Is it the object of a verb, or the subject of one that has no object ("14 died")?"""
    if noun["dep"] != "nsubj":
        return noun["dep"] in {"obj", "nsubj:pass"}
    return all(child["dep"] != "obj" for child in side.children.get(verb["start"], ()))
