"""Writes the reference pages that are made from code: settings, commands, errors, record.

    .venv/bin/python docs/build_reference.py

A contract test compares the pages with what this would write.
"""

from __future__ import annotations

import io
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec
import typer

from dateline import config, errors, record
from dateline.cli.main import build
from dateline.export.table import TableExporter
from dateline.ontology import plover

DOCS = Path(__file__).parent
NOTE = "<!-- Made by docs/build_reference.py; edit the code, not this page. -->\n"


def settings_page() -> str:
    """Every setting with type, default and what it does."""
    rows = [f"{NOTE}\n# Settings\n"]
    rows.append(
        "One TOML file: `--settings FILE`, or `dateline.toml` in the current folder. A variable\n"
        "`DATELINE_TABLE__KEY` wins over the file. `dateline config show` says where each value\n"
        "came from. An unknown key is an error that names its path.\n"
    )
    rows.append("| key | default | what it does |\n|---|---|---|")
    docs = _field_docs()
    for key, value, _ in config.sources(None, env={}):
        rows.append(f"| `{key}` | `{json.dumps(value)}` | {docs.get(key, '')} |")
    return "\n".join(rows) + "\n"


def _field_docs() -> dict[str, str]:
    """The string under each field of a settings struct, by dotted key."""
    import ast

    tree = ast.parse(Path(config.__file__).read_text(encoding="utf-8"))
    found: dict[str, str] = {}
    for node in tree.body:
        if isinstance(node, ast.ClassDef) and node.name.endswith("Settings"):
            table = node.name.removesuffix("Settings").lower()
            for field, text in zip(node.body, node.body[1:], strict=False):
                if isinstance(field, ast.AnnAssign) and isinstance(text, ast.Expr):
                    words = ast.literal_eval(text.value)
                    found[f"{table}.{ast.unparse(field.target)}"] = " ".join(words.split())
    return found


def commands_page() -> str:
    """Every command with its arguments and options."""
    rows = [f"{NOTE}\n# Commands\n"]
    rows.append(
        "Exit status: 0 all coded, 1 some reports failed, 2 wrong usage or settings, 3 something\n"
        "to install, 4 records or store unusable, 130 interrupted.\n"
    )
    top = typer.main.get_command(build())
    for name, command in sorted(_walk(top, "dateline")):
        rows.append(f"## {name}\n\n{command.help or ''}\n")
        rows.append("| argument or option | what it does |\n|---|---|")
        rows.extend(_parameter(p) for p in command.params)
        rows.append("")
    return "\n".join(rows).rstrip() + "\n"


def _walk(command: Any, name: str) -> Iterator[tuple[str, Any]]:
    if hasattr(command, "commands"):
        for child in command.commands.values():
            yield from _walk(child, f"{name} {child.name}")
    else:
        yield name, command


def _parameter(parameter: Any) -> str:
    name = ", ".join(parameter.opts) if parameter.param_type_name == "option" else "PATH"
    words = (getattr(parameter, "help", "") or "").replace("|", "\\|")
    return f"| `{name}` | {words} |"


def errors_page() -> str:
    """Every error with its code, exit status, what it means and what to do."""
    rows = [f"{NOTE}\n# Errors\n\nEvery error prints its code, one sentence, and a next step.\n"]
    rows.append("| code | name | meaning | next step | exit |\n|---|---|---|---|---|")
    classes = [c for c in vars(errors).values() if isinstance(c, type) and not c.__subclasses__()]
    for kind in sorted(classes, key=lambda c: c.code):
        meaning = (kind.__doc__ or "").strip()
        rows.append(
            f"| {kind.code} | {kind.__name__} | {meaning} | {kind.hint} | {kind.exit_status} |"
        )
    return "\n".join(rows) + "\n"


def record_page() -> str:
    """The fields of a record, from its structs."""
    rows = [f"{NOTE}\n# The record\n"]
    rows.append(
        "`dateline code --to jsonl` prints one of these a line; `dateline schema` prints the JSON\n"
        "Schema. Offsets are Unicode code points into `text`, half-open.\n"
    )
    for kind in vars(record).values():
        if isinstance(kind, type) and issubclass(kind, msgspec.Struct):
            rows.append(f"## {kind.__name__}\n\n{kind.__doc__}\n\n| field | type |\n|---|---|")
            for name, hint in kind.__annotations__.items():
                rows.append(f"| `{name}` | `{hint}` |".replace(" | None", " or null"))
            rows.append("")
    return "\n".join(rows).rstrip() + "\n"


def ontology_page() -> str:
    """The event types with scores and modes, from the ontology's file."""
    known = plover()
    rows = [f"{NOTE}\n# Event types\n"]
    rows.append(
        f"The {known.source}, in our words. A mode's score stands beside it where it differs\n"
        "from the type's. Dateline codes every type and every mode of this table.\n"
    )
    rows.append("| event | quad | score | recipient | covers | modes |\n|---|---|---|---|---|---|")
    for name, kind in known.types.items():
        modes = ", ".join(
            f"{mode} {score:g}" if score != kind.score else mode
            for mode, score in kind.modes.items()
        )
        needed = "needed" if kind.recipient_needed else ""
        rows.append(
            f"| {name} | {kind.quad} | {kind.score:g} | {needed} | {kind.covers} | {modes} |"
        )
    contexts = ", ".join(sorted(known.contexts))
    rows.append(f"\nContexts: {contexts}.\n\nSectors: {', '.join(sorted(known.sectors))}.")
    return "\n".join(rows) + "\n"


PAGES = {
    "reference/ontology.md": ontology_page,
    "reference/settings.md": settings_page,
    "reference/commands.md": commands_page,
    "reference/record.md": record_page,
    "errors.md": errors_page,
}


SAMPLE = "04-foreign-paragraph.txt"


def readme(text: str) -> str:
    """README.md with the sample report's table and one of its events made anew."""
    record = _sample()
    shown = io.BytesIO()
    TableExporter(width=100)([record], shown)
    table = shown.getvalue().decode("utf-8").rstrip()
    event = msgspec.to_builtins(record.events[0])
    text = _between(text, "sample", f"```text\n{table}\n```")
    return _between(text, "event", f"```json\n{json.dumps(event, indent=1)}\n```")


def _sample() -> record.Record:
    from dateline.ingest import read
    from dateline.pipeline import build as build_pipeline

    settings = config.Settings()
    path = str(DOCS.parent / "examples/reports" / SAMPLE)
    items = read([path], settings=settings, fmt=None, published=None, stdin=io.BytesIO())
    coded = build_pipeline(settings).code(next(iter(items)))
    if not isinstance(coded, record.Record):
        raise TypeError(f"{SAMPLE} cannot be coded: {coded.error.message}")
    return coded


def _between(text: str, mark: str, block: str) -> str:
    first = f"<!-- {mark}: made by docs/build_reference.py -->"
    last = f"<!-- end of {mark} -->"
    before, rest = text.split(first)
    after = rest.split(last)[1]
    return f"{before}{first}\n{block}\n{last}{after}"


def main() -> None:
    """Write the pages."""
    path = DOCS.parent / "README.md"
    path.write_text(readme(path.read_text(encoding="utf-8")), encoding="utf-8")
    for name, make in PAGES.items():
        path = DOCS / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(make(), encoding="utf-8")


if __name__ == "__main__":
    main()
