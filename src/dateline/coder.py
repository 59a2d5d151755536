"""The public coder: load once, code texts and reports, one or many."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from dateline import config, registry
from dateline.config import Settings
from dateline.errors import UnknownField
from dateline.ingest import document_of
from dateline.pipeline import Pipeline, build
from dateline.record import AnyRecord
from dateline.stage import Failure
from dateline.types import Document
from dateline.view import CodedReport


@dataclass(frozen=True, slots=True)
class Report:
    """A report to code: `text` or `html`, and what is known of it beforehand."""

    text: str | None = None
    html: str | None = None
    id: str | None = None
    title: str | None = None
    url: str | None = None
    publisher: str | None = None
    published: str | None = None
    language: str | None = None
    dyads: tuple[Any, ...] = ()
    predicates: tuple[Any, ...] = ()


@dataclass(frozen=True)
class Coder:
    """Codes reports; made by `dateline.load()`."""

    pipeline: Pipeline

    @property
    def settings(self) -> Settings:
        """The settings in force."""
        return self.pipeline.settings

    def __call__(self, report: str | Report, *, published: str | None = None) -> CodedReport:
        """The coded report.

        Raises:
            SourceError: the text cannot be coded (empty, too large, another language).
            StageError: a stage failed.
        """
        item = _document(report, published, self.settings, number=1)
        if isinstance(item, Failure):
            raise item.error
        doc = self.pipeline.run(item)
        return CodedReport.of(doc, pipeline=self.pipeline)

    def pipe(
        self, reports: Iterable[str | Report], *, workers: int = 1
    ) -> Iterator[CodedReport | AnyRecord]:
        """One coded report (or failed record) for each report, in order."""
        items = (
            _document(report, None, self.settings, number=number)
            for number, report in enumerate(reports, start=1)
        )
        executor = registry.load("executors", "local")(self.settings, self.pipeline)
        for record in executor(items, workers=workers):
            yield CodedReport.wrap(record)


def load(settings: Settings | Path | str | None = None) -> Coder:
    """A coder with models and knowledge loaded, in seconds.

    Raises:
        ConfigError: the settings cannot be used.
        ResourceMissing: a model or table is not installed.
    """
    if not isinstance(settings, Settings):
        settings = config.load(Path(settings) if settings else None)
    pipeline = build(settings)
    # Asking for digests opens models and tables: what is missing is told here, not by a report.
    _ = pipeline.models
    return Coder(pipeline)


def _document(
    report: str | Report, published: str | None, settings: Settings, *, number: int
) -> Document | Failure:
    """The document of a text or report; a given date serves where it has none."""
    uri = f"report#{number}"
    if isinstance(report, str):
        report = Report(text=report)
    if not isinstance(report, Report):
        kind = type(report).__name__
        hint = "wrap it: dateline.Report(text=…)"
        return Failure(uri, UnknownField(f"a report is a str or Report, not {kind}", hint))
    row = {name: getattr(report, name) for name in Report.__dataclass_fields__}
    row = {name: value for name, value in row.items() if value not in (None, ())}
    row.setdefault("published", published)
    return document_of(row, uri=report.id or uri, settings=settings)
