import pytest

from crosscheck.consistency.evaluation import (
    EvaluationError,
    Span,
    alignment_curve,
    evaluate,
    overlaps,
)

WIRE = "Twelve people were hurt. The fog was thick. She left on Monday. Boats wait."
LEDGER = "Fourteen people were injured. It was foggy. She left on Sunday. All is well."


def document(doc_id, path, raw_text, *, story_id="s1"):
    return {"doc_id": doc_id, "story_id": story_id, "path": path, "raw_text": raw_text}


DOCUMENTS = [
    document("d1", "harbour/wire.txt", WIRE),
    document("d2", "harbour/ledger_20.jsonl#0", LEDGER),
]


def line(a, b, verdict, kind=None, severity=None, *, note="", story="harbour"):
    return {
        "story": story,
        "verdict": verdict,
        "type": kind,
        "severity": severity,
        "a": {"doc": "wire", "text": a},
        "b": {"doc": "ledger", "text": b},
        "note": note,
    }


GOLD = [
    line("Twelve people were hurt", "Fourteen people were injured", "conflict", "quantity", "hard"),
    line("The fog was thick", "It was foggy", "agree", "predicate"),
    line("She left on Monday", "She left on Sunday", "conflict", "time", "hard"),
    line("Boats wait", "All is well", "conflict", "scope", "soft", note="debatable: calm"),
]


def row(a, b, verdict, kind=None, severity=None, *, swapped=False, pair_id=""):
    """A verdict on the stretches of WIRE and LEDGER that read `a` and `b`."""
    sides = [
        ("d1", WIRE.index(a), WIRE.index(a) + len(a)),
        ("d2", LEDGER.index(b), LEDGER.index(b) + len(b)),
    ]
    (doc_a, a_start, a_end), (doc_b, b_start, b_end) = sides[::-1] if swapped else sides
    return {
        "pair_id": pair_id,
        "doc_a": doc_a,
        "a_start": a_start,
        "a_end": a_end,
        "doc_b": doc_b,
        "b_start": b_start,
        "b_end": b_end,
        "verdict": verdict,
        "conflict_type": kind,
        "severity": severity,
    }


HURT = ("Twelve people", "Fourteen people were injured.")
FOG = ("The fog was thick.", "It was foggy.")
LEFT = ("She left on Monday", "She left on Sunday")
WAIT = ("Boats wait.", "All is well.")
UNLISTED = ("The fog was thick.", "She left on Sunday")


@pytest.mark.parametrize(
    ("a", "b", "expected"),
    [
        ((0, 10), (5, 15), True),
        ((0, 10), (6, 16), False),
        ((0, 100), (40, 50), True),
        ((0, 4), (2, 40), True),
        ((0, 4), (3, 40), False),
        ((0, 5), (5, 10), False),
        ((5, 5), (0, 10), False),
    ],
)
def test_overlaps_by_half_of_the_shorter(a, b, expected):
    assert overlaps(Span(*a), Span(*b)) is expected
    assert overlaps(Span(*b), Span(*a)) is expected


def test_a_perfect_run():
    rows = [
        row(*HURT, "conflict", "quantity", "hard"),
        row(*FOG, "agree", swapped=True),
        row(*LEFT, "conflict", "time", "hard", swapped=True),
        row(*WAIT, "refine"),
    ]
    result = evaluate(DOCUMENTS, rows, GOLD)
    assert (result["gold_pairs"], result["predicted_pairs"]) == (4, 4)
    assert result["alignment"] == {"precision": 1.0, "recall": 1.0, "f1": 1.0}
    assert result["conflict"] == {
        "expected": 2,
        "found": 2,
        "called": 2,
        "right": 2,
        "precision": 1.0,
        "recall": 1.0,
        "f1": 1.0,
        "type_accuracy": 1.0,
        "called_on_agreeing_pairs": 0,
        "called_on_unlisted_pairs": 0,
    }


def test_misses_false_alarms_and_wrong_types_are_told_apart():
    rows = [
        row(*HURT, "conflict", "scope", "soft"),
        row(*FOG, "conflict", "predicate", "soft"),
        row(*UNLISTED, "conflict", "time", "hard"),
    ]
    result = evaluate(DOCUMENTS, rows, GOLD)
    assert result["alignment"] == {"precision": 0.6667, "recall": 0.5, "f1": 0.5714}
    conflict = result["conflict"]
    assert (conflict["precision"], conflict["recall"], conflict["f1"]) == (0.3333, 0.5, 0.4)
    assert conflict["type_accuracy"] == 0.0
    assert conflict["called_on_agreeing_pairs"] == 1
    assert conflict["called_on_unlisted_pairs"] == 1
    assert result["by_severity"]["hard"]["recall"] == 0.5
    assert result["by_severity"]["soft"]["expected"] == 0
    assert result["by_severity"]["soft"]["precision"] == 0.5
    assert result["by_type"]["quantity"]["recall"] == 1.0
    assert result["by_type"]["quantity"]["precision"] is None
    assert result["by_type"]["time"]["recall"] == 0.0
    assert result["by_type"]["time"]["precision"] == 0.0


def test_debatable_lines_count_neither_for_nor_against_conflicts():
    rows = [row(*WAIT, "conflict", "scope", "soft")]
    result = evaluate(DOCUMENTS, rows, GOLD)
    assert result["alignment"]["recall"] == 0.25
    assert (result["conflict"]["called"], result["conflict"]["expected"]) == (0, 2)
    assert sum(sum(calls.values()) for calls in result["verdicts"].values()) == 3


def test_confusion_takes_the_nearest_of_several_rows():
    rows = [
        row(*HURT, "refine"),
        row("Twelve people were hurt.", "Fourteen people", "conflict", "quantity", "hard"),
        row(*FOG, "undetermined"),
    ]
    verdicts = evaluate(DOCUMENTS, rows, GOLD)["verdicts"]
    assert verdicts["conflict"] == {
        "agree": 0,
        "refine": 0,
        "conflict": 1,
        "undetermined": 0,
        "unaligned": 1,
    }
    assert verdicts["agree"]["undetermined"] == 1


def test_pairs_of_unannotated_documents_are_left_out():
    more = [*DOCUMENTS, document("d3", "harbour/echo.txt", WIRE)]
    stray = row(*HURT, "conflict", "quantity", "hard") | {"doc_b": "d3"}
    assert evaluate(more, [stray], GOLD)["predicted_pairs"] == 0


def test_a_repeated_sentence_is_met_wherever_it_stands():
    twice = [document("d1", "harbour/wire.txt", f"{WIRE} {WIRE}"), DOCUMENTS[1]]
    moved = row(*HURT, "conflict", "quantity", "hard")
    moved |= {"a_start": moved["a_start"] + len(WIRE) + 1, "a_end": moved["a_end"] + len(WIRE) + 1}
    assert evaluate(twice, [moved], GOLD)["conflict"]["found"] == 1


def test_a_full_name_goes_before_one_up_to_an_underscore():
    more = [*DOCUMENTS, document("d3", "harbour/wire_late.txt", "Something else.")]
    assert evaluate(more, [], GOLD)["gold_pairs"] == 4


def test_documents_without_a_folder_are_found_by_their_names():
    flat = [d | {"path": d["path"].removeprefix("harbour/")} for d in DOCUMENTS]
    assert evaluate(flat, [], GOLD)["gold_pairs"] == 4


def test_an_absent_story_leaves_nothing_to_score():
    other = [document("x", "elsewhere/post.txt", "Nothing of the kind.", story_id="s2")]
    result = evaluate(other, [], GOLD)
    assert result["gold_pairs"] == 0
    assert "'wire'" in result["reason"]
    assert evaluate(DOCUMENTS, [], [])["reason"] == "there are no correspondences"


def test_an_absent_story_beside_a_present_one_is_counted():
    gold = [*GOLD, line("gone", "gone too", "agree", story="elsewhere")]
    result = evaluate(DOCUMENTS, [], gold)
    assert (result["gold_pairs"], result["stories_left_out"]) == (4, 1)


@pytest.mark.parametrize(
    ("documents", "gold", "message"),
    [
        (DOCUMENTS[:1], GOLD, "no document named 'ledger' in story 'harbour'"),
        (
            [*DOCUMENTS, document("d3", "harbour/wire.html", WIRE)],
            GOLD,
            "2 documents named 'wire'",
        ),
        (DOCUMENTS, [line("Nobody was hurt", "It was foggy", "agree")], "does not contain 'Nobody"),
    ],
)
def test_correspondences_that_do_not_fit_are_refused(documents, gold, message):
    with pytest.raises(EvaluationError, match=message):
        evaluate(documents, [], gold)


def test_alignment_curve():
    rows = [
        row(*HURT, "agree", pair_id="p1"),
        row(*FOG, "agree", pair_id="p2"),
        row(*UNLISTED, "agree", pair_id="p3"),
        row(*LEFT, "agree", pair_id="p4"),
    ]
    scores = {"p1": 0.75, "p2": 0.5, "p3": 0.5}
    assert alignment_curve(DOCUMENTS, rows, GOLD, scores=scores, steps=4) == [
        {"threshold": 0.0, "pairs": 3, "precision": 0.6667, "recall": 0.5, "f1": 0.5714},
        {"threshold": 0.25, "pairs": 3, "precision": 0.6667, "recall": 0.5, "f1": 0.5714},
        {"threshold": 0.5, "pairs": 3, "precision": 0.6667, "recall": 0.5, "f1": 0.5714},
        {"threshold": 0.75, "pairs": 1, "precision": 1.0, "recall": 0.25, "f1": 0.4},
    ]


def test_alignment_curve_without_pairs_or_correspondences():
    assert alignment_curve(DOCUMENTS, [], GOLD, scores={}) == []
    rows = [row(*HURT, "agree", pair_id="p1")]
    assert alignment_curve(DOCUMENTS, rows, [], scores={"p1": 0.9}) == []
