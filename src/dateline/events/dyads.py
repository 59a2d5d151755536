"""Answers to asked actor pairs: the one event that best states what source does to target."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from dateline.events import parties as slots
from dateline.events.encoder import Coder, Floats
from dateline.events.facts import BECOMES_AGREE
from dateline.events.features import TYPES
from dateline.events.lexicon import NO_EVENT, Lexicon, Row
from dateline.events.marking import marked
from dateline.events.status import status_of
from dateline.syntax import Tree
from dateline.types import Document, Dyad, Span

COOPERATIVE = frozenset({"AGREE", "CONSULT", "SUPPORT", "COOPERATE", "AID", "CONCEDE", "RETREAT"})
"""Between two parties, one of these withheld ("will not withdraw") is a refusal: REJECT."""

YIELD = ("CONCEDE", "RETREAT")
PUBLIC = (*(t for t in TYPES if t not in YIELD), "YIELD")
"""The classes of the public pairs, which join CONCEDE and RETREAT."""

PUBLIC_SHARE = 0.75
"""Weight of the public reading of a pair beside that of our corpus."""

PUBLIC_COUNTS = {
    "YIELD": 110, "REJECT": 106, "ACCUSE": 94, "AGREE": 86, "ASSAULT": 82, "COERCE": 66,
    "SUPPORT": 60, "AID": 51, "CONSULT": 50, "REQUEST": 35, "SANCTION": 32, "THREATEN": 31,
    "COOPERATE": 14, "MOBILIZE": 13, "PROTEST": 13,
}  # fmt: skip
"""Pairs of each class that the public reading learned from (training half of the ZSP release)."""
EVEN = 0.5
"""How far the public reading is freed of these counts, 0 to 1: they say what was chosen for
annotation, not how often news states a type (logit adjustment, Menon et al. 2021)."""

NOTHING = 0.9
"""From this probability of "nothing stated" on, a pair gets no type."""


@dataclass(frozen=True, slots=True)
class _Scored:
    trigger: int
    row: Row
    score: float


def answer_dyads(
    doc: Document, tree: Tree, lexicon: Lexicon, model: Coder | None
) -> tuple[Dyad, ...]:
    """One answer for each asked pair, in the order they were asked.

    With a model its pair head names the type; without, the lexicon's trigger that fits best.
    """
    asked = doc.asked.dyads
    ruled = [_ruled(tree, lexicon, source, target) for source, target in asked]
    if model is None or not asked:
        return tuple(ruled)
    own, public = _read(doc, model)
    return tuple(_joined(dyad, own[n], public[n]) for n, dyad in enumerate(ruled))


def _read(doc: Document, model: Coder) -> tuple[Floats, Floats]:
    """Probabilities of the asked pairs, each read with its two parties marked."""
    texts, marks = [], []
    for source, target in doc.asked.dyads:
        base, text = _around(doc, source, target)
        whole, s, t = marked(
            text, (source.start - base, source.end - base), (target.start - base, target.end - base)
        )
        texts.append(whole)
        marks.append((s, t))
    states = []
    for encoded, pair in zip(model(texts), marks, strict=True):
        states.append(encoded.states[[max(0, k) for k in encoded.at(pair)]])
    return model.heads.pairs(np.stack([s[0] for s in states]), np.stack([s[1] for s in states]))


def _around(doc: Document, source: Span, target: Span) -> tuple[int, str]:
    """The block that holds both parties, else the whole text; with its offset."""
    for block in doc.blocks:
        if block.span.holds(source) and block.span.holds(target):
            return block.span.start, block.span.of(doc.text)
    return 0, doc.text


def _joined(ruled: Dyad, own: Floats, public: Floats) -> Dyad:
    """The answer of the pair head; status and modes are the rules' where they saw that type."""
    if own[len(TYPES)] >= NOTHING:
        return Dyad(ruled.source, ruled.target, None, (), "actual", float(own[len(TYPES)]))
    scores = {t: float(own[n] / max(own[:-1].sum(), 1e-9)) for n, t in enumerate(TYPES)}
    public = public * np.array([PUBLIC_COUNTS[name] ** -EVEN for name in PUBLIC])
    public = public / public.sum()
    for name, value in zip(PUBLIC, public, strict=True):
        members = YIELD if name == "YIELD" else (name,)
        total = sum(scores[m] for m in members) or 1.0
        for m in members:
            scores[m] = (1 - PUBLIC_SHARE) * scores[m] + PUBLIC_SHARE * float(value) * scores[
                m
            ] / total
    event = max(scores, key=lambda t: scores[t])
    same = ruled.event == event
    return Dyad(
        ruled.source,
        ruled.target,
        event,
        ruled.modes if same else (),
        ruled.status,
        scores[event],
    )


def _ruled(tree: Tree, lexicon: Lexicon, source: Span, target: Span) -> Dyad:
    best = _best(tree, lexicon, source, target) if tree.tokens else None
    if best is None:
        return Dyad(source, target, None, (), "actual", 0.0)
    status = status_of(tree, best.trigger).status
    confidence = max(0.05, min(0.95, best.score / 6))
    event, modes = best.row.event, best.row.modes
    if event == "MOBILIZE" and _both_act(tree, best.trigger, source, target):
        event, modes = "COOPERATE", ()  # a joint exercise (ONTOLOGY, rulings)
    if status == "future" and event in BECOMES_AGREE:
        event, modes = "AGREE", ()
    elif status == "negation" and event in COOPERATIVE:
        event, modes = "REJECT", ()
    return Dyad(source, target, event, modes, status, confidence)


def _both_act(tree: Tree, trigger: int, source: Span, target: Span) -> bool:
    """Whether both parties are subjects of the trigger."""
    doers = {k for s in slots.subjects(tree, trigger) for k in tree.subtree(s)}
    return bool(doers & set(tree.at(source)) and doers & set(tree.at(target)))


def _best(tree: Tree, lexicon: Lexicon, source: Span, target: Span) -> _Scored | None:
    """The trigger whose slots fit the pair best; near the source's verb where none fits."""
    inside = set(tree.at(source)) | set(tree.at(target))
    path = _path(tree, tree.at(source), tree.at(target))
    sentences = {tree.tokens[i].sentence for i in inside}
    scored: list[_Scored] = []
    for i, token in enumerate(tree.tokens):
        row = lexicon.match(tree, i) if token.sentence in sentences else None
        if row is None or row.event == NO_EVENT:
            continue
        scored.append(_Scored(i, row, _fit(tree, i, row, (source, target), path)))
    return max(scored, key=lambda s: (s.score, -s.trigger), default=None)


def _path(tree: Tree, source: list[int], target: list[int]) -> frozenset[int]:
    """Tokens on the way through the parse from source to target."""
    start, stop = tree.top(source), tree.top(target)
    if start is None or stop is None:
        return frozenset()
    up_a, up_b = [start, *tree.up(start)], [stop, *tree.up(stop)]
    common = next((i for i in up_a if i in up_b), None)
    if common is None:
        return frozenset(up_a + up_b)
    return frozenset(up_a[: up_a.index(common) + 1] + up_b[: up_b.index(common)])


def _fit(tree: Tree, i: int, row: Row, pair: tuple[Span, Span], path: frozenset[int]) -> float:
    """How well trigger `i` states something between the two parties."""
    source, target = set(tree.at(pair[0])), set(tree.at(pair[1]))
    score = 0.5 * row.specific + (1.5 if i in path else 0.0)
    subjects = (
        slots.subjects(tree, i) if row.pos == "VERB" else tree.of(i, "poss", "amod", "compound")
    )
    if slots.passive(tree, i):
        subjects, objects = slots.agents(tree, i), slots.patients(tree, i)
    else:
        objects = tree.of(i, "dobj", "dative", "xcomp", "ccomp", "prep")
    if source & {k for s in subjects for k in [*tree.conjuncts(s), *tree.subtree(s)]}:
        score += 2.0
    if target & {k for o in objects for k in tree.subtree(o)}:
        score += 1.5
    if i in source or i in target:
        score -= 2.0
    score += 0.3 * (row.pos == "VERB")
    near = min((abs(i - k) for k in source | target), default=50)
    return score - 0.02 * near
