"""Two sides that quote → the conflicts about the words that were said."""

import dataclasses

import pytest

from crosscheck.consistency.comparers import quote
from crosscheck.consistency.utterances.utterance import UNMARKED, Utterance
from tests.consistency.comparers.calling import CONTEXT, COPIED, called, in_copies
from tests.docs import entity as entity_row
from tests.docs import quotation, side


@pytest.mark.parametrize(
    ("p", "q", "severity"),
    [
        ("The dam will hold through the winter", "The dam will fail through the winter", "hard"),
        ("The dam will hold through the winter", "the dam will hold", None),
        (
            "The dam will hold … through the winter",
            "The dam will hold, I think, through the winter",
            None,
        ),
        ("We are travelling to the harbour now", "We're traveling to the harbour now", None),
        ("The dam [in Sutton] will hold this winter", "The dam will hold this winter", None),
        ("The dam will hold through the winter", "The dam will hold through a winter", "soft"),
        ("We asked for boats", "Nobody told the council anything", None),
        ("close friend", "near companion", "hard"),
        ("We build that f***ing bridge now", "we build that fucking bridge now", None),
        ("We told Qadhafi to leave at once", "We told Gaddafi to leave at once", None),
        ("Well, I think the dam will hold", "Well, the dam will hold", "soft"),
        (
            "a most modern way of developing the region and its economy",
            "modern ways for regional and economic development",
            "hard",
        ),
        (
            "so we told the crew to leave the ship right now",
            "I said that we told the crew to leave the boat right now",
            "hard",
        ),
        (
            "the careless sale of the harbour is an unheard-of and dreadful insult to the town",
            "a careless selling like this, without asking, is dreadful, unheard-of, "
            "an insult to our town",
            "hard",
        ),
        (
            "the careless sale of the harbour is an unheard-of and dreadful insult to the town",
            "the careless town clerk filed an unheard-of, dreadful tender and left the office",
            None,
        ),
        # both only come upon one name for a thing
        (
            "they closed the inquiry into the fall of the harbour wall at Sutton this year",
            "our inquiry into the fall of the old harbour wall at Sutton has met again",
            None,
        ),
        ("close friend", "close friends", None),
        ("safe harbour", "big mistake", None),
    ],
)
def test_quote(p, q, severity):
    a = side("he/PRON said/say/VERB", quotations=[quotation(p, speaker="e1")], end=99)
    b = side("he/PRON said/say/VERB", doc_id="d2", quotations=[quotation(q, speaker="e1")], end=99)
    assert [found[0] for found in called(quote, a, b)] == ([severity] if severity else [])


def told_by_holt(text, doc_id, kind):
    return side(
        "he/PRON said/say/VERB it/PRON",
        doc_id=doc_id,
        quotations=[quotation(text, speaker="holt", kind=kind)],
        speakers={"holt": entity_row("holt", "holt")},
    )


@pytest.mark.parametrize(("phrase", "number"), [("hard winter", 0), ("wet winter", 1)])
def test_a_phrase_that_stands_in_the_other_quotation(phrase, number):
    """ "A hard winter and a long winter" has both; that the other is left out alters nothing."""
    a = told_by_holt("A hard winter comes before a long winter there", "d1", "direct")
    a, b = (dataclasses.replace(x, around=(0, 99)) for x in
            (a, told_by_holt(phrase, "d2", "partial")))  # fmt: skip
    assert len(called(quote, a, b)) == number


@pytest.mark.parametrize(
    ("again", "number"), [("He hopes", 1), ("we hope our old dam will hold", 0)]
)
def test_who_quotes_both_wordings_heard_both(again, number):
    texts = "Surely we hope our old dam will hold now", "Surely we hope our dam will hold now"
    a, b = (
        side(
            f"{text.replace(' ', '/X ')}/X {more.replace(' ', '/X ')}/X",
            doc_id=f"d{n}",
            quotations=[quotation(text, speaker="e1")],
        )
        for n, (text, more) in enumerate(zip(texts, ("He hopes", again), strict=True))
    )
    assert len(called(quote, a, b)) == number
    assert len(called(quote, b, a)) == number


def test_words_left_out_of_unmarked_speech_are_shown_where_they_would_stand():
    text = "I hope our dam will hold through the coming winter and the spring floods"
    a = side("he/PRON said/say/VERB", quotations=[quotation(text, speaker="e1")], end=99)
    passage = quotation(text.replace(" will", "")) | {"kind": UNMARKED}
    b = side("he/PRON said/say/VERB", doc_id="d2", end=99)
    b = dataclasses.replace(b, said=(Utterance((passage,)),))
    (found,) = quote.compare(a, b, CONTEXT)
    assert found.explanation == "the quoted words differ: “will” ≠ left out"
    assert passage["text"][slice(*found.b)] in {"dam", "hold"}


@pytest.mark.parametrize(("told", "number"), [("crews can", 0), ("we must", 1), ("we", 1)])
def test_speech_turned_into_a_report_is_no_quotation(told, number):
    """ "Our crews can …" for "We are able to …" tells what is said."""
    text = "I hope {} hold our old dam through the coming winter and the spring floods"
    quoted = quotation(text.format("we can"), speaker="e1")
    a = side("he/PRON said/say/VERB", quotations=[quoted], end=99)
    passage = quotation(text.format(told)) | {"kind": UNMARKED}
    b = side("he/PRON said/say/VERB", doc_id="d2", end=99)
    b = dataclasses.replace(b, said=(Utterance((passage,)),))
    assert len(list(quote.compare(a, b, CONTEXT))) == number


def test_unmarked_words_beside_a_short_quotation_are_not_those_quoted():
    """ "I like …" stands in a copy, but no document quotes the other word there."""
    told = "I/PRON like/VERB {}/ADJ boats/NOUN in/ADP Sutton/PROPN harbour/NOUN"
    a, b = (side(told.format(word), doc_id=f"d{n}") for n, word in enumerate(("wet", "dry")))
    utterance = Utterance((quotation(b.text) | {"kind": UNMARKED},))
    a = dataclasses.replace(a, quotations=(quotation("wet boats", start=7, kind="partial"),))
    b = dataclasses.replace(b, said=(utterance,))
    assert in_copies(quote, a, b) == []


def test_a_contraction_is_no_other_word():
    a = told_by_holt("It's so wet that one must go now", "d1", "direct")
    b = told_by_holt("It is so wet that one must go now", "d2", "direct")
    a, b = (dataclasses.replace(x, around=(0, 99)) for x in (a, b))
    assert called(quote, a, b) == []


def test_another_word_of_a_short_quotation_in_near_copies():
    words = COPIED + " said/say/VERB “/PUNCT {0}/NOUN sang/sing/VERB ”/PUNCT"
    start = len(" ".join(word.partition("/")[0] for word in words.split()[:10])) + 1
    sides = [
        side(words.format(word), doc_id=word, quotations=[quotation(f"{word} sang", start=start)])
        for word in ("birds", "boats", "birds")
    ]
    assert in_copies(quote, sides[0], sides[1]) == ["the quoted words differ: “birds” ≠ “boats”"]
    assert in_copies(quote, sides[0], sides[2]) == []
    assert called(quote, sides[0], sides[1]) == []
