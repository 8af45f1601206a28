"""Which names of a story stand for one person, organisation, place or people.

Persons follow the habits of news text (and the name-matching sieves of Lee et al. 2013): a full
name introduces somebody, a surname goes back to it, and titles tell bearers of one surname apart.
Whatever fits two persons equally well goes to the one spoken of last in that document, or stays by
itself.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass, field
from typing import TypeVar

from crosscheck.language import gazetteer as gaz
from crosscheck.language.entities.naming import (
    PersonName,
    abbreviates,
    acronym,
    content,
    initials,
    parse_person,
    same_body,
    same_person,
    same_word,
    short_forms,
    slip,
)
from crosscheck.language.names.finding import Mention

T = TypeVar("T", bound=Hashable)
DOMINANCE = 3


@dataclass(slots=True)
class Person:
    """A person as the story's full names show them."""

    key: str
    names: list[PersonName]
    count: int = 0
    roles: Counter[str] = field(default_factory=Counter)
    genders: Counter[str] = field(default_factory=Counter)
    seen: dict[str, list[int]] = field(default_factory=lambda: defaultdict(list))

    def add(self, mention: Mention) -> None:
        """Take a mention's titles and place into account."""
        self.count += 1
        self.roles.update(mention.roles)
        if mention.gender:
            self.genders[mention.gender] += 1
        self.seen[mention.article.doc_id].append(mention.place[1])


def link_names(mentions: Sequence[Mention]) -> list[str]:
    """A key for every name: two names have one key where they stand for one thing.

    Args:
        mentions: The names of one story, in any order; the keys do not depend on it.
    """
    persons = _link_persons([m for m in mentions if m.label == "PERSON"])
    others = _link_others([m for m in mentions if m.label != "PERSON"])
    return [(persons if m.label == "PERSON" else others)[m.place] for m in mentions]


def words_of(mention: Mention) -> list[str]:
    """The words of a name, hyphenated ones whole."""
    return mention.span.text.split()


# Persons


def _link_persons(mentions: list[Mention]) -> dict[tuple[str, int, int], str]:
    ordered = sorted(mentions, key=lambda m: m.place)
    full = [m for m in ordered if len(words_of(m)) > 1]
    persons = _persons(full)
    by_name = {name: person for person in persons for name in person.names}
    keys = {}
    for mention in full:
        person = by_name[parse_person(words_of(mention))]
        person.add(mention)
        keys[mention.place] = person.key
    single = [m for m in ordered if len(words_of(m)) == 1]
    alone = []
    for mention in sorted(single, key=lambda m: not (m.roles or m.gender)):
        bearer = _bearer(mention, persons)
        if bearer is None:
            alone.append(mention)
        else:
            bearer.add(mention)
            keys[mention.place] = bearer.key
    return keys | _by_surname(alone)


def _persons(full: list[Mention]) -> list[Person]:
    count = Counter(parse_person(words_of(m)) for m in full)
    types = sorted(count)
    documents = defaultdict(set)
    for mention in full:
        documents[parse_person(words_of(mention))].add(mention.article.doc_id)

    def same(a: PersonName, b: PersonName) -> bool:
        """A junior and a senior are two where one document has both."""
        return same_person(a, b) and (a.suffix == b.suffix or not documents[a] & documents[b])

    fits = {t: [o for o in types if o != t and same(t, o)] for t in types}
    clear = [t for t in types if all(same(a, b) for a in fits[t] for b in fits[t] if a != b)]
    groups = _nicknamed(group(clear, lambda a, b: b in fits[a]))
    for vague in (t for t in types if t not in clear):
        bearers = [g for g in groups if any(t in fits[vague] for t in g)]
        bearers.sort(key=lambda g: -sum(count[t] for t in g))
        weights = [sum(count[t] for t in g) for g in bearers]
        if bearers and (len(bearers) == 1 or weights[0] >= DOMINANCE * weights[1]):
            bearers[0].append(vague)
        else:
            groups.append([vague])
    return [
        Person("person:" + "|".join(map(_spelled, sorted(names))), sorted(names))
        for names in groups
    ]


def _nicknamed(groups: list[list[PersonName]]) -> list[list[PersonName]]:
    """Join "Iron Fist Torres", whose first words are no given names, with the one other Torres."""
    odd = [g for g in groups if all(len(n.given) > 1 and _no_given(n) for n in g)]
    kept = [g for g in groups if g not in odd]
    for names in odd:
        bearers = [g for g in kept if any(n.surname == names[0].surname for n in g)]
        if len(bearers) == 1:
            bearers[0].extend(names)
        else:
            kept.append(names)
    return kept


def _no_given(name: PersonName) -> bool:
    return not any(gaz.is_given_name(part) or len(part) == 1 for part in name.given)


def _spelled(name: PersonName) -> str:
    return " ".join((*name.given, name.surname, name.suffix)).strip()


def _bearer(mention: Mention, persons: list[Person]) -> Person | None:
    """Whose name a single word is, or None where nobody or no one of several fits."""
    fit = {p.key: f for p in persons if (f := _fit(mention, p))}
    if not fit:
        return None
    best = [p for p in persons if fit.get(p.key, 0) == max(fit.values())]
    if len(best) == 1:
        return best[0]
    doc_id, start, _ = mention.place
    before = {p.key: max((s for s in p.seen[doc_id] if s < start), default=-1) for p in best}
    if max(before.values()) >= 0:
        return max(best, key=lambda p: before[p.key])
    best.sort(key=lambda p: -p.count)
    return best[0] if best[0].count >= DOMINANCE * best[1].count else None


def _fit(mention: Mention, person: Person) -> int:
    """How well a single name fits a person; 0 where it cannot be theirs."""
    word = words_of(mention)[0]
    if mention.gender and person.genders and mention.gender not in person.genders:
        return 0
    surname = any(same_word(word, n.surname) for n in person.names)
    given = any(gaz.normal(word).lower() == n.given[0] for n in person.names if n.given)
    if not surname and (not given or mention.gender):
        return 0
    told = 3 if mention.roles & person.roles.keys() else -1 if mention.roles and person.roles else 0
    near = 2 if mention.article.doc_id in person.seen else 0
    return max(1, 4 * surname + given + told + near)


def _by_surname(alone: list[Mention]) -> dict[tuple[str, int, int], str]:
    spellings = sorted({words_of(m)[0].lower() for m in alone})
    groups = group(spellings, same_word)
    key = {word: "person:" + names[0] for names in groups for word in names}
    genders: defaultdict[str, set[str]] = defaultdict(set)
    for mention in alone:
        if mention.gender:
            genders[key[words_of(mention)[0].lower()]].add(mention.gender)
    found = {}
    for mention in alone:
        name = key[words_of(mention)[0].lower()]
        divided = len(genders[name]) > 1 and mention.gender
        found[mention.place] = f"{name}:{mention.gender}" if divided else name
    return found


# Organisations, places, peoples and the rest


def _link_others(mentions: list[Mention]) -> dict[tuple[str, int, int], str]:
    count = Counter((m.span.text, m.label) for m in mentions)
    known = {}
    for text, label in sorted(count):
        known[text, label] = fixed_key(text, label)
    unknown = sorted({text for (text, _), key in known.items() if key is None})
    often = Counter({t: sum(n for (u, _), n in count.items() if u == t) for t in unknown})
    slips = {t: key for t in unknown if (key := _slip_of_known(t, often, known))}
    rest = [t for t in unknown if t not in slips]
    introduced = _introduced(mentions)
    groups = group(rest, lambda a, b: _same_thing(a, b) or (a, b) in introduced)
    groups = _shortened(groups, {t for t, label in count if label == "ORG"})
    keys = {t: "thing:" + min(g, key=lambda t: (t.lower(), t)).lower() for g in groups for t in g}
    return {
        m.place: known[m.span.text, m.label] or slips.get(m.span.text) or keys[m.span.text]
        for m in mentions
    }


def fixed_key(text: str, label: str) -> str | None:
    """The key of a country or a people, which gazetteers know whatever the story says."""
    spelled = text.title() if text.isupper() and len(text) > 4 else text
    if label == "NORP":
        word = gaz.normal(spelled)
        return "people:" + (gaz.demonym(word) or word.lower().removesuffix("s"))
    if label in ("GPE", "LOC", "ORG") and (code := gaz.country(spelled)):
        return "country:" + code
    return None


def _slip_of_known(
    text: str, often: Counter[str], known: dict[tuple[str, str], str | None]
) -> str | None:
    """The country of the story that a word used once misspells ("Frnace")."""
    if often[text] > 1 or " " in text or gaz.place(text) or gaz.capital(text):
        return None
    for (name, _), key in sorted(known.items()):
        if key and key.startswith("country:") and slip(text.lower(), name.lower()):
            return key
    return None


def _introduced(mentions: list[Mention]) -> set[tuple[str, str]]:
    """Names with the acronym that follows in brackets, both ways round."""
    ending = {(m.article.doc_id, m.passage.passage_id, m.span.end): m for m in mentions}
    found = set()
    for mention in mentions:
        start, doc = mention.span.start, mention.span.doc
        before = ending.get((mention.article.doc_id, mention.passage.passage_id, start - 1))
        letters = acronym(mention.span.text)
        if not (before and letters and doc[start - 1].text == "("):
            continue
        if abbreviates(letters, before.span.text):
            pair = before.span.text, mention.span.text
            found |= {pair, pair[::-1]}
    return found


def _shortened(groups: list[list[str]], bodies: set[str]) -> list[list[str]]:
    """Join a body's short name with the one longer name of the story that it can be short for."""
    forms = [{f for t in g if t in bodies for f in short_forms(t.split())} for g in groups]
    longer: dict[int, int] = {}
    for index, names in enumerate(groups):
        own = {content(t.split()) for t in names if t in bodies}
        fits = [i for i, short in enumerate(forms) if i != index and own & short]
        if len(fits) == 1:
            longer[index] = fits[0]
    merged = {i: list(names) for i, names in enumerate(groups)}
    for index, target in longer.items():
        if target not in longer:
            merged[target] += merged.pop(index)
    return list(merged.values())


def _same_thing(one: str, other: str) -> bool:
    a, b = gaz.normal(one), gaz.normal(other)
    if a.lower() == b.lower():
        return True
    letters, long = (acronym(a), b) if acronym(a) else (acronym(b), a)
    if letters:
        return not acronym(long) and len(long.split()) > 1 and letters in initials(long.split())
    known = gaz.place(a) or gaz.place(b)
    return not known and same_body(a.split(), b.split())


def group(items: Sequence[T], same: Callable[[T, T], bool]) -> list[list[T]]:
    """The connected components of a relation, each in the order of the items."""
    parent = list(range(len(items)))

    def root(index: int) -> int:
        while parent[index] != index:
            index = parent[index]
        return index

    for i, one in enumerate(items):
        for j in range(i):
            if root(i) != root(j) and same(items[j], one):
                parent[root(i)] = root(j)
    found: defaultdict[int, list[T]] = defaultdict(list)
    for index, item in enumerate(items):
        found[root(index)].append(item)
    return list(found.values())
