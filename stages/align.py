"""Pair the claims of different documents that speak of the same fact, event or utterance."""

from collections import Counter
from collections.abc import Mapping
from pathlib import Path
from typing import Any, NamedTuple

from _stage import Run, Stage, run_stage
from _story import read_sides

from crosscheck.consistency.alignment.judge import load_judge
from crosscheck.consistency.alignment.model import load_alignment_model
from crosscheck.consistency.alignment.pairing import align
from crosscheck.consistency.sides import pair_id
from crosscheck.consistency.utterances.utterance import Limits
from crosscheck.engine import map_partitions
from crosscheck.language.encoder import load_encoder
from crosscheck.language.wordnet import load_wordnet
from crosscheck.parameters import Align
from crosscheck.tables import TABLES, write_partition

STAGE = Stage(
    name="align",
    purpose=__doc__,
    reads=("documents", "entities", "quotations", "quantities", "times", "claims"),
    writes=("pairs",),
    parameters=("align", "utterances", "tables"),
)


class Task(NamedTuple):
    """One partition of stories."""

    data: Path
    part: str
    parameters: Align
    limits: Limits


def align_partition(task: Task) -> Counter[str]:
    """Write the pairs of one partition's stories."""
    encoder = load_encoder(task.parameters.encoder)
    model = load_alignment_model(Path(task.parameters.model))
    wordnet = load_wordnet(Path(task.parameters.wordnet))
    judge = load_judge(task.parameters.judge) if task.parameters.judge else None
    rows, compared = [], 0
    for story_id, sides in read_sides(task.data, task.part).items():
        compared += len(sides)
        for pair in align(
            sides,
            encoder=encoder,
            model=model,
            wordnet=wordnet,
            limits=task.limits,
            threshold=task.parameters.threshold,
            repeat_margin=task.parameters.repeat_margin,
            neighbours=task.parameters.neighbours,
            judge=judge,
            judged=(task.parameters.judged[0], task.parameters.judged[1]),
        ):
            a, b = sides[pair.a], sides[pair.b]
            rows.append(
                {
                    "pair_id": pair_id(a, b),
                    "story_id": story_id,
                    "claim_a": a.claim["claim_id"],
                    "claim_b": b.claim["claim_id"],
                    "score": pair.score,
                    "blocked_by": list(pair.blocked_by),
                    "features": {name: round(value, 4) for name, value in pair.features.items()},
                }
            )
    write_partition(TABLES["pairs"], rows, task.data / "pairs" / task.part)
    return Counter(claims=compared, pairs=len(rows))


def align_all(run: Run) -> Mapping[str, Any]:
    """Align every partition."""
    engine, parameters = run.parameters.engine, run.parameters.align
    limits = Limits(**run.parameters.utterances.model_dump())
    if parameters.judge:
        load_judge(parameters.judge)  # a missing model is told once, before any worker
    tasks = [Task(run.data, path.name, parameters, limits) for path in run.parts("claims")]
    counts = map_partitions(align_partition, tasks, engine=engine.name, workers=engine.workers)
    return dict(sum(counts, Counter()))


if __name__ == "__main__":
    run_stage(STAGE, align_all)
