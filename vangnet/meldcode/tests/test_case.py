"""From what was recorded to what is still asked: which contact, decision or report answers what."""

from datetime import timedelta

import pytest
from django.utils import timezone

from vangnet.conftest import an_act
from vangnet.core.dossiers.models import Dossier, Talk
from vangnet.core.dossiers.recording import record
from vangnet.core.dossiers.timeline import Timeline
from vangnet.meldcode.case import case_of
from vangnet.meldcode.models import (
    Advice,
    Answer,
    Consultation,
    Decision,
    DirectorInformed,
    Help,
    ReportAnswer,
    VeiligThuisReport,
)
from vangnet.meldcode.protocol import Suspicion

from .scene import signals

pytestmark = pytest.mark.django_db(databases="__all__")


@pytest.fixture
def happens(acute, cast):
    """Record a step that was taken a number of days ago, in a dossier where the steps have no order."""

    def then(step, *facts, days):
        act = an_act(step, cast.iris, ago=timedelta(days=days), text="Zo.", facts=facts)
        return record(Dossier.objects.get(pk=acute.pk), act)

    return then


@pytest.fixture
def case(acute):
    return lambda: case_of(Timeline.of(Dossier.objects.get(pk=acute.pk)))


@pytest.fixture
def spoken(happens, cast, pupils):
    """A colleague was consulted, and child and parents were spoken with: what is weighed next needs no danger."""
    happens("consult", Consultation(partner="colleague", person=cast.mina), days=9)
    for partner in ("child", "parent"):
        happens("talk", Talk(partner=partner, pupil=pupils.aya, how="talk"), days=9)


def answers(**given):
    return [Answer(question=question, given=answer, ground="-") for question, answer in given.items()]


def a_decision(cast, *, report="no", help="yes"):
    return Decision(report=report, help=help, decided_by=cast.hanna, with_board=cast.carla)


def some_help(until=None):
    return Help(until=until or timezone.localdate(), manager_outside="Wijkteam", expected="-")


REPORT = {"parents_told": "yes", "reporter": "known"}


@pytest.mark.parametrize(("asked", "answers_it"), [(5, False), (4, True), (3, True)])
@pytest.mark.parametrize("how", ["ask_veilig_thuis", "report_to_veilig_thuis"])
def test_a_contact_answers_a_weighing_of_that_day_or_before(happens, case, asked, answers_it, how):
    """In doubt Veilig Thuis is asked again (plan 3.1.5), unless it was asked on that very day."""
    happens("weigh", *answers(suspicion="yes", safety="doubt"), days=4)
    assert case().doubt_since is not None
    contact = Advice(given="watch") if how == "ask_veilig_thuis" else VeiligThuisReport(**REPORT)

    happens(how, contact, days=asked)

    assert (case().doubt_since is None) == answers_it
    assert case().unsafe_since is None


def test_a_later_weighing_as_safe_does_not_take_away_that_veilig_thuis_had_to_be_called(happens, case):
    happens("weigh", *answers(suspicion="yes", safety="structural"), days=4)
    happens("weigh", *answers(suspicion="no"), days=2)

    assert case().unsafe_since is not None
    assert case().suspicion is Suspicion.NO


def test_what_happened_last_holds_also_when_it_was_recorded_first(happens, case):
    happens("weigh", *answers(suspicion="no"), days=1)
    happens("weigh", *answers(suspicion="strong", safety="no", help="no"), days=3)

    assert case().suspicion is Suspicion.NO
    assert case().strong_since is None


def test_acute_danger_lasts_until_it_is_weighed_as_safe_and_comes_back_with_new_signals(happens, case):
    assert case().is_acute
    happens("weigh", *answers(suspicion="yes", safety="structural"), days=1)
    assert case().is_acute
    happens("weigh", *answers(suspicion="yes", safety="no", help="no"), days=0)
    assert not case().is_acute

    happens("add_signals", signals(danger="acute"), days=0)

    assert case().is_acute


def test_a_weighing_can_say_that_the_danger_is_acute(happens, case, spoken):
    happens("weigh", *answers(suspicion="yes", safety="no", help="no"), days=1)
    assert not case().is_acute

    happens("weigh", *answers(suspicion="strong", safety="acute"), days=0)

    assert case().is_acute


def test_a_strong_suspicion_waits_until_the_board_was_informed(happens, case, cast):
    weighed = happens("weigh", *answers(suspicion="strong", safety="no", help="no"), days=1)
    assert case().strong_since == weighed.happened_at

    happens("inform_director", DirectorInformed(person=cast.carla), days=0)

    assert case().strong_since is None


def test_a_new_weighing_asks_for_a_new_decision_from_that_day_on(happens, case, cast, spoken):
    happens("decide", a_decision(cast), days=5)
    happens("weigh", *answers(suspicion="yes", safety="no", help="yes"), days=5)
    assert case().decided
    assert case().undecided_since is None

    again = happens("weigh", *answers(suspicion="yes", safety="no", help="no"), days=3)

    assert not case().decided
    assert case().undecided_since == again.happened_at
    assert case().points_to_report


def test_before_any_decision_the_term_runs_from_the_first_signals(happens, case):
    happens("weigh", *answers(suspicion="yes", safety="no", help="yes"), days=3)

    assert case().undecided_since == case().reported_at


def test_a_decided_report_waits_until_it_was_made_and_one_that_was_made_before_will_do(happens, case, cast):
    decided = happens("decide", a_decision(cast, report="yes"), days=2)
    assert case().report_due_since == decided.happened_at

    happens("report_to_veilig_thuis", VeiligThuisReport(**REPORT), days=4)

    assert case().report_due_since is None
    assert case().reported


def test_after_help_that_failed_a_report_from_before_will_not_do(happens, case, cast):
    happens("report_to_veilig_thuis", VeiligThuisReport(**REPORT), days=9)
    happens("decide", a_decision(cast), days=8)
    happens("arrange_help", some_help(), days=8)
    failed = happens("evaluate_help", *answers(effect="no"), days=2)
    assert case().failed_since == failed.happened_at
    assert (case().ever_reported, case().reported, case().effect) == (True, False, False)

    happens("decide", a_decision(cast, report="yes"), days=1)
    assert case().failed_since is None
    assert case().report_due_since is not None
    happens("report_to_veilig_thuis", VeiligThuisReport(**REPORT), days=0)

    assert case().report_due_since is None
    assert case().reported


def test_help_runs_until_its_effect_was_looked_at_and_new_help_runs_anew(happens, case, cast):
    happens("decide", a_decision(cast), days=8)
    assert case().help_due_since is not None
    happens("arrange_help", some_help(), days=8)
    assert case().help_due_since is None
    assert case().help_until == timezone.localdate()
    happens("evaluate_help", *answers(effect="yes"), days=3)
    assert (case().help_until, case().effect) == (None, True)

    happens("arrange_help", some_help(timezone.localdate() + timedelta(days=30)), days=1)

    assert (case().help_until, case().effect) == (timezone.localdate() + timedelta(days=30), None)


def test_each_report_waits_for_an_answer_of_its_own(happens, case):
    first = happens("report_to_veilig_thuis", VeiligThuisReport(**REPORT), days=8)
    assert case().answer_awaited_since == first.happened_at
    happens("answer", ReportAnswer(outcome="handed_on"), days=6)
    assert case().answer_awaited_since is None

    second = happens("report_to_veilig_thuis", VeiligThuisReport(**REPORT), days=1)

    assert case().answer_awaited_since == second.happened_at
