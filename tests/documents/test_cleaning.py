import pytest

from crosscheck.documents.cleaning import best_stretch, clean, find_repeats
from crosscheck.tables import TABLES, write_partition

BODY = [
    "The harbour bridge of Orlow was closed on Monday after an inspector found cracks in two of "
    "its pillars, the city council said in a statement.",
    "“We will not take any risk with the people of Orlow,” said the mayor, Ada Quill, who asked "
    "drivers to use the ferries until the pillars have been repaired.",
    "The council expects the repairs to cost about 4 million crowns and to last until the spring, "
    "although engineers had asked for a full inspection two years ago.",
    "Ferries between the harbour and the old town will run all night, the harbour master said, and "
    "they will take cars from the first of March.",
]
TITLE = "Orlow closes its harbour bridge after cracks are found"


def row(*blocks, title=None, outlet="Courier", doc_id="d"):
    return {
        "doc_id": doc_id,
        "outlet": outlet,
        "title": title,
        "raw_text": "\n\n".join(blocks),
        "status": "ok",
    }


def kinds(*blocks, **more):
    return [passage["kind"] for passage in clean(row(*blocks, **more))]


def test_a_clean_article_is_kept_whole():
    passages = clean(row(TITLE, *BODY))
    assert [p["kind"] for p in passages] == ["title"] + ["paragraph"] * 4
    assert all(p["kept"] and p["reason"] is None for p in passages)


@pytest.mark.parametrize(
    ("tail", "expected"),
    [
        (["Leave a comment", "Your name will not be shown."], ["boilerplate"] * 2),
        (["Share this with your friends"], ["boilerplate"]),
        (["Subscribe to our newsletter"], ["boilerplate"]),
        (["Great article, thank you so much for sharing your thoughts!!"], ["comment"]),
        (["* * *"], ["separator"]),
        (["12"], ["boilerplate"]),
        (["By Tom Reed, Courier staff"], ["boilerplate"]),
        (["Updated 5 May 2021, 10:30 am"], ["boilerplate"]),
        (["Last updated on: May 5, 2021 20:09 IST"], ["boilerplate"]),
        (["Hide Caption 2 of 8"], ["boilerplate"]),
        (["Photo 3/12", "View Gallery", "1 of 4"], ["boilerplate"] * 3),
        (["Read more: Ferries to run all night"], ["boilerplate"]),
        ([BODY[0]], ["duplicate"]),
        ([TITLE], ["duplicate"]),
    ],
)  # fmt: skip
def test_what_is_no_article_text_is_dropped_with_a_reason(tail, expected):
    passages = clean(row(TITLE, *BODY, *tail))[5:]
    assert [p["kind"] for p in passages] == expected
    assert not any(p["kept"] for p in passages)
    assert all(p["reason"] for p in passages)


def test_the_repeated_title_behind_a_counter():
    assert kinds(TITLE, "0", TITLE, *BODY)[:4] == ["title", "boilerplate", "duplicate", "paragraph"]


def test_subheadings_captions_and_pull_quotes():
    caption = "Mayor Ada Quill inspects the bridge with engineers in Orlow on March 3, 2021."
    pull_quote = "“We will not take any risk with the people of Orlow,”"
    found = kinds(
        TITLE, BODY[0], "FERRIES ALL NIGHT", BODY[1], caption, BODY[2], pull_quote, BODY[3]
    )
    assert found == [
        *("title", "paragraph", "subheading", "paragraph"),
        *("caption", "paragraph", "duplicate", "paragraph"),
    ]  # fmt: skip


def test_a_standfirst_that_the_article_tells_again_is_a_subheading():
    standfirst = (
        "The harbour bridge of Orlow is closed after an inspector found cracks in its pillars, and "
        "drivers use the ferries until the repairs end in the spring."
    )
    assert kinds(TITLE, standfirst, *BODY)[1:3] == ["subheading", "paragraph"]


def test_the_title_that_the_metadata_name_is_found_behind_other_lines():
    assert kinds("Courier Online", TITLE, *BODY, title=TITLE)[1] == "title"


def test_quotations_within_the_article_are_no_comments():
    quotation = "“I love this bridge! You should all come and see it!”"
    assert kinds(TITLE, BODY[0], quotation, *BODY[1:])[2] == "paragraph"


def test_an_article_in_one_line_is_kept():
    assert kinds(" ".join(BODY)) == ["paragraph"]


@pytest.mark.parametrize("text", ["", "\n \n"])
def test_an_empty_document_has_no_passages(text):
    assert clean(row(text)) == []


def test_blocks_repeated_by_an_outlet_are_boilerplate():
    footer = "The Courier has told the news of Orlow and its harbour since its bridge was built."
    rows = [row(body, footer, doc_id=str(i)) for i, body in enumerate(BODY)]
    repeats = find_repeats(rows, documents=3)
    assert [p["kind"] for p in clean(rows[0], repeats=repeats)] == ["paragraph", "boilerplate"]
    assert [p["kind"] for p in clean(rows[0])] == ["paragraph", "paragraph"]


def test_versions_of_one_article_do_not_make_its_text_boilerplate():
    versions = [row(*BODY, f"This is version {i}.", doc_id=str(i)) for i in "abc"]
    assert find_repeats(versions, documents=3).blocks == frozenset()


def test_rows_fit_the_table_and_the_text(tmp_path):
    article = row(TITLE, *BODY, "Share this with your friends")
    passages = clean(article)
    assert all(article["raw_text"][p["start"] : p["end"]] == p["text"] for p in passages)
    assert write_partition(TABLES["passages"], passages, tmp_path / "p.parquet") == 6


@pytest.mark.parametrize(
    ("scores", "expected"),
    [
        ([], (0, 0)),
        ([-1.0, -2.0], (0, 0)),
        ([-1, 2, 3, -4], (1, 3)),
        ([2, -1, 3, -9, 4], (0, 3)),
        ([2, -9, 4], (2, 3)),
    ],
)
def test_best_stretch(scores, expected):
    assert best_stretch(scores) == expected
