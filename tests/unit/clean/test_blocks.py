"""Blocks of plain text: where they part, what they are, and that nothing is lost."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.clean import mark_blocks
from dateline.types import Asked, Block, Document, Origin, Region, Span


def blocks_of(text: str, **fields) -> tuple[Block, ...]:
    doc = Document(id="r", text=text, origin=Origin("r"), **fields)
    return mark_blocks(doc, threshold=0.5)


def kinds(text: str, **fields) -> list[tuple[str, str]]:
    return [(block.kind, block.span.of(text)) for block in blocks_of(text, **fields)]


PIECES = st.lists(
    st.sampled_from(
        "\n|\n\n|\r\n| |\t|\u2028|\x0b|\xa0|\u200b|A|Share this|By Ana Lopo|# Head|—|😀|…|-"
        "|LAGOS, May 3 (Wire) — |Guards fired. ".split("|")
    ),
    max_size=40,
).map("".join)


@given(PIECES)
def test_every_character_that_is_not_blank_lies_in_exactly_one_trimmed_block(text):
    blocks = blocks_of(text)
    assert "".join("".join(b.span.of(text).split()) for b in blocks) == "".join(text.split())
    assert all(b.span.of(text) == b.span.of(text).strip() for b in blocks)
    assert all(a.span.end <= b.span.start for a, b in pairwise(blocks))


@pytest.mark.parametrize(
    "text",
    [
        "Guards fired on the crowd in Port Alma.",
        "Share prices fell after the minister resigned",
        "Subscription riots spread through the eastern districts of the capital",
        "By early 2011 the fighting had reached the coast.",
    ],
)
def test_a_report_of_one_sentence_is_body(text):
    assert kinds(text) == [("body", text)]


def test_hard_wrapped_prose_is_one_block():
    text = (
        "The council of the port town met for six hours on Monday and agreed to let\n"
        "the fishermen return to their boats, three weeks after soldiers had closed\n"
        "the harbour and sent the crews home without a word about their wages, one\n"
        "of the captains said."
    )
    assert [kind for kind, _ in kinds(text)] == ["body"]


def test_sentences_a_line_each_are_blocks_of_their_own():
    text = "Rebels took the bridge.\nThe army said it had lost no men.\nTalks go on."
    assert [words for _, words in kinds(text)] == text.split("\n")


def test_a_headline_is_split_from_the_teaser_under_it():
    text = "Ferry sinks off Port Alma\nThe ferry went down in a storm on Monday, the navy said."
    assert [kind for kind, _ in kinds(text)] == ["title", "body"]


@pytest.mark.parametrize("head", ["Ferry sinks off Port Alma", "# Ferry sinks", "Who sank it?"])
def test_a_lone_first_line_without_a_full_stop_is_the_title(head):
    assert kinds(f"{head}\n\nThe ferry went down on Monday.")[0] == ("title", head)


def test_a_title_that_the_source_gives_is_found_in_the_text():
    text = "The ferry sank.\n\nIt went down on Monday."
    assert kinds(text, title="The ferry  sank.")[0][0] == "title"


@pytest.mark.parametrize(
    ("prefix", "rest"),
    [
        ("NAIROBI, March 4 (Wire) —", "Traders closed their shops."),
        ("PORT ALMA (Wire) -", "Traders closed their shops."),
        ("BEIRUT, Lebanon —", "Traders closed their shops."),
        ("Lagos, 4 March 2019 (Wire) --", "“We are closed,” a trader said."),
        ("(Wire) --", "Traders closed their shops."),
    ],
)
def test_a_dateline_before_the_first_sentence_is_a_block_of_its_own(prefix, rest):
    assert kinds(f"{prefix} {rest}") == [("dateline", prefix), ("body", rest)]


@pytest.mark.parametrize(
    "text",
    [
        "NATO — the western alliance — sent ships.",
        "BREAKING — Guards fired on the crowd.",
        "Sen. Ada Roe (R-Texas) — Announced in March.",
        "Mediators-turned-rivals met again.",
    ],
)
def test_a_dash_alone_makes_no_dateline(text):
    assert [kind for kind, _ in kinds(text)] == ["body"]


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("By Ana Lopo", "byline"),
        ("By ANA LOPO and Tom Reed, Staff Writers", "byline"),
        ("Reporting by Ana Lopo; editing by Tom Reed", "byline"),
        ("— Ana Lopo, Lagos", "byline"),
        ("Photo: Soldiers guard the gate of the harbour on Monday.", "caption"),
        ("Published: 17 May 2018", "dateline"),
        ("May 17, 2018 - 10:15 GMT", "dateline"),
        ("Adjust Comment Print", "furniture"),
        ("Share this story", "furniture"),
        ("FacebookTwitterPinterestEmail", "furniture"),
        ("Sign up for our daily newsletter", "furniture"),
        ("© 2018 Port Alma Courier. All rights reserved.", "furniture"),
        ("Updated 3 hours ago", "furniture"),
        ("24 comments", "furniture"),
        ("Story continues below advertisement", "furniture"),
        ("(Getty Images)", "furniture"),
        ("The comments angered the opposition.", "body"),
        ("Police said they were told of it on Facebook.", "body"),
        ("Readers of the paper were told to stay away.", "body"),
        ("Share prices fell in Port Alma on Monday.", "body"),
    ],
)
def test_a_line_is_told_by_its_shape(line, kind):
    text = f"Ferry sinks off Port Alma\n\n{line}\n\nThe ferry went down on Monday, the navy said."
    assert kinds(text)[1] == (kind, line)


STORY = [
    "Fishermen of Port Alma return to sea",
    "Fishermen in Port Alma returned to sea on Monday after the army reopened the harbour.",
    "The harbour had been closed since soldiers occupied Port Alma three weeks ago.",
    "Governor Ada Roe said the army would leave the harbour to the fishermen by Friday.",
    "The fishermen told Governor Roe that soldiers had taken nets from the harbour sheds.",
    "Roe promised the fishermen that the army would pay for the nets.",
]
TEASER = (
    "Ten gadgets that will change your kitchen forever\n"
    "Blenders from Quillfeather and Zanderson beat every competitor, testers found, because"
    " ceramic blades stay sharp for decades."
)


def test_the_teaser_of_another_story_is_foreign_with_a_reason():
    text = "\n\n".join([*STORY[:4], TEASER, *STORY[4:]])
    found = [block for block in blocks_of(text) if block.kind == "foreign"]
    assert [block.span.of(text) for block in found] == [TEASER]
    assert "headline of its own" in found[0].reason


def test_no_paragraph_of_a_whole_report_is_foreign():
    assert {kind for kind, _ in kinds("\n\n".join(STORY))} == {"title", "body"}


def test_reports_of_fewer_than_four_paragraphs_have_nothing_foreign():
    assert "foreign" not in {kind for kind, _ in kinds("\n\n".join([STORY[1], TEASER]))}


def test_words_that_the_input_asks_about_are_coded_in_any_case():
    text = "The ferry sank on Monday.\n\nShare this story"
    asked = Asked(predicates=(Span(27, 32),))
    assert [kind for kind, _ in kinds(text, asked=asked)] == ["body", "body"]


def test_a_dateline_that_the_input_asks_about_stays_with_its_sentence():
    text = "WHITE HOUSE — Guards fired on the crowd."
    asked = Asked(dyads=((Span(0, 11), Span(14, 20)),))
    assert kinds(text, asked=asked) == [("body", text)]


def page(*rows: tuple[str, str, str, bool]) -> tuple[str, tuple[Region, ...]]:
    text, layout = "", []
    for words, tag, path, main in rows:
        layout.append(Region(Span(len(text), len(text) + len(words)), tag, path, main))
        text += words + "\n\n"
    return text, tuple(layout)


def test_a_page_is_told_apart_by_its_markup():
    text, layout = page(
        ("Home World Sport", "ul", "html/body/nav.top", False),
        ("Ferry sinks off Port Alma", "h1", "html/body/article", False),
        ("LAGOS (Wire) — The ferry sank on Monday.", "p", "html/body/article", True),
        ("The ferry in March.", "figcaption", "html/body/article/figure", False),
        ("The navy found nobody.", "p", "html/body/article", True),
        ("Ten gadgets for your kitchen", "h3", "html/body/div.related", False),
        ("We value your consent to everything.", "p", "html/body/div#cookie-banner", False),
    )
    blocks = blocks_of(text, layout=layout)
    assert [block.kind for block in blocks] == (
        ["furniture", "title", "dateline", "body", "caption", "body", "furniture", "furniture"]
    )
    assert blocks[0].reason.startswith("outside the main text")
    assert blocks[-2].reason == "related links (div.related)"
    assert blocks[-1].reason == "cookie notice (div#cookie-banner)"


def test_a_page_without_main_text_keeps_its_long_paragraphs():
    prose = "The ferry sank on Monday off Port Alma, the navy said. " * 3
    text, layout = page(("Menu", "li", "html/body", False), (prose, "p", "html/body/div", False))
    assert [block.kind for block in blocks_of(text, layout=layout)] == ["furniture", "body"]
