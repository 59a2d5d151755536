"""Shared fixtures: one pipeline for the whole run, and the switch that rewrites golden files."""

from __future__ import annotations

import json

import jsonschema
import pytest

from dateline.config import Settings
from dateline.pipeline import Pipeline, build
from dateline.record import json_schema


def pytest_addoption(parser):
    parser.addoption("--update-golden", action="store_true", help="rewrite tests/golden")


@pytest.fixture(scope="session")
def settings() -> Settings:
    return Settings()


@pytest.fixture(scope="session")
def pipeline(settings) -> Pipeline:
    return build(settings)


@pytest.fixture(scope="session")
def checked():
    """The record of a printed line, held against the schema that `dateline schema` prints."""
    validator = jsonschema.Draft202012Validator(json_schema())

    def record(line):
        printed = json.loads(line)
        validator.validate(printed)
        return printed

    return record
