"""The predicate lexicon: every shipped row is legal, a user's rows win, a broken row is named."""

import csv
from collections import Counter

import pytest

from dateline.errors import BadValue
from dateline.events.lexicon import NO_EVENT, load
from dateline.events.status import governors
from dateline.ontology import plover
from dateline.resources import shipped

HEADER = "lemma,particle,object,event,mode,context,actor,recipient,reciprocal,status,cameo,note\n"
SLOTS = {"subj", "obj", "iobj", "xcomp", "poss", "amod"}
GROUPS = {"clause", "gerund", "infinitive", "modifier", "object"}


def table(name):
    with shipped(f"lexicon/{name}.csv").open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


@pytest.fixture(scope="module")
def rows():
    return [row for found in load().rows.values() for row in found]


def test_every_row_names_an_event_with_modes_and_contexts_the_ontology_has(rows):
    for row in rows:
        if row.event != NO_EVENT:
            plover().check(row.event, row.modes, row.contexts)


def test_all_sixteen_types_have_a_verb_and_a_noun(rows):
    for pos in ("VERB", "NOUN"):
        assert {row.event for row in rows if row.pos == pos} >= set(plover().types)


def test_a_cameo_code_belongs_to_the_event_of_its_row(rows):
    roots = plover().cameo_roots
    for row in rows:
        if row.cameo:
            longest = max((r for r in roots if row.cameo.startswith(r)), key=len)
            assert roots[longest] == row.event, row.where


def test_slots_are_known_names_or_single_prepositions(rows):
    for row in rows:
        for slot in (*row.actor, *row.recipient):
            assert slot in SLOTS or slot.isalpha(), (row.where, slot)


def test_every_event_row_says_where_its_actor_or_recipient_is_found(rows):
    assert all(row.actor or row.recipient for row in rows if row.event != NO_EVENT)


@pytest.mark.parametrize("name", ["verbs", "nouns"])
def test_no_two_rows_ask_for_the_same(name):
    keys = Counter((row["lemma"], row["particle"], row["object"]) for row in table(name))
    assert [key for key, many in keys.items() if many > 1] == []


@pytest.mark.parametrize("name", ["verbs", "nouns"])
def test_lemmas_are_single_lower_case_words(name):
    assert [r["lemma"] for r in table(name) if r["lemma"] != r["lemma"].lower().strip()] == []
    assert [r["lemma"] for r in table(name) if " " in r["lemma"]] == []


def test_words_that_govern_a_status_are_legal_and_stand_once():
    found = table("status")
    assert {row["below"] for row in found} <= GROUPS
    assert len({(row["below"], row["lemma"]) for row in found}) == len(found) == len(governors())


def test_context_words_name_contexts_of_the_ontology():
    assert {row["context"] for row in table("contexts")} <= plover().contexts


def test_a_row_that_asks_for_more_comes_first():
    for found in load().rows.values():
        assert [r.specific for r in found] == sorted((r.specific for r in found), reverse=True)


def written(folder, *lines):
    folder.mkdir(exist_ok=True)
    (folder / "verbs.csv").write_text(HEADER + "".join(f"{line}\n" for line in lines))
    return (str(folder),)


def test_a_row_of_a_users_folder_wins_over_ours(tmp_path):
    ours = load().rows["VERB", "arrest"]
    first = load(written(tmp_path, "arrest,,,AID,,,subj,obj,,,070,")).rows["VERB", "arrest"]
    bare = [row.event for row in first if not row.specific]
    assert bare[0] == "AID" and "COERCE" in bare
    assert len(first) == len(ours) + 1


def test_a_users_word_that_we_do_not_have_is_coded(tmp_path, read):
    folder = written(tmp_path, "zork,,,PROTEST,demo,,subj,against,,,141,")
    assert ("VERB", "zork") in load(folder).rows
    assert ("VERB", "zork") not in load().rows


def test_of_two_user_folders_the_first_wins(tmp_path):
    one = written(tmp_path / "a", "arrest,,,AID,,,subj,obj,,,070,")
    two = written(tmp_path / "b", "arrest,,,SUPPORT,,,subj,obj,,,050,")
    bare = [r.event for r in load(one + two).rows["VERB", "arrest"] if not r.specific]
    assert bare[:2] == ["AID", "SUPPORT"]


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("arrest,,,SCOLD,,,subj,obj,,,,", "SCOLD"),
        ("arrest,,,COERCE,tickle,,subj,obj,,,,", "tickle"),
        ("arrest,,,COERCE,arrest,cookery,subj,obj,,,,", "cookery"),
    ],
)
def test_a_broken_row_names_its_file_and_line(tmp_path, line, words):
    folder = written(tmp_path, "greet,,,CONSULT,,,subj,obj,,,,", line)
    with pytest.raises(BadValue, match=rf"verbs\.csv:3: .*{words}"):
        load(folder)


def test_a_folder_without_tables_is_refused_by_name(tmp_path):
    with pytest.raises(BadValue, match=str(tmp_path)):
        load((str(tmp_path),))


@pytest.mark.parametrize("path", sorted(shipped("lexicon").glob("*.csv")), ids=lambda p: p.stem)
def test_every_table_with_a_source_column_fills_it(path):
    with path.open(encoding="utf-8", newline="") as lines:
        assert [row for row in csv.DictReader(lines) if row.get("source", "?") == ""] == []
