r"""Fit the scorer of article text, boilerplate and comments (crosscheck/documents/data/noise.json).

    python training/cleaning.py CORPUS --articles articles.jsonl [--held-out] \
        [--output crosscheck/documents/data/noise.json]

CORPUS has folders with `input/*.html` and `GoldStandard/*.txt`, as the CleanEval and Dragnet data
are published; in Dragnet's files a line with `COMMENTS` parts article and readers' comments.
ARTICLES is a JSON-lines file of news articles with a `text`: they stand for clean input, to which
stretches of the pages' noise are added in front, behind and between.
"""

import argparse
import json
import math
import random
import re
import zlib
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

import lxml.html
import numpy as np
from scipy.optimize import minimize

from crosscheck.documents.decoding import decode
from crosscheck.documents.features import Shape, document_features, lexical
from crosscheck.documents.noise import CLASSES, NoiseModel, from_dict
from crosscheck.documents.words import words

COMMENTS = re.compile(r"^.{0,20}COMMENTS\s*$", re.MULTILINE)
MARKUP = re.compile(r"^URL:.*$|<(?:p|h|l)>", re.MULTILINE)
BLOCK_TAGS = frozenset(
    """
    address article aside blockquote body br caption center dd div dl dt fieldset figcaption figure
    footer form h1 h2 h3 h4 h5 h6 header hr li main nav ol p pre section table td th tr ul
    """.split()  # noqa: SIM905
)
HIDDEN_TAGS = frozenset(
    ["head", "script", "style", "noscript", "template", "select", "iframe", "object", "svg"]
)
MIN_PAGES = 5
MIN_LOG_ODDS = 0.8
L2 = 1.0


class Page(NamedTuple):
    """A document of labelled blocks."""

    name: str
    blocks: list[Shape]
    labels: list[int]


def page_lines(data: bytes) -> list[str]:
    """The visible text of a page, a line per block element."""
    root = lxml.html.document_fromstring(decode(data).text.encode(), parser=_PARSER)
    parts: list[str] = []
    _collect(root, parts)
    lines = (" ".join(line.split()) for line in "".join(parts).split("\n"))
    return [line for line in lines if line]


_PARSER = lxml.html.HTMLParser(encoding="utf-8", huge_tree=True)


def _collect(element: lxml.html.HtmlElement, parts: list[str]) -> None:
    if not isinstance(element.tag, str) or element.tag in HIDDEN_TAGS:
        parts.append(element.tail or "")
        return
    edge = "\n" if element.tag in BLOCK_TAGS else ""
    parts += [edge, re.sub(r"\s+", " ", element.text or "")]
    for child in element:
        _collect(child, parts)
    parts += [edge, re.sub(r"\s+", " ", element.tail or "")]


def gold_parts(text: str) -> tuple[str, str]:
    """The article and the comments of a gold-standard file."""
    parts = COMMENTS.split(MARKUP.sub("\n", text), maxsplit=1)
    return parts[0], parts[1] if len(parts) > 1 else ""


def label_lines(lines: Sequence[str], article: str, comments: str) -> list[int]:
    """Label lines by how much of them (runs of three words) the gold parts have."""
    labels = []
    sides = [_Part(article), _Part(comments)]
    for line in lines:
        coverage = [side.coverage(line) for side in sides]
        best = max(range(2), key=lambda i: coverage[i])
        labels.append({0: 0, 1: 2}[best] if coverage[best] >= 0.6 else 1)
    return labels


class _Part:
    def __init__(self, text: str) -> None:
        spoken = words(text)
        self.lines = {" ".join(words(line)) for line in text.split("\n")}
        self.runs = set(zip(spoken, spoken[1:], spoken[2:], strict=False))

    def coverage(self, line: str) -> float:
        spoken = words(line)
        runs = list(zip(spoken, spoken[1:], spoken[2:], strict=False))
        if len(spoken) < 4:
            return float(bool(spoken) and " ".join(spoken) in self.lines)
        return sum(run in self.runs for run in runs) / len(runs)


def read_pages(corpus: Path) -> Iterator[Page]:
    """The labelled pages of all folders below the corpus."""
    for folder in sorted(path.parent for path in corpus.rglob("GoldStandard")):
        for gold in sorted((folder / "GoldStandard").glob("*.txt")):
            lines = page_lines((folder / "input" / f"{gold.stem}.html").read_bytes())
            labels = label_lines(lines, *gold_parts(decode(gold.read_bytes()).text))
            yield Page(f"{folder.name}/{gold.stem}", [Shape(line) for line in lines], labels)


def read_articles(path: Path) -> list[list[Shape]]:
    """News articles as lists of blocks."""
    with path.open(encoding="utf-8") as lines:
        texts = [json.loads(line)["text"] for line in lines]
    return [[Shape(line.strip()) for line in text.split("\n") if line.strip()] for text in texts]


def held_out(name: str) -> bool:
    """Is a document in the half that is not fitted on? A hash of its name decides."""
    return zlib.crc32(name.encode()) % 2 == 1


def with_noise(article: Sequence[Shape], page: Page, rng: random.Random) -> Page:
    """An article with stretches of a page's noise in front of, behind and between its blocks."""
    noise = [(s, label) for s, label in zip(page.blocks, page.labels, strict=True) if label]
    blocks = [(shape, 0) for shape in _merged(article, rng)]
    for _ in range(rng.choice((0, 0, 1, 2))):
        if noise and (short := [n for n in noise if len(n[0].words) <= 15]):
            blocks.insert(rng.randint(1, max(1, len(blocks) - 1)), rng.choice(short))
    front, back = rng.choice((0, 0, 1, 2, 4)), rng.choice((0, 1, 2, 4, 8))
    a = rng.randrange(max(1, len(noise)))
    b = rng.randrange(max(1, len(noise)))
    mixed = noise[a : a + front] + blocks + noise[b : b + back]
    return Page(page.name, [shape for shape, _ in mixed], [label for _, label in mixed])


def _merged(article: Sequence[Shape], rng: random.Random) -> list[Shape]:
    """Now and then an article comes with several paragraphs, or all of them, in one line."""
    size = rng.choice((1, 1, 1, 3, len(article)))
    texts = [shape.text for shape in article]
    return [Shape(" ".join(texts[i : i + size])) for i in range(0, len(texts), size)]


def fit_lexicon(pages: Sequence[Page]) -> dict[str, dict[str, float]]:
    """Log-odds of words in boilerplate and in comments against article text, counted by page."""
    seen = [Counter[str]() for _ in CLASSES]
    totals = [0] * len(CLASSES)
    for page in pages:
        for label in range(len(CLASSES)):
            chosen = [s for s, has in zip(page.blocks, page.labels, strict=True) if has == label]
            seen[label].update({entry for shape in chosen for entry in lexical(shape)})
            totals[label] += bool(chosen)
    pages_with = seen[0] + seen[1] + seen[2]
    lexicon: dict[str, dict[str, float]] = {}
    for label, name in list(enumerate(CLASSES))[1:]:
        odds = {
            word: math.log((seen[label][word] + 0.5) / (totals[label] + 1))
            - math.log((seen[0][word] + 0.5) / (totals[0] + 1))
            for word in sorted(pages_with)
            if pages_with[word] >= MIN_PAGES and word.lstrip("^").isalpha()
        }
        lexicon[name] = {
            word: round(max(-3.0, min(3.0, value)), 2)
            for word, value in odds.items()
            if abs(value) >= MIN_LOG_ODDS
        }
    return lexicon


def fit(pages: Sequence[Page]) -> dict:
    """Fit lexicon and weights; the features of one half come from the other half's lexicon."""
    halves = [pages[0::2], pages[1::2]]
    rows: list[dict[str, float]] = []
    labels: list[int] = []
    weights: list[float] = []
    for mine, other in (halves, halves[::-1]):
        lexicon = fit_lexicon(other)
        for page in mine:
            rows += document_features(page.blocks, lexicon)
            labels += page.labels
            weights += [1 / math.sqrt(len(page.blocks))] * len(page.blocks)
    return {**_fit_weights(rows, labels, np.array(weights)), "lexicon": fit_lexicon(pages)}


def _fit_weights(
    rows: Sequence[dict[str, float]], labels: Sequence[int], sample_weights: np.ndarray
) -> dict:
    names = list(rows[0])
    matrix = np.array([[row[name] for name in names] for row in rows])
    mean, scale = matrix.mean(axis=0), matrix.std(axis=0) + 1e-6
    design = np.hstack([(matrix - mean) / scale, np.ones((len(rows), 1))])
    target = np.eye(len(CLASSES))[list(labels)]

    def loss(flat: np.ndarray) -> tuple[float, np.ndarray]:
        theta = flat.reshape(len(CLASSES), -1)
        logits = design @ theta.T
        logits -= logits.max(axis=1, keepdims=True)
        log_p = logits - np.log(np.exp(logits).sum(axis=1, keepdims=True))
        penalty = theta[:, :-1]
        value = -(sample_weights[:, None] * target * log_p).sum() + L2 / 2 * (penalty**2).sum()
        gradient = ((np.exp(log_p) - target) * sample_weights[:, None]).T @ design
        gradient[:, :-1] += L2 * penalty
        return value, gradient.ravel()

    found = minimize(loss, np.zeros(len(CLASSES) * design.shape[1]), jac=True, method="L-BFGS-B")
    theta = found.x.reshape(len(CLASSES), -1)
    return {
        "bias": {name: round(float(theta[c, -1]), 4) for c, name in enumerate(CLASSES)},
        "features": {
            feature: {
                "mean": round(float(mean[j]), 4),
                "scale": round(float(scale[j]), 4),
                **{name: round(float(theta[c, j]), 4) for c, name in enumerate(CLASSES)},
            }
            for j, feature in enumerate(names)
        },
    }


def confusion(model: NoiseModel, pages: Sequence[Page]) -> np.ndarray:
    """Words by their label (rows) and the most probable class (columns)."""
    table = np.zeros((len(CLASSES), len(CLASSES)), dtype=int)
    for page in pages:
        best = model.probabilities(page.blocks).argmax(axis=1)
        for shape, label, guess in zip(page.blocks, page.labels, best, strict=True):
            table[label, guess] += len(shape.words)
    return table


def main() -> None:
    """Fit on all pages, or on half of them with the other half's confusion matrix."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("corpus", type=Path)
    parser.add_argument("--articles", type=Path, required=True)
    parser.add_argument("--held-out", action="store_true", help="fit on one half, show the other")
    parser.add_argument("--output", type=Path, help="the file to write")
    args = parser.parse_args()
    rng = random.Random(0)
    pages = list(read_pages(args.corpus))
    articles = [(f"article/{i}", a) for i, a in enumerate(read_articles(args.articles)) if a]
    fitted_pages = [p for p in pages if not (args.held_out and held_out(p.name))]
    fitted_news = [a for name, a in articles if not (args.held_out and held_out(name))]
    mixed = [with_noise(article, rng.choice(fitted_pages), rng) for article in fitted_news]
    training = fitted_pages + mixed
    rng.shuffle(training)
    stored = fit(training)
    if args.held_out:
        other_pages = [p for p in pages if held_out(p.name)]
        other_news = [a for name, a in articles if held_out(name)]
        other_mixed = [with_noise(a, rng.choice(other_pages), rng) for a in other_news]
        for title, sample in (("pages", other_pages), ("articles with noise", other_mixed)):
            print(f"{title}: words by label (rows) and class (columns) {CLASSES}")
            print(confusion(from_dict(stored), sample))
    if args.output:
        args.output.write_text(json.dumps(stored, indent=0) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
