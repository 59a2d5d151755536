"""Figures of a coder on our corpus: types, modes, status, parties, false events.

`python -m training.evaluate [--part test|dev|train] [--model NAME]` codes each item as a text of
its own. An event is found when one of its type stands in the same sentence (one for one);
"strict" also wants the triggers to overlap. Status, flags and parties are counted on strict
matches. Macro-F1 is over the classes that the gold of the part holds at least LEAST times.
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

import msgspec

from dateline.coder import load
from dateline.config import Settings
from dateline.types import Block, BlockKind, Document, Event, Origin, Span
from training import corpus

LEAST = 3


@dataclass
class Tally:
    """True positives, false positives and false negatives by class."""

    hit: Counter[str] = field(default_factory=Counter)
    extra: Counter[str] = field(default_factory=Counter)
    missed: Counter[str] = field(default_factory=Counter)

    def f1(self, name: str) -> float:
        """The F1 of a class, 0 where it is never right."""
        both = 2 * self.hit[name]
        total = both + self.extra[name] + self.missed[name]
        return both / total if total else 0.0

    def macro(self) -> float:
        """The mean F1 of the classes with at least LEAST gold cases."""
        kept = [c for c in self.hit | self.missed if self.hit[c] + self.missed[c] >= LEAST]
        return sum(self.f1(c) for c in kept) / max(1, len(kept))

    def micro(self) -> tuple[float, float, float]:
        """Precision, recall and F1 over all classes."""
        hit, extra, missed = (sum(c.values()) for c in (self.hit, self.extra, self.missed))
        return (
            hit / max(1, hit + extra),
            hit / max(1, hit + missed),
            2 * hit / max(1, 2 * hit + extra + missed),
        )


def coded(items: Iterable[corpus.Item], model: str) -> Iterable[tuple[corpus.Item, Document]]:
    """Each item with its coded document."""
    settings = msgspec.structs.replace(
        Settings(), events=msgspec.structs.replace(Settings().events, model=model)
    )
    stages = load(settings).pipeline.stages
    wanted = [s for s in stages if s.name.split("/")[0] in {"parse", "actors", "quotes", "events"}]
    for item in items:
        kind: BlockKind = "title" if item.kind == "headline" else "body"
        block = Block(Span(0, len(item.text)), kind, 1.0, "given")
        doc = Document(item.id, item.text, Origin(item.place), blocks=(block,))
        for stage in wanted:
            doc = stage(doc)
        yield item, doc


def main(argv: list[str]) -> int:
    """Print the figures of a part."""
    args = argparse.ArgumentParser(description=__doc__)
    args.add_argument("--part", default="test")
    args.add_argument("--model", default="default")
    args.add_argument("--show", type=int, default=0, help="print so many items with faults")
    chosen = args.parse_args(argv)
    items = [item for item in corpus.load() if item.part == chosen.part]
    figures = measure(coded(items, chosen.model), show=chosen.show)
    for name, value in figures.items():
        print(f"{name}: {value}")
    return 0


def measure(pairs: Iterable[tuple[corpus.Item, Document]], *, show: int = 0) -> dict[str, object]:
    """The figures of coded items."""
    loose, strict, modes = Tally(), Tally(), Tally()
    status, hist, hear = Tally(), Tally(), Tally()
    sides: dict[str, Tally] = defaultdict(Tally)
    empty = false = whole = items = 0
    for item, doc in pairs:
        items += 1
        gold, found = list(item.events), list(doc.events)
        if not gold:
            empty += 1
            false += bool(found)
        types = (Counter(g.type for g in gold), Counter(e.type.value for e in found))
        _count(loose, *types)
        _count(
            modes,
            Counter(f"{g.type}/{m}" for g in gold for m in g.modes),
            Counter(f"{e.type.value}/{m.value}" for e in found for m in e.modes),
        )
        matched: list[tuple[corpus.Gold, Event]] = []
        for g in gold:
            twin = next(
                (
                    e
                    for e in found
                    if e.type.value == g.type
                    and _meets(e.trigger, g.trigger)
                    and all(e is not m for _, m in matched)
                ),
                None,
            )
            if twin is None:
                strict.missed[g.type] += 1
                continue
            matched.append((g, twin))
            strict.hit[g.type] += 1
        for e in found:
            if all(e is not m for _, m in matched):
                strict.extra[e.type.value] += 1
        right = len(matched) == len(gold) == len(found)
        for g, e in matched:
            _one(status, g.status, e.status.value)
            _flag(hist, "historical", g.historical, e.historical.value)
            _flag(hear, "hearsay", g.hearsay, e.hearsay.value)
            for side, want, got in (
                ("actor", g.actors, e.actors),
                ("recipient", g.recipients, e.recipients),
            ):
                right &= _side(sides[side], side, want, [s.evidence[0] for s in got])
            right &= g.status == e.status.value
        whole += right
        if not right and show > 0:
            show -= 1
            print(item.place, item.text)
            for g in gold:
                print(
                    "   gold",
                    g.type,
                    g.modes,
                    g.status,
                    item.text[slice(*g.trigger)],
                    [item.text[slice(*a)] for a in g.actors],
                    ">",
                    [item.text[slice(*a)] for a in g.recipients],
                )
            for e in found:
                print(
                    "   got ",
                    e.type.value,
                    [m.value for m in e.modes],
                    e.status.value,
                    e.trigger.of(item.text),
                    [a.evidence[0].of(item.text) for a in e.actors],
                    ">",
                    [a.evidence[0].of(item.text) for a in e.recipients],
                    round(e.confidence, 2),
                )
    return {
        "items": items,
        "type_macro_f1": round(loose.macro(), 4),
        "type_micro_prf": [round(v, 3) for v in loose.micro()],
        "type_f1": {c: round(loose.f1(c), 2) for c in sorted(loose.hit | loose.missed)},
        "strict_macro_f1": round(strict.macro(), 4),
        "strict_micro_prf": [round(v, 3) for v in strict.micro()],
        "mode_macro_f1": round(modes.macro(), 4),
        "mode_f1": {c: round(modes.f1(c), 2) for c in sorted(modes.hit | modes.missed)},
        "status_macro_f1": round(status.macro(), 4),
        "status_f1": {c: round(status.f1(c), 2) for c in sorted(status.hit | status.missed)},
        "historical_f1": round(hist.f1("historical"), 3),
        "hearsay_f1": round(hear.f1("hearsay"), 3),
        "actor_prf": [round(v, 3) for v in sides["actor"].micro()],
        "recipient_prf": [round(v, 3) for v in sides["recipient"].micro()],
        "false_on_empty": round(false / max(1, empty), 4),
        "all_right": round(whole / max(1, items), 4),
    }


def _count(tally: Tally, gold: Counter[str], found: Counter[str]) -> None:
    for name in gold | found:
        both = min(gold[name], found[name])
        tally.hit[name] += both
        tally.missed[name] += gold[name] - both
        tally.extra[name] += found[name] - both


def _one(tally: Tally, gold: str, found: str) -> None:
    if gold == found:
        tally.hit[gold] += 1
    else:
        tally.missed[gold] += 1
        tally.extra[found] += 1


def _flag(tally: Tally, name: str, gold: bool, found: bool) -> None:
    if gold and found:
        tally.hit[name] += 1
    elif gold:
        tally.missed[name] += 1
    elif found:
        tally.extra[name] += 1


def _side(tally: Tally, name: str, gold: Iterable[corpus.Place], found: list[Span]) -> bool:
    left = list(found)
    right = True
    for place in gold:
        twin = next((s for s in left if _meets(s, place)), None)
        if twin is None:
            tally.missed[name] += 1
            right = False
        else:
            left.remove(twin)
            tally.hit[name] += 1
    tally.extra[name] += len(left)
    return right and not left


def _meets(span: Span, place: corpus.Place) -> bool:
    return span.start < place[1] and place[0] < span.end


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
