"""The command line called in this process, with pipes or with a pseudo-terminal."""

from __future__ import annotations

import io
import os
import pty
import sys
import threading
from dataclasses import dataclass

import pytest

from dateline.cli.main import build, status
from dateline.pipeline import build as build_anew

REPORT = "Police arrested two men in Paris on Monday, the interior ministry said."


@dataclass(frozen=True)
class Done:
    """What a call came to: exit status and what it wrote."""

    status: int
    out: bytes
    err: str

    @property
    def lines(self):
        return self.out.splitlines()


@pytest.fixture(scope="session")
def app():
    return build()


@pytest.fixture
def shared_models(pipeline, monkeypatch):
    """One pipeline for all calls: loading it anew each time would take seconds."""

    def build(settings):
        return pipeline if settings == pipeline.settings else build_anew(settings)

    monkeypatch.setattr("dateline.scale.local.build", build)


@pytest.fixture
def dateline(app, shared_models, monkeypatch, capfdbinary):
    """Calls `dateline` as in a pipe."""

    def call(*args, stdin=b""):
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(stdin)))
        result = status(app, [str(arg) for arg in args])
        out, err = capfdbinary.readouterr()
        return Done(result, out, err.decode())

    return call


@pytest.fixture
def terminal(app, shared_models, monkeypatch):
    """Calls `dateline` on a terminal; of `out` and `err` one may be a pipe instead."""
    monkeypatch.setenv("TERM", "xterm-256color")

    def call(*args, on=("stdin", "stdout", "stderr")):
        ours, theirs = pty.openpty()
        seen: list[bytes] = []
        reader = threading.Thread(target=_drain, args=(ours, seen))
        reader.start()
        with monkeypatch.context() as patch, os.fdopen(theirs, "r+b", buffering=0) as screen:
            for name in on:
                mode = "r" if name == "stdin" else "w"
                stream = os.fdopen(os.dup(screen.fileno()), mode, encoding="utf-8")
                patch.setattr(sys, name, stream)
            result = status(app, [str(arg) for arg in args])
            for name in on:
                getattr(sys, name).close()
        reader.join(timeout=10)
        os.close(ours)
        return Done(result, b"".join(seen).replace(b"\r\n", b"\n"), "")

    return call


def _drain(screen, seen):
    """Read a terminal until its other side is closed (which Linux reports as an error)."""
    try:
        while chunk := os.read(screen, 65536):
            seen.append(chunk)
    except OSError:
        return
