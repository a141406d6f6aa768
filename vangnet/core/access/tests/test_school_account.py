"""Signing in through a real provider over HTTP: what leads in, what doesn't, and what a tampered answer gets."""

import subprocess
import sys
from dataclasses import replace
from datetime import timedelta
from urllib.parse import parse_qs, urlsplit

import pytest
import requests
from allauth.socialaccount.models import SocialAccount
from django.test import Client, RequestFactory
from django.utils import timezone

from vangnet.conftest import PASSWORD as OWN_PASSWORD
from vangnet.conftest import proven
from vangnet.core.access.invitations import invite
from vangnet.core.access.models import Account
from vangnet.core.access.oidc import flow
from vangnet.core.access.oidc.providers import Kind, Provider, WrongSettings, for_allauth
from vangnet.core.access.oidc.second_factor import MARK, proved_at_provider

from .provider.people import CLIENT, PASSWORD, SECRET, TENANT

pytestmark = pytest.mark.django_db(databases="__all__")

HERE = "http://testserver"
KINDS = ["other", "entra", "google", "entree"]


@pytest.fixture(scope="module")
def issuer():
    """The provider in a process of its own."""
    back = [f"{HERE}/account/school/{kind}/back/" for kind in KINDS]
    process = subprocess.Popen(
        [sys.executable, "-m", "vangnet.core.access.tests.provider", *back], stdout=subprocess.PIPE, text=True
    )
    yield f"http://127.0.0.1:{process.stdout.readline().strip()}"
    process.kill()
    process.wait()
    process.stdout.close()


@pytest.fixture
def offer(issuer, settings):
    """`offer(Kind.OTHER, ...)`: what an administrator sets."""

    def offered(kind=Kind.OTHER, **more):
        usual = {
            "issuer": issuer,
            "domains": frozenset(["example.org"]),
            "tenant": TENANT if kind is Kind.ENTRA else "",
        }
        provider = Provider(kind=kind, name="School", client_id=CLIENT, secret=SECRET, **(usual | more))
        settings.SIGN_IN_PROVIDERS = (provider,)
        settings.SOCIALACCOUNT_PROVIDERS = for_allauth((provider,))
        flow._configurations.clear()
        return provider

    return offered


def at_the_provider(address, name):
    """What the person's browser does there; gives the address to which it is sent back."""
    with requests.Session() as elsewhere:
        page = elsewhere.get(address)
        form = {
            "login": name,
            "password": PASSWORD,
            "next": address.partition("127.0.0.1")[2].partition("/")[2],
        }
        form["next"] = "/" + form["next"]
        answer = elsewhere.post(page.url, form, allow_redirects=False)
        while not answer.headers["Location"].startswith(HERE):
            answer = elsewhere.get(
                requests.compat.urljoin(page.url, answer.headers["Location"]), allow_redirects=False
            )
        return answer.headers["Location"]


def go(browser, name, kind="other"):
    """There and back; gives what Vangnet answers."""
    there = browser.get(f"/account/school/{kind}/")
    assert there.status_code == 302, there.content
    return browser.get(at_the_provider(there.url, name).removeprefix(HERE))


def says_yes(browser):
    return browser.post("/account/school/link/", {"yes": "1"})


def is_in(browser):
    return "_auth_user_id" in browser.session


def who_is_in(browser):
    return Account.objects.get(pk=browser.session["_auth_user_id"]).email


def is_not_known(answer):
    return answer.status_code == 403 and b"does not know this account" in answer.content


def test_the_first_time_one_confirms_and_afterwards_comes_in_at_once(cast, offer, mailed):
    offer()
    browser = Client()

    assert go(browser, "mina").url == "/account/school/link/"
    assert not is_in(browser), "nothing happens before the press"
    assert "mina@example.org" in browser.get("/account/school/link/").content.decode()
    assert says_yes(browser).url == "/"

    assert is_in(browser)
    assert who_is_in(browser) == "mina@example.org"
    assert "Vangnet: another way to sign in" in mailed.subjects("mina@example.org")
    again = Client()
    assert go(again, "mina").url == "/"
    assert is_in(again)


def test_the_question_carries_a_code_challenge_a_state_and_a_nonce(cast, offer):
    offer()
    asked = parse_qs(urlsplit(Client().get("/account/school/other/?scope=x&auth_params=a%3Db").url).query)

    assert asked["code_challenge_method"] == ["S256"]
    assert asked["response_type"] == ["code"]
    assert set(asked["scope"][0].split()) == {"openid", "profile", "email"}
    assert asked["nonce"][0] != asked["state"][0]
    assert "a" not in asked


def test_who_says_no_is_not_linked(cast, offer):
    offer()
    browser = Client()
    go(browser, "mina")

    browser.post("/account/school/link/", {"no": "1"})

    assert not SocialAccount.objects.exists()
    assert says_yes(browser).url == "/account/login/", "and can't say yes afterwards"


def test_nothing_of_the_person_is_kept_but_a_digest(cast, offer):
    offer()
    browser = Client()
    go(browser, "mina")
    says_yes(browser)
    go(Client(), "mina")

    row = SocialAccount.objects.get()
    assert row.extra_data == {}
    assert len(row.uid) == 64


@pytest.mark.parametrize("name", ["nobody", "wim", "unverified", "says-yes-in-words", "elsewhere"])
def test_strangers_leavers_and_unverified_addresses_are_refused_alike(cast, offer, name):
    offer()
    before = Account.objects.count()

    assert is_not_known(go(Client(), name))
    assert Account.objects.count() == before
    assert not SocialAccount.objects.exists()


@pytest.mark.parametrize(
    "name", ["wrong-audience", "wrong-issuer", "wrong-nonce", "no-nonce", "too-old", "two-audiences"]
)
def test_a_token_that_is_not_the_answer_to_our_question_is_refused(cast, offer, name):
    offer()
    browser = Client()

    answer = go(browser, name)

    assert answer.status_code == 401
    assert b"did not work" in answer.content
    assert not is_in(browser)


def test_an_answer_works_once_and_in_the_browser_that_asked(cast, offer):
    offer()
    browser, other = Client(), Client()
    there = browser.get("/account/school/other/").url
    back = at_the_provider(there, "mina").removeprefix(HERE)

    assert other.get(back).status_code == 401, "somebody else's browser knows no such question"
    assert browser.get(back).status_code == 302
    assert browser.get(back).status_code == 401, "and not twice"


def test_a_code_of_somebody_else_does_not_fit_ones_own_question(cast, offer):
    """PKCE: who slips a victim the answer to his own question signs her in nowhere."""
    offer()
    attacker, victim = Client(), Client()
    his = at_the_provider(attacker.get("/account/school/other/").url, "otto")
    hers = at_the_provider(victim.get("/account/school/other/").url, "mina")
    code = parse_qs(urlsplit(his).query)["code"][0]
    state = parse_qs(urlsplit(hers).query)["state"][0]

    answer = victim.get("/account/school/other/back/", {"code": code, "state": state})

    assert answer.status_code == 401


def test_a_person_who_stops_at_the_provider_is_told_kindly(cast, offer):
    offer()
    browser = Client()
    state = parse_qs(urlsplit(browser.get("/account/school/other/").url).query)["state"][0]

    answer = browser.get("/account/school/other/back/", {"error": "access_denied", "state": state})

    assert answer.status_code == 401
    assert b"Perhaps you stopped" in answer.content


def test_an_address_that_stands_only_in_userinfo_counts_there_too(cast, offer, issuer):
    offer()
    Account.objects.filter(email="mina@example.org").update(email="only-userinfo@example.org")

    assert go(Client(), "only-userinfo").url == "/account/school/link/"


def test_without_own_domains_no_address_is_believed(cast, offer):
    offer(domains=frozenset())

    assert is_not_known(go(Client(), "mina"))


def test_entra_a_member_is_known_by_the_sign_in_name_and_nobody_by_an_unverified_address(cast, offer):
    offer(Kind.ENTRA)

    assert go(Client(), "entra-member", "entra").url == "/account/school/link/"
    for name in ("entra-of-another", "entra-email-only", "entra-guest"):
        assert is_not_known(go(Client(), name, "entra")), name


@pytest.mark.parametrize("tenant", ["", "common", "Organizations", "consumers"])
def test_entra_of_the_whole_world_is_refused_at_the_start(tenant):
    with pytest.raises(WrongSettings, match="ENTRA_TENANT"):
        Provider(Kind.ENTRA, "Microsoft", f"https://login.example/{tenant}", "id", "secret", tenant=tenant)


def test_a_provider_without_tls_is_refused_at_the_start():
    with pytest.raises(WrongSettings, match="https"):
        Provider(Kind.OTHER, "School", "http://sign-in.example.org", "id", "secret")


def test_google_only_accounts_of_the_own_workspace(cast, offer):
    offer(Kind.GOOGLE)

    assert go(Client(), "google-member", "google").url == "/account/school/link/"
    assert is_not_known(go(Client(), "google-private", "google"))


def test_entree_pupils_and_other_boards_are_refused_and_staff_link_it_themselves(cast, offer):
    offer(Kind.ENTREE)
    for name in ("entree-pupil", "entree-of-another-board", "entree-staff"):
        assert is_not_known(go(Client(), name, "entree")), name

    mina = Client()
    mina.post("/account/login/", {"login": "mina@example.org", "password": OWN_PASSWORD})
    proven(mina, cast.mina.account, ago=timedelta(0))
    assert go(mina, "entree-staff", "entree").url == "/account/school/link/"
    assert says_yes(mina).url == "/account/sessions/"

    assert go(Client(), "entree-staff", "entree").url == "/"


def test_who_has_not_proved_just_now_adds_no_other_way_in(cast, offer):
    """Somebody who sits down at an open screen should not link his own account to it."""
    offer()
    mina = Client()
    mina.post("/account/login/", {"login": "mina@example.org", "password": OWN_PASSWORD})
    proven(mina, cast.mina.account, ago=timedelta(minutes=6))
    go(mina, "mina")

    assert says_yes(mina).url.startswith("/account/second-factor/again/")
    assert not SocialAccount.objects.exists()


def test_an_account_that_is_linked_to_a_colleague_cannot_be_taken(cast, offer):
    offer()
    mina, otto = Client(), Client()
    go(mina, "mina")
    says_yes(mina)
    otto.post("/account/login/", {"login": "otto@example.org", "password": OWN_PASSWORD})
    proven(otto, cast.otto.account, ago=timedelta(0))

    assert is_not_known(go(otto, "mina"))
    assert who_is_in(otto) == "otto@example.org"


def test_two_who_confirm_the_same_account_get_it_once(cast, offer):
    offer()
    first, second = Client(), Client()
    go(first, "mina")
    go(second, "mina")

    says_yes(first)

    assert is_not_known(says_yes(second))
    assert SocialAccount.objects.count() == 1


def test_who_left_after_linking_does_not_come_in(cast, offer):
    offer()
    browser = Client()
    go(browser, "mina")
    says_yes(browser)
    cast.mina.appointments.update(last_on="2026-01-01")

    assert go(Client(), "mina").url == "/account/inactive/"


def test_a_second_factor_there_counts_only_where_the_setting_says_so_and_only_for_that_sign_in(cast, offer):
    for counts, expected in (("", False), ("mfa", True)):
        SocialAccount.objects.all().delete()
        offer(second_factor=counts)
        browser = Client()
        go(browser, "with-factor")
        says_yes(browser)
        assert (MARK in browser.session) is expected

        request = RequestFactory().get("/")
        request.session = browser.session
        assert proved_at_provider(request, cast.mina.account) is expected
        assert not proved_at_provider(request, cast.otto.account)


def test_a_password_typed_after_it_proves_no_second_factor(cast, offer):
    offer(second_factor="mfa")
    browser = Client()
    go(browser, "with-factor")
    says_yes(browser)
    browser.post("/account/logout/")
    browser.post("/account/login/", {"login": "mina@example.org", "password": OWN_PASSWORD})

    request = RequestFactory().get("/")
    request.session = browser.session
    assert not proved_at_provider(request, cast.mina.account)


def test_a_provider_that_calls_itself_otherwise_is_refused(cast, offer, settings):
    provider = offer()
    other = replace(provider, issuer=f"{provider.issuer}/")
    settings.SIGN_IN_PROVIDERS = (other,)
    settings.SOCIALACCOUNT_PROVIDERS = for_allauth((provider,))

    assert Client().get("/account/school/other/").status_code == 401


def test_a_provider_that_is_down_is_said_and_breaks_nothing(cast, offer):
    offer(issuer="http://127.0.0.1:9")

    assert b"did not work" in Client().get("/account/school/other/").content


def test_who_has_no_password_keeps_the_only_way_in(cast, offer):
    offer()
    browser = Client()
    go(browser, "mina")
    says_yes(browser)
    account = cast.mina.account
    account.set_unusable_password()
    account.save()
    again = Client()
    go(again, "mina")
    proven(again, account, ago=timedelta(0))

    again.post("/account/school/other/unlink/")
    assert SocialAccount.objects.exists()

    account.set_password(OWN_PASSWORD)
    account.save()
    third = Client()
    go(third, "mina")
    proven(third, account, ago=timedelta(0))
    third.post("/account/school/other/unlink/")
    assert not SocialAccount.objects.exists()


def test_the_sign_in_page_offers_it_and_keeps_where_one_was_going(cast, offer):
    offer()

    page = Client().get("/account/login/?next=/incidents/").content.decode()

    assert "/account/school/other/?next=/incidents/" in page


def test_an_invitation_is_used_by_signing_in_through_the_school_s_account(cast, offer, mailed):
    """Entree's addresses lead nowhere; the invitation that was opened in this browser does."""
    offer(Kind.ENTREE)
    request = RequestFactory().get("/")
    invite(request, cast.kees.account, by=cast.hanna, now=timezone.now())
    link, browser = mailed.link("kees@example.org", "/invitation/"), Client()
    assert "/account/school/entree/" in browser.get(link, follow=True).content.decode()

    assert go(browser, "entree-staff", "entree").url == "/account/school/link/"
    assert says_yes(browser).url == "/"

    assert who_is_in(browser) == "kees@example.org"
    assert Client().get(link).status_code == 404, "used up"
