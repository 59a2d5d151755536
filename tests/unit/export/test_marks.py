import re

import pytest

from dateline.export.marks import Mark, paint

TEXT = "abcdefgh"


@pytest.mark.parametrize(
    ("marks", "expected"),
    [
        ([], "abcdefgh"),
        ([Mark(0, 8, "q")], '<mark class="q">abcdefgh</mark>'),
        (
            [Mark(0, 4, "p"), Mark(2, 6, "q")],
            '<mark class="p">ab<mark class="q">cd</mark></mark><mark class="q">ef</mark>gh',
        ),
        (
            [Mark(2, 4, "p", rank=2), Mark(2, 4, "q", rank=1)],
            'ab<mark class="q"><mark class="p">cd</mark></mark>efgh',
        ),
        (
            [Mark(1, 2, "t", anchor="r1-t1", note="1", to="r1-e1")],
            'a<mark class="t" id="r1-t1">b</mark><a class="note" href="#r1-e1">1</a>cdefgh',
        ),
    ],
)
def test_marks_become_nested_elements(marks, expected):
    assert paint(TEXT, 0, 8, marks) == expected


def test_a_split_anchor_has_its_id_once():
    marks = [Mark(0, 4, "p"), Mark(2, 6, "t", anchor="x", note="1", to="y")]
    page = paint(TEXT, 0, 8, marks)
    assert page.count('id="x"') == 1
    assert page.count('href="#y"') == 1


def test_a_mark_that_begins_before_the_block_is_cut_to_it():
    assert paint(TEXT, 2, 6, [Mark(0, 4, "p")]) == '<mark class="p">cd</mark>ef'


def test_every_tangle_of_three_marks_nests_and_keeps_the_text():
    spans = [(a, b) for a in range(5) for b in range(a + 1, 6)]
    for first in spans:
        for second in spans:
            marks = [Mark(*first, "p"), Mark(*second, "q"), Mark(1, 4, "r")]
            page = paint(TEXT, 0, 8, marks)
            assert re.sub("<[^>]+>", "", page) == TEXT
            depth = 0
            for tag in re.findall("</?mark", page):
                depth += 1 if tag == "<mark" else -1
                assert depth >= 0
            assert depth == 0


def test_text_and_titles_are_escaped():
    page = paint('<b>"\x1b', 0, 5, [Mark(0, 3, "p", title='"><script>')])
    assert page == '<mark class="p" title="&quot;&gt;&lt;script&gt;">&lt;b&gt;</mark>&quot;\ufffd'
