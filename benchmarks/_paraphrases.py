"""Paraphrase noise: the same sentence as another newsroom might write it.

Every function lists changes that leave what a sentence says as it was (or drop a detail of it), as
groups of edits that are made together. They are simple on purpose: none needs a model of language,
and what they write is English as far as that goes. Quotations are copied word for word.
"""

# ruff: noqa: SIM905 (lists of words are easier to read and mend as text)

import random
import re
from collections.abc import Callable, Iterator, Mapping

from _alterations import is_quoted, quoted_spans
from _edits import Edit, Lexicon, inflected, replace
from spacy.tokens import Span, Token

Group = tuple[Edit, ...]


def synonyms(sentence: Span, lexicon: Lexicon) -> Iterator[Group]:
    """A word gives way to a synonym in all its senses; adverbs only in -ly, which stand alike."""
    for token in sentence:
        if token.pos_ not in {"NOUN", "VERB", "ADJ", "ADV"} or token.ent_type_ or is_quoted(token):
            continue
        if not token.text.islower() or _is_compound(token):
            continue
        for word in lexicon.substitutes(token.lemma_.lower(), token.pos_, most_senses=3):
            form = inflected(token, word)
            adverb = token.pos_ == "ADV" and not (token.lower_[-2:] == word[-2:] == "ly")
            if form is not None and not adverb:
                yield replace(token, form)
                break


def _is_compound(token: Token) -> bool:
    """Is it part of a compound ("prime minister", "three-year"), where no synonym fits?"""
    text = token.doc.text
    around = text[max(0, token.idx - 1) : token.idx] + text[token.idx + len(token) :][:1]
    compound = token.dep_ == "compound" or any(t.dep_ == "compound" for t in token.children)
    return compound or "-" in around


# Adverbs that say how sure, how often, how many or when: dropping one would change the claim.
_KEPT_ADVERBS = frozenset(
    "allegedly reportedly apparently possibly probably presumably likely nearly only early daily "
    "weekly monthly yearly hardly barely rarely merely mostly mainly partly fully approximately "
    "roughly currently previously recently formerly initially originally finally really falsely "
    "wrongly illegally annually usually".split()
)


def dropped_adverbs(sentence: Span, lexicon: Lexicon) -> Iterator[Group]:
    """An adverb of manner goes: "was quickly repaired" → "was repaired"."""
    for token in sentence:
        if token.tag_ != "RB" or token.dep_ != "advmod" or not token.lower_.endswith("ly"):
            continue
        if token.lower_ in _KEPT_ADVERBS or is_quoted(token) or token.i == sentence.start:
            continue
        before = token.nbor(-1)
        inside = before.is_alpha and token.i + 1 < sentence.end and token.nbor(1).is_alpha
        if token.head.pos_ == "VERB" and inside:
            yield (Edit(before.idx + len(before), token.idx + len(token), ""),)


_PARENTHESES = re.compile(r" \([^()]{2,80}\)")


def dropped_parentheses(sentence: Span, lexicon: Lexicon) -> Iterator[Group]:
    """What stands in parentheses goes, with them."""
    quoted = quoted_spans(sentence.doc)
    for match in _PARENTHESES.finditer(sentence.doc.text, sentence.start_char, sentence.end_char):
        if not any(start < match.end() and match.start() < end for start, end in quoted):
            yield (Edit(*match.span(), ""),)


_TIME_HEADS = frozenset(
    "Monday Tuesday Wednesday Thursday Friday Saturday Sunday January February March April May "
    "June July August September October November December".split()
)
_LONGEST_ADJUNCT = 5


def moved_adjuncts(sentence: Span, lexicon: Lexicon) -> Iterator[Group]:
    """A time at the end comes to the front: "… fell on Monday." → "On Monday, … fell."

    Only "on" or "in" with a weekday or month, where the sentence begins with its subject.
    """
    words = [t for t in sentence if not t.is_space]
    if len(words) < 8 or words[-1].text != "." or quoted_spans(sentence.doc):
        return
    subject = [t for t in sentence.root.children if t.dep_.startswith("nsubj")]
    if not subject or subject[0].left_edge.i != sentence.start:
        return
    for head in sentence.root.children:
        part = sentence.doc[head.left_edge.i : head.right_edge.i + 1]
        if head.text not in _TIME_HEADS or not 2 <= len(part) <= _LONGEST_ADJUNCT:
            continue
        if part.end == words[-1].i and part[0].lower_ in {"on", "in"}:
            moved = part.text[0].upper() + part.text[1:]
            first = words[0]
            own = first.text if _keeps_case(first) else first.text[0].lower() + first.text[1:]
            yield (
                Edit(first.idx, first.idx + len(first), f"{moved}, {own}"),
                Edit(part.start_char - 1, part.end_char, ""),
            )


def _keeps_case(token: Token) -> bool:
    return bool(token.ent_type_) or token.pos_ == "PROPN" or token.text in {"I"}


_SAID = {"said": "stated", "says": "states", "stated": "said", "states": "says"}
_SAID |= {"told reporters": "said", "added": "said", "noted": "said"}


def said(sentence: Span, lexicon: Lexicon) -> Iterator[Group]:
    """Another neutral word of speech: "said" → "stated"."""
    for token in sentence:
        other = _SAID.get(token.lower_)
        if other is None or token.pos_ != "VERB" or is_quoted(token):
            continue
        if any(t.dep_ in {"ccomp", "parataxis"} for t in token.children) or token.dep_ in {
            "parataxis",
        }:
            yield (Edit(token.idx, token.idx + len(token), other),)


_SHORT = {
    r"\bdid not\b": "didn't",
    r"\bdoes not\b": "doesn't",
    r"\bdo not\b": "don't",
    r"\bis not\b": "isn't",
    r"\bwas not\b": "wasn't",
    r"\bwere not\b": "weren't",
    r"\bhas not\b": "hasn't",
    r"\bhave not\b": "haven't",
    r"\bhad not\b": "hadn't",
    r"\bwould not\b": "wouldn't",
    r"\bcould not\b": "couldn't",
    r"\bcannot\b": "can't",
    r"\bwill not\b": "won't",
}
_CONTRACTIONS = {re.compile(pattern): short for pattern, short in _SHORT.items()}
_EXPANSIONS = {
    re.compile(rf"\b{short.replace(chr(39), '[’' + chr(39) + ']')}\b"): re.sub(r"\\b", "", pattern)
    for pattern, short in _SHORT.items()
}


def contractions(sentence: Span, lexicon: Lexicon) -> Iterator[Group]:
    """A contracted negation is written out, or the other way round."""
    quoted = quoted_spans(sentence.doc)
    for table in (_CONTRACTIONS, _EXPANSIONS):
        for pattern, other in table.items():
            for match in pattern.finditer(
                sentence.doc.text, sentence.start_char, sentence.end_char
            ):
                if not any(start <= match.start() < end for start, end in quoted):
                    yield (Edit(*match.span(), other),)


Finder = Callable[[Span, Lexicon], Iterator[Group]]
# The share of its chances that each takes: news that is not spun changes a few words a sentence.
CHANCES: Mapping[Finder, float] = {
    moved_adjuncts: 0.7,
    dropped_parentheses: 0.5,
    contractions: 0.5,
    said: 0.4,
    dropped_adverbs: 0.5,
    synonyms: 0.4,
}


def paraphrase(sentence: Span, lexicon: Lexicon, rng: random.Random) -> list[Group]:
    """Some of the changes that a sentence allows, those that matter most first."""
    return [
        group
        for finder, chance in CHANCES.items()
        for group in finder(sentence, lexicon)
        if rng.random() < chance
    ]


_CURLY = {'"': ("“", "”"), "'": ("‘", "’")}
_STRAIGHT = str.maketrans("“”‘’", "\"\"''")


def straight(text: str) -> str:
    """Straight quotation marks and apostrophes; the text's length stays."""
    return text.translate(_STRAIGHT)


def curly(text: str) -> str:
    """Curly quotation marks and apostrophes: opening ones after a space or bracket."""
    marks = []
    for n, letter in enumerate(text):
        opening = n == 0 or text[n - 1].isspace() or text[n - 1] in "([—–"
        marks.append(_CURLY[letter][0 if opening else 1] if letter in _CURLY else letter)
    return "".join(marks)
