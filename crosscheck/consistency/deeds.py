"""What a text affirms or denies as a fact to have been done to somebody, or to be so.

"No one was hurt", "freed without charge", "it is no raid", "two keepers sustained injuries", "the
lift is not out of order": deeds, told by verbs, nouns and states.
"""

from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from crosscheck.claims.lexicons import lexicon
from crosscheck.consistency.events import Event, Filler, event_around, event_of, events, states
from crosscheck.consistency.figures.tolls import TOLLS
from crosscheck.consistency.occasions import another
from crosscheck.consistency.sides import Row, Side

_NOT_SO = frozenset({"unreal", "intended", "open", "future", "possible", "likely", "necessary"})
_AT_HARM = frozenset({"for", "with"})
# Relations of those to whom it was done, of a verb without an object.
PATIENTS = frozenset({"nsubj", "nsubj:pass"})
# Parsers take "for" behind "by" for another agent.
_WITH = frozenset({"obl", "obl:agent"})
_SHARING = frozenset({"advcl", "conj"})
# The role of a noun that stands for itself; see `Deed`.
BEING = "being"
_THIS = frozenset({"it", "that", "this"})
_PLAIN = frozenset({"AUX", "DET", "PART", "PRON", "PUNCT"})
_DEGREES = frozenset({"advmod", "amod"})
# What is out of something has none of it left, as has what lost it.
_LACK, _OUT = "lack", ("out", "of")
_OF_IT = ("of", "over", "with")


class Deed(NamedTuple):
    """What is affirmed or denied to have been done to somebody.

    Attributes:
        word: The verb, or the noun that stands for it ("without charge").
        event: The event of the verb, or of the verb that the noun belongs to.
        role: object or, of a verb without one, subject; harm is always done to an object. Of a noun
            that stands for itself ("it was no raid"), being; of what something is said to be, the
            same with its prepositions; of what is out of something, or lost it, lack.
        patient: What fills it.
        everybody: Is it denied of everybody?
        denied: Is it denied?
        degree: How badly harm is told to be done ("seriously hurt", "serious injuries": seriou…).
    """

    word: Row
    event: Event
    role: str
    patient: Filler
    everybody: bool
    denied: bool
    degree: frozenset[str] = frozenset()


@lru_cache(maxsize=65536)
def deeds(side: Side) -> tuple[Deed, ...]:
    """What a claim affirms or denies as a fact: by its verbs, by nouns that "no" or "without" goes
    with, by the harm that somebody has, by what something is said to be, or not to be, and by what
    it is said to have lost.
    """
    found = (
        _by_verbs(side),
        _by_nouns(side),
        _by_harm(side),
        _by_being(side),
        _by_state(side),
        _by_loss(side),
    )
    return tuple(deed for some in found for deed in some)


def _by_verbs(side: Side) -> Iterator[Deed]:
    for event in events(side):
        role = "object" if "object" in event.roles else "subject"
        patient = event.roles.get(role) or _number_harmed(event, side)
        if patient is not None and event.modality not in _NOT_SO:
            nobody = _nobody(patient.heads[0], event, side)
            of_harm = harm_of(event.word) is not None
            yield Deed(
                event.word,
                event,
                "object" if of_harm else role,
                patient,
                nobody,
                event.negated or nobody,
                _degree(event.word, side),
            )


def _by_nouns(side: Side) -> Iterator[Deed]:
    for noun in side.claim["tokens"]:
        if noun["pos"] != "NOUN" or not _excluded(noun, side):
            continue
        around = event_around(noun, side)
        if around is None or around.modality in _NOT_SO or another(noun, side):
            continue
        degree = _degree(noun, side)
        patient = around.roles.get("object")
        if patient is not None and patient.heads[0] is not noun:
            yield Deed(noun, around, "object", patient, False, True, degree)
        elif patient is not None and around.word["lemma"] in lexicon("performing"):
            yield Deed(noun, around, "object", patient, True, True, degree)
        elif around.word["lemma"] == "be" and noun["head"] == around.word["start"]:
            # "there were no arrests"
            yield Deed(noun, around, "object", _alone(noun), True, True, degree)


def _by_harm(side: Side) -> Iterator[Deed]:
    """What somebody is told to have or to be: "sustained injuries", "was taken away with injuries",
    "the mate is dead", "escaped unhurt".
    """
    for word in side.claim["tokens"]:
        if word["pos"] not in {"NOUN", "ADJ"} or harm_of(word) is None:
            continue
        around = _harmed(word, side)
        if around is None or around.modality in _NOT_SO or another(word, side):
            continue
        role = "subject" if word["pos"] == "ADJ" or word["dep"] == "obj" else "object"
        patient = around.roles.get(role) or _shared(around, side)
        if patient is None:
            continue
        nobody = _nobody(patient.heads[0], around, side)
        unhurt = word["lemma"] in lexicon("unhurt")
        negated = around.negated or nobody
        yield Deed(word, around, "object", patient, nobody, unhurt != negated, _degree(word, side))


def _harmed(word: Row, side: Side) -> Event | None:
    """The event whose subject or object has what a word of harm tells, if any."""
    above = side.tokens_at.get(word["head"])
    below = side.children.get(word["start"], ())
    if word["pos"] == "ADJ":
        if any(c["dep"] == "cop" for c in below):
            return event_of(word, side)
        told = above is not None and above["pos"] == "VERB" and word["dep"] == "xcomp"
        return event_of(above, side) if above is not None and told else None
    if above is None or above["pos"] != "VERB" or _excluded(word, side):
        return None
    having = word["dep"] == "obj" and above["lemma"] in lexicon("undergoing")
    with_it = word["dep"] in _WITH and any(
        c["dep"] == "case" and c["lemma"] in _AT_HARM for c in below
    )
    return event_of(above, side) if having or with_it else None


def _shared(event: Event, side: Side) -> Filler | None:
    """The subject that a verb shares with those before it: "jumped clear and were treated"."""
    word: Row | None = event.word
    joined = event.word["dep"] == "conj"
    while joined and word is not None and word["dep"] in _SHARING:
        if any(c["dep"] in PATIENTS for c in side.children.get(word["start"], ())):
            return None
        word = side.tokens_at.get(word["head"])
        roles = {} if word is None else event_of(word, side).roles
        if word is not None and word["dep"] not in _SHARING:
            return roles.get("subject") or roles.get("object")
    return None


def harm_of(word: Row) -> str | None:
    """The kind of harm that a word tells of or denies, of TOLLS."""
    if word["lemma"] in lexicon("unhurt"):
        return "injuries"
    return next((name for name in TOLLS if word["lemma"] in lexicon(name)), None)


def _degree(word: Row, side: Side) -> frozenset[str]:
    """What says how badly harm was done, without the ending of adverbs."""
    if harm_of(word) is None:
        return frozenset()
    below = side.children.get(word["start"], ())
    return frozenset(
        c["text"].lower().removesuffix("ly")
        for c in below
        if c["dep"] in _DEGREES and c["text"].lower() not in lexicon("negators")
    )


def _number_harmed(event: Event, side: Side) -> Filler | None:
    """Those of whom only the number is told: "two were hurt"."""
    if harm_of(event.word) is None:
        return None
    below = side.children.get(event.word["start"], ())
    found = (c for c in below if c["pos"] == "NUM" and c["dep"] in PATIENTS)
    return next((_alone(number) for number in found), None)


def _by_being(side: Side) -> Iterator[Deed]:
    """What "this" or "it" is said not to be, in one bare word ("it was no raid", "not a raid"), and
    what others call so.
    """
    for noun in side.claim["tokens"]:
        if noun["pos"] != "NOUN":
            continue
        below = side.children.get(noun["start"], ())
        copular = any(c["dep"] == "cop" for c in below)
        around = event_of(noun, side) if copular else event_around(noun, side)
        if around is None or around.modality in _NOT_SO:
            continue
        denied = around.negated or _excluded(noun, side)
        if not denied and not _alleged(noun, side):
            yield Deed(noun, around, BEING, _alone(noun), False, False)
        elif denied and copular and _bare(below):
            yield Deed(noun, around, BEING, _alone(noun), True, True)


def _by_state(side: Side) -> Iterator[Deed]:
    """What a thing is said to be, or not to be ("the lift is not out of order").

    What is not quite so, may be so in part.
    """
    for event in states(side):
        word, subject = event.word, event.roles.get("subject")
        if subject is None or subject.heads[0]["pos"] == "PRON" or event.modality in _NOT_SO:
            continue
        below = side.children.get(word["start"], ())
        degrees = (c["text"].lower() for c in below if c["dep"] in _DEGREES)
        if event.negated and any(degree not in lexicon("negators") for degree in degrees):
            continue
        cases = tuple(c["lemma"] for c in below if c["dep"] == "case")
        role = _LACK if cases == _OUT else " ".join((BEING, *cases))
        if role != BEING or word["pos"] == "ADJ":
            yield Deed(word, event, role, subject, False, event.negated)


def _by_loss(side: Side) -> Iterator[Deed]:
    """What a thing has lost ("the tug lost power"), or what others lost of it or with it ("lost
    control of the tug", "lost contact with it").
    """
    for event in events(side):
        lost = event.roles.get("object")
        if event.word["lemma"] != "lose" or lost is None or event.modality in _NOT_SO:
            continue
        noun = lost.heads[0]
        below = side.children.get(noun["start"], ())
        of_it = [_alone(c) for c in below if c["dep"] == "nmod"]
        others = [event.roles[name] for name in _OF_IT if name in event.roles]
        thing = next(iter(of_it + others), event.roles.get("subject"))
        if thing is not None and noun["pos"] == "NOUN":
            yield Deed(noun, event, _LACK, thing, False, event.negated)


def _alleged(noun: Row, side: Side) -> bool:
    """Is it only called so by others ("the alleged raid"), or nearly one ("close to a raid")?"""
    below = side.children.get(noun["start"], ())
    before = [t["lemma"] for t in side.sentence if t["start"] < noun["start"]][-3:]
    doubted = any(c["lemma"] in lexicon("suspected") for c in below)
    return doubted or before[:2] == ["close", "to"] or before[1:] == ["close", "to"]


def _bare(below: Sequence[Row]) -> bool:
    """Does nothing say what kind of it something is not, and only a pronoun what is not it?"""
    subject = next((c for c in below if c["dep"] == "nsubj"), None)
    plain = all(c["pos"] in _PLAIN or c["dep"] == "mark" for c in below)
    article = any(c["lemma"] in {"a", "an", "no"} for c in below)
    pronoun = subject is not None and subject["lemma"] in _THIS
    return plain and article and pronoun


def _alone(noun: Row) -> Filler:
    return Filler((noun,), None, noun["start"], noun["end"])


def _nobody(word: Row, event: Event, side: Side) -> bool:
    """Is it "nobody", "no one", "none of them", or "(did not hurt) anybody"?"""
    below = {c["lemma"] for c in side.children.get(word["start"], ())}
    if "else" in below:
        return False
    if event.negated and word["lemma"] in lexicon("anybody"):
        return True
    return word["lemma"] in lexicon("nobody") or (word["lemma"] == "one" and "no" in below)


def _excluded(noun: Row, side: Side) -> bool:
    """Is it said that there was none of it ("without charge")?"""
    below = side.children.get(noun["start"], ())
    return any(c["lemma"] == "without" or (c["lemma"], c["dep"]) == ("no", "det") for c in below)
