"""A web page as its reader sees it: visible text, block by block, with its markup."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

from dateline.errors import Empty, NotText, TooLarge

BLOCKS = frozenset(
    "address article aside blockquote body button caption center dd details dialog dir div dl dt"
    " fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6 header hgroup hr html legend li main"
    " menu nav ol p pre section summary table tbody td tfoot th thead tr ul".split()
)
"""Elements that start a line of their own; so do custom elements (`amp-story`)."""

UNSEEN = frozenset(
    "script style template noscript head title meta link iframe object embed svg math canvas audio"
    " video map select datalist textarea input progress".split()
)
"""Elements whose content is no text of the page."""

# Pages hide their whole content behind a veil until a script lifts it: not hidden to us.
_NEVER_HIDDEN = frozenset({"html", "body", "main", "article"})
_HIDING = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_SPACE = re.compile(r"[^\S\n]+")
_INVISIBLE = re.compile("[\u00ad\u200b\u2060\ufeff]")
_PARAGRAPH = re.compile(r"\n\s*\n")
MAX_PATH = 800
"""Characters of a path that are kept, from its end: nesting has no bound of its own."""

MAX_BLOCKS = 20_000
MAX_ELEMENTS = 100_000
"""News pages have about 150 blocks and 800 elements; a hostile one could have millions."""

_MAX_CLASSES = 120


@dataclass(frozen=True, slots=True)
class Piece:
    """A visible block: its words, element, path of elements and share of link text."""

    text: str
    tag: str
    path: str
    links: float


@dataclass(slots=True)
class _Run:
    """The text collected since the last block border."""

    parts: list[str] = field(default_factory=list)
    linked: int = 0
    total: int = 0

    def add(self, text: str, *, linked: bool, kept: bool) -> None:
        """Take in text; line ends are kept only where the page shows them."""
        if text.isspace():
            self.parts.append(text if kept else " ")
            return
        self.parts.append(text if kept else text.replace("\n", " ").replace("\r", " "))
        size = len(text.strip())
        self.total += size
        self.linked += size if linked else 0


@dataclass(frozen=True, slots=True)
class _Around:
    """What holds for the text inside an element."""

    tag: str
    path: str
    linked: bool
    kept: bool


def parse(html: str) -> Any:
    """The element tree of a page.

    Raises:
        Empty: there is no element in it.
        NotText: the markup cannot be parsed.
        TooLarge: too many elements, or nested deeper than the parser goes.
    """
    from lxml import etree
    from lxml.html import HTMLParser, document_fromstring

    if not html.strip():
        raise Empty("there is no text in it")
    parser = HTMLParser(
        encoding="utf-8",
        remove_comments=True,
        remove_pis=True,
        recover=True,
        no_network=True,
        huge_tree=False,
    )
    try:
        tree = document_fromstring(html.encode("utf-8"), parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError) as error:
        if "empty" in str(error).lower():
            raise Empty("there is no element in this page") from error
        raise NotText(f"this HTML cannot be parsed: {error}") from error
    # Below its depth limit the parser drops what follows: no half pages in silence.
    if any("depth" in entry.message for entry in parser.error_log):
        raise TooLarge("this HTML is nested too deep", "mend the page: tags are left open")
    if tree.xpath("count(//*)") > MAX_ELEMENTS:
        raise TooLarge(f"more than {MAX_ELEMENTS:,} elements", "split the page into reports")
    return tree


def pieces(tree: Any) -> list[Piece]:
    """The visible blocks of a page in order, furniture included.

    Raises:
        TooLarge: more blocks than `MAX_BLOCKS`.
    """
    from lxml import etree

    found: list[Piece] = []
    run = _Run()
    walk = etree.iterwalk(tree, events=("start", "end"))
    # What holds around each open element, None for one whose content is not shown.
    open_ones: list[_Around | None] = [_Around("body", "", linked=False, kept=False)]
    for event, element in walk:
        around = open_ones[-1]
        if event == "start" and around is not None:
            if _is_unseen(element):
                walk.skip_subtree()
                open_ones.append(None)
                continue
            if _is_block(element.tag):
                run = _border(run, around, found)
            inner = _within(element, around)
            _enter(run, element, inner)
            open_ones.append(inner)
        elif event == "end":
            inside = open_ones.pop()
            around = open_ones[-1]
            if inside is not None and _is_block(element.tag):
                run = _border(run, inside, found)
            if element.tail and around is not None:
                run.add(element.tail, linked=around.linked, kept=around.kept)
    return found


def _border(run: _Run, around: _Around, found: list[Piece]) -> _Run:
    """A new run; what the old one collected goes to `found`."""
    if run.total:
        found.extend(_flush(run, around))
        if len(found) > MAX_BLOCKS:
            raise TooLarge(f"more than {MAX_BLOCKS:,} blocks", "split the page into reports")
    return _Run() if run.parts else run


def _enter(run: _Run, element: Any, inner: _Around) -> None:
    if element.tag == "br":
        run.parts.append("\n")
    elif element.text:
        run.add(element.text, linked=inner.linked, kept=inner.kept)


def _within(element: Any, around: _Around) -> _Around:
    """What holds inside an element that stands in `around`."""
    tag = element.tag
    if not _is_block(tag):
        if tag != "a" or around.linked:
            return around
        return _Around(around.tag, around.path, linked=True, kept=around.kept)
    name = tag
    if element.get("id"):
        name += "#" + element.get("id").strip()[:_MAX_CLASSES]
    if element.get("class"):
        name += "." + ".".join(element.get("class")[:_MAX_CLASSES].split())
    path = f"{around.path}/{name}" if around.path else name
    if len(path) > MAX_PATH:
        path = path[-MAX_PATH:].partition("/")[2]
    return _Around(tag, path, around.linked, around.kept or tag == "pre")


def _flush(run: _Run, around: _Around) -> Iterator[Piece]:
    """The collected text as blocks: empty lines inside it part paragraphs."""
    text = _INVISIBLE.sub("", "".join(run.parts))
    links = round(run.linked / run.total, 3)
    for paragraph in _PARAGRAPH.split(text):
        lines = (_SPACE.sub(" ", line).strip() for line in paragraph.split("\n"))
        words = "\n".join(line for line in lines if line)
        if words:
            yield Piece(words, around.tag, around.path, links)


@lru_cache(maxsize=1024)
def _is_block(tag: str) -> bool:
    return tag in BLOCKS or "-" in tag


def _is_unseen(element: Any) -> bool:
    """Whether an element or its markup says that its content is not shown."""
    tag = element.tag
    if not isinstance(tag, str) or tag in UNSEEN:
        return True
    if not element.attrib or tag in _NEVER_HIDDEN:
        return False
    if element.get("hidden") is not None or element.get("aria-hidden") == "true":
        return True
    style = element.get("style")
    return bool(style and _HIDING.search(style))
