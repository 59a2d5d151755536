"""How much an installation takes: the packages of requirements/run.lock, largest first.

.venv/bin/python benchmarks/size.py
"""

from __future__ import annotations

import re
from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path

ROOT = Path(__file__).parents[1]
SHOWN = 12


def megabytes(package: str) -> float | None:
    """Megabytes of a package's installed files, None if it is not installed here."""
    try:
        files = distribution(package).files or []
    except PackageNotFoundError:
        return None
    paths = (Path(str(f.locate())) for f in files)
    return sum(p.stat().st_size for p in paths if p.is_file()) / 1e6


def main() -> None:
    """Print the total and the largest packages."""
    lock = (ROOT / "requirements/run.lock").read_text(encoding="utf-8")
    names = re.findall(r"^([a-z0-9-]+)==", lock, re.MULTILINE)
    sizes = {name: size for name in names if (size := megabytes(name)) is not None}
    print(f"{'run-time packages':<32} {sum(sizes.values()):8.0f} MB ({len(sizes)} packages)")
    for name in sorted(sizes, key=lambda n: -sizes[n])[:SHOWN]:
        print(f"  {name:<30} {sizes[name]:8.1f} MB")


if __name__ == "__main__":
    main()
