"""British and American spellings of one word, told from different words by rule.

The rules are the regular correspondences of the two standards (Oxford Guide to Style, ch. 2): -our,
-ise, -re, doubled consonants before -ed and -ing, -ogue, -ence, and ae/oe.
"""

import re
from functools import lru_cache

_RULES = (
    (re.compile(r"is(e[sd]?|ing|ation|ations)$"), r"iz\1"),
    (re.compile(r"ys(e[sd]?|ing)$"), r"yz\1"),
    (re.compile(r"our(s|ed|ing|able|hood|hoods|ite|ites|ful|less|ly|)$"), r"or\1"),
    (re.compile(r"([^aeiou])re(s|d|)$"), r"\1er\2"),
    (re.compile(r"([aeiou])ll(ed|ing|er|ers)$"), r"\1l\2"),
    (re.compile(r"ogue(s|)$"), r"og\1"),
    (re.compile(r"ence(s|)$"), r"ense\1"),
    (re.compile(r"(a|o)e"), r"e"),
    (re.compile(r"programme(s|)$"), r"program\1"),
)

# Short words that are spelled in two ways.
_SPELLED = {"ok": "okay"}


@lru_cache(maxsize=65_536)
def canonical_spelling(word: str) -> str:
    """A form that the British and the American spelling of a word share; not itself a word."""
    if len(word) < 5:
        return _SPELLED.get(word, word)
    for pattern, replacement in _RULES:
        word = pattern.sub(replacement, word)
    return word


def same_spelling(a: str, b: str) -> bool:
    """Are two lower-case forms one word, spelled alike or by the two standards?"""
    return a == b or canonical_spelling(a) == canonical_spelling(b)
