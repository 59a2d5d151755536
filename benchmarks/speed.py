"""How fast Dateline is, as ratios to the bare parse of the same texts in one run.

    .venv/bin/python benchmarks/speed.py [--reports 120] [--json FILE]

Reports are made from the shipped samples: their paragraphs, shuffled with a fixed seed,
to about 400 words each. Each figure is the median of three rounds; CPU seconds where one
process works, wall seconds where several do.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import resource
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # as the command sets it
ROOT = Path(__file__).parents[1]
WORDS = 400
ROUNDS = 3
PROBE_HELP = "import typer; app = typer.Typer(); app.command()(lambda: None); app(['--help'])"


def texts(count: int) -> list[str]:
    """Reports of about 400 words from the paragraphs of the samples."""
    paragraphs = [
        part.strip()
        for path in sorted((ROOT / "examples/reports").glob("*.txt"))
        for part in path.read_text(encoding="utf-8").split("\n\n")
        if len(part.split()) > 15
    ]
    dice = random.Random(7)
    made = []
    for _ in range(count):
        parts: list[str] = []
        while sum(len(p.split()) for p in parts) < WORDS:
            parts.append(dice.choice(paragraphs))
        made.append("\n\n".join(parts))
    return made


def timed(work: Callable[[], Any], clock: Callable[[], float]) -> float:
    """Median seconds of three rounds."""
    seconds = []
    for _ in range(ROUNDS):
        began = clock()
        work()
        seconds.append(clock() - began)
    return statistics.median(seconds)


def measure(count: int) -> dict[str, float]:
    """All speed figures of one run."""
    from dateline.config import Settings
    from dateline.pipeline import build
    from dateline.types import Document, Origin, Published

    reports = texts(count)
    day = Published("2024-03-04", "given")
    docs = [
        Document(id=str(n), text=text, origin=Origin(str(n)), published=day)
        for n, text in enumerate(reports)
    ]
    pipeline = build(Settings())
    parser: Any = next(stage for stage in pipeline.stages if stage.name.startswith("parse"))
    bare = parser.model.pipeline
    for doc in docs[:3]:
        pipeline.code(doc)
    parse = timed(lambda: list(bare.pipe(reports)), time.process_time)
    whole = timed(lambda: [pipeline.code(doc) for doc in docs], time.process_time)
    figures = {
        "reports": float(count),
        "words": float(sum(len(t.split()) for t in reports)),
        "bare_parse_docs_per_cpu_s": count / parse,
        "pipeline_docs_per_cpu_s": count / whole,
        "pipeline_to_parse": whole / parse,
        "peak_mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
    }
    figures.update(by_stage(pipeline, docs, parse))
    figures.update(commands(reports))
    return figures


def by_stage(pipeline: Any, docs: list[Any], parse: float) -> dict[str, float]:
    """Each stage's share of the bare parse's time."""
    shares = {}
    for stage in pipeline.stages:
        began = time.process_time()
        docs = [stage(doc) for doc in docs]
        shares[f"stage_{stage.name.partition('/')[0]}"] = (time.process_time() - began) / parse
    return shares


def commands(reports: list[str]) -> dict[str, float]:
    """Whole commands: `code` with 1 and 2 workers (wall), `--help` against bare Typer."""
    lines = "".join(
        json.dumps({"id": str(n), "text": text, "published": "2024-03-04"}) + "\n"
        for n, text in enumerate(reports)
    )
    command = [sys.executable, "-m", "dateline"]
    figures = {}
    for workers in (1, 2):
        call = [*command, "code", "-", "--from", "jsonl", "--workers", str(workers), "-q"]
        began = time.perf_counter()
        subprocess.run(call, input=lines.encode(), stdout=subprocess.DEVNULL, check=True)
        figures[f"code_{workers}_workers_docs_per_s"] = len(reports) / (time.perf_counter() - began)
    ours = timed(lambda: quiet([*command, "--help"]), time.perf_counter)
    bare = timed(lambda: quiet([sys.executable, "-c", PROBE_HELP]), time.perf_counter)
    figures["help_to_bare_typer"] = ours / bare
    return figures


def quiet(call: list[str]) -> None:
    """Run a command and drop what it prints."""
    subprocess.run(call, stdout=subprocess.DEVNULL, check=False)


def main() -> None:
    """Print the figures as a table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--reports", type=int, default=120)
    parser.add_argument("--json", type=Path)
    chosen = parser.parse_args()
    figures = measure(chosen.reports)
    for name, value in figures.items():
        print(f"{name:<32} {value:10.2f}")
    if chosen.json:
        chosen.json.write_text(json.dumps(figures, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
