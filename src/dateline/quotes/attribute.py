"""Attributions: cues with their clauses and the quotations that go with them."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass, field

from dateline.quotes.clauses import according_to, content
from dateline.quotes.cues import Cue, anonymous_nouns, cues
from dateline.quotes.marks import Quoted, quoted
from dateline.quotes.speakers import Speakers
from dateline.syntax import Tree
from dateline.types import CODED_KINDS, Document, Mention, Span, Speaker

FEW_WORDS = 3
"""Quoted words without a verb up to this number are a name or a scare quote."""
NEAR_CUES = 8
"""Cues looked at on each side of a quotation: keeps endless sentences linear."""


@dataclass(slots=True)
class Found:
    """An attribution being put together: block, cue, speaker, content."""

    block: int
    cue: Span | None
    speaker: Speaker | None
    spans: list[Span]
    at: int = -1
    quotes: list[Quoted] = field(default_factory=list)


class Reading:
    """One document read for attributions."""

    def __init__(self, doc: Document) -> None:
        """Find the quotations and index tokens, sentences and mentions."""
        self.doc = doc
        self.tree = Tree(doc)
        self.speakers = Speakers(doc, self.tree, self._statement)
        self.quoted: list[tuple[int, Quoted]] = [
            (n, q)
            for n, block in enumerate(doc.blocks)
            if block.kind in CODED_KINDS
            for q in quoted(doc.text, block.span.start, block.span.end)
        ]
        self.starts = [q.start for _, q in self.quoted]
        self.spoken: list[Found] = []
        self.cue_starts: list[int] = []
        self.mention_starts = [m.span.start for m in doc.mentions]

    def found(self) -> list[Found]:
        """All attributions, unordered: one for each cue, one for each cueless speech."""
        by_cue = self._clauses()
        self._join_quotations(by_cue)
        return [f for f in by_cue if f.spans or f.quotes]

    def inside(self, offset: int) -> Quoted | None:
        """The quotation that holds this character, if any."""
        n = bisect_right(self.starts, offset) - 1
        if n >= 0 and offset < self.quoted[n][1].end:
            return self.quoted[n][1]
        return None

    def _statement(self, offset: int) -> Quoted | None:
        """The quotation that holds this character and says something, if any."""
        around = self.inside(offset)
        return around if around is not None and self.is_statement(around) else None

    def _clauses(self) -> list[Found]:
        """An attribution for every cue, its spans by the parse (perhaps none)."""
        known = cues()
        found: list[Found] = []
        for at, token in enumerate(self.tree.tokens):
            if token.lemma == "accord" and self._is_according(at):
                found.append(self._according(at))
            elif token.pos == "VERB":
                cue = known.get(token.lemma.lower())
                if cue is not None:
                    found.extend(self._verb(at, cue))
        return found

    def _verb(self, at: int, cue: Cue) -> list[Found]:
        token = self.tree.tokens[at]
        around = self.inside(token.start)
        # People in quotations say much of what they think and want; only sayings count.
        if around is not None and not (cue.kind in {"say", "deny"} and self._third(at)):
            return []
        if (self.tree.of(at, "neg") and cue.kind == "think") or self._was_asked(at):
            return []
        if cue.lemma == "read" and not self._written(at):
            return []
        spans = content(self.tree, at, cue)
        if around is not None:
            spans = [s for s in spans if around.start <= s.start and s.end <= around.end]
        if not spans and (around is not None or "q" not in cue.takes):
            return []
        speaker = self._speaker(at)
        block = self.doc.sentences[token.sentence].block
        return [Found(block, Span(token.start, token.end), speaker, spans, at)]

    def _speaker(self, at: int) -> Speaker | None:
        # What appears so has a subject, but nobody is named who says it.
        if self.tree.tokens[at].lemma == "appear":
            return None
        return self.speakers.of(at) or self.speakers.inverted(at, self._mentions(at))

    def _was_asked(self, at: int) -> bool:
        """Whether the sentence opens with a participle: "Asked why, he shrugged"."""
        tokens, token = self.tree.tokens, self.tree.tokens[at]
        first = self.doc.sentences[token.sentence].first
        opens = at == first or (at == first + 1 and tokens[first].lemma.lower() in {"when", "if"})
        return opens and token.tag == "VBN" and token.dep == "advcl"

    def _written(self, at: int) -> bool:
        """Whether what reads so is a text, not somebody who reads one."""
        head = self.speakers.head(at)
        if head is None:
            return False
        token = self.tree.tokens[head]
        person = token.entity == "PERSON" or token.lemma.lower() in anonymous_nouns()
        return not person and (
            token.pos != "PRON" or token.lemma.lower() in {"it", "which", "that"}
        )

    def _third(self, at: int) -> bool:
        """Whether the cue has a noun or a name for a subject: a relay worth keeping."""
        return any(self.tree.tokens[i].pos in {"NOUN", "PROPN"} for i in self.tree.of(at, "nsubj"))

    def _is_according(self, at: int) -> bool:
        tokens = self.tree.tokens
        return at + 1 < len(tokens) and tokens[at + 1].text == "to"

    def _according(self, at: int) -> Found:
        tokens = self.tree.tokens
        spans, source = according_to(self.tree, at)
        speaker = None if source is None else self.speakers.phrase(source, cue=at)
        cue = Span(tokens[at].start, tokens[at + 1].end)
        return Found(self.doc.sentences[tokens[at].sentence].block, cue, speaker, spans, at)

    def _mentions(self, at: int) -> list[Mention]:
        """The few mentions that begin right after token `at`."""
        first = bisect_left(self.mention_starts, self.tree.tokens[at].end)
        return list(self.doc.mentions[first : first + 3])

    def _join_quotations(self, found: list[Found]) -> None:
        """Give every statement in quotation marks to its cue or to who spoke before."""
        outside = [f for f in found if f.cue and self.inside(f.cue.start) is None]
        places = [f.cue.start for f in outside if f.cue]
        self.spoken = [f for n, f in enumerate(outside) if f.speaker and not _told(outside, n)]
        self.cue_starts = [f.cue.start for f in self.spoken if f.cue]
        last: Found | None = None
        still_open: int | None = None
        for block, q in self.quoted:
            goes_on = still_open is not None and self._opens_next(still_open, block, q)
            still_open = None if q.closed else block
            if goes_on and last is not None:
                last.quotes.append(q)
                continue
            around = self._around(q)
            near = self._nearest(q, outside, places, around)
            if near is not None and (self.is_statement(q) or self._adjacent(q, near)):
                near.quotes.append(q)
                last = near
            elif near is None and self.is_statement(q) and self._own(q, around):
                last = self._carried(found, block, q, last)
        for f in found:
            self._snap(f)

    def _opens_next(self, before: int, block: int, q: Quoted) -> bool:
        """Whether `q` opens the next paragraph of a speech that block `before` left open."""
        opened = self.doc.blocks[block].span.start
        return block == before + 1 and not self.doc.text[opened : q.start].strip()

    def _carried(self, found: list[Found], block: int, q: Quoted, last: Found | None) -> Found:
        """The quotation joined to the one before, or a new one by the last speaker."""
        if last is not None and last.block == block:
            last.quotes.append(q)
            return last
        n = bisect_left(self.cue_starts, q.start) - 1
        before = self.spoken[n] if n >= 0 else None
        near = before is not None and block - before.block <= 1
        speaker = before.speaker if before is not None and near else None
        made = Found(block, None, speaker, [], quotes=[q])
        found.append(made)
        return made

    def _around(self, q: Quoted) -> tuple[int, int]:
        """The sentences the quotation touches, from the first's start to the last's end.

        A sentence that only begins after a quotation that ends with its own full stop
        belongs to it if it starts in lower case: “Enough.” she said.
        """
        tokens = self.tree.at(Span(q.start, q.end))
        if not tokens:
            return q.start, q.end
        sentences = self.doc.sentences
        first = self.tree.tokens[tokens[0]].sentence
        last = self.tree.tokens[tokens[-1]].sentence
        start, end = sentences[first].span.start, sentences[last].span.end
        after = last + 1
        same = after < len(sentences) and sentences[after].block == sentences[last].block
        if end <= q.end and same and self._goes_on(q):
            end = sentences[after].span.end
        before = self.doc.text[max(0, start - 3) : start].rstrip()
        if first and before.endswith(":") and sentences[first - 1].block == sentences[first].block:
            start = sentences[first - 1].span.start
        return start, end

    def _goes_on(self, q: Quoted) -> bool:
        """Whether the words after the closing mark continue: “…,” said X."""
        inner = self.doc.text[max(q.start, q.end - 2) : q.end - 1]
        rest = self.doc.text[q.end : q.end + 3].lstrip()
        return inner in {",", "?", "!"} or rest[:1].islower()

    def _nearest(
        self, q: Quoted, outside: list[Found], places: list[int], around: tuple[int, int]
    ) -> Found | None:
        """The cue outside quotations nearest to `q` in its sentences; after it wins."""
        first, last = bisect_left(places, around[0]), bisect_left(places, around[1])
        here = bisect_left(places, q.start)
        best: tuple[int, Found] | None = None
        for n in range(max(first, here - NEAR_CUES), min(last, here + NEAR_CUES)):
            f = outside[n]
            cue = f.cue
            if cue is None or q.start <= cue.start < q.end:
                continue
            gap = cue.start - q.end if cue.start >= q.end else q.start - cue.end + 5
            if any(s.start <= q.start and q.end <= s.end for s in f.spans):
                gap -= 1000
            if best is None or gap < best[0]:
                best = gap, f
        return best[1] if best else None

    def _own(self, q: Quoted, around: tuple[int, int]) -> bool:
        """Whether the quotation is a sentence of its own rather than words inside one."""
        text = self.doc.text
        return not text[around[0] : q.start].strip() and not text[q.end : around[1]].strip(" .\n")

    def is_statement(self, q: Quoted) -> bool:
        """Whether the quotation says something rather than names it."""
        tokens = [self.tree.tokens[i] for i in self.tree.at(Span(q.start, q.end))]
        words = [t for t in tokens if t.pos not in {"PUNCT", "SPACE"}]
        return len(words) > FEW_WORDS or any(t.pos in {"VERB", "AUX"} for t in words)

    def _adjacent(self, q: Quoted, f: Found) -> bool:
        """Whether a short quotation stands right beside its cue: “Never,” she said."""
        return self.doc.text[max(q.start, q.end - 2)] in ",?!." and not f.spans

    def _snap(self, f: Found) -> None:
        """Spans by the parse cut half way through a quotation take all of it."""
        spans = list(f.spans)
        spans.extend(Span(q.start, q.end) for q in f.quotes)
        for s in f.spans:
            for edge in (s.start, s.end - 1):
                q2 = self.inside(edge)
                inside_cue = f.cue is not None and q2 is not None and self.inside(f.cue.start) == q2
                if q2 is not None and not inside_cue:
                    spans.append(Span(q2.start, q2.end))
        f.spans = self._merged(spans, f)

    def _merged(self, spans: list[Span], f: Found) -> list[Span]:
        """The spans without cue and speaker, joined where only blanks or marks part them."""
        merged: list[Span] = []
        for span in sorted(spans):
            if f.cue is not None and span.start <= f.cue.start < span.end:
                continue
            if merged:
                gap = self.doc.text[merged[-1].end : span.start]
                if span.start <= merged[-1].end or not gap.strip(" \n\t,.:;—–"):
                    merged[-1] = Span(merged[-1].start, max(merged[-1].end, span.end))
                    continue
            merged.append(span)
        return merged


def _told(outside: list[Found], n: int) -> bool:
    """Whether the cue stands in what an earlier cue says: its speaker is not the last."""
    cue = outside[n].cue
    return cue is not None and any(
        span.holds(cue) for f in outside[max(0, n - NEAR_CUES) : n] for span in f.spans
    )
