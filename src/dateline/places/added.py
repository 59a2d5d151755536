"""Gazetteers beside the compiled one: places of the user's tables, and imports that are kept.

An import is `places/NAME/gazetteer.sqlite` in the data folder with an `about.json`; it survives
an upgrade. Tables of the settings' folders are compiled into the cache.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from dateline.config import Settings
from dateline.errors import KnowledgeMissing, Usage
from dateline.places import own
from dateline.places.compile import FORM, Row, write
from dateline.resources import built, cache_folder, data_folder

TABLE = "gazetteer.sqlite"


def imports(settings: Settings) -> list[Path]:
    """The folders of imports, sorted by name."""
    home = data_folder(settings) / "places"
    return sorted(p.parent for p in home.glob("*/about.json")) if home.is_dir() else []


def gazetteers(settings: Settings) -> list[tuple[Path, str]]:
    """File and digest of each gazetteer that is added, the user's own first."""
    found = [_own(Path(folder), settings) for folder in settings.knowledge.tables]
    added = [one for one in found if one]
    for folder in imports(settings):
        about = json.loads((folder / "about.json").read_text(encoding="utf-8"))
        if about.get("form") == FORM:
            added.append((folder / TABLE, str(about["digest"])))
    return added


def _own(folder: Path, settings: Settings) -> tuple[Path, str] | None:
    path = folder / own.FILE
    if not path.is_file():
        return None
    digest = hashlib.sha256(FORM.encode() + path.read_bytes()).hexdigest()
    made = built(
        cache_folder(settings),
        "own-places.sqlite",
        digest,
        lambda p: write(own.read(folder).rows, p),
    )
    return made, digest


def keep(settings: Settings, name: str, rows: Iterable[Row], about: dict[str, Any]) -> int:
    """Keep an import of that name, in place of one before; how many places it holds.

    Raises:
        KnowledgeMissing: the data folder cannot be written.
        Usage: there is no place in it; what was kept before stays.
    """
    folder = data_folder(settings) / "places" / name
    partial = folder.with_name(f".{name}.{os.getpid()}.partial")
    try:
        partial.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        hint = "set knowledge.data or DATELINE_DATA to a folder you may write"
        raise KnowledgeMissing(f"cannot write {partial.parent}: {error.strerror}", hint) from error
    try:
        count, total = 0, hashlib.sha256(FORM.encode())

        def told() -> Iterator[Row]:
            nonlocal count
            for row in rows:
                count += 1
                total.update(repr(row).encode())
                yield row

        write(told(), partial / TABLE)
        if not count:
            raise Usage("the file holds no place that can be used", "look at the rows named above")
        digest = total.hexdigest()
        facts = {"form": FORM, "places": count, "digest": digest, **about}
        (partial / "about.json").write_text(json.dumps(facts, indent=1) + "\n", encoding="utf-8")
        if folder.is_dir():
            shutil.rmtree(folder)
        partial.replace(folder)
        return count
    finally:
        shutil.rmtree(partial, ignore_errors=True)


def forget(settings: Settings, name: str) -> bool:
    """Delete an import; whether there was one."""
    folder = data_folder(settings) / "places" / Path(name).name
    if not (folder / "about.json").is_file():
        return False
    shutil.rmtree(folder)
    return True
