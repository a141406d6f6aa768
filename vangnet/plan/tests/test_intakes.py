"""An existing plan is brought in, read and let go of: who may, what is refused, and how it goes."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from vangnet.core.people.models import SchoolRule
from vangnet.plan.check import apart
from vangnet.plan.check.tests import making
from vangnet.plan.forgetting import forget
from vangnet.plan.forms import intakes as form_of_intakes
from vangnet.plan.models import Intake
from vangnet.plan.terms import KEEP_INTAKES_DAYS
from vangnet.plan.tests.scene import intake

pytestmark = pytest.mark.django_db(databases="__all__")

TEXT = b"# Beleid\n\nDe school heeft zes BHV'ers.\n\n# Team\n\nDe school heeft acht BHV'ers.\n"


def address(school):
    return reverse("plan-check", args=[school.pk])


def brought(browser, school, content=TEXT, name="plan.md", token=None):
    file = SimpleUploadedFile(name, content)
    return browser.post(address(school), {"token": str(token or uuid4()), "file": file})


def test_a_plan_is_read_checked_and_kept_as_it_was_read(cast, linde, as_):
    answer = brought(as_(cast.sam), linde)

    row = Intake.objects.get()
    assert answer.url == reverse("plan-intake", args=[row.pk])
    assert (row.school, row.name, row.form, row.recorded_by) == (linde, "plan.md", "md", cast.sam)
    assert [block.text for block in row.as_read.blocks][:2] == ["Beleid", "De school heeft zes BHV'ers."]
    assert "contradiction-number" in {each.kind.key for each in row.found.findings}
    assert row.score == row.found.score


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("plan.docx", making.word(making.paragraph("De school heeft zes BHV'ers."))),
        ("plan.odt", making.open_document("<text:p>De school heeft zes BHV'ers.</text:p>")),
        ("plan.pdf", making.pdf("De school heeft zes mensen.")),
        ("plan.html", b"<p>De school heeft zes BHV'ers.</p>"),
        ("plan.txt", b"De school heeft zes BHV'ers."),
    ],
)
def test_each_kind_of_file_is_read(name, content, cast, linde, as_):
    brought(as_(cast.hanna), linde, content, name)

    texts = {block.text for block in Intake.objects.get().as_read.blocks}
    assert texts & {"De school heeft zes BHV'ers.", "De school heeft zes mensen."}


@pytest.mark.parametrize(
    ("name", "content", "says"),
    [
        ("plan.txt", b"", "is empty"),
        ("plan.xlsx", b"PK", "Choose a txt"),
        ("plan.pdf", b"gewone tekst", "damaged"),
        ("plan.docx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"x" * 99, "old kind, or one with a password"),
        ("plan.txt", making.pdf("tekst"), "holds pdf"),
        ("plan.docx", making.word(making.paragraph("a" * (32 * 2**20 + 10))), "unfolds"),
    ],
)
def test_what_is_no_plan_is_told_at_the_field_and_nothing_is_kept(name, content, says, cast, linde, as_):
    browser = as_(cast.hanna)
    browser.cookies["django_language"] = "en"
    answer = brought(browser, linde, content, name)

    assert answer.status_code == 422
    assert says in answer.context["form"].errors["file"][0]
    assert not Intake.objects.exists()


def test_a_file_that_is_too_large_is_told_at_the_field(cast, linde, as_, monkeypatch):
    monkeypatch.setattr(form_of_intakes, "LARGEST", 2**20)
    answer = brought(as_(cast.hanna), linde, b"x" * (2**20 + 1))

    assert answer.status_code == 422
    assert "1 MB" in answer.context["form"].errors["file"][0]
    assert not Intake.objects.exists()


def test_a_form_without_a_file_says_so(cast, linde, as_):
    answer = as_(cast.hanna).post(address(linde), {"token": str(uuid4())})

    assert answer.context["form"].errors["file"]


def test_a_reader_that_falls_is_told_and_the_server_goes_on(cast, linde, as_, monkeypatch):
    monkeypatch.setattr(apart, "READER", "no.such.reader")
    browser = as_(cast.hanna)

    assert brought(browser, linde).status_code == 422
    assert browser.get(address(linde)).status_code == 200
    assert not Intake.objects.exists()


def test_the_same_form_sent_twice_brings_in_once(cast, linde, as_, monkeypatch):
    token = uuid4()
    first = brought(as_(cast.hanna), linde, token=token)
    monkeypatch.setattr(apart, "READER", "not.read.again")
    second = brought(as_(cast.hanna), linde, token=token)

    assert first.url == second.url
    assert Intake.objects.count() == 1


def test_a_name_that_leads_astray_is_cleaned(cast, linde, as_):
    brought(as_(cast.hanna), linde, name="..\\map\\plan\u202efdp.md")

    assert Intake.objects.get().name == "planfdp.md"


def test_the_list_names_who_when_and_the_score_in_few_queries(
    cast, linde, as_, django_assert_max_num_queries
):
    for _time in range(4):
        intake(linde, cast.hanna)
    browser = as_(cast.sam)
    browser.get(address(linde))

    with django_assert_max_num_queries(12):
        page = browser.get(address(linde))
    assert page.content.decode().count(cast.hanna.full_name) == 4
    assert "plan.txt" in page.content.decode()


def test_another_school_sees_nothing_of_it(cast, linde, as_):
    row = intake(linde, cast.hanna)

    assert as_(cast.bas).get(address(linde)).status_code == 404
    assert as_(cast.mina).get(reverse("plan-intake", args=[row.pk])).status_code == 404


def test_it_is_removed_for_good_after_a_second_click(cast, linde, as_):
    row = intake(linde, cast.hanna)
    remove = reverse("plan-intake-remove", args=[row.pk])

    as_(cast.sam).post(remove)
    assert Intake.objects.exists()
    assert as_(cast.sam).post(remove, {"confirmed": "yes"}).url == address(linde)
    assert not Intake.objects.exists()


@pytest.mark.parametrize(("own", "days"), [(None, 60), (7, 7)])
def test_it_goes_by_itself_when_its_term_is_over(own, days, cast, linde):
    row = intake(linde, cast.hanna)
    if own:
        SchoolRule.objects.create(
            school=linde, key=KEEP_INTAKES_DAYS.key, value=own, since=timezone.localdate(), set_by=cast.hanna
        )

    forget(row.recorded_at + timedelta(days=days) - timedelta(minutes=1))
    assert Intake.objects.exists()
    forget(row.recorded_at + timedelta(days=days))
    assert not Intake.objects.exists()


def count(page):
    return sum(len(line.whys) for group in page.context["groups"] for line in group.lines)


def test_the_report_is_read_by_chapter_and_by_severity(cast, linde, as_):
    row = intake(linde, cast.hanna, TEXT, "plan.md")
    url, browser = reverse("plan-intake", args=[row.pk]), as_(cast.hanna)

    whole = browser.get(url)
    only = browser.get(url, {"severity": "minor"})
    assert [group.title for group in whole.context["groups"]][1:] == ["Beleid", "Team"]
    told = count(whole)
    assert told == len(row.found.findings)
    assert count(only) == sum(each.severity == "minor" for each in row.found.findings)
    assert next(choice.count for choice in whole.context["choices"]) == told
    shown = only.content.decode()
    assert shown.count('href="#chapter-') == shown.count('<section class="plan-found"')
    assert browser.get(url, {"severity": "no such"}).status_code == 200


@pytest.mark.parametrize(("form", "holds"), [("json", "findings"), ("sarif", "runs")])
def test_the_report_is_had_as_a_file_for_programs(form, holds, cast, linde, as_):
    row = intake(linde, cast.hanna, TEXT, "plan.md")
    answer = as_(cast.hanna).get(reverse("plan-intake-report", args=[row.pk, form]))

    assert holds in answer.json()
    assert answer["Content-Disposition"].startswith('attachment; filename="plan.md.')
    assert as_(cast.hanna).get(reverse("plan-intake-report", args=[row.pk, "exe"])).status_code == 404
