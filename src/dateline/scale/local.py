"""Coding in this process, or in several processes of this machine, in input order."""

from __future__ import annotations

import multiprocessing
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from itertools import islice

from dateline.config import Settings
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
            pipeline = self.pipeline or build(self.settings)
            return map(pipeline.code, items)
        return self._pool(items, workers)

    def _pool(self, items: Iterable[Document | Failure], workers: int) -> Iterator[AnyRecord]:
        # Spawned, not forked: spaCy's and Arrow's threads do not survive a fork.
        context = multiprocessing.get_context("spawn")
        chunks = _chunks(items)
        with ProcessPoolExecutor(workers, context, _start, (self.settings,)) as pool:
            waiting: deque[Future[list[bytes]]] = deque()
            for chunk in islice(chunks, workers * 2):
                waiting.append(pool.submit(_code, chunk))
            while waiting:
                lines = waiting.popleft().result()
                for chunk in islice(chunks, 1):
                    waiting.append(pool.submit(_code, chunk))
                yield from map(decode, lines)


def _chunks(items: Iterable[Document | Failure]) -> Iterator[list[Document | Failure]]:
    rest = iter(items)
    while chunk := list(islice(rest, CHUNK)):
        yield chunk


def _start(settings: Settings) -> None:
    _in_worker["pipeline"] = build(settings)


def _code(chunk: list[Document | Failure]) -> list[bytes]:
    return [encode(_in_worker["pipeline"].code(item)) for item in chunk]
