"""The nouns: a report is an immutable text with layers that point into it.

All offsets are Unicode code points into `Document.text`, half-open.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Generic, Literal, NamedTuple, TypeVar

T = TypeVar("T")

Status = Literal["actual", "future", "hypothetical", "negation"]
BlockKind = Literal["title", "byline", "dateline", "body", "caption", "furniture", "foreign"]
EntityKind = Literal["person", "organization", "country", "group", "population", "other"]
QuoteKind = Literal["direct", "mixed", "indirect"]
Basis = Literal["given", "metadata", "text", "none"]
MentionKind = Literal["name", "nominal", "pronoun"]

CODED_KINDS: frozenset[str] = frozenset({"title", "byline", "dateline", "body", "caption"})
"""The block kinds whose words are parsed and coded (CONTRACT, `blocks`)."""


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A half-open, non-empty stretch of `Document.text`."""

    start: int
    end: int

    def __post_init__(self) -> None:
        if not 0 <= self.start < self.end:
            raise ValueError(f"a span needs 0 <= start < end, not {self.start}, {self.end}")

    def of(self, text: str) -> str:
        """The words of this span."""
        return text[self.start : self.end]

    def holds(self, other: Span) -> bool:
        """Whether `other` lies inside this span."""
        return self.start <= other.start and other.end <= self.end

    def overlaps(self, other: Span) -> bool:
        """Whether the two spans share a character."""
        return self.start < other.end and other.start < self.end


@dataclass(frozen=True, slots=True)
class Sourced(Generic[T]):
    """A value, the words that prove it, and the stage that made it."""

    value: T
    evidence: tuple[Span, ...]
    by: str
    score: float = 1.0

    def __post_init__(self) -> None:
        if not self.evidence:
            raise ValueError(f"{self.value!r} has no evidence")
        if not 0.0 <= self.score <= 1.0:
            raise ValueError(f"a score lies between 0 and 1, not {self.score}")

    @property
    def span(self) -> Span:
        """The first and most direct words of evidence."""
        return self.evidence[0]


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a report came from, as its reader knew it."""

    uri: str
    format: str = "text"
    url: str | None = None
    publisher: str | None = None
    title: str | None = None
    language: str | None = None


@dataclass(frozen=True, slots=True)
class Published:
    """The day (or moment) of publication, ISO 8601, and how it is known."""

    value: str | None = None
    basis: Basis = "none"
    evidence: Span | None = None


@dataclass(frozen=True, slots=True)
class Region:
    """A visible block of an HTML page, as the page marks it up.

    `tag` is the element name, `path` the names of its ancestors joined by "/"
    with classes after dots, `main` whether the main-text extractor kept it,
    `links` the share of its characters inside links (0..1).
    """

    span: Span
    tag: str
    path: str = ""
    main: bool = False
    links: float = 0.0


@dataclass(frozen=True, slots=True)
class Asked:
    """What an input line asked to have answered: actor pairs and predicates."""

    dyads: tuple[tuple[Span, Span], ...] = ()
    predicates: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class Block:
    """A stretch of the text with its part in the report, and why we think so."""

    span: Span
    kind: BlockKind
    confidence: float
    reason: str


class Token(NamedTuple):
    """A token of the parse; `head` is the index of its head in `Document.tokens`."""

    start: int
    end: int
    text: str
    lemma: str
    pos: str
    tag: str
    dep: str
    head: int
    sentence: int
    entity: str


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence: its words, its tokens [first, last), and the block it stands in."""

    span: Span
    first: int
    last: int
    block: int


@dataclass(frozen=True, slots=True)
class Mention:
    """Words that may stand for somebody: a name, a noun phrase or a pronoun.

    `head` indexes `Document.tokens`; `label` is the parser's entity label or "".
    """

    span: Span
    head: int
    kind: MentionKind
    label: str = ""


@dataclass(frozen=True, slots=True)
class Entity:
    """Somebody a report speaks of: an actor with country, sector and role on the day.

    `country_at` and `sector_at` are the words that tell them, None where only tables do.
    """

    id: str
    kind: EntityKind
    name: str
    country: str | None
    sector: str | None
    other_sectors: tuple[str, ...]
    wikidata: str | None
    role: str | None
    basis: Literal["kb", "text", "both"]
    mentions: tuple[Span, ...]
    country_at: Span | None = None
    sector_at: Span | None = None


@dataclass(frozen=True, slots=True)
class Speaker:
    """Who says it: the words, the entity they stand for, or nobody by name."""

    span: Span
    entity: str | None
    anonymous: bool = False


@dataclass(frozen=True, slots=True)
class Quote:
    """An attribution: what is said, the cue that says so, and who says it."""

    id: str
    kind: QuoteKind
    content: tuple[Span, ...]
    cue: Span | None
    speaker: Speaker | None
    via: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Event:
    """Who did what to whom, as the text states it.

    `actors` and `recipients` hold entity ids (None: the words name somebody we
    cannot resolve), each with the words as evidence.
    """

    id: str
    type: Sourced[str]
    modes: tuple[Sourced[str], ...]
    contexts: tuple[Sourced[str], ...]
    cameo: Sourced[str] | None
    status: Sourced[Status]
    historical: Sourced[bool]
    hearsay: Sourced[bool]
    trigger: Span
    sentence: Span
    actors: tuple[Sourced[str | None], ...]
    recipients: tuple[Sourced[str | None], ...]
    according_to: tuple[str, ...]
    confidence: float


@dataclass(frozen=True, slots=True)
class Place:
    """A toponym of the text, resolved or (lat None) only recognised.

    `resolution` is country, admin1, admin2, city, region, water, part_of, near or
    unresolved; coordinates are WGS 84 degrees.
    """

    span: Span
    name: str
    country: str | None
    admin1: str | None
    lat: float | None
    lon: float | None
    geonameid: int | None
    resolution: str
    confidence: float


@dataclass(frozen=True, slots=True)
class TimeRef:
    """A temporal expression with its TIMEX3 type, value and modifier."""

    span: Span
    type: Literal["DATE", "TIME", "DURATION", "SET"]
    value: str
    mod: str | None = None
    end_value: str | None = None


@dataclass(frozen=True, slots=True)
class Quantity:
    """A counted or measured amount: kind, value, how exact, and of what."""

    span: Span
    kind: str
    value: float
    bound: Literal["exact", "at_least", "at_most", "about"]
    unit: str | None = None


@dataclass(frozen=True, slots=True)
class When:
    """The time of an event: ISO value, end of a range, precision and basis."""

    value: str | None
    end_value: str | None
    precision: str
    basis: Literal["text", "published"]


@dataclass(frozen=True, slots=True)
class EventPlace:
    """Where an event happened."""

    event: str
    place: Sourced[Place]


@dataclass(frozen=True, slots=True)
class EventTime:
    """When an event happened."""

    event: str
    when: Sourced[When]


@dataclass(frozen=True, slots=True)
class EventSize:
    """How many an event killed, hurt, held, moved or brought together."""

    event: str
    quantity: Sourced[Quantity]


@dataclass(frozen=True, slots=True)
class Dyad:
    """The answer to an asked actor pair: the one event from source to target."""

    source: Span
    target: Span
    event: str | None
    modes: tuple[str, ...]
    status: Status
    confidence: float


@dataclass(frozen=True, slots=True)
class Predicate:
    """The answer to an asked predicate: did it happen?"""

    span: Span
    status: Status
    historical: bool


@dataclass(frozen=True, slots=True)
class Warn:
    """Something a reader of the record should know."""

    code: str
    message: str


@dataclass(frozen=True, slots=True)
class Document:
    """One report on its way through: text that never changes, and layers over it."""

    id: str
    text: str
    origin: Origin
    published: Published = field(default_factory=Published)
    asked: Asked = field(default_factory=Asked)
    layout: tuple[Region, ...] = ()
    title: str | None = None
    language: str | None = None
    blocks: tuple[Block, ...] = ()
    tokens: tuple[Token, ...] = ()
    sentences: tuple[Sentence, ...] = ()
    mentions: tuple[Mention, ...] = ()
    entities: tuple[Entity, ...] = ()
    quotes: tuple[Quote, ...] = ()
    events: tuple[Event, ...] = ()
    dyads: tuple[Dyad, ...] = ()
    predicates: tuple[Predicate, ...] = ()
    places: tuple[Place, ...] = ()
    event_places: tuple[EventPlace, ...] = ()
    times: tuple[TimeRef, ...] = ()
    event_times: tuple[EventTime, ...] = ()
    quantities: tuple[Quantity, ...] = ()
    event_sizes: tuple[EventSize, ...] = ()
    warnings: tuple[Warn, ...] = ()
    trace: tuple[str, ...] = ()
