"""The procedure of a suspension, held against itself and against its sources."""

import re
from dataclasses import replace
from datetime import date, datetime
from itertools import chain, product
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from vangnet import discipline
from vangnet.core.law import Article
from vangnet.core.terms import AMSTERDAM
from vangnet.discipline.suspension.protocol import SUSPENSIONS, Days, SuspensionCase

FRIDAY = datetime(2026, 11, 27, 10, 15, tzinfo=AMSTERDAM)
ONE = Days(date(2026, 11, 30), date(2026, 11, 30), 1, date(2026, 12, 1))
THREE = Days(date(2026, 11, 27), date(2026, 12, 1), 3, date(2026, 12, 2))
FLAGS = ("letter_sent", "reported", "work_given", "absence_entered", "talked_on_return")
STEPS = [step.key for step in SUSPENSIONS.steps]
STATES = {"open": (), "closed": ("close",), "reopened": ("close", "reopen")}


def every_case():
    yes_no = (True, False)
    before = product(yes_no, yes_no, yes_no, yes_no, (None, ONE, THREE))
    for (public, parents, consulted, heard, days), after in product(
        before, product(yes_no, repeat=len(FLAGS))
    ):
        yield SuspensionCase(
            proposed_at=FRIDAY,
            is_public=public,
            over_parents=parents,
            consulted=consulted,
            parents_heard=heard,
            days=days,
            decided_on=FRIDAY.date() if days else None,
            **dict(zip(FLAGS, after, strict=True)),
        )


def every_objection():
    """Told or not, objected to or not, heard or not, decided on or not: with all else done, and with nothing."""
    yes_no, told = (True, False), ((), (FRIDAY.date(),), (FRIDAY.date(), date(2026, 11, 30)))
    for public, days, told_on, came, heard, again, rest in product(
        yes_no, (None, ONE), told, yes_no, yes_no, yes_no, yes_no
    ):
        yield SuspensionCase(
            proposed_at=FRIDAY,
            is_public=public,
            days=days,
            decided_on=FRIDAY.date() if days else None,
            told_on=told_on,
            objection_on=date(2026, 12, 7) if came else None,
            heard_again=heard,
            decided_again=again,
            **dict.fromkeys(FLAGS, rest),
        )


def done_in(case, state):
    decided = ["decide_suspension"] if case.days else []
    again = ["decide_objection"] if case.decided_again else []
    return ["propose_suspension", *decided, *again, *STATES[state]]


def may_be_taken(step, case, state):
    """What law and plan ask, said once more in other words than the protocol's."""
    if step == "reopen":
        return state == "closed"
    if state == "closed" or step == "propose_suspension":
        return False
    number = case.days.number if case.days else 0
    if step == "decide_suspension":
        return not number and case.consulted and (case.parents_heard if case.is_public else True)
    if step == "legal_review":
        return case.over_parents
    if step == "report_inspectorate":
        return number in (2, 3, 4, 5)
    if step in ("send_letter", "give_work", "enter_absence", "return_talk"):
        return number > 0
    return after_it(step, case, number)


def after_it(step, case, number):
    objected = case.objection_on is not None
    asked = [flag for flag in FLAGS if flag != "reported" or number > 1]
    return {
        "objection": case.is_public and len(case.told_on) > 0,
        "hear_objection": objected,
        "decide_objection": objected and case.heard_again and not case.decided_again,
        "close": (case.decided_again or not objected)
        and (number == 0 or all(getattr(case, flag) for flag in asked)),
    }.get(step, True)


@pytest.mark.parametrize("step", STEPS)
@pytest.mark.parametrize("state", STATES)
def test_a_step_is_allowed_exactly_when_its_conditions_hold(step, state):
    for case in chain(every_case(), every_objection()):
        allowed = not SUSPENSIONS.obstacles(step, case, done_in(case, state))
        assert allowed == may_be_taken(step, case, state), case


@settings(max_examples=200)
@given(st.booleans(), st.sampled_from([ONE, THREE]), st.lists(st.sampled_from(STEPS), max_size=40))
def test_no_order_of_steps_decides_or_closes_before_what_law_demands(is_public, days, steps):
    case, done = SuspensionCase(FRIDAY, is_public=is_public), ["propose_suspension"]
    of_step = {
        "consult_board": {"consulted": True},
        "hear_parents": {"parents_heard": True},
        "decide_suspension": {"days": days, "decided_on": FRIDAY.date()},
        "send_letter": {"letter_sent": True, "told_on": (FRIDAY.date(),)},
        "objection": {"objection_on": date(2026, 12, 7)},
        "hear_objection": {"heard_again": True},
        "decide_objection": {"decided_again": True},
        "report_inspectorate": {"reported": True},
        "give_work": {"work_given": True},
        "enter_absence": {"absence_entered": True},
        "return_talk": {"talked_on_return": True},
    }
    for step in steps:
        if SUSPENSIONS.obstacles(step, case, done):
            continue
        if step == "decide_suspension":
            assert "consult_board" in done
            assert "hear_parents" in done or not is_public
            assert step not in done
        if step == "decide_objection":
            assert is_public
            assert {"send_letter", "objection", "hear_objection"} <= set(done)
            assert step not in done
        done.append(step)
        case = replace(case, **of_step.get(step, {}))
        if SUSPENSIONS.is_closed(done):
            assert SUSPENSIONS.due(case, done, None, {}) == ()
            if "decide_suspension" in done:
                asked = {"send_letter", "give_work", "enter_absence", "return_talk"}
                asked |= {"report_inspectorate"} if days.number > 1 else set()
                assert asked <= set(done)
                assert ("objection" in done) == ("decide_objection" in done)


def due_of(case):
    return SUSPENSIONS.due(case, ["propose_suspension"], None, {})


def ends(step, case, agreed=None):
    found = [due.ends for due in SUSPENSIONS.due(case, ["propose_suspension"], None, agreed or {})]
    steps = [due.step for due in SUSPENSIONS.due(case, ["propose_suspension"], None, agreed or {})]
    return dict(zip(steps, found, strict=True)).get(step)


def decided(days=THREE, **more):
    return SuspensionCase(FRIDAY, days=days, decided_on=FRIDAY.date(), **more)


def test_wpo_40c_lid_2_the_parents_have_it_in_writing_on_the_day_of_the_decision():
    assert ends("send_letter", decided()) == datetime(2026, 11, 28, tzinfo=AMSTERDAM)
    assert ends("send_letter", decided(letter_sent=True)) is None
    assert ends("send_letter", SuspensionCase(FRIDAY)) is None


def test_wpo_40c_lid_3_a_suspension_of_more_than_a_day_is_reported_and_one_of_a_day_is_not():
    assert ends("report_inspectorate", decided()) == datetime(2026, 11, 28, tzinfo=AMSTERDAM)
    assert ends("report_inspectorate", decided(ONE)) is None
    assert ends("report_inspectorate", decided(reported=True)) is None
    (obstacle,) = SUSPENSIONS.obstacles("report_inspectorate", decided(ONE), ["propose_suspension"])
    assert obstacle.source.cite() == "WPO, art. 40c, lid 3"


def test_leerplichtwet_11_onder_c_the_days_are_entered_as_lawful_absence_on_the_first():
    assert ends("enter_absence", decided(ONE)) == datetime(2026, 12, 1, tzinfo=AMSTERDAM)
    assert ends("enter_absence", decided(ONE, absence_entered=True)) is None


OBJECTED = {"told_on": (FRIDAY.date(),), "objection_on": date(2026, 12, 7)}


def test_awb_7_10_the_board_decides_six_weeks_after_the_weeks_to_object_are_over():
    """Told on 27 November: to object up to and including 8 January; to decide up to and including 19 February."""
    assert ends("decide_objection", decided(**OBJECTED)) == datetime(2027, 2, 20, tzinfo=AMSTERDAM)
    (due,) = (due for due in due_of(decided(**OBJECTED)) if due.step == "decide_objection")
    assert due.source.cite() == "Awb, art. 7:10"
    assert ends("decide_objection", decided(**OBJECTED, decided_again=True)) is None
    assert ends("decide_objection", decided(told_on=OBJECTED["told_on"])) is None


def test_awb_6_7_the_weeks_of_the_board_begin_with_the_first_parent_who_was_told():
    both = {**OBJECTED, "told_on": (FRIDAY.date(), date(2026, 12, 4))}

    assert ends("decide_objection", decided(**both)) == datetime(2027, 2, 20, tzinfo=AMSTERDAM)


def test_atw_art_1_weeks_that_end_on_christmas_day_end_on_the_first_working_day_after_it():
    """Told on 13 November, on which six weeks end on 25 December; the board's own are counted from Monday the 28th."""
    told = {"told_on": (date(2026, 11, 13),), "objection_on": date(2026, 11, 20)}

    assert ends("decide_objection", decided(**told)) == datetime(2027, 2, 9, tzinfo=AMSTERDAM)


def test_awb_7_2_the_parents_are_heard_on_their_objection_before_it_is_decided_on():
    (obstacle,) = SUSPENSIONS.obstacles("decide_objection", decided(**OBJECTED), ["propose_suspension"])

    assert obstacle.source.cite() == "Awb, art. 7:2"


def test_awb_6_7_a_private_law_school_knows_no_objection_to_a_suspension():
    private = decided(is_public=False, told_on=(FRIDAY.date(),))
    (obstacle,) = SUSPENSIONS.obstacles("objection", private, ["propose_suspension"])

    assert obstacle.source.cite() == "Awb, art. 6:7"


def test_work_is_given_on_the_first_day_and_the_talk_held_on_the_day_back():
    assert ends("give_work", decided()) == datetime(2026, 11, 28, tzinfo=AMSTERDAM)
    assert ends("return_talk", decided()) == datetime(2026, 12, 3, tzinfo=AMSTERDAM)
    later = {"suspension.return_talk_within_days": 2}
    assert ends("return_talk", decided(), later) == datetime(2026, 12, 5, tzinfo=AMSTERDAM)
    assert ends("return_talk", decided(talked_on_return=True)) is None


def test_where_the_calendar_ends_before_the_pupil_is_back_the_talk_waits_from_the_last_day():
    unknown = replace(THREE, back_on=None)

    assert ends("return_talk", decided(unknown)) == datetime(2026, 12, 2, tzinfo=AMSTERDAM)


def test_the_plan_par_3_2_2_the_board_is_consulted_before_the_school_suspends():
    private = SuspensionCase(FRIDAY, is_public=False)
    (obstacle,) = SUSPENSIONS.obstacles("decide_suspension", private, ["propose_suspension"])

    assert obstacle.source.cite() == "Veiligheidsplan, par. 3.2.2"


def test_awb_4_8_a_public_school_hears_the_parents_first_and_a_private_law_school_need_not():
    consulted = SuspensionCase(FRIDAY, consulted=True)

    (obstacle,) = SUSPENSIONS.obstacles("decide_suspension", consulted, ["propose_suspension"])
    assert obstacle.source.cite() == "Awb, art. 4:8"
    private = replace(consulted, is_public=False)
    assert SUSPENSIONS.obstacles("decide_suspension", private, ["propose_suspension"]) == ()


def test_what_parents_did_as_ground_asks_for_a_lawyer_until_it_is_decided():
    over = SuspensionCase(FRIDAY, over_parents=True)

    assert ends("legal_review", over) == datetime(2026, 11, 28, tzinfo=AMSTERDAM)
    assert ends("legal_review", replace(over, reviewed=True)) is None
    assert ends("legal_review", decided(over_parents=True)) is None
    assert ends("legal_review", SuspensionCase(FRIDAY)) is None


def test_a_clock_that_vangnet_proposes_is_not_passed_off_as_law():
    proposed = {"give_work", "return_talk"}

    for clock in SUSPENSIONS.clocks:
        assert clock.source.is_law == (clock.step not in proposed | {"legal_review"})


def sources():
    needs = [need.source for step in SUSPENSIONS.steps for need in step.needs]
    return {
        *needs,
        *(step.source for step in SUSPENSIONS.steps),
        *(clock.source for clock in SUSPENSIONS.clocks),
    }


@pytest.mark.parametrize("source", sorted(sources(), key=lambda one: one.cite()), ids=lambda one: one.cite())
def test_every_source_that_the_protocol_cites_is_told_in_law_md(source):
    told = (Path(discipline.__file__).parent / "law.md").read_text(encoding="utf-8")

    assert source.cite() in re.findall(r"^#+ (.+)$", told, flags=re.MULTILINE)
    if isinstance(source, Article):
        assert f"| {source.act.number} | {source.act.read:%Y-%m-%d} |" in told
