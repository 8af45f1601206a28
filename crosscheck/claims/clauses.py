"""Clauses: the stretches of a sentence that have a predicate of their own.

A sentence is cut at the dependency parse's clausal relations (Universal Dependencies v2): the root,
coordinated predicates, complement, adverbial and relative clauses, and parataxis. A clause's *span*
is contiguous (it may enclose a relative clause); its *members* are the tokens that are its own.
"""

from collections.abc import Iterator
from typing import NamedTuple

from spacy.tokens import Doc, Span, Token

from crosscheck.claims.lexicons import lexicon
from crosscheck.language.quotations.cues import certainty

# A clausal subject ("Closing the port would …") is part of what its predicate says: it is not cut.
_CLAUSAL = frozenset({"ccomp", "advcl", "acl:relcl", "advcl:relcl", "parataxis"})
_SUBJECTS = frozenset({"nsubj", "nsubj:pass", "csubj", "csubj:pass", "expl", "nsubj:outer"})
_EDGE = frozenset({"punct", "cc"})
# A clause with fewer content words says too little to be compared: "he said", "as expected".
_MIN_CONTENT = 2
_CONTENT = frozenset({"NOUN", "PROPN", "VERB", "ADJ", "NUM", "ADV", "SYM"})

_NAMING = frozenset({"PROPN", "ADP", "CCONJ", "SYM", "X"})
_DESCRIBING = frozenset({"ADJ", "NOUN", "NUM"})
_FORMAL = frozenset({"AUX", "PRON", "CCONJ", "SCONJ"})
# Cues of these kinds tell only that somebody says something.
_FRAMING = frozenset({"said", "asked"})


class Clause(NamedTuple):
    """A clause of a sentence.

    Attributes:
        head: The token of its predicate.
        span: The contiguous stretch from its first to its last token.
        members: Its own tokens in text order: the span less the clauses nested in it.
        subject: The token that its predicate is said of, inherited where it is left out.
    """

    head: Token
    span: Span
    members: tuple[Token, ...]
    subject: Token | None


def _relation(token: Token) -> str:
    return token.dep_.lower()


def is_predicate(token: Token) -> bool:
    """Does a token head a predicate: a verb, or a nominal with a copula or a subject?"""
    if token.pos_ in {"VERB", "AUX"}:
        return True
    return any(
        _relation(child) in _SUBJECTS or _relation(child) == "cop" for child in token.children
    )


def _is_head(token: Token) -> bool:
    relation = _relation(token)
    if relation == "root":
        return True
    if relation == "conj":
        return is_predicate(token) and is_predicate(token.head)
    if relation not in _CLAUSAL or not is_predicate(token):
        return False
    return not _gerund_in_front(token) and not _preposition(token)


def _gerund_in_front(token: Token) -> bool:
    """A gerund that its matrix follows without a comma ("Ada leaving Sutton could end the talks").

    Whatever the parser calls it, it is the subject of what follows.
    """
    if token.tag_ != "VBG" or token.i > token.head.i:
        return False
    return not any(t.is_punct for t in token.doc[token.i : token.head.i])


def _preposition(token: Token) -> bool:
    """A participle that is a preposition, whatever the parser calls it ("following a dinner")."""
    if token.lower_ not in lexicon("participial_prepositions"):
        return False
    return not any(_relation(c) in _SUBJECTS or _relation(c) == "aux" for c in token.children)


def _owner(token: Token, heads: set[int]) -> int | None:
    while token.i not in heads:
        if token.head is token:
            return None
        token = token.head
    return token.i


def subject_of(head: Token) -> Token | None:
    """The subject of a predicate: its own, its first conjunct's, its antecedent's, its matrix's."""
    for child in head.children:
        if _relation(child) in _SUBJECTS and child.pos_ != "PRON":
            return child
    own = next((child for child in head.children if _relation(child) in _SUBJECTS), None)
    relation = _relation(head)
    if relation in {"acl:relcl", "acl"} and (own is None or own.tag_ in {"WDT", "WP"}):
        return head.head
    if own is None and relation in {"conj", "advcl", "xcomp"} and head.head is not head:
        return subject_of(head.head)
    return own


def _trim(tokens: list[Token]) -> list[Token]:
    while tokens and (_relation(tokens[0]) in _EDGE or tokens[0].is_space or tokens[0].is_punct):
        tokens = tokens[1:]
    while tokens and (tokens[-1].is_space or _relation(tokens[-1]) == "cc"):
        tokens = tokens[:-1]
    return tokens


def _content(tokens: tuple[Token, ...] | list[Token]) -> int:
    return sum(token.pos_ in _CONTENT for token in tokens)


def clauses(sentence: Span) -> Iterator[Clause]:
    """The clauses of a parsed sentence in text order; the whole sentence if nothing can be cut.

    A clause of fewer than two content words is left to the clause that it depends on.
    """
    doc: Doc = sentence.doc
    heads = {token.i for token in sentence if _is_head(token)} | {sentence.root.i}
    owned = _owned(sentence, heads)
    for small in [
        i for i in sorted(heads) if i != sentence.root.i and _content(owned[i]) < _MIN_CONTENT
    ]:
        heads.discard(small)
    owned = _owned(sentence, heads)
    if _content(owned[sentence.root.i]) < _MIN_CONTENT and len(heads) > 1:
        owned.pop(sentence.root.i)
    found = []
    for head, tokens in owned.items():
        trimmed = _trim(sorted(tokens, key=lambda token: token.i))
        if trimmed and _content(trimmed):
            span = doc[trimmed[0].i : trimmed[-1].i + 1]
            found.append(Clause(doc[head], span, tuple(trimmed), subject_of(doc[head])))
    yield from sorted(found, key=lambda clause: (clause.span.start, clause.span.end, clause.head.i))


def names_only(clause: Clause) -> bool:
    """Does it only name somebody or something ("Ida Lund/Gazette", "SUTTON —")?"""
    words = (token for token in clause.span if not (token.is_punct or token.is_space))
    return all(token.pos_ in _NAMING for token in words)


def tells_who_speaks(clause: Clause) -> bool:
    """Does it say no more than who says something ("Lund said", "asked the harbour master")?

    What it tells of a named speaker beside that ("harbour master Ida Lund, 54, said") can be wrong.
    """
    if certainty(clause.head) not in _FRAMING or len(clause.members) < len(clause.span):
        return False
    speakers = {t for c in clause.head.children if _relation(c) in _SUBJECTS for t in c.subtree}
    named = any(t.pos_ == "PROPN" for t in speakers)
    if named and any(t.dep_ == "appos" or t.pos_ in _DESCRIBING for t in speakers):
        return False
    words = (token for token in clause.span if not (token.is_punct or token.is_space))
    return all(t == clause.head or t in speakers or t.pos_ in _FORMAL for t in words)


def _owned(sentence: Span, heads: set[int]) -> dict[int, list[Token]]:
    owned: dict[int, list[Token]] = {head: [] for head in sorted(heads)}
    for token in sentence:
        owner = _owner(token, heads)
        owned[sentence.root.i if owner is None or owner not in owned else owner].append(token)
    return owned
