"""Where two quotations of one utterance differ, be it in their words, or in all but the gist.

Two quotations are of one utterance when enough of their words align (alterations.py), when every
word of a short one has a near synonym at its place in the other, or when a piece of one has the
other's stems in another order, as translators leave them.
"""

from collections.abc import Iterator, Sequence, Set
from functools import lru_cache

from crosscheck.consistency.utterances.alterations import Alteration, alterations
from crosscheck.consistency.utterances.speech import aligned, speakers
from crosscheck.consistency.utterances.spoken_words import SPEAKING, Word, stem, written_alike
from crosscheck.consistency.utterances.stretches import stretches
from crosscheck.consistency.utterances.utterance import Limits, Utterance
from crosscheck.language.wordnet import WordNet

# A phrase is no longer than this.
SHORT = 4
# So many telling stems in common, of so great a share of those of the quotation with fewer, are one
# speech in an order of its own, as when two translate it.
_TELLING, _MOST = 4, 0.7
# With fewer stems in common two quotations are no one speech.
_FEWEST = 2


@lru_cache(maxsize=65_536)
def altered(p: Utterance, q: Utterance, wordnet: WordNet, limits: Limits) -> tuple[Alteration, ...]:
    """Where two quotations of one utterance differ; none if they are two utterances or agree."""
    if p.nobodys and q.nobodys:
        return ()
    if p.nobodys or q.nobodys:
        return tuple(x for x in alterations(p, q, limits) if not _turned(x))
    if len(p.content & q.content) < _FEWEST:
        return tuple(_reworded(p, q, wordnet))
    found = alterations(p, q, limits)
    return (*(found or _reworded(p, q, wordnet)), *_recast(p, q, limits))


def _turned(alteration: Alteration) -> bool:
    """Does either side say "we" where the other has other words? Then it tells what is said."""
    sides = (alteration.a, alteration.b)
    first, second = (any(word.form in SPEAKING for word in side) for side in sides)
    return all(sides) and first != second


def _reworded(p: Utterance, q: Utterance, wordnet: WordNet) -> Iterator[Alteration]:
    """Short quotations with each word swapped for a near-synonym ("big day", "large day")."""
    if speakers(p, q) == "other" and p.named and q.named:
        return
    first, second = p.words, q.words
    if not (0 < len(first) <= SHORT and 0 < len(second) <= SHORT):
        return
    content = [[w for w in side if not w.function] for side in (first, second)]
    if len(content[0]) != len(content[1]) or len(content[0]) < 2:
        return
    pairs = list(zip(*content, strict=True))
    changed = [(x, y) for x, y in pairs if not written_alike(x, y)]
    if changed and all(near_synonyms(x, y, wordnet) for x, y in changed):
        yield Alteration(first, second, (first[0].start,), (second[0].start,), 0.0)


def _recast(p: Utterance, q: Utterance, limits: Limits) -> Iterator[Alteration]:
    """A piece whose stems the other has in another order or other word classes."""
    if speakers(p, q) != "same":
        return
    laid = [
        match
        for stretch in stretches(p, q)
        if aligned(p, q, stretch, limits)
        for match in stretch.matches
    ]
    told = {p.words[i].piece for i, _ in laid}, {q.words[j].piece for _, j in laid}
    for n, _ in enumerate(p.pieces):
        for m, _ in enumerate(q.pieces):
            if n in told[0] or m in told[1]:
                continue  # laid side by side word by word, be it one speech or not
            first = [w for w in p.words if w.piece == n]
            second = [w for w in q.words if w.piece == m]
            stems = [{stem(w) for w in side if w.telling} for side in (first, second)]
            shared, fewer = stems[0] & stems[1], min(map(len, stems))
            if len(shared) < _TELLING or len(shared) < _MOST * fewer:
                continue
            a, b = (_from_first(side, shared) for side in (first, second))
            if max(len(a), len(b)) <= 2 * min(len(a), len(b)):
                yield Alteration(a, b, (a[0].start,), (b[0].start,), 0.0)


def _from_first(words: Sequence[Word], stems: Set[str]) -> tuple[Word, ...]:
    """The words from the first to the last that has one of some stems."""
    at = [i for i, w in enumerate(words) if not w.function and stem(w) in stems]
    return tuple(words[at[0] : at[-1] + 1])


def near_synonyms(x: Word, y: Word, wordnet: WordNet) -> bool:
    """Can one word stand for the other, in any word class?"""
    return any(wordnet.near(x.form, y.form, pos) for pos in ("NOUN", "VERB", "ADJ", "ADV"))
