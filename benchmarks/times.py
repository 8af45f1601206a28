"""Time expressions on MEANTIME (Minard et al. 2016): spans and TIMEX3 values.

    python benchmarks/times.py FOLDER [--model PIPELINE] [--errors]

FOLDER holds the corpus's intra-document XML files (searched recursively). Only what was annotated
counts: the title and the first five sentences, TIMEX3 elements with text. The creation date is the
reference date; its own mention is scored like any other.

Relaxed span: the two share a character; of them, the share of equal types is a column.
Value: of the relaxed matches, the share of equal values. Gold values that are no TIMEX3
(`03-02-2009`) or name no time (PAST_REF …) are set aside; the last column counts the others.
The rows "creation dates apart" leave the creation date's own mention out on both sides: a full
date under the title of every document, and easy.
"""

import argparse
import re
import sys
import xml.etree.ElementTree as ET
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import NamedTuple

import spacy
from spacy.tokens import Doc

from crosscheck.language.pipeline import load_pipeline
from crosscheck.language.times.finding import times

LAST_SENTENCE = 5


class Timex(NamedTuple):
    """A time expression by its characters, type and value."""

    start: int
    end: int
    type: str
    value: str


class Sample(NamedTuple):
    """A document's annotated part."""

    name: str
    text: str
    reference: date | None
    gold: list[Timex]
    created: tuple[int, int] | None


Finder = Callable[[Doc, date | None], list[Timex]]
_NO_SPACE_BEFORE = {",", ".", ";", ":", "!", "?", "'s", "’s", "n't", "%", ")", "''"}


def _text(tokens: list[ET.Element]) -> tuple[str, dict[str, tuple[int, int]]]:
    """The text of tokens, a sentence a line, and where each token lies in it."""
    text, spans, sentence = "", {}, None
    for token in tokens:
        word = token.text or ""
        if sentence is not None and token.get("sentence") != sentence:
            text += "\n"
        elif text and word not in _NO_SPACE_BEFORE and not text.endswith(("$", "(", "``")):
            text += " "
        spans[token.get("t_id") or ""] = (len(text), len(text) + len(word))
        text, sentence = text + word, token.get("sentence")
    return text, spans


def read_sample(path: Path) -> Sample:
    """Read one CAT XML file."""
    root = ET.parse(path).getroot()
    tokens = [t for t in root.iter("token") if int(t.get("sentence") or 0) <= LAST_SENTENCE]
    text, spans = _text(tokens)
    gold, reference, created = [], None, None
    for element in root.iter("TIMEX3"):
        value = element.get("value") or ""
        if element.get("functionInDocument") == "CREATION_TIME" and re.fullmatch(
            r"\d{4}-\d\d-\d\d", value
        ):
            reference = date.fromisoformat(value)
        anchors = [
            spans[a.get("t_id") or ""]
            for a in element.iter("token_anchor")
            if a.get("t_id") in spans
        ]
        if anchors and element.get("functionInDocument") == "CREATION_TIME":
            created = (anchors[0][0], anchors[-1][1])
        if anchors:
            gold.append(Timex(anchors[0][0], anchors[-1][1], element.get("type") or "", value))
    return Sample(path.stem, text, reference, sorted(set(gold)), created)


def ours(doc: Doc, reference: date | None) -> list[Timex]:
    """crosscheck's expressions."""
    return [Timex(t.start_char, t.end_char, t.type, t.value) for t in times(doc, reference)]


_MONTHS = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
]
_BASELINE = re.compile(
    rf"(?P<full>(?P<m>{'|'.join(_MONTHS)}) (?P<d>\d\d?)(?:, ?|,? )(?P<y>\d{{4}}))|"
    rf"(?P<year>\b(?:19|20)\d\d\b)"
    rf"|\b(?:(?P<mon>{'|'.join(_MONTHS)})|(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day"
    rf"|today|yesterday|(?:last|next|this) (?:week|month|year)|\w+ (?:days|weeks"
    rf"|months|years))\b"
)


def baseline(doc: Doc, reference: date | None) -> list[Timex]:
    """One regular expression; values of full dates, years and "today" only."""
    found = []
    for match in _BASELINE.finditer(doc.text):
        value = match["year"] or ""
        if match["full"]:
            value = f"{match['y']}-{_MONTHS.index(match['m']) + 1:02d}-{int(match['d']):02d}"
        elif match.group() == "today" and reference:
            value = reference.isoformat()
        kind = "DURATION" if re.search(r" (?:days|weeks|months|years)$", match.group()) else "DATE"
        found.append(Timex(*match.span(), kind, value))
    return found


def _comparable(value: str) -> bool:
    return (
        bool(re.match(r"\d{3,4}(?:-|$)|P(?:T?[\d.X]|X)|T\d|XXXX-", value))
        and not re.match(r"\d\d-", value)
        and value != "XXXX-XX-XX"
    )


class Score(NamedTuple):
    """Counts over documents."""

    gold: int
    found: int
    relaxed_gold: int
    relaxed_found: int
    strict: int
    type_right: int
    valued: int
    value_right: int


def _overlapping(a: Timex, others: list[Timex]) -> list[Timex]:
    """The others that share a character, the one with the same span or value first."""
    shared = [b for b in others if a.start < b.end and b.start < a.end]
    return sorted(shared, key=lambda b: (b[:2] != a[:2], b.value != a.value, b.start))


def score(
    samples: list[Sample], find: Finder, nlp: Callable[[str], Doc], errors: bool = False
) -> Score:
    """Score a finder on samples."""
    total = [0] * 8
    for sample in samples:
        found = find(nlp(sample.text), sample.reference)
        pairs = [(g, _overlapping(g, found)) for g in sample.gold]
        matched = [(g, b[0]) for g, b in pairs if b]
        valued = [(g, f) for g, f in matched if _comparable(g.value)]
        right = [g.value == f.value for g, f in valued]
        counts = (
            len(sample.gold),
            len(found),
            len(matched),
            sum(bool(_overlapping(f, sample.gold)) for f in found),
            sum(any(g[:2] == f[:2] for f in found) for g in sample.gold),
            sum(g.type == f.type for g, f in matched),
            len(valued),
            sum(right),
        )
        total = [a + b for a, b in zip(total, counts, strict=True)]
        if errors:
            _print_errors(sample, found)
    return Score(*total)


def _print_errors(sample: Sample, found: list[Timex]) -> None:
    def around(t: Timex) -> str:
        text = sample.text
        left, right = text[max(0, t.start - 30) : t.start], text[t.end : t.end + 20]
        return f"{left}[[{text[t.start : t.end]}]]{right}".replace("\n", "¶")

    for gold in sample.gold:
        others = _overlapping(gold, found)
        if not others:
            print("miss ", gold.type, gold.value, around(gold))
        elif _comparable(gold.value) and gold.value != others[0].value:
            print("value", gold.value, "≠", others[0].value, around(gold), sample.reference)
        elif gold[:2] != others[0][:2]:
            print(
                "span ", gold.value, around(gold), "|", sample.text[others[0].start : others[0].end]
            )
    for item in found:
        if not _overlapping(item, sample.gold):
            print("extra", item.type, item.value, around(item))


def _row(name: str, s: Score) -> str:
    def f1(right_gold: int, right_found: int) -> float:
        recall, precision = right_gold / max(s.gold, 1), right_found / max(s.found, 1)
        return 2 * precision * recall / max(precision + recall, 1e-9)

    relaxed = f1(s.relaxed_gold, s.relaxed_found)
    cells = (
        s.relaxed_found / max(s.found, 1),
        s.relaxed_gold / max(s.gold, 1),
        relaxed,
        f1(s.strict, s.strict),
        s.type_right / max(s.relaxed_gold, 1),
        s.value_right / max(s.valued, 1),
    )
    return (
        f"| {name} | "
        + " | ".join(f"{cell:.3f}" for cell in cells)
        + f" | {s.valued} of {s.relaxed_gold} |"
    )


def without_creation_date(sample: Sample) -> Sample:
    """The sample without the mention of its creation date, which is blanked in the text too."""
    if sample.created is None:
        return sample
    start, end = sample.created
    text = sample.text[:start] + "–" * (end - start) + sample.text[end:]
    return sample._replace(text=text, gold=[g for g in sample.gold if g[:2] != sample.created])


def samples_in(folder: Path) -> Iterator[Sample]:
    """The samples of a folder, by file name."""
    for path in sorted(folder.rglob("*.xml")):
        yield read_sample(path)


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument(
        "--model", help="spaCy pipeline (name or path); default: a blank English one"
    )
    parser.add_argument(
        "--errors", action="store_true", help="print what differs from the annotation"
    )
    arguments = parser.parse_args()
    nlp = load_pipeline(arguments.model) if arguments.model else spacy.blank("en")
    samples = list(samples_in(arguments.folder))
    if not samples:
        sys.exit(f"{arguments.folder}: no XML files; give the folder of MEANTIME's annotations")
    rest = [without_creation_date(sample) for sample in samples]
    rows = [
        _row("crosscheck", score(samples, ours, nlp, arguments.errors)),
        _row("crosscheck, creation dates apart", score(rest, ours, nlp)),
        _row("one regex", score(samples, baseline, nlp)),
        _row("one regex, creation dates apart", score(rest, baseline, nlp)),
    ]
    print(f"{len(samples)} documents, {sum(len(s.gold) for s in samples)} expressions")
    print(
        "| finder | precision | recall | F1 relaxed | F1 strict | type | value | values compared |"
    )
    print("|---|---|---|---|---|---|---|---|", *rows, sep="\n")


if __name__ == "__main__":
    main()
