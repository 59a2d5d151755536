"""The spaCy component `nlp.add_pipe("dateline")`: the record of each Doc in `doc._.dateline`.

spaCy imports this module whenever any pipeline is made on a machine that has Dateline:
it imports nothing but spaCy, and nothing of ours before a text comes.
"""

from __future__ import annotations

from typing import Any

from spacy.language import Language
from spacy.tokens import Doc

KEY = "dateline"


def _record(doc: Any) -> Any:
    """The coded report, kept as bytes in `user_data` (an object would break `to_bytes`)."""
    if KEY not in doc.user_data:
        return None
    from dateline.record import decode
    from dateline.view import CodedReport

    return CodedReport.wrap(decode(doc.user_data[KEY]))


class DatelineComponent:
    """Codes the text of each Doc with Dateline's own pipeline."""

    def __init__(self, published: str | None = None) -> None:
        """Keep the publication date that serves for every text."""
        self.published = published
        self.coder: Any = None
        if not Doc.has_extension(KEY):
            Doc.set_extension(KEY, getter=_record)

    def __call__(self, doc: Any) -> Any:
        from dateline.coder import Report, load
        from dateline.record import FailedRecord, encode

        if self.coder is None:
            self.coder = load()
        report = Report(text=doc.text, published=self.published)
        # A text that cannot be coded gets a record that says why: the run goes on.
        (coded,) = self.coder.pipe([report])
        doc.user_data[KEY] = encode(coded if isinstance(coded, FailedRecord) else coded.record)
        return doc

    def to_disk(self, path: Any, *, exclude: Any = ()) -> None:
        """Nothing to write: the component's settings are in the pipeline's config."""

    def from_disk(self, path: Any, *, exclude: Any = ()) -> DatelineComponent:
        """The component as its config made it."""
        return self


def create(nlp: Any, name: str, published: str | None) -> DatelineComponent:
    """The component for a pipeline."""
    return DatelineComponent(published)


Language.factory(KEY, default_config={"published": None}, func=create)
