"""The training set: corpus items and public pairs parsed, with gold on tokens.

`python -m training.prepare OUT [DATA]` writes OUT/sentences.pkl (our corpus) and OUT/pairs.pkl
(our corpus' actor pairs; with DATA, a folder of the kits, also the public training halves).
Only `train.jsonl` files of DATA are read for training; `gold.jsonl` of dyads is written apart
and read by the cross-validation alone.
"""

from __future__ import annotations

import json
import pickle
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from dateline.config import Settings
from dateline.events import features
from dateline.events.detect import candidates, matches
from dateline.events.lexicon import load as load_lexicon
from dateline.events.parties import Parties
from dateline.pipeline import Pipeline, build
from dateline.syntax import Tree
from dateline.types import Block, BlockKind, Document, Origin, Span
from training import corpus

NONE = "NONE"
STATUS_NAMES = {
    "happened": "actual",
    "future": "future",
    "possible": "hypothetical",
    "negated": "negation",
}


@dataclass(slots=True)
class Label:
    """The gold of one trigger: parties by index among the scene's."""

    types: list[str]
    modes: list[str]
    contexts: list[str]
    status: str
    historical: bool
    hearsay: bool
    actors: list[int] = field(default_factory=list)
    recipients: list[int] = field(default_factory=list)
    parties_known: bool = True


@dataclass(slots=True)
class Example:
    """One sentence: text, words, candidate triggers with features, parties, paths and gold."""

    text: str
    tokens: list[tuple[int, int]]
    triggers: list[int]
    rows: list[tuple[int, ...]]
    parties: list[int]
    paths: list[list[tuple[str, str]]]
    labels: dict[int, Label]
    masked: list[int]
    part: str
    source: str
    place: str = ""
    missed: int = 0


@dataclass(slots=True)
class Pair:
    """Two parties of a text and the type between them (None: nothing stated)."""

    text: str
    source: tuple[int, int]
    target: tuple[int, int]
    event: str | None
    corpus: str
    part: str
    key: str


class Parser:
    """Documents through the stages that the coder's features need."""

    def __init__(self) -> None:
        settings = Settings()
        stages = tuple(s for s in build(settings).stages if s.name.split("/")[0] in NEEDED)
        self.pipeline = Pipeline(stages, settings)
        self.lexicon = load_lexicon()

    def __call__(self, text: str, *, title: bool = False) -> tuple[Document, Tree]:
        """The parsed document of one item, taken whole as body or title."""
        kind: BlockKind = "title" if title else "body"
        doc = Document("x", text, Origin("x"), blocks=(Block(Span(0, len(text)), kind, 1.0, "x"),))
        for stage in self.pipeline.stages[1:]:
            doc = stage(doc)
        return doc, Tree(doc)


NEEDED = frozenset({"clean", "parse", "actors", "quotes"})


def examples(parser: Parser, item: corpus.Item) -> Iterator[Example]:
    """The sentences of an item, each with its gold."""
    doc, tree = parser(item.text, title=item.kind == "headline")
    parties = Parties(doc, tree)
    rows = matches(tree, parties, parser.lexicon)
    coded = candidates(tree, parties, rows)
    for sentence in doc.sentences:
        scene = features.scene(tree, sentence, rows, coded)
        found = _example(doc, tree, scene, item)
        yield found


def _example(doc: Document, tree: Tree, scene: features.Scene, item: corpus.Item) -> Example:
    sentence, base = scene.sentence, scene.sentence.span.start
    labels: dict[int, Label] = {}
    masked: set[int] = set()
    missed = 0
    where = {k: n for n, k in enumerate(scene.parties)}
    for gold in item.events:
        if not sentence.span.start <= gold.trigger[0] < sentence.span.end:
            continue
        words = tree.at(Span(*gold.trigger))
        head = tree.top(words)
        masked |= set(words)
        usable = [k for k in words if k in scene.triggers]
        if head not in scene.triggers:
            head = usable[0] if usable else None
        if head is None:
            missed += 1
            continue
        n = scene.triggers.index(head)
        heads = [[_head(tree, s) for s in side] for side in (gold.actors, gold.recipients)]
        label = labels.get(n)
        if label is None:
            label = labels[n] = Label([], [], [], gold.status, gold.historical, gold.hearsay)
        label.types.append(gold.type)
        label.modes += [f"{gold.type}/{m}" for m in gold.modes]
        label.contexts += list(gold.contexts)
        label.actors += [where[k] for k in heads[0] if k in where]
        label.recipients += [where[k] for k in heads[1] if k in where]
    return Example(
        text=sentence.span.of(doc.text),
        tokens=[
            (tree.tokens[i].start - base, tree.tokens[i].end - base)
            for i in range(sentence.first, sentence.last)
        ],
        triggers=[i - sentence.first for i in scene.triggers],
        rows=list(scene.rows),
        parties=[i - sentence.first for i in scene.parties],
        paths=[[features.path(tree, t, p) for p in scene.parties] for t in scene.triggers],
        labels=labels,
        masked=[n for n, i in enumerate(scene.triggers) if i in masked and n not in labels],
        part=item.part,
        source="corpus",
        place=item.place,
        missed=missed,
    )


def _head(tree: Tree, span: tuple[int, int]) -> int | None:
    return tree.top(tree.at(Span(*span)))


def corpus_pairs(items: list[corpus.Item]) -> Iterator[Pair]:
    """The actor pairs of the corpus; pairs the text says nothing of in that direction are NONE."""
    for item in items:
        stated: dict[tuple[Any, Any], str] = {}
        spans: set[tuple[int, int]] = set()
        for event in item.events:
            spans |= {*event.actors, *event.recipients}
            both = [(a, r) for a in event.actors for r in event.recipients]
            if not event.recipients:
                both += [(a, b) for a in event.actors for b in event.actors if a != b]
            for pair in both:
                stated.setdefault(pair, event.type)
        known = set(stated)
        for (a, b), kind in stated.items():
            yield Pair(item.text, a, b, kind, "corpus", item.part, item.id)
        for a in sorted(spans):
            for b in sorted(spans):
                apart = a[1] <= b[0] or b[1] <= a[0]
                if a != b and apart and (a, b) not in known and (b, a) in known:
                    yield Pair(item.text, a, b, NONE, "corpus", item.part, item.id)


def public_pairs(path: Path, name: str) -> Iterator[Pair]:
    """The pairs of a dyads kit file."""
    with path.open(encoding="utf-8") as lines:
        for line in lines:
            row = json.loads(line)
            yield Pair(
                row["text"],
                tuple(row["source"]),
                tuple(row["target"]),
                row["event"],
                name,
                part="train",
                key=row["id"],
            )


def public_examples(parser: Parser, pairs: list[Pair]) -> Iterator[Example]:
    """Public pairs as sentences whose trigger is unknown: label 0 holds type and parties."""
    for pair in pairs:
        doc, tree = parser(pair.text)
        parties = Parties(doc, tree)
        rows = matches(tree, parties, parser.lexicon)
        coded = candidates(tree, parties, rows)
        for sentence in doc.sentences:
            if not sentence.span.start <= pair.source[0] < sentence.span.end:
                continue
            scene = features.scene(tree, sentence, rows, coded)
            item = corpus.Item(pair.key, pair.key, "sentence", pair.text, (), (), None, pair.key)
            found = _example(doc, tree, scene, item)
            where = {k: n for n, k in enumerate(scene.parties)}
            actor, recipient = (where.get(_head(tree, s) or -1) for s in (pair.source, pair.target))
            found.labels[-1] = Label(
                [pair.event or NONE],
                [],
                [],
                "actual",
                False,
                False,
                [] if actor is None else [actor],
                [] if recipient is None else [recipient],
            )
            found.source = pair.corpus
            yield found
            break


def status_examples(parser: Parser, path: Path) -> Iterator[Example]:
    """The sentences of a status kit file, with the status of each asked predicate."""
    with path.open(encoding="utf-8") as lines:
        rows = [json.loads(line) for line in lines]
    for row in rows:
        named = {
            (m["start"], m["end"]): STATUS_NAMES[m["label"]]
            for m in row["mentions"]
            if m["label"] in STATUS_NAMES
        }
        for start, text in _paragraphs(row["text"]):
            doc, tree = parser(text)
            parties = Parties(doc, tree)
            matched = matches(tree, parties, parser.lexicon)
            coded = candidates(tree, parties, matched)
            for sentence in doc.sentences:
                scene = features.scene(tree, sentence, matched, coded)
                item = corpus.Item(row["id"], row["id"], "sentence", text, (), (), None, row["id"])
                found = _example(doc, tree, scene, item)
                found.source = "status"
                for n, i in enumerate(scene.triggers):
                    token = tree.tokens[i]
                    status = named.get((token.start + start, token.end + start))
                    if status:
                        found.labels[n] = Label([], [], [], status, False, False)
                if found.labels:
                    yield found


def _paragraphs(text: str) -> Iterator[tuple[int, str]]:
    at = 0
    for line in text.split("\n"):
        if line.strip():
            yield at, line
        at += len(line) + 1


def main(argv: list[str]) -> int:
    """Write the training set and say how much there is."""
    out = Path(argv[0])
    out.mkdir(parents=True, exist_ok=True)
    items = corpus.load()
    parser = Parser()
    made = [example for item in items for example in examples(parser, item)]
    pairs = list(corpus_pairs(items))
    public: list[Example] = []
    if len(argv) > 1:
        for name, file in (("plv", "train.jsonl"), ("plv-gold", "gold.jsonl")):
            found = list(public_pairs(Path(argv[1]) / "dyads" / file, name))
            pairs += found
            if name == "plv":
                public += public_examples(parser, found)
        public += status_examples(parser, Path(argv[1]) / "status" / "train.jsonl")
    (out / "sentences.pkl").write_bytes(pickle.dumps(made + public))
    (out / "pairs.pkl").write_bytes(pickle.dumps(pairs))
    lost = sum(e.missed for e in made)
    print(f"{len(made)} sentences, {sum(len(e.labels) for e in made)} triggers, {lost} lost")
    print(f"{len(pairs)} pairs, {len(public)} public sentences")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
