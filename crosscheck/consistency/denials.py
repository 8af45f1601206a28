"""What one document denies and another affirms, however little else two claims share.

"No one was hurt", "freed without charge" against "two keepers were hurt", "the mate was charged".
What ties such claims is the deed itself, if it is told of the same one and is a story's news.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from crosscheck.claims.lexicons import lexicon
from crosscheck.consistency.candidates import Places
from crosscheck.consistency.events import Event, Filler, event_around, events
from crosscheck.consistency.occasions import another, may_be_one, other_time
from crosscheck.consistency.sides import Row, Side
from crosscheck.language.wordnet import WordNet

_HAD = frozenset({"had", "'d", "’d"})
_NOT_SO = frozenset({"unreal", "intended", "open", "future", "possible", "likely", "necessary"})


class Deed(NamedTuple):
    """What is affirmed or denied to have been done to somebody.

    Attributes:
        word: The verb, or the noun that stands for it ("without charge").
        event: The event of the verb, or of the verb that the noun belongs to.
        role: object or, of a verb without one, subject.
        patient: What fills it.
        everybody: Is it denied of everybody?
        denied: Is it denied?
    """

    word: Row
    event: Event
    role: str
    patient: Filler
    everybody: bool
    denied: bool


def until_then(event: Event, side: Side, other: Side) -> bool:
    """Is it denied for a time only, of which the other side does not speak?

    "Had not won", "has not won since", "never before".
    """
    if not event.negated:
        return False
    below = side.children.get(event.word["start"], ())
    around = {c["text"].lower() for child in below for c in side.children.get(child["start"], ())}
    limits = lexicon("until_then") & (around | {c["text"].lower() for c in below})
    limits |= {c["text"].lower() for c in below if c["dep"] == "aux"} & _HAD
    return bool(limits - {t["text"].lower() for t in other.sentence})


def corrects(event: Event, side: Side) -> bool:
    """Is it denied only to be put right: "not for the first, but for the second"?"""
    after = [t for t in side.sentence if t["start"] > event.word["start"]]
    return event.negated and any(t["lemma"] == "but" for t in after)


@lru_cache(maxsize=65536)
def deeds(side: Side) -> tuple[Deed, ...]:
    """What a claim affirms or denies as a fact, by its verbs and by nouns that "no" or "without"
    goes with.
    """
    return tuple(_by_verbs(side)) + tuple(_by_nouns(side))


def _by_verbs(side: Side) -> Iterator[Deed]:
    for event in events(side):
        role = "object" if "object" in event.roles else "subject"
        if role in event.roles and event.modality not in _NOT_SO:
            patient = event.roles[role]
            nobody = _nobody(patient.heads[0], event, side)
            yield Deed(event.word, event, role, patient, nobody, event.negated or nobody)


def _by_nouns(side: Side) -> Iterator[Deed]:
    for noun in side.claim["tokens"]:
        if noun["pos"] != "NOUN" or not _excluded(noun, side):
            continue
        around = event_around(noun, side)
        if around is None or around.modality in _NOT_SO:
            continue
        patient = around.roles.get("object")
        if patient is not None and patient.heads[0] is not noun:
            yield Deed(noun, around, "object", patient, False, True)
        elif patient is not None and around.word["lemma"] in lexicon("performing"):
            yield Deed(noun, around, "object", patient, True, True)
        elif around.word["lemma"] == "be" and noun["head"] == around.word["start"]:
            yield Deed(noun, around, "object", _alone(noun), True, True)  # "there were no arrests"


def _alone(noun: Row) -> Filler:
    return Filler((noun,), None, noun["start"], noun["end"])


def _nobody(word: Row, event: Event, side: Side) -> bool:
    """Is it "nobody", "no one", "none of them", or "(did not hurt) anybody"?"""
    if event.negated and word["lemma"] in lexicon("anybody"):
        return True
    below = {c["lemma"] for c in side.children.get(word["start"], ())}
    return word["lemma"] in lexicon("nobody") or (word["lemma"] == "one" and "no" in below)


def _excluded(noun: Row, side: Side) -> bool:
    """Is it said that there was none of it ("without charge")?"""
    below = side.children.get(noun["start"], ())
    return any(c["lemma"] == "without" or (c["lemma"], c["dep"]) == ("no", "det") for c in below)


def contradict(x: Deed, a: Side, y: Deed, b: Side, wordnet: WordNet) -> bool:
    """Does one deny the deed that the other affirms, of the same one or of everybody?"""
    one_deed = x.role == y.role and _one_deed(x.word, y.word, wordnet)
    if x.denied == y.denied or not one_deed:
        return False
    return (
        _of_one(x, a, y, b, wordnet)
        and not (until_then(x.event, a, b) or until_then(y.event, b, a))
        and not (corrects(x.event, a) or corrects(y.event, b))
        and not other_time(a, b)
    )


def _of_one(x: Deed, a: Side, y: Deed, b: Side, wordnet: WordNet) -> bool:
    """Are both told of one thing or person, or is one told of everybody?"""
    one, other = x.patient.heads[0], y.patient.heads[0]
    if x.everybody or y.everybody:
        known, side = (other, b) if x.everybody else (one, a)
        return known["pos"] != "PRON" and not another(known, side)
    return (
        one["pos"] == other["pos"] != "PRON"
        and may_be_one(one, a, other, b, wordnet)
        and another(one, a) == another(other, b)
    )


def _one_deed(one: Row, other: Row, wordnet: WordNet) -> bool:
    """Are they one verb, or a verb and the noun made from it, which names what happens?"""
    if one["pos"] == other["pos"]:
        return one["lemma"] == other["lemma"] and one["lemma"] not in lexicon("light_verbs")
    if not any(word["pos"] == "NOUN" and _happens(word, wordnet) for word in (one, other)):
        return False
    return wordnet.derived(one["lemma"], one["pos"], other["lemma"], other["pos"])


def _happens(noun: Row, wordnet: WordNet) -> bool:
    return wordnet.is_a(noun["lemma"], "event", "NOUN")


def denied_deeds(story: Sequence[Side], at: Places, wordnet: WordNet) -> set[tuple[int, int]]:
    """Pairs of claims one of which denies what the other affirms.

    The deed must stand among the first sentences of a document, on either side, and no document may
    say it both ways.

    Returns:
        Indices into the story; the one whose document sorts first stands first.
    """
    told = [(i, deed) for i, side in enumerate(story) for deed in deeds(side)]
    affirmed: dict[tuple[str, str], list[tuple[int, Deed]]] = defaultdict(list)
    for j, y in told:
        if not y.denied:
            affirmed[y.word["lemma"], y.word["pos"]].append((j, y))
    against = [
        (i, j, verb)
        for i, x in told
        if x.denied
        for (verb, pos), holders in affirmed.items()
        if _one_deed(x.word, {"lemma": verb, "pos": pos}, wordnet)
        for j, y in holders
        if contradict(x, story[i], y, story[j], wordnet)
    ]
    document = at.document
    both_ways = {(document[i], deed) for i, j, deed in against if document[i] == document[j]}
    leading = {deed for i, j, deed in against if at.leading[i] or at.leading[j]}
    return {
        (i, j) if document[i] < document[j] else (j, i)
        for i, j, deed in against
        if document[i] != document[j]
        and deed in leading
        and not both_ways & {(document[i], deed), (document[j], deed)}
    }
