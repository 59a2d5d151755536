"""`dateline schema`: the JSON Schema of what `code` prints."""

from __future__ import annotations

import typer


def command() -> None:
    """Print the JSON Schema of a record (draft 2020-12)."""
    import json

    from dateline.record import json_schema

    typer.echo(json.dumps(json_schema(), indent=2))
