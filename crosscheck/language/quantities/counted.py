"""What a number counts or measures: the noun phrase beside it, and its head.

Adjacency comes first, since it survives errors of the parser; the parse is asked only for sums and
measures that are said of a noun before them ("a package worth $5m").
"""

import re
from bisect import bisect_left, bisect_right

from spacy.tokens import Doc, Token

from crosscheck.language.plurals import looks_plural
from crosscheck.language.quantities.units import TIME_UNITS
from crosscheck.language.words import word_set

NOT_NOUNS = word_set(
    """
    of the a an and or but in on at by for to from with as is was were are be been that which
    who this these those it he she they we i you his her its their our my than then when while
    after before since until if so not no per each every into over under about between during
    through against had has have did do does said would will could can may might should up down
    out off more less fewer most least other ago later earlier what where how why because
    although though also just only still even now today yesterday tomorrow tonight several last next
    """
)
_DETERMINERS = word_set(
    """
    the all its their his her our my those these a an whom both
    """
)
_FIRST = word_set(
    """
    more other most fewer
    """
)
_PHRASE_TAGS = word_set(
    """
    JJ JJR JJS NN NNS NNP NNPS VBN VBG RB RBS POS HYPH CD AFX
    """
)
_IRREGULAR = {
    "people": "people",
    "men": "man",
    "women": "woman",
    "children": "child",
    "feet": "foot",
}
_INVARIANT = word_set(
    """
    aircraft spacecraft personnel staff crew cattle sheep fish deer series species offspring
    """
)
_HYPHENS = ("-", "–", "‑")


def token_range(doc: Doc, start: int, end: int) -> tuple[int, int]:
    """The tokens that a character span touches, half-open."""
    starts: list[int] | None = doc.user_data.get("token_starts")
    if starts is None:
        starts = doc.user_data["token_starts"] = [token.idx for token in doc]
    return max(bisect_right(starts, start) - 1, 0), bisect_left(starts, end)


def plural_follows(doc: Doc, position: int) -> bool:
    """Whether a plural noun stands within four tokens: "16 more European countries"."""
    for token in doc[position : position + 4]:
        if token.lower_ in NOT_NOUNS - _FIRST or not (token.is_alpha or token.text in _HYPHENS):
            return False
        if looks_plural(token) and (token.tag_ or token.text[0].islower()):
            return True
    return False


_REGIONAL = word_set(
    """
    us u.s. u.s uk imperial metric british american
    """
)


def modifies_unit(token: Token) -> bool:
    """Whether a token can stand between a number and its unit ("40 *muddy* miles")."""
    if token.lower_ in _REGIONAL:
        return True
    return token.tag_ in ("JJ", "JJR", "VBG", "VBN") and token.lower_ not in NOT_NOUNS


def lemma(token: Token) -> str:
    """The lemma of a noun, lower case; without a lemmatizer that of its regular plural."""
    word = token.lower_
    if word in _IRREGULAR:
        return _IRREGULAR[word]
    if token.lemma_:
        return token.lemma_.lower()
    if word.endswith("ies") and len(word) > 4:
        return f"{word[:-3]}y"
    if re.search(r"(?:s|x|z|ch|sh)es$", word):
        return word[:-2]
    return word[:-1] if word.endswith("s") and not word.endswith(("ss", "us", "is")) else word


def counted(
    doc: Doc, start: int, end: int, *, part: bool, unit: bool, compound: bool = False
) -> tuple[int, int, Token] | None:
    """The noun phrase that a quantity counts.

    Args:
        doc: The text.
        start: First character of the quantity.
        end: One past its last.
        part: Whether it is a part of something ("half the flats").
        unit: Whether it has a unit; then what it measures may stand before it.
        compound: Whether it may count the first noun of two ("a 12 point plan").

    Returns:
        The phrase's first token, one past its last, and its head; None if there is none.
    """
    _, position = token_range(doc, start, end)
    if position + 1 < len(doc) and doc[position].text in _HYPHENS and doc[position + 1].is_alpha:
        # "a 12-point plan" counts points.
        return position + 1, position + 2, doc[position + 1]
    while position < len(doc) and doc[position].is_space:
        position += 1
    if doc[position : position + 2].text.lower() == "more of":
        position += 1
    word = doc[position].lower_ if position < len(doc) else ""
    if word == "of" or (unit and word in ("in", "worth")):
        found = _noun_phrase(doc, position + 1, determiner=True)
    elif compound and _compounded(doc, position):
        return position, position + 1, doc[position]
    else:
        found = _noun_phrase(doc, position, determiner=part)
    return found or (_governor(doc, start, end) if unit else None)


def or_two(doc: Doc, start: int, end: int) -> tuple[int, int, Token] | None:
    """The noun that "two" counts in "a boat or two": the noun as a phrase, and itself; or None.

    "A year or two" is left to `times`.
    """
    first, last = token_range(doc, start, end)
    if first < 3 or last - first != 1 or doc[first].lower_ != "two":
        return None
    article, noun, word = doc[first - 3 : first]
    if article.lower_ not in ("a", "an", "another") or word.lower_ != "or" or not _is_noun(noun):
        return None
    if noun.lower_ in TIME_UNITS:
        return None
    return noun.i, noun.i + 1, noun


def _compounded(doc: Doc, position: int) -> bool:
    """Whether a singular noun stands between a number above one and a singular noun, so that the
    number counts the first ("a 12 point plan"); "200 police personnel" is no such case.
    """
    pair = doc[position : position + 3]
    if len(pair) < 2 or position == 0 or doc[position - 1].lower_ in ("one", "1"):
        return False
    if any(token.tag_ != "NN" or not (token.is_lower and token.is_alpha) for token in pair[:2]):
        return False
    return pair[1].lower_ not in _INVARIANT and not (len(pair) > 2 and pair[2].tag_[:2] == "NN")


def _noun_phrase(doc: Doc, position: int, *, determiner: bool) -> tuple[int, int, Token] | None:
    """The noun phrase that begins at a token, without its determiner, up to its last noun."""
    while (
        determiner
        and position < len(doc)
        and (doc[position].lower_ in _DETERMINERS or doc[position].like_num)
    ):
        position += 1
    stop, head = position, None
    while stop < len(doc) and stop < position + 8 and _continues(doc, stop, position, head):
        if _is_noun(doc[stop]):
            head = stop
            if not doc[stop].tag_ and looks_plural(doc[stop]):
                break
        stop += 1
    return None if head is None else (position, head + 1, doc[head])


def _continues(doc: Doc, token: int, first: int, head: int | None) -> bool:
    """Whether a token belongs to the noun phrase so far."""
    word = doc[token]
    if token > first and doc[token - 1].text in _HYPHENS and word.is_alpha:
        return True  # "called-up"
    if word.lower_ in NOT_NOUNS and not (word.lower_ in _FIRST and token == first):
        joins = word.lower_ == "and" and head is None and token > first
        return (
            joins
            and token + 1 < len(doc)
            and doc[token + 1].tag_[:2] == "JJ" == doc[token - 1].tag_[:2]
        )
    if not word.tag_:
        return word.is_alpha or (token > first and word.text in ("-", "'s", "’s"))
    if word.tag_ not in _PHRASE_TAGS:
        return False
    if word.tag_ == "CD" and head == token - 1 and doc[head].tag_ == "NNP":
        return doc[token + 1 : token + 2].text.islower() and _is_noun(
            doc[token + 1]
        )  # "Mark 4 vans"
    after_noun = head == token - 1 and word.tag_[:2] not in ("NN", "PO", "HY")
    return not after_noun


def _is_noun(token: Token) -> bool:
    if token.tag_:
        return token.tag_[:2] == "NN"
    return (
        token.is_alpha
        and not token.lower_.endswith("ly")
        and token.lower_ not in ("more", "other", "most", "new")
    )


def _governor(doc: Doc, start: int, end: int) -> tuple[int, int, Token] | None:
    """What a measure or sum is said of before it: "a package worth $5m", "a tax of 5%"."""
    first, last = token_range(doc, start, end)
    if not doc.has_annotation("DEP") or last <= first:
        return None
    head = doc[first:last].root.head
    if head.lower_ == "worth":
        head = head.head
    if head.pos_ not in ("NOUN", "PROPN") or first <= head.i < last:
        return None
    return head.i, head.i + 1, head
