"""Plural nouns, known by their tags or, without a tagger, by their forms."""

import re

from spacy.tokens import Token

from crosscheck.language.words import word_set

_PLURALS = word_set(
    """
    people men women children police feet mice teeth staff troops personnel cattle
    """
)


def looks_plural(token: Token) -> bool:
    """Whether a token is a plural noun, by its tag if it has one, else by its form."""
    if token.tag_:
        return token.tag_ in ("NNS", "NNPS")
    if token.lower_ == "gas":
        return False
    return token.lower_ in _PLURALS or bool(re.search(r"[a-z](?<![sui])s$", token.text))
