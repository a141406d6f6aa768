"""The register of annexes: who keeps which, where each is found and by whom, and what is told where one is cited."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from vangnet.core.attachments.models import Attachment
from vangnet.core.attachments.tests import made
from vangnet.plan.models import Annex, AnnexVersion

from .scene import a_paper, annex, annex_sent, paragraph

pytestmark = pytest.mark.django_db(databases="__all__")


@pytest.fixture(autouse=True)
def own_place(settings, tmp_path):
    settings.DATA = tmp_path


def plan_page(browser, school):
    return browser.get(reverse("plan-school", args=[school.pk])).content.decode()


def register(browser, school):
    return browser.get(reverse("plan-annexes", args=[school.pk])).content.decode()


def test_the_head_adds_an_annex_with_its_file_and_colleagues_fetch_it(as_, cast, linde):
    file = SimpleUploadedFile("gedragscode.pdf", made.pdf())

    as_(cast.hanna).post(
        reverse("plan-annex-add", args=[linde.pk]), annex_sent(found="file", paper_file=file)
    )

    row = Annex.objects.get(school=linde)
    address = reverse("plan-annex-file", args=[row.pk])
    assert address in register(as_(cast.mina), linde)
    assert as_(cast.marit).get(address).status_code == 200
    assert as_(cast.nadia).get(address).status_code == 404


def test_an_annex_for_head_and_safety_coordinator_alone_is_named_and_not_given_to_others(as_, cast, linde):
    row = annex(linde, cast.hanna, found="file", paper=a_paper(cast.hanna), seen_by="keepers")
    paragraph(linde, cast.hanna, text="Zie {{ annex:gedragscode }}.")
    address = reverse("plan-annex-file", args=[row.pk])

    assert as_(cast.sam).get(address).status_code == 200
    for other in (cast.mina, cast.marit, cast.carla, cast.noor, cast.bas):
        assert as_(other).get(address).status_code == 404
    assert "Gedragscode (ask the head)" in plan_page(as_(cast.mina), linde)
    assert address not in plan_page(as_(cast.mina), linde)
    assert address in plan_page(as_(cast.sam), linde)


def test_the_boards_annex_stands_in_every_register_and_only_the_board_changes_it(as_, cast, linde, iep):
    as_(cast.bas).post(reverse("plan-annex-add-board"), annex_sent(title="Klachtenregeling"))
    row = Annex.objects.get(school=None)

    assert "Klachtenregeling" in register(as_(cast.mina), linde)
    assert "Klachtenregeling" in register(as_(cast.nadia), iep)
    assert as_(cast.hanna).get(reverse("plan-annex", args=[row.pk])).status_code == 404
    assert as_(cast.bas).get(reverse("plan-annex", args=[row.pk])).status_code == 200


def test_a_cited_annex_leads_to_where_it_is(as_, cast, linde):
    annex(None, cast.bas, "Klachtenregeling", found="link", link="https://boomgaard.example/klachten")
    paragraph(linde, cast.hanna, text="Zie de {{ annex:klachtenregeling }}.")

    assert 'href="https://boomgaard.example/klachten"' in plan_page(as_(cast.mina), linde)


@pytest.mark.parametrize(
    ("more", "told"),
    [
        ({"status": "expired"}, "(expired)"),
        ({"found": "nowhere"}, "(it does not say where it can be found)"),
        ({"review_on": timezone.localdate() - timedelta(days=1)}, "(to be reviewed before"),
    ],
)
def test_a_citation_of_what_cannot_be_leaned_on_says_so_in_its_place_and_to_who_writes(
    as_, cast, linde, more, told
):
    annex(linde, cast.hanna, **more)
    paragraph(linde, cast.hanna, text="Zie de {{ annex:gedragscode }}.")

    assert told in plan_page(as_(cast.mina), linde)
    assert "1 thing is still missing" in plan_page(as_(cast.hanna), linde)


def test_a_citation_of_an_annex_that_is_not_there_is_kept_and_told(as_, cast, linde):
    paragraph(linde, cast.hanna, text="Zie de {{ annex:rookbeleid }}.")

    page = plan_page(as_(cast.hanna), linde)

    assert "rookbeleid: this annex does not stand in the register" in page
    assert "1 thing is still missing" in page


def test_a_review_that_lies_ahead_is_no_finding(as_, cast, linde):
    annex(linde, cast.hanna, review_on=timezone.localdate())
    paragraph(linde, cast.hanna, text="Zie de {{ annex:gedragscode }}.")

    assert "still missing" not in plan_page(as_(cast.hanna), linde)


def test_the_register_says_where_each_annex_is_cited(as_, cast, linde):
    annex(linde, cast.hanna)
    paragraph(linde, cast.hanna, chapter="preventing", text="Zie de {{ annex:gedragscode }}.")

    assert '<td data-label="Cited in">3.1</td>' in register(as_(cast.mina), linde)


def test_a_change_keeps_what_stood_before_and_the_file_that_was_there(as_, cast, linde):
    row = annex(linde, cast.hanna, found="file", paper=a_paper(cast.hanna))
    address = reverse("plan-annex", args=[row.pk])

    as_(cast.hanna).post(
        address, annex_sent(found="file", seen="1", status="expired", why="Nieuwe code komt")
    )

    now = row.current
    assert (now.status, now.number, now.paper_id) == ("expired", 2, row.versions.get(number=1).paper_id)


def test_the_second_of_two_who_change_an_annex_is_told(as_, cast, linde):
    row = annex(linde, cast.hanna)
    address = reverse("plan-annex", args=[row.pk])
    as_(cast.hanna).post(address, annex_sent(seen="1", title="Gedragscode team"))

    told = as_(cast.sam).post(address, annex_sent(seen="1", title="Gedragsregels"))

    assert told.status_code == 422
    assert "A colleague changed this" in told.content.decode()
    assert row.current.title == "Gedragscode team"


def test_a_form_sent_twice_adds_one_annex_and_keeps_one_file(as_, cast, linde):
    told = annex_sent(found="file")
    for _turn in range(2):
        file = SimpleUploadedFile("gedragscode.pdf", made.pdf())
        as_(cast.hanna).post(reverse("plan-annex-add", args=[linde.pk]), {**told, "paper_file": file})

    assert (Annex.objects.count(), AnnexVersion.objects.count(), Attachment.objects.count()) == (1, 1, 1)


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        ({"found": "link"}, "Fill in the link"),
        ({"found": "link", "link": "ftp://x.example/a"}, "A link begins with https://."),
        ({"found": "link", "link": "javascript:alert(1)"}, "Enter a valid URL"),
        ({"found": "file"}, "Choose the file"),
        ({"status": ""}, "required"),
        ({"review_on": "31-02-2027"}, "valid date"),
        ({"title": ""}, "required"),
    ],
)
def test_what_cannot_be_kept_is_told_at_the_field(as_, cast, linde, wrong, told):
    page = as_(cast.hanna).post(reverse("plan-annex-add", args=[linde.pk]), annex_sent(**wrong))

    assert page.status_code == 422
    assert told in page.content.decode()
    assert not Annex.objects.exists()


def test_the_database_refuses_an_annex_that_is_not_where_it_says(cast, linde):
    for wrong in ({"found": "link"}, {"found": "file"}, {"found": "head", "link": "https://x.example"}):
        with pytest.raises(IntegrityError), transaction.atomic():
            annex(linde, cast.hanna, **wrong)


def test_what_was_a_mistake_is_taken_out_of_the_register_for_a_reason(as_, cast, linde):
    row = annex(linde, cast.hanna)
    address = reverse("plan-annex-leave-out", args=[row.pk])

    as_(cast.hanna).post(address, {"token": str(uuid4()), "seen": "1", "why": "Stond er dubbel in"})

    assert "Gedragscode" not in register(as_(cast.hanna), linde)
    assert AnnexVersion.objects.filter(annex=row).count() == 2


def test_the_list_of_annexes_can_be_named_in_a_text(as_, cast, linde):
    annex(linde, cast.hanna)
    paragraph(linde, cast.hanna, text="{{ plan.annexes }}")

    shown = plan_page(as_(cast.mina), linde)

    assert f'<a href="{reverse("plan-annexes", args=[linde.pk])}">List of all annexes' in shown
    assert shown.count("Gedragscode") >= 2


def test_in_the_boards_layer_an_annex_is_named_by_its_title(as_, cast):
    annex(None, cast.bas, "Klachtenregeling")
    paragraph(None, cast.bas, text="Zie de {{ annex:klachtenregeling }}.")

    assert "[Klachtenregeling]" in as_(cast.bas).get(reverse("plan-board")).content.decode()


def test_a_long_register_asks_as_many_questions_as_a_short_one(as_, cast, linde):
    browser, address = as_(cast.hanna), reverse("plan-annexes", args=[linde.pk])
    annex(linde, cast.hanna)
    browser.get(address)
    with CaptureQueriesContext(connection) as short:
        browser.get(address)
    for number in range(8):
        annex(linde, cast.hanna, f"Bijlage {number}")
        paragraph(linde, cast.hanna, f"Nog een {number}", text=f"Zie {{{{ annex:bijlage-{number} }}}}.")
    with CaptureQueriesContext(connection) as long:
        browser.get(address)

    assert len(long) == len(short)
