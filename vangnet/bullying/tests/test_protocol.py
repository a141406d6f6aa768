"""The procedure after a report of bullying, held against itself and against its sources."""

import re
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from itertools import product
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from vangnet.bullying import protocol
from vangnet.bullying.models import FollowUpHeld, Judgement
from vangnet.bullying.protocol import BULLYING, CONTACT_POINT, BullyingCase, Verdict
from vangnet.core.law import NO_MORE_THAN_NEEDED, Article
from vangnet.core.terms import AMSTERDAM

LAW = Path(protocol.__file__).with_name("law.md").read_text(encoding="utf-8")
MONDAY = datetime(2026, 11, 23, 10, 15, tzinfo=AMSTERDAM)
OPEN = ("report",)
AYA, CAS = 1, 2
REPORTED = BullyingCase(
    reported_at=MONDAY,
    last_time=date(2026, 11, 20),
    bullied=frozenset({AYA}),
    others=frozenset({CAS}),
    parents_wanted=frozenset({AYA, CAS}),
)
HEARD = replace(REPORTED, spoken=frozenset({AYA, CAS}), parents_spoken=frozenset({AYA, CAS}))
FOLLOWED = replace(HEARD, verdict=Verdict.BULLYING, approach_agreed=True, followed_on=date(2026, 11, 30))
OVER = replace(FOLLOWED, stayed_away_on=date(2027, 1, 1))  # six weeks after 20 November


def moment(*when):
    return datetime(*when, tzinfo=AMSTERDAM)


def every_case():
    """What each condition asks, once true and once false."""
    for verdict, bullied, spoken, parents, approach, follow_ups, looked in product(
        (None, *Verdict),
        (frozenset(), frozenset({AYA})),
        (frozenset(), frozenset({AYA}), frozenset({AYA, CAS})),
        (frozenset(), frozenset({AYA, CAS})),
        (True, False),
        ((), (date(2026, 12, 7),)),
        (None, date(2026, 12, 31), date(2027, 1, 1)),
    ):
        yield replace(
            REPORTED,
            verdict=verdict,
            bullied=bullied,
            spoken=spoken,
            parents_spoken=parents,
            approach_agreed=approach,
            follow_ups=follow_ups,
            stayed_away_on=looked,
        )


# What the plan promises and the school agreed, said once more in other words than the protocol's.
def may_be_taken(step, case, is_closed):
    if step == "reopen":
        return is_closed
    if is_closed or step == "report":
        return False
    if step == "judge":
        return case.bullied <= case.spoken
    if step == "agree":
        return case.verdict == Verdict.BULLYING and AYA in case.bullied
    if step in ("send_agreements", "follow_up"):
        return case.approach_agreed if step == "send_agreements" else len(case.follow_ups) > 0
    if step == "close":
        if case.verdict is None or case.follow_ups:
            return False
        quiet = case.stayed_away_on is not None and (case.stayed_away_on - case.last_time).days >= 42
        settled = {*case.bullied, CAS} <= case.spoken and case.parents_spoken == {AYA, CAS}
        return case.verdict == Verdict.SOMETHING_ELSE or (quiet and settled and case.approach_agreed)
    return True


@pytest.mark.parametrize("step", [step.key for step in BULLYING.steps])
@pytest.mark.parametrize("done", [OPEN, ("report", "close"), ("report", "close", "reopen")])
def test_a_step_is_allowed_exactly_when_its_conditions_hold(step, done):
    for case in every_case():
        allowed = not BULLYING.obstacles(step, case, done)
        assert allowed == may_be_taken(step, case, done[-1] == "close"), case


def apply(step, case, number):
    """What taking a step does to the case, in the plainest way; a day goes by between two steps."""
    day = max(case.last_time, case.followed_on or case.last_time, case.stayed_away_on or case.last_time)
    day += timedelta(days=number)
    match step:
        case "talk":
            return replace(
                case,
                spoken=case.spoken | {number % 3},
                parents_spoken=case.parents_spoken | {(number + 1) % 3},
            )
        case "judge":
            return replace(case, verdict=list(Verdict)[number % 2])
        case "agree":
            return replace(case, approach_agreed=True, followed_on=day, follow_ups=(*case.follow_ups, day))
        case "agree_follow_up":
            return replace(case, follow_ups=(*case.follow_ups, day))
        case "follow_up":
            found = {"last_time": day} if number % 3 == 0 else {"stayed_away_on": day}
            return replace(case, follow_ups=case.follow_ups[1:], followed_on=day, **found)
        case "again":
            return replace(case, last_time=day)
    return case


@settings(max_examples=250)
@given(
    st.lists(
        st.tuples(st.sampled_from([step.key for step in BULLYING.steps]), st.integers(0, 50)), max_size=60
    )
)
def test_no_order_of_steps_closes_bullying_that_did_not_stay_away(steps):
    case, done = REPORTED, ["report"]
    for step, number in steps:
        if BULLYING.obstacles(step, case, done):
            continue
        done.append(step)
        case = apply(step, case, number)
        if BULLYING.is_closed(done):
            assert not case.follow_ups
            assert case.verdict is not None
            assert BULLYING.due(case, done, None, {}) == ()
            if case.verdict is Verdict.BULLYING:
                assert case.stayed_away_on - case.last_time >= timedelta(days=42)
                assert case.bullied | case.others <= case.spoken
                assert case.parents_wanted <= case.parents_spoken
                assert case.approach_agreed


@given(st.sampled_from(list(every_case())))
def test_what_is_due_can_be_done_or_something_else_is_due_first(case):
    for due in BULLYING.due(case, OPEN, None, {}):
        waits_for_a_talk = due.step == "judge" and case.unheard
        waits_for_a_name = due.step == "agree" and not case.bullied
        assert not BULLYING.obstacles(due.step, case, OPEN) or waits_for_a_talk or waits_for_a_name


def test_somebody_always_looks_again_until_it_stayed_away():
    """Open, judged and with an approach there is never nothing to do, unless it may be closed."""
    for case in every_case():
        if case.is_bullying and case.approach_agreed:
            case = replace(case, followed_on=date(2026, 11, 30))
            assert (
                BULLYING.due(case, OPEN, None, {})
                or not BULLYING.obstacles("close", case, OPEN)
                or (case.untalked)
            )


# The clocks


def ends(case, agreed=None):
    return [(due.step, due.ends) for due in BULLYING.due(case, OPEN, None, agreed or {})]


def test_after_a_report_the_pupil_is_heard_first_then_the_parents_then_it_is_judged():
    """Practice: the terms are proposals; a weekend does not stretch them, for they are agreed and not statutory."""
    assert ends(REPORTED) == [
        ("talk", moment(2026, 11, 26)),
        ("talk", moment(2026, 12, 1)),
        ("judge", moment(2026, 12, 1)),
    ]
    agreed = {"bullying.talk_within_days": 0, "bullying.parents_within_days": 1}
    assert ends(REPORTED, agreed)[:2] == [("talk", moment(2026, 11, 24)), ("talk", moment(2026, 11, 25))]


@pytest.mark.parametrize(
    ("reported", "heard_before"),
    [
        (moment(2026, 11, 27, 16), moment(2026, 11, 30)),  # over a weekend
        (moment(2026, 12, 24, 9), moment(2026, 12, 27)),  # over Christmas
        (moment(2028, 2, 27, 9), moment(2028, 3, 1)),  # over a leap day
        (moment(2026, 10, 24, 9), moment(2026, 10, 27)),  # the night has an hour more
        (moment(2027, 3, 27, 9), moment(2027, 3, 30)),  # the night has an hour less
        (datetime(2026, 11, 23, 23, 30, tzinfo=UTC), moment(2026, 11, 27)),  # in Amsterdam it is the next day
    ],
)
def test_the_pupil_is_heard_within_two_calendar_days_whatever_days_those_are(reported, heard_before):
    assert ends(replace(REPORTED, reported_at=reported))[0] == ("talk", heard_before)


def test_an_approach_is_agreed_within_two_weeks_when_it_is_bullying():
    assert ends(replace(HEARD, verdict=Verdict.BULLYING)) == [("agree", moment(2026, 12, 8))]
    assert ends(replace(HEARD, verdict=Verdict.SOMETHING_ELSE)) == []
    assert ends(replace(HEARD, parents_spoken=frozenset(), verdict=Verdict.SOMETHING_ELSE)) == []


def test_each_agreed_follow_up_talk_has_a_clock_of_its_own():
    case = replace(FOLLOWED, follow_ups=(date(2026, 12, 7), date(2026, 12, 21)))

    assert ends(case) == [("follow_up", moment(2026, 12, 8)), ("follow_up", moment(2026, 12, 22))]


def test_without_a_next_talk_one_is_agreed_within_a_week_of_the_last():
    assert ends(FOLLOWED) == [("agree_follow_up", moment(2026, 12, 8))]
    assert ends(OVER) == []


# When it is over


def test_it_is_over_on_the_day_that_the_agreed_weeks_are_full_and_not_a_day_before():
    """The time that it must stay away is a setting of the school."""
    day_before = replace(OVER, stayed_away_on=date(2026, 12, 31))

    assert not BULLYING.obstacles("close", OVER, OPEN)
    assert [o.says for o in BULLYING.obstacles("close", day_before, OPEN)] == [
        "No follow-up talk has found yet that it stayed away for the time that the school agreed."
    ]
    assert not BULLYING.obstacles("close", replace(day_before, quiet_weeks=2), OPEN)
    assert BULLYING.obstacles("close", replace(OVER, quiet_weeks=7), OPEN)


@pytest.mark.parametrize(
    ("last_time", "weeks", "first_day"),
    [
        (date(2026, 12, 14), 2, date(2026, 12, 28)),  # in the Christmas holiday
        (date(2027, 7, 5), 8, date(2027, 8, 30)),  # a summer holiday counts as well
        (date(2028, 2, 20), 2, date(2028, 3, 5)),  # over a leap day
        (date(2026, 10, 20), 1, date(2026, 10, 27)),  # over the change of the clock
    ],
)
def test_the_weeks_are_counted_from_the_last_time_that_it_happened(last_time, weeks, first_day):
    case = replace(OVER, last_time=last_time, quiet_weeks=weeks)

    assert replace(case, stayed_away_on=first_day).stayed_away
    assert not replace(case, stayed_away_on=first_day - timedelta(days=1)).stayed_away


def test_that_it_happened_again_begins_the_time_anew():
    again = replace(OVER, last_time=date(2026, 12, 10))

    assert BULLYING.obstacles("close", again, OPEN)
    assert not BULLYING.obstacles("close", replace(again, stayed_away_on=date(2027, 1, 21)), OPEN)


# The sources


def test_wpo_art_4c_lid_1_onder_c_a_report_is_made_to_the_contact_point():
    assert BULLYING.step("report").source == CONTACT_POINT
    assert CONTACT_POINT.cite() == "WPO, art. 4c, lid 1, onder c"


def test_the_plan_par_3_1_all_who_have_a_part_are_spoken_with_before_it_is_closed():
    for left_out in (
        {"spoken": frozenset({AYA})},
        {"spoken": frozenset({CAS})},
        {"parents_spoken": frozenset({AYA})},
        {"parents_spoken": frozenset({CAS})},
        {"approach_agreed": False},
    ):
        (obstacle,) = BULLYING.obstacles("close", replace(OVER, **left_out), OPEN)
        assert obstacle.source == protocol.PLAN


def test_nothing_that_vangnet_proposes_is_passed_off_as_law():
    assert all(not each.source.is_law for each in BULLYING.agreements)
    assert {c.agreement for c in BULLYING.clocks if c.agreement} < set(BULLYING.agreements)
    assert [step.key for step in BULLYING.steps if step.source.is_law] == ["report"]


def test_the_stored_words_are_those_of_the_protocol():
    assert set(Judgement.Verdict.values) == {verdict.value for verdict in Verdict}
    assert set(FollowUpHeld.Outcome.values) == {"stayed_away", "less", "again"}


def cited():
    of_steps = [step.source for step in BULLYING.steps]
    of_needs = [need.source for step in BULLYING.steps for need in step.needs]
    of_numbers = [each.source for each in BULLYING.agreements]
    return {
        *of_steps,
        *of_needs,
        *of_numbers,
        *(clock.source for clock in BULLYING.clocks),
        NO_MORE_THAN_NEEDED,
    }


@pytest.mark.parametrize(
    "source", sorted(cited(), key=lambda each: each.cite()), ids=lambda each: each.cite()
)
def test_every_source_is_told_in_law_md_with_the_version_that_was_read(source):
    assert source.cite() in re.findall(r"^#+ (.+)$", LAW, flags=re.MULTILINE)
    if isinstance(source, Article):
        assert source.act.number in LAW
        assert f"{source.act.read:%Y-%m-%d}" in LAW
