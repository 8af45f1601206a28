"""params.yaml: valid as shipped; every mistake is named with what is allowed."""

from pathlib import Path

import pytest
import yaml

from crosscheck.errors import ParameterError
from crosscheck.parameters import Parameters, parse_parameters

SHIPPED = Path(__file__).resolve().parent.parent / "params.yaml"


@pytest.fixture
def content():
    return yaml.safe_load(SHIPPED.read_text(encoding="utf-8"))


def test_the_shipped_file_is_valid_and_complete(content):
    parsed = parse_parameters(content)
    assert parsed.model_dump() == content


@pytest.mark.parametrize(
    ("section", "key", "value", "message"),
    [
        ("align", "treshold", 0.5, "align.treshold is unknown; allowed here: encoder, judge"),
        ("align", "threshold", "high", "align.threshold is 'high'; input should be a valid number"),
        ("align", "threshold", 1.5, "align.threshold is 1.5; input should be less than"),
        ("tables", "partitions", 0, "tables.partitions is 0; input should be greater"),
        ("engine", "name", "spark", "engine.name is 'spark'"),
        ("consistency", "types", ["colour"], "consistency.types.0 is 'colour'"),
    ],
)
def test_mistakes_are_named(content, section, key, value, message):
    content[section][key] = value
    with pytest.raises(ParameterError, match=r"params\.yaml: ") as raised:
        parse_parameters(content)
    assert message in str(raised.value)


def test_an_unknown_section_is_named(content):
    with pytest.raises(ParameterError, match="claim is unknown; allowed here: align, clean"):
        parse_parameters(content | {"claim": {}})


def test_a_missing_section_is_named(content):
    del content["align"]
    with pytest.raises(ParameterError, match="align is missing"):
        parse_parameters(content)


def test_every_parameter_has_a_meaning():
    for section in Parameters.model_fields.values():
        for name, field in section.annotation.model_fields.items():
            assert field.description or name in {"name", "workers"}, name
