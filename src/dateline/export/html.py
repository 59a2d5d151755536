"""The page: each report with its evidence marked, and its events beside it.

One self-contained file: no script, no request, styles inside (`page.css`).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from importlib import resources
from itertools import chain
from typing import BinaryIO
from urllib.parse import urlsplit

from dateline.export import wording
from dateline.export.marks import Mark, escape, paint
from dateline.record import AnyRecord, BlockInfo, EventInfo, FailedRecord, Record
from dateline.types import CODED_KINDS

_LEGEND = (
    ("trigger", "what happens"),
    ("actor", "who does it"),
    ("recipient", "to whom"),
    ("place", "where"),
    ("time", "when"),
    ("quote", "what is quoted"),
)
# Marks over the same words nest in this order, quotations outermost.
_RANK = {"quote": 0, "actor": 1, "recipient": 2, "place": 3, "time": 4, "trigger": 5}
_TAGS = {"title": "h3", "caption": "figcaption"}
# The policy keeps even a mistake of ours from fetching or running anything.
_POLICY = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"


class HtmlExporter:
    """Writes one page; reports follow one another as they come, the totals stand last."""

    def __init__(self, *, title: str = "Coded reports") -> None:
        """Keep the title of the page."""
        self.title = title

    def __call__(self, records: Iterable[AnyRecord], out: BinaryIO, /) -> None:
        """Write all records to `out`."""
        reports = events = failed = 0
        _write(out, _head(self.title))
        for reports, record in enumerate(records, start=1):
            if isinstance(record, FailedRecord):
                failed += 1
                _write(out, [_failure(record)])
            else:
                events += len(record.events)
                _write(out, _report(record, f"r{reports}"))
        _write(out, [_foot(reports, events, failed)])


def _write(out: BinaryIO, parts: Iterable[str]) -> None:
    out.write("".join(parts).encode("utf-8"))
    out.flush()


def _head(title: str) -> Iterator[str]:
    style = (resources.files("dateline.export") / "page.css").read_text(encoding="utf-8")
    keys = "".join(f'<li><mark class="{k}">{words}</mark></li>' for k, words in _LEGEND)
    yield (
        '<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        '<meta name="color-scheme" content="light dark">\n'
        f"<title>{escape(title)}</title>\n<style>\n{style}</style>\n</head>\n<body>\n"
    )
    yield (
        f'<header class="top">\n<h1>{escape(title)}</h1>\n<ul class="legend" '
        f'aria-label="Legend">{keys}<li><span class="swatch">set aside, not coded</span></li>'
        "</ul>\n</header>\n<main>\n"
    )


def _foot(reports: int, events: int, failed: int) -> str:
    totals = f"{_count(reports, 'report')}, {_count(events, 'event')}, {failed} failed"
    credit = "Places: GeoNames (geonames.org), CC BY 4.0. Coded by Dateline with PLOVER 2.0."
    return f"</main>\n<footer><p>{totals}</p><p>{credit}</p></footer>\n</body>\n</html>\n"


def _count(many: int, noun: str) -> str:
    return f"{many} {noun}" if many == 1 else f"{many} {noun}s"


def _failure(record: FailedRecord) -> str:
    return (
        f'<article class="failed"><h2>{escape(record.id)}</h2>'
        f"<p>This report could not be coded: {escape(record.error.message)}</p></article>\n"
    )


def _report(record: Record, key: str) -> Iterator[str]:
    """The article of a record; `key` begins every id inside, so that ids are unique."""
    yield f'<article id="{key}">\n<header>\n<h2>{escape(wording.heading(record))}</h2>\n'
    yield f'<p class="meta">{" · ".join(_meta(record))}</p>\n'
    for warning in record.warnings:
        yield f'<p class="warning" title="{escape(warning.code)}">{escape(warning.message)}</p>\n'
    yield '</header>\n<div class="columns">\n<section class="text" aria-label="Text">\n'
    yield from _text(record, key)
    yield '</section>\n<section class="events" aria-label="Events">\n'
    yield from _events(record, key)
    yield "</section>\n</div>\n</article>\n"


def _meta(record: Record) -> Iterator[str]:
    if record.publisher:
        yield escape(record.publisher)
    css = ' class="absent"' if record.published.value is None else ""
    yield f"<span{css}>{escape(wording.published(record))}</span>"
    if record.url and urlsplit(record.url).scheme in {"http", "https"}:
        yield f'<a href="{escape(record.url)}" rel="noopener noreferrer nofollow">source</a>'
    yield f'<span class="id">{escape(record.id)}</span>'


def _text(record: Record, key: str) -> Iterator[str]:
    """The blocks in order; words that no block holds are shown too, unmarked."""
    marks = sorted(_marks(record, key), key=lambda m: m.start)
    done = 0
    for block in record.blocks:
        yield _gap(record, done, block.start)
        yield _block(record, block, marks)
        done = max(done, block.end)
    yield _gap(record, done, len(record.text))


def _gap(record: Record, start: int, end: int) -> str:
    words = record.text[start:end].strip()
    return f"<p>{escape(words)}</p>\n" if words else ""


def _block(record: Record, block: BlockInfo, marks: Sequence[Mark]) -> str:
    if block.kind not in CODED_KINDS:
        reason = escape(block.reason)
        return (
            f'<div class="aside {block.kind}" title="{reason}">'
            f'<span class="why">{block.kind}: {reason}</span>'
            f"<p>{escape(record.words(block))}</p></div>\n"
        )
    tag = _TAGS.get(block.kind, "p")
    near = (m for m in marks if m.start < block.end and block.start < m.end)
    words = paint(record.text, block.start, block.end, near)
    return f'<{tag} class="{block.kind}">{words}</{tag}>\n'


def _marks(record: Record, key: str) -> Iterator[Mark]:
    """Every mark of a report, words that play the same part in two events once."""
    plain = chain(_quotes(record), _places(record), _times(record), _parties(record))
    yield from {(m.start, m.end, m.kind): m for m in plain}.values()
    for number, event in enumerate(record.events, start=1):
        yield Mark(
            event.trigger.start,
            event.trigger.end,
            "trigger",
            title=f"{number}: {wording.what(event)}",
            rank=_RANK["trigger"],
            anchor=f"{key}-t{number}",
            note=str(number),
            to=f"{key}-e{number}",
        )


def _mark(piece: tuple[int, int], kind: str, title: str) -> Mark:
    return Mark(*piece, kind, title=title, rank=_RANK[kind])


def _quotes(record: Record) -> Iterator[Mark]:
    for quote in record.quotes:
        title = f"said by {wording.speaker(record, quote)}"
        yield from (_mark((p.start, p.end), "quote", title) for p in quote.content)


def _places(record: Record) -> Iterator[Mark]:
    of_events = (event.place for event in record.events if event.place)
    for place in chain(of_events, record.places):
        yield _mark((place.start, place.end), "place", wording.place(place))


def _times(record: Record) -> Iterator[Mark]:
    # a time taken from the publication date has no words of its own in the text
    for event in record.events:
        if event.time and event.time.basis == "text":
            span = (event.time.start, event.time.end)
            yield _mark(span, "time", wording.when(record, event))
    for time in record.times:
        yield _mark((time.start, time.end), "time", time.value)


def _parties(record: Record) -> Iterator[Mark]:
    for event in record.events:
        for kind, members in (("actor", event.actor), ("recipient", event.recipient)):
            for member in members:
                title = wording.party(record, member)
                yield _mark((member.start, member.end), kind, title)


def _events(record: Record, key: str) -> Iterator[str]:
    if not record.events:
        yield '<p class="none">No events found.</p>\n'
        return
    yield "<ol>\n"
    for number, event in enumerate(record.events, start=1):
        yield _event(record, event, key=key, number=number)
    yield "</ol>\n"


def _event(record: Record, event: EventInfo, *, key: str, number: int) -> str:
    """An item of the list: number and link, plain words, badges, circumstances, codes."""
    who = _named(wording.parties(record, event.actor), "actor")
    whom = _named(wording.parties(record, event.recipient), "recipient")
    first, *rest = wording.status(event)
    badges = f'<span class="badge {first}">{first}</span>'
    badges += "".join(f' <span class="badge">{word}</span>' for word in rest)
    facts = "".join(
        f"<div><dt>{name}</dt><dd>{escape(value)}</dd></div>"
        for name, value in _facts(record, event)
    )
    contexts = f" · {', '.join(event.context)}" if event.context else ""
    codes = escape(f"{wording.code(event)}{contexts} · confidence {event.confidence:.2f}")
    return (
        f'<li id="{key}-e{number}"><p class="line"><a class="number" href="#{key}-t{number}" '
        f'title="Show in the text">{number}</a> {who or "<i>somebody</i>"}'
        f' <span class="what">{escape(wording.what(event))}</span>'
        f"{f' → {whom}' if whom else ''}</p>"
        f'<p class="badges">{badges}</p><dl>{facts}</dl><p class="codes">{codes}</p></li>\n'
    )


def _named(words: str, kind: str) -> str:
    return f'<span class="{kind}">{escape(words)}</span>' if words else ""


def _facts(record: Record, event: EventInfo) -> Iterator[tuple[str, str]]:
    facts = (
        ("When", wording.when(record, event)),
        ("Where", wording.place(event.place) if event.place else ""),
        ("According to", wording.according_to(record, event)),
    )
    yield from (fact for fact in facts if fact[1])
