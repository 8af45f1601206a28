import pytest

from crosscheck.language.quotations.marks import stretches


def _texts(paragraphs: list[str]) -> list[str]:
    return [paragraphs[s.text][s.start : s.end] for s in stretches(paragraphs)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("“It is late,” he said. “We go.”", ["It is late,", "We go."]),
        ('She said "yes" and "no", or "maybe".', ["yes", "no", "maybe"]),
        ("'Old friend' visits the singers' union", ["Old friend"]),
        ("She said 'it's the judges' fault' and left.", ["it's the judges' fault"]),
        ("‘He said “no” to me,’ she said.", ["He said “no” to me,"]),
        ("“He told me “no way” and left,” she said.", ["He told me “no way” and left,"]),
        ("``We lost,'' the coach said.", ["We lost,"]),
        ("He is 5'10\" tall, since the '90s, and rock 'n' roll.", []),
        ("the players' union and the owners' group", []),
        ('She said: "[The boat] sank".', ["[The boat] sank"]),
    ],
)
def test_marks_and_apostrophes(text: str, expected: list[str]) -> None:
    assert _texts([text]) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('"Fine for many farms "She added.', ["Fine for many farms"]),
        ("“Fine for many farms “She added.", ["Fine for many farms"]),
        ('"One road. Two lanes. "Three cars."', ["One road. Two lanes.", "Three cars."]),
        ('text."My word," she said.', ["My word,"]),
    ],
)
def test_one_wrong_mark_spoils_one_quotation(text: str, expected: list[str]) -> None:
    assert _texts([text]) == expected


@pytest.mark.parametrize(
    ("paragraphs", "expected"),
    [
        (["“First part.", "“Second part,” she said."], [False, True]),
        (["“First part.", "Second part,” she said."], [False, True]),
        (["“First part.”", "“Second part,” she said."], [False, False]),
        (["“First part.", "A plain one.", "“Third,” she said."], [False, False]),
    ],
)
def test_a_paragraph_continues_what_the_one_before_left_open(
    paragraphs: list[str], expected: list[bool]
) -> None:
    assert [s.continues for s in stretches(paragraphs)] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # paragraphs of one speech that were joined
        (
            'It read: "The gates stay shut. "The crew is safe. "Nobody leaves. "We shall see."',
            ["The gates stay shut.", "The crew is safe.", "Nobody leaves.", "We shall see."],
        ),
        ('"The gates stay shut," she said. "The crew is safe."', [False, False]),
        ('"The gates stay shut." "The crew is safe."', [False, False]),
    ],
)
def test_a_sentence_that_opens_marks_anew_continues(text: str, expected: list[object]) -> None:
    found = stretches([text])
    if isinstance(expected[0], str):
        assert [text[s.start : s.end] for s in found] == expected
        assert [s.continues for s in found] == [False, True, True, True]
    else:
        assert [s.continues for s in found] == expected


def test_offsets_lie_between_the_marks() -> None:
    (found,) = stretches(["He said “ go ” twice."])
    assert (found.start, found.end) == (10, 12)
