"""Are two figures of one thing of one occasion? What is counted here today is counted there, and
again tomorrow.
"""

from collections.abc import Sequence, Set
from itertools import product

from crosscheck.claims.lexicons import lexicon
from crosscheck.consistency.events import Event, same_event
from crosscheck.consistency.figures.counting import counted_noun, figure_events, same_thing, small
from crosscheck.consistency.figures.prices import priced
from crosscheck.consistency.figures.tolls import one_toll
from crosscheck.consistency.occasions import (
    at_odds,
    other_names,
    other_number,
    other_time,
    same_cast,
    same_role,
)
from crosscheck.consistency.sides import Row, Side
from crosscheck.consistency.values import nearly_equal, same_value
from crosscheck.language.quotations import cues
from crosscheck.language.wordnet import WordNet

_APART = 5
_SHARED, _FEWEST, LIKELY, _SURE = 0.5, 2, 0.5, 0.8
_WORDS = frozenset({"NOUN", "PROPN", "VERB", "ADJ"})
_DESCRIBING = frozenset({"amod", "compound"})
_TOLD = frozenset({"ccomp", "parataxis"})


def one_occasion(
    p: Row, a: Side, q: Row, b: Side, wordnet: WordNet, *, score: float, tied: Set[str]
) -> bool:
    """Are both figures of one event, or of the same words nearly, and of no other day?

    A score is of one moment of one game: it takes the same two sides in the same event.

    Args:
        p, a, q, b: Two figures of one thing, each with the side that gives it.
        wordnet: Relations between words.
        score: The probability that the two claims speak of the same.
        tied: What ties the claims however little else they share, of `candidates.TIES`.
    """
    if other_time(a, b) or other_number(a, b):
        return False
    if "figure" in tied and priced(p, a) & priced(q, b):
        return True
    first, second = figure_events(p, a), figure_events(q, b)
    if _of_other_names(first, a, second, b):
        return False
    if nearly_equal(p, q) or _of_one_name(p, a, q, b) or _other_figure(p, a, q, b, wordnet):
        return True
    if _sought(first) != _sought(second):
        return False
    told = [(x, y) for x in first for y in second if x.word["pos"] == y.word["pos"] == "VERB"]
    if one_toll(p, a, q, b):  # who or what did it may be told by one side only
        told = [(x, y) for x, y in told if _done_by(x, p) and _done_by(y, q)]
    # "three boats took damage" tells of the boats as much as "two boats were damaged"
    done = [(x, y) for x, y in told if not (_counts_doers(x, p) or _counts_doers(y, q))]
    if done and all(at_odds(x, a, y, b, wordnet) for x, y in done):
        return False
    if one_toll(p, a, q, b):
        named = a.entities.keys() and b.entities.keys()
        apart = named and not a.entities.keys() & b.entities.keys()
        likely = score >= LIKELY or "figure" in tied
        return _near(p, q) and (likely or not apart)
    pairs = [(x, y) for x in first for y in second]
    if p["kind"] == "score":
        told_alike = any(x.word["lemma"] == y.word["lemma"] for x, y in pairs)
        return (told_alike and alike(p, a, q, b)) or any(same_cast(x, a, y, b) for x, y in pairs)
    light = lexicon("light_verbs")
    verbs = [(x, y) for x, y in told if x.word["lemma"] == y.word["lemma"] not in light]
    if any(same_role("subject", x, a, y, b) or score >= _SURE for x, y in verbs):
        return True
    return _near(p, q) and (
        alike(p, a, q, b)
        or described_alike(p, a, q, b, wordnet)
        or any(same_event(x, y, wordnet) or same_cast(x, a, y, b) for x, y in pairs)
    )


def _near(p: Row, q: Row) -> bool:
    """Are they of one order? Figures far apart are rather of two groups or things than of one."""
    values = sorted(abs(float(x["high"] or x["low"] or 0.0)) for x in (p, q))
    return p["kind"] == "score" or values[1] <= _APART * values[0]


def _of_other_names(first: Sequence[Event], a: Side, second: Sequence[Event], b: Side) -> bool:
    """Do those who have other names do either ("Lund offered £4m", "Moe, who has offered £5m")?"""
    told = [
        [e for e in some if e.word["pos"] == "VERB" and not _says(e, side)]
        for some, side in ((first, a), (second, b))
    ]
    pairs = [(x, y) for x in told[0] for y in told[1]]
    return bool(pairs) and all(other_names(x, a, y, b) for x, y in pairs)


def _says(event: Event, side: Side) -> bool:
    """Is it only that somebody says it?"""
    below = side.children.get(event.word["start"], ())
    told = any(child["dep"] in _TOLD for child in below)
    return told and event.word["lemma"] in cues.lexicon().verbs


def _sought(figures_events: Sequence[Event]) -> bool:
    """Is it a number that somebody only wants to have, or has to ("needs nine points")?"""
    return any(event.word["lemma"] in lexicon("sought") for event in figures_events)


def _done_by(event: Event, quantity: Row) -> bool:
    """Is it told who or what did it? Those who "died" did not, the figure counts them."""
    return "subject" in event.roles and not _counts_doers(event, quantity)


def _counts_doers(event: Event, quantity: Row) -> bool:
    """Does a figure count what is the subject of a verb?"""
    subject = event.roles.get("subject")
    return subject is not None and (
        subject.start <= quantity["start"] < subject.end
        or subject.heads[0]["lemma"] == quantity["counted_lemma"]
    )


def _other_figure(p: Row, a: Side, q: Row, b: Side, wordnet: WordNet) -> bool:
    """Do both claims count as many of something else? Then it is one tally ("12 dead, 40 hurt")."""
    return _near(p, q) and any(
        x["kind"] == p["kind"] == "count"
        and not small(x)
        and same_value(x, y)
        and same_thing(x, y, wordnet)
        for x in a.quantities
        for y in b.quantities
        if x is not p and y is not q
    )


def _of_one_name(p: Row, a: Side, q: Row, b: Side) -> bool:
    """Do both measure whoever both sides name ("Lund, 54")?"""
    shared = a.entities.keys() & b.entities.keys()
    words = {w.lower() for key in shared for w in a.entities[key]["name"].split()}
    return p["kind"] == "measure" and p["counted_lemma"] in words and q["counted_lemma"] in words


def alike(p: Row, a: Side, q: Row, b: Side) -> bool:
    """Have the claims half the words of the shorter one in common, besides the figures?

    Units, and what is counted, are the same wherever two figures are compared, and a story's names
    wherever two claims are.
    """
    told = _telling(p, a), _telling(q, b)
    smaller = min(map(len, told))
    shared = told[0] & told[1]
    names = {t["lemma"] for side in (a, b) for t in side.sentence if t["pos"] == "PROPN"}
    return bool(shared - names) and len(shared) >= max(_SHARED * smaller, min(_FEWEST, smaller))


def described_alike(p: Row, a: Side, q: Row, b: Side, wordnet: WordNet) -> bool | None:
    """Does like a word tell which things are counted ("three steel masts", "two steel masts")?

    None: of one of them no word tells it.
    """
    first, second = _describing(p, a), _describing(q, b)
    if not first or not second:
        return None
    return any(
        x["pos"] == y["pos"] and wordnet.synonyms(x["lemma"], y["lemma"], x["pos"])
        for x, y in product(first, second)
    )


def _describing(quantity: Row, side: Side) -> list[Row]:
    """The words between a figure and what it counts that tell of what kind that is."""
    noun = counted_noun(quantity, side)
    below = () if noun is None else side.children.get(noun["start"], ())
    return [
        child
        for child in below
        if child["dep"] in _DESCRIBING
        and child["pos"] != "NUM"
        and noun is not None
        and quantity["end"] <= child["start"] < noun["start"]
        and child["lemma"] not in lexicon("one_of_several")
    ]


def _telling(quantity: Row, side: Side) -> frozenset[str]:
    """The words of a claim that tell more than how many, or how much, of something there is."""
    return frozenset(
        token["lemma"]
        for token in side.claim["tokens"]
        if token["pos"] in _WORDS
        and token["lemma"] not in lexicon("light_verbs") | {quantity["counted_lemma"]}
        and not _counts(token, side)
    )


def _counts(token: Row, side: Side) -> bool:
    return any(q["start"] <= token["start"] < q["end"] for q in side.quantities)
