"""Score attributions against PolNeAR (brat stand-off: text/*.txt, attributions/*.ann).

PolNeAR marks the outermost attribution only and gives each token one role, so attributions whose
cue lies in another's content are left out before tokens are compared. Printed are precision, recall
and F1 over tokens for content, source and cue, and over attributions (same content, same source;
matched by a cue that overlaps). Quotation marks are tokens of the content that they enclose.
"""

import argparse
import re
import sys
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from spacy.language import Language

from crosscheck.language.article import Passage
from crosscheck.language.pipeline import load_pipeline
from crosscheck.language.quotations.attribution import Attribution, attributions
from crosscheck.language.quotations.finding import quotations

Span = tuple[int, int]
ROLES = ("content", "source", "cue")


class Gold(NamedTuple):
    """One attribution of the corpus: the character spans of its parts."""

    content: tuple[Span, ...]
    source: tuple[Span, ...]
    cue: tuple[Span, ...]


def main() -> None:
    """Print the scores."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path, help="PolNeAR's folder with train/ and dev/")
    parser.add_argument("--split", default="dev")
    parser.add_argument("--model", default="models/en_crosscheck")
    parser.add_argument("--threshold", type=float, default=0.5)
    parser.add_argument(
        "--show", type=int, default=0, help="print this many documents' differences"
    )
    options = parser.parse_args()
    nlp = load_pipeline(options.model)
    counts: Counter[tuple[str, str]] = Counter()
    for n, (text, gold) in enumerate(articles(options.folder / options.split)):
        article = passages(nlp, text)
        found = list(attributions(article, list(quotations(article)), threshold=options.threshold))
        compare(text, article, gold, outermost(found), counts)
        if n < options.show:
            show(text, gold, outermost(found))
    if not counts:
        sys.exit(f"{options.folder}: no {options.split}/attributions/*.ann; give PolNeAR's folder")
    report(counts)


def articles(folder: Path) -> Iterator[tuple[str, list[Gold]]]:
    """The texts of a split and their attributions, by file name."""
    for path in sorted((folder / "attributions").glob("*.ann")):
        name = path.stem.rsplit("_", 1)[0]
        text = (folder / "text" / f"{name}.txt").read_bytes().decode("utf-8")
        yield text, read_brat(path.read_bytes().decode("utf-8"))


def read_brat(annotation: str) -> list[Gold]:
    """The attributions of a brat file: events whose arguments are text-bound spans."""
    spans: dict[str, list[Span]] = {}
    found = []
    for line in annotation.split("\n"):
        if match := re.match(r"(T\d+)\t\S+ (\d+ \d+(?:;\d+ \d+)*)", line):
            parts = (part.split() for part in match[2].split(";"))
            spans[match[1]] = [(int(start), int(end)) for start, end in parts]
        elif match := re.match(r"E\d+\t(.*)", line):
            roles: dict[str, list[Span]] = defaultdict(list)
            for argument in match[1].split():
                role, target = argument.split(":")
                roles[role.rstrip("0123456789").lower()] += spans.get(target, [])
            found.append(Gold(*(tuple(roles[role]) for role in ROLES)))
    return found


def passages(nlp: Language, text: str) -> list[Passage]:
    """One passage per line; the first is the title."""
    lines = list(re.finditer(r"\S[^\n]*", text))
    docs = nlp.pipe(line.group().rstrip() for line in lines)
    return [
        Passage(str(n), "paragraph" if n else "title", line.start(), doc)
        for n, (line, doc) in enumerate(zip(lines, docs, strict=True))
    ]


def outermost(found: Iterable[Attribution]) -> list[Attribution]:
    """Attributions whose cue is not in the content of another one that is kept."""
    found = list(found)
    size = {id(a): sum(c.end - c.start for c in a.content) for a in found}
    kept: list[Attribution] = []
    for a in sorted(found, key=lambda a: -size[id(a)]):
        place = a.cue or a.content[0]
        inside = any(
            c.passage == place.passage and c.start <= place.start < c.end
            for other in kept
            for c in other.content
        )
        if not inside:
            kept.append(a)
    return sorted(kept, key=lambda a: a.content[0])


def compare(
    text: str,
    article: Sequence[Passage],
    gold: Sequence[Gold],
    found: Sequence[Attribution],
    counts: Counter[tuple[str, str]],
) -> None:
    """Count tokens and attributions that agree, are missing or are too many."""
    tokens = [
        (p.start + t.idx, p.start + t.idx + len(t))
        for p in article
        for t in p.doc
        if not t.is_space
    ]
    guessed = [spans(a, text) for a in found]
    for role in ROLES:
        right = covered(tokens, (s for g in gold for s in getattr(g, role)))
        said = covered(tokens, (s for g in guessed for s in getattr(g, role)))
        counts[role, "both"] += len(right & said)
        counts[role, "gold"] += len(right)
        counts[role, "found"] += len(said)
    for role in ("content", "source"):
        counts[f"exact {role}", "gold"] += len(gold)
        counts[f"exact {role}", "found"] += len(guessed)
        for g in gold:
            partner = next((o for o in guessed if overlaps(g.cue, o.cue)), None)
            if partner is not None:
                same = same_tokens(tokens, getattr(g, role), getattr(partner, role))
                counts[f"exact {role}", "both"] += same


def spans(found: Attribution, text: str) -> Gold:
    """The character spans of a found attribution, the content's quotation marks included."""
    content = []
    for _, start, end in found.content:
        marks = "“”\"‘’'`"
        if found.kind == "direct":
            while start > 0 and text[start - 1] in marks:
                start -= 1
            while end < len(text) and text[end] in marks:
                end += 1
        content.append((start, end))
    source = [] if found.source is None else [(found.source.start, found.source.end)]
    cue = [] if found.cue is None else [(found.cue.start, found.cue.end)]
    return Gold(tuple(content), tuple(source), tuple(cue))


def covered(tokens: Sequence[Span], wanted: Iterable[Span]) -> set[int]:
    """The tokens that lie in any of the spans."""
    starts = [start for start, _ in tokens]
    found: set[int] = set()
    for start, end in wanted:
        n = bisect_left(starts, start)
        while n < len(tokens) and tokens[n][1] <= end:
            found.add(n)
            n += 1
    return found


def overlaps(left: Sequence[Span], right: Sequence[Span]) -> bool:
    """Do any two of the spans share a character?"""
    return any(s < e2 and s2 < e for s, e in left for s2, e2 in right)


def same_tokens(tokens: Sequence[Span], left: Sequence[Span], right: Sequence[Span]) -> bool:
    """Do the spans cover the same tokens?"""
    return covered(tokens, left) == covered(tokens, right)


def show(text: str, gold: Sequence[Gold], found: Sequence[Attribution]) -> None:
    """Print what only one side has."""
    guessed = [spans(a, text) for a in found]
    for label, ours, theirs in (("missed", gold, guessed), ("extra ", guessed, gold)):
        for a in ours:
            if not any(overlaps(a.cue, b.cue) for b in theirs):
                words = [[text[s:e][:60] for s, e in part] for part in a]
                print(label, *words)
    for g in gold:
        for o in guessed:
            if overlaps(g.cue, o.cue) and (g.source, g.content) != (o.source, o.content):
                print("differs", *[[text[s:e] for s, e in part] for part in (*g, *o)])


def report(counts: Counter[tuple[str, str]]) -> None:
    """Print precision, recall and F1 of every role."""
    for role in (*ROLES, "exact content", "exact source"):
        both, gold, found = (counts[role, key] for key in ("both", "gold", "found"))
        precision, recall = both / max(found, 1), both / max(gold, 1)
        f1 = 2 * precision * recall / max(precision + recall, 1e-9)
        print(
            f"{role:14} P {precision:.3f}  R {recall:.3f}  F1 {f1:.3f}"
            f"  ({gold} gold, {found} found)"
        )


if __name__ == "__main__":
    main()
