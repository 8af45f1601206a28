import pytest

from crosscheck.documents.decoding import NotText, decode


@pytest.mark.parametrize(
    ("data", "text", "encoding"),
    [
        ("The mayor’s bridge".encode(), "The mayor’s bridge", "utf-8"),
        ("\ufeffThe bridge".encode(), "The bridge", "utf-8-sig"),
        ("The mayor’s bridge".encode("utf-16"), "The mayor’s bridge", "utf-16"),
        ("The mayor opened it.".encode("utf-16-le"), "The mayor opened it.", "utf-16-le"),
        ("The mayor’s café – open".encode("cp1252"), "The mayor’s café – open", "windows-1252"),
    ],
)
def test_decode_finds_the_encoding(data, text, encoding):
    decoded = decode(data)
    assert (decoded.text, decoded.encoding) == (text, encoding)


def test_line_ends_and_quotation_marks_stay_as_they_are():
    text = "“One”\r\n'two'\t\"three\"\n"
    decoded = decode(text.encode())
    assert (decoded.text, decoded.repairs) == (text, ())


def test_mojibake_is_undone_and_recorded():
    broken = "The mayor’s bridge".encode().decode("cp1252")
    decoded = decode(f"Clean line – here\n{broken}\n".encode())
    assert decoded.text == "Clean line – here\nThe mayor’s bridge\n"
    assert decoded.repairs == ("mojibake undone in 1 line(s)",)


def test_a_broken_sequence_is_replaced_and_recorded():
    data = "The mayor’s bridge – “open” – at last".encode() + b"\xff."
    decoded = decode(data)
    assert decoded.text.endswith("at last�.")
    assert decoded.repairs == ("1 undecodable sequence(s) replaced by U+FFFD",)


def test_control_characters_become_spaces_one_for_one():
    decoded = decode(b"The bri\x00dge is open again, the mayor said.")
    assert decoded.text == "The bri dge is open again, the mayor said."
    assert decoded.repairs == ("1 control character(s) replaced by spaces",)


def test_the_declared_encoding_counts_when_the_bytes_are_no_utf8():
    assert decode("мост открыт".encode("koi8-r"), declared="koi8-r").text == "мост открыт"


@pytest.mark.parametrize("data", [bytes(range(256)) * 20, b"\x89PNG\r\n\x1a\n" + b"\0\1\2\3" * 99])
def test_binary_data_is_refused(data):
    with pytest.raises(NotText, match="binary data"):
        decode(data)
