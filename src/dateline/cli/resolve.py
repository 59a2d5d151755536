"""`dateline resolve`: who or where a phrase means, one JSON line a question."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import typer

from dateline.cli import options

command = typer.Typer(help="Resolve actor or place phrases.", no_args_is_help=True)

FIELDS = {"actor": ("context", "date", "country"), "place": ("context", "country")}


@command.callback()
def about() -> None:
    """Resolve actor or place phrases."""


@command.command()
def actor(
    path: str = typer.Argument("-", metavar="[PATH|-]", help="JSONL: id, text, context, date."),
    fmt: str = typer.Option("jsonl", "--from", help="Input format; only jsonl."),
    settings: Path | None = options.SETTINGS,
) -> int:
    """Print country, sector and candidates of each actor phrase."""
    from dateline.ask import resolve_actor

    return _answer(path, fmt, "actor", resolve_actor, options.settings_of(settings))


@command.command()
def place(
    path: str = typer.Argument("-", metavar="[PATH|-]", help="JSONL: id, text, context, country."),
    fmt: str = typer.Option("jsonl", "--from", help="Input format; only jsonl."),
    settings: Path | None = options.SETTINGS,
) -> int:
    """Print name, coordinates and candidates of each place phrase."""
    from dateline.places.resolve import resolve_place

    return _answer(path, fmt, "place", resolve_place, options.settings_of(settings))


def _answer(
    path: str, fmt: str, kind: str, resolve: Callable[..., dict[str, Any]], settings: Any
) -> int:
    """Answer each line; a broken line gets an error line and the run goes on."""
    from dateline.errors import UnknownPlugin
    from dateline.record import line_of

    if fmt != "jsonl":
        raise UnknownPlugin(f"resolve reads jsonl, not {fmt!r}", "leave --from out")
    failures = 0
    for number, line in enumerate(_lines(path), start=1):
        question, why = _question(line)
        if why:
            failures += 1
            sys.stderr.write(f"dateline: {path}#{number}: {why}\n")
            answer: dict[str, Any] = {
                "id": f"{path}#{number}",
                "error": {"code": "broken-line", "message": why},
            }
        else:
            known = {name: question.get(name) for name in FIELDS[kind]}
            found = resolve(question["text"], settings=settings, **known)
            answer = {"id": question.get("id", f"{path}#{number}"), **found}
        sys.stdout.buffer.write(line_of(answer) + b"\n")
        sys.stdout.buffer.flush()
    return 1 if failures else 0


def _lines(path: str) -> Iterator[bytes]:
    from dateline.errors import Unreadable

    if path == "-":
        yield from (line for line in sys.stdin.buffer if line.strip())
        return
    if not Path(path).is_file():
        raise Unreadable(f"there is no file {path}")
    with Path(path).open("rb") as lines:
        yield from (line for line in lines if line.strip())


def _question(line: bytes) -> tuple[dict[str, Any], str]:
    """The question of a line, or why it is none."""
    import msgspec

    try:
        question = msgspec.json.decode(line)
    except msgspec.DecodeError as error:
        return {}, f"not JSON: {error}"
    if not isinstance(question, dict) or not isinstance(question.get("text"), str):
        return {}, "a question is an object with a string `text`"
    return question, ""
