"""Training the networks of crosscheck/language/network.py: the same network in torch, and the loop.

The component that is written holds running averages of the weights (Polyak & Juditsky 1992).
Training goes on from what was last saved when the same command is given again.
"""

import argparse
import logging
import random
import sys
import time
from collections.abc import Callable, Iterator
from importlib import import_module
from pathlib import Path
from typing import TypeVar

import numpy as np
import spacy
import torch
import yaml
from assemble import most_frequent
from spacy.language import Language
from spacy.lookups import load_lookups
from spacy.strings import get_string_id
from spacy.vectors import Vectors
from torch import Tensor, nn
from torch.nn import functional

from crosscheck.language.network import class_rows, feature_rows, prior_rows, word_key

# What models are scored with is a script; of like names, ours come first.
sys.path.append(str(Path(__file__).parent.parent / "benchmarks"))
language = import_module("language")

LOG = logging.getLogger("networks")
Item = TypeVar("Item")


class Reader(nn.Module):
    """The `Network` to be trained; parameters have the names of its arrays."""

    def __init__(self, params: dict, static: int) -> None:
        super().__init__()
        width, self.dilations = params["width"], params["dilations"]
        self.drop, self.word_drop = params["dropout"], params["word_dropout"]
        self.rows = weights(params["rows"], width, 0.3)
        self.static = weights(static, width, 1.0)
        if params.get("classes"):
            self.classes = weights(params["classes"] + 1, width, 0.1)
        if params.get("prior_dims"):
            self.prior = weights(params["prior_dims"], width, 0.3)
        self.layer("mix", width, 2 * width)
        for number in range(len(self.dilations)):
            self.layer(f"conv{number}", 3 * width, 2 * width)

    def layer(self, name: str, inner: int, outer: int, scale: float | None = None) -> None:
        """Add a linear layer; its weights are of the size that keeps states as large as they are,
        unless a `scale` is given.
        """
        setattr(self, name, weights(inner, outer, inner**-0.5 if scale is None else scale))
        setattr(self, f"{name}_bias", nn.Parameter(torch.zeros(outer)))

    def linear(self, states: Tensor, name: str) -> Tensor:
        """Apply a linear layer."""
        return states @ getattr(self, name) + getattr(self, f"{name}_bias")

    def read(
        self, bags: dict[str, Tensor], places: Tensor, inside: Tensor, more: Tensor | None = None
    ) -> Tensor:
        """Read words in context, of whose kinds `bags` holds the features; `more` is added to
        their embeddings.
        """
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
        if hasattr(self, "classes"):
            states = states + self.classes[bags["classes"]]
        if hasattr(self, "prior"):
            states = states + bags["priors"] @ self.prior
        states = states + maxout(self.linear(normal(states), "mix"))
        states = functional.dropout(states, self.drop, self.training)[places]
        if more is not None:
            states = states + more
        gate = inside[:, None]
        for number, gap in enumerate(self.dilations):
            padded = functional.pad(normal(states) * gate, (0, 0, gap, gap))
            window = torch.cat([padded[: -2 * gap], padded[gap:-gap], padded[2 * gap :]], dim=1)
            window = maxout(self.linear(window, f"conv{number}"))
            states = states + functional.dropout(window, self.drop, self.training)
        return normal(states)


def weights(rows: int, columns: int, scale: float) -> nn.Parameter:
    """Make random weights."""
    return nn.Parameter(torch.randn(rows, columns) * scale)


def maxout(states: Tensor) -> Tensor:
    """The larger of each unit's two pieces."""
    width = states.shape[-1] // 2
    return torch.maximum(states[..., :width], states[..., width:])


def normal(states: Tensor) -> Tensor:
    """Scale each row to a root mean square of 1."""
    return states * torch.rsqrt(states.square().mean(-1, keepdim=True) + 1e-6)


class Lexicon:
    """Words' features and static vectors, kept once they have been made."""

    def __init__(
        self,
        vectors: Vectors,
        rows: int,
        classes: tuple[np.ndarray, np.ndarray] | None = None,
        priors: tuple[np.ndarray, np.ndarray] | None = None,
    ) -> None:
        self.vectors, self.rows, self.classes, self.priors = vectors, rows, classes, priors
        self.known: dict[str, tuple[np.ndarray, np.ndarray, np.ndarray, int, np.ndarray]] = {}

    def __getitem__(self, word: str) -> tuple[np.ndarray, np.ndarray, np.ndarray, int, np.ndarray]:
        if word not in self.known:
            ids, weights = feature_rows(word, self.rows)
            row = self.vectors.find(key=get_string_id(word.lower()))
            static = self.vectors.data[row] if row >= 0 else np.zeros(self.vectors.shape[1])
            self.known[word] = (
                np.array(ids),
                np.array(weights, dtype=np.float32),
                static.astype(np.float32),
                int(class_rows([word], *self.classes)[0]) if self.classes else 0,
                prior_rows([word], *self.priors)[0] if self.priors else np.zeros(0, np.float32),
            )
        return self.known[word]

    def bags(self, words: list[str]) -> tuple[dict[str, Tensor], Tensor]:
        """Return the features of the words' kinds, and which of the kinds each word is."""
        kinds = list(dict.fromkeys(words))
        place = {word: number for number, word in enumerate(kinds)}
        ids, weights, static, classes, priors = zip(*(self[word] for word in kinds), strict=True)
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
            "classes": np.array(classes),
            "priors": np.stack(priors),
        }
        tensors = {name: torch.from_numpy(array) for name, array in bags.items()}
        return tensors, torch.tensor([place[word] for word in words])


def brown_classes() -> tuple[np.ndarray, np.ndarray]:
    """Brown et al.'s (1992) classes of 190,000 words, as spacy-lookups-data has them: the words'
    keys, ascending, and their classes from 1.
    """
    table = load_lookups("en", ["lexeme_cluster"]).get_table("lexeme_cluster")
    found = {word_key(word): number for word, number in table.items() if number}
    ranks = {number: rank for rank, number in enumerate(sorted(set(found.values())), start=1)}
    keys = np.array(sorted(found), dtype=np.uint32)
    return keys, np.array([ranks[found[key]] for key in keys.tolist()], dtype=np.uint16)


def begin(parser: argparse.ArgumentParser, section: str) -> tuple[argparse.Namespace, dict]:
    """Read a command line, to whose arguments those of every network are added, and a section of
    the parameters; seed torch and make the output folder.
    """
    parser.add_argument("out", type=Path)
    parser.add_argument("--gold", type=Path, nargs="+", required=True)
    parser.add_argument("--soft", type=Path, nargs="*", default=[])
    parser.add_argument("--dev", type=Path, nargs="*", default=[])
    parser.add_argument("--vectors", type=Path, required=True)
    parser.add_argument("--params", type=Path, default=Path("params.yaml"))
    options = parser.parse_args()
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(message)s", force=True)
    params = yaml.safe_load(options.params.read_text(encoding="utf8"))[section]
    torch.set_num_threads(1)
    torch.manual_seed(params["seed"])
    options.out.mkdir(parents=True, exist_ok=True)
    return options, params


def endless(items: list[Item], rng: random.Random) -> Iterator[Item]:
    """Yield the items for ever, shuffled anew every time they are through."""
    items = list(items)
    while True:
        rng.shuffle(items)
        yield from items


def blank(vectors: Path, words: int) -> Language:
    """Load a blank pipeline with the first of its vectors, those of the commonest words."""
    nlp = spacy.load(vectors)
    nlp.vocab.vectors = most_frequent(nlp, words)
    return nlp


def component(nlp: Language, factory: str, name: str, values: dict[str, Tensor], **about):
    """Put a component of these weights into the pipeline, in place of the one there."""
    if name in nlp.pipe_names:
        nlp.remove_pipe(name)
    pipe = nlp.add_pipe(factory, name=name)
    pipe.begin({key: value.numpy() for key, value in values.items()}, **about)
    return pipe


def fit(
    model: Reader,
    losses: Iterator[tuple[Tensor, int]],
    params: dict,
    out: Path,
    report: Callable[[dict[str, Tensor]], dict[str, float]],
) -> dict[str, Tensor]:
    """Train for `steps` steps with warm-up and linear decay of the rate; return the averages that
    `report` scores highest ("mean"), or with `keep: last` the last ones. `losses` yields each
    step's loss and number of words.
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
        model.train()
        loss, size = next(losses)
        optimizer.zero_grad()
        loss.backward()
        nn.utils.clip_grad_norm_(model.parameters(), 1.0)
        optimizer.step()
        kept = min(params["average"], step / (step + 10))
        for name, value in model.named_parameters():
            averages[name].lerp_(value.detach(), 1 - kept)
        words += size
        mean += (float(loss.detach()) - mean) * (0.02 if step - done > 50 else 1 / (step - done))
        if step % 100 == 0:
            pace = words / (time.time() - began)
            LOG.info("step %d/%d loss %.4f, %.0f words/s", step, steps, mean, pace)
        if step % params["save_every"] == 0 or step == steps:
            found = report(averages)
            LOG.info("step %d: %s", step, "  ".join(f"{n} {f1:.1f}" for n, f1 in found.items()))
            if params["keep"] == "last" or found["mean"] >= highest:
                highest = found["mean"]
                best = {name: value.clone() for name, value in averages.items()}
            state = {"model": model.state_dict(), "optimizer": optimizer.state_dict()}
            state |= {"averages": averages, "step": step, "best": best, "highest": highest}
            torch.save(state, out / "state.new")
            (out / "state.new").replace(out / "state.pt")
    return best
