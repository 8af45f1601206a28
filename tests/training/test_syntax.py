"""What the analyser learns from, and that the trained network and the component are one."""

import json

import numpy as np
import pytest
import spacy
from spacy.tokens import Doc, DocBin

from tests.training.test_training import module  # noqa: F401  (a fixture)

NAMES = {
    "tag": ["NN", "VBD", "."],
    "morph": ["NOUN#Number=Sing", "VERB#", "PUNCT#"],
    "lemma": ["L0+", "L2+", "K0+"],
    "dep": ["ROOT", "dep", "nsubj", "punct"],
}


@pytest.fixture
def syntax(module):  # noqa: F811
    """The module training/syntax.py."""
    return module("syntax")


def test_gold_sentences_have_heads_of_their_own(syntax, tmp_path):
    nlp = spacy.blank("en")
    doc = Doc(
        nlp.vocab,
        words=["Rain", "fell", ".", "\n\n", "Snow", "fell", "."],
        tags=["NN", "VBD", ".", "_SP", "NN", "VBD", "?"],
        pos=["NOUN", "VERB", "PUNCT", "SPACE", "NOUN", "VERB", "PUNCT"],
        morphs=["Number=Sing", "", "", "", "Number=Sing", "", ""],
        lemmas=["rain", "fell", ".", "\n\n", "snow", "fell", "."],
        heads=[1, 1, 1, 2, 5, 5, 5],
        deps=["nsubj", "ROOT", "punct", "dep", "nsubj", "ROOT", "punct"],
        sent_starts=[True, False, False, False, True, False, False],
    )
    DocBin(docs=[doc]).to_disk(tmp_path / "some.spacy")
    (passage,) = syntax.read_gold([tmp_path / "some.spacy"], NAMES)
    assert passage.words[3] == syntax.BREAK
    assert passage.places.tolist() == [0, 1, 2, 4, 5, 6]
    assert passage.start.tolist() == [1, 0, 0, 1, 0, 0]
    columns = [(first, heads[:, 0].tolist()) for first, heads, _, _ in passage.sentences]
    assert columns == [(0, [2, 0, 2]), (3, [2, 0, 2])]
    ids, shares = passage.ranked["tag"]
    assert ids[:5, 0].tolist() == [0, 1, 2, 0, 1]
    assert shares[:, 0].tolist() == [1, 1, 1, 1, 1, 0]  # no label is called "?"


def softened(folder, heads, chances, starts):
    """Write one document of one paragraph as training/soften.py does."""
    size = len(heads)
    ranked = {
        kind: np.zeros((size, 4), dtype=np.int16) for kind in ("tag", "morph", "lemma", "dep")
    }
    shares = {f"{kind}_p": np.full((size, 4), 0.2, dtype=np.float16) for kind in ranked}
    np.savez(
        folder / "000.npz",
        words=" ".join("abcdef"[:size]),
        spaces=np.ones(size, dtype=bool),
        names=json.dumps(NAMES),
        start=np.array(starts, dtype=np.float16),
        head=np.array(heads, dtype=np.int16),
        head_p=np.array(chances, dtype=np.float16),
        tree=np.array([row[0] for row in heads], dtype=np.int16),
        **ranked,
        **shares,
    )


def test_heads_beyond_the_sentence_lose_their_share(syntax, tmp_path):
    heads = [[2, 0, 1, 1], [0, 3, 1, 1], [0, 1, 4, 3], [3, 2, 0, 4]]
    chances = [[0.6, 0.2, 0, 0], [0.5, 0.5, 0, 0], [0.5, 0.2, 0.3, 0], [0.5, 0.25, 0.25, 0]]
    softened(tmp_path, heads, chances, [1, 0, 0.9, 0.1])
    (passage,) = syntax.read_soft(tmp_path, syntax.random.Random(1))
    (begin, _, first, trees), (then, columns, second, others) = passage.sentences
    assert (begin, then) == (0, 2)
    assert trees.tolist() == [2, 0]
    np.testing.assert_allclose(first[1], [1, 0, 0, 0], atol=1e-3)  # word 3 is beyond
    assert others.tolist() == [0, 1]
    np.testing.assert_allclose(second[1], [0.66, 0, 0.33, 0], atol=0.01)
    assert columns[1].tolist() == [1, 0, 0, 0]  # neither beyond nor the word itself
    np.testing.assert_allclose(passage.ranked["tag"][1].sum(1), 1, atol=1e-3)


def test_the_component_reads_as_the_trained_network_does(syntax):
    torch = syntax.torch
    torch.manual_seed(3)
    nlp = spacy.blank("en")
    params = {"width": 8, "dilations": [1, 3], "dropout": 0.3, "word_dropout": 0.2, "rows": 300}
    params |= {"arc": 6, "dep": 4, "reach": 2}
    nlp.vocab.vectors.resize((1, 4))
    model = syntax.Analyser(params, 4, NAMES).eval()
    with torch.no_grad():
        for value in model.parameters():
            value.normal_()
    weights = {name: value.detach() for name, value in model.named_parameters()}
    about = {"dilations": [1, 3], "names": NAMES}
    pipe = syntax.component(nlp, syntax.FACTORY, "syntax", weights, **about)
    words = ["Rain", "fell", "on", "Lima", ",", "again", "."]
    doc = pipe(Doc(nlp.vocab, words=words, spaces=[True] * 3 + [False, True, False, False]))

    lexicon = syntax.Lexicon(nlp.vocab.vectors, params["rows"])
    flags = torch.tensor([int(bool(token.whitespace_)) for token in doc])
    inside = torch.ones(len(words))
    with torch.no_grad():
        states = model.read(*lexicon.bags(words), inside, model.spaced[flags])
        tags = model.linear(states, "tag").argmax(1)
        sents = [(s.start, s.end) for s in doc.sents]
        size = max(end - start for start, end in sents)
        index = torch.tensor([[min(s + i, len(doc) - 1) for i in range(size)] for s, _ in sents])
        real = torch.tensor([[s + i < e for i in range(size)] for s, e in sents])
        arcs = model.arcs(states, index, real).numpy()
        heads = torch.tensor([token.head.i for token in doc])
        deps = model.deps(states, heads)
    deps[:, NAMES["dep"].index("ROOT")] = -1e6
    assert [token.tag_ for token in doc] == [NAMES["tag"][i] for i in tags]
    columns = syntax_trees(arcs, sents)
    assert [token.head.i for token in doc] == columns
    labels = [NAMES["dep"][i] for i in deps.argmax(1)]
    assert [t.dep_ for t in doc if t.dep_ != "ROOT"] == [
        label for t, label in zip(doc, labels, strict=True) if t.dep_ != "ROOT"
    ]


def syntax_trees(arcs, sentences):
    """Heads of the words of all sentences, roots' their own."""
    from crosscheck.language.trees import best_trees

    found = best_trees(arcs, np.array([end - start for start, end in sentences]))
    return [
        start + (column - 1 if column else place)
        for (start, end), row in zip(sentences, found.tolist(), strict=True)
        for place, column in enumerate(row[: end - start])
    ]
