"""`dateline config show`: every setting, its value, and where that came from."""

from __future__ import annotations

from pathlib import Path

import typer

from dateline.cli import options

command = typer.Typer(help="Look at the settings.", no_args_is_help=True)


@command.callback()
def about() -> None:
    """Look at the settings."""


@command.command()
def show(settings: Path | None = options.SETTINGS) -> None:
    """Print each setting with where its value came from."""
    import json
    import os

    from dateline import config

    path = options.settings_file(settings)
    for key, value, source in config.sources(path, env=os.environ):
        typer.echo(f"{key} = {json.dumps(value)}  # {source}")
