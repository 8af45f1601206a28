"""A claim with everything that its comparison needs: one side of a pair."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from crosscheck.consistency.utterances.unmarked import unmarked
from crosscheck.consistency.utterances.utterance import Row, Utterance, utterances

CONTENT = frozenset({"NOUN", "PROPN", "VERB", "ADJ", "NUM", "ADV", "SYM"})


@dataclass(frozen=True, eq=False)  # one side is itself alone: hashed, so that work on it is kept
class Side:
    """A claim, its document, and the quantities, times, quotations and entities in it.

    Attributes:
        claim: Its row of the table `claims`.
        document: The row of its document.
        quantities, times, quotations: Rows of those tables, in text order.
        entities: entity_id → row of `entities`, for the entities mentioned.
        speakers: The same for who asserts it and who speaks in its quotations.
        context: The content lemmas of its whole sentence.
        nearby: The quantities and times of its whole sentence.
        sentence: The tokens of its whole sentence, in text order.
        meant: Where an argument of its whole sentence starts → the entity that it stands for.
        said: The utterances that its quotations are pieces of, each with all its pieces, and the
            one without quotation marks that it is a part of.
        figures: The quantities of its whole document.
        outer: It with what the clauses inside it say; None if there are none.
        around: Its span with the words of its sentence beside it that no claim has.
    """

    claim: Row
    document: Row
    quantities: tuple[Row, ...]
    times: tuple[Row, ...]
    quotations: tuple[Row, ...]
    entities: Mapping[str, Row]
    context: frozenset[str]
    speakers: Mapping[str, Row] = field(default_factory=dict)
    nearby: tuple[Row, ...] = ()
    sentence: tuple[Row, ...] = ()
    meant: Mapping[int, str] = field(default_factory=dict)
    said: tuple[Utterance, ...] = ()
    around: tuple[int, int] | None = None
    figures: tuple[Row, ...] = ()
    outer: "Side | None" = None

    @property
    def whole(self) -> "Side":
        """It with all that stands in its span, in clauses of their own or not."""
        return self.outer or self

    @cached_property
    def lemmas(self) -> frozenset[str]:
        """Its content lemmas."""
        return content_lemmas(self.claim)

    @cached_property
    def words(self) -> tuple[str, ...]:
        """Its words in lower case, without punctuation."""
        return tuple(
            token["text"].lower() for token in self.claim["tokens"] if token["pos"] != "PUNCT"
        )

    @cached_property
    def tokens_at(self) -> dict[int, Row]:
        """The words of its sentence by where they start."""
        return {token["start"]: token for token in self.sentence}

    @cached_property
    def children(self) -> dict[int, list[Row]]:
        """Where a word of its sentence starts → the words that depend on it, in text order."""
        found: dict[int, list[Row]] = defaultdict(list)
        for token in self.sentence:
            if token["head"] != token["start"]:
                found[token["head"]].append(token)
        return dict(found)

    @cached_property
    def utterances(self) -> tuple[Utterance, ...]:
        """What is quoted in it; a quotation that belongs to no utterance stands for itself."""
        lone = (Utterance((q,), self.speakers.get(q["speaker_entity_id"])) for q in self.quotations)
        return self.said or tuple(lone)

    def dated(self, token: Row) -> bool:
        """Does a word of its sentence belong to a time?"""
        times = (row for row in self.nearby if "earliest" in row)
        return any(row["start"] <= token["start"] < row["end"] for row in times)

    @property
    def reach(self) -> tuple[int, int]:
        """The characters that it answers for: its own, and those beside it that no claim has."""
        return self.around or (self.claim["start"], self.claim["end"])

    def argument(self, role: str) -> Row | None:
        """Its first argument of a role, if it has one."""
        return next((a for a in self.claim["arguments"] if a["role"] == role), None)

    @property
    def text(self) -> str:
        """Its text as it stands in the document."""
        return str(self.claim["text"])


def pair_id(a: Side, b: Side) -> str:
    """The key of a pair in `pairs` and `verdicts`."""
    return f"{a.claim['claim_id']}|{b.claim['claim_id']}"


def content_lemmas(claim: Row) -> frozenset[str]:
    """The lemmas of a claim's nouns, verbs, adjectives, adverbs and numbers, no auxiliaries."""
    return frozenset(
        token["lemma"]
        for token in claim["tokens"]
        if token["pos"] in CONTENT and any(c.isalnum() for c in token["lemma"])
    )


def sides(
    claims: Iterable[Row],
    *,
    documents: Iterable[Row],
    entities: Iterable[Row],
    quantities: Iterable[Row],
    times: Iterable[Row],
    quotations: Iterable[Row],
) -> list[Side]:
    """Join one story's tables: a Side for each claim, in the claims' order.

    A verb's lemma has its particle there ("step_down", as WordNet writes it): what it means hangs
    on that.
    """
    listed = [{**claim, "tokens": _with_particles(claim["tokens"])} for claim in claims]
    documents, quotations = list(documents), list(quotations)
    by_document = {row["doc_id"]: row for row in documents}
    by_entity = {row["entity_id"]: row for row in entities}
    spoken = unmarked(listed, documents, quotations, by_entity)
    lookups = [
        {row[key]: row for row in rows}
        for key, rows in (
            ("quantity_id", quantities),
            ("time_id", times),
            ("quotation_id", quotations),
        )
    ]
    said = {
        piece["quotation_id"]: utterance
        for utterance in utterances(lookups[2].values(), by_entity)
        for piece in utterance.pieces
    }
    around = _reaches(listed)
    figures: dict[str, list[Row]] = defaultdict(list)
    for row in lookups[0].values():
        figures[row["doc_id"]].append(row)
    contexts: dict[tuple[str, int], set[str]] = defaultdict(set)
    nearby: dict[tuple[str, int], dict[str, Row]] = defaultdict(dict)
    words: dict[tuple[str, int], dict[int, Row]] = defaultdict(dict)
    meant: dict[tuple[str, int], dict[int, str]] = defaultdict(dict)
    for claim in listed:
        sentence = claim["doc_id"], claim["sentence_start"]
        words[sentence] |= {token["start"]: token for token in claim["tokens"]}
        contexts[sentence] |= content_lemmas(claim)
        meant[sentence] |= {
            row["start"]: row["entity_id"] for row in claim["arguments"] if row["entity_id"]
        }
        for lookup, keys in zip(lookups, (claim["quantities"], claim["times"]), strict=False):
            nearby[sentence] |= {key: lookup[key] for key in keys}

    def side(claim: Row, whole: Side | None = None) -> Side:
        sentence = claim["doc_id"], claim["sentence_start"]
        return Side(
            claim=claim,
            document=by_document[claim["doc_id"]],
            quantities=tuple(lookups[0][key] for key in claim["quantities"]),
            times=tuple(lookups[1][key] for key in claim["times"]),
            quotations=tuple(lookups[2][key] for key in claim["quotations"]),
            entities={key: by_entity[key] for key in claim["entities"]},
            context=frozenset(contexts[sentence]),
            speakers={key: by_entity[key] for key in _speakers(claim, lookups[2])},
            nearby=tuple(nearby[sentence].values()),
            sentence=tuple(token for _, token in sorted(words[sentence].items())),
            meant=meant[sentence],
            said=_said(claim, said, spoken),
            around=around[claim["claim_id"]],
            figures=tuple(figures[claim["doc_id"]]),
            outer=whole,
        )

    wider = {claim["claim_id"]: side(claim) for claim in _whole(listed)}
    return [side(claim, wider.get(claim["claim_id"])) for claim in listed]


def _with_particles(tokens: Sequence[Row]) -> list[Row]:
    particles = {t["head"]: t["lemma"] for t in tokens if t["dep"] == "compound:prt"}
    return [
        {**token, "lemma": f"{token['lemma']}_{particles[token['start']]}"}
        if token["start"] in particles and token["pos"] == "VERB"
        else token
        for token in tokens
    ]


def _whole(claims: Iterable[Row]) -> list[Row]:
    """The claims that contain others of their sentence, each with all that stands in its span.

    What is said in a clause of its own ("the letters published Sunday") is no part of the claim
    around it, but it is still said there; and whom the clause cites is cited there.
    """
    sentences: dict[tuple[str, int], list[Row]] = defaultdict(list)
    for claim in claims:
        sentences[claim["doc_id"], claim["sentence_start"]].append(claim)
    found: list[Row] = []
    for members in sentences.values():
        for claim in members:
            inside = [
                c for c in members if claim["start"] <= c["start"] and c["end"] <= claim["end"]
            ]
            if len(inside) > 1:
                cited = next((c for c in (claim, *inside) if c["source_text"]), claim)
                source = {key: cited[key] for key in ("source_text", "source_entity_id")}
                held = {key: _joined(inside, key) for key in _HELD}
                found.append({**claim, **held, **source})
    return found


# What a claim holds of its sentence, without the clauses inside it.
_HELD = ("entities", "quantities", "times", "tokens")


def _joined(claims: Sequence[Row], key: str) -> list[Any]:
    if key == "tokens":
        every = {token["start"]: token for claim in claims for token in claim[key]}
        return [token for _, token in sorted(every.items())]
    return sorted({item for claim in claims for item in claim[key]})


def _speakers(claim: Row, quotations: Mapping[str, Row]) -> list[str]:
    found = {quotations[key]["speaker_entity_id"] for key in claim["quotations"]}
    return sorted(key for key in found | {claim["source_entity_id"]} if key is not None)


def _said(
    claim: Row, said: Mapping[str, Utterance], spoken: Mapping[str, Utterance]
) -> tuple[Utterance, ...]:
    found = dict.fromkeys(said[key] for key in claim["quotations"])
    here = spoken.get(claim["passage_id"])
    return (*found, here) if here else tuple(found)


def _reaches(claims: Iterable[Row]) -> dict[str, tuple[int, int]]:
    """For each claim its span, widened over the words beside it that no claim of its sentence has.

    Words between two claims go to the first; a claim within another keeps its span.
    """
    sentences: dict[tuple[str, int], list[Row]] = defaultdict(list)
    for claim in claims:
        sentences[claim["doc_id"], claim["sentence_start"]].append(claim)
    found = {}
    for (_, start), members in sentences.items():
        outer: list[Row] = []
        for claim in sorted(members, key=lambda c: (c["start"], -c["end"])):
            if outer and claim["end"] <= outer[-1]["end"]:
                found[claim["claim_id"]] = (claim["start"], claim["end"])
            else:
                outer.append(claim)
        for n, claim in enumerate(outer):
            last = outer[n + 1]["start"] if n + 1 < len(outer) else claim["sentence_end"]
            first = claim["start"] if n else min(start, claim["start"])
            found[claim["claim_id"]] = (first, max(last, claim["end"]))
    return found


def by_story(rows: Iterable[Row]) -> dict[str, list[Row]]:
    """Rows grouped by their story, the stories in order."""
    grouped: dict[str, list[Row]] = defaultdict(list)
    for row in rows:
        grouped[row["story_id"]].append(row)
    return dict(sorted(grouped.items()))


def document_frequency(sets: Sequence[frozenset[str]]) -> Counter[str]:
    """In how many of the sets each item occurs."""
    return Counter(item for items in sets for item in items)
