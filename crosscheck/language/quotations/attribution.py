"""Attributions: who says, thinks or wants what, in quoted, indirect and mixed speech.

Every word that may report something (a cue: "said", "fears", "according to", "reportedly") is
judged by a logistic model over its lemma and its syntax; then each phrase that depends on it, and
each that it depends on, is judged to be its source, its content or neither (Pareti 2015; Newell et
al. 2018). The weights are those of a linear model, readable as they stand. Quotations bring their
own speakers.
"""

import json
import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from importlib.resources import files
from itertools import chain, takewhile
from typing import NamedTuple

from spacy.tokens import Doc, Token

from crosscheck.language.article import Passage
from crosscheck.language.quotations.cues import certainty, lexicon
from crosscheck.language.quotations.finding import Place, Quotation
from crosscheck.language.quotations.speech import phrase_around, phrase_left_of

CUE_THRESHOLD = 0.5


class Attribution(NamedTuple):
    """What somebody is said to say, think or want.

    Attributes:
        cue: The word that reports it, or None for a quotation whose frame names only the speaker.
        lemma: The cue's lemma ("according to" for that phrase).
        certainty: said, confirmed, claimed, believed, feared, hoped, denied, asked, judged, other.
        source: Who is reported; None if nobody is named ("it is believed").
        content: What is reported, as one or more stretches in text order.
        kind: direct, mixed (partly quoted) or indirect.
        confidence: How sure the model is of the cue, from 0 to 1; 1 for quotations.
    """

    cue: Place | None
    lemma: str | None
    certainty: str
    source: Place | None
    content: tuple[Place, ...]
    kind: str
    confidence: float


Features = list[str]
Weights = Mapping[str, Mapping[str, float]]


class Phrase(NamedTuple):
    """Tokens that may be the source or the content of a cue, and how they relate to it."""

    relation: str
    head: Token
    tokens: tuple[Token, ...]


@cache
def shipped_weights() -> Weights:
    """The weights in data/attribution.json: for cue, source and content, feature → weight."""
    text = (files("crosscheck.language.quotations") / "data/attribution.json").read_text("utf-8")
    weights: Weights = json.loads(text)["weights"]
    return weights


def attributions(
    passages: Sequence[Passage],
    quoted: Sequence[Quotation],
    *,
    weights: Weights | None = None,
    threshold: float = CUE_THRESHOLD,
) -> Iterator[Attribution]:
    """Find the attributions of one article.

    Args:
        passages: The article's kept passages, parsed, in text order.
        quoted: Its quotations.
        weights: A trained model; the shipped one by default.
        threshold: The probability from which on a word counts as a cue.

    Yields:
        Attributions passage by passage: those of direct quotations, then those by cue in text
        order. One may lie within another's content.
    """
    weights = shipped_weights() if weights is None else weights
    for number, passage in enumerate(passages):
        here = [q for q in quoted if q.passage == number]
        direct = [q for q in here if q.kind == "direct"]
        taken = {q.cue_place for q in direct if q.cue_place}
        yield from _direct(passage, number, direct)
        for token in candidates(passage.doc):
            if _inside(passage, token, direct) or _place(passage, number, [token]) in taken:
                continue
            confidence = probability(weights["cue"], cue_features(token))
            if confidence < threshold:
                continue
            found = _indirect(passage, number, token, weights, confidence)
            if found is not None:
                yield _with_quotes(found, here)


def _direct(passage: Passage, number: int, direct: Sequence[Quotation]) -> Iterator[Attribution]:
    """One attribution for each utterance of a passage."""
    for utterance in sorted({q.utterance for q in direct}):
        parts = [q for q in direct if q.utterance == utterance]
        framed = next((q for q in parts if q.cue_place or q.speaker), parts[0])
        lemma = framed.cue
        yield Attribution(
            framed.cue_place,
            lemma,
            lexicon().verbs.get(lemma or "", "said"),
            _widened(passage, number, framed.speaker, parts),
            tuple(Place(number, q.start, q.end) for q in parts),
            "direct",
            1.0,
        )


def _widened(
    passage: Passage, number: int, speaker: Place | None, parts: Sequence[Quotation]
) -> Place | None:
    """A speaker with what brackets or commas add ("Smith (Ohio), the chair, said")."""
    if speaker is None or speaker.passage != number:
        return speaker
    doc = passage.doc
    after = [t for t in doc if passage.start + t.idx >= speaker.end]
    limit = min(
        (q.start for q in parts if q.start >= speaker.end), default=passage.start + len(doc.text)
    )
    end = speaker.end
    if after and after[0].text == "(":
        closing = next((t for t in after[:8] if t.text == ")"), None)
        if closing is not None:
            end = passage.start + closing.idx + 1
            after = [t for t in after if t.i > closing.i]
    if (
        len(after) > 1
        and after[0].text == ","
        and after[1].pos_ in ("DET", "NOUN", "ADJ", "PRON", "PROPN")
    ):
        added = list(
            takewhile(lambda t: t.text not in ',.;"“”' and passage.start + t.idx < limit, after[1:])
        )
        if len(added) > 1 and (added[0].pos_ == "PRON" or not any(t.pos_ == "AUX" for t in added)):
            end = passage.start + added[-1].idx + len(added[-1])
    return speaker._replace(end=end)


def _with_quotes(found: Attribution, here: Sequence[Quotation]) -> Attribution:
    partly = any(
        part.start <= q.start and q.end <= part.end for part in found.content for q in here
    )
    return found._replace(kind="mixed") if partly else found


def _inside(passage: Passage, token: Token, quoted: Sequence[Quotation]) -> bool:
    at = passage.start + token.idx
    return any(q.start <= at < q.end for q in quoted)


def candidates(doc: Doc) -> Iterator[Token]:
    """The words that may be cues."""
    for token in doc:
        if (
            token.pos_ in ("VERB", "NOUN", "ADJ")
            or token.lower_ == "according"
            or token.text == ":"
            or (token.pos_ == "ADV" and certainty(token))
        ):
            yield token


def probability(weights: Mapping[str, float], features: Iterable[str]) -> float:
    """The logistic function of the features' weights."""
    score = weights.get("bias", 0.0) + sum(weights.get(f, 0.0) for f in features)
    return 1 / (1 + math.exp(-max(-30.0, min(30.0, score))))


def _indirect(
    passage: Passage, number: int, token: Token, weights: Weights, confidence: float
) -> Attribution | None:
    around = list(phrases(token))
    scored = [
        (
            phrase,
            {
                r: probability(weights[r], phrase_features(token, phrase))
                for r in ("source", "content")
            },
        )
        for phrase in around
    ]
    sources = [
        (s["source"], n) for n, (_, s) in enumerate(scored) if s["source"] > max(0.5, s["content"])
    ]
    source = around[max(sources)[1]] if sources else None
    reported = [p for p, s in scored if s["content"] > max(0.5, s["source"]) and p is not source]
    if not reported:
        best = max(
            ((s["content"], n) for n, (p, s) in enumerate(scored) if p is not source),
            default=(0.0, 0),
        )
        if best[0] < 0.2:
            return None
        reported = [around[best[1]]]
    named = _source_words(token, source)
    words = {t.i for t in chain.from_iterable(p.tokens for p in reported)}
    words -= {t.i for t in named} | {token.i}
    content = tuple(_place(passage, number, run) for run in runs(passage.doc, words))
    if not content:
        return None
    lemma = "according to" if token.lower_ == "according" else token.lemma_.lower()
    return Attribution(
        _place(passage, number, [token]),
        lemma,
        "said" if lemma == "according to" else certainty(token) or "other",
        _place(passage, number, named) if named else None,
        content,
        "indirect",
        confidence,
    )


def _source_words(cue: Token, source: Phrase | None) -> list[Token]:
    """The source's words, whole names where the parse cuts them; else what precedes the verb."""
    doc = [t for t in cue.doc if not t.is_space]
    places = {t.i: n for n, t in enumerate(doc)}
    if source is None:
        finite = cue.pos_ == "VERB" and cue.tag_ in ("VBD", "VBZ", "VBP")
        left = phrase_left_of(doc, places[cue.i]) if finite else []
        return left if left and left[-1].lower_ not in _NOBODY else []
    words = trim(source)
    if not words or words[0].i not in places or words[0].pos_ == "PRON":
        return words
    whole = phrase_around(doc, places[words[0].i])
    left = [t for t in whole if t.i < words[0].i and t != cue]
    return left + words if not left or left[-1].pos_ in ("PROPN", "NOUN", "ADJ") else words


def _place(passage: Passage, number: int, tokens: Sequence[Token]) -> Place:
    last = tokens[-1]
    return Place(number, passage.start + tokens[0].idx, passage.start + last.idx + len(last))


# Phrases around a cue


_NOBODY = frozenset(["it", "there", "this", "that", "what", "which", "who"])
_NO_PHRASE = frozenset(
    [
        "punct",
        "aux",
        "aux:pass",
        "cop",
        "det",
        "case",
        "mark",
        "cc",
        "fixed",
        "goeswith",
        "discourse",
        "compound:prt",
        "expl",
        "advmod",
    ]
)
_CLIMBED = frozenset(
    ["conj", "advcl", "xcomp", "acl", "ccomp", "parataxis", "acl:relcl", "obl", "nmod", "case"]
)


def phrases(cue: Token) -> Iterator[Phrase]:
    """What depends on a cue, what it depends on, and the subjects of the verbs above it."""
    if cue.text == ":":
        yield from _sides(cue)
        return
    own = {t.i for t in cue.subtree}
    for child in cue.children:
        if child.dep_ not in _NO_PHRASE and not child.is_space:
            yield Phrase(child.dep_, child, tuple(child.subtree))
    above, path = cue, ""
    for _ in range(3):
        if above.head == above:
            return
        path, below, above = f"{path}<{above.dep_}", above, above.head
        rest = tuple(t for t in above.subtree if t.i not in own)
        if rest:
            yield Phrase(path, above, rest)
        for child in above.children:
            if child != below and child.dep_.startswith(("nsubj", "obl:agent", "nmod:poss")):
                yield Phrase(f"{path}>{child.dep_}", child, tuple(child.subtree))
        own |= {t.i for t in below.subtree}
        if below.dep_ not in _CLIMBED:
            return


def _sides(colon: Token) -> Iterator[Phrase]:
    """The two sides of a colon in its sentence ("Poll: most voters undecided")."""
    sentence = [t for t in colon.sent if not t.is_space]
    for side, tokens in (
        ("before", [t for t in sentence if t.i < colon.i]),
        ("after", [t for t in sentence if t.i > colon.i]),
    ):
        if tokens:
            own = {t.i for t in tokens}
            head = next((t for t in tokens if t.head.i not in own or t.head == t), tokens[0])
            yield Phrase(side, head, tuple(tokens))


def trim(phrase: Phrase) -> list[Token]:
    """The unbroken run of tokens about a phrase's head, without punctuation at its ends."""
    inside = {t.i: t for t in phrase.tokens}
    if phrase.head.i not in inside:
        return []
    start = end = phrase.head.i
    while start - 1 in inside:
        start -= 1
    while end + 1 in inside:
        end += 1
    run = [inside[i] for i in range(start, end + 1)]
    while run[0] != phrase.head and (run[0].is_punct or run[0].is_space or run[0].dep_ == "case"):
        run.pop(0)
    while run[-1] != phrase.head and (run[-1].is_punct or run[-1].is_space):
        if run[-1].is_right_punct and any(t.is_left_punct for t in run):
            break
        run.pop()
    return run


def runs(doc: Doc, words: set[int]) -> Iterator[list[Token]]:
    """Unbroken runs of tokens; gaps of nothing but punctuation are closed, edges are cleaned."""
    run: list[Token] = []
    for i in sorted(words):
        if run and not all(doc[n].is_punct or doc[n].is_space for n in range(run[-1].i + 1, i)):
            yield from _clean(run)
            run = []
        run.append(doc[i])
    yield from _clean(run)


def _clean(run: list[Token]) -> Iterator[list[Token]]:
    edge = frozenset(",.;:–—-") | {"--"}
    while run and (run[-1].text in edge or run[-1].is_space or run[-1].pos_ == "CCONJ"):
        run = run[:-1]
    while run and (run[0].text in edge or run[0].is_space):
        run = run[1:]
    if any(not t.is_punct for t in run):
        yield run


# Features


def cue_features(token: Token) -> Features:
    """What tells a cue from other words."""
    lemma, pos = token.lemma_.lower(), token.pos_
    found = [f"lemma={lemma}", f"lemma={lemma}/{pos}", f"tag={token.tag_}", f"dep={token.dep_}"]
    known = certainty(token) or "none"
    found += [f"class={known}/{pos}"]
    if token.text == ":":
        return found + _colon_features(token)
    if token.dep_ in ("xcomp", "acl", "advcl", "conj", "amod", "compound"):
        found.append(f"head={token.head.lemma_.lower()}/{token.dep_}")
    for child in token.children:
        dep = child.dep_
        if dep == "punct":
            continue
        found += [f"child={dep}", f"class={known}+{dep}"]
        if dep in ("ccomp", "xcomp", "obj", "parataxis", "advcl", "acl"):
            found.append(f"lemma={lemma}+{dep}")
        if dep in ("ccomp", "acl", "advcl", "xcomp"):
            marks = [t.lower_ for t in child.children if t.dep_ == "mark"]
            found.append(f"{dep}:mark={marks[0] if marks else '-'}")
            found.append(f"class={known}+{dep}:mark={marks[0] if marks else '-'}")
        elif dep.startswith("nsubj") or dep in ("obl:agent", "nmod:poss"):
            found += [f"{dep}={kind_of(child)}", f"subject={child.lemma_.lower()}"]
            found.append(f"lemma={lemma}/{dep}={kind_of(child)}")
        elif dep in ("obl", "nmod"):
            case = next((t.lower_ for t in child.children if t.dep_ == "case"), "-")
            found += [f"lemma={lemma}~{case}", f"class={known}~{case}"]
        elif dep == "obj":
            found += [f"lemma={lemma}>{child.lemma_.lower()}", f"obj={kind_of(child)}"]
        elif dep in ("aux", "aux:pass", "advmod", "compound:prt", "cop", "expl"):
            found += [f"{dep}={child.lemma_.lower()}"]
    after = token.nbor().text if token.i + 1 < len(token.doc) else ""
    found.append(f"next={after if not after.isalnum() else token.nbor().pos_}")
    return list(dict.fromkeys(found))


def _colon_features(colon: Token) -> Features:
    before = [t for t in colon.sent if t.i < colon.i and not t.is_space]
    if not before:
        return [":nothing"]
    verbs = sum(t.pos_ in ("VERB", "AUX") for t in before)
    found = [
        f":length={min(len(before), 6)}",
        f":verbs={min(verbs, 2)}",
        f":last={kind_of(before[-1])}",
    ]
    found.append(f":first={before[0].lemma_.lower()}")
    return [*found, f":case={before[0].shape_}/{min(len(before), 3)}"]


def phrase_features(cue: Token, phrase: Phrase) -> Features:
    """What tells a cue's source and content from other phrases."""
    lemma, pos, relation = cue.lemma_.lower(), cue.pos_, phrase.relation
    first, last = phrase.tokens[0], phrase.tokens[-1]
    side = "left" if last.i < cue.i else "right" if first.i > cue.i else "around"
    known = certainty(cue) or "none"
    voice = f"{pos}/{cue.tag_ if cue.tag_ in ('VBN', 'VBG') else ''}"
    passive = any(t.dep_ in ("aux:pass", "nsubj:pass") for t in cue.children)
    children = {t.dep_ for t in cue.children}
    case = next((t.lower_ for t in phrase.head.children if t.dep_ == "case"), "-")
    mark = next((t.lower_ for t in phrase.head.children if t.dep_ == "mark"), "-")
    found = [
        f"{relation}",
        f"{relation}|{side}|{voice}|{passive}",
        f"{relation}|{lemma}",
        f"{relation}|{lemma}|{passive}",
        f"{relation}|{known}|{side}",
        f"{relation}|{known}|{passive}",
        f"{relation}|{kind_of(phrase.head)}",
        f"{relation}|case={case}",
        f"{relation}|case={case}|{lemma}",
        f"{relation}|case={case}|{known}",
        f"{relation}|mark={mark}|{known}",
        f"{relation}|tag={phrase.head.tag_}",
        f"length={min(len(phrase.tokens) // 4, 5)}|{relation}",
    ]
    for other in ("ccomp", "xcomp", "obj", "nsubj", "obl", "parataxis", "nsubj:pass", "obl:agent"):
        if other in children:
            found.append(f"{relation}|with={other}")
            found.append(f"{relation}|with={other}|{pos}")
    return found


def kind_of(token: Token) -> str:
    """A word for what a noun stands for: its entity label, its pronoun, or its part of speech."""
    if token.ent_type_:
        return token.ent_type_
    return token.lower_ if token.pos_ == "PRON" else token.pos_
