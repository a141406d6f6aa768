"""The demonstration must be right in itself: a newcomer sees it first, and the loader trusts it."""

import difflib
import re
from collections import Counter
from datetime import date, datetime, time, timedelta
from functools import cache
from string import Formatter

import pytest

from vangnet.demo.casting import casts
from vangnet.demo.content import WEEKDAYS, board, stories
from vangnet.demo.pupils import former_pupils, pupils

ROLES = {
    "coach", "support_staff", "internal_coach", "head", "child_protection_officer", "confidential_adviser",
    "anti_bullying_coordinator", "prevention_officer", "emergency_officer", "head_emergency_officer",
    "safety_coordinator", "cluster_director", "executive_board", "data_protection_officer",
    "participation_council", "administrator", "complaints_committee",
}  # fmt: skip
BOARD_ROLES = {
    "cluster_director",
    "executive_board",
    "complaints_committee",
    "data_protection_officer",
    "administrator",
}
CATEGORIES = {
    "physical_violence", "verbal_violence", "threat", "bullying", "online_bullying", "discrimination",
    "sexual_harassment", "sexual_abuse", "weapon", "drugs_alcohol_fireworks", "vandalism", "theft", "runaway",
    "accident", "medical", "parent_aggression", "unwanted_presence", "restraint", "other",
}  # fmt: skip
LABELS = re.compile(
    r"\b(dader\w*|pester|pestkop|slachtoffer\w*|adhd|autis\w+|agressief|asociaal|hysterisch|lastige?|etter\w*"
    r"|probleemkind|probleemgeval|vechtersbaas|gestoord|crimineel|allochto\w+|narcis\w+|psychopa\w+)\b",
    re.IGNORECASE,
)


@cache
def everyone():
    return [*pupils(board()), *former_pupils(board())]


@cache
def cast_of_all():
    return casts(board(), stories(), everyone())


def placeholders(text):
    return {name for _, name, _, _ in Formatter().parse(text) if name}


def offsets(story):
    parts = [*story.measures, *story.told, story.police, story.evaluation, story.correction]
    days = [part.day for part in parts if part]
    days += [story.closed] if story.closed is not None else []
    days += [story.follow_up.done] if story.follow_up and story.follow_up.done is not None else []
    return days


def test_the_board_has_exactly_six_hundred_pupils():
    counts = Counter(pupil.school for pupil in pupils(board()))

    assert counts == {"vuurvlinder": 190, "regenwulp": 260, "turfschuit": 150}


def test_groups_hold_as_many_pupils_as_the_board_says():
    counts = Counter((pupil.group, pupil.year_group) for pupil in pupils(board()))

    expected = {
        (group.key, year): number
        for school in board().schools
        for group in school.groups
        for year, number in group.size.items()
    }
    assert counts == expected


def test_the_same_seed_invents_the_same_pupils():
    assert pupils(board()) == pupils(board())
    assert pupils(board()) != pupils(board(), seed=1)


def test_no_two_pupils_share_a_full_name_and_no_group_has_a_call_name_twice():
    names = Counter((pupil.call_name, pupil.infix, pupil.last_name) for pupil in everyone())
    in_group = Counter((pupil.group, pupil.call_name) for pupil in pupils(board()))

    assert max(names.values()) == 1
    assert max(in_group.values()) == 1


def test_about_a_third_of_the_pupils_have_a_brother_or_sister_at_school_with_the_same_guardians():
    families = {}
    for pupil in pupils(board()):
        families.setdefault(pupil.family, []).append(pupil)
    siblings = [pupil for family in families.values() if len(family) > 1 for pupil in family]

    assert 170 <= len(siblings) <= 230
    for family in families.values():
        assert len({pupil.guardians for pupil in family}) == 1
        assert len({pupil.last_name for pupil in family}) == 1


def test_every_pupil_was_four_on_arrival_and_has_an_age_that_fits_the_year_group():
    for pupil in pupils(board()):
        age = (board().today - pupil.born_on).days / 365.25
        assert pupil.year_group + 3.1 <= age <= pupil.year_group + 4.2, pupil
        assert (pupil.arrived_on - pupil.born_on).days >= 4 * 365, pupil
        assert pupil.arrived_on <= board().today


def test_a_few_pupils_come_and_go_in_the_middle_of_the_year():
    arrived = [
        pupil for pupil in pupils(board()) if pupil.arrived_on > date(2026, 8, 31) and pupil.year_group > 1
    ]
    left = [pupil for pupil in former_pupils(board()) if pupil.left_on != date(2026, 7, 3)]

    assert 2 <= len(arrived) <= 15
    assert 5 <= len(left) <= 10


def test_families_are_as_different_as_families_are():
    guardians = {guardian.key: guardian for pupil in pupils(board()) for guardian in pupil.guardians}.values()

    assert all(1 <= len(pupil.guardians) <= 3 for pupil in pupils(board()))
    assert all(any(guardian.has_custody for guardian in pupil.guardians) for pupil in pupils(board()))
    assert {guardian.relation for guardian in guardians} == {"mother", "father", "partner", "foster_parent"}
    assert 4 <= sum(guardian.has_secret_address for guardian in guardians) <= 15
    assert 2 <= sum(bool(guardian.contact_order) for guardian in guardians) <= 3


def test_no_address_phone_or_mail_can_exist():
    people = {guardian.key: guardian for pupil in everyone() for guardian in pupil.guardians}.values()
    mails = [person.email for person in people] + [member.email for member in board().staff]

    assert all(re.fullmatch(r"06-0000\d{4}", person.phone) for person in people)
    assert len({person.phone for person in people}) == len(people)
    assert all(person.postcode[-2:] in {"SD", "SS"} for person in people)
    assert all(mail.endswith(".example.org") and mail.isascii() for mail in mails)
    assert len(mails) == len(set(mails))


@pytest.mark.parametrize("school", [school.key for school in board().schools])
@pytest.mark.parametrize("role", sorted(ROLES - BOARD_ROLES))
def test_every_role_of_a_school_is_held_today(school, role):
    assert board().holders(role, board().today, school=school)


@pytest.mark.parametrize("role", sorted(BOARD_ROLES))
def test_every_role_of_the_board_is_held_today(role):
    assert board().holders(role, board().today)


def test_every_appointment_has_a_known_role_within_the_time_that_somebody_works_here():
    places = {each.key for each in (*board().schools, *board().clusters)}
    groups = {group.key for school in board().schools for group in school.groups}
    for member in board().staff:
        for held in member.appointments:
            assert held.role in ROLES, member.key
            assert held.since >= member.start, member.key
            assert {held.school, held.cluster} - {None} <= places, member.key
            assert held.group is None or held.group in groups, member.key


def test_every_group_has_a_teacher_on_every_weekday_of_both_years():
    day = date(2025, 8, 25)
    while day <= board().today:
        for school in board().schools:
            for group in school.groups:
                if board().is_school_day(school.key, day):
                    holders = board().holders("coach", day, group=group.key)
                    working = [
                        held
                        for member in holders
                        for held in member.appointments
                        if held.group == group.key
                        and held.holds_on(day)
                        and WEEKDAYS[day.weekday()] in held.days
                    ]
                    assert working, (group.key, day)
        day += timedelta(days=1)


def test_every_school_has_exactly_one_head_on_every_day():
    day = date(2025, 8, 1)
    while day <= board().today:
        for school in board().schools:
            assert len(board().holders("head", day, school=school.key)) == 1, (school.key, day)
        day += timedelta(days=1)


def test_study_days_are_ordinary_weekdays_outside_holidays():
    for school in board().schools:
        for day in school.study_days:
            assert day.weekday() < 5, (school.key, day)
            assert not any(holiday.first <= day <= holiday.last for holiday in board().holidays), (
                school.key,
                day,
            )


def test_there_are_enough_stories_and_their_keys_are_unique():
    assert len(stories()) >= 150
    assert len({story.key for story in stories()}) == len(stories())


@pytest.mark.parametrize("story", stories(), ids=lambda story: story.key)
def test_a_story_is_consistent(story):
    school = board().school(story.school)
    declared = {person.who for person in story.people}
    named = {person.who for person in story.people if person.kind in {"pupil", "staff"}}
    pupils_in_it = {person.who for person in story.people if person.kind == "pupil"}

    assert story.category in CATEGORIES
    assert story.reporter in ROLES
    assert story.place in {place.key for place in school.places}
    assert len(declared) == len(story.people)
    assert {person.role for person in story.people} <= {"victim", "perpetrator", "follower", "witness"}
    assert {person.kind for person in story.people} <= {"pupil", "staff", "guardian", "external"}
    assert story.injury in {"none", "first_aid", "doctor", "hospital"}
    assert story.severity is None or story.severity.level in {"minor", "serious", "very_serious"}
    assert story.police is None or story.police.state in {"none", "notified", "report_filed"}
    assert 110 <= len(story.story) <= 480, len(story.story)
    for text in story.texts():
        assert placeholders(text) <= named | {"melder", "leerkracht"}, text
        assert not LABELS.search(text), text
        assert "\n" not in text
    for told in story.told:
        assert told.who in pupils_in_it
        assert told.by in ROLES
        assert told.how in {"phone", "talk", "letter", "app"}
        assert placeholders(told.text) <= {told.who, "melder", "leerkracht"}, told.text
    for person in story.people:
        assert person.kind != "external" or person.described
        assert person.kind != "guardian" or person.of in pupils_in_it
        assert person.group_of is None or person.group_of in pupils_in_it


@pytest.mark.parametrize("story", stories(), ids=lambda story: story.key)
def test_a_story_happens_on_a_school_day_within_school_hours_unless_it_says_otherwise(story):
    assert datetime(2025, 8, 1) <= story.at <= datetime.combine(board().today, time(23, 59))
    if story.outside_school_time:
        return
    day = story.at.date()
    assert board().is_school_day(story.school, day)
    opens, closes = board().school(story.school).hours[WEEKDAYS[day.weekday()]]
    around = timedelta(minutes=40)
    assert datetime.combine(day, time.fromisoformat(opens)) - around <= story.at
    assert story.at <= datetime.combine(day, time.fromisoformat(closes)) + around


@pytest.mark.parametrize("story", stories(), ids=lambda story: story.key)
def test_nothing_that_followed_lies_in_the_future(story):
    last = board().school_day_after(story.school, story.at.date(), max(offsets(story), default=0))

    assert last <= board().today


def test_closing_comes_last_and_needs_a_severity():
    for story in stories():
        if story.closed is not None:
            assert story.severity, story.key
            assert max(offsets(story)) <= story.closed, story.key
            assert not story.follow_up or story.follow_up.done is not None, story.key


def test_of_this_month_some_are_open_and_some_follow_up_talks_are_overdue():
    november = [story for story in stories() if story.at >= datetime(2026, 11, 1)]
    still_open = [story for story in november if story.closed is None]
    overdue = [
        story
        for story in still_open
        if story.follow_up
        and story.follow_up.done is None
        and board().school_day_after(story.school, story.at.date(), story.follow_up.planned) < board().today
    ]

    assert len(still_open) >= 7
    assert len(overdue) >= 3


def test_parents_of_a_child_who_was_hurt_or_hurt_another_are_told_when_the_matter_is_closed():
    for story in stories():
        if story.closed is None:
            continue
        concerned = {p.who for p in story.people if p.kind == "pupil" and p.role == "victim"}
        assert concerned <= {told.who for told in story.told}, story.key


def test_serious_is_rarer_than_minor_and_very_serious_is_rare():
    levels = Counter(story.severity.level for story in stories() if story.severity)

    assert levels["minor"] > levels["serious"] > 2 * levels["very_serious"] > 0


def test_a_staff_member_in_hospital_is_reported_to_the_labour_inspectorate_on_the_same_day():
    """Arbowet art. 9 lid 1: admission is reported at once."""
    admitted = [story for story in stories() if story.staff_accident and story.staff_accident.admitted]

    assert admitted
    assert all(story.staff_accident.inspectorate_day == 0 for story in admitted)


def test_three_stories_were_corrected_later():
    assert sum(story.correction is not None for story in stories()) == 3


def test_no_two_stories_share_a_sentence_or_look_alike():
    sentences = Counter(
        sentence
        for story in stories()
        for sentence in re.split(r"(?<=[.!?])\s+", story.story)
        if len(sentence) > 25
    )
    assert max(sentences.values()) == 1, sentences.most_common(1)

    texts = [(story.key, story.story.split()) for story in stories()]
    matcher = difflib.SequenceMatcher(autojunk=False)
    for number, (key, words) in enumerate(texts):
        matcher.set_seq2(words)
        for other, more in texts[number + 1 :]:
            matcher.set_seq1(more)
            assert matcher.quick_ratio() < 0.6 or matcher.ratio() < 0.4, (key, other)


def test_every_story_finds_its_people_and_every_text_can_be_filled_in():
    for story in stories():
        cast = cast_of_all()[story.key]
        for text in story.texts():
            assert "{" not in cast.fill(text), story.key


def test_no_text_for_parents_names_another_child():
    for story in stories():
        cast = cast_of_all()[story.key]
        for told in story.told:
            others = [pupil.call_name for who, pupil in cast.pupils.items() if who != told.who]
            words = set(re.findall(r"\w+", cast.fill(told.text)))
            assert not words & set(others), (story.key, told.who)


def test_the_same_cast_is_the_same_child_who_was_at_school_each_time():
    seen = {}
    for story in stories():
        for person in story.people:
            if person.cast:
                pupil = cast_of_all()[story.key].pupils[person.who]
                assert seen.setdefault(person.cast, pupil) == pupil
                assert pupil.placement_on(story.at.date()), (story.key, person.cast)
    assert len(seen) >= 8


def test_one_girl_is_bullied_over_several_weeks_and_the_register_can_show_it():
    """domain 5.2: three reports with the same pupil within six weeks is structural."""
    days = [story.at.date() for story in stories() if any(person.cast == "bo" for person in story.people)]

    assert len(days) >= 6
    assert any(days[place + 2] - days[place] <= timedelta(weeks=6) for place in range(len(days) - 2))
