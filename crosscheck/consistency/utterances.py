"""Utterances: what somebody said, as several documents quote it, laid side by side word by word.

An utterance is joined from the pieces that a document breaks it into ("…," he said, "…"). Two
utterances are aligned locally (Smith and Waterman 1981, with affine gaps: Gotoh 1982), so that
each may begin and end elsewhere and leave passages out, and one may hold several stretches of the
other. A stretch whose words give enough evidence is the same speech, and what differs inside it is
an alteration.

No alteration are: truncation at either end, omissions that are marked or lie where a document
breaks off, case, punctuation, brackets, contractions, the two standards' spellings, starred-out
letters and transliterations.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import pairwise
from typing import Any, NamedTuple

import numpy as np
from rapidfuzz import fuzz
from rapidfuzz.distance import Indel

from crosscheck.claims.lexicons import lexicon
from crosscheck.language.numerals import numerals
from crosscheck.language.spelling import canonical_spelling
from crosscheck.language.words import word_set

Row = Mapping[str, Any]

FUNCTION = word_set(
    """
    a an the this that these those of to in on at for by with from as about into and or but so if
    than because is are was were be been being am do does did have has had will would can could may
    might shall should must it its he she they we i you him them us me his her their our my your not
    's 're 've 'll n't 'm 'd there who which what when where how very just
    """
)
# Words of content that are evidence of no speech: other closed classes, and the commonest verbs of
# conversation (Biber et al. 1999, Longman Grammar of Spoken and Written English, 5.2.1.2).
_LIGHT = word_set(
    """
    some any all no none every each other another such same own much many more most less few several
    nobody somebody everybody anybody nothing something everything anything one ones thing things
    now then here again still also too only even quite really so never ever always
    up down out off over back after before while until
    say says said get gets got go goes going went gone know knows knew known think thinks thought
    see sees saw seen make makes made come comes came take takes took taken want wants wanted
    give gives gave given mean means meant
    """
)
# Who speaks, and whom he speaks to (Quirk et al. 1985, 6.18): a report has them in speech only.
SPEAKING = word_set(
    "i me my mine myself we us our ours ourselves you your yours yourself yourselves"
)
_FILLERS = word_set("ah eh er hmm oh uh um well yeah")
_WORD = re.compile(r"[\w*]*\w[\w*]*(?:['’]\w+)*|&")
_CLITIC = re.compile(r"(n't|'(?:s|re|ve|ll|m|d))$")
_INSERTION = re.compile(r"\[[^\]]*\]?|\([^)]*\)?")
_TERMINAL = re.compile(r"[.!?]")
_OMISSION = re.compile(r"\.\.\.|…|\. \. \.")
_CLITICS = {
    "'s": word_set("is has us"),
    "'re": word_set("are"),
    "'ve": word_set("have"),
    "'ll": word_set("will shall"),
    "n't": word_set("not"),
    "'m": word_set("am"),
    "'d": word_set("would had"),
}
_STEMS = {"ca": "can", "wo": "will", "sha": "shall"}

# The alignment's scores: a content word outweighs a function word; a long gap is hardly dearer
# than a short one, because what is left out is left out at once.
_CONTENT_MATCH, _FUNCTION_MATCH, _STEM_MATCH, _MISMATCH = 2.0, 1.0, 1.0, -1.0
_OPEN, _EXTEND = 1.0, 0.25
_LEAST_SCORE = 2.5
_STEM, _ROOT = 5, 4
# The kind of a piece that no document puts in quotation marks.
UNMARKED = "unmarked"
# Two spellings of a name are so alike (0–100).
_VARIANT = 60


class Word(NamedTuple):
    """A word of an utterance.

    Attributes:
        form: In lower case, a contraction's parts as words of their own.
        start, end: Its characters in raw_text.
        name: Does it begin with a capital letter?
        inserted: Does it stand in brackets, as the outlet's own word?
        piece: Which of the utterance's pieces it stands in.
    """

    form: str
    start: int
    end: int
    name: bool = False
    inserted: bool = False
    piece: int = 0

    @property
    def function(self) -> bool:
        """Is it a word of grammar rather than of content?"""
        return self.form in FUNCTION

    @property
    def telling(self) -> bool:
        """Is it a word that is not said in every other sentence?"""
        return not self.function and self.form not in _LIGHT


@dataclass(frozen=True, eq=False)
class Utterance:
    """What somebody said, joined from the quotations that a document breaks it into.

    Attributes:
        pieces: Rows of `quotations` of one document, in text order.
        speaker: The row of `entities` of whoever said it, if resolved.
    """

    pieces: tuple[Row, ...]
    speaker: Row | None = None

    @cached_property
    def words(self) -> tuple[Word, ...]:
        """The words of all pieces."""
        return tuple(w for n, piece in enumerate(self.pieces) for w in _words(piece, n))

    @cached_property
    def forms(self) -> tuple[str, ...]:
        """The words' canonical forms."""
        return tuple(canonical_spelling(w.form) for w in self.words)

    @cached_property
    def names(self) -> tuple[bool, ...]:
        """For each word, is it part of a name: a capital within a sentence in small letters?"""
        shouted = 2 * sum(w.name for w in self.words) > len(self.words)
        return tuple(
            w.name and i > 0 and not shouted and not self.sentence_ends(i - 1, i)
            for i, w in enumerate(self.words)
        )

    @cached_property
    def content(self) -> frozenset[str]:
        """The stems of its telling words."""
        return frozenset(stem(w) for w in self.words if w.telling)

    @property
    def speaker_id(self) -> str | None:
        """The entity that said it, if resolved."""
        known = (piece["speaker_entity_id"] for piece in self.pieces)
        return next((key for key in known if key is not None), None)

    @property
    def named(self) -> bool:
        """Does the document name a person as its speaker, rather than describe one?"""
        if self.speaker is None or self.speaker["label"] != "PERSON":
            return False
        words = set(str(self.pieces[0]["speaker_text"]).lower().split())
        return bool(words & set(str(self.speaker["name"]).lower().split()))

    @property
    def pronoun(self) -> bool:
        """Does only a pronoun stand for its speaker?"""
        return str(self.pieces[0]["speaker_text"]).lower() in lexicon("pronouns")

    @property
    def unmarked(self) -> bool:
        """Does it stand in its document without quotation marks?"""
        return self.pieces[0]["kind"] == UNMARKED

    def between(self, i: int, j: int) -> str:
        """The quoted text between two words of one piece."""
        piece = self.pieces[self.words[i].piece]
        origin = piece["start"]
        return str(piece["text"][self.words[i].end - origin : self.words[j].start - origin])

    def broken(self, i: int, j: int) -> bool:
        """Does the document break the utterance off between two words?"""
        return self.words[i].piece != self.words[j].piece

    def marked(self, i: int, j: int) -> bool:
        """Does the document itself mark an omission or an insertion between two words?"""
        return any(w.inserted for w in self.words[i : j + 1]) or any(
            _OMISSION.search(self.between(k, k + 1)) or _INSERTION.search(self.between(k, k + 1))
            for k in range(i, j)
            if not self.broken(k, k + 1)
        )

    def sentence_ends(self, i: int, j: int) -> bool:
        """Does a sentence end between two words?"""
        return any(
            self.broken(k, k + 1) or _TERMINAL.search(self.between(k, k + 1)) for k in range(i, j)
        )


def _words(piece: Row, number: int) -> Iterator[Word]:
    text, origin = piece["text"], piece["start"]
    inserted = [m.span() for m in _INSERTION.finditer(text)]
    for match in _WORD.finditer(text):
        start, end = match.span()
        within = any(s <= start < e for s, e in inserted)
        word = match.group().lower().replace("’", "'").replace("&", "and")
        for form, s, e in _split(word, start, end):
            yield Word(form, origin + s, origin + e, text[s].isupper(), within, number)


def _split(word: str, start: int, end: int) -> Iterator[tuple[str, int, int]]:
    """A contraction's parts, each with its place (as the Penn Treebank cuts them)."""
    if word == "cannot":
        yield from (("can", start, start + 3), ("not", start + 3, end))
        return
    found = _CLITIC.search(word)
    if found is None or not found.start():
        yield word, start, end
        return
    head = word[: found.start()]
    if found.group() == "'s" and head.endswith("s"):  # a house writes "Jones's", another "Jones'"
        yield head, start, end
        return
    yield _STEMS.get(head, head), start, start + found.start()
    yield found.group(), start + found.start(), end


def utterances(quotations: Iterable[Row], entities: Mapping[str, Row]) -> list[Utterance]:
    """The utterances of documents, sorted by their first quotation.

    Args:
        quotations: Rows of `quotations`.
        entities: entity_id → row of `entities`, for the speakers.
    """
    grouped: dict[str, list[Row]] = defaultdict(list)
    for row in sorted(quotations, key=lambda row: (row["doc_id"], row["start"])):
        grouped[row["utterance_id"]].append(row)
    return [Utterance(tuple(rows), _speaker(rows, entities)) for rows in grouped.values()]


def _speaker(pieces: Iterable[Row], entities: Mapping[str, Row]) -> Row | None:
    known = (piece["speaker_entity_id"] for piece in pieces)
    return next((entities[key] for key in known if key in entities), None)


class Stretch(NamedTuple):
    """A part of two utterances that aligns.

    Attributes:
        matches: Positions of the words that match exactly, in order.
        telling: How many of them are telling words.
        weight: What all matches weigh, those of stems included: the evidence for one speech.
        share: Which part matches, of the words that either has from the first match to the last;
            passages left out at a break or an omission mark do not count.
    """

    matches: tuple[tuple[int, int], ...]
    telling: int
    weight: float
    share: float


@lru_cache(maxsize=65_536)
def stretches(p: Utterance, q: Utterance) -> tuple[Stretch, ...]:
    """The parts of two utterances that align, the best first; none overlaps another."""
    if not p.words or not q.words:
        return ()
    scores, equal = _score_matrix(p, q)
    found: list[Stretch] = []
    while True:
        score, path = _best_path(scores)
        if score < _LEAST_SCORE:
            return tuple(found)
        found.append(_stretch(p, q, scores, equal, path))
        for i, j in path:
            scores[i, :] = scores[:, j] = -10.0


def _score_matrix(p: Utterance, q: Utterance) -> tuple[np.ndarray, np.ndarray]:
    """For each word of p and each of q how well they match, and whether they are one word."""
    first, second = np.array(p.forms, dtype=object), np.array(q.forms, dtype=object)
    equal = np.asarray(first[:, None] == second[None, :], dtype=bool)
    odd = [np.array([_is_odd(w.form) for w in u.words]) for u in (p, q)]
    for i, j in np.argwhere(odd[0][:, None] | odd[1][None, :]).tolist():
        if one_word(p.words[i].form, q.words[j].form):
            equal[i, j] = True
    weights = np.array(
        [_CONTENT_MATCH if w.telling else _FUNCTION_MATCH for w in p.words], dtype=np.float32
    )
    # whoever speaks of a thing names it
    named = np.array(p.names)[:, None] | np.array(q.names)[None, :]
    worth = np.where(named, np.float32(_FUNCTION_MATCH), weights[:, None])
    scores = np.where(equal, worth, np.float32(_MISMATCH))
    stems = [np.array([stem(w) for w in u.words], dtype=object) for u in (p, q)]
    alike = (stems[0][:, None] == stems[1][None, :]) & ~equal
    return np.where(alike, np.float32(_STEM_MATCH), scores), equal


def stem(word: Word) -> str:
    """The first letters of a content word ("economy" and "economic" share them); "" never alike."""
    if word.function or len(word.form) < _STEM:
        return f"={word.form}"
    return word.form[:_STEM]


def _is_odd(form: str) -> bool:
    return "*" in form or form in _CLITICS


@lru_cache(maxsize=65_536)
def one_word(x: str, y: str) -> bool:
    """A contracted and a full form, or a word and the same with letters starred out."""
    return y in _CLITICS.get(x, ()) or x in _CLITICS.get(y, ()) or masked(x, y)


def masked(a: str, b: str) -> bool:
    """A word and the same word with letters starred out."""
    for word, other in ((a, b), (b, a)):
        start, star, rest = word.partition("*")
        if star and start and other.startswith(start) and other.endswith(rest.strip("*")):
            return True
    return False


def _best_path(scores: np.ndarray) -> tuple[float, list[tuple[int, int]]]:
    """The best local alignment with affine gaps: its score, and the aligned positions in order."""
    n, m = scores.shape
    best = np.zeros((n + 1, m + 1), dtype=np.float32)
    up = np.full((n + 1, m + 1), -1e9, dtype=np.float32)
    left = np.full((n + 1, m + 1), -1e9, dtype=np.float32)
    steps = np.arange(m + 1, dtype=np.float32) * np.float32(_EXTEND)
    for i in range(1, n + 1):
        up[i] = np.maximum(best[i - 1] - _OPEN, up[i - 1]) - _EXTEND
        row = np.maximum(up[i], 0.0)
        row[1:] = np.maximum(row[1:], best[i - 1, :-1] + scores[i - 1])
        # A gap along the row: the best cell to the left, less what the way from it costs.
        reach = np.maximum.accumulate(row + steps) - steps - np.float32(_OPEN)
        left[i, 1:] = reach[:-1] - np.float32(_EXTEND)
        best[i] = np.maximum(row, left[i])
    i, j = (int(n) for n in np.unravel_index(int(best.argmax()), best.shape))
    return float(best[i, j]), _trace(best, up, left, scores, i, j)


def _trace(
    best: np.ndarray, up: np.ndarray, left: np.ndarray, scores: np.ndarray, i: int, j: int
) -> list[tuple[int, int]]:
    path = []
    while i > 0 and j > 0 and best[i, j] > 0:
        if np.isclose(best[i, j], best[i - 1, j - 1] + scores[i - 1, j - 1], atol=1e-4):
            i, j = i - 1, j - 1
            path.append((i, j))
        elif np.isclose(best[i, j], up[i, j], atol=1e-4):
            k = next(
                k
                for k in range(1, i + 1)
                if np.isclose(best[i - k, j] - _OPEN - k * _EXTEND, up[i, j], atol=1e-3)
            )
            i -= k
        else:
            k = next(
                k
                for k in range(1, j + 1)
                if np.isclose(best[i, j - k] - _OPEN - k * _EXTEND, left[i, j], atol=1e-3)
            )
            j -= k
    return path[::-1]


def _stretch(
    p: Utterance, q: Utterance, scores: np.ndarray, equal: np.ndarray, path: list[tuple[int, int]]
) -> Stretch:
    positive = [(i, j) for i, j in path if scores[i, j] > 0]
    length = 1.0
    for (i, j), (k, m) in pairwise(positive):
        free = p.broken(i, k) or q.broken(j, m) or p.marked(i, k) or q.marked(j, m)
        # Words left out cost one place; words replaced, a place each.
        one_sided = min(k - i, m - j) == 1 < max(k - i, m - j)
        length += 1 if free else 2 if one_sided else max(k - i, m - j)
    return Stretch(
        tuple((i, j) for i, j in positive if equal[i, j]),
        sum(p.words[i].telling for i, _ in positive),
        float(sum(scores[i, j] for i, j in positive)),
        len(positive) / length,
    )


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
        return pairs and all(_like(x, y) for x, y in zip(first, second, strict=True))


def is_plural(x: str, y: str) -> bool:
    """Is one word the regular plural of the other?"""
    return x + "s" == y or y + "s" == x or x + "es" == y or y + "es" == x


def _like(x: str, y: str) -> bool:
    """One word, its plural, or the same with a letter more or less, as in typing errors."""
    typed = min(len(x), len(y)) >= _STEM and Indel.distance(x, y) <= 1
    return x == y or is_plural(x, y) or typed


@dataclass(frozen=True)
class Limits:
    """When two quotations are one speech, and what is left out of it; see params.yaml."""

    evidence: float
    omitted: int


def one_speech(p: Utterance, q: Utterance, stretch: Stretch, evidence: float) -> bool:
    """Is there evidence enough that a stretch is the same speech?

    The less the better the speakers fit; a stretch that makes up most of a piece needs least,
    because a formula ("I would like to say") seldom is all that an outlet quotes. What only one
    document marks as somebody's words must be speech by its own words, too; what neither does is
    the outlets' own.
    """
    if stretch.telling < _FEWEST or (p.unmarked and q.unmarked):
        return False
    if p.unmarked or q.unmarked:
        spoken = any(p.words[i].form in SPEAKING for i, _ in stretch.matches)
        enough = stretch.weight >= 2 * evidence and stretch.share >= _SURE
        return spoken and enough
    relation, whole = speakers(p, q), covered(p, q, stretch)
    if relation == "other":
        # a pronoun may stand for somebody else than was taken for its antecedent
        unsure = _OPEN_SPEAKER if p.pronoun or q.pronoun else 2
        needed = evidence if whole >= _ALL else unsure * evidence
        return stretch.weight >= needed and stretch.share >= _SURE
    if stretch.share < _LIKELY:
        loose = relation == "same" and stretch.share >= _HALF
        return stretch.weight >= (_OPEN_SPEAKER if loose else 2) * evidence
    if stretch.telling == _FEWEST and relation != "same" and _parted(p, q, stretch):
        return False
    if whole >= _LIKELY and (relation == "same" or whole >= _ALL or _lacks(p, q, stretch) <= 1):
        return stretch.weight >= _PIECE * evidence
    return stretch.weight >= (evidence if relation == "same" else _OPEN_SPEAKER * evidence)


def _parted(p: Utterance, q: Utterance, stretch: Stretch) -> bool:
    """Does either have other telling words between those that match?"""
    return any(
        any(w.telling for w in u.words[first[side] + 1 : second[side]])
        for first, second in pairwise(stretch.matches)
        for side, u in enumerate((p, q))
    )


# Shares of matching words; what a whole piece, or an unknown speaker, makes of the evidence needed.
_ALL, _SURE, _LIKELY, _HALF = 0.9, 0.75, 0.6, 0.5
_PIECE, _OPEN_SPEAKER = 0.4, 1.4
_FEWEST = 2


def speakers(p: Utterance, q: Utterance) -> str:
    """Are the speakers the same, other persons ("other"), or is it "open"?

    One who is only described may be the one whom the other document names.
    """
    if p.speaker_id is not None and p.speaker_id == q.speaker_id:
        return "same"
    if p.speaker is None or q.speaker is None:
        return "open"
    persons = p.speaker["label"] == q.speaker["label"] == "PERSON"
    known = (p.named or p.pronoun) and (q.named or q.pronoun)
    return "other" if persons and known else "open"


def covered(p: Utterance, q: Utterance, stretch: Stretch) -> float:
    """Which part of the pieces that a stretch touches matches, on the side where it is more."""
    return max(len(stretch.matches) / size for size in _touched(p, q, stretch))


def _lacks(p: Utterance, q: Utterance, stretch: Stretch) -> int:
    """How many words of those pieces do not match, on the side where they are fewer."""
    return min(_touched(p, q, stretch)) - len(stretch.matches)


def _touched(p: Utterance, q: Utterance, stretch: Stretch) -> list[int]:
    """How many words either has in the pieces that a stretch touches."""
    sizes = []
    for utterance, side in ((p, 0), (q, 1)):
        touched = {utterance.words[match[side]].piece for match in stretch.matches}
        sizes.append(sum(w.piece in touched for w in utterance.words))
    return sizes


def alterations(p: Utterance, q: Utterance, limits: Limits) -> list[Alteration]:
    """Where two utterances, as far as they are one speech, differ in their words."""
    found = []
    for stretch in stretches(p, q):
        if stretch.matches and one_speech(p, q, stretch, limits.evidence):
            found += [
                x
                for x in _differences(p, q, stretch, limits)
                if not _equivalent(x) and not (stretch.share < _LIKELY and _grammar(x))
            ]
    return found


def _differences(
    p: Utterance, q: Utterance, stretch: Stretch, limits: Limits
) -> Iterator[Alteration]:
    for (i, j), (k, m) in pairwise(stretch.matches):
        if (k, m) == (i + 1, j + 1) or p.marked(i, k) or q.marked(j, m):
            continue
        gap = _Gap(p, q, (i, k), (j, m), stretch.weight)
        if gap.stammered():
            continue
        if p.broken(i, k) or q.broken(j, m):
            yield from gap.at_break()
        elif (gap.a and gap.b) or max(len(gap.a), len(gap.b)) <= limits.omitted:
            yield gap.alteration(gap.a, gap.b)
    if covered(p, q, stretch) >= _LIKELY:
        yield from _edges(p, q, stretch, limits)


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

    def at_break(self) -> Iterator[Alteration]:
        """A document that breaks a speech off may leave out what it likes, but not replace it.

        Its own words before and after the break stand against the other's at the same distance
        from the matches; a few words that the other has in the middle of a sentence were left out.
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
        ):
            yield self.alteration(self.a, self.b)
        heads = _head(p, a), _head(q, b)
        size = min(map(len, heads))
        if 0 < size <= _EDGE:
            yield self.alteration(heads[0][:size], heads[1][:size])
        tails = _tail(p, a), _tail(q, b)
        size = min(map(len, tails))
        if 0 < size <= _EDGE:
            yield self.alteration(tails[0][-size:], tails[1][-size:])


def _head(utterance: Utterance, ends: tuple[int, int]) -> Sequence[Word]:
    """The words after a match, up to a break."""
    first = utterance.words[ends[0]].piece
    return [w for w in utterance.words[ends[0] + 1 : ends[1]] if w.piece == first]


def _tail(utterance: Utterance, ends: tuple[int, int]) -> Sequence[Word]:
    """The words before a match, back to a break."""
    last = utterance.words[ends[1]].piece
    return [w for w in utterance.words[ends[0] + 1 : ends[1]] if w.piece == last]


# So few words at the edge of a piece were replaced, not cut; so few were dropped at a break.
_EDGE, _DROPPED = 2, 3


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
    """The words of the piece before (-1) or after (1) a word; none if another sentence follows."""
    n = at + step
    while 0 <= n < len(utterance.words) and not utterance.broken(*sorted((n, n - step))):
        if utterance.sentence_ends(*sorted((n, n - step))):
            return ()
        n += step
    return utterance.words[n + 1 : at] if step < 0 else utterance.words[at + 1 : n]


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


_FULL_HOUR = "00"
_CLOCK = re.compile(r"(\d{1,2}) (\d\d) ?([ap]m)?\b")
_HALF_DAY = 12


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
