"""Score a spaCy pipeline on treebanks (CoNLL-U) and entity files (CoNLL or IOB columns).

Treebanks are scored twice: on raw text, where the pipeline tokenizes, tags and splits sentences
itself and a word counts only if its characters are exactly a gold word's (F1, as in Zeman et al.
2018, the CoNLL 2018 shared task); and on gold tokens (accuracy). LAS counts universal relations
("nsubj" for "nsubj:pass"); LAS-sub whole labels. Entities are scored by strict spans as PER, ORG
and LOC (GPE, LOC and FAC together); other labels are left out. NER-type counts a name as right if
it overlaps one of its kind (the measure "type" of SemEval 2013, task 9): corpora differ in whether
titles, articles and owners belong to a name.

Usage: python benchmarks/language.py TREEBANK.conllu WIKIGOLD.conll --model models/en_crosscheck
"""

import argparse
import json
import re
import resource
import time
from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from spacy.language import Language
from spacy.tokens import Doc, Token

from crosscheck.language.pipeline import load_pipeline

COARSE = {"PERSON": "PER", "PER": "PER", "ORG": "ORG", "GPE": "LOC", "LOC": "LOC", "FAC": "LOC"}
COARSE |= {
    "person": "PER",
    "location": "LOC",
    "geo-loc": "LOC",
    "corporation": "ORG",
    "organization": "ORG",
}
_NO_SPACE_BEFORE = re.compile(r"^([.,;:!?%)\]}»”’]+|n['’]t|['’](s|re|ve|ll|d|m|S)|'')$")
_NO_SPACE_AFTER = re.compile(r"^([(\[{«“‘$£€#@]|``)$")


@dataclass
class GoldWord:
    """A treebank's syntactic word; `head` is an index within the sentence, the word's own for the
    root.
    """

    text: str
    lemma: str
    pos: str
    tag: str
    head: int
    dep: str
    space: bool


@dataclass
class GoldSentence:
    """A treebank sentence, and whether a paragraph or document begins with it."""

    words: list[GoldWord]
    starts_paragraph: bool
    starts_document: bool


@dataclass
class Counts:
    """What is needed for precision, recall and F1."""

    correct: int = 0
    gold: int = 0
    found: int = 0

    def f1(self) -> float:
        """Return F1 in percent."""
        return 200 * self.correct / max(self.gold + self.found, 1)

    def precision(self) -> float:
        """Return precision in percent."""
        return 100 * self.correct / max(self.found, 1)

    def recall(self) -> float:
        """Return recall in percent."""
        return 100 * self.correct / max(self.gold, 1)


def main() -> None:
    """Print the scores of a pipeline on each file, or all of them as JSON."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("files", type=Path, nargs="+")
    parser.add_argument(
        "--model", default="models/en_crosscheck", help="a path or an installed pipeline's name"
    )
    parser.add_argument("--pool", action="store_true", help="score all treebank files together")
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    before, began = _memory(), time.perf_counter()
    nlp = load_pipeline(options.model)
    load = {"load_seconds": time.perf_counter() - began, "load_mib": _memory() - before}
    scores = {"model": load | speed(nlp, options.files)} | score_files(
        nlp, options.files, pool=options.pool
    )
    print(json.dumps(scores, indent=1) if options.json else table(scores))


def score_files(nlp: Language, paths: list[Path], *, pool: bool) -> dict[str, dict[str, float]]:
    """Score each file under its name; with `pool`, the treebank files as one."""
    treebanks = [path for path in paths if path.suffix == ".conllu"]
    groups = [treebanks] if pool and treebanks else [[path] for path in treebanks]
    scores = {}
    for group in groups:
        sentences = [s for path in group for s in read_conllu(path)]
        name = group[0].name if len(group) == 1 else f"{len(group)} treebank files"
        scores[f"{name}, raw text"] = score_raw(nlp, sentences)
        scores[f"{name}, gold tokens"] = score_gold_tokens(nlp, sentences)
    for path in paths:
        if path not in treebanks:
            scores[f"{path.name}, gold tokens"] = score_entities(nlp, path, gold_tokens=True)
            scores[f"{path.name}, raw text"] = score_entities(nlp, path, gold_tokens=False)
    return scores


def read_conllu(path: Path) -> list[GoldSentence]:
    """Read a CoNLL-U file; of multiword tokens their syntactic words are kept."""
    sentences = []
    for block in path.read_text(encoding="utf8").split("\n\n"):
        lines = block.strip("\n").split("\n")
        rows = [line.split("\t") for line in lines if line and not line.startswith("#")]
        if rows:
            marks = [line for line in lines if line.startswith("#")]
            document = any(mark.startswith("# newdoc") for mark in marks)
            paragraph = document or any(re.match(r"# newpar( id.*)?$", mark) for mark in marks)
            sentences.append(GoldSentence(_gold_words(rows), paragraph, document))
    return sentences


def _gold_words(rows: list[list[str]]) -> list[GoldWord]:
    spaces = {int(row[0]): "SpaceAfter=No" not in row[9] for row in rows if row[0].isdigit()}
    for row in rows:
        if "-" in row[0]:
            first, last = map(int, row[0].split("-"))
            spaces |= dict.fromkeys(range(first, last), False) | {
                last: "SpaceAfter=No" not in row[9]
            }
    return [
        GoldWord(
            text=row[1].replace(" ", "").replace("\u00a0", ""),
            lemma=row[2],
            pos=row[3],
            tag=row[4],
            head=int(row[6] if row[6] != "0" else row[0]) - 1,
            dep=row[7],
            space=spaces[int(row[0])],
        )
        for row in rows
        if row[0].isdigit()
    ]


def documents(sentences: list[GoldSentence]) -> Iterator[list[GoldSentence]]:
    """Group sentences into documents."""
    current: list[GoldSentence] = []
    for sentence in sentences:
        if sentence.starts_document and current:
            yield current
            current = []
        current.append(sentence)
    if current:
        yield current


def raw_text(sentences: list[GoldSentence]) -> tuple[str, list[list[int]]]:
    """Join a document's words, blank lines between paragraphs; return where each begins, too."""
    text, starts = "", []
    for sentence in sentences:
        if sentence.starts_paragraph and text:
            text = text.rstrip() + "\n\n"
        places = []
        for word in sentence.words:
            places.append(len(text))
            text += word.text + " " * word.space
        starts.append(places)
    return text, starts


def score_raw(nlp: Language, sentences: list[GoldSentence]) -> dict[str, float]:
    """Score on raw text: every figure is an F1 over words with exactly matching characters."""
    names = ("words", "TAG", "UPOS", "lemma", "UAS", "LAS", "LAS-sub", "sentences")
    counts = {name: Counts() for name in names}
    grouped = list(documents(sentences))
    texts = [raw_text(group) for group in grouped]
    for group, (_, starts), doc in zip(grouped, texts, nlp.pipe(t for t, _ in texts), strict=True):
        _count_raw(group, starts, doc, counts)
    return {name: count.f1() for name, count in counts.items()}


def _count_raw(
    group: list[GoldSentence], starts: list[list[int]], doc: Doc, counts: dict[str, Counts]
) -> None:
    tokens = {(t.idx, t.idx + len(t)): t for t in doc if not t.is_space}
    gold_size = sum(len(s.words) for s in group)
    for name, count in counts.items():
        if name != "sentences":
            count.gold += gold_size
            count.found += len(tokens)
    for sentence, places in zip(group, starts, strict=True):
        spans = [
            (place, place + len(w.text)) for place, w in zip(places, sentence.words, strict=True)
        ]
        for word, span in zip(sentence.words, spans, strict=True):
            if span in tokens:
                for name, is_right in _judge(word, tokens[span], spans[word.head], span).items():
                    counts[name].correct += is_right
    gold = {
        (places[0], places[-1] + len(s.words[-1].text))
        for s, places in zip(group, starts, strict=True)
    }
    found = {_extent(sentence) for sentence in doc.sents} - {None}
    counts["sentences"].gold += len(gold)
    counts["sentences"].found += len(found)
    counts["sentences"].correct += len(gold & found)


def _extent(sentence) -> tuple[int, int] | None:
    words = [token for token in sentence if not token.is_space]
    return (words[0].idx, words[-1].idx + len(words[-1])) if words else None


def _judge(
    word: GoldWord, token: Token, gold_head: tuple[int, int], own: tuple[int, int]
) -> dict[str, bool]:
    head = token.head
    is_root = head.i == token.i
    same_head = (
        is_root
        if gold_head == own
        else not is_root and (head.idx, head.idx + len(head)) == gold_head
    )
    dep = "root" if token.dep_ == "ROOT" else token.dep_
    return {
        "words": True,
        "TAG": token.tag_ == word.tag,
        "UPOS": token.pos_ == word.pos,
        "lemma": word.lemma == "_" or token.lemma_ == word.lemma,
        "UAS": same_head,
        "LAS": same_head and dep.split(":")[0] == word.dep.split(":")[0],
        "LAS-sub": same_head and dep == word.dep,
    }


def score_gold_tokens(nlp: Language, sentences: list[GoldSentence]) -> dict[str, float]:
    """Score on gold tokens but predicted sentences, a document at a time: accuracies."""
    totals: dict[str, int] = {}
    size = 0
    grouped = list(documents(sentences))
    docs = [_gold_doc(nlp, group) for group in grouped]
    for group, doc in zip(grouped, nlp.pipe(docs), strict=True):
        offset = 0
        for sentence in group:
            for index, word in enumerate(sentence.words):
                token, head = doc[offset + index], doc[offset + word.head]
                spans = (head.idx, head.idx + len(head)), (token.idx, token.idx + len(token))
                for name, is_right in _judge(word, token, *spans).items():
                    totals[name] = totals.get(name, 0) + is_right
            offset += len(sentence.words)
            size += len(sentence.words)
    return {name: 100 * total / max(size, 1) for name, total in totals.items() if name != "words"}


def _gold_doc(nlp: Language, group: list[GoldSentence]) -> Doc:
    words = [w for s in group for w in s.words]
    return Doc(nlp.vocab, words=[w.text for w in words], spaces=[w.space for w in words])


def read_columns(path: Path) -> Iterator[tuple[list[str], list[str]]]:
    """Yield sentences as words and BIO labels; reads "word … label" lines and Universal NER's
    numbered lines.
    """
    for block in re.split(r"\n\s*\n", path.read_text(encoding="utf8")):
        rows = [
            re.split(r"[ \t]+", line)
            for line in block.split("\n")
            if line.strip() and not line.startswith("# ")
        ]
        rows = [row for row in rows if row[0] and row[0] != "-DOCSTART-"]
        if rows and all(re.fullmatch(r"[\d.-]+", row[0]) and len(row) > 3 for row in rows):
            rows = [row for row in rows if row[0].isdigit()]
            yield [row[1] for row in rows], [row[2] for row in rows]
        elif rows:
            yield [row[0] for row in rows], [row[-1] for row in rows]


def spacing(words: list[str]) -> list[bool]:
    """Guess which words a space follows."""
    spaces, is_open = [True] * len(words), False
    for index, word in enumerate(words):
        is_open = not is_open if word == '"' else is_open
        if index and (_NO_SPACE_BEFORE.match(word) or (word == '"' and not is_open)):
            spaces[index - 1] = False
        if _NO_SPACE_AFTER.match(word) or (word == '"' and is_open):
            spaces[index] = False
    return spaces


def score_entities(nlp: Language, path: Path, *, gold_tokens: bool) -> dict[str, float]:
    """Score strict spans of PER, ORG and LOC, and their overlaps, a sentence at a time."""
    sentences = list(read_columns(path))
    docs = [Doc(nlp.vocab, words=words, spaces=spacing(words)) for words, _ in sentences]
    inputs = docs if gold_tokens else [doc.text for doc in docs]
    counts = {name: Counts() for name in ("PER", "ORG", "LOC")}
    met, meeting = 0, 0  # gold names that ours overlap, and ours
    for (_, labels), gold_doc, doc in zip(sentences, docs, nlp.pipe(inputs), strict=True):
        gold = {
            _characters(gold_doc, start, end, COARSE.get(kind))
            for start, end, kind in spans(labels)
        }
        found = {(ent.start_char, ent.end_char, COARSE.get(ent.label_)) for ent in doc.ents}
        for name, count in counts.items():
            ours, theirs = ({s for s in some if s[2] == name} for some in (found, gold))
            count.correct += len(ours & theirs)
            count.found += len(ours)
            count.gold += len(theirs)
            met += sum(any(map(partial(_overlap, s), ours)) for s in theirs)
            meeting += sum(any(map(partial(_overlap, s), theirs)) for s in ours)
    total = Counts(
        *(sum(getattr(c, field) for c in counts.values()) for field in ("correct", "gold", "found"))
    )
    overall = {"NER-P": total.precision(), "NER-R": total.recall(), "NER-F": total.f1()}
    shares = [100 * met / max(total.gold, 1), 100 * meeting / max(total.found, 1)]
    overall["NER-type"] = 2 * shares[0] * shares[1] / max(sum(shares), 1)
    return overall | {f"{name}-F": count.f1() for name, count in counts.items()}


def _overlap(one: tuple[int, int, str | None], other: tuple[int, int, str | None]) -> bool:
    return one[0] < other[1] and other[0] < one[1]


def _characters(doc: Doc, start: int, end: int, label: str | None) -> tuple[int, int, str | None]:
    return doc[start].idx, doc[end - 1].idx + len(doc[end - 1]), label


def spans(labels: list[str]) -> list[tuple[int, int, str]]:
    """Read half-open spans from BIO labels; an I that continues nothing begins a span (IOB1)."""
    found, start, kind = [], 0, ""
    for index, label in enumerate([*labels, "O"]):
        prefix, _, name = label.partition("-")
        if kind and (prefix != "I" or name != kind):
            found.append((start, index, kind))
            kind = ""
        if name and not kind:
            start, kind = index, name
    return found


def speed(nlp: Language, paths: list[Path]) -> dict[str, float]:
    """Measure words per second of all components on the files' text, in texts of a few hundred
    words.
    """
    treebanks = [path for path in paths if path.suffix == ".conllu"]
    if treebanks:
        words = [(w.text, w.space) for p in treebanks for s in read_conllu(p) for w in s.words]
    else:
        words = [(w, True) for path in paths for some, _ in read_columns(path) for w in some]
    words = words[:20000]
    texts = ["".join(w + " " * s for w, s in words[i : i + 300]) for i in range(0, len(words), 300)]
    list(nlp.pipe(texts[:5]))
    began = time.process_time()
    list(nlp.pipe(texts))
    return {"words_per_cpu_second": len(words) / (time.process_time() - began)}


def _memory() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def table(scores: dict[str, dict[str, float]]) -> str:
    """Lay scores out as text, a line for each file and way of scoring."""
    return "\n".join(
        f"{name}: " + "  ".join(f"{key} {value:.1f}" for key, value in some.items())
        for name, some in scores.items()
    )


if __name__ == "__main__":
    main()
