"""Table `claims`: the smallest stretches of text that can be true or false by themselves."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import pyarrow as pa

from crosscheck.tables import rules
from crosscheck.tables.core import Column, Table

if TYPE_CHECKING:
    import pandas as pd

ARGUMENT = pa.struct(
    [
        ("role", pa.string()),  # subject, object, or the preposition of an oblique
        ("text", pa.string()),
        ("head", pa.string()),  # lemma of the head
        ("entity_id", pa.string()),
        ("start", pa.int32()),
        ("end", pa.int32()),
    ]
)
TOKEN = pa.struct(
    [
        ("text", pa.string()),
        ("lemma", pa.string()),
        ("pos", pa.string()),  # UPOS
        ("start", pa.int32()),
        ("end", pa.int32()),
        ("head", pa.int32()),  # where the word that governs it starts; its own start: the root
        ("dep", pa.string()),  # its relation to that word (Universal Dependencies)
    ]
)

KINDS = ("title", "caption", "statement", "reported", "quoted")
POLARITIES = ("positive", "negative")
MODALITIES = ("asserted", "future", "necessary", "likely", "possible", "unreal")

TABLE = Table(
    name="claims",
    grain="one row per clause that can be true or false by itself",
    key="claim_id",
    partition_by="story_id",
    columns=(
        Column("claim_id", pa.string(), "document and span"),
        Column("story_id", pa.string(), "the story"),
        Column("doc_id", pa.string(), "the document"),
        Column("start", pa.int32(), "first character in raw_text"),
        Column("end", pa.int32(), "one past the last character in raw_text"),
        Column("passage_id", pa.string(), "the passage it lies in"),
        Column("sentence_start", pa.int32(), "first character of its sentence"),
        Column("sentence_end", pa.int32(), "one past the last character of its sentence"),
        Column("text", pa.string(), "raw_text[start:end]"),
        Column("kind", pa.string(), "title, caption, statement, reported or quoted"),
        Column("source_entity_id", pa.string(), "who asserts it, if resolved", nullable=True),
        Column("source_text", pa.string(), "the words that name who asserts it", nullable=True),
        Column("cue", pa.string(), "lemma of the word that reports it", nullable=True),
        Column("polarity", pa.string(), "positive or negative"),
        Column("modality", pa.string(), "asserted, future, necessary, likely, possible or unreal"),
        Column("predicate", pa.string(), "lemma of the verb, or of the nominal predicate"),
        Column("arguments", pa.list_(ARGUMENT), "who did what to whom, in text order"),
        Column("entities", pa.list_(pa.string()), "entity_ids mentioned, sorted"),
        Column("quantities", pa.list_(pa.string()), "quantity_ids in it, in text order"),
        Column("times", pa.list_(pa.string()), "time_ids in it, in text order"),
        Column("quotations", pa.list_(pa.string()), "quotation_ids that it overlaps"),
        Column("tokens", pa.list_(TOKEN), "its words"),
    ),
)

_SPAN = ("doc_id", "start", "end")
RELATED: dict[str, tuple[str, ...]] = {
    "documents": (*rules.DOCUMENTS, "status"),
    "passages": rules.PASSAGES,
    "entities": ("story_id",),
    "quotations": _SPAN,
    "quantities": _SPAN,
    "times": _SPAN,
}
MIN_ROWS = 1


def prepare(frame: "pd.DataFrame", related: rules.Related) -> rules.Prepared:
    """Add each claim's document and passage, and how much of what it names is not there."""
    frame = rules.join_text(frame, related)
    entities, documents = related["entities"]["story_id"], related["documents"]
    texts = rules.look_up(frame["doc_id"], documents["raw_text"])
    ok = documents.index[documents["status"] == "ok"]
    frame = frame.assign(
        source_known=rules.refers(frame["source_entity_id"], frame["story_id"], entities),
        strange_entities=rules.strangers(frame["entities"], frame["story_id"], entities),
        strange_quantities=_apart(frame, frame["quantities"], related["quantities"]),
        strange_times=_apart(frame, frame["times"], related["times"]),
        strange_quotations=_apart(frame, frame["quotations"], related["quotations"]),
        misplaced_arguments=_misplaced(frame, frame["arguments"], texts),
        strange_arguments=rules.strangers(
            _entities_of(frame["arguments"]), frame["story_id"], entities
        ),
        misplaced_tokens=_misplaced(frame, frame["tokens"], texts),
        claimed_share=float(ok.isin(frame["doc_id"]).mean()) if len(ok) else 1.0,
    )
    return frame, {}


def _entities_of(arguments: "pd.Series") -> "pd.Series":
    return arguments.map(
        lambda items: [a["entity_id"] for a in items if a["entity_id"] is not None]
    )


def _apart(frame: "pd.DataFrame", lists: "pd.Series", found: "pd.DataFrame") -> list[int]:
    """How many of each claim's references lead to no span that overlaps its sentence."""
    columns = (found.index, *(found[name] for name in _SPAN))
    spans = {name: span for name, *span in zip(*columns, strict=True)}
    rows = zip(lists, frame["doc_id"], frame["sentence_start"], frame["sentence_end"], strict=True)
    return [
        sum(not _overlaps(spans.get(name), doc_id, start, end) for name in names)
        for names, doc_id, start, end in rows
    ]


def _overlaps(span: Sequence[Any] | None, doc_id: str, start: int, end: int) -> bool:
    return span is not None and span[0] == doc_id and span[1] < end and start < span[2]


def _misplaced(frame: "pd.DataFrame", lists: "pd.Series", texts: "pd.Series") -> list[int]:
    """How many of each claim's words are not what stands at their place in its sentence."""
    rows = zip(lists, texts, frame["sentence_start"], frame["sentence_end"], strict=True)
    return [
        sum(
            not start <= item["start"] < item["end"] <= end
            or rules.cut(text, item["start"], item["end"]) != item["text"]
            for item in items
        )
        for items, text, start, end in rows
    ]


def expectations(gxe: Any) -> list[Any]:
    """Every claim lies in its sentence, and all that it names stands there."""
    return [
        *rules.key(gxe, "claim_id"),
        *rules.text_rows(gxe, start="sentence_start", end="sentence_end"),
        rules.ordered(gxe, "sentence_start", "start", "it starts inside its sentence"),
        rules.ordered(gxe, "end", "sentence_end", "it ends inside its sentence"),
        rules.one_of(gxe, "kind", KINDS),
        rules.one_of(gxe, "polarity", POLARITIES),
        rules.one_of(gxe, "modality", MODALITIES),
        gxe.ExpectColumnValuesToMatchRegex(
            column="predicate", regex=r"\S", description="every claim has a predicate"
        ),
        rules.holds(
            gxe, "source_known", "who asserts it is an entity of this story", "source_entity_id"
        ),
        rules.none_of(
            gxe, "strange_entities", "its entities are entities of this story", "entities"
        ),
        rules.none_of(
            gxe, "strange_quantities", "its quantities stand in its sentence", "quantities"
        ),
        rules.none_of(gxe, "strange_times", "its times stand in its sentence", "times"),
        rules.none_of(
            gxe, "strange_quotations", "its quotations overlap its sentence", "quotations"
        ),
        rules.none_of(
            gxe, "misplaced_arguments", "its arguments stand in its sentence as given", "arguments"
        ),
        rules.none_of(
            gxe, "strange_arguments", "its arguments' entities are of this story", "arguments"
        ),
        rules.none_of(gxe, "misplaced_tokens", "its words stand in its sentence as given", "text"),
        gxe.ExpectColumnMinToBeBetween(
            column="claimed_share",
            min_value=rules.parameter("min_claimed_share"),
            description="enough of the documents that are ok have a claim",
            meta={
                "remedy": "look at the documents without claims: if they rightly have none, "
                "lower gates.min_claimed_share"
            },
        ),
    ]
