"""Capitals and seats that stand for a government ("Lisbon rejected the offer").

A capital is a government where it acts, owns or is dealt with, and a city where somebody is, goes
to or comes from (the place-for-government pattern of Markert & Nissim 2007, SemEval task 8).
"""

from collections.abc import Iterable
from dataclasses import replace

from spacy.tokens import Span, Token

from crosscheck.language import gazetteer as gaz
from crosscheck.language.names.finding import Mention

_WHERE = frozenset(
    [
        "in",
        "at",
        "near",
        "outside",
        "around",
        "across",
        "through",
        "inside",
        "within",
        "into",
        "via",
        "over",
    ]
)
_DEALING = frozenset(
    [
        "with",
        "between",
        "against",
        "by",
        "on",
        "towards",
        "toward",
        "that",
        "while",
        "as",
        "if",
        "because",
        "than",
    ]
)
_TOWARDS = frozenset(["to", "from", "for"])
_REACH = 5


def mark_metonyms(mentions: Iterable[Mention]) -> list[Mention]:
    """The mentions, with capitals that stand for governments and seats that are buildings told."""
    listed = list(mentions)
    present = {_nation(m) for m in listed}
    return [_marked(m, present) for m in listed]


def _nation(mention: Mention) -> str | None:
    return gaz.country(mention.span.text) or gaz.demonym(mention.span.text)


def _marked(mention: Mention, present: set[str | None]) -> Mention:
    text = mention.span.text
    if mention.label == "ORG" and gaz.seat(text) and where(mention.span) == "place":
        return replace(mention, label="FAC")
    code = gaz.capital(text) if mention.label == "GPE" else None
    if code in present and code is not None and where(mention.span) == "actor":
        return replace(mention, kind="metonym", country=code)
    return mention


def where(span: Span) -> str:
    """Is a city or a building meant as "actor" or as "place"? "" where nothing tells."""
    doc = span.doc
    start = span.start - 1 if span.start and doc[span.start - 1].lower_ == "the" else span.start
    before = [doc[i].lower_ for i in range(max(0, start - _REACH), start)]
    after = doc[span.end].lower_ if span.end < len(doc) else ""
    near = before[-1] if before else ""
    if near in _WHERE or (near == "," and start > 1 and doc[start - 2].text[:1].isupper()):
        return "place"
    if not before and after in ("(", "—", "–", "-", ",", ":"):
        return "place"
    moving = any(_moves(doc[i]) for i in range(max(0, start - _REACH), start))
    if moving and (near in _TOWARDS or _moves(doc[start - 1])):
        return "place"
    if after in ("'s", "’s"):
        return "place" if _owns_place(span) else "actor"
    if near in _TOWARDS | _DEALING or "between" in before or _acts(span):
        return "actor"
    return ""


def _moves(token: Token) -> bool:
    return bool({token.lower_, token.lemma_, _stem(token.lower_)} & gaz.terms()["verbs"]["move"])


def _owns_place(span: Span) -> bool:
    following = span.doc[span.end + 1 : span.end + 4]
    heads = gaz.terms()["heads"]
    kinds = heads["fac"] | heads["gpe"] | heads["loc"]
    return any(t.lower_ in kinds for t in following) and following[0].text[:1].isupper()


def _acts(span: Span) -> bool:
    """Is it the subject by the parse, or does a verb of acting follow?"""
    if span.root.dep_ in ("nsubj", "nsubj:pass"):
        return True
    doc = span.doc
    index = span.end
    while index < len(doc) and (
        doc[index].lower_.endswith("ly") or doc[index].lower_ in ("also", "not")
    ):
        index += 1
    if index >= len(doc):
        return False
    word = doc[index].lower_
    forms = {word, doc[index].lemma_, _stem(word)}
    act = gaz.terms()["verbs"]["act"] | {
        "has",
        "had",
        "is",
        "was",
        "said",
        "does",
        "did",
        "made",
        "told",
    }
    return bool(forms & act)


def _stem(word: str) -> str:
    """A rough stem of a regular verb form, for texts without lemmas."""
    for ending, put in (("ies", "y"), ("ied", "y"), ("ing", ""), ("ed", ""), ("es", ""), ("s", "")):
        if word.endswith(ending) and len(word) > len(ending) + 2:
            stem = word[: -len(ending)] + put
            verbs = gaz.terms()["verbs"]
            known = verbs["act"] | verbs["move"]
            options = (stem, stem + "e", stem[:-1])
            return next((o for o in options if o in known), stem)
    return word
