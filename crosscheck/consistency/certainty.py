"""How sure a text is of an event, a state or a thing, and whether another text is surer of it.

"May have fallen" against "fell", "a possible leak" against "the leak": what one tells as possible
or likely, and the other as a fact. What is yet to come, or only alleged of who did it, is no doubt.
"""

import re
from collections.abc import Iterator

from crosscheck.claims.lexicons import lexicon
from crosscheck.consistency.events import Event, able, one_event, same_state
from crosscheck.consistency.occasions import at_odds, other_names
from crosscheck.consistency.relatedness import related
from crosscheck.consistency.sides import Row, Side
from crosscheck.language.quotations import cues
from crosscheck.language.wordnet import WordNet

_SUBJECTS = frozenset({"nsubj", "nsubj:pass"})
# Modalities of what is told as no fact, and as one, be it yet to come.
UNSURE, _SURE = frozenset({"possible", "likely"}), frozenset({"asserted", "future", "unreal"})
_EXPECTED = frozenset({"expect", "expected"})


def doubted(x: Event, a: Side, y: Event, b: Side, wordnet: WordNet) -> bool:
    """Is one event or state told as possible or likely by one side, as a fact by the other?"""
    kinds = {x.modality, y.modality}
    if len(kinds) == 1 or not kinds & UNSURE or not kinds & _SURE:
        return False
    if x.negated != y.negated or _other_person(x, y):  # "could not": no doubt is left
        return False
    one = one_event(x, y, wordnet) or same_state(x, y, wordnet)
    if not one or at_odds(x, a, y, b, wordnet) or other_names(x, a, y, b):
        return False
    for pair in ((x, a, y, b), (y, b, x, a)):
        if _foreseen(*pair) or _told_by_source(*pair) or _doer_alleged(*pair, wordnet):
            return False
    if _other_bearer(x, a, y, b, wordnet):
        return False
    if any(able(event, side) or _seems(event, side) for event, side in ((x, a), (y, b))):
        return False
    if (_to_come(x, a) and _past(y, b)) or (_to_come(y, b) and _past(x, a)):
        return False  # "may test one" is told before "tested one", or of another
    # said on both sides, however the sentence is built
    return not (has_word(b, cue_of(x, a)) or has_word(a, cue_of(y, b)))


def suspected(x: Row, hedge: Row | None, a: Side, y: Row, other: Row | None, b: Side) -> bool:
    """Is only one of two like nouns hedged, and that nowhere in the other's document?"""
    if x["lemma"] != y["lemma"] or (hedge is None) == (other is None):
        return False
    return not _hedges_it(x, b if other is None else a)


def hedged_subjects(side: Side) -> Iterator[tuple[Row, Row | None]]:
    """The nouns that are subjects of a claim's verbs, each with the adjective that hedges it."""
    for token in side.claim["tokens"]:
        if token["pos"] == "NOUN" and token["dep"] in _SUBJECTS:
            below = side.children.get(token["start"], ())
            found = (
                c for c in below if c["dep"] == "amod" and c["text"].lower() in lexicon("suspected")
            )
            yield token, next(found, None)


def _hedges_it(noun: Row, side: Side) -> bool:
    """Does a document hedge a noun anywhere, itself or a word or two before it?"""
    words = lexicon("modal_possible") | lexicon("modal_likely") | lexicon("suspected")
    hedges = "|".join(sorted(words))
    form = rf"\b(?:{hedges})(?:\W+\w+){{0,2}}\W+{re.escape(noun['lemma'])}"
    return re.search(form, side.document["raw_text"], re.IGNORECASE) is not None


def _foreseen(x: Event, a: Side, y: Event, b: Side) -> bool:
    """Is it expected, and planned or foretold: "is expected to leave", "will leave"?"""
    cue = cue_of(x, a)
    return cue is not None and cue["lemma"] in _EXPECTED and y.modality in {"future", "unreal"}


def _other_bearer(x: Event, a: Side, y: Event, b: Side, wordnet: WordNet) -> bool:
    """Are they told of two things, by relative clauses: "roofs that fell", "walls that may"?"""
    one, other = _bearer(x, a), _bearer(y, b)
    return one is not None and other is not None and not related(wordnet, one, other)


def _bearer(event: Event, side: Side) -> Row | None:
    """The noun whose relative clause tells it with a pronoun for its subject."""
    subject = event.roles.get("subject")
    if event.word["dep"] != "acl:relcl" or subject is None or subject.heads[0]["pos"] != "PRON":
        return None
    noun = side.tokens_at.get(event.word["head"])
    return noun if noun is not None and noun["pos"] == "NOUN" else None


def _accused(event: Event, side: Side) -> bool:
    """Is somebody held to have done it, as by "allegedly"?"""
    cue = cue_of(event, side)
    return cue is not None and cue["text"].lower() in lexicon("accusations")


def _doer_alleged(x: Event, a: Side, y: Event, b: Side, wordnet: WordNet) -> bool:
    """Is somebody held to have done what the other tells of no doer: "was robbed", "Holt allegedly
    robbed him"? That it was done nobody doubts.
    """
    if not _accused(x, a) or "subject" not in x.roles or "object" not in y.roles:
        return False
    below = b.children.get(y.word["start"], ())
    passive = y.word["dep"] == "acl" or any(c["dep"] == "nsubj:pass" for c in below)
    by = y.roles.get("subject")  # "was hit by a car"
    thing = by is not None and by.heads[0]["pos"] == "NOUN" and not _person(by.heads[0], wordnet)
    return passive and (by is None or thing)


def _person(noun: Row, wordnet: WordNet) -> bool:
    return wordnet.is_a(noun["lemma"], "person", "NOUN")


def _told_by_source(x: Event, a: Side, y: Event, b: Side) -> bool:
    """Is somebody held to have done it, and does a source say so: "police say that he fled"?"""
    above = b.tokens_at.get(y.word["head"])
    if not _accused(x, a) or above is None:
        return False
    return y.word["dep"] == "ccomp" and above["lemma"] in cues.lexicon().verbs


def _seems(event: Event, side: Side) -> bool:
    """Does a sentence tell only that it seems so, or is alleged ("it appears that it fell",
    "allegations that it fell"), unlike its clause?
    """
    word: Row | None = event.word
    seen = set()
    while word is not None and word["start"] not in seen:
        seen.add(word["start"])
        word = side.tokens_at.get(word["head"])
        if word is not None and word["lemma"] in lexicon("seeming") | lexicon("accusations"):
            return event.modality not in UNSURE
    return False


def _to_come(event: Event, side: Side) -> bool:
    """Is it possible for the time to come ("may fall"), not for the past ("may have fallen")?"""
    auxiliaries = [
        c["lemma"] for c in side.children.get(event.word["start"], ()) if c["dep"] == "aux"
    ]
    return auxiliaries in (["may"], ["might"])


def _past(event: Event, side: Side) -> bool:
    """Is it told in the past ("fell", "was felled")?"""
    below = side.children.get(event.word["start"], ())
    auxiliaries = {c["text"].lower() for c in below if c["dep"].startswith("aux")}
    form = event.word["text"].lower()
    inflected = form != event.word["lemma"].partition("_")[0] and not form.endswith(("s", "ing"))
    return inflected and auxiliaries <= {"was", "were", "had"}


def has_word(side: Side, word: Row | None) -> bool:
    """Does a word stand in the sentence, in a claim or not?"""
    if word is None:
        return False
    text = side.document["raw_text"][side.claim["sentence_start"] : side.claim["sentence_end"]]
    return word["text"].lower() in re.findall(r"\w+", text.lower()) or any(
        t["lemma"] == word["lemma"] for t in side.sentence
    )


def _other_person(x: Event, y: Event) -> bool:
    """Are both told of somebody that only a pronoun names, and not the same one ("I", "he")?"""
    if "subject" not in x.roles or "subject" not in y.roles:
        return False
    one, other = (event.roles["subject"].heads[0] for event in (x, y))
    return one["pos"] == other["pos"] == "PRON" and one["lemma"] != other["lemma"]


def cue_of(event: Event, side: Side) -> Row | None:
    """The word that makes an event's modality."""
    if event.modality not in UNSURE:
        return None
    near = [*side.children.get(event.word["start"], ()), side.tokens_at.get(event.word["head"])]
    words = lexicon(f"modal_{event.modality}") | lexicon("evidence")
    return next((t for t in near if t is not None and t["lemma"] in words), None)
