"""`dateline kb build`: compile the tables of actors and places."""

from __future__ import annotations

from pathlib import Path

import typer

from dateline.cli import options

command = typer.Typer(help="Compile and look at the knowledge base.", no_args_is_help=True)


@command.callback()
def about() -> None:
    """Compile and look at the knowledge base."""


@command.command()
def build(settings: Path | None = options.SETTINGS, quiet: bool = options.QUIET) -> None:
    """Compile what is not compiled yet; a second call finds it done."""
    import time

    from dateline import registry
    from dateline.cli.say import say
    from dateline.resources import cache_folder

    folder = cache_folder(options.settings_of(settings))
    for kind in ("knowledge", "gazetteers"):
        for name in registry.names(kind):
            began = time.monotonic()
            if not quiet:
                say(f"{name}: compiling into {folder} unless it is there …")
            for table, digest in registry.load(kind, name)(folder).items():
                seconds = time.monotonic() - began
                typer.echo(f"{table} {digest} ({seconds:.1f} s)")


@command.command()
def where(settings: Path | None = options.SETTINGS) -> None:
    """Print the folder of compiled tables and of models built apart."""
    from dateline.resources import cache_folder

    typer.echo(cache_folder(options.settings_of(settings)))
