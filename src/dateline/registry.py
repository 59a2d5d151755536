"""Plug-ins by entry point: one group a kind, nothing registered by import."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cache
from importlib.metadata import EntryPoint, entry_points
from typing import Any

from dateline.errors import PluginBroken, UnknownPlugin

KINDS = (
    "readers",
    "stages",
    "ontologies",
    "knowledge",
    "gazetteers",
    "exporters",
    "gatherers",
    "executors",
    "commands",
)
"""The kinds of part; the entry-point group of a kind is `dateline.<kind>`."""


@dataclass(frozen=True, slots=True)
class Plugin:
    """A registered part: its kind, name, where it lives, and why it fails to load."""

    kind: str
    name: str
    target: str
    distribution: str
    failure: str | None


@cache
def _group(kind: str) -> dict[str, EntryPoint]:
    return {point.name: point for point in entry_points(group=f"dateline.{kind}")}


def names(kind: str) -> tuple[str, ...]:
    """The names of all parts of a kind, sorted."""
    return tuple(sorted(_group(kind)))


def load(kind: str, name: str) -> Any:
    """The object behind a name.

    Raises:
        UnknownPlugin: nobody provides the name.
        PluginBroken: its module cannot be imported.
    """
    point = _group(kind).get(name)
    if point is None:
        near = get_close_matches(name, names(kind), n=1)
        meant = f"; did you mean {near[0]!r}?" if near else ""
        have = ", ".join(names(kind))
        raise UnknownPlugin(f"there is no {name!r} among the {kind} ({have}){meant}")
    try:
        return point.load()
    except (ImportError, AttributeError) as error:
        raise PluginBroken(f"{kind} {name!r} ({point.value}) cannot be loaded: {error}") from error


def catalogue() -> Iterator[Plugin]:
    """Every registered part, and for a broken one why it fails to load."""
    for kind in KINDS:
        for name in names(kind):
            point = _group(kind)[name]
            dist = f"{point.dist.name} {point.dist.version}" if point.dist else "?"
            yield Plugin(kind, name, point.value, dist, _why_broken(kind, name))


def _why_broken(kind: str, name: str) -> str | None:
    try:
        load(kind, name)
    except PluginBroken as error:
        return error.message
    return None
