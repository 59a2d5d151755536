"""`dateline plugins`: the parts there are, and why a broken one does not load."""

from __future__ import annotations

import typer


def command() -> int:
    """List every reader, stage, exporter and other part, and who provides it."""
    from dateline import registry

    broken = 0
    for plugin in registry.catalogue():
        line = f"{plugin.kind:<11} {plugin.name:<9} {plugin.target:<42} {plugin.distribution}"
        if plugin.failure:
            broken += 1
            line += f"  BROKEN: {plugin.failure}"
        typer.echo(line)
    return 1 if broken else 0
