"""The verbs besides `code`."""

from __future__ import annotations

import json

import pytest
from tests.unit.cli.conftest import REPORT

from dateline.record import json_schema


def lines(*rows):
    return b"".join(json.dumps(row).encode() + b"\n" for row in rows)


def printed(done):
    return [json.loads(line) for line in done.lines]


def test_schema_prints_the_schema_that_records_are_held_against(dateline):
    done = dateline("schema")
    assert (done.status, json.loads(done.out)) == (0, json_schema())


def test_plugins_lists_the_parts_and_none_is_broken(dateline):
    done = dateline("plugins")
    assert done.status == 0
    assert b"BROKEN" not in done.out
    kinds = {line.split()[0] for line in done.out.decode().splitlines()}
    assert {"readers", "stages", "exporters", "commands"} <= kinds


# config show


def shown(done, key):
    (line,) = [line for line in done.out.decode().splitlines() if line.startswith(f"{key} = ")]
    return line.removeprefix(f"{key} = ")


def test_config_show_says_where_each_value_came_from(dateline, tmp_path, monkeypatch):
    settings = tmp_path / "s.toml"
    settings.write_text("[ingest]\nmax_chars = 5\nmax_bytes = 6\n", encoding="utf-8")
    monkeypatch.setenv("DATELINE_INGEST__MAX_BYTES", "7")
    done = dateline("config", "show", "--settings", settings)
    assert done.status == 0
    assert shown(done, "ingest.max_chars") == f"5  # {settings}"
    assert shown(done, "ingest.max_bytes") == "7  # DATELINE_INGEST__MAX_BYTES"
    assert shown(done, "parse.verify") == "true  # default"


def test_config_show_finds_the_file_of_the_folder(dateline, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "dateline.toml").write_text("[parse]\nverify = false\n", encoding="utf-8")
    assert shown(dateline("config", "show"), "parse.verify") == "false  # dateline.toml"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("[ingest]\nmax_char = 5\n", "max_char"),
        ("[ingest\n", "not TOML"),
        ("ingest = 5\n", "ingest"),
    ],
)
def test_settings_that_cannot_be_used_end_with_2(dateline, tmp_path, text, said):
    settings = tmp_path / "s.toml"
    settings.write_text(text, encoding="utf-8")
    done = dateline("config", "show", "--settings", settings)
    assert done.status == 2
    assert said in done.err


# kb build


def test_a_second_kb_build_finds_it_done(dateline):
    first = dateline("kb", "build")
    second = dateline("kb", "build", "--quiet")
    assert (first.status, second.status) == (0, 0)
    assert [line.split()[:2] for line in first.lines] == [line.split()[:2] for line in second.lines]
    assert "compiling" not in second.err
    assert all(float(line.split()[-2].strip(b"(")) < 2 for line in second.lines)


def test_a_cache_that_cannot_be_written_ends_with_3(dateline, tmp_path, monkeypatch):
    (tmp_path / "file").write_text("", encoding="utf-8")
    monkeypatch.setenv("DATELINE_KNOWLEDGE__CACHE", str(tmp_path / "file" / "cache"))
    done = dateline("kb", "build")
    assert done.status == 3
    assert "set knowledge.cache" in done.err


# group and merge


def test_group_answers_each_report_in_input_order(dateline):
    copy = {"text": f"{REPORT} The two were held overnight and will appear before a judge."}
    other = {"text": "Heavy rain closed three mountain roads in the Andes, a ranger reported."}
    rows = lines({"id": "b", **copy}, {"id": "x", **other}, {"id": "bad"}, {"id": "a", **copy})
    done = dateline("group", "--from", "jsonl", stdin=rows)
    first, apart, failed, again = printed(done)
    assert done.status == 1
    assert [line["id"] for line in (first, apart, failed, again)] == ["b", "x", "bad", "a"]
    assert first["lineage"] == again["lineage"] != apart["lineage"]
    assert {first["copy_of"], again["copy_of"]} in ({None, "a"}, {None, "b"})
    assert set(failed) == {"id", "error"}
    assert "-#3" in done.err


def test_merge_reads_what_code_prints(dateline, checked):
    rows = lines({"id": "a", "text": REPORT}, {"id": "b", "text": REPORT})
    coded = dateline("code", "--from", "jsonl", "--published", "2024-03-04", stdin=rows)
    for line in coded.lines:
        checked(line)
    done = dateline("merge", stdin=coded.out)
    assert (done.status, done.err) == (0, "")
    members = [member for incident in printed(done) for member in incident["members"]]
    assert {"record": "a", "event": "v1"} in members
    assert {"record": "b", "event": "v1"} in members


def test_merge_names_a_broken_line_and_merges_the_others(dateline):
    coded = dateline("code", stdin=REPORT.encode()).out
    done = dateline("merge", stdin=b"{cut\n" + coded + b'{"schema":"other/1"}\n')
    assert done.status == 1
    assert printed(done)
    assert "-#1" in done.err and "-#3" in done.err


def test_merge_of_a_file_that_is_not_there_ends_with_4(dateline):
    done = dateline("merge", "nope.jsonl")
    assert done.status == 4
    assert "nope.jsonl" in done.err


# resolve


def test_resolve_actor_answers_each_question(dateline):
    done = dateline(
        "resolve", "actor", stdin=lines({"id": "q", "text": "Kenyan police"}, {"text": "of the"})
    )
    found, nothing = printed(done)
    assert done.status == 0
    assert (found["id"], found["country"], found["sector"]) == ("q", "KEN", "COP")
    assert nothing["id"] == "-#2"
    assert nothing["name"] is nothing["country"] is nothing["sector"] is None
    assert nothing["candidates"] == []


def test_resolve_place_answers_each_question(dateline, tmp_path):
    path = tmp_path / "q.jsonl"
    path.write_bytes(lines({"id": "q", "text": "Nairobi"}, {"text": "Zzyqqva"}))
    done = dateline("resolve", "place", path)
    found, nothing = printed(done)
    assert (done.status, found["id"], found["country"]) == (0, "q", "KEN")
    assert found["lat"] == pytest.approx(-1.28, abs=0.1)
    assert (nothing["id"], nothing["name"], nothing["lat"]) == (f"{path}#2", None, None)


@pytest.mark.parametrize("kind", ["actor", "place"])
@pytest.mark.parametrize(
    "line",
    [
        b"{cut\n",
        b"\xff\xfe{}\n",
        b"[" * 100_000 + b"\n",
        b'["text"]\n',
        b'{"text": 5}\n',
        b'{"text": "Kenya", "context": 5}\n',
        b'{"text": "Kenya", "country": ["KEN"]}\n',
    ],
)
def test_a_broken_question_gets_an_error_line_and_the_next_its_answer(dateline, kind, line):
    done = dateline("resolve", kind, stdin=line + lines({"id": "q", "text": "Kenya"}))
    broken, found = printed(done)
    assert done.status == 1
    assert broken["error"]["code"] == "broken-line"
    assert found["country"] == "KEN"
    assert done.err.startswith("dateline: -#1: ")


def test_a_question_with_a_wrong_date_is_broken(dateline):
    done = dateline("resolve", "actor", stdin=lines({"text": "Kenya", "date": "last May"}))
    assert done.status == 1
    assert "not an ISO date" in done.err


@pytest.mark.parametrize("args", [["q.jsonl"], ["--from", "csv"]])
def test_wrong_usage_of_resolve_ends_with_2(dateline, args):
    assert dateline("resolve", "actor", *args).status == 2


# The boundary


def test_without_a_verb_the_verbs_are_shown(dateline):
    done = dateline()
    assert done.status == 2
    assert "Commands:" in (done.out.decode() + done.err)


@pytest.mark.parametrize("args", [["--help"], ["code", "--help"], ["--version"]])
def test_help_and_version_end_well(dateline, args):
    done = dateline(*args)
    assert done.status == 0
    assert done.out


def test_a_mistyped_verb_is_told_the_one_meant(dateline):
    done = dateline("cod")
    assert done.status == 2
    assert "code" in done.err
