"""The corpus of our own: its written form read, checked and split.

Run `python -m training.corpus [PATH …]` to check files (all of `corpus/` by default): every
fault with file and line, then counts. The form is described in `corpus/GUIDE.md`.
"""

from __future__ import annotations

import hashlib
import re
import sys
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

from dateline.errors import OntologyError
from dateline.ontology import plover

HOME = Path(__file__).resolve().parent.parent / "corpus"
Place = tuple[int, int]
Spans = dict[str, Place]

FLAGS = ("historical", "hearsay")
STATUSES = ("future", "hypothetical", "negation")
TEST = 0.15
"""The share of groups and reports that only measure."""
DEV = 0.08
"""The share that chooses thresholds and calibrates."""

OPEN = re.compile(r"([\[{])(?:(?<=\[)([a-z]) |(?<={)(\d(?:,\d)*) )?")
LINE = re.compile(
    r"^\s+(\d)\s+([A-Z]+)(?:/([\w,-]+))?((?:\s+[a-z]+)*)\s*(?:\|([^|]*))?(?:\|(.*))?$"
)
HEAD = re.compile(
    r"^= (?P<slug>[\w-]+) \| published (?P<day>\d{4}-\d\d-\d\d)(?: \| publisher (?P<by>.+))?$"
)


@dataclass(frozen=True, slots=True)
class Gold:
    """One annotated event of an item; spans are (start, end) in code points of its text."""

    type: str
    modes: tuple[str, ...]
    status: str
    historical: bool
    hearsay: bool
    trigger: tuple[int, int]
    actors: tuple[tuple[int, int], ...]
    recipients: tuple[tuple[int, int], ...]
    contexts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Item:
    """A sentence, or a paragraph or headline of a report, with its events."""

    id: str
    group: str
    kind: str  # "sentence", "headline" or "paragraph"
    text: str
    events: tuple[Gold, ...]
    decoys: tuple[tuple[int, int], ...]
    report: str | None
    place: str  # file:line, for messages

    @property
    def part(self) -> str:
        """ "test", "dev" or "train", by hash of the item's report or group."""
        key = self.report or self.group
        draw = int(hashlib.sha256(key.encode()).hexdigest()[:8], 16) / 0xFFFFFFFF
        return "test" if draw < TEST else "dev" if draw < TEST + DEV else "train"


@dataclass(frozen=True, slots=True)
class Report:
    """The head of a multi-paragraph report."""

    slug: str
    published: str
    publisher: str | None


class Fault(ValueError):
    """A line of the corpus that does not follow the form."""


def plain(line: str) -> tuple[str, Spans, Spans, list[Place]]:
    """The text of a marked line, its parties by letter, triggers by digit, and its decoys."""
    text: list[str] = []
    parties: Spans = {}
    triggers: Spans = {}
    decoys: list[Place] = []
    stack: list[tuple[str, str, int]] = []
    at = n = 0
    while at < len(line):
        ch = line[at]
        if ch in "[{":
            found = OPEN.match(line, at)
            key = (found.group(2) or found.group(3) or "") if found else ""
            if ch == "[" and not key:
                raise Fault(f"a party without a letter at column {at + 1}")
            stack.append((ch, key, n))
            at = found.end() if found else at + 1
            continue
        if ch in "]}":
            if not stack or {"[": "]", "{": "}"}[stack[-1][0]] != ch:
                raise Fault(f"unmatched {ch} at column {at + 1}")
            kind, key, start = stack.pop()
            if start == n:
                raise Fault(f"empty span at column {at + 1}")
            if kind == "[":
                if key in parties:
                    raise Fault(f"party {key} marked twice")
                parties[key] = (start, n)
            elif not key:
                decoys.append((start, n))
            for digit in key.split(",") if kind == "{" and key else ():
                if digit in triggers:
                    raise Fault(f"trigger {digit} marked twice")
                triggers[digit] = (start, n)
        else:
            text.append(ch)
            n += 1
        at += 1
    if stack:
        raise Fault(f"unclosed {stack[-1][0]}")
    whole = "".join(text)
    for start, end in [*parties.values(), *triggers.values(), *decoys]:
        if whole[start:end] != whole[start:end].strip():
            raise Fault(f"span with outer blanks: {whole[start:end]!r}")
    return whole, parties, triggers, decoys


def _gold(line: str, parties: Spans, triggers: Spans) -> tuple[str, Gold]:
    """The number and the event of an annotation line."""
    found = LINE.match(line)
    if not found:
        raise Fault("not an event line: two spaces, number, TYPE/mode flags | a > b | context")
    number, kind, modes, flags, sides, contexts = found.groups()
    words = flags.split()
    unknown = [w for w in words if w not in (*FLAGS, *STATUSES)]
    statuses = [w for w in words if w in STATUSES]
    if unknown or len(statuses) > 1:
        raise Fault(f"flags {' '.join(words)!r}: at most one of {STATUSES}, and {FLAGS}")
    left, arrow, right = (sides or "- > -").partition(">")
    if not arrow:
        raise Fault("the parties need '>': a > b")
    gold = Gold(
        type=kind,
        modes=tuple(m for m in (modes or "").split(",") if m),
        status=statuses[0] if statuses else "actual",
        historical="historical" in words,
        hearsay="hearsay" in words,
        trigger=_span(number, triggers),
        actors=tuple(_span(k, parties) for k in _letters(left)),
        recipients=tuple(_span(k, parties) for k in _letters(right)),
        contexts=tuple(c.strip() for c in (contexts or "").split(",") if c.strip()),
    )
    plover().check(gold.type, gold.modes, gold.contexts)
    if set(gold.actors) & set(gold.recipients):
        raise Fault("a party is actor and recipient of one event")
    return number, gold


def _letters(side: str) -> list[str]:
    return [k for part in side.split(",") if (k := part.strip()) not in ("", "-")]


def _span(key: str, spans: Spans) -> Place:
    if key not in spans:
        raise Fault(f"{key!r} is not marked in the text")
    return spans[key]


def read(path: Path) -> tuple[list[Item], list[Report], list[str]]:
    """The items and report heads of a file, and its faults as sentences."""
    items: list[Item] = []
    reports: list[Report] = []
    faults: list[str] = []
    group = report = None
    lines = path.read_text(encoding="utf-8").splitlines()
    n = 0
    while n < len(lines):
        line, start = lines[n], n + 1
        n += 1
        if "\t" in line:
            faults.append(f"{path.name}:{start}: a tab: indent with two spaces")
            continue
        if not line.strip():
            group = None
            continue
        if head := HEAD.match(line):
            report = Report(head["slug"], head["day"], head["by"])
            reports.append(report)
            continue
        notes = []
        while n < len(lines) and lines[n].startswith(" ") and lines[n].strip():
            notes.append(lines[n])
            n += 1
        place = f"{path.name}:{start}"
        try:
            item = _item(line, notes, place, group, report)
        except (Fault, OntologyError) as fault:
            faults.append(f"{place}: {fault}")
            continue
        group = item.group
        items.append(item)
    return items, reports, faults


def _item(
    line: str, notes: list[str], place: str, group: str | None, report: Report | None
) -> Item:
    if line.startswith(" "):
        raise Fault("an indented line with no sentence above it")
    if line.startswith("= "):
        raise Fault("a report head is: = slug | published YYYY-MM-DD | publisher Name")
    headline = line.startswith("# ")
    if headline and report is None:
        raise Fault("a headline stands under the head of its report")
    text, parties, triggers, decoys = plain(line.removeprefix("# "))
    golds = [_gold(note, parties, triggers) for note in notes]
    said = Counter(number for number, _ in golds)
    if missing := sorted(set(triggers) - set(said)):
        raise Fault(f"trigger {missing[0]} has no event line")
    if twice := [k for k, count in said.items() if count > 1]:
        raise Fault(f"trigger {twice[0]} has two event lines: mark {{1,2 …}} instead")
    digest = hashlib.sha256(text.encode()).hexdigest()[:10]
    kind = "headline" if headline else "paragraph" if report else "sentence"
    return Item(
        id=digest,
        group=group or digest,
        kind=kind,
        text=text,
        events=tuple(gold for _, gold in golds),
        decoys=tuple(decoys),
        report=report.slug if report else None,
        place=place,
    )


def files(home: Path = HOME) -> list[Path]:
    """The corpus files, in a fixed order."""
    return sorted([*(home / "sentences").glob("*.txt"), *(home / "reports").glob("*.txt")])


def load(home: Path = HOME) -> list[Item]:
    """Every item of the corpus, in file order.

    Raises:
        Fault: a line does not follow the form.
    """
    found: list[Item] = []
    for path in files(home):
        items, _, faults = read(path)
        if faults:
            raise Fault(faults[0])
        found += items
    return found


def main(paths: list[str]) -> int:
    """Print every fault and the counts; 1 if there was a fault."""
    chosen = [Path(p) for p in paths] or files()
    items: list[Item] = []
    broken = reports = 0
    for path in chosen:
        some, heads, faults = read(path)
        items += some
        reports += len(heads)
        broken += len(faults)
        for fault in faults:
            print(fault)
    seen = Counter(item.text for item in items)
    for text, count in seen.items():
        if count > 1:
            print(f"said {count} times: {text}")
            broken += 1
    counts = _counts(items)
    print(f"{len(items)} items, {reports} reports, {broken} faults")
    for name, table in counts.items():
        print(f"{name}: " + ", ".join(f"{k} {v}" for k, v in table.most_common()))
    return 1 if broken else 0


def _counts(items: list[Item]) -> dict[str, Counter[str]]:
    events = [event for item in items for event in item.events]
    flags = Counter(e.status for e in events)
    flags.update(flag for e in events for flag in FLAGS if getattr(e, flag))
    return {
        "items": Counter("with events" if item.events else "without" for item in items),
        "types": Counter(e.type for e in events),
        "modes": Counter(f"{e.type}/{m}" for e in events for m in e.modes),
        "status": flags,
        "contexts": Counter(c for e in events for c in e.contexts),
    }


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
