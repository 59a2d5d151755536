"""Parts by entry point: found by name, and a broken one tells why."""

from importlib.metadata import EntryPoint

import pytest

from dateline import registry
from dateline.config import DEFAULT_STAGES
from dateline.errors import PluginBroken, UnknownPlugin


@pytest.fixture
def broken(monkeypatch):
    """A stage whose module is missing and one whose object is, beside a sound one."""
    points = {
        "sound": EntryPoint("sound", "dateline.clean:make", "dateline.stages"),
        "no-module": EntryPoint("no-module", "dateline_nowhere:make", "dateline.stages"),
        "no-object": EntryPoint("no-object", "dateline.clean:nothing", "dateline.stages"),
    }
    monkeypatch.setattr(registry, "_group", lambda kind: points if kind == "stages" else {})


def test_the_stages_of_the_default_way_are_registered():
    assert set(DEFAULT_STAGES) <= set(registry.names("stages"))


@pytest.mark.parametrize("kind", registry.KINDS)
def test_names_are_sorted_and_every_kind_has_one(kind):
    assert registry.names(kind)
    assert list(registry.names(kind)) == sorted(registry.names(kind))


def test_a_name_loads_the_object_behind_it():
    from dateline.clean import make

    assert registry.load("stages", "clean") is make


def test_an_unknown_name_lists_what_there_is_and_what_was_meant():
    with pytest.raises(
        UnknownPlugin, match=r"amounts, clean, events.*did you mean 'events'"
    ) as hit:
        registry.load("stages", "event")
    assert "'event'" in str(hit.value)


def test_a_name_like_no_other_gets_no_guess():
    with pytest.raises(UnknownPlugin) as caught:
        registry.load("stages", "zzz")
    assert "did you mean" not in str(caught.value)


@pytest.mark.parametrize(
    ("name", "words"), [("no-module", "dateline_nowhere"), ("no-object", "nothing")]
)
def test_a_part_that_cannot_be_loaded_says_why(broken, name, words):
    with pytest.raises(PluginBroken, match=words):
        registry.load("stages", name)


def test_the_catalogue_lists_broken_parts_beside_sound_ones(broken):
    found = {plugin.name: plugin.failure for plugin in registry.catalogue()}
    assert found.keys() == {"sound", "no-module", "no-object"}
    assert found["sound"] is None
    assert "dateline_nowhere" in str(found["no-module"])


def test_every_part_of_ours_loads_and_names_its_distribution():
    ours = [p for p in registry.catalogue() if p.distribution.startswith("dateline ")]
    assert {plugin.kind for plugin in ours} == set(registry.KINDS)
    assert [plugin for plugin in ours if plugin.failure] == []
