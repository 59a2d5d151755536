"""The whole way from corpus to model: `python -m training.train --help`.

Each step writes a file below the work folder, named after what it was made from, and is
skipped where that file is there: a run that was cut goes on where it stopped.
"""

from __future__ import annotations

import argparse
import hashlib
import pickle
import random
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import numpy as np
import torch

from dateline.events import features
from training import calibrate, corpus, prepare, told, unlabelled
from training.encoders import fetch
from training.export import export
from training.fit import Fitter, Plan, pair_scores, vocabulary
from training.inputs import Reader
from training.nets import Coder, Size
from training.prepare import Example, Pair
from training.told import Told

SHIPPED = Path("src/dateline/data/models")
SETTLING = 3.0
"""Epochs of our own sentences after a student has learned from its teacher."""
REPEATED = 500
"""Pairs of the corpus repeated while the teacher learns the public halves."""
SECOND_EPOCHS = 3.0
SECOND_RATE = 0.75
"""Epochs of the public pairs, and the learning rate beside that of the first round."""


def digest(*parts: object) -> str:
    """A short name for what a step is made from: corpus, features, its own settings."""
    total = hashlib.sha256(repr(parts).encode())
    for path in (*corpus.files(), Path(features.__file__), Path(prepare.__file__)):
        total.update(path.read_bytes())
    return total.hexdigest()[:12]


def step(path: Path, make: Callable[[], Any]) -> Any:
    """What a file holds; made and written first if it is not there."""
    if not path.is_file():
        begun = time.time()
        print(f"{path.name} …", flush=True)
        made = make()
        partial = path.with_suffix(".partial")
        torch.save(made, partial)
        partial.replace(path)
        print(f"{path.name}: {time.time() - begun:.0f} s", flush=True)
    return torch.load(path, weights_only=False)


def training_set(work: Path, kits: Path | None) -> tuple[list[Example], list[Pair]]:
    """Sentences and pairs to learn from: parts "train" of the corpus, and public halves."""

    def make() -> tuple[list[Example], list[Pair]]:
        argv = [str(work / "set"), *([str(kits)] if kits else [])]
        prepare.main(argv)
        return (
            pickle.loads((work / "set/sentences.pkl").read_bytes()),
            pickle.loads((work / "set/pairs.pkl").read_bytes()),
        )

    examples, pairs = step(work / f"set-{digest(kits is None)}.pt", make)
    return (
        [e for e in examples if e.part == "train"],
        [p for p in pairs if p.part == "train" and p.corpus != "plv-gold"],
    )


def news(work: Path, kits: Path) -> list[Pair]:
    """Unlabelled pairs from the training halves of the kits."""
    names = [kits / kit / "train.jsonl" for kit in ("quotes", "stories")]
    return list(step(work / "news.pt", lambda: unlabelled.drawn(names)))


def sample(pairs: list[Pair], most: int, seed: int = 3) -> list[Pair]:
    """All public pairs and at most so many of our own, one in five of them without event."""
    own = [p for p in pairs if p.corpus == "corpus"]
    random.Random(seed).shuffle(own)
    stated = [p for p in own if p.event != prepare.NONE][: int(most * 0.8)]
    silent = [p for p in own if p.event == prepare.NONE][: int(most * 0.2)]
    return [p for p in pairs if p.corpus != "corpus"] + stated + silent


@dataclass(frozen=True, slots=True)
class Lesson:
    """What one model learns from; a teacher's words on pairs (`soft`) and sentences by index."""

    examples: list[Example]
    pairs: list[Pair]
    soft: dict[int, np.ndarray] = field(default_factory=dict)
    heard: dict[int, Told] = field(default_factory=dict)


def fitted(path: Path, size: Size, plan: Plan, lesson: Lesson, start: Coder | None = None) -> Coder:
    """A model fitted, or read again; from `start` on where one is given."""

    def make() -> Any:
        model = Fitter(
            size,
            plan,
            lesson.examples,
            lesson.pairs,
            soft=lesson.soft,
            heard=lesson.heard,
            start=start,
        ).run()
        return model.state_dict(), list(model.paths), list(model.lasts)

    weights, paths, lasts = step(path, make)
    model = Coder(size, paths, lasts)
    model.load_state_dict(weights)
    model.eval()
    return model


def own_teacher(work: Path, size: Size, pairs: list[Pair], chosen: Any) -> Coder:
    """The teacher that knows our corpus alone."""
    mine = [p for p in pairs if p.corpus == "corpus"]
    plan = Plan(0, chosen.teacher_epochs, heads_rate=5e-4)
    key = digest(chosen.own_pairs)
    return fitted(work / f"teacher-{key}-{plan.pair_epochs}.pt", size, plan, Lesson([], mine))


def second_round(path: Path, size: Size, teacher: Coder, pairs: list[Pair], seed: int = 5) -> Coder:
    """The teacher taught the public pairs too, with some of ours so that none is forgotten."""
    mine = [p for p in pairs if p.corpus == "corpus"]
    some = random.Random(seed).sample(mine, min(REPEATED, len(mine)))
    lesson = Lesson([], [p for p in pairs if p.corpus != "corpus"] + some)
    slower = replace(size, rate=size.rate * SECOND_RATE)
    return fitted(path, slower, Plan(0, SECOND_EPOCHS, heads_rate=3e-4), lesson, start=teacher)


def teacher_of(work: Path, key: str, size: Size, pairs: list[Pair], chosen: Any) -> Coder:
    """The teacher: first of our corpus alone, then of the public halves too if there are any."""
    teacher = own_teacher(work, size, pairs, chosen)
    if chosen.kits is None:
        return teacher
    return second_round(work / f"teacher-{key}.pt", size, teacher, pairs)


def sentence_teacher(
    path: Path, size: Size, pairs: Coder, examples: list[Example], epochs: float
) -> Coder:
    """The teacher of sentences, whose encoder goes on from that of the teacher of pairs."""
    start = Coder(size, *vocabulary(examples))
    start.encoder.load_state_dict(pairs.encoder.state_dict())
    return fitted(path, size, Plan(epochs, 0, heads_rate=5e-4), Lesson(examples, []), start=start)


def taught(
    work: Path, key: str, teacher: Coder, size: Size, pairs: list[Pair], kits: Path | None
) -> Lesson:
    """Pairs and unlabelled pairs of news, with the teacher's words on all."""
    every = [*pairs, *(news(work, kits) if kits else [])]
    scores = step(work / f"soft-{key}.pt", lambda: pair_scores(teacher, Reader(size), every))
    return Lesson([], every, dict(enumerate(scores)))


def taught_sentences(
    work: Path, key: str, teacher: Coder, size: Size, examples: list[Example], kits: Path | None
) -> Lesson:
    """Our sentences, and unlabelled ones of news with the teacher's words on them."""
    if kits is None:
        return Lesson(examples, [])
    names = [kits / kit / "train.jsonl" for kit in ("quotes", "stories")]
    some = step(work / "news-sentences.pt", lambda: unlabelled.sentences(names))
    scores = step(work / f"told-{key}.pt", lambda: told.scores(teacher, Reader(size), some))
    heard = {len(examples) + n: words for n, words in enumerate(scores)}
    return Lesson([*examples, *some], [], heard=heard)


def settled(path: Path, size: Size, student: Coder, examples: list[Example]) -> Coder:
    """A taught student after some epochs of our own sentences alone, at half the rate.

    News made it find more; what is right in every field is learned from hard labels.
    """
    slower = replace(size, rate=size.rate / 2)
    plan = Plan(SETTLING, 0, heads_rate=5e-4)
    return fitted(path, slower, plan, Lesson(examples, []), start=student)


def main(argv: list[str]) -> int:
    """Train, export, calibrate."""
    chosen = arguments().parse_args(argv)
    torch.set_num_threads(chosen.threads)
    work: Path = chosen.work
    work.mkdir(parents=True, exist_ok=True)
    examples, pairs = training_set(work, chosen.kits)
    key = digest(chosen.kits is None, chosen.own_pairs)
    asked = sample(pairs, chosen.own_pairs)
    print(f"{len(examples)} sentences, {len(asked)} pairs to learn from")
    lesson, sentences = Lesson([], asked), Lesson(examples, [])
    if chosen.accurate or not chosen.no_teacher:
        large = fetch("mpnet", work)
        teacher = teacher_of(work, key, large, asked, chosen)
        if chosen.accurate:
            export(teacher, large, chosen.out / "pairs", name="dateline-pairs-accurate")
            return 0
        lesson = taught(work, key, teacher, large, asked, chosen.kits)
        if not chosen.no_sentence_teacher:
            known = work / f"teacher-events-{key}.pt"
            of_events = sentence_teacher(known, large, teacher, examples, chosen.teacher_epochs + 1)
            sentences = taught_sentences(work, key, of_events, large, examples, chosen.kits)
    small = fetch("minilm", work)
    plan = Plan(0, chosen.pair_epochs)
    kind = "taught" if lesson.soft else "plain"
    student = fitted(work / f"pairs-{key}-{plan.pair_epochs}-{kind}.pt", small, plan, lesson)
    export(student, small, chosen.out / "pairs", name="dateline-pairs")
    plan = Plan(chosen.epochs, 0)
    kind = "taught" if sentences.heard else "plain"
    events = fitted(work / f"events-{key}-{plan.epochs}-{kind}.pt", small, plan, sentences)
    if sentences.heard:
        events = settled(work / f"events-{key}-{plan.epochs}-settled.pt", small, events, examples)
    export(events, small, chosen.out / "events", name="dateline-events")
    return calibrate.main([str(chosen.out)])


def arguments() -> argparse.ArgumentParser:
    """The command line."""
    args = argparse.ArgumentParser(description=__doc__)
    args.add_argument("--work", type=Path, default=Path("build/train"))
    args.add_argument("--kits", type=Path, help="folder of kits with train.jsonl files")
    args.add_argument("--out", type=Path, default=SHIPPED)
    args.add_argument("--accurate", action="store_true", help="export the teacher itself")
    args.add_argument("--no-teacher", action="store_true")
    args.add_argument(
        "--no-sentence-teacher",
        action="store_true",
        help="learn to read sentences from our own alone",
    )
    args.add_argument("--epochs", type=float, default=5, help="of sentences; alone take 8")
    args.add_argument("--pair-epochs", type=float, default=4)
    args.add_argument("--teacher-epochs", type=float, default=2)
    args.add_argument("--own-pairs", type=int, default=1600)
    args.add_argument("--threads", type=int, default=2)
    return args


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
