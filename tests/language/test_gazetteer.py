"""What the gazetteers know."""

import pytest

from crosscheck.language import gazetteer as gaz


@pytest.mark.parametrize(
    ("ask", "name", "answer"),
    [
        (gaz.country, "the U.S.", "US"),
        (gaz.country, "United States", "US"),
        (gaz.country, "UK", "GB"),
        (gaz.country, "Turkey", "TR"),
        (gaz.country, "Türkiye", "TR"),
        (gaz.country, "Lima", None),
        (gaz.demonym, "Peruvians", "PE"),
        (gaz.demonym, "Dutch", "NL"),
        (gaz.demonym, "French", "FR"),
        (gaz.demonym, "Nigerian", "NG"),
        (gaz.demonym, "Western", None),
        (gaz.capital, "Kiev", "UA"),
        (gaz.capital, "Kyiv", "UA"),
        (gaz.capital, "Milan", None),
        (gaz.seat, "the Élysée", "FR"),
        (gaz.place, "Seattle", "city"),
        (gaz.place, "Ohio", "state"),
        (gaz.role, "Prime Ministers", "prime_minister"),
        (gaz.gender, "Mrs.", "f"),
        (gaz.gender, "minister", None),
    ],
)
def test_look_ups(ask, name, answer):
    assert ask(name) == answer


def test_given_names():
    assert gaz.same_given_name("Chuck", "Charles")
    assert gaz.same_given_name("R.", "Robert")
    assert not gaz.same_given_name("Robert", "Richard")


def test_no_demonym_stands_for_two_countries():
    import json

    listed = json.loads((gaz._DATA / "gaz_countries.json").read_text("utf8"))["countries"]
    for key in ("names", "demonyms"):
        names = [name for entry in listed.values() for name in entry[key]]
        assert len(names) == len(set(names))


def test_the_states_of_a_city():
    assert gaz.states_of("Cincinnati") == {"Ohio"}
    assert len(gaz.states_of("Springfield")) > 1
    assert gaz.states_of("Lyon") == frozenset()


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("the South Atlantic", {"atlantic"}),
        ("Caspian Sea", {"caspian", "sea"}),
        ("Gulf of Oman", {"gulf", "oman"}),
        ("Arabian Gulf", {"gulf", "persian"}),
        ("Caribbean Sea", {"caribbean"}),
        ("Sea", set()),
        ("Gulf coast", set()),
        ("Pacific islands", set()),
        ("Sutton", set()),
        ("Hudson Bay", set()),
    ],
)
def test_waters(name, words):
    assert gaz.water(name) == words


@pytest.mark.parametrize(
    ("one", "other", "within"),
    [
        ("Lyon", "France", True),
        ("Lyon", "Spain", False),
        ("Lyon", "Lille", False),
        ("Ohio", "US", True),
        ("Seattle", "Washington", True),
        ("Seattle", "Ohio", False),
        ("Ohio", "Texas", False),
        ("France", "Spain", False),
        ("France", "Europe", True),
        # what is not known may be small; of a city it seldom is a part
        ("Little Sutton", "Lyon", False),
        ("Little Sutton", "France", True),
        ("Little Sutton", "Great Welby", False),
    ],
)
def test_one_place_may_lie_in_the_other(one, other, within):
    assert gaz.one_within(one, other) is gaz.one_within(other, one) is within
