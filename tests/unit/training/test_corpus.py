"""The corpus' written form: marks into spans, lines into events, every slip with its place."""

from collections import Counter

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from training import corpus
from training.corpus import DEV, TEST, Fault, Item, Report, plain

WORDS = "[a Rebels] {1 shot} [b a guard]."
TESTED = [5, 6, 8, 9, 11, 21, 26, 28, 36, 38]
TUNED = [3, 14, 33]
GOOD = f"{WORDS}\n  1 ASSAULT/firearms | a > b\n"


@pytest.fixture
def read(tmp_path):
    """Lines of a file -> items, reports and faults."""

    def reading(text):
        path = tmp_path / "some.txt"
        path.write_text(text, encoding="utf-8")
        return corpus.read(path)

    return reading


@pytest.fixture
def home(tmp_path):
    (tmp_path / "sentences").mkdir()
    (tmp_path / "reports").mkdir()
    return tmp_path


def item(key, *, report=None):
    return Item(key, key, "sentence", key, (), (), report, "some.txt:1")


def words(line):
    """What a marked line holds: its text, and the words of each mark."""
    text, parties, triggers, decoys = plain(line)
    spans = {**parties, **triggers}
    return text, {k: text[a:b] for k, (a, b) in spans.items()}, [text[a:b] for a, b in decoys]


@pytest.mark.parametrize(
    ("line", "text", "marks", "decoys"),
    [
        ("It rained.", "It rained.", {}, []),
        ("", "", {}, []),
        (WORDS, "Rebels shot a guard.", {"a": "Rebels", "1": "shot", "b": "a guard"}, []),
        (
            "[a the army of [b Chad]] left",
            "the army of Chad left",
            {"a": "the army of Chad", "b": "Chad"},
            [],
        ),
        (
            "[a [b Chad]'s army] left",
            "Chad's army left",
            {"a": "Chad's army", "b": "Chad"},
            [],
        ),
        (
            "[a the {1 arrested} editor]",
            "the arrested editor",
            {"a": "the arrested editor", "1": "arrested"},
            [],
        ),
        (
            "{1 the {2 jailing} order}",
            "the jailing order",
            {"1": "the jailing order", "2": "jailing"},
            [],
        ),
        (
            "They were {1,2 sentenced}.",
            "They were sentenced.",
            dict.fromkeys("12", "sentenced"),
            [],
        ),
        ("He {fired} and {struck} twice.", "He fired and struck twice.", {}, ["fired", "struck"]),
        ("{[a Rebels] fired}", "Rebels fired", {"a": "Rebels"}, ["Rebels fired"]),
        ("{14 shots} fell", "14 shots fell", {}, ["14 shots"]),
        ("{1st} came", "1st came", {}, ["1st"]),
        ("“[a Çelik]” {1 fled}", "“Çelik” fled", {"a": "Çelik", "1": "fled"}, []),
    ],
)
def test_marks_become_spans_of_the_text_without_them(line, text, marks, decoys):
    assert words(line) == (text, marks, decoys)


def test_two_numbers_on_one_trigger_have_one_place():
    _, _, triggers, _ = plain("They were {1,2,3 sentenced}.")
    assert triggers == {"1": (10, 19), "2": (10, 19), "3": (10, 19)}


@given(st.text(alphabet="xy .,’é"))
@example("no marks")
def test_a_line_without_marks_is_its_own_text(line):
    assert plain(line) == (line, {}, {}, [])


@given(
    st.lists(
        st.tuples(st.sampled_from(["none", "party", "decoy"]), st.sampled_from("xyé")), max_size=26
    )
)
def test_marks_leave_the_text_and_hold_their_words(parts):
    letters = iter("abcdefghijklmnopqrstuvwxyz")
    forms = {"none": "{1}", "party": "[{0} {1}]", "decoy": "{{{1}}}"}
    line = " ".join(forms[kind].format(next(letters), word) for kind, word in parts)
    text, parties, triggers, decoys = plain(line)
    assert text == " ".join(word for _, word in parts)
    assert [text[a:b] for a, b in parties.values()] == [w for k, w in parts if k == "party"]
    assert [text[a:b] for a, b in decoys] == [w for k, w in parts if k == "decoy"]
    assert triggers == {}


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("The [army] left", "a party without a letter at column 5"),
        ("[A Rebels] left", "a party without a letter at column 1"),
        ("[ab Rebels] left", "a party without a letter at column 1"),
        ("Rebels] left", "unmatched ] at column 7"),
        ("Rebels {1 left] it", "unmatched ] at column 15"),
        ("[a Rebels {1 left] it}", "unmatched ] at column 18"),
        ("Rebels} left", "unmatched } at column 7"),
        ("[a ] left", "empty span at column 4"),
        ("Rebels {} left", "empty span at column 9"),
        ("[a Rebels] and [a guards]", "party a marked twice"),
        ("{1 shot} and {1 fled}", "trigger 1 marked twice"),
        ("{1 shot} and {2,1 fled}", "trigger 1 marked twice"),
        ("{1,1 shot}", "trigger 1 marked twice"),
        ("[a Rebels {1 shot}", "unclosed ["),
        ("Rebels {1 shot", "unclosed {"),
        ("[a Rebels ]shot", "span with outer blanks: 'Rebels '"),
        ("{1  shot}", "span with outer blanks: ' shot'"),
        ("{ shot}", "span with outer blanks: ' shot'"),
    ],
)
def test_a_slip_in_the_marks_is_named(line, message):
    with pytest.raises(Fault) as caught:
        plain(line)
    assert str(caught.value) == message


@pytest.mark.parametrize(
    ("note", "expected"),
    [
        ("1 ASSAULT", ("ASSAULT", (), "actual", False, False, "", "", ())),
        ("1 ASSAULT/firearms | a > b", ("ASSAULT", ("firearms",), "actual", False, False, "a", "b", ())),
        (
            "1 ASSAULT/firearms,targeted future historical hearsay | a > b",
            ("ASSAULT", ("firearms", "targeted"), "future", True, True, "a", "b", ()),
        ),
        ("1 AID hearsay | a > b", ("AID", (), "actual", False, True, "a", "b", ())),
        ("1 AID negation | - > b", ("AID", (), "negation", False, False, "", "b", ())),
        ("1 CONSULT | a, b > -", ("CONSULT", (), "actual", False, False, "ab", "", ())),
        (
            "1 REQUEST/yield | a > b | military, human_rights",
            ("REQUEST", ("yield",), "actual", False, False, "a", "b", ("military", "human_rights")),
        ),
        ("1 COERCE/martial-law", ("COERCE", ("martial-law",), "actual", False, False, "", "", ())),
    ],
)  # fmt: skip
def test_an_event_line_becomes_an_event(read, note, expected):
    ([one], _, faults) = read(f"{WORDS}\n  {note}\n")
    (gold,) = one.events
    places = {"a": (0, 6), "b": (12, 19)}
    kind, modes, status, historical, hearsay, actors, recipients, contexts = expected
    assert faults == []
    assert gold == corpus.Gold(
        kind,
        modes,
        status,
        historical,
        hearsay,
        (7, 11),
        tuple(places[k] for k in actors),
        tuple(places[k] for k in recipients),
        contexts,
    )


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("{1 shot}\n  1 assault\n", "not an event line"),
        ("{1 shot}\n  ASSAULT\n", "not an event line"),
        ("{1 shot}\n  1 ASSAULT maybe\n", "flags 'maybe'"),
        ("{1 shot}\n  1 ASSAULT future negation\n", "flags 'future negation': at most one of"),
        (f"{WORDS}\n  1 ASSAULT | a b\n", "the parties need '>': a > b"),
        (f"{WORDS}\n  1 ASSAULT | a > c\n", "'c' is not marked in the text"),
        (f"{WORDS}\n  2 ASSAULT | a > b\n", "'2' is not marked in the text"),
        (f"{WORDS}\n  1 ASSAULT | a > b, a\n", "a party is actor and recipient of one event"),
        (f"{WORDS}\n  1 SCOLD\n", "SCOLD"),
        (f"{WORDS}\n  1 ASSAULT/visit\n", "no mode 'visit'"),
        (f"{WORDS}\n  1 ASSAULT | a > b | cookery\n", "cookery"),
        ("  1 ASSAULT\n", "an indented line with no sentence above it"),
        ("= A report\n", "a report head is: = slug"),
        ("= slug | published 3 May 2021\n", "a report head is: = slug"),
        ("# Rain falls\n", "a headline stands under the head of its report"),
        (WORDS, "trigger 1 has no event line"),
        ("{1,2 shot}\n  1 ASSAULT\n", "trigger 2 has no event line"),
        ("{1 shot}\n  1 ASSAULT\n  1 COERCE\n", "trigger 1 has two event lines: mark {1,2 …}"),
        ("[army] left\n", "a party without a letter at column 1"),
    ],
)
def test_every_slip_carries_its_file_and_line_and_says_what_is_wrong(read, text, message):
    items, _, faults = read(f"It rained.\n\n{text}")
    assert [one.text for one in items] == ["It rained."]
    assert len(faults) == 1
    assert faults[0].startswith("some.txt:3: ")
    assert message in faults[0]


def test_a_slip_does_not_hide_what_stands_after_it(read):
    items, _, faults = read(f"[army] left\n  1 AID\n{GOOD}\n{{1 shot}}\n\nIt rained.\n")
    assert [fault.partition(": ")[0] for fault in faults] == ["some.txt:1", "some.txt:6"]
    assert [(one.text, one.place) for one in items] == [
        ("Rebels shot a guard.", "some.txt:3"),
        ("It rained.", "some.txt:8"),
    ]


def test_a_blank_line_ends_a_group(read):
    items, _, _ = read(f"{GOOD}It rained.\n  \n\nSnow fell.\nHail fell.\n\nWind blew.\n")
    groups = [one.group for one in items]
    assert groups == [items[0].id] * 2 + [items[2].id] * 2 + [items[4].id]
    assert len(set(groups)) == 3
    assert {one.kind for one in items} == {"sentence"}


def test_the_id_of_an_item_depends_on_its_text_alone(read):
    ([one], _, _) = read(GOOD)
    ([_, same], _, _) = read("It rained.\n\n{Rebels} shot a guard.\n")
    ([other], _, _) = read("Rebels shot the guard.\n")
    assert one.id == same.id != other.id


def test_a_report_has_a_head_a_headline_and_paragraphs(read):
    items, reports, faults = read(
        "It rained.\n\n"
        "= one-slug | published 2021-06-03 | publisher The Lima Wire\n"
        "# [a Rebels] {1 shot} guard\n  1 ASSAULT | a > -\n"
        "It was dark.\n\nIt was cold.\n\n"
        "= two | published 2020-01-31\nSnow fell.\n"
    )
    assert faults == []
    assert reports == [
        Report("one-slug", "2021-06-03", "The Lima Wire"),
        Report("two", "2020-01-31", None),
    ]
    assert [(one.kind, one.report, one.text) for one in items] == [
        ("sentence", None, "It rained."),
        ("headline", "one-slug", "Rebels shot guard"),
        ("paragraph", "one-slug", "It was dark."),
        ("paragraph", "one-slug", "It was cold."),
        ("paragraph", "two", "Snow fell."),
    ]
    assert items[1].events[0].actors == ((0, 6),)


def test_decoys_of_an_item_are_kept(read):
    ([one], _, _) = read("The striker {fired} wide and {struck} again.\n")
    assert [one.text[a:b] for a, b in one.decoys] == ["fired", "struck"]
    assert one.events == ()


def test_a_part_is_drawn_by_group_and_stays_what_it_was():
    drawn = {key: item(key).part for key in ("a", "b", "c", "group-12", "group-40")}
    assert drawn == {key: item(key).part for key in drawn}
    assert {item(f"g{n}", report="g5").part for n in range(40)} == {"test"}
    # Written down, so that a change of the hash cannot move tested items into the training.
    assert [n for n in range(40) if item(f"g{n}").part == "test"] == TESTED
    assert [n for n in range(40) if item(f"g{n}").part == "dev"] == TUNED


def test_parts_have_about_the_sizes_that_were_asked_for():
    counts = Counter(item(f"group {n}").part for n in range(20_000))
    assert counts["test"] / 20_000 == pytest.approx(TEST, abs=0.01)
    assert counts["dev"] / 20_000 == pytest.approx(DEV, abs=0.01)
    assert set(counts) == {"test", "dev", "train"}
    assert (TEST, DEV) == (0.15, 0.08)


def test_files_are_sentences_and_then_reports_each_by_name(home):
    for name in ("sentences/b.txt", "reports/a.txt", "sentences/a.txt", "sentences/notes.md"):
        (home / name).write_text("It rained.\n", encoding="utf-8")
    names = [path.relative_to(home).as_posix() for path in corpus.files(home)]
    assert sorted(names) == ["reports/a.txt", "sentences/a.txt", "sentences/b.txt"]
    assert corpus.files(home) == sorted(corpus.files(home))


def test_the_whole_corpus_is_read_in_the_order_of_its_files(home):
    (home / "sentences/b.txt").write_text("Snow fell.\n", encoding="utf-8")
    (home / "sentences/a.txt").write_text("It rained.\n\nHail fell.\n", encoding="utf-8")
    assert [one.text for one in corpus.load(home)] == ["It rained.", "Hail fell.", "Snow fell."]


def test_a_corpus_with_a_slip_is_not_loaded(home):
    (home / "sentences/a.txt").write_text("It rained.\n\n[army] left\n", encoding="utf-8")
    with pytest.raises(Fault, match=r"a\.txt:3: a party without a letter"):
        corpus.load(home)


def test_checking_prints_slips_and_counts_and_fails_on_slips_only(home, capsys):
    good, bad = home / "good.txt", home / "bad.txt"
    good.write_text(f"{GOOD}\nIt rained.\n", encoding="utf-8")
    bad.write_text("[army] left\n", encoding="utf-8")
    assert corpus.main([str(good)]) == 0
    printed = capsys.readouterr().out
    assert "2 items, 0 reports, 0 faults" in printed
    assert "types: ASSAULT 1" in printed
    assert corpus.main([str(good), str(bad)]) == 1
    assert "bad.txt:1: a party without a letter at column 1" in capsys.readouterr().out


def test_checking_finds_an_item_that_is_said_twice(home, capsys):
    path = home / "twice.txt"
    path.write_text("It rained.\n\nSnow fell.\n\nIt rained.\n", encoding="utf-8")
    assert corpus.main([str(path)]) == 1
    assert "said 2 times: It rained." in capsys.readouterr().out
