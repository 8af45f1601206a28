"""The name recogniser: best paths by hand, networks of a few numbers, and the model that ships."""

from itertools import product
from pathlib import Path

import numpy as np
import pytest
import spacy

from crosscheck.language.pipeline import load_pipeline
from crosscheck.language.recogniser import (
    FACTORY,
    SURE,
    NameRecogniser,
    allowed,
    best_paths,
    label_words,
)

KINDS = ["O", "B-PERSON", "I-PERSON", "B-ORG", "I-ORG"]
MOVES = np.where(allowed(KINDS), 0.0, -1e4)
MODEL = str(Path(__file__).parents[2] / "models/en_crosscheck")


def best_by_trying(scores, moves):
    """The best of all paths through one text."""

    def total(path):
        steps = zip((-1, *path), path, strict=False)
        return sum(moves[a, b] for a, b in steps) + sum(
            scores[i, label] for i, label in enumerate(path)
        )

    return max(product(range(scores.shape[1]), repeat=len(scores)), key=total)


def test_an_inside_label_continues_its_own_kind_only():
    table = allowed(KINDS)
    assert table[:, KINDS.index("I-ORG")].tolist() == [False, False, False, True, True, False]
    assert table[:, KINDS.index("B-ORG")].all()


def test_a_path_gives_up_a_word_s_best_label_for_a_name_of_one_kind():
    scores = np.array([[0.0, 2.0, 0.0, 1.5, 0.0], [0.0, 0.0, 0.5, 0.0, 3.0]])
    assert [KINDS[i] for i in best_paths(scores, [2], MOVES)] == ["B-ORG", "I-ORG"]


def test_paths_of_several_texts_are_the_best_of_all_paths():
    rng = np.random.default_rng(3)
    lengths = [2, 4, 1, 4, 3]
    scores = rng.normal(size=(sum(lengths), len(KINDS))) * 2
    moves = MOVES + rng.normal(size=MOVES.shape)
    ends = np.cumsum(lengths)
    expected = [
        label
        for end, length in zip(ends, lengths, strict=True)
        for label in best_by_trying(scores[end - length : end], moves)
    ]
    assert best_paths(scores, lengths, moves).tolist() == expected


def test_words_surely_outside_cut_the_text():
    scores = np.zeros((5, len(KINDS)))
    scores[[0, 2, 4], 0] = SURE + 1
    scores[1, 1], scores[3, 2] = 4, 4  # I-PERSON after a cut has nothing to continue
    found = label_words(scores, np.ones(5), MOVES)
    assert [KINDS[i] for i in found][:3] == ["O", "B-PERSON", "O"]
    assert KINDS[found[3]] != "I-PERSON"
    assert not label_words(scores, np.zeros(5), MOVES).any()


def test_no_words_have_no_path():
    assert len(label_words(np.zeros((0, 5)), np.zeros(0), MOVES)) == 0


@pytest.fixture
def tiny():
    """A pipeline whose network finds capitalised words: random weights, made to fit by hand."""
    nlp = spacy.blank("en")
    pipe = nlp.add_pipe(FACTORY, name="ner")
    rng = np.random.default_rng(1)
    width, kinds = 8, ["O", "B-PERSON", "I-PERSON", "B-MISC", "I-MISC"]
    shapes = {
        "rows": (500, width),
        "static": (nlp.vocab.vectors.shape[1], width),
        "mix": (width, 2 * width),
        "mix_bias": (2 * width,),
        "conv0": (3 * width, 2 * width),
        "conv0_bias": (2 * width,),
        "conv1": (3 * width, 2 * width),
        "conv1_bias": (2 * width,),
        "out": (width, len(kinds)),
        "out_bias": (len(kinds),),
        "moves": (len(kinds) + 1, len(kinds)),
    }
    arrays = {name: rng.normal(size=shape).astype(np.float16) for name, shape in shapes.items()}
    pipe.begin(arrays, [1, 3], kinds, ["MISC"])
    return nlp


TEXTS = [
    "Ana Torres met Bo Li in Lima, and Ana Torres left.",
    "",
    "One word.\n\nThen Mara Quill, of the Quill Trust, spoke again.",
]


def entities(doc):
    return [(ent.text, ent.label_) for ent in doc.ents]


def test_a_batch_is_read_as_each_text_alone(tiny):
    found = [entities(doc) for doc in tiny.pipe(TEXTS)]
    assert found == [entities(tiny(text)) for text in TEXTS]
    assert any(found)


def test_a_space_that_does_not_break_is_part_of_the_name(tiny):
    text = next(text for text in TEXTS if any(" " in e.text for e in tiny(text).ents))
    name = next(e.text for e in tiny(text).ents if " " in e.text)
    odd = tiny(text.replace(name, name.replace(" ", "\xa0")))
    assert [(e.text.replace("\xa0", " "), e.label_) for e in odd.ents] == entities(tiny(text))


def test_hidden_kinds_are_no_entities(tiny):
    assert tiny.get_pipe("ner").labels == ("PERSON",)
    assert {label for text in TEXTS for _, label in entities(tiny(text))} == {"PERSON"}


def test_it_is_the_same_after_saving(tiny, tmp_path):
    tiny.to_disk(tmp_path / "model")
    again = spacy.load(tmp_path / "model")
    copied = NameRecogniser(tiny.vocab).from_bytes(tiny.get_pipe("ner").to_bytes())
    for text in TEXTS:
        assert entities(again(text)) == entities(tiny(text))
        assert entities(copied(tiny.make_doc(text))) == entities(tiny(text))


@pytest.mark.parametrize(
    ("text", "names"),
    [
        (
            "Angela Merkel met Emmanuel Macron in Paris on Tuesday.",
            {("Angela Merkel", "PERSON"), ("Emmanuel Macron", "PERSON"), ("Paris", "GPE")},
        ),
        ("Beijing said it would not sign the treaty.", {("Beijing", "GPE")}),
        ("Moscow said it was ready.", {("Moscow", "GPE")}),
        ("The talks between Kyiv and Moscow broke down.", {("Kyiv", "GPE"), ("Moscow", "GPE")}),
        ("He works for the United Nations.", {("United Nations", "ORG")}),
        (
            "Volkswagen sued the European Commission in Luxembourg.",
            {("Volkswagen", "ORG"), ("European Commission", "ORG"), ("Luxembourg", "GPE")},
        ),
        ("As President, I will sign nothing.", set()),  # a title is nobody's name
        ("The firm lost US$4.4 billion in Lima.", {("Lima", "GPE")}),  # nor is a currency a body
        ("It was raining, and nobody had brought an umbrella.", set()),
    ],
)
def test_the_model_finds_names(text, names):
    doc = load_pipeline(MODEL)(text)
    assert {
        (e.text.removeprefix("the "), e.label_) for e in doc.ents if e.label_ != "DATE"
    } == names
