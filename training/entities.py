"""Read the entity corpora into sentences of words with our labels, in plain CoNLL columns or their
own formats."""

import calendar
import json
import re
import xml.etree.ElementTree as ElementTree
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

import spacy
from correspondences import digest, document_text
from schemes import OPEN, OUTSIDE, our_label, to_ours, words_of
from spacing import spacing
from spacy.tokens import Doc
from tokenizer import adapt_tokenizer
from treebank import Sentence, Word, documents, read_conllu

Labelled = tuple[list[str], list[bool], list[str]]
_TITLES = words_of("titles")
_DATES = {*calendar.day_name, *calendar.month_name}
_JOINERS = {
    "of",
    "and",
    "the",
    "for",
    "&",
    "-",
    "de",
    "la",
    "al",
    "el",
    "del",
    "von",
    "van",
    "bin",
    "'s",
}


def read_columns(path: Path) -> Iterator[list[Labelled]]:
    """Yield documents of a file of "word … label" lines, blank lines between sentences, -DOCSTART-
    between texts.
    """
    document: list[Labelled] = []
    for block in re.split(r"\n\s*\n", path.read_text(encoding="utf8")):
        rows = [
            re.split(r"[ \t]+", line)
            for line in block.split("\n")
            if line.strip() and not line.startswith("# ")
        ]
        if not rows:
            continue
        if rows[0][0] == "-DOCSTART-":
            if document:
                yield document
            document = []
            continue
        words = [row[0] for row in rows if row[0]]
        labels = [row[-1] for row in rows if row[0]]
        document.append((words, spacing(words), to_ours(words, labels)))
    if document:
        yield document


def read_uner(iob: Path, treebank: Path) -> Iterator[list[Labelled]]:
    """Yield Universal NER's documents over EWT, with the spacing of the treebank's sentences of
    the same id.
    """
    spaces = {s.sent_id: s for s in read_conllu(treebank)}
    document: list[Labelled] = []
    for block in iob.read_text(encoding="utf8").strip().split("\n\n"):
        lines = block.split("\n")
        rows = [
            line.split("\t") for line in lines if not line.startswith("#") and line[0].isdigit()
        ]
        sent_id = next(line.split("= ")[1] for line in lines if line.startswith("# sent_id"))
        words = [row[1] for row in rows if row[0].isdigit()]
        labels = [row[2] for row in rows if row[0].isdigit()]
        if any(line.startswith("# newdoc") for line in lines) and document:
            yield document
            document = []
        source = spaces.get(sent_id)
        same = source is not None and [w.text for w in source.words] == words
        gaps = [w.space for w in source.words] if same else spacing(words)
        document.append((words, gaps, to_ours(words, labels)))
    yield document


_ECB_KINDS = {
    "HUMAN_PART_PER": "PER",
    "HUMAN_PART_ORG": "ORG",
    "HUMAN_PART_GPE": "LOC",
    "LOC_GEO": "LOC",
    "LOC_FAC": "LOC",
}


def read_ecbplus(folder: Path) -> Iterator[list[Labelled]]:
    """Yield ECB+'s documents (Cybulska & Vossen 2014), of each only the sentences with mentions.

    It marks who takes part in some events, named or not. A mention of capitalised words counts as
    a name, a lower-case word as none; all else is left open, as are headlines.
    """
    for path in sorted(folder.rglob("*.xml")):
        tokens, mentions = _naf(ElementTree.parse(path).getroot())
        document = []
        for number, words in tokens.items():
            labels = [OPEN if w != w.lower() else OUTSIDE for w in words]
            if not mentions[number] or _is_headline(words):
                continue
            for start, end, kind in mentions[number]:
                some = words[start:end]
                if kind in _ECB_KINDS and _is_name(some, start):
                    labels[start:end] = ["B-" + _ECB_KINDS[kind]] + ["I-" + _ECB_KINDS[kind]] * (
                        end - start - 1
                    )
            document.append((words, spacing(words), to_ours(words, labels)))
        if document:
            yield document


def _is_headline(words: list[str]) -> bool:
    capitals = [w[0].isupper() for w in words if w.isalpha()]
    return sum(capitals) > len(capitals) / 2


def _is_name(words: list[str], start: int) -> bool:
    """Tell whether a mention is a name; one capitalised word that begins a sentence may be any."""
    capitals = all(w[:1].isupper() or w in _JOINERS for w in words)
    is_role = any(w.lower() in _TITLES for w in words) or words[0] == "The"
    return capitals and not is_role and (start > 0 or len(words) > 1)


def read_meantime(folder: Path) -> Iterator[list[Labelled]]:
    """Yield MEANTIME's documents (Minard et al. 2016): the sentences that were annotated, with
    the names of persons, organisations and places.
    """
    for path in sorted(folder.rglob("*.xml")):
        root = ElementTree.parse(path).getroot()
        tokens, mentions = _naf(root)
        kinds = {e.get("m_id"): e.get("ent_type") for e in root.iter("ENTITY")}
        kind_of = {
            source.get("m_id"): kinds.get(link.find("target").get("m_id"))
            for link in root.iter("REFERS_TO")
            for source in link.findall("source")
        }
        named = {
            mention.get("m_id")
            for mention in root.iter("ENTITY_MENTION")
            if "NAM" in (mention.get("syntactic_type") or "")
        }
        document = []
        for number, words in tokens.items():
            if not mentions[number]:
                continue
            labels = [OUTSIDE] * len(words)
            for start, end, m_id in mentions[number]:
                kind = kind_of.get(m_id) or "?"
                if m_id in named and kind in ("PER", "ORG", "LOC"):
                    labels[start:end] = [f"B-{kind}"] + [f"I-{kind}"] * (end - start - 1)
            document.append((words, spacing(words), to_ours(words, labels)))
        yield document


def _naf(root) -> tuple[dict[str, list[str]], dict[str, list[tuple[int, int, str]]]]:
    """Read a CAT file: each sentence's words, and its mentions as (start, end, kind), outer ones
    first; the kind is the element's name, or the mention's id where that says nothing.
    """
    tokens: dict[str, list[str]] = defaultdict(list)
    place = {}
    for token in root.findall("token"):
        words = tokens[token.get("sentence")]
        place[token.get("t_id")] = token.get("sentence"), len(words)
        words.append(token.text or "-")
    mentions: dict[str, list[tuple[int, int, str]]] = defaultdict(list)
    for element in root.find("Markables"):
        places = [place[a.get("t_id")] for a in element.findall("token_anchor")]
        indices = [index for _, index in places]
        if places and indices == list(range(indices[0], indices[-1] + 1)):
            kind = element.get("m_id") if element.tag == "ENTITY_MENTION" else element.tag
            mentions[places[0][0]].append((indices[0], indices[-1] + 1, kind))
    for some in mentions.values():
        some.sort(key=lambda mention: mention[0] - mention[1])
    return tokens, mentions


BREAK = "\n\n"
_ANNOTATED = Path(__file__).with_name("entities.jsonl")


def read_annotated(
    corpora: Path, annotated: Path = _ANNOTATED
) -> dict[tuple[str, str], list[list[Labelled]]]:
    """Read the texts whose names were annotated for this project: (corpus, event) → documents.

    `annotated` holds no text: a document is known by its digest (see correspondences.py), its names
    by characters. Each paragraph is a sentence here; all but the last of a document end in a break.

    Raises:
        LookupError: If an annotated document is not among the corpora.
    """
    found: dict[tuple[str, str], list[list[Labelled]]] = defaultdict(list)
    texts = {digest(text): (group, text) for group, text in _annotated_texts(corpora)}
    nlp = spacy.blank("en")
    adapt_tokenizer(nlp)
    for line in annotated.read_text(encoding="utf8").splitlines():
        known = json.loads(line)
        if known["document"] not in texts:
            raise LookupError(f"{corpora}: no document has the text of {known['document']}")
        group, text = texts[known["document"]]
        found[group].append(_paragraphs(nlp.make_doc(text), known["entities"]))
    return dict(sorted(found.items()))


def _annotated_texts(corpora: Path) -> Iterator[tuple[tuple[str, str], str]]:
    """The texts of news_cluster, of PolNeAR's training part, and of web pages, each whole."""
    articles = corpora / "stories/news_cluster/articles.jsonl"
    for line in articles.read_text(encoding="utf8").splitlines():
        article = json.loads(line)
        yield ("news", str(article["event"])), document_text(article)
    for path in sorted((corpora / "quotes/polnear/train/text").iterdir()):
        yield ("polnear", ""), path.read_text(encoding="utf8", errors="replace")
    for path in sorted((corpora / "cleaning").glob("*/GoldStandard/*.txt")):
        yield ("pages", ""), page_text(path)


def page_text(path: Path) -> str:
    """The wanted text of a web page, in whichever encoding it was saved, with Unix line ends."""
    try:
        text = path.read_bytes().decode("utf8")
    except UnicodeDecodeError:
        text = path.read_bytes().decode("cp1252", errors="ignore")
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _paragraphs(doc: Doc, entities: list[tuple[int, int, str]]) -> list[Labelled]:
    """Label a text's tokens by spans of characters, and cut it at line ends."""
    labels = [OUTSIDE] * len(doc)
    for start, end, label in entities:
        span = doc.char_span(start, end, alignment_mode="expand")
        labels[span.start : span.end] = [f"B-{label}"] + [f"I-{label}"] * (len(span) - 1)
    found: list[Labelled] = [([], [], [])]
    for token, label in zip(doc, labels, strict=True):
        words, spaces, marks = found[-1]
        if not token.is_space:
            words.append(token.text)
            spaces.append(bool(token.whitespace_))
            marks.append(label)
        elif "\n" in token.text and words and label == OUTSIDE:  # no name is cut
            words.append(BREAK)
            spaces.append(False)
            marks.append(OPEN)
            found.append(([], [], []))
    return [sentence for sentence in found if sentence[0]]


def read_gum(paths: list[Path]) -> Iterator[list[Labelled]]:
    """Yield GUM's documents with the entities whose head is a proper noun, cut down to the name
    itself.
    """
    for document in documents(paths):
        yield [_gum_sentence(s) for s in _with_mentions(document)]


def _with_mentions(
    document: list[Sentence],
) -> Iterator[tuple[Sentence, list[tuple[int, int, str, int]]]]:
    """Read the bracketed `Entity=` column; a mention is (start, end, type, head index) within its
    sentence.
    """
    for sentence in document:
        stack: list[tuple[str, int, str, int]] = []
        mentions = []
        for index, word in enumerate(sentence.words):
            value = next((f[7:] for f in word.misc.split("|") if f.startswith("Entity=")), "")
            for opening, one, closing in re.findall(r"\(([^()]+)(\))?|([^()]+)\)", value):
                if opening:
                    parts = opening.split("-")
                    head = (
                        int(re.match(r"\d+", parts[5]).group())
                        if len(parts) > 5 and parts[5][:1].isdigit()
                        else 1
                    )
                    stack.append(
                        (parts[0], index, parts[1] if len(parts) > 1 else "", index + head - 1)
                    )
                name = opening.split("-")[0] if one else closing
                if name:
                    found = next(
                        (i for i in range(len(stack) - 1, -1, -1) if stack[i][0] == name), None
                    )
                    if found is not None:
                        _, start, kind, head_index = stack.pop(found)
                        mentions.append((start, index + 1, kind, head_index))
        yield sentence, mentions


def _gum_sentence(pair: tuple[Sentence, list[tuple[int, int, str, int]]]) -> Labelled:
    sentence, mentions = pair
    words = [w.text for w in sentence.words]
    labels = [OUTSIDE] * len(words)
    names = []
    for start, end, kind, _ in mentions:
        trimmed = _name_in(sentence.words, start, end, kind)
        if trimmed:
            names.append((*trimmed, kind))
    for start, end, kind in sorted(set(names), key=lambda n: (n[0] - n[1], n)):
        if all(label == OUTSIDE for label in labels[start:end]):
            ours = _gum_label(kind, words[start:end])
            for i in range(start, end):
                labels[i] = OPEN if ours == OPEN else ("B-" if i == start else "I-") + ours
    for i, word in enumerate(sentence.words):
        if labels[i] in (OUTSIDE, OPEN) and our_label("?", [word.text]) == "NORP":
            labels[i] = "B-NORP"
        elif labels[i] == OUTSIDE and word.pos == "PROPN" and word.text not in _DATES:
            labels[i] = OPEN
    return words, [w.space for w in sentence.words], labels


def _gum_label(kind: str, words: list[str]) -> str:
    if kind == "object" and len(words) <= 4:
        return our_label("PRO", words)
    return our_label(kind, words)


def _name_in(words: list[Word], start: int, end: int, kind: str) -> tuple[int, int] | None:
    """Find the name in a mention: at its head if that is a proper noun, else in apposition to it.

    Of a person's title and name ("Mayor Ann Lee") only the name is kept.
    """
    inside = range(start, end)
    head = next((i for i in inside if words[i].head not in inside or words[i].head == i), start)
    flats = [i for i in inside if i > head and words[i].head == head and words[i].dep == "flat"]
    if kind == "person" and flats and (_is_title(words[head]) or _is_modified(words, start, head)):
        return flats[0], flats[-1] + 1
    if words[head].pos != "PROPN":
        named = [i for i in inside if words[i].head == head and words[i].dep in ("appos", "flat")]
        head = next((i for i in named if words[i].pos == "PROPN"), -1)
        if head < 0:
            return None
    left, right = head, head + 1
    while left > start and _belongs(words, left - 1):
        left -= 1
    while right < end and _belongs(words, right):
        right += 1
    while right - 1 > head and not _capital(words[right - 1]) and words[right - 1].pos != "NUM":
        right -= 1
    while left < head and (not _capital(words[left]) or _is_title(words[left])):
        left += 1
    is_title = kind == "person" and _is_title(words[right - 1])
    return (left, right) if _capital(words[left]) and not is_title else None


def _is_modified(words: list[Word], start: int, head: int) -> bool:
    """Tell whether a head has a modifier before it, as a title has ("Senate Speaker Ann Lee")."""
    return any(w.head == head and w.dep in ("compound", "amod") for w in words[start:head])


def _is_title(word: Word) -> bool:
    return word.text.lower() in _TITLES


def _capital(word: Word) -> bool:
    return word.text[:1].isupper() or word.text[:1].isdigit()


def _belongs(words: list[Word], index: int) -> bool:
    word = words[index]
    if word.pos == "PROPN" or word.text.lower() in _JOINERS:
        return True
    return (
        _capital(word)
        and word.pos in ("NOUN", "ADJ", "NUM", "VERB")
        and word.text != word.text.upper()
    )
