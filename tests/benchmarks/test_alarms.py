"""Called conflicts are matched with what readers judged, by sentences of the articles."""

import json

import alarms
import pytest
from alarms import Call, Place

XML = """<Document doc_name="3_{number}ecbplus.xml">
{tokens}
</Document>"""


def article(number, *sentences):
    tokens = [
        f'<token t_id="{n}" sentence="{s}">{word}</token>'
        for s, sentence in sentences
        for n, word in enumerate(sentence.split())
    ]
    return XML.format(number=number, tokens="\n".join(tokens))


@pytest.fixture
def topics(tmp_path):
    folder = tmp_path / "3"
    folder.mkdir()
    address = "http : / / www . herald . example / dam"
    first = article(1, (0, address), (1, "The dam broke ."), (2, "Six fled ."))
    (folder / "3_1ecbplus.xml").write_text(first)
    (folder / "3_2ecbplus.xml").write_text(article(2, (0, "The dam held .")))
    (folder / "notes.xml").write_text("<notes/>")
    return tmp_path


def test_articles_are_read_a_sentence_as_a_paragraph(topics):
    first, second = alarms.read_articles(topics)
    assert (first.story, first.number, first.outlet) == ("03ecbplus", 1, "herald.example")
    assert first.text == "The dam broke.\n\nSix fled."
    assert second.outlet != first.outlet


@pytest.mark.parametrize(
    ("start", "end", "numbers"), [(0, 14, {1}), (4, 5, {1}), (16, 19, {2}), (8, 20, {1, 2})]
)
def test_a_stretch_lies_in_sentences(topics, start, end, numbers):
    first, _ = alarms.read_articles(topics)
    assert first.sentences_in(start, end) == numbers


def call(kind="polarity", a=(1, {1}), b=(2, {0}), story="03ecbplus"):
    places = tuple(Place(number, frozenset(sentences)) for number, sentences in (a, b))
    return Call(story, kind, places)


@pytest.mark.parametrize(
    ("other", "meets"),
    [
        (call(), True),
        (call(a=(2, {0}), b=(1, {1, 2})), True),
        (call(kind="entity"), False),
        (call(story="03ecb"), False),
        (call(a=(1, {2})), False),
        (call(a=(4, {1})), False),
    ],
)
def test_a_judged_call_is_met_in_common_sentences(other, meets):
    assert call().meets(other) is meets


def test_calls_between_two_values_of_a_story_count_once():
    def row(told):
        return {"explanation": told, "severity": "hard", "conflict_type": "polarity"}

    calls = [
        (row("broke ≠ held"), call(a=(4, {1}))),
        (row("held ≠ broke"), call()),
        (row("six ≠ two"), call(a=(1, {2}))),
    ]
    found = alarms.judge(calls, [(call(), "wrong")])
    assert [judgement for _, judgement in found] == ["wrong", "not judged"]


def test_every_judgement_can_be_read():
    judged = alarms.read_judged(alarms.JUDGED)
    assert {judgement for _, judgement in judged} == set(alarms.JUDGEMENTS[:-1])
    for line in alarms.JUDGED.read_text().splitlines():
        assert ("cause" in json.loads(line)) <= (json.loads(line)["judged"] != "right")
