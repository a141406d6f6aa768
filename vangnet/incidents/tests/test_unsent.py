"""A report written without line: closed for one person, opened for nobody else, recorded once and never lost."""

import re
from base64 import b64encode
from urllib.parse import urlencode
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from vangnet.core.access.kept import KeptForm
from vangnet.core.access.tests.closing import closed
from vangnet.core.access.unsent import public_key
from vangnet.core.dossiers.models import Dossier, Subject
from vangnet.core.keys.installation import KeyTrouble
from vangnet.core.keys.models import WrappedKey
from vangnet.core.people.models import Appointment
from vangnet.core.people.roles import Role
from vangnet.incidents.models import Category
from vangnet.incidents.unsent import PURPOSE

from .test_report import filled_in, hidden_token, shown

pytestmark = pytest.mark.django_db(databases="__all__")

ADDRESS = reverse("incident-report")
JSON = {"headers": {"Accept": "application/json"}}


@pytest.fixture(autouse=True)
def keys_of_this_test():
    """The secret is rolled back with the test that made it; a real one stays."""
    public_key.cache_clear()
    yield
    public_key.cache_clear()


def report_of(person, **changes: object) -> dict[str, str]:
    text = urlencode(filled_in(**changes), doseq=True)
    return {"sealed": closed(text, public_key(person.account.pk), PURPOSE)}


def test_a_closed_report_is_recorded_as_any_other(cast, as_):
    answer = as_(cast.mina).post(
        ADDRESS, report_of(cast.mina, text="Été à l'école: gevallen & klaar."), **JSON
    )

    dossier = Dossier.objects.get()
    assert answer.status_code == 201
    assert answer.json() == {"receipt": reverse("incident-receipt", args=[dossier.reference])}
    entry = dossier.entries.get()
    assert entry.text == "Été à l'école: gevallen & klaar."
    assert entry.author == cast.mina


def test_nobody_else_can_open_or_send_it(cast, as_):
    for other in (cast.otto, cast.hanna):
        answer = as_(other).post(ADDRESS, report_of(cast.mina, text="Van Mina alleen."))

        assert answer.status_code == 409
        assert "Van Mina" not in shown(answer)
    assert not Dossier.objects.exists()


def test_sent_twice_it_is_recorded_once(cast, as_):
    report = report_of(cast.mina)
    first, second = (as_(cast.mina).post(ADDRESS, report, **JSON) for _ in range(2))

    assert first.json() == second.json()
    assert Dossier.objects.count() == 1


def test_sent_plainly_and_then_closed_it_is_recorded_once(cast, as_):
    """The line dropped after the server had recorded: what waits is the same form."""
    token = str(uuid4())
    first = as_(cast.mina).post(ADDRESS, filled_in(token=token), **JSON)
    second = as_(cast.mina).post(ADDRESS, report_of(cast.mina, token=token), **JSON)

    assert first.json() == second.json()
    assert Dossier.objects.count() == 1


def test_a_lost_answer_is_given_again_although_the_report_would_now_be_refused(cast, as_):
    report = report_of(cast.mina)
    first = as_(cast.mina).post(ADDRESS, report, **JSON)
    Category.objects.get(key="accident").retire(timezone.localdate() - timezone.timedelta(days=1))

    assert as_(cast.mina).post(ADDRESS, report, **JSON).json() == first.json()


def test_somebody_elses_token_gives_no_receipt(cast, as_):
    token = str(uuid4())
    as_(cast.otto).post(ADDRESS, filled_in(token=token))
    answer = as_(cast.mina).post(ADDRESS, report_of(cast.mina, token=token, text=""), **JSON)

    assert answer.status_code == 422


def test_what_is_refused_comes_back_in_the_form_and_can_be_sent_again(cast, as_):
    token = str(uuid4())
    Category.objects.get(key="accident").retire(timezone.localdate() - timezone.timedelta(days=1))
    answer = as_(cast.mina).post(ADDRESS, report_of(cast.mina, token=token))

    assert answer.status_code == 422
    assert "Gevallen bij de zandbak." in shown(answer)
    assert "Choose what it was." in shown(answer)
    assert hidden_token(answer) == token
    again = as_(cast.mina).post(ADDRESS, filled_in(token=token, category="weapon"))
    assert again.status_code == 303


@pytest.mark.parametrize(
    "harm",
    [
        lambda sealed: "",
        lambda sealed: "geen letters van een slot",
        lambda sealed: sealed[:80],
        lambda sealed: sealed[:-8] + ("AAAAAAA=" if sealed[-8:] != "AAAAAAA=" else "BBBBBBB="),
        lambda sealed: b64encode(b"\x04" + bytes(64) + bytes(40)).decode(),
        lambda sealed: "A" * 200_000,
    ],
    ids=["empty", "no letters", "cut off", "altered", "no point of the curve", "endless"],
)
def test_what_is_damaged_is_refused_and_nothing_is_recorded(cast, as_, harm):
    sealed = report_of(cast.mina)["sealed"]

    assert as_(cast.mina).post(ADDRESS, {"sealed": harm(sealed)}, **JSON).status_code == 409
    assert not Dossier.objects.exists()


def test_who_no_longer_works_at_a_school_is_refused(cast, as_):
    report = report_of(cast.mina)
    yesterday = timezone.localdate() - timezone.timedelta(days=1)
    Appointment.objects.filter(person=cast.mina).update(last_on=yesterday)
    Appointment.objects.create(person=cast.mina, role=Role.EXECUTIVE_BOARD, first_on=yesterday)

    assert as_(cast.mina).post(ADDRESS, report, **JSON).status_code == 404


def test_the_key_is_the_same_after_a_restart_and_another_for_each_person(cast):
    first = public_key(cast.mina.account.pk)
    public_key.cache_clear()

    assert public_key(cast.mina.account.pk) == first
    assert public_key(cast.otto.account.pk) != first


def test_a_page_of_who_reports_has_the_key_and_of_who_does_not_has_none(cast, as_):
    assert f'data-key="{public_key(cast.mina.account.pk)}"' in shown(as_(cast.mina).get("/"))
    assert "data-key" not in shown(as_(cast.ada).get("/office/staff/"))


def test_a_session_is_told_its_key_and_its_token_and_nobody_keeps_that(cast, as_):
    answer = as_(cast.mina).get(reverse("incident-report-line"))

    assert answer.json()["key"] == public_key(cast.mina.account.pk)
    assert len(answer.json()["csrf"]) >= 32
    assert "no-store" in answer["Cache-Control"]


def test_a_script_is_told_that_there_is_no_session_and_what_it_sent_stays_with_it(cast):
    for answer in (
        Client().get(reverse("incident-report-line"), **JSON),
        Client().post(ADDRESS, report_of(cast.mina), **JSON),
    ):
        assert answer.status_code == 401
        assert answer.content == b""
    assert not KeptForm.objects.exists()


def test_the_key_lasts_as_long_as_the_session(cast, as_):
    browser = as_(cast.mina)
    session = browser.session
    session["idle_minutes"], session["longest_hours"] = 10, 1
    session["began_at"] = (timezone.now() - timezone.timedelta(minutes=50)).timestamp()
    session.save()
    page = shown(browser.get("/"))
    left = re.search(r'data-idle="600" data-left="(\d+)"', page)

    assert left
    assert 590 <= int(left[1]) <= 600


def test_without_its_secret_pages_work_and_an_altered_one_is_said(cast, as_):
    public_key(cast.mina.account.pk)
    public_key.cache_clear()
    WrappedKey.objects.filter(pk="unsent").update(wrapped=bytes(60))
    page = as_(cast.mina).get("/")

    assert page.status_code == 200
    assert "data-key" not in shown(page)
    with pytest.raises(KeyTrouble, match="altered"):
        public_key(cast.mina.account.pk)


def test_the_form_that_a_device_keeps_knows_nobody(cast, as_, pupils):
    answer = as_(cast.mina).get(reverse("incident-report-offline"))
    page = shown(answer)

    assert not answer.cookies
    for secret in ("Mina", "Aya", "Zoë", "Groep 6", "csrfmiddlewaretoken", "data-key", "Ouder"):
        assert secret not in page
    assert 'value="accident"' in page
    assert 'value="playground"' in page
    assert page == shown(as_(cast.otto).get(reverse("incident-report-offline"))), "the same for everybody"


def test_the_script_that_serves_the_form_governs_only_the_page_of_the_report(cast, as_):
    answer = as_(cast.mina).get(reverse("incident-report-worker"))

    assert answer["Content-Type"].startswith("text/javascript")
    assert reverse("incident-report-worker").startswith(ADDRESS), "a worker governs what lies beside it"
    assert "Service-Worker-Allowed" not in answer


def test_who_typed_a_name_is_led_to_the_register(cast, as_):
    typed = {"people": "other-1", "people_name_other-1": "Aya Bos", "people_part_other-1": "victim"}
    answer = as_(cast.mina).post(ADDRESS, report_of(cast.mina, **typed), **JSON)
    correction = reverse("dossier-correction", args=[Dossier.objects.get().reference, 1])

    assert Subject.objects.get().name == "Aya Bos"
    assert correction in shown(as_(cast.mina).get(answer.json()["receipt"]))
    assert correction not in shown(as_(cast.hanna).get(answer.json()["receipt"]))
