"""The compiled knowledge base: one SQLite file with rows, their names, surnames and agents."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

import msgspec

from dateline.actors.names import looked_up, parts, plain
from dateline.actors.rows import Agent, Known

MOST_WORDS = 7
"""Words of a name that are looked up; longer names are found by no phrase."""
ARTICLES = ("al-", "el-")
SURNAME_FIRST = frozenset({"CHN", "PRK", "KOR", "TWN", "HKG"})
"""Countries whose people are named surname first: "Kim Jong-un"."""

_SCHEMA = """
CREATE TABLE row (id INTEGER PRIMARY KEY, fields BLOB NOT NULL);
CREATE TABLE name (key TEXT, row INTEGER, surface TEXT, PRIMARY KEY (key, row, surface))
  WITHOUT ROWID;
CREATE TABLE surname (key TEXT, row INTEGER, PRIMARY KEY (key, row)) WITHOUT ROWID;
CREATE TABLE town (key TEXT PRIMARY KEY, country TEXT) WITHOUT ROWID;
CREATE TABLE whole (name TEXT PRIMARY KEY, value BLOB) WITHOUT ROWID;
"""
_BY_NAME = "SELECT n.surface, r.fields FROM name n JOIN row r ON r.id = n.row WHERE n.key = ?"
_BY_SURNAME = "SELECT r.fields FROM surname n JOIN row r ON r.id = n.row WHERE n.key = ?"


def write(
    path: Path, rows: Iterable[Known], agents: Mapping[str, Agent], towns: Mapping[str, str]
) -> None:
    """Write a file from rows, the most trusted layer first, agents by noun, towns by name."""
    db = sqlite3.connect(path)
    db.executescript(_SCHEMA)
    longest = 1
    for n, row in enumerate(rows):
        db.execute("INSERT INTO row VALUES (?, ?)", (n, msgspec.msgpack.encode(row)))
        for name in dict.fromkeys((row.name, *row.aliases)):
            key = looked_up(name)
            longest = max(longest, len(key.split()))
            db.execute("INSERT OR IGNORE INTO name VALUES (?, ?, ?)", (key, n, name))
        if row.kind == "person":
            words = parts(row.name)
            last = plain(words[0 if row.country in SURNAME_FIRST else -1])
            for key in {last, *(last.removeprefix(article) for article in ARTICLES)}:
                db.execute("INSERT OR IGNORE INTO surname VALUES (?, ?)", (key, n))
    db.executemany("INSERT INTO town VALUES (?, ?)", towns.items())
    whole = {"longest": min(MOST_WORDS, longest), "agents": agents}
    db.executemany(
        "INSERT INTO whole VALUES (?, ?)",
        [(name, msgspec.msgpack.encode(value)) for name, value in whole.items()],
    )
    db.commit()
    db.close()


def opened(db: sqlite3.Connection) -> tuple[int, dict[str, Agent]]:
    """How many words the longest name has, and the agents."""
    whole = dict(db.execute("SELECT name, value FROM whole"))
    return (
        msgspec.msgpack.decode(whole["longest"], type=int),
        msgspec.msgpack.decode(whole["agents"], type=dict[str, Agent]),
    )


_known = msgspec.msgpack.Decoder(Known)


def by_name(db: sqlite3.Connection, key: str, most: int) -> Iterator[tuple[str, Known]]:
    """(name as written, row) pairs of a key; none if more than `most` bear it."""
    found = db.execute(f"{_BY_NAME} ORDER BY n.row LIMIT {most + 1}", (key,)).fetchall()
    if len(found) <= most:
        for surface, fields in found:
            yield surface, _known.decode(fields)


def by_surname(db: sqlite3.Connection, key: str, most: int) -> Iterator[Known]:
    """The persons of a surname; none if more than `most` bear it."""
    found = db.execute(f"{_BY_SURNAME} ORDER BY n.row LIMIT {most + 1}", (key,)).fetchall()
    if len(found) <= most:
        for (fields,) in found:
            yield _known.decode(fields)


def town(db: sqlite3.Connection, key: str, most: int) -> Iterator[str]:
    """ISO3 of the country that has the town or province of a name, if one does."""
    for (country,) in db.execute("SELECT country FROM town WHERE key = ? LIMIT ?", (key, most)):
        yield country


def all_rows(db: sqlite3.Connection) -> Iterator[Known]:
    """Every row, in the order of the layers."""
    for (fields,) in db.execute("SELECT fields FROM row ORDER BY id"):
        yield _known.decode(fields)
