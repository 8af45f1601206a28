"""Balanced accuracy of "does this summary contradict its article", on SummEdits.

    python benchmarks/summedits.py FILE [--show] [--keep DIR]

FILE is a domain of SummEdits (Laban et al. 2023) as published: a list of {"doc", "summary",
"label" (1: consistent), "edit_types"}. Every pair is a story of two outlets, and the pipeline's
stages run on them all. What speaks for an inconsistency:

  conflict    how many conflicts crosscheck calls between the two
  values      how many numbers, dates and names of the summary the article does not have
  reversals   how many denials, concessions and opposites of the article's words the summary has
  fillers     how many of its nouns stand where the article has others only

A summary is called inconsistent where any reaches its threshold. The thresholds are chosen on
the other articles (leave one article out), so that no article's figure rests on a threshold that
saw it; "nothing chosen" is the figure where one of any sign is enough. Each sign is shown alone,
too. No sign compares a summary with other summaries, and none speaks for consistency. Which signs
there are, though, was chosen after all articles of this corpus were looked at. Edits are told apart
as the corpus does; a summary may have several. Figures by edit: the share of such summaries called
inconsistent, averaged with the share of consistent ones that are not.
"""

import argparse
import json
import re
import tempfile
from collections import Counter, defaultdict
from collections.abc import Container, Iterable, Mapping, Sequence
from itertools import product
from pathlib import Path
from typing import Any, NamedTuple

from _otherwise import Text, fillers, reversals
from _running import number_of, parameters, run_pipeline, write_articles
from _story import read_sides

from crosscheck.consistency.sides import Side
from crosscheck.consistency.values import quantities_meet, times_meet
from crosscheck.language.wordnet import WordNet, load_wordnet
from crosscheck.tables import TABLES, read_table

_NEVER = 9.0
# Thresholds that are tried; the last one switches a sign off.
_GRID: Mapping[str, tuple[float, ...]] = {
    "conflict": (1, 2, 3, _NEVER),
    "values": (1, 2, 3, _NEVER),
    "reversals": (1, 2, _NEVER),
    "fillers": (1, 2, _NEVER),
}
_WORDS = re.compile(r"\w+")
_NAMED = frozenset({"PERSON", "ORG", "GPE", "LOC", "NORP", "FAC"})

Row = Mapping[str, Any]
Thresholds = Mapping[str, float]


class Case(NamedTuple):
    """A pair of the corpus, and what speaks for its inconsistency."""

    article: str
    inconsistent: bool
    edits: tuple[str, ...]
    signs: Mapping[str, float]
    said: str
    summary: str


def stories(pairs: Sequence[Row]) -> list[dict[str, Any]]:
    """Each article and its summary as two outlets' articles of one story."""
    return [
        {"story": f"{n:05d}", "source": source, "text": pair[key]}
        for n, pair in enumerate(pairs)
        for source, key in (("article", "doc"), ("summary", "summary"))
    ]


def read_cases(pairs: Sequence[Row], data: Path, wordnet: WordNet) -> list[Case]:
    """The pairs with their signs, from the tables of a run."""
    numbers = {
        row["doc_id"]: number_of(row["path"])
        for row in read_table(TABLES["documents"], data / "documents")
    }
    tables: dict[str, dict[int, list[Row]]] = {}
    for name in ("quantities", "times", "mentions", "claims"):
        tables[name] = defaultdict(list)
        for row in read_table(TABLES[name], data / name):
            tables[name][numbers[row["doc_id"]]].append(row)
    conflicts: dict[int, list[Row]] = defaultdict(list)
    for row in read_table(TABLES["verdicts"], data / "verdicts"):
        conflicts[numbers[row["doc_a"]] // 2] += row["conflicts"]
    read = _read_sides(data, numbers)
    articles = {pair["doc"]: f"article {n}" for n, pair in reversed(list(enumerate(pairs)))}
    cases = []
    for n, pair in enumerate(pairs):
        of_article = {name: found[2 * n] for name, found in tables.items()}
        of_summary = {name: found[2 * n + 1] for name, found in tables.items()}
        lacking = unsupported(of_summary, of_article, pair["doc"])
        called = sorted({f"{c['conflict_type']}: {c['explanation']}" for c in conflicts[n]})
        texts = Text(read[2 * n + 1], wordnet), Text(read[2 * n], wordnet)
        turned, filled = reversals(*texts, wordnet), fillers(*texts, wordnet)
        by_sign = dict(zip(_GRID, (called, lacking, turned, filled), strict=True))
        signs = {name: float(len(found)) for name, found in by_sign.items()}
        said = "; ".join(word for found in by_sign.values() for word in found)
        edits = tuple(pair["edit_types"])
        article = articles[pair["doc"]]
        cases.append(Case(article, pair["label"] == 0, edits, signs, said, pair["summary"]))
    return cases


def _read_sides(data: Path, numbers: Mapping[str, int]) -> dict[int, list[Side]]:
    """The number of a document → the sides of its claims."""
    found: dict[int, list[Side]] = defaultdict(list)
    for path in sorted((data / "claims").iterdir()):
        for sides in read_sides(data, path.name).values():
            for side in sides:
                found[numbers[side.claim["doc_id"]]].append(side)
    return found


def unsupported(
    summary: Mapping[str, list[Row]], article: Mapping[str, list[Row]], text: str
) -> list[str]:
    """The numbers, dates and names of a summary that its article does not have, as words.

    Times without a number or a proper name ("recently") are none that an article could lack.
    """
    dates = (t for t in summary["times"] if re.search(r"\d|[A-Z]", t["text"]))
    return [
        *_without(summary["quantities"], article["quantities"], _gives),
        *_without(dates, article["times"], times_meet),
        *_names_lacking(summary, article, set(_WORDS.findall(text.casefold()))),
    ]


def _gives(quantity: Row, other: Row) -> bool:
    """Does another quantity give this one? "More than a billion" gives no larger figure."""
    closed = None not in (other["low"], other["high"]) or quantity["bound"] == other["bound"]
    return closed and quantities_meet(quantity, other)


def _names_lacking(
    summary: Mapping[str, list[Row]], article: Mapping[str, list[Row]], words: Container[str]
) -> list[str]:
    """The words of names, and other words with capitals, that an article has not.

    A name of one word is there if it resolves to one of the article's, as abbreviations do.
    """
    known = {m["entity_id"] for m in article["mentions"]}
    names = [m for m in summary["mentions"] if m["kind"] == "name" and m["label"] in _NAMED]
    found = [m for m in names if m["entity_id"] in known and len(m["text"].split()) == 1]
    lacking: dict[int, str] = {}
    for claim in summary["claims"]:
        for token in claim["tokens"]:
            first = token["start"] == claim["sentence_start"]
            if not token["text"][0].isupper() or (first and not _within(token, names)):
                continue
            if _within(token, [*found, *summary["times"]]):
                continue
            if not all(word in words for word in _WORDS.findall(token["text"].casefold())):
                lacking[token["start"]] = token["text"]
    return [lacking[start] for start in sorted(lacking)]


def _within(token: Row, rows: Iterable[Row]) -> bool:
    return any(row["start"] <= token["start"] < row["end"] for row in rows)


def _without(rows: Iterable[Row], others: Sequence[Row], meet: Any) -> list[str]:
    return [row["text"] for row in rows if not any(meet(row, other) for other in others)]


def called(case: Case, thresholds: Thresholds) -> bool:
    """Is it called inconsistent: does any sign reach its threshold?"""
    return any(case.signs[name] >= least for name, least in thresholds.items())


def balanced_accuracy(cases: Iterable[Case], calls: Iterable[bool]) -> float:
    """The mean of the shares of both labels that are called rightly."""
    right: Counter[bool] = Counter()
    total: Counter[bool] = Counter()
    for case, call in zip(cases, calls, strict=True):
        total[case.inconsistent] += 1
        right[case.inconsistent] += call == case.inconsistent
    return sum(right[label] / max(total[label], 1) for label in (True, False)) / 2


def choose(cases: Sequence[Case], signs: Sequence[str]) -> Thresholds:
    """The thresholds of some signs with the best balanced accuracy; of equals, the highest."""
    tried = [
        dict(zip(signs, values, strict=True)) for values in product(*(_GRID[s] for s in signs))
    ]
    return max(
        tried,
        key=lambda t: (
            round(balanced_accuracy(cases, [called(c, t) for c in cases]), 6),
            sum(t.values()),
        ),
    )


def held_out_calls(cases: Sequence[Case], signs: Sequence[str]) -> list[bool]:
    """Each case called with thresholds that were chosen on the other articles."""
    chosen = {
        article: choose([c for c in cases if c.article != article], signs)
        for article in sorted({c.article for c in cases})
    }
    return [called(case, chosen[case.article]) for case in cases]


def report(cases: Sequence[Case]) -> list[bool]:
    """Print the figures; returns the calls with all signs."""
    print("thresholds chosen on the other articles (leave one article out)")
    print("| signs | balanced accuracy | inconsistent found | consistent let pass |")
    print("|---|---|---|---|")
    calls: list[bool] = []
    for signs in (*((name,) for name in _GRID), tuple(_GRID)):
        calls = held_out_calls(cases, signs)
        found, passed = _shares(cases, calls)
        accuracy = balanced_accuracy(cases, calls)
        print(f"| {' + '.join(signs)} | {accuracy:.3f} | {found:.3f} | {passed:.3f} |")
    print("chosen on all articles, for use elsewhere:", dict(choose(cases, tuple(_GRID))))
    at_once = [called(c, dict.fromkeys(_GRID, 1.0)) for c in cases]
    print(f"nothing chosen: {balanced_accuracy(cases, at_once):.3f}")
    print("| edit | summaries | called inconsistent | balanced with the consistent ones |")
    print("|---|---|---|---|")
    _, passed = _shares(cases, calls)
    kinds = sorted({edit for case in cases for edit in case.edits})
    for kind in kinds:
        of_kind = [call for c, call in zip(cases, calls, strict=True) if kind in c.edits]
        found = sum(of_kind) / len(of_kind)
        print(f"| {kind} | {len(of_kind)} | {found:.3f} | {(found + passed) / 2:.3f} |")
    return calls


def _shares(cases: Sequence[Case], calls: Sequence[bool]) -> tuple[float, float]:
    """The shares of inconsistent summaries called so, and of consistent ones not."""
    of = {
        label: [call for c, call in zip(cases, calls, strict=True) if c.inconsistent == label]
        for label in (True, False)
    }
    found = sum(of[True]) / max(len(of[True]), 1)
    return found, 1 - sum(of[False]) / max(len(of[False]), 1)


def main(arguments: Sequence[str] | None = None) -> None:
    """Run, score, print."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("file", type=Path)
    parser.add_argument("--params", type=Path, default=Path("params.yaml"))
    parser.add_argument("--every", type=int, default=1, help="take every so-manieth pair only")
    parser.add_argument("--show", action="store_true", help="print every wrong call")
    parser.add_argument("--keep", type=Path, help="keep the tables in this folder, or use those")
    options = parser.parse_args(arguments)
    pairs = json.loads(options.file.read_text(encoding="utf-8"))[:: options.every]
    with tempfile.TemporaryDirectory() as temporary:
        folder = options.keep or Path(temporary)
        data = folder / "data"
        if not (data / "verdicts").is_dir():
            data = run_pipeline(
                write_articles(stories(pairs), folder),
                folder,
                options.params,
                ingest__story_columns=["story"],
            )
        wordnet = load_wordnet(Path(parameters(options.params, {}).consistency.wordnet))
        cases = read_cases(pairs, data, wordnet)
    print(f"{len(cases)} summaries of {len({c.article for c in cases})} articles")
    calls = report(cases)
    if options.show:
        for case, call in zip(cases, calls, strict=True):
            if call != case.inconsistent:
                label = "missed" if case.inconsistent else "wrong "
                signs = {name: round(value, 2) for name, value in case.signs.items()}
                print(f"{label} {case.edits} {signs} {case.said!r}\n       {case.summary}")


if __name__ == "__main__":
    main()
