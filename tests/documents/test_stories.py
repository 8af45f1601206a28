import random
from datetime import UTC, datetime, timedelta

from crosscheck.documents.near_duplicates import find_near_duplicates
from crosscheck.documents.stories import assign_stories

BRIDGE = [
    "The harbour bridge of Orlow was closed after an inspector found cracks in its pillars. Mayor "
    "Ada Quill asked drivers to use the ferries until the bridge is repaired.",
    "Ferries run all night in Orlow because the cracked harbour bridge is closed. The mayor, Ada "
    "Quill, said repairs of the pillars would last until spring.",
    "Cracks in two pillars: Orlow shuts its bridge. An inspector of the harbour found the cracks, "
    "Quill said, and drivers must take ferries.",
]
CUP = [
    "Tarn Rovers won the cup final against Lund City by three goals to one. Striker Ben Osei "
    "scored twice before half time at the national stadium.",
    "Two goals by Ben Osei gave the Rovers of Tarn the cup. Lund City had beaten them in last "
    "year's final at the same stadium.",
]
MONDAY = datetime(2024, 2, 5, tzinfo=UTC)


def row(doc_id, text, *, story=None, published=MONDAY, status="ok"):
    return {
        "doc_id": doc_id,
        "folder_story": story,
        "path": f"{doc_id}.txt",
        "published": published,
        "title": None,
        "raw_text": text,
        "status": status,
    }


def rows():
    return [row(f"bridge{i}", text) for i, text in enumerate(BRIDGE)] + [
        row(f"cup{i}", text) for i, text in enumerate(CUP)
    ]


def test_articles_about_one_event_are_one_story():
    found = assign_stories(rows(), [])
    assert len({found[f"bridge{i}"] for i in range(3)}) == 1
    assert len({found[f"cup{i}"] for i in range(2)}) == 1
    assert found["bridge0"] != found["cup0"]


def test_the_order_of_the_rows_does_not_count():
    shuffled = rows()
    random.Random(1).shuffle(shuffled)
    assert assign_stories(shuffled, []) == assign_stories(rows(), [])


def test_a_later_article_does_not_rename_the_story():
    later = row("a-late", BRIDGE[0] + " It reopened.", published=MONDAY + timedelta(days=1))
    found = assign_stories([*rows(), later], [])
    assert found["a-late"] == found["bridge0"] == assign_stories(rows(), [])["bridge0"]


def test_the_folder_wins_and_unread_files_stand_alone():
    found = assign_stories(
        [
            row("a", BRIDGE[0], story="x"),
            row("b", CUP[0], story="x"),
            row("c", BRIDGE[0]),
            row("d", "", status="unreadable"),
        ],
        [],
    )
    assert found == {"a": "x", "b": "x", "c": "story-c", "d": "story-d"}


def test_dropped_passages_do_not_count():
    noise = "Subscribe to our newsletter for puzzles, recipes, gardens and crosswords. " * 5
    loud = [row("a", BRIDGE[0] + noise), row("b", CUP[0] + noise)]
    kept = [
        {"doc_id": key, "start": 0, "kept": True, "text": text}
        for key, text in (("a", BRIDGE[0]), ("b", CUP[0]))
    ]
    assert len(set(assign_stories(loud, []).values())) == 1
    assert len(set(assign_stories(loud, kept).values())) == 2


def test_the_same_words_long_apart_are_less_alike():
    pair = [
        row("a", BRIDGE[0]),
        row("b", BRIDGE[2], published=MONDAY + timedelta(days=900)),
    ]
    assert len(set(assign_stories(pair, [], similarity=0.4).values())) == 2
    near = [pair[0], {**pair[1], "published": MONDAY}]
    assert len(set(assign_stories(near, [], similarity=0.4).values())) == 1


def test_no_documents():
    assert assign_stories([], []) == {}


def test_near_duplicates_are_copies_with_few_changes():
    text = " ".join(BRIDGE + CUP)
    changed = text.replace("Orlow", "Irlow", 1).replace("twice", "two goals")
    found = find_near_duplicates({"b": changed, "a": text, "c": CUP[0], "d": ""})
    assert [(pair.a, pair.b) for pair in found] == [("a", "b")]
    assert 0.5 < found[0].similarity < 1.0
