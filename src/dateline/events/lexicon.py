"""The predicate lexicon: which verbs and nouns name which events, from data.

A row names a lemma, what must stand beside it (particle, object), the event it states,
and where its actor and recipient are found. `data/lexicon/README.md` has the columns.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from dateline.errors import BadValue, OntologyError
from dateline.ontology import plover
from dateline.resources import shipped
from dateline.syntax import Tree

NO_EVENT = "NONE"
"""The event of a blocker row: this use of the word states no event."""


NAMED = frozenset({"PERSON", "ORG", "GPE", "LOC", "DATE", "TIME", "NORP", "FAC", "PRODUCT"})
"""Labels of names and dates, in which a word states no event: "March 4", "Assault Road"."""


@dataclass(frozen=True, slots=True)
class Row:
    """A line of the lexicon."""

    lemma: str
    pos: str
    particles: frozenset[str]
    objects: frozenset[str]
    event: str
    modes: tuple[str, ...]
    contexts: tuple[str, ...]
    actor: tuple[str, ...]
    recipient: tuple[str, ...]
    reciprocal: bool
    cameo: str | None
    needs_recipient: bool
    needs_partner: bool
    where: str
    own: bool = False
    """Whether it is the user's: no model overrules it."""

    @property
    def specific(self) -> int:
        """How much besides the lemma the row asks for."""
        named = bool(self.objects - {ANY_PEOPLE})
        return 2 * named + bool(self.objects) + bool(self.particles)


@dataclass(frozen=True)
class Lexicon:
    """Rows by part of speech and lemma, the more specific first."""

    rows: Mapping[tuple[str, str], tuple[Row, ...]]

    def match(self, tree: Tree, i: int, people: frozenset[int] = frozenset()) -> Row | None:
        """The most specific row that token `i` and its surroundings satisfy.

        `people` are the tokens of common nouns known to stand for people: an object
        among them satisfies the wildcard `@people`.
        """
        token = tree.tokens[i]
        pos = "NOUN" if token.pos in {"NOUN", "PROPN"} else token.pos
        if pos == "ADJ" or (pos == "NOUN" and token.entity in NAMED):
            return None
        for row in self.rows.get((pos, token.lemma.lower()), ()):
            if row.particles and not row.particles & beside(tree, i, pos):
                continue
            if row.objects and not row.objects & objects(tree, i, row, people):
                continue
            return row
        return None


def beside(tree: Tree, i: int, pos: str) -> set[str]:
    """Lemmas of particles and prepositions of a verb, or of a noun's modifiers."""
    if pos == "NOUN":
        return {tree.tokens[c].lemma.lower() for c in tree.of(i, "amod", "compound", "nmod")}
    near = tree.of(i, "prt", "prep", "agent", "advmod", "dative", *COMPLEMENTS)
    # What stands before its verb is a setting ("On Twitter, X called …"), no part of the verb.
    fronted = {c for c in near if tree.tokens[c].dep == "prep" and c < i}
    return {tree.tokens[c].lemma.lower() for c in near if c not in fronted and not _dated(tree, c)}


ANY_PEOPLE = "@people"
"""The object wildcard: a common noun that stands for people ("two village elders")."""
COMPLEMENTS = ("acomp", "oprd", "ccomp")
"""What may complete a verb's sense: "found guilty", "set free"."""
TIMES = frozenset({"DATE", "TIME"})
FRACTIONS = frozenset(
    """some dozen hundred thousand score batch number group handful percent % half most
    many part all million series member one two three several couple lot""".split()
)
"""Words that stand before what is meant: "dozens of migrants"."""


def _dated(tree: Tree, prep: int) -> bool:
    """Whether a preposition only dates: "on Saturday"."""
    below = tree.of(prep, "pobj")
    return bool(below) and all(tree.tokens[p].entity in TIMES for p in below)


def objects(tree: Tree, i: int, row: Row, people: frozenset[int]) -> set[str]:
    """Lemmas of what the verb acts on, or of what a noun is of."""
    heads: list[int] = []
    if row.pos == "NOUN":
        heads = [p for c in tree.of(i, "prep") for p in tree.of(c, "pobj")]
        heads += tree.of(i, "compound")
    else:
        heads = tree.of(i, "dobj", "nsubjpass", "oprd", "attr")
        for c in tree.of(i, "prep", "prt", "dative", "agent"):
            if tree.tokens[c].lemma.lower() in row.particles or tree.tokens[c].dep == "agent":
                heads += tree.of(c, "pobj")
                heads += [p for d in tree.of(c, "prep") for p in tree.of(d, "pobj")]
        if tree.tokens[i].dep in {"acl", "relcl"}:
            heads.append(tree.tokens[i].head)
    found = [k for h in heads for k in meant(tree, h)]
    lemmas = {tree.tokens[k].lemma.lower() for k in found}
    return lemmas | {ANY_PEOPLE} if people.intersection(found) else lemmas


def meant(tree: Tree, head: int) -> list[int]:
    """A noun, what is coordinated with it, and what it counts: "dozens of migrants"."""
    found = tree.conjuncts(head)
    for k in list(found):
        if tree.tokens[k].lemma.lower() in FRACTIONS or tree.tokens[k].pos == "NUM":
            found += [p for c in tree.of(k, "prep") for p in tree.of(c, "pobj")]
    return found


@cache
def load(folders: tuple[str, ...] = ()) -> Lexicon:
    """The shipped lexicon with the rows of further folders, which win.

    Raises:
        BadValue: a file is missing or a row cannot be used; names file and line.
    """
    table: dict[tuple[str, str], list[Row]] = {}
    for folder in (*map(Path, folders), shipped("lexicon")):
        for row in _folder(folder):
            table.setdefault((row.pos, row.lemma), []).append(row)
    # A stable sort: among equally specific rows those of the user's folder stay first.
    return Lexicon(
        {key: tuple(sorted(rows, key=lambda r: -r.specific)) for key, rows in table.items()}
    )


def _folder(folder: Path) -> Iterator[Row]:
    found = False
    for pos, name in (("VERB", "verbs.csv"), ("NOUN", "nouns.csv")):
        path = folder / name
        if path.is_file():
            found = True
            with path.open(encoding="utf-8", newline="") as lines:
                yield from _rows(csv.DictReader(lines), pos, path)
    if not found:
        raise BadValue(f"{folder} holds neither verbs.csv nor nouns.csv")


def _rows(reader: Iterable[dict[str, str]], pos: str, path: Path) -> Iterator[Row]:
    own = path.parent != shipped("lexicon")
    for number, cells in enumerate(reader, start=2):
        where = f"{path.name}:{number}"
        row = Row(
            lemma=cells["lemma"].strip().lower(),
            pos=pos,
            particles=frozenset(_parts(cells["particle"], "/")),
            objects=frozenset(_parts(cells["object"], "/")),
            event=cells["event"],
            modes=_parts(cells["mode"], "/"),
            contexts=_parts(cells["context"], "/"),
            actor=_parts(cells["actor"], "|"),
            recipient=_parts(cells["recipient"], "|"),
            reciprocal=cells["reciprocal"] == "yes",
            cameo=cells["cameo"] or None,
            needs_recipient="needs recipient" in (cells.get("note") or ""),
            needs_partner="needs partner" in (cells.get("note") or ""),
            where=where,
            own=own,
        )
        if row.event != NO_EVENT:
            _check(row)
        yield row


def _check(row: Row) -> None:
    try:
        plover().check(row.event, row.modes, row.contexts)
    except OntologyError as error:
        raise BadValue(f"{row.where}: {error.message}", "mend the row") from error


def _parts(cell: str | None, mark: str) -> tuple[str, ...]:
    return tuple(p.strip().lower() for p in (cell or "").split(mark) if p.strip())
