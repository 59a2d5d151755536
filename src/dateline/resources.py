"""Tables on disk: shipped, compiled once and whole, or kept for the user; what is wrong in a row."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from importlib import metadata, resources
from pathlib import Path

from dateline.config import Settings
from dateline.errors import KnowledgeMissing


def cache_folder(settings: Settings) -> Path:
    """The folder of compiled tables: the setting, DATELINE_CACHE, or the user's cache."""
    return _folder(settings.knowledge.cache, "DATELINE_CACHE", "user_cache_dir")


def data_folder(settings: Settings) -> Path:
    """The folder of imports: the setting, DATELINE_DATA, or the user's data folder."""
    return _folder(settings.knowledge.data, "DATELINE_DATA", "user_data_dir")


def _folder(setting: str, variable: str, of_user: str) -> Path:
    chosen = setting or os.environ.get(variable)
    if chosen:
        return Path(chosen)
    import platformdirs

    return Path(getattr(platformdirs, of_user)("dateline", appauthor=False))


def shipped(name: str) -> Path:
    """The path of a file under `dateline/data`, for instance `actors/countries.csv`."""
    return Path(str(resources.files("dateline"))) / "data" / name


def digest_of(packages: Iterable[str], files: Iterable[Path], *, form: str) -> str:
    """A digest of what a table is built from: package versions, our files, its form."""
    total = hashlib.sha256(form.encode())
    for package in sorted(packages):
        total.update(f"{package}=={metadata.version(package)}\n".encode())
    for path in sorted(files):
        total.update(path.name.encode() + b"\n" + path.read_bytes())
    return total.hexdigest()


def built(folder: Path, name: str, digest: str, make: Callable[[Path], None]) -> Path:
    """The path of a compiled file, made first if it is not there for this digest.

    `make` writes to a temporary path that is renamed when whole, so a build that was
    cut off leaves nothing behind that could be taken for a table.

    Raises:
        KnowledgeMissing: the folder cannot be written.
    """
    stem, dot, suffix = name.partition(".")
    path = folder / f"{stem}-{digest[:16]}{dot}{suffix}"
    if path.is_file():
        return path
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        hint = "set knowledge.cache or DATELINE_CACHE to a folder you may write"
        raise KnowledgeMissing(f"cannot write {folder}: {error.strerror}", hint) from error
    partial = path.with_name(f"{path.name}.{os.getpid()}.partial")
    partial.unlink(missing_ok=True)
    make(partial)
    partial.replace(path)
    return path


@dataclass(frozen=True, slots=True)
class Problem:
    """A row that cannot be used: where it stands, and why."""

    place: str
    why: str

    def __str__(self) -> str:
        return f"{self.place}: {self.why}"
