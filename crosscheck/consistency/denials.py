"""What a denial rules out: when it contradicts what is affirmed, and when it leaves that open.

"No one was hurt" against "two keepers sustained injuries". What is denied for a time or a case
only, of somebody else, or just to be put right, may be so all the same.
"""

from crosscheck.claims.lexicons import lexicon
from crosscheck.consistency.deeds import BEING, PATIENTS, Deed, harm_of
from crosscheck.consistency.events import TELLING, Event
from crosscheck.consistency.occasions import another, long_ago, may_be_one, other_owners, other_time
from crosscheck.consistency.sides import Row, Side
from crosscheck.language.wordnet import WordNet

_HAD = frozenset({"had", "'d", "’d"})
# Who or what it is done to is compared for itself; and the roles that tell where and when.
_CIRCUMSTANCES = frozenset(
    ["subject", "object", "modified", "at", "in", "near", "during", "after", "before", "following"]
)


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


def limited(event: Event, side: Side) -> bool:
    """Is it denied for the time or the case of a clause ("no shot fell when they landed")?"""
    below = side.children.get(event.word["start"], ())
    clauses = [
        side.children.get(clause["start"], ()) for clause in below if clause["dep"] == "advcl"
    ]
    return event.negated and any(
        any(c["lemma"] in lexicon("occasions") for c in words)
        and any(c["dep"] in PATIENTS for c in words)  # "while armed" limits nothing
        for words in clauses
    )


def narrower(denied: Event, a: Side, affirmed: Event, b: Side, wordnet: WordNet) -> bool:
    """Is it denied of somebody, or something, that the other side does not speak of ("did not sign
    on to the plan", "signed")? Where and when it was, is the same in a story.
    """
    told = [head for filler in affirmed.roles.values() for head in filler.heads]
    return any(
        role not in _CIRCUMSTANCES
        and head["pos"] in {"NOUN", "PROPN"}
        and not any(token["lemma"] == head["lemma"] for token in b.sentence)
        and not any(may_be_one(head, a, other, b, wordnet) for other in told)
        for role, filler in denied.roles.items()
        for head in filler.heads[:1]
    )


def corrects(event: Event, side: Side) -> bool:
    """Is it denied only to be put right: "not for the first, but for the second"?"""
    after = [t for t in side.sentence if t["start"] > event.word["start"]]
    return event.negated and any(t["lemma"] == "but" for t in after)


def contradict(x: Deed, a: Side, y: Deed, b: Side, wordnet: WordNet) -> bool:
    """Does one deny the deed that the other affirms, of the same one or of everybody?

    Who was not badly hurt may have been hurt; who was hurt long ago, or in the sentence that denies
    it ("none has died since two died"), was so on another occasion.
    """
    one_deed = x.role == y.role and told_as_one(x.word, y.word, wordnet)
    if x.denied == y.denied or not one_deed:
        return False
    denied, affirmed = (x, y) if x.denied else (y, x)
    if denied.degree and not denied.degree & affirmed.degree:
        return False
    if harm_of(x.word) is not None and (
        long_ago(a) != long_ago(b) or _harmed_too(denied, a if x.denied else b)
    ):
        return False
    if x.role == BEING and not _deed_named(x.word, wordnet):
        return False
    return (
        _of_one(x, a, y, b, wordnet)
        and not (until_then(x.event, a, b) or until_then(y.event, b, a))
        and not (corrects(x.event, a) or corrects(y.event, b))
        and not other_time(a, b)
    )


def _harmed_too(denied: Deed, side: Side) -> bool:
    kind = harm_of(denied.word)
    return any(harm_of(t) == kind and t["start"] != denied.word["start"] for t in side.sentence)


def _deed_named(noun: Row, wordnet: WordNet) -> bool:
    """Does a noun of few senses name what is done, or happens?"""
    telling = wordnet.senses(noun["lemma"], "NOUN") <= TELLING
    return telling and (_happens(noun, wordnet) or wordnet.deverbal(noun["lemma"]))


def _of_one(x: Deed, a: Side, y: Deed, b: Side, wordnet: WordNet) -> bool:
    """Are both told of one thing or person, or is one told of everybody?"""
    one, other = x.patient.heads[0], y.patient.heads[0]
    if other_owners(one, a, other, b):
        return False
    if x.everybody or y.everybody:
        known, side = (other, b) if x.everybody else (one, a)
        return known["pos"] != "PRON" and not another(known, side)
    # of nouns with many senses one is almost always a kind of the other
    telling = all(wordnet.senses(word["lemma"], "NOUN") <= TELLING for word in (one, other))
    alike = one["lemma"] == other["lemma"] or (
        telling and wordnet.near(one["lemma"], other["lemma"], "NOUN")
    )
    return (
        one["pos"] == other["pos"] != "PRON"
        and (may_be_one(one, a, other, b, wordnet) if one["pos"] == "PROPN" else alike)
        and another(one, a) == another(other, b)
    )


def told_as_one(one: Row, other: Row, wordnet: WordNet) -> bool:
    """Are they one verb, or a verb and the noun made from it, which names what happens? What tells
    of one kind of harm is one, however it is told.
    """
    if harm_of(one) is not None and harm_of(one) == harm_of(other):
        return True
    if one["pos"] == other["pos"]:
        return one["lemma"] == other["lemma"] and one["lemma"] not in lexicon("light_verbs")
    if not any(word["pos"] == "NOUN" and _happens(word, wordnet) for word in (one, other)):
        return False
    return wordnet.derived(one["lemma"], one["pos"], other["lemma"], other["pos"])


def _happens(noun: Row, wordnet: WordNet) -> bool:
    return wordnet.is_a(noun["lemma"], "event", "NOUN")
