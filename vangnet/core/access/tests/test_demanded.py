"""Of whom a second step is demanded; and who must set one up first reaches nothing else, without a time of grace."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from vangnet.config.tests.test_every_address import rows, things  # noqa: F401 - fixtures
from vangnet.config.tests.walk import addresses
from vangnet.conftest import CAST, proven
from vangnet.core.access.second_factor.demands import AGREEMENTS, LEFT_FREE, demand_on
from vangnet.core.access.second_factor.middleware import ALWAYS, TO_SET_IT_UP
from vangnet.core.access.second_factor.proof import KEY
from vangnet.core.dossiers.models import Dossier
from vangnet.core.dossiers.rules import DECIDE_ON_DESTRUCTION, KNOW, MAY_BREAK_THE_GLASS
from vangnet.core.people.models import Appointment, SchoolRule
from vangnet.core.people.roles import COULD_KNOW_A_DOSSIER, Role
from vangnet.incidents.access import LISTS

from .scenes import ASKED, at_the_door, code_now, give_app, give_passkey, is_in

pytestmark = pytest.mark.django_db(databases="__all__")
SET_UP = "/account/second-factor/"


def agree(cast, key: str, value: int, school=None, *, days: int = 0) -> None:
    since = timezone.localdate() + timedelta(days=days)
    SchoolRule.objects.create(
        school=school, key=f"access.{key}", value=value, since=since, source="Beleid", set_by=cast.ada
    )


def on_demand(person):
    return demand_on(person, timezone.localdate())


# Of whom


def test_no_role_that_any_rule_lets_into_a_dossier_goes_without():
    may = {*LISTS, *COULD_KNOW_A_DOSSIER, *MAY_BREAK_THE_GLASS, *DECIDE_ON_DESTRUCTION, Role.ADMINISTRATOR}

    assert LEFT_FREE.isdisjoint(may)
    assert set(Role) - LEFT_FREE == may, "a role for which nobody has decided"


def test_who_goes_without_knows_no_dossier(cast, fight):
    assert not KNOW.of(Dossier.objects.all(), cast.marit, timezone.localdate()).exists()


@pytest.mark.parametrize("who", [who for who in CAST if who not in {"marit", "wim"}])
def test_it_is_demanded_of_everybody_but_the_participation_council(cast, who):
    assert on_demand(getattr(cast, who)).is_demanded


def test_it_is_not_demanded_of_who_reads_only_figures_until_the_school_does(cast, linde, iep):
    assert not on_demand(cast.marit).is_demanded
    agree(cast, "second_factor_of_everybody", 1, iep)
    agree(cast, "second_factor_of_everybody", 1, linde, days=1)
    assert not on_demand(cast.marit).is_demanded

    agree(cast, "second_factor_of_everybody", 1, linde)

    assert on_demand(cast.marit).is_demanded


def test_a_school_demands_more_and_never_less_than_the_board(cast, linde):
    agree(cast, "passkeys_only", 1)
    agree(cast, "again_after_minutes", 5)
    agree(cast, "passkeys_only", 0, linde)
    agree(cast, "again_after_minutes", 15, linde)

    assert (on_demand(cast.mina).only_passkeys, on_demand(cast.mina).again_after) == (True, 5)


def test_who_works_at_two_schools_keeps_to_the_strictest(cast, linde, iep):
    agree(cast, "again_after_minutes", 3, iep)
    Appointment.objects.create(
        person=cast.mina, role=Role.COACH, school=iep, first_on=timezone.localdate() - timedelta(days=9)
    )

    assert on_demand(cast.mina).again_after == 3
    assert on_demand(cast.otto).again_after == 15
    assert on_demand(cast.carla).again_after == 3, "her cluster has both"


def test_no_agreement_can_be_looser_than_what_always_holds():
    again, *flags = AGREEMENTS

    assert again.highest == again.default == 15
    assert all(flag.default == flag.lowest == 0 for flag in flags)


def test_in_the_demonstration_nothing_is_demanded(cast, settings):
    settings.DEMO = True

    assert not on_demand(cast.hanna).is_demanded


# Nothing else is reached


def test_the_password_leads_to_setting_one_up(cast):
    browser = at_the_door(cast.mina)

    page = browser.get("/", follow=True)

    assert page.redirect_chain == [(SET_UP, 302)]
    assert "One step more" in page.content.decode()


def test_who_must_set_one_up_reaches_nothing_else(rows, cast):  # noqa: F811
    """Every address there is, as the head, who may open most of them."""
    for name, url, _row in rows:
        browser = at_the_door(cast.hanna)
        for method in ("get", "post"):
            answer = getattr(browser, method)(url)
            if name in ALWAYS | TO_SET_IT_UP:
                assert answer.status_code in {200, 302, 405, 422}, (name, answer)
            else:
                assert (answer.status_code, answer.url) == (302, SET_UP), (name, method, answer)
            if name == "account_logout":
                break


def test_what_may_be_reached_without_one_shows_nothing_of_anybody():
    assert set(addresses()) > ALWAYS | TO_SET_IT_UP
    assert not any(name.startswith(("incident", "dossier")) for name in ALWAYS | TO_SET_IT_UP)


def test_once_set_up_the_way_is_open(cast):
    browser = at_the_door(cast.mina)

    give_passkey(browser)

    assert browser.get("/").status_code == 200


def test_a_quarter_of_an_hour_after_the_password_it_is_asked_again(cast):
    browser = at_the_door(cast.mina)
    proven(browser, cast.mina.account, ago=timedelta(minutes=16), by="")

    answer = browser.get(SET_UP)

    assert answer.url.startswith("/account/login/")
    assert not is_in(browser)


def test_a_session_from_before_there_was_a_second_step_ends(cast):
    browser = at_the_door(cast.mina)
    give_passkey(browser)
    session = browser.session
    del session[KEY]
    session.save()

    assert browser.get("/").url.startswith("/account/login/")
    assert not is_in(browser)


def test_the_proof_of_one_is_worth_nothing_in_the_session_of_another(cast):
    browser = at_the_door(cast.otto)
    proven(browser, cast.mina.account)

    assert browser.get("/").url.startswith("/account/login/")


def test_who_is_given_a_role_while_signed_in_sets_one_up_from_then_on(cast, linde):
    browser = at_the_door(cast.marit)
    assert browser.get("/incidents/year/").status_code == 200

    Appointment.objects.create(
        person=cast.marit, role=Role.COACH, school=linde, first_on=timezone.localdate()
    )

    assert browser.get("/incidents/year/").url == SET_UP


def test_what_was_not_demanded_in_the_demonstration_is_demanded_when_it_is_for_real(cast, settings):
    settings.DEMO = True
    browser = at_the_door(cast.mina)
    assert browser.get("/").status_code == 200

    settings.DEMO = False

    assert browser.get("/").url == SET_UP


def test_where_passkeys_are_demanded_an_app_leads_to_making_one(cast, linde):
    give_app(cast.mina)
    agree(cast, "passkeys_only", 1, linde)
    browser = at_the_door(cast.mina)
    browser.post(ASKED, {"code": code_now()})

    page = browser.get("/", follow=True)

    assert page.redirect_chain[-1][0] == SET_UP
    assert reverse("second-factor-app") not in page.content.decode()
    give_passkey(browser)
    assert browser.get("/").status_code == 200


def test_a_page_costs_no_question_more_than_without_a_second_step(as_, cast, django_assert_num_queries):
    """Session, account with person, roles: what any page of somebody signed in asks; and the theme page asks none."""
    with django_assert_num_queries(3):
        as_(cast.marit).get("/ui/components/")
