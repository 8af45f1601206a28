"""How many of them and which of them: quantifiers, populations; how sure, is in certainty."""

import re
from collections.abc import Iterator, Sequence

from crosscheck.claims.lexicons import lexicon
from crosscheck.consistency.comparers import certainty
from crosscheck.consistency.comparers.base import (
    Conflict,
    Context,
    align_words,
    brief,
    circumstance,
    own_differences,
    shown,
    span_of,
)
from crosscheck.consistency.events import (
    Filler,
    events,
    events_of,
    one_event,
)
from crosscheck.consistency.figures.counting import counted_noun
from crosscheck.consistency.occasions import at_odds, of_one_name
from crosscheck.consistency.relatedness import related
from crosscheck.consistency.sides import Row, Side
from crosscheck.consistency.superlatives import outdone, superlatives
from crosscheck.consistency.values import quantities_meet

_NEAR_COPY = 0.6
_TELLING = 4
_ENDS = ("low", "high")
_MANY, _MAGNITUDE = 10, 5
_OWN, _VERBATIM = 0.75, 0.9
_MARKS = "\"'“”‘’«»"


def compare(a: Side, b: Side, context: Context) -> Iterator[Conflict]:
    """Some against all, could against will, civilians against civilians and soldiers."""
    yield from _populations(a, b, context)
    yield from _members(a, b, context)
    covered = list(_fillers(a, b, context)) or list(_anybody(a.whole, b.whole, context))
    yield from covered
    yield from _superlatives(a.whole, b.whole, context)
    yield from certainty.compare(a, b, context)
    yield from list(_own_words(a, b, context)) or _own_words(a.whole, b.whole, context)
    if not covered:
        yield from _quantifiers(a, b, context)


def _own_words(a: Side, b: Side, context: Context) -> Iterator[Conflict]:
    """What one outlet quotes, the other states as its own in nearly the same words."""
    kinds = a.claim["kind"], b.claim["kind"]
    if set(kinds) != {"quoted", "statement"}:
        return
    quoted, stated = (a, b) if kinds[0] == "quoted" else (b, a)
    shared = _common_words(quoted) & _common_words(stated)
    if not _OWN <= align_words(a, b).shared < _VERBATIM:
        return  # word for word: rather quotation marks that were not found than another claim
    if stated.quotations or stated.claim["source_text"] or len(shared) < _TELLING:
        return
    if _marked(stated) or circumstance(stated):
        return
    if quoted.claim["polarity"] != stated.claim["polarity"]:
        return  # something else is said of the same
    said = f"quoted from {quoted.claim['source_text'] or 'a source'}"
    words = [said if side is quoted else "stated as the outlet's own" for side in (a, b)]
    yield context.conflict(
        "scope",
        "soft",
        0.3,
        f"{words[0]} ≠ {words[1]}",
        span_of([], a.claim),
        span_of([], b.claim),
    )


def _marked(side: Side) -> bool:
    """Does its sentence have a quotation mark at either end: is it a quotation that was missed?"""
    text = side.document["raw_text"]
    start, end = side.claim["sentence_start"], side.claim["sentence_end"]
    return any(mark in text[max(start - 1, 0) : start + 1] + text[end - 1 : end + 1]
               for mark in _MARKS)  # fmt: skip


def _common_words(side: Side) -> set[str]:
    """Its content lemmas that are no names."""
    return {t["lemma"] for t in side.claim["tokens"] if t["pos"] != "PROPN"} & side.lemmas


def _members(a: Side, b: Side, context: Context) -> Iterator[Conflict]:
    """Some members of a body against the body itself: "several Alpine states" ≠ "the Alps"."""
    for part, whole, swapped in ((a, b, False), (b, a, True)):
        first, second = part.argument("subject"), whole.argument("subject")
        if first is None or second is None or second["entity_id"] is None:
            continue
        if first["entity_id"] == second["entity_id"] or not _same_deed(a, b):
            continue
        body = whole.entities.get(second["entity_id"]) or whole.speakers.get(second["entity_id"])
        words = [t for t in part.sentence if first["start"] <= t["start"] < first["end"]]
        heads = {t["start"] for t in words if t["lemma"] == first["head"]}
        if body is None or not any(
            _class(t) == "quantifier_some" and {t["start"], t["head"]} & heads for t in words
        ):
            continue
        if not any(name in first["text"] for name in (body["name"], *body["aliases"])):
            continue
        sides = [
            (first["text"], (first["start"], first["end"])),
            (second["text"], (second["start"], second["end"])),
        ]
        (one, span), (other, other_span) = reversed(sides) if swapped else sides
        yield context.conflict("scope", "soft", 0.4, f"{one} ≠ {other}", span, other_span)


def _same_deed(a: Side, b: Side) -> bool:
    """One object, or mostly the same words."""
    first, second = a.argument("object"), b.argument("object")
    if first is not None and second is not None and first["head"] == second["head"]:
        return True
    return align_words(a, b).shared >= _NEAR_COPY


def _fillers(a: Side, b: Side, context: Context) -> Iterator[Conflict]:
    """One event, a role of which takes part of a thing here and the whole of it there.

    Also with another quantifier before it, or with others beside it ("gulls" ≠ "gulls and terns").
    What is told of another day may be another deed.
    """
    if context.apart and context.copy is None:
        return
    for x in events(a):
        for y in events(b):
            if not one_event(x, y, context.wordnet):
                continue
            for role in sorted(x.roles.keys() & y.roles.keys()):
                severity = _narrower(x.roles[role], y.roles[role], a, b, context)
                if severity is None or at_odds(x, a, y, b, context.wordnet):
                    continue
                spans = [(f.start, f.end) for f in (x.roles[role], y.roles[role])]
                yield context.conflict(
                    "scope",
                    severity,
                    0.35,
                    f"{shown(a, spans[0])} ≠ {shown(b, spans[1])}",
                    *spans,
                )


def _anybody(a: Side, b: Side, context: Context) -> Iterator[Conflict]:
    """One deed, done to some here and to anybody there: "closed to cyclists" ≠ "to everyone"."""
    for x in events(a):
        for y in events(b):
            if not one_event(x, y, context.wordnet):
                continue
            for role in sorted(x.roles.keys() & y.roles.keys() - {"subject"}):
                fillers = x.roles[role], y.roles[role]
                anybody = [f.heads[0]["lemma"] in lexicon("anybody") for f in fillers]
                if not any(anybody) or not any(_some(f) for f in fillers):
                    continue
                spans = [(f.start, f.end) for f in fillers]
                yield context.conflict(
                    "scope",
                    "soft",
                    0.35,
                    f"{shown(a, spans[0])} ≠ {shown(b, spans[1])}",
                    *spans,
                )


def _some(filler: Filler) -> bool:
    """Is it one kind of people or things, and nothing beside it ("and others")?"""
    return len(filler.heads) == 1 and filler.heads[0]["pos"] == "NOUN"


def _superlatives(a: Side, b: Side, context: Context) -> Iterator[Conflict]:
    """The most of all here, the most of fewer there: "the world's largest" ≠ "the country's".

    Also with other company ("the largest", "one of the largest") or with others counted in ("the
    first women in the league", "the first European women").
    """
    yield from _outdone(a, b, context)
    if not a.entities.keys() & b.entities.keys():
        return
    for x in superlatives(a):
        for y in superlatives(b):
            if not x.of_one_rank(y, context.wordnet) or not x.differs(y, context.wordnet):
                continue
            spans = (x.start, x.end), (y.start, y.end)
            yield context.conflict(
                "scope",
                "soft",
                0.35,
                f"{shown(a, spans[0])} ≠ {shown(b, spans[1])}",
                *spans,
            )


def _outdone(a: Side, b: Side, context: Context) -> Iterator[Conflict]:
    """The most so here, and one of many such there: "the biggest mistake" ≠ "a big mistake".

    Who judges it may differ from another who does.
    """
    if len({side.claim["source_entity_id"] for side in (a, b)} - {None}) > 1:
        return
    for side, other in ((a, b), (b, a)):
        for x in superlatives(side):
            word = outdone(x, side, other)
            if word is None:
                continue
            spans = [(x.start, x.end), (word["start"], word["end"])]
            names = [shown(side, spans[0]), f"only {word['text']}"]
            step = 1 if side is a else -1
            yield context.conflict("scope", "soft", 0.35, " ≠ ".join(names[::step]), *spans[::step])


def _narrower(first: Filler, second: Filler, a: Side, b: Side, context: Context) -> str | None:
    """How much it matters (hard, soft) that one filler covers less than the other; None: equal.

    Who names one more thing contradicts nobody, unless the sentence is a near-copy otherwise.
    """
    if first.heads[0]["lemma"] == second.heads[0]["lemma"] or of_one_name(first, a, second, b):
        nouns = _nouns(a) & _nouns(b)  # told on both sides, however the sentence is built
        part = first.part or second.part
        if (first.part is None) != (second.part is None) and part and part["lemma"] not in nouns:
            wholes = (second, b, a) if first.part else (first, a, b)
            named = any(map(_of_a_place, (first, second), (a, b)))
            return None if named or _no_whole(wholes[0], part, wholes[1]) else "hard"
        common = [
            {h["lemma"] for h in f.heads if h["pos"] == "NOUN" and not _numbered(h, f, side)}
            for f, side in ((first, a), (second, b))
        ]
        names = any(h["pos"] == "PROPN" for f in (first, second) for h in f.heads)
        more = common[0] ^ common[1]
        one_more = common[0] < common[1] or common[1] < common[0]
        told = all(_spelled(noun, a) and _spelled(noun, b) for noun in more)
        if context.copy is not None and one_more and not names and not told:
            return "soft"
        quantifiers = _quantifier(first, a), _quantifier(second, b)
        if _SOME_OF in quantifiers:  # it may be most of them
            return "hard" if "quantifier_all" in quantifiers else None
        return "soft" if "" not in quantifiers and quantifiers[0] != quantifiers[1] else None
    return None


def _no_whole(whole: Filler, part: Row, side: Side) -> bool:
    """Is what stands against a part of a thing not all of it?

    So with the same fraction in other words ("half the roof", "half of the roof"), and one of a
    kind ("a life", "the rest of his life").
    """
    below = side.children.get(whole.heads[0]["start"], ())
    told = any(t["lemma"] == part["lemma"] for t in side.sentence)
    return told or any(c["lemma"] in {"a", "an"} for c in below)


def _of_a_place(filler: Filler, side: Side) -> bool:
    """Has it a place's name ("Sutton island")? A place is hit where a part of it is."""
    rows = (row for row in side.entities.values() if row["label"] in {"GPE", "LOC"})
    places = {word for row in rows for word in row["name"].split()}
    head = filler.heads[0]
    below = side.children.get(head["start"], ())
    return any(t["text"] in places for t in (head, *below) if t["pos"] == "PROPN")


def _numbered(head: Row, filler: Filler, side: Side) -> bool:
    """Is it something coordinated that has a number of its own: "10 gulls and two terns"?"""
    return head is not filler.heads[0] and _own_number(head, side)


def _own_number(noun: Row, side: Side) -> bool:
    """Has it a number of its own, as "a" is one?"""
    below = side.children.get(noun["start"], ())
    return any(c["pos"] == "NUM" or c["lemma"] in {"a", "an"} for c in below)


def _has_and(word: Row, side: Side) -> bool:
    return any(c["dep"] == "cc" for c in side.children.get(word["start"], ()))


def _spelled(noun: str, side: Side) -> bool:
    """Has its sentence the noun, in one word or two ("workforce", "work force")?"""
    return noun in _nouns(side) or noun in "".join(t["text"] for t in side.sentence).lower()


def _nouns(side: Side) -> set[str]:
    return {token["lemma"] for token in side.sentence if token["pos"] == "NOUN"}


def _quantifier(filler: Filler, side: Side) -> str:
    """The class of its quantifier; "some of" for a number of them ("seven of the eight boats")."""
    told = filler.quantifier
    words = [] if told is None else [told, *side.children.get(told["start"], ())]
    words += side.children.get(filler.heads[0]["start"], ())
    none = _SOME_OF if told is not None and told["pos"] == "NUM" else ""
    return next((name for word in words if (name := _class(word))), none)


def _quantifiers(a: Side, b: Side, context: Context) -> Iterator[Conflict]:
    """Quantifiers before one and the same noun: "several towns" against "all towns"."""
    replaced = list(_replaced(a, b, context))
    for x, y in replaced:
        yield context.conflict(
            "scope",
            "soft",
            0.3,
            f"{x['text']} ≠ {y['text']}",
            span_of([x], a.claim),
            span_of([y], b.claim),
        )
    if replaced or context.apart or align_words(a, b).shared < _NEAR_COPY:
        return
    first, second = _quantified(a), _quantified(b)
    for noun in sorted(first.keys() & second.keys()):
        (x, one), (y, other) = first[noun], second[noun]
        classes = _class(x), _class(y)
        if classes[0] == classes[1] or "" in classes:
            continue
        yield context.conflict(
            "scope",
            "soft",
            0.3,
            f"{x['text']} {one['text']} ≠ {y['text']} {other['text']}",
            span_of([x], a.claim),
            span_of([y], b.claim),
        )


def _replaced(a: Side, b: Side, context: Context) -> Iterator[tuple[Row, Row]]:
    """Words for how many or how often that stand for each other at one place of near-copies
    ("most", "few"; "always", "sometimes").
    """
    if context.copy is None:
        return
    for difference in own_differences(a, b, context.copy):
        if len(difference.a) != len(difference.b) or not brief(difference):
            continue
        for x, y in zip(difference.a, difference.b, strict=True):
            if any(found(x) and found(y) and found(x) != found(y) for found in (_class, _often)):
                yield x, y


_SOME_OF = "some of"
_CLASSES = ("quantifier_all", "quantifier_most", "quantifier_some", "quantifier_none")
_FREQUENCIES = ("frequency_always", "frequency_often", "frequency_sometimes", "frequency_seldom")


def _class(token: Row) -> str:
    return next((name for name in _CLASSES if token["text"].lower() in lexicon(name)), "")


def _often(token: Row) -> str:
    return next((name for name in _FREQUENCIES if token["text"].lower() in lexicon(name)), "")


def _quantified(side: Side) -> dict[str, tuple[Row, Row]]:
    """Lemma of a noun → the quantifier before it, and the noun."""
    tokens: Sequence[Row] = side.claim["tokens"]
    found: dict[str, tuple[Row, Row]] = {}
    for i, token in enumerate(tokens):
        if not _class(token):
            continue
        for later in tokens[i + 1 : i + 5]:
            if later["pos"] in {"NOUN", "PROPN"}:
                found.setdefault(later["lemma"], (token, later))
                break
    return found


def _populations(a: Side, b: Side, context: Context) -> Iterator[Conflict]:
    """One figure that counts "passengers" here, and "passengers and crew" or "people" there."""
    for p in a.quantities:
        for q in b.quantities:
            same = p["kind"] == q["kind"] == "count" and quantities_meet(p, q)
            one_figure = same and any(p[end] is not None and p[end] == q[end] for end in _ENDS)
            if not one_figure or p["low"] is None or p["low"] < _MANY:
                continue
            first, second = _counted(p, a), _counted(q, b)
            if (first - second) & _nouns(b) or (second - first) & _nouns(a):
                continue  # told on both sides, however the sentence is built
            if not first or not second or not _wider(first, second, context):
                continue
            if not first & second and not (_vague(p) and _vague(q)):
                continue  # "60 people", "60 passengers": one group in two words
            if not first & second and not _one_deed(p, a, q, b, context):
                continue  # there are dozens of everybody
            names = [" and ".join(sorted(heads)) for heads in (first, second)]
            yield context.conflict(
                "scope",
                "hard" if first & second else "soft",
                0.3,
                f"{p['text']} ({names[0]}) ≠ {q['text']} ({names[1]})",
                (p["start"], p["end"]),
                (q["start"], q["end"]),
            )


def _one_deed(p: Row, a: Side, q: Row, b: Side, context: Context) -> bool:
    """Is something said of both figures that is nearly the same?"""
    words = [[event.word for event in events_of(x, side)] for x, side in ((p, a), (q, b))]
    return any(
        x["pos"] == "VERB" and related(context.wordnet, x, y) for x in words[0] for y in words[1]
    )


_ROUND = re.compile(r"\b(tens|hundreds|thousands|millions|billions)\b", re.IGNORECASE)


def _vague(quantity: Row) -> bool:
    """Only an order of magnitude: "thousands", "tens of thousands"? "More than 30" is none."""
    low, high = quantity["low"], quantity["high"]
    if high is None and _ROUND.search(quantity["text"]):
        return True  # "over tens of thousands"
    return low is not None and high is not None and high >= _MAGNITUDE * low


def _wider(first: frozenset[str], second: frozenset[str], context: Context) -> bool:
    """Does one count strictly more kinds than the other, or people where it counts some people?"""
    if first < second or second < first:
        return True
    general = lexicon("people")
    if bool(first & general) == bool(second & general) or first & second:
        return False
    specific = first if second & general else second
    return all(context.wordnet.is_a(noun, "person", "NOUN") for noun in specific)


def _counted(quantity: Row, side: Side) -> frozenset[str]:
    """The nouns that a figure counts: the head and what is coordinated with it."""
    head = counted_noun(quantity, side)
    if head is None:
        return frozenset()
    below = side.children.get(head["start"], ())
    joined = [c for c in below if c["dep"] == "conj"]
    last = max((i for i, c in enumerate(joined) if _has_and(c, side)), default=-1)
    conjuncts = [c for c in joined[: last + 1] if not _own_number(c, side)]
    nouns = [c for c in conjuncts if c["pos"] == "NOUN" and not _of_more(c, side)]
    return frozenset([head["lemma"], *(c["lemma"] for c in nouns)])


def _of_more(noun: Row, side: Side) -> bool:
    """Does "of" follow: "the loss of 12 boats and destruction of nets"?"""
    return any(t["lemma"] == "of" and t["start"] == noun["end"] + 1 for t in side.sentence)
