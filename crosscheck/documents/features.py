"""What a block looks like from outside: the features that tell article text from the rest.

The features follow the literature on boilerplate detection in plain text: length and density
(Kohlschütter et al. 2010, "Boilerplate detection using shallow text features"), function words and
context (Pomikálek 2011, "Removing boilerplate and duplicate content from web corpora"), and, for
readers' comments, person and address; each block is also compared with the rest of its document.
"""

import math
import re
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from crosscheck.documents.words import function_words

_WORD = re.compile(r"[^\W\d_]+(?:[’'][^\W\d_]+)*|\d+(?:[.,:]\d+)*")
_QUOTED = re.compile(r"“[^”]*”?|(?<!\w)\"[^\"]*\"?|(?<!\w)‘[^’]*’(?!\w)")
SENTENCE_END = re.compile(r"[.!?…][\"'”’»)\]]*$")
_SENTENCES = re.compile(r"[.!?…][\"'”’»)\]]*(?=\s|$)")
_ADDRESS = re.compile(r"https?://|www\.|\w@\w|\b\w+\.(?:com|org|net|co\.uk)\b", re.IGNORECASE)
_SYMBOL = re.compile(r"[|»«›‹•·→←↑↓▼▲►◄©®™#@*~=<>\\{}]|(?:\s-\s.*){3}")
_CLOCK = re.compile(
    r"\b\d{1,2}:\d\d\b|\b\d{1,2}(?:[:.]\d\d)?\s?[ap]\.?m\b|\b\d+\s+(?:second|minute|hour|day|week"
    r"|month|year)s?\s+ago\b|\b(?:19|20)\d\d\b|\b\d{1,2}/\d{1,2}/\d{2,4}\b",
    re.IGNORECASE,
)
_FIRST = frozenset(
    ["i", "me", "my", "mine", "myself", "im", "ive", "id", "ill", "i'm", "i've", "i'd", "i'll"]
)
_WE = frozenset(["we", "us", "our", "ours", "we're", "we've"])
_SECOND = frozenset(["you", "your", "yours", "yourself", "you're", "you've", "you'll", "u", "ur"])
SOLID_WORDS = 20


@dataclass(frozen=True)
class Shape:
    """A block's words and the counts that the features are made of."""

    text: str

    @cached_property
    def words(self) -> list[str]:
        """The words as written."""
        return _WORD.findall(self.text)

    @cached_property
    def folded(self) -> list[str]:
        """The words in lower case, with straight apostrophes."""
        return [word.lower().replace("’", "'") for word in self.words]

    @cached_property
    def content(self) -> list[str]:
        """The words that are no function words."""
        return [w for w in self.folded if w.partition("'")[0] not in function_words()]

    @cached_property
    def unquoted(self) -> list[str]:
        """The words outside quotation marks, in lower case."""
        outside = _QUOTED.sub(" ", self.text)
        return [word.lower().replace("’", "'") for word in _WORD.findall(outside)]

    @cached_property
    def ends_sentence(self) -> bool:
        """Does the block end as a sentence does?"""
        return SENTENCE_END.search(self.text[-8:]) is not None

    @cached_property
    def all_quoted(self) -> bool:
        """Is the block a sentence within quotation marks and nothing else?"""
        return len(self.words) >= 5 and self.ends_sentence and len(self.unquoted) == 0

    @cached_property
    def function_share(self) -> float:
        """The share of function words."""
        return 1 - len(self.content) / max(1, len(self.folded))

    @cached_property
    def sentences(self) -> int:
        """How many sentence ends the block has, as far as punctuation tells."""
        return len(_SENTENCES.findall(self.text))

    @cached_property
    def solid(self) -> bool:
        """Is the block running text: long, in sentences, with the function words of English?"""
        in_sentences = self.ends_sentence or self.sentences > 1
        return len(self.words) >= SOLID_WORDS and in_sentences and self.function_share > 0.25


Weights = Mapping[str, Mapping[str, float]]


def document_features(shapes: Sequence[Shape], lexicon: Weights) -> list[dict[str, float]]:
    """The features of every block of a document.

    Args:
        shapes: The document's blocks in order.
        lexicon: Class → word → log-odds of the word in blocks of that class against article text.
    """
    own = [_own_features(shape, lexicon) for shape in shapes]
    recurring = _document_words(shapes)
    solid = [i for i, shape in enumerate(shapes) if shape.solid]
    return [
        {
            **own[i],
            **_place(i, len(shapes), solid),
            **_neighbours(i, own, shapes),
            "overlap": _overlap(shape, recurring),
            "names": _overlap(shape, recurring, keep=str.istitle),
        }
        for i, shape in enumerate(shapes)
    ]


def _own_features(shape: Shape, lexicon: Weights) -> dict[str, float]:
    total = len(shape.words)
    outside = shape.unquoted
    per_word = 1 / max(1, total)
    capital = sum(word[0].isupper() for word in shape.words[1:])
    return {
        "length": math.log1p(total),
        "tiny": float(total <= 3),
        "short": float(4 <= total <= 10),
        "long": float(total >= SOLID_WORDS),
        "ends_sentence": float(shape.ends_sentence),
        "sentences": math.log1p(shape.sentences),
        "commas": min(0.3, shape.text.count(",") * per_word),
        "function": shape.function_share,
        "capitals": capital / max(1, total - 1),
        "shouted": float(shape.text.isupper()),
        "digits": sum(word[0].isdigit() for word in shape.words) * per_word,
        "quoted": float(len(outside) < len(shape.words)),
        "first_person": _rate(outside, _FIRST),
        "we": _rate(outside, _WE),
        "second_person": _rate(outside, _SECOND),
        "exclaims": min(3.0, float(_QUOTED.sub("", shape.text).count("!"))),
        "asks": min(2.0, float(_QUOTED.sub("", shape.text).count("?"))),
        "uncased": float(shape.text[:1].islower()),
        "address": float(_ADDRESS.search(shape.text) is not None),
        "symbols": min(3.0, float(len(_SYMBOL.findall(shape.text)))),
        "clock": min(2.0, len(_CLOCK.findall(shape.text)) * 8 * per_word),
        **{f"words_{name}": word_score(shape, weights) for name, weights in lexicon.items()},
    }


def _rate(tokens: Sequence[str], wanted: frozenset[str]) -> float:
    return min(0.3, sum(token in wanted for token in tokens) / max(4, len(tokens)))


def lexical(shape: Shape) -> list[str]:
    """The entries of the lexicon that a block has: its words, and its first word as such."""
    return [*sorted(set(shape.folded)), *(f"^{word}" for word in shape.folded[:1])]


def word_score(shape: Shape, weights: Mapping[str, float]) -> float:
    """The mean log-odds of a block's words, shrunk towards zero for few words."""
    entries = lexical(shape)
    return sum(weights.get(entry, 0.0) for entry in entries) / (len(entries) + 2)


def _document_words(shapes: Sequence[Shape]) -> Counter[str]:
    running = [shape for shape in shapes if shape.solid]
    return Counter(word for shape in running for word in set(shape.content))


def _overlap(
    shape: Shape, recurring: Counter[str], *, keep: Callable[[str], bool] | None = None
) -> float:
    """The share of a block's content words that other running text of the document has too."""
    wanted = {w.lower().replace("’", "'") for w in shape.words if keep is None or keep(w)}
    mine = wanted & set(shape.content)
    own = 1 if shape.solid else 0
    return sum(recurring[word] > own for word in mine) / (len(mine) + 2)


def _place(i: int, total: int, solid: Sequence[int]) -> dict[str, float]:
    first, last = (solid[0], solid[-1]) if solid else (0, total - 1)
    return {
        "from_start": math.log1p(i),
        "from_end": math.log1p(total - 1 - i),
        "before_running": float(i < first),
        "after_running": float(i > last),
        "after_by": math.log1p(max(0, i - last)),
        "position": i / max(1, total - 1),
        "running": len(solid) / max(1, total),
    }


def _neighbours(
    i: int, own: Sequence[Mapping[str, float]], shapes: Sequence[Shape]
) -> dict[str, float]:
    features = {}
    for side, near in (("before", range(i - 1, i - 4, -1)), ("after", range(i + 1, i + 4))):
        inside = [j for j in near if 0 <= j < len(own)]
        count = max(1, len(inside))
        features[f"solid_{side}"] = sum(shapes[j].solid for j in inside) / count
        features[f"length_{side}"] = sum(own[j]["length"] for j in inside) / count
        for name in own[i]:
            if name.startswith("words_"):
                features[f"{name}_{side}"] = sum(own[j][name] for j in inside) / count
        features[f"edge_{side}"] = float(not inside)
    return features
