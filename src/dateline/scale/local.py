"""Coding in this process, or in several processes of this machine, in input order."""

from __future__ import annotations

import multiprocessing
import signal
import threading
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from itertools import islice

from dateline.config import Settings
from dateline.errors import StageCrashed
from dateline.pipeline import Pipeline, build
from dateline.record import AnyRecord, decode, encode
from dateline.stage import Failure
from dateline.types import Document

CHUNK = 4
"""Reports a worker takes at once: enough to hide the hand-over, few enough to stream."""

_in_worker: dict[str, Pipeline] = {}


class LocalExecutor:
    """Codes in this process (one worker) or in a pool of processes."""

    def __init__(self, settings: Settings, pipeline: Pipeline | None = None) -> None:
        """Keep the settings; the pipeline is built where it runs."""
        self.settings = settings
        self.pipeline = pipeline

    def __call__(
        self, items: Iterable[Document | Failure], /, *, workers: int = 1
    ) -> Iterator[AnyRecord]:
        """One record for each item, in order."""
        if workers <= 1:
            pipeline = self.pipeline or _ready(self.settings)
            return map(pipeline.code, items)
        return self._pool(items, workers)

    def _pool(self, items: Iterable[Document | Failure], workers: int) -> Iterator[AnyRecord]:
        # Spawned, not forked: spaCy's and Arrow's threads do not survive a fork.
        context = multiprocessing.get_context("spawn")
        chunks = _chunks(items)
        pool = ProcessPoolExecutor(workers, context)
        waiting: deque[Future[list[bytes]]] = deque()
        try:
            for chunk in islice(chunks, workers * 2):
                waiting.append(self._submit(pool, chunk))
            while waiting:
                lines = waiting.popleft().result()
                for chunk in islice(chunks, 1):
                    waiting.append(self._submit(pool, chunk))
                yield from map(decode, lines)
        except BrokenProcessPool as error:
            hint = "run again with fewer workers: the machine may lack the memory"
            raise StageCrashed("a worker process died", hint) from error
        except BaseException:  # Ctrl-C, too, and a reader that has left
            _stop(pool)
            raise
        finally:
            pool.shutdown(cancel_futures=True)

    def _submit(
        self, pool: ProcessPoolExecutor, chunk: list[Document | Failure]
    ) -> Future[list[bytes]]:
        with _interrupt_left_to_us():
            return pool.submit(_code, chunk, self.settings)


def _ready(settings: Settings) -> Pipeline:
    """The pipeline with its models open, so that a missing one stops the run at its start."""
    pipeline = build(settings)
    _ = pipeline.models
    return pipeline


def _stop(pool: ProcessPoolExecutor) -> None:
    """End workers whose results nobody waits for, also while they load."""
    for process in tuple((pool._processes or {}).values()):  # noqa: SLF001  # public from 3.14
        process.terminate()


@contextmanager
def _interrupt_left_to_us() -> Iterator[None]:
    """Processes begun in here ignore Ctrl-C: this one stops them, and says so once."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)


def _chunks(items: Iterable[Document | Failure]) -> Iterator[list[Document | Failure]]:
    rest = iter(items)
    while chunk := list(islice(rest, CHUNK)):
        yield chunk


def _code(chunk: list[Document | Failure], settings: Settings) -> list[bytes]:
    if "pipeline" not in _in_worker:
        # Not in an initializer of the pool: its errors could not travel back.
        _in_worker["pipeline"] = _ready(settings)
    return [encode(_in_worker["pipeline"].code(item)) for item in chunk]
