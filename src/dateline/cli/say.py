"""Sentences for people, on standard error."""

from __future__ import annotations

import os
import sys


def say(sentence: str) -> None:
    """Write one line, without anything in it that a terminal would obey."""
    from dateline.export.wording import clean

    sys.stderr.write(f"dateline: {clean(sentence)}\n")


def count(many: int, noun: str) -> str:
    """The number with its noun: `1 report`, `2 reports`."""
    return f"{many} {noun}" if many == 1 else f"{many} {noun}s"


def silence() -> None:
    """Let standard output go nowhere from here on: its reader has left."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, sys.stdout.fileno())
    os.close(nowhere)
