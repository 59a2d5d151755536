"""HTML: the visible text of a page, its blocks as the page marks them up, and its date."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate

from dateline.config import Settings
from dateline.errors import Empty, SourceError, TooLarge
from dateline.ingest import metadata, page
from dateline.ingest.decode import check_size, declared_charset, decode
from dateline.ingest.identity import located
from dateline.ingest.maintext import main_flags, within_reach
from dateline.stage import Failure, Source
from dateline.types import Document, Origin, Published, Region, Span, Warn

MARKUP = 10
"""Characters of markup we go through for each character of text a report may have."""

_LARGE = Warn("large-page", "too many blocks for the extractor: main text chosen by shape alone")
_BETWEEN = "\n\n"


@dataclass(frozen=True, slots=True)
class HtmlReader:
    """Reads a source as one web page."""

    settings: Settings

    def __call__(self, source: Source, /) -> Iterator[Document | Failure]:
        """The one report of the source."""
        try:
            decoded = decode(source.data, declared=declared_charset(source.data))
            doc = document_of_page(decoded.text, uri=source.uri, settings=self.settings)
        except SourceError as error:
            yield Failure(source.uri, located(error, source.uri))
            return
        if decoded.doubt:
            doc = replace(doc, warnings=(*doc.warnings, Warn("encoding", decoded.doubt)))
        yield doc


def document_of_page(html: str, *, uri: str, settings: Settings) -> Document:
    """The document of a page: all its visible text, with a region for each block.

    Raises:
        Empty: the page shows no text.
        TooLarge: more markup, blocks, nesting or text than the limits.
        NotText: the markup cannot be parsed.
    """
    limit = settings.ingest.max_chars
    if len(html) > limit * MARKUP:
        raise TooLarge(f"{len(html):,} characters of HTML, and the limit is {limit * MARKUP:,}")
    tree = page.parse(html)
    pieces = page.pieces(tree)
    if not pieces:
        raise Empty("this page shows no text")
    text = _BETWEEN.join(piece.text for piece in pieces)
    check_size(text, limit)
    small = within_reach(tree, pieces)
    about = metadata.about(tree, pieces, guess=small)
    starts = [0, *accumulate(len(piece.text) + len(_BETWEEN) for piece in pieces)][: len(pieces)]
    flags = main_flags(tree, pieces, about.title)
    origin = Origin(
        uri, "html", url=about.url, publisher=about.publisher, title=about.title,
        language=about.language,
    )  # fmt: skip
    return Document(
        uri,
        text,
        origin,
        published=_published(about, pieces, starts),
        warnings=() if small else (_LARGE,),
        layout=tuple(
            Region(Span(start, start + len(p.text)), p.tag, p.path, main=main, links=p.links)
            for p, start, main in zip(pieces, starts, flags, strict=True)
        ),
    )


def _published(
    about: metadata.About, pieces: Sequence[page.Piece], starts: Sequence[int]
) -> Published:
    if about.published is None:
        return Published()
    shown = metadata.date_evidence(pieces, starts, about.published)
    return Published(about.published, "metadata", Span(*shown) if shown else None)
