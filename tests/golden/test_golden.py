"""Golden files: what each stage adds to each sample report, in the order of the way.

`pytest tests/golden --update-golden` rewrites them; a change of them goes with a line
under *Output* in CHANGELOG.md.
"""

from __future__ import annotations

import json
from io import BytesIO
from pathlib import Path

import msgspec
import pytest

from dateline.ingest import manifest, read
from dateline.pipeline import ORDER

ROOT = Path(__file__).parents[2]
REPORTS = ROOT / "examples/reports"
SAMPLES = (
    "01-wire-copy",
    "04-patchwork",
    "05-html-page",
    "08-no-date",
    "09-relayed-sources",
    "10-denials",
    "11-planned",
    "12-casualties",
)


def layers(stage, doc):
    """What a stage wrote, as plain data; tokens in one line each to keep diffs readable."""
    shape = {layer: msgspec.to_builtins(getattr(doc, layer)) for layer in sorted(stage.writes)}
    if "tokens" in shape:
        shape["tokens"] = [" ".join(map(str, token)) for token in shape["tokens"]]
    return json.dumps(shape, indent=1, ensure_ascii=False) + "\n"


@pytest.mark.parametrize("sample", SAMPLES)
def test_each_stage_adds_what_the_golden_file_says(sample, pipeline, request):
    path = next(REPORTS.glob(f"{sample[:2]}-*"))
    rows = manifest.load(ROOT / "examples/manifest.csv")
    items = read([str(path)], settings=pipeline.settings, fmt=None, published=None, stdin=BytesIO())
    doc = next(iter(manifest.apply(items, rows)))
    folder = Path(__file__).parent / path.stem
    update = request.config.getoption("--update-golden")
    compare(folder / "00-source.txt", doc.text, update=update)
    for number, (name, stage) in enumerate(zip(ORDER, pipeline.stages, strict=True), start=1):
        doc = stage(doc)
        compare(folder / f"{number:02}-{name}.json", layers(stage, doc), update=update)


def compare(path, text, *, update):
    if update:
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, encoding="utf-8", newline="")
    assert path.is_file(), f"{path.name} is missing: run pytest tests/golden --update-golden"
    with path.open(encoding="utf-8", newline="") as golden:
        kept = golden.read()
    if path.suffix == ".json":
        # A model's probabilities differ in their last digits from one processor to another.
        assert near(json.loads(kept), json.loads(text)), f"{path.parent.name}/{path.name} differs"
    else:
        assert kept == text, f"{path.parent.name}/{path.name} differs"


def near(kept, made):
    """Whether two values are the same but for small differences of fractions."""
    if isinstance(kept, dict) and isinstance(made, dict):
        return kept.keys() == made.keys() and all(near(kept[k], made[k]) for k in kept)
    if isinstance(kept, list) and isinstance(made, list):
        return len(kept) == len(made) and all(map(near, kept, made))
    if isinstance(kept, float) and isinstance(made, float):
        return abs(kept - made) <= 0.02
    return kept == made
