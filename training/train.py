"""Train a spaCy pipeline from a config on gold and silver DocBins; can be stopped and resumed.

It differs from `spacy train` in four ways: the pipeline has our tokenizer, labels are collected
from one plain copy of the gold data, gold and silver passages are mixed in a set proportion, and
every `save_every` steps the weights, their running averages and the optimizer's moments are saved,
so that a later session goes on where it stopped. The model that is written holds the averaged
weights (Polyak & Juditsky 1992).
"""

import argparse
import json
import logging
import pickle
import random
import time
from collections.abc import Iterator
from pathlib import Path

import spacy
from spacy.language import Language
from spacy.tokens import Doc, DocBin
from spacy.training import Example
from spacy.training.batchers import minibatch_by_words
from spacy.training.initialize import load_vectors_into_model
from spacy.util import fix_random_seed, load_config, registry
from thinc.api import Config, Optimizer
from tokenizer import adapt_tokenizer

from crosscheck.language import remembered  # noqa: F401  (configs/syntax.cfg names its layer)

LOG = logging.getLogger("train")


def main() -> None:
    """Train for the number of steps that the config gives."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("config", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--gold", type=Path, nargs="+", required=True)
    parser.add_argument("--silver", type=Path, nargs="*", default=[])
    parser.add_argument(
        "--silver-share", type=float, default=0.5, help="the part of the passages that is silver"
    )
    parser.add_argument(
        "--labels", type=Path, required=True, help="DocBin that the labels are collected from"
    )
    parser.add_argument("--vectors", type=Path, default=None)
    parser.add_argument("--steps", type=int, default=None)
    parser.add_argument("--save-every", type=int, default=200)
    options = parser.parse_args()
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(message)s")
    overrides = {"paths.vectors": str(options.vectors)} if options.vectors else {}
    overrides |= {"training.max_steps": options.steps} if options.steps else {}
    config = load_config(options.config, overrides=overrides, interpolate=True)
    fix_random_seed(config["training"]["seed"])
    nlp = start(config, options.labels)
    optimizer = registry.resolve({"optimizer": config["training"]["optimizer"]})["optimizer"]
    kinds = [
        [doc for path in paths for doc in read(path, nlp)]
        for paths in (options.gold, options.silver)
        if paths
    ]
    stream = passages(nlp, kinds, options.silver_share, config["training"]["seed"])
    run(nlp, optimizer, stream, config["training"], options.out, options.save_every)


def start(config: Config, labels: Path) -> Language:
    """Make and initialize the pipeline, with vectors if the config names some."""
    nlp = spacy.util.load_model_from_config(config, auto_fill=True)
    adapt_tokenizer(nlp)
    if config["initialize"].get("vectors"):
        load_vectors_into_model(nlp, config["initialize"]["vectors"])
    nlp.config["initialize"]["vectors"] = None
    docs = read(labels, nlp)
    nlp.initialize(lambda: (Example(nlp.make_doc(doc.text), doc) for doc in docs))
    return nlp


def read(path: Path, nlp: Language) -> list[Doc]:
    """Read a DocBin; names that are MISC to the corpora are no entities to the pipeline."""
    docs = list(DocBin().from_disk(path).get_docs(nlp.vocab))
    for doc in docs:
        other = [ent for ent in doc.ents if ent.label_ == "MISC"]
        if other:
            doc.set_ents([], outside=other, default="unmodified")
    return docs


def passages(nlp: Language, kinds: list[list[Doc]], share: float, seed: int) -> Iterator[Example]:
    """Yield training examples for ever: gold and, where there are some, silver passages, each kind
    shuffled anew every time it is through.
    """
    rng = random.Random(seed)
    streams = [_endless(docs, rng) for docs in kinds]
    while True:
        doc = next(streams[-1] if rng.random() < share else streams[0])
        yield Example(nlp.make_doc(doc.text), doc)


def _endless(docs: list[Doc], rng: random.Random) -> Iterator[Doc]:
    while True:
        rng.shuffle(docs)
        yield from docs


def run(
    nlp: Language,
    optimizer: Optimizer,
    stream: Iterator[Example],
    training: dict,
    out: Path,
    save_every: int,
) -> None:
    """Update the pipeline batch by batch up to the config's number of steps, saving as it goes."""
    out.mkdir(parents=True, exist_ok=True)
    done = resume(nlp, optimizer, out)
    size = training["batcher"]["size"]
    batches = minibatch_by_words(stream, size=size, tolerance=0.2)
    losses: dict[str, float] = {}
    words, began = 0, time.time()
    for step in range(done + 1, training["max_steps"] + 1):
        batch = next(batches)
        nlp.update(batch, sgd=optimizer, drop=training["dropout"], losses=losses)
        optimizer.step_schedules()
        words += sum(len(example.predicted) for example in batch)
        if step % 50 == 0:
            shown = " ".join(f"{name} {loss / 50:.1f}" for name, loss in losses.items())
            LOG.info(
                "step %d/%d %s, %.0f words/s",
                step,
                training["max_steps"],
                shown,
                words / (time.time() - began),
            )
            losses = {}
        if step % save_every == 0 or step == training["max_steps"]:
            save(nlp, optimizer, out, step)


def save(nlp: Language, optimizer: Optimizer, out: Path, step: int) -> None:
    """Write the averaged model, and beside it what resuming needs."""
    with nlp.use_params(optimizer.averages):
        nlp.to_disk(out / "model")
    names = {node.id: number for number, node in enumerate(_nodes(nlp))}
    arrays = {
        kind: {
            (names[key[0]], key[1]): value
            for key, value in getattr(optimizer, kind).items()
            if key[0] in names
        }
        for kind in ("mom1", "mom2", "averages", "nr_update")
    }
    weights = {
        (n, name): node.get_param(name)
        for n, node in enumerate(_nodes(nlp))
        for name in node.param_names
        if node.has_param(name)
    }
    (out / "resume.new").write_bytes(pickle.dumps({"weights": weights, **arrays}))
    (out / "resume.new").replace(out / "resume.pickle")
    (out / "step.json").write_text(json.dumps({"step": step}), encoding="utf8")


def resume(nlp: Language, optimizer: Optimizer, out: Path) -> int:
    """Restore weights and optimizer saved under `out`, and return the step they belong to (0 if
    none).
    """
    if not (out / "resume.pickle").exists():
        return 0
    state = pickle.loads((out / "resume.pickle").read_bytes())
    nodes = list(_nodes(nlp))
    for (number, name), value in state["weights"].items():
        nodes[number].set_param(name, value)
    for kind in ("mom1", "mom2", "averages", "nr_update"):
        getattr(optimizer, kind).update(
            {(nodes[n].id, name): value for (n, name), value in state[kind].items()}
        )
    step = json.loads((out / "step.json").read_text(encoding="utf8"))["step"]
    for _ in range(step):
        optimizer.step_schedules()
    return step


def _nodes(nlp: Language) -> Iterator:
    seen = set()
    for _, pipe in nlp.pipeline:
        for node in pipe.model.walk() if hasattr(pipe, "model") else ():
            if node.id not in seen:
                seen.add(node.id)
                yield node


if __name__ == "__main__":
    main()
