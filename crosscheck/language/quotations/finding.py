"""Quotations: the words between the marks, what kind they are, who said them, which word says so.

A quotation's frame is the rest of its sentence: what stands before the opening mark and after the
closing one, other quotations left out. The speaker is the subject of the reporting word in the
frame; a quotation without a frame belongs to whoever spoke last or is introduced by the paragraph
before.
Words come first and syntax second, because parsers often fail around quotation marks
(Krestel, Bergler and Witte 2008; Pareti et al. 2013).
"""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from spacy.tokens import Token

from crosscheck.datelines import after_dateline
from crosscheck.language.article import Passage
from crosscheck.language.quotations.cues import certainty, lemma_of, lexicon
from crosscheck.language.quotations.marks import Stretch, stretches
from crosscheck.language.quotations.speech import Speech, possessor, speech_after, speech_before


class Place(NamedTuple):
    """Where words stand: a passage's position in the article, and characters of raw_text."""

    passage: int
    start: int
    end: int


class Quotation(NamedTuple):
    """Words between quotation marks.

    Attributes:
        passage: The passage's position in the article.
        start: The first character in raw_text after the opening mark.
        end: One past the last character before the closing mark.
        kind: direct (a sentence or more), partial (a phrase) or scare (nobody is quoted).
        utterance: Quotations that one speech is broken into share it; 0, 1, … in text order.
        speaker: The words that name who said it.
        antecedents: What a pronoun or a collective speaker ("both men") refers to.
        cue: The lemma of the word that introduces it ("according to" for that phrase).
        cue_place: Where that word stands.
    """

    passage: int
    start: int
    end: int
    kind: str
    utterance: int
    speaker: Place | None
    antecedents: tuple[Place, ...]
    cue: str | None
    cue_place: Place | None


_MARKS = frozenset("“”„‟\"«»″＂'‘’`") | {"``", "''"}
_TERMINAL = frozenset(".!?…")
_SINGULAR = frozenset(["he", "she", "his", "her"])
_PLURAL = frozenset(["they", "their", "both"])
_COLLECTIVE = frozenset(["both", "two", "pair", "duo", "couple"])
_NAMING = frozenset(["title", "entitle", "name", "know", "nickname", "so-called"])
_LOOK_BACK = 3  # passages in which a pronoun's antecedent is looked for


def quotations(passages: Sequence[Passage]) -> Iterator[Quotation]:
    """Find the quotations of one article.

    Args:
        passages: The article's kept passages in text order, tagged; parsed if possible.

    Yields:
        Its quotations in text order; a quotation within one is part of it.
    """
    reader = _Reader(passages, _quoted(passages))
    for number in range(len(passages)):
        yield from reader.read(number)


def _quoted(passages: Sequence[Passage]) -> list[list[Stretch]]:
    """Every passage's quoted stretches; only paragraphs continue one another."""
    found: list[list[Stretch]] = [[] for _ in passages]
    running = [n for n, p in enumerate(passages) if p.kind == "paragraph"]
    groups = [running, *([n] for n, p in enumerate(passages) if p.kind != "paragraph")]
    for group in groups:
        for stretch in stretches([passages[n].doc.text for n in group]):
            found[group[stretch.text]].append(stretch)
    return found


class _Frame(NamedTuple):
    """A stretch with the rest of its sentence."""

    stretch: Stretch
    text: str
    before: list[Token]
    after: list[Token]
    follows: bool  # does no sentence without quotation stand between it and the one before?


def _frames(passage: Passage, quoted: Sequence[Stretch]) -> list[_Frame]:
    doc = passage.doc
    gaps: list[list[Token]] = [[] for _ in range(len(quoted) + 1)]
    begins = after_dateline(doc.text)
    for token in doc:
        if token.idx < begins:
            continue
        if not (token.is_space or token.text in _MARKS or _is_quoted(token, quoted)):
            gaps[sum(s.end <= token.idx for s in quoted)].append(token)
    texts = [doc.text[s.start : s.end] for s in quoted]
    return [
        _Frame(s, texts[n], _before(gaps, texts, n), _after(gaps, texts, n), _follows(gaps, n))
        for n, s in enumerate(quoted)
    ]


def _is_quoted(token: Token, quoted: Sequence[Stretch]) -> bool:
    middle = token.idx + len(token) / 2
    return any(s.start <= middle < s.end for s in quoted)


def _before(gaps: list[list[Token]], texts: list[str], n: int) -> list[Token]:
    """The sentence up to a quotation, earlier quotations left out."""
    found = _last_sentence(gaps[n])
    whole = len(found) == len(gaps[n])
    while whole and n > 0 and not _ends(texts[n - 1]):
        n -= 1
        earlier = _last_sentence(gaps[n])
        found = earlier + found
        whole = len(earlier) == len(gaps[n])
    return found


def _after(gaps: list[list[Token]], texts: list[str], n: int) -> list[Token]:
    """The sentence from a quotation on, later quotations left out."""
    found = _first_sentence(gaps[n + 1])
    whole = len(found) == len(gaps[n + 1])
    while whole and n + 2 < len(gaps) and (gaps[n + 1] or not _ends(texts[n])):
        n += 1
        later = _first_sentence(gaps[n + 1])
        found = found + later
        whole = len(later) == len(gaps[n + 1]) and not _ends(texts[n])
    return found


def _follows(gaps: list[list[Token]], n: int) -> bool:
    return n > 0 and sum(t.text in _TERMINAL for t in gaps[n][:-1]) == 0


def _last_sentence(tokens: list[Token]) -> list[Token]:
    ends = [i for i, t in enumerate(tokens) if t.text in _TERMINAL]
    return tokens[ends[-1] + 1 :] if ends else tokens


def _first_sentence(tokens: list[Token]) -> list[Token]:
    end = next((i for i, t in enumerate(tokens) if t.text in _TERMINAL), len(tokens))
    return tokens[:end]


def _ends(text: str) -> bool:
    return text.rstrip("'’\"”)] ")[-1:] in _TERMINAL


class _Speaker(NamedTuple):
    place: Place | None
    antecedents: tuple[Place, ...]
    cue: str | None
    cue_place: Place | None


_NOBODY = _Speaker(None, (), None, None)


class _Reader:
    """Goes through an article and remembers who spoke last."""

    def __init__(self, passages: Sequence[Passage], quoted: list[list[Stretch]]) -> None:
        self.passages = passages
        self.quoted = quoted
        self.utterance = -1
        self.last = _NOBODY
        self.spoken: list[_Speaker] = []

    def read(self, number: int) -> Iterator[Quotation]:
        passage = self.passages[number]
        previous: Quotation | None = None
        for frame in _frames(passage, self.quoted[number]):
            direct = _is_direct(frame)
            speech = _speech(frame, direct)
            if speech is not None:
                speaker = self._speaker(number, speech)
            elif direct or frame.stretch.continues:
                speaker = self._unframed(number, frame, previous)
            else:
                speaker = _NOBODY
            same = self._same_utterance(frame, speech, speaker, previous)
            self.utterance += not same
            if same and previous is not None and previous.kind == "direct":
                direct = True
            if speaker.place is not None:
                self.last = speaker
                self.spoken.append(speaker)
            previous = Quotation(
                number,
                passage.start + frame.stretch.start,
                passage.start + frame.stretch.end,
                _kind(direct, speech, speaker),
                self.utterance,
                *speaker,
            )
            yield previous

    def _same_utterance(
        self, frame: _Frame, speech: Speech | None, speaker: _Speaker, previous: Quotation | None
    ) -> bool:
        if frame.stretch.continues:  # unless a mark was forgotten, and somebody else answers
            return previous is None or previous.speaker is None or speech is None
        if previous is None or not frame.follows or speaker.place is None:
            return False
        return previous.speaker == speaker.place or speech is None

    def _unframed(self, number: int, frame: _Frame, previous: Quotation | None) -> _Speaker:
        """The speaker of a quotation that is a sentence of its own."""
        if frame.stretch.continues and previous is None:
            return self.last._replace(cue_place=None)
        if previous is not None and frame.stretch.continues:
            return _Speaker(previous.speaker, previous.antecedents, previous.cue, None)
        if previous is not None and frame.follows and previous.speaker is not None:
            return _Speaker(previous.speaker, previous.antecedents, previous.cue, None)
        if frame.before:  # a sentence fragment stands there that reports nothing
            return _NOBODY
        if (introduced := self._introduced(number, frame)) is not None:
            return introduced
        if (reporter := self._reporter(number, frame)) is not None:
            return reporter
        antecedents = self._person(number, self._limit(number, frame))
        if not antecedents:
            return _NOBODY
        return _Speaker(antecedents[0], (), None, None)

    def _reporter(self, number: int, frame: _Frame) -> _Speaker | None:
        """Whoever the sentence before reports, in indirect speech or with a quotation."""
        at: int | None = number
        sentences = self._sentences(number, self._limit(number, frame))
        if not sentences:
            at = self._paragraph_before(number)
            sentences = self._sentences(at, None) if at is not None else []
        if at is None or not sentences:
            return None
        speech = speech_before(sentences[-1], direct=False)
        if speech is None or not speech.speaker:
            return None
        return self._speaker(at, speech)._replace(cue=None, cue_place=None)

    def _introduced(self, number: int, frame: _Frame) -> _Speaker | None:
        """The paragraph before ends with a colon ("And from the chairwoman:")."""
        at: int | None = number
        sentences = self._sentences(number, self._limit(number, frame))
        if not sentences:
            at = self._paragraph_before(number)
            sentences = self._sentences(at, None) if at is not None else []
        if at is None or not sentences or sentences[-1][-1].text != ":":
            return None
        speech = speech_before(sentences[-1], direct=True)
        return self._speaker(at, speech) if speech else None

    def _paragraph_before(self, number: int) -> int | None:
        before = (n for n in range(number - 1, -1, -1) if self.passages[n].kind == "paragraph")
        return next(before, None)

    def _limit(self, number: int, frame: _Frame) -> int:
        return self.passages[number].start + frame.stretch.start

    def _speaker(self, number: int, speech: Speech) -> _Speaker:
        cue = self._place(number, [speech.cue]) if speech.cue else None
        if not speech.speaker:
            return _Speaker(None, (), _lemma(speech.cue), cue)
        place = self._place(number, speech.speaker)
        words = [t.lower_ for t in speech.speaker]
        antecedents: tuple[Place, ...] = ()
        if words[0] in _SINGULAR and len(words) == 1:
            antecedents = self._continued(speech) or self._person(number, place.start)
        elif (words[0] in _PLURAL and len(words) == 1) or any(w in _COLLECTIVE for w in words):
            antecedents = self._pair(number, place.start)
        return _Speaker(place, antecedents, _lemma(speech.cue), cue)

    def _continued(self, speech: Speech) -> tuple[Place, ...]:
        """Whoever spoke last, if the verb goes on with a speech ("he added")."""
        if speech.cue is None or lemma_of(speech.cue) not in lexicon().continuing:
            return ()
        return self.last.antecedents or ((self.last.place,) if self.last.place else ())

    def _place(self, number: int, tokens: Sequence[Token]) -> Place:
        start = self.passages[number].start
        return Place(number, start + tokens[0].idx, start + tokens[-1].idx + len(tokens[-1]))

    def _person(self, number: int, limit: int) -> tuple[Place, ...]:
        """The person last spoken of before a place; a sentence's subject before others in it."""
        for at in self._back(number):
            for sentence in reversed(self._sentences(at, limit if at == number else None)):
                if found := self._person_of(at, sentence):
                    return found
        return ()

    def _person_of(self, at: int, sentence: list[Token]) -> tuple[Place, ...]:
        start, end = (self._place(at, sentence)[i] for i in (1, 2))
        spoken = [s for s in self.spoken if s.place and s.place.passage == at]
        spoken = [s for s in spoken if s.place and start <= s.place.start < end]
        names = list(_names(sentence, "PERSON"))
        if names and _is_subject(names[0]):
            return (self._place(at, names[0]),)
        if spoken:
            last = spoken[-1]
            return last.antecedents or ((last.place,) if last.place else ())
        return (self._place(at, names[0]),) if names else ()

    def _pair(self, number: int, limit: int) -> tuple[Place, ...]:
        """The two last named persons, or else the two last named others, before a place."""
        for label in ("PERSON", ""):
            places: dict[str, Place] = {}
            for at in self._back(number):
                for sentence in reversed(self._sentences(at, limit if at == number else None)):
                    for name in reversed(list(_names(sentence, label))):
                        places.setdefault(name[-1].text, self._place(at, name))
                if len(places) > 1:
                    return tuple(sorted(list(places.values())[:2]))
        return ()

    def _sentences(self, at: int, limit: int | None) -> list[list[Token]]:
        """A passage's sentences without what is quoted, up to a character of raw_text."""
        passage = self.passages[at]
        found: list[list[Token]] = [[]]
        for token in passage.doc:
            if limit is not None and passage.start + token.idx >= limit:
                break
            plain = not (token.is_space or token.text in _MARKS)
            if plain and not _is_quoted(token, self.quoted[at]):
                found[-1].append(token)
            if token.text in _TERMINAL:
                found.append([])
        return [sentence for sentence in found if sentence]

    def _back(self, number: int) -> Iterator[int]:
        yield number
        before = [n for n in range(number) if self.passages[n].kind == "paragraph"]
        yield from reversed(before[-_LOOK_BACK:])


def _speech(frame: _Frame, direct: bool) -> Speech | None:
    if direct and not frame.before:
        return speech_after(frame.after, direct=True, ended=frame.text.endswith("."))
    if not direct and _is_term(frame):
        return None
    if found := speech_before(frame.before, direct=direct):
        return found
    if not direct and (found := possessor(frame.before) or _epithet(frame)):
        return found
    closed = frame.text[-1] in ",.!?…—–-"
    return speech_after(frame.after, direct=direct, closed=closed, ended=_ends(frame.text))


def _is_term(frame: _Frame) -> bool:
    """'It signed a "forever" pact', 'the film, titled "Night"': a name rather than an utterance."""
    if not frame.before or len(frame.text.split()) > 2:
        return False
    last = frame.before[-1]
    if last.lemma_.lower() in _NAMING:
        return True
    cues = {certainty(t) for t in frame.before if t.pos_ == "VERB"}
    return last.lower_ in ("a", "an") and cues <= {None, "judged", "asked"}


def _epithet(frame: _Frame) -> Speech | None:
    """'Smith meets "old rival" Jones': the words are the subject's."""
    if not (frame.before and frame.after and frame.before[-1].pos_ in ("ADP", "VERB")):
        return None
    if frame.after[0].ent_type_ != "PERSON" and frame.after[0].pos_ != "PROPN":
        return None
    names = list(_names(frame.before, "PERSON"))
    return Speech(names[0], None) if names else None


def _is_direct(frame: _Frame) -> bool:
    """Is a whole sentence quoted? It begins like one and something ends it."""
    words = re.findall(r"[^\W_][\w’'-]*", frame.text)
    if len(words) < 2 or not (words[0][0].isupper() or words[0][0].isdigit()):
        return False
    if not frame.before:
        return frame.text[-1] in ",.!?…—–-;:" or not frame.after or len(words) > 7
    if all(w[0].isupper() or len(w) < 4 for w in words):
        return False
    led = (
        frame.before[-1].text in ",:"
        or frame.before[-1].lower_ == "that"
        or bool(certainty(frame.before[-1]))
    )
    return led or _ends(frame.text)


def _lemma(cue: Token | None) -> str | None:
    if cue is None:
        return None
    return "according to" if cue.lower_ == "according" else lemma_of(cue)


def _kind(direct: bool, speech: Speech | None, speaker: _Speaker) -> str:
    if direct:
        return "direct"
    return "partial" if speaker.place is not None or (speech and speech.cue) else "scare"


def _names(tokens: Sequence[Token], label: str) -> Iterator[list[Token]]:
    """Runs of tokens that name a person (or anything, if no label is asked for)."""
    tagged = any(t.ent_type_ for t in tokens)
    run: list[Token] = []
    for token in tokens:
        fits = (
            token.ent_type_ == label
            if tagged and label
            else bool(token.ent_type_)
            if tagged
            else token.pos_ == "PROPN"
        )
        if run and (not fits or token.i != run[-1].i + 1 or (tagged and token.ent_iob_ == "B")):
            yield run
            run = []
        if fits:
            run.append(token)
    if run:
        yield run


def _is_subject(name: Sequence[Token]) -> bool:
    if not name[0].doc.has_annotation("DEP"):
        return True
    head = next((t for t in name if t.head not in name), name[-1])
    while head.dep_ in ("appos", "flat", "compound", "conj") and head.head != head:
        head = head.head
    return head.dep_.startswith("nsubj")
