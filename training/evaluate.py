"""Score the assembled pipeline on what it was not trained on, with benchmarks/language.py."""

import argparse
import json
import sys
from pathlib import Path

from corpora import news
from treebank import gum_split

from crosscheck.language.pipeline import load_pipeline

sys.path.insert(0, str(Path(__file__).parent.parent / "benchmarks"))
import language


def main() -> None:
    """Write the scores as JSON, rounded to two decimals."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("corpora", type=Path)
    parser.add_argument("docbins", type=Path, help="folder with the held-out entity files")
    parser.add_argument("model", type=Path)
    parser.add_argument("out", type=Path)
    options = parser.parse_args()
    treebank = options.corpora / "treebank"
    from_news = news(gum_split(treebank / "gum", "test"))
    nlp = load_pipeline(str(options.model))
    scores = language.score_files(nlp, [treebank / "en_ewt-ud-test.conllu"], pool=False)
    scores |= language.score_files(nlp, from_news, pool=True)
    uner = options.corpora / "ner/uner_ewt/en_ewt-ud-test.iob2"
    held_out = [uner, *sorted(options.docbins.glob("heldout-*.conll"))]
    scores |= language.score_files(nlp, held_out, pool=False)
    rounded = {name: {key: round(v, 2) for key, v in some.items()} for name, some in scores.items()}
    options.out.write_text(json.dumps(rounded, indent=1) + "\n", encoding="utf8")


if __name__ == "__main__":
    main()
