"""The procedure of a removal, held against itself and against its sources."""

import re
from dataclasses import replace
from datetime import date, datetime
from itertools import product
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from vangnet import discipline
from vangnet.core.law import Article
from vangnet.core.terms import AMSTERDAM
from vangnet.discipline.removal.conditions import RemovalCase
from vangnet.discipline.removal.protocol import REMOVALS
from vangnet.discipline.removal.terms import Dispute

MONDAY = datetime(2026, 11, 2, 10, 15, tzinfo=AMSTERDAM)
TOLD = date(2026, 11, 12)
PENDING, JUDGED = Dispute(date(2026, 12, 1)), Dispute(date(2026, 12, 1), date(2027, 1, 12))
STEPS = [step.key for step in REMOVALS.steps]
STATES = {"open": (), "closed": ("close",), "reopened": ("close", "reopen")}
YES_NO = (True, False)

READY = {"teacher_heard": True, "parents_heard": True, "willing": True}
NOT_YET: dict[str, object] = {}
SETTLED = {"decided_on": TOLD, "officer_told": True, "told_on": (TOLD,), "no_objection": True}


def before_it_is_decided():
    names = ("is_public", "over_parents", "teacher_heard", "parents_heard", "willing", "admissible")
    for said, (asked, special) in product(
        product(YES_NO, repeat=6), ((False, False), (True, False), (True, True))
    ):
        yield {**dict(zip(names, said, strict=True)), "special_asked": asked, "willing_special": special}


def after_it_was_decided():
    objections = ({}, {"no_objection": True}, {"objection_on": date(2026, 11, 30)})
    told = ((), (TOLD,))
    for decided, officer, told_on, objection, heard, dispute, again, public in product(
        (None, TOLD), YES_NO, told, objections, YES_NO, (None, PENDING, JUDGED), YES_NO, YES_NO
    ):
        yield {
            "is_public": public,
            "decided_on": decided,
            "officer_told": officer,
            "told_on": told_on,
            "heard_again": heard,
            "dispute": dispute,
            "decided_again": again,
            **objection,
        }


def every_case():
    for rest in (NOT_YET, SETTLED):
        yield from (RemovalCase(MONDAY, **{**rest, **before}) for before in before_it_is_decided())
    for rest in (NOT_YET, READY):
        yield from (RemovalCase(MONDAY, **{**rest, **after}) for after in after_it_was_decided())


def done_in(case, state):
    done = ["intend_removal"]
    done += ["decide_removal"] if case.decided_on else []
    done += ["dispute"] if case.dispute else []
    done += ["decide_objection"] if case.decided_again else []
    return [*done, *STATES[state]]


def may_be_taken(step, case, state):
    """What the law asks, said once more in other words than the protocol's."""
    if step == "reopen":
        return state == "closed"
    if state == "closed" or step == "intend_removal":
        return False
    decided, pending = case.decided_on is not None, case.dispute == PENDING
    found = case.willing or (case.willing_special and case.admissible)
    answers = {
        "legal_review": case.over_parents,
        "admissibility": case.special_asked,
        "decide_removal": not decided and case.teacher_heard and case.parents_heard and found,
        "tell_attendance_officer": decided,
        "send_decision": decided,
        "objection": decided and len(case.told_on) > 0,
        "dispute": decided and case.dispute is None,
        "dispute_ended": pending,
        "hear_objection": case.objection_on is not None,
        "decide_objection": case.objection_on is not None
        and case.heard_again
        and not pending
        and not case.decided_again,
        "close": not pending
        and (
            not decided
            or (case.officer_told and len(case.told_on) > 0 and (case.no_objection or case.decided_again))
        ),
    }
    return answers.get(step, True)


@pytest.mark.parametrize("step", STEPS)
@pytest.mark.parametrize("state", STATES)
def test_a_step_is_allowed_exactly_when_its_conditions_hold(step, state):
    for case in every_case():
        allowed = not REMOVALS.obstacles(step, case, done_in(case, state))
        assert allowed == may_be_taken(step, case, state), case


OF_STEP = {
    "hear_teacher": {"teacher_heard": True},
    "hear_parents": {"parents_heard": True},
    "search_school": {"special_asked": True, "willing_special": True},
    "admissibility": {"admissible": True},
    "decide_removal": {"decided_on": TOLD},
    "tell_attendance_officer": {"officer_told": True},
    "send_decision": {"told_on": (TOLD,)},
    "objection": {"objection_on": date(2026, 11, 30)},
    "dispute": {"dispute": PENDING},
    "dispute_ended": {"dispute": JUDGED},
    "hear_objection": {"heard_again": True},
    "decide_objection": {"decided_again": True},
}


@settings(max_examples=300)
@given(st.booleans(), st.lists(st.sampled_from(STEPS), max_size=60))
def test_no_order_of_steps_removes_a_pupil_before_what_law_demands(is_public, steps):
    case, done = RemovalCase(MONDAY, is_public=is_public), ["intend_removal"]
    for step in steps:
        if REMOVALS.obstacles(step, case, done):
            continue
        if step == "decide_removal":
            assert {"hear_teacher", "hear_parents", "search_school", "admissibility"} <= set(done)
        if step == "decide_objection":
            assert {"objection", "hear_objection"} <= set(done)
            assert ("dispute" in done) == ("dispute_ended" in done)
        done.append(step)
        case = replace(case, **OF_STEP.get(step, {}))
        if REMOVALS.is_closed(done):
            assert REMOVALS.due(case, done, None, {}) == ()
            if "decide_removal" in done:
                assert {"tell_attendance_officer", "send_decision", "decide_objection"} <= set(done)


# One sentence of law each


def cited(step, **known):
    case = RemovalCase(MONDAY, **known)
    done = done_in(case, "open")
    return [obstacle.source.cite() for obstacle in REMOVALS.obstacles(step, case, done) if obstacle.source]


def due(step, **known):
    case = RemovalCase(MONDAY, **known)
    found = [one for one in REMOVALS.due(case, done_in(case, "open"), None, {}) if one.step == step]
    return [(one.ends, one.source.cite()) for one in found]


def midnight(text):
    return datetime.fromisoformat(text).replace(tzinfo=AMSTERDAM)


def test_wpo_40_lid_11_the_group_teacher_is_heard_before_it_is_decided():
    assert cited("decide_removal", **{**READY, "teacher_heard": False}) == ["WPO, art. 40, lid 11"]


def test_wpo_40_lid_11_nobody_is_removed_before_another_school_is_willing():
    assert cited("decide_removal", **{**READY, "willing": False}) == ["WPO, art. 40, lid 11"]


def test_wpo_40_lid_8_special_education_needs_the_admissibility_statement():
    special = {**READY, "willing": False, "special_asked": True, "willing_special": True}

    assert cited("decide_removal", **special) == ["WPO, art. 40, lid 8"]
    assert cited("decide_removal", **special, admissible=True) == []


def test_wpo_63_lid_2_and_awb_4_8_the_parents_are_heard_before_it_is_decided():
    unheard = {**READY, "parents_heard": False}

    assert cited("decide_removal", **unheard, is_public=False) == ["WPO, art. 63, lid 2"]
    assert cited("decide_removal", **unheard, is_public=True) == ["Awb, art. 4:8"]


def test_leerplichtwet_18_lid_1_the_municipality_hears_at_once():
    assert due("tell_attendance_officer", decided_on=TOLD) == [
        (midnight("2026-11-13"), "Leerplichtwet, art. 18, lid 1")
    ]
    assert due("tell_attendance_officer", decided_on=TOLD, officer_told=True) == []
    assert due("tell_attendance_officer") == []


def test_wpo_63_lid_2_and_awb_3_45_the_decision_goes_to_the_parents_on_its_day():
    assert due("send_decision", decided_on=TOLD, is_public=False) == [
        (midnight("2026-11-13"), "WPO, art. 63, lid 2")
    ]
    assert due("send_decision", decided_on=TOLD, is_public=True) == [
        (midnight("2026-11-13"), "Awb, art. 3:45")
    ]
    assert due("send_decision", decided_on=TOLD, told_on=(TOLD,)) == []


def test_wpo_63_lid_3_and_awb_6_7_the_parents_have_six_weeks_from_the_last_day_on_which_they_were_told():
    told = {"decided_on": TOLD, "told_on": (TOLD, date(2026, 11, 16))}

    assert due("objection", **told, is_public=False) == [(midnight("2026-12-29"), "WPO, art. 63, lid 3")]
    assert due("objection", **told, is_public=True) == [(midnight("2026-12-29"), "Awb, art. 6:7")]
    assert due("objection", **told, no_objection=True) == []


OBJECTED = {"decided_on": TOLD, "told_on": (TOLD,), "objection_on": date(2026, 12, 1)}


def test_wpo_63_lid_3_a_private_law_school_decides_four_weeks_after_it_received_the_objection():
    assert due("decide_objection", **OBJECTED, is_public=False) == [
        (midnight("2026-12-30"), "WPO, art. 63, lid 3")
    ]


def test_wpo_40_lid_12_a_public_school_decides_four_weeks_after_the_term_to_object_is_over():
    assert due("decide_objection", **OBJECTED, is_public=True) == [
        (midnight("2027-01-22"), "WPO, art. 40, lid 12")
    ]


def test_wpo_63_lid_3_and_awb_7_2_the_parents_are_heard_on_their_objection():
    assert cited("decide_objection", **OBJECTED, is_public=False) == ["WPO, art. 63, lid 3"]
    assert cited("decide_objection", **OBJECTED, is_public=True) == ["Awb, art. 7:2"]


@pytest.mark.parametrize("is_public", YES_NO)
def test_wpo_43_lid_4_while_the_committee_judges_nothing_is_decided_and_no_clock_runs(is_public):
    before = {**OBJECTED, "heard_again": True, "dispute": PENDING, "is_public": is_public}

    assert cited("decide_objection", **before) == ["WPO, art. 43, lid 4"]
    assert due("decide_objection", **before) == []


def test_wpo_43_lid_4_the_days_before_the_committee_are_added_behind():
    stopped = {**OBJECTED, "dispute": JUDGED}  # 1 December up to 12 January

    # Private: 2 December is the first of the four weeks, and the 41 days from then on stood still.
    assert due("decide_objection", **stopped, is_public=False) == [
        (midnight("2027-02-09"), "WPO, art. 63, lid 3")
    ]
    # Public: the four weeks began on 25 December; the 18 days from then on stood still.
    assert due("decide_objection", **stopped, is_public=True) == [
        (midnight("2027-02-09"), "WPO, art. 40, lid 12")
    ]


def test_wpo_43_lid_3_the_committee_has_ten_weeks():
    assert due("dispute_ended", decided_on=TOLD, dispute=PENDING) == [
        (midnight("2027-02-10"), "WPO, art. 43, lid 3")
    ]
    assert due("dispute_ended", decided_on=TOLD, dispute=JUDGED) == []


def test_what_parents_did_as_ground_asks_for_a_lawyer_until_it_is_decided():
    assert [ends for ends, _source in due("legal_review", over_parents=True)] == [midnight("2026-11-03")]
    assert due("legal_review", over_parents=True, reviewed=True) == []
    assert due("legal_review", over_parents=True, decided_on=TOLD) == []


def sources():
    needs = [need.source for step in REMOVALS.steps for need in step.needs]
    return {*needs, *(step.source for step in REMOVALS.steps), *(clock.source for clock in REMOVALS.clocks)}


@pytest.mark.parametrize("source", sorted(sources(), key=lambda one: one.cite()), ids=lambda one: one.cite())
def test_every_source_that_the_protocol_cites_is_told_in_law_md(source):
    told = (Path(discipline.__file__).parent / "law.md").read_text(encoding="utf-8")

    assert source.cite() in re.findall(r"^#+ (.+)$", told, flags=re.MULTILINE)
    if isinstance(source, Article):
        assert f"| {source.act.number} | {source.act.read:%Y-%m-%d} |" in told
