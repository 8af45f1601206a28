"""Base forms: rules that turn a word into its lemma, and a dictionary that they are checked with.

The dictionary is WordNet's: the base forms of verbs, nouns, adjectives and adverbs, those of
irregular forms, and rules of detachment for the regular ones (Miller 1995; morphy(7WN)).
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

# What WordNet calls the parts of speech that it has.
PARTS = {"VERB": "v", "AUX": "v", "NOUN": "n", "PROPN": "n", "ADJ": "a", "ADV": "r"}
DETACHMENTS = {
    "n": (("ses", "s"), ("ies", "y"), ("men", "man"), ("es", "e"), ("es", ""), ("s", "")),
    "v": (
        ("ies", "y"),
        ("es", "e"),
        ("es", ""),
        ("s", ""),
        ("ed", "e"),
        ("ed", ""),
        ("ing", "e"),
        ("ing", ""),
    ),
    "a": (("er", ""), ("est", ""), ("er", "e"), ("est", "e")),
}


def lemma_rule(word: str, lemma: str) -> str:
    """Describe a lemma as characters to cut from the word's end and characters to add, and whether
    to lower first.

    >>> lemma_rule("Studies", "study"), lemma_rule("went", "go")
    ('L3+y', '=go')
    """
    lower = "L" if lemma == lemma.lower() else "K"
    form = word.lower() if lower == "L" else word
    shared = 0
    while shared < min(len(form), len(lemma)) and form[shared] == lemma[shared]:
        shared += 1
    if shared == 0 and len(form) > 2:
        return f"={lemma}"
    return f"{lower}{len(form) - shared}+{lemma[shared:]}"


def apply_rule(word: str, rule: str) -> str:
    """Apply a lemma rule to a word; one that cuts the whole word away leaves it as it is."""
    if rule.startswith("="):
        return rule[1:]
    cut, _, added = rule[1:].partition("+")
    form = word.lower() if rule[0] == "L" else word
    return (form[: max(len(form) - int(cut), 0)] + added) or word


def detached(word: str, part: str) -> Iterator[str]:
    """What may be left of a word without its ending, of a part of speech as in `PARTS`."""
    for ending, base in DETACHMENTS.get(part, ()):
        if word.endswith(ending):
            yield word.removesuffix(ending) + base


class Dictionary:
    """Base forms of the open parts of speech.

    Args:
        bases: Part of speech (v, n, a, r) → its base forms.
        irregular: Part of speech → inflected form → base form; one that is its own stays as it is.
    """

    def __init__(
        self,
        bases: Mapping[str, Iterable[str]],
        irregular: Mapping[str, Mapping[str, str]],
    ) -> None:
        self._bases = {part: frozenset(words) for part, words in bases.items()}
        self._irregular = {part: dict(forms) for part, forms in irregular.items()}

    def to_json(self) -> dict[str, Any]:
        """What makes it anew, as JSON can hold it."""
        return {
            "bases": {part: sorted(words) for part, words in self._bases.items()},
            "irregular": self._irregular,
        }

    def admits(self, lemma: str, word: str, pos: str) -> bool | None:
        """Is it a base form of a part of speech (UPOS), and the word not listed as its own?

        None if the part of speech has no dictionary.
        """
        part, form = _part(pos), word.lower()
        bases = self._bases.get(part)
        if bases is None:
            return None
        kept = self._irregular.get(part, {}).get(form) == form
        return lemma.lower() in bases and (not kept or lemma.lower() == form)

    def best(self, word: str, pos: str, guesses: Sequence[str]) -> str | None:
        """The base form of a word: its irregular one ("fell": "fall"), the first of some guesses
        that is a base form, or what is left without a regular ending; None if nothing is found.
        """
        part, form = _part(pos), word.lower()
        if form in self._irregular.get(part, {}):
            return self._irregular[part][form]
        bases = self._bases.get(part, frozenset())
        return next((g for g in (*guesses, *detached(form, part)) if g.lower() in bases), None)


def _part(pos: str) -> str:
    """A name keeps its form, though WordNet lists it with the nouns."""
    return "" if pos == "PROPN" else PARTS.get(pos, "")
