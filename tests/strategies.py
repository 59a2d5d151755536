"""Hypothesis strategies: spans, texts and reports as they are found."""

from __future__ import annotations

from hypothesis import strategies as st

from dateline.types import Document, Origin, Published, Sourced, Span

SENTENCES = (
    "Kenyan President Asha Wanjiru met Ugandan leader Paul Okello in Nairobi on Monday.",
    "“We will not talk to them,” said a spokesman for the ministry.",
    "At least 12 people were killed and 30 wounded when gunmen attacked the market.",
    "Police arrested protesters in the capital, sources said.",
    "The army denied that its troops had crossed the border last week.",
    "Share this article",
    "Advertisement",
    "Turkey threatened to impose sanctions if talks fail.",
    'The minister said: "Our forces will leave by June',
    "Read more: What we know about the storm",
    "NAIROBI, March 4 (Wire) - Rebels released 14 hostages on Sunday.",
)

spans = st.builds(
    lambda start, length: Span(start, start + length), st.integers(0, 5000), st.integers(1, 500)
)
sourced = st.builds(
    Sourced,
    st.text(max_size=20),
    st.lists(spans, min_size=1, max_size=3).map(tuple),
    st.just("test/1"),
    st.floats(0, 1),
)
noise = st.text(
    alphabet=st.characters(codec="utf-8", categories=("L", "N", "P", "S", "Z")), max_size=60
)
paragraphs = st.lists(st.one_of(st.sampled_from(SENTENCES), noise), min_size=1, max_size=4).map(
    " ".join
)
reports = st.lists(paragraphs, min_size=1, max_size=6).flatmap(
    lambda parts: st.sampled_from(["\n", "\n\n", "\r\n\r\n", "\n \n"]).map(lambda s: s.join(parts))
)
dates = st.sampled_from([None, "2024-03-04", "2018-05-18", "2024-02-29T10:15:00"])
documents = st.builds(
    lambda text, day: Document(
        id="report",
        text=text,
        origin=Origin("report"),
        published=Published(day, "given") if day else Published(),
    ),
    reports.filter(str.strip),
    dates,
)
