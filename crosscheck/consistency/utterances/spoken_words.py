"""The words of speech: how quoted text is cut into them, which of them tell something, and which
are one word written in two ways.
"""

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from rapidfuzz.distance import Indel

from crosscheck.language.spelling import same_spelling
from crosscheck.language.words import word_set

FUNCTION = word_set(
    """
    a an the this that these those of to in on at for by with from as about into and or but so if
    than because though although unless is are was were be been being am do does did have has had
    will would can could may might shall should must it its he she they we i you him them us me his
    her their our my your not 's 're 've 'll n't 'm 'd there who which what when where how very just
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
_WORD = re.compile(r"[\w*]*\w[\w*]*(?:['’]\w+)*|&")
_CLITIC = re.compile(r"(n't|'(?:s|re|ve|ll|m|d))$")
# What stands in brackets, as the outlet's own words.
INSERTION = re.compile(r"\[[^\]]*\]?|\([^)]*\)?")
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
_STEM = 5


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


def words_of(text: str, origin: int, number: int) -> Iterator[Word]:
    """The words of a piece, a contraction's parts as words of their own.

    Args:
        text: The quoted text.
        origin: Where it begins in raw_text.
        number: Which of the utterance's pieces it is.
    """
    inserted = [m.span() for m in INSERTION.finditer(text)]
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


def stem(word: Word) -> str:
    """The first letters of a content word ("economy" and "economic" share them); "" never alike."""
    if word.function or len(word.form) < _STEM:
        return f"={word.form}"
    return word.form[:_STEM]


def is_odd(form: str) -> bool:
    """May a word be written otherwise: a contraction's part, or one with letters starred out?"""
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


def is_plural(x: str, y: str) -> bool:
    """Is one word the regular plural of the other?"""
    return x + "s" == y or y + "s" == x or x + "es" == y or y + "es" == x


def written_alike(x: Word, y: Word) -> bool:
    """Are they one word, its plural, or the same contracted or spelled otherwise?"""
    return same_spelling(x.form, y.form) or is_plural(x.form, y.form) or one_word(x.form, y.form)


def nearly_one_word(x: str, y: str) -> bool:
    """One word, its plural, or the same with a letter more or less, as in typing errors."""
    typed = min(len(x), len(y)) >= _STEM and Indel.distance(x, y) <= 1
    return x == y or is_plural(x, y) or typed
