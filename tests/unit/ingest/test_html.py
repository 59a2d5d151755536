"""Web pages: what is visible, block by block, which of it is the report, and its date."""

from __future__ import annotations

import pytest

from dateline.config import IngestSettings, Settings
from dateline.errors import Empty, TooLarge
from dateline.ingest.html import HtmlReader
from dateline.stage import Failure, Source
from dateline.types import Published

REPORT = [
    "The foreign minister of Norland met her Sudland counterpart in the border town on Monday.",
    "The two sides agreed to reopen the crossing that was closed in March, officials said.",
    "Traders on both banks of the river welcomed the news and said they had waited for months.",
]
PAGE = f"""<!DOCTYPE html><html lang="en-GB"><head>
<title>Crossing to reopen | The Norland Gazette</title>
<meta property="og:site_name" content="The Norland Gazette">
<link rel="canonical" href="https://example.org/crossing">
<script type="application/ld+json">{{"@graph": [{{"@type": "NewsArticle",
 "headline": "Crossing to reopen", "datePublished": "2024-03-04T10:00:00+01:00"}}]}}</script>
</head><body class="wide"><nav><ul><li><a href="/">Home</a></li><li><a href="/w">World</a></li></ul></nav>
<div id="page" class="outer two"><article><h1>Crossing to reopen</h1><p class="when">4 March 2024</p>
<p>{REPORT[0]}</p><p>{REPORT[1]}</p>
<aside class="newsletter"><p>Sign up for our newsletter, it is free and comes every morning.</p></aside>
<p>{REPORT[2]}</p></article></div>
<footer><p>All rights reserved.</p></footer></body></html>"""


def read(html, settings=None):
    data = html if isinstance(html, bytes) else html.encode()
    (item,) = HtmlReader(settings or Settings())(Source("p.html", data))
    return item


def body(html):
    return read(f"<html><body>{html}</body></html>").text


def test_regions_are_the_blocks_of_the_text_in_order():
    doc = read(PAGE)
    assert "\n\n".join(region.span.of(doc.text) for region in doc.layout) == doc.text
    assert doc.text.startswith("Home\n\nWorld\n\nCrossing to reopen\n\n4 March 2024")


def test_a_region_knows_its_element_its_path_and_its_share_of_links():
    doc = read(PAGE)
    regions = {region.span.of(doc.text): region for region in doc.layout}
    assert regions["Home"].path == "html/body.wide/nav/ul/li"
    assert regions["Home"].links == 1.0
    assert regions[REPORT[0]].path == "html/body.wide/div#page.outer.two/article/p"
    assert regions[REPORT[0]].tag == "p"
    assert regions[REPORT[0]].links == 0.0


def test_the_report_and_its_headline_are_the_main_text_and_the_rest_is_not():
    doc = read(PAGE)
    main = [region.span.of(doc.text) for region in doc.layout if region.main]
    assert [words for words in main if words != "4 March 2024"] == ["Crossing to reopen", *REPORT]


def test_what_the_page_says_of_itself_is_taken_down():
    doc = read(PAGE)
    assert doc.origin.title == "Crossing to reopen"
    assert doc.origin.publisher == "The Norland Gazette"
    assert doc.origin.url == "https://example.org/crossing"
    assert doc.origin.language == "en"
    assert doc.published.value == "2024-03-04T10:00:00+01:00"
    assert doc.published.basis == "metadata"
    assert doc.published.evidence.of(doc.text) == "4 March 2024"


@pytest.mark.parametrize(
    ("head", "day"),
    [
        (
            '<meta property="article:published_time" content="2024-03-04T08:00Z">',
            "2024-03-04T08:00Z",
        ),
        ('<meta name="date" content="Mon, 4 Mar 2024 08:00:00 GMT">', "2024-03-04"),
        ('<meta itemprop="datePublished" content="2024-03-04">', "2024-03-04"),
        ('<link rel="canonical" href="https://example.org/2024/03/04/x.html">', "2024-03-04"),
        ('<script type="application/ld+json">{"datePublished": </script>', None),
        ('<script type="application/ld+json">{"datePublished": 20240304}</script>', None),
        ('<meta name="date" content="soon">', None),
        ("", None),
    ],
)
def test_the_date_is_taken_from_markup_made_for_it_or_not_at_all(head, day):
    doc = read(f"<html><head>{head}</head><body><p>Words of a report.</p></body></html>")
    assert doc.published == (Published(day, "metadata") if day else Published())


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("<p>One\n  <b>two</b>&nbsp;three</p>", "One two three"),
        ("<p>One<br>two</p>", "One\ntwo"),
        ("<p>One<br><br>two</p>", "One\n\ntwo"),
        ("<div>One<p>two</p>three</div>four", "One\n\ntwo\n\nthree\n\nfour"),
        ("<pre>One\ntwo\n\nthree</pre>", "One\ntwo\n\nthree"),
        ("<p>gov&shy;ern&#8203;ment</p>", "government"),
        ("<button>Comment</button><button>Print</button>", "Comment\n\nPrint"),
        ("<p>a <!-- b --> c</p>", "a c"),
        ("<p>a<script>b</script><style>c</style><noscript>d</noscript></p>", "a"),
        ("<p>a</p><template><p>b</p></template><p hidden>c</p>", "a"),
        ('<p>a</p><div aria-hidden="true"><p>b</p></div>c', "a\n\nc"),
        ('<p>a</p><p style="color:red; DISPLAY : none">b</p>', "a"),
        ('<main style="visibility:hidden"><p>a</p></main>', "a"),
        ("<p>I &lt;3 ü 👍</p>", "I <3 ü 👍"),
    ],
)
def test_the_text_is_what_a_reader_sees(html, text):
    assert body(html) == text


@pytest.mark.parametrize(
    "html",
    [
        "<html></html>",
        "<html><head><title>Only a title</title></head></html>",
        "<html><body><script>var a;</script></body></html>",
        "<!doctype html>",
    ],
)
def test_a_page_that_shows_nothing_is_empty(html):
    item = read(html)
    assert isinstance(item, Failure)
    assert isinstance(item.error, Empty)
    assert "p.html" in item.error.message


@pytest.mark.parametrize(
    "html",
    [
        "<div>" * 100_000 + "words",
        "<p>words" * 20_001,
        "<b></b>" * 100_001 + "<p>words",
        "<p>" + "word " * 2_100_000,
    ],
)
def test_a_page_made_to_exhaust_us_is_refused(html):
    assert isinstance(read(html).error, TooLarge)


def test_a_long_page_is_read_without_the_extractor_and_says_so():
    doc = read("<html><body>" + "<p>The council met and agreed on all points again.</p>" * 2_001)
    assert [warning.code for warning in doc.warnings] == ["large-page"]
    assert all(region.main for region in doc.layout)


def test_the_limit_of_characters_holds_for_pages():
    small = Settings(ingest=IngestSettings(max_chars=100))
    assert isinstance(read("<p>" + "word " * 30, small).error, TooLarge)


def test_markup_with_an_encoding_of_its_own_and_control_marks_does_not_crash():
    assert read('<?xml version="1.0" encoding="utf-16"?><html><body>é</body></html>').text == "é"


def test_the_same_page_gives_the_same_document_every_time():
    assert read(PAGE) == read(PAGE)
