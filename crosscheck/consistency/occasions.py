"""Is it the same occasion? What happens again and again ("fired a missile") is told in like words.

Two claims of like events are held to speak of two occasions if somebody else did it, if it was done
to something else, if their times exclude each other, or if documents published days apart each tell
the news of its own day.
"""

from collections.abc import Iterable, Iterator
from datetime import UTC, datetime, time, timedelta
from itertools import pairwise

from crosscheck.claims.lexicons import lexicon
from crosscheck.consistency.events import Event, Filler, event_of
from crosscheck.consistency.sides import CONTENT, Row, Side
from crosscheck.consistency.values import interval_of, times_meet
from crosscheck.language.numerals import numerals
from crosscheck.language.wordnet import WordNet

_CORE = ("subject", "object")
_POINTS = frozenset({"DATE", "TIME"})
_ALIKE = 2
# Fewer words may be the last of another name.
_LONG_NAME = 3
# What happened longer before the article is another occasion.
_PAST = timedelta(days=31)
# "Would" is also the future as told afterwards.
_TO_COME = frozenset({"future", "unreal"})
_SUBJECTLESS = frozenset({"conj", "advcl", "xcomp"})
_HUMAN = frozenset({"he", "she"})
_BODIES = frozenset({"GPE", "LOC", "ORG"})
_NAMING = frozenset({"appos", "flat"})
_RELATIVE = frozenset({"who", "which", "that"})


def at_odds(x: Event, a: Side, y: Event, b: Side, wordnet: WordNet) -> bool:
    """Do two events have different subjects, or different objects?

    A name and a common noun ("Lund", "the mayor") may mean the same, but hardly so for both subject
    and object; a pronoun may mean anything. What is told to be the first, or another, is one of
    several; so is what befell "on other occasions".
    """
    if _repeated(x, a) != _repeated(y, b) or _otherwise(x, a) != _otherwise(y, b):
        return True
    pairs = list(_counterparts(x, y))
    if len(pairs) > 1 and all(_named_and_not(first, second) for first, second in pairs):
        return True
    return any(_differ(first, a, second, b, wordnet) for first, second in pairs)


def _named_and_not(first: Filler, second: Filler) -> bool:
    """Is only one of them told by its name, the other by a common noun?"""
    kinds = {head["pos"] == "PROPN" for filler in (first, second) for head in filler.heads}
    pronouns = any(head["pos"] == "PRON" for filler in (first, second) for head in filler.heads)
    return len(kinds) > 1 and not pronouns


def _counterparts(x: Event, y: Event) -> Iterator[tuple[Filler, Filler]]:
    """What fills a role of either event; what "was launched" is what "will launch"."""
    for role in _CORE:
        if role in x.roles and role in y.roles:
            yield x.roles[role], y.roles[role]
    for role, other in (_CORE, _CORE[::-1]):
        if x.roles.keys() & set(_CORE) == {role} and y.roles.keys() & set(_CORE) == {other}:
            yield x.roles[role], y.roles[other]


def other_names(x: Event, a: Side, y: Event, b: Side) -> bool:
    """Are both done by somebody who has a name, and by nobody of the same name?

    Who does it may be told by a clause around it ("Lund, who …", "Lund … and fell").
    """
    first, second = doers(x, a), doers(y, b)
    named = bool(first and second) and all(t["pos"] == "PROPN" for t in (*first, *second))
    return named and not any(may_be_one_name(s, a, t, b) for s in first for t in second)


def may_be_one_name(one: Row, a: Side, other: Row, b: Side) -> bool:
    """Have two names a word in common, or stand for one? A person may speak for a body or town."""
    words, labels = [], []
    for token, side in ((one, a), (other, b)):
        words.append(_name_of(token, side))
        known = (row for row in side.entities.values() if _called(token["text"], row))
        labels.append({row["label"] for row in known})
    if all(labels) and not labels[0] & labels[1]:
        return True
    return bool(words[0] & words[1]) or _one_name(one["text"], a, other["text"], b)


def _name_of(token: Row, side: Side) -> set[str]:
    """The words of a name of which the parser made one the head."""
    below = side.children.get(token["start"], ())
    parts = {c["text"] for c in below if c["dep"] in _NAMING and c["pos"] == "PROPN"}
    return parts | {token["text"]}


def doers(event: Event, side: Side) -> tuple[Row, ...]:
    """Who does it; of "who" the one meant. A verb without a subject has that of the verb that it is
    joined to, hangs on or completes. Nobody: it is not told.
    """
    seen: set[int] = set()
    while event.word["start"] not in seen:
        seen.add(event.word["start"])
        subject = event.roles.get("subject")
        if subject is not None:
            return tuple(meant_by(head, side) for head in subject.heads)
        above = side.tokens_at.get(event.word["head"])
        if event.word["dep"] not in _SUBJECTLESS or above is None or above["pos"] != "VERB":
            return ()
        passive = event.word["dep"] == "xcomp" and "object" in event_of(above, side).roles
        event = event_of(above, side)
        if passive and "subject" not in event.roles:  # "Lund is said to have fallen"
            return tuple(meant_by(head, side) for head in event.roles["object"].heads)
    return ()


def meant_by(word: Row, side: Side) -> Row:
    """The noun or name that a relative pronoun stands for, the name in apposition to a noun ("the
    baker Ida Lund"); any other word itself.
    """
    verb = side.tokens_at.get(word["head"])
    if word["lemma"] in _RELATIVE and verb is not None and verb["dep"] == "acl:relcl":
        word = side.tokens_at.get(verb["head"], word)
    if word["pos"] != "NOUN":
        return word
    below = side.children.get(word["start"], ())
    return next((c for c in below if c["dep"] in _NAMING and c["pos"] == "PROPN"), word)


def _known(word: Row, side: Side) -> Row:
    """Whom or what a word stands for, if the claim names it: names are compared by their entity."""
    meant = meant_by(word, side)
    named = meant["pos"] == "PROPN" and meant is not word
    if named and not any(_called(meant["text"], row) for row in side.entities.values()):
        return word
    return meant


def _repeated(event: Event, side: Side) -> bool:
    """Is it told as one of several ("first announced", "fell again")?"""
    below = side.children.get(event.word["start"], ())
    return any(c["dep"] == "advmod" and c["lemma"] in lexicon("repetitions") for c in below)


def _otherwise(event: Event, side: Side) -> bool:
    """Is it told of another time, place or circumstance ("at an earlier hearing")?"""
    around = (filler.heads[0] for role, filler in event.roles.items() if role not in _CORE)
    return any(another(head, side) for head in around)


def _differ(first: Filler, a: Side, second: Filler, b: Side, wordnet: WordNet) -> bool:
    meant = [
        [_known(head, side) for head in filler.heads] for filler, side in ((first, a), (second, b))
    ]
    may_be = any(may_be_one(one, a, other, b, wordnet) for one in meant[0] for other in meant[1])
    if not may_be and not of_one_name(first, a, second, b):
        return True
    numbers = _numbered(first, a), _numbered(second, b)
    if all(numbers) and not numbers[0] & numbers[1]:
        return True
    return another(first.heads[0], a) != another(second.heads[0], b)


def of_one_name(first: Filler, a: Side, second: Filler, b: Side) -> bool:
    """Does one phrase end as the other, with a name of several words ("part of the Act of Union",
    "the Act of Union")? Parsers take any word of such a name for its head. The University of Holt
    is not Holt.
    """
    if any(filler.heads[0]["pos"] != "PROPN" for filler in (first, second)):
        return False
    words = [
        [t["text"] for t in side.sentence if filler.start <= t["start"] < filler.end]
        for filler, side in ((first, a), (second, b))
    ]
    shorter, longer = sorted(words, key=len)
    return len(shorter) >= _LONG_NAME and longer[-len(shorter) :] == shorter


def _numbered(filler: Filler, side: Side) -> set[str]:
    """The numbers that belong to names in a phrase: "Flight 12", "Voyager 2"."""
    inside = [t for t in side.sentence if filler.start <= t["start"] < filler.end]
    return {
        number["text"]
        for name, number in pairwise(inside)
        if name["pos"] == "PROPN" and number["pos"] == "NUM"
    }


def another(noun: Row, side: Side) -> bool:
    """Is it said to be one of several: "an earlier crash", "another crash"?"""
    below = side.children.get(noun["start"], ())
    words = lexicon("one_of_several")
    return any({child["lemma"], child["text"].lower()} & words for child in below)


def same_cast(x: Event, a: Side, y: Event, b: Side) -> bool:
    """Do the same two do it to each other, as far as both are told? Is the same one to do it?

    Then other verbs ("bought the old mill", "acquired"; "will close", "is to shut") are likely to
    tell of the same.
    """
    both = [role for role in _CORE if role in x.roles and role in y.roles]
    shared = [role for role in both if _is_one(x.roles[role], a, y.roles[role], b)]
    if shared != both:
        return False
    if shared == ["subject"]:
        return {x.modality, y.modality} <= _TO_COME
    return len(shared) > 1 or (bool(shared) and _alike(x.roles["object"], a, y.roles["object"], b))


def same_role(role: str, x: Event, a: Side, y: Event, b: Side) -> bool:
    """Do both events tell who or what fills a role, and is it one?"""
    return same_filler(x, role, a, y, role, b)


def same_filler(x: Event, role: str, a: Side, y: Event, other: str, b: Side) -> bool:
    """Is what fills a role of one event what fills another role of the other?"""
    return role in x.roles and other in y.roles and _is_one(x.roles[role], a, y.roles[other], b)


def _alike(first: Filler, a: Side, second: Filler, b: Side) -> bool:
    """Have two phrases more in common than their heads ("the old water mill")?

    What has a name may have been through a lot.
    """
    words = [
        {
            token["lemma"]
            for token in side.sentence
            if filler.start <= token["start"] < filler.end and token["pos"] in CONTENT - {"PROPN"}
        }
        for filler, side in ((first, a), (second, b))
    ]
    return len(words[0] & words[1]) >= _ALIKE


def _is_one(first: Filler, a: Side, second: Filler, b: Side) -> bool:
    one, other = first.heads[0], second.heads[0]
    if one["lemma"] == other["lemma"]:
        return True
    return one["pos"] == other["pos"] == "PROPN" and _one_name(one["text"], a, other["text"], b)


def may_be_one(one: Row, a: Side, other: Row, b: Side, wordnet: WordNet) -> bool:
    """Can two words stand for one thing: near synonyms, one name, a name and a noun for it?"""
    if "PRON" in {one["pos"], other["pos"]}:
        return not _of_other_people(one, a, other, b)
    if one["lemma"] == other["lemma"] or one["pos"] != other["pos"]:
        return True
    if one["pos"] == "PROPN":
        words = _name_of(one, a), _name_of(other, b)
        inside = words[0] <= words[1] or words[1] <= words[0]
        return inside or _one_name(one["text"], a, other["text"], b)
    return (
        _made_with(one, a, other)
        or _made_with(other, b, one)
        or wordnet.near(one["lemma"], other["lemma"], "NOUN")
        or wordnet.is_a(one["lemma"], other["lemma"], "NOUN")
        or wordnet.is_a(other["lemma"], one["lemma"], "NOUN")
    )


def _made_with(noun: Row, side: Side, other: Row) -> bool:
    """Is it one word with another ("a toll bridge", "the toll")?"""
    below = side.children.get(noun["start"], ())
    return any((c["dep"], c["lemma"]) == ("compound", other["lemma"]) for c in below)


def _of_other_people(one: Row, a: Side, other: Row, b: Side) -> bool:
    """Do a pronoun and a name, or two pronouns, stand for people known by other names? "He" is no
    town.
    """
    people = person_of(one, a), person_of(other, b)
    if None not in people:
        return people[0] != people[1]
    pronoun, (name, side) = (one, (other, b)) if one["pos"] == "PRON" else (other, (one, a))
    labels = {row["label"] for row in side.entities.values() if _called(name["text"], row)}
    return pronoun["lemma"] in _HUMAN and name["pos"] == "PROPN" and bool(labels & _BODIES)


def other_owners(one: Row, a: Side, other: Row, b: Side) -> bool:
    """Are two things told to be somebody's, and not known to be one's ("the campaign of Lund", "his
    campaign")?
    """
    first, second = _owner(one, a), _owner(other, b)
    if first is None or second is None or first["lemma"] == second["lemma"]:
        return False
    if "PRON" in {first["pos"], second["pos"]}:
        people = person_of(first, a), person_of(second, b)
        return None in people or people[0] != people[1]
    return not may_be_one_name(first, a, second, b)


def _owner(noun: Row, side: Side) -> Row | None:
    """Whose a thing is, by a name or a pronoun."""
    for child in side.children.get(noun["start"], ()):
        below = side.children.get(child["start"], ())
        of = any(c["dep"] == "case" and c["lemma"] == "of" for c in below)
        owns = child["dep"] == "nmod:poss" or (child["dep"] == "nmod" and of)
        if owns and child["pos"] in {"PROPN", "PRON"}:
            return child
    return None


def person_of(word: Row, side: Side) -> str | None:
    """The one person whom a pronoun, or a word of a name, stands for, as far as is known."""
    if word["pos"] == "PRON":
        found = [side.meant[word["start"]]] if word["start"] in side.meant else []
    else:
        found = [key for key, row in side.entities.items() if _called(word["text"], row)]
    people = [
        key for key in found if key in side.entities and side.entities[key]["label"] == "PERSON"
    ]
    return people[0] if len(people) == 1 else None


def _one_name(one: str, a: Side, other: str, b: Side) -> bool:
    """Are two words of names both of an entity that both claims name, or of one country?"""
    first, second = (
        {key: row for key, row in side.entities.items() if _called(word, row)}
        for word, side in ((one, a), (other, b))
    )
    countries = [{row["country"] for row in rows.values()} - {None} for rows in (first, second)]
    return bool(first.keys() & second.keys() or countries[0] & countries[1])


def _called(word: str, entity: Row) -> bool:
    return any(word in name.split() for name in (entity["name"], *entity["aliases"]))


def other_time(a: Side, b: Side) -> bool:
    """Does each claim give dates, none of which can be one of the other's?"""
    return exclude_each_other(a.times, b.times)


def long_ago(side: Side) -> bool:
    """Is its sentence about what happened long before the document?"""
    moment = published(side)
    ends = [row["latest"] for row in side.nearby if row.get("latest") is not None]
    return moment is not None and any(end < moment - _PAST for end in ends)


def exclude_each_other(times: Iterable[Row], others: Iterable[Row]) -> bool:
    """Are there dates on either side, none of which can be one of the other side's?"""
    first, second = (
        [t for t in rows if t["type"] in _POINTS and interval_of(t) is not None]
        for rows in (times, others)
    )
    return bool(first and second) and not any(times_meet(s, t) for s in first for t in second)


def other_number(a: Side, b: Side) -> bool:
    """Do two sentences number a thing of one name otherwise ("game four", "the seventh game")?"""
    first, second = _serial(a), _serial(b)
    return any(not first[noun] & second[noun] for noun in first.keys() & second.keys())


def _serial(side: Side) -> dict[str, set[float | None]]:
    """Nouns that have an ordinal before them, or a number after them → those numbers."""
    found: dict[str, set[float | None]] = {}
    for token in side.sentence:
        noun = side.tokens_at.get(token["head"])
        if noun is None or noun["pos"] != "NOUN" or side.dated(token):
            continue
        after = token["pos"] == "NUM" and noun["end"] + 1 == token["start"]
        for number in numerals(token["text"]):
            if after or number.kind == "ordinal":
                found.setdefault(noun["lemma"], set()).add(number.low)
    return found


def days_apart(a: Side, b: Side) -> float:
    """How many days lie between two documents; 0 if it is not known when they were published."""
    first, second = published(a), published(b)
    return 0.0 if first is None or second is None else abs(first - second) / timedelta(days=1)


def earlier(a: Side, b: Side) -> bool:
    """Was one side's document published before the other's, as far as is known?"""
    first, second = (side.document.get("published") for side in (a, b))
    return first is not None and second is not None and bool(first < second)


def published(side: Side) -> datetime | None:
    """When a side's document was published; noon of the day that its times count from, if that is
    all that is known.
    """
    moment = side.document.get("published")
    day = side.document.get("reference_date")
    if moment is not None or day is None:
        return moment
    return datetime.combine(day, time(12), UTC)
