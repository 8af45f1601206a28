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
    max_bytes: Annotated[Count, Field(description="a larger article is set aside as unreadable")]
    story_columns: Annotated[
        list[str], Field(description="columns of records that name their story; [] for none")
    ]


class Clean(Section):
    """What counts as article text: probabilities of being noise above which a block is dropped."""

    edge: Annotated[Share, Field(description="in front of and behind the article")]
    interior: Annotated[Share, Field(description="within the article")]
    caution: Annotated[float, Field(description="log-odds in favour of running text")]
    repeated_in: Annotated[Count, Field(description="documents of an outlet that make a repeat")]


class Stories(Section):
    """How documents without a folder are grouped, and what is a near-copy."""

    similarity: Annotated[Share, Field(description="least average similarity of one story")]
    time_scale: Annotated[float, Field(gt=0, description="days after which likeness fades")]
    copies: Annotated[Share, Field(description="least Jaccard similarity of near-copies")]
    shingle: Annotated[Count, Field(description="words in a shingle")]
    permutations: Annotated[Count, Field(description="length of the MinHash signatures")]


class Language(Section):
    """The analysis of the text."""

    model: Annotated[str, Field(description="a pipeline's folder, or an installed spaCy package")]
    cue_threshold: Annotated[Share, Field(description="least probability of a reporting word")]


class Align(Section):
    """Which claims correspond."""

    model: Annotated[str, Field(description="the fitted alignment model, a JSON file")]
    encoder: Annotated[str, Field(description="static embeddings' folder, or minilm")]
    wordnet: Annotated[str, Field(description="folder of the distilled WordNet")]
    judge: Annotated[
        str | None, Field(description="folder of the judge that reads likely pairs, or null")
    ]
    judged: Annotated[
        list[Share],
        Field(
            min_length=2,
            max_length=2,
            description="between which probabilities, by the model alone, it reads a pair",
        ),
    ]
    threshold: Annotated[Share, Field(description="least probability of a pair")]
    repeat_margin: Annotated[
        Share, Field(description="how much more a pair must score that repeats a surer one")
    ]
    neighbours: Annotated[Count, Field(description="nearest claims that become candidates")]


class Utterances(Section):
    """When two quotations are one speech."""

    evidence: Annotated[
        float, Field(gt=0, description="least weight of matching words: content 2, function 1")
    ]
    omitted: Annotated[Count, Field(description="a longer passage left out is another choice")]


ConflictType = Literal[
    "quantity", "time", "quote", "attribution", "entity", "polarity", "predicate", "scope"
]


class Consistency(Section):
    """What counts as a contradiction, and what stands behind a fact."""

    types: Annotated[list[ConflictType], Field(description="the conflict types looked for")]
    min_confidence: Annotated[Share, Field(description="conflicts below it are not called")]
    days_of_news: Annotated[
        float,
        Field(ge=0, description="documents published more days apart tell other days' news"),
    ]
    min_through: Annotated[
        Share, Field(description="least score of two claims that share what contradicts a third")
    ]
    min_link: Annotated[Share, Field(description="least average score within a fact")]
    near_copy: Annotated[Share, Field(description="share of words that makes a near-copy")]
    copied_share: Annotated[
        Share, Field(description="share of a document's sentences that makes it a copy")
    ]
    nli_model: Annotated[
        str | None, Field(description="a cross-encoder that re-scores pairs: folder, id, or null")
    ]
    nli_reject: Annotated[
        Share, Field(description="a less probable contradiction is withheld, not called")
    ]
    nli_call: Annotated[
        Share, Field(description="a more probable contradiction is called against the rules")
    ]
    publishers: Annotated[str, Field(description="a YAML file: publisher → its outlets or domains")]
    wordnet: Annotated[str, Field(description="folder of the distilled WordNet")]


class Gates(Section):
    """What the gates between the stages let pass."""

    min_readable_share: Annotated[Share, Field(description="of the input documents, readable")]
    min_kept_share: Annotated[Share, Field(description="of the characters, article text")]
    min_claimed_share: Annotated[Share, Field(description="of the documents, with a claim")]
    min_determined_share: Annotated[Share, Field(description="of the pairs, not undetermined")]


class Metrics(Section):
    """Rates and their intervals."""

    confidence: Annotated[Share, Field(description="level of the Wilson intervals")]


class Report(Section):
    """How much of what is not in dispute the page shows."""

    single_page_claims: Annotated[Count, Field(description="above it, a page per story")]
    max_facts: Annotated[Count, Field(description="undisputed facts shown per story")]
    max_single_claims: Annotated[Count, Field(description="single-source claims shown per outlet")]
    max_undetermined: Annotated[Count, Field(description="withheld verdicts shown per story")]
    headlines: Annotated[Count, Field(description="conflicts listed at the top")]


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
    utterances: Utterances
    consistency: Consistency
    gates: Gates
    metrics: Metrics
    report: Report
    evaluate: Evaluate


def _describe(error: ValidationError) -> str:
    # A key that is unknown tells more than the one that is missing because it was misspelt.
    first = min(error.errors(), key=lambda found: found["type"] != "extra_forbidden")
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
