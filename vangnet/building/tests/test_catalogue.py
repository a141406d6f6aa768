"""The table on the wall: which source says what, and that the strictest holds until somebody chooses."""

from datetime import date, timedelta

import pytest

from vangnet.building.catalogue import CHECK_OF, SORT_OF, SORT_OF_CHECK
from vangnet.building.duties import DUTIES, DUTY_OF, NOTHING_STANDS_STILL
from vangnet.core.law import Article
from vangnet.core.obligations.duties import State, standing
from vangnet.core.obligations.rhythms import Record

# As the lists of the PO-Raad, Voion and the decrees say it: months, and the laxest of the sources.
ON_THE_WALL = {
    "fire_alarm_test": (1, 1),
    "fire_alarm_half_yearly": (6, 6),
    "fire_alarm_maintenance": (12, 12),
    "evacuation_alarm_check": (4, 4),
    "evacuation_alarm_maintenance": (12, 12),
    "extinguishers_look": (3, 3),
    "extinguishers_maintenance": (12, 24),
    "hose_reels_maintenance": (12, 12),
    "emergency_lighting_check": (12, 12),
    "burglar_alarm_check": (12, 12),
    "electricity_inspection": (36, 60),
    "large_heating_inspection": (24, 48),
    "heating_maintenance": (12, 12),
    "lift_inspection": (18, 18),
    "gym_inspection": (12, 12),
    "playground_look": (3, 3),
    "playground_inspection": (12, 12),
    "ladders_inspection": (12, 12),
    "roof_inspection": (12, 12),
    "water_legionella": (12, 12),
    "air_check": (12, 12),
    "fire_safety": (12, 12),
    "crawl_space": (36, 36),
}


def test_each_interval_is_what_the_table_says():
    assert {key: (check.months, check.most_months) for key, check in CHECK_OF.items()} == ON_THE_WALL


def test_every_duty_shows_all_of_its_sources_the_strictest_first():
    for key, check in CHECK_OF.items():
        duty = DUTY_OF[key]
        assert set(duty.sources) == {each.source for each in check.intervals}
        assert duty.rhythm.number == check.months


@pytest.mark.parametrize("key", CHECK_OF)
def test_a_board_can_be_stricter_than_all_sources_and_not_laxer_than_all(key):
    agreement = DUTY_OF[key].agreement

    assert (agreement.lowest, agreement.highest) == (1, CHECK_OF[key].most_months)


def test_only_what_a_statute_says_in_months_is_law():
    """Extinguishers (Bouwbesluit art. 6.31) and lifts (Besluit liften art. 17) are all that the law counts."""
    counted = {
        key
        for key, check in CHECK_OF.items()
        if any(isinstance(each.source, Article) and each.months for each in check.intervals)
    }

    assert counted == {"extinguishers_maintenance", "lift_inspection"}


def test_a_lift_is_inspected_within_twelve_months_of_first_use_and_then_every_eighteen():
    """Besluit liften, art. 17, lid 1."""
    lift, first = DUTY_OF["lift_inspection"], date(2025, 3, 10)

    def due(record):
        return standing(lift, record, first, since=first).due_on

    assert due(Record()) == date(2026, 3, 10)
    assert due(Record(date(2026, 3, 1))) == date(2027, 9, 1)


@pytest.mark.parametrize("key", [key for key, sort in SORT_OF_CHECK.items() if sort.key != "building"])
def test_what_is_new_is_not_late_on_its_first_day(key):
    today = date(2026, 11, 26)

    assert standing(DUTY_OF[key], Record(), today, since=today).state is State.DUE_SOON
    assert standing(DUTY_OF[key], Record(), today, since=today - timedelta(days=3000)).state is State.NEVER


def test_an_inspection_that_counts_for_another_is_of_the_same_equipment():
    for key, check in CHECK_OF.items():
        assert {SORT_OF_CHECK[other].key for other in check.counts} <= {SORT_OF_CHECK[key].key}


def test_every_key_is_there_once():
    checks = [check.key for sort in SORT_OF.values() for check in sort.checks]

    assert len(checks) == len(set(checks)) == len(DUTIES) - 1
    assert DUTIES[-1] is NOTHING_STANDS_STILL
