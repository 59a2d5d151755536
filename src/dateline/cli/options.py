"""Options that several verbs share, and settings from them."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import typer

if TYPE_CHECKING:
    from dateline.config import Settings

PATHS = typer.Argument(None, metavar="[PATH…|-]", help="Files, folders, or - for standard input.")
FROM = typer.Option(None, "--from", help="Input format: text, html, jsonl, csv, parquet.")
PUBLISHED = typer.Option(
    None, "--published", help="Publication date (ISO) of reports that give none."
)
SETTINGS = typer.Option(None, "--settings", help="A TOML file with settings.")
MODEL = typer.Option(
    None, "--model", help='Event model: "default", "accurate", "rules", or a folder.'
)
MIN_CONFIDENCE = typer.Option(
    None, "--min-confidence", min=0.0, max=1.0, help="Leave out events below this confidence."
)
WORKERS = typer.Option(1, "--workers", min=1, max=256, help="Processes that code at once.")
QUIET = typer.Option(False, "--quiet", "-q", help="No progress and no closing line.")


def settings_of(
    path: Path | None, *, model: str | None = None, min_confidence: float | None = None
) -> Settings:
    """The settings of a file (or `dateline.toml` here) and environment; options win."""
    from dateline import config

    settings = config.load(settings_file(path))
    given = {"model": model, "min_confidence": min_confidence}
    return config.with_events(settings, {k: v for k, v in given.items() if v is not None})


def settings_file(path: Path | None) -> Path | None:
    """The settings file asked for, else `dateline.toml` here, if there is one.

    Raises:
        Usage: the file asked for is not there.
    """
    here = Path("dateline.toml")
    return existing(path, "settings file") if path else here if here.is_file() else None


def existing(path: Path, what: str) -> Path:
    """The path of a file, or for `what` = "folder" of a folder, that the command line names.

    Raises:
        Usage: there is no such file.
    """
    from dateline.errors import Usage

    if not (path.is_dir() if what == "folder" else path.is_file()):
        raise Usage(f"there is no {what} {path}", "check the path, or leave the option out")
    return path


def inputs(paths: list[str] | None) -> list[str]:
    """The paths, or standard input where none is given and something is piped in.

    Raises:
        Usage: no path, and standard input is a terminal.
    """
    import sys

    from dateline.errors import Usage

    if paths:
        return paths
    if sys.stdin.isatty():
        raise Usage("there is nothing to read", "name files or folders, or pipe reports in")
    return ["-"]
