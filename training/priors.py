"""Let the teacher of names read words by themselves: what it takes each for without a context.

The recogniser knows the commonest words by their static vectors; of rarer ones, which most names
are, it would see letters only. The encoder behind the teacher has met many of them. So each of the
commonest English words (wordfreq) is read in title case in two sentences that say nothing about it,
and the logarithms of its labels' probabilities there, reduced by PCA, are its prior. The result is
an archive of `keys` (`network.word_key` of the lower-cased words, ascending) and `priors` (words,
dims; half precision).
"""

import argparse
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import torch
from sklearn.decomposition import PCA
from teacher import encode, load
from tqdm import tqdm
from wordfreq import top_n_list

from crosscheck.language.network import word_key

FRAMES = (("They", "spoke", "of", "", "again", "."), ("", "was", "in", "the", "report", "."))
_BATCH = 256


def main() -> None:
    """Write the archive."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("teacher", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--words", type=int, default=110_000)
    parser.add_argument("--dims", type=int, default=16)
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--threads", type=int, default=1)
    options = parser.parse_args()
    torch.set_num_threads(options.threads)
    words = [word for word in top_n_list("en", options.words) if word.isalpha()]
    scores = np.concatenate(list(read(words, options.teacher)))
    reduced = PCA(options.dims, random_state=options.seed).fit_transform(scores)
    reduced /= np.sqrt((reduced**2).mean())
    keys, places = np.unique(np.array(list(map(word_key, words)), np.uint32), return_index=True)
    np.savez_compressed(options.out, keys=keys, priors=reduced[places].astype(np.float16))


def read(words: list[str], teacher: Path) -> Iterator[np.ndarray]:
    """Yield the words' scores, some words at a time: (words, sentences times labels)."""
    model, tokenizer, _ = load(teacher)
    model.half = True
    for start in tqdm(range(0, len(words), _BATCH), mininterval=20):
        some, scores = words[start : start + _BATCH], []
        for frame in FRAMES:
            place = frame.index("")
            filled = [[w or word.title() for w in frame] for word in some]
            with torch.inference_mode(), torch.autocast("cpu", torch.bfloat16):
                states = model.states(encode(filled, tokenizer))[:, place]
                scores.append(model.classify["ent"](states).float().log_softmax(-1).numpy())
        yield np.hstack(scores)


if __name__ == "__main__":
    main()
