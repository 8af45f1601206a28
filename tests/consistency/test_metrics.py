import json

import pytest

from crosscheck.consistency.metrics import metrics, outlet_rows, story_rows, wilson


def document(doc_id, outlet, *, story_id="ferry", status="ok"):
    return {"doc_id": doc_id, "story_id": story_id, "outlet": outlet, "status": status}


def claim(claim_id, *, story_id="ferry", quotations=()):
    return {
        "claim_id": claim_id,
        "story_id": story_id,
        "doc_id": claim_id[0],
        "quotations": list(quotations),
    }


def verdict(claim_a, claim_b, called, *conflicts, story_id="ferry"):
    """A verdict on two claims; each conflict is a type and a severity, the strongest first."""
    kind, severity = conflicts[0] if conflicts else (None, None)
    return {
        "story_id": story_id,
        "claim_a": claim_a,
        "claim_b": claim_b,
        "doc_a": claim_a[0],
        "doc_b": claim_b[0],
        "verdict": called,
        "conflict_type": kind,
        "severity": severity,
        "conflicts": [{"conflict_type": k, "severity": s} for k, s in conflicts],
    }


def fact(status, *claims, story_id="ferry"):
    return {
        "story_id": story_id,
        "status": status,
        "claims": list(claims),
        "documents": sorted({c[0] for c in claims}),
    }


def passage(kind, reason=None):
    return {"kind": kind, "kept": reason is None, "reason": reason}


# Four articles: a, b and d of three outlets, c of the outlet of a; e could not be read.
TABLES = {
    "documents": [
        document("a", "Wire"),
        document("b", "Ledger"),
        document("c", "Wire"),
        document("d", "Courier", story_id="library"),
        document("e", "Ledger", status="empty"),
    ],
    "quotations": [
        {"quotation_id": "qa", "text": "Nobody wanted to listen"},
        {"quotation_id": "qb", "text": "nobody wanted to listen, ever"},
        {"quotation_id": "qb2", "text": "The harbour stays open"},
        {"quotation_id": "qc", "text": "Nobody needed to tune in"},
    ],
    "claims": [
        claim("a1"),
        claim("a2", quotations=["qa"]),
        claim("a3"),
        claim("b1"),
        claim("b2", quotations=["qb"]),
        claim("b3", quotations=["qb2"]),
        claim("c1"),
        claim("c2", quotations=["qc"]),
        claim("d1", story_id="library"),
    ],
    "verdicts": [
        verdict("a1", "b1", "conflict", ("quantity", "hard"), ("scope", "soft")),
        verdict("a2", "b2", "agree"),
        verdict("a2", "b3", "refine"),
        verdict("a3", "b3", "undetermined"),
        verdict("a1", "c1", "conflict", ("quantity", "hard")),
        verdict("b1", "c1", "conflict", ("time", "soft")),
        verdict("b2", "c2", "conflict", ("quote", "hard")),
    ],
    "facts": [
        fact("disputed", "a1", "b1", "c1"),
        fact("corroborated", "a2", "b2"),
        fact("single-source", "a3", "c2"),
        fact("single-source", "b3"),
        fact("single-source", "d1", story_id="library"),
    ],
}
ALL_TABLES = TABLES | {
    "passages": [
        passage("title"),
        passage("paragraph"),
        passage("paragraph"),
        passage("boilerplate", "comment form"),
        passage("comment", "reader comment"),
    ],
    "entities": [{}, {}],
    "mentions": [{}, {}, {}],
    "pairs": [{}] * 7,
}


def test_metrics_counts_every_table():
    assert metrics(**ALL_TABLES) == {
        "claims": 9,
        "conflict_rate": 0.3333,
        "conflicts": {
            "by_severity": {"hard": 3, "soft": 1},
            "by_type": {
                "attribution": 0,
                "entity": 0,
                "polarity": 0,
                "predicate": 0,
                "quantity": 2,
                "quote": 1,
                "scope": 0,
                "time": 1,
            },
        },
        "corroboration_rate": 0.2,
        "documents": {"empty": 1, "ok": 4, "total": 5},
        "entities": 2,
        "facts": {"corroborated": 1, "disputed": 1, "single_source": 3, "total": 5},
        "mentions": 3,
        "pairs": 7,
        "passages": {
            "dropped": {"comment form": 1, "reader comment": 1},
            "kept": {"paragraph": 2, "title": 1},
            "total": 5,
        },
        "quotation_fidelity": 0.5,
        "quotations": 4,
        "stories": 2,
        "verdicts": {"agree": 1, "conflict": 4, "refine": 1, "undetermined": 1},
    }


def test_metrics_do_not_depend_on_the_order_of_the_rows():
    backwards = {name: rows[::-1] for name, rows in ALL_TABLES.items()}
    assert json.dumps(metrics(**backwards)) == json.dumps(metrics(**ALL_TABLES))
    assert story_rows(**{n: backwards[n] for n in TABLES}) == story_rows(**TABLES)
    assert outlet_rows(**{n: backwards[n] for n in TABLES}) == outlet_rows(**TABLES)


def test_metrics_of_nothing_have_no_rates():
    empty = metrics(**{name: [] for name in ALL_TABLES})
    assert empty["documents"] == {"total": 0}
    rates = ("corroboration_rate", "conflict_rate", "quotation_fidelity")
    assert [empty[name] for name in rates] == [None, None, None]


def test_an_outlet_is_compared_with_the_others_only():
    courier, ledger, wire = outlet_rows(**TABLES)
    assert courier == {
        "outlet": "Courier",
        "documents": 1,
        "claims": 1,
        "compared": 0,
        "corroborated": 0,
        "conflicts_hard": 0,
        "conflicts_soft": 0,
        "quotations_compared": 0,
        "corroboration_rate": 0.0,
        "corroboration_rate_low": 0.0,
        "corroboration_rate_high": 0.7935,
        "conflict_rate": None,
        "conflict_rate_low": None,
        "conflict_rate_high": None,
        "quotation_fidelity": None,
        "quotation_fidelity_low": None,
        "quotation_fidelity_high": None,
    }
    counts = ("documents", "claims", "compared", "corroborated", "conflicts_hard", "conflicts_soft")
    assert [ledger[name] for name in counts] == [1, 3, 3, 1, 2, 0]
    # c1 conflicts hard with a1 of its own outlet (an update) and softly with b1.
    assert [wire[name] for name in counts] == [2, 5, 4, 1, 2, 1]
    assert (wire["conflict_rate"], wire["corroboration_rate"]) == (0.75, 0.2)
    assert (wire["quotations_compared"], wire["quotation_fidelity"]) == (2, 0.5)


def test_a_level_of_confidence_widens_the_intervals():
    narrow = outlet_rows(**TABLES, confidence=0.5)[2]
    wide = outlet_rows(**TABLES, confidence=0.99)[2]
    assert wide["conflict_rate_low"] < narrow["conflict_rate_low"] < 0.75
    assert 0.75 < narrow["conflict_rate_high"] < wide["conflict_rate_high"]


def test_stories_have_a_row_each():
    ferry, library = story_rows(**TABLES)
    assert ferry == {
        "story_id": "ferry",
        "documents": 3,
        "outlets": 2,
        "claims": 8,
        "compared": 6,
        "facts": 4,
        "corroborated": 1,
        "disputed": 1,
        "single_source": 2,
        "conflicts_hard": 3,
        "conflicts_soft": 1,
        "corroboration_rate": 0.25,
        "conflict_rate": 0.3333,
        "quotation_fidelity": 0.5,
    }
    assert (library["story_id"], library["documents"], library["compared"]) == ("library", 1, 0)
    assert (library["conflict_rate"], library["quotation_fidelity"]) == (None, None)


def test_other_utterances_do_not_count_as_compared_quotations():
    only = TABLES | {"verdicts": [verdict("a2", "b3", "refine")]}
    assert metrics(**ALL_TABLES | only)["quotation_fidelity"] is None


@pytest.mark.parametrize(
    ("part", "whole", "expected"),
    [
        (0, 0, None),
        # Brown, Cai, DasGupta (2001) and any statistics package give these for 95 %.
        (0, 10, (0.0, 0.2775)),
        (5, 10, (0.2366, 0.7634)),
        (3, 3, (0.4385, 1.0)),
        (300, 300, (0.9874, 1.0)),
    ],
)
def test_wilson(part, whole, expected):
    assert wilson(part, whole) == expected
