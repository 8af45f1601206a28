"""How many were killed, hurt or taken to hospital: the figures that outlets differ in most, however
they say it.
"""

from collections.abc import Iterator

from crosscheck.claims.lexicons import lexicon
from crosscheck.consistency.sides import Row, Side

TOLLS = ("deaths", "injuries", "patients")
_TO_HOSPITAL = frozenset({"in", "into", "to"})
_MODIFYING = frozenset({"acl", "acl:relcl", "amod"})
_PREDICATES = frozenset({"VERB", "ADJ"})
_OF_WHAT = frozenset({"for", "with"})
_MORE = frozenset({"more", "further"})


def toll(quantity: Row, side: Side) -> str | None:
    """Of what it is the toll, one of `TOLLS`; None if it counts none of these, or only some.

    Counted may be the deaths, people of no certain kind, or nothing that is named ("killing 14").
    """
    counted = quantity["counted_lemma"]
    general = lexicon("people") | lexicon("deaths") | lexicon("injuries")
    if counted is not None and counted not in general:
        return None
    return told_toll(quantity, side)


def told_toll(quantity: Row, side: Side) -> str | None:
    """Of what it is the toll, whoever is counted ("nine sailors drowned")."""
    if quantity["kind"] != "count":
        return None
    lemmas = set(_told(quantity, side))
    found = [name for name in TOLLS if lemmas & lexicon(name)]
    if len(found) > 1 and found[-1] == "patients":  # the injured who are taken there are injured
        found.pop()
    return found[0] if len(found) == 1 else None


def _told(quantity: Row, side: Side) -> Iterator[str]:
    """The lemmas of what is counted, of what modifies it, and of what happened to it."""
    number = _number(quantity, side)
    if number is None:
        return
    above = side.tokens_at.get(number["head"], number)
    noun = above if above["lemma"] == quantity["counted_lemma"] else number
    yield noun["lemma"]
    whole = side.tokens_at.get(noun["head"], noun)
    if whole["lemma"] == "total":  # "a total of 14 died", "a total of 14 people died"
        noun = whole
        yield noun["lemma"]
    if noun is number:  # of a title's "14 hurt" parsers only know that the two belong together
        yield from (t["lemma"] for t in side.sentence if t["start"] == number["end"] + 1)
    for child in side.children.get(noun["start"], ()):
        if child["dep"] in _MODIFYING:
            yield child["lemma"]
    verb = side.tokens_at.get(noun["head"], noun)
    if verb["pos"] in _PREDICATES and _undergoes(noun, verb, side):
        yield verb["lemma"]
        yield from _left_as(verb, side)
        if verb["lemma"] in lexicon("caring"):
            yield from _treated_for(verb, side)
        else:
            yield from _taken_to(verb, side)


def _number(quantity: Row, side: Side) -> Row | None:
    """The word of a figure that belongs to another ("a *dozen* people")."""
    inside = [t for t in side.sentence if quantity["start"] <= t["start"] < quantity["end"]]
    outside = (t for t in inside if not quantity["start"] <= t["head"] < quantity["end"])
    return next(outside, inside[0] if inside else None)


def _treated_for(verb: Row, side: Side) -> Iterator[str]:
    """What those whom doctors treat have ("treated for injuries")."""
    for child in side.children.get(verb["start"], ()):
        below = side.children.get(child["start"], ())
        if any(c["dep"] == "case" and c["lemma"] in _OF_WHAT for c in below):
            yield child["lemma"]


def _left_as(verb: Row, side: Side) -> Iterator[str]:
    """What it left them ("left 14 dead")."""
    for child in side.children.get(verb["start"], ()):
        if child["dep"] == "xcomp" and child["pos"] == "ADJ":
            yield child["lemma"]


def _taken_to(verb: Row, side: Side) -> Iterator[str]:
    """The kind of place that they were taken to; those in a place of a name are only some."""
    for child in side.children.get(verb["start"], ()):
        below = side.children.get(child["start"], ())
        there = any(c["dep"] == "case" and c["lemma"] in _TO_HOSPITAL for c in below)
        if child["dep"] == "obl" and there and not any(c["pos"] == "PROPN" for c in below):
            yield child["lemma"]


def of_some(quantity: Row, side: Side) -> bool:
    """Does a toll count only some of them: "two of them", "40 more", "18 critically hurt"?"""
    number = _number(quantity, side)
    if number is None:
        return False
    noun = side.tokens_at.get(number["head"], number)
    if any(_whole(c, quantity, side) for c in side.children.get(number["start"], ())):
        return True
    told = [number, noun, side.tokens_at.get(noun["head"], noun)]
    told += [c for c in side.children.get(number["start"], ()) if c["dep"] in _MODIFYING]
    return any(
        _one_of_several(child, side) or _how_badly(child, word)
        for word in told
        for child in side.children.get(word["start"], ())
    )


def _whole(child: Row, quantity: Row, side: Side) -> bool:
    """Is it what a number is taken of ("two of them")? "Dozens of people" are all, and of "at least
    two" parsers make a phrase as well.
    """
    below = side.children.get(child["start"], ())
    taken = any(c["dep"] == "case" and c["lemma"] == "of" for c in below)
    return child["dep"] == "nmod" and taken and child["lemma"] != quantity["counted_lemma"]


def _one_of_several(child: Row, side: Side) -> bool:
    """Does a word set some apart ("two others", "40 more")? "More than 40" only bounds."""
    following = next((t for t in side.sentence if t["start"] > child["start"]), None)
    bound = following is not None and following["lemma"] == "than"
    return not bound and child["lemma"] in lexicon("one_of_several") | _MORE


def _how_badly(adverb: Row, word: Row) -> bool:
    """Is it an adverb right beside a word for an injury ("seriously hurt")?"""
    beside = adverb["end"] + 1 == word["start"] or word["end"] + 1 == adverb["start"]
    degree = adverb["dep"] == "advmod" and adverb["text"].endswith("ly")
    return degree and beside and word["lemma"] in lexicon("injuries")


def _undergoes(noun: Row, verb: Row, side: Side) -> bool:
    """Is it the object of a verb, or the subject of one that has no object ("14 died")?"""
    if noun["dep"] != "nsubj":
        return noun["dep"] in {"obj", "nsubj:pass"}
    return all(child["dep"] != "obj" for child in side.children.get(verb["start"], ()))


def one_toll(p: Row, a: Side, q: Row, b: Side) -> bool:
    """Are both how many people, or how many of one kind, were killed, hurt or taken to hospital?"""
    first = toll(p, a)
    if first is not None:
        return first == toll(q, b)
    same = p["counted_lemma"] is not None and p["counted_lemma"] == q["counted_lemma"]
    first = told_toll(p, a) if same else None
    return first is not None and first == told_toll(q, b)
