"""On which side of a place: "40 miles north of Wend", "40 miles south of Wend".

That it is as far from one place ties two claims however they are worded, as long as neither
document tells it both ways.
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

from crosscheck.consistency.comparers.base import Conflict, Context, shown
from crosscheck.consistency.occasions import long_ago, other_time
from crosscheck.consistency.sides import Row, Side
from crosscheck.consistency.values import quantities_meet

_POINT = r"(?:north|south)?(?:-?(?:east|west))?"
# After the distance, and what it is in another unit: "40 miles (64 km) to the north of Wend".
_BEARING = re.compile(
    rf"\s*(?:\([^()]*\)\s*)?(?:to the |due )?(?P<way>{_POINT}) of (?P<of>(?:[A-Z][\w’'-]* ?)+)",
)
_OPPOSITE = {"north": "south", "south": "north", "east": "west", "west": "east"}
_METRE = "meter"


class _Bearing(NamedTuple):
    """Where something is, seen from a place.

    Attributes:
        distance: The quantity that tells how far.
        ways: The points of the compass ("southwest": south and west).
        place: The name of the place.
        start, end: From the distance to the name, in characters of raw_text.
    """

    distance: Row
    ways: frozenset[str]
    place: str
    start: int
    end: int

    def opposite(self, other: "_Bearing") -> bool:
        """Is it as far from one place, but in no common direction and the opposite one?"""
        if self.place != other.place or not quantities_meet(self.distance, other.distance):
            return False
        turned = {_OPPOSITE[way] for way in self.ways}
        return bool(turned & other.ways) and not self.ways & other.ways


def compare(a: Side, b: Side, context: Context) -> Iterator[Conflict]:
    """As far from one place, on the other side of it."""
    if context.apart or other_time(a, b) or long_ago(a) != long_ago(b):
        return
    for x in _bearings(a):
        for y in _bearings(b):
            if not x.opposite(y) or _told(x, b) or _told(y, a):
                continue
            spans = (x.start, x.end), (y.start, y.end)
            words = f"{shown(a, spans[0])} ≠ {shown(b, spans[1])}"
            yield context.conflict("entity", "hard", 0.45, words, *spans)
            return


def _bearings(side: Side) -> Iterator[_Bearing]:
    text = side.document["raw_text"]
    for row in side.quantities:
        found = _BEARING.match(text, row["end"], side.claim["end"])
        if row["unit"] == _METRE and found:
            ways = frozenset(way for way in _OPPOSITE if way in found["way"])
            place = found["of"].rstrip()
            yield _Bearing(row, ways, place, row["start"], found.start("of") + len(place))


def _told(bearing: _Bearing, side: Side) -> bool:
    """Does a document tell this direction from the place anywhere?"""
    way = r"-?".join(way for way in _OPPOSITE if way in bearing.ways)
    said = rf"\b{way}(?:ern)? of {re.escape(bearing.place)}\b"
    return re.search(said, side.document["raw_text"]) is not None
