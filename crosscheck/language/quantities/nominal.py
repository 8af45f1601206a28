"""Nominal numbers: those that name, number or date something and count nothing.

Numbers in names ("Boeing 737"), behind labels ("Flight 370", "section 4"), in lists and addresses,
dates and times (see crosscheck.language.times) and telephone numbers.
"""

import re

from spacy.tokens import Doc

from crosscheck.language.quantities.counted import NOT_NOUNS, plural_follows, token_range
from crosscheck.language.quantities.measured import Part
from crosscheck.language.times.finding import times

# Nouns that name their number rather than being counted by it.
_LABELS = re.compile(
    r"\b(?:covid|No\.?|number|nos\.?|article|section|chapter|part|page|pp?\.|flight"
        r"|channel|route|highway|interstate|exit|gate|"
    r"row|room|unit|apartment|apt\.?|suite|building|floor|level|phase|stage|volume"
        r"|vol\.?|version|act|title|rule|"
    r"resolution|amendment|bill|proposition|prop|group|game|week|day|season|episode"
        r"|round|line|figure|fig\.?|table|"
    r"type|class|category|grade|tier|windows|iphone|ipad|galaxy|ios|mk|mark"
        r"|world\swar|super\sbowl|planet|area|"
    r"district|precinct|ward|zone|pier|track|terminal|platform|lot|block|case|docket"
        r"|count|question|step|lane|"
    r"battalion|brigade|division|squad|studio|model|series|formula|catch|fortune"
        r"|nikkei|ftse|dax|cac|s&p|sp|poor['’]s|stoxx|nasdaq|topix|asx|csi|russell|iso|"
    r"covid|cop|zip|code|po\sbox|box|tel|phone"
        r"|call|isbn|ext\.?)(?:[\s-]|\s-)$",
    re.IGNORECASE,
)  # fmt: skip

# Names that a number always belongs to, and the second number of a standard's name.
_NAMED = re.compile(
    r"\b(?:(?i:covid|sars-cov)[\s-]*|(?i:windows|iphone|ipad|galaxy|playstation|android|ios)[\s-]"
    r"|[A-Z]{2,}\s\d+[-–])$"
)
_TO_HOUR = re.compile(
    r"\s?(?:-|–|to|and|until)\s?\d{1,2}(?::\d\d)?\s?[ap](?:\.\s?)?m\b", re.IGNORECASE
)
_TELEPHONE = re.compile(
    r"(?<!\w)(?:\+\d{1,3}[\s.-]?)?(?:\(\d{2,5}\)\s?"
    r"|\d{2,5}[\s.-])\d{3,4}[\s.-]\d{3,4}(?!\w)|\+\d[\d\s-]{7,}\d"
)
_ADDRESS = re.compile(
    r"(?:[-–]\d+)?(?:\s[A-Z][\w'’.]*){1,3}\s(?:Street|St|Road|Rd|Avenue|Ave|Lane"
    r"|Drive|Boulevard|Blvd|Square|Way|Place)\b"
)
_CAPITAL_BEFORE = re.compile(r"(?:^|[^.!?…:\n“\"(]\s|[A-Z]\w*\s)(?P<word>[A-Z][A-Za-z&.]*)[\s-]$")
_SINCE = re.compile(r"\b(?:between|from)\s(?:A\.?D\.?\s|the\syears?\s)?$", re.IGNORECASE)
_UNTIL = re.compile(r"\s(?:and|to)\s[12]\d{3}\b(?![,.]\d)")
_ONE_NOT = re.compile(
    r"\s(?:another|day\b|thing|time\b|who|that\b|which|is|was|can|could|would|has"
    r"|and\sonly|by\sone|or\sthe\sother|on\sone|"
    r"to\sone|more\stime|way\sor)|['’]s|[-–](?:on|to|of|off|time|sided|way|party"
    r"|man\sband)\b|[.,;:!?)]|\s?$",
    re.IGNORECASE,
)


def taken_spans(doc: Doc, durations: bool) -> list[tuple[int, int]]:
    """The characters of dates, times and telephone numbers, sorted.

    Args:
        doc: The text.
        durations: Whether durations and sets ("three weeks", "every week") are none of these.
    """
    telephones = [match.span() for match in _TELEPHONE.finditer(doc.text)]
    kinds = ("DATE", "TIME") if durations else ("DATE", "TIME", "SET", "DURATION")
    spans = [
        (t.start_char, _end_of_years(doc.text, t.start_char, t.end_char))
        for t in times(doc, None)
        if t.type in kinds and not (durations and t.amount is not None)
    ]
    return sorted(spans + telephones)


def _end_of_years(text: str, start: int, end: int) -> int:
    """Where a time ends; "between 1750 and 1800" ends with its second year."""
    year = re.search(r"(?<!\d)[12]\d{3}$", text[start:end])
    until = _UNTIL.match(text, end)
    return until.end() if year and until and _SINCE.search(text[:start]) else end


def counts_something(doc: Doc, part: Part) -> bool:
    """Whether a bare number stands for a quantity rather than for a name, label or list item."""
    text, numeral = doc.text, part.numeral
    before, after = text[max(0, part.start - 24) : part.start], text[part.end : part.end + 24]
    if part.kind == "ratio":
        return not re.match(r"\s?(?:time|back|finals?|mile|day)\b", after) and not _half_noise(
            text, part
        )
    if numeral.kind == "vague":
        return True
    word = text[part.start : part.end].lower()
    if part.kind == "ordinal":
        return not re.match(
            r"[\s-](?:of\s[A-Z]|ladies|lady|hand|amendment|avenue|street|world)|\sperson",
            after,
            re.I,
        ) and not (
            (re.search(r"\b(?:at|in\sthe|for\sthe)\s$", before) and word in ("first", "second"))
            or (
                word in ("first", "second", "third")
                and re.match(r"\s?[,;:]|-(?:ever|degree|class|hand|rate|round|term|party)", after)
            )
        )
    if numeral.kind == "article" and word in (
        "hundred",
        "thousand",
        "million",
        "billion",
        "trillion",
        "dozen",
    ):
        return bool(re.match(r"\s\w", after))
    if word in ("one", "zero"):
        return word == "one" and _one_counts(doc, part)
    if _TO_HOUR.match(after) or re.match(r"\([a-z]\)", after):
        return False
    if re.match(r"/\d|:\d", after) or re.search(r"\d[/:]$|[#@_]$", before):
        return False
    if re.search(r"(?:^|\n)\s*$", before) and re.match(r"[.)]?\s*(?:\n|$)|[.)]\s", after):
        return False
    if _NAMED.search(before):
        return False
    if numeral.figures and re.match(r"['’]s\b|['’]ers\b|s\b", after):
        return False
    return not _is_label(doc, part, before, after)


def _half_noise(text: str, part: Part) -> bool:
    """Whether a half is one of two ("the second half") or a unit's ("a mile and a half")."""
    return bool(
        re.search(
            r"\b(?:first|second|other|latter|better)[\s-]$|\w\sand\s$",
            text[max(0, part.start - 8) : part.start],
            re.I,
        )
    )


def _one_counts(doc: Doc, part: Part) -> bool:
    """ "one man", "one of the men"; not "no one", "this one", "one another", "one day"."""
    before = doc.text[max(0, part.start - 12) : part.start].lower()
    if re.search(
        r"\b(?:one[\s-]to|no|any|every|some|this|that|which|the|each|another|a|day|by)[\s-]$",
        before,
    ) and not re.search(r"\b(?:at\sleast|only)\s$", before):
        return False
    return not _ONE_NOT.match(doc.text, part.end)


def _is_label(doc: Doc, part: Part, before: str, after: str) -> bool:
    """Whether a number belongs to the word before it ("Flight 370") or to a name's tokens."""
    first, last = token_range(doc, part.start, part.end)
    plural = plural_follows(doc, last)
    for ent in doc.ents:
        if ent.start <= first < ent.end and ent.label_ in (
            "PRODUCT",
            "FAC",
            "EVENT",
            "ORG",
            "PERSON",
            "LOC",
            "GPE",
        ):
            return not (ent.start == first and plural)
    if not part.numeral.figures:
        # "World War Three": a capital in a name, not at the head of a sentence.
        return (
            doc.text[part.start].isupper()
            and bool(re.search(r"[A-Z]\w*\s$", before))
            and not plural
        )
    if _ADDRESS.match(after):
        return True
    glued = re.match(r"[-–]?[A-Za-z]", after)
    if glued and re.match(r"(?:G|D|K|P|X|x|th|C|A|B)\b", after):
        return True
    if re.search(r"[A-Za-z][-–]?$", before):
        return True
    if _LABELS.search(before) and not plural:
        return True
    capital = _CAPITAL_BEFORE.search(before)
    if re.match(r"[-–]\d", after):
        return False
    if (
        capital
        and capital["word"].lower() not in NOT_NOUNS
        and not plural
        and "." not in doc.text[part.start : part.end]
    ):
        return (
            not re.match(r"\s(?:has|have|who|was|of\b|percent|per)", after)
            or part.numeral.low > 120
        )
    return False
