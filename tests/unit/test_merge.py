"""Incidents out of mentions: what joins, what stays apart, and what disagreements remain."""

import io
import itertools

import pytest
from tests import builders

from dateline.config import Settings
from dateline.errors import StoreError
from dateline.merge import make
from dateline.merge.compare import kilometres
from dateline.record import encode

PARK = {"resolution": "city", "country": "KEN", "lat": -1.28, "lon": 36.82}
FIVE_KM_NORTH = {**PARK, "lat": -1.28 + 5 / 111.2}
ONE_KM_NORTH = {**PARK, "lat": -1.28 + 1 / 111.2}
WHERE = "Nairobi"


def report(name, text, **event):
    """A record of one protest by farmers in Nairobi on Monday, but for what `event` says."""
    spot, day, dead = event.pop("spot", PARK), event.pop("day", "2018-05-14"), event.pop("dead", 0)
    who = event.pop("who", "Farmers")
    fields = {
        "event": "PROTEST",
        "mode": ["demo"],
        "actor": [builders.party(text, who, "e1")],
        "place": builders.place(text, WHERE, **spot) if spot else None,
        "time": builders.time(text, "Monday", day) if day else None,
        "size": [builders.size(text, str(dead), "dead", dead)] if dead else [],
        **event,
    }
    farmers = builders.entity(text, who, kind="population", country="KEN", sector="AGR")
    return builders.record(
        text, id=name, entities=[farmers], events=[builders.event(text, "marched", **fields)]
    )


ONE = "Farmers marched through Nairobi on Monday against a new tax on fertiliser, and 3 died."
TWO = "Thousands cheered as Farmers angry about the fertiliser tax marched in Nairobi on Monday. 4 died."


def merged(*records):
    return list(make(Settings())(records))


def test_two_reports_of_one_protest_are_one_incident_with_both_members():
    (found,) = merged(report("a", ONE), report("b", TWO))
    assert found["members"] == [{"record": "a", "event": "v1"}, {"record": "b", "event": "v1"}]
    assert (found["reports"], found["lineages"], found["conflicts"]) == (2, 2, [])


@pytest.mark.parametrize(
    ("change", "incidents"),
    [
        ({"spot": FIVE_KM_NORTH}, 2),
        ({"spot": ONE_KM_NORTH}, 1),
        ({"spot": None}, 1),
        ({"spot": {**PARK, "lat": None}}, 1),
        ({"day": "2018-05-15"}, 2),
        ({"day": None}, 1),
        ({"event": "CONSULT", "mode": []}, 2),
        ({"status": "future"}, 2),
        ({"status": "negation"}, 2),
        ({"confidence": 0.1}, 1),
    ],
)
def test_protests_five_km_or_a_day_or_a_type_apart_stay_two(change, incidents):
    assert len(merged(report("a", ONE), report("b", TWO, **change))) == incidents


def test_reports_that_name_different_people_stay_apart():
    other = TWO.replace("Farmers", "Teachers")
    record = report("b", other, who="Teachers")
    teachers = builders.entity(other, "Teachers", kind="population", country="KEN", sector="EDU")
    apart = builders.record(other, id="b", entities=[teachers], events=record.events)
    assert len(merged(report("a", ONE), apart)) == 2


def test_reports_that_share_no_words_stay_apart():
    plain = "Farmers marched past Nairobi station on Monday."
    quiet = "Farmers marched; shops closed because roads around parliament were flooded."
    assert len(merged(report("a", ONE), report("b", plain))) == 1
    assert len(merged(report("a", ONE), report("b", quiet, spot=None, day=None))) == 2


def test_copies_of_one_text_count_as_one_lineage():
    copies = (report("a", ONE), report("b", ONE), report("c", f"UPDATE: {ONE}"))
    (found,) = merged(*copies, report("d", TWO))
    assert (found["reports"], found["lineages"]) == (4, 2)


def test_what_members_disagree_on_is_listed_with_who_says_what():
    other = {**PARK, "lat": -1.29}
    first = report("a", ONE, dead=3)
    second = report("b", TWO, dead=4, spot=other, confidence=0.95)
    (found,) = merged(first, second)
    assert found["conflicts"] == [
        {
            "field": "size.dead",
            "values": [
                {"value": 3, "members": ["a v1"]},
                {"value": 4, "members": ["b v1"]},
            ],
        }
    ]
    assert [size["value"] for size in found["size"]] == [3, 4]


def test_the_surest_member_speaks_for_the_fields():
    weak = report("a", ONE, confidence=0.3)
    sure = report("b", TWO, confidence=0.9, mode=["demo", "obstruct"])
    (found,) = merged(weak, sure)
    assert found["mode"] == ["demo", "obstruct"]
    assert found["actor"] == [{"name": "Farmers", "country": "KEN", "sector": "AGR"}]
    assert found["time"]["value"] == "2018-05-14"


def test_the_order_of_the_input_does_not_matter():
    apart = report("c", TWO.replace("4", "5"), spot=FIVE_KM_NORTH, dead=5)
    records = (report("a", ONE, dead=3), report("b", TWO, dead=4), apart)
    expected = merged(*records)
    assert len(expected) == 2
    for order in itertools.permutations(records):
        assert merged(*order) == expected


def test_two_events_of_one_report_join_only_on_one_known_day():
    text = "Farmers marched in Nairobi on Monday. Farmers marched in Nairobi on Monday again."
    record = report("a", text)
    twice = [record.events[0], builders.event(text, "marched", nth=1, id="v2", event="PROTEST")]
    undated = builders.record(text, id="a", entities=record.entities, events=twice)
    assert len(merged(undated)) == 2


def test_reports_that_could_not_be_read_are_passed_over():
    assert merged(builders.failed("x"), builders.record("Rain fell.")) == []


def test_incidents_of_the_same_members_have_the_same_id_and_others_another():
    first, second = merged(report("a", ONE), report("b", TWO, spot=FIVE_KM_NORTH))
    assert first["id"] != second["id"]
    assert [i["id"] for i in merged(report("a", ONE), report("b", TWO, spot=FIVE_KM_NORTH))] == [
        first["id"],
        second["id"],
    ]


def test_lines_that_are_no_records_are_named_and_the_rest_is_read(tmp_path):
    path = tmp_path / "records.jsonl"
    broken: list[str] = []
    path.write_bytes(b"not json\n" + encode(report("a", ONE)) + b"\n{}\n")
    found = list(make(Settings()).read([str(path)], stdin=io.BytesIO(), broken=broken))
    assert [record.id for record in found] == ["a"]
    assert [line.partition(":")[0] for line in broken] == [f"{path}#1", f"{path}#3"]


def test_records_are_read_from_standard_input_and_a_missing_file_is_refused(tmp_path):
    stdin = io.BytesIO(encode(report("a", ONE)) + b"\n")
    assert len(list(make(Settings()).read(["-"], stdin=stdin, broken=[]))) == 1
    with pytest.raises(StoreError, match=r"none\.jsonl"):
        list(make(Settings()).read([str(tmp_path / "none.jsonl")], stdin=stdin, broken=[]))


@pytest.mark.parametrize(
    ("a", "b", "km"),
    [
        ((0, 0), (0, 1), 111.2),
        ((52.52, 13.40), (48.86, 2.35), 878),
        ((10, 179.5), (10, -179.5), 109.5),
    ],
)
def test_distances_are_great_circles(a, b, km):
    assert kilometres(*a, *b) == pytest.approx(km, rel=0.01)
