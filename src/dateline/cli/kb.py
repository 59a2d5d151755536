"""`dateline kb`: compile, extend, check and look at the knowledge of actors and places."""

from __future__ import annotations

import re
import tempfile
from collections.abc import Callable, Iterable
from contextlib import ExitStack, closing
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from dateline.cli import options

if TYPE_CHECKING:
    from dateline.actors.own_tables import Tables
    from dateline.actors.rows import Agent, Known
    from dateline.config import Settings
    from dateline.resources import Problem

command = typer.Typer(help="Compile, extend and look at the knowledge base.", no_args_is_help=True)
imports = typer.Typer(help="Add actors and places from files of others.", no_args_is_help=True)
command.add_typer(imports, name="import")

NAME = typer.Option(None, "--name", help="What to call the import; default the file's name.")
MOST_TOLD = 20


@command.callback()
def about() -> None:
    """Compile, extend and look at the knowledge base."""


@imports.callback()
def about_imports() -> None:
    """Add actors and places from files of others; they survive an upgrade and win over ours."""


@command.command()
def build(settings: Path | None = options.SETTINGS, quiet: bool = options.QUIET) -> None:
    """Compile what is not compiled yet; a second call finds it done."""
    import time

    from dateline import registry
    from dateline.cli.say import say
    from dateline.resources import cache_folder

    chosen = options.settings_of(settings)
    for kind in ("knowledge", "gazetteers"):
        for name in registry.names(kind):
            began = time.monotonic()
            if not quiet:
                say(f"{name}: compiling into {cache_folder(chosen)} unless it is there …")
            for table, digest in registry.load(kind, name)(chosen).items():
                seconds = time.monotonic() - began
                typer.echo(f"{table} {digest} ({seconds:.1f} s)")


@command.command()
def where(settings: Path | None = options.SETTINGS) -> None:
    """Print the folder of compiled tables and of models built apart."""
    from dateline.resources import cache_folder

    typer.echo(cache_folder(options.settings_of(settings)))


@command.command()
def show(
    name: str = typer.Argument(help="A name, acronym or surname."),
    date: str | None = typer.Option(None, "--date", help="The day whose role is asked (ISO)."),
    settings: Path | None = options.SETTINGS,
) -> int:
    """Print every row of a name, and which of them holds on the day."""
    from dateline.actors.knowledge import of_settings
    from dateline.errors import BadValue
    from dateline.ingest.fields import iso

    if date and iso(date) is None:
        raise BadValue(f"--date {date!r} is not an ISO date", "write it as 2018-05-17")
    knowledge = of_settings(options.settings_of(settings))
    rows = knowledge.named(name) or knowledge.surname(name)
    agent = knowledge.agents.get(name.casefold())
    if agent:
        typer.echo(f"common noun: {agent.kind}, {agent.sector or 'no sector'}")
    if not rows and not agent:
        typer.echo(f"nobody of the name {name!r} is known", err=True)
        return 1
    for row in rows:
        typer.echo(_told(row))
    if rows:
        held = knowledge.on(rows, date)
        day = date or "no date"
        meant = f"{held.name}: {_code(held)}" if held else "open: several people, or none"
        typer.echo(f"→ {day}: {meant}" + (f", {held.role}" if held and held.role else ""))
    return 0


@command.command()
def check(
    folders: list[Path] | None = typer.Argument(None, help="Folders; default those in use."),
    settings: Path | None = options.SETTINGS,
) -> int:
    """Look for broken rows in your own tables and in imports."""
    from dateline.actors import imported, own_tables
    from dateline.places import own as own_places

    chosen = options.settings_of(settings)
    own = folders or [Path(f) for f in chosen.knowledge.tables]
    broken = 0
    for folder in [*own, *([] if folders else imported.folders(chosen))]:
        tables = own_tables.read(folder, "user")
        broken += len(tables.problems)
        _complain(tables.problems)
        typer.echo(
            f"{folder}: {len(tables.rows)} actors, {len(tables.agents)} agent nouns, "
            f"{len(tables.problems)} broken rows"
        )
        places = own_places.read(folder)
        broken += len(places.problems)
        _complain(places.problems)
        if places.rows or places.problems:
            typer.echo(f"{folder}: {len(places.rows)} places, {len(places.problems)} broken rows")
    return 1 if broken else 0


@command.command()
def forget(
    name: str = typer.Argument(help="The import's name."), settings: Path | None = options.SETTINGS
) -> int:
    """Delete an import."""
    from dateline.actors import imported
    from dateline.places import added

    chosen = options.settings_of(settings)
    if imported.forget(chosen, name) or added.forget(chosen, name):
        typer.echo(f"{name} is deleted")
        return 0
    folders = (*imported.folders(chosen), *added.imports(chosen))
    have = ", ".join(f.name for f in folders) or "none"
    typer.echo(f"there is no import {name!r} (there are: {have})", err=True)
    return 1


@imports.command()
def petrarch(
    file: Path = typer.Argument(help="A PETRARCH dictionary of actors or agents."),
    name: str | None = NAME,
    settings: Path | None = options.SETTINGS,
) -> int:
    """Import a PETRARCH dictionary (.actors, .agents)."""
    from dateline.actors.importers import petrarch as reader

    return _keep(file, name, settings, "petrarch", reader.read)


@imports.command()
def countryinfo(
    file: Path = typer.Argument(help="A CountryInfo file."),
    name: str | None = NAME,
    settings: Path | None = options.SETTINGS,
) -> int:
    """Import leaders and governments of a CountryInfo file."""
    from dateline.actors.importers import countryinfo as reader

    return _keep(file, name, settings, "countryinfo", reader.read)


@imports.command("tables")
def tables_(
    folder: Path = typer.Argument(help="A folder with actors.csv/.yaml, agents.csv/.yaml."),
    name: str | None = NAME,
    settings: Path | None = options.SETTINGS,
) -> int:
    """Import a folder of CSV or YAML tables."""
    from dateline.actors import own_tables

    return _keep(
        folder, name, settings, "tables", lambda path: own_tables.read(path, "imported"), "folder"
    )


@imports.command()
def wikidata(
    file: Path = typer.Argument(help="A Wikidata JSON dump (.json, .json.gz, .json.bz2)."),
    languages: str = typer.Option("en", "--languages", help="Of labels, separated by commas."),
    name: str | None = NAME,
    settings: Path | None = options.SETTINGS,
) -> int:
    """Import people with offices, and bodies that act, from a Wikidata dump."""
    from dateline.actors.importers.wikidata import Dump, Seen
    from dateline.cli.say import say

    def tell(seen: Seen) -> None:
        say(f"{seen.lines:,} lines read, {seen.noted:,} items noted")

    path = options.existing(file, "file")
    with ExitStack() as stack:
        scratch = stack.enter_context(tempfile.TemporaryDirectory())
        chosen = tuple(part.strip() for part in languages.split(",") if part.strip())
        dump = stack.enter_context(closing(Dump(Path(scratch) / "noted.sqlite", chosen)))
        dump.note(path, tell)
        return _kept(path, name, settings, "wikidata", dump.rows(), {}, dump.problems)


@imports.command()
def geonames(
    file: Path = typer.Argument(help="A GeoNames dump: SY.zip, allCountries.zip or their .txt."),
    name: str | None = NAME,
    settings: Path | None = options.SETTINGS,
) -> int:
    """Import every village, river and camp of a GeoNames dump (CC BY 4.0)."""
    from dateline.cli.say import say
    from dateline.places import added
    from dateline.places.geonames import Dump
    from dateline.places.sources import first_level

    def tell(lines: int, kept: int) -> None:
        say(f"{lines:,} lines read, {kept:,} places kept")

    path = options.existing(file, "file")
    chosen = options.settings_of(settings)
    dump = Dump(path, first_level())
    called = _called(name or path.name) or "geonames"
    about = {"format": "geonames", "file": path.name, "licence": "GeoNames, CC BY 4.0"}
    try:
        count = added.keep(chosen, called, dump.rows(tell), about)
    finally:
        _complain(dump.problems)
    broken = f", {len(dump.problems):,} broken lines left out" if dump.problems else ""
    typer.echo(f"{called}: {count:,} places of {dump.lines:,} lines kept{broken}")
    typer.echo("they are in force from now on · `dateline kb forget` takes them out again")
    return 1 if dump.problems else 0


def _called(name: str) -> str:
    """A name that can be a folder's."""
    return re.sub(r"[^\w.-]+", "-", name).strip(".-")


def _keep(
    file: Path,
    name: str | None,
    settings: Path | None,
    form: str,
    read: Callable[[Path], Tables],
    kind: str = "file",
) -> int:
    path = options.existing(file, kind)
    tables = read(path)
    return _kept(path, name, settings, form, tables.rows, tables.agents, tables.problems)


def _kept(
    path: Path,
    name: str | None,
    settings: Path | None,
    form: str,
    rows: Iterable[Known],
    agents: dict[str, Agent],
    problems: list[Problem],
) -> int:
    """Keep an import and say what is in it; 1 if rows were left out."""
    from dateline.actors.imported import Keeper

    chosen: Settings = options.settings_of(settings)
    called = _called(name or path.name) or form
    keeper = Keeper(chosen, called)
    try:
        kept = keeper.keep(rows, agents, {"format": form, "file": path.name})
    finally:
        problems += keeper.problems
        _complain(problems)
    typer.echo(
        f"{kept.name}: {kept.actors:,} rows of actors and {kept.agents:,} agent nouns kept in "
        f"{kept.folder}" + (f", {len(problems):,} broken rows left out" if problems else "")
    )
    typer.echo("they are in force from now on · `dateline kb forget` takes them out again")
    return 1 if problems else 0


def _complain(problems: list[Problem]) -> None:
    from dateline.cli.say import say

    for problem in problems[:MOST_TOLD]:
        say(f"{problem} · the row is left out")
    if len(problems) > MOST_TOLD:
        say(f"… and {len(problems) - MOST_TOLD:,} more")


def _code(row: Known) -> str:
    return f"{row.country or '–'} {row.sector or '–'}"


def _told(row: Known) -> str:
    term = f"{row.since or '…'} to {row.until or '…'}" if row.since or row.until else "always"
    role = f", {row.role}" if row.role else ""
    return f"{row.name}: {_code(row)}{role}, {term} ({row.layer}: {row.source})"
