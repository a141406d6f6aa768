"""The five steps, held against themselves and against their sources."""

import re
from dataclasses import fields, replace
from datetime import date, datetime, time
from itertools import product
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from vangnet.core.calendars import Exceptional, Kind, NormalWeek, SchoolCalendar, SchoolHours
from vangnet.core.law import VANGNET_PROPOSES, WPO
from vangnet.core.protocols import Protocol
from vangnet.core.terms import AMSTERDAM
from vangnet.meldcode import protocol
from vangnet.meldcode.models import Answer, Ending
from vangnet.meldcode.protocol import DECREE, FIVE_STEPS, FRAMEWORK, PLAN, WMO, MeldcodeCase, Suspicion, Way

LAW = Path(protocol.__file__).with_name("law.md")
MONDAY = datetime(2026, 11, 23, 10, 15, tzinfo=AMSTERDAM)
CHILD = frozenset({1})
NOBODY: frozenset[int] = frozenset()
RECORDED, CLOSED = ("record_signals",), ("record_signals", "close")
REOPENED = (*CLOSED, "reopen")
WEEK = NormalWeek.of(date(2024, 8, 1), dict.fromkeys(range(1, 6), SchoolHours(time(8, 30), time(14))))
CHRISTMAS = Exceptional(Kind.HOLIDAY, date(2026, 12, 19), date(2027, 1, 3), "Kerstvakantie")
CALENDAR = SchoolCalendar((WEEK,), (CHRISTMAS,))


def case_where(**known):
    return MeldcodeCase(MONDAY, children=CHILD, **known)


DONE = {"consulted": True, "children_spoken": CHILD, "parents_spoken": CHILD}
DECIDED = {**DONE, "suspicion": Suspicion.YES, "decided": True}


# Every state that matters: what each condition asks, once true and once false.

VALUES = {
    "consulted": (True, False),
    "parents_spoken": (CHILD, NOBODY),
    "talk_held": (True, False),
    "acute_since": (None, MONDAY),
    "suspicion": (None, *Suspicion),
    "waits": (None, "unsafe_since", "doubt_since", "strong_since", "report_due_since", "failed_since"),
    "decided": (True, False),
    "reported": (True, False),
    "help": (None, "decided", "due", "runs"),
    "effect": (None, True, False),
}


def every_case():
    for values in product(*VALUES.values()):
        known = dict(zip(VALUES, values, strict=True))
        waits, help_ = known.pop("waits"), known.pop("help")
        if waits:
            known[waits] = MONDAY
        known["ever_reported"] = known["reported"]
        known["help_decided"] = help_ in ("decided", "due")
        known["help_due_since"] = MONDAY if help_ == "due" else None
        known["help_until"] = date(2026, 12, 1) if help_ == "runs" else None
        yield waits, help_, MeldcodeCase(MONDAY, children=CHILD, children_spoken=CHILD, **known)


def may_be_taken(step, waits, help_, case, is_closed):
    """What decree, plan and framework ask, said once more in other words than the protocol's."""
    if step == "reopen":
        return is_closed
    if is_closed or step == "record_signals":
        return False
    in_danger = case.acute_since is not None
    talked = case.consulted and case.parents_spoken == CHILD
    if step == "close":
        if waits or help_ in ("due", "runs") or not talked:
            return False
        if case.suspicion is Suspicion.NO or (case.suspicion is None and case.talk_held):
            return True
        return case.decided and (case.effect or case.reported)
    return {
        "weigh": talked or in_danger,
        "decide": case.suspicion in (Suspicion.YES, Suspicion.STRONG) or in_danger,
        "arrange_help": help_ in ("decided", "due") or in_danger,
        "evaluate_help": help_ == "runs",
        "answer": case.reported,
    }.get(step, True)


@pytest.mark.parametrize("step", [step.key for step in FIVE_STEPS.steps])
def test_a_step_is_allowed_exactly_when_its_conditions_hold(step):
    for waits, help_, case in every_case():
        for done in (RECORDED, CLOSED, REOPENED):
            expected = may_be_taken(step, waits, help_, case, done is CLOSED)
            assert (not FIVE_STEPS.obstacles(step, case, done)) == expected, (done, case)


def weighed(case, number):
    said = list(Suspicion)[number % 3]
    is_unsafe = said is not Suspicion.NO and number % 2 == 1
    return replace(
        case,
        suspicion=said,
        strong_since=MONDAY if said is Suspicion.STRONG else None,
        unsafe_since=MONDAY if is_unsafe else case.unsafe_since,
        decided=False,
        undecided_since=None if said is Suspicion.NO else MONDAY,
    )


def decided(case, number):
    reports, helps = number % 3 != 1, number % 3 != 2
    return replace(
        case,
        decided=True,
        undecided_since=None,
        failed_since=None,
        help_decided=helps,
        help_due_since=MONDAY if helps else None,
        report_due_since=MONDAY if reports and not case.reported else None,
    )


def looked_at(case, number):
    worked = number % 2 == 0
    failed = {} if worked else {"reported": False, "failed_since": MONDAY}
    return replace(case, help_until=None, effect=worked, **failed)


SPOKEN = {"children_spoken": CHILD, "parents_spoken": CHILD}
CALLED = dict.fromkeys(("unsafe_since", "doubt_since", "report_due_since", "failed_since"))
REPORTED = {"reported": True, "ever_reported": True, "answer_awaited_since": MONDAY, **CALLED}

# What taking a step does to the case, in the plainest way; the number draws one of what can be said.
EFFECTS = {
    "consult": lambda case, _number: replace(case, consulted=True),
    "talk": lambda case, _number: replace(case, **SPOKEN, talk_held=True),
    "no_talk": lambda case, _number: replace(case, **SPOKEN),
    "add_signals": lambda case, number: replace(case, acute_since=MONDAY if number else case.acute_since),
    "weigh": weighed,
    "ask_veilig_thuis": lambda case, _number: replace(case, unsafe_since=None, doubt_since=None),
    "inform_director": lambda case, _number: replace(case, strong_since=None),
    "decide": decided,
    "report_to_veilig_thuis": lambda case, _number: replace(case, **REPORTED),
    "answer": lambda case, _number: replace(case, answer_awaited_since=None),
    "arrange_help": lambda case, _number: replace(
        case, help_due_since=None, help_until=date(2026, 12, 1), effect=None
    ),
    "evaluate_help": looked_at,
}


steps_in_any_order = st.lists(
    st.tuples(st.sampled_from([step.key for step in FIVE_STEPS.steps]), st.integers(0, 5)), max_size=60
)


@settings(max_examples=300)
@given(steps_in_any_order)
def test_no_order_of_steps_reaches_a_closed_dossier_in_which_a_child_still_waits_for_something(steps):
    case, done = case_where(), ["record_signals"]
    for step, number in steps:
        if FIVE_STEPS.obstacles(step, case, done):
            continue
        done.append(step)
        case = EFFECTS.get(step, lambda case, _number: case)(case, number)
        if step == "close":
            assert not case.unspoken
            assert case.consulted
            left = [field.name for field in fields(case) if field.name.endswith("_since")]
            waiting = {name for name in left if getattr(case, name)} - {"acute_since", "undecided_since"}
            assert waiting == set()
            assert case.help_until is None
            answered = case.decided and (case.reported or case.effect)
            assert answered or case.suspicion in (None, Suspicion.NO)
            assert FIVE_STEPS.due(case, done, CALENDAR, {}) == ()


# Every legal sentence that a rule enforces


def obstacles(step, case):
    return {(obstacle.says, obstacle.source) for obstacle in FIVE_STEPS.obstacles(step, case, RECORDED)}


def due(case, calendar=CALENDAR, agreed=None):
    return {
        (due.step, due.source): due.ends.replace(tzinfo=None)
        for due in FIVE_STEPS.due(case, RECORDED, calendar, agreed or {})
    }


def test_besluit_verplichte_meldcode_art_2_nothing_is_weighed_before_a_colleague_was_consulted():
    alone = case_where(**{**DONE, "consulted": False})

    assert [source for _says, source in obstacles("weigh", alone)] == [DECREE.art("2")]
    assert obstacles("weigh", replace(alone, consulted=True)) == set()


def test_besluit_verplichte_meldcode_art_2_nothing_is_weighed_before_the_talk_or_a_reason_why_not():
    for missing in ("children_spoken", "parents_spoken"):
        silent = case_where(**{**DONE, missing: NOBODY})

        assert [source for _says, source in obstacles("weigh", silent)] == [DECREE.art("2")]


def test_besluit_verplichte_meldcode_art_2_in_doubt_veilig_thuis_is_always_asked():
    doubt = case_where(**DECIDED, reported=True, doubt_since=MONDAY)

    assert [source for _says, source in obstacles("close", doubt)] == [DECREE.art("2")]
    assert due(doubt)["ask_veilig_thuis", DECREE.art("2")] == datetime(2026, 11, 24)
    assert obstacles("close", replace(doubt, doubt_since=None)) == set()


def test_the_framework_unsafe_is_called_in_on_the_same_day():
    unsafe = case_where(**DECIDED, reported=True, unsafe_since=MONDAY)

    assert due(unsafe)["report_to_veilig_thuis", FRAMEWORK] == datetime(2026, 11, 24)
    assert obstacles("close", unsafe) != set()


def test_besluit_verplichte_meldcode_art_2_a_decision_follows_the_weighing():
    assert obstacles("decide", case_where(**DONE)) != set()
    assert obstacles("decide", case_where(**DONE, suspicion=Suspicion.NO)) != set()
    assert obstacles("decide", case_where(**DONE, suspicion=Suspicion.YES)) == set()


def test_wmo_2015_art_5_2_6_reporting_is_a_right_at_any_time():
    for _waits, _help, case in every_case():
        assert FIVE_STEPS.obstacles("report_to_veilig_thuis", case, RECORDED) == ()


def test_wmo_2015_art_4_1_1_veilig_thuis_tells_what_it_does_and_that_is_asked_after_five_working_days():
    """T25: a report on the Thursday before Christmas; Friday the 25th, Saturday and Sunday do not count."""
    since = datetime(2026, 12, 24, 9, tzinfo=AMSTERDAM)
    reported = case_where(**DECIDED, reported=True, ever_reported=True, answer_awaited_since=since)

    # 28, 29, 30 and 31 December, and then 4 January: New Year's Day and a weekend lie between.
    assert due(reported)["answer", FRAMEWORK] == datetime(2027, 1, 5)
    assert [source for _says, source in obstacles("close", reported)] == [WMO.art("4.1.1", "lid 2, onder g")]


def test_wpo_art_4b_the_steps_of_the_code_stand_in_its_order_on_the_line():
    assert [step.key for step in FIVE_STEPS.steps if step.on_the_line] == [
        "record_signals",
        "consult",
        "talk",
        "weigh",
        "decide",
        "close",
    ]
    assert FIVE_STEPS.step("decide").source == WPO.art("4b")


def test_the_plan_par_3_1_5_a_suspicion_that_was_removed_at_the_talk_closes_the_dossier():
    talked = case_where(**DONE, talk_held=True)

    assert talked.ways_to_end == (Way.SUSPICION_REMOVED,)
    assert obstacles("close", talked) == set()
    assert obstacles("close", replace(talked, talk_held=False)) != set()
    assert obstacles("close", replace(talked, suspicion=Suspicion.YES)) != set()


def test_the_plan_par_3_1_5_the_cluster_director_is_informed_of_a_strong_suspicion_the_next_school_day():
    strong = case_where(**DECIDED, reported=True, strong_since=MONDAY)

    assert due(strong)["inform_director", PLAN] == datetime(2026, 11, 25)
    assert [source for _says, source in obstacles("close", strong)] == [PLAN]


def test_the_plan_par_3_1_5_help_that_failed_asks_for_a_report_after_all():
    failed = case_where(**DECIDED, effect=False, failed_since=MONDAY)

    assert due(failed)["report_to_veilig_thuis", FRAMEWORK] == datetime(2026, 11, 24)
    assert failed.ways_to_end == ()


def test_the_framework_help_is_looked_at_on_the_last_day_of_its_term_and_ends_with_watching():
    helped = case_where(**DECIDED, help_until=date(2027, 2, 28))

    assert due(helped)["evaluate_help", FRAMEWORK] == datetime(2027, 3, 1)
    assert obstacles("close", helped) != set()
    worked = replace(helped, help_until=None, effect=True)
    assert worked.ways_to_end == (Way.HELP_WORKED,)
    assert obstacles("close", worked) == set()


# Terms


@pytest.mark.parametrize(
    ("reported", "consult", "talk", "weigh"),
    [
        # On a Monday: five, ten and twenty school days; Christmas (two weeks) lies in the last.
        ((2026, 11, 23), (2026, 12, 1), (2026, 12, 8), (2027, 1, 5)),
        # On the last Friday before Christmas: nothing is counted before school begins again.
        ((2026, 12, 18), (2027, 1, 9), (2027, 1, 16), (2027, 1, 30)),
        # In the weekend in which the clock changes.
        ((2027, 3, 27), (2027, 4, 3), (2027, 4, 10), (2027, 4, 24)),
        # Over a leap day.
        ((2028, 2, 25), (2028, 3, 4), (2028, 3, 11), (2028, 3, 25)),
    ],
)
def test_consult_talk_and_weigh_end_after_five_ten_and_twenty_school_days(reported, consult, talk, weigh):
    ends = due(MeldcodeCase(datetime(*reported, 23, 30, tzinfo=AMSTERDAM), children=CHILD))

    assert ends["consult", DECREE.art("2")] == datetime(*consult)
    assert ends["talk", DECREE.art("2")] == datetime(*talk)
    assert ends["weigh", DECREE.art("2")] == datetime(*weigh)


def test_a_school_may_agree_on_other_terms():
    assert due(case_where(), agreed={"meldcode.consult_within_school_days": 2})[
        "consult", DECREE.art("2")
    ] == datetime(2026, 11, 26)


def test_no_act_gives_these_days_and_each_says_so():
    assert {agreement.source for agreement in FIVE_STEPS.agreements} == {VANGNET_PROPOSES}


@pytest.mark.parametrize(
    "calendar", [None, SchoolCalendar(()), SchoolCalendar((WEEK,), until=date(2026, 11, 25))]
)
def test_a_calendar_that_is_not_filled_in_keeps_nobody_from_a_dossier_and_gives_no_later_day(calendar):
    ends = due(case_where(), calendar)

    assert ends["consult", DECREE.art("2")] == datetime(2026, 12, 1)
    assert ends["weigh", DECREE.art("2")] == datetime(2026, 12, 22)


# Acute danger


def test_at_acute_danger_the_steps_have_no_order_and_everything_is_due_the_same_day():
    acute = case_where(acute_since=MONDAY)

    for step in ("weigh", "decide", "report_to_veilig_thuis", "arrange_help", "talk", "consult"):
        assert obstacles(step, acute) == set(), step
    assert set(due(acute).values()) == {datetime(2026, 11, 24)}


def test_danger_that_came_later_is_due_on_the_day_that_it_was_known():
    tuesday = datetime(2026, 12, 1, 8, 45, tzinfo=AMSTERDAM)
    acute = case_where(consulted=True, acute_since=tuesday, strong_since=tuesday)

    assert set(due(acute).values()) == {datetime(2026, 12, 2)}
    assert due(acute, agreed={"meldcode.at_once_within_days": 1})["inform_director", PLAN] == datetime(
        2026, 12, 3
    )


def test_at_acute_danger_too_nothing_is_closed_before_everything_was_done():
    acute = case_where(acute_since=MONDAY, suspicion=Suspicion.YES, decided=True, reported=True)

    assert obstacles("close", acute) != set()
    assert obstacles("close", replace(acute, **DONE)) == set()


def test_a_duty_runs_once_in_school_days_or_at_once():
    for _waits, _help, case in every_case():
        for step in ("consult", "talk", "weigh", "decide", "inform_director", "arrange_help"):
            running = [each for each in FIVE_STEPS.due(case, RECORDED, CALENDAR, {}) if each.step == step]
            assert len(running) <= 1


# Declarations that belong together


def test_what_is_stored_is_what_the_protocol_knows():
    assert {way.value for way in Way} == set(Ending.Way.values)
    assert {answer.value for answer in Suspicion} <= set(Answer.Given.values)


def _sources(of: Protocol):
    for step in of.steps:
        yield step.source
        yield from (need.source for need in step.needs)
    yield from (clock.source for clock in of.clocks)
    yield from (agreement.source for agreement in of.agreements)


def test_every_source_that_is_cited_has_its_heading_in_the_law_of_this_part():
    headings = set(re.findall(r"^#+ (.+)$", LAW.read_text(), re.MULTILINE))

    assert {source.cite() for source in _sources(FIVE_STEPS)} - headings == set()
