"""Cut sentences into claims: who asserts what, when, how many, how sure."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, NamedTuple

from _passages import kept_passages
from _stage import Run, Stage, run_stage

from crosscheck.claims.extraction import Attributed, Findings, claims
from crosscheck.engine import map_partitions
from crosscheck.language.annotation import articles, read_analyses
from crosscheck.language.article import Article
from crosscheck.language.quotations.attribution import attributions
from crosscheck.language.quotations.finding import quotations
from crosscheck.tables import TABLES, read_partition, write_partition

_FOUND = ("mentions", "quotations", "quantities", "times")

STAGE = Stage(
    name="claims",
    purpose=__doc__,
    reads=("documents", "passages", "analyses", *_FOUND),
    writes=("claims",),
    parameters=("language", "tables"),
)


class Task(NamedTuple):
    """One partition of stories."""

    data: Path
    part: str
    cue_threshold: float


def extract_partition(task: Task) -> Counter[str]:
    """Write the claims of one partition's stories; count them by kind."""
    documents = read_partition(TABLES["documents"], task.data / "documents" / task.part)
    passages = kept_passages(task.data, [row["doc_id"] for row in documents])
    docs = read_analyses(passages, task.data / "analyses" / Path(task.part).with_suffix(".spacy"))
    found = {name: _by_document(task, name) for name in _FOUND}
    rows = [
        row
        for story in articles(documents, passages, docs).values()
        for article in story
        for row in claims(article, _findings(article, found, task.cue_threshold))
    ]
    write_partition(TABLES["claims"], rows, task.data / "claims" / task.part)
    return Counter(row["kind"] for row in rows)


def _by_document(task: Task, name: str) -> Mapping[str, list[dict[str, Any]]]:
    grouped: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for row in read_partition(TABLES[name], task.data / name / task.part):
        grouped[row["doc_id"]].append(row)
    return {key: sorted(rows, key=lambda row: row["start"]) for key, rows in grouped.items()}


def _findings(
    article: Article,
    found: Mapping[str, Mapping[str, list[dict[str, Any]]]],
    cue_threshold: float,
) -> Findings:
    rows = {name: found[name].get(article.doc_id, []) for name in _FOUND}
    return Findings(**rows, attributions=tuple(_attributed(article, cue_threshold)))


def _attributed(article: Article, cue_threshold: float) -> Iterator[Attributed]:
    quoted = tuple(quotations(article.passages))
    for found in attributions(article.passages, quoted, threshold=cue_threshold):
        source = found.source
        text = None
        if source is not None:
            passage = article.passages[source.passage]
            text = passage.doc.text[source.start - passage.start : source.end - passage.start]
        for place in found.content:
            yield Attributed(
                start=place.start,
                end=place.end,
                source_start=None if source is None else source.start,
                source_end=None if source is None else source.end,
                source_text=text,
                cue=found.lemma,
            )


def extract_all(run: Run) -> Mapping[str, Any]:
    """Extract the claims of every partition."""
    engine, threshold = run.parameters.engine, run.parameters.language.cue_threshold
    tasks = [Task(run.data, path.name, threshold) for path in run.parts("documents")]
    counts = map_partitions(extract_partition, tasks, engine=engine.name, workers=engine.workers)
    return dict(sorted(sum(counts, Counter()).items()))


if __name__ == "__main__":
    run_stage(STAGE, extract_all)
