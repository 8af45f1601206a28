"""Numbers of the same thing that cannot be equal."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import product

from crosscheck.claims.lexicons import lexicon
from crosscheck.consistency.ages import aged, aged_unnamed, old
from crosscheck.consistency.comparers.base import (
    Conflict,
    Context,
    Doubt,
    counted_noun,
    own_differences,
)
from crosscheck.consistency.events import Event, events_of, same_event
from crosscheck.consistency.occasions import (
    another,
    at_odds,
    days_apart,
    may_be_one,
    other_names,
    other_number,
    other_time,
    same_cast,
    same_role,
)
from crosscheck.consistency.prices import priced
from crosscheck.consistency.sides import Row, Side
from crosscheck.consistency.ties.properties import figures_of, of_one_property
from crosscheck.consistency.tolls import told_toll, toll
from crosscheck.consistency.values import (
    BOUNDS,
    converted,
    counted_kind,
    exchanged,
    limits_differ,
    nearly_equal,
    quantities_meet,
)
from crosscheck.language import cues
from crosscheck.language.gazetteer import demonym
from crosscheck.language.numerals import numerals
from crosscheck.language.units import unit_named
from crosscheck.language.wordnet import WordNet

_CLOCK = re.compile(r"T\d")
_FEW, _APART = 10, 5
_SHARED, _FEWEST, _LIKELY, _SURE = 0.5, 2, 0.5, 0.8
_DAYS_A_YEAR = 365
_VALUE = ("kind", "unit", "per", "low", "high")
# Prices and rates are of the hour that they were read at.
_QUOTED = frozenset({"money", "percent"})
_ERRING = frozenset({"margin", "sampling"})
_WORDS = frozenset({"NOUN", "PROPN", "VERB", "ADJ"})
_BETWEEN = 6
_TOLD = frozenset({"ccomp", "parataxis"})
_COMPARED = frozenset({"count", "money", "percent", "measure", "ratio", "score"})


def compare(a: Side, b: Side, context: Context) -> Iterator[Conflict | Doubt]:
    """Quantities of one unit that count the same thing, and whose intervals do not meet.

    A figure that the other side also gives is no difference, whatever else stands beside it, and
    what the other document has both of counts two things. Where several figures of one side could
    answer to one of the other, or one is of an hour that the other side does not name, the verdict
    is withheld.
    """
    if "property" in context.tied:
        found = list(_of_properties(a, b, context))
        if found:
            yield from found
            return
    first, second = (list(_figures(side)) for side in (a, b))
    left = [p for p in first if not _given(p, b)]
    right = [q for q in second if not _given(q, a)]
    for p in left:
        rivals = [q for q in right if _answers(p, a, q, b, context)]
        others = [x for x in left if rivals and _answers(x, a, rivals[0], b, context)]
        if max(len(rivals), len(others)) > 1:
            yield Doubt(f"“{p['text']}” is not the only figure that could answer to the other side")
        elif rivals and p["kind"] in _QUOTED and _hourly(a) != _hourly(b):
            yield Doubt(f"{p['text']} or {rivals[0]['text']} is of one hour only")
        elif rivals and _one_age(p, a, rivals[0], b):
            yield from _of_age(p, a, rivals[0], b, context)
            return
        elif rivals and context.copy is None and (context.apart or _risen(p, a, rivals[0], b)):
            yield Doubt(f"{p['text']} may have become {rivals[0]['text']} in the time between")
        elif rivals:
            yield _conflict(p, rivals[0], context)
            return
    yield from _swapped(a, b, context)


def _of_properties(a: Side, b: Side, context: Context) -> Iterator[Conflict]:
    """Figures that two documents give for one property of a thing."""
    for p, q in product(figures_of(a), figures_of(b)):
        if of_one_property(p, a, q, b, context.wordnet):
            # of whom has no name, the age is told as it was that day
            year = old(p) and abs(float(p["low"]) - float(q["low"])) <= 1
            conflict = _conflict(p, q, context)
            yield conflict._replace(severity="soft") if year else conflict


def _answers(p: Row, a: Side, q: Row, b: Side, context: Context) -> bool:
    """Do two figures say how much, or how many, of one thing on one occasion?"""
    ages = aged(p, a), aged(q, b)
    if None not in ages:
        return ages[0] == ages[1]
    if old(p) and old(q):
        return _one_age(p, a, q, b) and context.score >= _LIKELY and context.unique
    p, q = _told_of(p, a), _told_of(q, b)
    tolls = toll(p, a), toll(q, b)
    if None not in tolls and tolls[0] != tolls[1]:
        return False
    counted = same_thing(p, q, context.wordnet) or _one_toll(p, a, q, b)
    if not counted or _of_others(p, a, q, b, context.wordnet) or _some_of_them(p, a, q, b):
        return False
    if _of_two_surveys(p, a, q, b) and (context.copy is None or _of_errors(a) or _of_errors(b)):
        return False
    if _small(p) and _small(q) and not (_alike(p, a, q, b) or _one_toll(p, a, q, b)):
        return False
    if context.copy is not None:
        return True
    return not (_known(p, b) or _known(q, a)) and _one_occasion(p, a, q, b, context)


def _told_of(quantity: Row, side: Side) -> Row:
    """A count with what its sentence asks the number of, if it counts nothing else ("estimates of
    how many boats sank run to 300").
    """
    if quantity["kind"] != "count" or quantity["counted_lemma"] is not None:
        return quantity
    asked = [
        noun["lemma"]
        for noun in side.sentence
        for child in side.children.get(noun["start"], ())
        if noun["pos"] == "NOUN"
        and child["lemma"] == "many"
        and any(c["lemma"] == "how" for c in side.children.get(child["start"], ()))
    ]
    return quantity if len(asked) != 1 else {**quantity, "counted_lemma": asked[0]}


def _one_age(p: Row, a: Side, q: Row, b: Side) -> bool:
    """Are both the age of one person, named or not?"""
    first, unnamed = aged(p, a), aged_unnamed(p, a)
    if first is None:
        return unnamed is not None and unnamed == aged_unnamed(q, b)
    return first == aged(q, b)


def _of_age(p: Row, a: Side, q: Row, b: Side, context: Context) -> Iterator[Conflict | Doubt]:
    """Two ages of one person: a year more may be a birthday between the documents."""
    birthdays = 1 + days_apart(a, b) // _DAYS_A_YEAR
    if abs(float(p["low"]) - float(q["low"])) > birthdays:
        yield _conflict(p, q, context)
    elif context.apart:
        yield Doubt(f"a birthday may lie between {p['text']} and {q['text']}")
    else:
        yield _conflict(p, q, context)._replace(severity="soft")


def _figures(side: Side) -> Iterator[Row]:
    for quantity in side.quantities:
        # "12/40" under a picture numbers it
        counter = quantity["kind"] == "ratio" and side.claim["kind"] == "caption"
        told = counter or _excepted(quantity, side) or _serial(quantity, side)
        told = told or exchanged(quantity, side.quantities, side.document["raw_text"])
        if quantity["kind"] in _COMPARED and not told:
            yield quantity


def _serial(quantity: Row, side: Side) -> bool:
    """Does it number what stands before it ("dive seven of the season"), and count nothing?"""
    number = side.tokens_at.get(quantity["start"])
    numbered = None if number is None else side.tokens_at.get(number["head"])
    if number is None or numbered is None or quantity["kind"] != "count":
        return False
    behind = numbered["end"] + 1 == number["start"] and number["end"] == quantity["end"]
    return behind and numbered["pos"] in {"NOUN", "PROPN"}


def _excepted(quantity: Row, side: Side) -> bool:
    """Is it the number of those of whom it is not told ("all but three")?"""
    before = [t["lemma"] for t in side.sentence if t["start"] < quantity["start"]][-2:]
    return before[-1:] == ["but"] and before[0] in lexicon("quantifier_all")


def _swapped(a: Side, b: Side, context: Context) -> Iterator[Conflict]:
    """A number for another in near-copies, whatever it counts; times are compared as times."""
    if context.copy is None or "caption" in (a.claim["kind"], b.claim["kind"]):
        return
    for difference in own_differences(a, b, context.copy):
        first, second = _number(difference.a), _number(difference.b)
        if first is None or second is None or _in_time(first, a) or _in_time(second, b):
            continue
        values = _value(first), _value(second)
        if None in values or values[0] == values[1]:
            continue
        if _of_two_kinds(_figure_at(first, a), _figure_at(second, b)):
            continue
        if _values(a) == _values(b):
            continue  # the same numbers at other places
        yield context.conflict(
            "quantity",
            "hard",
            0.5,
            f"{first['text']} ≠ {second['text']}",
            (first["start"], first["end"]),
            (second["start"], second["end"]),
        )


def _figure_at(token: Row, side: Side) -> Row | None:
    """The figure that a number of a side's sentence belongs to."""
    rows = (row for row in side.nearby if "low" in row)
    return next((row for row in rows if row["start"] <= token["start"] < row["end"]), None)


def _of_two_kinds(p: Row | None, q: Row | None) -> bool:
    """Is one no rival of the other: a price in another currency, an age and a number of men, or
    the same measure in another unit?
    """
    if p is None or q is None:
        return False
    if any(p[key] != q[key] for key in ("kind", "unit")):
        return True
    return converted(p, q) and quantities_meet(p, q)


def _number(tokens: Sequence[Row]) -> Row | None:
    """The one number among some words, if there is one."""
    numbers = [token for token in tokens if token["pos"] == "NUM"]
    return numbers[0] if len(numbers) == 1 else None


def _value(token: Row) -> float | None:
    return next((n.low for n in numerals(token["text"]) if n.kind != "ordinal"), None)


def _values(side: Side) -> Counter[float | None]:
    return Counter(_value(token) for token in side.sentence if token["pos"] == "NUM")


def _in_time(token: Row, side: Side) -> bool:
    """Is it compared as a time? How long something took ("two months") is a number like others."""
    times = (t for t in side.times if t["type"] != "DURATION")
    return any(t["start"] <= token["start"] < t["end"] for t in times)


def _small(quantity: Row) -> bool:
    """A count that every sentence has ("two", "the three"): it takes more to tie two of them."""
    high = quantity["high"] or quantity["low"]
    return bool(quantity["kind"] == "count" and high is not None and high <= _FEW)


def _near(p: Row, q: Row) -> bool:
    """Are they of one order? Figures far apart are rather of two groups or things than of one."""
    values = sorted(abs(float(x["high"] or x["low"] or 0.0)) for x in (p, q))
    return p["kind"] == "score" or values[1] <= _APART * values[0]


def _one_occasion(p: Row, a: Side, q: Row, b: Side, context: Context) -> bool:
    """Are both figures of one event, or of the same words nearly, and of no other day?

    A score is of one moment of one game: it takes the same two sides in the same event.
    """
    if other_time(a, b) or other_number(a, b):
        return False
    if "figure" in context.tied and priced(p, a) & priced(q, b):
        return True
    first, second = _events(p, a), _events(q, b)
    if _of_other_names(first, a, second, b):
        return False
    if nearly_equal(p, q) or _of_one_name(p, a, q, b) or _other_figure(p, a, q, b, context):
        return True
    if _sought(first) != _sought(second):
        return False
    told = [(x, y) for x in first for y in second if x.word["pos"] == y.word["pos"] == "VERB"]
    if _one_toll(p, a, q, b):  # who or what did it may be told by one side only
        told = [(x, y) for x, y in told if _done_by(x, p) and _done_by(y, q)]
    if told and all(at_odds(x, a, y, b, context.wordnet) for x, y in told):
        return False
    if _one_toll(p, a, q, b):
        named = a.entities.keys() and b.entities.keys()
        apart = named and not a.entities.keys() & b.entities.keys()
        likely = context.score >= _LIKELY or "figure" in context.tied
        return _near(p, q) and (likely or not apart)
    pairs = [(x, y) for x in first for y in second]
    if p["kind"] == "score":
        told_alike = any(x.word["lemma"] == y.word["lemma"] for x, y in pairs)
        return (told_alike and _alike(p, a, q, b)) or any(same_cast(x, a, y, b) for x, y in pairs)
    light = lexicon("light_verbs")
    verbs = [(x, y) for x, y in told if x.word["lemma"] == y.word["lemma"] not in light]
    if any(same_role("subject", x, a, y, b) or context.score >= _SURE for x, y in verbs):
        return True
    return _near(p, q) and (
        _alike(p, a, q, b)
        or any(same_event(x, y, context.wordnet) or same_cast(x, a, y, b) for x, y in pairs)
    )


def _of_other_names(first: Sequence[Event], a: Side, second: Sequence[Event], b: Side) -> bool:
    """Do those who have other names do either ("Lund offered £4m", "Moe, who has offered £5m")?"""
    told = [
        [e for e in some if e.word["pos"] == "VERB" and not _says(e, side)]
        for some, side in ((first, a), (second, b))
    ]
    pairs = [(x, y) for x in told[0] for y in told[1]]
    return bool(pairs) and all(other_names(x, a, y, b) for x, y in pairs)


def _says(event: Event, side: Side) -> bool:
    """Is it only that somebody says it?"""
    below = side.children.get(event.word["start"], ())
    told = any(child["dep"] in _TOLD for child in below)
    return told and event.word["lemma"] in cues.lexicon().verbs


def _sought(figures_events: Sequence[Event]) -> bool:
    """Is it a number that somebody only wants to have, or has to ("needs nine points")?"""
    return any(event.word["lemma"] in lexicon("sought") for event in figures_events)


def _one_toll(p: Row, a: Side, q: Row, b: Side) -> bool:
    """Are both how many people, or how many of one kind, were killed, hurt or taken to hospital?"""
    first = toll(p, a)
    if first is not None:
        return first == toll(q, b)
    same = p["counted_lemma"] is not None and p["counted_lemma"] == q["counted_lemma"]
    first = told_toll(p, a) if same else None
    return first is not None and first == told_toll(q, b)


def _done_by(event: Event, quantity: Row) -> bool:
    """Is it told who or what did it? Those who "died" did not, the figure counts them."""
    subject = event.roles.get("subject")
    if subject is None:
        return False
    counts = subject.start <= quantity["start"] < subject.end
    return not counts and subject.heads[0]["lemma"] != quantity["counted_lemma"]


def _risen(p: Row, a: Side, q: Row, b: Side) -> bool:
    """Is it a toll that a document of later gives higher?"""
    first, second = a.document.get("published"), b.document.get("published")
    if first is None or second is None or first == second or not _one_toll(p, a, q, b):
        return False
    one, other = (float(x["low"] or x["high"] or 0.0) for x in (p, q))
    return (one < other) == bool(first < second)


def _events(quantity: Row, side: Side) -> list[Event]:
    """The events that a figure is of: that there are some of the things counted is none."""
    found = events_of(quantity, side)
    return [event for event in found if event.word["lemma"] != quantity["counted_lemma"]]


def _other_figure(p: Row, a: Side, q: Row, b: Side, context: Context) -> bool:
    """Do both claims count as many of something else? Then it is one tally ("12 dead, 40 hurt")."""
    return _near(p, q) and any(
        x["kind"] == p["kind"] == "count"
        and not _small(x)
        and _equal(x, y)
        and same_thing(x, y, context.wordnet)
        for x in a.quantities
        for y in b.quantities
        if x is not p and y is not q
    )


def _equal(p: Row, q: Row) -> bool:
    return all(p[k] == q[k] for k in _VALUE)


def _of_one_name(p: Row, a: Side, q: Row, b: Side) -> bool:
    """Do both measure whoever both sides name ("Lund, 54")?"""
    shared = a.entities.keys() & b.entities.keys()
    words = {w.lower() for key in shared for w in a.entities[key]["name"].split()}
    return p["kind"] == "measure" and p["counted_lemma"] in words and q["counted_lemma"] in words


def _alike(p: Row, a: Side, q: Row, b: Side) -> bool:
    """Have the claims half the words of the shorter one in common, besides the figures?

    Units, and what is counted, are the same wherever two figures are compared, and a story's names
    wherever two claims are.
    """
    told = _telling(p, a), _telling(q, b)
    smaller = min(map(len, told))
    shared = told[0] & told[1]
    names = {t["lemma"] for side in (a, b) for t in side.sentence if t["pos"] == "PROPN"}
    return bool(shared - names) and len(shared) >= max(_SHARED * smaller, min(_FEWEST, smaller))


def _telling(quantity: Row, side: Side) -> frozenset[str]:
    """The words of a claim that tell more than how many, or how much, of something there is."""
    return frozenset(
        token["lemma"]
        for token in side.claim["tokens"]
        if token["pos"] in _WORDS
        and token["lemma"] not in lexicon("light_verbs") | {quantity["counted_lemma"]}
        and not _counts(token, side)
    )


def _counts(token: Row, side: Side) -> bool:
    return any(q["start"] <= token["start"] < q["end"] for q in side.quantities)


def _given(quantity: Row, side: Side) -> bool:
    """Does a side's sentence give this value anywhere?

    What it is the price of ("$40 a share", "$40") need not be said.
    """
    known = [row for row in (*side.quantities, *side.nearby) if "low" in row]
    return any(
        quantities_meet(_per(quantity, row), _per(row, quantity))
        and not limits_differ(quantity, row)
        for row in known
    )


def _per(quantity: Row, other: Row) -> Row:
    return quantity if quantity["per"] else {**quantity, "per": other["per"]}


def _known(quantity: Row, side: Side) -> bool:
    """Does a side's document give this very figure anywhere? Counts may be equal by chance."""
    return quantity["kind"] != "count" and any(_equal(quantity, row) for row in side.figures)


def _conflict(p: Row, q: Row, context: Context) -> Conflict:
    exact = p["bound"] == q["bound"] or {p["bound"], q["bound"]} <= {"exact", "range"}
    return context.conflict(
        "quantity",
        "hard" if exact else "soft",
        0.55,
        f"{_worded(p, q)} ≠ {_worded(q, p)}",
        (p["start"], p["end"]),
        (q["start"], q["end"]),
    )


def _worded(quantity: Row, other: Row) -> str:
    """A figure as it stands in its document, with its bound if that is the difference."""
    same = quantity["low"] == other["high"] or quantity["high"] == other["low"]
    bound = quantity["bound"].replace("_", " ") if same and quantity["bound"] in BOUNDS else ""
    return f"{bound} {quantity['text']}".strip()


def same_thing(p: Row, q: Row, wordnet: WordNet) -> bool:
    """Do two quantities count or measure the same: one unit, and one thing counted?"""
    if p["kind"] != q["kind"] or (p["unit"], p["per"]) != (q["unit"], q["per"]):
        return False
    if p["kind"] == "money":
        return True
    if any(unit_named(x["counted_lemma"] or "") for x in (p, q)):
        return False  # "40 miles (64 km)": of what, is not said
    if p["counted_lemma"] is None or q["counted_lemma"] is None:
        return p["kind"] in {"percent", "score"} and p["counted_lemma"] == q["counted_lemma"]
    if counted_kind(p) == counted_kind(q):
        return True
    return wordnet.synonyms(p["counted_lemma"], q["counted_lemma"], "NOUN")


def _of_two_surveys(p: Row, a: Side, q: Row, b: Side) -> bool:
    """Are they shares that surveys found, but no body is named by both that may have asked?"""
    if "percent" not in {p["kind"], q["kind"]}:
        return False
    bodies = [
        {key for key, row in side.entities.items() if row["label"] == "ORG"} for side in (a, b)
    ]
    surveyed = any(t["lemma"] in lexicon("surveys") for side in (a, b) for t in side.sentence)
    return surveyed and not bodies[0] & bodies[1]


def _of_errors(side: Side) -> bool:
    """Is it told how far a survey may err? All say that in the same words."""
    return any(token["lemma"] in _ERRING for token in side.sentence)


def _of_others(p: Row, a: Side, q: Row, b: Side, wordnet: WordNet) -> bool:
    """Do their words tell that one counts a part of what the other counts, or something else?

    "Two of the divers" and "all ten divers", "two divers from Norway" and "ten divers", "the other
    two", "two are still missing", "a 40 percent chance of rain" and "… of success".
    """
    one, other = counted_noun(p, a), counted_noun(q, b)
    if _remain(p, one, a) != _remain(q, other, b):
        return True
    if one is None or other is None:
        return False
    if another(one, a) != another(other, b) or _stretch(one, a) != _stretch(other, b):
        return True
    if _with_others(one, a) != _with_others(other, b):
        return True
    if _summed(p, a, q, b) or _summed(q, b, p, a):
        return True
    whole = _all(p, one, a), _all(q, other, b)
    if whole[0] != whole[1] and _taken_of(*((q, b) if whole[0] else (p, a))):
        return True
    if _narrower(p, one, a, q, b) or _narrower(q, other, b, p, a):
        return True
    wholes = _wholes(one, a), _wholes(other, b)
    if all(wholes) and not any(
        may_be_one(x, a, y, b, wordnet) for x in wholes[0] for y in wholes[1]
    ):
        return True
    return p["kind"] == "percent" and _of_other_places(one, a, other, b)


def _stretch(noun: Row, side: Side) -> bool:
    """Does it count those of one stretch only ("his first eleven seasons")?"""
    below = side.children.get(noun["start"], ())
    return any(child["lemma"] in lexicon("stretches") for child in below)


def _with_others(noun: Row, side: Side) -> bool:
    """Does the number count others as well ("90 guests and staff")?"""
    text = side.document["raw_text"]
    joined = (c for c in side.children.get(noun["start"], ()) if c["dep"] == "conj")
    return any(
        word["pos"] == "NOUN" and text[noun["end"] : word["start"]].strip() == "and"
        for word in joined
    )


def _summed(p: Row, a: Side, q: Row, b: Side) -> bool:
    """Is one the sum of the other and a figure joined to that ("12 men and 11 women")?"""
    text = b.document["raw_text"]
    for row in b.quantities:
        if row is q or row["kind"] != "count" or p["low"] is None:
            continue
        before, after = sorted((row, q), key=lambda figure: int(figure["start"]))
        between = text[before["end"] : after["start"]].split()
        sums = None not in (row["low"], q["low"]) and row["low"] + q["low"] == p["low"]
        if sums and "and" in between and len(between) <= _BETWEEN:
            return True
    return False


def _of_other_places(one: Row, a: Side, other: Row, b: Side) -> bool:
    """Are they of places of other names ("of traffic in Wend", "of traffic to Holm")?"""
    places = [
        {
            child["text"]
            for child in side.children.get(noun["start"], ())
            if child["pos"] == "PROPN" and child["dep"] == "nmod"
        }
        for noun, side in ((one, a), (other, b))
    ]
    return all(places) and not places[0] & places[1]


def _remain(quantity: Row, noun: Row | None, side: Side) -> bool:
    """Does it count what is left after a while ("remain", "are still", "still held")?"""
    words = [event.word for event in events_of(quantity, side)]
    if noun is not None:
        clauses = (c for c in side.children.get(noun["start"], ()) if c["dep"].startswith("acl"))
        words += [noun, *clauses]
    modifiers = (
        c
        for word in words
        for c in side.children.get(word["start"], ())
        if c["dep"] in {"advmod", "amod"}
    )
    return any(word["lemma"] in lexicon("remaining") for word in (*words, *modifiers))


def _taken_of(quantity: Row, side: Side) -> bool:
    """Is it a number of a larger one ("two of the divers")?"""
    number = side.tokens_at.get(quantity["start"])
    return number is not None and bool(_wholes(number, side))


def _some_of_them(p: Row, a: Side, q: Row, b: Side) -> bool:
    """Is one a number of a larger one, of whom something else is told ("two of the divers sang",
    "ten divers came")?
    """
    if _taken_of(p, a) == _taken_of(q, b) or _one_toll(p, a, q, b):
        return False
    verbs = [
        {event.word["lemma"] for event in _events(figure, side) if event.word["pos"] == "VERB"}
        for figure, side in ((p, a), (q, b))
    ]
    return not verbs[0] & verbs[1]


def _wholes(word: Row, side: Side) -> list[Row]:
    """What stands after a word's "of"."""
    return [
        child
        for child in side.children.get(word["start"], ())
        if child["dep"] == "nmod"
        and any(c["lemma"] == "of" for c in side.children.get(child["start"], ()))
    ]


def _all(quantity: Row, noun: Row, side: Side) -> bool:
    """Is it said to be the number of all of them?"""
    below = (c for at in (quantity, noun) for c in side.children.get(at["start"], ()))
    return any(child["lemma"] in lexicon("quantifier_all") for child in below)


def _narrower(p: Row, noun: Row, a: Side, q: Row, b: Side) -> bool:
    """Is it a smaller count of those of some name that the other document does not have?"""
    names = [
        child["text"]
        for child in a.children.get(noun["start"], ())
        if child["pos"] == "PROPN" or demonym(child["text"])
    ]
    fewer = float(p["high"] or p["low"] or 0.0) < float(q["low"] or q["high"] or 0.0)
    return p["kind"] == "count" and fewer and any(n not in b.document["raw_text"] for n in names)


def _hourly(side: Side) -> bool:
    """Does it name an hour?"""
    return any(_CLOCK.search(time["value"] or "") for time in side.times)
