"""Tags, features, lemmas, sentences and dependency trees from one small network.

A word's tag, part of speech with features, lemma rule and whether a sentence begins with it are
read off its state; arcs within a sentence are scored by a biaffine product of the head's and the
dependent's views (Dozat & Manning 2017) and by their distance, and the best tree is taken. Labels
and trees are those of Universal Dependencies. The weights come from training/syntax.py.
"""

from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import Any

import numpy as np
from spacy.attrs import DEP, HEAD, IS_SPACE, LEMMA, MORPH, POS, SENT_START, SPACY, TAG
from spacy.language import Language
from spacy.symbols import IDS
from spacy.tokens import Doc
from spacy.vocab import Vocab

from crosscheck.language.lemmas import Dictionary, apply_rule
from crosscheck.language.network import Network, NetworkPipe, maxout
from crosscheck.language.trees import IMPOSSIBLE, best_trees

FACTORY = "crosscheck_syntax"
ROOT, SPACE_DEP, SPACE_TAG = "ROOT", "dep", "_SP"
# How many (dependent, head) pairs are scored at once, padding included.
_PAIRS_AT_ONCE = 300_000
_LEMMAS_KEPT = 100_000
_COMPLEMENTS = frozenset({"obj", "ccomp", "xcomp"})
_FINITE, _BARE = frozenset({"VBD", "VBP", "VBZ"}), "VB"
_OWN_CLAUSE = frozenset({"nsubj", "nsubj:pass", "expl", "csubj", "aux"})
# How much less likely (in logarithms) a lemma rule may be that makes a word which is known.
_LIKELY = 2.0


def complements_beside(heads: np.ndarray, deps: list[str], verbs: np.ndarray) -> np.ndarray:
    """Hang a complement clause on the verb that it stands right behind, if that verb has no object
    or complement yet and the clause's head stands further left: in "praised her and predicted they
    would win", "win" belongs to "predicted". Returns the heads, each word's index or its own.
    """
    heads = heads.copy()
    own = np.arange(len(heads))
    lefts = own.copy()  # where the words that hang on each word, directly or not, begin
    while True:
        wider = lefts.copy()
        np.minimum.at(wider, heads, lefts)
        if (wider == lefts).all():
            break
        lefts = wider
    filled = {int(heads[i]) for i, dep in enumerate(deps) if dep in _COMPLEMENTS}
    for word in (i for i, dep in enumerate(deps) if dep == "ccomp" and heads[i] < i):
        verb = int(lefts[word]) - 1
        if heads[word] < verb and verbs[verb] and verb not in filled:
            heads[word] = verb
            filled.add(verb)
    return heads


def conjuncts_alike(heads: np.ndarray, deps: Sequence[str], tags: Sequence[str]) -> np.ndarray:
    """Join a finite verb to a finite one: no infinitive or bare form shares a clause's tense with
    it, so that in "the union said they should wait and called it a ploy" the union "called".

    A verb with a subject or an auxiliary of its own is left where it is, as is one that no finite
    verb stands above. Returns the heads, each word's index or its own.
    """
    heads = heads.copy()
    own = {int(heads[i]) for i, dep in enumerate(deps) if dep in _OWN_CLAUSE}
    for word, dep in enumerate(deps):
        above = int(heads[word])
        if dep != "conj" or tags[word] not in _FINITE or tags[above] != _BARE or word in own:
            continue
        seen = {word}
        while above not in seen and tags[above] not in _FINITE:
            seen.add(above)
            above = int(heads[above])
        if above not in seen:
            heads[word] = above
    return heads


def sides(distance: np.ndarray, reach: int) -> np.ndarray:
    """Which score of a distance applies: distances beyond `reach` to either side are one."""
    return np.clip(distance, -reach, reach) + reach


class SyntaxAnalyser(NetworkPipe):
    """A spaCy component that sets tags, parts of speech, features, lemmas, trees and sentences.

    Where a sentence is told to begin before (`is_sent_start`), one does.
    """

    def __init__(self, vocab: Vocab, name: str = "syntax") -> None:
        super().__init__(vocab, name)
        self.names: dict[str, list[str]] = {}
        self.dictionary = Dictionary({}, {})
        self._lemmas: dict[tuple[int, int, int], tuple[int, bool]] = {}
        self._hashes: dict[str, np.ndarray] = {}

    @property
    def labels(self) -> tuple[str, ...]:
        """The dependency labels that its trees can have."""
        return tuple(self.names.get("dep", ()))

    def about(self) -> dict[str, Any]:
        """The names of the network's outputs, and the dictionary of base forms."""
        return {"names": self.names, "dictionary": self.dictionary.to_json()}

    def begin(
        self,
        arrays: dict[str, np.ndarray],
        dilations: Sequence[int],
        names: dict[str, list[str]],
        dictionary: Mapping[str, Any] | None = None,
    ) -> None:
        """Take trained weights.

        Args:
            arrays: The network's, and its layers': `spaced` (2, width) for words without and with
                a space after them; `tag`, `morph`, `lemma` and `start` (width, outputs); `arc_dep`
                and `arc_head` (width, 2 arc), `arc` (arc, arc), `arc_root` (width, 1), `distance`
                (2 reach + 1); `dep_dep` and `dep_head` (width, 2 size), `dep` (size, labels).
            dilations: The convolutions' reach, in their order.
            names: The outputs' names: `tag`, `morph` ("NOUN#Number=Sing"), `lemma` (rules), `dep`.
            dictionary: What makes a `Dictionary`; an empty one by default.
        """
        self.dictionary = Dictionary(**(dictionary or {"bases": {}, "irregular": {}}))
        self.names = {kind: list(some) for kind, some in names.items()}
        parts = [name.partition("#") for name in names["morph"]]
        add, morphology = self.vocab.strings.add, self.vocab.morphology.add
        hashes = {
            "tag": [add(name) for name in names["tag"]],
            "pos": [IDS[pos] for pos, _, _ in parts],
            "morph": [morphology(features) for _, _, features in parts],
            "dep": [add(name) for name in names["dep"]],
        }
        self._hashes = {kind: np.array(some, dtype=np.uint64) for kind, some in hashes.items()}
        self._lemmas.clear()
        self._take(Network(arrays, dilations))

    def _mark(self, docs: list[Doc]) -> None:
        network = self._weights()
        orths, starts, inside = self._row(docs)
        flags = np.zeros((len(orths), 3), dtype=np.int64)
        for doc, start in zip(docs, starts.tolist(), strict=True):
            flags[start : start + len(doc)] = doc.to_array([SPACY, IS_SPACE, SENT_START])
        read = self._legible(orths)
        is_word = (inside > 0) & (flags[:, 1] == 0)
        words = np.flatnonzero(is_word)
        table = self._blank(orths, is_word)
        if len(words):
            spaced = np.maximum(flags[:, 0], np.append(~read[1:], False))
            states = self._embedded(orths[read]) + network.arrays["spaced"][spaced[read]]
            states = network.read(states, inside[read])[is_word[read]]
            begins = network.linear(states, "start")[:, 0] > 0
            begins |= flags[words, 2] == 1  # as told before
            begins[np.searchsorted(words, starts[starts <= words[-1]])] = True
            ends = np.flatnonzero(np.append(begins, True))
            heads = self._heads(states, ends)
            self._fill(table, states, words, heads, orths)
        for doc, start in zip(docs, starts.tolist(), strict=True):
            rows = table[start : start + len(doc)]
            doc.from_array(_COLUMNS, rows)  # type: ignore[arg-type]  # its stub knows no numpy

    def _blank(self, orths: np.ndarray, is_word: np.ndarray) -> np.ndarray:
        """A table of annotations that knows white space only: it hangs on what stands before it, or
        at the beginning of a text on what comes.
        """
        add = self.vocab.strings.add
        table = np.zeros((len(orths), len(_COLUMNS)), dtype=np.uint64)
        values = {POS: IDS["SPACE"], TAG: add(SPACE_TAG), DEP: add(SPACE_DEP)}
        for column, value in values.items():
            table[:, _COLUMNS.index(column)] = value
        table[:, _COLUMNS.index(MORPH)] = self.vocab.morphology.add("")
        table[:, _COLUMNS.index(LEMMA)] = orths
        offsets = np.full(len(orths), -1, dtype=np.int64)
        place = 0
        while place < len(orths):  # white space at the beginning of a text
            if orths[place] and not is_word[place] and (place == 0 or not orths[place - 1]):
                last = place
                while last < len(orths) and orths[last] and not is_word[last]:
                    last += 1
                target = last if last < len(orths) and orths[last] else place
                offsets[place:last] = target - np.arange(place, last)
                place = last
            place += 1
        table[:, _COLUMNS.index(HEAD)] = offsets.astype(np.uint64)
        return table

    def _heads(self, states: np.ndarray, ends: np.ndarray) -> np.ndarray:
        """The head of each word among the words, the root's its own; sentences lie between
        consecutive `ends`.
        """
        network = self._weights()
        dependents = maxout(network.linear(states, "arc_dep")) @ network.arrays["arc"]
        heads_of = maxout(network.linear(states, "arc_head"))
        as_root = network.linear(states, "arc_root")[:, 0]
        reach = len(network.arrays["distance"]) // 2
        heads = np.arange(len(states))
        sizes = np.diff(ends)
        order = np.argsort(sizes, kind="stable")
        for some in _batches(order, sizes):
            width = int(sizes[some].max())
            place = np.minimum(ends[some][:, None] + np.arange(width), len(states) - 1)
            scores = np.empty((len(some), width, width + 1), dtype=np.float32)
            scores[:, :, 0] = as_root[place]
            scores[:, :, 1:] = dependents[place] @ heads_of[place].transpose(0, 2, 1)
            between = np.arange(width) - np.arange(width)[:, None]
            scores[:, :, 1:] += network.arrays["distance"][sides(between, reach)]
            columns = best_trees(scores, sizes[some])
            chosen = np.where(columns == 0, np.arange(width), columns - 1) + ends[some][:, None]
            real = np.arange(width) < sizes[some][:, None]
            heads[place[real]] = chosen[real]
        return heads

    def _fill(
        self,
        table: np.ndarray,
        states: np.ndarray,
        words: np.ndarray,
        heads: np.ndarray,
        orths: np.ndarray,
    ) -> None:
        """Write the words' annotations into their rows of the table."""
        network = self._weights()

        def put(column: int, values: np.ndarray) -> None:
            table[words, _COLUMNS.index(column)] = values

        labels = network.linear(states, "dep_dep") + (states @ network.arrays["dep_head"])[heads]
        scores = network.linear(maxout(labels), "dep")
        root = self.names["dep"].index(ROOT)
        scores[:, root] = IMPOSSIBLE
        deps = np.where(heads == np.arange(len(heads)), root, scores.argmax(1))
        morphs = network.linear(states, "morph").argmax(1)
        poses = self._hashes["pos"][morphs]
        verbs = poses == IDS["VERB"]
        tags = network.linear(states, "tag").argmax(1)
        relations = [self.names["dep"][i] for i in deps]
        heads = complements_beside(heads, relations, verbs)
        heads = conjuncts_alike(heads, relations, [self.names["tag"][i] for i in tags])
        put(DEP, self._hashes["dep"][deps])
        put(HEAD, (words[heads] - words).astype(np.uint64))
        put(TAG, self._hashes["tag"][tags])
        put(POS, poses)
        put(MORPH, self._hashes["morph"][morphs])
        put(LEMMA, self._lemmatized(orths[words], poses, network.linear(states, "lemma")))

    def _lemmatized(self, orths: np.ndarray, poses: np.ndarray, scores: np.ndarray) -> np.ndarray:
        """Hashes of the lemmas that the best rules make; where such a lemma is not known, what the
        dictionary finds among the likely ones, or the best of these that is a word ("free", not
        "fre").
        """
        if len(self._lemmas) > _LEMMAS_KEPT:
            self._lemmas.clear()
        found = []
        firsts = zip(orths.tolist(), poses.tolist(), scores.argmax(1).tolist(), strict=True)
        for place, key in enumerate(firsts):
            if key not in self._lemmas:
                self._lemmas[key] = self._lemma(*key)
            lemma, is_known = self._lemmas[key]
            if not is_known:
                likely = np.flatnonzero(scores[place] > scores[place, key[2]] - _LIKELY)
                lemma = self._other_lemma(*key[:2], likely[np.argsort(-scores[place, likely])])
            found.append(lemma)
        return np.array(found, dtype=np.uint64)

    def _lemma(self, orth: int, pos: int, rule: int) -> tuple[int, bool]:
        """The hash of the lemma that a rule makes, and whether it is one beyond doubt."""
        word, name = self.vocab.strings[orth], self.vocab.strings[pos]
        lemma = apply_rule(word, self.names["lemma"][rule])
        is_known = self.dictionary.admits(lemma, word, name)
        if is_known is None:
            is_known = self._is_word(lemma, word)
        return self.vocab.strings.add(lemma), is_known

    def _other_lemma(self, orth: int, pos: int, rules: np.ndarray) -> int:
        """The hash of the best lemma by the dictionary, or by rules in order of likelihood."""
        word, name = self.vocab.strings[orth], self.vocab.strings[pos]
        guesses = [apply_rule(word, self.names["lemma"][rule]) for rule in rules]
        words = (guess for guess in guesses if self._is_word(guess, word))
        lemma = self.dictionary.best(word, name, guesses) or next(words, guesses[0])
        return self.vocab.strings.add(lemma)

    def _is_word(self, lemma: str, word: str) -> bool:
        return lemma.lower() == word.lower() or self.vocab.has_vector(lemma.lower())


_COLUMNS = [HEAD, DEP, TAG, POS, MORPH, LEMMA]


def _batches(order: np.ndarray, sizes: np.ndarray) -> list[np.ndarray]:
    """Cut sentences, given from short to long, into batches that are not too large when padded."""
    cuts = [0]
    for place, number in enumerate(order.tolist()):
        if (place + 1 - cuts[-1]) * int(sizes[number]) ** 2 > _PAIRS_AT_ONCE and place > cuts[-1]:
            cuts.append(place)
    return [order[first:last] for first, last in pairwise([*cuts, len(order)])]


@Language.factory(
    FACTORY,
    assigns=[
        "token.tag",
        "token.pos",
        "token.morph",
        "token.lemma",
        "token.dep",
        "token.head",
        "token.is_sent_start",
        "doc.sents",
    ],
)
def make_analyser(nlp: Language, name: str) -> SyntaxAnalyser:
    """Make the component, without weights, for `nlp.add_pipe` and for loading."""
    return SyntaxAnalyser(nlp.vocab, name)
