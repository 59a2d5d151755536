"""The boundary: verbs found by entry point, errors as one sentence, exit statuses."""

from __future__ import annotations

import os
import sys
from typing import Any

import typer

from dateline import __version__, registry
from dateline.errors import DatelineError, PluginBroken

INTERRUPTED = 130
# Typer may carry a Click of its own; its base error is reached through the one it exports.
CommandLineError: Any = typer.BadParameter.mro()[2]


def _version(value: bool) -> None:
    if value:
        typer.echo(f"dateline {__version__}")
        raise typer.Exit


def build() -> typer.Typer:
    """The command line with every verb that is installed and loads."""
    app = typer.Typer(
        name="dateline",
        help="News reports in, auditable event data out.",
        no_args_is_help=True,
        pretty_exceptions_enable=False,
        rich_markup_mode=None,
        add_completion=False,
    )

    @app.callback()
    def about(
        version: bool = typer.Option(
            False, "--version", callback=_version, is_eager=True, help="Print the version."
        ),
    ) -> None:
        """News reports in, auditable event data out."""

    for name in registry.names("commands"):
        _add(app, name)
    return app


def _add(app: typer.Typer, name: str) -> None:
    """One verb; a broken one of somebody else's is told of and left out."""
    try:
        command = registry.load("commands", name)
    except PluginBroken as error:
        sys.stderr.write(f"dateline: {error}\n")
        return
    if isinstance(command, typer.Typer):
        app.add_typer(command, name=name)
    else:
        app.command(name)(command)


def run(args: list[str] | None = None) -> None:
    """Run the command line and leave with its exit status."""
    sys.exit(status(build(), args))


def status(app: typer.Typer, args: list[str] | None = None) -> int:
    """The exit status of one call; every error of ours becomes one line on stderr."""
    try:
        result: Any = app(args=args, prog_name="dateline", standalone_mode=False)
    except DatelineError as error:
        sys.stderr.write(f"dateline: {error}\n")
        return error.exit_status
    except CommandLineError as error:
        error.show()
        return error.exit_code
    except (typer.Abort, KeyboardInterrupt):
        sys.stderr.write("dateline: interrupted\n")
        return INTERRUPTED
    except BrokenPipeError:
        # The reader of our output went away (`| head`): nothing is wrong with the run.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    return result if isinstance(result, int) else 0
