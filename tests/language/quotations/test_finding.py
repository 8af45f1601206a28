import pytest
import spacy
from spacy.tokens import Doc

from crosscheck.language.article import Passage
from crosscheck.language.quotations.finding import Quotation, quotations

VOCAB = spacy.blank("en").vocab
VERBS = (
    *("say/said", "say/saying", "tell/told", "add/added", "quote/quoted", "call/called"),
    *("believe/believed", "warn/warned", "state/stated", "sign/signed", "meet/meets"),
    *("chirp/chirped",),
)
POS = {
    "DET": ["a", "an", "the", "both", "that"],
    "PRON": ["he", "she", "they", "it", "his", "her"],
    "VERB": VERBS,
    "AUX": ["be/was", "be/is", "be/are"],
    "ADP": ["by", "to", "with", "of", "in", "for", "as", "according", "from", "on"],
    "CCONJ": ["and", "but"],
    "PUNCT": list("“”\"'‘’,.:;–?!()"),
}
TAGS = {"saying": "VBG", "believed": "VBN", "quoted": "VBN", "his": "PRP$", "her": "PRP$"}
ANALYSIS = {
    form.split("/")[-1]: (form.split("/")[0], pos) for pos, forms in POS.items() for form in forms
}


def _doc(text: str) -> Doc:
    """Tokens apart by spaces; a ~ joins a token to the one before it."""
    words, spaces = [], []
    for word in text.split(" "):
        if word.startswith("~"):
            spaces[-1] = False
        words.append(word.lstrip("~"))
        spaces.append(True)
    spaces[-1] = False
    known = [ANALYSIS.get(w.lower()) for w in words]
    pos = [
        k[1] if k else "PROPN" if w[0].isupper() else "NOUN"
        for w, k in zip(words, known, strict=True)
    ]
    ents = [
        "B-PERSON" if p == "PROPN" and w not in PLACES else "O"
        for w, p in zip(words, pos, strict=True)
    ]
    return Doc(
        VOCAB,
        words=words,
        spaces=spaces,
        pos=pos,
        tags=[TAGS.get(w, "VBD" if p == "VERB" else p) for w, p in zip(words, pos, strict=True)],
        lemmas=[k[0] if k else w.lower() for w, k in zip(words, known, strict=True)],
        ents=ents,
    )


PLACES = ("Lisbon", "Daily", "Mondays")


def _article(*texts: str) -> list[Passage]:
    passages, start = [], 0
    for number, text in enumerate(texts):
        doc = _doc(text)
        passages.append(Passage(str(number), "paragraph", start, doc))
        start += len(doc.text) + 1
    return passages


def _raw(passages: list[Passage]) -> str:
    return "\n".join(p.doc.text for p in passages)


def _rows(*texts: str) -> list[tuple[str, str, str | None, str | None]]:
    passages = _article(*texts)
    raw = _raw(passages)
    return [
        (
            raw[q.start : q.end],
            q.kind,
            raw[q.speaker.start : q.speaker.end] if q.speaker else None,
            q.cue,
        )
        for q in quotations(passages)
    ]


def _one(text: str) -> Quotation:
    (found,) = quotations(_article(text))
    return found


@pytest.mark.parametrize(
    ("text", "speaker", "cue"),
    [
        ("“ ~The well is dry ~, ~” said Ana Reis ~, a farmer ~.", "Ana Reis", "say"),
        ("“ ~The well is dry ~, ~” the mayor Ana Reis said ~.", "the mayor Ana Reis", "say"),
        ("“ ~The well is dry ~, ~” Ana Reis ~, mayor of Lisbon ~, said ~.", "Ana Reis", "say"),
        ("“ ~The well is dry ~, ~” Reis chirped ~.", "Reis", "chirp"),
        ("“ ~The well is dry ~, ~” according to Reis ~.", "Reis", "according to"),
        (
            "“ ~The well is dry ~, ~” a guest was quoted as saying by the Daily ~.",
            "a guest",
            "quote",
        ),
        ("Reis said ~: “ ~The well is dry ~. ~”", "Reis", "say"),
        ("Reis ~: “ ~The well is dry ~. ~”", "Reis", None),
        ("According to Reis ~, “ ~The well is dry ~. ~”", "Reis", "according to"),
        ("“ ~The well is dry ~. ~” – Ana Reis ~, mayor", "Ana Reis", None),
        ("“ ~The well in Lisbon is dry and the farm is lost “ ~Reis stated ~.", "Reis", "state"),
        # who speaks may be told behind a full stop, in a sentence that tells more
        (
            "“ ~The well is dry ~. ~” added Ana Reis ~, who runs a farm ~, visits us and eats ~.",
            "Ana Reis",
            "add",
        ),
        ("LISBON — “ ~The well is dry ~, ~” Reis said ~.", "Reis", "say"),
    ],
)
def test_direct_speech(text: str, speaker: str, cue: str | None) -> None:
    (row,) = _rows(text)
    assert row[1:] == ("direct", speaker, cue)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Reis called the plan “ ~pure madness ~” ~.", ("partial", "Reis", "call")),
        ("The plan was “ ~pure madness ~, ~” Reis said ~.", ("partial", "Reis", "say")),
        ("Reis meets his “ ~old rival ~” Costa ~.", ("partial", "his", None)),
        ("Reis meets with “ ~old rival ~” Costa ~.", ("partial", "Reis", None)),
        ("It is believed that the plan is “ ~pure madness ~” ~.", ("partial", None, "believe")),
        ("Reis signed a “ ~forever ~” pact ~.", ("scare", None, None)),
        ("The “ ~forever ~” pact was in Lisbon ~.", ("scare", None, None)),
    ],
)
def test_phrases(text: str, expected: tuple[str, str | None, str | None]) -> None:
    (row,) = _rows(text)
    assert row[1:] == expected


def test_one_sentence_with_two_phrases_is_one_utterance() -> None:
    found = list(quotations(_article("Reis said it was “ ~old ~” and “ ~ugly ~” ~.")))
    assert [q.utterance for q in found] == [0, 0]


def test_broken_and_continued_speech_is_one_utterance() -> None:
    passages = _article(
        "“ ~The well is dry ~, ~” Reis said ~. “ ~The farm is lost ~. ~”",
        "“ ~We go ~, ~” Costa said ~.",
    )
    found = list(quotations(passages))
    assert [q.utterance for q in found] == [0, 0, 1]
    assert found[0].speaker == found[1].speaker != found[2].speaker


def test_a_speech_of_several_paragraphs_keeps_its_speaker() -> None:
    rows = _rows("Reis said ~: “ ~The well is dry ~.", "“ ~The farm is lost ~. ~”")
    assert [row[1:3] for row in rows] == [("direct", "Reis"), ("direct", "Reis")]


def test_joined_paragraphs_of_one_speech_keep_its_speaker() -> None:
    text = 'Reis said ~: " ~The well is dry ~. " ~The farm is lost ~. " ~We go ~. ~"'
    found = list(quotations(_article(text)))
    assert [q.utterance for q in found] == [0, 0, 0]
    assert found[0].speaker == found[1].speaker == found[2].speaker is not None


def test_whoever_answers_where_a_mark_was_forgotten_is_another() -> None:
    text = 'Reis said ~: " ~The well is dry ~. " ~We go ~, ~" Costa said ~.'
    found = list(quotations(_article(text)))
    assert [q.utterance for q in found] == [0, 1]
    assert found[0].speaker != found[1].speaker


def test_an_introduction_names_the_speaker_of_the_next_paragraph() -> None:
    rows = _rows("And from the chairwoman ~:", "“ ~The well is dry ~. ~”")
    assert rows == [("The well is dry.", "direct", "the chairwoman", None)]


def test_a_quotation_that_stands_alone_belongs_to_whoever_was_reported() -> None:
    rows = _rows("Reis warned Costa ~.", "“ ~The well is dry ~. ~”")
    assert rows == [("The well is dry.", "direct", "Reis", None)]


@pytest.mark.parametrize(
    ("before", "text", "antecedents"),
    [
        ("Reis meets Costa ~.", "“ ~We go ~, ~” she said ~.", ["Reis"]),
        ("“ ~We go ~, ~” Costa said ~.", "“ ~We run ~, ~” he added ~.", ["Costa"]),
        ("Reis meets Costa ~.", "“ ~We go ~, ~” they said ~.", ["Reis", "Costa"]),
        ("Reis meets Costa ~.", "“ ~We go ~, ~” both ministers said ~.", ["Reis", "Costa"]),
    ],
)
def test_pronouns_and_pairs_have_antecedents(
    before: str, text: str, antecedents: list[str]
) -> None:
    passages = _article(before, text)
    raw = _raw(passages)
    *_, last = quotations(passages)
    assert [raw[p.start : p.end] for p in last.antecedents] == antecedents


def test_offsets_count_in_the_raw_text() -> None:
    passage = Passage("x", "paragraph", 100, _doc("Reis said ~: “ ~The well is dry ~. ~”"))
    (found,) = quotations([passage])
    assert (found.start, found.end) == (112, 128)
    assert (found.speaker.start, found.speaker.end) == (100, 104)
    assert (found.cue_place.start, found.cue_place.end) == (105, 109)


def test_captions_do_not_break_a_speech() -> None:
    first, caption, last = _article(
        "Reis said ~: “ ~The well is dry ~.", "The well in Lisbon ~.", "“ ~The farm is lost ~. ~”"
    )
    caption = Passage("1", "caption", caption.start, caption.doc)
    assert [q.utterance for q in quotations([first, caption, last])] == [0, 0]
