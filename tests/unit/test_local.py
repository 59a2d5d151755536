"""Coding in one process and in two gives the same bytes in the same order."""

import pytest

from dateline.config import Settings
from dateline.errors import Empty
from dateline.record import FailedRecord, encode
from dateline.scale.local import CHUNK, LocalExecutor
from dateline.stage import Failure
from dateline.types import Document, Origin, Published

TEXTS = (
    "Police arrested 14 protesters in Nairobi on Monday.",
    "Kenyan President Asha Wanjiru met Ugandan leader Paul Okello in Kampala.",
    "“We will stay,” the mayor said.",
    "Rebels released 14 hostages, a spokesman for the army said.",
    "Rain fell.",
    "Turkey threatened to impose sanctions on Greece if talks fail.",
)


@pytest.fixture
def items():
    """Six tiny reports, with one that could not be read after the third."""
    day = Published("2018-05-18", "given")
    found = [Document(f"r{n}", text, Origin("x"), day) for n, text in enumerate(TEXTS)]
    return [*found[:3], Failure("bad", Empty("there is no text")), *found[3:]]


@pytest.mark.slow
def test_two_workers_give_what_one_gives_byte_for_byte_in_order(items, pipeline):
    assert len(items) > CHUNK
    one = [encode(record) for record in LocalExecutor(Settings(), pipeline)(items, workers=1)]
    two = [encode(record) for record in LocalExecutor(Settings())(items, workers=2)]
    assert two == one


def test_one_record_comes_for_each_item_as_soon_as_it_is_coded(items, pipeline):
    taken = []

    def source():
        for item in items:
            taken.append(item.id)
            yield item

    records = LocalExecutor(Settings(), pipeline)(source(), workers=1)
    assert next(records).id == "r0"
    assert taken == ["r0"]
    assert [record.id for record in records] == [item.id for item in items[1:]]


def test_what_could_not_be_read_keeps_its_place_and_its_reason(items, pipeline):
    found = list(LocalExecutor(Settings(), pipeline)(items, workers=1))
    assert isinstance(found[3], FailedRecord)
    assert (found[3].id, found[3].error.code) == ("bad", "empty")


def test_no_items_give_no_records(pipeline):
    assert list(LocalExecutor(Settings(), pipeline)([], workers=1)) == []
