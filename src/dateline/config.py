"""Settings: one TOML file into frozen, typed structs, each value with where it came from."""

from __future__ import annotations

import hashlib
import os
import tomllib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import msgspec

from dateline.errors import BadValue, UnknownKey, Unreadable

ENV_PREFIX = "DATELINE_"
DEFAULT_STAGES = ("clean", "parse", "actors", "quotes", "events", "places", "times", "amounts")


class PipelineSettings(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Which stages run, in which order."""

    stages: tuple[str, ...] = DEFAULT_STAGES
    """Stages by name, in order; each reads what earlier ones write."""


class IngestSettings(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Limits of what is read as one report."""

    max_chars: int = 1_000_000
    """A report with more characters is refused (DL303)."""
    max_bytes: int = 64_000_000
    """A source (of JSONL: a line) with more bytes after unpacking is refused (DL303)."""


class CleanSettings(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What is taken for part of the report."""

    languages: tuple[str, ...] = ("en",)
    """Languages the models serve (ISO 639-1); a report in another gets blocks but no events."""
    foreign_threshold: float = 0.5
    """Score from which a paragraph counts as foreign; above 1 none does."""


class ParseSettings(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The language model."""

    model: str = ""
    """A path or package name; empty takes the first of the known ones."""
    verify: bool = True
    """Compare the model's files with the manifest of digests we trust."""


class EventsSettings(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The event coder."""

    min_confidence: float = 0.15
    """Events below this confidence are left out: of those, fewer than one in six are right."""
    precision: float = 0.0
    """The share of events that should be right: leaves out what the model is less sure of."""
    lexicon: tuple[str, ...] = ()
    """Folders with further verbs.csv and nouns.csv; their rows win over ours."""
    model: str = "default"
    """"default" (shipped), "accurate" (slower, built apart), "rules" (none), or a folder."""


class KnowledgeSettings(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Knowledge of actors and places: your own tables, and where the compiled ones are kept."""

    cache: str = ""
    """A folder for what is compiled; empty takes the user's cache folder."""
    data: str = ""
    """A folder for what `dateline kb import` keeps; empty takes the user's data folder."""
    tables: tuple[str, ...] = ()
    """Folders with actors.csv and agents.csv of your own; their rows win over all others."""


class Settings(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """All settings; one struct a table of the TOML file."""

    pipeline: PipelineSettings = PipelineSettings()
    ingest: IngestSettings = IngestSettings()
    clean: CleanSettings = CleanSettings()
    parse: ParseSettings = ParseSettings()
    events: EventsSettings = EventsSettings()
    knowledge: KnowledgeSettings = KnowledgeSettings()

    @property
    def digest(self) -> str:
        """A digest of every value that can change the output (the cache folder cannot)."""
        shape = msgspec.to_builtins(self)
        del shape["knowledge"]
        return "sha256:" + hashlib.sha256(msgspec.json.encode(shape, order="sorted")).hexdigest()


def load(path: Path | None = None, *, env: Mapping[str, str] | None = None) -> Settings:
    """The settings of a file and the environment over the defaults.

    Raises:
        Unreadable: the file cannot be opened.
        UnknownKey: a key does not exist; the message has its path.
        BadValue: a value has the wrong type, or the file is not TOML.
    """
    where = str(path) if path else "environment"
    tree = _read(path) if path else {}
    for keys, value in _from_env(os.environ if env is None else env):
        tree.setdefault(keys[0], {})[keys[1]] = value
    try:
        return msgspec.convert(tree, Settings)
    except msgspec.ValidationError as error:
        kind = UnknownKey if "unknown field" in str(error) else BadValue
        raise kind(f"{where}: {error}") from error


def with_events(settings: Settings, values: Mapping[str, Any]) -> Settings:
    """The settings with some values of `events` replaced, as a command line asks."""
    if not values:
        return settings
    return msgspec.structs.replace(
        settings, events=msgspec.structs.replace(settings.events, **values)
    )


def sources(path: Path | None, *, env: Mapping[str, str]) -> Iterator[tuple[str, Any, str]]:
    """Each setting as (dotted key, value, where it came from)."""
    settings = msgspec.to_builtins(load(path, env=env))
    in_file = _read(path) if path else {}
    in_env = {keys for keys, _ in _from_env(env)}
    for table, values in settings.items():
        for key, value in values.items():
            if (table, key) in in_env:
                yield f"{table}.{key}", value, f"{ENV_PREFIX}{table.upper()}__{key.upper()}"
            elif key in in_file.get(table, {}):
                yield f"{table}.{key}", value, str(path)
            else:
                yield f"{table}.{key}", value, "default"


def _read(path: Path) -> dict[str, Any]:
    if not path.is_file():
        raise Unreadable(f"there is no settings file {path}")
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise BadValue(f"{path} is not TOML: {error}") from error


def _from_env(env: Mapping[str, str]) -> Iterator[tuple[tuple[str, str], Any]]:
    """Settings among environment variables: DATELINE_PARSE__MODEL=… is parse.model."""
    for name in sorted(env):
        table, sep, key = name.removeprefix(ENV_PREFIX).partition("__")
        if name.startswith(ENV_PREFIX) and sep:
            yield (table.lower(), key.lower()), _scalar(env[name])


def _scalar(word: str) -> Any:
    """A variable's value as TOML would read it, else as a string."""
    try:
        return tomllib.loads(f"v = {word}")["v"]
    except tomllib.TOMLDecodeError:
        return word
