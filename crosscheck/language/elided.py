"""Bare numbers that share a unit or a noun with their neighbour: when may one be taken over?

Writers say a unit once where two numbers stand in one construction. The unit then stands with the
last number of a list or a change ("from 40 to 60 *beds*", "six-, seven- and eight-*storey* blocks")
or with the first of a comparison, a coordination or a contrast ("nine *beds*, up from four").
"""

import re

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


def shared_after(gap: str, ratio: float, *, listed: bool) -> bool:
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


def level(gap: str) -> bool:
    """Whether the second of two numbers is what the first changes to or by ("90, up 2 points")."""
    return bool(_CHANGED.fullmatch(gap))


def shared_before(gap: str, rest: str, *, changes: bool) -> bool:
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
