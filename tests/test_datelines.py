"""Text → where its dateline ends."""

import pytest
import spacy

from crosscheck.datelines import after_dateline
from crosscheck.language.annotation import analyse


@pytest.mark.parametrize(
    "dateline",
    [
        "ORLOW — ",
        "ORLOW, Wendland — ",
        "ST. ORLOW, Wd. (GZ) - ",
        "ORLOW, May 3 (Gazette) -- ",
        "ORLOW/NEW WEND, 3 May 2021 – ",
        "Orlow (Gazette) — ",
        "(Gazette) - ",
        "ORLOW—",
        "(GZ) ",
        "(GZ)",
        "Orlow (GZ)",
    ],
)
def test_where_a_dateline_ends(dateline):
    for text in ("Floods closed the bridge.", "“Go,” she said.", "12 boats sank."):
        assert after_dateline(dateline + text) == len(dateline)


@pytest.mark.parametrize(
    "text",
    [
        "The bridge — the old one — is closed.",
        "Orlow — The bridge is closed.",
        "A U.S.–China summit opened.",
        "U.S.–China talks failed.",
        "ORLOW – and nobody else – closed it.",
        "WEND-Orlow trains stand still.",
        "She said (twice) - No.",
        "The Wend Harbour Office (WHO) Director resigned.",
        "",
    ],
)
def test_what_is_no_dateline(text):
    assert after_dateline(text) == 0


def test_a_sentence_begins_behind_a_dateline():
    text = "ORLOW, Wendland — Floods closed the bridge."
    nlp = spacy.blank("en")
    (doc,) = analyse([{"text": text, "kind": "paragraph"}], nlp)
    assert [token.text for token in doc if token.is_sent_start] == ["ORLOW", "Floods"]
