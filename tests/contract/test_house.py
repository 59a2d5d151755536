"""Docs, layout and code say the same thing."""

from __future__ import annotations

import ast
import importlib.util
import os
import re
import subprocess
import sys
import tomllib
from pathlib import Path

import jsonschema
import pytest

import dateline
from dateline import config, errors, registry
from dateline.ontology import plover
from dateline.pipeline import ORDER
from dateline.record import json_schema

ROOT = Path(__file__).parents[2]
SOURCES = sorted((ROOT / "src/dateline").rglob("*.py"))
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))


def test_the_public_door_lists_what_it_opens_sorted():
    assert list(dateline.__all__) == sorted(dateline.__all__, key=str)
    for name in dateline.__all__:
        assert getattr(dateline, name) is not None


def test_version_is_said_once_everywhere():
    from dateline.record import VERSION

    assert dateline.__version__ == VERSION == PROJECT["project"]["version"]


@pytest.mark.parametrize("kind", registry.KINDS)
def test_every_registered_part_loads(kind):
    for name in registry.names(kind):
        assert registry.load(kind, name) is not None


def test_stages_tour_pages_layers_and_golden_numbers_follow_one_order():
    tour = [p.stem for p in sorted((ROOT / "docs/tour").glob("*.md"))]
    stages = [name.partition("-")[2] for name in tour if name.partition("-")[2] in ORDER]
    assert tuple(stages) == ORDER
    layers = next(
        line
        for line in PROJECT["tool"]["importlinter"]["contracts"][0]["layers"]
        if "parse" in line
    )
    assert {part.strip().removeprefix("dateline.") for part in layers.split("|")} == set(ORDER)
    for folder in (
        p for p in (ROOT / "tests/golden").iterdir() if p.is_dir() and p.name[:2].isdigit()
    ):
        steps = [p.stem.partition("-")[2] for p in sorted(folder.glob("*.json"))]
        assert tuple(steps) == ORDER, folder


def test_every_error_class_has_its_own_code_and_stands_in_the_tree_and_the_docs():
    classes = [c for c in vars(errors).values() if isinstance(c, type)]
    leaves = [c for c in classes if c.__subclasses__() == []]
    codes = [c.code for c in leaves]
    assert len(codes) == len(set(codes))
    page = (ROOT / "docs/errors.md").read_text(encoding="utf-8")
    for leaf in leaves:
        assert leaf.code in page, leaf.code
        if leaf.code[-2:] != "00" or leaf.__name__ in errors.__doc__:
            assert leaf.__name__ in errors.__doc__


def test_every_leaf_error_is_raised_somewhere():
    text = "\n".join(p.read_text(encoding="utf-8") for p in SOURCES if p.name != "errors.py")
    classes = [c for c in vars(errors).values() if isinstance(c, type) and not c.__subclasses__()]
    for leaf in classes:
        assert re.search(rf"\b{leaf.__name__}\b", text), f"{leaf.__name__} is never used"


def test_the_reference_pages_say_what_the_code_says():
    spec = importlib.util.spec_from_file_location("reference", ROOT / "docs/build_reference.py")
    reference = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(reference)
    for name, make in reference.PAGES.items():
        stale = "run docs/build_reference.py"
        assert (ROOT / "docs" / name).read_text(encoding="utf-8") == make(), stale
    shown = (ROOT / "README.md").read_text(encoding="utf-8")
    assert reference.readme(shown) == shown, stale


def test_every_setting_says_what_it_does():
    page = (ROOT / "docs/reference/settings.md").read_text(encoding="utf-8")
    for key, _, _ in config.sources(None, env={}):
        row = next(line for line in page.splitlines() if f"`{key}`" in line)
        assert row.rstrip(" |").endswith((".", ")")), row


def test_every_command_is_in_the_reference():
    page = (ROOT / "docs/reference/commands.md").read_text(encoding="utf-8")
    for name in registry.names("commands"):
        assert f"dateline {name}" in page, name


def test_help_imports_neither_spacy_nor_duckdb_nor_arrow():
    probe = (
        "import sys\n"
        "from dateline.cli.main import build, status\n"
        "status(build(), ['--help'])\n"
        "heavy = {'spacy', 'duckdb', 'pyarrow', 'torch', 'trafilatura', 'lxml', 'numpy'}\n"
        "sys.exit(', '.join(sorted(heavy & set(sys.modules))) or 0)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", probe], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr


def test_importing_dateline_is_light():
    probe = "import dateline, sys; sys.exit(len({'spacy', 'msgspec', 'typer'} & set(sys.modules)))"
    assert subprocess.run([sys.executable, "-c", probe], check=False).returncode == 0


def test_the_schema_is_a_valid_json_schema():
    jsonschema.Draft202012Validator.check_schema(json_schema())


def test_no_function_is_longer_than_sixty_lines_and_no_file_than_four_hundred():
    for path in SOURCES:
        text = path.read_text(encoding="utf-8")
        assert text.count("\n") <= 400, path
        for node in ast.walk(ast.parse(text)):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                doc = len((ast.get_docstring(node) or "").splitlines())
                length = (node.end_lineno or 0) - node.lineno + 1 - doc
                assert length <= 60, f"{path}:{node.lineno} {node.name} has {length} lines"


def test_every_public_name_of_the_source_has_a_docstring():
    for path in SOURCES:
        tree = ast.parse(path.read_text(encoding="utf-8"))
        assert ast.get_docstring(tree), f"{path} says nothing of itself"
        for node in ast.walk(tree):
            if isinstance(node, ast.ClassDef | ast.FunctionDef) and node in tree.body:
                if not node.name.startswith("_"):
                    assert ast.get_docstring(node), f"{path}:{node.lineno} {node.name}"


def test_the_library_never_prints():
    for path in SOURCES:
        if "cli" not in path.parts:
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
                called = node.func if isinstance(node, ast.Call) else None
                assert not (isinstance(called, ast.Name) and called.id == "print"), path


def test_the_ontology_has_sixteen_types_and_a_cameo_root_for_each():
    ontology = plover()
    assert len(ontology.types) == 16
    assert set(ontology.cameo_roots.values()) == set(ontology.types)


def test_importing_the_spacy_door_brings_in_nothing_of_ours():
    probe = (
        "import sys, spacy\nspacy.blank('en')\n"
        "ours = sorted(m for m in sys.modules if m.startswith('dateline'))\n"
        "allowed = {'dateline', 'dateline.integrations', 'dateline.integrations.spacy'}\n"
        "sys.exit(', '.join(set(ours) - allowed) or 0)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", probe], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr


def test_the_lock_names_no_index_host():
    for lock in (ROOT / "requirements").glob("*.lock"):
        text = lock.read_text(encoding="utf-8")
        assert "://" not in text and "--index-url" not in text, lock


def test_the_command_runs_as_a_module():
    env = {**os.environ, "NO_COLOR": "1"}
    done = subprocess.run(
        [sys.executable, "-m", "dateline", "--version"],
        capture_output=True,
        text=True,
        env=env,
        check=True,
    )
    assert done.stdout.strip() == f"dateline {dateline.__version__}"
