"""He and she, tied to the person spoken of.

A simple form of the salience method of Lappin & Leass (1994): the persons mentioned before in this
and the last passages weigh by recency, and more as subjects; those of the other gender are out, and
so is everybody where two weigh nearly the same. A person's gender comes from titles, from the given
name and from the pronouns beside their name where nobody else could be meant.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from spacy.tokens import Doc, Token

from crosscheck.language import gazetteer as gaz
from crosscheck.language.article import Article
from crosscheck.language.names.casing import starts_sentence
from crosscheck.language.names.finding import Mention

Linked = tuple[Mention, str]
PRONOUNS = {"he": "m", "him": "m", "his": "m", "himself": "m"}
PRONOUNS |= {"she": "f", "her": "f", "hers": "f", "herself": "f"}
_SUBJECT, _OTHER, _OWNER = 180, 130, 110
_DECAY = 0.5
_PASSAGE_DECAY = 0.8
_QUOTED = 0.4
# How many pronouns a title, and a given name, weigh.
_TITLE, _GIVEN = 5, 3
_PASSAGES_BACK = 2
_MARKS = '"“”„«»'


@dataclass(frozen=True, slots=True)
class _Seen:
    """A mention of a person as a candidate: who, where, and how much it weighs."""

    key: str
    passage: int
    sentence: int
    token: int
    weight: float
    quoted: int
    role: tuple[int, str]


def link_pronouns(
    articles: Sequence[Article], linked: Sequence[Linked], *, margin: float = 1.3
) -> list[Linked]:
    """The pronouns he and she in all forms, with the keys of the persons that they stand for.

    Args:
        articles: All articles of the story.
        linked: The story's names and descriptions with keys.
        margin: How many times as much the best person must weigh as the next.
    """
    persons: defaultdict[str, list[Linked]] = defaultdict(list)
    for mention, key in linked:
        if mention.label == "PERSON":
            persons[mention.article.doc_id].append((mention, key))
    named = {mention.place for mention, _ in linked}  # in capitals, "HIM" may be a body's name
    ordered = sorted(articles, key=lambda article: article.doc_id)
    genders = _genders(linked)
    for article in ordered:
        for mention, key in _walk(article, persons[article.doc_id], genders, 1e9):
            genders[key][PRONOUNS[mention.span.text.lower()]] += 1
    found: list[Linked] = []
    for article in ordered:
        found += _walk(article, persons[article.doc_id], genders, margin)
    return _of_one_gender([pair for pair in found if pair[0].place not in named])


def _of_one_gender(found: list[Linked]) -> list[Linked]:
    """Without the pronouns of a person who has more of the other gender."""
    count: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for mention, key in found:
        count[key][mention.gender or ""] += 1
    return [
        (mention, key)
        for mention, key in found
        if 2 * count[key][mention.gender or ""] > count[key].total()
    ]


def _genders(linked: Iterable[Linked]) -> defaultdict[str, Counter[str]]:
    genders: defaultdict[str, Counter[str]] = defaultdict(Counter)
    names: defaultdict[str, set[str]] = defaultdict(set)
    for mention, key in linked:
        if mention.label != "PERSON":
            continue
        told = mention.gender or next((g for t in mention.span if (g := gaz.gender(t.text))), None)
        if told:
            genders[key][told] += _TITLE
        elif mention.kind == "name":
            names[key].add(mention.span.text)
    for key, forms in names.items():
        if given := gaz.gender_of_names(forms):
            genders[key][given] += _GIVEN
    return genders


def _walk(
    article: Article, persons: list[Linked], genders: dict[str, Counter[str]], margin: float
) -> Iterator[Linked]:
    """The pronouns of one document in text order, each resolved with the ones before."""
    by_passage: defaultdict[str, list[Linked]] = defaultdict(list)
    for mention, key in persons:
        by_passage[mention.passage.passage_id].append((mention, key))
    seen: list[_Seen] = []
    for number, passage in enumerate(article.passages):
        seen = [s for s in seen if number - s.passage <= _PASSAGES_BACK]
        sentences, quotes = _sentences(passage.doc), _quotes(passage.doc)
        names = {m.span.start: (m, key) for m, key in reversed(by_passage[passage.passage_id])}
        for token in passage.doc:
            if token.i in names:
                mention, key = names[token.i]
                last = mention.span.end - 1
                seen.append(_seen(key, number, passage.doc[last], sentences, quotes))
            elif gender := PRONOUNS.get(token.lower_):
                spot = _seen("", number, token, sentences, quotes)
                referent = _antecedent(spot, gender, seen, genders, margin)
                if referent is None:
                    continue
                seen.append(_seen(referent, number, token, sentences, quotes))
                span = passage.doc[token.i : token.i + 1]
                yield Mention(article, passage, span, "PERSON", "pronoun", gender=gender), referent


def _seen(key: str, passage: int, token: Token, sentences: list[int], quotes: list[int]) -> _Seen:
    return _Seen(
        key,
        passage,
        sentences[token.i],
        token.i,
        _weight(token),
        quotes[token.i],
        (token.head.i, token.dep_),
    )


def _weight(token: Token) -> float:
    following = token.doc[token.i + 1].lower_ if token.i + 1 < len(token.doc) else ""
    if following in ("'s", "’s") or token.dep_ == "nmod:poss":
        return _OWNER
    if token.dep_.startswith("nsubj") or token.lower_ in ("he", "she"):
        return _SUBJECT
    return _SUBJECT if not token.dep_ and _leads(token) else _OTHER


def _leads(token: Token) -> bool:
    """Without a parse: is it among the first words of its sentence?"""
    return any(starts_sentence(token.doc[i]) for i in range(max(0, token.i - 3), token.i + 1))


def _antecedent(
    spot: _Seen,
    gender: str,
    seen: list[_Seen],
    genders: dict[str, Counter[str]],
    margin: float,
) -> str | None:
    weights: defaultdict[str, float] = defaultdict(float)
    for other in seen:
        if _possible(spot, other, gender, genders):
            back = spot.passage - other.passage
            apart = spot.sentence - other.sentence if not back else spot.sentence + 1
            quoted = _QUOTED if other.quoted and other.quoted != spot.quoted else 1
            weight = min(other.weight, _OTHER) if spot.weight < _SUBJECT else other.weight
            weight *= quoted * _DECAY ** min(apart, 6) * _PASSAGE_DECAY**back
            weights[other.key] += round(weight, 6)
    if not weights:
        return None
    (best, most), *rest = sorted(weights.items(), key=lambda pair: (-pair[1], pair[0]))
    return best if not rest or most >= margin * rest[0][1] else None


def _possible(spot: _Seen, other: _Seen, gender: str, genders: dict[str, Counter[str]]) -> bool:
    told = genders.get(other.key)
    if told and told[gender] <= told["f" if gender == "m" else "m"]:
        return False
    if spot.quoted and other.quoted != spot.quoted:
        return False
    same_verb = (
        spot.passage == other.passage
        and spot.role[0] == other.role[0]
        and spot.role[1] in ("obj", "iobj")
        and other.role[1].startswith("nsubj")
    )
    return not same_verb


def _sentences(doc: Doc) -> list[int]:
    numbers, current = [], -1
    for token in doc:
        plain = token.i == 0 or doc[token.i - 1].text in (".", "!", "?")
        current += bool(token.is_sent_start if doc.has_annotation("SENT_START") else plain)
        numbers.append(max(current, 0))
    return numbers


def _quotes(doc: Doc) -> list[int]:
    """For every token the number of the quotation that it is in, 0 outside."""
    numbers, inside, count = [], False, 0
    for token in doc:
        if token.text in _MARKS:
            inside = not inside if token.text == '"' else token.text in "“„«"
            count += inside
            numbers.append(0)
        else:
            numbers.append(count if inside else 0)
    return numbers
