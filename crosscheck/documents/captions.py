"""Picture captions and credits: what the text under a picture looks like."""

import re

from crosscheck.documents.dates import find_dates
from crosscheck.documents.words import function_words

MAX_WORDS = 70
# A gallery's captions are longer; a page on one line is longer still.
_LABELLED_WORDS = 150
# Evidence that must come together; the weights below were set by hand on news pages.
THRESHOLD = 3.0

_AGENCY = (
    r"(?:AP|AFP|EPA|EFE|ANSA|DPA|PA|Reuters|REUTERS|Getty|Xinhua|TASS|Shutterstock|Alamy|Bloomberg)"
)
_CREDIT = re.compile(
    rf"(?:\b[A-Z][\w.'’-]+\s?/\s?(?:[A-Z][\w.'’-]*\s?){{1,4}}|[/|©]\s?{_AGENCY}(?:\s+(?:Images?|Photos?|Media|Wire))?|\(\s*(?:Photo|Image|Picture|Credit|AP"
    rf"|Reuters|REUTERS|AFP|Getty|Supplied|Screenshot)\b[^)]*\)|\b(?:Photo(?:graph)?|Image|Picture|Pic"
    rf"|Credit|Source)s?\s?(?:by|:|credit)\s?[^.]{{2,60}}|\b{_AGENCY}\s+(?:Images?|Photos?))"
    r"\s*[.)]?\s*$"
)
_CAMERA = re.compile(
    r"\b(?:captions?|pictured|file (?:photo|image|picture|footage)|handout|stock photo"
    r"|screen\s?(?:grab|shot)|(?:seen|shown) (?:here|above|below|in (?:this|an?)\b)"
    r"|(?:this|an?) (?:undated )?(?:photo|image|picture)\b[^.]{0,40}\b(?:shows?|taken))",
    re.IGNORECASE,
)
# What a page's template puts before a caption, or behind it: "Image copyright EPA Image caption …",
# "… Hide Caption 3 of 9".
_LABEL = re.compile(
    rf"^(?:(?:image|media|picture|photo|video) (?:copyright|caption|source|credit)\b"
    rf"|(?-i:{_AGENCY}\s+(?:Images?|Photos?)\s+[A-Z]))|\b(?:image|media) caption\b"
    r"|\b(?:hide|show|view|see) caption (?:\d+ (?:of|/) \d+)?\s*$",
    re.IGNORECASE,
)
_SIDE = re.compile(
    r"\((?:L|R|C|left|right|cent(?:er|re)|from left)\)|, (?:left|right|cent(?:er|re)),"
    r"|\bfrom left\b",
    re.IGNORECASE,
)
_PRESENT = re.compile(r"(?:\b[A-Z][\w’'-]+|,)\s+([a-z]{3,}s)\s+([a-z]+|[A-Z])")
_SAYING = re.compile(
    r"\b(?:said|says|told|tells|according|was|were|had|has|have|will|would|could|did)\b"
)
_SENTENCE = re.compile(r"[.!?][\"'”’)]*\s+[A-Z“\"]")
_WORDS = re.compile(r"\w+")


def is_caption(text: str) -> bool:
    """Is a block a picture's caption, a sentence that describes what is seen?

    A label of the page's template settles it. Else evidence: a credit at the end, words for
    pictures, left and right, a full date (above all at the end), and a verb in the present tense
    right after a name ("Ada Quill opens the bridge in Orlow on 3 May 2021."); against it: several
    sentences, a reporting or past verb.
    """
    length = len(_WORDS.findall(text))
    if length < 5 or is_credit_line(text):
        return False
    if length <= _LABELLED_WORDS and _LABEL.search(text):
        return True
    return length <= MAX_WORDS and caption_evidence(text) >= THRESHOLD


def caption_evidence(text: str) -> float:
    """The sum of the evidence that a block is a caption."""
    dates = [found for found in find_dates(text) if found.precision == "day"]
    ends_with_date = bool(dates) and len(text[dates[-1].end :].strip(" .)")) == 0
    present = any(m[1] not in function_words() for m in _PRESENT.finditer(text))
    return (
        5.0 * bool(_CREDIT.search(text))
        + 2.0 * bool(_CAMERA.search(text))
        + 1.0 * bool(_SIDE.search(text))
        + 1.0 * bool(dates)
        + 1.0 * ends_with_date
        + 1.5 * present
        - 1.0 * len(_SENTENCE.findall(text))
        - 2.0 * bool(_SAYING.search(text))
    )


def is_credit_line(text: str) -> bool:
    """Is a block a picture's credit and nothing else?"""
    if len(_WORDS.findall(text)) > 12:
        return False
    match = _CREDIT.search(text)
    return match is not None and len(_WORDS.findall(text[: match.start()])) <= 3
