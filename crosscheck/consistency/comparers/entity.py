"""The same event with another person, organisation or place in one of its roles."""

import re
from collections.abc import Iterator, Sequence

from crosscheck.claims.lexicons import lexicon
from crosscheck.consistency.comparers.base import (
    Conflict,
    Context,
    WordAlignment,
    align_words,
    own_differences,
    shown,
    span_of,
)
from crosscheck.consistency.events import Event, event_around, events, same_event
from crosscheck.consistency.names import aside, name_runs
from crosscheck.consistency.naming_alike import (
    addressed_alike,
    contained,
    has_variant,
    initials_of,
    may_name_one,
    mistakable,
    one_place,
)
from crosscheck.consistency.occasions import (
    at_odds,
    other_number,
    other_time,
    same_filler,
    same_role,
)
from crosscheck.consistency.sides import Row, Side
from crosscheck.consistency.values import quantities_meet
from crosscheck.language.quotations import cues
from crosscheck.language.wordnet import WordNet

# With this share of the content words in common, what is left over stands at the same place.
_NEAR_COPY = 0.6
_SURE = 0.5
_POSSESSIVES = frozenset({"'s", "’s", "'", "’"})
_DONE_TO = ("object", "to")
_WHERE = frozenset({"at", "in", "near"})
_OPEN = frozenset({"ADJ", "NOUN", "PROPN", "VERB", "X"})


def compare(a: Side, b: Side, context: Context) -> Iterator[Conflict]:
    """Names that replace each other in near-copies, or at the same place of one event."""
    found = list(_replaced(a, b, align_words(a, b), context)) or list(_swapped(a, b, context))
    yield from found or _governed(a, b, context)
    yield from _exchanged(a, b, context)


def _exchanged(a: Side, b: Side, context: Context) -> Iterator[Conflict]:
    """Who did it and to whom, the other way round: "Lund beat Holt", "Lund was beaten by Holt"."""
    if context.score < _SURE or context.apart or other_time(a, b) or other_number(a, b):
        return  # another day, or another game, may have ended the other way
    for x in events(a):
        for y in events(b):
            verb = x.word["lemma"]
            if verb != y.word["lemma"] or x.negated != y.negated or verb in lexicon("mutual"):
                continue
            if verb in lexicon("light_verbs") or not _crossed(x, a, y, b):
                continue
            x_does, y_does = x.roles["subject"], y.roles["subject"]
            yield context.conflict(
                "entity",
                "hard",
                0.45,
                f"{shown(a, (x_does.start, x_does.end))} {x.word['text']} ≠ "
                f"{shown(b, (y_does.start, y_does.end))} {y.word['text']}",
                (x_does.start, x_does.end),
                (y_does.start, y_does.end),
            )


def _crossed(x: Event, a: Side, y: Event, b: Side) -> bool:
    """Does each one do it to the other ("asked" or "gave" in either case of English)?"""
    if "subject" not in x.roles or "subject" not in y.roles:
        return False
    does, other = (event.roles["subject"].heads[0] for event in (x, y))
    if {does["pos"], other["pos"]} - {"NOUN", "PROPN"} or same_role("subject", x, a, y, b):
        return False
    return any(same_filler(x, "subject", a, y, role, b) for role in _DONE_TO) and any(
        same_filler(x, role, a, y, "subject", b) for role in _DONE_TO
    )


def _name(tokens: tuple[Row, ...]) -> str | None:
    if tokens and all(token["pos"] == "PROPN" for token in tokens):
        return " ".join(token["text"] for token in tokens)
    return None


def _named(tokens: tuple[Row, ...]) -> bool:
    """Words with capitals: a name, whatever an unknown one was tagged as ("One" is none)."""
    return bool(tokens) and all(t["text"][0].isupper() and t["pos"] in _OPEN for t in tokens)


def _replaced(a: Side, b: Side, aligned: WordAlignment, context: Context) -> Iterator[Conflict]:
    if aligned.shared < _NEAR_COPY or not aligned.differences:
        return
    if context.copy is None and (context.apart or _counts_otherwise(aligned)):
        return  # another day's deed; two lines of a record ("Lund had nine goals", "Holt 12 goals")
    for difference in aligned.differences:
        first, second = _name(difference.a), _name(difference.b)
        if first is None or second is None:
            continue
        names = (difference.a, a), (difference.b, b)
        if context.copy is None and all(_speaks(*name, context.wordnet) for name in names):
            continue  # everybody told reporters something
        if any(_told(*name) for name in names):
            continue  # and told it to several of them
        if any(_mentioned(t["text"], b) for t in difference.a):
            continue
        if any(_mentioned(t["text"], a) for t in difference.b):
            continue
        one, other = _entity(difference.a, a), _entity(difference.b, b)
        if one is not None and one == other:
            continue
        if one is None or other is None or not _comparable(a, b, one, other):
            continue
        if may_name_one(first, second, a, b) or contained(difference.a, a, difference.b, b):
            continue
        if one_place(one, first, a, other, second, b):
            continue
        if addressed_alike(difference.a, a, difference.b, b, context.wordnet):
            continue
        variant = has_variant(first, second)
        yield context.conflict(
            "entity",
            "soft" if variant else "hard",
            0.45,
            f"{first} ≠ {second}" + (" (spelled otherwise)" if variant else ""),
            span_of(difference.a, a.claim),
            span_of(difference.b, b.claim),
        )


def _counts_otherwise(aligned: WordAlignment) -> bool:
    """Has each side a number that the other has not, or not there?"""
    sides = zip(*(difference[:2] for difference in aligned.differences), strict=True)
    return all(any(t["pos"] == "NUM" for words in side for t in words) for side in sides)


def _speaks(name: Sequence[Row], side: Side, wordnet: WordNet) -> bool:
    """Is a name the subject of a verb that only tells who says something ("opened" with an object
    tells more, but for the people told, and so does "wrote in the guide")?
    """
    event = event_around(name[0], side)
    if event is None or not _reports(event) or "subject" not in event.roles:
        return False
    told = event.roles.get("object")
    if told is not None and not wordnet.is_a(told.heads[0]["lemma"], "person", "NOUN"):
        return False
    below = side.children.get(event.word["start"], ())
    if any(c["dep"].startswith("obl") and not side.dated(c) for c in below):
        return False
    subject = event.roles["subject"]
    return subject.start <= name[0]["start"] < subject.end


def _told(name: Sequence[Row], side: Side) -> bool:
    """Is it to whom somebody says something ("told Lund", "said to Lund")?"""
    event = event_around(name[0], side)
    if event is None or not _reports(event):
        return False
    addressed = _DONE_TO if event.word["lemma"] in lexicon("addressing") else ("to",)
    fillers = [event.roles[role] for role in addressed if role in event.roles]
    return any(f.heads[0]["start"] in {t["start"] for t in name} for f in fillers)


def _swapped(a: Side, b: Side, context: Context) -> Iterator[Conflict]:
    """A name for another in near-copies: the rest of the sentence says that it is the same place.

    Unlike elsewhere the two need not be known to be of one kind.
    """
    if context.copy is None:
        return
    for difference in own_differences(a, b, context.copy):
        first, second = (
            tuple(t for t in side if t["text"] not in _POSSESSIVES and t["pos"] != "DET")
            for side in difference[:2]
        )
        names = [" ".join(token["text"] for token in tokens) for tokens in (first, second)]
        if not _named(first) or not _named(second):
            continue
        if _quoted(first[0], a) and _quoted(second[0], b):
            continue  # what was said is compared word by word
        one, other = _entity(first, a), _entity(second, b)
        known = one is not None and other is not None
        if not known and _name(first) is None and _name(second) is None:
            continue
        if _only_capital(one, a) or _only_capital(other, b):
            continue
        if (one is not None and one == other) or has_variant(*names):
            continue
        if _still_there(one, first, a, b) or _still_there(other, second, b, a):
            continue
        if may_name_one(names[0], names[1], a, b) or aside(first[0], a) or aside(second[0], b):
            continue
        if contained(first, a, second, b) or any(map(_told, (first, second), (a, b))):
            continue
        if one_place(one, names[0], a, other, names[1], b):
            continue
        if addressed_alike(first, a, second, b, context.wordnet):
            continue
        if one is not None and other is not None and _one_country(a, b, one, other):
            continue
        yield context.conflict(
            "entity",
            "hard",
            0.5,
            f"{names[0]} ≠ {names[1]}",
            span_of(first, a.claim),
            span_of(second, b.claim),
        )


def _only_capital(key: str | None, side: Side) -> bool:
    """Is it perhaps no name but for the capitals that a headline writes any word with?"""
    return side.claim["kind"] == "title" and key is None


def _still_there(key: str | None, name: tuple[Row, ...], here: Side, there: Side) -> bool:
    """Has the other sentence a name as often as this one, its initials, or what it names in other
    words?
    """
    text = " ".join(token["text"] for token in name)
    if any(initials_of(t["text"], text) for t in there.sentence):
        return True
    counts = [(_count(t["text"], here), _count(t["text"], there)) for t in name]
    if any(0 < own <= theirs for own, theirs in counts):
        return True
    return key is not None and key in there.entities and not any(theirs for _, theirs in counts)


def _quoted(token: Row, side: Side) -> bool:
    return any(q["start"] <= token["start"] < q["end"] for q in side.quotations)


def _entity(tokens: tuple[Row, ...], side: Side) -> str | None:
    """The entity that a name names: one so called, or an argument that the name is the head of."""
    text = " ".join(token["text"] for token in tokens)
    for key, row in sorted(side.entities.items()):
        if text in (row["name"], *row["aliases"]):
            return key
    start, end = tokens[0]["start"], tokens[-1]["end"]
    lemmas = {token["lemma"] for token in tokens}
    for argument in side.claim["arguments"]:
        overlaps = argument["start"] < end and start < argument["end"]
        if argument["entity_id"] and overlaps and argument["head"] in lemmas:
            return str(argument["entity_id"])
    return None


def _comparable(a: Side, b: Side, one: str, other: str) -> bool:
    """Two things of one kind, neither of which stands for the other's country."""
    first, second = a.entities.get(one), b.entities.get(other)
    if first is None or second is None or first["label"] != second["label"]:
        return False
    return not _one_country(a, b, one, other)


def _one_country(a: Side, b: Side, one: str, other: str) -> bool:
    first, second = a.entities.get(one), b.entities.get(other)
    if first is None or second is None:
        return False
    return bool(first["country"] and first["country"] == second["country"])


def _mentioned(name: str, side: Side) -> bool:
    return _count(name, side) > 0


def _count(name: str, side: Side) -> int:
    text = side.document["raw_text"][side.claim["sentence_start"] : side.claim["sentence_end"]]
    return len(re.findall(rf"\b{re.escape(name)}\b", text, re.IGNORECASE))


def _governed(a: Side, b: Side, context: Context) -> Iterator[Conflict]:
    """Names that neither document has in common, at the same place of one event or thing.

    "The fire in Sutton" and "the Sulton fire", "arrested in Lyon" and "arrested in Lille": both
    hang on one noun, or on verbs of one meaning with a participant in common.
    """
    for first, x in name_runs(a):
        for second, y in name_runs(b):
            one, other = _entity(first, a), _entity(second, b)
            if one is None or other is None or one == other or not _comparable(a, b, one, other):
                continue
            known = _in_document(a.entities[one], b) or _in_document(b.entities[other], a)
            alike = mistakable(a.entities[one]["name"], b.entities[other]["name"])
            if known and not alike:
                continue
            if context.apart and not alike:
                continue  # on another day it may have been somewhere else
            if not _same_place(x, a, y, b, context):
                continue
            if not alike and _by_whom(x, a.entities[one]) and _by_whom(y, b.entities[other]):
                continue
            if any(_mentioned(t["text"], b) for t in first):
                continue
            if any(_mentioned(t["text"], a) for t in second):
                continue
            names = [" ".join(t["text"] for t in tokens) for tokens in (first, second)]
            if may_name_one(names[0], names[1], a, b) or contained(first, a, second, b):
                continue
            if one_place(one, names[0], a, other, names[1], b):
                continue
            if addressed_alike(first, a, second, b, context.wordnet):
                continue
            variant = has_variant(*names)
            yield context.conflict(
                "entity",
                "soft" if variant else "hard",
                0.35,
                f"{names[0]} ≠ {names[1]}" + (" (spelled otherwise)" if variant else ""),
                span_of(first, a.claim),
                span_of(second, b.claim),
            )


def _by_whom(name: Row, entity: Row) -> bool:
    """Does a body's name tell whose a thing is ("a Sutton Post poll")? Many may have one."""
    return entity["label"] == "ORG" and name["dep"] == "compound"


def _in_document(entity: Row, side: Side) -> bool:
    """Does a document have one of an entity's names?"""
    text = side.document["raw_text"]
    return any(name in text for name in (entity["name"], *entity["aliases"]))


def _same_place(x: Row, a: Side, y: Row, b: Side, context: Context) -> bool:
    """Do two names hang on one noun in the same way, or have they one role in one event?"""
    one, other = a.tokens_at.get(x["head"]), b.tokens_at.get(y["head"])
    if one is None or other is None:
        return False
    first, second = event_around(one, a), event_around(other, b)
    if first is not None and second is not None and first.negated and second.negated:
        return False  # what did not happen to the one need not have happened to the other
    for noun in _nouns(x, one, a):
        for same in _nouns(y, other, b):
            if noun["lemma"] == same["lemma"]:
                if context.score < _SURE or _counted(noun, a) or _counted(same, b):
                    return False
                if x["dep"] == y["dep"] == "compound" and any(map(_several, (noun, same))):
                    return False
                return x["dep"] == y["dep"] or (_of_place(x, a) and _of_place(y, b))
    if first is None or second is None or not same_event(first, second, context.wordnet):
        return False
    roles = _role(x, first), _role(y, second)
    if None in roles or roles[0] != roles[1] or _reports(first) or _reports(second):
        return False
    if _other_figures(a, b):
        return False  # "sold 12 in Sutton", "sold nine in Welby": both may have
    rest = [event._replace(roles={k: f for k, f in event.roles.items() if k != role})
            for event, role in ((first, roles[0]), (second, roles[1]))]  # fmt: skip
    return not at_odds(rest[0], a, rest[1], b, context.wordnet) and not other_time(a, b)


def _other_figures(a: Side, b: Side) -> bool:
    """Count two claims things of one kind, each to another number?"""
    pairs = [
        quantities_meet(p, q)
        for p in a.quantities
        for q in b.quantities
        if (p["kind"], p["unit"], p["counted_lemma"]) == (q["kind"], q["unit"], q["counted_lemma"])
        and p["counted_lemma"] is not None
    ]
    return bool(pairs) and not all(pairs)


def _nouns(name: Row, above: Row, side: Side) -> list[Row]:
    """The nouns that a name may hang on: the one above it, and the one before its preposition.

    What a preposition belongs to ("spoke at an event in Sutton") is what parsers get wrong most.
    """
    words = list(side.sentence)
    cases = [c for c in side.children.get(name["start"], ()) if c["lemma"] in _WHERE]
    before = [words[i] for case in cases for i in [words.index(case) - 1] if i >= 0]
    return [word for word in (above, *before) if word["pos"] == "NOUN"]


def _counted(noun: Row, side: Side) -> bool:
    below = side.children.get(noun["start"], ())
    return any(c["pos"] == "NUM" and not side.dated(c) for c in below)


def _several(noun: Row) -> bool:
    """Is it a plural? Of several ("Sutton films") there may be others beside them."""
    text = noun["text"].lower()
    return bool(text != noun["lemma"] and text.endswith("s"))


def _of_place(name: Row, side: Side) -> bool:
    """Does it say where: "the Sutton fire", "the fire in Sutton"?"""
    below = side.children.get(name["start"], ())
    cases = {c["lemma"] for c in below if c["dep"] == "case"}
    return name["dep"] == "compound" or bool(cases & _WHERE)


def _role(name: Row, event: Event) -> str | None:
    """The role of an event that a name fills."""
    heads = ((role, head) for role, filler in event.roles.items() for head in filler.heads)
    return next((role for role, head in heads if head["start"] == name["start"]), None)


def _reports(event: Event) -> bool:
    """Does it only tell who says something?"""
    return event.word["lemma"] in cues.lexicon().verbs
