"""Walking a parse made by hand: Rebels in Mali freed guards and cooks. / It rained."""

import pytest

from dateline.syntax import Tree
from dateline.types import Block, Document, Origin, Sentence, Span, Token

TEXT = "Rebels in Mali freed guards and cooks.\nIt rained."
WORDS = (
    # word, part of speech, relation, head
    ("Rebels", "NOUN", "nsubj", 3),
    ("in", "ADP", "prep", 0),
    ("Mali", "PROPN", "pobj", 1),
    ("freed", "VERB", "ROOT", 3),
    ("guards", "NOUN", "dobj", 3),
    ("and", "CCONJ", "cc", 4),
    ("cooks", "NOUN", "conj", 4),
    (".", "PUNCT", "punct", 3),
    ("It", "PRON", "nsubj", 9),
    ("rained", "VERB", "ROOT", 9),
    (".", "PUNCT", "punct", 9),
)


def document():
    tokens, at = [], 0
    for n, (word, pos, dep, head) in enumerate(WORDS):
        at = TEXT.index(word, at)
        sentence = int(n > 7)
        tokens.append(
            Token(at, at + len(word), word, word.lower(), pos, "", dep, head, sentence, "")
        )
        at += len(word)
    line = TEXT.index("\n")
    return Document(
        "x",
        TEXT,
        Origin("x"),
        blocks=(
            Block(Span(0, line), "title", 1.0, "a line"),
            Block(Span(line + 1, len(TEXT)), "body", 1.0, "a line"),
        ),
        tokens=tuple(tokens),
        sentences=(
            Sentence(Span(0, line), 0, 8, 0),
            Sentence(Span(line + 1, len(TEXT)), 8, 11, 1),
        ),
    )


@pytest.fixture(scope="module")
def tree():
    return Tree(document())


@pytest.mark.parametrize(
    ("i", "deps", "found"),
    [(3, ("nsubj",), [0]), (3, ("nsubj", "dobj"), [0, 4]), (3, ("agent",), []), (2, ("pobj",), [])],
)
def test_children_are_chosen_by_relation_in_text_order(tree, i, deps, found):
    assert tree.of(i, *deps) == found


@pytest.mark.parametrize(
    ("i", "below"), [(0, [0, 1, 2]), (4, [4, 5, 6]), (2, [2]), (3, [0, 1, 2, 3, 4, 5, 6, 7])]
)
def test_a_subtree_is_the_word_and_all_below_it_in_text_order(tree, i, below):
    assert tree.subtree(i) == below


@pytest.mark.parametrize(("i", "above"), [(2, [1, 0, 3]), (6, [4, 3]), (3, [])])
def test_the_heads_above_come_nearest_first(tree, i, above):
    assert list(tree.up(i)) == above


@pytest.mark.parametrize(
    ("i", "words"), [(0, "Rebels in Mali"), (4, "guards and cooks"), (2, "Mali")]
)
def test_a_subtree_runs_over_its_words(tree, i, words):
    below = tree.subtree(i)
    assert tree.span(below[0], below[-1]).of(TEXT) == words


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("Rebels", [0]),
        ("in Mali", [1, 2]),
        ("ebels i", [0, 1]),
        ("cooks.\nIt", [6, 7, 8]),
        (TEXT, list(range(11))),
    ],
)
def test_a_span_holds_every_token_it_touches(tree, words, found):
    start = TEXT.index(words)
    assert tree.at(Span(start, start + len(words))) == found


@pytest.mark.parametrize(
    ("indices", "top"), [([0, 1, 2], 0), ([1, 2], 1), ([2, 4], 2), ([3], 3), ([], None)]
)
def test_the_top_is_the_first_word_whose_head_lies_outside(tree, indices, top):
    assert tree.top(indices) == top


@pytest.mark.parametrize(("i", "found"), [(4, [4, 6]), (6, [6]), (0, [0])])
def test_conjuncts_are_the_word_and_what_is_coordinated_with_it(tree, i, found):
    assert tree.conjuncts(i) == found


def test_headline_tokens_are_those_of_title_blocks(tree):
    assert tree.headline == frozenset(range(8))


def test_a_document_without_tokens_has_no_words_anywhere():
    empty = Tree(Document("x", "Rain.", Origin("x")))
    assert (empty.at(Span(0, 4)), empty.children, empty.headline) == ([], [], frozenset())
