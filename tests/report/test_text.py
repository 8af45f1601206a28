import pytest

from crosscheck.report.text import (
    excerpt,
    link_to_words,
    marked,
    shorten,
    slugs,
    unquoted,
    visible,
    web_address,
)


@pytest.mark.parametrize(
    ("spans", "expected"),
    [
        ([], [("the red boat", ())]),
        ([(4, 7, "m")], [("the ", ()), ("red", ("m",)), (" boat", ())]),
        ([(0, 12, "c"), (4, 7, "m")], [("the ", ("c",)), ("red", ("c", "m")), (" boat", ("c",))]),
        ([(4, 7, "m"), (7, 12, "m")], [("the ", ()), ("red boat", ("m",))]),
        (
            [(0, 6, "a"), (4, 9, "b")],
            [("the ", ("a",)), ("re", ("a", "b")), ("d b", ("b",)), ("oat", ())],
        ),
        ([(7, 4, "m"), (40, 50, "m"), (-3, 3, "x")], [("the", ("x",)), (" red boat", ())]),
    ],
)
def test_marked_cuts_where_spans_begin_and_end(spans, expected):
    assert marked("the red boat", spans) == expected


def test_marked_shows_only_the_part_wanted():
    assert marked("the red boat", [(0, 6, "m")], start=4, end=10) == [("re", ("m",)), ("d bo", ())]


def test_excerpt_keeps_a_short_sentence_and_cuts_a_long_one_at_spaces_around_the_focus():
    text = "word " * 400 + "HERE" + " word" * 400
    focus = (text.index("HERE"), text.index("HERE") + 4)
    assert excerpt(text, (focus[0] - 10, focus[1] + 10), focus, 100) == (
        focus[0] - 10,
        focus[1] + 10,
    )
    start, end = excerpt(text, (0, len(text)), focus, 100)
    assert start < focus[0] < focus[1] < end
    assert end - start <= 130
    assert text[start - 1] == " " == text[end]


def test_excerpt_of_one_endless_word_stays_short():
    start, end = excerpt("x" * 10_000, (0, 10_000), (5_000, 9_000), 100)
    assert end - start <= 100


def test_shorten_collapses_space_and_says_that_it_cut():
    assert shorten(" a\n b ", 10) == "a b"
    assert shorten("abcdefgh", 5) == "abcd…"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("plain «text» – 👩‍🚀 عربي\n", "plain «text» – 👩‍🚀 عربي\n"),
        ("a\u202eb", "a⟨U+202E⟩b"),
        ("a\x00b\x1b", "a⟨U+0000⟩b⟨U+001B⟩"),
        ("\ud800", "⟨U+D800⟩"),
    ],
)
def test_visible_spells_out_what_could_deceive(text, expected):
    assert visible(text) == expected


@pytest.mark.parametrize(
    "url",
    [
        "javascript:alert(1)",
        "JAVASCRIPT:alert(1)",
        "java\tscript:alert(1)",
        "\x01javascript:alert(1)",
        "data:text/html,hello",
        "//tide.example/x",
        "https:///nohost",
        "https://[broken",
        "https://tide.example/a b",
        "",
        None,
    ],
)
def test_only_absolute_web_addresses_become_links(url):
    assert web_address(url) is None


def test_web_addresses_are_kept_as_they_are():
    assert web_address(" HTTPS://tide.example/a?b=1&c=2#d ") == "HTTPS://tide.example/a?b=1&c=2#d"


def test_link_to_words_quotes_what_has_a_meaning_in_a_text_directive():
    assert link_to_words("http://a.example/", "so-called, “it” & me") == (
        "http://a.example/#:~:text=so%2Dcalled%2C%20%E2%80%9Cit%E2%80%9D%20%26%20me"
    )
    assert link_to_words("http://a.example/#top", " ".join("abcdefghijkl")).endswith(
        "#top:~:text=a%20b%20c%20d%20e,h%20i%20j%20k%20l"
    )


def test_slugs_are_safe_and_unique():
    made = slugs(["../Été & co", "ete-co", "ETE CO", "日本", "…"])
    assert sorted(made.values()) == ["ete-co", "ete-co-2", "ete-co-3", "story", "story-2"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("“dear guest”", "dear guest"),
        ('a "b" c', 'a "b" c'),
        (" “a” and “b” ", "“a” and “b”"),
        ("”", "”"),
    ],
)
def test_unquoted_takes_off_outer_marks_alone(text, expected):
    assert unquoted(text) == expected
