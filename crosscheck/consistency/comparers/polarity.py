"""Yes against no: one predicate affirmed and denied, or two opposite predicates."""

from collections.abc import Iterator, Sequence

from crosscheck.claims.lexicons import lexicon
from crosscheck.consistency.comparers.base import (
    Conflict,
    Context,
    Doubt,
    align_words,
    brief,
    own_differences,
    span_at,
    span_of,
)
from crosscheck.consistency.deeds import deeds
from crosscheck.consistency.denials import contradict, corrects, limited, narrower, until_then
from crosscheck.consistency.events import Event, able, event_around, event_of, events, same_event
from crosscheck.consistency.occasions import (
    at_odds,
    doers,
    earlier,
    long_ago,
    other_names,
    other_time,
    same_role,
)
from crosscheck.consistency.relatedness import other_content
from crosscheck.consistency.sides import Row, Side
from crosscheck.language.numerals import numerals

_SHARED = 0.5
_FEWEST = 2
# Claims of at least this likelihood surely speak of one thing.
_SURE = 0.6
_NOT_SO = frozenset({"unreal", "intended", "open"})
_OPPOSED = frozenset({"VERB", "ADJ", "NOUN", "ADV"})


def compare(a: Side, b: Side, context: Context) -> Iterator[Conflict | Doubt]:
    """An event denied here and affirmed there; antonyms at the same place of near-copies."""
    denied = list(_denied(a, b, context)) or list(_negator_added(a, b, context))
    yield from denied or list(_denied_deed(a, b, context)) or _antonyms(a, b, context)


def _denied(a: Side, b: Side, context: Context) -> Iterator[Conflict | Doubt]:
    """One verb with one subject or object, negated on one side alone.

    What either side says both ways ("she always listens, but never obeys") is no denial of the
    other, and a condition or a wish denies nothing. What had not happened yet may have happened
    since.
    """
    if context.copy is None and (context.apart or other_time(a, b) or long_ago(a) != long_ago(b)):
        return
    sure = context.copy is not None or context.score >= _SURE
    first, second = events(a), events(b)
    for x in first:
        for y in second:
            if x.negated == y.negated or {x.modality, y.modality} & _NOT_SO:
                continue
            if (x.modality == "future") != (y.modality == "future"):  # before, and from now on
                continue
            if "necessary" in {x.modality, y.modality} and _of_two_sources(a, b):
                continue  # what need be done is an opinion of each
            if not same_event(x, y, context.wordnet):
                continue
            both_ways = _said(x, first) == {True, False} or _said(y, second) == {True, False}
            if at_odds(x, a, y, b, context.wordnet) or until_then(x, a, b) or until_then(y, b, a):
                continue
            if other_content(x, a, y, b, context.wordnet):
                continue
            if x.word["lemma"] != y.word["lemma"] and not x.core & y.core:
                continue
            if _of_another(x, a, y, b, context):
                continue
            if both_ways or not _share_role(x, y, context) or corrects(x, a) or corrects(y, b):
                continue
            if not sure and _objects_differ(x, a, y, b):
                continue
            yield _yes_or_no((x.word, x.negated), a, (y.word, y.negated), b, context)


def _of_another(x: Event, a: Side, y: Event, b: Side, context: Context) -> bool:
    """Can both be so: it is denied of somebody else, on one occasion or in one way only, or it is
    merely possible?
    """
    denied, here, affirmed, there = (x, a, y, b) if x.negated else (y, b, x, a)
    return (
        other_names(x, a, y, b)
        or (context.copy is None and (_by_anybody(x, a) or _by_anybody(y, b)))
        or (_possible(affirmed, there) and not _possible(denied, here))
        or limited(denied, here)
        or narrower(denied, here, affirmed, there, context.wordnet)
        or other_content(x, a, y, b, context.wordnet)
    )


def _by_anybody(event: Event, side: Side) -> bool:
    """Does a gerund leave open who does it, or whether anybody did ("not singing is a sin")?"""
    gerund = event.word["pos"] == "VERB" and event.word["text"].endswith("ing")
    return gerund and not doers(event, side)


def _possible(event: Event, side: Side) -> bool:
    """Is it told to be possible, or what can be done ("can only be passed by …")?"""
    return event.modality == "possible" or able(event, side)


def _of_two_sources(a: Side, b: Side) -> bool:
    """Does either side tell it by a source that is not known to be the other's as well?"""
    known = {side.claim["source_entity_id"] for side in (a, b)}
    return any(side.claim["source_text"] for side in (a, b)) and (len(known) > 1 or None in known)


def _denied_deed(a: Side, b: Side, context: Context) -> Iterator[Conflict | Doubt]:
    """A deed that ties the claims, denied of everybody or in a noun ("released without charge");
    in claims that surely speak of one thing, one that is denied of everybody.
    """
    tied = "denied deed" in context.tied
    if context.apart or not (tied or context.score >= _SURE):
        return
    for x in deeds(a):
        for y in deeds(b):
            told = tied or x.everybody or y.everybody
            if "compound" in {x.word["dep"], y.word["dep"]}:
                continue  # "a campaign rally" does not affirm that it is a campaign
            if not told or _of_another(x.event, a, y.event, b, context):
                continue
            if contradict(x, a, y, b, context.wordnet):
                yield _yes_or_no((x.word, x.denied), a, (y.word, y.denied), b, context)


def _yes_or_no(
    x: tuple[Row, bool], a: Side, y: tuple[Row, bool], b: Side, context: Context
) -> Conflict | Doubt:
    """The conflict of two words, one of which is denied; a doubt if it was denied "yet", before the
    other document was published.
    """
    for (_, denied), here, there in ((x, a, b), (y, b, a)):
        if denied and any(t["lemma"] == "yet" for t in here.sentence) and earlier(here, there):
            return Doubt(f"it may have come since {here.document['outlet']} denied it")
    names = [f"{'not ' if denied else ''}{word['text']}" for word, denied in (x, y)]
    spans = span_of([x[0]], a.claim), span_of([y[0]], b.claim)
    return context.conflict("polarity", "hard", 0.45, " ≠ ".join(names), *spans)


def _negator_added(a: Side, b: Side, context: Context) -> Iterator[Conflict]:
    """Near-copies one of which has a negator more: whatever it negates, the other affirms."""
    if context.copy is None:
        return
    for difference in own_differences(a, b, context.copy):
        first, second = _negators(difference.a), _negators(difference.b)
        if len(first) + len(second) != 1 or _balanced(a, b) or not brief(difference):
            continue
        negator, (side, place) = (
            (first[0], (b, difference.b_at)) if first else (second[0], (a, difference.a_at))
        )
        sides = (a, b) if first else (b, a)
        if _adds(negator, *sides):
            continue
        denied = event_around(negator, sides[0])
        if denied is not None and until_then(denied, *sides):
            continue
        affirmed = span_at(side, place)
        words = f"“{negator['text']}” is said here, and not there"
        spans = (negator["start"], negator["end"]), affirmed
        yield context.conflict(
            "polarity",
            "hard",
            0.5,
            words if first else f"“{negator['text']}” is not said here, but there",
            *(spans if first else spans[::-1]),
        )


def _adds(negator: Row, side: Side, other: Side) -> bool:
    """Does "without" only add what the other side does not speak of ("left without paying")?"""
    excluded = side.tokens_at.get(negator["head"], negator)
    spoken_of = any(t["lemma"] == excluded["lemma"] for t in other.sentence)
    return negator["lemma"] == "without" and not spoken_of


def _negators(tokens: Sequence[Row]) -> list[Row]:
    none = lexicon("quantifier_none")
    return [
        token
        for token in tokens
        if token["text"].lower() in lexicon("negators")
        or (token["text"].lower() in none and token["pos"] != "INTJ")
    ]


def _balanced(a: Side, b: Side) -> bool:
    """Are both sentences negated equally often?"""
    return len(_negators(a.sentence)) == len(_negators(b.sentence))


def _said(event: Event, others: Sequence[Event]) -> set[bool]:
    return {other.negated for other in others if other.word["lemma"] == event.word["lemma"]}


def _share_role(x: Event, y: Event, context: Context) -> bool:
    """Is a role filled with the same noun, or one near it, or are most of the fewer participants
    the same?
    """
    for role in x.roles.keys() & y.roles.keys():
        one, other = x.roles[role].heads[0], y.roles[role].heads[0]
        if one["lemma"] == other["lemma"] and one["pos"] != "PRON":
            return True
        if one["pos"] == other["pos"] == "NOUN" and context.wordnet.near(
            one["lemma"], other["lemma"], "NOUN"
        ):
            return True
    fewer = min(len(x.participants), len(y.participants))
    return len(x.participants & y.participants) >= max(_FEWEST, fewer / 2)


def _of_one(x: Event, a: Side, y: Event, b: Side) -> bool:
    """Are both said of one subject, or done to one object by whomever?"""
    return same_role("subject", x, a, y, b) or (
        "subject" not in x.roles.keys() | y.roles.keys() and same_role("object", x, a, y, b)
    )


def _objects_differ(x: Event, a: Side, y: Event, b: Side) -> bool:
    """Have both objects that are not called the same? "That", which somebody signed, may be
    anything.
    """
    both = "object" in x.roles and "object" in y.roles
    return both and not same_role("object", x, a, y, b)


def _antonyms(a: Side, b: Side, context: Context) -> Iterator[Conflict]:
    """Opposites at one place of near-copies, of other claims that are much alike and surely speak
    of one thing, or of one phrase; said of one noun, or of one event's participants.
    """
    if a.claim["polarity"] != b.claim["polarity"]:
        return
    for x, y in _opposites(a, b, context):
        if _says(x, a, b, context) or _says(y, b, a, context):
            continue  # said on both sides, at other places
        yield context.conflict(
            "polarity",
            "hard",
            0.45,
            f"{x['text']} ≠ {y['text']}",
            span_of([x], a.claim),
            span_of([y], b.claim),
        )


def _opposites(a: Side, b: Side, context: Context) -> Iterator[tuple[Row, Row]]:
    aligned = align_words(a, b)
    if context.copy is not None:
        # of a short claim ("the girl was alert") the other words of its sentence tell enough
        differences = list(own_differences(a, b, context.copy))
        differences += aligned.differences if aligned.shared >= _SHARED else ()
        beside = {(x["start"], y["start"]): (x, y) for d in differences for x in d.a for y in d.b}
        yield from (pair for pair in beside.values() if _opposed(*pair, context))
        return
    sure = aligned.shared >= _SHARED and context.score >= _SURE
    for x in a.claim["tokens"]:
        for y in b.claim["tokens"]:
            if not (sure or _in_one_phrase(x, a, y, b)):
                continue
            if not _opposed(x, y, context) or _relative(x, a) or _relative(y, b):
                continue
            if _said_of_one(x, a, y, b, context):
                yield x, y


def _in_one_phrase(x: Row, a: Side, y: Row, b: Side) -> bool:
    """Do both modify one noun that has another word before it, too, and belongs to one word ("fear
    of rising bread prices", "fear of falling bread prices")?
    """
    if not x["dep"] == y["dep"] == "amod":
        return False
    phrases = []
    for word, side in ((x, a), (y, b)):
        noun = side.tokens_at.get(word["head"], word)
        above = side.tokens_at.get(noun["head"], noun)
        others = {
            c["lemma"]
            for c in side.children.get(noun["start"], ())
            if c["dep"] in {"amod", "compound"} and c is not word
        }
        phrases.append((noun["lemma"], above["lemma"], others))
    return phrases[0][:2] == phrases[1][:2] and bool(phrases[0][2] & phrases[1][2])


def _relative(word: Row, side: Side) -> bool:
    """Does it only pick one of several, as "first" and "biggest" do?"""
    superlative = word["text"].lower().endswith("st") and word["text"].lower() != word["lemma"]
    ordinal = any(number.kind == "ordinal" for number in numerals(word["text"]))
    return superlative or ordinal or _counts(word, side)


def _counts(word: Row, side: Side) -> bool:
    return any(q["start"] <= word["start"] < q["end"] for q in side.quantities)


def _opposed(x: Row, y: Row, context: Context) -> bool:
    """Are two words opposites: by their lemmas, or as participles before a noun ("increased")?"""
    if not {x["pos"], y["pos"]} <= _OPPOSED:
        return False
    prepositions = {x["text"].lower(), y["text"].lower()} & lexicon("participial_prepositions")
    if len(prepositions) == 1:  # "following the storm", "slumping"
        return False
    participles = x["dep"] == y["dep"] == "amod" and "VERB" in {x["pos"], y["pos"]}
    if participles and context.wordnet.antonyms(x["text"].lower(), y["text"].lower(), "ADJ"):
        return True
    words = x["lemma"], y["lemma"]
    if x["pos"] != y["pos"]:  # taggers read words at one place in two ways ("the male gull")
        one_place = context.copy is not None
        return one_place and any(context.wordnet.antonyms(*words, z["pos"]) for z in (x, y))
    return context.wordnet.antonyms(*words, x["pos"]) or _other_way(*words, x["pos"], context)


def _other_way(one: str, other: str, pos: str, context: Context) -> bool:
    return pos in {"VERB", "NOUN"} and context.wordnet.other_way(one, other, pos)


def _said_of_one(x: Row, a: Side, y: Row, b: Side, context: Context) -> bool:
    """Do two opposites belong to one noun, or are they verbs of one meaning each with one cast?"""
    if other_time(a, b) or context.apart:
        return False
    if (x["pos"] == "VERB" and x["dep"] != "amod") or (_predicated(x, a) and _predicated(y, b)):
        if {x["lemma"], y["lemma"]} & lexicon("light_verbs"):
            return False
        first, second = event_of(x, a), event_of(y, b)
        return not at_odds(first, a, second, b, context.wordnet) and _of_one(first, a, second, b)
    one, other = a.tokens_at.get(x["head"]), b.tokens_at.get(y["head"])
    if x["pos"] == "NOUN" or one is None or other is None or x["dep"] != y["dep"]:
        return False
    of_one = one is not x and one["lemma"] == other["lemma"]
    return of_one and not one["dep"] == other["dep"] == "compound"


def _predicated(word: Row, side: Side) -> bool:
    """Is it what something is said to be ("the quay is open")?"""
    return any(c["dep"] == "cop" for c in side.children.get(word["start"], ()))


def _says(word: Row, own: Side, side: Side, context: Context) -> bool:
    """Has the other side's sentence a word of one's own, or one that means nearly the same?

    A near-copy has it if it has it as often.
    """
    if context.copy is not None:
        lemmas = [[token["lemma"] for token in s.sentence] for s in (own, side)]
        counts = [some.count(word["lemma"]) for some in lemmas]
        return counts[0] <= counts[1]
    if any(token["text"].lower() == word["text"].lower() for token in side.sentence):
        return True  # "broken" may be a verb here and an adjective there
    return any(
        context.wordnet.near(word["lemma"], token["lemma"], word["pos"])
        for token in side.sentence
        if token["pos"] == word["pos"] or token["lemma"] == word["lemma"]
    )
