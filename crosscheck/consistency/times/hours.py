"""The hour of a story's news: "it happened around 9:15 p.m.", "after the blast at 9 p.m."

What happened is told in many words, but it has one hour. An hour is taken for that of the news if
it dates that something unplanned came about, or what was done in a sentence that tells of it.
"""

import re
from datetime import timedelta
from itertools import product

from crosscheck.claims.lexicons import lexicon
from crosscheck.consistency.events import Event, event_of, events_of, one_way, same_event
from crosscheck.consistency.figures.tolls import TOLLS
from crosscheck.consistency.occasions import another, at_odds
from crosscheck.consistency.sides import Row, Side
from crosscheck.consistency.values import clock_apart, clock_of, clock_rounding
from crosscheck.language.quotations import cues
from crosscheck.language.wordnet import WordNet

_TO_COME = frozenset({"future", "unreal", "intended"})
# A minute between two hours told to the minute is two clocks'.
_FIVES, _MOMENT = 5, timedelta(minutes=1)
# Hours further apart are of two events.
_NEAR = timedelta(minutes=60)
_DAYS = timedelta(days=2)
_HALVES = re.compile(r"[ap]\.?\s?m\b|\blocal\b|o'clock|GMT", re.IGNORECASE)
_LOOSE = frozenset({"since", "until", "before", "after"})
_AT = frozenset({"at", "around", "about", "by"})
_IT = frozenset({"it", "this", "incident"})
_LINKS = frozenset({"ADP", "ADV", "ADJ", "DET", "PUNCT"})
_UPON = frozenset({"after", "following", "in"})


def of_one_hour(s: Row, a: Side, t: Row, b: Side, wordnet: WordNet) -> bool:
    """Do two hours date one deed by its words, or both the news?"""
    first, second = _dated(s, a), _dated(t, b)
    for x, y in product(first, second):
        if (x.modality in _TO_COME) != (y.modality in _TO_COME):
            return False  # a timetable, and what came of it
        if same_event(x, y, wordnet) and (one_way(x, y) or not at_odds(x, a, y, b, wordnet)):
            return True
    done = any(map(_plain, first)), any(map(_plain, second))
    moments = _to_the_minute(s) and _to_the_minute(t) and clock_apart(s, t) == _MOMENT
    if moments and all(done):
        return True
    came = _came_about(s, a, wordnet), _came_about(t, b, wordnet)
    return any(came) and all(
        come or (plain and _tells_of_it(side, wordnet))
        for come, plain, side in zip(came, done, (a, b), strict=True)
    )


def _to_the_minute(time: Row) -> bool:
    """Is it told so exactly that the minute after it is hardly another event's?"""
    return (clock_of(time) or 0) % _FIVES > 0 and time["mod"] != "APPROX"


def other_hour(s: Row, t: Row) -> bool:
    """Are two hours not one, as closely as either is told, but near and of one day?

    "Around 9:15" is closer than "around 9".
    """
    apart = clock_apart(s, t)
    if apart is None or not _least(s, t) < apart <= _NEAR:
        return False
    days = s["earliest"], t["earliest"]
    return None in days or abs(days[0] - days[1]) < _DAYS


def _least(s: Row, t: Row) -> timedelta:
    """By how much two hours may differ and still be one."""
    if _to_the_minute(s) and _to_the_minute(t):
        return timedelta()
    return clock_rounding(s) + clock_rounding(t)


def same_hour(s: Row, t: Row) -> bool:
    """Can two hours be one, as closely as either is told?"""
    apart = clock_apart(s, t)
    return apart is not None and apart <= _least(s, t)


def about_one_hour(s: Row, t: Row) -> bool:
    """Are two hours so near that both may be told of one event?"""
    apart = clock_apart(s, t)
    return apart is not None and apart <= 2 * _NEAR


def tells_hour(time: Row, side: Side) -> bool:
    """Is it an hour of the day ("at 21:15", "9:15 p.m."), not a film's length or a time stamp?"""
    if clock_of(time) is None or time["relation"] in _LOOSE:
        return False
    before = [t for t in side.sentence if t["end"] <= time["start"]][-1:]
    spelt = bool(_HALVES.search(time["text"])) or any(t["lemma"] in _AT for t in before)
    return spelt and any(event.roles or event.participants for event in _dated(time, side))


def _dated(time: Row, side: Side) -> list[Event]:
    """The events that a time dates; of "said that at nine a barge sank", what is said."""
    return [_told_in(event, time, side) for event in events_of(time, side)]


def _told_in(event: Event, time: Row, side: Side) -> Event:
    if event.word["lemma"] not in cues.lexicon().verbs or event.word["end"] > time["start"]:
        return event
    below = side.children.get(event.word["start"], ())
    clauses = (c for c in below if c["dep"] == "ccomp" and c["start"] > time["end"])
    return next((event_of(clause, side) for clause in clauses), event)


def _came_about(time: Row, side: Side, wordnet: WordNet) -> bool:
    """Does it only date that something unplanned came about, or hang on the noun for it?"""
    for event in _dated(time, side):
        subject = event.roles.get("subject") or event.roles.get("object")
        if event.word["lemma"] not in lexicon("occurrences") or subject is None or event.negated:
            continue
        head = subject.heads[0]
        if head["lemma"] in _IT or _mishap(head, wordnet):
            return not another(head, side)
    noun = _before(time, side)
    return noun is not None and _mishap(noun, wordnet) and not another(noun, side)


def _before(time: Row, side: Side) -> Row | None:
    """The noun of a phrase that a time closes: "after the blast at about nine"."""
    words = [t for t in side.sentence if t["end"] <= time["start"]][::-1]
    noun = next((t for t in words if t["pos"] not in _LINKS), None)
    if noun is None or side.dated(noun):
        return None
    below = side.children.get(noun["start"], ())
    return noun if any(c["dep"] == "case" and c["lemma"] in _UPON for c in below) else None


def _mishap(noun: Row, wordnet: WordNet) -> bool:
    lemma = noun["lemma"]
    kinds = lexicon("mishaps")
    return noun["pos"] == "NOUN" and (
        lemma in kinds or any(wordnet.is_a(lemma, kind, "NOUN") for kind in kinds)
    )


def _tells_of_it(side: Side, wordnet: WordNet) -> bool:
    """Does a sentence tell of harm, or of a mishap?"""
    return any(
        any(t["lemma"] in lexicon(name) for name in TOLLS) or _mishap(t, wordnet)
        for t in side.sentence
    )


def _plain(event: Event) -> bool:
    """Is it what happened, not what was said of it, nor what others did upon it?"""
    verb = event.word["lemma"]
    return (
        event.word["pos"] == "VERB"
        and event.modality == "asserted"
        and not event.negated
        and verb not in lexicon("responses")
        and verb not in lexicon("light_verbs")
        and verb not in cues.lexicon().verbs
    )
