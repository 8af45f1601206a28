"""What a sentence says happened: its event words, who takes part in what role, yes or no.

A claim's predicate is often not what its date dates ("she thanked them for the bridge opened
Friday"), nor what two claims have in common. As in TimeML (Pustejovsky et al. 2003), an event word
is a verb or a noun made from one, and times are anchored to it; its role fillers are read off the
dependency tree (Universal Dependencies), a passive's turned active.
"""

from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import NamedTuple

from crosscheck.claims.lexicons import lexicon
from crosscheck.consistency.sides import Row, Side
from crosscheck.language.wordnet import WordNet

_CLAUSAL = frozenset({"ccomp", "advcl", "acl:relcl", "advcl:relcl", "parataxis", "conj"})
# A verb of more senses than this ("hold", "run") is near to almost any other in one of them.
TELLING = 6
# A verb with one of these says what somebody is to do: how sure it is, is not how sure that is.
_CONTROLS = frozenset({"obj", "iobj", "aux:pass"})
_FILLERS = frozenset({"NOUN", "PROPN", "PRON"})
_QUANTIFYING = frozenset({"ADJ", "DET", "NUM"})
_CORE = frozenset({"subject", "object"})
_SUBJECTS = frozenset({"nsubj", "nsubj:pass"})


class Filler(NamedTuple):
    """Who or what fills a role.

    Attributes:
        heads: The head and what is coordinated with it ("gulls and terns": two), in text order.
        part: The word that takes a part of it ("half of the fleet": half), if any.
        start, end: From its first to its last word, in characters of raw_text.
        quantifier: The word that says how many of it ("most of the fleet": most), if any.
    """

    heads: tuple[Row, ...]
    part: Row | None
    start: int
    end: int
    quantifier: Row | None = None


class Event(NamedTuple):
    """An event word of a sentence with its participants.

    Attributes:
        word: Its token.
        participants: The lemmas of the nouns and names that depend on it (or that it modifies),
            and the entity ids of its arguments.
        roles: Role (subject, object, or a preposition) → what fills it.
        negated: Is it said not to have happened?
        modality: How sure that is said: possible, likely, unreal, asserted …; `intended` for an
            infinitive, which tells what is wished, asked or planned; `open` for what is asked.
    """

    word: Row
    participants: frozenset[str]
    roles: Mapping[str, Filler]
    negated: bool
    modality: str

    @property
    def core(self) -> frozenset[str]:
        """The lemmas of what fills its subject and its object."""
        fillers = (self.roles[role] for role in _CORE if role in self.roles)
        return frozenset(head["lemma"] for filler in fillers for head in filler.heads)


def _clausal(token: Row) -> bool:
    return token["dep"] in _CLAUSAL and token["pos"] in {"VERB", "AUX"}


def _under(word: Row, side: Side) -> Iterator[Row]:
    """The words of a phrase in no order, clauses inside it left out."""
    stack, seen = [word], set()
    while stack:
        token = stack.pop()
        if token["start"] not in seen:
            seen.add(token["start"])
            yield token
            stack += [c for c in side.children.get(token["start"], ()) if not _clausal(c)]


def _filler(head: Row, side: Side) -> Filler:
    """The phrase of a role; of "part of the fleet", "some of the fleet" the fleet is the head."""
    words = sorted(_under(head, side), key=lambda token: token["start"])
    below, part, quantifier = side.children.get(head["start"], ()), None, None
    partitive = head["lemma"] in lexicon("partitives")
    if partitive or head["pos"] in _QUANTIFYING:
        whole = next((c for c in below if c["dep"] == "nmod"), None)
        if whole is not None:
            part, quantifier, head = (head, None, whole) if partitive else (None, head, whole)
            below = side.children.get(head["start"], ())
    conjuncts = [
        c
        for c in below
        if c["dep"] == "conj" and c["pos"] in _FILLERS and not _aside(head, c, side)
    ]
    if not any(b["dep"] == "cc" for c in conjuncts for b in side.children.get(c["start"], ())):
        conjuncts = []  # a list without "and" is more often an apposition
    return Filler((head, *conjuncts), part, words[0]["start"], words[-1]["end"], quantifier)


def _aside(head: Row, word: Row, side: Side) -> bool:
    """Does a word stand in brackets behind another: "others (gulls and terns)"?"""
    between = side.document["raw_text"][head["end"] : word["start"]]
    return between.count("(") > between.count(")")


def events_of(row: Row, side: Side) -> list[Event]:
    """The events that a time of a sentence can belong to: the words above it up to a verb.

    Parsers often hang a time on the noun beside it ("the keeper on Friday resigned").

    Args:
        row: A span of the sentence (`start`, `end`).
        side: A claim of the sentence.
    """
    inside = [token for token in side.sentence if row["start"] <= token["start"] < row["end"]]
    top = next((t for t in inside if not row["start"] <= t["head"] < row["end"]), None)
    word = None if top is None else side.tokens_at.get(top["head"])
    path: list[Row] = []
    while word is not None and word not in path:
        path.append(word)
        ends = word["pos"] == "VERB" and not _names_it(word, side)
        word = None if ends else side.tokens_at.get(word["head"])
    verbs = [
        _event(word, side) for word in path if word["pos"] == "VERB" and not _names_it(word, side)
    ]
    around = frozenset(lemma for verb in verbs for lemma in verb.participants)
    nouns = [_event(word, side) for word in path if word["pos"] == "NOUN"][:1]
    return [noun._replace(participants=noun.participants | around) for noun in nouns] + verbs


def _names_it(word: Row, side: Side) -> bool:
    """Does a participle only tell the name of a thing ("opened a shop called Lund's on Friday")?"""
    below = side.children.get(word["start"], ())
    named = any((c["dep"], c["pos"]) == ("xcomp", "PROPN") for c in below)
    return word["dep"] == "acl" and named


def event_around(token: Row, side: Side) -> Event | None:
    """The event of the nearest verb above a word; None where there is none."""
    seen = set()
    while token["pos"] != "VERB":
        seen.add(token["start"])
        above = side.tokens_at.get(token["head"])
        if above is None or above["start"] in seen:
            return None
        token = above
    return _event(token, side)


def event_of(word: Row, side: Side) -> Event:
    """The event that a word tells of."""
    return _event(word, side)


@lru_cache(maxsize=65536)
def events(side: Side) -> tuple[Event, ...]:
    """The events whose words, verbs all, are a claim's own, in text order.

    A verb of a work's title ("Nobody Leaves Sutton") tells of nothing.
    """
    return tuple(
        _event(token, side)
        for token in side.claim["tokens"]
        if token["pos"] == "VERB" and not _titled(token, side)
    )


@lru_cache(maxsize=65536)
def states(side: Side) -> tuple[Event, ...]:
    """What a claim says something is ("the lift is out of order"), in text order."""
    return tuple(
        _event(token, side)
        for token in side.claim["tokens"]
        if any(c["dep"] == "cop" for c in side.children.get(token["start"], ()))
    )


def same_state(x: Event, y: Event, wordnet: WordNet) -> bool:
    """Is one thing, or what two near synonyms can mean, said to be the same?"""
    if (x.word["lemma"], x.word["pos"]) != (y.word["lemma"], y.word["pos"]):
        return False
    if "subject" not in x.roles or "subject" not in y.roles:
        return False
    one, other = (event.roles["subject"].heads[0] for event in (x, y))
    if one["pos"] != other["pos"] or one["pos"] == "PRON":
        return False
    return one["lemma"] == other["lemma"] or (
        one["pos"] == "NOUN" and wordnet.near(one["lemma"], other["lemma"], "NOUN")
    )


def _titled(word: Row, side: Side) -> bool:
    """Does it stand with a capital inside a quotation that nobody speaks, or behind another word of
    a text that is no headline?
    """
    if not word["text"][0].isupper():
        return False
    if any(q["kind"] == "scare" and q["start"] < word["start"] < q["end"] for q in side.quotations):
        return True
    before = [t for t in side.sentence if t["start"] < word["start"]][-1:]
    inside = any(t["pos"] != "PUNCT" for t in before)
    return word["text"].istitle() and inside and side.claim["kind"] != "title"


def _event(word: Row, side: Side) -> Event:
    return Event(
        word,
        frozenset(_participants(word, side)),
        dict(reversed(list(_roles(word, side)))),  # of two fillers the first
        _negated(word, side),
        _modality(word, side),
    )


def _participants(word: Row, side: Side) -> Iterator[str]:
    for token in _under(word, side):
        named = token["pos"] in {"NOUN", "PROPN"} and token is not word
        if named and not side.dated(token):
            yield token["lemma"]
    noun = _modified(word, side)
    if noun is not None:
        yield noun["lemma"]
    if word["lemma"].partition("_")[0] == side.claim["predicate"]:
        yield from (a["entity_id"] for a in side.claim["arguments"] if a["entity_id"])


def _roles(word: Row, side: Side) -> Iterator[tuple[str, Filler]]:
    noun = _modified(word, side)
    if noun is not None:
        yield _modified_as(word, side), Filler((noun,), None, noun["start"], noun["end"])
    for child in side.children.get(word["start"], ()):
        # of "published Sunday" parsers take the day for an object
        if not _fills(child, side) or side.dated(child):
            continue
        relation = child["dep"].lower()
        if relation == "nsubj" and _passive_title(word, side):
            relation = "nsubj:pass"
        if relation in {"obj", "nsubj:pass"}:
            yield "object", _filler(child, side)
        elif relation in {"nsubj", "obl:agent"}:
            yield "subject", _filler(child, side)
        elif relation in {"obl", "iobj"}:
            below = side.children.get(child["start"], ())
            case = next((c["text"].lower() for c in below if c["dep"] == "case"), None)
            named = child["pos"] == "PROPN" and child["start"] > word["start"]
            if case is None and relation == "obl" and named:  # parsers take it for a time
                yield "object", _filler(child, side)
            elif case != "according":  # who says it takes no part in it
                yield case or "to", _filler(child, side)


def _passive_title(word: Row, side: Side) -> bool:
    """Is it a participle of a title ("Mate charged after crash")? Titles tell in the present what
    somebody did.
    """
    if side.claim["kind"] != "title" or word["text"].lower() == word["lemma"]:
        return False
    below = {c["dep"] for c in side.children.get(word["start"], ())}
    return not word["text"].endswith(("s", "ing")) and not below & {"aux", "obj", "ccomp", "xcomp"}


def _fills(word: Row, side: Side) -> bool:
    """Is it a noun, or a quantifier with one: "several of the boats"?"""
    if word["pos"] in _FILLERS:
        return True
    below = side.children.get(word["start"], ())
    return word["pos"] in _QUANTIFYING and any(c["dep"] == "nmod" for c in below)


def _modified(word: Row, side: Side) -> Row | None:
    """The noun that a participle or an infinitive modifies; a clause with a subject or a
    conjunction of its own only hangs on it ("the trip since winning").
    """
    below = side.children.get(word["start"], ())
    is_own = any(
        c["dep"] in {"nsubj", "nsubj:pass"} or (c["dep"] == "mark" and c["pos"] != "PART")
        for c in below
    )
    return None if word["dep"] != "acl" or is_own else side.tokens_at.get(word["head"])


def _modified_as(word: Row, side: Side) -> str:
    """The role of the noun that a participle modifies: "boats hired", "men hiring them".

    An infinitive ("a plan to hire") leaves it open.
    """
    below = side.children.get(word["start"], ())
    if any(c["dep"] == "mark" for c in below):
        return "modified"
    return "subject" if word["text"].endswith("ing") else "object"


def _negated(word: Row, side: Side) -> bool:
    own = word["lemma"].partition("_")[0] == side.claim["predicate"]
    if own and word["dep"] == "ccomp" and word["head"] not in side.tokens_at:
        # Who believes it is no part of any claim; that they do not, the claim's polarity tells.
        return bool(side.claim["polarity"] == "negative")
    negators = lexicon("negators")
    count, joined = 0, False
    children = side.children.get(word["start"], ())
    marks = (c["start"] for c in children if c["dep"] == "mark" and c["pos"] != "PART")
    clause = max(marks, default=-1)
    for child in children:
        below = side.children.get(child["start"], ())
        before = clause < child["start"] < word["start"]  # not so "not long after it fell"
        negator = child["text"].lower() in negators and child["start"] > clause
        negator = negator and not _of_one_word(child, word, side)
        # "did not and will not" denies once
        count += negator and not (count and joined)
        joined |= child["dep"] == "cc" and child["start"] < word["start"]
        # "not directly answer": the parse may hang the negation on the adverb; no denial is what
        # follows the verb ("it fell not far away")
        adverb = child["dep"] == "advmod" and before
        count += adverb and any(c["text"].lower() in negators for c in below)
        if child["dep"] in {"obj", "nsubj", "nsubj:pass"}:
            count += any(c["lemma"] == "no" and c["dep"] == "det" for c in below)
    noun = _modified(word, side)
    if noun is not None:  # "there was no damage reported"
        below = side.children.get(noun["start"], ())
        count += any((c["lemma"], c["dep"]) == ("no", "det") for c in below)
    return (count + _denied(word, side)) % 2 == 1


def _of_one_word(negator: Row, verb: Row, side: Side) -> bool:
    """Is it the word behind it alone that is denied ("not only fell", "not guilty pleas fell")?"""
    behind = next((t for t in side.sentence if t["start"] > negator["start"]), verb)
    if behind["lemma"] in lexicon("focusing"):
        return True
    subjects = (c for c in side.children.get(verb["start"], ()) if c["dep"] in _SUBJECTS)
    return behind["pos"] == "ADJ" and any(negator["start"] < c["start"] for c in subjects)


def _denied(word: Row, side: Side) -> bool:
    """Is it denied, or told as failed: "denied reports that they fled", "failed to reach land"?"""
    above = side.tokens_at.get(word["head"])
    if _failed(word, above):
        return True
    if above is None or not (word["dep"] in {"ccomp", "acl", "xcomp"} or _told_in(word, side)):
        return False
    if above["pos"] == "NOUN":
        below = side.children.get(word["start"], ())
        if not any(c["dep"] == "mark" or c["dep"] in _SUBJECTS for c in below):
            return False  # "denied an attack following a raid"
        above = side.tokens_at.get(above["head"], above)
    return above["lemma"] in lexicon("denials") and not _negated(above, side)


def _told_in(word: Row, side: Side) -> bool:
    """Is it what a noun tells ("reports that they fled"), taken for a relative clause?"""
    below = side.children.get(word["start"], ())
    return word["dep"] == "acl:relcl" and any(c["dep"] == "mark" for c in below)


def able(event: Event, side: Side) -> bool:
    """Is it told as what somebody is able or allowed to do ("can fall")?"""
    below = side.children.get(event.word["start"], ())
    return any(c["dep"].startswith("aux") and c["lemma"] == "can" for c in below)


def _failed(word: Row, above: Row | None) -> bool:
    return above is not None and word["dep"] == "xcomp" and above["lemma"] in lexicon("failures")


_MODALITIES = ("unreal", "possible", "likely", "necessary", "future")


def _modality(word: Row, side: Side) -> str:
    """By auxiliaries and adverbs, and by a predicate of seeming or belief that carries the verb."""
    below = side.children.get(word["start"], ())
    words = [c["lemma"] for c in below if c["dep"] in {"aux", "advmod"}]
    above: list[str] = []
    governor = side.tokens_at.get(word["head"])
    if word["dep"] == "xcomp" and governor is not None:
        words.append(governor["lemma"])
        around = side.children.get(governor["start"], ())
        if any(c["dep"] == "mark" and c["lemma"] == "whether" for c in around):
            return "open"  # "to find out whether it is likely to fall"
        # "possibly avoid paying"; not so "will be asked to leave"
        hedging = {"advmod"} if any(c["dep"] in _CONTROLS for c in around) else {"advmod", "aux"}
        above = [c["lemma"] for c in around if c["dep"] in hedging]
    if word["dep"] in {"csubj", "advcl"} and governor is not None:
        aux = [c["lemma"] for c in side.children.get(governor["start"], ()) if c["dep"] == "aux"]
        words += [w for w in aux if w in lexicon("modal_unreal")]
    belief = _belief(word, side)
    if belief is not None:
        if _negated(belief, side) or _first_person(belief, side):
            return "open"
        words.append("believe")
    if any(c["lemma"] in lexicon("indirect_questions") for c in below) or _asked(word, side):
        return "open"
    if any(c["dep"] == "mark" and c["lemma"] in lexicon("topic_prepositions") for c in below):
        return "open"  # "spoke of leaving"
    if word["dep"] == "ccomp" and governor is not None and governor["lemma"] in lexicon("demands"):
        return "intended"
    found = [m for m in _MODALITIES if any(w in lexicon(f"modal_{m}") for w in words)]
    if _denied(word, side) and set(found) & {"possible", "likely"}:
        return "asserted"  # "denied that it might have fallen": no doubt is left
    found = [m for m in _MODALITIES if any(w in lexicon(f"modal_{m}") for w in (*words, *above))]
    to = any(c["dep"] == "mark" and c["lemma"] == "to" for c in below)
    if not found and to and not _failed(word, governor):
        return "intended"
    if not found and word["dep"] == "xcomp" and governor is not None and governor["pos"] == "VERB":
        helped = _modality(governor, side)  # "to help find it" finds nothing yet
        return helped if helped == "intended" else "asserted"
    return found[0] if found else "asserted"


def _belief(word: Row, side: Side) -> Row | None:
    """The verb by which somebody believes it, or something suggests it; what is joined to that
    ("though it fell") is not believed.
    """
    below = side.children.get(word["start"], ())
    verb = side.tokens_at.get(word["head"])
    if word["dep"] != "ccomp" or any(c["dep"] == "mark" and c["lemma"] != "that" for c in below):
        return None
    if verb is None or not (verb["lemma"] in lexicon("beliefs") or _by_evidence(verb, side)):
        return None
    return verb


def _by_evidence(verb: Row, side: Side) -> bool:
    """Does what has no name suggest it ("early signs suggest")? Who has one may propose it."""
    below = side.children.get(verb["start"], ())
    subject = next((c for c in below if c["dep"] == "nsubj"), None)
    impersonal = subject is not None and subject["pos"] == "NOUN"
    return verb["lemma"] in lexicon("evidence") and impersonal


def _first_person(verb: Row, side: Side) -> bool:
    """Does the speaker speak of himself: is "I think" an opinion rather than a finding?"""
    below = side.children.get(verb["start"], ())
    return any(c["dep"] == "nsubj" and c["text"].lower() in {"i", "we"} for c in below)


def _asked(word: Row, side: Side) -> bool:
    """Is it a question that the sentence tells of ("how many fell", "look into what felled it")?"""
    governor = side.tokens_at.get(word["head"])
    if word["dep"] == "acl:relcl":
        return governor is not None and governor["lemma"] == "what"
    if word["dep"] != "ccomp":
        return False
    below = side.children.get(word["start"], ())
    within = (c for child in below for c in side.children.get(child["start"], ()))
    asking = lexicon("indirect_questions") | lexicon("interrogatives")
    phrases = (c for c in within if c["dep"] in {"advmod", "det"})
    return any(c["lemma"] in asking for c in (*below, *phrases))


def same_event(x: Event, y: Event, wordnet: WordNet) -> bool:
    """Do two event words mean nearly the same, and share a participant?"""
    a, b = x.word, y.word
    light = lexicon("light_verbs")
    fewest = 1 if a["pos"] == b["pos"] == "VERB" else 2
    if a["lemma"] in light or b["lemma"] in light:
        return False
    shared = x.participants & y.participants
    if len(shared) < fewest and not shared & (x.core | y.core):
        return False
    if a["lemma"] == b["lemma"]:
        return True
    if a["pos"] == b["pos"]:
        telling = all(wordnet.senses(w["lemma"], w["pos"]) <= TELLING for w in (a, b))
        return telling and wordnet.near(a["lemma"], b["lemma"], a["pos"])
    return wordnet.derived(a["lemma"], a["pos"], b["lemma"], b["pos"])


def one_way(x: Event, y: Event) -> bool:
    """Is one verb followed by one preposition and noun ("a van", "a man drove into a stall")?"""
    ways = (x.roles.keys() & y.roles.keys()) - _CORE - {"modified"}
    return x.word["lemma"] == y.word["lemma"] and any(
        x.roles[way].heads[0]["lemma"] == y.roles[way].heads[0]["lemma"] for way in ways
    )


def as_noun(x: Event, y: Event, wordnet: WordNet) -> bool:
    """Is what a verb tells the other verb's object: "the ship was inspected", "it passed an
    inspection", both with one more participant?
    """
    told = y.roles.get("object")
    if told is None or x.word["pos"] != "VERB" or told.heads[0]["pos"] != "NOUN":
        return False
    noun = told.heads[0]["lemma"]
    derived = wordnet.derived(x.word["lemma"], "VERB", noun, "NOUN")
    return derived and bool(x.core & (y.participants - {noun}))


def same_deed(x: Event, y: Event, wordnet: WordNet) -> bool:
    """Do two verbs near each other in some sense have one noun for subject or object, and go on
    with one preposition?

    What is done to it ("went through a lock", "passed through") tells that the sense is one,
    however many senses the verbs have.
    """
    a, b = x.word, y.word
    if not a["pos"] == b["pos"] == "VERB" or not wordnet.near(a["lemma"], b["lemma"], "VERB"):
        return False
    common = x.roles.keys() & y.roles.keys()
    cores = [(x.roles[role].heads[0], y.roles[role].heads[0]) for role in common & _CORE]
    return bool(common - _CORE - {"modified"}) and any(
        one["lemma"] == other["lemma"] and one["pos"] == "NOUN" for one, other in cores
    )


def one_event(x: Event, y: Event, wordnet: WordNet) -> bool:
    """Is it the same event by its words, or one deed by what is done?"""
    return same_event(x, y, wordnet) or same_deed(x, y, wordnet)
