"""Text → where a headline goes on behind a colon."""

import pytest
import spacy

from crosscheck.headlines import after_colon
from crosscheck.language.annotation import analyse


@pytest.mark.parametrize(
    ("before", "behind"),
    [
        ("Lund: ", "‘The pier will stay shut’"),
        ("Harbour master Lund to Wend: ", "All ships must wait"),
        ("The pier is safe: Lund", ""),
        ("Storm: latest", ""),
        ("“Stay away”: what the harbour master said", ""),
        ("At 10:30 the pier was shut", ""),
        ("Is it safe? Lund: the pier stays shut", ""),
        ("The pier will stay shut", ""),
    ],
)
def test_where_a_headline_goes_on(before, behind):
    assert after_colon(before + behind) == (len(before) if behind else 0)


def test_a_sentence_begins_behind_a_colon_of_a_title():
    text = "Lund: The pier is shut"
    titles = [{"text": text, "kind": kind} for kind in ("title", "paragraph")]
    title, paragraph = analyse(titles, spacy.blank("en"))
    assert [t.text for t in title if t.is_sent_start] == ["Lund", "The"]
    assert [t.text for t in paragraph if t.is_sent_start] == ["Lund"]
