"""When two names or descriptions need not name two things: forms of address, initials.

"Mr Lund" is "Inspector Lund".
"""

import re
from collections.abc import Sequence

from crosscheck.consistency.sides import Row, Side
from crosscheck.language import gazetteer
from crosscheck.language.wordnet import WordNet

# Whoever or whatever a common noun before a name may describe.
_BEARERS = ("person", "vehicle")
# Initials of an office, a position or a ship's navy are no longer.
_INITIALS = 3


def addressed_alike(
    first: Sequence[Row], a: Side, second: Sequence[Row], b: Side, wordnet: WordNet
) -> bool:
    """Are they only what stands before one name, of which one may have both ("Mr Lund", "Chief
    Lund"; "the tanker Vela", "MV Vela"; "RB Lund", "Otto Lund")?

    Not if they are of one kind: given names, offices, or titles of men and of women.
    """
    names = _next(first, a), _next(second, b)
    if None in names or names[0] != names[1] or not str(names[0])[0].isupper():
        return False
    kinds = [_kinds(tokens, wordnet) for tokens in (first, second)]
    if any("courtesy" in kind for kind in kinds):
        genders = [
            {gazetteer.gender(t["text"]) for t in tokens} - {None} for tokens in (first, second)
        ]
        return not all(genders) or bool(genders[0] & genders[1])
    return all(kinds) and kinds[0].isdisjoint(kinds[1])


def _next(tokens: Sequence[Row], side: Side) -> str | None:
    after = next((t for t in side.sentence if t["start"] > tokens[-1]["start"]), None)
    return None if after is None else str(after["text"])


def _kinds(tokens: Sequence[Row], wordnet: WordNet) -> set[str]:
    """What the words before a name are: "courtesy", "given", "role", "initials"; none if others."""
    found = {_kind(token["text"], wordnet) for token in tokens}
    return set() if None in found else {kind for kind in found if kind is not None}


def _kind(word: str, wordnet: WordNet) -> str | None:
    if gazetteer.is_given_name(word):
        return "given"
    if gazetteer.courtesy(word):
        return "courtesy"
    if gazetteer.role(word) or word.lower() in gazetteer.terms()["role_modifiers"]["words"]:
        return "role"
    if word.isupper() and word.isalpha() and 1 < len(word) <= _INITIALS:
        return None if gazetteer.country(word) else "initials"
    described = (wordnet.is_a(word.lower(), bearer, "NOUN") for bearer in _BEARERS)
    return "role" if any(described) else None


def initials_of(short: str, long: str) -> bool:
    """Is one made of the other's first letters ("IR", "Injured Reserve")?"""
    words = re.findall(r"[^\W\d_]+", long)
    letters = "".join(word[0] for word in words if word not in {"of", "the", "and", "for"})
    return len(words) > 1 and short.replace(".", "") == letters.upper() and letters.isupper()
