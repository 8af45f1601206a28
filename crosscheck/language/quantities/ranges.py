"""Two numbers that make one quantity: ranges ("5 to 7 per cent"), scores ("2-1"), shares ("one in
five"); and changes ("from 3 to 5"), whose two numbers make two.
"""

import re

from crosscheck.language.quantities.measured import Part, converted

_RANGE = re.compile(
    r"\s?(?:-|–|—|~)\s?|[\s-](?:to|or)[\s-]|-\s(?:to|or)\s|\s?-?to-?\s?|\s(?:and)\s|/",
    re.IGNORECASE,
)
# What a change ends at: after it, "from 3 to 5 mm" is where it began.
_GOAL = re.compile(r"\sto\s[\d$€£]")
_CHANGE = re.compile(
    r"\b(?:rose|rises?|rising|risen|fell|falls?|falling|fallen|climb\w*|jump\w*"
    r"|surg\w+|soar\w*|drop\w*|declin\w+|"
    r"increas\w+|decreas\w+|reduc\w+|cut|cuts|cutting|rais\w+|lower\w*|grew|grow\w*"
    r"|shr[aiu]nk\w*|plung\w+|plummet\w*|"
    r"tumbl\w+|slid\w*|slip\w*|narrow\w*|eas\w+|went|go(?:es|ing)?|gone|chang\w+"
    r"|mov\w+|shift\w*|(?<!make\s)(?<!makes\s)(?<!made\s)up|down|revis\w+|"
    r"upgrad\w+|downgrad\w+|expand\w*|doubl\w+|tripl\w+|boost\w*|swell\w*|swung"
    r"|improv\w+|worsen\w*|edg\w+)\b",
    re.IGNORECASE,
)
# Verbs that tell a change only where its size comes next ("lost 2.5 to 981").
_GAIN = re.compile(r"add(?:s|ed|ing)|gain\w*|los(?:es?|t|ing)|shed\w*", re.IGNORECASE)
_SCORE = re.compile(
    r"\b(?:vot\w+|won|wins?|winning|beat\w*|defeat\w*|lost|lose|loss|losing"
    r"|victor\w+|triumph\w*|scor\w+|lead\w*|led|"
    r"margin|tall(?:y|ied)|tied?|ties|draw\w*|drew|rul\w+|decision|pass\w*|approv\w+"
    r"|confirm\w*|reject\w*|split|"
    r"thrash\w*|edg\w+|trail\w*|final|series|match|game|goals?|aggregate|majority"
    r"|overrid\w+|advanc\w+|ended)\b",
    re.IGNORECASE,
)


def paired(text: str, part: Part, following: Part) -> Part | None:
    """The second number of a range, a score or a share, of kind "share" in the last; or None.

    Args:
        text: The text of both.
        part: A number.
        following: The next one in the text.
    """
    gap = text[part.end : following.start]
    if _is_share(text, part, following, gap):
        return following._replace(kind="share")
    if len(gap) > 9 or part.kind == "ordinal" or following.kind == "ordinal":
        return None
    match = _RANGE.fullmatch(gap)
    if match is None or (part.unit and following.unit and part.unit != following.unit):
        return None
    if part.unit and not following.unit and part.kind != "money":
        return None
    joiner = gap.strip(" -").lower()
    before = text[max(0, part.start - 60) : part.start]
    between = re.search(r"\bbetween\s(?:\w+\s){0,3}$", before, re.IGNORECASE)
    if (joiner == "and" and not between) or joiner == "/":
        return None
    if (
        joiner == "or"
        and (part.unit or following.numeral.low != part.numeral.low + 1)
        and not following.unit
    ):
        return None
    if changes_to(text, part, following) and not (
        following.unit and not part.unit and _GOAL.match(text, following.end)
    ):
        return None
    return (
        following if part.kind in ("count", following.kind) or following.kind == "money" else None
    )


def changes_to(text: str, part: Part, following: Part) -> bool:
    """Whether "from 3 to 5" or "up 3 to 500" tells a change, so that each number stands for itself;
    "by 3 to 5" and "up 3 to 5" give its size.
    """
    before = text[max(0, part.start - 60) : part.start]
    if not re.fullmatch(r"\sto\s", text[part.end : following.start]):
        return False
    before = re.sub(r",\s(?=from\s$)", " ", before)
    told = re.search(r"\bfrom\s$", before, re.IGNORECASE) or (part.unit and following.unit)
    verb = re.split(r"\s", before.rstrip())[-1]
    sized = 0 < 10 * part.low < following.low and (_CHANGE.fullmatch(verb) or _GAIN.fullmatch(verb))
    return bool((told and tells_change(before)) or sized)


def tells_change(before: str) -> bool:
    """Whether the clause that stands before a number has a verb of change ("rose", "was cut")."""
    return bool(_CHANGE.search(re.split(r"[.;:!?,]\s", before)[-1]))


def _is_share(text: str, part: Part, following: Part, gap: str) -> bool:
    """ "one in five", "nine out of ten": a part of a whole."""
    if not (part.kind == following.kind == "count" and 0 < part.low < following.low):
        return False
    one = part.low == 1 and (following.low <= 100 or following.low % 100 == 0)
    return (
        (gap == " out of " and following.low <= 100)
        or (gap == " in " and one)
        or (gap == " in " and not part.numeral.figures and not following.numeral.figures)
        or (gap == " in " and part.low < 10 and following.low in (3, 4, 5, 6, 8, 10, 20, 100))
    )


def is_score(text: str, part: Part, pair: Part) -> bool:
    """ "97-1", "won 2-1": two whole numbers, the larger first or a word of contests near."""
    gap = text[part.end : pair.start].strip()
    whole = (
        part.unit is None
        and pair.unit is None
        and part.low == int(part.low)
        and pair.low == int(pair.low)
    )
    if (
        gap not in ("-", "–", "—", "to")
        or not whole
        or not (part.numeral.figures and pair.numeral.figures)
    ):
        return False
    around = text[max(0, part.start - 50) : part.start] + " " + text[pair.end : pair.end + 30]
    return (gap != "to" and part.low >= pair.low) or bool(
        _SCORE.search(around) and (gap != "to" or part.low >= pair.low)
    )


def ranged(text: str, part: Part, pair: Part) -> tuple[float, float, Part]:
    """The range of two numbers: the unit, the magnitude or the currency of one serves both."""
    whole = pair
    if part.kind == "money" and not pair.unit:
        whole = pair._replace(kind="money", unit=part.unit)
    low, high = part.low, pair.high
    if part.unit is None and pair.kind == "duration":
        whole = pair
    elif part.unit is None:
        low = _with_unit_of(part, pair).low
    # "$3 to $5 billion", "10-12 million"
    scaled = re.search(r"[A-Za-z]", text[pair.numeral.start : pair.numeral.end])
    first = part.numeral.low
    for magnitude in (1e12, 1e9, 1e6, 1e3, 1e2):
        if scaled and 0 < first < 1000 and pair.numeral.low >= magnitude * first:
            low *= magnitude
            break
    return min(low, high), max(low, high), whole._replace(per=pair.per or part.per)


def _with_unit_of(part: Part, following: Part) -> Part:
    """The first number of "from 3 to 5 mm" or "3 to 5 cents", in the unit of the second."""
    if part.unit or part.kind != "count" or following.unit is None:
        return part
    if following.kind == "money" and following.start < following.numeral.start:
        return part
    low, high = (converted(number, following) for number in (part.low, part.high))
    return part._replace(kind=following.kind, unit=following.unit, low=low, high=high)
