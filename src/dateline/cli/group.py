"""`dateline group`: which reports are copies of one text, and which tell one story."""

from __future__ import annotations

import sys
from pathlib import Path

from dateline.cli import options


def command(
    paths: list[str] = options.PATHS,
    fmt: str | None = options.FROM,
    published: str | None = options.PUBLISHED,
    settings: Path | None = options.SETTINGS,
) -> int:
    """Group reports into lineages (copies of one text) and stories (one incident)."""
    from dateline import registry
    from dateline.cli.say import say
    from dateline.ingest import read
    from dateline.record import line_of

    chosen = options.settings_of(settings)
    items = read(
        options.inputs(paths), settings=chosen, fmt=fmt, published=published, stdin=sys.stdin.buffer
    )
    failures = 0
    for line in registry.load("gatherers", "group")(chosen)(items):
        if "error" in line:
            failures += 1
            say(line["error"]["message"])
        sys.stdout.buffer.write(line_of(line) + b"\n")
    sys.stdout.buffer.flush()
    return 1 if failures else 0
