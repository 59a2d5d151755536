"""Places of a GeoNames dump: `allCountries.zip`, `SY.zip` or their `.txt`, one place a line.

Columns are those of https://download.geonames.org/export/dump/readme.txt; the data is CC BY 4.0.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

from dateline.errors import Usage
from dateline.places.compile import Row
from dateline.places.sources import is_name, iso3
from dateline.resources import Problem

COLUMNS = 19
KINDS = {"P": "city", "H": "water", "L": "region", "T": "region"}
"""Kind by feature class; of the others only some codes are kept."""
CODES = {
    "ADM1": "admin1",
    "ADM2": "admin2",
    "ADM3": "admin2",
    "ADM4": "admin2",
    "CMP": "region",
    "CMPRF": "region",
    "MILB": "region",
    "AIRB": "region",
    "NVB": "region",
    "DAM": "region",
    "MN": "region",
}
LEFT_OUT = frozenset({"PPLH", "PPLQ", "PPLW", "ADMDH"})
"""Places that are no more; historical and abandoned ones mislead."""
LONGEST = 1 << 16
TELL_EVERY = 200_000

Tell = Callable[[int, int], None]
"""Called with lines read and places kept."""


class Dump:
    """One file of GeoNames, read once."""

    def __init__(self, path: Path, admin1: dict[str, str] | None = None) -> None:
        """Of `path`; `admin1` names first-level subdivisions by "SY.08"."""
        self.path = path
        self.admin1 = admin1 or {}
        self.problems: list[Problem] = []
        self.lines = self.kept = 0

    def rows(self, tell: Tell | None = None) -> Iterator[Row]:
        """The places, broken lines told in `problems`.

        Raises:
            Usage: the file is no dump, or a damaged archive.
        """
        with ExitStack() as stack:
            try:
                lines = self._lines(stack)
                for number, line in enumerate(lines, start=1):
                    self.lines = number
                    row = self._row(line, number)
                    if row:
                        self.kept += 1
                        yield row
                    if tell and number % TELL_EVERY == 0:
                        tell(number, self.kept)
            except (zipfile.BadZipFile, EOFError, UnicodeDecodeError) as error:
                hint = "take SY.zip, allCountries.zip or their .txt as GeoNames publishes them"
                raise Usage(f"{self.path}: {error}", hint) from error

    def _lines(self, stack: ExitStack) -> Iterator[str]:
        if not zipfile.is_zipfile(self.path):
            return stack.enter_context(self.path.open(encoding="utf-8", newline="\n"))
        archive = stack.enter_context(zipfile.ZipFile(self.path))
        names = [n for n in archive.namelist() if n.endswith(".txt") and "readme" not in n.lower()]
        if len(names) != 1:
            hint = "take SY.zip or allCountries.zip as GeoNames publishes them"
            raise Usage(f"{self.path} holds {len(names)} text files, not one", hint)
        inner = stack.enter_context(archive.open(names[0]))
        return stack.enter_context(io.TextIOWrapper(inner, encoding="utf-8", newline="\n"))

    def _row(self, line: str, number: int) -> Row | None:
        cells = line.rstrip("\r\n").split("\t")
        if len(cells) != COLUMNS or len(line) > LONGEST:
            if line.strip():
                why = f"{len(cells)} columns, not the {COLUMNS} of GeoNames"
                self.problems.append(Problem(f"{self.path}:{number}", why))
            return None
        code, kind = cells[7], CODES.get(cells[7]) or KINDS.get(cells[6])
        if kind is None or code in LEFT_OUT:
            return None
        try:
            return Row(
                name=cells[1],
                kind=kind,
                country=iso3(cells[8]),
                admin1=self.admin1.get(f"{cells[8]}.{cells[10]}"),
                lat=float(cells[4]),
                lon=float(cells[5]),
                geonameid=int(cells[0]),
                population=int(cells[14] or 0),
                others=tuple({n for n in (cells[2], *cells[3].split(",")) if n and is_name(n)}),
            )
        except ValueError as error:
            self.problems.append(Problem(f"{self.path}:{number}", str(error)))
            return None
