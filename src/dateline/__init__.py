"""Dateline: news reports in, auditable event data out.

The public door. Nothing heavy is imported before it is used.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from dateline.coder import Coder, Report, load
    from dateline.config import Settings
    from dateline.errors import DatelineError
    from dateline.view import CodedReport

__version__ = "0.1.0"

_HOMES = {
    "CodedReport": "dateline.view",
    "Coder": "dateline.coder",
    "DatelineError": "dateline.errors",
    "Report": "dateline.coder",
    "Settings": "dateline.config",
    "load": "dateline.coder",
}

__all__ = ["CodedReport", "Coder", "DatelineError", "Report", "Settings", "load"]


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module 'dateline' has no attribute {name!r}")
    return getattr(import_module(_HOMES[name]), name)


def __dir__() -> list[str]:
    return sorted([*globals(), *__all__])
