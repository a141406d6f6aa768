"""The pages on which a file is brought in: seen first, agreed to once, by who may, and then forgotten."""

import os
import stat
from dataclasses import replace
from datetime import timedelta
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from vangnet.core.people.imports import pending as waiting
from vangnet.core.people.imports import registry
from vangnet.core.people.imports.access import may_import, may_import_for_board
from vangnet.core.people.models import Guardian, ImportRun, PendingImport, Pupil, School
from vangnet.core.people.tests.edexml_files import edexml, group, pupil, school
from vangnet.core.people.tests.table_files import lines
from vangnet.office.views import imports as views

pytestmark = pytest.mark.django_db(databases="__all__")


@pytest.fixture(autouse=True)
def uploads(settings, tmp_path):
    settings.DATA = tmp_path
    return tmp_path / "uploads"


@pytest.fixture
def hanna(as_, cast):
    """The browser of the head of De Linde."""
    return as_(cast.hanna)


def roster(*pupils: str, brin: str = "99XA", year: str | None = None) -> SimpleUploadedFile:
    today = timezone.localdate()
    first = today.year if today.month >= 8 else today.year - 1
    head = school(year or f"{first}-{first + 1}", brin=brin, holds_on=None, made_on=None)
    text = edexml(
        school=head, groups=[group("g1", "Bijen")], pupils=pupils or [pupil("1", "Noor", group="g1")]
    )
    return SimpleUploadedFile("roster.xml", text.encode())


def send(browser, file: SimpleUploadedFile, kind: str = "edexml", **fields):
    return browser.post(at("upload", kind), {"file": file, **fields})


def at(page: str, *names: object) -> str:
    return reverse(f"import-{page}", args=names)


def token_of(answer) -> str:
    return answer.url.split("/")[-3]


def test_nothing_is_written_before_somebody_agrees(hanna):
    answer = send(hanna, roster())
    page = hanna.get(answer.url)
    assert page.status_code == 200
    text = page.content.decode()
    assert "Noor" in text
    assert at("take-over", token_of(answer)) in text
    assert not Pupil.objects.filter(call_name="Noor").exists()


def test_agreeing_writes_and_remembers_who_did_it_and_forgets_the_file(hanna, cast, linde, uploads):
    token = token_of(send(hanna, roster()))
    hanna.get(at("preview", token))
    done = hanna.post(at("take-over", token), follow=True)

    run = ImportRun.objects.get()
    assert Pupil.objects.filter(call_name="Noor").exists()
    assert (str(run.token), run.by, run.school, run.kind) == (token, cast.hanna, linde, "edexml")
    assert run.counts == {"new": 2, "left": 7}
    assert "De Linde" in done.content.decode()
    assert not PendingImport.objects.exists()


def test_the_file_is_deleted_once_it_was_taken_over(hanna, uploads, django_capture_on_commit_callbacks):
    token = token_of(send(hanna, roster()))
    hanna.get(at("preview", token))
    assert len(os.listdir(uploads)) == 1
    with django_capture_on_commit_callbacks(execute=True):
        hanna.post(at("take-over", token))
    assert os.listdir(uploads) == []


def test_agreeing_twice_takes_over_once(hanna):
    token = token_of(send(hanna, roster()))
    hanna.get(at("preview", token))
    first = hanna.post(at("take-over", token))
    second = hanna.post(at("take-over", token))
    assert first.url == second.url == at("done", token)
    assert ImportRun.objects.count() == 1
    assert hanna.get(at("preview", token)).url == first.url


def test_two_at_the_same_moment_get_the_same_run(hanna, cast):
    token = token_of(send(hanna, roster()))
    hanna.get(at("preview", token))
    same = PendingImport.objects.get()
    plan = waiting.plan_of(same, timezone.localdate())
    run = waiting.take_over(PendingImport.objects.get(), timezone.localdate())
    assert waiting.settle(same, plan) == run


def test_what_changed_since_the_preview_is_shown_again_and_not_written(hanna, linde):
    token = token_of(send(hanna, roster()))
    hanna.get(at("preview", token))
    Pupil.objects.filter(call_name="Aya").update(last_name="Anders")
    answer = hanna.post(at("take-over", token), follow=True)
    assert "Something changed since you looked" in answer.content.decode() or answer.redirect_chain[0][
        0
    ].endswith("preview")
    assert not ImportRun.objects.exists()
    assert not Pupil.objects.filter(call_name="Noor").exists()
    hanna.post(at("take-over", token))
    assert ImportRun.objects.count() == 1, "after looking again"


def test_a_plan_that_nobody_was_shown_is_not_taken_over(hanna):
    token = token_of(send(hanna, roster()))
    hanna.post(at("take-over", token))
    assert not ImportRun.objects.exists()


def test_problems_are_shown_with_line_element_value_and_what_to_do(hanna):
    token = token_of(send(hanna, roster(pupil("1", "Noor", geslacht="m"))))
    page = hanna.get(at("preview", token)).content.decode()
    assert "<td>geslacht</td>" in page
    assert "take-over" not in page
    hanna.post(at("take-over", token))
    assert not ImportRun.objects.exists()


def test_no_more_than_200_problems_are_shown_and_the_number_of_all_is_told(hanna):
    token = token_of(send(hanna, roster(*(pupil(str(at), "Noor", geslacht="m") for at in range(250)))))
    page = hanna.get(at("preview", token)).content.decode()
    assert page.count("<td>geslacht</td>") == 200
    assert "250" in page
    assert "50" in page


def test_names_from_a_file_are_shown_as_text(hanna):
    token = token_of(send(hanna, roster(pupil("1", "<script>alert(1)</script>"))))
    assert b"<script>alert" not in hanna.get(at("preview", token)).content


def test_cancelling_deletes_the_file(hanna, uploads):
    token = token_of(send(hanna, roster()))
    assert hanna.post(at("cancel", token)).url == reverse("imports")
    assert os.listdir(uploads) == []
    assert hanna.get(at("preview", token)).status_code == 404


def test_an_uploaded_file_is_readable_for_this_program_alone(hanna, uploads):
    send(hanna, roster())
    (file,) = uploads.iterdir()
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert stat.S_IMODE(uploads.stat().st_mode) == 0o700


def test_a_file_that_was_touched_on_disk_is_not_taken_over(hanna, uploads):
    token = token_of(send(hanna, roster()))
    hanna.get(at("preview", token))
    (file,) = uploads.iterdir()
    file.write_bytes(roster(pupil("1", "Mallory")).read())
    hanna.post(at("take-over", token))
    assert not Pupil.objects.filter(call_name="Mallory").exists()


def test_a_file_waits_for_a_day_at_most(hanna, uploads):
    send(hanna, roster())
    (uploads / "lost").touch()
    now = timezone.now()
    assert waiting.delete_expired(now) == 0
    os.utime(uploads / "lost", (0, 0))
    assert waiting.delete_expired(now) == 1
    assert waiting.delete_expired(now + timedelta(hours=25)) == 1
    assert not PendingImport.objects.exists()
    assert os.listdir(uploads) == []


def test_too_large_a_file_is_refused_at_once(hanna, monkeypatch):
    small = replace(registry.KIND_OF_KEY["edexml"], most_bytes=10)
    monkeypatch.setattr(views, "KINDS", (small,))
    assert send(hanna, roster()).status_code == 200
    assert not PendingImport.objects.exists()


# --- who may


@pytest.mark.parametrize(
    ("name", "kind", "status"),
    [
        ("ada", "", 200),
        ("ada", "schools", 200),
        ("hanna", "", 200),
        ("hanna", "edexml", 200),
        ("hanna", "contacts", 200),
        ("hanna", "calendar", 200),
        ("hanna", "schools", 404),
        ("hanna", "nothing", 404),
        *((name, "", 404) for name in ("mina", "iris", "carla", "bas", "fenna", "marit", "vera")),
        ("mina", "edexml", 404),
    ],
)
def test_the_administrator_and_heads_bring_in_files(as_, cast, name, kind, status):
    assert (
        as_(getattr(cast, name)).get(at("upload", kind) if kind else reverse("imports")).status_code == status
    )


def test_a_head_may_for_the_own_school_and_the_administrator_for_all(cast, linde):
    today = timezone.localdate()
    assert list(may_import(cast.hanna, today)) == [linde]
    assert may_import(cast.ada, today).count() == School.objects.count()
    assert not may_import(cast.iris, today)
    assert [may_import_for_board(one, today) for one in (cast.ada, cast.hanna, cast.bas)] == [
        True,
        False,
        False,
    ]


def test_a_head_cannot_bring_in_the_roster_of_another_school(hanna):
    token = token_of(send(hanna, roster(brin="99XB")))
    assert "De Iep" in hanna.get(at("preview", token)).content.decode()
    hanna.post(at("take-over", token))
    assert not ImportRun.objects.exists()


def test_a_head_cannot_choose_another_school(hanna, iep):
    assert send(hanna, roster(), school=iep.pk).status_code == 200
    assert not PendingImport.objects.exists()


@pytest.mark.parametrize("page", ["preview", "take-over", "cancel", "columns"])
def test_a_waiting_file_is_seen_by_who_brought_it_in_alone(as_, cast, hanna, page):
    token = token_of(send(hanna, roster()))
    browser = as_(cast.ada)
    ask = browser.get if page in ("preview", "columns") else browser.post
    assert ask(at(page, token)).status_code == 404
    assert ask(at(page, uuid4())).status_code == 404


def test_a_head_sees_the_history_of_the_own_school(as_, cast, hanna):
    token = token_of(send(hanna, roster()))
    hanna.get(at("preview", token))
    hanna.post(at("take-over", token))
    assert at("done", token) in hanna.get(reverse("imports")).content.decode()
    assert as_(cast.noor).get(at("done", token)).status_code == 404
    assert as_(cast.ada).get(at("done", token)).status_code == 200


# --- the other kinds


def test_guardians_come_in_by_way_of_the_meaning_of_columns(hanna, linde, tmp_path):
    path = lines(
        tmp_path / "c.csv", "Leerlingnummer;Ouder roepnaam;Ouder achternaam;Veld", "k-Aya;Anna;Bos;x"
    )
    answer = send(hanna, SimpleUploadedFile("c.csv", path.read_bytes()), "contacts", school=linde.pk)
    assert answer.url.endswith("/columns/")
    page = hanna.get(answer.url).content.decode()
    assert "Anna" in page
    given = {
        "column0": "pupil.key",
        "column1": "call_name",
        "column2": "last_name",
        "column3": "",
        "keep": "on",
    }
    preview = hanna.post(answer.url, given)
    assert "Anna" in hanna.get(preview.url).content.decode()
    hanna.post(preview.url.replace("preview", "take-over"))
    assert Guardian.objects.filter(call_name="Anna", last_name="Bos").exists()


def test_a_calendar_comes_in_for_a_school_year(hanna, linde):
    year = hanna.get(at("upload", "calendar")).context["form"].fields["school_year"].initial
    text = f"soort;omschrijving;van;tot\nvakantie;Kerstvakantie;21-12-{year[:4]};31-12-{year[:4]}\n"
    file = SimpleUploadedFile("k.csv", text.encode())
    answer = send(hanna, file, "calendar", school=linde.pk, school_year=year)
    hanna.get(answer.url)
    hanna.post(answer.url.replace("preview", "take-over"))
    assert list(linde.calendar_days.values_list("title", flat=True)) == ["Kerstvakantie"]


@pytest.mark.parametrize("page", ["preview", "columns"])
def test_a_file_that_is_gone_is_said_and_is_no_error(hanna, linde, page):
    """Taken over in another window, or cleared away while the page stood open."""
    file = SimpleUploadedFile("c.csv", b"Leerlingnummer;Ouder\nk-Aya;Anna\n")
    token = token_of(send(hanna, file, "contacts", school=linde.pk))
    waiting.path_of(PendingImport.objects.get(pk=token)).unlink()

    answer = hanna.get(at(page, token), follow=True)

    assert answer.status_code == 200
    assert "no longer here" in answer.content.decode()
    assert not PendingImport.objects.exists()
