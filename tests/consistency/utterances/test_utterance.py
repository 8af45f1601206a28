"""Quotations → utterances, joined from their pieces."""

from crosscheck.consistency.utterances.utterance import utterances
from tests.docs import HOLT, quotation


def test_pieces_of_one_utterance_are_joined():
    rows = [
        quotation(text, start=start, speaker="e1") | {"utterance_id": key, "doc_id": "d1"}
        for text, start, key in (("The end", 90, "u1"), ("The start", 0, "u1"), ("Other", 50, "u2"))
    ]
    found = utterances(rows, {"e1": HOLT})
    assert [[piece["text"] for piece in u.pieces] for u in found] == [
        ["The start", "The end"],
        ["Other"],
    ]
    assert found[0].speaker == HOLT
