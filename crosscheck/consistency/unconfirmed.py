"""What a text says is yet to be confirmed, and whether another text tells it as a fact.

"The miner's rescue has not been verified", "a find that, if confirmed, would be the oldest": who
writes so does not vouch for it, as does who writes that the miner was rescued.
"""

from collections.abc import Iterator
from typing import NamedTuple

from crosscheck.claims.lexicons import lexicon
from crosscheck.consistency.events import Event, event_of, events
from crosscheck.consistency.occasions import may_be_one
from crosscheck.consistency.sides import Row, Side
from crosscheck.language.quotations import cues
from crosscheck.language.wordnet import WordNet

_CORE = ("subject", "object")
_NAMED = frozenset({"NOUN", "PROPN"})
# "Not confirmed", "could not be confirmed": nobody has done so.
_FAILED = frozenset({"asserted", "possible"})


class Unconfirmed(NamedTuple):
    """A deed of which it is said that nobody has confirmed it.

    Attributes:
        verb: The verb of confirming.
        noun: What it would confirm.
    """

    verb: Row
    noun: Row


def unconfirmed(side: Side) -> Iterator[Unconfirmed]:
    """What a claim says is not confirmed, to be confirmed, or so only if it is."""
    for event in events(side):
        if event.word["lemma"] in lexicon("confirmations") and _awaited(event, side):
            noun = _confirmed(event, side)
            if noun is not None and noun["pos"] == "NOUN":
                yield Unconfirmed(event.word, noun)


def told_as_fact(x: Unconfirmed, a: Side, y: Event, b: Side, wordnet: WordNet) -> bool:
    """Does an event tell as a fact, of the same one, what is unconfirmed on the other side?

    What a source says is none ("the mayor says she was freed"); nor is what was done in one way
    alone ("has only been found in lakes").
    """
    if y.negated or y.modality != "asserted" or not names_it(y, x.noun, wordnet):
        return False
    if _by_source(y, b) or _in_one_way(y, b):
        return False
    of_it = list(whose(x.noun, a))
    heads = [head for role in _CORE if role in y.roles for head in y.roles[role].heads]
    return not of_it or any(
        one["pos"] == head["pos"] and may_be_one(one, a, head, b, wordnet)
        for one in of_it
        for head in heads
    )


def names_it(event: Event, noun: Row, wordnet: WordNet) -> bool:
    """Does a noun name what a verb tells, or one near it ("freed", "the release")?"""
    verb = event.word["lemma"]
    if verb in lexicon("light_verbs"):
        return False
    lemma = noun["lemma"]
    return wordnet.derived(verb, "VERB", lemma, "NOUN") or wordnet.near(verb, lemma, "VERB")


def whose(noun: Row, side: Side) -> Iterator[Row]:
    """The names and nouns whose deed, or what was done to whom, a noun is said to be."""
    for child in side.children.get(noun["start"], ()):
        below = side.children.get(child["start"], ())
        of = any(c["dep"] == "case" and c["lemma"] == "of" for c in below)
        owns = child["dep"] == "nmod:poss" or (child["dep"] == "nmod" and of)
        if owns and child["pos"] in _NAMED:
            yield child


def _by_source(event: Event, side: Side) -> bool:
    above = side.tokens_at.get(event.word["head"])
    said = above is not None and above["lemma"] in cues.lexicon().verbs
    return said and event.word["dep"] == "ccomp"


def _in_one_way(event: Event, side: Side) -> bool:
    below = side.children.get(event.word["start"], ())
    return any(c["dep"] == "advmod" and c["lemma"] in lexicon("focusing") for c in below)


def _awaited(event: Event, side: Side) -> bool:
    """Has nobody confirmed it? Who does not do so may only have nothing to say about it."""
    if "subject" in event.roles:
        return False
    marks = (c for c in side.children.get(event.word["start"], ()) if c["dep"] == "mark")
    if any(mark["lemma"] in lexicon("conditional") for mark in marks):
        return event.word["dep"] == "advcl"
    if event.modality == "necessary" or _yet_to_be(event, side):
        return True
    return event.negated and event.modality in _FAILED


def _yet_to_be(event: Event, side: Side) -> bool:
    """Is it yet to be done ("is yet to be confirmed", "has yet to be confirmed")?"""
    below = side.children.get(event.word["start"], ())
    above = side.children.get(event.word["head"], ()) if event.word["dep"] == "xcomp" else ()
    passive = any(c["dep"] == "aux:pass" for c in below)
    return passive and any(c["lemma"] == "yet" for c in (*below, *above))


def _confirmed(event: Event, side: Side) -> Row | None:
    """What would be confirmed; of "a find that, if confirmed, would" the noun before "that"."""
    if "object" in event.roles:
        return event.roles["object"].heads[0]
    clause = side.tokens_at.get(event.word["head"])
    if clause is None:
        return None
    if event.word["dep"] == "xcomp":  # "the find has yet to be confirmed"
        subject = event_of(clause, side).roles.get("subject")
        return None if subject is None else subject.heads[0]
    if event.word["dep"] != "advcl" or clause["dep"] != "acl:relcl":
        return None
    return side.tokens_at.get(clause["head"])
