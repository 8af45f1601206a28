"""How many of them, which of them, and how sure: quantifiers, populations and modality."""

from collections.abc import Iterator, Sequence

from crosscheck.claims.lexicons import lexicon
from crosscheck.consistency.comparers.base import Conflict, Context, align_words, span_of
from crosscheck.consistency.sides import Row, Side
from crosscheck.consistency.values import quantities_meet

_NEAR_COPY = 0.6
_TELLING = 4
_VERBATIM = 0.9
_MOSTLY = 0.7
_STRENGTH = {"possible": 1, "unreal": 2, "likely": 2, "necessary": 3, "future": 3, "asserted": 4}


def compare(a: Side, b: Side, context: Context) -> Iterator[Conflict]:
    """Some against all, could against will, civilians against civilians and soldiers."""
    yield from _populations(a, b, context)
    yield from _members(a, b, context)
    aligned = align_words(a, b)
    if aligned.shared < _NEAR_COPY:
        return
    yield from _own_words(a, b, context)
    yield from _modals(a, b, context)
    yield from _quantifiers(a, b, context)


def _own_words(a: Side, b: Side, context: Context) -> Iterator[Conflict]:
    """What one outlet quotes, the other states as its own."""
    kinds = a.claim["kind"], b.claim["kind"]
    if set(kinds) != {"quoted", "statement"}:
        return
    quoted, stated = (a, b) if kinds[0] == "quoted" else (b, a)
    shared = _common_words(quoted) & _common_words(stated)
    if align_words(a, b).shared >= _VERBATIM:
        return  # word for word: rather quotation marks that were not found than another claim
    if stated.quotations or stated.claim["source_text"] or len(shared) < _TELLING:
        return
    said = f"quoted from {quoted.claim['source_text'] or 'a source'}"
    words = [said if side is quoted else "stated as the outlet's own" for side in (a, b)]
    yield Conflict(
        "scope",
        "soft",
        round(0.3 + 0.4 * context.score, 3),
        f"{words[0]} ≠ {words[1]}",
        span_of([], a.claim),
        span_of([], b.claim),
    )


def _common_words(side: Side) -> set[str]:
    """Its content lemmas that are no names."""
    return {t["lemma"] for t in side.claim["tokens"] if t["pos"] != "PROPN"} & side.lemmas


def _members(a: Side, b: Side, context: Context) -> Iterator[Conflict]:
    """Some members of a body against the body itself: "several Alpine states" ≠ "the Alps"."""
    for part, whole, swapped in ((a, b, False), (b, a, True)):
        first, second = part.argument("subject"), whole.argument("subject")
        if first is None or second is None or second["entity_id"] is None:
            continue
        words = [t for t in part.claim["tokens"] if first["start"] <= t["start"] < first["end"]]
        some = next((t for t in words if _class(t) == "quantifier_some"), None)
        whole_name = whole.entities.get(second["entity_id"])
        named = second["entity_id"] in part.entities and first["entity_id"] != second["entity_id"]
        if some is None or whole_name is None or not named or not _same_object(a, b):
            continue
        sides = [
            (first["text"], (first["start"], first["end"])),
            (second["text"], (second["start"], second["end"])),
        ]
        (one, span), (other, other_span) = reversed(sides) if swapped else sides
        confidence = round(0.4 + 0.4 * context.score, 3)
        yield Conflict("scope", "soft", confidence, f"{one} ≠ {other}", span, other_span)


def _same_object(a: Side, b: Side) -> bool:
    first, second = a.argument("object"), b.argument("object")
    return first is not None and second is not None and first["head"] == second["head"]


def _modals(a: Side, b: Side, context: Context) -> Iterator[Conflict]:
    first, second = a.claim["modality"], b.claim["modality"]
    if abs(_STRENGTH[first] - _STRENGTH[second]) < 1 or first == second:
        return
    if "possible" not in (first, second) and "likely" not in (first, second):
        return
    one_verb = context.wordnet.synonyms(a.claim["predicate"], b.claim["predicate"], "VERB")
    if not one_verb and align_words(a, b).shared < _MOSTLY:
        return
    words = [_cue(side) for side in (a, b)]
    spans = [
        span_of([word] if word else [], side.claim)
        for word, side in zip(words, (a, b), strict=True)
    ]
    names = [word["text"] if word else "stated as fact" for word in words]
    yield Conflict(
        "scope", "soft", round(0.3 + 0.4 * context.score, 3), f"{names[0]} ≠ {names[1]}", *spans
    )


def _cue(side: Side) -> Row | None:
    kind = side.claim["modality"]
    if kind == "asserted":
        return None
    words = lexicon(f"modal_{kind}")
    return next(
        (t for t in side.claim["tokens"] if t["lemma"] in words or t["text"].lower() in words), None
    )


def _quantifiers(a: Side, b: Side, context: Context) -> Iterator[Conflict]:
    """Quantifiers before one and the same noun: "several towns" against "all towns"."""
    first, second = _quantified(a), _quantified(b)
    for noun in sorted(first.keys() & second.keys()):
        x, y = first[noun], second[noun]
        classes = _class(x), _class(y)
        if classes[0] == classes[1] or "" in classes:
            continue
        yield Conflict(
            "scope",
            "soft",
            round(0.3 + 0.4 * context.score, 3),
            f"{x['text']} {noun} ≠ {y['text']} {noun}",
            span_of([x], a.claim),
            span_of([y], b.claim),
        )


_CLASSES = ("quantifier_all", "quantifier_most", "quantifier_some", "quantifier_none")


def _class(token: Row) -> str:
    return next((name for name in _CLASSES if token["text"].lower() in lexicon(name)), "")


def _quantified(side: Side) -> dict[str, Row]:
    tokens: Sequence[Row] = side.claim["tokens"]
    found: dict[str, Row] = {}
    for i, token in enumerate(tokens):
        if not _class(token):
            continue
        for later in tokens[i + 1 : i + 5]:
            if later["pos"] in {"NOUN", "PROPN"}:
                found.setdefault(later["lemma"], token)
                break
    return found


def _populations(a: Side, b: Side, context: Context) -> Iterator[Conflict]:
    """One figure that counts "passengers" here, and "passengers and crew" or "people" there."""
    for p in a.quantities:
        for q in b.quantities:
            same = p["kind"] == q["kind"] == "count" and quantities_meet(p, q)
            if (
                not same
                or not p["counted"]
                or not q["counted"]
                or p["low"] is None
                or p["low"] < 10
            ):
                continue
            first, second = _heads(p["counted"], a), _heads(q["counted"], b)
            if not first or not second or first == second or (first < second) == (second < first):
                continue
            yield Conflict(
                "scope",
                "soft",
                round(0.3 + 0.4 * context.score, 3),
                f"{p['text']} {p['counted']} ≠ {q['text']} {q['counted']}",
                (p["start"], p["end"]),
                (q["start"], q["end"]),
            )


def _heads(counted: str, side: Side) -> frozenset[str]:
    """The nouns of a counted phrase that no preposition leads away from."""
    words = counted.lower().split()
    nouns = {t["text"].lower(): t["lemma"] for t in side.claim["tokens"] if t["pos"] == "NOUN"}
    kept: list[str] = []
    for word in words:
        if kept and word in {
            "of",
            "in",
            "from",
            "for",
            "to",
            "at",
            "on",
            "who",
            "that",
            "which",
            "by",
        }:
            break
        kept.append(word.strip(",."))
    return frozenset(nouns[word] for word in kept if word in nouns)
