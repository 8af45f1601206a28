"""A document's blocks → rows of the table `passages`: what each block is, and whether it is kept.

First come the rules that can be checked by eye (no letters, repeats, bylines, titles, captions);
what they leave is decided by the fitted scorer of `crosscheck.documents.noise`: the article is the
stretch of blocks with the highest sum of log-odds, and a block inside it is dropped only if the
scorer is nearly sure.
"""

import math
import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple

import numpy as np
from rapidfuzz import fuzz

from crosscheck.documents.blocks import find_blocks
from crosscheck.documents.captions import is_caption, is_credit_line
from crosscheck.documents.features import Shape
from crosscheck.documents.noise import CLASSES, NoiseModel, noise_model
from crosscheck.documents.words import content_words, fingerprint, words
from crosscheck.zones import ZONES

KEPT_KINDS = frozenset({"title", "paragraph", "subheading", "caption"})
EDGE = 0.5
INTERIOR = 0.95
CAUTION = 1.0
REPEATED_IN = 3

_MAX_ODDS = 6.0
# Running text in front of or behind the article is dropped only above this probability.
_RUNNING_EDGE = 0.6
_QUOTED_EDGE = 0.95
_TITLE_WORDS = 30
_TITLE_PLACES = 6
_HEADING_WORDS = 12
_STANDFIRST_WORDS = 60
_STANDFIRST_OVERLAP = 0.65
_PULL_QUOTE_WORDS = 8
_REPEAT_WORDS = 4
_LETTER = re.compile(r"[^\W\d_]")
_DIGIT = re.compile(r"\d")
_BYLINE = re.compile(r"(?:by|from|words|story by|written by)\b:?\s+\S", re.IGNORECASE)
_LINK = re.compile(
    r"\[[^\]]+\]$|(?:(?:read )?(?:more|also)|related(?: (?:articles?|stories))?|see also|watch"
    r"|click here|recommended|don[’']t miss)\s?[:>»|]\s?\S",
    re.IGNORECASE,
)
_NAME = re.compile(r"[A-Z][\w.'’-]*,?|and|for|of|the|in|&|\||[-–—]|@\w+")
_COUNTER = re.compile(r"(?<![\d/])(\d{1,3})\s*(?:of|/)\s*(\d{1,3})(?![\d/])", re.IGNORECASE)
# What the buttons and labels of a picture gallery are made of.
_GALLERY_WORDS = frozenset(
    """
    hide show view see open close expand enlarge toggle play pause next previous prev back full
    screen fullscreen caption captions photo photos photograph photographs image images picture
    pictures slide slides slideshow gallery galleries video videos
    """.split()  # noqa: SIM905
)
_GALLERY_LENGTH = 6
_DATE_WORDS = frozenset(
    """
    published updated posted modified first last on at the by of a p m am pm st nd rd th
    ago minute minutes hour hours day days week weeks
    mon tue tues wed thu thur thurs fri sat sun
    monday tuesday wednesday thursday friday saturday sunday
    jan feb mar apr jun jul aug sep sept oct nov dec january february march april may june july
    august september october november december
    """.split()  # noqa: SIM905
) | {zone.lower() for zone in ZONES}


class Label(NamedTuple):
    """What a block is, and why it is dropped."""

    kind: str
    reason: str | None = None


class Repeats(NamedTuple):
    """Blocks that stand in several otherwise different documents of one outlet."""

    blocks: frozenset[tuple[str, str]]

    def has(self, outlet: str, block: str) -> bool:
        """Does a block with this fingerprint recur at the outlet?"""
        return (outlet, block) in self.blocks


def find_repeats(rows: Iterable[Mapping[str, Any]], *, documents: int = REPEATED_IN) -> Repeats:
    """Find the blocks that an outlet puts into otherwise different articles.

    Versions and copies of one article share their paragraphs too: documents that share more than
    three in ten blocks with one that was counted before count no more.

    Args:
        rows: Rows of the table `ingested`.
        documents: In how many documents of an outlet a block must stand.
    """
    found: set[tuple[str, str]] = set()
    by_outlet: dict[str, list[frozenset[str]]] = {}
    for row in sorted(rows, key=lambda row: row["doc_id"]):
        if row["status"] == "ok":
            text = row["raw_text"]
            prints = frozenset(fingerprint(text[a:b]) for a, b in find_blocks(text)) - {""}
            by_outlet.setdefault(row["outlet"], []).append(prints)
    for outlet, prints_of in by_outlet.items():
        if len(prints_of) >= documents:
            found |= {(outlet, block) for block in _recurring(prints_of, documents)}
    return Repeats(frozenset(found))


def _recurring(documents: Sequence[frozenset[str]], least: int) -> set[str]:
    holders: dict[str, list[frozenset[str]]] = {}
    for prints in documents:
        for block in prints:
            others = holders.setdefault(block, [])
            if len(others) < least and not any(_alike(prints, other) for other in others):
                others.append(prints)
    return {block for block, others in holders.items() if len(others) >= least}


def _alike(a: frozenset[str], b: frozenset[str]) -> bool:
    return len(a & b) > 0.3 * min(len(a), len(b)) and len(a & b) > 1


def clean(
    row: Mapping[str, Any],
    *,
    repeats: Repeats | None = None,
    edge: float = EDGE,
    interior: float = INTERIOR,
    caution: float = CAUTION,
    model: NoiseModel | None = None,
) -> list[dict[str, Any]]:
    """Label the blocks of a document: rows of the table `passages`, in text order.

    Args:
        row: A row of the table `ingested`.
        repeats: The blocks that the outlet repeats in other articles.
        edge: In front of and behind the article, blocks with a higher probability of being noise
            are dropped.
        interior: The same within the article.
        caution: Log-odds added to running text: it takes more to put an end to the article there.
        model: The scorer; the package's own by default.
    """
    text = row["raw_text"]
    spans = find_blocks(text)
    shapes = [Shape(text[start:end]) for start, end in spans]
    rules = _apply_rules(row, shapes, repeats or Repeats(frozenset()))
    noise = _noise(shapes, (model or noise_model()).probabilities(shapes), edge, interior, caution)
    labels = [
        rule or scored or Label("paragraph") for rule, scored in zip(rules, noise, strict=True)
    ]
    labels = _mark_repetitions(shapes, _mark_headings(shapes, labels))
    return [
        {
            "passage_id": f"{row['doc_id']}.{position:05d}",
            "doc_id": row["doc_id"],
            "start": start,
            "end": end,
            "position": position,
            "kind": label.kind,
            "kept": label.kind in KEPT_KINDS,
            "reason": label.reason,
            "text": shape.text,
        }
        for position, ((start, end), shape, label) in enumerate(
            zip(spans, shapes, labels, strict=True)
        )
    ]


def _apply_rules(
    row: Mapping[str, Any], shapes: Sequence[Shape], repeats: Repeats
) -> list[Label | None]:
    title = _find_title(row.get("title"), shapes)
    labels: list[Label | None] = []
    for i, shape in enumerate(shapes):
        if not _LETTER.search(shape.text):
            labels.append(_without_letters(shape.text))
        elif repeats.has(row["outlet"], fingerprint(shape.text)):
            labels.append(Label("boilerplate", "stands in other articles of the outlet too"))
        elif i == title:
            labels.append(Label("title"))
        elif is_byline(shape):
            labels.append(Label("boilerplate", "byline or date line"))
        elif is_gallery_line(shape):
            labels.append(Label("boilerplate", "button or counter of a picture gallery"))
        elif is_caption(shape.text):
            labels.append(Label("caption"))
        elif is_credit_line(shape.text):
            labels.append(Label("boilerplate", "picture credit"))
        elif _LINK.match(shape.text) and not shape.ends_sentence:
            labels.append(Label("boilerplate", "link to another article"))
        else:
            labels.append(None)
    return labels


def _without_letters(text: str) -> Label:
    if _DIGIT.search(text):
        return Label("boilerplate", "a bare number: a counter or a page number")
    return Label("separator", "no letters or digits")


def _find_title(stated: str | None, shapes: Sequence[Shape]) -> int | None:
    """The block that is the title: the one that says so, or a first line that reads like one."""
    first = [i for i, s in enumerate(shapes) if _LETTER.search(s.text)][:_TITLE_PLACES]
    if stated and len(words(stated)) > 1:
        said = fingerprint(stated)
        alike = (i for i in first if fuzz.ratio(fingerprint(shapes[i].text), said) > 85)
        return next(alike, None)
    candidates = (i for i in first[:3] if not _is_furniture(shapes[i]))
    i = next(candidates, None)
    if i is None or not 3 <= len(shapes[i].words) <= _TITLE_WORDS:
        return None
    followed = any(later.solid for later in shapes[i + 1 : i + 1 + _TITLE_PLACES])
    full_stop = shapes[i].ends_sentence and shapes[i].text.rstrip("\"'”’)")[-1:] not in "?!"
    return i if followed and not full_stop else None


def _is_furniture(shape: Shape) -> bool:
    furniture = is_byline(shape) or is_gallery_line(shape)
    return furniture or is_caption(shape.text) or is_credit_line(shape.text)


def is_byline(shape: Shape) -> bool:
    """Is a block nothing but a byline, or nothing but a date?"""
    if len(shape.words) > 16 or (shape.ends_sentence and len(shape.words) > 6):
        return False
    if shape.words and all(w[0].isdigit() or w in _DATE_WORDS for w in shape.folded):
        return True
    match = _BYLINE.match(shape.text)
    if match is None:
        return False
    return all(_NAME.fullmatch(token) for token in shape.text.split()[1:])


def is_gallery_line(shape: Shape) -> bool:
    """Is a block nothing but a gallery's buttons and its counter ("Hide Caption 2 of 8")?"""
    counter = _COUNTER.search(shape.text)
    if counter is not None and not 0 < int(counter[1]) <= int(counter[2]):
        return False
    rest = Shape(_COUNTER.sub(" ", shape.text, count=1))
    if len(shape.words) > _GALLERY_LENGTH or shape.ends_sentence:
        return False
    return (counter is not None or bool(rest.words)) and _GALLERY_WORDS.issuperset(rest.folded)


def _noise(
    shapes: Sequence[Shape], probabilities: np.ndarray, edge: float, interior: float, caution: float
) -> list[Label | None]:
    odds = [
        _log_odds(row[0]) + caution * (shape.solid or shape.all_quoted)
        for shape, row in zip(shapes, probabilities, strict=True)
    ]
    start, end = best_stretch(odds)
    labels: list[Label | None] = []
    for i, shape in enumerate(shapes):
        inside = start <= i < end
        noisy = 1 - probabilities[i][0]
        threshold = interior if inside else _edge_of(shape, edge)
        if noisy <= threshold or (inside and (shape.solid or shape.all_quoted)):
            labels.append(None)
            continue
        kind = CLASSES[1 + int(probabilities[i][2] > probabilities[i][1] and i >= end)]
        place = "within" if inside else "before" if i < start else "after"
        labels.append(Label(kind, f"{place} the article: {kind} with {noisy:.2f}"))
    if not any(shape.solid and label is None for shape, label in zip(shapes, labels, strict=True)):
        return [None if s.solid else label for s, label in zip(shapes, labels, strict=True)]
    return labels


def _edge_of(shape: Shape, edge: float) -> float:
    if shape.all_quoted:
        return max(edge, _QUOTED_EDGE)
    return max(edge, _RUNNING_EDGE) if shape.solid else edge


def _log_odds(probability: float) -> float:
    clipped = min(1 - 1e-6, max(1e-6, float(probability)))
    return max(-_MAX_ODDS, min(_MAX_ODDS, math.log(clipped / (1 - clipped))))


def best_stretch(scores: Sequence[float]) -> tuple[int, int]:
    """The half-open range of neighbours with the highest sum; `(0, 0)` if no score is positive."""
    best, best_range = 0.0, (0, 0)
    total, start = 0.0, 0
    for i, score in enumerate(scores):
        if total <= 0:
            total, start = 0.0, i
        total += score
        if total > best:
            best, best_range = total, (start, i + 1)
    return best_range


def _mark_headings(shapes: Sequence[Shape], labels: Sequence[Label]) -> list[Label]:
    """Tell subheadings and the standfirst from paragraphs."""
    kept = [i for i, label in enumerate(labels) if label.kind in KEPT_KINDS]
    marked = list(labels)
    for place, i in enumerate(kept):
        if labels[i].kind != "paragraph":
            continue
        following = [shapes[j] for j in kept[place + 1 : place + 5]]
        after_title = place > 0 and labels[kept[place - 1]].kind == "title"
        if is_heading(shapes[i], following) or (
            after_title and is_standfirst(shapes[i], following)
        ):
            marked[i] = Label("subheading")
    return marked


def is_heading(shape: Shape, following: Sequence[Shape]) -> bool:
    """Is a block a heading: a short line without a full stop, with running text behind it?"""
    if len(shape.words) > _HEADING_WORDS or not shape.words or shape.words[0][0].islower():
        return False
    leads_in = shape.text[-1] == ":" and len(shape.words) > 4
    ends_as_text = leads_in or (shape.text[-1] in ".!,;…\"”’'" and not shape.text.isupper())
    return not ends_as_text and any(later.solid for later in following[:2])


def is_standfirst(shape: Shape, following: Sequence[Shape]) -> bool:
    """Is the block after the title one sentence that the next paragraphs tell again?"""
    if len(shape.words) > _STANDFIRST_WORDS or shape.sentences > 1:
        return False
    said = set(content_words(shape.text))
    again = set(content_words(" ".join(later.text for later in following)))
    return len(said & again) >= _STANDFIRST_OVERLAP * max(4, len(said))


def _mark_repetitions(shapes: Sequence[Shape], labels: Sequence[Label]) -> list[Label]:
    """Drop a kept block that says word for word what another kept block says."""
    marked = list(labels)
    kept = [i for i, label in enumerate(labels) if label.kind in KEPT_KINDS]
    prints = {i: fingerprint(shapes[i].text) for i in kept}
    hosts = _hosts(prints)
    first: dict[str, int] = {}
    for i in kept:
        is_title = labels[first.setdefault(prints[i], i)].kind == "title"
        if first[prints[i]] != i and (is_title or len(prints[i].split()) >= _REPEAT_WORDS):
            what = "the title" if is_title else f"passage {first[prints[i]]}"
            marked[i] = Label("duplicate", f"repeats {what}")
        elif i in hosts and labels[i].kind != "title":
            marked[i] = Label("duplicate", f"a part of passage {hosts[i]}")
    return marked


def _hosts(prints: Mapping[int, str]) -> dict[int, int]:
    """Block → a longer block that has all its words in a row, for blocks of some length."""
    begins: dict[tuple[str, ...], list[int]] = {}
    for i, text in prints.items():
        if len(start := tuple(text.split()[:_PULL_QUOTE_WORDS])) == _PULL_QUOTE_WORDS:
            begins.setdefault(start, []).append(i)
    hosts: dict[int, int] = {}
    for j, text in prints.items():
        tokens = text.split()
        for k in range(len(tokens) - _PULL_QUOTE_WORDS + 1):
            for i in begins.get(tuple(tokens[k : k + _PULL_QUOTE_WORDS]), ()):
                if prints[i] != text and f" {prints[i]} " in f" {text} ":
                    hosts.setdefault(i, j)
    return hosts
