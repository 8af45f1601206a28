"""Which event came first: "before the vote", "days after the court ruled", "followed by talks".

The cues are those that TimeML calls signals (Pustejovsky et al. 2003). Relations to a date or a
time of day ("after Monday") are `times`' business.
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

from spacy.tokens import Doc, Token

from crosscheck.language.times import Time, times


class OrderRelation(NamedTuple):
    """That something happened before or after an event.

    Attributes:
        start_char: First character of the cue in the Doc, with its distance ("days after").
        end_char: One past the cue's last character.
        relation: `before`, `after` or `during`: how what the clause tells lies to the anchor.
        anchor_start: First character of the anchor: the noun phrase or clause it is ordered to.
        anchor_end: One past the anchor's last character.
        anchor_lemma: Lemma of the anchor's head (noun, or verb of a clause), lower case.
        distance: TIMEX3 duration between the two ("PXD" for "days after"), or None.
    """

    start_char: int
    end_char: int
    relation: str
    anchor_start: int
    anchor_end: int
    anchor_lemma: str
    distance: str | None


_CUES: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (relation, re.compile(rf"\b(?:{words})\b(?!-)", re.IGNORECASE))
    for relation, words in (
        ("before", r"(?:just\s|shortly\s|right\s|immediately\s)?(?:before|prior\sto|ahead\sof"
        r"|in\sadvance\sof)|(?:was\s|were\s|is\s|are\s|,\s)?followed\sby"
        r"|in\sthe\srun-?up\sto|leading\sup\sto|on\sthe\seve\sof"),
        ("after", r"(?:just\s|shortly\s|right\s|soon\s|immediately\s)?after|following"
        r"|in\sthe\swake\sof|in\sthe\saftermath\sof|on\sthe\sheels\sof|preceded\sby"
        r"|subsequent\sto|upon"),
        ("during", r"during|in\sthe\scourse\sof|amid"),
    )
)  # fmt: skip
# Verbs whose "before" and "after" are no times: "testify before", "name after", "look after".
_PLACE = re.compile(
    r"\b(?:appear\w*|testif\w+|st(?:and|ood)\w*|brought|bring\w*|kneel\w*|knelt"
    r"|bow\w*|argu\w+|nam\w+|look\w*|model\w+|"
    r"tak\w+|took|ask\w+|go(?:es|ing)?|chas\w+|run\w*)\s$",
    re.IGNORECASE,
)
_PERSONS = re.compile(
    r"\s(?:the\s|an?\s)?(?:\w+\s){0,2}?(?:court|judge|jury|committee|panel|congress"
    r"|senate|house|him|her|them|me|us|you|it)\b",
    re.IGNORECASE,
)
_NO_FOLLOWING = re.compile(
    r"\b(?:the|be|been|is|are|was|were|of|by|not|for|a|keep|kept|start\w*|and|in|with)\s$",
    re.IGNORECASE,
)
_ANCHOR_END = re.compile(
    r"[.;:!?,)\n”\"]|\s[–—-]\s|\s(?:and|but|when|while|who|which|that|where|because|with)\s"
)


def order_relations(doc: Doc) -> Iterator[OrderRelation]:
    """The order relations of a text, in text order of their cues.

    Args:
        doc: A Doc; tags tell clauses ("after the court ruled") from noun phrases surely.

    Yields:
        Relations to events. What is ordered is the clause that the cue lies in.
    """
    found = list(times(doc, None))
    cues = sorted(
        (match.start(), match.end(), relation)
        for relation, pattern in _CUES
        for match in pattern.finditer(doc.text)
    )
    position = 0
    for start, end, relation in cues:
        if start < position or not _is_order(doc, start, end):
            continue
        anchor = _anchor(doc, end, found)
        if anchor is None:
            continue
        first, last, head = anchor
        distance, start = _distance(doc, start, found)
        yield OrderRelation(start, end, relation, first, last, head, distance)
        position = end


def _is_order(doc: Doc, start: int, end: int) -> bool:
    """Whether a cue speaks of time."""
    text = doc.text
    before, cue, after = (
        text[max(0, start - 16) : start],
        text[start:end].lower(),
        text[end : end + 40],
    )
    if cue == "following" and (
        _NO_FOLLOWING.search(before) or re.match(r"\s(?:day|week|month|year|morning|suit)\b", after)
    ):
        return False
    if cue == "upon" and not re.match(
        r"\s(?:his|her|their|its|the)\s\w+(?:al|ure|ing|ion|urn)\b|\s\w+ing\b", after
    ):
        return False
    if re.match(r"\sall\b", after) and cue == "after":
        return False
    if cue in ("before", "after") and _PLACE.search(before):
        return (
            cue == "before"
            and not _PERSONS.match(after)
            and not re.search(r"(?:test|appear|st(?:an|oo)d)\w*\s$", before, re.IGNORECASE)
        )
    return True


def _anchor(doc: Doc, end: int, found: list[Time]) -> tuple[int, int, str] | None:
    """The phrase after a cue: its span and its head's lemma; None if it is no event."""
    text = doc.text
    start = end + len(text[end:]) - len(text[end:].lstrip(" "))
    unbracketed = re.sub(r"\([^()]*\)", lambda match: " " * len(match.group()), text)
    stop = _ANCHOR_END.search(unbracketed, start)
    limit = stop.start() if stop else len(text)
    tokens = [t for t in doc if start <= t.idx and t.idx + len(t) <= limit and not t.is_space]
    if not tokens or any(
        t.start_char == start and t.type in ("DATE", "TIME", "DURATION")
        for t in found
        if not _possessive(text, t)
    ):
        return None
    tokens = tokens[:14]
    head, last = _head(tokens)
    return tokens[0].idx, last.idx + len(last), (head.lemma_ or head.text).lower()


def _possessive(text: str, time: Time) -> bool:
    return text[time.end_char : time.end_char + 2] in ("'s", "’s")


def _head(tokens: list[Token]) -> tuple[Token, Token]:
    """The head of an anchor and its last token: the verb of a clause, else the noun of a phrase."""
    noun: Token | None = None
    for i, token in enumerate(tokens):
        if token.tag_ in ("VBD", "VBZ", "VBP", "VBG", "MD") and (
            i == 0 or noun is not None or token.tag_ != "VBG"
        ):
            if token.pos_ == "AUX" or token.tag_ == "MD":
                verbs = [t for t in tokens[i + 1 :] if t.tag_ in ("VB", "VBN", "VBG", "VBD")]
                return (verbs[0] if verbs else token), tokens[-1]
            return token, tokens[-1]
        if token.tag_[:2] == "NN" or (not token.tag_ and token.is_alpha and not token.is_stop):
            noun = token
        elif noun is not None and tokens[i - 1].text == "-" and token.is_alpha:
            noun = token  # "counter-offensive"
        elif not token.tag_ and noun is not None and token.is_alpha:
            return noun, noun
        elif noun is not None and token.tag_ in ("IN", "TO", "WDT", "WP", "RB", "PRP", "DT", "EX"):
            clause = any(t.tag_ in ("VBD", "VBZ", "VBP", "MD") for t in tokens[i:])
            if token.tag_ != "IN" or not clause:
                return noun, noun
    return (noun, noun) if noun is not None else (tokens[-1], tokens[-1])


def _distance(doc: Doc, start: int, found: list[Time]) -> tuple[str | None, int]:
    """The duration before a cue ("days after"), and where the cue begins with it."""
    for time in found:
        if (
            time.type == "DURATION"
            and time.end_char < start
            and not doc.text[time.end_char : start].strip()
        ):
            return time.value, time.start_char
    return None, start
