"""Figures of pronouns and descriptions, on tests/data/coreference.jsonl and the corpus reports.

`python benchmarks/coreference.py [--part dev|test|all] [--errors]`. Each gold row names the words
of the first mentions of those meant. A link of ours is right if its entity is that of these
words, or of another phrase that the gold gives to the same actor (of several each counts).
Every pronoun or description that we link and the gold does not
is a false link. Reports fall into "dev" (half, whose errors may be read) and "test" by hash.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import re
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from training import corpus

from dateline import registry
from dateline.actors.coreference import PRONOUNS
from dateline.actors.descriptions import descriptions
from dateline.config import Settings
from dateline.types import Block, Document, Origin, Published, Span

FILE = Path(__file__).parent.parent / "tests/data/coreference.jsonl"


def part_of(report: str) -> str:
    """ "dev" or "test", by hash of the report's slug."""
    return "dev" if hashlib.sha256(report.encode()).digest()[0] % 2 else "test"


def reports() -> dict[str, list[str]]:
    """Headline and paragraphs of each corpus report, by slug."""
    found: defaultdict[str, list[str]] = defaultdict(list)
    for item in corpus.load():
        if item.report:
            found[item.report].append(item.text)
    return found


def gold(file: Path = FILE) -> dict[str, list[dict[str, Any]]]:
    """The annotated rows of a file by report."""
    found: defaultdict[str, list[dict[str, Any]]] = defaultdict(list)
    for line in file.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        found[row["report"]].append(row)
    return found


def document(slug: str, paragraphs: Sequence[str]) -> tuple[Document, list[int]]:
    """A report as read, with the offsets of its paragraphs."""
    text, starts, blocks = "", [], []
    for n, paragraph in enumerate(paragraphs):
        starts.append(len(text))
        span = Span(len(text), len(text) + len(paragraph))
        blocks.append(Block(span, "body" if n else "title", 1.0, "the corpus"))
        text += paragraph + "\n\n"
    return Document(slug, text, Origin(slug), Published(), blocks=tuple(blocks)), starts


def _spans(words: str, text: str) -> Iterator[Span]:
    for found in re.finditer(rf"(?<!\w){re.escape(words)}(?!\w)", text):
        yield Span(*found.span())


class Tally:
    """Links counted by kind."""

    def __init__(self) -> None:
        self.right, self.ours, self.wanted = Counter[str](), Counter[str](), Counter[str]()

    def told(self) -> dict[str, dict[str, float]]:
        """Precision and recall by kind and over all."""
        for each in (self.right, self.ours, self.wanted):
            each["all"] = each["pronoun"] + each["description"]
        return {
            kind: {
                "precision": round(self.right[kind] / max(1, self.ours[kind]), 4),
                "recall": round(self.right[kind] / max(1, self.wanted[kind]), 4),
                "links": self.wanted[kind],
            }
            for kind in ("pronoun", "description", "all")
        }


def count(tally: Tally, doc: Document, starts: list[int], rows: list[dict[str, Any]]) -> list[str]:
    """Count a report; the faults in words."""
    faults = []
    meant = {place(doc, starts, row): row for row in rows}
    actors: defaultdict[str, set[Span]] = defaultdict(set)
    for span, row in meant.items():
        tally.wanted[row["kind"]] += len(row["means"])
        for words in row["means"]:
            actors[words] |= {span, *heads(words, doc.text)}
    mentions = {e.id: e.mentions for e in doc.entities}
    for span, ids, kind in ours(doc):
        key = next((k for k in meant if k.overlaps(span)), None)
        row = meant.pop(key) if key else {}
        known = {s for words in row.get("means", ()) for s in actors[words] if not s.overlaps(span)}
        good = {
            i for i in ids if any(m.overlaps(s) for m in mentions[i] if m != span for s in known)
        }
        tally.ours[kind] += len(ids)
        tally.right[row.get("kind", kind)] += len(good)
        if ids - good:
            names = [e.name for e in doc.entities if e.id in ids - good]
            faults.append(
                f"WRONG {span.of(doc.text)!r} -> {names}, gold {row.get('means')} | {around(doc, span)}"
            )
    for span, row in meant.items():
        faults.append(f"MISSED {row['text']!r} = {row['means']} | {around(doc, span)}")
    return faults


def place(doc: Document, starts: list[int], row: dict[str, Any]) -> Span:
    """Where the words of a gold row stand."""
    start = starts[row["para"]]
    end = starts[row["para"] + 1] if row["para"] + 1 < len(starts) else len(doc.text)
    here = list(_spans(row["text"], doc.text[start:end]))[row.get("nth", 1) - 1]
    return Span(start + here.start, start + here.end)


def heads(words: str, text: str) -> Iterator[Span]:
    """The last word before any "of", "at" or "from", wherever the words stand."""
    part = re.split(r" (?:of|at|from|in|for|named|on|to) |, ", words)[0]
    last = part.split()[-1]
    for span in _spans(words, text):
        end = span.start + len(part)
        yield Span(end - len(last), end)


def around(doc: Document, span: Span) -> str:
    """The words about a span."""
    return doc.text[max(0, span.start - 110) : span.end + 60].replace("\n\n", " ¶ ")


def ours(doc: Document) -> Iterator[tuple[Span, set[str], str]]:
    """Our pronouns and descriptions that stand for an entity also known by other words."""
    by_span: defaultdict[Span, set[str]] = defaultdict(set)
    for entity in doc.entities:
        for span in entity.mentions:
            by_span[span].add(entity.id)
    names = {e.id: e for e in doc.entities}
    for span, ids in sorted(by_span.items()):
        words = span.of(doc.text)
        if words.lower() in PRONOUNS:
            yield span, ids, "pronoun"
            continue
        before = doc.text[max(0, span.start - 5) : span.start].lower()
        noun = words.split()[-1].lower()
        definite = before.endswith(("the ", "both ", "this ", "ese ", "hose ", "that "))
        known = noun in descriptions() or noun.rstrip("s") in descriptions()
        first = min(m for i in ids for m in names[i].mentions)
        if definite and known and words[0].islower() and first != span:
            yield span, ids, "description"


def main(argv: list[str]) -> int:
    """Print the figures."""
    args = argparse.ArgumentParser(description=__doc__)
    args.add_argument("--part", default="test", choices=("dev", "test", "all"))
    args.add_argument("--errors", action="store_true", help="print the faults of dev")
    chosen = args.parse_args(argv)
    tally = measure(chosen.part, show=chosen.errors and chosen.part == "dev")
    for kind, figures in tally.told().items():
        print(kind, figures)
    return 0


def measure(part: str, *, show: bool = False) -> Tally:
    """The tally of a part."""
    tally, links = Tally(), gold()
    settings = Settings()
    stages = [registry.load("stages", name)(settings) for name in ("parse", "actors")]
    for slug, paragraphs in reports().items():
        if slug not in links or (part != "all" and part_of(slug) != part):
            continue
        doc, starts = document(slug, paragraphs)
        for stage in stages:
            doc = stage(doc)
        faults = count(tally, doc, starts, links[slug])
        if show:
            print("=", slug)
            print("\n".join(faults))
    return tally


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
