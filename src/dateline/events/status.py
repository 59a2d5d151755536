"""Did it happen? Status of a predicate from auxiliaries, negation, conditions and what governs it.

The scopes follow the idea of ConText (Harkema et al. 2009, in medspacy): a word changes
the status of what it governs. Here the scope is the parse. The words are data
(`data/lexicon/status.csv`): what a governing verb or noun does to what stands below it.
"""

from __future__ import annotations

import csv
from dataclasses import dataclass
from functools import cache

from dateline.resources import shipped
from dateline.syntax import Tree
from dateline.types import Span, Status

FUTURE_AUX = frozenset({"will", "shall", "'ll", "’ll", "wo"})
POSSIBLE_AUX = frozenset({"would", "could", "might", "may", "can", "should", "'d", "ca", "must"})
NEGATORS = frozenset({"not", "n't", "n’t", "never", "no", "neither", "nor", "nobody", "none"})
CONDITIONS = frozenset({"if", "unless", "whether", "lest"})
BEFORE = frozenset({"before", "until", "till"})
STEPS_UP = 6
"""How far up governing words are looked for; deeper nesting is rare in news."""


@dataclass(frozen=True, slots=True)
class Finding:
    """A status and the words that show it (the predicate itself where nothing changes it)."""

    status: Status
    span: Span


@cache
def governors() -> dict[tuple[str, str], Status]:
    """Status of what stands below a word, by (relation group, lemma)."""
    with shipped("lexicon/status.csv").open(encoding="utf-8", newline="") as lines:
        return {
            (row["below"], row["lemma"]): _status(row["status"]) for row in csv.DictReader(lines)
        }


def _status(word: str) -> Status:
    known: dict[str, Status] = {
        "actual": "actual",
        "future": "future",
        "hypothetical": "hypothetical",
        "negation": "negation",
    }
    return known[word]


def status_of(tree: Tree, i: int) -> Finding:
    """The status of the predicate at token `i` with its evidence."""
    here = _own(tree, i)
    if here:
        return here
    at = i
    for _ in range(STEPS_UP):
        head = tree.tokens[at].head
        if head == at:
            break
        found = _governed(tree, at, head)
        if found:
            return found
        if _stops(tree, at):
            break
        at = head
        above = _own(tree, at) if tree.tokens[at].pos in {"VERB", "AUX"} else None
        if above and _inherits(tree, i, at):
            return above
    return Finding("actual", tree.span(i, i))


def _own(tree: Tree, i: int) -> Finding | None:
    """What the word's own auxiliaries, negation, markers and modifiers say."""
    for c in tree.children[i]:
        token = tree.tokens[c]
        lower = token.text.lower()
        if token.dep == "neg" or (token.dep == "det" and lower in {"no", "neither"}):
            return Finding("negation", tree.span(c, c))
        if lower == "longer" and any(tree.tokens[k].text.lower() == "no" for k in tree.children[c]):
            return Finding("negation", tree.span(c, c))
        if token.dep in {"nsubj", "nsubjpass"} and _nobody(tree, c):
            return Finding("negation", tree.span(c, c))
    for c in tree.children[i]:
        found = _marker(tree, i, c)
        if found:
            return Finding(found, tree.span(c, c))
    token = tree.tokens[i]
    if token.dep == "conj" and token.tag in {"VB", "VBN", "VBG"} and not _own_subject(tree, i):
        return _own(tree, token.head)
    return None


def _nobody(tree: Tree, subject: int) -> bool:
    """Whether the subject is nobody: "no soldier", "none of them"."""
    token = tree.tokens[subject]
    if token.text.lower() in {"nobody", "none", "neither"}:
        return True
    return any(tree.tokens[c].text.lower() in {"no", "neither"} for c in tree.of(subject, "det"))


def _own_subject(tree: Tree, i: int) -> bool:
    return bool(tree.of(i, "nsubj", "nsubjpass", "aux", "auxpass"))


def _marker(tree: Tree, i: int, c: int) -> Status | None:
    token = tree.tokens[c]
    lower = token.text.lower()
    if token.dep in {"aux", "auxpass"} and token.tag in {"MD", "TO"}:
        if lower in FUTURE_AUX and tree.tokens[i].tag != "VBD":
            return "future"
        if lower in {"would", "'d"} and _reported(tree, i):
            return "future"  # "said it would sue": will, told in the past
        if lower in POSSIBLE_AUX and not _perfect_can(tree, i, lower):
            return "hypothetical"
        if lower == "to" and tree.tokens[i].head == i:
            return "future"  # headlinese: "Assad to visit Moscow"
    if token.dep == "mark" and lower in CONDITIONS:
        return "hypothetical"
    if token.dep == "mark" and lower in BEFORE:
        return "future" if tree.tokens[i].tag in {"VB", "VBP", "VBZ", "VBG"} else None
    if token.dep in {"amod", "advmod", "compound"}:
        return governors().get(("modifier", token.lemma.lower()))
    return None


def _reported(tree: Tree, i: int) -> bool:
    """Whether a clause is what somebody said, told in the past and without a condition."""
    token = tree.tokens[i]
    while token.dep == "conj":
        i = token.head
        token = tree.tokens[i]
    above = tree.tokens[token.head]
    saying = above.lemma.lower() in {"say", "tell", "announce", "add", "promise", "confirm"}
    free = not any(tree.tokens[c].text.lower() == "if" for c in tree.subtree(i))
    return token.dep == "ccomp" and saying and above.tag in {"VBD", "VBN"} and free


def _perfect_can(tree: Tree, i: int, lower: str) -> bool:
    """Whether "could" or "can" tells of an ability used ("could see"), which happened."""
    return lower in {"could", "can"} and tree.tokens[i].lemma in {"see", "hear", "feel"}


def _governed(tree: Tree, at: int, head: int) -> Finding | None:
    """What the word above does to what stands below it, by the relation between them."""
    token, above = tree.tokens[at], tree.tokens[head]
    # A particle makes another verb: "called off the strike" is no call for one.
    lemma = " ".join(
        [above.lemma.lower(), *(tree.tokens[c].text.lower() for c in tree.of(head, "prt"))]
    )
    if token.dep in {"xcomp", "ccomp", "advcl", "acl", "csubj"}:
        group = _group(tree, at)
        if group is None:
            return None
        found = governors().get((group, lemma))
        if found is None and group == "infinitive" and token.dep in {"advcl", "acl"}:
            found = "future"  # an aim: "traveled to Ankara to meet", "a plan to attack"
        return Finding(found, tree.span(head, head)) if found else None
    if token.dep in {"dobj", "pobj", "nsubjpass", "attr", "pcomp", "compound", "prep"}:
        found = governors().get(("object", lemma))
        return Finding(found, tree.span(head, head)) if found else None
    return None


def _group(tree: Tree, i: int) -> str | None:
    """How a clause hangs on the word above: infinitive, gerund, clause; None: loosely."""
    if _infinitive(tree, i):
        return "infinitive"
    if tree.tokens[i].dep == "advcl":
        return None  # "denied it, accusing …", "after rebels freed …": facts of their own
    return "gerund" if tree.tokens[i].tag == "VBG" else "clause"


def _infinitive(tree: Tree, i: int) -> bool:
    return any(tree.tokens[c].text.lower() == "to" for c in tree.of(i, "aux"))


def _stops(tree: Tree, at: int) -> bool:
    """Whether what stands above says nothing of this word: its clause is a fact of its own."""
    token = tree.tokens[at]
    return (
        token.dep in {"relcl", "nsubj", "appos", "parataxis", "poss"}
        or (token.dep == "advcl" and not _infinitive(tree, at) and token.tag != "VBG")
        or (token.dep == "ccomp" and tree.tokens[at].tag in {"VBD", "VBZ", "VBP"})
    )


def _inherits(tree: Tree, low: int, high: int) -> bool:
    """Whether the predicate shares the auxiliaries of the verb it hangs on."""
    at = low
    while at != high:
        token = tree.tokens[at]
        if token.dep in {"relcl", "parataxis", "appos", "nsubj", "poss"}:
            return False
        if token.dep == "conj" and _own_subject(tree, at):
            return False  # "would return the boats and had dropped the charges"
        if token.dep == "advcl" and not _infinitive(tree, at) and token.tag != "VBG":
            return False
        at = token.head
    return True


def historical(tree: Tree, i: int) -> Finding | None:
    """The words that set a predicate in the past of the report's own story, if any."""
    has_had = any(tree.tokens[c].text.lower() == "had" for c in tree.of(i, "aux"))
    for c in _near(tree, i):
        token = tree.tokens[c]
        lower = token.text.lower()
        if lower in {"ago", "formerly", "previously", "decades", "historically"}:
            return Finding("actual", tree.span(c, c))
        if lower == "last" and tree.tokens[token.head].lemma.lower() in _LONG_AGO:
            return Finding("actual", tree.span(c, c))
        if token.dep == "pobj" and _past_year(tree, lower, has_had=has_had):
            return Finding("actual", tree.span(c, c))
    return None


def _past_year(tree: Tree, word: str, *, has_had: bool) -> bool:
    """Whether a word is a year before that of the report; of any year after "had"."""
    if not (word.isdigit() and len(word) == 4 and "1500" < word < "2100"):
        return False
    published = tree.doc.published.value
    return has_had or bool(published and word < published[:4])


def _near(tree: Tree, i: int) -> list[int]:
    """Tokens that modify a predicate itself, not those of clauses and parties below it."""
    found, todo = [], list(tree.children[i])
    while todo:
        c = todo.pop()
        if tree.tokens[c].dep in _OF_ITSELF:
            found.append(c)
            todo.extend(tree.children[c])
    return sorted(found)


_OF_ITSELF = frozenset({"advmod", "npadvmod", "prep", "pobj", "amod", "nummod", "tmod", "det"})
_LONG_AGO = frozenset(
    """year decade century month january february march april may june july august
    september october november december spring summer autumn fall winter""".split()
)
