"""Spaces between the words of corpora that come as tokens only."""

import re

_NO_SPACE_BEFORE = re.compile(r"^([.,;:!?%)\]}»”’]+|n't|n’t|['’](s|re|ve|ll|d|m|S)|'')$")
_NO_SPACE_AFTER = re.compile(r"^([(\[{«“‘$£€#@]|``)$")


def spacing(words: list[str]) -> list[bool]:
    """Guess which words a space follows."""
    open_quote = False
    spaces = [True] * len(words)
    for index, word in enumerate(words):
        if word == '"':
            open_quote = not open_quote
        glued_before = _NO_SPACE_BEFORE.match(word) or (word == '"' and not open_quote)
        if index and glued_before:
            spaces[index - 1] = False
        if _NO_SPACE_AFTER.match(word) or (word == '"' and open_quote):
            spaces[index] = False
    return spaces
