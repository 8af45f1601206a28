"""Turn the corpora into spaCy's training files: syntax-train.spacy, one ner-{name}.spacy for each
entity corpus, and what models are chosen by and what is held out in the formats it came in.

Documents are cut at random into passages of one to a dozen sentences, several times over, so that
the parser learns where sentences end; paragraphs are joined by blank lines or spaces. Each copy is
varied in its quotation marks, dashes and casing (see `vary`), since news text is set in “curly”
marks and treebanks mostly are not; and some places are given other places' names (see `rename`),
since small corpora know few. GUM's trees carry its entities, too.
"""

import argparse
import random
from collections import defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path

import yaml
from entities import (
    BREAK,
    Labelled,
    read_annotated,
    read_columns,
    read_ecbplus,
    read_gum,
    read_meantime,
    read_uner,
)
from schemes import OPEN, OUTSIDE, known_places, spans
from spacy.tokens import Doc, DocBin
from spacy.vocab import Vocab
from tqdm import tqdm
from treebank import Sentence, Word, documents, gum_split

Row = tuple[str, bool, dict]


def main() -> None:
    """Write every training and test file named in the module's description."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("corpora", type=Path, help="folder holding treebank/ and ner/")
    parser.add_argument("out", type=Path)
    parser.add_argument("--params", type=Path, default=Path("params.yaml"))
    options = parser.parse_args()
    params = yaml.safe_load(options.params.read_text(encoding="utf8"))
    options.out.mkdir(parents=True, exist_ok=True)
    write_syntax(options.corpora / "treebank", options.out, params["corpora_stage"])
    write_entities(options.corpora, options.out, params["corpora_stage"])


def write_syntax(treebank: Path, out: Path, params: dict) -> None:
    """Write the treebanks' training parts, and copies of the dev parts to choose models by."""
    rng = random.Random(params["seed"])
    gum = treebank / "gum"
    train = [
        *((document, None) for document in documents([treebank / "en_ewt-ud-train.conllu"])),
        *zip(documents(gum_split(gum, "train")), read_gum(gum_split(gum, "train")), strict=True),
    ]
    docs = []
    for copy in range(params["copies"]):
        for document, names in tqdm(train, desc=f"syntax {copy}"):
            docs.extend(syntax_docs(document, names, rng, plain=copy == 0))
    rng.shuffle(docs)
    save(docs, out / "syntax-train.spacy")
    dev = {"ewt": [treebank / "en_ewt-ud-dev.conllu"], "gum": gum_split(gum, "dev")}
    for name, paths in dev.items():
        text = "".join(path.read_text(encoding="utf8") for path in paths)
        (out / f"dev-{name}.conllu").write_text(text, encoding="utf8")


def syntax_docs(
    document: list[Sentence], names: list[Labelled] | None, rng: random.Random, *, plain: bool
) -> Iterator[Doc]:
    """Yield a document's passages as Docs, with its entities where given; a plain copy is not
    varied.
    """
    labels = [some for _, _, some in names] if names else [[OPEN] * len(s.words) for s in document]
    for passage in passages(list(zip(document, labels, strict=True)), rng):
        rows: list[Row] = []
        join = rng.choice(["\n\n", "\n\n", "\n", " "])
        for number, (sentence, some) in enumerate(passage):
            if number and (sentence.new_par or sentence.new_doc) and join != " ":
                rows.append(_break(join, rows))
            rows.extend(_sentence_rows(sentence.words, some, offset=len(rows)))
        if not plain:
            rows = vary(rows, rng)
        yield _syntax_doc(rows)


def passages(sentences: list, rng: random.Random) -> Iterator[list]:
    """Cut a document into passages of one to a dozen sentences, mostly several."""
    start = 0
    while start < len(sentences):
        size = rng.choice([1, 2, 4, 6, 8, 10, 12])
        yield sentences[start : start + size]
        start += size


def _sentence_rows(words: list[Word], entities: list[str], offset: int) -> list[Row]:
    return [
        (
            w.text,
            w.space,
            {
                "tag": w.tag,
                "pos": w.pos,
                "morph": w.morph,
                "lemma": w.lemma,
                "dep": w.dep,
                "head": w.head + offset,
                "start": index == 0,
                "ent": entities[index],
            },
        )
        for index, w in enumerate(words)
    ]


def _break(text: str, rows: list[Row]) -> Row:
    """Make the token that spaCy's tokenizer makes of a paragraph's end; it hangs on the token
    before it.
    """
    last, _, values = rows[-1]
    rows[-1] = (last, False, values)
    return (
        text,
        False,
        {
            "tag": "_SP",
            "pos": "SPACE",
            "morph": "",
            "lemma": text,
            "dep": "dep",
            "head": len(rows) - 1,
            "start": False,
            "ent": OPEN,
        },
    )


def _syntax_doc(rows: list[Row]) -> Doc:
    values = [row[2] for row in rows]
    return Doc(
        VOCAB,
        words=[row[0] for row in rows],
        spaces=[row[1] for row in rows],
        tags=[v["tag"] for v in values],
        pos=[v["pos"] for v in values],
        morphs=[v["morph"] for v in values],
        lemmas=[v["lemma"] for v in values],
        heads=[v["head"] for v in values],
        deps=[v["dep"] for v in values],
        ents=_marks(rows),
    )


def _marks(rows: list[Row]) -> list[str | None] | None:
    """Return the rows' entity labels as Doc takes them: None for what is open, or for them all."""
    labels = [row[2]["ent"] for row in rows]
    return [None if x == OPEN else x for x in labels] if set(labels) != {OPEN} else None


_STRAIGHT = {"“": '"', "”": '"', "``": '"', "''": '"', "‘": "'", "’": "'"}


def vary(rows: list[Row], rng: random.Random) -> list[Row]:
    """Vary a passage's marks (straight, curly), dashes and, seldom, its casing; other columns stay
    as they are.
    """
    marks = rng.choice(["as is", "curly", "curly", "straight"])
    if marks != "as is":
        rows = _quote_marks(rows, curly=marks == "curly")
    dash = rng.choice([None, None, "—", "–", "--"])
    if dash:
        rows = [((dash if row[0] in ("--", "—", "–") else row[0]), *row[1:]) for row in rows]
    casing = rng.random()
    if casing < 0.02:
        rows = [(row[0].lower(), *row[1:]) for row in rows]
    elif casing < 0.04:
        rows = [(row[0].upper(), *row[1:]) for row in rows]
    elif casing < 0.09:
        rows = headline(rows)
    return rows


_SMALL = frozenset(
    ["a", "an", "and", "as", "at", "by", "for", "from", "in", "of", "on", "or", "the", "to", "with"]
)


def headline(rows: list[Row]) -> list[Row]:
    """Capitalise all but the smallest words, as headlines do."""
    return [
        (row[0] if row[0] in _SMALL else row[0][:1].upper() + row[0][1:], *row[1:]) for row in rows
    ]


Pools = dict[tuple[str, int], list[list[str]]]


def name_pools(documents: Iterable[list[Labelled]]) -> Pools:
    """Collect the persons' and organisations' names of some documents, by label and length."""
    found: dict[tuple[str, int], set[tuple[str, ...]]] = defaultdict(set)
    for document in documents:
        for words, _, labels in document:
            for start, end, kind in spans(labels):
                if kind in ("PERSON", "ORG"):
                    found[kind, end - start].add(tuple(words[start:end]))
    return {key: [list(name) for name in sorted(names)] for key, names in sorted(found.items())}


def rename(rows: list[Row], rng: random.Random, pools: Pools) -> list[Row]:
    """Give about a third of the places another place's name, and of the persons and organisations
    that of another of as many words: small corpora know few, and say them again and again.
    """
    out: list[Row] = []
    done = 0
    for start, end, kind in spans([row[2]["ent"] for row in rows]):
        words = _another(kind, [row[0] for row in rows[start:end]], rng, pools)
        if words and rng.random() < 0.35:
            labels = [f"B-{kind}"] + [f"I-{kind}"] * (len(words) - 1)
            spaces = [True] * (len(words) - 1) + [rows[end - 1][1]]
            out += rows[done:start]
            out += [
                (word, space, {"ent": label})
                for word, space, label in zip(words, spaces, labels, strict=True)
            ]
            done = end
    return out + rows[done:]


def _another(kind: str, words: list[str], rng: random.Random, pools: Pools) -> list[str]:
    """Another name of a kind; none for a place whose name is no plain words."""
    if kind == "GPE" and all(word.isalpha() for word in words):
        return rng.choice(known_places()).split()
    pool = pools.get((kind, len(words)))
    return rng.choice(pool) if pool else []


def _quote_marks(rows: list[Row], *, curly: bool) -> list[Row]:
    out, is_open = [], False
    for word, space, values in rows:
        tag = values.get("tag", "")
        if curly and (word in ('"', "''", "``") or (tag in ("``", "''") and word in ("'", '"'))):
            opening = tag == "``" if tag in ("``", "''") else (word == "``" or not is_open)
            is_open = opening
            single = word == "'"
            word = ("‘" if single else "“") if opening else ("’" if single else "”")
        elif curly:
            word = word.replace("'", "’")
        else:
            word = _STRAIGHT.get(word, word.replace("’", "'").replace("‘", "'"))
        out.append((word, space, values))
    return out


def write_entities(corpora: Path, out: Path, params: dict) -> None:
    """Write the entity corpora: all but what is held out goes into training."""
    rng = random.Random(params["seed"])
    splits = entity_splits(corpora)
    pools = name_pools(document for some in splits["train"].values() for document in some)
    for name, parts in splits["train"].items():
        docs = []
        for copy in range(params["entity_copies"][name]):
            docs.extend(entity_docs(parts, rng, pools, plain=copy == 0))
        rng.shuffle(docs)
        save(docs, out / f"ner-{name}.spacy")
    for name, parts in splits["dev"].items():
        write_columns(parts, out / f"dev-{name}.conll")
    for name, parts in splits["test"].items():
        write_columns(parts, out / f"heldout-{name}.conll")


def entity_splits(corpora: Path) -> dict[str, dict[str, list[list[Labelled]]]]:
    """Read the entity corpora; hold out EWT test, GUM's test documents, a fifth of wikigold, a
    sixth of the events of the annotated news and all of MEANTIME, and for choosing between models
    a little of what is not held out.
    """
    treebank, ner = corpora / "treebank", corpora / "ner"
    wikigold = list(read_columns(ner / "wikigold/CONLL-format/data/wikigold.conll.txt"))
    tweets = [
        without_handles(d)
        for p in sorted((ner / "btc/CONLL-format/data").glob("*.conll"))
        for d in read_columns(p)
    ]
    wnut = [
        d for p in sorted((ner / "wnut17/CONLL-format/data").glob("*/*")) for d in read_columns(p)
    ]
    gum_dev = gum_split(treebank / "gum", "dev")
    gum = gum_split(treebank / "gum", "train") + gum_dev
    ewt = list(read_uner(ner / "uner_ewt/en_ewt-ud-dev.iob2", treebank / "en_ewt-ud-dev.conllu"))
    annotated = split_annotated(read_annotated(corpora))
    return {
        "train": {
            "wikigold": [d for n, d in enumerate(wikigold) if n % 5 and n % 15 != 1],
            "btc": tweets,
            "wnut": wnut,
            "gum": list(read_gum([path for path in gum if path not in news(gum_dev)])),
            "gumdev": list(read_gum([path for path in gum_dev if path not in news(gum_dev)])),
            "ewt": [d for n, d in enumerate(ewt) if n % 8],
            "ecb": list(read_ecbplus(corpora / "alignment/ecbplus")),
            "news": annotated["train"],
        },
        "dev": {
            "wikigold": wikigold[1::15],
            "gumnews": list(read_gum(news(gum_dev))),
            "ewt": ewt[::8],
            "news": annotated["dev"],
        },
        "test": {
            "wikigold": wikigold[::5],
            "gumnews": list(read_gum(news(gum_split(treebank / "gum", "test")))),
            "gum": list(read_gum(gum_split(treebank / "gum", "test"))),
            "ewt": list(
                read_uner(ner / "uner_ewt/en_ewt-ud-test.iob2", treebank / "en_ewt-ud-test.conllu")
            ),
            "meantime": list(read_meantime(corpora / "meantime/intra_doc")),
            "news": annotated["test"],
        },
    }


def split_of(number: int) -> str:
    """Which part the news event of this number, in the order of their names, belongs to."""
    return "test" if number % 6 == 4 else "dev" if number % 12 == 7 else "train"


def split_annotated(
    documents: dict[tuple[str, str], list[list[Labelled]]],
) -> dict[str, list[list[Labelled]]]:
    """Divide the annotated texts: the news by events, so that no story is in two parts; the other
    corpora are for training only.
    """
    parts: dict[str, list[list[Labelled]]] = {"train": [], "dev": [], "test": []}
    events = sorted(event for corpus, event in documents if corpus == "news")
    for (corpus, event), some in sorted(documents.items()):
        parts[split_of(events.index(event)) if corpus == "news" else "train"] += some
    return parts


def news(paths: list[Path]) -> list[Path]:
    """Keep GUM's news and interviews."""
    return [path for path in paths if path.stem.split("_")[1] in ("news", "interview")]


def without_handles(document: list[Labelled]) -> list[Labelled]:
    """Leave out tweets whose "@handle" is marked as a person: news has none, and they would be
    most persons.
    """
    return [
        (words, spaces, labels)
        for words, spaces, labels in document
        if not any(
            w.startswith("@") and label != OUTSIDE for w, label in zip(words, labels, strict=True)
        )
    ]


def entity_docs(
    parts: Iterable[list[Labelled]], rng: random.Random, pools: Pools, *, plain: bool
) -> Iterator[Doc]:
    """Yield the documents' passages as Docs with entities; what is open stays unlabelled."""
    for document in parts:
        for passage in passages(document, rng):
            rows: list[Row] = []
            for words, spaces, labels in passage:
                rows.extend(
                    (w, s, {"ent": lab}) for w, s, lab in zip(words, spaces, labels, strict=True)
                )
            if not plain:
                rows = vary(rename(rows, rng, pools), rng)
            marks = _marks(rows)
            yield Doc(VOCAB, words=[r[0] for r in rows], spaces=[r[1] for r in rows], ents=marks)


def write_columns(parts: Iterable[list[Labelled]], path: Path) -> None:
    """Write sentences as "word label" lines, for benchmarks/language.py; open labels become O."""
    blocks = [
        "\n".join(
            f"{w} {OUTSIDE if lab == OPEN else lab}"
            for w, lab in zip(words, labels, strict=True)
            if w != BREAK
        )
        for document in parts
        for words, _, labels in document
    ]
    path.write_text("\n\n".join(blocks) + "\n", encoding="utf8")


def save(docs: Iterable[Doc], path: Path) -> None:
    """Write Docs to one DocBin file."""
    DocBin(docs=docs, store_user_data=False).to_disk(path)


VOCAB = Vocab()

if __name__ == "__main__":
    main()
