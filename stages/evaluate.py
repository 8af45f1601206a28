"""Score pairs and verdicts against hand-made correspondences."""

import csv
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from _stage import Run, Stage, run_stage

from crosscheck.consistency.evaluation import alignment_curve, evaluate
from crosscheck.errors import CrosscheckError
from crosscheck.tables import TABLES, read_table

STAGE = Stage(
    name="evaluate",
    purpose=__doc__,
    reads=("documents", "pairs", "verdicts"),
    writes=("reports/evaluation.json", "reports/alignment_curve.csv"),
    parameters=("evaluate",),
)

_CURVE = ("threshold", "pairs", "precision", "recall", "f1")


def read_gold(path: Path) -> list[dict[str, Any]]:
    """The correspondences of a JSON Lines file.

    Raises:
        CrosscheckError: If the file is missing or a line is no JSON object.
    """
    if not path.is_file():
        raise CrosscheckError(f"{path}: no such file; set evaluate.gold to your correspondences")
    rows = []
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        try:
            if line.strip():
                rows.append(json.loads(line))
        except json.JSONDecodeError as error:
            raise CrosscheckError(
                f"{path}:{number}: not JSON ({error.msg}); mend the line"
            ) from error
    return rows


def score(run: Run) -> Mapping[str, Any]:
    """Write the scores, and the alignment's precision and recall over the threshold."""
    gold = read_gold(Path(run.parameters.evaluate.gold))
    documents, pairs, verdicts = (
        read_table(TABLES[name], run.data / name) for name in ("documents", "pairs", "verdicts")
    )
    found = evaluate(documents, verdicts, gold)
    text = json.dumps(found, indent=2, sort_keys=True, ensure_ascii=False)
    run.reports.mkdir(parents=True, exist_ok=True)
    (run.reports / "evaluation.json").write_text(text + "\n", encoding="utf-8")
    scores = {pair["pair_id"]: pair["score"] for pair in pairs}
    curve = alignment_curve(
        documents, verdicts, gold, scores=scores, steps=run.parameters.evaluate.steps
    )
    with (run.reports / "alignment_curve.csv").open("w", encoding="utf-8", newline="") as handle:
        writer = csv.DictWriter(handle, fieldnames=_CURVE, lineterminator="\n")
        writer.writeheader()
        writer.writerows(curve)
    return {"gold pairs": found["gold_pairs"]}


if __name__ == "__main__":
    run_stage(STAGE, score)
