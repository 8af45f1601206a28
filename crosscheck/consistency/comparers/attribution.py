"""The same words or the same statement, put into different mouths."""

import re
from collections.abc import Iterator

from crosscheck.claims import lexicons
from crosscheck.consistency.comparers.base import Conflict, Context, circumstance
from crosscheck.consistency.names import romanised, slip
from crosscheck.consistency.relatedness import related
from crosscheck.consistency.sides import Row, Side
from crosscheck.consistency.utterances.speech import same_utterance, speakers
from crosscheck.consistency.utterances.utterance import Utterance
from crosscheck.language import gazetteer
from crosscheck.language.quotations.cues import lexicon

# Fewer words may well have been said by two people.
_TELLING = 4
_WHOLE = 5
# A participle shares so many letters with its verb's lemma ("deny", "denied").
_STEM = 3
# Cues of these kinds tell what somebody thinks; who said so is another question.
_SAID = "said"
_PERCEIVED = frozenset(["find", "hear", "know", "learn", "notice", "see", "watch", "witness"])
_ATTITUDES = frozenset(["believed", "feared", "hoped"])


def compare(a: Side, b: Side, context: Context) -> Iterator[Conflict]:
    """One utterance with two speakers; one reported statement with two sources.

    Only persons contradict each other as speakers: a person may speak for a government.
    An outlet that leaves a source out differs softly if it says that nobody in particular said it;
    one that lets somebody say himself what another spoke in his name, too.
    """
    found = list(_speakers(a, b, context)) or list(_nobody(a, b, context))
    yield from found or [*_in_the_name_of(a, b, context), *_sources(a, b, context)]


def _speakers(a: Side, b: Side, context: Context) -> Iterator[Conflict]:
    for p in a.utterances:
        for q in b.utterances:
            if speakers(p, q) != "other" or not (p.named and q.named):
                continue
            if min(len(p.words), len(q.words)) < _TELLING:
                continue
            first, second = p.pieces[0], q.pieces[0]
            if not _two_persons(first["speaker_text"], second["speaker_text"], a, b):
                continue
            one = same_utterance(p, q, context.limits) or _word_for_word(p, q)
            if _uttered(first) and _uttered(second) and one:
                hard = first["kind"] == second["kind"] == "direct"
                yield _conflict(first, second, "hard" if hard else "soft", context)


def _word_for_word(p: Utterance, q: Utterance) -> bool:
    """Are two quotations the same from the first word to the last, and no mere formula?

    A sentence of few telling words is no evidence as a part of two speeches, but as the whole.
    """
    return p.forms == q.forms and len(p.words) >= _WHOLE and any(w.telling for w in p.words)


def _two_persons(one: str | None, other: str | None, a: Side, b: Side) -> bool:
    """Do two texts name two persons for sure?

    Not if they share a name ("Mr Lund", "Ida Lund"), if a document puts them together as one
    ("Ida", "Lund"), or if one is no name at all.
    """
    names = [_names(text or "") for text in (one, other)]
    if not all(names) or any(c.isdigit() for words in names for w in words for c in w):
        return False
    if {w.lower() for w in names[0]} & {w.lower() for w in names[1]}:
        return False
    ends = [(x[-1], y[-1]) for x, y in (names, names[::-1])]
    if any(slip(x, y) or romanised(x, y) for x in names[0] for y in names[1]):
        return False  # how a name is written is another question
    texts = [side.document["raw_text"] for side in (a, b)]
    together = (rf"{re.escape(x)}\.? (?:[A-Z]\w+ )?{re.escape(y)}\b" for x, y in ends)
    return not any(re.search(form, text) for form in together for text in texts)


_WORD = re.compile(r"[\w'’-]+")
_OF = frozenset({"at", "by", "for", "from", "in", "of", "to", "with"})


def _names(text: str) -> list[str]:
    """The words of the name that a speaker's text begins with, without titles, nationalities and
    what the title is of ("US Vice President Ida Lund": two); of "a spokesman for Lund" none.
    """
    words = _WORD.findall(text)
    titles = [i for i, w in enumerate(words) if _titled(w) and not _surname(words, i)]
    named = [i for i, w in enumerate(words) if w[0].isupper() and len(w) > 1 and i not in titles]
    if not named or any(w.lower() in _OF for w in words[: named[0]]):
        return []
    behind: list[int] = []
    for i in named:
        if i - 1 in titles or i - 1 in behind:
            behind.append(i)
    return [words[i] for i in behind or named]


def _titled(word: str) -> bool:
    return bool(
        word == "The"
        or gazetteer.courtesy(word)
        or gazetteer.role(word)
        or gazetteer.demonym(word)
        or word.lower() in gazetteer.terms()["role_modifiers"]["words"]
    )


def _surname(words: list[str], i: int) -> bool:
    """Does a word that could be a title stand behind a given name ("Ida Bishop")?"""
    return i > 0 and gazetteer.is_given_name(words[i - 1])


def _uttered(quotation: Row) -> bool:
    """Is the speaker told to have said it, rather than to think so, or spoken of just before?"""
    cue = quotation.get("cue")
    return cue is not None and lexicon().verbs.get(cue) not in _ATTITUDES


def _in_the_name_of(a: Side, b: Side, context: Context) -> Iterator[Conflict]:
    """Quoted words of a person here, of a spokesman, lawyer or aide of that person there."""
    for p in a.utterances:
        for q in b.utterances:
            first, second = p.pieces[0], q.pieces[0]
            spoken_for = _by_proxy(p, a, q, b) or _by_proxy(q, b, p, a)
            if not (spoken_for and _uttered(first) and _uttered(second)):
                continue
            if same_utterance(p, q, context.limits):
                names = _speaker(first, a), _speaker(second, b)
                yield _conflict(first, second, "soft", context, names)


def _by_proxy(p: Utterance, a: Side, q: Utterance, b: Side) -> bool:
    """Does a person speak himself on one side, and somebody in his name on the other?

    A pronoun may stand for the spokesman, too, unless he has a name that its document lacks.
    """
    principal, speaker = (u.pieces[0]["speaker_text"] or "" for u in (p, q))
    if p.pronoun and p.speaker is not None and p.speaker["label"] == "PERSON":
        named = _names(speaker)
        if not named or any(name in a.document["raw_text"] for name in named):
            return False
        principal = p.speaker["name"]
    elif not p.named:
        return False
    described = speaker, _apposition(q.pieces[0], b)
    return any(_speaks_for(text, principal) for text in described)


_APPOSITION = re.compile(r",\s+([^,.;:()\"“”]{3,100})")


def _apposition(quotation: Row, side: Side) -> str:
    """What stands behind the comma after a speaker ("Ida Lund, an aide to …"), up to the next."""
    if quotation["speaker_end"] is None:
        return ""
    found = _APPOSITION.match(side.document["raw_text"], quotation["speaker_end"])
    return found[1] if found else ""


# Whoever speaks in the name of another, by the groups of the gazetteer.
_PROXIES = frozenset({"aide", "lawyer", "spokesperson"})


def _speaks_for(speaker: str, principal: str) -> bool:
    """Is a speaker described as somebody's spokesman or the like ("an aide to Lund", "Lund's
    lawyer"), where a principal is called by that name?
    """
    names = {word.lower() for word in _names(principal)}
    words = [w.lower().replace("’", "'") for w in _WORD.findall(speaker)]
    owners = {w.removesuffix("'s") for w in words if w.endswith("'s")}
    at = next((i for i, w in enumerate(words) if gazetteer.role(w) in _PROXIES), None)
    if at is None or any(gazetteer.role(w) in _PROXIES for w in _WORD.findall(principal)):
        return False
    following = set(words[at + 2 :]) if _OF & set(words[at + 1 : at + 2]) else set()
    return bool(names & (following | owners))


def _nobody(a: Side, b: Side, context: Context) -> Iterator[Conflict]:
    """Quoted words that one side ascribes to nobody ("it is believed"), the other to somebody."""
    for p in a.utterances:
        for q in b.utterances:
            if len(p.words) < 2 or not same_utterance(p, q, context.limits):
                continue
            first, second = p.pieces[0], q.pieces[0]
            nobody = [_unascribed(first, a, context), _unascribed(second, b, context)]
            if nobody[0] == nobody[1] or not (first["speaker_text"] or second["speaker_text"]):
                continue
            names = [_speaker(row, side) for row, side in ((first, a), (second, b))]
            yield context.conflict(
                "attribution",
                "soft",
                0.5,
                f"ascribed to {names[0]} ≠ ascribed to {names[1]}",
                _span(first),
                _span(second),
            )


_IMPERSONAL = re.compile(
    r"\bit(?:['’]s|\s+(?:is|was|has\s+been|had\s+been))\s+(?:\w+ly\s+)?(\w+)", re.I
)


def _speaker(quotation: Row, side: Side) -> str:
    """Who is said to speak, in the document's words; whom a pronoun stands for, by name."""
    text = quotation["speaker_text"]
    if not text:
        return "nobody in particular"
    entity = side.speakers.get(quotation["speaker_entity_id"])
    return str(entity["name"] if entity and text.lower() in lexicons.lexicon("pronouns") else text)


def _unascribed(quotation: Row, side: Side, context: Context) -> bool:
    """Is what is quoted reported, and by nobody: "it is (widely) believed"?

    Not so where a noun tells where it stands: "in a statement, it was announced".
    """
    cue = quotation.get("cue") or side.claim["cue"]
    if quotation["speaker_text"] is not None or cue is None:
        return False
    lead = side.document["raw_text"][side.claim["sentence_start"] : quotation["start"]]
    participles = [match.group(1).lower() for match in _IMPERSONAL.finditer(lead)]
    if any(t["start"] < quotation["start"] and _reporting(t, context) for t in side.sentence):
        return False
    return any(word.startswith(cue[:_STEM]) for word in participles)


def _reporting(token: Row, context: Context) -> bool:
    """Is it a noun made of a verb of saying ("statement", "announcement")?"""
    if token["pos"] != "NOUN":
        return False
    verbs = (verb for verb, kind in lexicon().verbs.items() if kind == _SAID)
    return any(context.wordnet.derived(token["lemma"], "NOUN", verb, "VERB") for verb in verbs)


def _conflict(
    p: Row, q: Row, severity: str, context: Context, names: tuple[str, str] | None = None
) -> Conflict:
    first, second = names or (p["speaker_text"], q["speaker_text"])
    return context.conflict(
        "attribution",
        severity,
        0.5,
        f"said by {first} ≠ said by {second}",
        _span(p),
        _span(q),
    )


def _person(entity_id: str | None, side: Side) -> bool:
    return entity_id is not None and side.speakers[entity_id]["label"] == "PERSON"


def _span(quotation: Row) -> tuple[int, int]:
    if quotation["speaker_start"] is None:
        return quotation["start"], quotation["end"]
    return quotation["speaker_start"], quotation["speaker_end"]


def _sources(a: Side, b: Side, context: Context) -> Iterator[Conflict]:
    first, second = a.claim["source_entity_id"], b.claim["source_entity_id"]
    if first == second or any(q["kind"] == "direct" for q in (*a.quotations, *b.quotations)):
        return
    if not (_person(first, a) and _person(second, b)):
        return
    if not _two_persons(a.claim["source_text"], b.claim["source_text"], a, b):
        return
    if circumstance(a) or circumstance(b):
        return  # "since the dam broke", he said: that it broke is nobody's statement
    if _beside(a, b) or _beside(b, a):
        return
    if any(side.claim["cue"] in _PERCEIVED for side in (a, b)):
        return  # "has seen how it broke": who saw it said nothing
    if not _one_predicate(a, b, context):
        return  # what they share is only what they speak of
    smaller = min(len(a.lemmas), len(b.lemmas))
    short = smaller < _TELLING and context.copy is None  # the rest of near-copies tells enough
    if short or len(a.lemmas & b.lemmas) < 0.7 * smaller:
        return
    yield context.conflict(
        "attribution",
        "soft",
        0.3,
        f"according to {a.claim['source_text']} ≠ according to {b.claim['source_text']}",
        (a.claim["start"], a.claim["end"]),
        (b.claim["start"], b.claim["end"]),
    )


def _one_predicate(a: Side, b: Side, context: Context) -> bool:
    """Do two claims say nearly the same by their predicates?"""
    heads = [
        [t for t in side.claim["tokens"] if t["lemma"].partition("_")[0] == side.claim["predicate"]]
        for side in (a, b)
    ]
    return any(related(context.wordnet, x, y) for x in heads[0] for y in heads[1])


def _beside(side: Side, other: Side) -> bool:
    """Does the other's sentence name a side's source, too? Then either was read otherwise."""
    text = other.document["raw_text"]
    words = _WORD.findall(text[other.claim["sentence_start"] : other.claim["sentence_end"]])
    return not set(_names(side.claim["source_text"])).isdisjoint(words)
