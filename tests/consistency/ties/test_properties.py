"""Figures that two documents give for one property of a thing."""

from datetime import UTC, datetime

import pytest

from crosscheck.consistency.comparers import quantity as comparer
from crosscheck.consistency.comparers.base import Context
from crosscheck.consistency.figures.properties import figures_of, of_one_property
from crosscheck.consistency.story import places
from crosscheck.consistency.ties.properties import differing_properties
from crosscheck.consistency.utterances.utterance import Limits
from crosscheck.language.wordnet import WordNet
from tests.docs import quantity, side, time

WORDNET = WordNet([])
LONG_AGO = time("in March", (2021, 3, 1), (2021, 4, 1))
MAY = datetime(2021, 5, 20, tzinfo=UTC)

LORRY = "a/DET>3:det {figure}/NUM>3:compound lorry/NOUN>4:nsubj sank/sink/VERB"
THE_LORRY = "the/DET>2:det lorry/NOUN>3:nsubj rolled/roll/VERB"
OTHER_LORRY = "another/DET>2:det lorry/NOUN>3:nsubj rolled/roll/VERB"
LORRIES = "the/DET>2:det lorries/lorry/NOUN>3:nsubj rolled/roll/VERB"
BOY = "a/DET>3:det {figure}/ADJ>3:amod boy/NOUN>4:nsubj fell/fall/VERB wall/NOUN>4:obl"
ELSEWHERE = "a/DET>3:det {figure}/ADJ>3:amod boy/NOUN>4:nsubj sang/sing/VERB"
GIRL = "a/DET>3:det {figure}/ADJ>3:amod girl/NOUN>4:nsubj fell/fall/VERB wall/NOUN>4:obl"
SOMEBODY = "a/DET>2:det {figure}/NOUN>3:nsubj fell/fall/VERB wall/NOUN>3:obl"
HER_SON = "her/PRON>3:nmod:poss {figure}/ADJ>3:amod son/NOUN>4:nsubj fell/fall/VERB wall/NOUN>4:obl"
TOWN = "a/DET>2:det town/NOUN>5:obj of/ADP>4:case {figure}/NUM>2:nmod flooded/flood/VERB"
FELL = "Ida/PROPN>2:nsubj fell/fall/VERB {figure}/NOUN>2:obl"
SHE_FELL = "she/PRON>2:nsubj fell/fall/VERB {figure}/NOUN>2:obl"
HELD = "police/NOUN>2:nsubj held/hold/VERB {figure}/NUM>4:nummod divers/diver/NOUN>2:obj"
OTHERS_HELD = "crews/crew/NOUN>2:nsubj held/hold/VERB {figure}/NUM>4:nummod gulls/gull/NOUN>2:obj"
JAILED = (
    "she/PRON>3:nsubj may/AUX>3:aux face/face/VERB {figure}/NOUN>3:obj in/ADP>6:case "
    "jail/NOUN>4:nmod"
)


def told(text, shown, low, doc_id="d1", *, at=0, **given):
    """A document's claim with one figure, at some sentence."""
    words = text.format(figure=shown)
    plain = " ".join(word.split(">")[0].split("/")[0] for word in words.split())
    start = plain.index(shown)
    row = quantity(shown, low, **given) | {"start": start, "end": start + len(shown)}
    return placed(side(words, doc_id=doc_id, quantities=[row], sentence_start=at), at)


def plain(text, doc_id="d1", at=5):
    return placed(side(text, doc_id=doc_id, sentence_start=at), at)


def placed(made, at):
    made.claim["claim_id"] = f"{made.claim['doc_id']}:{at}"
    made.document["published"] = MAY
    return made


def heavy(tons, doc_id="d1", text=LORRY, **given):
    measure = {"kind": "measure", "unit": "kilogram", "counted_lemma": None}
    return told(text, f"{tons}-ton", 1000.0 * tons, doc_id, **measure, **given)


def age(years, doc_id="d1", text=BOY, **given):
    measure = {"kind": "measure", "unit": "year", "counted_lemma": None}
    return told(text, f"{years}-year-old", float(years), doc_id, **measure, **given)


def tied(*story):
    return differing_properties(story, places(story), WORDNET)


def test_two_weights_of_the_one_lorry_are_tied():
    story = [heavy(18), plain(THE_LORRY), heavy(25, "d2"), plain(THE_LORRY, "d2")]
    assert tied(*story) == {(0, 2)}
    assert of_one_property(
        story[0].quantities[0], story[0], story[2].quantities[0], story[2], WORDNET
    )


@pytest.mark.parametrize(
    "story",
    [
        pytest.param([heavy(18), plain(THE_LORRY), heavy(25, "d2")], id="not known for one"),
        pytest.param(
            [heavy(18), plain(THE_LORRY), heavy(25, "d2"), plain(LORRIES, "d2")], id="several"
        ),
        pytest.param(
            [
                heavy(18),
                plain(THE_LORRY),
                heavy(25, "d2"),
                plain(THE_LORRY, "d2"),
                plain(OTHER_LORRY, "d2", 8),
            ],
            id="another beside it",
        ),
        pytest.param(
            [heavy(8), plain(THE_LORRY), heavy(25, "d2"), plain(THE_LORRY, "d2")], id="far apart"
        ),
        pytest.param(
            [heavy(24), plain(THE_LORRY), heavy(25, "d2"), plain(THE_LORRY, "d2")], id="rounded"
        ),
        pytest.param(
            [
                heavy(18),
                plain(THE_LORRY),
                heavy(25, "d2"),
                heavy(18, "d2", at=9),
                plain(THE_LORRY, "d2"),
            ],
            id="both given",
        ),
    ],
)
def test_weights_of_what_may_be_two_lorries_or_one_weight_are_not(story):
    assert tied(*story) == set()


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        (age(5), age(6, "d2"), {(0, 1)}),
        (age(5), age(6, "d2", SOMEBODY), set()),  # a boy is no person to this WordNet
        (age(5, text=SOMEBODY), age(6, "d2", SOMEBODY), {(0, 1)}),
        (age(5), age(12, "d2"), set()),
        (age(5), age(6, "d2", ELSEWHERE), set()),
        (age(5), age(6, "d2", GIRL), set()),
        (age(5, text=HER_SON), age(6, "d2", HER_SON), set()),
    ],
)
def test_ages_of_the_one_without_a_name(one, other, expected):
    assert tied(one, other) == expected


def test_who_is_told_of_behind_the_news_is_somebody_else():
    fill = [plain(THE_LORRY, "d2", at=n) for n in range(6)]
    assert tied(age(5), *fill, age(6, "d2", at=9)) == set()


def test_towns_of_two_names_are_two():
    named = (
        "{name}/PROPN a/DET>3:det town/NOUN>1:appos of/ADP>5:case {figure}/NUM>3:nmod flooded/VERB"
    )

    def town(name, size, doc_id):
        return told(named.replace("{name}", name), f"{size}", float(size), doc_id)

    assert tied(town("Orlo", 41000, "d1"), town("Wend", 44000, "d2")) == set()
    assert tied(town("Orlo", 41000, "d1"), town("Orlo", 44000, "d2")) == {(0, 1)}


def test_sizes_of_a_group():
    assert tied(told(TOWN, "41000", 41000.0), told(TOWN, "44000", 44000.0, "d2")) == {(0, 1)}
    assert tied(told(TOWN, "41", 41.0), told(TOWN, "44", 44.0, "d2")) == set()


def far(feet, doc_id="d1", text=FELL, **given):
    measure = {"kind": "measure", "unit": "foot", "counted_lemma": None}
    return told(text, f"{feet}ft", float(feet), doc_id, **measure, **given)


def test_how_far_somebody_fell():
    assert tied(far(20), far(25, "d2")) == {(0, 1)}
    assert tied(far(20), far(25, "d2", SHE_FELL)) == set()
    assert tied(far(20), far(45, "d2")) == set()


def test_who_fell_may_be_told_by_the_verb_before():
    climbed = (
        "Ida/PROPN>2:nsubj climbed/climb/VERB and/CCONJ>4:cc fell/fall/VERB>2:conj "
        "{figure}/NOUN>4:obl"
    )
    assert tied(far(20), far(25, "d2", climbed)) == {(0, 1)}
    nobody = climbed.replace("Ida/PROPN", "Then/ADV").replace("nsubj", "advmod")
    assert tied(far(20), far(25, "d2", nobody)) == set()


def test_the_fall_of_one_thing_behind_the_news():
    fell = "the/DET>2:det lorry/NOUN>3:nsubj fell/fall/VERB {figure}/NOUN>3:obl"
    behind = [plain(THE_LORRY, "d2", at=n) for n in range(6)]
    late = far(25, "d2", fell, at=9)
    assert tied(far(20, text=fell), *behind, late) == {(0, 7)}
    others = [plain(LORRIES, "d2", at=n) for n in range(6)]
    assert tied(far(20, text=fell), *others, late) == set()


def test_whom_one_deed_befell():
    def held(number, doc_id, text=HELD, noun="diver"):
        return told(text, str(number), float(number), doc_id, counted_lemma=noun)

    assert tied(held(45, "d1"), held(47, "d2")) == {(0, 1)}
    assert tied(held(45, "d1"), held(90, "d2")) == set()
    assert tied(held(4, "d1"), held(5, "d2")) == set()
    assert tied(held(45, "d1"), held(47, "d2", OTHERS_HELD, "gull")) == set()


def may_get(years, doc_id="d1", mod="EQUAL_OR_LESS"):
    words = JAILED.format(figure=f"{years}-years")
    shown = f"{years}-years"
    row = time(shown, None, type="DURATION", value=f"P{years}Y", mod=mod)
    row |= {"start": 13, "end": 13 + len(shown)}
    return placed(side(words, doc_id=doc_id, times=[row]), 0)


def test_the_longest_that_somebody_may_be_in_prison():
    assert tied(may_get(9), may_get(12, "d2")) == {(0, 1)}
    assert tied(may_get(9), may_get(9, "d2")) == set()
    assert tied(may_get(9), may_get(12, "d2", mod=None)) == set()
    assert [row["kind"] for row in figures_of(may_get(9))] == ["term"]


@pytest.mark.parametrize(
    ("other", "severity"), [(6, "soft"), (7, "hard")], ids=["a year more", "two years"]
)
def test_what_the_comparer_says_of_a_property(other, severity):
    context = Context(0.3, WORDNET, False, Limits(9.0, 12), tied=frozenset({"property"}))
    found = list(comparer.compare(age(5), age(other, "d2"), context))
    assert [(c.severity, c.explanation) for c in found] == [
        (severity, f"5-year-old ≠ {other}-year-old")
    ]
