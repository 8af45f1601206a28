"""Table `entities`: one row per person, organisation or place of a story."""

from typing import TYPE_CHECKING, Any

import pyarrow as pa

from crosscheck.tables import rules
from crosscheck.tables.core import Column, Table
from crosscheck.tables.mentions import LABELS

if TYPE_CHECKING:
    import pandas as pd

TABLE = Table(
    name="entities",
    grain="one row per person, organisation or place of a story",
    key="entity_id",
    partition_by="story_id",
    columns=(
        Column("entity_id", pa.string(), "story and canonical name"),
        Column("story_id", pa.string(), "the story"),
        Column("name", pa.string(), "the fullest name used"),
        Column("label", pa.string(), "the mentions' commonest label"),
        Column("aliases", pa.list_(pa.string()), "the name and every surface form, sorted"),
        Column(
            "country",
            pa.string(),
            "ISO 3166-1 code of the country that it is, or stands for",
            nullable=True,
        ),
        Column("documents", pa.int32(), "how many documents mention it"),
        Column("mentions", pa.int32(), "how many mentions it has"),
    ),
)

RELATED: dict[str, tuple[str, ...]] = {"mentions": ("entity_id", "doc_id")}
MIN_ROWS = 0


def prepare(frame: "pd.DataFrame", related: rules.Related) -> rules.Prepared:
    """Add what the table of mentions says of each entity."""
    by_entity = related["mentions"].groupby("entity_id")["doc_id"]
    aliases = [list(names) for names in frame["aliases"]]
    frame = frame.assign(
        counted_mentions=rules.look_up(frame["entity_id"], by_entity.size()),
        counted_documents=rules.look_up(frame["entity_id"], by_entity.nunique()),
        aliases_in_order=[names == sorted(set(names)) for names in aliases],
        name_is_alias=[name in names for name, names in zip(frame["name"], aliases, strict=True)],
    )
    return frame, {}


def expectations(gxe: Any) -> list[Any]:
    """Every entity is mentioned, as often as it says, and bears a name that the texts use."""
    return [
        *rules.key(gxe, "entity_id"),
        rules.same(gxe, "mentions", "counted_mentions", "it has as many mentions as it says"),
        rules.same(
            gxe, "documents", "counted_documents", "as many documents mention it as it says"
        ),
        rules.one_of(gxe, "label", LABELS),
        rules.holds(gxe, "aliases_in_order", "aliases are sorted, each once", "aliases"),
        rules.holds(gxe, "name_is_alias", "the name is one of the aliases", "name", "aliases"),
        gxe.ExpectColumnValuesToMatchRegex(
            column="country",
            regex="^[A-Z]{2}$",
            description="country is an ISO 3166-1 alpha-2 code",
        ),
    ]
