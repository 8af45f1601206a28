"""benchmarks/language.py on files of our own and pipelines made by hand."""

import importlib.util
import sys
from pathlib import Path

import pytest
import spacy
from spacy.tokens import Doc

_SPEC = importlib.util.spec_from_file_location(
    "benchmark_of_language", Path(__file__).parents[2] / "benchmarks/language.py"
)
language = importlib.util.module_from_spec(_SPEC)
sys.modules[_SPEC.name] = language
_SPEC.loader.exec_module(language)

TREEBANK = (
    "# newdoc\n1\tRain\train\tNOUN\tNN\t_\t2\tnsubj\t_\t_\n"
    "2\tfell\tfall\tVERB\tVBD\t_\t0\troot\t_\tSpaceAfter=No\n3\t.\t.\tPUNCT\t.\t_\t2\tpunct\t_\t_\n\n"
    "1\tAnn\tAnn\tPROPN\tNNP\t_\t2\tnsubj\t_\t_\n2\tleft\tleave\tVERB\tVBD\t_\t0\troot\t_\t_\n\n"
)


@spacy.Language.component("gold_for_tests")
def gold_for_tests(doc):
    """Mark the two test sentences as the treebank does, but for one tag."""
    known = {"Rain": ("NN", "nsubj", 1), "fell": ("JJ", "ROOT", 0), ".": (".", "punct", -1)}
    known |= {"Ann": ("NNP", "nsubj", 1), "left": ("VBD", "ROOT", 0)}
    marks = [known[token.text] for token in doc]
    return Doc(
        doc.vocab,
        words=[token.text for token in doc],
        spaces=[bool(token.whitespace_) for token in doc],
        tags=[tag for tag, _, _ in marks],
        deps=[dep for _, dep, _ in marks],
        heads=[i + offset for i, (_, _, offset) in enumerate(marks)],
    )


@pytest.fixture
def nlp():
    nlp = spacy.blank("en")
    nlp.add_pipe("gold_for_tests")
    return nlp


@pytest.fixture
def sentences(tmp_path):
    path = tmp_path / "two.conllu"
    path.write_text(TREEBANK, encoding="utf8")
    return language.read_conllu(path)


def test_raw_text_scores(nlp, sentences):
    scores = language.score_raw(nlp, sentences)
    assert scores["words"] == scores["UAS"] == scores["LAS"] == scores["sentences"] == 100
    assert scores["TAG"] == pytest.approx(80)


def test_gold_token_scores(nlp, sentences):
    scores = language.score_gold_tokens(nlp, sentences)
    assert scores["LAS"] == 100
    assert scores["TAG"] == pytest.approx(80)


def test_strict_entity_spans(tmp_path):
    path = tmp_path / "names.conll"
    path.write_text("Ann I-PER\nleft O\nKenya I-LOC\n\nBob I-PER\nLee I-PER\n", encoding="utf8")
    nlp = spacy.blank("en")
    ruler = nlp.add_pipe("entity_ruler")
    patterns = [("PERSON", "Ann"), ("GPE", "Kenya"), ("PERSON", "Bob")]
    ruler.add_patterns([{"label": label, "pattern": text} for label, text in patterns])
    scores = language.score_entities(nlp, path, gold_tokens=True)
    assert scores["NER-P"] == scores["NER-R"] == pytest.approx(200 / 3)
    assert scores["LOC-F"] == 100
    # "Bob" is a part of "Bob Lee"
    assert scores["NER-type"] == 100


def test_universal_ner_columns(tmp_path):
    path = tmp_path / "some.iob2"
    path.write_text("# sent_id = 1\n1\tAnn\tB-PER\t-\t-\n2\tleft\tO\t-\t-\n", encoding="utf8")
    assert list(language.read_columns(path)) == [(["Ann", "left"], ["B-PER", "O"])]
