import re
from html.parser import HTMLParser

from tests import builders as make

from dateline.export.html import HtmlExporter

VOID = {"meta"}


class Page(HTMLParser):
    """The page as a strict reader sees it: tags must nest; ids and links are kept."""

    def __init__(self, page):
        super().__init__()
        self.open, self.ids, self.links, self.tags, self.words = [], [], [], set(), []
        self.feed(page.decode())
        self.close()

    def handle_starttag(self, tag, attrs):
        held = dict(attrs)
        self.tags.add(tag)
        if "id" in held:
            self.ids.append(held["id"])
        if tag == "a":
            self.links.append(held["href"])
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag):
        assert self.open.pop() == tag

    def handle_data(self, words):
        if "style" not in self.open:
            self.words.append(words)


def test_the_page_nests_and_every_link_inside_it_arrives(coded, write):
    page = Page(write(HtmlExporter(), coded, coded))
    assert not page.open
    assert len(set(page.ids)) == len(page.ids)
    inner = [link[1:] for link in page.links if link.startswith("#")]
    assert set(inner) <= set(page.ids)
    assert len(inner) == 8  # two reports, two events, there and back


def test_the_page_fetches_and_runs_nothing(coded, write):
    page = write(HtmlExporter(), coded)
    assert not Page(page).tags & {"script", "link", "img", "iframe", "object"}
    assert not re.search(rb"@import|url\(|\ssrc=", page)
    assert b"default-src 'none'" in page


def test_the_whole_text_is_shown_with_what_was_set_aside_and_why(coded, write):
    words = "".join(Page(write(HtmlExporter(), coded)).words)
    for line in filter(None, coded.text.split("\n")):
        bare = re.sub(r"\W|\d", "", line)
        assert bare in re.sub(r"\W|\d", "", words)
    assert "furniture: share buttons" in words
    assert "foreign: another subject" in words


def test_events_are_told_in_plain_words_with_badges(coded, write):
    words = "".join(Page(write(HtmlExporter(), coded)).words)
    for told in ("meeting at a third place", "denied", "reported", "CAMEO 040", "who does it"):
        assert told in words


def test_script_in_a_report_is_text(write):
    text = '<script>alert("x")</script> Troops left'
    record = make.record(
        text,
        id="<img src=x>",
        title="</title><script>",
        url="javascript:alert(1)",
        blocks=list(make.blocks(text, {0: ("foreign", '"><script>')})),
    )
    page = write(HtmlExporter(title="<b>"), record)
    assert b"<script" not in page
    assert b"<img" not in page
    assert b"javascript:" not in page
    assert '<script>alert("x")</script> Troops left' in "".join(Page(page).words)


def test_crossing_marks_are_split(write):
    text = "The army of Duna left Duna on Sunday."
    record = make.record(
        text,
        quotes=[make.quote(text, "left Duna on", None)],
        events=[
            make.event(text, "army of Duna left", actor=[make.party(text, "The army")]),
            make.event(text, "left Duna", id="v2"),
        ],
    )
    page = Page(write(HtmlExporter(), record))
    assert not page.open
    assert page.ids == ["r1", "r1-t1", "r1-t2", "r1-e1", "r1-e2"]


def test_a_failed_report_and_the_totals_are_told(coded, write):
    words = "".join(Page(write(HtmlExporter(), make.failed("a<b"), coded)).words)
    assert "a<b" in words
    assert "This report could not be coded: [DL302] there is no text" in words
    assert "2 reports, 2 events, 1 failed" in words


def test_no_records_make_a_page_that_says_so(write):
    assert "0 reports, 0 events, 0 failed" in "".join(Page(write(HtmlExporter())).words)


def test_a_report_without_date_says_so(write):
    assert b'<span class="absent">no date</span>' in write(HtmlExporter(), make.record("Words."))
