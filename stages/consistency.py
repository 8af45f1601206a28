"""Compare every pair of claims, and tie agreeing and disputed claims together as facts."""

from collections import Counter
from collections.abc import Mapping
from pathlib import Path
from typing import Any, NamedTuple

from _stage import Run, Stage, run_stage
from _story import read_sides

from crosscheck.consistency import nli
from crosscheck.consistency.facts import facts
from crosscheck.consistency.origins import Dependence, read_publishers
from crosscheck.consistency.sides import by_story
from crosscheck.consistency.transitive import transitive
from crosscheck.consistency.utterances.utterance import Limits
from crosscheck.consistency.verdicts import verdicts
from crosscheck.engine import map_partitions
from crosscheck.language.wordnet import load_wordnet
from crosscheck.parameters import Consistency
from crosscheck.tables import TABLES, read_partition, write_partition

STAGE = Stage(
    name="consistency",
    purpose=__doc__,
    reads=("documents", "entities", "quotations", "quantities", "times", "claims", "pairs"),
    writes=("verdicts", "facts"),
    parameters=("consistency", "utterances", "tables"),
)


class Task(NamedTuple):
    """One partition of stories."""

    data: Path
    part: str
    parameters: Consistency
    limits: Limits


def compare_partition(task: Task) -> Counter[str]:
    """Write the verdicts and facts of one partition's stories; count them."""
    parameters = task.parameters
    wordnet = load_wordnet(Path(parameters.wordnet))
    families = read_publishers(Path(parameters.publishers))
    dependence = Dependence(wordnet, families, parameters.near_copy, parameters.copied_share)
    judge = nli.load_judge(parameters.nli_model) if parameters.nli_model else None
    thresholds = nli.Thresholds(
        parameters.nli_reject, parameters.nli_call, parameters.min_confidence, parameters.types
    )
    pairs = by_story(read_partition(TABLES["pairs"], task.data / "pairs" / task.part))
    judged: list[dict[str, Any]] = []
    tied: list[dict[str, Any]] = []
    for story_id, sides in read_sides(task.data, task.part).items():
        own = pairs.get(story_id, [])
        by_claim = {side.claim["claim_id"]: side for side in sides}
        found = list(
            verdicts(
                own,
                by_claim,
                wordnet=wordnet,
                limits=task.limits,
                min_confidence=parameters.min_confidence,
                types=parameters.types,
                days_of_news=parameters.days_of_news,
            )
        )
        if judge is not None:
            scores = {pair["pair_id"]: pair["score"] for pair in own}
            found = list(nli.review(found, by_claim, scores, judge, thresholds))
        found = transitive(
            found,
            by_claim,
            min_link=parameters.min_through,
            min_confidence=parameters.min_confidence,
            days_of_news=parameters.days_of_news,
        )
        judged += found
        tied += facts(
            sides,
            own,
            found,
            min_link=parameters.min_link,
            dependence=dependence,
        )
    write_partition(TABLES["verdicts"], judged, task.data / "verdicts" / task.part)
    write_partition(TABLES["facts"], tied, task.data / "facts" / task.part)
    return Counter(row["verdict"] for row in judged) + Counter(row["status"] for row in tied)


def compare_all(run: Run) -> Mapping[str, Any]:
    """Compare every partition."""
    engine, parameters = run.parameters.engine, run.parameters.consistency
    limits = Limits(**run.parameters.utterances.model_dump())
    if parameters.nli_model:
        nli.load_judge(parameters.nli_model)  # a missing model is told once, before any worker
    tasks = [Task(run.data, path.name, parameters, limits) for path in run.parts("claims")]
    counts = map_partitions(compare_partition, tasks, engine=engine.name, workers=engine.workers)
    return dict(sorted(sum(counts, Counter()).items()))


if __name__ == "__main__":
    run_stage(STAGE, compare_all)
