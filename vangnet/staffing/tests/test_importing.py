"""A trainer's list becomes certificates: first shown whole, then recorded whole, or not at all."""

from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from vangnet.staffing.importing import guess, subject_of
from vangnet.staffing.models import Certificate
from vangnet.staffing.subjects import TrainingSubject

pytestmark = pytest.mark.django_db(databases="__all__")

LIST = "Naam cursist;Cursus;Datum behaald;Geldig tot;Certificaatnummer\n"
GOOD = LIST + 'Kees Test;Herhaling BHV;4-3-2026;4-3-2027;B-17\n"Test, Mina";EHBO aan kinderen;05-03-2026;;\n'


@pytest.fixture
def page(as_, cast, linde):
    return Page(as_(cast.hanna), f"/staffing/schools/{linde.pk}/training/bring-in/")


class Page:
    def __init__(self, browser, url):
        self.browser, self.url = browser, url

    def bring_in(self, content, name="lijst.csv"):
        content = content.encode() if isinstance(content, str) else content
        return self.browser.post(self.url, {"file": SimpleUploadedFile(name, content)})

    def meanings(self, answer):
        form = answer.context["form"]
        return {name: form[name].value() or "" for name in form.fields} | {"table": answer.context["table"]}

    def look(self, answer, **changed):
        return self.browser.post(self.url + "look/", self.meanings(answer) | changed)

    def agree(self, answer, **changed):
        return self.look(answer, agreed="yes", **changed)


def test_from_the_list_to_the_certificates(page, cast):
    columns = page.bring_in(GOOD)
    looked = page.look(columns)
    assert (columns.status_code, looked.status_code) == (200, 200)
    assert "Record 2 certificates" in looked.content.decode()
    assert not Certificate.objects.exists(), "nothing before somebody agreed"

    assert page.agree(columns).status_code == 302

    kees, mina = Certificate.objects.order_by("issued_on")
    assert (kees.person, kees.subject, kees.expires_on, kees.number) == (
        cast.kees,
        TrainingSubject.EMERGENCY_RESPONSE,
        date(2027, 3, 4),
        "B-17",
    )
    assert (mina.person, mina.subject, mina.expires_on) == (cast.mina, TrainingSubject.FIRST_AID, None)


def test_brought_in_twice_it_is_recorded_once(page):
    columns = page.bring_in(GOOD + "Kees Test;Herhaling BHV;4-3-2026;4-3-2027;B-17\n")
    page.agree(columns)
    page.agree(columns)

    assert Certificate.objects.count() == 2
    assert "Record" not in [
        button for button in page.look(columns).content.decode().split() if button == "Record"
    ]


@pytest.mark.parametrize(
    ("line", "says"),
    [
        ("Piet Onbekend;BHV;4-3-2026;;", "Line 2: No colleague of this school is called “Piet Onbekend”"),
        ("Nadia Test;BHV;4-3-2026;;", "No colleague of this school"),
        ("Kees Test;BHV;31-2-2026;;", "is not a date"),
        ("Kees Test;BHV;;;", "Fill in the day on the certificate"),
        ("Kees Test;BHV;4-3-2199;;", "is still to come"),
        ("Kees Test;BHV;4-3-0206;;", "Look at the year"),
        ("Kees Test;BHV;4-3-2026;3-3-2026;", "would end before it begins"),
        ("Kees Test;;4-3-2026;;", "Fill in what the certificate is for"),
    ],
)
def test_one_wrong_line_keeps_all_of_them_out_and_says_what_to_do(page, line, says):
    columns = page.bring_in(LIST + line + "\nMina Test;BHV;4-3-2026;;\n")

    answer = page.agree(columns)

    assert answer.status_code == 422
    assert says in answer.content.decode()
    assert not Certificate.objects.exists()


def test_columns_can_mean_something_else_than_we_guessed(page, cast):
    columns = page.bring_in("Wie;Wat;Wanneer\nKees Test;BHV;4-3-2026\n")
    assert "Say which column holds" in page.look(columns).content.decode()

    page.agree(columns, column0="name", column1="title", column2="issued_on")

    assert Certificate.objects.get().person == cast.kees


def test_two_columns_cannot_mean_the_same(page):
    columns = page.bring_in(GOOD)

    assert "same meaning" in page.look(columns, column3="issued_on").content.decode()


@pytest.mark.parametrize(
    ("content", "name", "says"),
    [
        (b"", "leeg.csv", "empty"),
        (b"%PDF-1.7 something", "lijst.csv", "This is a PDF"),
        (b"\x00\x01\x02\x03" * 50, "lijst.xlsx", "no table that we can read"),
        (b"PK\x03\x04 no spreadsheet", "lijst.xlsx", ""),
        ("Naam;Datum\n", "lijst.csv", "no lines below its header"),
        ("Naam;Datum\n" + "Kees Test;4-3-2026\n" * 501, "lijst.csv", "more than 500 lines"),
        (b"x" * (2 * 1024 * 1024 + 1), "lijst.csv", "larger than 2 MB"),
    ],
)
def test_a_file_that_is_no_list_is_refused_at_the_field(page, content, name, says):
    answer = page.bring_in(content, name)

    assert answer.status_code == 422
    assert says in str(answer.context["form"].errors["file"])


def test_a_list_that_was_changed_on_the_way_or_is_another_persons_is_not_read(page, as_, cast, linde):
    columns = page.bring_in(GOOD)
    form = page.meanings(columns)

    changed = page.browser.post(
        page.url + "look/", form | {"table": form["table"][:-2] + "xx", "agreed": "yes"}
    )
    another = as_(cast.sam).post(page.url + "look/", form | {"agreed": "yes"})

    assert (changed.status_code, another.status_code) == (302, 302)
    assert not Certificate.objects.exists()


def test_two_colleagues_with_one_name_are_told_apart_by_their_address(page, cast):
    cast.mina.call_name = "Kees"
    cast.mina.save()
    columns = page.bring_in("Naam;E-mail;Cursus;Datum\nKees Test;;BHV;4-3-2026\n")
    assert "More than one colleague" in page.agree(columns).content.decode()

    page.agree(page.bring_in("Naam;E-mail;Cursus;Datum\nKees Test;MINA@example.org;BHV;4-3-2026\n"))

    assert Certificate.objects.get().person == cast.mina


def test_a_guess_gives_each_meaning_once():
    assert guess(("Medewerker", "Datum", "Datum geldig", "Mailadres", "Iets")) == {
        "Medewerker": "name",
        "Datum": "issued_on",
        "Datum geldig": "expires_on",
        "Mailadres": "email",
    }
    assert subject_of("Hoofd BHV") is TrainingSubject.EMERGENCY_LEADERSHIP
    assert subject_of("Zwemmen") is TrainingSubject.OTHER
