"""The stress test: plant known alterations in a copy of each article, and count what is found.

    python benchmarks/stress.py ARTICLES [--articles N] [--seed N] [--out FILE] [--cases FILE]

ARTICLES is a folder or file in any format that the pipeline reads: your own domain. Some articles,
picked by the seed, are copied twice as a second outlet's, in other words (_paraphrases.py): one
copy says the same, in the other a share of the sentences has one altered fact (_alterations.py).
The pipeline's stages run on the pairs as on any other story. Printed are, by kind of alteration:

  planted    altered sentences
  aligned    … of which a claim was paired with one of their own originals
  detected   … of which a conflict was called
  in place   … with the altered words in what the conflict says differs
  right type … with a type that names the alteration

and the false alarms: conflicts between unaltered sentences, a pair of sentences counted once, per
unaltered sentence of the copies; in the altered copies, and in those that only say the same. A call
that names a planted name is no false alarm but a knock-on: who speaks in one sentence is who speaks
in the next. Not every altered text contradicts its original in every reader's eyes (a hedge, an
antonym that does not fit the sense), so that not every kind can reach 1. Planted edits measure what
a comparison can see at all, not what outlets disagree on (CheckList: Ribeiro et al. 2020). Same
seed, same figures.
"""

import argparse
import json
import random
import re
import sys
import tempfile
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, NamedTuple

from _alterations import KINDS, Alteration, Context, alterations, context_of, is_statement
from _edits import Edit, Lexicon, Shift, apply, compatible, load_lexicon
from _paraphrases import curly, paraphrase, straight
from _running import number_of, parameters, run_pipeline, write_articles
from spacy.tokens import Doc, Span

from crosscheck.documents.cleaning import clean, find_repeats
from crosscheck.documents.metadata import ALIASES
from crosscheck.documents.reading import mark_duplicates, read_file, read_folder
from crosscheck.language.pipeline import load_pipeline
from crosscheck.parameters import Parameters
from crosscheck.tables import TABLES, read_table

_GAP = "\n\n"
_LEAST_WORDS = 6
_LEAST_SENTENCES = 6


class Planted(NamedTuple):
    """One sentence of a copy: where it and its original stand, and what was altered in it."""

    original: tuple[int, int]
    copy: tuple[int, int]
    alteration: Alteration | None = None
    place: tuple[int, int] | None = None


@dataclass
class Copy:
    """A copied article, and its sentences in both texts."""

    original: str = ""
    text: str = ""
    sentences: list[Planted] = field(default_factory=list)


class Call(NamedTuple):
    """A verdict between two sentences, by their numbers in the copy's list, and its conflicts."""

    original: int
    copy: int
    verdict: str
    explanation: str
    conflicts: tuple[Mapping[str, Any], ...]


# Making copies


def copy_article(
    passages: Sequence[tuple[str, Doc]],
    lexicon: Lexicon,
    rng: random.Random,
    *,
    share: float,
    planted: Counter[str],
) -> Copy:
    """Copy an article in other words, with altered facts in a share of its sentences.

    Args:
        passages: Kind and analysis of each kept passage.
        lexicon: Synonyms and antonyms.
        rng: Picks what is changed.
        share: Of the sentences of paragraphs, altered; never two neighbours.
        planted: How often each kind was planted so far; rare kinds go first. It is counted on.
    """
    context = context_of([doc for _, doc in passages], lexicon)
    sentences = [(kind, s) for kind, doc in passages for s in doc.sents]
    chosen = _choose(sentences, context, rng, share=share, planted=planted)
    copy, number = Copy(), 0
    for _, doc in passages:
        spans = list(doc.sents)
        picked = [chosen.get(number + n) for n in range(len(spans))]
        number += len(spans)
        groups = [a.edits for a in picked if a is not None]
        groups += [group for s in spans for group in paraphrase(s, lexicon, rng)]
        _add(copy, doc, compatible(groups), spans, picked)
    marks = rng.choice((straight, curly, str))
    copy.text = marks(copy.text)
    return copy


def _choose(
    sentences: Sequence[tuple[str, Span]],
    context: Context,
    rng: random.Random,
    *,
    share: float,
    planted: Counter[str],
) -> dict[int, Alteration]:
    """Sentence number → its alteration."""
    usable = [
        n
        for n, (kind, sentence) in enumerate(sentences)
        if kind == "paragraph"
        and sum(t.is_alpha for t in sentence) >= _LEAST_WORDS
        and is_statement(sentence)
    ]
    wanted = round(share * len(usable))
    chosen: dict[int, Alteration] = {}
    for n in rng.sample(usable, len(usable)):
        if len(chosen) == wanted:
            break
        if n - 1 in chosen or n + 1 in chosen:
            continue
        if found := alterations(sentences[n][1], context, rng):
            kind = min(found, key=lambda kind: (planted[kind], list(KINDS).index(kind)))
            chosen[n] = rng.choice(found[kind])
            planted[kind] += 1
    return chosen


def _add(
    copy: Copy,
    doc: Doc,
    edits: Sequence,
    spans: Sequence[Span],
    picked: Sequence[Alteration | None],
) -> None:
    """Add a passage to both texts, and its sentences."""
    for name in ("original", "text"):
        if getattr(copy, name):
            setattr(copy, name, getattr(copy, name) + _GAP)
    before, after, shift = len(copy.original), len(copy.text), Shift(edits)
    text = apply(doc.text, edits)
    for span, alteration in zip(spans, picked, strict=True):
        own = shift.start(span.start_char) + after, shift.end(span.end_char) + after
        place = None
        if alteration is not None:
            start, end = shift.of(alteration.edits[-1])
            place = start + after, _with_next_word(text, alteration.edits[-1], end) + after
        original = span.start_char + before, span.end_char + before
        copy.sentences.append(Planted(original, own, alteration, place))
    copy.original += doc.text
    copy.text += text


def _with_next_word(text: str, edit: Edit, end: int) -> int:
    """The end of an edit's place: what was put in or left out is also a change of the next word."""
    following = re.compile(r"\W*\w+").match(text, end)
    inserted = edit.start == edit.end or not edit.text
    return following.end() if inserted and following else end


# Reading articles, running the pipeline


def read_articles(path: Path, settings: Parameters) -> list[tuple[dict[str, Any], list[Any]]]:
    """The readable articles of a folder or file, with their kept passages, by path."""
    aliases = {**ALIASES, "story": tuple(settings.ingest.story_columns)}
    size = settings.ingest.max_bytes
    if path.is_dir():
        rows = list(read_folder(path, max_bytes=size, aliases=aliases))
    else:
        found = read_file(path.name, path.parent, max_bytes=size, aliases=aliases)
        rows = mark_duplicates(found)
    readable = [row for row in rows if row["status"] == "ok"]
    options = settings.clean
    repeats = find_repeats(readable, documents=options.repeated_in)
    return [(row, [p for p in _passages(row, repeats, settings) if p["kept"]]) for row in readable]


def _passages(row: Mapping[str, Any], repeats: Any, settings: Parameters) -> Iterator[Any]:
    options = settings.clean
    yield from clean(
        row,
        repeats=repeats,
        edge=options.edge,
        interior=options.interior,
        caution=options.caution,
    )


def make_copies(
    articles: Sequence[tuple[dict[str, Any], list[Any]]], settings: Parameters, options: Any
) -> Iterator[tuple[str, Mapping[str, Any], Copy]]:
    """(story, row of the article, copy) for articles picked by the seed, twice for each.

    An article of a few sentences is passed over.
    """
    nlp = load_pipeline(settings.language.model)
    lexicon = load_lexicon(Path(settings.consistency.wordnet))
    order = random.Random(options.seed).sample(range(len(articles)), len(articles))
    planted: Counter[str] = Counter()
    taken = 0
    for n in order:
        row, passages = articles[n]
        analysed = nlp.pipe(p["text"] for p in passages)
        docs = [(p["kind"], doc) for p, doc in zip(passages, analysed, strict=True)]
        if sum(len(list(doc.sents)) for _, doc in docs) < _LEAST_SENTENCES:
            continue
        for name, share in (("altered", options.share), ("same", 0.0)):
            rng = random.Random(f"{options.seed} {name} {row['doc_id']}")
            copy = copy_article(docs, lexicon, rng, share=share, planted=planted)
            yield f"{taken:04d}-{name}", row, copy
        taken += 1
        if taken == options.articles:
            return


def records(story: str, row: Mapping[str, Any], copy: Copy) -> list[dict[str, Any]]:
    """Both texts as articles of two outlets; both dated alike."""
    published = row["published"].isoformat() if row["published"] else None
    shared = {"story": story, "title": row["title"], "published": published}
    return [
        shared | {"source": f"first-{story}", "text": copy.original},
        shared | {"source": f"second-{story}", "text": copy.text},
    ]


# Counting


def calls(copy: Copy, first: str, verdicts: Sequence[Mapping[str, Any]]) -> Iterator[Call]:
    """The verdicts of a story as calls between sentences; `first` is the original's doc_id."""
    originals = [s.original for s in copy.sentences]
    copies = [s.copy for s in copy.sentences]
    for row in verdicts:
        sides = ("a", "b") if row["doc_a"] == first else ("b", "a")
        places = [(row[f"{side}_start"], row[f"{side}_end"]) for side in sides]
        yield Call(
            _sentence(originals, places[0]),
            _sentence(copies, places[1]),
            row["verdict"],
            row["explanation"],
            tuple(
                {
                    "type": conflict["conflict_type"],
                    "explanation": conflict["explanation"],
                    "place": (conflict[f"{sides[1]}_start"], conflict[f"{sides[1]}_end"]),
                }
                for conflict in row["conflicts"]
            ),
        )


def _sentence(sentences: Sequence[tuple[int, int]], place: tuple[int, int]) -> int:
    """The number of the sentence that shares most characters with a stretch."""
    shared = [min(end, place[1]) - max(start, place[0]) for start, end in sentences]
    return shared.index(max(shared))


def _overlap(a: tuple[int, int], b: tuple[int, int]) -> bool:
    return a[0] < b[1] and b[0] < a[1]


@dataclass
class Tally:
    """What was counted.

    Attributes:
        kinds: Kind of alteration → planted, aligned, detected, in place, right type.
        unaltered: Name of the copy → its unaltered sentences.
        alarms: Name of the copy → pairs of unaltered sentences in conflict.
        knock_on: Sentences that a planted name of another sentence put in conflict.
        alarm_types: Conflict type → such pairs.
        cases: Every planted alteration and every false alarm, for a reader.
    """

    kinds: dict[str, Counter[str]] = field(default_factory=lambda: defaultdict(Counter))
    unaltered: Counter[str] = field(default_factory=Counter)
    alarms: Counter[str] = field(default_factory=Counter)
    knock_on: int = 0
    alarm_types: Counter[str] = field(default_factory=Counter)
    cases: list[dict[str, Any]] = field(default_factory=list)


def count(tally: Tally, story: str, copy: Copy, found: Sequence[Call]) -> None:
    """Count a story's calls."""
    name = story.partition("-")[2]
    planted = _planted_names(copy)
    of_copy: dict[int, list[Call]] = defaultdict(list)
    for call in found:
        of_copy[call.copy].append(call)
    for n, sentence in enumerate(copy.sentences):
        if sentence.alteration is not None:
            _count_planted(tally, story, copy, n, of_copy[n])
            continue
        tally.unaltered[name] += 1
        alarmed: dict[int, list[Call]] = defaultdict(list)
        for call in of_copy[n]:
            if call.conflicts:
                alarmed[call.original].append(call)
        for original, called in sorted(alarmed.items()):
            first = called[0].conflicts[0]
            says = first["explanation"]
            if first["type"] in _OF_NAMES and any(word in says for word in planted):
                tally.knock_on += 1
                continue
            tally.alarms[name] += 1
            tally.alarm_types[first["type"]] += 1
            tally.cases.append(
                {"case": "false alarm", "story": story, "own": original == n}
                | {"type": first["type"], "says": says}
                | _texts(copy, original, n)
            )


_OF_NAMES = frozenset({"attribution", "entity"})


def _planted_names(copy: Copy) -> set[str]:
    """The last words of the names that were planted."""
    altered = [s.alteration for s in copy.sentences if s.alteration is not None]
    return {a.edits[-1].text.split()[-1] for a in altered if a.kind in {"name", "speaker"}}


def _count_planted(tally: Tally, story: str, copy: Copy, n: int, called: Sequence[Call]) -> None:
    _, _, alteration, place = copy.sentences[n]
    if alteration is None or place is None:
        return
    kind = tally.kinds[alteration.kind]
    conflicts = [c for call in called for c in call.conflicts]
    own = [call for call in called if call.original == n]
    kind["planted"] += 1
    kind["aligned"] += bool(own)
    kind["detected"] += bool(conflicts)
    kind["in place"] += any(_overlap(c["place"], place) for c in conflicts)
    kind["right type"] += any(c["type"] in alteration.types for c in conflicts)
    tally.cases.append(
        {"case": "found" if conflicts else "missed", "story": story, "kind": alteration.kind}
        | {"role": alteration.role, "becomes": [edit.text for edit in alteration.edits]}
        | {"says": sorted({f"{call.verdict}: {call.explanation}" for call in own})}
        | _texts(copy, n, n)
    )


def _texts(copy: Copy, original: int, n: int) -> dict[str, str]:
    first, second = copy.sentences[original].original, copy.sentences[n].copy
    return {"original": copy.original[slice(*first)], "copy": copy.text[slice(*second)]}


def figures(tally: Tally) -> dict[str, Any]:
    """The figures as plain data."""
    rates = {
        name: round(tally.alarms[name] / max(tally.unaltered[name], 1), 4)
        for name in sorted(tally.unaltered)
    }
    return {
        "kinds": {kind: dict(tally.kinds[kind]) for kind in KINDS if kind in tally.kinds},
        "detection": {
            kind: round(tally.kinds[kind]["detected"] / tally.kinds[kind]["planted"], 4)
            for kind in KINDS
            if kind in tally.kinds
        },
        "unaltered_sentences": dict(sorted(tally.unaltered.items())),
        "false_alarms": {name: tally.alarms[name] for name in sorted(tally.unaltered)},
        "false_alarm_rate": rates,
        "knock_on": tally.knock_on,
        "false_alarms_by_type": dict(sorted(tally.alarm_types.items())),
    }


_COLUMNS = ("planted", "aligned", "detected", "in place", "right type")


def print_table(found: Mapping[str, Any]) -> None:
    """Print the figures."""
    print(f"| kind | {' | '.join(_COLUMNS)} | detection |")
    print("|---|" + "---|" * (len(_COLUMNS) + 1))
    for kind, counts in found["kinds"].items():
        cells = " | ".join(str(counts.get(column, 0)) for column in _COLUMNS)
        print(f"| {kind} | {cells} | {found['detection'][kind]:.2f} |")
    for name, rate in found["false_alarm_rate"].items():
        alarms, sentences = found["false_alarms"][name], found["unaltered_sentences"][name]
        print(f"false alarms, {name} copies: {alarms} on {sentences} sentences: {rate:.3f}")
    print(f"knock-ons of planted names on other sentences: {found['knock_on']}")
    types = ", ".join(f"{kind} {n}" for kind, n in found["false_alarms_by_type"].items())
    print(f"false alarms by type: {types or 'none'}")


def main(arguments: Sequence[str] | None = None) -> None:
    """Plant, run, count, print."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("input", type=Path, help="a folder or file of articles")
    parser.add_argument("--articles", type=int, default=20, help="how many to copy")
    parser.add_argument("--share", type=float, default=0.3, help="of the sentences, altered")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--params", type=Path, default=Path("params.yaml"))
    parser.add_argument("--out", type=Path, help="write the figures as JSON")
    parser.add_argument("--cases", type=Path, help="write every alteration and false alarm")
    parser.add_argument("--keep", type=Path, help="keep the articles and tables in this folder")
    options = parser.parse_args(arguments)
    settings = parameters(options.params, {})
    made = list(make_copies(read_articles(options.input, settings), settings, options))
    if not made:
        sys.exit(f"{options.input}: no article of {_LEAST_SENTENCES} sentences or more")
    with tempfile.TemporaryDirectory() as temporary:
        tally = score(made, options.keep or Path(temporary), options.params)
    found = figures(tally) | {"articles": len(made) // 2, "seed": options.seed}
    print_table(found)
    if options.out:
        text = json.dumps(found, indent=2, ensure_ascii=False)
        options.out.parent.mkdir(parents=True, exist_ok=True)
        options.out.write_text(text + "\n", encoding="utf-8")
    if options.cases:
        lines = (json.dumps(case, ensure_ascii=False) + "\n" for case in tally.cases)
        options.cases.write_text("".join(lines), encoding="utf-8")


def score(made: Sequence[tuple[str, Mapping[str, Any], Copy]], folder: Path, params: Path) -> Tally:
    """Run the pipeline on the copies and their originals, and count."""
    articles = [record for item in made for record in records(*item)]
    # A copy is a story's second article: the story is given, whatever the columns are called.
    data = run_pipeline(
        write_articles(articles, folder), folder, params, ingest__story_columns=["story"]
    )
    documents = {
        number_of(row["path"]): row for row in read_table(TABLES["documents"], data / "documents")
    }
    by_story: dict[str, list[Mapping[str, Any]]] = defaultdict(list)
    for verdict in read_table(TABLES["verdicts"], data / "verdicts"):
        by_story[verdict["story_id"]].append(verdict)
    tally = Tally()
    for n, (story, _, copy) in enumerate(made):
        first, second = documents[2 * n], documents[2 * n + 1]
        if second["status"] == "duplicate":
            continue  # no noise fitted in: the same text twice is not compared
        if (first["raw_text"], second["raw_text"]) != (copy.original, copy.text):
            sys.exit(f"{story}: the text was repaired when it was read; places would not fit")
        found = list(calls(copy, first["doc_id"], by_story[first["story_id"]]))
        count(tally, story, copy, found)
    return tally


if __name__ == "__main__":
    main()
