"""Join the trained parts into one pipeline, check that it loads and works, and put it in place.

Both parts look words up in one table of static vectors: the syntax part was trained on its first
columns only, so its weights for the others are zero. Strings that only the training texts needed
(their words) are left out of the vocabulary.
"""

import argparse
import shutil
from operator import itemgetter
from pathlib import Path

import numpy as np
import spacy
from spacy.language import Language
from spacy.strings import StringStore
from spacy.vectors import Vectors
from tokenizer import adapt_tokenizer

from crosscheck.language import remembered  # noqa: F401  (the syntax part has its layer)
from crosscheck.language.recogniser import FACTORY

CARD = Path(__file__).parent / "cards/en_crosscheck.md"
ABOUT = {
    "name": "crosscheck",
    "description": "English for news: tags, UD dependencies, lemmas, sentences, entities",
    "author": "crosscheck",
    "license": "CC BY-SA 4.0",
    "spacy_version": ">=3.8.7,<3.9.0",
}
_TRIAL = "A court in Nairobi freed two Kenyans on Monday.\n\n“We did nothing,” they said."


def main() -> None:
    """Write the joined pipeline over `out`, which is replaced only once the new one has been
    loaded and tried.
    """
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("out", type=Path)
    parser.add_argument("--syntax", type=Path, required=True)
    parser.add_argument("--entities", type=Path, required=True)
    parser.add_argument("--words", type=int, default=27000, help="words to keep the vectors of")
    parser.add_argument("--version", default="0.5.0")
    options = parser.parse_args()
    nlp = join(options.syntax, options.entities, options.words)
    nlp.meta.update(ABOUT | {"version": options.version})
    nlp.meta["performance"] = {}
    replace(nlp, options.out)


def join(syntax: Path, entities: Path, words: int) -> Language:
    """Load the syntax pipeline, widen it to the recogniser's vectors and add the recogniser."""
    nlp, other = spacy.load(syntax), spacy.load(entities)
    adapt_tokenizer(nlp)
    widen(nlp, other)
    nlp.vocab.vectors = other.vocab.vectors = most_frequent(nlp, words)
    nlp.add_pipe(FACTORY, name="ner").from_bytes(other.get_pipe("ner").to_bytes())
    for section in ("paths", "corpora"):
        nlp.config[section] = {}
    nlp.config["training"] = {key: nlp.config["training"][key] for key in ("seed", "dropout")}
    return nlp


def widen(nlp: Language, other: Language) -> None:
    """Give a pipeline another's vectors, whose first columns are its own; new weights are zero."""
    own, wide = nlp.vocab.vectors, other.vocab.vectors
    rows = [wide.key2row[key] for key in own.key2row]
    if not np.array_equal(wide.data[rows, : own.shape[1]], own.data[list(own.key2row.values())]):
        raise ValueError("the recogniser's vectors do not begin with the syntax pipeline's")
    for word in other.vocab.strings:
        nlp.vocab.strings.add(word)
    nlp.vocab.vectors = wide
    for _, pipe in nlp.pipeline:
        for node in pipe.model.walk():
            if node.name == "static_vectors":
                weights = node.get_param("W")
                more = np.zeros((weights.shape[0], wide.shape[1] - own.shape[1]), dtype="f")
                node._dims["nM"] = wide.shape[1]  # set_dim refuses once there are weights
                node.set_param("W", np.hstack([weights, more]))


def most_frequent(nlp: Language, words: int) -> Vectors:
    """Keep the first rows of the vectors, which are in the order of the words' frequency."""
    old = nlp.vocab.vectors
    keys = [key for key, row in sorted(old.key2row.items(), key=itemgetter(1)) if row < words]
    return Vectors(
        strings=nlp.vocab.strings, data=old.data[:words], keys=keys, name=old.name, attr=old.attr
    )


def needed_strings(nlp: Language) -> StringStore:
    """Collect the strings that the pipeline needs: vector keys, labels, lemma trees, features."""
    store = nlp.vocab.strings
    kept = {"ROOT", "dep", "_SP"} | {store[key] for key in nlp.vocab.vectors.keys()}  # noqa: SIM118
    for name, pipe in nlp.pipeline:
        kept.update(label for label in getattr(pipe, "labels", ()) if isinstance(label, str))
        if name == "trainable_lemmatizer":
            for tree in (pipe.trees[number] for number in range(len(pipe.trees))):
                kept.update(store[tree[end]] for end in ("orig", "subst") if end in tree)
    for label in nlp.get_pipe("morphologizer").labels:
        kept.update(part for feature in label.split("|") for part in (feature, *feature.split("=")))
        kept.add("|".join(f for f in label.split("|") if not f.startswith("POS=")))
    return StringStore(sorted(kept | set(spacy.blank("en").vocab.strings)))


def replace(nlp: Language, out: Path) -> None:
    """Save beside `out` with its model card, try what was saved, then rename."""
    temporary, old = out.with_name(".tmp_" + out.name), out.with_name(".old_" + out.name)
    shutil.rmtree(temporary, ignore_errors=True)
    nlp.to_disk(temporary)
    needed_strings(nlp).to_disk(temporary / "vocab/strings.json")
    expected, found = nlp(_TRIAL), spacy.load(temporary)(_TRIAL)
    if not found.has_annotation("DEP") or _marks(found) != _marks(expected):
        raise ValueError(f"{temporary} reads its test text otherwise than before it was saved")
    shutil.copy(CARD, temporary / "README.md")
    if out.exists():
        out.rename(old)
    temporary.rename(out)
    shutil.rmtree(old, ignore_errors=True)


def _marks(doc) -> list[tuple]:
    return [(t.tag_, t.pos_, str(t.morph), t.lemma_, t.dep_, t.head.i, t.ent_type_) for t in doc]


if __name__ == "__main__":
    main()
