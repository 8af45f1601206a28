"""How well a run's pairs and verdicts meet hand-made correspondences.

A predicted pair meets a hand-made one when, in both documents, their stretches overlap by at least
half of the shorter one. Hand-made lines whose note begins with "debatable" count for alignment, but
neither for nor against conflicts. Pairs of documents that nobody annotated are left out.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from pathlib import PurePosixPath
from typing import Any, NamedTuple

from crosscheck.errors import CrosscheckError
from crosscheck.tables.verdicts import CONFLICT_TYPES, SEVERITIES, VERDICTS

Row = Mapping[str, Any]

DIGITS = 4
UNALIGNED = "unaligned"


class EvaluationError(CrosscheckError):
    """Hand-made correspondences that do not fit the documents of the run."""


class Span(NamedTuple):
    """Characters of a document's raw_text, half-open."""

    start: int
    end: int


class Correspondence(NamedTuple):
    """A hand-made pair, placed in the run's documents.

    Attributes:
        documents: The two doc_ids, sorted.
        spans: For each of the two, every place where the annotated words stand.
        verdict: agree, refine or conflict.
        conflict_type: What was compared; for a conflict, what differs.
        severity: hard or soft, for a conflict.
        debatable: Is it a call on which careful readers part?
    """

    documents: tuple[str, str]
    spans: tuple[tuple[Span, ...], tuple[Span, ...]]
    verdict: str
    conflict_type: str | None
    severity: str | None
    debatable: bool


class Placed(NamedTuple):
    """Correspondences placed in a run, and why a story was left out, by story."""

    correspondences: list[Correspondence]
    left_out: dict[str, str]


class _Matching(NamedTuple):
    """Which correspondences and which rows of annotated documents meet (indices)."""

    gold: Sequence[Correspondence]
    left_out: Mapping[str, str]
    rows: Sequence[Row]
    rows_of: Sequence[Sequence[int]]
    gold_of: Sequence[Sequence[int]]


def evaluate(
    documents: Iterable[Row], verdicts: Iterable[Row], gold: Iterable[Row]
) -> dict[str, Any]:
    """Score verdicts against hand-made correspondences.

    A conflict is found when a called conflict, of whatever type, meets it; a call is right when it
    meets a hand-made conflict, of whatever type. `type_accuracy` is the share of found conflicts
    that a call of their own type meets.

    Args:
        documents: Rows of the table documents (doc_id, story_id, path, raw_text).
        verdicts: Rows of the table verdicts.
        gold: Correspondences: `story`, `verdict`, `type`, `severity`, `a` and `b` (`doc`, `text`),
            `note`.

    Returns:
        Counts and rates (0–1, four digits; None where there is nothing to divide by), nested by
        alignment, conflict, by_severity, by_type and verdicts (hand-made verdict → called verdict).
        Where the run has none of the annotated stories: `gold_pairs` 0 and the `reason`.

    Raises:
        EvaluationError: If the run has a story but not all of its annotated documents or words.
    """
    matching = _match(documents, verdicts, gold)
    if not matching.gold:
        reasons = [*matching.left_out.values(), "there are no correspondences"]
        return {"gold_pairs": 0, "reason": reasons[0]}
    return {
        "gold_pairs": len(matching.gold),
        "predicted_pairs": len(matching.rows),
        "stories_left_out": len(matching.left_out),
        "alignment": _alignment(matching),
        "conflict": _conflicts(matching),
        "by_severity": {
            severity: _rates(*_conflict_hits(matching, "severity", severity))
            for severity in SEVERITIES
        },
        "by_type": {
            kind: _rates(*_conflict_hits(matching, "conflict_type", kind))
            for kind in CONFLICT_TYPES
        },
        "verdicts": _confusion(matching),
    }


def alignment_curve(
    documents: Iterable[Row],
    verdicts: Iterable[Row],
    gold: Iterable[Row],
    *,
    scores: Mapping[str, float],
    steps: int = 50,
) -> list[dict[str, float | int]]:
    """Precision and recall of alignment when only pairs that score high enough are kept.

    Args:
        documents: Rows of the table documents.
        verdicts: Rows of the table verdicts: they say where the two claims stand.
        gold: Correspondences, as for `evaluate`.
        scores: Score (0–1) by pair_id; a pair without one is left out.
        steps: How many equal steps from 0 to 1 the threshold takes.

    Returns:
        Rows of threshold, pairs (how many are kept), precision, recall and f1, by rising threshold;
        thresholds that no pair reaches have no row. Empty where no annotated story is in the run.

    Raises:
        EvaluationError: As `evaluate`.
    """
    scored = [row for row in verdicts if row["pair_id"] in scores]
    matching = _match(documents, scored, gold)
    row_scores = [scores[row["pair_id"]] for row in matching.rows]
    best = [max((row_scores[i] for i in rows), default=-1.0) for rows in matching.rows_of]
    points: list[dict[str, float | int]] = []
    for threshold in (round(step / steps, DIGITS) for step in range(steps + 1)):
        kept = [i for i, score in enumerate(row_scores) if score >= threshold]
        if not kept:
            break
        precision = sum(bool(matching.gold_of[i]) for i in kept) / len(kept)
        recall = sum(score >= threshold for score in best) / len(best)
        points.append(
            {
                "threshold": threshold,
                "pairs": len(kept),
                "precision": round(precision, DIGITS),
                "recall": round(recall, DIGITS),
                "f1": _f1(precision, recall) or 0.0,
            }
        )
    return points


def overlaps(a: Span, b: Span) -> bool:
    """Do two stretches share at least half of the shorter one?"""
    common = min(a.end, b.end) - max(a.start, b.start)
    return common > 0 and 2 * common >= min(a.end - a.start, b.end - b.start)


def locate(documents: Iterable[Row], gold: Iterable[Row]) -> Placed:
    """Place hand-made correspondences in the documents of a run.

    A correspondence names a document by its file's name without the ending (or that name up to its
    first underscore), and a story by its folder or story_id. A story that neither names is looked
    for by its documents' names among all documents; where they are not all there, it is left out.

    Raises:
        EvaluationError: If a story is there, but not all of its annotated documents or words.
    """
    by_story: dict[str, list[Row]] = defaultdict(list)
    for record in gold:
        by_story[record["story"]].append(record)
    listed = list(documents)
    placed = Placed([], {})
    for story, records in sorted(by_story.items()):
        own = [d for d in listed if story in (d["story_id"], PurePosixPath(d["path"]).parent.name)]
        try:
            placed.correspondences.extend(_place_story(story, records, own or listed))
        except EvaluationError as error:
            if own:
                raise
            placed.left_out[story] = str(error)
    return placed


def _place_story(
    story: str, records: Sequence[Row], documents: Sequence[Row]
) -> list[Correspondence]:
    texts = {document["doc_id"]: document["raw_text"] for document in documents}
    stems = {document["doc_id"]: _stem(document["path"]) for document in documents}

    def side(record: Row, key: str) -> tuple[str, tuple[Span, ...]]:
        name, words = record[key]["doc"], record[key]["text"]
        found = [d for d, stem in stems.items() if stem == name]
        found = found or [d for d, stem in stems.items() if stem.split("_")[0] == name]
        if len(found) != 1:
            count = f"{len(found)} documents" if found else "no document"
            raise EvaluationError(
                f"{count} named {name!r} in story {story!r}: name the file as the correspondences "
                "do, or leave the story's lines out of them"
            )
        doc_id = found[0]
        spans = tuple(_occurrences(texts[doc_id], words))
        if not spans:
            raise EvaluationError(
                f"document {name!r} of story {story!r} does not contain {words[:60]!r}: "
                "correspondences quote the text verbatim"
            )
        return doc_id, spans

    placed = []
    for record in records:
        (doc_a, spans_a), (doc_b, spans_b) = sorted((side(record, "a"), side(record, "b")))
        placed.append(
            Correspondence(
                documents=(doc_a, doc_b),
                spans=(spans_a, spans_b),
                verdict=record["verdict"],
                conflict_type=record["type"],
                severity=record["severity"],
                debatable=(record.get("note") or "").startswith("debatable"),
            )
        )
    return placed


def _stem(path: str) -> str:
    """The name of a document's file without its endings: `x_1` for `story/x_1.jsonl.gz#0`."""
    file = PurePosixPath(re.sub(r"#\d+$", "", path)).name.removesuffix(".gz")
    return PurePosixPath(file).stem


def _occurrences(text: str, words: str) -> Iterable[Span]:
    return (Span(*found.span()) for found in re.finditer(re.escape(words), text))


def _match(documents: Iterable[Row], verdicts: Iterable[Row], gold: Iterable[Row]) -> _Matching:
    placed, left_out = locate(documents, gold)
    gold_by_documents: dict[tuple[str, str], list[int]] = defaultdict(list)
    for i, correspondence in enumerate(placed):
        gold_by_documents[correspondence.documents].append(i)
    judged: list[Row] = []
    rows_of: list[list[int]] = [[] for _ in placed]
    gold_of: list[list[int]] = []
    for row in verdicts:
        (doc_a, span_a), (doc_b, span_b) = _sides(row)
        if (doc_a, doc_b) not in gold_by_documents:
            continue
        met = [i for i in gold_by_documents[doc_a, doc_b] if _meets(placed[i], span_a, span_b)]
        for i in met:
            rows_of[i].append(len(judged))
        judged.append(row)
        gold_of.append(met)
    return _Matching(placed, left_out, judged, rows_of, gold_of)


def _sides(row: Row) -> list[tuple[str, Span]]:
    return sorted(
        (row[f"doc_{side}"], Span(row[f"{side}_start"], row[f"{side}_end"])) for side in "ab"
    )


def _meets(correspondence: Correspondence, a: Span, b: Span) -> bool:
    spans_a, spans_b = correspondence.spans
    return any(overlaps(s, a) for s in spans_a) and any(overlaps(s, b) for s in spans_b)


def _alignment(matching: _Matching) -> dict[str, float | None]:
    precision = _ratio(sum(map(bool, matching.gold_of)), len(matching.rows))
    recall = _ratio(sum(map(bool, matching.rows_of)), len(matching.gold))
    return {"precision": precision, "recall": recall, "f1": _f1(precision, recall)}


def _called(matching: _Matching) -> list[int]:
    """The rows that call a conflict and meet nothing debatable."""
    return [
        i
        for i, row in enumerate(matching.rows)
        if row["verdict"] == "conflict"
        and not any(matching.gold[g].debatable for g in matching.gold_of[i])
    ]


def _is_right(matching: _Matching, row: int) -> bool:
    return any(matching.gold[g].verdict == "conflict" for g in matching.gold_of[row])


def _is_found(matching: _Matching, gold: int, *, conflict_type: str | None = None) -> bool:
    calls = [matching.rows[i] for i in matching.rows_of[gold]]
    return any(
        row["verdict"] == "conflict" and conflict_type in (None, row["conflict_type"])
        for row in calls
    )


def _expected(matching: _Matching) -> list[int]:
    """The hand-made conflicts that are not debatable."""
    return [i for i, g in enumerate(matching.gold) if g.verdict == "conflict" and not g.debatable]


def _conflict_hits(matching: _Matching, column: str, value: str) -> tuple[int, int, int, int]:
    """Conflicts expected, found, called and rightly called, of one type or severity."""
    expected = [i for i in _expected(matching) if getattr(matching.gold[i], column) == value]
    called = [i for i in _called(matching) if matching.rows[i][column] == value]
    found = sum(_is_found(matching, i) for i in expected)
    return len(expected), found, len(called), sum(_is_right(matching, i) for i in called)


def _conflicts(matching: _Matching) -> dict[str, float | int | None]:
    expected, called = _expected(matching), _called(matching)
    found = [i for i in expected if _is_found(matching, i)]
    right = sum(_is_right(matching, i) for i in called)
    typed = sum(_is_found(matching, i, conflict_type=matching.gold[i].conflict_type) for i in found)
    listed = sum(bool(matching.gold_of[i]) for i in called)
    return {
        **_rates(len(expected), len(found), len(called), right),
        "type_accuracy": _ratio(typed, len(found)),
        "called_on_agreeing_pairs": listed - right,
        "called_on_unlisted_pairs": len(called) - listed,
    }


def _rates(expected: int, found: int, called: int, right: int) -> dict[str, float | int | None]:
    precision, recall = _ratio(right, called), _ratio(found, expected)
    return {
        "expected": expected,
        "found": found,
        "called": called,
        "right": right,
        "precision": precision,
        "recall": recall,
        "f1": _f1(precision, recall),
    }


def _confusion(matching: _Matching) -> dict[str, dict[str, int]]:
    """Hand-made verdict → called verdict; of several rows that meet a line, the nearest counts."""
    counts: dict[str, Counter[str]] = {verdict: Counter() for verdict in VERDICTS[:3]}
    for correspondence, rows in zip(matching.gold, matching.rows_of, strict=True):
        if correspondence.debatable:
            continue
        called = {matching.rows[i]["verdict"] for i in rows}
        counts[correspondence.verdict][_nearest(correspondence.verdict, called)] += 1
    return {
        verdict: {call: counts[verdict][call] for call in (*VERDICTS, UNALIGNED)}
        for verdict in counts
    }


def _nearest(verdict: str, called: set[str]) -> str:
    return next((v for v in (verdict, *VERDICTS) if v in called), UNALIGNED)


def _ratio(part: int, whole: int) -> float | None:
    return round(part / whole, DIGITS) if whole else None


def _f1(precision: float | None, recall: float | None) -> float | None:
    if precision is None or recall is None:
        return None
    total = precision + recall
    return round(2 * precision * recall / total, DIGITS) if total else 0.0
