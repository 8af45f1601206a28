"""What a clause says of its predicate: polarity, modality and arguments.

Modality follows the certainty scale of FactBank (Saurí & Pustejovsky 2009), reduced to what words
show: asserted, future, necessary, likely, possible, unreal.
"""

from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from spacy.tokens import Token

from crosscheck.claims.clauses import Clause
from crosscheck.claims.lexicons import lexicon

_OBLIQUE = frozenset(
    {"obl", "obl:tmod", "obl:npmod", "obl:unmarked", "nmod", "nmod:tmod", "obl:agent"}
)
_SUBJECT_RELATIONS = frozenset({"nsubj", "csubj", "nsubj:outer"})
_PASSIVE = frozenset({"nsubj:pass", "csubj:pass"})
_MODIFIERS = frozenset({"aux", "advmod"})
_OWN = _MODIFIERS | _SUBJECT_RELATIONS | _PASSIVE
_MODAL_ORDER = ("unreal", "possible", "likely", "necessary", "future")


class Argument(NamedTuple):
    """Who or what fills a role of a predicate.

    Attributes:
        role: subject, object, predicate, or the preposition of an oblique.
        head: The token that the phrase is about.
        tokens: The phrase in text order.
    """

    role: str
    head: Token
    tokens: tuple[Token, ...]


def polarity(clause: Clause) -> str:
    """`negative` if an odd number of negators govern the predicate, else `positive`.

    Who does "not believe that it fell", believes that it did not (neg-raising: Horn 1978).
    """
    count = _negators(clause.head, clause.members)
    holder = clause.head.head
    if clause.head.dep_ == "ccomp" and holder.lemma_.lower() in lexicon("beliefs"):
        count += _negators(holder, tuple(holder.children))
    return "negative" if count % 2 else "positive"


def _negators(head: Token, words: Sequence[Token]) -> int:
    """How many of some words negate a predicate; "did not and will not" do so once."""
    negators = lexicon("negators")
    found = [
        token
        for token in words
        if (token.lower_ in negators and token.head == head and not _of_one_word(token))
        or (token.lower_ == "no" and token.dep_ == "det" and token.head.head == head)
    ]
    joints = [child.i for child in head.children if child.dep_ == "cc"]
    return len(found) - sum(any(found[0].i < i < t.i < head.i for i in joints) for t in found)


def _of_one_word(negator: Token) -> bool:
    """Is it the adverb behind it alone that is denied ("not only fell")?"""
    behind = negator.doc[negator.i + 1 : negator.i + 2]
    return any(token.lemma_.lower() in lexicon("focusing") for token in behind)


def modality(clause: Clause) -> str:
    """How sure the clause is of what it says, by its auxiliaries, its adverbs and its predicate.

    A verb of seeming, planning or belief counts where it carries another predicate ("is believed
    to", "plans to"); who merely appears somewhere, or believes in something, does so as a fact.
    """
    head = clause.head
    words = [t for t in clause.members if t.head == head and t.dep_ in _MODIFIERS]
    if head.dep_ == "conj" and not any(child.dep_ in _OWN for child in head.children):
        words += [t for t in head.head.children if t.dep_ == "aux"]
    if head.pos_ != "VERB" or any(child.dep_ == "xcomp" for child in head.children):
        words.append(head)
    found = {
        kind
        for token in words
        for kind in _MODAL_ORDER
        if token.lemma_.lower() in lexicon(f"modal_{kind}")
    }
    if any(
        child.dep_ == "mark" and child.lower_ in lexicon("conditional") for child in head.children
    ):
        found.add("unreal")
    return next((kind for kind in _MODAL_ORDER if kind in found), "asserted")


def _role(token: Token) -> str | None:
    relation = token.dep_.lower()
    if relation in _SUBJECT_RELATIONS:
        return "subject"
    if relation in _PASSIVE or relation in {"obj"}:
        return "object"
    if relation == "iobj":
        return "to"
    if relation == "obl:agent":
        return "subject"
    if relation in _OBLIQUE:
        case = next((child.lower_ for child in token.children if child.dep_ == "case"), "")
        return case or "when"
    return None


def arguments(clause: Clause) -> Iterator[Argument]:
    """The arguments of a clause's predicate in text order; a passive's are turned active.

    The subject is given even where the clause leaves it out and inherits it ("Ada came and sat").
    """
    own = set(clause.members)
    found = []
    heads = [clause.head, *(c for c in clause.head.children if c.dep_ == "xcomp" and c in own)]
    for head in heads:
        for child in head.children:
            role = _role(child)
            if role is not None and child in own and child.tag_ not in {"WDT", "WP", "EX"}:
                found.append(Argument(role, child, _phrase(child, own)))
    if clause.subject is not None and clause.subject not in own | {a.head for a in found}:
        passive = any(child.dep_ == "aux:pass" for child in clause.head.children)
        role = "object" if passive else "subject"
        found.append(Argument(role, clause.subject, _phrase(clause.subject, None)))
    if any(child.dep_ == "cop" for child in clause.head.children):
        found.append(Argument("predicate", clause.head, (clause.head,)))
    yield from sorted(found, key=lambda argument: (argument.head.i, argument.role))


def _phrase(head: Token, own: set[Token] | None) -> tuple[Token, ...]:
    keep: Callable[[Token], bool] = (lambda token: token in own) if own else _not_clausal
    return tuple(sorted((t for t in head.subtree if keep(t) or t == head), key=lambda t: t.i))


def _not_clausal(token: Token) -> bool:
    return not any(t.dep_ in {"acl:relcl", "acl", "parataxis"} for t in (token, *token.ancestors))
