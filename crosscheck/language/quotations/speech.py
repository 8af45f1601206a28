"""Who says: the reporting word around quoted words and its subject.

The functions take the tokens of a sentence outside its quotations. Where a parse is at hand it
names the subject; the words beside the reporting word are the fallback and the check.
"""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from spacy.tokens import Token

from crosscheck.language.quotations.cues import SPEECH, certainty, lemma_of, lexicon


class Speech(NamedTuple):
    """A speaker as tokens of one passage (empty if nobody is named) and the word that reports."""

    speaker: list[Token]
    cue: Token | None


Tokens = Sequence[Token]

DASHES = frozenset("–—-―") | {"--"}
_NOMINAL = frozenset(["DET", "ADJ", "NOUN", "PROPN", "NUM", "PRON", "SYM", "X"])
_INNER = frozenset(["of", "for", "'s", "’s", "'", "’", "&", "-", "–", "/"])
_RELATIVE = frozenset(["who", "which", "that", "whose", "whom", "where", "when", "what"])
_NOBODY = frozenset(["there", "what", "this", "that", "which", "who", "these", "those", "whose"])
_SUBJECTS = frozenset(["nsubj", "nsubj:pass", "nsubj:outer", "csubj"])
_SHARING = frozenset(["conj", "advcl", "xcomp", "parataxis", "ccomp", "acl"])
_QUOTING = frozenset(["quote", "cite"])


def speech_after(
    after: Tokens, *, direct: bool, closed: bool = True, ended: bool = False
) -> Speech | None:
    """Read what follows a quotation: ", said the mayor", ", the mayor said", ", according to her".

    Args:
        after: The tokens from the closing mark to the end of the sentence.
        direct: Is a whole sentence quoted? Then any verb will do ("…," the mayor chirped).
        closed: Do the quoted words end with a comma or the like?
        ended: Do the quoted words end with a full stop? Then only a reporting verb will do.
    """
    dashed = bool(after) and after[0].text in DASHES
    tokens = _strip(after)
    if not tokens:
        return None
    if dashed and direct and not any(_is_verb(t) for t in tokens):
        return _named(phrase_from(tokens, 0), None) if _is_name(tokens[0]) else None
    if ended and _opens_sentence(tokens):
        return None
    clauses = (
        [tokens]
        if direct
        else list(_set_off(tokens, attached=not closed and after[0] is tokens[0]))
    )
    for clause in clauses:
        if found := _reporting_clause(clause, direct=direct, any_verb=direct and not ended):
            return found
    return according_to(tokens)


def _reporting_clause(tokens: Tokens, *, direct: bool, any_verb: bool) -> Speech | None:
    """ "said the mayor" or "the mayor, who resigned, said"."""
    first = next((i for i, t in enumerate(tokens) if t.pos_ not in ("AUX", "ADV", "PART")), None)
    if first is None or tokens[first].lower_ == "according":
        return None
    if _reports(tokens[first], direct) and tokens[first].tag_ not in ("VBG", "NN"):
        return _inverted(tokens, first)
    verb = _main_verb(tokens)
    if verb is None or not (any_verb or _reports(tokens[verb], direct)):
        return None
    start = _first_nominal(tokens, verb)
    if start is None or tokens[start].lower_ in _NOBODY or tokens[start].lower_ == "it":
        return None
    phrase = phrase_from(tokens, start)
    if not direct and (start > 1 or not _adjoins(tokens, start + len(phrase), verb)):
        return None
    return _named(phrase, tokens[verb])


def _adjoins(tokens: Tokens, end: int, verb: int) -> bool:
    """Do only auxiliaries, adverbs and what commas set off stand between subject and verb?"""
    between = tokens[end:verb]
    if not between or between[0].text == ",":
        return not between or between[-1].text == "," or between[-1].pos_ in ("AUX", "ADV")
    return all(t.pos_ in ("AUX", "ADV", "PART") or _is_day(t) for t in between)


def _set_off(tokens: Tokens, *, attached: bool) -> Iterator[Tokens]:
    """Where a clause of saying may begin after a quoted phrase: past a comma or a quotation."""
    starts = [
        i
        for i in range(1, len(tokens))
        if tokens[i - 1].text == "," or not _joined(tokens[i - 1], tokens[i])
    ]
    for start in starts if attached else [0, *starts]:
        clause = tokens[start:]
        if clause[0].pos_ in _NOMINAL or _reports(clause[0], False):
            yield clause


def speech_before(before: Tokens, *, direct: bool) -> Speech | None:
    """Read what leads to a quotation: "the mayor said:", "she called it a", "according to him,".

    Args:
        before: The tokens from the beginning of the sentence to the opening mark.
        direct: Is a whole sentence quoted? Then any verb before a colon or comma will do.
    """
    if not before:
        return None
    cues = [i for i in reversed(range(len(before))) if _may_lead(before, i, direct)]
    for i in sorted(cues, key=lambda i: _rank(before[i])):
        if found := _led_by(before, i):
            return found
    if reported := according_to(before):
        return reported
    if direct and before[-1].text in (":", ","):
        return _introduced(before[:-1])
    return None


def according_to(tokens: Tokens) -> Speech | None:
    """The source of the last "according to X" or "in the words of X"."""
    lowered = [t.lower_ for t in tokens]
    for i in range(len(tokens) - 2, -1, -1):
        if lowered[i : i + 2] == ["according", "to"]:
            return Speech(phrase_from(tokens, i + 2), tokens[i])
        if lowered[i : i + 4] == ["in", "the", "words", "of"]:
            return Speech(phrase_from(tokens, i + 4), tokens[i + 2])
    return None


def possessor(before: Tokens) -> Speech | None:
    """The one whose words they are in 'his "old rival" Smith'."""
    if before and before[-1].lower_ in ("his", "her", "their"):
        return Speech([before[-1]], None)
    return None


def subject(tokens: Tokens, i: int) -> list[Token]:
    """The noun phrase that is the subject of the verb at `i`, or nothing."""
    token = tokens[i]
    if token.doc.has_annotation("DEP"):
        places = {t.i: n for n, t in enumerate(tokens)}
        for candidate in _subjects(token):
            named = candidate.i in places and not _is_day(candidate)
            if named and candidate.lower_ not in _RELATIVE:
                return phrase_around(tokens, places[candidate.i])
    return phrase_left_of(tokens, i)


def _subjects(verb: Token) -> Iterator[Token]:
    for _ in range(4):
        yield from (child for child in verb.children if child.dep_ in _SUBJECTS)
        if verb.dep_.startswith("acl"):
            yield verb.head
            return
        if verb.dep_ not in _SHARING or verb.head == verb:
            return
        verb = verb.head


def phrase_around(tokens: Tokens, i: int) -> list[Token]:
    """The noun phrase about a noun: its modifiers on both sides, no comma crossed."""
    start = i
    while start > 0 and _joined(tokens[start - 1], tokens[start]) and _continues(tokens[start - 1]):
        opens = tokens[start].pos_ == "DET" or tokens[start].tag_ == "PRP$"
        if opens and tokens[start - 1].lower_ not in _INNER and tokens[start - 1].pos_ != "DET":
            break
        start -= 1
    return phrase_from(tokens, start, through=i)


def phrase_from(tokens: Tokens, start: int, *, through: int = -1) -> list[Token]:
    """The noun phrase that starts at a token and reaches at least through another."""
    end = start
    while end < len(tokens) and (end == start or _joined(tokens[end - 1], tokens[end])):
        token = tokens[end]
        if end > start and end > through and (_is_day(token) or token.pos_ == "PRON"):
            break
        if not _continues(token) and not _coordinates(tokens, end):
            break
        end += 1
    while end > start and (tokens[end - 1].lower_ in _INNER or tokens[end - 1].pos_ == "CCONJ"):
        end -= 1
    begin = start
    while begin < end and (tokens[begin].lower_ in _INNER or tokens[begin].lower_ in _RELATIVE):
        begin += 1
    return list(tokens[begin:end])


def _continues(token: Token) -> bool:
    return token.pos_ in _NOMINAL or token.lower_ in _INNER


def _coordinates(tokens: Tokens, i: int) -> bool:
    """Is this the "and" between two names?"""
    if tokens[i].lower_ not in ("and", "or") or i + 1 >= len(tokens) or i == 0:
        return False
    return _continues(tokens[i + 1]) and tokens[i - 1].pos_ == tokens[i + 1].pos_


def _joined(left: Token, right: Token) -> bool:
    return left.i + 1 == right.i


def _is_day(token: Token) -> bool:
    return token.lemma_.lower() in lexicon().days


def _is_verb(token: Token) -> bool:
    return token.pos_ in ("VERB", "AUX")


def _is_name(token: Token) -> bool:
    return token.pos_ == "PROPN" or token.text[:1].isupper()


def _strip(tokens: Tokens) -> Tokens:
    start = 0
    while start < len(tokens) and (tokens[start].text in DASHES or tokens[start].text in ",;"):
        start += 1
    return tokens[start:]


def _named(speaker: list[Token], cue: Token | None) -> Speech | None:
    return Speech(speaker, cue) if speaker else None


def _reports(token: Token, direct: bool) -> bool:
    if token.pos_ not in ("VERB", "AUX") or certainty_of_verb(token) is None:
        return False
    return direct or lemma_of(token) not in lexicon().marginal


def certainty_of_verb(token: Token) -> str | None:
    """The certainty of a verb whatever its tag says."""
    return lexicon().verbs.get(lemma_of(token))


def _opens_sentence(tokens: Tokens) -> bool:
    """Does a new sentence begin here ("Smith said that …") rather than a reporting clause?"""
    if tokens[0].text[:1].islower() and _reports(tokens[0], True):
        return False
    lowered = [t.lower_ for t in tokens]
    verb = _main_verb(tokens)
    if verb is None or certainty_of_verb(tokens[verb]) is None:
        return True
    rest = [w for w in lowered[verb + 1 :] if w.isalpha()]
    return "that" in rest[:4] or sum(_is_verb(t) for t in tokens[verb + 1 :]) > 1


def _inverted(tokens: Tokens, verb: int) -> Speech | None:
    """', said the mayor of X, a …'"""
    if verb + 1 >= len(tokens) or not _continues(tokens[verb + 1]):
        return None
    if tokens[verb + 1].lower_ in ("that", "reporters"):
        return None
    return _named(phrase_from(tokens, verb + 1), tokens[verb])


def _main_verb(tokens: Tokens) -> int | None:
    """The first verb outside relative clauses and parentheses."""
    skip = False
    for i, token in enumerate(tokens):
        if token.lower_ in ("who", "whose", "which", "whom"):
            skip = True
        elif token.text == "," and skip:
            skip = False
        elif not skip and token.pos_ == "VERB" and token.tag_ != "VBG":
            return i
    return None


def _first_nominal(tokens: Tokens, limit: int) -> int | None:
    """Where the subject starts: past conjunctions and phrases that a comma sets off."""
    start = 0
    if tokens and tokens[0].pos_ in ("ADP", "ADV") and tokens[0].lower_ not in _INNER:
        commas = [i for i in range(limit) if tokens[i].text == ","]
        start = commas[0] + 1 if commas else 0
    nominal = (i for i in range(start, limit) if tokens[i].pos_ in _NOMINAL)
    return next((i for i in nominal if tokens[i].lower_ not in _RELATIVE), None)


def phrase_left_of(tokens: Tokens, verb: int) -> list[Token]:
    """The noun phrase that by its position is the subject of the verb at `verb`, or nothing."""
    i = verb - 1
    while i >= 0 and (tokens[i].pos_ in ("AUX", "ADV", "PART") or _is_day(tokens[i])):
        i -= 1
        if i >= 0 and _is_day(tokens[i + 1]):
            while i >= 0 and tokens[i].pos_ in ("DET", "ADP", "ADJ"):
                i -= 1
    if i >= 0 and tokens[i].pos_ in _NOMINAL and tokens[i].lower_ not in _RELATIVE:
        return phrase_around(tokens, i)
    if i >= 0 and (tokens[i].text == "," or _is_verb(tokens[i]) or tokens[i].lower_ in _RELATIVE):
        first = _first_nominal(tokens, verb)
        return phrase_from(tokens, first) if first is not None else []
    if i >= 0 and tokens[i].pos_ == "CCONJ":
        first = _first_nominal(tokens, i)
        return phrase_from(tokens, first) if first is not None else []
    return []


def _may_lead(before: Tokens, i: int, direct: bool) -> bool:
    token = before[i]
    if token.pos_ != "VERB" or certainty(token) is None:
        return False
    return lemma_of(token) not in lexicon().marginal or (direct and len(before) - i <= 3)


def _rank(cue: Token) -> int:
    """Verbs of saying come before verbs of thinking, and these before verbs of showing."""
    if lemma_of(cue) in lexicon().weak:
        return 2
    return int(certainty(cue) not in SPEECH)


def _led_by(before: Tokens, i: int) -> Speech | None:
    """The speech that a verb before the quotation reports."""
    verb = before[i]
    if verb.tag_ == "VBG" and i > 1 and before[i - 1].lower_ == "as":
        quoting = [n for n in range(i) if lemma_of(before[n]) in _QUOTING]
        return _named(subject(before, quoting[-1]), before[quoting[-1]]) if quoting else None
    if is_passive(before, i) and lemma_of(verb) not in _QUOTING:
        return _passive(before, i)
    speaker = subject(before, i)
    if not speaker or speaker[-1].lower_ in _NOBODY:
        return None
    return Speech(speaker, verb)


def _passive(before: Tokens, i: int) -> Speech | None:
    """'It is believed that …': reported by nobody; 'was called by X': by X."""
    by = next((n for n in range(i + 1, len(before) - 1) if before[n].lower_ == "by"), None)
    if by is not None:
        return _named(phrase_from(before, by + 1), before[i])
    expletive = phrase_left_of(before, i)
    if expletive and expletive[-1].lower_ == "it":
        return Speech([], before[i])
    return None


def is_passive(tokens: Tokens, i: int) -> bool:
    """Is the verb at `i` a passive, or a participle without an auxiliary?"""
    if tokens[i].tag_ != "VBN":
        return False
    n = i - 1
    while n >= 0 and tokens[n].pos_ in ("ADV", "PART"):
        n -= 1
    if n >= 0 and tokens[n].pos_ == "AUX":
        return tokens[n].lemma_ in ("be", "get")
    finite = ("ROOT", "root", "conj", "parataxis", "ccomp")
    return not (tokens[i].dep_ in finite and any(c.dep_ == "nsubj" for c in tokens[i].children))


def _introduced(before: Tokens) -> Speech | None:
    """'Smith:', 'And from the chairwoman:', 'Smith made himself clear:'."""
    verb = _main_verb(before)
    if verb is not None:
        return _named(subject(before, verb), before[verb])
    starts = (i for i, t in enumerate(before) if t.pos_ in _NOMINAL)
    first = next(starts, None)
    return _named(phrase_from(before, first), None) if first is not None else None
