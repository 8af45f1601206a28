"""Quotations of the same utterance whose words differ.

Two quotations are taken for one utterance when their words align: most of the shorter one lies in
matching blocks, or every word of a short one has a near-synonym at its place in the other.
Ellipsis, truncation, case, punctuation, brackets, contractions and spelling variants are no
alteration.
"""

import re
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from itertools import pairwise
from typing import Any, NamedTuple

from rapidfuzz import fuzz

from crosscheck.consistency.comparers.base import Conflict, Context, Doubt
from crosscheck.consistency.sides import Row, Side
from crosscheck.language.spelling import canonical_spelling, same_spelling
from crosscheck.language.wordnet import WordNet

_WORD = re.compile(r"[\w*]*\w[\w*]*(?:['’]\w+)*")
_ELLIPSIS = re.compile(r"\.\.\.|…|\[[^\]]*\]|\([^)]*\)|—|--")
# Of two quotations of one utterance, this share of the shorter one's words matches at least.
_SAME_UTTERANCE = 0.5
_SHORT = 4
# So many words in one run are hardly said twice by chance.
_LONG_RUN = 6
# Words that share so many first letters count as one stem ("economy", "economic").
_STEM, _TELLING, _SAME_STEMS = 6, 4, 0.7
# Two spellings of a name are so alike (0–100); more words than this left out are an omission.
_VARIANT, _OMITTED = 60, 12
_FUNCTION = frozenset(
    [
        "a",
        "an",
        "the",
        "this",
        "that",
        "these",
        "those",
        "of",
        "to",
        "in",
        "on",
        "at",
        "for",
        "by",
        "with",
        "from",
        "and",
        "or",
        "but",
        "so",
        "is",
        "are",
        "was",
        "were",
        "be",
        "been",
        "being",
        "am",
        "do",
        "does",
        "did",
        "have",
        "has",
        "had",
        "will",
        "would",
        "it",
        "its",
        "he",
        "she",
        "they",
        "we",
        "i",
        "you",
        "his",
        "her",
        "their",
        "our",
        "my",
        "your",
        "not",
    ]
)


class Word(NamedTuple):
    """A word of a quotation: its normalised form, its span in raw_text, and is it capitalised."""

    form: str
    start: int
    end: int
    name: bool = False


class Alteration(NamedTuple):
    """Words that stand in one quotation and not at the same place in the other.

    Attributes:
        a, b: The words; none if they are left out.
        a_at, b_at: Where they stand, or would stand, in raw_text.
    """

    a: tuple[Word, ...]
    b: tuple[Word, ...]
    a_at: int
    b_at: int


def words(quotation: Row) -> list[Word]:
    """The words of a quotation; bracketed insertions are left out."""
    text = quotation["text"]
    hidden = [match.span() for match in re.finditer(r"\[[^\]]*\]", text)]
    return [
        Word(
            _normal(m.group()),
            quotation["start"] + m.start(),
            quotation["start"] + m.end(),
            m.group()[0].isupper(),
        )
        for m in _WORD.finditer(text)
        if not any(start <= m.start() < end for start, end in hidden)
    ]


def _normal(word: str) -> str:
    return word.lower().replace("’", "'")


def compare(a: Side, b: Side, context: Context) -> Iterator[Conflict | Doubt]:
    """The strongest alteration of each two quotations of one utterance."""
    for p in a.quotations:
        for q in b.quotations:
            found = [x for x in altered(p, q, context.wordnet) if _within(x, a, b)]
            if found and _may_be_one(p, q):
                yield _conflict(p, q, found, context)


def _within(alteration: Alteration, a: Side, b: Side) -> bool:
    """Do the altered words stand in these claims, and not in other clauses of the quotations?"""
    return all(
        side.claim["start"] <= place < side.claim["end"]
        for side, place in ((a, alteration.a_at), (b, alteration.b_at))
    )


def _may_be_one(p: Row, q: Row) -> bool:
    """Quotations of two named and different speakers are no alteration of each other."""
    speakers = p["speaker_entity_id"], q["speaker_entity_id"]
    return (
        None in speakers or speakers[0] == speakers[1] or min(len(words(p)), len(words(q))) > _SHORT
    )


def altered(p: Row, q: Row, wordnet: WordNet) -> list[Alteration]:
    """Where two quotations of one utterance differ; none if they are two utterances or agree."""
    first, second = words(p), words(q)
    if not first or not second:
        return []
    if max(len(first), len(second)) <= _SHORT:
        return _substituted(first, second, wordnet)
    blocks = _blocks(first, second)
    if not _one_utterance(first, second, blocks):
        return []
    return [x for x in _gaps(p, q, first, second, blocks) if not _equivalent(x)]


def _one_utterance(first: list[Word], second: list[Word], blocks: Sequence[Any]) -> bool:
    """Do enough words match: in order, in one long run, or as a bag of stems?"""
    matched = sum(block.size for block in blocks)
    smaller = min(len(first), len(second))
    if matched >= max(3, _SAME_UTTERANCE * smaller):
        return True
    if max((block.size for block in blocks), default=0) >= _LONG_RUN:
        return True
    stems = [{w.form[:_STEM] for w in side if w.form not in _FUNCTION} for side in (first, second)]
    least = min(map(len, stems))
    return least >= _TELLING and len(stems[0] & stems[1]) >= _SAME_STEMS * least


def swapped(p: Row, q: Row, wordnet: WordNet) -> bool:
    """Are two short quotations one phrase, its words swapped for near-synonyms?"""
    first, second = words(p), words(q)
    short = 0 < len(first) <= _SHORT and 0 < len(second) <= _SHORT
    return short and bool(_substituted(first, second, wordnet))


def same_utterance(p: Row, q: Row, wordnet: WordNet) -> bool:
    """Do two quotations give one utterance, altered or not?"""
    first, second = words(p), words(q)
    if not first or not second:
        return False
    matched = sum(block.size for block in _blocks(first, second))
    if matched >= max(2, _SAME_UTTERANCE * min(len(first), len(second))):
        return True
    return bool(altered(p, q, wordnet))


def _substituted(first: list[Word], second: list[Word], wordnet: WordNet) -> list[Alteration]:
    """Short quotations with each word swapped for a near-synonym ("big day", "large day")."""
    content = [[w for w in side if w.form not in _FUNCTION] for side in (first, second)]
    if len(content[0]) != len(content[1]) or not content[0]:
        return []
    swapped = False
    for x, y in zip(*content, strict=True):
        if same_spelling(x.form, y.form) or _plural(x.form, y.form):
            continue
        if not any(wordnet.near(x.form, y.form, pos) for pos in ("NOUN", "VERB", "ADJ", "ADV")):
            return []
        swapped = True
    return (
        [Alteration(tuple(first), tuple(second), first[0].start, second[0].start)]
        if swapped and len(content[0]) > 1
        else []
    )


def _blocks(first: Sequence[Word], second: Sequence[Word]) -> list[Any]:
    matcher = SequenceMatcher(
        None,
        [canonical_spelling(w.form) for w in first],
        [canonical_spelling(w.form) for w in second],
        autojunk=False,
    )
    return [block for block in matcher.get_matching_blocks() if block.size]


def _gaps(
    p: Row, q: Row, first: list[Word], second: list[Word], blocks: list[Any]
) -> Iterator[Alteration]:
    """The stretches between matching blocks, where neither side shows an omission."""
    for left, right in pairwise(blocks):
        i, j = left.a + left.size, right.a
        k, m = left.b + left.size, right.b
        gap = Alteration(tuple(first[i:j]), tuple(second[k:m]), first[i].start, second[k].start)
        if _omitted(p, first, i, j) or _omitted(q, second, k, m):
            continue
        yield gap


def _omitted(quotation: Row, found: list[Word], i: int, j: int) -> bool:
    """Does the quotation itself mark an omission or insertion between two words?"""
    start = found[i - 1].end if i else quotation["start"]
    end = found[j].start if j < len(found) else quotation["end"]
    return bool(
        _ELLIPSIS.search(quotation["text"][start - quotation["start"] : end - quotation["start"]])
    )


def _equivalent(alteration: Alteration) -> bool:
    a = "".join(w.form for w in alteration.a).replace("'", "")
    b = "".join(w.form for w in alteration.b).replace("'", "")
    if a == b or _expand(alteration.a) == _expand(alteration.b):
        return True
    return _masked(a, b) or _name_variant(alteration) or _too_long(alteration)


def _masked(a: str, b: str) -> bool:
    """A word and the same word with letters starred out."""
    for word, other in ((a, b), (b, a)):
        start, star, rest = word.partition("*")
        if star and other.startswith(start) and other.endswith(rest.strip("*")):
            return True
    return False


def _name_variant(alteration: Alteration) -> bool:
    """Two spellings of a foreign name: how a speaker's word is written is the outlet's choice."""
    one, other = (" ".join(w.form for w in side if w.name) for side in alteration[:2])
    others = any(not w.name and w.form not in _FUNCTION for w in (*alteration.a, *alteration.b))
    return bool(one and other) and not others and fuzz.ratio(one, other) >= _VARIANT


def _too_long(alteration: Alteration) -> bool:
    """A passage left out is another choice of what to quote, not another wording."""
    return not (alteration.a and alteration.b) and len(alteration.a + alteration.b) > _OMITTED


_CONTRACTIONS = {
    "'s": " is",
    "'re": " are",
    "'ve": " have",
    "'ll": " will",
    "n't": " not",
    "'m": " am",
    "'d": " would",
}


def _expand(found: Sequence[Word]) -> str:
    text = " ".join(w.form for w in found).replace("can't", "cannot").replace("won't", "will not")
    for short, long in _CONTRACTIONS.items():
        text = text.replace(short, long)
    return text


def _plural(x: str, y: str) -> bool:
    return x + "s" == y or y + "s" == x


def _slight(alteration: Alteration) -> bool:
    """Function words, inflection, words left out: heard or cut otherwise, no other meaning."""
    content = [[w.form for w in side if w.form not in _FUNCTION] for side in alteration[:2]]
    if not content[0] or not content[1]:
        return True
    pairs = len(content[0]) == len(content[1])
    return pairs and all(_plural(x, y) or x == y for x, y in zip(*content, strict=True))


def _conflict(p: Row, q: Row, found: list[Alteration], context: Context) -> Conflict:
    strong = [x for x in found if not _slight(x)]
    shown = max(strong or found, key=lambda x: len(x.a) + len(x.b))
    first = " ".join(_text(p, shown.a))
    second = " ".join(_text(q, shown.b))
    return Conflict(
        "quote",
        "hard" if strong else "soft",
        round(0.55 + 0.4 * context.score, 3),
        f"the quoted words differ: “{first or '(nothing)'}” ≠ “{second or '(nothing)'}”",
        _span(p, shown.a),
        _span(q, shown.b),
    )


def _text(quotation: Row, found: Sequence[Word]) -> list[str]:
    origin = quotation["start"]
    return [quotation["text"][w.start - origin : w.end - origin] for w in found]


def _span(quotation: Row, found: Sequence[Word]) -> tuple[int, int]:
    return (found[0].start, found[-1].end) if found else (quotation["start"], quotation["end"])
