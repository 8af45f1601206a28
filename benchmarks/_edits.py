"""Small edits of a text, what becomes of places in it, and words that can stand for each other."""

import gzip
import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Sequence
from functools import cache
from itertools import accumulate
from pathlib import Path
from typing import NamedTuple

from spacy.tokens import Token

_POS = {"VERB": "v", "NOUN": "n", "ADJ": "a", "ADV": "r"}
_VOWELS = "aeiou"
# "a" goes with the sound, not the letter: "a union", "an hour".
_A_SOUND = re.compile(r"(?:uni|use|usu|eu|one|ou?i)", re.IGNORECASE)
_AN_SOUND = re.compile(r"(?:hour|hono|heir)", re.IGNORECASE)
# Verbs whose past is no -ed: their forms are not made by rule, so they are no replacements.
IRREGULAR = frozenset(
    """
    arise awake be bear beat become begin bend bet bind bite bleed blow break breed bring build burn
    burst buy cast catch choose come cost creep cut deal dig do draw dream drink drive eat fall feed
    feel fight find fit flee fling fly forbid forecast forget forgive freeze get give go grind grow
    hang have hear hide hit hold hurt keep kneel know lay lead lean leap learn leave lend let lie
    light lose make mean meet mistake overcome pay prove put quit read rid ride ring rise run say
    see seek sell send set sew shake shed shine shoot show shrink shut sing sink sit sleep slide
    slit speak speed spell spend spill spin spit split spoil spread spring stand steal stick sting
    stink strike strive swear sweep swell swim swing take teach tear tell think throw thrust
    understand undertake undo uphold upset wake wear weave weep win wind withdraw withhold write
    """.split()  # noqa: SIM905
)


class Edit(NamedTuple):
    """Characters of a text, half-open, and what they become."""

    start: int
    end: int
    text: str


def apply(text: str, edits: Iterable[Edit]) -> str:
    """The text after edits that do not overlap."""
    parts, last = [], 0
    for edit in sorted(edits):
        parts += [text[last : edit.start], edit.text]
        last = edit.end
    return "".join([*parts, text[last:]])


def compatible(groups: Iterable[Sequence[Edit]]) -> list[Edit]:
    """The edits of the groups, in order of preference, that touch no edit of a group before.

    The edits of one group are made together or not at all.
    """
    kept: list[Edit] = []
    for group in groups:
        if not any(e.start <= k.end and k.start <= e.end for e in group for k in kept):
            kept += group
    return sorted(kept)


class Shift:
    """Where places of a text lie after edits."""

    def __init__(self, edits: Iterable[Edit]) -> None:
        self._edits = sorted(edits)
        self._ends = [edit.end for edit in self._edits]
        self._grown = [0, *accumulate(len(e.text) - (e.end - e.start) for e in self._edits)]

    def start(self, place: int) -> int:
        """Where a stretch begins that began here: what is inserted at its front belongs to it."""
        n = bisect_right(self._ends, place)
        while n and self._edits[n - 1].start == place:
            n -= 1
        return place + self._grown[n]

    def end(self, place: int) -> int:
        """Where a stretch ends that ended here."""
        return place + self._grown[bisect_right(self._ends, place)]

    def of(self, edit: Edit) -> tuple[int, int]:
        """The characters that an edit left; where it left none, the one in its place."""
        start = edit.start + self._grown[self._edits.index(edit)]
        return start, start + max(len(edit.text), 1)


def replace(token: Token, word: str) -> tuple[Edit, ...]:
    """Put a word in a token's place, in the token's case, with the fitting article before it."""
    word = word[:1].upper() + word[1:] if token.text[:1].isupper() else word
    edits = [Edit(token.idx, token.idx + len(token), word)]
    if token.i > token.sent.start:
        before = token.nbor(-1)
        if before.lower_ in {"a", "an"}:
            article = "an" if takes_an(word) else "a"
            if article != before.lower_:
                article = article.capitalize() if before.text[0] == "A" else article
                edits.insert(0, Edit(before.idx, before.idx + len(before), article))
    return tuple(edits)


def takes_an(word: str) -> bool:
    """Does a word take "an"?"""
    if _AN_SOUND.match(word):
        return True
    return word[:1].lower() in _VOWELS and not _A_SOUND.match(word)


def inflected(token: Token, lemma: str) -> str | None:
    """A lemma in the form of a token, by the regular rules; None where they may not hold.

    The token itself must be regular too, or its form is not known (a past may be a participle).
    """
    if not lemma.isalpha():
        return None
    own = token.lemma_.lower()
    form = _FORMS.get(token.tag_)
    if form is None or (token.pos_ == "VERB" and lemma in IRREGULAR):
        return None
    # A base form whose lemma is something else is a lemmatizer's slip.
    return form(lemma) if form(own) == token.lower_ else None


def _same(lemma: str) -> str:
    return lemma


def _s(lemma: str) -> str:
    if lemma.endswith(("s", "x", "z", "ch", "sh")):
        return lemma + "es"
    if lemma.endswith("y") and lemma[-2:-1] not in _VOWELS:
        return lemma[:-1] + "ies"
    return lemma + "s"


def _ed(lemma: str) -> str:
    if lemma.endswith("e"):
        return lemma + "d"
    if lemma.endswith("y") and lemma[-2:-1] not in _VOWELS:
        return lemma[:-1] + "ied"
    return _doubled(lemma) + "ed"


def _ing(lemma: str) -> str:
    if lemma.endswith("e") and not lemma.endswith(("ee", "ye", "oe")):
        return lemma[:-1] + "ing"
    return _doubled(lemma) + "ing"


def _doubled(lemma: str) -> str:
    """The stem before a vowel: "stop" → "stopp" (words of one syllable; others keep one letter)."""
    one = re.fullmatch(r"[^aeiou]*[aeiou][^aeiouwxy]", lemma)
    return lemma + lemma[-1] if one else lemma


_FORMS = {"NN": _same, "JJ": _same, "RB": _same, "VB": _same, "VBP": _same}
_FORMS |= {"NNS": _s, "VBZ": _s, "VBD": _ed, "VBN": _ed, "VBG": _ing}


class Lexicon:
    """The words of models/en_wordnet, listed by what they can be replaced with."""

    def __init__(self, lines: Iterable[str]) -> None:
        self._senses: dict[tuple[str, str], tuple[str, ...]] = {}
        self._words: dict[tuple[str, str], list[str]] = defaultdict(list)
        self._antonyms: dict[tuple[str, str], list[str]] = defaultdict(list)
        for kind, *rest in map(str.split, lines):
            if kind == "word":
                pos, word, senses = rest
                self._senses[pos, word] = tuple(senses.split(","))
                for sense in self._senses[pos, word]:
                    self._words[pos, sense].append(word)
            elif kind == "antonym":
                self._antonyms[rest[0], rest[1]].append(rest[3])
                self._antonyms[rest[2], rest[3]].append(rest[1])

    def senses(self, lemma: str, pos: str) -> int:
        """How many senses a word has."""
        return len(self._senses.get((_POS.get(pos, ""), lemma), ()))

    def synonyms(self, lemma: str, pos: str) -> list[str]:
        """Words that share a sense."""
        key = _POS.get(pos, "")
        senses = self._senses.get((key, lemma), ())
        found = {word for sense in senses for word in self._words[key, sense]}
        return sorted(word for word in found if word != lemma and word.isalpha())

    def substitutes(self, lemma: str, pos: str, *, most_senses: int) -> list[str]:
        """Synonyms in every sense of a word, where neither has many: no context is needed.

        Left out are words with the same beginning, which tend to be spellings, and short ones,
        which tend to be abbreviations or dialect.
        """
        key = _POS.get(pos, "")
        own = set(self._senses.get((key, lemma), ()))
        return [
            word
            for word in self.synonyms(lemma, pos)
            if own <= set(self._senses[key, word])
            and self.senses(word, pos) <= most_senses
            and word[:4] != lemma[:4]
            and len(word) > 3
        ]

    def antonyms(self, lemma: str, pos: str) -> list[str]:
        """The direct antonyms of a word."""
        return sorted(set(self._antonyms.get((_POS.get(pos, ""), lemma), ())))


@cache
def load_lexicon(folder: Path) -> Lexicon:
    """Read models/en_wordnet."""
    packed = (folder / "wordnet.txt.gz").read_bytes()
    return Lexicon(gzip.decompress(packed).decode("utf-8").splitlines())
