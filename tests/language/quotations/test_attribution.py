import pytest
import spacy
from spacy.tokens import Doc

from crosscheck.language.article import Passage
from crosscheck.language.quotations.attribution import attributions, shipped_weights
from crosscheck.language.quotations.finding import quotations

VOCAB = spacy.blank("en").vocab
WEIGHTS = {
    "cue": {"bias": -5, "lemma=say": 10, "lemma=accord": 10, "lemma=believe": 10},
    "source": {"bias": -5, "nsubj": 10, "<case": 10},
    "content": {"bias": -5, "ccomp": 10, "<case<obl": 10},
}
INDIRECT = [
    *[("The", "the", "DET", "DT", 1, "det"), ("mayor", "mayor", "NOUN", "NN", 2, "nsubj")],
    *[("said", "say", "VERB", "VBD", 2, "ROOT"), ("that", "that", "SCONJ", "IN", 6, "mark")],
    *[("wells", "well", "NOUN", "NNS", 6, "nsubj"), ("are", "be", "AUX", "VBP", 6, "cop")],
    *[("dry", "dry", "ADJ", "JJ", 2, "ccomp"), (".", ".", "PUNCT", ".", 2, "punct")],
]
ACCORDING = [
    *[("Wells", "well", "NOUN", "NNS", 2, "nsubj"), ("are", "be", "AUX", "VBP", 2, "cop")],
    *[("dry", "dry", "ADJ", "JJ", 2, "ROOT"), (",", ",", "PUNCT", ",", 6, "punct")],
    *[("according", "accord", "VERB", "VBG", 6, "case"), ("to", "to", "ADP", "IN", 4, "fixed")],
    *[("Reis", "Reis", "PROPN", "NNP", 2, "obl"), (".", ".", "PUNCT", ".", 2, "punct")],
]
PASSIVE = [
    *[("It", "it", "PRON", "PRP", 2, "expl"), ("is", "be", "AUX", "VBZ", 2, "aux:pass")],
    *[
        ("believed", "believe", "VERB", "VBN", 2, "ROOT"),
        ("that", "that", "SCONJ", "IN", 5, "mark"),
    ],
    *[("wells", "well", "NOUN", "NNS", 5, "nsubj"), ("dried", "dry", "VERB", "VBD", 2, "ccomp")],
    *[(".", ".", "PUNCT", ".", 2, "punct")],
]
QUOTED = [
    *[("“", "“", "PUNCT", "``", 2, "punct"), ("Wells", "well", "NOUN", "NNS", 2, "nsubj")],
    *[("dried", "dry", "VERB", "VBD", 6, "ccomp"), (",", ",", "PUNCT", ",", 6, "punct")],
    *[("”", "”", "PUNCT", "''", 6, "punct"), ("Reis", "Reis", "PROPN", "NNP", 6, "nsubj")],
    *[("said", "say", "VERB", "VBD", 6, "ROOT"), (".", ".", "PUNCT", ".", 6, "punct")],
]


def _found(rows: list[tuple[str, str, str, str, int, str]]) -> list[tuple]:
    words, lemmas, pos, tags, heads, deps = (list(column) for column in zip(*rows, strict=True))
    doc = Doc(VOCAB, words=words, lemmas=lemmas, pos=pos, tags=tags, heads=heads, deps=deps)
    passages = [Passage("p", "paragraph", 50, doc)]

    def text(place: tuple[int, int, int] | None) -> str | None:
        return None if place is None else doc.text[place[1] - 50 : place[2] - 50]

    found = attributions(passages, list(quotations(passages)), weights=WEIGHTS)
    return [
        (text(a.source), a.lemma, a.certainty, a.kind, *(text(c) for c in a.content)) for a in found
    ]


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        (INDIRECT, ("The mayor", "say", "said", "indirect", "that wells are dry")),
        (ACCORDING, ("Reis", "according to", "said", "indirect", "Wells are dry")),
        (PASSIVE, (None, "believe", "believed", "indirect", "that wells dried")),
        (QUOTED, ("Reis", "say", "said", "direct", "Wells dried ,")),
    ],
)
def test_who_says_what(rows: list, expected: tuple) -> None:
    assert _found(rows) == [expected]


def test_the_shipped_weights_cover_the_three_decisions() -> None:
    weights = shipped_weights()
    assert set(weights) == {"cue", "source", "content"}
    assert weights["cue"]["lemma=say"] > 0 > weights["cue"]["bias"]
