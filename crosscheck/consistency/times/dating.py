"""What a time dates: do two times date one event, one verb or one thing, as far as that is told?"""

from collections.abc import Sequence
from itertools import takewhile

from crosscheck.claims.lexicons import lexicon
from crosscheck.consistency.events import Event, Filler, as_noun, events_of, same_event
from crosscheck.consistency.occasions import at_odds, other_names, other_owners, same_cast
from crosscheck.consistency.relatedness import other_content, related
from crosscheck.consistency.sides import CONTENT, Row, Side
from crosscheck.consistency.times.years import of_one_deed
from crosscheck.consistency.values import deictic, other_clock
from crosscheck.language.quotations import cues
from crosscheck.language.wordnet import WordNet

_MOST_WORDS, _FEWEST, _SURE = 0.5, 3, 0.6
_FEW_NAMES = 2


def dates_nothing(time: Row, side: Side) -> bool:
    """Does an hour stand beside a verb that tells of nobody and nothing ("Updated: 14:20")?"""
    return not any(event.roles or event.participants for event in events_of(time, side))


def behind_another(time: Row, side: Side) -> bool:
    """Does it stand behind what went before the verb it hangs on ("charged after a raid Friday")?

    It may be the time of either.
    """
    inside = [t for t in side.sentence if time["start"] <= t["start"] < time["end"]]
    return any(
        event.word["start"] < filler.start < time["start"]
        and any(t["head"] == event.word["start"] for t in inside)
        for event in events_of(time, side)
        for role, filler in event.roles.items()
        if role in lexicon("order_after")
    )


def date_one_event(
    s: Row, a: Side, t: Row, b: Side, wordnet: WordNet, *, score: float, copied: bool
) -> bool:
    """Are both said of one event: the words that they belong to, or near-copies all around them?

    Args:
        s, a, t, b: Two times, each with the side that gives it.
        wordnet: Relations between words.
        score: The probability that the two claims speak of the same.
        copied: Are the two sentences near-copies of each other?
    """
    first, second = events_of(s, a), events_of(t, b)
    if not first or not second:  # a date line tells of nothing
        return False
    both = [
        (x, y)
        for x in first
        for y in second
        if not (_one_of_several(x, y) or _opposite(x, a, y, b, wordnet))
    ]
    if not both or _of_other_things(first[0], second[0], wordnet):
        return False
    if any(one_thing(x, a, y, b) for x, y in both):
        return True
    if of_one_deed(s, a, t, b, wordnet):
        return True
    if other_clock(s, t) and any(_one_arrival(x, a, y, b, wordnet) for x, y in both):
        return True
    if any(as_noun(x, y, wordnet) or as_noun(y, x, wordnet) for x, y in both):
        return True
    one_kind = [(x, y) for x, y in both if same_event(x, y, wordnet)]
    if one_kind:
        return not all(
            at_odds(x, a, y, b, wordnet) or other_content(x, a, y, b, wordnet) for x, y in one_kind
        )
    if score >= _SURE and any(same_cast(x, a, y, b) for x, y in both):
        return True
    alike = [(x, y) for x, y in both if x.word["lemma"] == y.word["lemma"]]
    if alike and all(other_content(x, a, y, b, wordnet) for x, y in alike):
        return False
    untold = [_open(x) or _open(y) for x, y in alike if not at_odds(x, a, y, b, wordnet)]
    if score >= _SURE and any(untold):
        return True
    if alike:
        return len(_names(a) & _names(b)) >= _FEW_NAMES
    if not copied and _telling(both):
        return False
    words = [side.lemmas - {name.lower() for name in _names(side)} for side in (a, b)]
    most = max(_FEWEST, _MOST_WORDS * min(map(len, words)))
    return not deictic(s) and not deictic(t) and len(words[0] & words[1]) >= most


def _one_arrival(x: Event, a: Side, y: Event, b: Side, wordnet: WordNet) -> bool:
    """Do two verbs, one of which may be a way to do the other ("land", "arrive"), tell of one name
    on one day?
    """
    one, other = x.word, y.word
    if not one["pos"] == other["pos"] == "VERB" or at_odds(x, a, y, b, wordnet):
        return False
    if {one["lemma"], other["lemma"]} & (lexicon("light_verbs") | cues.lexicon().verbs.keys()):
        return False
    names = ({name.lower() for name in _names(side)} for side in (a, b))
    named = (x.participants & y.participants).intersection(*names)
    kinds = (one["lemma"], other["lemma"]), (other["lemma"], one["lemma"])
    return bool(named) and (
        one["lemma"] == other["lemma"]
        or any(wordnet.is_a(*pair, "VERB") for pair in kinds)
        or wordnet.near(*kinds[0], "VERB")
    )


def _opposite(x: Event, a: Side, y: Event, b: Side, wordnet: WordNet) -> bool:
    """Can they not be one event: a deed and its opposite ("open", "close"), what comes about and
    what is so ("was made head", "is head"), the deeds of people of other names, or two people's
    ("his campaign", "her campaign")?
    """
    one, other = x.word, y.word
    lasting = [
        any(c["dep"] == "cop" for c in side.children.get(event.word["start"], ()))
        for event, side in ((x, a), (y, b))
    ]
    if {one["pos"], other["pos"]} == {"NOUN", "VERB"}:
        return any(lasting)
    if one["pos"] == other["pos"] == "NOUN":
        return other_owners(one, a, other, b)
    if not one["pos"] == other["pos"] == "VERB":
        return False
    return wordnet.antonyms(one["lemma"], other["lemma"], "VERB") or other_names(x, a, y, b)


def _of_other_things(x: Event, y: Event, wordnet: WordNet) -> bool:
    """Do both times stand with nouns for things that are not the same ("the 2004 book", "film")?"""
    one, other = x.word, y.word
    if not one["pos"] == other["pos"] == "NOUN" or related(wordnet, one, other):
        return False  # of what happens, each may have its own word
    return not all(wordnet.is_a(w["lemma"], "event", "NOUN") for w in (one, other))


def _one_of_several(x: Event, y: Event) -> bool:
    """Is one noun in the singular here and in the plural there ("the 2009 launch", "launches")?"""
    one, other = x.word, y.word
    plural = [word["text"].lower() != word["lemma"] for word in (one, other)]
    same = one["pos"] == other["pos"] == "NOUN" and one["lemma"] == other["lemma"]
    return same and plural[0] != plural[1]


def _telling(both: Sequence[tuple[Event, Event]]) -> bool:
    """Do verbs tell on either side what is dated? Then they are two deeds, if they are no one."""
    return any(x.word["pos"] == y.word["pos"] == "VERB" for x, y in both)


def one_thing(x: Event, a: Side, y: Event, b: Side) -> bool:
    """Do two verbs hold one and the same thing, told in three words: "an unheard-of second tour"?

    What came about once can be told with any verb ("won", "was given").
    """
    if not x.word["pos"] == y.word["pos"] == "VERB":
        return False
    things = [
        {
            filler.heads[0]["lemma"]: _described(filler, side)
            for role, filler in event.roles.items()
            if role != "subject" and filler.heads[0]["pos"] == "NOUN"
        }
        for event, side in ((x, a), (y, b))
    ]
    return any(
        len(things[0][head] & things[1][head]) >= _FEWEST
        for head in things[0].keys() & things[1].keys()
    )


def _described(filler: Filler, side: Side) -> set[str]:
    """The content words of a phrase before its last word, no names."""
    inside = (t for t in side.sentence if filler.start <= t["start"] <= filler.heads[0]["start"])
    return {t["lemma"] for t in inside if t["pos"] in CONTENT - {"PROPN"} and not side.dated(t)}


def _open(event: Event) -> bool:
    """Is it told without naming who does it ("it will open", "due to open")?"""
    light = event.word["lemma"] in lexicon("light_verbs")
    subject = event.roles.get("subject") or event.roles.get("object")
    return not light and (subject is None or subject.heads[0]["pos"] == "PRON")


def same_verb(x: Event, a: Side, y: Event, b: Side, wordnet: WordNet) -> bool:
    """Is one verb, that tells of more than who said so, in two sentences with names in common?"""
    verb = x.word["lemma"]
    if not x.word["pos"] == y.word["pos"] == "VERB" or verb != y.word["lemma"]:
        return False
    if verb in lexicon("light_verbs") or verb in cues.lexicon().verbs:
        return False
    shared = _names(a) & _names(b), a.entities.keys() & b.entities.keys()
    return max(map(len, shared)) >= _FEW_NAMES and not at_odds(x, a, y, b, wordnet)


def one_phrase(s: Row, a: Side, t: Row, b: Side) -> bool:
    """Do both stand in a phrase of one noun and one name ("raids in Wend last week")?

    Parsers hang such a time on any word before it.
    """
    names = _names(a) & _names(b)
    (nouns, named), (others, also) = (_around(time, side) for time, side in ((s, a), (t, b)))
    return bool(nouns & others) and bool(named & also & names)


def _around(time: Row, side: Side) -> tuple[set[str], set[str]]:
    """The nouns, as one word with what is put before them ("airstrike"), and the names in the
    unbroken phrase around a time.
    """
    before = [x for x in side.sentence if x["end"] <= time["start"]][::-1]
    after = [x for x in side.sentence if x["start"] >= time["end"]]
    phrase = [x for words in (before, after) for x in takewhile(_nominal, words)]
    nouns = {x["lemma"] for x in phrase if x["pos"] == "NOUN"}
    nouns |= {
        child["lemma"] + noun["lemma"]
        for noun in phrase
        for child in side.children.get(noun["start"], ())
        if noun["pos"] == "NOUN" and child["dep"] == "compound"
    }
    return nouns, {x["text"] for x in phrase if x["pos"] == "PROPN"}


def _nominal(token: Row) -> bool:
    return token["pos"] in {"NOUN", "PROPN", "ADJ", "ADP", "DET", "NUM"}


def _names(side: Side) -> set[str]:
    """The words of its sentence's names, without those of its times."""
    return {t["text"] for t in side.sentence if t["pos"] == "PROPN" and not side.dated(t)}
