"""Claims that an altered quotation ties."""

from crosscheck.consistency.ties import altered_quotations
from crosscheck.consistency.utterances import Limits
from crosscheck.language.wordnet import WordNet
from tests.docs import entity, quotation, side

LIMITS = Limits(evidence=9.0, omitted=12)


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
