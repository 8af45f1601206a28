"""Join the trained components into one pipeline, try it, and put it in place.

Both look words up in one table of static vectors. The analyser is given WordNet's base forms, as
the package spacy-lookups-data has them. Strings that only the training texts needed are left out of
the vocabulary.
"""

import argparse
import shutil
from operator import itemgetter
from pathlib import Path

import numpy as np
import spacy
from spacy.language import Language
from spacy.lookups import load_lookups
from spacy.strings import StringStore
from spacy.vectors import Vectors
from tokenizer import adapt_tokenizer

from crosscheck.language import recogniser, syntax
from crosscheck.language.lemmas import Dictionary

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
    parser.add_argument("--version", default="0.12.0")
    options = parser.parse_args()
    nlp = join(options.syntax, options.entities)
    nlp.meta.update(ABOUT | {"version": options.version})
    nlp.meta["performance"] = {}
    replace(nlp, options.out)


def join(syntax_folder: Path, entities: Path) -> Language:
    """Load the pipeline that has the analyser, and add the recogniser of the other.

    Raises:
        ValueError: If the two look words up in different vectors.
    """
    nlp, other = spacy.load(syntax_folder), spacy.load(entities)
    if not np.array_equal(nlp.vocab.vectors.data, other.vocab.vectors.data):
        raise ValueError(f"{syntax_folder} and {entities} have different static vectors")
    adapt_tokenizer(nlp)
    nlp.get_pipe("syntax").dictionary = dictionary(nlp)
    nlp.add_pipe(recogniser.FACTORY, name="ner").from_bytes(other.get_pipe("ner").to_bytes())
    # half of 15 MB; no score changes
    nlp.vocab.vectors.data = nlp.vocab.vectors.data.astype(np.float16)
    return nlp


def dictionary(nlp: Language) -> Dictionary:
    """Collect the base forms of words that have vectors, and all irregular ones."""
    names = {"v": "verb", "n": "noun", "a": "adj", "r": "adv"}
    tables = load_lookups("en", ["lemma_index", "lemma_exc"])
    listed = {p: tables.get_table("lemma_index")[name] for p, name in names.items()}
    forms = {p: tables.get_table("lemma_exc")[name] for p, name in names.items()}
    forms["n"]["people"] = ["people"]  # treebanks differ: "person" in GUM
    return Dictionary(
        {p: [w for w in words if nlp.vocab.has_vector(w)] for p, words in listed.items()},
        {p: {form: bases[0] for form, bases in some.items()} for p, some in forms.items()},
    )


def most_frequent(nlp: Language, words: int) -> Vectors:
    """Keep the first rows of the vectors, which are in the order of the words' frequency."""
    old = nlp.vocab.vectors
    keys = [key for key, row in sorted(old.key2row.items(), key=itemgetter(1)) if row < words]
    return Vectors(
        strings=nlp.vocab.strings, data=old.data[:words], keys=keys, name=old.name, attr=old.attr
    )


def needed_strings(nlp: Language) -> StringStore:
    """Collect the strings that the pipeline needs: vector keys, labels and features."""
    store = nlp.vocab.strings
    kept = {store[key] for key in nlp.vocab.vectors.keys()}  # noqa: SIM118
    kept |= {syntax.ROOT, syntax.SPACE_DEP, syntax.SPACE_TAG}
    kept.update(label for _, pipe in nlp.pipeline for label in pipe.labels)
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
