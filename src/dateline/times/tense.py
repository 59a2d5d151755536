"""The tense of the verb that governs some words: does the report look back or ahead?"""

from __future__ import annotations

from dateline.syntax import Tree
from dateline.times.calendar import Tense
from dateline.types import Span

_AHEAD = frozenset({"will", "shall", "'ll", "’ll", "wo", "would", "may", "might", "should", "must"})
_HAVE = frozenset({"has", "have", "'ve", "’ve", "'s"})
_PLANS = frozenset(
    """plan expect schedule due set hope intend agree want prepare aim propose promise vow
    slate threaten decide be likely ready""".split()
)
_TO_THE_FUTURE = frozenset({"by", "until", "till", "through", "before"})


def tense_of(tree: Tree, span: Span) -> Tense:
    """The tense of the nearest finite verb above the words of `span`."""
    inside = tree.at(span)
    if not inside:
        return "none"
    top = tree.top(inside)
    at = inside[0] if top is None else top
    ahead = tree.tokens[tree.tokens[at].head].lemma.lower() in _TO_THE_FUTURE
    for i in (at, *tree.up(at)):
        if tree.tokens[i].pos in {"VERB", "AUX"}:
            found = _of_verb(tree, i)
            if found != "none":
                return "future" if ahead and found == "present" else found
    return "future" if ahead else "none"


def _of_verb(tree: Tree, i: int) -> Tense:
    """The tense one verb shows, `none` for a bare participle."""
    verb = tree.tokens[i]
    helpers = [tree.tokens[c] for c in tree.of(i, "aux", "auxpass")]
    words = {token.text.lower() for token in helpers}
    tags = {verb.tag, *(token.tag for token in helpers)}
    if words & _AHEAD and "have" not in words:
        return "future"
    if "to" in words:
        return _of_infinitive(tree, i)
    if "VBD" in tags or (words & _HAVE and verb.tag == "VBN"):
        return "past"
    if verb.tag == "VBG" and tags & {"VBZ", "VBP"}:
        return "future"  # `is meeting on Friday`
    return "present" if helpers or tags & {"VBZ", "VBP", "MD"} else "none"


def _of_infinitive(tree: Tree, i: int) -> Tense:
    """An infinitive looks ahead after a verb of planning, else it follows its verb."""
    head = tree.tokens[tree.tokens[i].head]
    if tree.tokens[i].head == i or head.lemma.lower() in _PLANS:
        return "future"
    return "none"
