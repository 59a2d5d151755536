"""What a cue says by the parse: its clause, its infinitive, its object, its `according to`."""

from __future__ import annotations

from dateline.quotes.cues import Cue
from dateline.syntax import Tree
from dateline.types import Span

_SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj"})
_LATE = frozenset({"prep", "dative", "prt", "advmod"})
_MARKS = frozenset({'"', "“", "”", "'", "''", "``", "‘", "’", "«", "»"})
_DASHES = frozenset({"—", "–", "--", "-"})


def content(tree: Tree, at: int, cue: Cue) -> list[Span]:
    """The words that cue token `at` attributes by its dependents, as spans in text order."""
    if "n" in cue.takes:
        return _naming(tree, at)
    for child in tree.of(at, "ccomp"):
        # A bare name is somebody called or told, not something said.
        if tree.tokens[child].pos == "PROPN" and not tree.children[child]:
            continue
        if "c" in cue.takes or ("x" in cue.takes and tree.of(child, "aux")):
            return _clause(tree, at, child)
    found = _infinitive(tree, at) if "x" in cue.takes else []
    if not found and "c" in cue.takes:
        found = _inverted(tree, at)
    return _object(tree, at) if not found and "d" in cue.takes else found


def _infinitive(tree: Tree, at: int) -> list[Span]:
    """The first infinitive or participle that the cue takes."""
    for child in tree.of(at, "xcomp"):
        if tree.tokens[child].pos in {"VERB", "AUX", "ADJ", "NOUN"}:
            return _trimmed(tree, tree.subtree(child))
    return []


def according_to(tree: Tree, at: int) -> tuple[list[Span], int | None]:
    """The clause around "according to" at token `at`, and the head of its source."""
    source = _source_head(tree, at)
    head = tree.tokens[at].head
    if source is None or head == at:
        return [], source
    while tree.tokens[head].dep not in {"ROOT", "ccomp", "conj", "relcl", "advcl", "parataxis"}:
        head = tree.tokens[head].head
    without = set(tree.subtree(at))
    return _trimmed(tree, [i for i in tree.subtree(head) if i not in without]), source


def _source_head(tree: Tree, at: int) -> int | None:
    for to in tree.of(at, "prep"):
        for source in tree.of(to, "pobj"):
            return source
    for source in tree.of(at, "pobj"):
        return source
    return None


def _clause(tree: Tree, at: int, child: int) -> list[Span]:
    """The complement clause; before the cue it takes all that stands before the speaker."""
    below = tree.subtree(child)
    if child > at:
        without = _narrated(tree, at, child)
        return _trimmed(tree, _to_dash(tree, [i for i in below if i > at and i not in without]))
    subjects = [i for s in tree.of(at, *_SUBJECTS) for i in tree.subtree(s)]
    edge = min([at, *(i for i in subjects if i > child)])
    before = [i for i in tree.subtree(at) if i < edge]
    after = [i for i in below if i > at]
    return _trimmed(tree, before) + _trimmed(tree, after)


def taken_up(tree: Tree, at: int) -> int | None:
    """The saying that cue `at` goes on with, over its clause: "X *said* Y fell and said Z".

    The parser hangs the second verb from the nearer "fell"; the same verb in the same
    form is the first speaker's again.
    """
    tokens = tree.tokens
    clause = tokens[at].head
    if tokens[at].dep != "conj" or tokens[clause].dep != "ccomp" or tree.of(at, *_SUBJECTS):
        return None
    outer = tokens[clause].head
    again = tokens[outer].lemma == tokens[at].lemma and tokens[outer].tag == tokens[at].tag
    return outer if outer < clause and again and not tree.of(at, "aux") else None


def _narrated(tree: Tree, at: int, child: int) -> set[int]:
    """What hangs from a clause but is the report's own: "even as …", the next saying."""
    own: set[int] = set()
    for i in tree.of(child, "advcl", "conj"):
        below = tree.subtree(i)
        first = tree.tokens[below[0]].lemma.lower(), tree.tokens[min(below[0] + 1, i)].lemma.lower()
        if first in {("even", "as"), ("even", "while")} or taken_up(tree, i) == at:
            own.update(below)
    return own


def _to_dash(tree: Tree, indices: list[int]) -> list[int]:
    """The tokens up to a spaced dash that no second one closes."""
    text = tree.doc.text
    dashes = [
        n
        for n, i in enumerate(indices)
        if tree.tokens[i].text in _DASHES
        and text[tree.tokens[i].start - 1].isspace()
        and text[tree.tokens[i].end : tree.tokens[i].end + 1].isspace()
    ]
    return indices[: dashes[-1]] if len(dashes) % 2 else indices


def _inverted(tree: Tree, at: int) -> list[Span]:
    """The sentence a bare "he said" hangs from: "Y did Z, X said"."""
    token = tree.tokens[at]
    if token.dep not in {"parataxis", "advcl", "ccomp"} or token.head == at:
        return []
    if token.dep != "parataxis" and not _set_off(tree, at):
        return []
    own = set(tree.subtree(at))
    return _trimmed(tree, [i for i in tree.subtree(token.head) if i not in own])


def _set_off(tree: Tree, at: int) -> bool:
    """Whether the cue's clause follows a comma, has a subject and no conjunction."""
    own = tree.subtree(at)
    before = own[0] - 1
    return (
        before >= 0
        and tree.tokens[before].text in {",", ",”", "—", "–"}
        and bool(tree.of(at, *_SUBJECTS))
        and not tree.of(at, "mark", "dobj")
    )


def _object(tree: Tree, at: int) -> list[Span]:
    """The object of a cue such as "condemned", with the phrases that go on with it."""
    objects = [i for i in tree.of(at, "dobj", "oprd") if i > at]
    if not objects or tree.tokens[objects[0]].pos == "PRON":
        return []
    last = max([objects[-1], *tree.of(at, "prep", "dative", "oprd")])
    below = tree.subtree(objects[0])
    for child in tree.of(at, *_LATE):
        if objects[0] < child <= last:
            below = below + tree.subtree(child)
    return _trimmed(tree, sorted(set(below)))


def _naming(tree: Tree, at: int) -> list[Span]:
    """What is called what: the object with its complement, or words in quotation marks.

    An object alone is a telephone call; a name after a participle is only a name ("a
    group called Our Bridge"); "called for" and "called on" ask.
    """
    asked = _asked(tree, at)
    if asked or tree.tokens[at].dep == "amod":
        return asked
    objects = [i for i in tree.of(at, "dobj") if i > at]
    complements = [i for i in tree.of(at, "oprd", "ccomp", "acomp") if i > at]
    if any(tree.tokens[i].pos in {"VERB", "AUX"} for i in complements):
        return []
    below = sorted(i for top in objects + complements for i in tree.subtree(top) if i > at)
    if not below:
        return []
    whole = list(range(below[0], below[-1] + 1))
    out = any(tree.tokens[i].lemma == "out" for i in tree.of(at, "prt"))
    both = bool(objects) and (bool(complements) or out)
    fronted = bool(complements) and any(i < at for i in tree.of(at, "dobj"))
    marked = any(tree.tokens[i].text in _MARKS for i in whole)
    said = both or marked or (fronted and bool(tree.of(at, "nsubj")))
    return _trimmed(tree, whole) if said else []


def _asked(tree: Tree, at: int) -> list[Span]:
    """What is called for: "called for a truce", "for the army to leave", "on X to go"."""
    for to in tree.of(at, "prep"):
        if to == at + 1 and tree.tokens[to].lemma == "for":
            return _trimmed(tree, [i for i in tree.subtree(to) if i > to])
    for clause in tree.of(at, "advcl", "xcomp"):
        below = tree.subtree(clause)
        if below[0] == at + 1 and tree.tokens[below[0]].lemma == "for":
            return _trimmed(tree, below[1:])
        on = any(tree.tokens[i].lemma in {"on", "upon"} for i in tree.of(at, "prep", "prt"))
        infinitive = any(tree.tokens[i].tag == "TO" for i in tree.of(clause, "aux"))
        if on and infinitive and clause > at:
            return _trimmed(tree, below)
    return []


def _trimmed(tree: Tree, indices: list[int]) -> list[Span]:
    """The stretches of these tokens without punctuation and conjunctions at their ends."""
    runs: list[list[int]] = []
    for i in indices:
        if runs and i == runs[-1][-1] + 1:
            runs[-1].append(i)
        else:
            runs.append([i])
    spans = []
    for run in runs:
        first, last = run[0], run[-1]
        while first <= last and _loose(tree, first):
            first += 1
        while last >= first and _loose(tree, last):
            last -= 1
        if first <= last and (last - first or tree.tokens[first].pos not in {"ADV", "PRON"}):
            spans.append(tree.span(first, last))
    return spans


def _loose(tree: Tree, i: int) -> bool:
    token = tree.tokens[i]
    return token.dep in {"punct", "cc"} or token.pos == "SPACE"
