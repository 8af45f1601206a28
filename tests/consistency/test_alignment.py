"""Claims of a story → candidate pairs and their scores."""

import numpy as np
import pytest

from crosscheck.consistency.alignment import (
    Features,
    align,
    altered_quotations,
    candidates,
    similarities,
)
from crosscheck.consistency.model import AlignmentModel, load_alignment_model
from crosscheck.consistency.utterances import Limits
from crosscheck.errors import ModelError
from crosscheck.language.wordnet import WordNet
from tests.docs import entity, quantity, quotation, side


class Letters:
    """An encoder that counts letters: enough to be deterministic and to tell texts apart."""

    def encode(self, texts):
        return np.array(
            [[text.lower().count(c) for c in "abcdefghijklmnopqrstuvwxyz"] for text in texts],
            dtype=float,
        )


STORY = [
    side("dam/NOUN burst/VERB above/ADP town/NOUN", doc_id="d1"),
    side("mayor/NOUN resigned/resign/VERB", doc_id="d1"),
    side("dam/NOUN burst/VERB near/ADP town/NOUN", doc_id="d2"),
    side("schools/school/NOUN closed/close/VERB", doc_id="d2"),
]
LIMITS = Limits(evidence=9.0, omitted=12)
# One tree: words ≤ 0.5 → −3, else +3.
MODEL = AlignmentModel(
    ("words",),
    0.0,
    (({"feature": 0, "threshold": 0.5, "left": 1, "right": 2}, {"value": -3.0}, {"value": 3.0}),),
)


def test_only_claims_of_different_documents_are_paired():
    found = candidates(STORY, similarities(STORY, Letters()), neighbours=4)
    assert all(STORY[i].claim["doc_id"] != STORY[j].claim["doc_id"] for i, j in found)
    assert (0, 2) in found


def test_a_shared_quantity_makes_a_candidate():
    a = side("twelve/NUM fled/flee/VERB", doc_id="d1", quantities=[quantity("12", 12)])
    b = side("dozen/NUM hurt/VERB", doc_id="d2", quantities=[quantity("a dozen", 12)])
    story = [a, b]
    found = candidates(story, similarities(story, Letters()), neighbours=1)
    assert "quantity" in found[0, 1]


def test_a_shared_quotation_makes_a_candidate():
    a = side("x/NOUN", doc_id="d1", quotations=[quotation("we heard a crash")])
    b = side("y/NOUN", doc_id="d2", quotations=[quotation("heard a crash, then")])
    found = candidates([a, b], similarities([a, b], Letters()), neighbours=1)
    assert "quotation" in found[0, 1]


def test_align_keeps_what_scores_high_enough():
    pairs = align(
        STORY,
        encoder=Letters(),
        wordnet=WordNet([]),
        model=MODEL,
        limits=LIMITS,
        threshold=0.5,
        neighbours=4,
    )
    assert [(pair.a, pair.b) for pair in pairs] == [(0, 2)]
    assert pairs[0].score == pytest.approx(0.95257)


def test_one_document_has_no_pairs():
    assert (
        align(
            STORY[:2],
            encoder=Letters(),
            wordnet=WordNet([]),
            model=MODEL,
            limits=LIMITS,
            threshold=0.0,
            neighbours=4,
        )
        == []
    )


def test_features_do_not_depend_on_the_order_of_a_pair():
    features = Features(STORY, similarities(STORY, Letters()))
    assert features.of(0, 2) == features.of(2, 0)


def test_a_model_that_needs_an_unknown_feature_says_so():
    model = AlignmentModel(("colour",), 0.0, ())
    with pytest.raises(ModelError, match="needs the feature 'colour'"):
        model.scores([{"words": 1.0}])


def test_a_missing_model_is_named(tmp_path):
    with pytest.raises(ModelError, match=r"no such model; set align\.model"):
        load_alignment_model(tmp_path / "none.json")


def test_a_broken_model_is_named(tmp_path):
    (tmp_path / "m.json").write_text("{}")
    with pytest.raises(ModelError, match="not an alignment model"):
        load_alignment_model(tmp_path / "m.json")


def claim_of(doc_id, number, start, end, text):
    """A claim's side in a document of one sentence that quotes a whole speech."""
    speech = quotation(text, speaker="e1")
    a = side("x/NOUN", doc_id=doc_id, quotations=[speech], claim_id=f"{doc_id}:{number}")
    a.claim.update(start=start, end=end, text=text[start:end])
    return a


def test_differing_words_tie_the_closest_claims_that_hold_them():
    first = "We closed the bridge because the river is rising and the mill is flooded"
    second = first.replace("flooded", "burning")
    story = [
        claim_of(doc_id, number, start, end, text)
        for doc_id, text in (("d1", first), ("d2", second))
        for number, (start, end) in enumerate([(0, len(text)), (0, 20), (53, len(text))])
    ]
    # Each claim has the utterance of its document, as `sides` gives it to them.
    for side_ in story:
        whole = next(s for s in story if s.claim["doc_id"] == side_.claim["doc_id"])
        object.__setattr__(side_, "said", whole.utterances)
    tied = altered_quotations(story, WordNet([]), LIMITS)
    assert tied == {(2, 5)}


def test_phrases_in_other_words_need_a_name_in_common():
    near = WordNet(["word n friend 1", "word n companion 2", "near 1 2"])
    a = side("x/NOUN", doc_id="d1", quotations=[quotation("old friend")])
    b = side("y/NOUN", doc_id="d2", quotations=[quotation("old companion")])
    assert altered_quotations([a, b], near, LIMITS) == set()
    named = {"e1": entity("e1", "Ada Holt")}
    a = side("x/NOUN", doc_id="d1", quotations=[quotation("old friend")], entities=named)
    b = side("y/NOUN", doc_id="d2", quotations=[quotation("old companion")], entities=named)
    assert altered_quotations([a, b], near, LIMITS) == {(0, 1)}
