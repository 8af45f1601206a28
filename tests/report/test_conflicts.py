import pytest

from crosscheck.report.conflicts import conflict_cards, differences
from crosscheck.report.facts import fact_rows, single_claims
from crosscheck.report.sources import Sources
from tests.report import factory


@pytest.fixture
def tables():
    return factory.tables()


def cards_of(tables):
    rows = {
        name: [r for r in tables[name] if r["story_id"] == "harbour"]
        for name in ("verdicts", "facts")
    }
    return conflict_cards(rows["verdicts"], rows["facts"], Sources(tables))


def test_three_outlets_against_one_are_one_card(tables):
    card = cards_of(tables)[0]
    assert [(side.words, side.outlets) for side in card.sides] == [
        (("an old friend",), ("Echo", "Gull News", "The Daily Tide")),
        (("a costly companion",), ("Beacon <b>Wire</b>",)),
    ]
    assert (card.conflict_type, card.severity, card.confidence) == ("quote", "hard", 0.92)
    assert len(card.pairs) == 3
    assert card.explanations == ("the greeting differs",)


def test_cards_come_hard_first_and_each_disagreement_once(tables):
    assert [(c.conflict_type, c.severity, len(c.pairs)) for c in cards_of(tables)] == [
        ("quote", "hard", 3),
        ("quantity", "hard", 1),
        ("time", "hard", 2),
        ("polarity", "hard", 1),
        ("entity", "soft", 1),
    ]


def test_of_equal_sides_the_first_is_that_of_the_explanation(tables):
    assert [side.words for side in cards_of(tables)[1].sides] == [
        ("41 million crowns",),
        ("47 million crowns",),
    ]


def test_words_of_the_card_and_of_other_cards_are_labelled_apart(tables):
    entity = cards_of(tables)[4]
    gull = entity.sides[0].evidence[0]
    labels = {part.text: part.labels for part in gull.segments}
    assert labels["the new harbour"] == ("claim", "differs")
    assert labels["Monday"] == ("also", "claim")
    assert "".join(part.text for part in gull.segments).startswith("Skarvik's mayor, Lena")
    assert (gull.place, gull.path) == ("paragraph 1", "harbour/gull.txt")


def test_a_side_without_such_words_has_its_claim_unmarked(tables):
    polarity = cards_of(tables)[3]
    assert [(side.words, side.outlets) for side in polarity.sides] == [
        (("Nobody",), ("Beacon <b>Wire</b>",)),
        ((), ("Echo",)),
    ]
    assert all("differs" not in part.labels for part in polarity.sides[1].evidence[0].segments)


def test_an_outlet_with_the_same_value_is_named_though_no_pair_has_it(tables):
    fact = next(f for f in tables["facts"] if f["text"].startswith("The work cost"))
    tide, beacon, gull = (
        next(c["claim_id"] for c in tables["claims"] if c["text"].startswith(start))
        for start in ("The work", "The project", "Rebuilding")
    )
    fact["values"] = [
        {"text": "41", "claims": [gull, tide], "outlets": ["Gull News", "The Daily Tide"]},
        {"text": "47", "claims": [beacon], "outlets": ["Beacon <b>Wire</b>"]},
    ]
    assert [side.also for side in cards_of(tables)[1].sides] == [("Gull News",), ()]


def test_other_wordings_of_one_side_stay_together_and_three_values_stay_apart(tables):
    docs = {row["doc_id"]: row for row in tables["documents"]}
    texts = {"x1": "Three died.", "x2": "Some 3 died.", "x3": "Four died.", "x4": "Nine died."}
    claims = {}
    for doc_id, text in texts.items():
        docs[doc_id] = factory.document(
            doc_id, "crash", doc_id.upper(), None, None, [("paragraph", text)]
        )
        rows = factory.passages(doc_id, [("paragraph", text)])
        claims[doc_id] = factory.claim(docs[doc_id], rows, text)
    tables = {"documents": list(docs.values()), "claims": list(claims.values())}

    def conflict(a, b, words_a, words_b):
        listed = [("quantity", "hard", 0.9, f"{words_a} ≠ {words_b}", words_a, words_b)]
        return factory.verdict(docs, claims[a], claims[b], "conflict", listed)

    two = [conflict("x1", "x3", "Three", "Four"), conflict("x2", "x3", "3", "Four")]
    (card,) = conflict_cards(two, [], Sources(tables))
    assert len(card.sides) == 3
    agree = factory.verdict(docs, claims["x1"], claims["x2"], "agree", [])
    two.append(agree)
    (card,) = conflict_cards(two, [], Sources(tables))
    assert [(s.words, s.outlets) for s in card.sides] == [
        (("Three", "3"), ("X1", "X2")),
        (("Four",), ("X3",)),
    ]
    three = [*two, conflict("x1", "x4", "Three", "Nine"), conflict("x3", "x4", "Four", "Nine")]
    (card,) = conflict_cards(three, [], Sources(tables))
    assert [side.words for side in card.sides] == [("Three", "3"), ("Four",), ("Nine",)]


def test_the_same_words_about_facts_that_nothing_ties_are_two_cards(tables):
    texts = {
        "y1": "He left on Monday.",
        "y2": "He left on Friday.",
        "z1": "She fell on Monday.",
        "z2": "She fell on Friday.",
    }
    docs = {
        d: factory.document(d, "s", d, None, None, [("paragraph", t)]) for d, t in texts.items()
    }
    claims = {
        d: factory.claim(docs[d], factory.passages(d, [("paragraph", t)]), t)
        for d, t in texts.items()
    }
    listed = [("time", "hard", 0.8, "Monday ≠ Friday", "Monday", "Friday")]
    verdicts = [
        factory.verdict(docs, claims[a], claims[b], "conflict", listed)
        for a, b in (("y1", "y2"), ("z1", "z2"))
    ]
    sources = Sources({"documents": list(docs.values()), "claims": list(claims.values())})
    assert len(conflict_cards(verdicts, [], sources)) == 2
    tie = factory.verdict(docs, claims["y1"], claims["z1"], "agree", [])
    assert len(conflict_cards([*verdicts, tie], [], sources)) == 1


def test_order_of_rows_does_not_matter(tables):
    forwards = cards_of(tables)
    for rows in tables.values():
        rows.reverse()
    assert cards_of(tables) == forwards


def test_a_verdict_without_a_list_speaks_for_itself(tables):
    row = next(r for r in tables["verdicts"] if len(r["conflicts"]) == 1)
    (listed,) = differences(row)
    (own,) = differences({**row, "conflicts": None})
    assert own == listed


def test_matrix_says_who_asserts_differs_or_is_silent(tables):
    outlets = ("The Daily Tide", "Gull News", "Echo", "Beacon <b>Wire</b>")
    facts = [f for f in tables["facts"] if f["story_id"] == "harbour"]
    rows = fact_rows(facts, cards_of(tables), outlets, Sources(tables))
    stands = {row.text[:13]: [(cell.stand, cell.words) for cell in row.cells] for row in rows}
    assert stands["The work cost"] == [
        ("differs", "41 million crowns"),
        ("says", ""),
        ("silent", ""),
        ("differs", "47 million crowns"),
    ]
    assert stands["Two hundred p"] == [("says", ""), ("says", ""), ("silent", ""), ("silent", "")]
    assert [row.status for row in rows] == ["disputed"] * 4 + ["corroborated"]
    assert rows[0].cards == ((1, "conflict_1"),)


def test_a_fact_names_the_outlet_that_said_it_first(tables):
    fact = next(f for f in tables["facts"] if len(f["documents"]) > 1)
    fact["first_document"] = fact["documents"][-1]
    (row,) = fact_rows([fact], [], fact["outlets"], Sources(tables))
    assert row.first == Sources(tables).outlet(fact["documents"][-1])


def test_a_limit_never_hides_a_disputed_fact(tables):
    rows = fact_rows(tables["facts"], [], (), Sources(tables), limit=0)
    assert [row.status for row in rows] == ["disputed"] * 4


def test_single_claims_are_counted_beyond_the_limit(tables):
    sources = Sources(tables)
    ((outlet, total, shown),) = single_claims(tables["facts"], sources)
    assert (outlet, total, shown[0].text) == ("The Daily Tide", 1, "the first ferry left")
    assert single_claims(tables["facts"], sources, limit=0) == [("The Daily Tide", 1, [])]


def test_a_claim_stands_on_one_side_of_a_card_though_its_pairs_mark_other_words():
    texts = {"a": "He kept the red boat.", "b": "He kept a boat.", "c": "He sold the red boat."}
    docs, claims = {}, {}
    for doc_id, text in texts.items():
        docs[doc_id] = factory.document(doc_id, "s", doc_id, None, None, [("paragraph", text)])
        rows = factory.passages(doc_id, [("paragraph", text)])
        claims[doc_id] = factory.claim(docs[doc_id], rows, text)
    verdicts = [
        factory.verdict(docs, claims["a"], claims["c"], "conflict",
                        [("predicate", "hard", 0.9, "kept ≠ sold", "kept", "sold")]),
        factory.verdict(docs, claims["b"], claims["c"], "conflict",
                        [("predicate", "hard", 0.8, "kept ≠ sold", "He kept a", "sold the red")]),
        factory.verdict(docs, claims["a"], claims["b"], "refine", []),
    ]  # fmt: skip
    sources = Sources({"documents": list(docs.values()), "claims": list(claims.values())})
    (card,) = conflict_cards(verdicts, [], sources)
    assert [(side.words, side.outlets) for side in card.sides] == [
        (("kept", "He kept a"), ("a", "b")),
        (("sold",), ("c",)),
    ]
    (sold,) = card.sides[1].evidence
    assert [p.text for p in sold.segments if "differs" in p.labels] == ["sold the red"]
