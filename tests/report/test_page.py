import re
from importlib.resources import files
from itertools import pairwise

import pytest
from lxml import html

from crosscheck.report import Limits, build_report, render, render_pages
from crosscheck.report.chart import outlet_chart
from tests.report import factory


@pytest.fixture(scope="module")
def page():
    return render(factory.tables(), factory.METRICS, factory.outlet_rows())


@pytest.fixture(scope="module")
def tree(page):
    return html.fromstring(page.encode())


@pytest.fixture(scope="module")
def pages(page):
    several = render_pages(
        factory.tables(), factory.METRICS, factory.outlet_rows(), single_page_claims=0
    )
    return {"single": page, **several}


def test_the_first_heading_is_the_finding(tree):
    assert tree.xpath("string(//h1)") == "4 hard conflicts in 2 stories"
    first = tree.xpath("//ol[@class='headlines']/li")[0].text_content()
    assert "“an old friend” ≠ “a costly companion”" in first
    assert "Echo, Gull News and The Daily Tide" in first


def test_it_never_says_who_is_right(pages):
    assert all("crosscheck does not say who is right" in text for text in pages.values())


def test_texts_are_escaped(pages):
    for text in pages.values():
        found = html.fromstring(text.encode())
        assert not found.xpath("//script | //img | //b[.='Wire'] | //iframe | //object | //form")
        assert not found.xpath("//@*[starts-with(name(), 'on')]")
        assert "<script" not in text
        assert "\u202e" not in text
    assert "⟨U+202E⟩" in pages["single"]
    assert "Beacon &lt;b&gt;Wire&lt;/b&gt;" in pages["single"]


def test_nothing_is_requested_and_links_are_web_addresses_or_inside_the_report(pages):
    for text in pages.values():
        found = html.fromstring(text.encode())
        assert not found.xpath("//@src | //@srcset | //@poster")
        assert found.xpath("//link/@href") == ["data:,"]
        assert "url(" not in text
        assert "@import" not in text
        assert "default-src 'none'" in found.xpath("//meta[@http-equiv]/@content")[0]
        for href in found.xpath("//a/@href"):
            assert re.match(r"https?://|#|stories/[a-z0-9-]+\.html|\.\./index\.html$", href)


def test_every_inner_link_has_its_target(pages):
    ids = {path: html.fromstring(text.encode()).xpath("//@id") for path, text in pages.items()}
    for path, text in pages.items():
        assert len(ids[path]) == len(set(ids[path]))
        for href in html.fromstring(text.encode()).xpath("//a/@href"):
            target, _, anchor = href.partition("#")
            if href.startswith("http") or target == "../index.html":
                continue
            assert not anchor or anchor in ids[target or path], href
            assert not target or target in pages


def test_headings_are_in_order(pages):
    for text in pages.values():
        levels = [
            int(h.tag[1]) for h in html.fromstring(text.encode()).xpath("//h1|//h2|//h3|//h4|//h5")
        ]
        assert levels.count(1) == 1
        assert all(after <= before + 1 for before, after in pairwise(levels))


def test_marks_carry_words_for_those_who_cannot_see_them(tree):
    marks = tree.xpath("//article//mark[not(@class)]")
    assert len(marks) >= 10
    assert all(mark.xpath("./span[@class='vh']")[0].text == "[differs: " for mark in marks)
    assert "an old friend" in marks[0].text_content()


def test_tables_have_captions_and_scopes(pages):
    for text in pages.values():
        for table in html.fromstring(text.encode()).xpath("//table"):
            assert table.xpath("./caption")
            assert all(th.get("scope") in ("col", "row") for th in table.xpath(".//th"))
            widths = {len(row.xpath("./th | ./td")) for row in table.xpath(".//tr")}
            assert len(widths) == 1


def test_every_stand_in_the_matrix_has_a_text(tree):
    cells = tree.xpath("//table[@class='matrix']//td")
    texts = {cell.xpath("string(.//span[@class='vh'])") for cell in cells}
    assert texts == {"says so", "takes a side in a conflict", "not found"}


def test_documents_say_what_was_dropped_and_why_some_were_left_out(tree):
    left_out = tree.xpath("//section[@id='left-out']")[0].text_content()
    assert "unreadable: binary file <jpeg>" in left_out
    assert "set aside: language is no, not en" in left_out
    assert "4 kept, dropped: 1 looks like boilerplate" in tree.text_content()


def test_the_same_rows_give_the_same_bytes_in_any_order(page):
    tables = factory.tables()
    for rows in tables.values():
        rows.reverse()
    assert render(tables, factory.METRICS, factory.outlet_rows()[::-1]) == page


def test_many_claims_make_a_page_per_story(pages):
    assert sorted(pages) == [
        "index.html",
        "single",
        "stories/harbour.html",
        "stories/village-fair-co.html",
    ]
    assert list(render_pages(factory.tables(), {}, single_page_claims=17)) == ["index.html"]
    index = html.fromstring(pages["index.html"].encode()).text_content()
    assert "Nobody was hurt ≠ one sailor was hurt" in index


def test_what_is_cut_is_said_and_conflicts_never_are(page):
    limits = Limits(facts=0, single_claims=0, undetermined=0, headlines=1)
    cut = render(factory.tables(), {}, limits=limits)
    assert "4 of 5 facts are shown" in cut
    assert "0 of 1 are shown" in cut
    assert "The 1 strongest of 4" in cut
    assert cut.count("<article") == page.count("<article") == 5


def test_nothing_at_all_is_a_page_too():
    text = render({}, {})
    assert "0 hard conflicts</span> in 0 stories" in text


def test_counts_of_the_report_add_up():
    report = build_report(factory.tables(), factory.METRICS)
    assert (report.hard, report.soft, report.outlets, len(report.left_out)) == (4, 1, 4, 2)
    assert report.metrics == (
        ("documents", 8),
        ("conflicts.hard", 7),
        ("conflicts.by_type.quote", 3),
        ("corroboration_rate", 0.61234),
    )


def test_rates_are_placed_on_a_common_scale():
    chart = outlet_chart(factory.outlet_rows())
    tide = next(row for row in chart.rows if row.outlet == "The Daily Tide")
    assert chart.scales["conflict_rate"] == 0.25
    rate = tide.rates["conflict_rate"]
    assert (rate.x_low, rate.x, rate.x_high) == (14.4, 57.6, 105.6)
    assert tide.rates["quotation_fidelity"] is None
    assert (
        outlet_chart([{"outlet": "x", "conflict_rate": float("nan")}])
        .rows[0]
        .rates["conflict_rate"]
        is None
    )


def _luminance(colour):
    channels = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


@pytest.mark.parametrize("scheme", [0, 1], ids=["light", "dark"])
def test_text_has_enough_contrast(scheme):
    """WCAG 2.2, 1.4.3: 4.5 : 1 for text."""
    css = (files("crosscheck.report") / "templates" / "style.css.j2").read_text(encoding="utf-8")
    block = re.findall(r":root \{(.*?)\}", css, re.DOTALL)[scheme]
    colours = dict(re.findall(r"--([a-z-]+): (#[0-9a-f]{6})", block))
    pairs = [
        (ink, ground)
        for ink in ("ink", "muted", "hard", "soft", "agree", "link")
        for ground in ("paper", "card", "quiet")
    ]
    for ink, ground in [*pairs, ("mark-ink", "mark")]:
        light, dark = sorted((_luminance(colours[ink]), _luminance(colours[ground])), reverse=True)
        assert (light + 0.05) / (dark + 0.05) >= 4.5, (ink, ground)
