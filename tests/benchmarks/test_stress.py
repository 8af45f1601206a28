"""Alterations, paraphrases and their counting, on sentences parsed by hand."""

import random
import re
from collections import Counter
from pathlib import Path

import pytest
import yaml
from _alterations import KINDS, Context, alterations, context_of, other_number, quoted_spans
from _edits import Edit, Lexicon, Shift, apply, compatible, inflected, takes_an
from _paraphrases import contractions, curly, dropped_adverbs, moved_adjuncts, said, straight
from _paraphrases import synonyms as replaced
from spacy.tokens import Doc, Span
from stress import Call, Copy, Planted, Tally, copy_article, count, figures

from tests.docs import VOCAB, parsed

LEXICON = Lexicon(
    [
        "word v repair 1",
        "word v mend 1",
        "word a safe 2",
        "word a unsafe 3",
        "word n harbour 4",
        "word n haven 4,5",
        "word n port 4,6,7,8",
        "antonym a safe a unsafe",
    ]
)
REPAIRED = """
    Ada       Ada      PROPN NNP 2 compound
    Lomax     Lomax    PROPN NNP 5 nsubj:pass
    was       be       AUX   VBD 5 aux:pass
    quickly   quickly  ADV   RB  5 advmod
    paid      pay      VERB  VBN 0 root
    14        14       NUM   CD  7 nummod
    crowns    crown    NOUN  NNS 5 obj
    on        on       ADP   IN  9 case
    Monday    Monday   PROPN NNP 5 obl
    .         .        PUNCT .   5 punct
"""
SAID = """
    “       “       PUNCT `` 5 punct
    The     the     DET   DT 3 det
    harbour harbour NOUN  NN 5 nsubj
    is      be      AUX   VBZ 5 cop
    safe    safe    ADJ   JJ 8 ccomp
    ,       ,       PUNCT ,  5 punct
    ”       ”       PUNCT '' 5 punct
    said    say     VERB  VBD 0 root
    Lomax   Lomax   PROPN NNP 8 nsubj
    .       .       PUNCT .  8 punct
"""
CONTEXT = Context(
    names={"PERSON": ["Lomax", "Ben Okri"]},
    words={"JJ": [("safe", "safe"), ("wide", "wide")], "NN": [("tunnel", "tunnel")]},
    lexicon=LEXICON,
)


def named(rows: str, *names: tuple[int, int]) -> Doc:
    doc = parsed(rows)
    doc.ents = [Span(doc, start, end, label="PERSON") for start, end in names]
    return doc


def altered(doc: Doc, kind: str, context: Context = CONTEXT) -> set[str]:
    sentence = next(doc.sents)
    found = KINDS[kind](sentence, context, random.Random(1))
    return {text_after(doc, a.edits) for a in found}


def text_after(doc: Doc, edits) -> str:
    return apply(doc.text, edits).replace("“ ", "“")  # `parsed` puts a space after every mark


def test_a_number_becomes_another_one():
    (text,) = altered(parsed(REPAIRED), "number")
    assert text.startswith("Ada Lomax was quickly paid ")
    assert "14" not in text


@pytest.mark.parametrize("text", ["14", "3.8", "12,500", "2"])
def test_another_number_is_written_alike(text):
    other = other_number(text, random.Random(3))
    assert other != text
    assert ("," in other) <= ("," in text)
    assert len(other.partition(".")[2]) == len(text.partition(".")[2])


def test_a_number_in_a_bound_stays():
    rows = REPAIRED.replace("quickly   quickly  ADV   RB  5 advmod", "under under ADP IN 6 case")
    moved = rows.replace("paid      pay      VERB  VBN 0 root", "over over ADP IN 6 case")
    assert altered(parsed(moved.replace("crowns    crown", "paid pay")), "number") == set()


def test_a_weekday_becomes_another_one():
    (text,) = altered(parsed(REPAIRED), "date")
    assert text.startswith("Ada Lomax was quickly paid 14 crowns on ")
    assert text.endswith("day.")
    assert "Monday" not in text


def test_a_name_becomes_another_one_of_the_document():
    doc = named(REPAIRED, (0, 2))
    assert altered(doc, "name") == {"Ben Okri was quickly paid 14 crowns on Monday."}


def test_a_name_is_not_replaced_by_a_name_in_the_same_sentence():
    assert (
        altered(named(REPAIRED, (0, 2)), "name", context_of([parsed(REPAIRED)], LEXICON)) == set()
    )


def test_who_says_it_becomes_somebody_else():
    assert altered(named(SAID, (8, 9)), "speaker") == {"“The harbour is safe,” said Ben Okri."}
    assert altered(named(SAID, (8, 9)), "name") == set()


def test_a_statement_becomes_its_negation():
    assert altered(parsed(REPAIRED), "negation") == {
        "Ada Lomax was not quickly paid 14 crowns on Monday."
    }


def test_a_negation_becomes_a_statement():
    rows = REPAIRED.replace("quickly   quickly  ADV   RB", "not not PART RB")
    assert altered(parsed(rows), "negation") == {"Ada Lomax was paid 14 crowns on Monday."}


def test_a_past_is_negated_with_its_lemma():
    rows = """
        Crews    crew   NOUN NNS 2 nsubj
        repaired repair VERB VBD 0 root
        it       it     PRON PRP 2 obj
        .        .      PUNCT . 2 punct
    """
    assert altered(parsed(rows), "negation") == {"Crews did not repair it."}


def test_an_antonym_takes_the_words_place():
    assert altered(parsed(SAID), "antonym") == {"“The harbour is unsafe,” said Lomax."}


def test_one_quoted_word_becomes_another():
    assert altered(parsed(SAID), "quoted word") == {
        "“The tunnel is safe,” said Lomax.",
        "“The harbour is wide,” said Lomax.",
    }


def test_a_quoted_alteration_may_be_called_a_quote():
    found = alterations(next(parsed(SAID).sents), CONTEXT, random.Random(1))
    assert found["antonym"][0].types >= {"polarity", "quote"}
    assert found["antonym"][0].role == "ccomp"


def test_a_hedge_comes_in():
    (text,) = altered(parsed(REPAIRED), "hedge")
    assert text.split()[3] in {"allegedly", "reportedly", "possibly"}


def test_a_quantifier_becomes_another():
    rows = """
        Some   some  DET  DT  2 det
        crews  crew  NOUN NNS 3 nsubj
        left   leave VERB VBD 0 root
        .      .     PUNCT .  3 punct
    """
    assert altered(parsed(rows), "quantifier") == {"All crews left."}


@pytest.mark.parametrize("text", ["“so it is”", '"so it is"', '“so it is"', "“so it is"])
def test_marks_may_be_mixed_or_missing(text):
    doc = Doc(VOCAB, words=[text], spaces=[False])
    ((start, end),) = quoted_spans(doc)
    assert text[start:end] == "so it is"


def written(doc: Doc, finder) -> list[str]:
    return [text_after(doc, group) for group in finder(next(doc.sents), LEXICON)]


def test_paraphrases_say_the_same():
    doc = parsed(REPAIRED)
    assert written(doc, dropped_adverbs) == ["Ada Lomax was paid 14 crowns on Monday."]
    assert written(doc, moved_adjuncts) == ["On Monday, Ada Lomax was quickly paid 14 crowns."]
    assert written(parsed(SAID), said) == ["“The harbour is safe,” stated Lomax."]


def test_a_synonym_fits_in_every_sense_and_never_in_a_quotation():
    rows = """
        An      a       DET  DT  2 det
        harbour harbour NOUN NN  3 nsubj
        opened  open    VERB VBD 0 root
        .       .       PUNCT .  3 punct
    """
    assert written(parsed(rows), replaced) == ["A haven opened."]
    assert written(parsed(SAID), replaced) == []


def test_contractions_go_both_ways():
    rows = """
        It   it   PRON PRP 4 nsubj
        did  do   AUX  VBD 4 aux
        not  not  PART RB  4 advmod
        open open VERB VB  0 root
        .    .    PUNCT .  4 punct
    """
    assert written(parsed(rows), contractions) == ["It didn't open."]
    assert written(parsed(rows.replace("not  not", "n't  not")), contractions) == [
        "It did not open."
    ]


def test_marks_keep_their_length():
    text = "\"It's late,\" she said ('so late')."
    assert curly(text) == "“It’s late,” she said (‘so late’)."
    assert straight(curly(text)) == text


@pytest.mark.parametrize(
    ("word", "expected"), [("harbour", False), ("hour", True), ("union", False), ("egg", True)]
)
def test_articles_go_with_the_sound(word, expected):
    assert takes_an(word) is expected


def test_only_regular_forms_are_made():
    doc = parsed("was be AUX VBD 2 aux:pass\nrepaired repair VERB VBN 0 root")
    assert inflected(doc[1], "mend") == "mended"
    assert inflected(doc[1], "build") is None


def test_places_move_with_the_edits():
    edits = [Edit(0, 1, "The"), Edit(4, 5, ""), Edit(8, 8, "XX")]
    text = "a b c d e f"
    assert apply(text, edits) == "The b  d XXe f"
    shift = Shift(edits)
    assert shift.of(edits[0]) == (0, 3)
    assert shift.start(6) == 7
    assert (shift.start(8), shift.end(8)) == (9, 11)


def test_edits_of_one_group_are_made_together_or_not_at_all():
    first, second = (Edit(0, 2, "x"),), (Edit(1, 3, "y"), Edit(9, 10, "z"))
    assert compatible([first, second, (Edit(5, 6, "w"),)]) == [Edit(0, 2, "x"), Edit(5, 6, "w")]


def test_a_copy_is_the_same_for_the_same_seed_and_knows_its_places():
    doc = named(REPAIRED, (0, 2))

    def once() -> Copy:
        passages = [("title", parsed(SAID)), ("paragraph", doc)]
        return copy_article(passages, LEXICON, random.Random("7"), share=1.0, planted=Counter())

    copy = once()
    assert copy == once()
    title, sentence = copy.sentences
    assert title.alteration is None
    assert sentence.alteration is not None
    assert sentence.alteration.kind == "number"
    assert copy.original[slice(*sentence.original)] == doc.text
    assert copy.text[slice(*sentence.place)] == sentence.alteration.edits[-1].text
    assert copy.text[sentence.copy[0] : sentence.copy[1]].endswith((".", "crowns."))


def test_calls_are_counted_by_kind_and_on_unaltered_sentences():
    (alteration,) = KINDS["date"](next(parsed(REPAIRED).sents), CONTEXT, random.Random(1))
    copy = Copy(
        "0123456789" * 3,
        "0123456789" * 3,
        [
            Planted((0, 10), (0, 10), alteration, (2, 5)),
            Planted((10, 20), (10, 20)),
            Planted((20, 30), (20, 30)),
        ],
    )
    conflict = {"type": "time", "explanation": "Monday ≠ Sunday", "place": (3, 4)}
    found = [
        Call(0, 0, "conflict", "Monday ≠ Sunday", (conflict,)),
        Call(1, 2, "conflict", "Monday ≠ Sunday", (conflict,)),
        Call(1, 1, "agree", "both say the same", ()),
    ]
    tally = Tally()
    count(tally, "0000-altered", copy, found)
    shown = figures(tally)
    assert shown["kinds"] == {
        "date": {"planted": 1, "aligned": 1, "detected": 1, "in place": 1, "right type": 1}
    }
    assert shown["false_alarm_rate"] == {"altered": 0.5}
    assert shown["false_alarms_by_type"] == {"time": 1}


def test_the_stage_depends_on_the_benchmarks_own_modules():
    folder = Path(__file__).parents[2] / "benchmarks"
    stage = yaml.safe_load((folder / "dvc.yaml").read_text("utf-8"))["stages"]["stress"]
    needed, pending = set(), ["stress"]
    while pending:
        name = pending.pop()
        needed.add(f"benchmarks/{name}.py")
        source = (folder / f"{name}.py").read_text("utf-8")
        found = re.findall(r"^from (_(?!stage|pipeline)\w+) import", source, re.MULTILINE)
        pending += [module for module in found if f"benchmarks/{module}.py" not in needed]
    assert needed <= set(stage["deps"])
