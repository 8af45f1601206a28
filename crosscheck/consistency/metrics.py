"""Counts and rates of a run, of its outlets and of its stories, from the tables' rows.

Three rates, each 0–1 and None where there is nothing to divide by:

- corroboration: the share of facts (of an outlet's claims) that two independent origins support.
- conflict: the share of what was compared on which documents differ: disputed facts among the facts
  that two documents or more tell; for an outlet, the claims that differ from another outlet's among
  those that were compared with one.
- quotation fidelity: the share of utterances quoted by two documents whose words are the same. It
  says that two versions differ, not which of them is the true one.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from math import sqrt
from statistics import NormalDist
from typing import Any, NamedTuple

from crosscheck.tables.facts import STATUSES
from crosscheck.tables.verdicts import CONFLICT_TYPES, SEVERITIES, VERDICTS

Row = Mapping[str, Any]

DIGITS = 4
# Two quotations are versions of one utterance when they share this part of the shorter one's words.
SAME_UTTERANCE = 0.5


class Interval(NamedTuple):
    """A rate's confidence interval."""

    low: float
    high: float


class _Pair(NamedTuple):
    """A pair that was compared with a result."""

    claims: tuple[str, str]
    story_id: str
    outlets: tuple[str, str]
    severity: str | None
    quoted: bool
    altered: bool


def metrics(
    *,
    documents: Sequence[Row],
    passages: Sequence[Row],
    entities: Sequence[Row],
    mentions: Sequence[Row],
    quotations: Sequence[Row],
    claims: Sequence[Row],
    pairs: Sequence[Row],
    verdicts: Sequence[Row],
    facts: Sequence[Row],
) -> dict[str, Any]:
    """The run in numbers.

    Args:
        documents, passages, entities, mentions, quotations, claims, pairs, verdicts, facts: Rows of
            the tables of these names.

    Returns:
        Counts and rates, keys sorted, rates rounded to four digits; nothing in it depends on the
        machine, the time or the order of the rows.
    """
    conflicts = [row for row in verdicts if row["verdict"] == "conflict"]
    result = {
        "documents": {"total": len(documents), **_count(documents, "status")},
        "stories": len({row["story_id"] for row in _readable(documents)}),
        "passages": {
            "total": len(passages),
            "kept": _count([row for row in passages if row["kept"]], "kind"),
            "dropped": _count([_by_cause(row) for row in passages if not row["kept"]], "reason"),
        },
        "entities": len(entities),
        "mentions": len(mentions),
        "quotations": len(quotations),
        "claims": len(claims),
        "pairs": len(pairs),
        "verdicts": _count(verdicts, "verdict", VERDICTS),
        "conflicts": {
            "by_type": _count(conflicts, "conflict_type", CONFLICT_TYPES),
            "by_severity": _count(conflicts, "severity", SEVERITIES),
        },
        "facts": {"total": len(facts), **_fact_counts(facts)},
        **_fact_rates(facts),
        "quotation_fidelity": _fidelity(_compared(documents, quotations, claims, verdicts)),
    }
    return _sorted(result)


def outlet_rows(
    *,
    documents: Sequence[Row],
    quotations: Sequence[Row],
    claims: Sequence[Row],
    verdicts: Sequence[Row],
    facts: Sequence[Row],
    confidence: float = 0.95,
) -> list[dict[str, Any]]:
    """How each outlet's claims compare with the other outlets', sorted by outlet.

    A claim that has a hard conflict is not counted among the soft ones; pairs of two documents of
    one outlet are left out, since an outlet that changes a figure updates it.

    Args:
        documents, quotations, claims, verdicts, facts: Rows of the tables of these names.
        confidence: Level of the rates' Wilson intervals.

    Returns:
        Rows of outlet, documents, claims, compared, corroborated, conflicts_hard, conflicts_soft
        and quotations_compared (counts), and of corroboration_rate, conflict_rate and
        quotation_fidelity, each with its bounds `…_low` and `…_high`.
    """
    outlet_of = {row["doc_id"]: row["outlet"] for row in documents}
    claims_of: dict[str, set[str]] = defaultdict(set)
    for claim in claims:
        claims_of[outlet_of[claim["doc_id"]]].add(claim["claim_id"])
    corroborated = {c for fact in facts if fact["status"] == "corroborated" for c in fact["claims"]}
    compared = [
        pair
        for pair in _compared(documents, quotations, claims, verdicts)
        if pair.outlets[0] != pair.outlets[1]
    ]
    documents_of = Counter(row["outlet"] for row in _readable(documents))
    return [
        _outlet_row(
            outlet,
            documents=documents_of[outlet],
            claims=claims_of[outlet],
            corroborated=corroborated,
            pairs=[pair for pair in compared if outlet in pair.outlets],
            confidence=confidence,
        )
        for outlet in sorted(documents_of)
    ]


def story_rows(
    *,
    documents: Sequence[Row],
    quotations: Sequence[Row],
    claims: Sequence[Row],
    verdicts: Sequence[Row],
    facts: Sequence[Row],
) -> list[dict[str, Any]]:
    """One row per story, sorted by story_id.

    Args:
        documents, quotations, claims, verdicts, facts: Rows of the tables of these names.

    Returns:
        Rows of story_id, documents, outlets, claims, compared (pairs with a verdict), facts,
        corroborated, disputed, single_source, conflicts_hard and conflicts_soft (counts of facts,
        and of pairs), corroboration_rate, conflict_rate and quotation_fidelity.
    """
    readable = _by_story(_readable(documents))
    claims_of, facts_of = _by_story(claims), _by_story(facts)
    pairs_of: dict[str, list[_Pair]] = defaultdict(list)
    for pair in _compared(documents, quotations, claims, verdicts):
        pairs_of[pair.story_id].append(pair)
    return [
        {
            "story_id": story,
            "documents": len(readable[story]),
            "outlets": len({row["outlet"] for row in readable[story]}),
            "claims": len(claims_of[story]),
            "compared": len(pairs_of[story]),
            "facts": len(facts_of[story]),
            **_fact_counts(facts_of[story]),
            **{
                f"conflicts_{severity}": sum(p.severity == severity for p in pairs_of[story])
                for severity in SEVERITIES
            },
            **_fact_rates(facts_of[story]),
            "quotation_fidelity": _fidelity(pairs_of[story]),
        }
        for story in sorted(readable)
    ]


_PROBABILITY = re.compile(r" with \d.*")


def _by_cause(row: Row) -> Row:
    """A dropped passage with its reason less the probability, so that equal causes add up."""
    return {**row, "reason": _PROBABILITY.sub("", row["reason"])}


def wilson(part: int, whole: int, *, confidence: float = 0.95) -> Interval | None:
    """The score interval of a proportion, which holds for small counts too; None without counts.

    Source: E. B. Wilson (1927), Probable Inference, the Law of Succession, and Statistical
    Inference, Journal of the American Statistical Association 22 (158), 209–212.

    Example:
        >>> wilson(3, 3)
        Interval(low=0.4385, high=1.0)
    """
    if not whole:
        return None
    z = NormalDist().inv_cdf((1 + confidence) / 2)
    rate = part / whole
    centre = rate + z**2 / (2 * whole)
    margin = z * sqrt(rate * (1 - rate) / whole + z**2 / (4 * whole**2))
    scale = 1 + z**2 / whole
    return Interval(
        low=round(max(0.0, (centre - margin) / scale), DIGITS),
        high=round(min(1.0, (centre + margin) / scale), DIGITS),
    )


def _outlet_row(
    outlet: str,
    *,
    documents: int,
    claims: set[str],
    corroborated: set[str],
    pairs: Sequence[_Pair],
    confidence: float,
) -> dict[str, Any]:
    def own(chosen: Iterable[_Pair]) -> set[str]:
        return {claim for pair in chosen for claim in pair.claims if claim in claims}

    compared = own(pairs)
    hard = own(pair for pair in pairs if pair.severity == "hard")
    soft = own(pair for pair in pairs if pair.severity == "soft") - hard
    supported = claims & corroborated
    quoted = [pair for pair in pairs if pair.quoted]
    intact = sum(not pair.altered for pair in quoted)
    return {
        "outlet": outlet,
        "documents": documents,
        "claims": len(claims),
        "compared": len(compared),
        "corroborated": len(supported),
        "conflicts_hard": len(hard),
        "conflicts_soft": len(soft),
        "quotations_compared": len(quoted),
        **_estimate("corroboration_rate", len(supported), len(claims), confidence),
        **_estimate("conflict_rate", len(hard | soft), len(compared), confidence),
        **_estimate("quotation_fidelity", intact, len(quoted), confidence),
    }


def _estimate(name: str, part: int, whole: int, confidence: float) -> dict[str, float | None]:
    interval = wilson(part, whole, confidence=confidence)
    bounds = interval or (None, None)
    return {name: _ratio(part, whole), f"{name}_low": bounds[0], f"{name}_high": bounds[1]}


def _compared(
    documents: Sequence[Row],
    quotations: Sequence[Row],
    claims: Sequence[Row],
    verdicts: Sequence[Row],
) -> list[_Pair]:
    outlet_of = {row["doc_id"]: row["outlet"] for row in documents}
    words_of = {row["quotation_id"]: _words(row["text"]) for row in quotations}
    quoted_in = {row["claim_id"]: [words_of[q] for q in row["quotations"]] for row in claims}
    compared = []
    for row in verdicts:
        if row["verdict"] == "undetermined":
            continue
        altered = any(conflict["conflict_type"] == "quote" for conflict in row["conflicts"])
        a, b = row["claim_a"], row["claim_b"]
        compared.append(
            _Pair(
                claims=(a, b),
                story_id=row["story_id"],
                outlets=(outlet_of[row["doc_a"]], outlet_of[row["doc_b"]]),
                severity=row["severity"],
                quoted=altered or _share_utterance(quoted_in[a], quoted_in[b]),
                altered=altered,
            )
        )
    return compared


def _share_utterance(a: Iterable[Counter[str]], b: Sequence[Counter[str]]) -> bool:
    return any(
        (x & y).total() >= SAME_UTTERANCE * min(x.total(), y.total())
        for x in a
        for y in b
        if x and y
    )


def _words(text: str) -> Counter[str]:
    return Counter(re.findall(r"\w+", text.lower()))


def _readable(documents: Iterable[Row]) -> list[Row]:
    return [row for row in documents if row["status"] == "ok"]


def _by_story(rows: Iterable[Row]) -> dict[str, list[Row]]:
    grouped: dict[str, list[Row]] = defaultdict(list)
    for row in rows:
        grouped[row["story_id"]].append(row)
    return grouped


def _count(rows: Iterable[Row], column: str, values: Iterable[str] = ()) -> dict[str, int]:
    """How often each value occurs; `values` are counted even if they do not occur."""
    counts = Counter(row[column] for row in rows)
    return {value: counts[value] for value in sorted({*counts, *values})}


def _fact_counts(facts: Iterable[Row]) -> dict[str, int]:
    counts = _count(facts, "status", STATUSES)
    return {status.replace("-", "_"): counts[status] for status in STATUSES}


def _fact_rates(facts: Sequence[Row]) -> dict[str, float | None]:
    shared = [fact for fact in facts if len(fact["documents"]) > 1]
    return {
        "corroboration_rate": _ratio(_status(facts, "corroborated"), len(facts)),
        "conflict_rate": _ratio(_status(shared, "disputed"), len(shared)),
    }


def _status(facts: Iterable[Row], status: str) -> int:
    return sum(fact["status"] == status for fact in facts)


def _fidelity(pairs: Iterable[_Pair]) -> float | None:
    quoted = [pair for pair in pairs if pair.quoted]
    return _ratio(sum(not pair.altered for pair in quoted), len(quoted))


def _ratio(part: int, whole: int) -> float | None:
    return round(part / whole, DIGITS) if whole else None


def _sorted(value: Any) -> Any:
    """The value with the keys of its mappings sorted at every level."""
    if isinstance(value, dict):
        return {key: _sorted(value[key]) for key in sorted(value)}
    return value
