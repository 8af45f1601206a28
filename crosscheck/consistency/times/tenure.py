"""Until when somebody stays: "will step down on 3 May", "would remain for two more months".

A length of staying is counted from the day of writing, so that it tells the same as a date of
leaving, whichever of the two an outlet gives.
"""

import re
from collections.abc import Iterator
from datetime import datetime
from typing import NamedTuple

from dateutil.relativedelta import relativedelta

from crosscheck.claims.lexicons import lexicon
from crosscheck.consistency.events import Event, events
from crosscheck.consistency.occasions import person_of, published
from crosscheck.consistency.sides import Row, Side
from crosscheck.consistency.times.plans import TO_COME, ahead, said_of
from crosscheck.consistency.values import LESS, MORE, interval_of

_LEAVING = ("departures", "resignations", "retirements")
_DATED = frozenset({"during", "since", None})
_LAST = frozenset({"final", "last"})
_UNITS = {"Y": "years", "M": "months", "W": "weeks", "D": "days"}
# What a person can stay in a calendar of four digits, as a TIMEX3 duration.
_LENGTH = re.compile(r"P([1-9][0-9]{0,2})([YMWD])")
# Of "two months" a half may be rounding.
_ROUNDING = 0.5


class End(NamedTuple):
    """When a person's time in an office, or at a place, is to end.

    Attributes:
        person: Whose, an entity id.
        earliest, latest: When, a half-open interval; None: however early, however late.
        start, end: What tells it, from its verb to its time, in characters of raw_text.
    """

    person: str
    earliest: datetime | None
    latest: datetime | None
    start: int
    end: int

    def excludes(self, other: "End") -> bool:
        """Can the two not be one moment of one person's?"""
        return self.person == other.person and (_before(self, other) or _before(other, self))


def _before(first: End, second: End) -> bool:
    ends = first.latest, second.earliest
    return ends[0] is not None and ends[1] is not None and ends[0] <= ends[1]


def ends(side: Side) -> Iterator[End]:
    """Until when the people of a claim are to stay, as far as it tells."""
    for event in events(side):
        subject = event.roles.get("subject")
        person = None if subject is None else person_of(subject.heads[0], side)
        if person is None or event.negated:
            continue
        for time in side.times:
            if said_of(time, event, side):
                yield from _end(event, person, time, side)
    yield from _last_days(side)


def _end(event: Event, person: str, time: Row, side: Side) -> Iterator[End]:
    verb = event.word["lemma"].replace("_", " ")
    to_come = event.modality in TO_COME
    told = person, event.word, time
    if verb in lexicon("staying") and time["type"] == "DURATION" and to_come:
        yield from _after(*told, side)
    dated = time["relation"] == "until" if verb in lexicon("staying") else _leaving(verb, time)
    if dated and time["type"] == "DATE" and (to_come or ahead(time, side)):
        yield from _at(*told)


def _leaving(verb: str, time: Row) -> bool:
    return time["relation"] in _DATED and any(verb in lexicon(name) for name in _LEAVING)


def _at(person: str, word: Row, time: Row) -> Iterator[End]:
    interval = interval_of(time)
    if interval is not None:
        yield End(person, *interval, *_span(word, time))


def _span(word: Row, time: Row) -> tuple[int, int]:
    return min(word["start"], time["start"]), max(word["end"], time["end"])


def _after(person: str, word: Row, time: Row, side: Side) -> Iterator[End]:
    """A length counted from the day of writing."""
    moment = published(side)
    found = _LENGTH.fullmatch(time["value"] or "")
    if moment is None or found is None:
        return
    number = int(found[1])
    try:
        end = moment + relativedelta(**{_UNITS[found[2]]: number})
        slack = (end - moment) / number * _ROUNDING
        earliest, latest = end - slack, end + slack
    except (OverflowError, ValueError):  # beyond the calendar
        return
    if time["mod"] in MORE:
        earliest, latest = end, None
    elif time["mod"] in LESS:
        earliest, latest = None, end
    yield End(person, earliest, latest, *_span(word, time))


def _last_days(side: Side) -> Iterator[End]:
    """As in "his last day in office will be 3 May"."""
    for day in side.sentence:
        below = side.children.get(day["start"], ())
        last = next((c for c in below if c["lemma"] in _LAST), None)
        if day["lemma"] != "day" or last is None:
            continue
        person = next((_owner(c, side) for c in below if c["dep"] == "nmod:poss"), None)
        behind = [t for t in side.times if t["start"] > day["start"] and t["type"] == "DATE"]
        if person is not None and behind and ahead(behind[0], side):
            yield from _at(person, last, behind[0])


def _owner(word: Row, side: Side) -> str | None:
    """Whose; "his" is rather of the first whom the sentence names before."""
    before = (t for t in side.sentence if t["start"] < word["start"] and t["pos"] == "PROPN")
    words = before if word["pos"] == "PRON" else [word]
    return next((person for t in words if (person := person_of(t, side))), None)
