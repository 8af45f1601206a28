"""Where two quotations of one speech differ in their words.

What differs inside a stretch whose words give enough evidence is an alteration. No alteration are:
truncation at either end, omissions that are marked or lie where a document breaks off, case,
punctuation, brackets, contractions, the two standards' spellings, starred-out letters and
transliterations.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise, takewhile
from typing import NamedTuple

from rapidfuzz import fuzz

from crosscheck.consistency.utterances.speech import LIKELY, covered, one_speech
from crosscheck.consistency.utterances.spoken_words import Word, masked, nearly_one_word
from crosscheck.consistency.utterances.stretches import Stretch, stretches
from crosscheck.consistency.utterances.utterance import Limits, Utterance
from crosscheck.language.numerals import numerals
from crosscheck.language.words import word_set

_FILLERS = word_set("ah eh er hmm oh uh um well yeah")
_ROOT = 4
# Two spellings of a name are so alike (0–100).
_VARIANT = 60
# So few words at the edge of a piece were replaced, not cut; so few were dropped at a break.
_EDGE, _DROPPED = 2, 3
_FULL_HOUR = "00"
_CLOCK = re.compile(r"(\d{1,2}) (\d\d) ?([ap]m)?\b")
_HALF_DAY = 12


class Alteration(NamedTuple):
    """Words that stand in one utterance and not at the same place in the other.

    Attributes:
        a, b: The words; none if they are left out.
        a_places, b_places: Where they stand in raw_text; where they are left out, the places of
            the words on either side.
        weight: The evidence that both are one speech.
    """

    a: tuple[Word, ...]
    b: tuple[Word, ...]
    a_places: tuple[int, ...]
    b_places: tuple[int, ...]
    weight: float

    @property
    def slight(self) -> bool:
        """Function words, inflection, words left out: heard or cut otherwise, no other meaning."""
        first, second = ([w.form for w in side if not w.function] for side in (self.a, self.b))
        if not first or not second:
            return True
        pairs = len(first) == len(second)
        return pairs and all(nearly_one_word(x, y) for x, y in zip(first, second, strict=True))


def alterations(p: Utterance, q: Utterance, limits: Limits) -> list[Alteration]:
    """Where two utterances, as far as they are one speech, differ in their words."""
    found = []
    for stretch in stretches(p, q):
        if one_speech(p, q, stretch, limits.evidence):
            found += [
                x
                for x in _differences(p, q, stretch, limits)
                if not _equivalent(x) and not (stretch.share < LIKELY and _grammar(x))
            ]
    return found


def _differences(
    p: Utterance, q: Utterance, stretch: Stretch, limits: Limits
) -> Iterator[Alteration]:
    for n, ((i, j), (k, m)) in enumerate(pairwise(stretch.matches), 1):
        if (k, m) == (i + 1, j + 1):
            continue
        gap = _Gap(p, q, (i, k), (j, m), stretch.weight)
        if p.marked(i, k) or q.marked(j, m):
            yield from gap.around_insertion(limits)
            continue
        if gap.stammered():
            continue
        if p.broken(i, k) and q.broken(j, m):
            before, after = stretch.matches[:n][::-1], stretch.matches[n:]
            yield from gap.at_break(_holds(p, q, before), _holds(p, q, after))
        elif p.broken(i, k) or q.broken(j, m):
            yield from gap.at_break()
        elif (gap.a and gap.b) or max(len(gap.a), len(gap.b)) <= limits.omitted:
            yield gap.alteration(gap.a, gap.b)
    if covered(p, q, stretch) >= LIKELY:
        yield from _edges(p, q, stretch, limits)


def _holds(p: Utterance, q: Utterance, matches: Sequence[tuple[int, int]]) -> bool:
    """Does a telling word, no name, match in the pieces that some matches begin in?"""
    pieces = [(p.words[i].piece, q.words[j].piece) for i, j in matches]
    inside = takewhile(lambda item: item[0] == pieces[0], zip(pieces, matches, strict=True))
    return any(p.words[i].telling and not (p.names[i] or q.names[j]) for _, (i, j) in inside)


class _Gap:
    """What stands between two neighbouring matches of a stretch."""

    def __init__(
        self, p: Utterance, q: Utterance, a: tuple[int, int], b: tuple[int, int], weight: float
    ) -> None:
        self.p, self.q, self.weight = p, q, weight
        self.ends = a, b
        self.a, self.b = p.words[a[0] + 1 : a[1]], q.words[b[0] + 1 : b[1]]

    def alteration(self, a: Sequence[Word], b: Sequence[Word]) -> Alteration:
        """The alteration of some of the words of either side."""
        return Alteration(
            tuple(a),
            tuple(b),
            _places(self.p, self.ends[0], a),
            _places(self.q, self.ends[1], b),
            self.weight,
        )

    def stammered(self) -> bool:
        """Is it nothing but a word said twice on one side ("that that is", "that is")?"""
        (i, k), (j, m) = self.ends
        for added, rest, around in (
            (self.a, self.b, (self.p.words[i], self.p.words[k])),
            (self.b, self.a, (self.q.words[j], self.q.words[m])),
        ):
            if len(added) == 1 and not rest and added[0].form in {w.form for w in around}:
                return True
        return False

    def around_insertion(self, limits: Limits) -> Iterator[Alteration]:
        """Of words that the other side lacks, the spoken ones ("not Ida [Lund], nobody").

        Where the other has words, too, what is inserted may stand for them.
        """
        (p, (i, k)), (q, (j, m)) = (self.p, self.ends[0]), (self.q, self.ends[1])
        if (self.a and self.b) or p.broken(i, k) or q.broken(j, m):
            return
        if p.omits(i, k) or q.omits(j, m):
            return
        a, b = ([w for w in words if not w.inserted] for words in (self.a, self.b))
        if 0 < len(a) + len(b) <= limits.omitted:
            yield self.alteration(a, b)

    def at_break(self, before: bool = True, after: bool = True) -> Iterator[Alteration]:
        """A document that breaks a speech off may leave out what it likes, but not replace it.

        Its own words before and after the break stand against the other's at the same distance
        from the matches; a few words that the other has in the middle of a sentence were left out,
        unless it quotes only scraps.

        Args:
            before, after: Are the pieces on that side of the break one speech?
        """
        (p, a), (q, b) = (self.p, self.ends[0]), (self.q, self.ends[1])
        broken = p.broken(*a), q.broken(*b)
        whole = self.b if broken[0] else self.a
        own = self.a if broken[0] else self.b
        span = (q, b) if broken[0] else (p, a)
        if (
            not all(broken)
            and not own
            and len(whole) <= _DROPPED
            and not span[0].sentence_ends(*span[1])
            and _sentences(*((p, a) if broken[0] else (q, b)))
        ):
            yield self.alteration(self.a, self.b)
        heads = _head(p, a), _head(q, b)
        size = min(map(len, heads))
        if before and 0 < size <= _EDGE:
            yield self.alteration(heads[0][:size], heads[1][:size])
        tails = _tail(p, a), _tail(q, b)
        size = min(map(len, tails))
        if after and 0 < size <= _EDGE:
            yield self.alteration(tails[0][-size:], tails[1][-size:])


def _sentences(utterance: Utterance, ends: tuple[int, int]) -> bool:
    """Are the pieces around a break whole sentences, rather than words quoted one by one?"""
    pieces = (utterance.pieces[utterance.words[n].piece] for n in ends)
    return all(piece["kind"] == "direct" for piece in pieces)


def _head(utterance: Utterance, ends: tuple[int, int]) -> Sequence[Word]:
    """The words after a match, up to a break."""
    first = utterance.words[ends[0]].piece
    return [w for w in utterance.words[ends[0] + 1 : ends[1]] if w.piece == first]


def _tail(utterance: Utterance, ends: tuple[int, int]) -> Sequence[Word]:
    """The words before a match, back to a break."""
    last = utterance.words[ends[1]].piece
    return [w for w in utterance.words[ends[0] + 1 : ends[1]] if w.piece == last]


def _places(utterance: Utterance, ends: tuple[int, int], found: Sequence[Word]) -> tuple[int, ...]:
    if found:
        return (found[0].start,)
    first, last = (max(n, 0) for n in ends)
    last = min(last, len(utterance.words) - 1)
    return utterance.words[last].start, utterance.words[first].start


def _edges(p: Utterance, q: Utterance, stretch: Stretch, limits: Limits) -> Iterator[Alteration]:
    """Words replaced, or left out behind others, at the first or last place of two pieces."""
    for step, (i, j) in ((-1, stretch.matches[0]), (1, stretch.matches[-1])):
        a, b = _rest(p, i, step), _rest(q, j, step)
        if not a or not b or any(w.inserted for w in (*a, *b)):
            continue
        goes_on = _goes_on(p, i, step, len(a)) or _goes_on(q, j, step, len(b))
        if goes_on and stretch.weight < limits.evidence:
            continue  # a few words in passing, in sentences of their own
        left_out = _left_out(a, b, step)
        if left_out is None:
            a, b = _without_outer(a, b, step)
            pair = (a, b) if max(len(a), len(b)) <= _EDGE else None
        else:
            pair = left_out if len(left_out[0]) + len(left_out[1]) <= limits.omitted else None
        if pair is None or (_partial(p, i, q, j) and _adapted(*pair)):
            continue
        beside = p.words[i].start, q.words[j].start
        places = [
            (words[0].start,) if words else (at,) for words, at in zip(pair, beside, strict=True)
        ]
        yield Alteration(tuple(pair[0]), tuple(pair[1]), places[0], places[1], stretch.weight)


def _without_outer(
    a: Sequence[Word], b: Sequence[Word], step: int
) -> tuple[Sequence[Word], Sequence[Word]]:
    """The words that two sides have at the edge, less the outermost that are the same: too few and
    too light to be matched over the others ("*about* two boats", "*about* three ships").
    """
    while min(len(a), len(b)) > 1 and _outer(a, step) == _outer(b, step):
        a, b = (side[1:] if step < 0 else side[:-1] for side in (a, b))
    return a, b


def _outer(words: Sequence[Word], step: int) -> str:
    return words[0].form if step < 0 else words[-1].form


def _left_out(
    a: Sequence[Word], b: Sequence[Word], step: int
) -> tuple[Sequence[Word], Sequence[Word]] | None:
    """The words that one side lacks between its outermost words and the matches ("We … go")."""
    for short, long, swap in ((a, b, False), (b, a, True)):
        size = len(short)
        if not size < len(long) or size > _EDGE:
            continue
        outer = long[:size] if step < 0 else long[-size:]
        if [w.form for w in outer] == [w.form for w in short]:
            missing = long[size:] if step < 0 else long[:-size]
            return (missing, []) if swap else ([], missing)
    return None


def _partial(p: Utterance, i: int, q: Utterance, j: int) -> bool:
    return any(u.pieces[u.words[n].piece]["kind"] != "direct" for u, n in ((p, i), (q, j)))


def _adapted(a: Sequence[Word], b: Sequence[Word]) -> bool:
    """Does a content word have its stem on both sides, as in a phrase fitted to a sentence?"""
    first, second = ({w.form[:_ROOT] for w in side if not w.function} for side in (a, b))
    return bool(first & second)


def _rest(utterance: Utterance, at: int, step: int) -> Sequence[Word]:
    """The words of the sentence before (-1) or after (1) a word, as far as the piece has them."""
    n = at + step
    while 0 <= n < len(utterance.words):
        beside = sorted((n, n - step))
        if utterance.broken(*beside) or utterance.sentence_ends(*beside):
            break
        n += step
    return utterance.words[n + 1 : at] if step < 0 else utterance.words[at + 1 : n]


def _goes_on(utterance: Utterance, at: int, step: int, words: int) -> bool:
    """Does the piece go on with another sentence, so many words from a word?"""
    n = at + step * (words + 1)
    return 0 <= n < len(utterance.words) and not utterance.broken(*sorted((n, n - step)))


def _grammar(alteration: Alteration) -> bool:
    """Are they function words alone? In speech that is told freely they change nothing."""
    return all(w.function for w in (*alteration.a, *alteration.b))


def _equivalent(alteration: Alteration) -> bool:
    """Are the words only written otherwise?"""
    first, second = (
        [w for w in side if w.form not in _FILLERS] for side in (alteration.a, alteration.b)
    )
    a, b = ("".join(w.form for w in side).replace("'", "") for side in (first, second))
    return a == b or masked(a, b) or _name_variant(first, second) or _one_figure(first, second)


def _one_figure(first: Sequence[Word], second: Sequence[Word]) -> bool:
    """Are they one number in words and digits, or one time of day ("6:00", "6"; "18:41", "6:41pm")?

    The full hour may be left out behind the hour.
    """
    texts = [" ".join(w.form for w in side) for side in (first, second)]
    if sorted(texts) == ["", _FULL_HOUR]:
        return True
    figures = [tuple((n.low, n.kind) for n in numerals(text)) for text in texts]
    words = all(len(side) == 1 for side in (first, second))
    if words and len(figures[0]) == 1 and figures[0] == figures[1]:
        return True
    clocks = [_CLOCK.match(text) for text in texts]
    return None not in clocks and _minutes(clocks[0]) == _minutes(clocks[1])


def _minutes(clock: re.Match[str] | None) -> int | None:
    """How many minutes after midnight it is."""
    if clock is None:
        return None
    hour, minutes, half = int(clock[1]), int(clock[2]), clock[3]
    if half is not None:
        hour = hour % _HALF_DAY + (_HALF_DAY if half == "pm" else 0)
    return 60 * hour + minutes


def _name_variant(first: Sequence[Word], second: Sequence[Word]) -> bool:
    """Two spellings of a foreign name: how a speaker's word is written is the outlet's choice.

    Particles between its parts ("al", "von") belong to it.
    """
    for side in (first, second):
        if not side or any(not w.name or w.function for w in (side[0], side[-1])):
            return False
    one, other = (" ".join(w.form for w in side) for side in (first, second))
    return fuzz.ratio(one, other) >= _VARIANT
