"""Where imports are kept: outside the package and the cache, so that they survive an upgrade.

Each import is a folder with `actors.csv`, `agents.csv` and `about.json`, which says what it was
made from and has the digest that a compiled knowledge base is named after.
"""

from __future__ import annotations

import csv
import hashlib
import json
import os
import shutil
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from dateline.actors.own_tables import ACTOR, AGENT, actor
from dateline.actors.rows import Agent, Known
from dateline.config import Settings
from dateline.errors import KnowledgeMissing, Usage
from dateline.resources import Problem, data_folder

VERSION = 1


def folders(settings: Settings) -> list[Path]:
    """The folders of all imports, sorted by name."""
    home = data_folder(settings) / "imports"
    return sorted(p.parent for p in home.glob("*/about.json")) if home.is_dir() else []


@dataclass(frozen=True, slots=True)
class Imported:
    """What an import kept."""

    name: str
    folder: Path
    actors: int
    agents: int


class Keeper:
    """Writes one import beside the place it will have, and puts it there when whole."""

    def __init__(self, settings: Settings, name: str) -> None:
        """Begin an import of that name, which replaces one of the same name.

        Raises:
            KnowledgeMissing: the folder cannot be written.
        """
        self.name = name
        self.problems: list[Problem] = []
        self.folder = data_folder(settings) / "imports" / name
        self.partial = self.folder.with_name(f".{name}.{os.getpid()}.partial")
        try:
            self.partial.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            hint = "set knowledge.data or DATELINE_DATA to a folder you may write"
            raise KnowledgeMissing(
                f"cannot write {self.partial.parent}: {error.strerror}", hint
            ) from error

    def keep(
        self, rows: Iterable[Known], agents: Mapping[str, Agent], about: Mapping[str, Any]
    ) -> Imported:
        """Write everything; an interrupted import leaves the one before as it was.

        Rows that no table could hold go to `self.problems` instead.

        Raises:
            Usage: nothing usable came; an import of that name stays as it was.
        """
        try:
            many = _write(self.partial / "actors.csv", ACTOR, self._sound(rows))
            nouns = _write(self.partial / "agents.csv", AGENT, _agent_cells(agents))
            if not many and not nouns:
                raise Usage(
                    "the file holds no row that can be used", "look at the rows named above"
                )
            told = {"version": VERSION, **about, "actors": many, "agents": nouns}
            told["digest"] = _digest(self.partial)
            (self.partial / "about.json").write_text(json.dumps(told, indent=1) + "\n")
            if self.folder.is_dir():
                shutil.rmtree(self.folder)
            self.partial.replace(self.folder)
        finally:
            shutil.rmtree(self.partial, ignore_errors=True)
        return Imported(self.name, self.folder, many, nouns)

    def _sound(self, rows: Iterable[Known]) -> Iterator[dict[str, str]]:
        for row in rows:
            cells = _cells(row)
            try:
                actor(cells, "imported")
            except ValueError as error:
                self.problems.append(Problem(row.name, str(error)))
            else:
                yield cells


def forget(settings: Settings, name: str) -> bool:
    """Delete an import; whether there was one."""
    folder = data_folder(settings) / "imports" / Path(name).name
    if not (folder / "about.json").is_file():
        return False
    shutil.rmtree(folder)
    return True


def _write(path: Path, columns: tuple[str, ...], rows: Iterable[Mapping[str, str]]) -> int:
    many = 0
    with path.open("w", encoding="utf-8", newline="") as out:
        writer = csv.DictWriter(out, columns, lineterminator="\n")
        writer.writeheader()
        for row in rows:
            writer.writerow(row)
            many += 1
    return many


def _cells(row: Known) -> dict[str, str]:
    return {
        "name": row.name, "aliases": "|".join(row.aliases), "kind": row.kind,
        "country": row.country or "", "sector": row.sector or "",
        "other_sectors": "|".join(row.other_sectors), "office": row.role or "",
        "valid_from": row.since, "valid_to": row.until, "wikidata": row.wikidata or "",
        "source": row.source,
    }  # fmt: skip


def _agent_cells(agents: Mapping[str, Agent]) -> Iterator[dict[str, str]]:
    for noun, agent in agents.items():
        yield {
            "noun": noun, "plural": "", "kind": agent.kind, "sector": agent.sector or "",
            "other_sectors": "|".join(agent.other_sectors), "source": "imported",
        }  # fmt: skip


def _digest(folder: Path) -> str:
    total = hashlib.sha256()
    for name in ("actors.csv", "agents.csv"):
        with (folder / name).open("rb") as lines:
            for part in iter(lambda: lines.read(1 << 20), b""):
                total.update(part)
    return f"sha256:{total.hexdigest()}"
