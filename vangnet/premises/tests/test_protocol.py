"""The procedure after aggression by a parent, held against itself and against its sources."""

from dataclasses import replace
from datetime import date, datetime
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from vangnet.core.terms import AMSTERDAM
from vangnet.premises.models import Aggression, BanReview
from vangnet.premises.protocol import (
    COMMITTEES,
    LONGEST_BAN,
    PREMISES,
    Nature,
    Outcome,
    PremisesCase,
    RunningBan,
    longest_until,
    review_proposed,
)

MONDAY = datetime(2026, 11, 23, 10, 15, tzinfo=AMSTERDAM)
BAN = RunningBan(date(2026, 11, 24), date(2027, 5, 10), date(2027, 5, 23))
OPEN, CLOSED, REOPENED = (
    ("record_aggression",),
    ("record_aggression", "close"),
    ("record_aggression", "close", "reopen"),
)
STEPS = [step.key for step in PREMISES.steps]


def every_case():
    bans = [None] + [replace(BAN, is_copied=c, outcome=o) for c in (True, False) for o in (None, *Outcome)]
    flags = product((True, False), repeat=5)
    for (child, talked, warned, cannot_wait, handed), nature, ban in product(flags, Nature, bans):
        yield PremisesCase(
            MONDAY,
            nature,
            has_child=child,
            talked=talked,
            warned=warned,
            cannot_wait=cannot_wait,
            handed_over=handed,
            ban=ban,
        )


# What the plan and the committees ask before each step, said once more in other words than the protocol's.
ASKED = {
    "cannot_wait": lambda case: case.nature.value in ("threat", "physical"),
    "hand_over": lambda case: case.has_child,
    "copy_to_board": lambda case: bool(case.ban),
    "breach": lambda case: bool(case.ban),
    "review": lambda case: bool(case.ban) and not case.ban.outcome,
    "ban": lambda case: (
        (case.warned or case.cannot_wait)
        and not (case.has_child and not case.handed_over)
        and (not case.ban or bool(case.ban.outcome))
    ),
    "close": lambda case: (
        case.ban.is_copied and case.ban.outcome in (Outcome.LIFTED, Outcome.ENDS) if case.ban else case.talked
    ),
}


def may_be_taken(step, case, is_closed):
    if step == "reopen":
        return is_closed
    if is_closed or step == "record_aggression":
        return False
    return ASKED.get(step, lambda case: True)(case)


@pytest.mark.parametrize("step", STEPS)
@pytest.mark.parametrize("done", [OPEN, CLOSED, REOPENED])
def test_a_step_is_allowed_exactly_when_its_conditions_hold(step, done):
    for case in every_case():
        assert (not PREMISES.obstacles(step, case, done)) == may_be_taken(step, case, done is CLOSED), case


def after(step, case):
    """What a step makes of a case, as `case.py` would read it."""
    ban = case.ban
    changed = {
        "talk": {"talked": True},
        "warn": {"warned": True},
        "cannot_wait": {"cannot_wait": True},
        "hand_over": {"handed_over": True},
        "ban": {"ban": BAN},
        "copy_to_board": {"ban": ban and replace(ban, is_copied=True)},
        "review": {"ban": ban and replace(ban, outcome=Outcome.ENDS)},
    }
    return replace(case, **changed.get(step, {}))


@settings(max_examples=200)
@given(st.lists(st.sampled_from(STEPS), max_size=40), st.sampled_from(Nature), st.booleans())
def test_no_order_of_steps_denies_access_unwarned_or_closes_with_something_due(steps, nature, child):
    case, done = PremisesCase(MONDAY, nature, has_child=child), ["record_aggression"]
    for step in steps:
        if PREMISES.obstacles(step, case, done):
            continue
        done.append(step)
        case = after(step, case)
        if case.ban:
            before = done[: done.index("ban")]
            assert "warn" in before or (
                "cannot_wait" in before and nature in (Nature.THREAT, Nature.PHYSICAL)
            )
            assert "hand_over" in before or not child
        if PREMISES.is_closed(done):
            assert PREMISES.due(case, done, None, {}) == ()
            reopened = [*done, "reopen"]
            assert PREMISES.due(case, reopened, None, {}) == (), "it was closed with something still due"


def due(case, agreed=None):
    return {row.title: row.ends.isoformat() for row in PREMISES.due(case, OPEN, None, agreed or {})}


def test_the_plan_par_3_1_3_after_the_time_out_there_is_a_talk_again():
    case = PremisesCase(MONDAY, Nature.VERBAL)

    assert due(case) == {"Talk again with this parent": "2026-12-08T00:00:00+01:00"}
    assert due(case, {"premises.talk_within_days": 7}) == {
        "Talk again with this parent": "2026-12-01T00:00:00+01:00"
    }
    agreed = replace(case, talk_on=date(2026, 11, 27))
    assert due(agreed) == {"Talk again on the agreed day": "2026-11-28T00:00:00+01:00"}
    assert due(replace(agreed, talked=True)) == {}


def test_practice_of_the_committees_a_ban_is_looked_at_again_on_the_day_before_its_end_that_was_named():
    """Over Christmas, New Year, school holidays and the change to summer time: a day named is that day."""
    case = PremisesCase(MONDAY, Nature.PHYSICAL, warned=True, ban=replace(BAN, is_copied=True))

    assert due(case) == {"Look at the access ban again, before it ends": "2027-05-11T00:00:00+02:00"}
    for outcome in (Outcome.LIFTED, Outcome.ENDS):
        assert due(replace(case, ban=replace(case.ban, outcome=outcome))) == {}


def test_an_access_ban_that_goes_on_is_recorded_before_the_old_one_ends():
    ban = replace(BAN, is_copied=True, outcome=Outcome.GOES_ON)
    case = PremisesCase(MONDAY, Nature.PHYSICAL, warned=True, ban=ban)

    assert due(case) == {"Record the access ban that goes on": "2027-05-24T00:00:00+02:00"}


@pytest.mark.parametrize(("days", "ends"), [(0, "2026-11-25"), (1, "2026-11-26"), (14, "2026-12-09")])
def test_the_board_has_its_copy_within_the_agreed_days_weekends_included(days, ends):
    found = due(PremisesCase(MONDAY, Nature.PHYSICAL, ban=BAN), {"premises.copy_within_days": days})

    assert found["Send the board a copy of the access ban"][:10] == ends


@pytest.mark.parametrize(
    ("first", "months", "last"),
    [
        (date(2026, 11, 24), 6, date(2027, 5, 23)),
        (date(2027, 8, 31), 6, date(2028, 2, 28)),  # to the leap day, which it does not reach
        (date(2027, 9, 1), 6, date(2028, 2, 29)),
        (date(2026, 3, 1), 1, date(2026, 3, 31)),
        (date(2026, 12, 31), 12, date(2027, 12, 30)),
    ],
)
def test_an_access_ban_lasts_no_longer_than_the_school_agreed(first, months, last):
    assert longest_until(first, {LONGEST_BAN.key: months}) == last


def test_without_an_agreement_of_the_school_it_lasts_six_months_at_most_and_nothing_calls_that_law():
    assert longest_until(date(2026, 11, 24), {}) == date(2027, 5, 23)
    assert not LONGEST_BAN.source.is_law


def test_the_review_is_proposed_two_weeks_before_the_end_and_never_before_the_ban_begins():
    assert review_proposed(date(2026, 11, 24), date(2027, 5, 23), {}) == date(2027, 5, 9)
    assert review_proposed(date(2026, 11, 24), date(2026, 11, 30), {}) == date(2026, 11, 24)
    assert review_proposed(
        date(2026, 11, 24), date(2027, 5, 23), {"premises.review_days_before": 30}
    ) == date(2027, 4, 23)


def test_sr_art_138_lid_1_who_came_although_access_was_denied_can_be_recorded_and_nobody_else():
    step = PREMISES.step("breach")

    assert step.source.cite() == "Sr, art. 138, lid 1"
    case = PremisesCase(MONDAY, Nature.THREAT)
    assert [obstacle.says for obstacle in PREMISES.obstacles("breach", case, OPEN)] == [
        "Access has not been denied."
    ]


def test_what_the_committees_ask_is_shown_as_practice_and_not_as_law():
    found = PREMISES.obstacles("ban", PremisesCase(MONDAY, Nature.VERBAL, has_child=True), OPEN)

    assert [obstacle.source for obstacle in found] == [COMMITTEES, COMMITTEES]
    assert not COMMITTEES.is_law


def test_the_words_of_the_protocol_and_of_what_is_stored_are_the_same():
    assert {nature.value for nature in Nature} == set(Aggression.Nature.values)
    assert {outcome.value for outcome in Outcome} == set(BanReview.Outcome.values)
