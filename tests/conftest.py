"""Shared fixtures: one pipeline for the whole run, and the switch that rewrites golden files."""

from __future__ import annotations

import pytest

from dateline.config import Settings
from dateline.pipeline import Pipeline, build


def pytest_addoption(parser):
    parser.addoption("--update-golden", action="store_true", help="rewrite tests/golden")


@pytest.fixture(scope="session")
def settings() -> Settings:
    return Settings()


@pytest.fixture(scope="session")
def pipeline(settings) -> Pipeline:
    return build(settings)
