"""Train the name recogniser of crosscheck/language/recogniser.py: gold labels where there are some,
the teacher's probabilities on raw text (distillation: Hinton, Vinyals & Dean 2015).

The network is the same here, in torch, with dropout; the component that is written holds running
averages of the weights (Polyak & Juditsky 1992). What a label gains where it follows another is
counted in the gold labels afterwards. Training goes on from what was last saved when the same
command is given again.
"""

import argparse
import logging
import random
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import spacy
import torch
import yaml
from assemble import most_frequent
from corpora import vary
from schemes import OUTSIDE
from spacy.language import Language
from spacy.strings import get_string_id
from spacy.tokens import DocBin
from spacy.vectors import Vectors
from torch import Tensor, nn
from torch.nn import functional

from crosscheck.language.recogniser import BREAK, FACTORY, feature_rows

sys.path.insert(0, str(Path(__file__).parent.parent / "benchmarks"))
import language

LOG = logging.getLogger("names")
KINDS = ("PERSON", "ORG", "GPE", "LOC", "NORP", "FAC", "EVENT", "PRODUCT", "MISC")
LABELS = [OUTSIDE, *(f"{prefix}-{kind}" for kind in KINDS for prefix in "BI")]
HIDDEN = ["MISC"]
# A passage: its words, and for each the label's number, -1 where it is open; or probabilities.
Passage = tuple[list[str], np.ndarray]


class Tagger(nn.Module):
    """The recogniser's `Network`, to be trained; parameters have the names of its arrays."""

    def __init__(self, params: dict, static: int) -> None:
        super().__init__()
        width, self.dilations = params["width"], params["dilations"]
        self.drop, self.word_drop = params["dropout"], params["word_dropout"]

        def weights(rows: int, columns: int, scale: float) -> nn.Parameter:
            return nn.Parameter(torch.randn(rows, columns) * scale)

        def zeros(size: int) -> nn.Parameter:
            return nn.Parameter(torch.zeros(size))

        self.rows = weights(params["rows"], width, 0.3)
        self.static = weights(static, width, 1.0)
        self.mix, self.mix_bias = weights(width, 2 * width, width**-0.5), zeros(2 * width)
        for number in range(len(self.dilations)):
            scale = (3 * width) ** -0.5
            setattr(self, f"conv{number}", weights(3 * width, 2 * width, scale))
            setattr(self, f"conv{number}_bias", zeros(2 * width))
        self.out, self.out_bias = weights(width, len(LABELS), 0.01), zeros(len(LABELS))

    def forward(self, bags: dict[str, Tensor], places: Tensor, inside: Tensor) -> Tensor:
        """Score the labels of words, of whose kinds `bags` holds the features."""
        weights = bags["weights"]
        static = bags["static"]
        if self.training:
            # Now and then a known word is read as an unknown one: by its shape, ends and n-grams.
            dropped = torch.rand(len(static)) < self.word_drop
            weights = weights * ~(dropped[bags["owner"]] & bags["is_form"])
            static = static * ~dropped[:, None]
        states = functional.embedding_bag(
            bags["ids"], self.rows, bags["starts"], mode="sum", per_sample_weights=weights
        )
        states = states + static @ self.static
        states = states + self._maxout(_normal(states) @ self.mix + self.mix_bias)
        states = functional.dropout(states, self.drop, self.training)[places]
        gate = inside[:, None]
        for number, gap in enumerate(self.dilations):
            padded = functional.pad(_normal(states) * gate, (0, 0, gap, gap))
            window = torch.cat([padded[: -2 * gap], padded[gap:-gap], padded[2 * gap :]], dim=1)
            window = window @ getattr(self, f"conv{number}") + getattr(self, f"conv{number}_bias")
            states = states + functional.dropout(self._maxout(window), self.drop, self.training)
        return _normal(states) @ self.out + self.out_bias

    @staticmethod
    def _maxout(states: Tensor) -> Tensor:
        width = states.shape[1] // 2
        return torch.maximum(states[:, :width], states[:, width:])


def _normal(states: Tensor) -> Tensor:
    return states * torch.rsqrt(states.square().mean(-1, keepdim=True) + 1e-6)


class Lexicon:
    """Words' features and static vectors, kept once they have been made."""

    def __init__(self, vectors: Vectors, rows: int) -> None:
        self.vectors, self.rows = vectors, rows
        self.known: dict[str, tuple[np.ndarray, np.ndarray, np.ndarray]] = {}

    def __getitem__(self, word: str) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
        if word not in self.known:
            ids, weights = feature_rows(word, self.rows)
            row = self.vectors.find(key=get_string_id(word.lower()))
            static = self.vectors.data[row] if row >= 0 else np.zeros(self.vectors.shape[1])
            self.known[word] = (
                np.array(ids),
                np.array(weights, dtype=np.float32),
                static.astype(np.float32),
            )
        return self.known[word]

    def bags(self, words: list[str]) -> tuple[dict[str, Tensor], Tensor]:
        """Return the features of the words' kinds, and which of the kinds each word is."""
        kinds = list(dict.fromkeys(words))
        place = {word: number for number, word in enumerate(kinds)}
        ids, weights, static = zip(*(self[word] for word in kinds), strict=True)
        sizes = np.array([len(some) for some in ids])
        starts = np.cumsum(sizes) - sizes
        owner = np.repeat(np.arange(len(kinds)), sizes)
        bags = {
            "ids": np.concatenate(ids),
            "weights": np.concatenate(weights),
            "starts": starts,
            "owner": owner,
            "is_form": np.arange(len(owner)) - starts[owner] < 3,  # a word's forms come first
            "static": np.stack(static),
        }
        tensors = {name: torch.from_numpy(array) for name, array in bags.items()}
        return tensors, torch.tensor([place[word] for word in words])


def read_gold(paths: list[Path]) -> list[Passage]:
    """Read DocBins; what is open, or has a label that we do not know, is -1."""
    index = {label: number for number, label in enumerate(LABELS)}
    found = []
    for path in paths:
        for doc in DocBin().from_disk(path).get_docs(spacy.blank("en").vocab):
            if not doc.has_annotation("ENT_IOB"):
                continue
            marks = [
                -1
                if token.ent_iob == 0
                else index.get(f"{token.ent_iob_}-{token.ent_type_}", -1)
                if token.ent_type_
                else 0
                for token in doc
            ]
            words = [BREAK if token.is_space else token.text for token in doc]
            found.append((words, np.array(marks)))
    return found


def read_soft(folder: Path) -> Iterator[list[tuple[list[str], np.ndarray]]]:
    """Yield the documents of `soften.py`, as paragraphs of words with (words, labels) arrays."""
    for path in sorted(folder.glob("[0-9]*[0-9].npz")):
        with np.load(path) as archive:
            text, soft, names = str(archive["words"]), archive["soft"], archive["labels"].tolist()
        columns = [names.index(label) if label in names else -1 for label in LABELS]
        soft = np.hstack([soft, np.zeros((len(soft), 1), dtype=soft.dtype)])[:, columns]
        start = 0
        for document in text.split("\n\n"):
            paragraphs = []
            for line in filter(None, document.split("\n")):
                words = line.split(" ")
                paragraphs.append((words, soft[start : start + len(words)]))
                start += len(words)
            yield paragraphs
        if start != len(soft):
            raise ValueError(f"{path}: {len(soft)} words have probabilities, {start} are there")


def join(paragraphs: list[tuple[list[str], np.ndarray]], rng: random.Random) -> Iterator[Passage]:
    """Join a document's paragraphs into passages of a few, mostly with breaks between."""
    start = 0
    outside = np.eye(1, len(LABELS), dtype=np.float16)
    while start < len(paragraphs):
        size, broken = rng.choice([1, 1, 2, 3, 4, 5]), rng.random() < 0.75
        words: list[str] = []
        soft = []
        for some, array in paragraphs[start : start + size]:
            if words and broken:
                words.append(BREAK)
                soft.append(outside)
            words += some
            soft.append(array)
        yield words, np.concatenate(soft)
        start += size


def varied(passage: Passage, rng: random.Random) -> Passage:
    """Vary quotation marks, dashes and casing as `corpora.vary` does."""
    words, targets = passage
    rows = vary([(word, True, {}) for word in words], rng)
    return [row[0] for row in rows], targets


def batches(
    gold: list[Passage], soft: list[Passage], params: dict, gap: int
) -> Iterator[tuple[list[str], np.ndarray, np.ndarray]]:
    """Yield words, target probabilities (zeros where nothing is known) and 1 for real words; `gap`
    others stand after each passage.
    """
    rng = random.Random(params["seed"])
    streams = [_endless(some, rng) for some in (gold, soft) if some]
    while True:
        words: list[str] = []
        targets, inside = [], []
        while len(words) < params["batch_words"]:
            is_soft = rng.random() < params["soft_share"]
            some, marks = varied(next(streams[-1 if is_soft else 0]), rng)
            words += some + [BREAK] * gap
            targets += [_target(marks), np.zeros((gap, len(LABELS)), dtype=np.float32)]
            inside += [np.ones(len(some)), np.zeros(gap)]
        yield words, np.concatenate(targets), np.concatenate(inside).astype(np.float32)


def _endless(passages: list[Passage], rng: random.Random) -> Iterator[Passage]:
    passages = list(passages)
    while True:
        rng.shuffle(passages)
        yield from passages


def _target(marks: np.ndarray) -> np.ndarray:
    if marks.ndim == 2:
        return marks.astype(np.float32)
    return np.eye(len(LABELS), dtype=np.float32)[marks] * (marks >= 0)[:, None]


def moves_of(gold: list[Passage], weight: float) -> np.ndarray:
    """Score label pairs by how much oftener than by chance one follows the other (pointwise mutual
    information), times `weight`; the last row is for a text's beginning.
    """
    size = len(LABELS)
    counts = np.full((size + 1, size), 0.5)
    for _, marks in gold:
        if len(marks) and marks[0] >= 0:
            counts[size, marks[0]] += 1
        known = (marks[:-1] >= 0) & (marks[1:] >= 0)
        np.add.at(counts, (marks[:-1][known], marks[1:][known]), 1)
    by_chance = counts[:size].sum(0) / counts[:size].sum()
    return weight * np.log(counts / counts.sum(1, keepdims=True) / by_chance)


def blank(vectors: Path, words: int) -> Language:
    """Load a blank pipeline with the first of its vectors, those of the commonest words."""
    nlp = spacy.load(vectors)
    nlp.vocab.vectors = most_frequent(nlp, words)
    return nlp


def component(nlp: Language, weights: dict[str, Tensor], moves: np.ndarray, dilations: list[int]):
    """Put a recogniser of these weights into the pipeline, in place of the one there."""
    if "ner" in nlp.pipe_names:
        nlp.remove_pipe("ner")
    pipe = nlp.add_pipe(FACTORY, name="ner")
    arrays = {name: value.numpy() for name, value in weights.items()}
    pipe.begin(arrays | {"moves": moves}, dilations, LABELS, HIDDEN)
    return pipe


def score(nlp: Language, paths: list[Path]) -> dict[str, float]:
    """Score the pipeline's entities on columns of gold: F1 for each file, and their mean."""
    found = {p.stem: language.score_entities(nlp, p, gold_tokens=True)["NER-F"] for p in paths}
    return found | {"mean": sum(found.values()) / max(len(found), 1)}


def train(
    model: Tagger, lexicon: Lexicon, stream: Iterator, params: dict, out: Path, report
) -> dict[str, Tensor]:
    """Train for `steps` steps with warm-up and linear decay of the rate; return the averages that
    `report` scores highest.
    """
    optimizer = torch.optim.AdamW(
        model.parameters(), lr=params["rate"], weight_decay=params["decay"], betas=(0.9, 0.98)
    )
    steps = params["steps"]
    averages = {name: value.detach().clone() for name, value in model.named_parameters()}
    done, best, highest = 0, averages, -1.0
    if (out / "state.pt").exists():
        state = torch.load(out / "state.pt", weights_only=True)
        model.load_state_dict(state["model"])
        optimizer.load_state_dict(state["optimizer"])
        averages, done = state["averages"], state["step"]
        best, highest = state["best"], state["highest"]
    began, words, mean = time.time(), 0, 0.0
    for step in range(done + 1, steps + 1):
        rate = params["rate"] * min(step / 100, (steps - step + 1) / steps * 1.05, 1.0)
        for group in optimizer.param_groups:
            group["lr"] = rate
        some, target, inside = next(stream)
        model.train()
        bags, places = lexicon.bags(some)
        scores = model(bags, places, torch.from_numpy(inside))
        aim = torch.from_numpy(target)
        loss = -(aim * scores.log_softmax(-1)).sum() / aim.sum()
        optimizer.zero_grad()
        loss.backward()
        nn.utils.clip_grad_norm_(model.parameters(), 1.0)
        optimizer.step()
        kept = min(params["average"], step / (step + 10))
        for name, value in model.named_parameters():
            averages[name].lerp_(value.detach(), 1 - kept)
        words += int(inside.sum())
        mean += (float(loss.detach()) - mean) * (0.02 if step - done > 50 else 1 / (step - done))
        if step % 100 == 0:
            pace = words / (time.time() - began)
            LOG.info("step %d/%d loss %.4f, %.0f words/s", step, steps, mean, pace)
        if step % params["save_every"] == 0 or step == steps:
            found = report(averages)
            LOG.info("step %d: %s", step, "  ".join(f"{n} {f1:.1f}" for n, f1 in found.items()))
            if found["mean"] >= highest:
                highest = found["mean"]
                best = {name: value.clone() for name, value in averages.items()}
            state = {"model": model.state_dict(), "optimizer": optimizer.state_dict()}
            state |= {"averages": averages, "step": step, "best": best, "highest": highest}
            torch.save(state, out / "state.new")
            (out / "state.new").replace(out / "state.pt")
    return best


def main() -> None:
    """Write a pipeline that has the vectors and the recogniser only."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("out", type=Path)
    parser.add_argument("--gold", type=Path, nargs="+", required=True)
    parser.add_argument("--soft", type=Path)
    parser.add_argument("--dev", type=Path, nargs="*", default=[])
    parser.add_argument("--vectors", type=Path, required=True)
    parser.add_argument("--params", type=Path, default=Path("params.yaml"))
    options = parser.parse_args()
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(message)s", force=True)
    params = yaml.safe_load(options.params.read_text(encoding="utf8"))["entities"]
    torch.set_num_threads(1)
    torch.manual_seed(params["seed"])
    rng = random.Random(params["seed"])
    options.out.mkdir(parents=True, exist_ok=True)
    nlp = blank(options.vectors, params["vector_words"])
    gold = read_gold(options.gold)
    soft = [p for d in read_soft(options.soft) for p in join(d, rng)] if options.soft else []
    LOG.info("%d gold, %d soft words", *(sum(len(w) for w, _ in x) for x in (gold, soft)))
    lexicon = Lexicon(nlp.vocab.vectors, params["rows"])
    model = Tagger(params, nlp.vocab.vectors.shape[1])
    moves = moves_of(gold, params["moves"])

    def report(weights: dict[str, Tensor]) -> dict[str, float]:
        component(nlp, weights, moves, params["dilations"])
        return score(nlp, options.dev)

    stream = batches(gold, soft, params, max(params["dilations"]))
    best = train(model, lexicon, stream, params, options.out, report)
    component(nlp, best, moves, params["dilations"])
    nlp.to_disk(options.out / "model")


if __name__ == "__main__":
    main()
