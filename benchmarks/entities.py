"""Score name resolution: B-cubed over mentions, against hand-made entities and corpus chains.

    python benchmarks/entities.py seeds ENTITIES.jsonl FOLDER_OF_TXT
    python benchmarks/entities.py meantime FOLDER_OF_TOPICS     # MEANTIME's cross-document folder
    python benchmarks/entities.py ecb FOLDER_OF_TOPICS             # ECB+

`seeds` reads lines {"entity", "type", "aliases_by_doc", "metonyms_by_doc", "descriptions_by_doc"},
looks the surface forms up in the texts (the longest first), and scores the mentions that the
package finds by itself; one that it does not find counts as alone. Surface forms that the gold
gives to two entities in one document (a capital and its government) are left out and counted.
`meantime` and `ecb` cluster the corpora's own mention spans of persons, organisations and places,
the named ones, a topic as one story, beside the baseline that puts equal strings together. A span
may be a whole noun phrase: the name in it is the one that the package's detector finds there. A
nationality counts as its country, as in those corpora. B-cubed: Bagga & Baldwin (1998).
"""

import argparse
import json
import re
import sys
import xml.etree.ElementTree as ElementTree
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

import spacy
from spacy.language import Language
from spacy.tokens import Doc

from crosscheck.language.article import Article, Passage
from crosscheck.language.entities.coreference import MentionRow, link, resolve
from crosscheck.language.names.finding import Mention, find_names
from crosscheck.language.pipeline import load_pipeline

MODEL = Path(__file__).parent.parent / "models" / "en_crosscheck"
LABELS = {
    "PERSON": "PERSON",
    "HUMAN_PART_PER": "PERSON",
    "ORGANIZATION": "ORG",
    "HUMAN_PART_ORG": "ORG",
}
LABELS |= {"LOCATION": "GPE", "LOC_GEO": "GPE", "LOC_FAC": "FAC", "HUMAN_PART_GPE": "GPE"}


class Item(NamedTuple):
    """A gold mention: its place, and what it is a mention of."""

    doc: str
    start: int
    end: int
    entity: str
    kind: str
    type: str = ""
    text: str = ""


class Scores(NamedTuple):
    """Precision, recall and F1, and over how many mentions."""

    precision: float
    recall: float
    f1: float
    mentions: int


def b_cubed(pairs: Iterable[tuple[str, str]]) -> Scores:
    """B-cubed over (gold entity, found entity) of each mention."""
    listed = list(pairs)
    gold, found, both = (
        Counter(g for g, _ in listed),
        Counter(f for _, f in listed),
        Counter(listed),
    )
    precision = sum(n * n / found[f] for (_, f), n in both.items()) / max(1, len(listed))
    recall = sum(n * n / gold[g] for (g, _), n in both.items()) / max(1, len(listed))
    return Scores(
        precision, recall, 2 * precision * recall / max(1e-9, precision + recall), len(listed)
    )


def load(model: str | None) -> Language:
    """The pipeline to analyse with: a path or package, by default ours, else a tokenizer."""
    if model or MODEL.exists():
        return load_pipeline(model or MODEL)
    nlp = spacy.blank("en")
    nlp.add_pipe("sentencizer")
    return nlp


def show(name: str, scores: Scores) -> None:
    """One line of a table."""
    values = (f"{v:.3f}" for v in scores[:3])
    print(f"{name:<44} P {next(values)}  R {next(values)}  F1 {next(values)}  ({scores.mentions})")


# Hand-made entities of a folder of texts


def read_folder(folder: Path, nlp: Language) -> list[Article]:
    """The texts of a folder as one story; every line with words is a passage."""
    return [
        Article(f.name.split("_")[0].removesuffix(".txt"), "story", f.stem, None, _lines(f, nlp))
        for f in sorted(folder.glob("*.txt"))
    ]


def _lines(path: Path, nlp: Language) -> tuple[Passage, ...]:
    lines = [m for m in re.finditer(r"[^\n]+", path.read_text("utf8")) if m.group().strip()]
    docs = nlp.pipe(m.group() for m in lines)
    return tuple(
        Passage(f"{path.stem}:{m.start()}", "paragraph", m.start(), doc)
        for m, doc in zip(lines, docs, strict=True)
    )


def gold_items(gold: Path, texts: dict[str, str]) -> tuple[list[Item], int]:
    """The places of the gold's surface forms, and how many places two entities claim."""
    forms: defaultdict[str, defaultdict[str, set[tuple[str, str, str]]]]
    forms = defaultdict(lambda: defaultdict(set))
    for line in gold.read_text("utf8").splitlines():
        row = json.loads(line)
        for kind in ("aliases", "metonyms", "descriptions"):
            for doc, surfaces in row.get(f"{kind}_by_doc", {}).items():
                for surface in surfaces:
                    forms[doc][surface].add((row["entity"], kind, row["type"]))
    items, unclear = [], 0
    for doc in sorted(forms):
        for start, end, surface in places(texts[doc], forms[doc]):
            owners = forms[doc][surface] | forms[doc].get(surface.removeprefix("the "), set())
            unclear += len(owners) > 1
            if len(owners) == 1:
                (entity, kind, type_), *_ = owners
                items.append(Item(doc, start, end, entity, kind, type_, surface))
    return items, unclear


def places(text: str, surfaces: Iterable[str]) -> Iterator[tuple[int, int, str]]:
    """Where surface forms stand in a text, the longest at each place, none inside another."""
    ordered = sorted(surfaces, key=lambda s: (-len(s), s))
    pattern = "|".join(rf"(?<!\w){re.escape(s)}(?!\w)" for s in ordered)
    return ((m.start(), m.end(), m.group()) for m in re.finditer(pattern, text))


def covering(item: Item, rows: list[MentionRow]) -> MentionRow | None:
    """The found mention that answers to a gold one: same end, or most of both in common."""
    best, most = None, 0.0
    for row in rows:
        shared = min(item.end, row.end) - max(item.start, row.start)
        if shared > 0:
            ratio = shared / (max(item.end, row.end) - min(item.start, row.start))
            ratio += item.end == row.end
            if ratio >= 0.5 and ratio > most:
                best, most = row, ratio
    return best


def seeds(gold: Path, folder: Path, nlp: Language, *, errors: bool) -> None:
    """Score what `resolve` finds in a folder's texts."""
    articles = read_folder(folder, nlp)
    texts = {
        f.name.split("_")[0].removesuffix(".txt"): f.read_text("utf8") for f in folder.glob("*.txt")
    }
    rows, entities = resolve(articles)
    names = {e.entity_id: e.name for e in entities}
    items, unclear = gold_items(gold, texts)
    by_doc = defaultdict(list)
    for row in rows:
        by_doc[row.doc_id].append(row)
    answers = []
    for item in items:
        row = covering(item, by_doc[item.doc])
        alone = f"alone:{item.doc}:{item.start}"
        answers.append((item, names[row.entity_id] + "|" + row.entity_id if row else alone))
    print(
        f"{len(rows)} mentions, {len(entities)} entities; {unclear} places claimed twice left out"
    )
    things = ("PERSON", "ORG", "GPE", "LOC", "FAC", "NORP")
    named = [(i.entity, a) for i, a in answers if i.kind == "aliases"]
    show("names", b_cubed(named))
    show(
        "names: persons, bodies, places, peoples",
        b_cubed((i.entity, a) for i, a in answers if i.kind == "aliases" and i.type in things),
    )
    show(
        "names and metonyms", b_cubed((i.entity, a) for i, a in answers if i.kind != "descriptions")
    )
    show(
        "all: persons, bodies, places, peoples",
        b_cubed((i.entity, a) for i, a in answers if i.type in things),
    )
    show("all, events and products too", b_cubed((i.entity, a) for i, a in answers))
    if errors:
        report(answers)


def report(answers: list[tuple[Item, str]]) -> None:
    """Gold entities that are split or not found, and found ones that mix several."""
    for side, name in ((0, "split"), (1, "mixed")):
        groups = defaultdict(Counter)
        for item, answer in answers:
            pair = (item.entity, "-" if answer.startswith("alone") else answer)
            groups[pair[side]][f"{pair[1 - side]} [{item.text}]"] += 1
        for key, parts in sorted(groups.items()):
            if len({p.split(" [")[0] for p in parts}) > 1 and key != "-":
                print(name, key, dict(parts))


# Corpora with cross-document chains, in CAT's XML


def read_cat(
    path: Path, nlp: Language, story: str, label_of: Callable
) -> tuple[Article, list[tuple]]:
    """An annotated file as an article of one passage, and its gold mentions."""
    root = ElementTree.parse(path).getroot()
    tokens = list(root.iter("token"))
    number = {t.get("t_id"): i for i, t in enumerate(tokens)}
    starts = [
        i == 0 or t.get("sentence") != tokens[i - 1].get("sentence") for i, t in enumerate(tokens)
    ]
    doc = Doc(nlp.vocab, words=[t.text or "_" for t in tokens], sent_starts=starts)
    for _, component in nlp.pipeline:
        doc = component(doc)
    chains = {}
    targets = {
        m.get("m_id"): m.get("instance_id") for m in root.find("Markables") if m.get("instance_id")
    }
    for relation in root.find("Relations"):
        target = relation.find("target")
        if relation.tag in ("CROSS_DOC_COREF", "REFERS_TO") and target is not None:
            for source in relation.findall("source"):
                if targets.get(target.get("m_id")):
                    chains[source.get("m_id")] = targets[target.get("m_id")]
    types = {
        m.get("m_id"): m.get("ent_type") for m in root.find("Markables") if m.get("instance_id")
    }
    types = {targets[k]: v for k, v in types.items()}
    found = []
    for mark in root.find("Markables"):
        chain = chains.get(mark.get("m_id"))
        anchors = [number[a.get("t_id")] for a in mark.findall("token_anchor")]
        label = label_of(mark.tag, types.get(chain))
        if chain and anchors and label:
            named = _named(doc, anchors, mark.get("syntactic_type"))
            found.append((label, min(anchors), max(anchors) + 1, chain, named))
    article = Article(path.stem, story, path.stem, None, (Passage(path.stem, "paragraph", 0, doc),))
    return article, found


def _named(doc: Doc, anchors: list[int], syntactic: str | None) -> bool:
    if syntactic is not None:
        return syntactic in ("NAM", "PRE.NAM")
    return doc[anchors[-1]].text[:1].isupper() and doc[anchors[-1]].lower_ not in PRONOUNS


PRONOUNS = frozenset(
    [
        "i",
        "he",
        "she",
        "it",
        "they",
        "we",
        "you",
        "his",
        "her",
        "its",
        "their",
        "our",
        "him",
        "them",
        "us",
        "who",
        "which",
        "that",
        "my",
        "your",
    ]
)


def chains(
    folders: list[tuple[str, list[Path]]], nlp: Language, label_of: Callable, *, errors: bool
) -> None:
    """Score the linking of gold mention spans beside equal strings, over all topics together."""
    ours, equal, answers = [], [], []
    for story, files in folders:
        spans = [read_cat(path, nlp, story, label_of) for path in files]
        names = defaultdict(list)
        for name in find_names([article for article, _ in spans]):
            names[name.article.doc_id].append(name)
        mentions, gold = [], []
        for article, found in spans:
            passage = article.passages[0]
            for label, start, end, chain, named in found:
                if named:
                    mentions.append(core(article, start, end, label, names[article.doc_id]))
                    gold.append(f"{story}:{chain}")
                    text = passage.doc[start:end].text.lower()
                    equal.append((gold[-1], f"{story}:{text}"))
        keys = [f"{story}:{key.replace('people:', 'country:')}" for _, key in link(mentions)]
        ours += zip(gold, keys, strict=True)
        answers += [
            (Item(story, 0, 0, g, "", m.label, m.span.text), key)
            for g, m, key in zip(gold, mentions, keys, strict=True)
        ]
    if errors:
        report(answers)
    show("crosscheck", b_cubed(ours))
    show("baseline: equal strings", b_cubed(equal))


def core(article: Article, start: int, end: int, label: str, found: list[Mention]) -> Mention:
    """The name in a gold span, which may be a whole noun phrase: found by the package's detector.

    Without one, the span without articles and possessives.
    """
    inside = [m for m in found if start <= m.span.start and m.span.end <= end]
    alike = [m for m in inside if (m.label == "PERSON") == (label == "PERSON")]
    places = ("GPE", "LOC", "FAC", "NORP")
    same = [m for m in alike if (m.label in places) == (label in places)] or alike
    for mention in sorted(
        same, key=lambda m: (label == "ORG" and m.span.end < end - 1, m.span.start)
    ):
        return replace(mention, label=mention.label if mention.label == "NORP" else label)
    passage = article.passages[0]
    while start < end - 1 and passage.doc[start].lower_ in ("the", "a", "an"):
        start += 1
    while start < end - 1 and passage.doc[end - 1].lower_ in ("'s", "’s", "'", ",", "."):
        end -= 1
    return Mention(article, passage, passage.doc[start:end], label)


def meantime_label(tag: str, type_: str | None) -> str | None:
    """MEANTIME's entity types; the chain's type decides."""
    kinds = {"PER": "PERSON", "ORG": "ORG", "LOC": "GPE"}
    kinds |= {"PERSON": "PERSON", "ORGANIZATION": "ORG", "LOCATION": "GPE"}
    return kinds.get((type_ or "").upper()) if tag == "ENTITY_MENTION" else None


def ecb_label(tag: str, type_: str | None) -> str | None:
    """ECB+'s mention tags for persons, organisations and places."""
    kinds = {"HUMAN_PART_PER": "PERSON", "HUMAN_PART_ORG": "ORG", "HUMAN_PART_GPE": "GPE"}
    return (kinds | {"LOC_GEO": "GPE", "LOC_FAC": "FAC"}).get(tag)


def meantime(folder: Path, nlp: Language, *, errors: bool) -> None:
    """Score MEANTIME: a topic is a story."""
    topics = sorted(p for p in folder.iterdir() if p.is_dir())
    chains([(t.name, sorted(t.glob("*.xml"))) for t in topics], nlp, meantime_label, errors=errors)


def ecb(folder: Path, nlp: Language, *, errors: bool) -> None:
    """Score ECB+: the files of one seminal event are a story."""
    stories = []
    for topic in sorted(p for p in folder.iterdir() if p.is_dir()):
        for part in ("ecb", "ecbplus"):
            files = sorted(topic.glob(f"*[0-9]{part}.xml"))
            stories.append((f"{topic.name}{part}", files))
    chains(stories, nlp, ecb_label, errors=errors)


def main() -> None:
    """Parse the command line and print one table."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    parser.add_argument("data", choices=("seeds", "meantime", "ecb"))
    parser.add_argument("paths", nargs="+", type=Path)
    parser.add_argument("--model", help="a spaCy pipeline's path or package")
    parser.add_argument("--errors", action="store_true", help="list split and mixed entities")
    args = parser.parse_args()
    nlp = load(args.model)
    if args.data == "seeds":
        seeds(*args.paths, nlp, errors=args.errors)
        return
    folder = args.paths[0]
    if not any(folder.glob("*/*.xml")):
        sys.exit(f"{folder}: no folders of XML files; give the one that holds the topics' folders")
    {"meantime": meantime, "ecb": ecb}[args.data](folder, nlp, errors=args.errors)


if __name__ == "__main__":
    main()
