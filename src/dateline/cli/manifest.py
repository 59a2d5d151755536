"""The manifest of a run, with an eye on the rows that no report asked for."""

from __future__ import annotations

import csv
from collections.abc import Mapping
from pathlib import Path
from typing import Any

Row = Mapping[str, str]


class Manifest(dict[str, Row]):
    """The rows by file name; remembers which were asked for."""

    def __init__(self, rows: Mapping[str, Row]) -> None:
        """Keep the rows, none of them asked for yet; one that says nothing is never missed."""
        super().__init__(rows)
        told = (name for name, row in rows.items() if any(row[k] for k in row if k != "file"))
        self.idle = dict.fromkeys(told)

    def get(self, name: str, default: Any = None, /) -> Any:
        """The row of a name."""
        self.idle.pop(name, None)
        return super().get(name, default)

    @property
    def complaint(self) -> str | None:
        """A sentence on rows that name no report, None if all do."""
        if not self.idle:
            return None
        names = [str(name) for name in self.idle]
        more = f" and {len(names) - 3} more" if len(names) > 3 else ""
        named = f"no report that was read is called {', '.join(names[:3])}{more}"
        return f"manifest: {named} · give file names as they are, without folders"


def opened(path: Path | None) -> Manifest:
    """The manifest of a path; without a path an empty one.

    Raises:
        Usage: there is no such file, it is no table, or a row of it is wrong.
    """
    from dateline.cli import options
    from dateline.errors import Usage
    from dateline.ingest import manifest

    if path is None:
        return Manifest({})
    try:
        return Manifest(manifest.load(options.existing(path, "manifest")))
    except (UnicodeDecodeError, csv.Error) as error:
        raise Usage(f"{path} is no CSV in UTF-8: {error}", "save it as CSV in UTF-8") from error
