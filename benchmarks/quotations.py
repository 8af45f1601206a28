"""Score quotations and their speakers against a hand-made list.

GOLD is JSON lines with `doc` (the beginning of the file's name), `quote`, `speaker` (a name,
several with "; " between them, or null) and optionally `cue`. RAW_FOLDER holds the texts, one
paragraph per line. A quotation is found if its words are (letters and digits compared); its speaker
is right if the words that the program gives, or what they refer to, hold a token of the name, or
are one of the name's aliases, where a file of `entity`, `aliases_by_doc` (and so on) is given.
"""

import argparse
import json
import re
from collections import defaultdict
from pathlib import Path

from spacy.language import Language

from crosscheck.language.article import Passage
from crosscheck.language.pipeline import load_pipeline
from crosscheck.language.quotations.finding import Quotation, quotations

_TITLE_LENGTH = 140


def main() -> None:
    """Print what was missed and what was mistaken, and the scores."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("gold", type=Path)
    parser.add_argument("raw_folder", type=Path)
    parser.add_argument("--entities", type=Path, help="names with their aliases and descriptions")
    parser.add_argument("--model", default="models/en_crosscheck")
    options = parser.parse_args()
    nlp = load_pipeline(options.model)
    aliases = read_aliases(options.entities) if options.entities else {}
    gold = [json.loads(line) for line in options.gold.read_text("utf-8").splitlines() if line]
    by_doc = defaultdict(list)
    for row in gold:
        by_doc[row["doc"]].append(row)
    found = right = extra = cues = with_cue = 0
    for doc, rows in sorted(by_doc.items()):
        path = next(options.raw_folder.glob(f"{doc}*"))
        raw = path.read_bytes().decode("utf-8")
        matched, unmatched = match(rows, list(quotations(passages(nlp, raw))), raw)
        extra += len(unmatched)
        for quotation in unmatched:
            print(f"{doc} extra    {raw[quotation.start : quotation.end][:70]!r}")
        for row, quotation in matched:
            if quotation is None:
                print(f"{doc} missed   {row['quote'][:70]!r}")
                continue
            found += 1
            said = spoken(quotation, raw)
            with_cue += row.get("cue") is not None
            cues += row.get("cue") is not None and same_cue(row["cue"], quotation.cue)
            if same_speaker(row["speaker"], said, aliases):
                right += 1
            else:
                words = f"{row['quote'][:50]!r}: {row['speaker']} ≠ {said} ({quotation.cue})"
                print(f"{doc} speaker  {words}")
    print(f"found {found}/{len(gold)}  extra {extra}")
    print(f"speaker {right}/{found} = {right / max(found, 1):.3f}  cue {cues}/{with_cue}")


def passages(nlp: Language, raw: str) -> list[Passage]:
    """One paragraph per line that is not empty."""
    found: list[Passage] = []
    for line in re.finditer(r"\S[^\r\n]*", raw):
        text = line.group().rstrip()
        kind = "title" if not found and len(text) < _TITLE_LENGTH else "paragraph"
        found.append(Passage(str(len(found)), kind, line.start(), nlp(text)))
    return found


def read_aliases(path: Path) -> dict[str, set[str]]:
    """Entity → every way in which the texts name or describe it, in lower case."""
    aliases: dict[str, set[str]] = {}
    for line in path.read_text("utf-8").splitlines():
        row = json.loads(line)
        named = aliases.setdefault(row["entity"], set())
        for key in ("aliases_by_doc", "descriptions_by_doc", "metonyms_by_doc"):
            for names in row.get(key, {}).values():
                named.update(name.lower() for name in names)
    return aliases


def match(
    rows: list[dict], found: list[Quotation], raw: str
) -> tuple[list[tuple[dict, Quotation | None]], list[Quotation]]:
    """Pair hand-made rows with quotations of the same words, each once and in order."""
    left = list(found)
    pairs: list[tuple[dict, Quotation | None]] = []
    for row in rows:
        same = (q for q in left if plain(raw[q.start : q.end]) == plain(row["quote"]))
        quotation = next(same, None)
        if quotation is not None:
            left.remove(quotation)
        pairs.append((row, quotation))
    return pairs, left


def plain(text: str) -> str:
    """Letters and digits in lower case."""
    return re.sub(r"[\W_]+", "", text.lower())


def spoken(quotation: Quotation, raw: str) -> list[str]:
    """The speaker's words and those that they refer to."""
    if quotation.speaker is None:
        return []
    return [raw[place.start : place.end] for place in (quotation.speaker, *quotation.antecedents)]


def same_speaker(gold: str | None, said: list[str], aliases: dict[str, set[str]]) -> bool:
    """Is every speaker of the gold named, and nobody where there is none?"""
    if gold is None:
        return not said
    return all(any(names(text, name, aliases) for text in said) for name in gold.split("; "))


def names(text: str, name: str, aliases: dict[str, set[str]]) -> bool:
    """Do these words name this person, country or body?"""
    words = set(re.findall(r"\w+", text.lower()))
    return bool(words & set(re.findall(r"\w+", name.lower()))) or text.lower() in aliases.get(
        name, set()
    )


def same_cue(gold: str, cue: str | None) -> bool:
    """Is this the lemma of that form (said → say), by the letters they share?"""
    if cue is None:
        return False
    irregular = {"said": "say", "saying": "say", "told": "tell", "wrote": "write", "spoke": "speak"}
    first = gold if gold == "according to" else gold.split()[0]
    return irregular.get(first, first)[:4] == cue[:4] or cue.startswith(first[:4])


if __name__ == "__main__":
    main()
