"""Firms and contracts: of the school, or of the board for all schools; and the log of the playground."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, transaction
from django.utils import timezone

from vangnet.building.models import Contract, LogLine, Partner
from vangnet.building.tests import scene
from vangnet.core.attachments.tests import made

pytestmark = pytest.mark.django_db(databases="__all__")

TODAY = timezone.localdate()


@pytest.fixture(autouse=True)
def kept_apart(settings, tmp_path):
    settings.DATA = tmp_path


def a_firm(**given):
    return {
        "token": uuid4(),
        "name": "Klusbedrijf",
        "kind": "firm",
        "contact": "",
        "email": "klus@example.org",
        "phone": "",
        "urgent_phone": "",
        "first_on": "2026-01-01",
        "last_on": "",
        **given,
    }


def a_contract(firm, **given):
    return {
        "token": uuid4(),
        "partner": firm.pk,
        "about": "Brandmeldinstallatie",
        "reference": "C-1",
        "first_on": "2026-01-01",
        "last_on": "2027-12-31",
        "cancel_before": "2027-10-01",
        **given,
    }


def test_what_the_board_agreed_stands_at_every_school_which_cannot_change_it(as_, cast, linde):
    as_(cast.bas).post("/building/agreed/partner/", a_firm(name="Gemeente"))
    firm = Partner.objects.get()
    page = as_(cast.hanna).get(f"/building/schools/{linde.pk}/agreed/").content.decode()

    assert "Gemeente" in page
    assert f"/building/partners/{firm.pk}/" not in page
    assert as_(cast.hanna).get(f"/building/partners/{firm.pk}/").status_code == 404
    assert as_(cast.bas).get(f"/building/partners/{firm.pk}/").status_code == 200


def test_a_firm_of_one_school_is_no_business_of_another(as_, cast, linde, iep):
    as_(cast.hanna).post(f"/building/schools/{linde.pk}/agreed/partner/", a_firm())
    firm = Partner.objects.get()

    assert "Klusbedrijf" not in as_(cast.noor).get(f"/building/schools/{iep.pk}/agreed/").content.decode()
    assert as_(cast.noor).get(f"/building/partners/{firm.pk}/").status_code == 404
    assert as_(cast.noor).post(f"/building/partners/{firm.pk}/", a_firm(seen=1)).status_code == 404


@pytest.mark.parametrize(
    ("given", "field"),
    [
        ({"email": ""}, "email"),
        ({"email": "nergens"}, "email"),
        ({"name": ""}, "name"),
        ({"last_on": "2025-12-31"}, "last_on"),
    ],
)
def test_a_firm_that_cannot_be_reached_or_ends_before_it_begins_is_refused(as_, cast, linde, given, field):
    answer = as_(cast.hanna).post(f"/building/schools/{linde.pk}/agreed/partner/", a_firm(**given))

    assert (answer.status_code, list(answer.context["form"].errors)) == (422, [field])
    assert not Partner.objects.exists()


@pytest.mark.parametrize(
    ("given", "field"),
    [
        ({"last_on": "2025-12-31", "cancel_before": ""}, "last_on"),
        ({"cancel_before": "2028-01-01"}, "cancel_before"),
        ({"cancel_before": "2025-01-01"}, "cancel_before"),
        ({"about": ""}, "about"),
    ],
)
def test_a_contract_whose_days_cannot_be_is_refused(as_, cast, linde, given, field):
    firm = scene.partner(linde, cast.hanna)
    answer = as_(cast.hanna).post(f"/building/schools/{linde.pk}/agreed/contract/", a_contract(firm, **given))

    assert (answer.status_code, list(answer.context["form"].errors)) == (422, [field])
    assert not Contract.objects.exists()


def test_the_database_refuses_those_days_as_well(cast, linde):
    firm = scene.partner(linde, cast.hanna)
    for days in ({"last_on": "2025-12-31"}, {"cancel_before": "2025-01-01"}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Contract.objects.create(
                school=linde,
                partner=firm,
                about="x",
                first_on="2026-01-01",
                **days,
                **scene.recorded(cast.hanna),
            )
    with pytest.raises(IntegrityError), transaction.atomic():
        Partner.objects.filter(pk=firm.pk).update(email="")


def test_the_contract_itself_is_kept_and_read_by_staff(as_, cast, linde):
    firm, content = scene.partner(linde, cast.hanna), made.pdf(b"contract")
    paper = SimpleUploadedFile("contract.pdf", content)
    as_(cast.sam).post(f"/building/schools/{linde.pk}/agreed/contract/", a_contract(firm, paper_file=paper))
    address = f"/building/contracts/{Contract.objects.get().pk}/paper/"

    assert b"".join(as_(cast.mina).get(address).streaming_content) == content
    assert as_(cast.nadia).get(address).status_code == 404


def test_who_comes_second_does_not_overwrite_a_phone_number(as_, cast, linde):
    firm = scene.partner(linde, cast.hanna)
    address = f"/building/partners/{firm.pk}/"
    assert as_(cast.sam).post(address, a_firm(seen=1, phone="1")).status_code == 302
    answer = as_(cast.hanna).post(address, a_firm(seen=1, phone="2"))

    firm.refresh_from_db()
    assert (answer.status_code, firm.phone, firm.version) == (422, "1", 2)


def test_a_contract_is_changed_from_what_was_seen_last(as_, cast, linde):
    firm = scene.partner(linde, cast.hanna)
    as_(cast.sam).post(f"/building/schools/{linde.pk}/agreed/contract/", a_contract(firm))
    row = Contract.objects.get()
    address = f"/building/contracts/{row.pk}/"
    assert as_(cast.sam).post(address, a_contract(firm, seen=1, reference="C-2")).status_code == 302
    assert as_(cast.sam).post(address, a_contract(firm, seen=1, reference="C-3")).status_code == 422

    row.refresh_from_db()
    assert row.reference == "C-2"


# --- the log of the playground


def writes(browser, row, **given):
    said = {
        "token": uuid4(),
        "kind": "maintenance",
        "held_on": TODAY.isoformat(),
        "text": "Gesmeerd",
        "by": "",
    }
    return browser.post(f"/building/equipment/{row.pk}/log/", said | given)


def test_the_log_of_the_playground_tells_inspections_defects_and_what_happened_in_order(as_, cast, linde):
    """Warenwetbesluit attractie- en speeltoestellen, art. 16: whoever has the equipment keeps its log."""
    row = scene.equipment(linde, cast.hanna)
    scene.equipment(linde, cast.hanna, sort="lift", name="Lift")
    scene.inspection(row, cast.hanna, ago=30)
    scene.defect(linde, cast.mina, ago=20, equipment=row)
    writes(as_(cast.kees), row, held_on=(TODAY - timedelta(days=10)).isoformat())

    page = as_(cast.mina).get(f"/building/schools/{linde.pk}/playground/")
    assert [entry.title for entry in page.context["log"]] == [
        "Maintenance or repair",
        "Defect",
        "Yearly inspection",
    ]
    assert [row.name for row, _lines in page.context["rows"]] == ["Klimrek"]


def test_equipment_that_was_taken_away_keeps_its_place_in_the_log(as_, cast, linde):
    row = scene.equipment(linde, cast.hanna)
    scene.inspection(row, cast.hanna)
    row.overwrite(1, last_on=TODAY - timedelta(days=1), removed_why="Weg")
    page = as_(cast.mina).get(f"/building/schools/{linde.pk}/playground/")

    assert len(page.context["log"]) == 1
    assert page.context["rows"] == [(row, [])]


@pytest.mark.parametrize(
    ("given", "field"),
    [
        ({"text": ""}, "text"),
        ({"kind": "rumour"}, "kind"),
        ({"held_on": (TODAY + timedelta(days=1)).isoformat()}, "held_on"),
    ],
)
def test_a_line_of_the_log_that_cannot_be_is_refused(as_, cast, linde, given, field):
    answer = writes(as_(cast.kees), scene.equipment(linde, cast.hanna), **given)

    assert list(answer.context["form"].errors) == [field]
    assert not LogLine.objects.exists()


def test_a_line_is_taken_back_with_a_reason_and_stays_readable(as_, cast, linde):
    row = scene.equipment(linde, cast.hanna)
    writes(as_(cast.kees), row, text="Verkeerd toestel")
    line = LogLine.objects.get()
    as_(cast.sam).post(f"/building/log/{line.pk}/take-back/", {"why": "Was het duikelrek"})

    line.refresh_from_db()
    page = as_(cast.mina).get(f"/building/equipment/{row.pk}/").content.decode()
    assert line.taken_back_by == cast.sam
    assert "Verkeerd toestel" in page
    assert "Was het duikelrek" in page
    with pytest.raises(IntegrityError), transaction.atomic():
        LogLine.objects.update(taken_back_why="")
