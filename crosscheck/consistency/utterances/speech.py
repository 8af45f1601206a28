"""Are two quotations one speech? How much must align, the less the better the speakers fit."""

from itertools import pairwise

from crosscheck.consistency.utterances.spoken_words import SPEAKING
from crosscheck.consistency.utterances.stretches import Stretch, stretches
from crosscheck.consistency.utterances.utterance import Limits, Utterance

# Shares of matching words; what a whole piece, or an unknown speaker, makes of the evidence needed.
_ALL, _SURE, LIKELY, _HALF = 0.9, 0.75, 0.6, 0.5
_PIECE, _OPEN_SPEAKER = 0.4, 1.4
_FEWEST = 2


def one_speech(p: Utterance, q: Utterance, stretch: Stretch, evidence: float) -> bool:
    """Is there evidence enough that a stretch is the same speech?

    The less the better the speakers fit; a stretch that makes up most of a piece needs least,
    because a formula ("I would like to say") seldom is all that an outlet quotes. What only one
    document marks as somebody's words must be speech by its own words, too; what neither does is
    the outlets' own.
    """
    if not stretch.matches or stretch.telling < _FEWEST or (p.nobodys and q.nobodys):
        return False
    if p.nobodys or q.nobodys:
        spoken = any(p.words[i].form in SPEAKING for i, _ in stretch.matches)
        enough = stretch.weight >= 2 * evidence and stretch.share >= _SURE
        return spoken and enough
    relation, whole = speakers(p, q), covered(p, q, stretch)
    if relation != "other" and in_passing(p, q, stretch):
        return stretch.weight >= 2 * evidence and stretch.share >= _SURE
    if relation == "other":
        # a pronoun may stand for somebody else than was taken for its antecedent
        unsure = _OPEN_SPEAKER if p.pronoun or q.pronoun else 2
        needed = evidence if whole >= _ALL else unsure * evidence
        return stretch.weight >= needed and stretch.share >= _SURE
    if stretch.share < LIKELY:
        loose = relation == "same" and stretch.share >= _HALF
        return stretch.weight >= (_OPEN_SPEAKER if loose else 2) * evidence
    if stretch.telling == _FEWEST and relation != "same" and _parted(p, q, stretch):
        return False
    if whole >= LIKELY and (relation == "same" or whole >= _ALL or _lacks(p, q, stretch) <= 1):
        return stretch.weight >= _PIECE * evidence
    return stretch.weight >= (evidence if relation == "same" else _OPEN_SPEAKER * evidence)


def same_utterance(p: Utterance, q: Utterance, limits: Limits) -> bool:
    """Do two quotations give one utterance, altered or not?"""
    return any(one_speech(p, q, found, limits.evidence) for found in stretches(p, q))


def aligned(p: Utterance, q: Utterance, stretch: Stretch, limits: Limits) -> bool:
    """Is so much of them alike word by word that they are one speech, or else two?"""
    return stretch.weight >= limits.evidence or one_speech(p, q, stretch, limits.evidence)


def in_passing(p: Utterance, q: Utterance, stretch: Stretch) -> bool:
    """Do both come to it and go on from it in the middle of a sentence of their own, as to a name
    that everybody uses for a thing ("the inquiry into the fall of the old dam")?
    """
    (i, j), (k, m) = stretch.matches[0], stretch.matches[-1]
    return not any(
        first == 0 or last + 1 == len(u.words) or u.sentence_ends(first - 1, last + 1)
        for u, first, last in ((p, i, k), (q, j, m))
    )


def _parted(p: Utterance, q: Utterance, stretch: Stretch) -> bool:
    """Does either have other telling words between those that match?"""
    return any(
        any(w.telling for w in u.words[first[side] + 1 : second[side]])
        for first, second in pairwise(stretch.matches)
        for side, u in enumerate((p, q))
    )


def speakers(p: Utterance, q: Utterance) -> str:
    """Are the speakers the same, other persons ("other"), or is it "open"?

    One who is only described may be the one whom the other document names.
    """
    if p.speaker_id is not None and p.speaker_id == q.speaker_id:
        return "same"
    if p.speaker is None or q.speaker is None:
        return "open"
    persons = p.speaker["label"] == q.speaker["label"] == "PERSON"
    known = (p.named or p.pronoun) and (q.named or q.pronoun)
    return "other" if persons and known else "open"


def covered(p: Utterance, q: Utterance, stretch: Stretch) -> float:
    """Which part of the pieces that a stretch touches matches, on the side where it is more."""
    return max(len(stretch.matches) / size for size in _touched(p, q, stretch))


def _lacks(p: Utterance, q: Utterance, stretch: Stretch) -> int:
    """How many words of those pieces do not match, on the side where they are fewer."""
    return min(_touched(p, q, stretch)) - len(stretch.matches)


def _touched(p: Utterance, q: Utterance, stretch: Stretch) -> list[int]:
    """How many words either has in the pieces that a stretch touches."""
    sizes = []
    for utterance, side in ((p, 0), (q, 1)):
        touched = {utterance.words[match[side]].piece for match in stretch.matches}
        sizes.append(sum(w.piece in touched for w in utterance.words))
    return sizes
