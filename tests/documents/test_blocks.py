from itertools import pairwise

import pytest

from crosscheck.documents.blocks import MAX_BLOCK, find_blocks


def pieces(text):
    return [text[start:end] for start, end in find_blocks(text)]


WRAPPED = """The harbour bridge of Orlow was closed on Monday after an
inspector found cracks in two of its pillars, and it will
stay closed until the spring, the city said.
The ferries will run all night, the harbour master said on
Tuesday, and they will take cars from the first of March,
at a price that has yet to be told."""


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", []),
        (" \n\t\n", []),
        ("One line.", ["One line."]),
        ("  One.\n\n\n Two. \r\nThree.", ["One.", "Two.", "Three."]),
        (
            "The bridge of Orlow was closed on Monday after an\ninspector came.",
            ["The bridge of Orlow was closed on Monday after an\ninspector came."],
        ),
        ("Source link\nleave a reply", ["Source link", "leave a reply"]),
        (WRAPPED, [WRAPPED[:160], WRAPPED[161:]]),
    ],
)
def test_find_blocks(text, expected):
    assert pieces(text) == expected


def test_only_white_space_lies_between_blocks():
    text = f"A title\n\n{WRAPPED}\n\n***\n"
    spans = find_blocks(text)
    outside = text[: spans[0].start] + text[spans[-1].end :]
    between = "".join(text[a.end : b.start] for a, b in pairwise(spans))
    assert not (outside + between).strip()


@pytest.mark.parametrize("unit", ["The bridge is closed. ", "bridge ", "x"])
def test_an_endless_line_is_cut(unit):
    text = unit * (300_000 // len(unit))
    found = pieces(text)
    assert max(map(len, found)) <= MAX_BLOCK
    assert "".join("".join(found).split()) == "".join(text.split())


def test_an_endless_line_is_cut_at_sentence_ends():
    assert all(piece.endswith(".") for piece in pieces("The bridge is closed. " * 2000))
