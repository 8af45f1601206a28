"""Bare numbers that share a unit or a noun with their neighbour: when may one be taken over?

Writers say a unit once where two numbers stand in one construction. The unit then stands with the
last number of a list or a change ("from 40 to 60 *beds*", "six-, seven- and eight-*storey* blocks")
or with the first of a comparison, a coordination or a contrast ("nine *beds*, up from four").
"""

import re

from crosscheck.language.quantities.measured import Part, converted
from crosscheck.language.quantities.quantity import Found
from crosscheck.language.quantities.ranges import changes_to, tells_change

_HEDGE = (
    r"(?:an?\s\w+\sof\s)?(?:(?:just|only|about|around|some|nearly|almost|roughly|over|under|another"
    r"|(?:more|less|fewer)\sthan|at\s(?:least|most)|up\sto|as\s(?:many|few|much)\sas)\s)?"
)
# A word or a year; another number would be a label's ("Units 3 and 4").
_WORD = r"(?:[A-Za-z'’-]+|[12]\d{3})"
_SUSPENDED = re.compile(r"-(?:,|,?\s(?:and|or|to))\s")
_LISTED = re.compile(r",?\sand\s")
_CHOICE = re.compile(r"\sor\s")
_COMMA = re.compile(r",\s")
_CHANGED = re.compile(rf"(?:\sto|,?\s(?:up|down))\s{_HEDGE}", re.IGNORECASE)
_COMPARED = re.compile(
    rf"(?:\s{_WORD}){{0,4}},?\s(?:(?:up|down)\sfrom|compared\s(?:with|to)|versus|vs\.?|against)\s"
    rf"{_HEDGE}",
    re.IGNORECASE,
)
_MOVED = re.compile(
    rf"(?:\s{_WORD}){{0,4}},?\s(?:from|to|(?:high|low)er\sat)\s{_HEDGE}", re.IGNORECASE
)
_JOINED = re.compile(rf"(?:\s{_WORD}){{0,6}},?\s(?:and|or|but)\s{_HEDGE}", re.IGNORECASE)
_CONTRASTED = re.compile(
    rf"(?:\s{_WORD}){{0,3}},?\s(?:while|whereas|and|but)\s(?:the|its|their|his|her)(?:\s\w+){{1,2}}\s"
    rf"(?:is|are|was|were|at|of)\s{_HEDGE}",
    re.IGNORECASE,
)
# What may follow the second number of a coordination: no verb, since "four seats went and 30 were
# sold" may count something else.
_OPEN = re.compile(
    r"\s(?:in|on|at|by|for|from|with|under|over|during|last|this|next|since|after|before|among|"
    r"outside|elsewhere|overall|yesterday|today|abroad)\b|\s?(?:[,;)]|\.\s)|\s?\.?$"
)


def completed(text: str, found: list[Found]) -> list[Found]:
    """The quantities of a text, where a bare number takes the unit or the noun of its neighbour.

    `found` is in text order. The right neighbour is asked first, from right to left, so that a
    list's last noun reaches all of it ("two, three or four seats"); then the left one ("six seats
    in May and nine in June").
    """
    listed = False
    for i in reversed(range(len(found) - 1)):
        first, second = found[i], found[i + 1]
        listed = _may_take(first, second) and _from_right(text, first, second, listed)
        if listed:
            found[i] = _sharing(first, second)
    for i in range(1, len(found)):
        first, second = found[i - 1], found[i]
        if _may_take(second, first) and _from_left(text, first, second):
            found[i] = _sharing(second, first)
        elif i > 1 and _may_take(second, found[i - 2]) and _past_share(text, *found[i - 2 : i + 1]):
            found[i] = _sharing(second, found[i - 2])
    return found


def _past_share(text: str, change: Found, share: Found, level: Found) -> bool:
    """Whether a level follows a change that is told twice ("fell 9 points, or 2%, to 80")."""
    if change.quantity is None or share.part.unit != "percent":
        return False
    start = max(change.quantity.end_char, change.quantity.counted_end or 0)
    again = re.fullmatch(r",?\sor\s(?:(?:just|about)\s)?", text[start : share.part.start])
    return bool(again and re.fullmatch(r",?\s(?:to|at)\s", text[share.part.end : level.part.start]))


def _may_take(bare: Found, giver: Found) -> bool:
    """Whether a number has no unit and no noun, its neighbour one; a number a thousand times
    smaller lacks the magnitude too ("$3 billion, up from 2.4").
    """
    taker, given, numeral = bare.quantity, giver.quantity, bare.part.numeral
    if taker is None or given is None or taker.kind != "count" or taker.counted:
        return False
    if numeral.kind != "cardinal" or numeral.low <= 0 or (numeral.low == 1 and not numeral.figures):
        return False
    if given.kind not in ("count", "money", "percent", "measure"):
        return False
    whole = _with_unit(giver)
    signed = given.kind == "money" and whole.start < whole.numeral.start
    metres = given.kind == "measure" and whole.raw is None and given.unit != "year"
    ratio = abs(giver.part.numeral.low) / numeral.low
    return bool(given.unit or given.counted) and not (signed or metres) and 1e-6 < ratio < 1e3


def _with_unit(found: Found) -> Part:
    return found.pair if found.pair and not found.part.unit else found.part


def _from_right(text: str, first: Found, second: Found, listed: bool) -> bool:
    """Whether the first number takes the unit of the second."""
    last = first.pair or first.part
    gap = text[last.end : second.part.start]
    if _level(gap):
        change = re.match(r"\sto\s", gap)
        return changes_to(text, last, second.part) if change else second.part.unit != "percent"
    alike = last.numeral.figures == second.part.numeral.figures
    ratio = second.part.numeral.low / last.numeral.low
    return alike and _shared_after(gap, ratio, listed=listed or second.pair is not None)


def _from_left(text: str, first: Found, second: Found) -> bool:
    """Whether the second number takes the unit of the first.

    Not from an age nor from a compound ("a two-year low of 30"); no level is a percentage change.
    """
    giver, whole = first.quantity, _with_unit(first)
    if giver is None or whole.unit == "year" or text.startswith("-", whole.numeral.end):
        return False
    gap = text[max(giver.end_char, giver.counted_end or 0) : second.part.start]
    before = text[max(0, first.part.start - 60) : first.part.start]
    moved = giver.kind != "percent" or re.search(r"\bfrom\s$", before)
    changes = bool(moved and tells_change(before))
    return _shared_before(gap, text[second.part.end :], changes=changes)


def _sharing(bare: Found, giver: Found) -> Found:
    """A bare number with the unit of its neighbour, converted as that is, or with its noun."""
    taker, given, whole = bare.quantity, giver.quantity, _with_unit(giver)
    if taker is None or given is None:
        return bare
    if given.unit:
        low, high, value = (
            None if number is None else converted(number, whole)
            for number in (taker.low, taker.high, taker.value)
        )
        taker = taker._replace(kind=given.kind, unit=given.unit, low=low, high=high)
        taker = taker._replace(value=taker.value if value is None else value)
    else:
        taker = taker._replace(
            counted=given.counted,
            counted_start=given.counted_start,
            counted_end=given.counted_end,
            counted_lemma=given.counted_lemma,
        )
    return bare._replace(quantity=taker._replace(per=taker.per or given.per))


def _shared_after(gap: str, ratio: float, *, listed: bool) -> bool:
    """Whether the first of two numbers takes the unit of the second ("two or three seats").

    Args:
        gap: What stands between the first number and the second.
        ratio: The second by the first: alternatives are close, unlike "259 or 10 per cent".
        listed: Whether the second took its own unit from its right; then a comma is enough.
    """
    if _CHOICE.fullmatch(gap):
        return 0.1 < ratio < 10
    return bool(
        _SUSPENDED.fullmatch(gap) or _LISTED.fullmatch(gap) or (listed and _COMMA.fullmatch(gap))
    )


def _level(gap: str) -> bool:
    """Whether the second of two numbers is what the first changes to or by ("90, up 2 points")."""
    return bool(_CHANGED.fullmatch(gap))


def _shared_before(gap: str, rest: str, *, changes: bool) -> bool:
    """Whether the second of two numbers takes the unit of the first ("nine beds, up from four").

    Args:
        gap: What stands between the first, with what it counts, and the second.
        rest: What follows the second.
        changes: Whether a change is told, so that "from" and "to" lead to what the first was.
    """
    if re.match(r"\sof\b", rest):
        return False
    if _COMPARED.fullmatch(gap) or _CONTRASTED.fullmatch(gap):
        return True
    if changes and _MOVED.fullmatch(gap):
        return True
    return bool(_JOINED.fullmatch(gap) and _OPEN.match(rest))
