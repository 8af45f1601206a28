"""What a sum of money is the cost of."""

import pytest

from crosscheck.consistency.figures.prices import priced
from tests.docs import quantity, side


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("dredging/NOUN>3:nsubj would/AUX>3:aux cost/cost/VERB $9m/SYM>3:obj", {"dredging"}),
        (
            "dredging/NOUN>2:nsubj likely/likely/ADJ to/PART>4:mark cost/cost/VERB>2:xcomp "
            "$9m/SYM>4:obj",
            {"dredging"},
        ),
        ("a/DET dredging/NOUN>3:compound bill/NOUN of/ADP>5:case $9m/SYM>3:nmod", {"dredging"}),
        # what goods cost, what is told of something unnamed, and other sums
        ("lamps/lamp/NOUN>2:nsubj cost/cost/VERB $9m/SYM>2:obj", set()),
        ("it/PRON>3:nsubj would/AUX>3:aux cost/cost/VERB $9m/SYM>3:obj", set()),
        ("the/DET dredging/NOUN>3:compound fund/NOUN of/ADP>5:case $9m/SYM>3:nmod", set()),
    ],
)
def test_of_what_it_is_the_cost(text, expected):
    text = text.replace("would/AUX", "would/will/AUX")
    plain = " ".join(word.split("/")[0] for word in text.split())
    start = plain.index("$9m")
    row = quantity("$9m", 9e6, kind="money", unit="USD", counted_lemma=None)
    row |= {"start": start, "end": start + 3}
    a = side(text, quantities=[row])
    assert priced(a.quantities[0], a) == expected
