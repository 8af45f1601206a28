"""How many of them, which of them, and how sure: quantifiers, populations and modality."""

import re
from collections.abc import Iterator, Sequence

from crosscheck.claims.lexicons import lexicon
from crosscheck.consistency.comparers.base import (
    Conflict,
    Context,
    align_words,
    brief,
    counted_noun,
    own_differences,
    related,
    shown,
    span_at,
    span_of,
)
from crosscheck.consistency.events import (
    Event,
    Filler,
    event_of,
    events,
    events_of,
    same_deed,
    same_event,
    same_state,
    states,
)
from crosscheck.consistency.occasions import at_odds, other_time
from crosscheck.consistency.sides import Row, Side
from crosscheck.consistency.superlatives import superlatives
from crosscheck.consistency.values import quantities_meet

_NEAR_COPY = 0.6
_TELLING = 4
_ENDS = ("low", "high")
_MANY, _MAGNITUDE = 10, 5
_OWN, _VERBATIM = 0.75, 0.9
_MARKS = "\"'“”‘’«»"
_UNSURE, _SURE = frozenset({"possible", "likely"}), frozenset({"asserted", "future", "unreal"})


def compare(a: Side, b: Side, context: Context) -> Iterator[Conflict]:
    """Some against all, could against will, civilians against civilians and soldiers."""
    yield from _populations(a, b, context)
    yield from _members(a, b, context)
    covered = list(_fillers(a, b, context)) or list(_anybody(a.whole, b.whole, context))
    yield from covered
    yield from _superlatives(a.whole, b.whole, context)
    yield from list(_modals(a, b, context)) or _hedge_added(a, b, context)
    yield from list(_own_words(a, b, context)) or _own_words(a.whole, b.whole, context)
    if not covered and align_words(a, b).shared >= _NEAR_COPY:
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
    if _marked(stated) or _circumstance(stated):
        return
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


def _circumstance(side: Side) -> bool:
    """Is the claim only a clause that tells when or why ("after the dam broke")?"""
    own = {token["start"] for token in side.claim["tokens"]}
    return any(t["dep"] == "advcl" and t["head"] not in own for t in side.claim["tokens"])


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
        if body is None or not any(_class(t) == "quantifier_some" for t in words):
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
    """
    for x in events(a):
        for y in events(b):
            if not _one_event(x, y, context):
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


def _one_event(x: Event, y: Event, context: Context) -> bool:
    return same_event(x, y, context.wordnet) or same_deed(x, y, context.wordnet)


def _anybody(a: Side, b: Side, context: Context) -> Iterator[Conflict]:
    """One deed, done to some here and to anybody there: "closed to cyclists" ≠ "to everyone"."""
    for x in events(a):
        for y in events(b):
            if not _one_event(x, y, context):
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


def _narrower(first: Filler, second: Filler, a: Side, b: Side, context: Context) -> str | None:
    """How much it matters (hard, soft) that one filler covers less than the other; None: equal.

    Who names one more thing contradicts nobody, unless the sentence is a near-copy otherwise.
    """
    if first.heads[0]["lemma"] == second.heads[0]["lemma"]:
        nouns = _nouns(a) & _nouns(b)  # told on both sides, however the sentence is built
        part = first.part or second.part
        if (first.part is None) != (second.part is None) and part and part["lemma"] not in nouns:
            return "hard"
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


def _numbered(head: Row, filler: Filler, side: Side) -> bool:
    """Is it something coordinated that has a number of its own: "10 gulls and two terns"?"""
    return head is not filler.heads[0] and _own_number(head, side)


def _own_number(noun: Row, side: Side) -> bool:
    below = side.children.get(noun["start"], ())
    return any(c["pos"] == "NUM" for c in below)


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


def _modals(a: Side, b: Side, context: Context) -> Iterator[Conflict]:
    """One event or state, told as possible or likely here and as a fact there."""
    if context.copy is None and (context.apart or other_time(a, b)):
        return  # it may have become a fact in between
    for x in (*events(a), *states(a)):
        for y in (*events(b), *states(b)):
            kinds = {x.modality, y.modality}
            if len(kinds) == 1 or not kinds & _UNSURE or not kinds & _SURE:
                continue
            if x.negated != y.negated or _other_person(x, y):  # "could not": no doubt is left
                continue
            one = _one_event(x, y, context) or same_state(x, y, context.wordnet)
            if not one or at_odds(x, a, y, b, context.wordnet):
                continue
            if (_to_come(x, a) and _past(y, b)) or (_to_come(y, b) and _past(x, a)):
                continue  # "may test one" is told before "tested one", or of another
            words = [_cue(event, side) for event, side in ((x, a), (y, b))]
            if _has(b, words[0]) or _has(a, words[1]):
                continue  # said on both sides, however the sentence is built
            names = [
                f"{word['text']} {_told(event, side)}"
                if word
                else f"{_told(event, side)} (as a fact)"
                for word, event, side in zip(words, (x, y), (a, b), strict=True)
            ]
            spans = [
                span_of([word or event.word], side.claim)
                for word, event, side in zip(words, (x, y), (a, b), strict=True)
            ]
            yield context.conflict(
                "scope",
                "soft",
                0.35,
                f"{names[0]} ≠ {names[1]}",
                *spans,
            )


def _to_come(event: Event, side: Side) -> bool:
    """Is it possible for the time to come ("may fall"), not for the past ("may have fallen")?"""
    auxiliaries = [
        c["lemma"] for c in side.children.get(event.word["start"], ()) if c["dep"] == "aux"
    ]
    return auxiliaries in (["may"], ["might"])


def _past(event: Event, side: Side) -> bool:
    """Is it told in the past ("fell", "was felled")?"""
    below = side.children.get(event.word["start"], ())
    auxiliaries = {c["text"].lower() for c in below if c["dep"].startswith("aux")}
    form = event.word["text"].lower()
    inflected = form != event.word["lemma"].partition("_")[0] and not form.endswith(("s", "ing"))
    return inflected and auxiliaries <= {"was", "were", "had"}


def _told(event: Event, side: Side) -> str:
    """The word of an event; of a state, all from the verb "be" on ("be out of order")."""
    below = side.children.get(event.word["start"], ())
    start = min((c["start"] for c in below if c["dep"] == "cop"), default=event.word["start"])
    return shown(side, (min(start, event.word["start"]), event.word["end"]))


def _has(side: Side, word: Row | None) -> bool:
    """Does a word stand in the sentence, in a claim or not?"""
    if word is None:
        return False
    text = side.document["raw_text"][side.claim["sentence_start"] : side.claim["sentence_end"]]
    return word["text"].lower() in re.findall(r"\w+", text.lower()) or any(
        t["lemma"] == word["lemma"] for t in side.sentence
    )


def _other_person(x: Event, y: Event) -> bool:
    """Are both told of somebody that only a pronoun names, and not the same one ("I", "he")?"""
    if "subject" not in x.roles or "subject" not in y.roles:
        return False
    one, other = (event.roles["subject"].heads[0] for event in (x, y))
    return one["pos"] == other["pos"] == "PRON" and one["lemma"] != other["lemma"]


def _hedge_added(a: Side, b: Side, context: Context) -> Iterator[Conflict]:
    """Near-copies one of which has a hedge more ("reportedly", "may")."""
    if context.copy is None:
        return
    for difference in own_differences(a, b, context.copy):
        first, second = _hedges(difference.a), _hedges(difference.b)
        if len(first) + len(second) != 1 or not brief(difference):
            continue
        if len(_hedges(a.sentence)) == len(_hedges(b.sentence)):
            continue
        hedge = (first or second)[0]
        sides = (a, b) if first else (b, a)
        if _has(sides[1], hedge):
            continue
        if _sought(hedge, sides[0]) or any(_unsettled(hedge, sides[0], side) for side in sides):
            continue
        names = [f"“{hedge['text']}”", "stated as a fact"]
        yield context.conflict(
            "scope",
            "soft",
            0.4,
            " ≠ ".join(names if first else names[::-1]),
            span_of(first, _extent(span_at(a, difference.a_at))),
            span_of(second, _extent(span_at(b, difference.b_at))),
        )


def _unsettled(hedge: Row, side: Side, either: Side) -> bool:
    """Is what a hedge hedges only wished, planned or asked for on either side?

    "May leave" and "is asked to leave", "nobody knows how many may have left".
    """
    hedged = side.tokens_at.get(hedge["head"])
    return hedged is not None and any(
        event_of(token, either).modality in {"intended", "open"}
        for token in either.sentence
        if token["pos"] == "VERB" and token["lemma"] == hedged["lemma"]
    )


def _sought(hedge: Row, side: Side) -> bool:
    """Does it hedge what something is done for ("searched for possible leaks")?"""
    below = side.children.get(hedge["head"], ())
    return hedge["dep"] == "amod" and any(c["dep"] == "case" and c["lemma"] == "for" for c in below)


def _hedges(tokens: Sequence[Row]) -> list[Row]:
    words = lexicon("modal_possible") | lexicon("modal_likely")
    return [t for t in tokens if t["lemma"] in words and t["pos"] in {"ADV", "AUX", "ADJ"}]


def _extent(span: tuple[int, int]) -> Row:
    return {"start": span[0], "end": span[1]}


def _cue(event: Event, side: Side) -> Row | None:
    """The word that makes an event's modality."""
    if event.modality not in _UNSURE:
        return None
    near = [*side.children.get(event.word["start"], ()), side.tokens_at.get(event.word["head"])]
    words = lexicon(f"modal_{event.modality}")
    return next((t for t in near if t is not None and t["lemma"] in words), None)


def _quantifiers(a: Side, b: Side, context: Context) -> Iterator[Conflict]:
    """Quantifiers before one and the same noun: "several towns" against "all towns"."""
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


_SOME_OF = "some of"
_CLASSES = ("quantifier_all", "quantifier_most", "quantifier_some", "quantifier_none")


def _class(token: Row) -> str:
    return next((name for name in _CLASSES if token["text"].lower() in lexicon(name)), "")


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
