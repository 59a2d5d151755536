"""What a cue says by the parse: its clause, its infinitive, its object, its `according to`."""

from __future__ import annotations

from dateline.quotes.cues import Cue
from dateline.syntax import Tree
from dateline.types import Span

_SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj"})
_LATE = frozenset({"prep", "dative", "prt", "advmod"})


def content(tree: Tree, at: int, cue: Cue) -> list[Span]:
    """The words that cue token `at` attributes by its dependents, as spans in text order."""
    for child in tree.of(at, "ccomp"):
        # A bare name is somebody called or told, not something said.
        if tree.tokens[child].pos == "PROPN" and not tree.children[child]:
            continue
        if "c" in cue.takes or ("x" in cue.takes and tree.of(child, "aux")):
            return _clause(tree, at, child)
    if "x" in cue.takes:
        for child in tree.of(at, "xcomp"):
            if tree.tokens[child].pos in {"VERB", "AUX", "ADJ", "NOUN"}:
                return _trimmed(tree, tree.subtree(child))
    if "c" in cue.takes:
        found = _inverted(tree, at)
        if found:
            return found
    if "d" in cue.takes:
        return _object(tree, at)
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
        return _trimmed(tree, [i for i in below if i > at])
    subjects = [i for s in tree.of(at, *_SUBJECTS) for i in tree.subtree(s)]
    edge = min([at, *(i for i in subjects if i > child)])
    before = [i for i in tree.subtree(at) if i < edge]
    after = [i for i in below if i > at]
    return _trimmed(tree, before) + _trimmed(tree, after)


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
        while last >= first and tree.tokens[last].dep == "punct":
            last -= 1
        if first <= last and (last - first or tree.tokens[first].pos not in {"ADV", "PRON"}):
            spans.append(tree.span(first, last))
    return spans


def _loose(tree: Tree, i: int) -> bool:
    token = tree.tokens[i]
    return token.dep in {"punct", "cc"} or token.pos == "SPACE"
