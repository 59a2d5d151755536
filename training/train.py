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
from pathlib import Path
from typing import Any

import numpy as np
import torch

from training import calibrate, corpus, prepare, unlabelled
from training.encoders import fetch
from training.export import export
from training.fit import Fitter, Plan, Reader, pair_scores
from training.nets import Coder, Size
from training.prepare import Example, Pair

SHIPPED = Path("src/dateline/data/models/events")


def digest(*parts: object) -> str:
    """A short name for what a step is made from: the corpus and its own settings."""
    total = hashlib.sha256(repr(parts).encode())
    for path in corpus.files():
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

    def make() -> list[Pair]:
        found = work / "news.pkl"
        names = [str(kits / kit / "train.jsonl") for kit in ("quotes", "stories")]
        unlabelled.main([str(found), *names])
        return list(pickle.loads(found.read_bytes()))

    return list(step(work / "news.pt", make))


def sample(pairs: list[Pair], most: int, seed: int = 3) -> list[Pair]:
    """All public pairs and at most so many of our own, one in five of them without event."""
    own = [p for p in pairs if p.corpus == "corpus"]
    random.Random(seed).shuffle(own)
    stated = [p for p in own if p.event != prepare.NONE][: int(most * 0.8)]
    silent = [p for p in own if p.event == prepare.NONE][: int(most * 0.2)]
    return [p for p in pairs if p.corpus != "corpus"] + stated + silent


def fitted(
    path: Path,
    size: Size,
    plan: Plan,
    examples: list[Example],
    pairs: list[Pair],
    soft: dict[int, np.ndarray] | None = None,
) -> Coder:
    """A model fitted, or read again."""

    def make() -> Any:
        model = Fitter(size, plan, examples, pairs, soft=soft).run()
        return model.state_dict(), list(model.paths), list(model.lasts)

    weights, paths, lasts = step(path, make)
    model = Coder(size, paths, lasts)
    model.load_state_dict(weights)
    model.eval()
    return model


def taught(
    work: Path, teacher: Coder, size: Size, name: str, pairs: list[Pair]
) -> dict[int, np.ndarray]:
    """The teacher's probabilities for each pair, by its index."""
    scores = step(work / f"{name}.soft.pt", lambda: pair_scores(teacher, Reader(size), pairs))
    return dict(enumerate(scores))


def main(argv: list[str]) -> int:
    """Train, export, calibrate."""
    args = argparse.ArgumentParser(description=__doc__)
    args.add_argument("--work", type=Path, default=Path("build/train"))
    args.add_argument("--kits", type=Path, help="folder of kits with train.jsonl files")
    args.add_argument("--out", type=Path, default=SHIPPED)
    args.add_argument("--accurate", action="store_true", help="export the teacher itself")
    args.add_argument("--no-teacher", action="store_true")
    args.add_argument("--epochs", type=float, default=5)
    args.add_argument("--teacher-epochs", type=float, default=3)
    args.add_argument("--own-pairs", type=int, default=4000)
    args.add_argument("--threads", type=int, default=2)
    chosen = args.parse_args(argv)
    torch.set_num_threads(chosen.threads)
    chosen.work.mkdir(parents=True, exist_ok=True)
    examples, pairs = training_set(chosen.work, chosen.kits)
    key = digest(chosen.kits is None, chosen.own_pairs)
    print(f"{len(examples)} sentences, {len(pairs)} pairs to learn from")
    teacher: Coder | None = None
    if chosen.accurate or not chosen.no_teacher:
        large = fetch("mpnet", chosen.work)
        plan = Plan(epochs=chosen.teacher_epochs, heads_rate=5e-4)
        some = sample(pairs, chosen.own_pairs * 2 // 3)
        path = chosen.work / f"teacher-{key}-{plan.epochs}.pt"
        teacher = fitted(path, large, plan, examples, some)
        if chosen.accurate:
            export(teacher, large, chosen.out, name="dateline-events-accurate", facts={})
            return calibrate.main([str(chosen.out)])
    small = fetch("minilm", chosen.work)
    mine = sample(pairs, chosen.own_pairs)
    soft = None
    if teacher is not None:
        mine = [*mine, *(news(chosen.work, chosen.kits) if chosen.kits else [])]
        soft = taught(chosen.work, teacher, large, f"pairs-{key}", mine)
    plan = Plan(epochs=chosen.epochs)
    path = chosen.work / f"student-{key}-{plan.epochs}-{'plain' if soft is None else 'taught'}.pt"
    student = fitted(path, small, plan, examples, mine, soft)
    export(student, small, chosen.out, name="dateline-events", facts={})
    return calibrate.main([str(chosen.out)])


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
