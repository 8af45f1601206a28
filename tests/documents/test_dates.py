from datetime import UTC, date, datetime

import pytest

from crosscheck.documents.dates import Reference, find_dates, reference_date, reference_dates
from crosscheck.documents.metadata import parse_time


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("on March 21, 2023.", [("March 21, 2023", date(2023, 3, 21), "day")]),
        ("the 3rd of May 2021", [("3rd of May 2021", date(2021, 5, 3), "day")]),
        ("Sept. 9 2020", [("Sept. 9 2020", date(2020, 9, 9), "day")]),
        ("2021-05-03", [("2021-05-03", date(2021, 5, 3), "day")]),
        ("in May 2021", [("May 2021", date(2021, 5, 1), "month")]),
        ("31 February 2021", [("February 2021", date(2021, 2, 1), "month")]),
        ("on May 3, it may 2 rise", []),
        ("in 2021", []),
    ],
)
def test_find_dates(text, expected):
    assert [(text[f.start : f.end], f.date, f.precision) for f in find_dates(text)] == expected


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("2021-05-03", datetime(2021, 5, 3, tzinfo=UTC)),
        ("2021-05-03T10:00:00Z", datetime(2021, 5, 3, 10, tzinfo=UTC)),
        ("Mon, 03 May 2021 10:00:00 +0200", datetime(2021, 5, 3, 8, tzinfo=UTC)),
        (1620036000, datetime(2021, 5, 3, 10, tzinfo=UTC)),
        ("1620036000000", datetime(2021, 5, 3, 10, tzinfo=UTC)),
        ("Published May 3, 2021", datetime(2021, 5, 3, tzinfo=UTC)),
        (date(2021, 5, 3), datetime(2021, 5, 3, tzinfo=UTC)),
        ("soon", None),
        (None, None),
    ],
)
def test_parse_time(value, expected):
    assert parse_time(value) == expected


def row(doc_id="d", published=None, url=None):
    return {"doc_id": doc_id, "published": published, "url": url}


def passage(text, kind="paragraph", start=0, doc_id="d"):
    return {"doc_id": doc_id, "start": start, "kind": kind, "text": text}


@pytest.mark.parametrize(
    ("published", "url", "passages", "expected"),
    [
        (datetime(2021, 5, 3, tzinfo=UTC), None, [], (date(2021, 5, 3), "metadata")),
        (None, "https://x.org/2021/05/03/a", [], (date(2021, 5, 3), "metadata")),
        (
            None,
            None,
            [passage("Seen on May 3, 2021.", "caption"), passage("And May 4, 2021.", "caption", 9)],
            (date(2021, 5, 4), "text"),
        ),
        (
            None,
            None,
            [passage("Updated 3 May 2021", "boilerplate"), passage("The bridge.", start=30)],
            (date(2021, 5, 3), "text"),
        ),
        (None, None, [passage("ORLOW, 3 May 2021 – It is shut.")], (date(2021, 5, 3), "text")),
        (None, None, [passage("It fell on Monday, 3 May 2021.")], (date(2021, 5, 3), "text")),
        (None, None, [passage("She was born on 3 May 1951.")], (None, "none")),
        (
            None,
            None,
            [passage("The bridge."), passage("Anna, 3 May 2021", "boilerplate", 30)],
            (None, "none"),
        ),
    ],
)  # fmt: skip
def test_reference_date(published, url, passages, expected):
    assert reference_date(row(published=published, url=url), passages) == expected


def test_a_document_without_a_date_takes_its_storys():
    rows = [row("a", datetime(2021, 5, 3, tzinfo=UTC)), row("b"), row("c")]
    found = reference_dates(rows, [], {"a": "s", "b": "s", "c": "t"})
    assert found["b"] == Reference(date(2021, 5, 3), "story")
    assert found["c"] == Reference(None, "none")


def test_publication_dates_of_the_story_count_before_dates_in_texts():
    rows = [row("a", datetime(2021, 5, 3, tzinfo=UTC)), row("b"), row("c")]
    passages = [passage("On May 9, 2021.", "caption", doc_id="b")]
    found = reference_dates(rows, passages, dict.fromkeys("abc", "s"))
    assert found["b"] == Reference(date(2021, 5, 9), "text")
    assert found["c"] == Reference(date(2021, 5, 3), "story")
