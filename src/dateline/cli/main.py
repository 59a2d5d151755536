"""The boundary: verbs found by entry point, errors as one sentence, exit statuses."""

from __future__ import annotations

import os
import sys
from typing import Any

import typer

from dateline import __version__, registry
from dateline.cli.say import say, silence
from dateline.errors import DatelineError, PluginBroken, StoreError

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
        say(str(error))
        return
    if isinstance(command, typer.Typer):
        app.add_typer(command, name=name)
    else:
        app.command(name)(command)


def run(args: list[str] | None = None) -> None:
    """Run the command line and leave with its exit status."""
    # Products of small matrices gain nothing from threads, which wait at full load.
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    sys.exit(status(build(), args))


def status(app: typer.Typer, args: list[str] | None = None) -> int:
    """The exit status of one call; every error of ours becomes one line on stderr."""
    try:
        result = _invoke(app, sys.argv[1:] if args is None else args)
    except typer.Exit as leave:
        return leave.exit_code
    except DatelineError as error:
        say(str(error))
        return error.exit_status
    except CommandLineError as error:
        error.show()
        return int(error.exit_code)
    except (typer.Abort, KeyboardInterrupt):
        say("interrupted; what was written until now stays")
        return INTERRUPTED
    except BrokenPipeError:
        # The reader of our output went away (`| head`): nothing is wrong with the run.
        silence()
        return 0
    except OSError as error:
        where = f" ({error.filename})" if error.filename else ""
        say(str(StoreError(f"cannot read or write{where}: {error.strerror or error}")))
        return StoreError.exit_status
    return result if isinstance(result, int) else 0


def _invoke(app: typer.Typer, args: list[str]) -> Any:
    """What the verb returns.

    Not `app(…)`: Typer would leave with status 1 itself when a pipe breaks.
    """
    command = typer.main.get_command(app)
    with command.make_context("dateline", list(args)) as context:
        return command.invoke(context)
