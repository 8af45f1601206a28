import pytest

from crosscheck.documents.captions import is_caption, is_credit_line


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Ada Quill opens the new bridge with a guest from Tarn in Orlow on May 3, 2021.", True),
        ("The mayor, left, with the harbour master. (Photo: Orlow Courier)", True),
        ("Ferries wait in the harbour of Orlow. Tom Reed/Reuters", True),
        ("File photo: the bridge of Orlow, pictured on 3 May 2021.", True),
        ("The law was passed on 3 May 2021.", False),
        ("The council said it would open the bridge on 3 May 2021.", False),
        ("The mayor meets the council of the city on Monday.", False),
        ("Photo: Tom Reed", False),
        ("Image copyright EPA Image caption The old bridge was closed overnight", True),
        ("Getty Images The old bridge was said to be closed for the whole night", True),
        ("Photos: Orlow under water The mill had been built by monks. Hide Caption 5 of 12", True),
        ("Image copyright EPA", False),
        ("The mill had been built by monks. " * 25 + "Hide Caption 5 of 12", False),
    ],
)
def test_is_caption(text, expected):
    assert is_caption(text) is expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Photo: Tom Reed", True),
        ("Getty Images", True),
        ("(Picture: AP)", True),
        ("The mayor said the picture was clear.", False),
    ],
)
def test_is_credit_line(text, expected):
    assert is_credit_line(text) is expected
