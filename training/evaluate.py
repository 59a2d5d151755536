"""Figures of a coder on our corpus: types, modes, status, parties, false events.

`python -m training.evaluate [--part test|dev|train] [--model NAME]` codes each item as a text of
its own. An event is found when one of its type stands in the same sentence (one for one);
"strict" also wants the triggers to overlap. Status, flags and parties are counted on strict
matches, modes over all events and, "given event", on strict matches. Macro-F1 is over the
classes that the gold of the part holds at least LEAST times.
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from collections.abc import Iterable, Sequence
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

    def of(self, name: str) -> Tally:
        """The counts of one class alone."""
        return Tally(
            *(Counter({name: c[name]}) for c in (self.hit, self.extra, self.missed)),
        )

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


class Figures:
    """What is counted over coded items."""

    def __init__(self) -> None:
        self.loose, self.strict = Tally(), Tally()
        self.modes, self.modes_given = Tally(), Tally()
        self.status, self.flags, self.sides = Tally(), Tally(), Tally()
        self.items = self.empty = self.false = self.whole = 0

    def add(self, item: corpus.Item, found: Sequence[Event]) -> bool:
        """Count an item; whether everything about it is right."""
        gold = item.events
        self.items += 1
        if not gold:
            self.empty += 1
            self.false += bool(found)
        _count(self.loose, Counter(g.type for g in gold), Counter(e.type.value for e in found))
        _count(
            self.modes,
            Counter(f"{g.type}/{m}" for g in gold for m in g.modes),
            Counter(f"{e.type.value}/{m.value}" for e in found for m in e.modes),
        )
        matched = _matched(gold, found)
        _count(
            self.strict,
            Counter(g.type for g in gold),
            Counter(e.type.value for e in found),
            Counter(g.type for g, _ in matched),
        )
        good = [self._pair(g, e) for g, e in matched]
        right = len(matched) == len(gold) == len(found) and all(good)
        self.whole += right
        return right

    def _pair(self, gold: corpus.Gold, event: Event) -> bool:
        """Count what stands in an event that was found; whether status and parties are right."""
        _one(self.status, gold.status, event.status.value)
        _flag(self.flags, "historical", gold.historical, event.historical.value)
        _flag(self.flags, "hearsay", gold.hearsay, event.hearsay.value)
        _count(
            self.modes_given,
            Counter(f"{gold.type}/{m}" for m in gold.modes),
            Counter(f"{gold.type}/{m.value}" for m in event.modes),
        )
        sides = (
            ("actor", gold.actors, event.actors),
            ("recipient", gold.recipients, event.recipients),
        )
        right = [
            _side(self.sides, side, want, [s.evidence[0] for s in got]) for side, want, got in sides
        ]
        return all(right) and gold.status == event.status.value

    def told(self) -> dict[str, object]:
        """The figures by name."""

        def each(tally: Tally) -> dict[str, float]:
            return {c: round(tally.f1(c), 2) for c in sorted(tally.hit | tally.missed)}

        def prf(tally: Tally) -> list[float]:
            return [round(v, 3) for v in tally.micro()]

        return {
            "items": self.items,
            "type_macro_f1": round(self.loose.macro(), 4),
            "type_micro_prf": prf(self.loose),
            "type_f1": each(self.loose),
            "strict_macro_f1": round(self.strict.macro(), 4),
            "strict_micro_prf": prf(self.strict),
            "mode_macro_f1": round(self.modes.macro(), 4),
            "mode_f1": each(self.modes),
            "mode_given_event_macro_f1": round(self.modes_given.macro(), 4),
            "mode_given_event_f1": each(self.modes_given),
            "status_macro_f1": round(self.status.macro(), 4),
            "status_f1": each(self.status),
            "historical_f1": round(self.flags.f1("historical"), 3),
            "hearsay_f1": round(self.flags.f1("hearsay"), 3),
            "actor_prf": prf(self.sides.of("actor")),
            "recipient_prf": prf(self.sides.of("recipient")),
            "false_on_empty": round(self.false / max(1, self.empty), 4),
            "all_right": round(self.whole / max(1, self.items), 4),
        }


def measure(pairs: Iterable[tuple[corpus.Item, Document]], *, show: int = 0) -> dict[str, object]:
    """The figures of coded items; the first `show` items with faults are printed."""
    figures = Figures()
    for item, doc in pairs:
        if not figures.add(item, doc.events) and show > 0:
            show -= 1
            _print(item, doc.events)
    return figures.told()


def _matched(
    gold: Sequence[corpus.Gold], found: Sequence[Event]
) -> list[tuple[corpus.Gold, Event]]:
    """Gold events with those found: same type, triggers that overlap, one for one."""
    left = list(found)
    pairs = []
    for g in gold:
        twin = next(
            (e for e in left if e.type.value == g.type and _meets(e.trigger, g.trigger)), None
        )
        if twin is not None:
            left.remove(twin)
            pairs.append((g, twin))
    return pairs


def _print(item: corpus.Item, found: Sequence[Event]) -> None:
    """An item with its gold and what was found."""
    text = item.text
    print(item.place, text)
    for g in item.events:
        sides = [[text[slice(*p)] for p in side] for side in (g.actors, g.recipients)]
        print("   gold", g.type, g.modes, g.status, text[slice(*g.trigger)], *sides)
    for e in found:
        names = [[p.evidence[0].of(text) for p in side] for side in (e.actors, e.recipients)]
        modes = [m.value for m in e.modes]
        sure = round(e.confidence, 2)
        print("   got ", e.type.value, modes, e.status.value, e.trigger.of(text), *names, sure)


def _count(
    tally: Tally, gold: Counter[str], found: Counter[str], both: Counter[str] | None = None
) -> None:
    """Count names; `both` are the right ones, where that is not simply what both hold."""
    shared = gold & found if both is None else both
    for name in gold | found:
        tally.hit[name] += shared[name]
        tally.missed[name] += gold[name] - shared[name]
        tally.extra[name] += found[name] - shared[name]


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
