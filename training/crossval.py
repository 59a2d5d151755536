"""Actor pairs in five-fold cross-validation by sentence, over both files of the dyads kit.

`python -m training.crossval --kits FOLDER`: for each fold a model that knows our corpus alone
is taught the other four fifths of the public pairs and answers the fold; `--teacher` lets a
teacher taught the same four fifths judge unlabelled pairs for it first. Nothing of a fold, nor
anything fitted on it, reaches the model that answers it.
"""

from __future__ import annotations

import argparse
import hashlib
import random
import sys
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
import torch

from dateline.events.dyads import EVEN, PUBLIC_COUNTS, PUBLIC_SHARE
from training import prepare, train
from training.encoders import fetch
from training.fit import Fitter, Plan, pair_scores
from training.inputs import Reader
from training.nets import GROUPS, PUBLIC, Coder, Size
from training.prepare import Pair

FOLDS = 5
REPEATED = 500
"""Pairs of the corpus repeated beside the public ones of a fold."""
NEWS = 3000
"""Unlabelled pairs that a fold's teacher judges."""
QUAD = {
    **dict.fromkeys(("AGREE", "CONSULT", "SUPPORT"), 1),
    **dict.fromkeys(("COOPERATE", "AID", "YIELD"), 2),
    **dict.fromkeys(("REQUEST", "ACCUSE", "REJECT", "THREATEN"), 3),
    **dict.fromkeys(("PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT"), 4),
}
"""Quad classes of the public pairs, which count what is yielded as material cooperation."""


def fold_of(pair: Pair) -> int:
    """The fold of a pair: by its text, so that pairs of one sentence stay together."""
    return int(hashlib.sha256(pair.text.encode()).hexdigest(), 16) % FOLDS


def answers(scores: np.ndarray) -> list[str]:
    """The public class of each row of `pair_scores`, mixed as at run time."""
    own, public = scores[:, :16], scores[:, 17:]
    own = own / np.maximum(own.sum(1, keepdims=True), 1e-9)
    public = public * np.array([PUBLIC_COUNTS[name] ** -EVEN for name in PUBLIC])
    public = public / public.sum(1, keepdims=True)
    joined = np.stack([own[:, group].sum(1) for group in GROUPS], 1)
    mixed = (1 - PUBLIC_SHARE) * joined + PUBLIC_SHARE * public
    return [PUBLIC[n] for n in mixed.argmax(1)]


def macro(gold: Sequence[object], told: Sequence[object]) -> float:
    """Macro-F1 over the classes of the gold."""
    hit = Counter(g for g, t in zip(gold, told, strict=True) if g == t)
    have, said = Counter(gold), Counter(told)
    return sum(2 * hit[c] / (have[c] + said[c]) for c in have) / len(have)


def said(gold: Sequence[str], told: Sequence[str]) -> str:
    """The figures in a line."""
    quads = macro([QUAD[g] for g in gold], [QUAD[t] for t in told])
    return f"root macro-F1 {macro(gold, told):.4f}, quad {quads:.4f}, {len(gold)} pairs"


def taught(
    size: Size,
    base: Coder,
    pairs: list[Pair],
    plan: Plan,
    told: dict[int, np.ndarray] | None = None,
) -> Coder:
    """The base model taught some pairs more."""
    start = Coder(size, list(base.paths), list(base.lasts))
    start.load_state_dict(base.state_dict())
    return Fitter(size, plan, [], pairs, soft=told, start=start).run(log=False)


def main(argv: list[str]) -> int:
    """Print the figures of each fold and of all together."""
    args = argparse.ArgumentParser(description=__doc__)
    args.add_argument("--work", type=Path, default=Path("build/train"))
    args.add_argument("--kits", type=Path, required=True)
    args.add_argument("--teacher", action="store_true")
    args.add_argument("--size", default="minilm")
    args.add_argument("--epochs", type=float, default=4)
    chosen = args.parse_args(argv)
    torch.set_num_threads(2)
    options = train.arguments().parse_args(["--work", str(chosen.work)])
    _, pairs = train.training_set(chosen.work, chosen.kits)
    asked = train.sample(pairs, options.own_pairs)
    mine = [p for p in asked if p.corpus == "corpus"]
    public = [
        p
        for name in ("train", "gold")
        for p in prepare.public_pairs(chosen.kits / f"dyads/{name}.jsonl", "plv")
    ]
    repeated = random.Random(2).sample(mine, REPEATED)
    size = fetch(chosen.size, chosen.work)
    base = _base(chosen.work, chosen.size, size, mine, options)
    large = fetch("mpnet", chosen.work) if chosen.teacher else None
    news = train.news(chosen.work, chosen.kits)[:NEWS] if chosen.teacher else []
    gold: list[str] = []
    found: list[str] = []
    for fold in range(FOLDS):
        learned = [p for p in public if fold_of(p) != fold] + repeated
        left = [p for p in public if fold_of(p) == fold]
        told = None
        slower = replace(size, rate=size.rate * train.SECOND_RATE)
        if large is not None:
            master = train.own_teacher(chosen.work, large, mine, options)
            slow = replace(large, rate=large.rate * train.SECOND_RATE)
            second = Plan(0, train.SECOND_EPOCHS, heads_rate=3e-4)
            master = taught(slow, master, learned, second)
            learned = [*learned, *news]
            told = dict(enumerate(pair_scores(master, Reader(slow), learned)))
        model = taught(slower, base, learned, Plan(0, chosen.epochs, heads_rate=5e-4), told)
        truth = [str(p.event) for p in left]
        heard = answers(pair_scores(model, Reader(size), left))
        print(f"fold {fold}: {said(truth, heard)}", flush=True)
        gold, found = gold + truth, found + heard
    print(f"all: {said(gold, found)}")
    return 0


def _base(
    work: Path, name: str, size: Size, mine: list[Pair], options: argparse.Namespace
) -> Coder:
    """The model that knows our corpus alone."""
    if name == "mpnet":
        return train.own_teacher(work, size, mine, options)
    key = train.digest("base", options.own_pairs)
    return train.fitted(work / f"base-{key}.pt", size, Plan(0, 4), train.Lesson([], mine))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
