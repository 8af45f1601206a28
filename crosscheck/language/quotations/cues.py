"""The lexicon of words that report speech and thought, and what each says about certainty."""

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:  # the comparers ask for the lexicon alone, and need not wait for spaCy
    from spacy.tokens import Token

SPEECH = frozenset(["said", "confirmed", "claimed", "denied", "asked", "judged"])


_ENDINGS = (
    *(("ied", "y"), ("ies", "y"), ("ed", ""), ("ed", "e")),
    *(("ing", ""), ("ing", "e"), ("es", ""), ("s", "")),
)


class Lexicon(NamedTuple):
    """Lemma → certainty, for each part of speech.

    The certainties are said, confirmed, claimed, believed, feared, hoped, denied, asked and judged.
    Marginal verbs report only a quotation beside them; a weak verb gives way to a verb of saying;
    a pronoun before a continuing verb is whoever spoke last.
    """

    verbs: Mapping[str, str]
    nouns: Mapping[str, str]
    adjectives: Mapping[str, str]
    adverbs: Mapping[str, str]
    marginal: frozenset[str]
    weak: frozenset[str]
    continuing: frozenset[str]
    days: frozenset[str]
    irregular: Mapping[str, str]


@cache
def lexicon() -> Lexicon:
    """The shipped lexicon; a lemma listed twice has the certainty it is listed with first."""
    text = (files("crosscheck.language.quotations") / "data/cues.toml").read_text("utf-8")
    tables = tomllib.loads(text)
    verbs, nouns, adjectives, adverbs = (
        _by_lemma(tables[name]) for name in ("verbs", "nouns", "adjectives", "adverbs")
    )
    days = frozenset(tables["days"]["nouns"].split())
    marginal, weak, continuing = (
        frozenset(tables[name]["verbs"].split()) for name in ("marginal", "weak", "continuing")
    )
    return Lexicon(
        verbs,
        nouns,
        adjectives,
        adverbs,
        marginal=marginal,
        weak=weak,
        continuing=continuing,
        days=days,
        irregular=tables["irregular"],
    )


def _by_lemma(lists: Mapping[str, str]) -> dict[str, str]:
    found: dict[str, str] = {}
    for certainty, lemmas in lists.items():
        for lemma in lemmas.split():
            found.setdefault(lemma, certainty)
    return found


def certainty(token: "Token") -> str | None:
    """What a token says about the certainty of what it reports, or None if it reports nothing."""
    words = lexicon()
    tables = {
        "VERB": words.verbs,
        "NOUN": words.nouns,
        "ADJ": words.adjectives,
        "ADV": words.adverbs,
    }
    return tables.get(token.pos_, {}).get(lemma_of(token))


def lemma_of(token: "Token") -> str:
    """The token's lemma, or the lexicon's verb that its form is regularly made from."""
    lemma, form = token.lemma_.lower(), token.lower_
    verbs = lexicon().verbs
    if lemma in verbs or token.pos_ != "VERB":
        return lemma
    if form in lexicon().irregular:
        return lexicon().irregular[form]
    stems = [form[: -len(end)] + tail for end, tail in _ENDINGS if form.endswith(end)]
    return next((stem for stem in stems if stem in verbs), lemma)
