"""What a figure counts: do two figures count the same, or one a part of what the other counts?"""

from crosscheck.claims.lexicons import lexicon
from crosscheck.consistency.events import Event, events_of
from crosscheck.consistency.figures.tolls import one_toll
from crosscheck.consistency.occasions import another, may_be_one
from crosscheck.consistency.sides import Row, Side
from crosscheck.consistency.values import counted_kind
from crosscheck.language.gazetteer import demonym
from crosscheck.language.quantities.units import unit_named
from crosscheck.language.wordnet import WordNet

_FEW = 10
_ERRING = frozenset({"margin", "sampling"})
_BETWEEN = 6


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
    return wordnet.near(p["counted_lemma"], q["counted_lemma"], "NOUN")


def counted_noun(quantity: Row, side: Side) -> Row | None:
    """The word of a side's sentence that a figure counts, or is a measure of."""
    return next(
        (
            t
            for t in side.sentence
            if t["start"] >= quantity["start"]
            and t["pos"] == "NOUN"
            and t["lemma"] == quantity["counted_lemma"]
        ),
        None,
    )


def told_of(quantity: Row, side: Side) -> Row:
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


def small(quantity: Row) -> bool:
    """A count that every sentence has ("two", "the three"): it takes more to tie two of them."""
    high = quantity["high"] or quantity["low"]
    return bool(quantity["kind"] == "count" and high is not None and high <= _FEW)


def figure_events(quantity: Row, side: Side) -> list[Event]:
    """The events that a figure is of: that there are some of the things counted is none."""
    found = events_of(quantity, side)
    return [event for event in found if event.word["lemma"] != quantity["counted_lemma"]]


def of_others(p: Row, a: Side, q: Row, b: Side, wordnet: WordNet) -> bool:
    """Do their words tell that one counts a part of what the other counts, or something else?

    "Two of the divers" and "all ten divers", "two divers from Norway" and "ten divers", "the other
    two", "two are still missing", "a 40 percent chance of rain" and "… of success".
    """
    one, other = counted_noun(p, a), counted_noun(q, b)
    if _remain(p, one, a) != _remain(q, other, b):
        return True
    if one is None or other is None:
        return False
    if _beside_others(one, a) != _beside_others(other, b) or _stretch(one, a) != _stretch(other, b):
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


def _beside_others(noun: Row, side: Side) -> bool:
    """Does its sentence tell of others of the kind ("one boat sank, two other boats drifted")?"""
    return any(another(t, side) for t in side.sentence if t["lemma"] == noun["lemma"])


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


def some_of_them(p: Row, a: Side, q: Row, b: Side) -> bool:
    """Is one a number of a larger one, of whom something else is told ("two of the divers sang",
    "ten divers came")?
    """
    if _taken_of(p, a) == _taken_of(q, b) or one_toll(p, a, q, b):
        return False
    verbs = [
        {
            event.word["lemma"]
            for event in figure_events(figure, side)
            if event.word["pos"] == "VERB"
        }
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


def of_two_surveys(p: Row, a: Side, q: Row, b: Side) -> bool:
    """Are they shares that surveys found, but no body is named by both that may have asked?"""
    if "percent" not in {p["kind"], q["kind"]}:
        return False
    bodies = [
        {key for key, row in side.entities.items() if row["label"] == "ORG"} for side in (a, b)
    ]
    surveyed = any(t["lemma"] in lexicon("surveys") for side in (a, b) for t in side.sentence)
    return surveyed and not bodies[0] & bodies[1]


def of_errors(side: Side) -> bool:
    """Is it told how far a survey may err? All say that in the same words."""
    return any(token["lemma"] in _ERRING for token in side.sentence)
