"""Quotations of the same utterance whose words differ.

What differs in one utterance is found by crosscheck.consistency.utterances.rewording; here, a short
quotation of the same speaker may have another modifier, and of a sentence most words be swapped.
"""

from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from functools import lru_cache

from crosscheck.consistency.comparers.base import (
    Conflict,
    Context,
    Doubt,
    brief,
    own_differences,
)
from crosscheck.consistency.sides import Side
from crosscheck.consistency.utterances.alterations import Alteration
from crosscheck.consistency.utterances.rewording import SHORT, altered, near_synonyms
from crosscheck.consistency.utterances.speech import aligned, in_passing, same_utterance, speakers
from crosscheck.consistency.utterances.spoken_words import Word, words_of, written_alike
from crosscheck.consistency.utterances.stretches import stretches
from crosscheck.consistency.utterances.utterance import UNMARKED, Utterance
from crosscheck.language.wordnet import WordNet

# Of a re-written sentence, this share of the words is kept, in claims of at least this likelihood.
_FRAME, _LIKELY = 0.55, 0.5
# So many words on either side of a difference tell where in a speech it is.
_AROUND = 3
# Kinds of pieces that give whole sentences; scraps may be the outlet's choice of words.
_WHOLE = frozenset({"direct", UNMARKED})


def compare(a: Side, b: Side, context: Context) -> Iterator[Conflict | Doubt]:
    """The strongest alteration of each two utterances."""
    for p in a.utterances:
        for q in b.utterances:
            differing = [
                *(altered(p, q, context.wordnet, context.limits) or _modified(p, q, context)),
            ] or [*_spun(p, q, context), *_in_copies(p, a, q, b, context)]
            found = [x for x in differing if within(x, a, b) and not _gives_both(x, p, a, q, b)]
            if found:
                yield _conflict(p, q, found, context)


def within(alteration: Alteration, a: Side, b: Side) -> bool:
    """Do the altered words stand in these claims, and not in other clauses of the utterances?"""
    return all(
        any(side.reach[0] <= place < side.reach[1] for place in places)
        for side, places in ((a, alteration.a_places), (b, alteration.b_places))
    )


def _gives_both(x: Alteration, p: Utterance, a: Side, q: Utterance, b: Side) -> bool:
    """Does either document quote the other's words as well, elsewhere? Then it was said twice."""
    sides = (p, a, x.a, x.a_places), (q, b, x.b, x.b_places)
    return any(
        _elsewhere(_around(told[0], *told[2:]), other[0], other[1])
        for told, other in (sides, sides[::-1])
    )


def _around(utterance: Utterance, words: Sequence[Word], places: Sequence[int]) -> list[str]:
    """The forms of some words and of a few on either side; of those where they are left out."""
    marks = {w.start for w in words} | set(places)
    at = [n for n, w in enumerate(utterance.words) if w.start in marks]
    near = utterance.words[max(min(at) - _AROUND, 0) : max(at) + _AROUND + 1]
    return [w.form for w in near]


def _elsewhere(forms: Sequence[str], utterance: Utterance, side: Side) -> bool:
    """Has a document these words, one after the other, outside an utterance?"""
    if len(forms) <= _AROUND:
        return False  # so few words may be said of anything
    own = [(piece["start"], piece["end"]) for piece in utterance.pieces]
    words = [
        w.form
        for w in _all_words(side.document["raw_text"])
        if not any(start <= w.start < end for start, end in own)
    ]
    return _follow(words, forms)


@lru_cache(maxsize=1024)
def _all_words(text: str) -> tuple[Word, ...]:
    return tuple(words_of(text, 0, 0))


def _modified(p: Utterance, q: Utterance, context: Context) -> Iterator[Alteration]:
    """A phrase that the same speaker's words in the other document have with another modifier.

    So short a phrase is no evidence by itself: only claims that correspond are looked at.
    """
    if speakers(p, q) != "same":
        return
    for one, other, swap in ((p, q, False), (q, p, True)):
        for n, piece in enumerate(one.pieces):
            phrase = [w for w in one.words if w.piece == n]
            if piece["kind"] == "direct" or not 2 <= len(phrase) <= SHORT:
                continue
            if _has(other, phrase):
                continue
            for k in range(1, len(other.words)):
                theirs = other.words[k - 1]
                rest = [w.form for w in other.words[k : k + len(phrase) - 1]]
                if rest != [w.form for w in phrase[1:]] or theirs.form == phrase[0].form:
                    continue
                if _modifiers(phrase[0], theirs, context.wordnet):
                    a, b = ((theirs,), (phrase[0],)) if swap else ((phrase[0],), (theirs,))
                    yield Alteration(a, b, (a[0].start,), (b[0].start,), 0.0)


def _in_copies(
    p: Utterance, a: Side, q: Utterance, b: Side, context: Context
) -> Iterator[Alteration]:
    """Another word at the same place of near-copies, however short the quotation."""
    if context.copy is None or p.unmarked or q.unmarked:
        return
    if same_utterance(p, q, context.limits):
        return
    for difference in own_differences(a, b, context.copy):
        first, second = (
            tuple(w for w in utterance.words if any(w.start == t["start"] for t in tokens))
            for utterance, tokens in ((p, difference.a), (q, difference.b))
        )
        if not brief(difference) or not first or not second or _written(first, second):
            continue
        if any(w.function for w in (*first, *second)):
            continue
        yield Alteration(first, second, (first[0].start,), (second[0].start,), 0.0)


def _has(utterance: Utterance, phrase: Sequence[Word]) -> bool:
    """Are these words, one after the other, in an utterance?"""
    return _follow([w.form for w in utterance.words], [w.form for w in phrase])


def _follow(forms: Sequence[str], sought: Sequence[str]) -> bool:
    return any(forms[k : k + len(sought)] == sought for k in range(len(forms)))


def _spun(p: Utterance, q: Utterance, context: Context) -> Iterator[Alteration]:
    """A sentence of the same speaker with most of its content words swapped, the frame kept.

    Article spinners re-write quotations, too. So little of the wording is left that only claims
    which surely correspond are looked at.
    """
    if speakers(p, q) != "same" or context.score < _LIKELY:
        return
    if same_utterance(p, q, context.limits) or any(
        in_passing(p, q, stretch) and aligned(p, q, stretch, context.limits)
        for stretch in stretches(p, q)
    ):
        return
    for n, _ in enumerate(p.pieces):
        for m, _ in enumerate(q.pieces):
            first = [w for w in p.words if w.piece == n]
            second = [w for w in q.words if w.piece == m]
            if min(len(first), len(second)) > SHORT:
                yield from _swapped_words(first, second, context.wordnet)


def _swapped_words(
    first: Sequence[Word], second: Sequence[Word], wordnet: WordNet
) -> Iterator[Alteration]:
    matcher = SequenceMatcher(None, [w.form for w in first], [w.form for w in second], False)
    kept, differing = 0, []
    for tag, i, j, k, m in matcher.get_opcodes():
        if tag == "equal":
            kept += j - i
        else:
            differing.append((i, j, k, m))
        if tag == "replace" and j - i == m - k:
            pairs = zip(first[i:j], second[k:m], strict=True)
            kept += sum(near_synonyms(x, y, wordnet) for x, y in pairs)
    swaps = [gap for gap in differing if gap[0] < gap[1] and gap[2] < gap[3]]
    swaps = [(i, j, k, m) for i, j, k, m in swaps if not _written(first[i:j], second[k:m])]
    if swaps and kept >= _FRAME * max(len(first), len(second)):
        a, b = first[swaps[0][0] : swaps[-1][1]], second[swaps[0][2] : swaps[-1][3]]
        yield Alteration(tuple(a), tuple(b), (a[0].start,), (b[0].start,), 0.0)


def _written(first: Sequence[Word], second: Sequence[Word]) -> bool:
    """Are they the same words, contracted or spelled otherwise?"""
    return len(first) == len(second) and all(map(written_alike, first, second))


def _modifiers(x: Word, y: Word, wordnet: WordNet) -> bool:
    return any(wordnet.knows(x.form, pos) and wordnet.knows(y.form, pos) for pos in ("ADJ", "ADV"))


def _conflict(
    p: Utterance, q: Utterance, found: Sequence[Alteration], context: Context
) -> Conflict:
    strong = [x for x in found if not x.slight]
    shown = max(strong or found, key=lambda x: len(x.a) + len(x.b))
    first, second = _text(p, shown.a), _text(q, shown.b)
    whole = any(piece["kind"] in _WHOLE for piece in (*p.pieces, *q.pieces))
    return context.conflict(
        "quote",
        "hard" if strong and whole else "soft",
        0.55,
        f"the quoted words differ: {_quoted(first)} ≠ {_quoted(second)}",
        _span(p, shown.a, shown.a_places),
        _span(q, shown.b, shown.b_places),
    )


def _quoted(words: str) -> str:
    return f"“{words}”" if words else "left out"


def _text(utterance: Utterance, found: Sequence[Word]) -> str:
    if not found:
        return ""
    pieces = [utterance.pieces[n] for n in sorted({w.piece for w in found})]
    texts = []
    for piece in pieces:
        inside = [w for w in found if utterance.pieces[w.piece] is piece]
        start, end = inside[0].start - piece["start"], inside[-1].end - piece["start"]
        texts.append(" ".join(piece["text"][start:end].split()))
    return " … ".join(texts)


def _span(utterance: Utterance, found: Sequence[Word], places: Sequence[int]) -> tuple[int, int]:
    if utterance.unmarked:  # a whole passage shows nothing: the word beside what is left out
        found = found or [w for w in utterance.words if w.start == places[0]]
    if found:
        return found[0].start, found[-1].end
    piece = next(p for p in utterance.pieces if p["start"] <= places[0] < p["end"])
    return piece["start"], piece["end"]
