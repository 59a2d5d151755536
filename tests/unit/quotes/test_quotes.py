"""Who says what: marks, cues, speakers and relays, case by case."""

import time
from dataclasses import replace
from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dateline import parse, quotes
from dateline.config import Settings
from dateline.quotes.cues import cues
from dateline.quotes.marks import quoted
from dateline.stage import Stage
from dateline.types import Block, Document, Entity, Origin, Span


@cache
def stages() -> tuple[Stage, Stage]:
    return parse.make(Settings()), quotes.make(Settings())


def read(text: str, *, kind: str = "body", entity: str = "") -> Document:
    """The document with quotes; each line is a block, `entity` the name of one entity."""
    blocks, start = [], 0
    for line in text.split("\n"):
        if line:
            blocks.append(Block(Span(start, start + len(line)), kind, 1.0, "a line"))
        start += len(line) + 1
    doc = stages()[0](Document("x", text, Origin("x"), blocks=tuple(blocks)))
    if entity:
        at = text.index(entity)
        named = (Span(at, at + len(entity)),)
        person = Entity("e1", "person", entity, None, None, (), None, None, "text", named)
        doc = replace(doc, entities=(person,))
    return stages()[1](doc)


def told(text: str, **options) -> list[tuple]:
    """Each quote as (kind, content, cue, speaker), in words."""
    return [
        (
            q.kind,
            tuple(s.of(text) for s in q.content),
            q.cue and q.cue.of(text),
            q.speaker and q.speaker.span.of(text),
        )
        for q in read(text, **options).quotes
    ]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("He said “we are ready” today.", ["“we are ready”"]),
        ('He said "we are ready" today.', ['"we are ready"']),
        ("He said «we are ready» today.", ["«we are ready»"]),
        ("She said: “He told me ‘go home’ twice.”", ["“He told me ‘go home’ twice.”"]),
        ("He said: “We will not stop", ["“We will not stop"]),
        ("The dogs’ owner isn’t here; it's the '90s.", []),
        ("They cried ‘let us in’ at the gate.", ["‘let us in’"]),
        ('A 5" gun stood there.', []),
        ("", []),
    ],
)
def test_quotation_marks_are_found_and_apostrophes_are_not(text, found):
    assert [text[q.start : q.end] for q in quoted(text, 0, len(text))] == found


def test_a_quotation_never_crosses_a_block():
    doc = read("“We will stay, the chief said.\nThe market closed” early.")
    assert all(s.end <= 30 for q in doc.quotes for s in q.content)


@pytest.mark.parametrize(
    ("text", "kind", "content", "cue", "speaker"),
    [
        ("Mayor Ana Tavi said the bridge would reopen soon.", "indirect",
         ("the bridge would reopen soon",), "said", "Mayor Ana Tavi"),
        ("The bridge would reopen soon, Mayor Ana Tavi said.", "indirect",
         ("The bridge would reopen soon",), "said", "Mayor Ana Tavi"),
        ("“We will reopen the bridge,” said Ana Tavi.", "direct",
         ("“We will reopen the bridge,”",), "said", "Ana Tavi"),
        ("According to the ministry, ten boats sank.", "indirect",
         ("ten boats sank",), "According to", "the ministry"),
        ("Police said the gang was “extremely dangerous” and armed.", "mixed",
         ("the gang was “extremely dangerous” and armed",), "said", "Police"),
        ("The army denied shelling the village.", "indirect",
         ("shelling the village",), "denied", "The army"),
        ("“We are leaving,” she said. “Nobody asked us to stay.”", "direct",
         ("“We are leaving,”", "“Nobody asked us to stay.”"), "said", "she"),
    ],
)  # fmt: skip
def test_an_attribution_has_content_cue_and_speaker(text, kind, content, cue, speaker):
    assert (kind, content, cue, speaker) in told(text)


CROWD = "“Some people got a little carried away, have you noticed that?”"


@pytest.mark.parametrize(
    ("text", "speakers"),
    [
        ("Police said the bridge should close and said the road was flooded.", ["Police", "Police"]),
        (f"Ana Tavi was ready to joke about it, telling the crowd, {CROWD}", ["Ana Tavi"]),
        ("He wore a shirt that read “Freedom for the harbour now.”", ["a shirt"]),
        ("An official responded by saying Velmar should be careful.", ["An official"]),
        (f"Ana Tavi said in May that the critics had been predicting a crash. {CROWD}",
         ["Ana Tavi", "the critics", "Ana Tavi"]),
    ],
)  # fmt: skip
def test_the_speaker_is_the_subject_of_the_saying_and_not_of_what_is_said(text, speakers):
    assert [q[3] for q in told(text)] == speakers


@pytest.mark.parametrize(
    ("text", "content"),
    [
        ("Ana Tavi called the plan a disgrace.", "the plan a disgrace"),
        ("Ana Tavi called the mayor “a coward and a liar.”", "the mayor “a coward and a liar.”"),
        ("Ana Tavi called for the ferry to be repaired.", "the ferry to be repaired"),
        ("Ana Tavi explained why the ferry had sailed even as the crew warned of a storm.",
         "why the ferry had sailed"),
        ("Ana Tavi said the ferry was safe — a claim the crew disputes.", "the ferry was safe"),
        ("Ana Tavi said the ferry — the oldest on the lake — was safe.",
         "the ferry — the oldest on the lake — was safe"),
        ("Police said the bridge should close and said the road was flooded.",
         "the bridge should close"),
    ],
)  # fmt: skip
def test_content_takes_the_complement_and_ends_where_the_report_goes_on(text, content):
    assert told(text)[0][1] == (content,)


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Ana Tavi called the minister on Monday.", "body"),
        ("A group called Our Bridge marched.", "body"),
        ("Asked why the bridge was closed, Ana Tavi shrugged.", "body"),
        ("He read that the bridge had been closed for a year.", "body"),
        ("The ferry seemed to sink.", "body"),
        ("Kenya, Uganda agree to reopen border after talks", "title"),
        ("Velmar refuses to sign treaty with Orlia", "title"),
    ],
)
def test_what_is_called_done_or_asked_for_is_no_attribution(text, kind):
    assert told(text, kind=kind) == []


def test_scare_quotes_are_no_statement():
    assert told("The so-called “peace park” opened on Monday.") == []


def test_a_speaker_points_to_the_entity_that_is_named():
    doc = read("Ana Tavi said the bridge would reopen.", entity="Ana Tavi")
    assert [q.speaker.entity for q in doc.quotes] == ["e1"]


@pytest.mark.parametrize(
    ("text", "anonymous"),
    [
        ("Two officials said the convoy had turned back.", True),
        ("A person familiar with the talks said they had failed.", True),
        ("Ana Tavi said the convoy had turned back.", False),
    ],
)
def test_a_speaker_without_a_name_is_anonymous(text, anonymous):
    assert [q.speaker.anonymous for q in read(text).quotes][:1] == [anonymous]


def test_a_saying_inside_a_saying_is_relayed_by_the_outer_one():
    doc = read("The radio reported that the general said the rebels fled.")
    words = {q.cue.of(doc.text): q for q in doc.quotes}
    assert words["said"].via == (words["reported"].id,)


def test_a_paragraph_of_speech_without_a_cue_takes_the_last_speaker():
    doc = read("“We are ready,” said Ana Tavi.\n“The boats will leave tonight with the tide.”")
    assert [q.speaker.span.of(doc.text) for q in doc.quotes] == ["Ana Tavi", "Ana Tavi"]
    assert doc.quotes[1].cue is None


def test_a_headline_names_the_speaker_before_the_colon():
    text = "Ana Tavi: the bridge will reopen before winter"
    doc = read(text, kind="title", entity="Ana Tavi")
    assert [(q.cue.of(text), q.speaker.entity) for q in doc.quotes] == [(":", "e1")]


def test_furniture_is_not_read():
    assert read("“Read this,” said Ana Tavi.", kind="furniture").quotes == ()


def test_every_cue_has_a_kind_and_a_strength():
    kinds = {"say", "think", "ask", "deny", "document"}
    assert all(c.kind in kinds and 0 < c.strength <= 1 for c in cues().values())


@given(st.lists(st.sampled_from(["“", "”", '"', "«", "»", "‘", "’", "'", " he said ", "a. ", "b"])))
@settings(max_examples=60, deadline=None)
def test_unbalanced_marks_stay_in_their_block_and_never_crash(parts):
    text = "Ana said: " + "".join(parts) + "\nIt rained “hard” there."
    doc = read(text)
    for quote in doc.quotes:
        for span in quote.content:
            assert any(block.span.holds(span) for block in doc.blocks)


@pytest.mark.parametrize("mark", ["“", '"', "«", "‘a", "'a ", "“a” ", "’"])
def test_marks_are_read_in_linear_time(mark):
    began = time.perf_counter()
    list(quoted(mark * 20_000, 0, len(mark) * 20_000))
    assert time.perf_counter() - began < 3
