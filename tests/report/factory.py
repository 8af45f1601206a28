"""Tables of an invented run: two stories, every verdict, and texts that mean harm."""

from datetime import UTC, date, datetime
from typing import Any

HARBOUR = {
    "tide": (
        "The Daily Tide",
        "https://tide.example/harbour?id=7&view=full",
        datetime(2031, 5, 6, 7, 30, tzinfo=UTC),
        [
            ("title", "Mayor opens rebuilt harbour after three years"),
            (
                "paragraph",
                "Mayor Lena Orvik opened the rebuilt harbour of Skarvik on Monday, calling the "
                "ferry captain Jon Bakke “an old friend”.",
            ),
            ("paragraph", "The work cost 41 million crowns, the council said."),
            ("paragraph", "Two hundred people watched from the quay as the first ferry left."),
            ("boilerplate", "Sign up for our newsletter"),
        ],
    ),
    "gull": (
        "Gull News",
        "http://gull.example/2031/05/06/harbour",
        datetime(2031, 5, 6, 9, 0, tzinfo=UTC),
        [
            ("title", "Skarvik harbour is open again"),
            (
                "paragraph",
                "Skarvik's mayor, Lena Orvik, opened the new harbour on Monday and greeted captain "
                "Jon Bakke as “an old friend”.",
            ),
            ("paragraph", "Rebuilding it cost 41 million crowns, according to the council."),
            ("paragraph", "About 200 people stood on the quay."),
        ],
    ),
    "beacon": (
        "Beacon <b>Wire</b>",
        "javascript:alert(1)",
        None,
        [
            ("title", "Harbour opened <script>alert('title')</script>"),
            (
                "paragraph",
                "On Tuesday the mayor of Skarvik, Lena Orvik, opened the rebuilt harbour and "
                "praised Jon Bakke, “a costly companion”.",
            ),
            (
                "paragraph",
                "The project cost 47 million crowns <img src=x onerror=alert(1)>, it is said.",
            ),
            ("paragraph", "Nobody was hurt \u202egnihtyna dias eh\u202c when a rope broke."),
            ("comment", 'first!! " onmouseover="alert(1)'),
        ],
    ),
    "echo": (
        "Echo",
        None,
        date(2031, 5, 7),
        [
            ("title", "مرفأ سكارفيك"),
            (
                "paragraph",
                "The mayor called Jon Bakke “an old friend” when the harbour opened on Monday.",
            ),
            ("paragraph", "A rope broke and one sailor was hurt."),
        ],
    ),
}

# document and claim a, document and claim b, verdict, conflicts: type, severity, confidence,
# explanation, words a, words b
PAIRS = [
    ("tide", "calling the ferry", "beacon", "praised", "conflict",
     [("quote", "hard", 0.92, "“an old friend” ≠ “a costly companion”",
       "an old friend", "a costly companion")]),
    ("gull", "greeted captain", "beacon", "praised", "conflict",
     [("quote", "hard", 0.9, "“an old friend” ≠ “a costly companion”",
       "an old friend", "a costly companion")]),
    ("echo", "The mayor called", "beacon", "praised", "conflict",
     [("quote", "soft", 0.7, "the greeting differs", "an old friend", "a costly companion")]),
    ("tide", "calling the ferry", "gull", "greeted captain", "agree", []),
    ("tide", "Mayor Lena Orvik opened", "gull", "Skarvik's mayor", "agree", []),
    ("tide", "Mayor Lena Orvik opened", "beacon", "On Tuesday the mayor", "conflict",
     [("time", "hard", 0.84, "Monday ≠ Tuesday", "Monday", "Tuesday")]),
    ("gull", "Skarvik's mayor", "beacon", "On Tuesday the mayor", "conflict",
     [("time", "hard", 0.81, "Monday ≠ Tuesday", "Monday", "Tuesday"),
      ("entity", "soft", 0.4, "the new harbour ≠ the rebuilt harbour",
       "the new harbour", "the rebuilt harbour")]),
    ("tide", "The work cost", "gull", "Rebuilding it cost", "agree", []),
    ("tide", "The work cost", "beacon", "The project cost", "conflict",
     [("quantity", "hard", 0.88, "41 million crowns ≠ 47 million crowns <script>",
       "41 million crowns", "47 million crowns")]),
    ("gull", "About 200 people", "tide", "Two hundred people", "refine", []),
    ("beacon", "Nobody was hurt", "echo", "A rope broke", "conflict",
     [("polarity", "hard", 0.77, "Nobody was hurt ≠ one sailor was hurt", "Nobody", None)]),
    ("gull", "About 200 people", "echo", "A rope broke", "undetermined", []),
]  # fmt: skip

CLAIMS = {
    "tide": [
        ("Mayor Lena Orvik opened the rebuilt harbour of Skarvik on Monday", None),
        ("calling the ferry captain Jon Bakke “an old friend”", None),
        ("The work cost 41 million crowns", "the council"),
        ("Two hundred people watched from the quay", None),
        ("the first ferry left", None),
    ],
    "gull": [
        ("Skarvik's mayor, Lena Orvik, opened the new harbour on Monday", None),
        ("greeted captain Jon Bakke as “an old friend”", None),
        ("Rebuilding it cost 41 million crowns", "the council"),
        ("About 200 people stood on the quay", None),
    ],
    "beacon": [
        ("On Tuesday the mayor of Skarvik, Lena Orvik, opened the rebuilt harbour", None),
        ("praised Jon Bakke, “a costly companion”", None),
        ("The project cost 47 million crowns", None),
        ("Nobody was hurt \u202egnihtyna dias eh\u202c when a rope broke", None),
    ],
    "echo": [
        ("The mayor called Jon Bakke “an old friend”", None),
        ("A rope broke and one sailor was hurt", None),
    ],
}

FACTS = [
    ("disputed", ["calling the ferry", "greeted captain", "praised", "The mayor called"], 3),
    ("disputed", ["Mayor Lena Orvik opened", "Skarvik's mayor", "On Tuesday the mayor"], 2),
    ("disputed", ["The work cost", "Rebuilding it cost", "The project cost"], 2),
    ("disputed", ["Nobody was hurt", "A rope broke"], 2),
    ("corroborated", ["Two hundred people", "About 200 people"], 2),
    ("single-source", ["the first ferry left"], 1),
]


def document(
    doc_id: str, story: str, outlet: str, url: str | None, published: Any, blocks: list
) -> dict:
    """A row of documents whose raw_text is the blocks, a blank line between them."""
    return {
        "doc_id": doc_id,
        "story_id": story,
        "path": f"{story}/{doc_id}.txt",
        "outlet": outlet,
        "url": url,
        "published": published,
        "title": None,
        "raw_text": "\n\n".join(text for _, text in blocks),
        "format": "txt",
        "encoding": "utf-8",
        "repairs": [],
        "language": "en",
        "status": "ok",
        "status_reason": None,
        "reference_date": date(2031, 5, 6),
        "reference_source": "story",
        "near_duplicates": [],
    }


def passages(doc_id: str, blocks: list) -> list[dict]:
    """Rows of passages, one per block."""
    rows, start = [], 0
    for position, (kind, text) in enumerate(blocks):
        kept = kind not in ("boilerplate", "comment")
        rows.append(
            {
                "passage_id": f"{doc_id}:p{position}",
                "doc_id": doc_id,
                "start": start,
                "end": start + len(text),
                "position": position,
                "kind": kind,
                "kept": kept,
                "reason": None if kept else f"looks like {kind}",
                "text": text,
            }
        )
        start += len(text) + 2
    return rows


def claim(doc: dict, blocks: list[dict], text: str, source: str | None = None) -> dict:
    """A row of claims for words of a document; its passage stands for its sentence."""
    start = doc["raw_text"].index(text)
    passage = next(p for p in blocks if p["start"] <= start < p["end"])
    return {
        "claim_id": f"{doc['doc_id']}:{start}",
        "story_id": doc["story_id"],
        "doc_id": doc["doc_id"],
        "start": start,
        "end": start + len(text),
        "passage_id": passage["passage_id"],
        "sentence_start": passage["start"],
        "sentence_end": passage["end"],
        "text": text,
        "kind": "reported" if source else "statement",
        "source_text": source,
    }


def words(doc: dict, row: dict, said: str | None) -> tuple[int | None, int | None]:
    """Where words of a claim stand, or nothing."""
    if said is None:
        return None, None
    start = doc["raw_text"].index(said, row["start"])
    return start, start + len(said)


def verdict(docs: dict, a: dict, b: dict, kind: str, conflicts: list) -> dict:
    """A row of verdicts for two claims and the conflicts between them, strongest first."""
    listed = []
    for conflict_type, severity, confidence, explanation, said_a, said_b in conflicts:
        a_start, a_end = words(docs[a["doc_id"]], a, said_a)
        b_start, b_end = words(docs[b["doc_id"]], b, said_b)
        listed.append(
            {
                "conflict_type": conflict_type,
                "severity": severity,
                "confidence": confidence,
                "explanation": explanation,
                "a_start": a_start,
                "a_end": a_end,
                "b_start": b_start,
                "b_end": b_end,
            }
        )
    first = listed[0] if listed else {}
    return {
        "pair_id": f"{a['claim_id']}|{b['claim_id']}",
        "story_id": a["story_id"],
        "claim_a": a["claim_id"],
        "claim_b": b["claim_id"],
        "doc_a": a["doc_id"],
        "doc_b": b["doc_id"],
        "a_start": a["start"],
        "a_end": a["end"],
        "b_start": b["start"],
        "b_end": b["end"],
        "verdict": kind,
        "conflict_type": first.get("conflict_type"),
        "severity": first.get("severity"),
        "confidence": first.get("confidence", 0.6),
        "explanation": first.get(
            "explanation", "two candidates fit equally" if kind == "undetermined" else kind
        ),
        "a_differs_start": first.get("a_start"),
        "a_differs_end": first.get("a_end"),
        "b_differs_start": first.get("b_start"),
        "b_differs_end": first.get("b_end"),
        "conflicts": listed,
        "update": False,
    }


def fact(story: str, status: str, members: list[dict], origins: int, docs: dict) -> dict:
    """A row of facts for some claims."""
    ids = sorted(row["claim_id"] for row in members)
    return {
        "fact_id": f"{story}:{ids[0]}",
        "story_id": story,
        "status": status,
        "text": members[0]["text"],
        "claims": ids,
        "documents": sorted({row["doc_id"] for row in members}),
        "outlets": sorted({docs[row["doc_id"]]["outlet"] for row in members}),
        "origins": origins,
        "origin_reasons": ["The Daily Tide and Gull News both cite the council"]
        if origins == 2
        else [],
        "pairs": [],
        "conflicts": [],
        "first_document": None,
        "updates": [],
        "values": [],
    }


def tables() -> dict[str, list[dict]]:
    """Every table of the run that the report reads."""
    docs: dict[str, dict] = {}
    found: dict[str, list[dict]] = {
        "documents": [],
        "passages": [],
        "claims": [],
        "verdicts": [],
        "facts": [],
    }
    for doc_id, (outlet, url, published, blocks) in HARBOUR.items():
        docs[doc_id] = document(doc_id, "harbour", outlet, url, published, blocks)
        rows = passages(doc_id, blocks)
        found["passages"] += rows
        found["claims"] += [claim(docs[doc_id], rows, *item) for item in CLAIMS[doc_id]]

    def named(start: str, doc_id: str | None = None) -> dict:
        return next(
            row
            for row in found["claims"]
            if row["text"].startswith(start) and doc_id in (None, row["doc_id"])
        )

    for doc_a, a, doc_b, b, kind, conflicts in PAIRS:
        found["verdicts"].append(verdict(docs, named(a, doc_a), named(b, doc_b), kind, conflicts))
    for status, starts, origins in FACTS:
        found["facts"].append(fact("harbour", status, [named(s) for s in starts], origins, docs))
    _fair(docs, found)
    _left_out(docs)
    found["documents"] = list(docs.values())
    return found


def _fair(docs: dict, found: dict[str, list[dict]]) -> None:
    """A second story without a conflict; its name is no file name."""
    story = "../Village fair & co"
    members = []
    for doc_id, outlet in (("fair1", "The Daily Tide"), ("fair2", "Gull News")):
        blocks = [
            ("title", "Village fair draws a crowd"),
            ("paragraph", f"The fair opened at noon. {'Pneumono' * 40}"),
        ]
        docs[doc_id] = document(doc_id, story, outlet, "https://[broken", None, blocks)
        rows = passages(doc_id, blocks)
        found["passages"] += rows
        members.append(claim(docs[doc_id], rows, "The fair opened at noon"))
    found["claims"] += members
    found["verdicts"].append(verdict(docs, *members, "agree", []))
    found["facts"].append(fact(story, "single-source", members, 1, docs))
    found["facts"][-1]["origin_reasons"] = ["near-copies: 96 % of the words are the same"]


def _left_out(docs: dict) -> None:
    for doc_id, status, reason in (
        ("photo", "unreadable", "binary file <jpeg>"),
        ("brief", "set_aside", "language is no, not en"),
    ):
        docs[doc_id] = document(doc_id, "harbour", "Gull News", None, None, [])
        docs[doc_id].update(status=status, status_reason=reason, language="no")


def outlet_rows() -> list[dict]:
    """The outlets' rates, one of them with nothing compared."""
    return [
        {
            "outlet": "The Daily Tide",
            "documents": 2,
            "claims": 6,
            "compared": 5,
            "corroborated": 4,
            "conflicts_hard": 3,
            "conflicts_soft": 0,
            "corroboration_rate": 0.8,
            "corroboration_rate_low": 0.376,
            "corroboration_rate_high": 0.964,
            "conflict_rate": 0.12,
            "conflict_rate_low": 0.03,
            "conflict_rate_high": 0.22,
        },
        {"outlet": "Beacon <b>Wire</b>", "documents": 1, "conflict_rate": None},
    ]


METRICS = {
    "documents": 8,
    "conflicts": {"hard": 7, "by_type": {"quote": 3}},
    "corroboration_rate": 0.61234,
}
