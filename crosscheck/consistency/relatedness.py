"""Do two words, or two verbs with what they are about, mean nearly the same?"""

from crosscheck.consistency.events import Event
from crosscheck.consistency.sides import Row, Side
from crosscheck.language.quotations import cues
from crosscheck.language.wordnet import WordNet


def related(wordnet: WordNet, a: Row, b: Row) -> bool:
    """Do two tokens mean nearly the same: one lemma, near synonyms, or derived from each other?"""
    if a["lemma"] == b["lemma"]:
        return True
    if a["pos"] == b["pos"]:
        return wordnet.near(a["lemma"], b["lemma"], a["pos"])
    return wordnet.derived(a["lemma"], a["pos"], b["lemma"], b["pos"])


def other_content(x: Event, a: Side, y: Event, b: Side, wordnet: WordNet) -> bool:
    """Is it something else that two like verbs are about: "need not leave", "need to stay"?"""
    first, second = _content_of(x, a), _content_of(y, b)
    return first is not None and second is not None and not related(wordnet, first, second)


def _content_of(event: Event, side: Side) -> Row | None:
    """The head of what a verb is about: an infinitive, or what is told ("confirmed the loss")."""
    below = side.children.get(event.word["start"], ())
    clauses = {"xcomp", "ccomp"} if event.word["lemma"] in cues.lexicon().verbs else {"xcomp"}
    clause = next((c for c in below if c["dep"] in clauses), None)
    told = event.roles.get("object")
    if clause is not None or told is None or "ccomp" not in clauses:
        return clause
    return None if told.heads[0]["pos"] == "PRON" else told.heads[0]
