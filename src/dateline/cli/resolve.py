"""`dateline resolve`: who or where a phrase means, one JSON line a question."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO

import typer

from dateline.cli import options

if TYPE_CHECKING:
    from dateline.config import Settings

command = typer.Typer(help="Resolve actor or place phrases.", no_args_is_help=True)

FIELDS = {"actor": ("context", "date", "country"), "place": ("context", "country")}


@command.callback()
def about() -> None:
    """Resolve actor or place phrases."""


@command.command()
def actor(
    path: str | None = typer.Argument(
        None, metavar="[PATH|-]", help="JSONL: id, text, context, date."
    ),
    fmt: str = typer.Option("jsonl", "--from", help="Input format; only jsonl."),
    settings: Path | None = options.SETTINGS,
) -> int:
    """Print country, sector and candidates of each actor phrase."""
    from dateline.ask import resolve_actor

    return _answer(path, fmt, "actor", resolve_actor, options.settings_of(settings))


@command.command()
def place(
    path: str | None = typer.Argument(
        None, metavar="[PATH|-]", help="JSONL: id, text, context, country."
    ),
    fmt: str = typer.Option("jsonl", "--from", help="Input format; only jsonl."),
    settings: Path | None = options.SETTINGS,
) -> int:
    """Print name, coordinates and candidates of each place phrase."""
    from dateline.places.resolve import resolve_place

    return _answer(path, fmt, "place", resolve_place, options.settings_of(settings))


def _answer(
    path: str | None,
    fmt: str,
    kind: str,
    resolve: Callable[..., dict[str, Any]],
    settings: Settings,
) -> int:
    """Answer each line; a broken line gets an error line and the run goes on."""
    from dateline.cli.say import say
    from dateline.errors import UnknownPlugin
    from dateline.record import line_of

    if fmt != "jsonl":
        raise UnknownPlugin(f"resolve reads jsonl, not {fmt!r}", "leave --from out")
    failures = 0
    for number, line in enumerate(_lines(path), start=1):
        place = f"{path or '-'}#{number}"
        question, why = _question(line, kind)
        if why:
            failures += 1
            say(f"{place}: {why} · mend the line; the others were answered")
            answer: dict[str, Any] = {"id": place, "error": {"code": "broken-line", "message": why}}
        else:
            known = {name: question.get(name) for name in FIELDS[kind]}
            found = resolve(question["text"], settings=settings, **known)
            answer = {"id": question.get("id", place), **found}
        sys.stdout.buffer.write(line_of(answer) + b"\n")
        sys.stdout.buffer.flush()
    return 1 if failures else 0


def _lines(path: str | None) -> Iterator[bytes]:
    with ExitStack() as stack:
        lines: BinaryIO = sys.stdin.buffer
        (source,) = options.inputs([path] if path else None)
        if source != "-":
            lines = stack.enter_context(options.existing(Path(source), "file").open("rb"))
        yield from (line for line in lines if line.strip())


def _question(line: bytes, kind: str) -> tuple[dict[str, Any], str]:
    """The question of a line, or why it is none."""
    from dateline.ingest.fields import iso

    try:
        question = json.loads(line)
    except (ValueError, RecursionError) as error:
        return {}, f"not JSON: {error}"
    if not isinstance(question, dict) or not isinstance(question.get("text"), str):
        return {}, "a question is an object with a string `text`"
    for name in FIELDS[kind]:
        if not isinstance(question.get(name), str | None):
            return {}, f"`{name}` is not a string"
    if question.get("date") and iso(question["date"]) is None:
        return {}, f"`date` {question['date']!r} is not an ISO date"
    return question, ""
