"""Compiled tables: built once, whole or not at all."""

from pathlib import Path

import pytest

from dateline.config import KnowledgeSettings, Settings
from dateline.resources import built, cache_folder, digest_of, shipped


def write(path):
    path.write_text("table")


def test_a_missing_table_is_built_under_the_digest_and_found_the_next_time(tmp_path):
    calls = []

    def make(path):
        calls.append(path)
        path.write_text("table")

    first = built(tmp_path / "new", "actors.json", "abc" * 10, make)
    assert built(tmp_path / "new", "actors.json", "abc" * 10, make) == first
    assert (first.name, first.read_text()) == ("actors-abcabcabcabcabca.json", "table")
    assert len(calls) == 1


def test_a_build_that_is_cut_off_leaves_no_table_and_can_be_repeated(tmp_path):
    def cut_off(path):
        path.write_text("half a ta")
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        built(tmp_path, "actors.json", "d" * 20, cut_off)
    assert list(tmp_path.glob("*.json")) == []
    whole = built(tmp_path, "actors.json", "d" * 20, write)
    assert whole.read_text() == "table"
    assert [path.name for path in tmp_path.iterdir()] == [whole.name]


def test_a_build_starts_from_nothing_even_where_an_earlier_one_left_a_part(tmp_path):
    def cut_off(path):
        path.write_text("old rows\n")
        raise KeyboardInterrupt

    def append(path):
        with path.open("a") as out:
            out.write("new rows\n")

    with pytest.raises(KeyboardInterrupt):
        built(tmp_path, "actors.json", "d" * 20, cut_off)
    assert built(tmp_path, "actors.json", "d" * 20, append).read_text() == "new rows\n"


def test_another_digest_is_another_file(tmp_path):
    paths = {built(tmp_path, "a.json", d * 20, write) for d in "xy"}
    assert len(paths) == 2


@pytest.mark.parametrize(
    ("package", "form", "text"),
    [("msgspec", "2", "rows"), ("msgspec", "1", "other rows"), ("typer", "1", "rows")],
)
def test_the_digest_changes_with_package_form_and_file(tmp_path, package, form, text):
    path = tmp_path / "t.csv"
    path.write_text("rows")
    before = digest_of(["msgspec"], [path], form="1")
    path.write_text(text)
    assert digest_of([package], [path], form=form) != before


def test_the_digest_does_not_depend_on_the_order_of_files(tmp_path):
    paths = [tmp_path / "a.csv", tmp_path / "b.csv"]
    for path in paths:
        path.write_text(path.name)
    assert digest_of([], paths, form="1") == digest_of([], reversed(paths), form="1")


def test_the_setting_wins_over_the_variable_and_that_over_the_users_folder(monkeypatch):
    chosen = Settings(knowledge=KnowledgeSettings(cache="/chosen"))
    monkeypatch.setenv("DATELINE_CACHE", "/variable")
    assert cache_folder(chosen) == Path("/chosen")
    assert cache_folder(Settings()) == Path("/variable")
    monkeypatch.delenv("DATELINE_CACHE")
    assert cache_folder(Settings()).name == "dateline"


@pytest.mark.parametrize("name", ["plover.toml", "actors/leaders/asia.csv", "lexicon/verbs.csv"])
def test_shipped_files_are_found(name):
    assert shipped(name).is_file()
