"""How many of the conflicts called between ECB+'s articles did readers find right?

    python benchmarks/alarms.py FOLDER_OF_TOPICS [--keep FOLDER] [--show wrong]

ECB+ (Cybulska & Vossen 2014) has, on each of its topics, articles by many outlets on two events of
a kind; either half of a topic is one story here. No rule was made on its contradictions before
`alarms.jsonl` was, in which readers judged what was called: right, arguable (careful readers part)
or wrong, and why. It holds no text: a judgement names the documents, the type, and the sentences
that the differing claims stand in. A conflict called since then that nobody judged is counted
apart. Calls between the same two values in one story count once.

The articles have no dates, and some of the topics' halves mix two events: expect fewer false alarms
of articles as scraped.
"""

import argparse
import json
import sys
import tempfile
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from _running import number_of, run_pipeline, write_articles

from crosscheck.tables import TABLES, read_table

ROOT = Path(__file__).resolve().parent.parent
sys.path.append(str(ROOT / "training"))
from ecbplus import Article, read_articles  # noqa: E402

JUDGED = Path(__file__).with_suffix(".jsonl")
JUDGEMENTS = ("right", "arguable", "wrong", "not judged")


class Place(NamedTuple):
    """One side of a call: the number of the article in its topic, and sentences of it."""

    number: int
    sentences: frozenset[int]


class Call(NamedTuple):
    """A called conflict, or a judged one, between two articles of a story."""

    story: str
    conflict_type: str
    places: tuple[Place, Place]

    def meets(self, other: "Call") -> bool:
        """Is it the same difference: one type, in common sentences of the same articles?"""
        if (self.story, self.conflict_type) != (other.story, other.conflict_type):
            return False
        mine, theirs = (sorted(call.places, key=lambda p: p.number) for call in (self, other))
        return all(
            a.number == b.number and bool(a.sentences & b.sentences)
            for a, b in zip(mine, theirs, strict=True)
        )


def read_judged(path: Path) -> list[tuple[Call, str]]:
    """The judged conflicts of a file, each with its judgement."""
    judged = []
    for line in path.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        a, b = (Place(number, frozenset(sentences)) for number, sentences in row["places"])
        judged.append((Call(row["story"], row["type"], (a, b)), row["judged"]))
    return judged


def read_calls(data: Path, articles: Sequence[Article]) -> list[tuple[dict[str, Any], Call]]:
    """The called conflicts of a run on the articles."""
    documents = {
        row["doc_id"]: articles[number_of(row["path"])]
        for row in read_table(TABLES["documents"], data / "documents")
    }
    calls = []
    for row in read_table(TABLES["verdicts"], data / "verdicts"):
        if row["verdict"] != "conflict":
            continue
        sides = []
        for side in "ab":
            article = documents[row[f"doc_{side}"]]
            found = article.sentences_in(row[f"{side}_start"], row[f"{side}_end"])
            sides.append(Place(article.number, frozenset(found)))
        calls.append((row, Call(article.story, row["conflict_type"], (sides[0], sides[1]))))
    return calls


def judge(
    calls: Iterable[tuple[Mapping[str, Any], Call]], judged: Sequence[tuple[Call, str]]
) -> list[tuple[Mapping[str, Any], str]]:
    """One call for each two values of a story, and how a call between them was judged."""
    known = defaultdict(list)
    for call, judgement in judged:
        known[call.story].append((call, judgement))
    groups = defaultdict(list)
    for row, call in calls:
        groups[call.story, frozenset(row["explanation"].split(" ≠ "))].append((row, call))
    return [
        (group[0][0], next(_judgements(group, known[story]), JUDGEMENTS[-1]))
        for (story, _), group in sorted(
            groups.items(), key=lambda item: (item[0][0], sorted(item[0][1]))
        )
    ]


def _judgements(
    group: Iterable[tuple[Mapping[str, Any], Call]], judged: Sequence[tuple[Call, str]]
) -> Iterator[str]:
    return (judgement for _, call in group for other, judgement in judged if call.meets(other))


def report(found: Sequence[tuple[Mapping[str, Any], str]]) -> None:
    """Print the counts by severity and by type."""
    counts = Counter((row["severity"], judgement) for row, judgement in found)
    counts += Counter((row["conflict_type"], judgement) for row, judgement in found)
    print(f"{'':12}" + "".join(f"{name:>12}" for name in (*JUDGEMENTS, "share right")))
    for kind in sorted({kind for kind, _ in counts}, key=lambda k: (k not in ("hard", "soft"), k)):
        numbers = [counts[kind, name] for name in JUDGEMENTS]
        known = sum(numbers[:-1])
        share = f"{numbers[0] / known:12.2f}" if known else f"{'':>12}"
        print(f"{kind:12}" + "".join(f"{n:12}" for n in numbers) + share)


def main(arguments: Sequence[str] | None = None) -> None:
    """Lay out, run, judge, print."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("folder", type=Path, metavar="FOLDER_OF_TOPICS")
    parser.add_argument("--params", type=Path, default=ROOT / "params.yaml")
    parser.add_argument("--keep", type=Path, help="keep the tables in this folder, or use those")
    parser.add_argument("--show", choices=JUDGEMENTS, help="print the calls so judged")
    options = parser.parse_args(arguments)
    articles = list(read_articles(options.folder))
    if not articles:
        sys.exit(f"{options.folder}: no file like 1_2ecb.xml; give the folder of ECB+'s topics")
    with tempfile.TemporaryDirectory() as temporary:
        folder = options.keep or Path(temporary)
        data = folder / "data"
        if not (data / "verdicts").is_dir():
            rows = ({"story": a.story, "source": a.outlet, "text": a.text} for a in articles)
            raw = write_articles(rows, folder)
            data = run_pipeline(raw, folder, options.params, ingest__story_columns=["story"])
        found = judge(read_calls(data, articles), read_judged(JUDGED))
    report(found)
    for row, judgement in found:
        if judgement == options.show:
            print(
                f"{row['conflict_type']} {row['severity']} {row['confidence']} {row['explanation']}"
            )


if __name__ == "__main__":
    main()
