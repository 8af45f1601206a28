"""The analyser: networks of a few numbers, lemma rules, white space, and the model that ships."""

from pathlib import Path

import numpy as np
import pytest
import spacy

from crosscheck.language.pipeline import load_pipeline
from crosscheck.language.syntax import (
    FACTORY,
    SyntaxAnalyser,
    complements_beside,
    conjuncts_alike,
)

MODEL = str(Path(__file__).parents[2] / "models/en_crosscheck")
NAMES = {
    "tag": ["NN", "VBD", "."],
    "morph": ["NOUN#Number=Sing", "VERB#", "PUNCT#"],
    "lemma": ["L0+", "L2+", "K0+"],
    "dep": ["ROOT", "nsubj", "punct"],
}


@pytest.fixture
def tiny():
    """A pipeline with random weights."""
    nlp = spacy.blank("en")
    pipe = nlp.add_pipe(FACTORY, name="syntax")
    rng = np.random.default_rng(1)
    width, arc, dep = 8, 4, 3
    layers = {
        "mix": (width, 2 * width),
        "conv0": (3 * width, 2 * width),
        "conv1": (3 * width, 2 * width),
        **{kind: (width, len(NAMES[kind])) for kind in ("tag", "morph", "lemma")},
        "start": (width, 1),
        "arc_dep": (width, 2 * arc),
        "arc_head": (width, 2 * arc),
        "arc_root": (width, 1),
        "dep_dep": (width, 2 * dep),
        "dep": (dep, len(NAMES["dep"])),
    }
    shapes = {f"{name}_bias": shape[1:] for name, shape in layers.items()} | layers
    shapes |= {"rows": (500, width), "static": (nlp.vocab.vectors.shape[1], width)}
    shapes |= {"spaced": (2, width), "arc": (arc, arc), "dep_head": (width, 2 * dep)}
    shapes |= {"distance": (7,)}
    arrays = {name: rng.normal(size=shape).astype(np.float16) for name, shape in shapes.items()}
    pipe.begin(arrays, [1, 3], NAMES)
    return nlp


TEXTS = [
    "Ana Torres met Bo Li in Lima, and Ana Torres left. Nobody knew why.",
    "",
    "\n\nOne word.\n\nThen Mara Quill, of the Quill Trust, spoke again.  ",
    "\n",
    "Yes",
]


def marks(doc):
    return [
        (t.text, t.tag_, t.pos_, str(t.morph), t.lemma_, t.dep_, t.head.i, bool(t.is_sent_start))
        for t in doc
    ]


def test_a_batch_is_read_as_each_text_alone(tiny):
    assert [marks(doc) for doc in tiny.pipe(TEXTS)] == [marks(tiny(text)) for text in TEXTS]


def test_a_sentence_begins_where_it_is_told_to(tiny):
    doc = tiny.make_doc(TEXTS[0])
    doc[3].is_sent_start = True
    doc = tiny(doc)
    assert doc[3].sent.start == 3
    assert all(token.head.i < 3 for token in doc[:3])


def test_a_sentence_has_one_root_and_no_arc_leaves_it(tiny):
    doc = tiny(TEXTS[0] * 3)
    assert len(list(doc.sents)) > 1
    for sentence in doc.sents:
        assert sum(token.dep_ == "ROOT" for token in sentence) == 1
        assert {token.head.sent.start for token in sentence} == {sentence.start}
        assert all((token.dep_ == "ROOT") == (token.head.i == token.i) for token in sentence)


def test_white_space_that_ends_no_line_changes_nothing(tiny):
    plain = tiny(TEXTS[0])
    odd = tiny(TEXTS[0].replace("met ", "met\xa0").replace("left. ", "left.  "))
    assert sum(token.is_space for token in odd) == 2
    words = [token for token in odd if not token.is_space]
    assert [t.tag_ for t in words] == [t.tag_ for t in plain]
    assert [t.head.text for t in words] == [t.head.text for t in plain]


def test_white_space_hangs_on_what_stands_before_it(tiny):
    doc = tiny("\n\nOne word. \n\n Then.")
    assert [(t.i, t.head.i) for t in doc if t.is_space] == [(0, 1), (4, 3)]
    assert {(t.tag_, t.pos_, t.dep_) for t in doc if t.is_space} == {("_SP", "SPACE", "dep")}
    assert tiny("\n")[0].head.i == 0


def test_it_is_the_same_after_saving(tiny, tmp_path):
    tiny.to_disk(tmp_path / "model")
    again = spacy.load(tmp_path / "model")
    copied = SyntaxAnalyser(tiny.vocab).from_bytes(tiny.get_pipe("syntax").to_bytes())
    for text in TEXTS:
        assert marks(again(text)) == marks(tiny(text))
        assert marks(copied(tiny.make_doc(text))) == marks(tiny(text))


def test_a_complement_hangs_on_the_verb_right_before_it():
    words = ["Ana", "praised", "her", "and", "predicted", "they", "would", "win", "again"]
    deps = ["nsubj", "ROOT", "obj", "cc", "conj", "nsubj", "aux", "ccomp", "advmod"]
    heads = np.array([1, 1, 1, 4, 1, 7, 7, 1, 7])
    verbs = np.array([word in {"praised", "predicted", "win"} for word in words])
    found = complements_beside(heads, deps, verbs)
    assert words[found[7]] == "predicted"
    assert np.delete(found, 7).tolist() == np.delete(heads, 7).tolist()
    deps[5] = "obj"  # then "predicted" has its complement
    heads[5] = 4
    assert complements_beside(heads, deps, verbs).tolist() == heads.tolist()


@pytest.mark.parametrize(
    ("tag", "dep", "expected"),
    [
        ("VBD", "nmod", "wrote"),
        ("VB", "nmod", "wait"),  # they should also call it so
        ("VBD", "nsubj", "wait"),  # a clause of its own, wherever it belongs
    ],
)
def test_a_finite_verb_is_joined_to_a_finite_one(tag, dep, expected):
    words = ["Ana", "wrote", "they", "should", "wait", "and", "called", "it", "odd"]
    deps = ["nsubj", "ROOT", "nsubj", "aux", "ccomp", "cc", "conj", dep, "xcomp"]
    tags = ["NNP", "VBD", "PRP", "MD", "VB", "CC", tag, "PRP", "JJ"]
    heads = np.array([1, 1, 4, 4, 1, 6, 4, 6, 6])
    found = conjuncts_alike(heads, deps, tags)
    assert words[found[6]] == expected
    assert np.delete(found, 6).tolist() == np.delete(heads, 6).tolist()


def test_a_finite_verb_under_no_finite_one_stays():
    heads = np.array([1, 1, 1])
    assert conjuncts_alike(heads, ["aux", "ROOT", "conj"], ["MD", "VB", "VBZ"]).tolist() == [
        1,
        1,
        1,
    ]


@pytest.mark.parametrize(
    ("text", "relations"),
    [
        (
            "The court freed two men on Monday.",
            {("court", "nsubj", "freed"), ("men", "obj", "freed"), ("Monday", "obl", "freed")},
        ),
        (
            "Nobody was hurt by the blast.",
            {("Nobody", "nsubj:pass", "hurt"), ("blast", "obl", "hurt")},
        ),
        (
            "“We will not leave,” the minister told reporters.",
            {("not", "advmod", "leave"), ("leave", "ccomp", "told"), ("minister", "nsubj", "told")},
        ),
        (
            "The ship was last inspected in March.",
            {("ship", "nsubj:pass", "inspected"), ("March", "obl", "inspected")},
        ),
    ],
)
def test_the_model_parses(text, relations):
    doc = load_pipeline(MODEL)(text)
    assert relations <= {(t.text, t.dep_.split(":agent")[0], t.head.text) for t in doc}


def test_the_model_cuts_sentences_and_lemmatizes():
    text = "He tripled prices. “It was theirs,” she said.\n\nTwo companies, robbed, denied it."
    doc = load_pipeline(MODEL)(text)
    assert [s.text.strip() for s in doc.sents] == [
        "He tripled prices.",
        "“It was theirs,” she said.",
        "Two companies, robbed, denied it.",
    ]
    lemmas = {t.text: t.lemma_ for t in doc}
    assert [lemmas[w] for w in ("tripled", "prices", "was", "companies", "robbed", "denied")] == [
        "triple",
        "price",
        "be",
        "company",
        "rob",
        "deny",
    ]
