"""The parameters of a run: one section per stage, every key known, typed and in range.

The values live in params.yaml alone; this schema gives their types, ranges and meaning.
"""

from collections.abc import Mapping
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from crosscheck.errors import ParameterError

Share = Annotated[float, Field(ge=0, le=1)]
Count = Annotated[int, Field(ge=1)]


class Section(BaseModel):
    """A section of params.yaml: unknown keys are refused, and nothing is guessed."""

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)


class Tables(Section):
    """How tables are stored."""

    partitions: Annotated[Count, Field(le=10_000, description="files per table")]


class Engine(Section):
    """How partitions are worked on; no result depends on it, so DVC does not track it."""

    name: Literal["serial", "processes"]
    workers: Count


class Ingest(Section):
    """What is read."""

    raw: Annotated[str, Field(description="folder of the articles")]
    max_bytes: Annotated[Count, Field(description="a larger file is set aside as unreadable")]


class Clean(Section):
    """What counts as article text."""


class Stories(Section):
    """How documents without a folder are grouped."""


class Language(Section):
    """The analysis of the text."""

    model: Annotated[str, Field(description="a pipeline's folder, or an installed spaCy package")]


class Align(Section):
    """Which claims correspond."""

    model: Annotated[str, Field(description="the fitted alignment model, a JSON file")]
    encoder: Annotated[str, Field(description="static embeddings' folder, or minilm")]
    threshold: Annotated[Share, Field(description="least probability of a pair")]
    neighbours: Annotated[Count, Field(description="nearest claims that become candidates")]


ConflictType = Literal[
    "quantity", "time", "quote", "attribution", "entity", "polarity", "predicate", "scope"
]


class Consistency(Section):
    """What counts as a contradiction, and what stands behind a fact."""

    types: Annotated[list[ConflictType], Field(description="the conflict types looked for")]
    min_confidence: Annotated[Share, Field(description="conflicts below it are not called")]
    min_link: Annotated[Share, Field(description="least average score within a fact")]
    near_copy: Annotated[Share, Field(description="share of words that makes a near-copy")]
    families: Annotated[
        dict[str, list[str]], Field(description="publisher → its outlets: one origin")
    ]
    wordnet: Annotated[str, Field(description="folder of the distilled WordNet")]


class Metrics(Section):
    """Rates and their intervals."""

    confidence: Annotated[Share, Field(description="level of the Wilson intervals")]


class Evaluate(Section):
    """The comparison with hand-made correspondences."""

    gold: Annotated[str, Field(description="a JSON Lines file of correspondences")]
    steps: Annotated[Count, Field(description="thresholds on the alignment curve")]


class Parameters(Section):
    """The whole of params.yaml."""

    tables: Tables
    engine: Engine
    ingest: Ingest
    clean: Clean
    stories: Stories
    language: Language
    align: Align
    consistency: Consistency
    metrics: Metrics
    evaluate: Evaluate


def _describe(error: ValidationError) -> str:
    first = error.errors()[0]
    place = ".".join(str(part) for part in first["loc"])
    if first["type"] == "extra_forbidden":
        allowed = ", ".join(sorted(_section_of(first["loc"]).model_fields))
        return f"params.yaml: {place} is unknown; allowed here: {allowed}"
    if first["type"] == "missing":
        return f"params.yaml: {place} is missing"
    return f"params.yaml: {place} is {first['input']!r}; {first['msg'].lower()}"


def _section_of(location: tuple[int | str, ...]) -> type[BaseModel]:
    section: type[BaseModel] = Parameters
    for part in location[:-1]:
        annotation = section.model_fields[str(part)].annotation
        if not (isinstance(annotation, type) and issubclass(annotation, BaseModel)):
            break
        section = annotation
    return section


def parse_parameters(content: Mapping[str, Any]) -> Parameters:
    """Validate the content of params.yaml.

    Raises:
        ParameterError: Naming the first key that is unknown (with the keys allowed there), missing,
            ill-typed or out of range.
    """
    try:
        return Parameters.model_validate(content)
    except ValidationError as error:
        raise ParameterError(_describe(error)) from error
