"""The procedure of an incident, held against itself: every step from every state, every clock, every cited article."""

import re
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from itertools import product
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from vangnet.core.law import Article
from vangnet.core.terms import AMSTERDAM
from vangnet.incidents import protocol
from vangnet.incidents.protocol import INCIDENTS, IncidentCase, Severity

LAW = Path(protocol.__file__).with_name("law.md")
MONDAY = datetime(2026, 11, 23, 10, 15, tzinfo=AMSTERDAM)
REPORTED = ("report",)
NOTHING_LEFT = IncidentCase(reported_at=MONDAY, severity=Severity.MINOR)


def moment(*when):
    return datetime(*when, tzinfo=AMSTERDAM)


# Every state that matters to the procedure: what each condition asks, once true and once false.
def every_case():
    some, none = frozenset({1}), frozenset()
    for severity, told, follow_ups, hurt, known, due, evaluated in product(
        (None, *Severity),
        (some, none),
        ((), (date(2026, 12, 1),)),
        (some, none),
        (some, none),
        (None, MONDAY),
        (True, False),
    ):
        yield IncidentCase(
            reported_at=MONDAY,
            severity=severity,
            children=some,
            children_told=told,
            follow_ups=follow_ups,
            staff_hurt=hurt,
            staff_outcomes=known,
            labour_report_since=due,
            evaluated=evaluated,
        )


# What the safety plan, the inspectorate and the Arbowet ask, said once more in other words than the protocol's.
def may_be_taken(step, case, is_closed):
    if step == "reopen":
        return is_closed
    if is_closed:
        return False
    return {
        "report": False,
        "follow_up": bool(case.follow_ups),
        "staff_accident": bool(case.staff_hurt),
        "labour_report": case.labour_report_since is not None,
        "evaluate": case.severity is not None,
        "close": case.severity is not None
        and case.children <= case.children_told
        and not case.follow_ups
        and case.staff_hurt <= case.staff_outcomes
        and case.labour_report_since is None
        and (case.evaluated or case.severity is Severity.MINOR),
    }.get(step, True)


@pytest.mark.parametrize("step", [step.key for step in INCIDENTS.steps])
@pytest.mark.parametrize("done", [REPORTED, ("report", "close"), ("report", "close", "reopen")])
def test_a_step_is_allowed_exactly_when_its_conditions_hold(step, done):
    is_closed = done[-1] == "close"
    for case in every_case():
        assert (not INCIDENTS.obstacles(step, case, done)) == may_be_taken(step, case, is_closed), case


def apply(step, case, number):
    """What taking a step does to the case, in the plainest way."""
    match step:
        case "assess":
            return replace(case, severity=list(Severity)[number % 3])
        case "tell_parents":
            return replace(case, children_told=case.children_told | {number % 3})
        case "agree_follow_up":
            return replace(case, follow_ups=(*case.follow_ups, date(2026, 12, 1)))
        case "follow_up":
            return replace(case, follow_ups=case.follow_ups[1:])
        case "staff_accident":
            grave = MONDAY if number % 2 else None
            return replace(case, staff_outcomes=case.staff_hurt, labour_report_since=grave)
        case "labour_report":
            return replace(case, labour_report_since=None)
        case "evaluate":
            return replace(case, evaluated=True)
    return case


steps_in_any_order = st.lists(
    st.tuples(st.sampled_from([step.key for step in INCIDENTS.steps]), st.integers(0, 5)), max_size=40
)


@settings(max_examples=200)
@given(steps_in_any_order, st.frozensets(st.integers(0, 2)), st.frozensets(st.integers(0, 1)))
def test_no_order_of_steps_reaches_a_closed_incident_with_something_left_to_do(steps, children, hurt):
    case = IncidentCase(reported_at=MONDAY, children=children, staff_hurt=hurt)
    done = ["report"]
    for step, number in steps:
        if INCIDENTS.obstacles(step, case, done):
            continue
        done.append(step)
        case = apply(step, case, number)
        if INCIDENTS.is_closed(done):
            assert case.severity is not None
            assert not case.untold
            assert not case.follow_ups
            assert not case.unknown_outcomes
            assert case.labour_report_since is None
            assert case.evaluated or not case.is_serious
            assert INCIDENTS.due(case, done, None, {}) == ()


@given(st.sampled_from(list(every_case())))
def test_what_is_due_can_be_done(case):
    """A clock never runs for a step that the protocol would refuse."""
    for due in INCIDENTS.due(case, REPORTED, None, {}):
        blocked = INCIDENTS.obstacles(due.step, case, REPORTED)
        needs_grade_first = due.step == "evaluate" and case.severity is None
        assert not blocked or needs_grade_first


# The clocks


def ends(step, case, agreed=None):
    return {due.step: due.ends for due in INCIDENTS.due(case, REPORTED, None, agreed or {})}.get(step)


def test_parents_are_told_on_the_day_of_the_report_unless_the_school_agreed_otherwise():
    """Veiligheidsplan, par. 3.2: in close contact with parents; the day itself is our proposal."""
    case = replace(NOTHING_LEFT, children=frozenset({1, 2}), children_told=frozenset({1}))

    assert ends("tell_parents", case) == moment(2026, 11, 24)
    assert ends("tell_parents", case, {"incidents.parents_within_days": 2}) == moment(2026, 11, 26)
    assert ends("tell_parents", replace(case, children_told=frozenset({1, 2}))) is None


def test_the_day_of_the_report_is_the_day_in_amsterdam():
    half_past_midnight = datetime(2026, 11, 23, 23, 30, tzinfo=UTC)
    case = replace(NOTHING_LEFT, reported_at=half_past_midnight, children=frozenset({1}))

    assert ends("tell_parents", case) == moment(2026, 11, 25)


def test_an_incident_is_assessed_within_seven_days():
    """The term is our proposal; a weekend does not stretch it, for it is agreed and not statutory."""
    assert ends("assess", IncidentCase(reported_at=MONDAY)) == moment(2026, 12, 1)


def test_a_serious_incident_is_evaluated_within_four_weeks_and_a_minor_one_need_not_be():
    """Onderzoekskader 2021, VS1: incidents are evaluated."""
    assert ends("evaluate", replace(NOTHING_LEFT, severity=Severity.SERIOUS)) == moment(2026, 12, 22)
    assert ends("evaluate", replace(NOTHING_LEFT, severity=Severity.VERY_SERIOUS, evaluated=True)) is None
    assert ends("evaluate", NOTHING_LEFT) is None


def test_the_labour_inspectorate_is_told_within_twenty_four_hours():
    """Arbowet art. 9 lid 1 says at once; the sector makes that a day, which runs on at night and in weekends."""
    friday = moment(2026, 11, 27, 16, 45)

    assert ends("labour_report", replace(NOTHING_LEFT, labour_report_since=friday)) == moment(
        2026, 11, 28, 16, 45
    )


@pytest.mark.parametrize(
    ("since", "until"),
    [
        (moment(2026, 10, 24, 12), moment(2026, 10, 25, 11)),  # the night has an hour more
        (moment(2026, 3, 28, 12), moment(2026, 3, 29, 13)),  # the night has an hour less
    ],
)
def test_twenty_four_hours_stay_twenty_four_when_the_clock_changes(since, until):
    last = ends("labour_report", replace(NOTHING_LEFT, labour_report_since=since))

    assert last == until
    assert last.astimezone(UTC) - since.astimezone(UTC) == timedelta(hours=24)


@pytest.mark.parametrize(
    ("reported", "last_day"),
    [
        (moment(2026, 11, 23, 10), date(2026, 11, 27)),  # a Monday
        (moment(2026, 11, 27, 10), date(2026, 12, 3)),  # a Friday: the weekend does not count
        (moment(2026, 12, 23, 10), date(2026, 12, 30)),  # nor do both Christmas days, one of them a Saturday
    ],
)
def test_how_a_colleagues_accident_ended_is_known_after_four_working_days(reported, last_day):
    """Arbowet art. 9 lid 2: more than three working days absent goes on the list, so it shows on the fourth."""
    case = replace(NOTHING_LEFT, reported_at=reported, staff_hurt=frozenset({7}))

    assert ends("staff_accident", case) == datetime.combine(
        last_day + timedelta(days=1), datetime.min.time(), AMSTERDAM
    )


def test_an_agreed_follow_up_is_held_on_its_day():
    case = replace(NOTHING_LEFT, follow_ups=(date(2026, 12, 7), date(2026, 12, 14)))

    assert ends("follow_up", case) == moment(2026, 12, 8)


def test_the_report_to_the_inspectorate_comes_first_when_everything_is_due():
    """Arbowet art. 9 lid 1 waits for nothing that the school agreed with itself."""
    case = IncidentCase(
        reported_at=MONDAY,
        severity=Severity.SERIOUS,
        children=frozenset({1}),
        labour_report_since=MONDAY - timedelta(hours=12),
    )

    assert [due.step for due in INCIDENTS.due(case, REPORTED, None, {})] == [
        "labour_report",
        "tell_parents",
        "evaluate",
    ]


def test_a_pupils_accident_is_reported_to_nobody():
    """Arbocatalogus PO: the duty is about people who work for the school."""
    case = replace(NOTHING_LEFT, children=frozenset({1}))

    assert ends("labour_report", case) is None
    assert ends("staff_accident", case) is None


def test_a_term_that_vangnet_proposes_is_not_passed_off_as_the_plans():
    for clock in INCIDENTS.clocks:
        if clock.agreement:
            assert not clock.agreement.source.is_law
            assert clock.agreement in INCIDENTS.agreements


# The law beside the code


def anchors():
    """The headings of `law.md`, as they are cited: "Arbowet, art. 9, lid 1"."""
    return set(re.findall(r"^#+ (.+)$", LAW.read_text(encoding="utf-8"), flags=re.MULTILINE))


def sources():
    stated = [value for value in vars(protocol).values() if isinstance(value, Article)]
    of_steps = [step.source for step in INCIDENTS.steps]
    of_needs = [need.source for step in INCIDENTS.steps for need in step.needs]
    of_clocks = [clock.source for clock in INCIDENTS.clocks]
    return {*stated, *of_steps, *of_needs, *of_clocks}


@pytest.mark.parametrize(
    "source", sorted(sources(), key=lambda source: source.cite()), ids=lambda s: s.cite()
)
def test_every_source_that_the_protocol_cites_is_told_in_law_md(source):
    assert source.cite() in anchors()


def test_law_md_gives_the_version_that_was_read_of_every_act_it_cites():
    text = LAW.read_text(encoding="utf-8")

    for source in sources():
        if isinstance(source, Article):
            assert source.act.number in text
            assert f"{source.act.read:%Y-%m-%d}" in text


def test_law_md_says_what_is_left_to_people():
    assert "Left to people" in anchors()
