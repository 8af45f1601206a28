"""When what is yet to come will be: "Lund will leave on 1 May", "the trial is to start Monday".

What has happened may have happened before, but what somebody is yet to do is mostly done once.
"""

from collections.abc import Iterator

from crosscheck.claims.lexicons import lexicon
from crosscheck.consistency.events import Event, Filler, event_around, events
from crosscheck.consistency.occasions import published
from crosscheck.consistency.sides import Row, Side
from crosscheck.consistency.values import interval_of
from crosscheck.language.quotations import cues

# What is not told to have happened yet; "would" is also the future as told afterwards.
TO_COME = frozenset({"future", "unreal", "intended"})
_ONE = frozenset({"the", "its", "his", "her", "their"})
_DAYS = frozenset({"DATE", "TIME"})


def planned(side: Side) -> Iterator[tuple[tuple[str, str], Row]]:
    """The deeds yet to come that a claim dates, each with its time: (verb's lemma, who does it)."""
    for event in events(side):
        verb = event.word["lemma"]
        if event.negated or "subject" not in event.roles:
            continue
        if verb in lexicon("light_verbs") or verb in cues.lexicon().verbs:
            continue
        to_come = event.modality in TO_COME
        for time in side.times:
            if _dates(time, event, side) and (to_come or ahead(time, side)):
                yield from (((verb, who), time) for who in _who(event.roles["subject"], side))


def _who(subject: Filler, side: Side) -> Iterator[str]:
    """The entities that a name can mean, or the noun of what there is one of ("the trial")."""
    head = subject.heads[0]
    if head["pos"] == "NOUN" and any(
        c["lemma"] in _ONE for c in side.children.get(head["start"], ())
    ):
        yield head["lemma"]
    if head["pos"] == "PROPN":
        for key, row in side.entities.items():
            if any(head["text"] in name.split() for name in (row["name"], *row["aliases"])):
                yield key


def ahead(time: Row, side: Side) -> bool:
    """Does a time begin after the document was published ("opens on Monday")?"""
    moment = published(side)
    return moment is not None and time["earliest"] is not None and time["earliest"] > moment


def _dates(time: Row, event: Event, side: Side) -> bool:
    """Is a time, one of a calendar or of the days around, said of an event?"""
    return time["type"] in _DAYS and interval_of(time) is not None and said_of(time, event, side)


def said_of(time: Row, event: Event, side: Side) -> bool:
    """Is an event's verb the nearest above a time?"""
    inside = [t for t in side.sentence if time["start"] <= t["start"] < time["end"]]
    around = (event_around(token, side) for token in inside)
    return any(found is not None and found.word is event.word for found in around)
