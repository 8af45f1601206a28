"""Join the trained parts into one pipeline, check that it loads and works, and put it in place in
one step.

The entity recogniser keeps its own tok2vec; static vectors are stored once. What only training
needs (file paths) is taken out of the saved config.
"""

import argparse
import shutil
from pathlib import Path

import spacy
from spacy.language import Language

CARD = Path(__file__).parent / "cards/en_crosscheck.md"
ABOUT = {
    "name": "crosscheck",
    "version": "0.1.0",
    "description": "English for news: tags, UD dependencies, lemmas, sentences, entities",
    "author": "crosscheck",
    "license": "CC BY-SA 4.0",
}


def main() -> None:
    """Write the joined pipeline over `out`, which is replaced only once the new one has been
    loaded and tried.
    """
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("out", type=Path)
    parser.add_argument("--syntax", type=Path, required=True)
    parser.add_argument("--entities", type=Path)
    parser.add_argument("--version", default="0.1.0")
    options = parser.parse_args()
    nlp = join(options.syntax, options.entities)
    nlp.meta.update(ABOUT | {"version": options.version})
    nlp.meta["performance"] = {}
    replace(nlp, options.out)


def join(syntax: Path, entities: Path | None) -> Language:
    """Load the syntax pipeline and add the entity recogniser to it."""
    nlp = spacy.load(syntax)
    if entities:
        other = spacy.load(entities)
        nlp.add_pipe("ner", source=other)
    for section in ("paths", "corpora"):
        nlp.config[section] = {}
    nlp.config["training"] = {key: nlp.config["training"][key] for key in ("seed", "dropout")}
    return nlp


def replace(nlp: Language, out: Path) -> None:
    """Save beside `out`, try the saved pipeline, with its model card, then rename."""
    temporary = out.with_name(".tmp_" + out.name)
    shutil.rmtree(temporary, ignore_errors=True)
    nlp.to_disk(temporary)
    doc = spacy.load(temporary)(
        "A court in Nairobi freed two Kenyans on Monday.\n\n“We did nothing,” they said."
    )
    if len(list(doc.sents)) < 2 or not all(token.pos_ for token in doc):
        raise ValueError(f"{temporary} does not tag or split its test text: not put in place")
    shutil.copy(CARD, temporary / "README.md")
    old = out.with_name(".old_" + out.name)
    if out.exists():
        out.rename(old)
    temporary.rename(out)
    shutil.rmtree(old, ignore_errors=True)


if __name__ == "__main__":
    main()
