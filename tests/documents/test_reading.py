import gzip
import io
import json
from datetime import UTC, date, datetime

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from crosscheck.documents.metadata import ALIASES
from crosscheck.documents.reading import (
    InputError,
    language_of,
    list_inputs,
    mark_duplicates,
    read_file,
    read_folder,
)
from crosscheck.tables import TABLES, write_partition

TEXT = (
    "The harbour bridge of Orlow was closed on Monday after an inspector found cracks in two of "
    "its pillars, the city said. It will stay shut until spring; the ferries will run all night."
)
GERMAN = "Die Brücke bleibt geschlossen, sagte der Bürgermeister am Montag in der Stadt."
PAGE = f"""<html><head><title>Bridge closed</title>
<meta property="og:site_name" content="The Orlow Courier">
<meta property="article:published_time" content="2024-02-05">
<link rel="canonical" href="https://news.courier.example.com/bridge"></head>
<body><nav><a href="/">Home</a></nav><article><h1>Bridge closed</h1><p>{TEXT}</p><p>{TEXT[:90]} and
again the city council met.</p></article></body></html>"""


def put(root, name, content):
    path = root / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content if isinstance(content, bytes) else content.encode())


def only(root, name, content, **options):
    put(root, name, content)
    (row,) = read_file(name, root, **options)
    return row


def test_a_text_file_is_one_verbatim_row(tmp_path):
    row = only(tmp_path, "bridge/courier.txt", f"Bridge closed\r\n\r\n{TEXT}\n")
    assert row["raw_text"] == f"Bridge closed\r\n\r\n{TEXT}\n"
    assert (row["folder_story"], row["outlet"], row["path"]) == (
        "bridge",
        "courier",
        "bridge/courier.txt",
    )
    assert (row["status"], row["language"], row["format"]) == ("ok", "en", "txt")


@pytest.mark.parametrize("sidecar", ["courier.json", "courier.txt.json"])
def test_a_sidecar_gives_metadata_and_is_no_input(tmp_path, sidecar):
    stated = {"outlet": "Courier", "published": "2024-02-05T23:30:00-02:00", "title": "Closed"}
    put(tmp_path, sidecar, json.dumps(stated))
    row = only(tmp_path, "courier.txt", TEXT)
    assert list_inputs(tmp_path) == ["courier.txt"]
    assert (row["outlet"], row["title"], row["folder_story"]) == ("Courier", "Closed", None)
    assert row["published"] == datetime(2024, 2, 6, 1, 30, tzinfo=UTC)


def test_a_broken_sidecar_is_noted_and_the_text_still_read(tmp_path):
    put(tmp_path, "a.json", "{")
    row = only(tmp_path, "a.txt", TEXT)
    assert row["status"] == "ok"
    assert row["repairs"][0].startswith("a.json ignored:")


def test_the_outlet_is_the_registered_host_of_the_address(tmp_path):
    put(tmp_path, "a.json", json.dumps({"url": "https://edition.courier.co.uk/x"}))
    assert only(tmp_path, "a.txt", TEXT)["outlet"] == "courier.co.uk"


def test_a_page_gives_its_article_and_metadata(tmp_path):
    row = only(tmp_path, "page.html", PAGE)
    assert TEXT in row["raw_text"]
    assert "Home" not in row["raw_text"]
    assert (row["outlet"], row["title"]) == ("The Orlow Courier", "Bridge closed")
    assert row["published"] == datetime(2024, 2, 5, tzinfo=UTC)


@pytest.mark.parametrize(
    ("head", "published"),
    [
        ('<meta property="article:published_time" content="2024-02-05T22:40:10+01:00">', (21, 40)),
        ('<script>{"datePublished": "2024-02-05T08:15Z"}</script>', (8, 15)),
        # of another day, or no time of day
        ('<meta itemprop="datePublished" content="2023-01-01T08:15:00Z">', (0, 0)),
        ('<meta property="article:published_time" content="2024-02-05">', (0, 0)),
    ],
)  # fmt: skip
def test_a_page_tells_the_hour_of_its_publication(tmp_path, head, published):
    day = '<meta property="article:published_time" content="2024-02-05">'
    page = PAGE.replace(day, head if "published_time" in head else f"{day}{head}")
    row = only(tmp_path, "page.html", page)
    assert (row["published"].hour, row["published"].minute) == published
    assert row["published"].date() == date(2024, 2, 5)


@pytest.mark.parametrize("name", ["a.jsonl", "a.jsonl.gz"])
def test_json_lines_are_a_row_each_and_a_broken_one_too(tmp_path, name):
    lines = [
        json.dumps(
            {"body": TEXT, "source": "www.courier.com", "event": "bridge", "date": "5 May 2024"}
        ),
        "{broken",
        "",
        json.dumps({"headline": "no text"}),
    ]
    data = "\n".join(lines).encode()
    put(tmp_path, name, gzip.compress(data) if name.endswith("gz") else data)
    good, broken, textless = read_file(name, tmp_path)
    assert (good["path"], good["outlet"], good["folder_story"]) == (
        f"{name}#1",
        "courier.com",
        "bridge",
    )
    assert good["published"] == datetime(2024, 5, 5, tzinfo=UTC)
    assert (broken["path"], broken["status"]) == (f"{name}#2", "unreadable")
    assert "columns found: headline" in textless["status_reason"]


def test_the_story_column_can_be_ignored(tmp_path):
    line = json.dumps({"text": TEXT, "event": "bridge"})
    row = only(tmp_path, "a.jsonl", line, aliases={**ALIASES, "story": ()})
    assert row["folder_story"] is None


def test_csv_rows_are_articles(tmp_path):
    put(tmp_path, "a.csv", f'story;outlet;text\nbridge;Courier;"{TEXT}\nAnd more."\n;;\n')
    (row,) = read_file("a.csv", tmp_path)
    assert (row["path"], row["outlet"]) == ("a.csv#1", "Courier")
    assert row["raw_text"] == f"{TEXT}\nAnd more."


def test_parquet_rows_are_articles(tmp_path):
    published = datetime(2024, 2, 5, 10, 0, 0, 250, tzinfo=UTC)
    pq.write_table(
        pa.table({"text": [TEXT], "outlet": ["Courier"], "published": [published], "other": [1]}),
        tmp_path / "a.parquet",
    )
    (row,) = read_file("a.parquet", tmp_path)
    assert (row["raw_text"], row["published"]) == (TEXT, published.replace(microsecond=0))


@pytest.mark.parametrize("zipped", [False, True])
def test_web_archives_give_their_pages(tmp_path, zipped):
    out = io.BytesIO()
    writer = WARCWriter(out, gzip=zipped)
    for status, kind in (
        ("200 OK", "text/html"),
        ("404 Not Found", "text/html"),
        ("200 OK", "image/png"),
    ):
        headers = StatusAndHeaders(status, [("Content-Type", kind)], protocol="HTTP/1.1")
        writer.write_record(
            writer.create_warc_record(
                "https://www.courier.com/bridge",
                "response",
                io.BytesIO(PAGE.encode()),
                http_headers=headers,
            )
        )
    name = "a.warc.gz" if zipped else "a.warc"
    row = only(tmp_path, name, out.getvalue())
    assert (row["path"], row["url"]) == (f"{name}#1", "https://www.courier.com/bridge")
    assert TEXT in row["raw_text"]


@pytest.mark.parametrize(
    ("name", "content", "status", "reason"),
    [
        ("a.txt", "", "empty", "no text"),
        ("a.txt", " \n\n", "empty", "no text"),
        ("a.html", "<html><body></body></html>", "empty", "no text"),
        ("a.jsonl", "", "empty", "no text"),
        ("a.csv", "", "empty", "no text"),
        ("a.txt", bytes(range(256)) * 8, "unreadable", "binary data"),
        ("a.txt", "word " * 3000, "unreadable", "larger than 10000 bytes"),
        ("a.jsonl", '{"text": "' + "word " * 3000 + '"}', "unreadable", "max_bytes"),
        ("a.jsonl.gz", gzip.compress(TEXT.encode())[:-40], "unreadable", "broken archive"),
        ("a.parquet", b"PAR1 broken", "unreadable", "cannot be read"),
        ("a.warc", b"nothing", "unreadable", "broken archive"),
        ("a.csv", "headline,outlet\nx,y\n", "unreadable", "columns found: headline, outlet"),
        ("a.docx", "x", "unreadable", "unknown format; read are .txt"),
        ("a.txt", GERMAN, "set_aside", "language de"),
    ],
)  # fmt: skip
def test_bad_input_is_a_row_with_a_reason(tmp_path, name, content, status, reason):
    row = only(tmp_path, name, content, max_bytes=10_000)
    assert row["status"] == status
    assert reason in row["status_reason"]


def test_an_endless_json_line_is_skipped_and_the_next_one_read(tmp_path):
    put(tmp_path, "a.jsonl", "x" * 30_000 + "\n" + json.dumps({"text": TEXT}))
    long, good = read_file("a.jsonl", tmp_path, max_bytes=1000)
    assert (long["status"], long["path"]) == ("unreadable", "a.jsonl#1")
    assert (good["status"], good["path"]) == ("ok", "a.jsonl#2")


@pytest.mark.parametrize("make", [False, True])
def test_no_files_at_all_is_an_error_that_names_the_folder(tmp_path, make):
    root = tmp_path / "raw"
    if make:
        put(root, ".gitkeep", "")
    with pytest.raises(InputError, match=r"raw.*ingest\.raw"):
        list_inputs(root)


def test_the_same_text_in_a_story_is_a_duplicate_of_the_first_path(tmp_path):
    for name in ("s/b.txt", "s/a.txt", "t/a.txt"):
        put(tmp_path, name, TEXT)
    rows = list(read_folder(tmp_path))
    assert [(row["path"], row["status"]) for row in rows] == [
        ("s/a.txt", "ok"),
        ("s/b.txt", "duplicate"),
        ("t/a.txt", "ok"),
    ]
    assert rows[1]["status_reason"] == "same text as s/a.txt"
    assert mark_duplicates(reversed(rows)) == rows


def test_rows_fit_the_table(tmp_path):
    put(tmp_path, "a.txt", TEXT)
    put(tmp_path, "b.docx", "x")
    rows = list(read_folder(tmp_path))
    assert write_partition(TABLES["ingested"], rows, tmp_path / "out.parquet") == 2


def test_the_key_depends_on_path_and_text(tmp_path):
    keys = {only(tmp_path, n, t)["doc_id"] for n in ("a.txt", "b.txt") for t in (TEXT, TEXT + "!")}
    assert len(keys) == 4
    assert only(tmp_path, "a.txt", TEXT)["doc_id"] in keys


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Short.", "und"),
        (TEXT, "en"),
        (
            "Le pont restera fermé jusqu'au printemps, a déclaré lundi le maire d'Orlow.",
            "fr",
        ),
    ],
)
def test_language_of(text, language):
    assert language_of(text) == language
