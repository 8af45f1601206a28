"""How sure: one event or state, told as possible, likely or believed here and as a fact there."""

from collections.abc import Iterator, Sequence

from crosscheck.claims.lexicons import lexicon
from crosscheck.consistency.certainty import (
    UNSURE,
    cue_of,
    doubted,
    has_word,
    hedged_subjects,
    suspected,
)
from crosscheck.consistency.comparers.base import (
    Conflict,
    Context,
    brief,
    own_differences,
    shown,
    span_at,
    span_of,
)
from crosscheck.consistency.events import Event, event_of, events, states
from crosscheck.consistency.occasions import earlier, long_ago, other_time
from crosscheck.consistency.sides import Row, Side
from crosscheck.consistency.unconfirmed import told_as_fact, unconfirmed

_LIKELY = 0.5


def compare(a: Side, b: Side, context: Context) -> Iterator[Conflict]:
    """Could against will, believed against stated; in near-copies, a hedge added."""
    yield from list(_modals(a, b, context)) or _hedge_added(a, b, context)
    if context.score >= _LIKELY or "certainty" in context.tied:
        yield from _suspected(a, b, context)
    if "certainty" in context.tied:
        yield from _unconfirmed(a, b, context)


def _modals(a: Side, b: Side, context: Context) -> Iterator[Conflict]:
    """One event or state, told as possible or likely here and as a fact there."""
    tied = "certainty" in context.tied
    another_day = (context.apart and not tied) or other_time(a, b) or long_ago(a) != long_ago(b)
    if context.copy is None and another_day:
        return  # which may have another event
    for x in (*events(a), *states(a)):
        for y in (*events(b), *states(b)):
            if not doubted(x, a, y, b, context.wordnet):
                continue
            if context.apart and not earlier(*((b, a) if x.modality in UNSURE else (a, b))):
                continue  # it may have become a fact in between
            words = [cue_of(event, side) for event, side in ((x, a), (y, b))]
            names = [
                _hedged(word, event, side) if word else f"{_told(event, side)} (as a fact)"
                for word, event, side in zip(words, (x, y), (a, b), strict=True)
            ]
            spans = [
                span_of([word or event.word], side.claim)
                for word, event, side in zip(words, (x, y), (a, b), strict=True)
            ]
            yield context.conflict(
                "scope",
                "soft",
                0.45 if tied else 0.35,
                f"{names[0]} ≠ {names[1]}",
                *spans,
            )


def _suspected(a: Side, b: Side, context: Context) -> Iterator[Conflict]:
    """A thing that is only taken for one here ("a possible leak"), and is one there."""
    for x, hedge in hedged_subjects(a):
        for y, other in hedged_subjects(b):
            if not suspected(x, hedge, a, y, other, b):
                continue
            words = [[word for word in pair if word] for pair in ((hedge, x), (other, y))]
            spans = [span_of(pair, side.claim) for pair, side in zip(words, (a, b), strict=True)]
            names = [shown(side, span) for side, span in zip((a, b), spans, strict=True)]
            yield context.conflict("scope", "soft", 0.45, " ≠ ".join(names), *spans)


def _unconfirmed(a: Side, b: Side, context: Context) -> Iterator[Conflict]:
    """A deed that nobody has confirmed here ("the rescue, if confirmed"), and a fact there."""
    for first, second in ((a, b), (b, a)):
        if context.apart and not earlier(second, first):
            continue  # it may have been confirmed in between
        for x in unconfirmed(first):
            for y in events(second):
                if not told_as_fact(x, first, y, second, context.wordnet):
                    continue
                told = [
                    (f"{x.noun['text']} unconfirmed", span_of([x.verb], first.claim)),
                    (f"{y.word['text']} (as a fact)", span_of([y.word], second.claim)),
                ]
                names, spans = zip(*(told if first is a else told[::-1]), strict=True)
                yield context.conflict("scope", "soft", 0.45, " ≠ ".join(names), *spans)


def _hedged(cue: Row, event: Event, side: Side) -> str:
    """An event with what makes it unsure: an auxiliary with all up to it ("may have fallen")."""
    if cue["dep"] == "aux" and cue["start"] < event.word["start"]:
        return shown(side, (cue["start"], event.word["end"]))
    return f"{cue['text']} {_told(event, side)}"


def _told(event: Event, side: Side) -> str:
    """The word of an event; of a state, all from the verb "be" on ("be out of order")."""
    below = side.children.get(event.word["start"], ())
    start = min((c["start"] for c in below if c["dep"] == "cop"), default=event.word["start"])
    return shown(side, (min(start, event.word["start"]), event.word["end"]))


def _hedge_added(a: Side, b: Side, context: Context) -> Iterator[Conflict]:
    """Near-copies one of which has a hedge more ("reportedly", "may")."""
    if context.copy is None:
        return
    for difference in own_differences(a, b, context.copy):
        first, second = _hedges(difference.a), _hedges(difference.b)
        if len(first) + len(second) != 1 or not brief(difference):
            continue
        if len(_hedges(a.sentence)) == len(_hedges(b.sentence)):
            continue
        hedge = (first or second)[0]
        sides = (a, b) if first else (b, a)
        if has_word(sides[1], hedge):
            continue
        if _sought(hedge, sides[0]) or any(_unsettled(hedge, sides[0], side) for side in sides):
            continue
        names = [f"“{hedge['text']}”", "stated as a fact"]
        yield context.conflict(
            "scope",
            "soft",
            0.4,
            " ≠ ".join(names if first else names[::-1]),
            span_of(first, _extent(span_at(a, difference.a_at))),
            span_of(second, _extent(span_at(b, difference.b_at))),
        )


def _unsettled(hedge: Row, side: Side, either: Side) -> bool:
    """Is what a hedge hedges only wished, planned or asked for on either side?

    "May leave" and "is asked to leave", "nobody knows how many may have left".
    """
    hedged = side.tokens_at.get(hedge["head"])
    return hedged is not None and any(
        event_of(token, either).modality in {"intended", "open"}
        for token in either.sentence
        if token["pos"] == "VERB" and token["lemma"] == hedged["lemma"]
    )


def _sought(hedge: Row, side: Side) -> bool:
    """Does it hedge what something is done for ("searched for possible leaks")?"""
    below = side.children.get(hedge["head"], ())
    return hedge["dep"] == "amod" and any(c["dep"] == "case" and c["lemma"] == "for" for c in below)


def _hedges(tokens: Sequence[Row]) -> list[Row]:
    words = lexicon("modal_possible") | lexicon("modal_likely")
    return [t for t in tokens if t["lemma"] in words and t["pos"] in {"ADV", "AUX", "ADJ"}]


def _extent(span: tuple[int, int]) -> Row:
    return {"start": span[0], "end": span[1]}
