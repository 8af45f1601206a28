"""Known alterations of a sentence: one fact of it becomes another, and the rest stays as it was.

Minimal edits with a known right answer, by type, as in behavioural tests of language models
(CheckList: Ribeiro et al. 2020) and in contrast sets (Gardner et al. 2020). Each function lists the
alterations of its type that a sentence (of a Doc with tags, UD dependencies and names) allows. None
asks crosscheck's own finders where numbers, times or quotations are: what those miss, a test must
plant too.
"""

# ruff: noqa: SIM905 (lists of words are easier to read and mend as text)

import random
import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from _edits import Edit, Lexicon, inflected, replace
from spacy.tokens import Doc, Span, Token

from crosscheck.language.gazetteer import capital, country, demonym


class Alteration(NamedTuple):
    """One altered fact.

    Attributes:
        kind: The name of its type in KINDS.
        edits: What is changed, as characters of the Doc's text; the last one is the fact.
        types: The conflict types that name it rightly.
        role: The relation of the altered word to its head, for tables of what is missed.
    """

    kind: str
    edits: tuple[Edit, ...]
    types: frozenset[str]
    role: str


@dataclass(frozen=True)
class Context:
    """What replacements are taken from: the words and names of the same document.

    Attributes:
        names: Label → names, the commonest first.
        words: Tag → (form, lemma), the commonest first.
        lexicon: Antonyms and synonyms.
    """

    names: Mapping[str, Sequence[str]]
    words: Mapping[str, Sequence[tuple[str, str]]]
    lexicon: Lexicon


def context_of(docs: Sequence[Doc], lexicon: Lexicon) -> Context:
    """The names and words of a document's passages."""
    names: dict[str, Counter[str]] = defaultdict(Counter)
    labels: dict[str, set[str]] = defaultdict(set)
    words: dict[str, Counter[tuple[str, str]]] = defaultdict(Counter)
    for doc in docs:
        for entity in doc.ents:
            labels[entity.text].add(entity.label_)
            if _is_name(entity) and not _is_title(entity):
                names[entity.label_][entity.text] += 1
        for token in doc:
            if token.pos_ in _CONTENT and not token.ent_type_ and token.text.islower():
                words[token.tag_][token.text, token.lemma_.lower()] += 1
    # A name that was labelled in two ways may be of neither label.
    sure = {text for text, found in labels.items() if len(found) == 1}
    return Context(
        {label: [n for n, _ in _common(found) if n in sure] for label, found in names.items()},
        {tag: [word for word, _ in _common(found)] for tag, found in words.items()},
        lexicon,
    )


def _common(found: Counter) -> list[tuple]:
    return sorted(found.items(), key=lambda item: (-item[1], item[0]))


_CONTENT = frozenset({"NOUN", "VERB", "ADJ", "ADV"})
# Marks may be mixed, and a quotation that goes on in the next paragraph is not closed.
_QUOTED = re.compile(r"[“\"]([^“”\"]+)(?:[”\"]|$)")
_SINGLE = re.compile(r"(?<!\w)[‘']([^‘“”\"]+?)[’'](?!\w)")
_SAY = frozenset("say tell add state announce write claim argue explain note warn insist".split())


def quoted_spans(doc: Doc) -> list[tuple[int, int]]:
    """The stretches between double quotation marks, the marks not included."""
    return [m.span(1) for m in _QUOTED.finditer(doc.text)]


def is_quoted(token: Token) -> bool:
    """Does a token stand between quotation marks, double or single?"""
    spans = [*quoted_spans(token.doc), *(m.span(1) for m in _SINGLE.finditer(token.doc.text))]
    return any(start <= token.idx < end for start, end in spans)


def _alteration(kind: str, token: Token, edits: tuple[Edit, ...], *types: str) -> Alteration:
    # In a quotation, whatever differs is (also) an altered quotation.
    found = {*types, "quote"} if is_quoted(token) else {*types}
    return Alteration(kind, edits, frozenset(found), token.dep_)


def _swap(kind: str, token: Token, text: str, *types: str) -> Alteration:
    return _alteration(kind, token, (Edit(token.idx, token.idx + len(token), text),), *types)


# Numbers

_NUMERALS = "two three four five six seven eight nine ten eleven twelve twenty thirty forty".split()
_DIGITS = re.compile(r"(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?")
_YEAR = re.compile(r"(?:19|20)\d\d")
_JOINING = frozenset("-–/:.,'")


def numbers(sentence: Span, context: Context, rng: random.Random) -> Iterator[Alteration]:
    """Another number: "14 people" → "21 people", "three" → "seven". Not scores, times, years."""
    for token in sentence:
        if token.ent_type_ or token.tag_ != "CD" or _of_a_date(token) or _is_joined(token):
            continue
        if _is_bound(token):
            continue
        if _DIGITS.fullmatch(token.text) and not _YEAR.fullmatch(token.text):
            if token.text != "1":
                yield _swap("number", token, other_number(token.text, rng), "quantity")
        elif token.lower_ in _NUMERALS:
            other = rng.choice([word for word in _NUMERALS if word != token.lower_])
            other = other.capitalize() if token.text[0].isupper() else other
            yield _swap("number", token, other, "quantity")


_BOUNDS = frozenset("than least most over under to about nearly almost around".split())


def _is_bound(token: Token) -> bool:
    """Does it stand in a bound or a range? "More than 70" and "more than 42" can both be true."""
    before = token.doc[max(token.sent.start, token.i - 2) : token.i]
    after = token.doc[token.i + 1 : token.i + 3]
    ranged = len(after) == 2 and after[0].lower_ in {"to", "or"} and after[1].tag_ == "CD"
    return ranged or any(t.lower_ in _BOUNDS for t in before)


def other_number(text: str, rng: random.Random) -> str:
    """A number that is clearly another one, written in the same way."""
    decimals = len(text.partition(".")[2])
    value = float(text.replace(",", ""))
    other = round(value * rng.choice((0.4, 0.6, 1.5, 1.8, 2.5)), decimals)
    if other in (0, 1) or other == value:
        other = value + rng.randint(2, 5)
    return f"{other:{',' if ',' in text else ''}.{decimals}f}"


def _is_joined(token: Token) -> bool:
    """Is it part of a score, a range or a compound numeral ("4-2", "9:30", "twenty-one")?"""
    text, start, end = token.doc.text, token.idx, token.idx + len(token)
    before = text[max(0, start - 2) : start]
    after = text[end : end + 2]
    return (before[-1:] in _JOINING and before[:1].isalnum()) or (
        after[:1] in _JOINING and after[1:].isalnum()
    )


# Times

_WEEKDAYS = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split()
_MONTHS = (
    "January February March April May June July August September October November December".split()
)
_SHORT_MONTHS = "Jan. Feb. Aug. Sept. Oct. Nov. Dec.".split()
_BEFORE_TIMES = frozenset("in since last by until from of early late during mid- next".split())
_NO_MONTH = frozenset({"May", "March"})


def dates(sentence: Span, context: Context, rng: random.Random) -> Iterator[Alteration]:
    """Another weekday, month, day of the month or year."""
    for token in sentence:
        for listed in (_WEEKDAYS, _MONTHS, _SHORT_MONTHS):
            if token.text in listed and _is_time(token):
                other = rng.choice([name for name in listed if name != token.text])
                yield _swap("date", token, other, "time")
        if token.text.isdigit() and _of_a_date(token) and int(token.text) <= 28:
            other = rng.choice([str(n) for n in range(1, 29) if str(n) != token.text])
            yield _swap("date", token, other, "time")
        elif _YEAR.fullmatch(token.text) and (_of_a_date(token) or _follows(token, _BEFORE_TIMES)):
            yield _swap("date", token, str(int(token.text) - rng.randint(1, 5)), "time")


def _is_time(token: Token) -> bool:
    return token.text not in _NO_MONTH or _near_digit(token) or _follows(token, _BEFORE_TIMES)


def _follows(token: Token, words: frozenset[str]) -> bool:
    return token.i > token.sent.start and token.nbor(-1).lower_ in words


def _near_digit(token: Token) -> bool:
    return any(n.text.isdigit() for n in _neighbours(token))


def _neighbours(token: Token) -> list[Token]:
    """The words beside a token, commas passed over."""
    sentence = [t for t in token.sent if t.text != ","]
    n = sentence.index(token) if token in sentence else 0
    return [*sentence[max(0, n - 1) : n], *sentence[n + 1 : n + 2]]


def _of_a_date(token: Token) -> bool:
    """Does a number stand beside a month ("March 5", "5 March", "March 2019")?"""
    return any(n.text in _MONTHS or n.text in _SHORT_MONTHS for n in _neighbours(token))


# Names

_LABELS = ("PERSON", "ORG", "GPE")


def names(sentence: Span, context: Context, rng: random.Random) -> Iterator[Alteration]:
    """A name gives way to another of the same label in the document that the sentence lacks."""
    for entity in sentence.ents:
        if entity.label_ not in _LABELS or _is_title(entity):
            continue
        if _is_name(entity) and not _speaks(entity):
            for other in _others(entity, context, rng):
                edit = Edit(entity.start_char, entity.end_char, other)
                yield _alteration("name", entity.root, (edit,), "entity", "attribution")


def speakers(sentence: Span, context: Context, rng: random.Random) -> Iterator[Alteration]:
    """The person who says it gives way to another one of the document: "Ann Lee said" → "Bo said".

    Only where the name is the subject of a verb of speech.
    """
    for entity in sentence.ents:
        if entity.label_ == "PERSON" and _is_name(entity) and _speaks(entity):
            for other in _others(entity, context, rng):
                edit = Edit(entity.start_char, entity.end_char, other)
                yield _alteration("speaker", entity.root, (edit,), "attribution", "entity")


def _speaks(entity: Span) -> bool:
    root = entity.root
    return root.dep_.startswith("nsubj") and root.head.lemma_.lower() in _SAY


def _is_name(entity: Span) -> bool:
    # "the Gazette" cannot give way to "Harbour Trust" as it stands.
    if entity.start and entity.doc[entity.start - 1].lower_ == "the":
        return False
    return len(entity) <= 4 and all(
        t.text[:1].isupper() and t.is_alpha and len(t) > 2 for t in entity
    )


def _is_title(entity: Span) -> bool:
    """Do quotation marks enclose it, and little else (a song's or book's title)?"""
    return any(
        start <= entity.start_char < end and end - start < len(entity.text) + 15
        for start, end in quoted_spans(entity.doc)
    )


def _others(entity: Span, context: Context, rng: random.Random) -> list[str]:
    """One name of the label that shares no word with the sentence and may not mean the same.

    Acronyms of the name and places of its country ("Berlin", "Germany") may.
    """
    there = {t.lower_ for t in entity.sent}
    found = [
        name
        for name in context.names.get(entity.label_, ())
        if not there & set(name.lower().split())
        and not _is_acronym(name, entity.text)
        and not _is_acronym(entity.text, name)
        and not _countries(name) & _countries(entity.text)
    ]
    # Full names for full names, where there are any: "said Lee" stays short.
    alike = [name for name in found if len(name.split()) == len(entity)] or found
    return [rng.choice(alike)] if alike else []


def _is_acronym(short: str, long: str) -> bool:
    return short.upper() == "".join(word[0] for word in long.split()).upper()


def _countries(name: str) -> set[str]:
    return {code for code in (country(name), demonym(name), capital(name)) if code}


# Polarity

_NEGATIVE = frozenset("not n't n’t never no nobody nothing none neither nor hardly barely".split())
_FULL_FORMS = {"wo": "will", "ca": "can", "sha": "shall"}
_FINITE = frozenset({"MD", "VBD", "VBZ", "VBP"})


def negations(sentence: Span, context: Context, rng: random.Random) -> Iterator[Alteration]:
    """A statement becomes its negation, or the other way round ("has not signed" → "has signed").

    The main clause is changed, or what it reports ("said that …").
    """
    verb = stated_verb(sentence)
    if verb is None or sentence.text.rstrip("”\"' ").endswith("?"):
        return
    marks = [t for t in verb.children if t.lower_ in _NEGATIVE]
    if not marks and (edit := _negated(verb, context)) is not None:
        yield _alteration("negation", verb, (edit,), "polarity")
    elif len(marks) == 1 and marks[0].lower_ in {"not", "n't", "n’t"}:
        yield _alteration("negation", verb, _affirmed(marks[0]), "polarity")


def stated_verb(sentence: Span) -> Token | None:
    """The predicate of the main clause, or of what it reports; None without a subject before it."""
    root = sentence.root
    if root.lemma_.lower() in _SAY:
        reported = [t for t in root.children if t.dep_ in {"ccomp", "parataxis"}]
        root = reported[0] if reported else root
    subjects = [t for t in root.children if t.dep_.startswith(("nsubj", "csubj", "expl"))]
    return root if subjects and subjects[0].i < root.i else None


def _helpers(verb: Token) -> list[Token]:
    """Its auxiliaries and copula that are finite, in text order."""
    helping = ("aux", "aux:pass", "cop")
    return [t for t in verb.children if t.dep_ in helping and t.tag_ in _FINITE and t.i < verb.i]


def _negated(verb: Token, context: Context) -> Edit | None:
    if any(t.lower_ in _NEGATIVE | {"only"} for t in verb.subtree):
        return None
    finite = [*_helpers(verb), *([verb] if verb.lemma_.lower() == "be" else [])]
    if finite:
        end = finite[0].idx + len(finite[0])
        return Edit(end, end, "not" if finite[0].lower_ == "can" else " not")
    lemma = verb.lemma_.lower()
    do = {"VBD": "did", "VBZ": "does", "VBP": "do"}.get(verb.tag_)
    # The lemmatizer can lose letters of rare verbs; a word that WordNet lacks is not written.
    after_adverb = verb.nbor(-1).pos_ == "ADV"  # "always did not seem"
    if do is None or after_adverb or not context.lexicon.senses(lemma, "VERB"):
        return None
    return Edit(verb.idx, verb.idx + len(verb), f"{do} not {lemma}")


def _affirmed(mark: Token) -> tuple[Edit, ...]:
    if not mark.i:  # "Not a word was said": the word after it begins the sentence then
        return (Edit(mark.idx, mark.nbor(1).idx, ""),)
    before = mark.nbor(-1)
    gap = Edit(before.idx + len(before), mark.idx + len(mark), "")
    if before.lower_ not in _FULL_FORMS:
        return (gap,)
    return (Edit(before.idx, gap.end, _FULL_FORMS[before.lower_]),)


# Words of a time or of a set phrase, whose antonyms say nothing by themselves.
_NO_ANTONYM = frozenset(
    "last first next more less much little new old same other late early right left now then here "
    "there back forward away well man woman day night week never ever".split()
)
_MOST_SENSES = 6


def antonyms(sentence: Span, context: Context, rng: random.Random) -> Iterator[Alteration]:
    """A word gives way to its antonym (by WordNet), in the same form."""
    for token in sentence:
        lemma = token.lemma_.lower()
        if token.pos_ not in _CONTENT or token.ent_type_ or lemma in _NO_ANTONYM | _SAY:
            continue
        if not token.text.islower() or context.lexicon.senses(lemma, token.pos_) > _MOST_SENSES:
            continue
        forms = [inflected(token, word) for word in context.lexicon.antonyms(lemma, token.pos_)]
        if known := [form for form in forms if form is not None]:
            edits = replace(token, rng.choice(known))
            yield _alteration("antonym", token, edits, "polarity", "predicate", "scope")


# Quotations

_LEAST_QUOTED = 3


def quoted_words(sentence: Span, context: Context, rng: random.Random) -> Iterator[Alteration]:
    """One word of a quotation gives way to another of the document with the same tag."""
    for start, end in quoted_spans(sentence.doc):
        inside = [t for t in sentence if start <= t.idx < end]
        if sum(t.is_alpha for t in inside) < _LEAST_QUOTED:
            continue
        for token in inside:
            if token.pos_ not in _CONTENT or token.ent_type_ or not token.text.islower():
                continue
            if others := _other_words(token, context):
                yield _alteration("quoted word", token, replace(token, rng.choice(others)), "quote")


def _other_words(token: Token, context: Context) -> list[str]:
    lemma, pos = token.lemma_.lower(), token.pos_
    there = {t.lower_ for t in token.sent}
    alike = {lemma, *context.lexicon.synonyms(lemma, pos)}
    return [
        word
        for word, other in context.words.get(token.tag_, ())
        if word not in there and other not in alike and len(word) > 2
    ]


# How sure, how many

_HEDGES = frozenset(
    "allegedly reportedly apparently possibly probably perhaps maybe presumably likely".split()
)
_SURER = {"may": "will", "might": "will", "could": "will"}
_LESS_SURE = {"will": "may", "must": "may"}


def hedges(sentence: Span, context: Context, rng: random.Random) -> Iterator[Alteration]:
    """A hedge is dropped or added: "was allegedly sold" ↔ "was sold", "may" ↔ "will"."""
    for token in sentence:
        if token.lower_ in _HEDGES and token.dep_ == "advmod" and token.i > sentence.start:
            before = token.nbor(-1)
            edit = Edit(before.idx + len(before), token.idx + len(token), "")
            yield _alteration("hedge", token, (edit,), "scope")
        elif token.tag_ == "MD" and token.lower_ in _SURER | _LESS_SURE:
            other = (_SURER | _LESS_SURE)[token.lower_]
            yield _swap("hedge", token, other, "scope")
    verb = stated_verb(sentence)
    if verb is None or any(t.lower_ in _HEDGES | _NEGATIVE for t in verb.subtree):
        return
    word = rng.choice(("allegedly", "reportedly", "possibly"))
    helpers = _helpers(verb)
    if helpers and helpers[0].tag_ != "MD":
        end = helpers[0].idx + len(helpers[0])
        yield _alteration("hedge", verb, (Edit(end, end, f" {word}"),), "scope")
    elif not helpers and verb.tag_ in {"VBD", "VBZ"} and verb.pos_ == "VERB":
        yield _alteration("hedge", verb, (Edit(verb.idx, verb.idx, f"{word} "),), "scope")


_QUANTIFIERS = {
    ("all",): "some",
    ("some",): "all",
    ("many",): "few",
    ("few",): "many",
    ("most",): "few",
    ("several",): "all",
    ("always",): "sometimes",
    ("more", "than"): "less than",
    ("less", "than"): "more than",
    ("fewer", "than"): "more than",
    ("at", "least"): "at most",
    ("at", "most"): "at least",
}
_PLURAL = frozenset({"NNS", "NNPS", "JJ", "IN", "PRP$", "DT", "CD", "$", "VBP", "VBD"})
_BEFORE_COUNTS = frozenset({"DT", "PRP$", "JJ"})


def quantifiers(sentence: Span, context: Context, rng: random.Random) -> Iterator[Alteration]:
    """Another share or bound: "all" ↔ "some", "many" ↔ "few", "more than" ↔ "less than"."""
    for first in sentence[:-1]:
        for words, other in _QUANTIFIERS.items():
            part = first.doc[first.i : first.i + len(words)]
            following = first.doc[min(part.end, len(first.doc) - 1)]
            if tuple(t.lower_ for t in part) != words or following.tag_ not in _PLURAL:
                continue
            if words == ("some",) and following.tag_ == "CD":
                continue  # "some 300": about
            before = first.nbor(-1).tag_ if first.i else ""
            if words in {("most",), ("few",), ("many",)} and before in _BEFORE_COUNTS:
                continue  # "the most", "a few", "the first few"
            other = other.capitalize() if first.text[0].isupper() else other
            edit = Edit(part.start_char, part.end_char, other)
            yield _alteration("quantifier", first, (edit,), "scope", "quantity")


Finder = Callable[[Span, Context, random.Random], Iterator[Alteration]]
KINDS: dict[str, Finder] = {
    "number": numbers,
    "date": dates,
    "name": names,
    "negation": negations,
    "quoted word": quoted_words,
    "antonym": antonyms,
    "speaker": speakers,
    "hedge": hedges,
    "quantifier": quantifiers,
}


def is_statement(sentence: Span) -> bool:
    """Is it a whole sentence that states something: a finite verb, a subject, a full stop?"""
    text = sentence.text.rstrip("”\"'’ ")
    finite = any(t.tag_ in _FINITE for t in sentence)
    subject = any(t.dep_.startswith(("nsubj", "csubj", "expl")) for t in sentence)
    return finite and subject and text.endswith((".", "!", ","))


def alterations(
    sentence: Span, context: Context, rng: random.Random
) -> dict[str, list[Alteration]]:
    """Every alteration that a sentence allows, by kind; kinds that it does not allow are absent."""
    found = {kind: list(finder(sentence, context, rng)) for kind, finder in KINDS.items()}
    return {kind: listed for kind, listed in found.items() if listed}
