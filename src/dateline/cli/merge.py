"""`dateline merge`: incidents out of records."""

from __future__ import annotations

import sys
from pathlib import Path

from dateline.cli import options


def command(paths: list[str] = options.PATHS, settings: Path | None = options.SETTINGS) -> int:
    """Merge the events of records (JSONL of `dateline code`) into incidents."""
    from dateline import registry
    from dateline.cli.say import say
    from dateline.record import line_of

    chosen = options.settings_of(settings)
    gather = registry.load("gatherers", "merge")(chosen)
    broken: list[str] = []
    lines = gather.read(options.inputs(paths), stdin=sys.stdin.buffer, broken=broken)
    for incident in gather(lines):
        sys.stdout.buffer.write(line_of(incident) + b"\n")
    sys.stdout.buffer.flush()
    for line in broken:
        say(f"{line} · mend the line; the others were merged")
    return 1 if broken else 0
